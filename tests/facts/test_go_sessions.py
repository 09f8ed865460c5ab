"""Every setting of Go in a session, resolved by Go's own rules, with where it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.errors import CannotTell
from gofettle.facts import go_env, go_runs
from gofettle.facts.catalogue import FACTS
from gofettle.facts.go_directories import GoDirectories
from gofettle.facts.go_env import GoEnv
from gofettle.facts.go_runs import GoRun, GoRuns
from gofettle.facts.go_sessions import GoSession, GoSessions, Setting
from gofettle.facts.installed_tools import InstalledTools
from gofettle.facts.request import Level, Request
from gofettle.facts.snapshot import Collection
from gofettle.host.memory import File, MemoryHost, Special
from gofettle.host.port import Command, Hung, NotStarted, Outcome, Ran
from gofettle.model.version import GoVersion
from tests import machines
from tests.acting.parts import OLD, go_tree
from tests.acting.programs import program


def go_of(host: MemoryHost) -> GoSessions:
    return Collection(host, Request(host.cwd), FACTS).extend([GoSessions]).get(GoSessions)


def terminal(host: MemoryHost) -> GoSession:
    return go_of(host).terminal


def test_the_environment_comes_before_the_goenv_file_and_that_before_gos_own() -> None:
    host = machines.healthy()
    path = machines.goenv_path(host)
    assert terminal(host).setting("GOSUMDB") == Setting("GOSUMDB", "sum.golang.org", "go.env", "/usr/local/go/go.env")
    host = machines.with_goenv(host, "# mine\nGOSUMDB=off\n")
    assert terminal(host).setting("GOSUMDB") == Setting("GOSUMDB", "off", "goenv-file", f"{path}:2")
    host = machines.with_lines(host, ".zshrc", "export GOSUMDB=mirror")
    assert terminal(host).setting("GOSUMDB") == Setting("GOSUMDB", "mirror", "environment")


def test_an_empty_variable_counts_as_unset() -> None:
    host = machines.with_lines(machines.with_goenv(machines.healthy(), "GOBIN=/x\n"), ".zshrc", "export GOBIN=")
    assert terminal(host).setting("GOBIN") == Setting("GOBIN", "/x", "goenv-file", f"{machines.goenv_path(host)}:1")


def test_an_empty_line_of_the_goenv_file_hides_gos_own_default() -> None:
    assert terminal(machines.with_goenv(machines.healthy(), "GOTOOLCHAIN=\n")).setting("GOTOOLCHAIN") is None


def test_nothing_is_a_setting_that_nobody_made() -> None:
    assert terminal(machines.healthy()).setting("GOBIN") is None


@pytest.mark.parametrize(
    ("env", "goroot"),
    [("", "/usr/local/go"), ("/x/", "/x"), ("/x/../y", "/y"), ("/nowhere", "/nowhere")],
)
def test_the_goroot_in_force(env: str, goroot: str) -> None:
    session = terminal(machines.with_lines(machines.healthy(), ".zshrc", f"export GOROOT={env}"))
    assert (session.goroot, session.own_root) == (goroot, "/usr/local/go")


def test_gopath_and_where_go_install_puts_programs() -> None:
    host = machines.healthy()
    assert terminal(host).gopath == ("/Users/dev/go",)
    assert terminal(host).bin == "/Users/dev/go/bin"
    several = machines.with_lines(host, ".zshrc", "export GOPATH=/a:/b")
    assert (terminal(several).gopath, terminal(several).bin) == (("/a", "/b"), "/a/bin")
    assert terminal(machines.with_lines(several, ".zshrc", "export GOBIN=/c")).bin == "/c"


def test_settings_that_differ_between_sessions_are_both_shown() -> None:
    host = machines.with_process_env(machines.with_lines(machines.healthy(), ".zshrc", "export GOBIN=/a"), GOBIN="/b")
    assert [(view.kind, setting.value) for view, setting in go_of(host).distinct("GOBIN")] == [
        ("terminal", "/a"),
        ("process", "/b"),
    ]


def test_settings_that_are_the_same_are_shown_once() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOBIN=/a")
    assert [view.kind for view, _ in go_of(host).distinct("GOBIN")] == ["terminal"]


def test_rivals_are_other_trees_further_back_each_once() -> None:
    host = machines.with_files(machines.healthy(), {**go_tree("/a", OLD), **go_tree("/b", "1.26.6")})
    lines = "export PATH=$PATH:/a/bin:/b/bin:/usr/local/go/bin/:/a//bin"
    session = terminal(machines.with_lines(host, ".zshrc", lines))
    assert [(rival.root, str(rival.version and rival.version.text)) for rival in session.rivals] == [
        ("/a", "1.21.13"),
        ("/b", "1.26.6"),
    ]


def test_a_terminal_that_could_not_be_observed() -> None:
    host = machines.changed(machines.healthy(), files={"/bin/zsh": None, "/Users/dev/.zshrc": None})
    host.env = {**host.env, "SHELL": "/bin/bash"}
    broken = machines.changed(host, files={"/Users/dev/.bash_profile": File("sleep 100\n")})
    go = go_of(broken)
    assert [session.kind for session in go.seen] == ["process"]
    with pytest.raises(CannotTell):
        _ = go.terminal


# What Go itself says


def asked(host: MemoryHost, kind: type, level: Level = Level.DEFAULT) -> object:
    return Collection(host, Request(host.cwd, level), FACTS).extend([kind]).known[kind]


def runs_of(host: MemoryHost) -> GoRuns:
    found = asked(host, GoRuns)
    assert isinstance(found, GoRuns)
    return found


def test_each_session_runs_its_own_go_and_the_same_command_once() -> None:
    host = machines.healthy()
    found = runs_of(host)
    assert [(run.session, run.ok, run.version) for run in found.runs] == [
        ("terminal", True, GoVersion(1, 27, (3, 3))),
        ("process", True, GoVersion(1, 27, (3, 3))),
    ]
    assert sum(command.argv[1:] == ("version",) for command in host.asked) == 1


def test_go_is_run_harmlessly() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOTOOLCHAIN=go1.99.0 GOPROXY=https://example.com")
    asked(host, GoRuns)
    asked(host, GoEnv)
    commands = [command for command in host.asked if command.argv[0].endswith("/go")]
    assert len(commands) >= 3
    for command in commands:
        env = dict(command.env)
        assert (env["GOTOOLCHAIN"], env["GOPROXY"], env["MISE_AUTO_INSTALL"]) == ("local", "off", "0")
        assert env["HOME"] == "/Users/dev"
        assert command.seconds <= 10


@pytest.mark.parametrize(
    ("outcome", "ok", "said"),
    [
        (Ran(0, "go version go1.27.3 darwin/arm64\n"), True, "go version go1.27.3 darwin/arm64"),
        (Ran(2, "", "go: cannot find GOROOT directory: /x\nmore\n"), False, "go: cannot find GOROOT directory: /x"),
        (Ran(1, "on stdout\n", ""), False, "on stdout"),
        (Ran(3), False, "exit status 3"),
        (Ran(-9), False, "exit status -9"),
        (Ran(0, "hello\n"), False, "hello"),
        (Hung(6.0), False, "no answer in 6 s"),
        (NotStarted("ENOEXEC"), False, "ENOEXEC"),
    ],
)
def test_what_a_run_said(outcome: Outcome, ok: bool, said: str) -> None:
    run = GoRun("terminal", "/go", outcome, None)
    assert (run.ok, run.said) == (ok, said)


def test_a_shim_is_never_run_in_the_workspace() -> None:
    host = machines.healthy_shims()
    asked(host, GoEnv)
    assert {command.cwd for command in host.asked if command.argv[0].endswith("/go")} == {"/"}
    real = machines.healthy()
    asked(real, GoEnv)
    assert {command.cwd for command in real.asked if command.argv[1:2] == ("env",)} == {"/", real.cwd}


def test_go_env_that_fails_says_so() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/nowhere")
    found = asked(host, GoEnv)
    assert isinstance(found, GoEnv)
    assert (dict(found.neutral), found.error) == ({}, "go: cannot find GOROOT directory: /nowhere")


def test_only_harmless_names_are_asked_for() -> None:
    # CGO_* and GOGCCFLAGS make Go run the C compiler and write its cache (facts: go.md 2).
    assert not [name for name in go_env.NAMES if name.startswith("CGO") or name in {"GOGCCFLAGS", "PKG_CONFIG", "CC"}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"GOBIN": "/x", "GOPROXY": "off", "GOTOOLCHAIN": "local"}', {"GOBIN": "/x"}),
        ('{"GOBIN": 1, "GOPATH": null}', {}),
        ("[]", {}),
        ("null", {}),
        ("", {}),
        ("{", {}),
        ("NaN", {}),
    ],
)
def test_go_env_as_json(text: str, found: dict[str, str]) -> None:
    assert go_env.parse(text) == found


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(repr))
def test_any_text_is_an_answer_of_go_env_or_none(text: str) -> None:
    assert all(isinstance(value, str) for value in go_env.parse(text).values())


def test_deeply_nested_json_is_no_answer() -> None:
    assert go_env.parse("[" * 100_000) == {}


def test_harmless_keeps_the_rest_of_the_environment() -> None:
    env = dict(go_runs.harmless({"GOBIN": "/x", "SHLVL": "3", "PWD": "/secret", "GOTOOLCHAIN": "auto"}))
    assert (env["GOBIN"], env["GOTOOLCHAIN"]) == ("/x", "local")
    assert not {"SHLVL", "PWD"} & set(env)


# What stands at the places that Go is told


@pytest.mark.parametrize(
    ("node", "state"),
    [
        (Special(), "usable"),
        (Special(mode=0o555), "not-writable"),
        (Special(mode=0o600), "not-writable"),
        (File(), "not-a-directory"),
        (Special("fifo"), "not-a-directory"),
        (Special(fails="EACCES"), "unreadable"),
        (None, "missing"),
    ],
)
def test_the_state_of_a_directory(node: File | Special | None, state: str) -> None:
    host = machines.with_lines(
        machines.with_files(machines.healthy(), {"/srv/x": node}), ".zshrc", "export GOBIN=/srv/x"
    )
    found = asked(host, GoDirectories)
    assert isinstance(found, GoDirectories)
    assert [(seen.setting.name, seen.state) for seen in found.seen] == [("GOBIN", state)]


def test_the_editors_own_tools_are_not_missed_by_name() -> None:
    files = {"/Users/dev/.zprofile": File(""), "/Users/dev/.vscode/extensions/golang.go-0.50.0/x": File()}
    host = machines.with_files(machines.healthy(), dict(files))
    found = asked(host, InstalledTools)
    assert isinstance(found, InstalledTools)
    assert (found.on_path, found.lost) == (False, ())
    found = asked(machines.with_files(host, {"/Users/dev/go/bin/air": program("darwin", "air")}), InstalledTools)
    assert isinstance(found, InstalledTools)
    assert found.lost == ("air",)


def test_a_command_is_a_value_that_a_recording_can_answer() -> None:
    host = machines.healthy()
    command = go_runs.version_command(terminal(host))
    assert isinstance(hash(command), int)
    assert command == Command(command.argv, command.env, seconds=command.seconds)
