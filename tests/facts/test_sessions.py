"""A new terminal as it is really started, and what of it can be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle import api
from gofettle.errors import CannotTell
from gofettle.facts import login_shell, other_sessions, sessions, startup_trace
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.request import Request
from gofettle.facts.sessions import fresh_environment
from gofettle.facts.shell_answer import MARK, environment
from gofettle.host.memory import File, MemoryHost
from gofettle.host.port import Hung, NotStarted, Outcome, Ran, User
from gofettle.model.place import Place, Trace
from tests import machines
from tests.acting import shell
from tests.judging import say

ZSH = LoginShell("/bin/zsh", "zsh", "SHELL")
RUN = Request("/")


def read(text: str) -> dict[str, str] | None:
    return environment(Ran(0, text))


def test_an_environment_follows_the_mark() -> None:
    assert read(f"welcome!\n\n{MARK}\nHOME=/x\0PATH=/a:/b\0") == {"HOME": "/x", "PATH": "/a:/b"}


def test_values_with_newlines_and_equals_signs_survive() -> None:
    assert read(f"\n{MARK}\nA=1\n2=3\0B=\0") == {"A": "1\n2=3", "B": ""}


def test_an_env_without_zeros_is_read_line_by_line() -> None:
    assert read(f"\n{MARK}\nHOME=/x\nPATH=/a\n") == {"HOME": "/x", "PATH": "/a"}


def test_the_last_mark_counts_for_a_start_up_file_may_print_one() -> None:
    assert read(f"\n{MARK}\nHOME=/old\0\n{MARK}\nHOME=/x\0") == {"HOME": "/x"}


def test_what_gofettle_put_in_is_taken_out() -> None:
    text = f"\n{MARK}\nLC_ALL=C\0VSCODE_RESOLVING_ENVIRONMENT=1\0_=/usr/bin/env\0SHLVL=2\0GOBIN=/x\0"
    assert read(text) == {"GOBIN": "/x"}


@pytest.mark.parametrize(
    "outcome",
    [
        Ran(0, ""),
        Ran(1, "boom"),
        Ran(0, MARK),
        Ran(0, f"x{MARK}\nA=1\0"),
        Hung(8.0, f"\n{MARK}\nA=1\0"),
        NotStarted("ENOENT"),
    ],
)
def test_a_shell_that_never_came_so_far_says_nothing(outcome: Outcome) -> None:
    assert environment(outcome) is None


# A newline in a name is what somebody in the background printed.
names = st.text(st.characters(exclude_characters="\0=\n"), min_size=1).filter(
    lambda name: name not in {"LC_ALL", "VSCODE_RESOLVING_ENVIRONMENT", "_", "SHLVL"}
)
environments = st.dictionaries(names, st.text(st.characters(exclude_characters="\0")), min_size=1)


@given(environments, st.text())
def test_any_environment_is_read_back(env: dict[str, str], noise: str) -> None:
    text = "".join(f"{name}={value}\0" for name, value in env.items())
    found = read(f"{noise}\n{MARK}\n{text}")
    assert found == env or f"\n{MARK}\n" in text


@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_any_output_is_an_environment_or_none(text: str) -> None:
    for found in (read(text), read(f"\n{MARK}\n{text}")):
        assert found is None or all(name and "\0" not in name for name in found)


def test_a_new_terminal_inherits_nothing_that_was_exported_by_hand() -> None:
    host = MemoryHost(
        env={"GOROOT": "/x", "PATH": "/mine", "LANG": "zh_CN.UTF-8", "HOME": "/Users/dev", "TERM": "dumb"}
    )
    fresh = fresh_environment(host, ZSH)
    assert "GOROOT" not in fresh
    assert fresh["PATH"] == "/usr/bin:/bin:/usr/sbin:/sbin"
    assert (fresh["LANG"], fresh["SHELL"], fresh["TERM"]) == ("zh_CN.UTF-8", "/bin/zsh", "xterm-256color")


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_the_terminal_and_this_process_are_both_seen(name: str) -> None:
    host = machines.EVERY_HEALTHY[name]()
    found = sessions.collect(host, RUN)
    assert [session.kind for session in found.seen] == ["terminal", "process"]
    assert found.process.variables == host.env


def with_start_up(line: str) -> MemoryHost:
    return machines.changed(machines.healthy(), files={"/Users/dev/.zshrc": File(f"# one\n{line}\n")})


def test_a_terminal_that_hangs_names_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_trace, "trace", shell.trace)
    found = sessions.collect(with_start_up("sleep 1000"), RUN)
    assert found.terminal.env is None
    assert [session.kind for session in found.seen] == ["process"]
    assert "zsh" in say(found.terminal.why)
    assert "/Users/dev/.zshrc:2 (sleep 1000)" in say(found.terminal.why)
    with pytest.raises(CannotTell):
        assert found.terminal.variables


def test_a_terminal_that_ends_early_names_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_trace, "trace", shell.trace)
    found = sessions.collect(with_start_up("exit"), RUN)
    assert "/Users/dev/.zshrc:2 (exit)" in say(found.terminal.why)


def test_a_trace_that_knows_no_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_trace, "trace", lambda *_, **__: Trace((), None, "not-started"))
    assert "an unknown line" in say(sessions.collect(with_start_up("exit"), RUN).terminal.why)
    monkeypatch.setattr(startup_trace, "trace", lambda *_, **__: Trace((), Place("/x", 3, "code")))
    assert "/x:3 (code)" in say(sessions.collect(with_start_up("exit"), RUN).terminal.why)


def test_a_shell_that_cannot_be_started() -> None:
    host = machines.changed(machines.healthy(), files={"/bin/zsh": None})
    why = say(sessions.collect(host, RUN).terminal.why)
    assert "/bin/zsh" in why
    assert "ENOENT" in why


@pytest.mark.parametrize(
    ("shell_variable", "of_the_user", "path"),
    [
        ("/bin/zsh", "/bin/bash", "/bin/zsh"),
        ("", "/bin/bash", "/bin/bash"),
        ("/nowhere/zsh", "/bin/bash", "/bin/bash"),
        ("zsh", "/bin/bash", "/bin/bash"),
        ("/usr/bin/env", "/bin/zsh", "/bin/zsh"),
    ],
)
def test_which_shell_is_the_login_shell(shell_variable: str, of_the_user: str, path: str) -> None:
    host = machines.changed(machines.healthy(), env={"SHELL": shell_variable})
    host.user = User("dev", 501, "/Users/dev", of_the_user)
    assert login_shell.collect(host).path == path


@pytest.mark.parametrize("path", ["", "/usr/bin/nu", "/opt/tcsh"])
def test_a_shell_that_gofettle_does_not_know(path: str) -> None:
    host = machines.changed(machines.healthy(), env={"SHELL": path})
    host.user = User("dev", 501, "/Users/dev", path)
    with pytest.raises(CannotTell) as raised:
        login_shell.collect(host)
    assert path in say(raised.value.why)
    host.env = {**machines.healthy().env, "SHELL": path}
    found, _ = api.diagnose(host, RUN)
    states = {vital.id: vital.state.value for vital in found.vitals}
    assert (states["terminal"], states["session"]) == ("cannot-tell", "ok")


def test_the_sessions_that_people_do_not_think_of() -> None:
    host = machines.with_lines(machines.healthy(), ".zshenv", "export GOBIN=/from/zshenv")
    seen = {session.kind: session.variables for session in other_sessions.collect(host, ZSH, RUN).seen}
    assert set(seen) == {"script", "ssh"}
    assert all(env["GOBIN"] == "/from/zshenv" for env in seen.values())
    assert all("/usr/local/go/bin" not in env["PATH"] for env in seen.values())


def test_linux_has_windows_that_are_no_login_shell() -> None:
    host = machines.with_lines(machines.healthy_linux(), ".bashrc", "export GOBIN=/from/bashrc")
    found = other_sessions.collect(host, LoginShell("/bin/bash", "bash", "SHELL"), RUN)
    seen = {session.kind: session.variables.get("GOBIN") for session in found.seen}
    assert seen == {"window": "/from/bashrc", "script": None, "ssh": "/from/bashrc"}
