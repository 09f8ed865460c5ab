"""What only bash does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gofettle.facts import startup_trace
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.tracing import bash, bash_3, wire
from gofettle.host import process
from gofettle.host.local import LocalHost
from gofettle.host.port import Ran
from tests.facts.tracing.shells import PATH, WATCHED, Home, real, value


@pytest.fixture
def home(tmp_path: Path) -> Home:
    shell = real("bash")
    version = startup_trace.bash_version(LocalHost(), LoginShell(shell.path, "bash", "SHELL"))
    if not version or version < (4, 3):
        pytest.skip("this bash cuts PS4 off")
    return Home(tmp_path, shell)


def test_declare(home: Home) -> None:
    trace = home.start("declare -x GOPATH=/g", "printf -v GOBIN %s /bin", "read -r GOROOT <<</r", "GOFLAGS+=-v", ":")
    found = [home.set_by(trace, name) for name in ("GOPATH", "GOBIN", "GOROOT", "GOFLAGS")]
    assert found == [f".bash_profile:{line}" for line in (1, 2, 3, 4)]


def test_the_first_of_three_files(home: Home) -> None:
    home.write(".profile", "GOBIN=/profile\n")
    home.write(".bash_login", ":\nGOBIN=/login\n. ~/.bashrc\n")
    home.write(".bashrc", "GOROOT=/r\n")
    trace = home.start()
    assert (home.set_by(trace, "GOBIN"), home.set_by(trace, "GOROOT")) == (".bash_login:2", ".bashrc:1")


def test_logout_files_are_not_read(home: Home) -> None:
    home.write(".bash_logout", "touch $HOME/logged-out\n")
    home.start(":")
    assert not (home.directory / "logged-out").exists()


def test_a_pipe_of_a_program(home: Home) -> None:
    home.write("tool", "echo; echo; echo; echo export GOROOT=/tool; echo 'f() { GOBIN=/f; }'")
    trace = home.start(":", "source <(sh $HOME/tool)", ":", "f", ":")
    assert (home.set_by(trace, "GOROOT"), home.set_by(trace, "GOBIN")) == (".bash_profile:2", ".bash_profile:4")


def test_a_trap(home: Home) -> None:
    trace = home.start(":", "trap 'GOBIN=/trap' USR1", ":", "kill -USR1 $$", ":")
    assert home.set_by(trace, "GOBIN") == ".bash_profile:4"


def test_the_end_of_a_pipe_is_another_process(home: Home) -> None:
    trace = home.start("set_both() { GOBIN=/a; :; }", "echo | set_both", "set_both | cat", ":")
    assert home.changes(trace) == []


def test_output_that_is_sent_away_does_not_take_the_trace_with_it(home: Home) -> None:
    trace = home.start("exec 2>/dev/null", "GOBIN=/bin", ":")
    assert (trace.lost, home.set_by(trace, "GOBIN")) == ("", ".bash_profile:2")


def test_a_script_that_traces_itself(home: Home) -> None:
    home.write("script", "set -x\nGOBIN=/script\nGOBIN=/twice\n:\n")
    trace = home.start(":", "bash $HOME/script", "GOROOT=/r", ":")
    assert home.changes(trace) == [("GOROOT", "/r", ".bash_profile:3")]


def test_long_options_come_first(home: Home) -> None:
    home.write("other", "GOBIN=/other\n")
    assert bash.options(("-i", "--rcfile", "-l")) == ("--rcfile", "-x", "-i", "-l")


def test_a_log_that_is_too_long(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("wire", "bash"):
        monkeypatch.setattr(f"gofettle.facts.tracing.{module}.KEEP", 100_000)
    loop = "for ((i = 0; i < 2000; i++)); do x=1; done"
    trace = home.start("GOBIN=/a", loop, "GOBIN=/b", loop, "GOBIN=/c", ":")
    assert trace.lost == "too-long"
    assert home.changes(trace) == [
        ("GOBIN", "/a", ".bash_profile:1"),
        ("GOBIN", "/b", ""),
        ("GOBIN", "/c", ".bash_profile:5"),
    ]


@pytest.mark.skipif(os.getuid() == 0, reason="root's bash does not take PS4 from its environment")
def test_text_mode_reads_a_newer_bash_whose_ps4_is_cut(home: Home) -> None:
    """Apple's bash cuts it off after 99 bytes; here that is done afterwards."""
    deep = "a-directory-with-a-long-name/" * 4
    home.write(deep + "far.sh", ":\n:\nGOROOT=/r\n")
    head = ("GOPATH=/g", "export GOBIN='/b in' GOFLAGS=$'a\\nb'", f". ~/{deep}far.sh")
    home.write(".bash_profile", "\n".join((*head, "f() {", "  PATH=/f:$PATH", "}", "f", ":\n")))
    env = {"HOME": str(home.directory), "PATH": PATH, "PWD": str(home.directory)}
    outcome = process.run(bash_3.command(home.shell.path, ("-l", "-i"), tuple(env.items()), WATCHED))
    assert isinstance(outcome, Ran)
    err = outcome.err.replace(f"{wire.FIELD}{home.directory}/", f"{wire.FIELD}~/")  # bash 5 expands our ~ again
    trace = bash_3.parse(Ran(0, outcome.out, _cut(err)), env, WATCHED)
    trace = bash_3.refine(trace, lambda path: Path(path).read_text())
    found = [home.set_by(trace, name) for name in ("GOPATH", "GOBIN", "GOFLAGS", "GOROOT")]
    assert found == [f".bash_profile:{line}" for line in (1, 2, 2, 3)]
    assert (trace.lost, value(trace, "GOFLAGS")) == ("", "a\nb")


def _cut(text: str) -> str:
    """Shorten every PS4 to 99 bytes."""
    first, *records = text.split(wire.RECORD)
    pieces, before = [first], first
    for record in records:
        head, mark, code = record.partition(wire.VALUE)
        room = 99 - (len(before) - len(before.rstrip("+"))) - len(wire.RECORD)
        pieces.append((head + mark)[:room] + code)
        before = record
    return wire.RECORD.join(pieces)
