"""dash says neither file nor line: both are looked up in the files that it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facts.tracing.shells import Home, real, value


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, real("dash"))


def test_silent_when_nothing_is_set(home: Home) -> None:
    trace = home.start("x=1", "y=$x")
    assert (home.changes(trace), trace.lost) == ([], "")


def test_silent_about_what_passes(home: Home) -> None:
    trace = home.start("(GOBIN=/sub; :)", "x=$(GOBIN=/y; echo)", "GOFLAGS=-v true", "f() { :; }", "GOROOT=/r f", ":")
    assert (home.changes(trace), trace.lost) == ([], "")


def test_an_assignment(home: Home) -> None:
    trace = home.start("x=1", "export GOPATH=/g", "GOBIN=/a", "unset GOBIN", ": ${GOROOT:=/r}", env={"GOBIN": "/b"})
    assert home.set_by(trace, "GOPATH") == ".profile:2"
    assert home.set_by(trace, "GOBIN") == ".profile:4"
    assert home.set_by(trace, "GOROOT") == ".profile:5"


def test_each_element_of_path_has_its_line(home: Home) -> None:
    trace = home.start('PATH="/a:$PATH"', "export PATH", 'PATH="$PATH:/b"')
    assert (home.added_by(trace, "/a"), home.added_by(trace, "/b")) == (".profile:1", ".profile:3")


def test_a_file_that_is_sourced_and_the_one_for_interactive_shells(home: Home) -> None:
    home.write("a.sh", ":\nGOBIN=/bin\n")
    home.write(".shinit", ":\n:\nGOROOT=/r\n")
    trace = home.start(". $HOME/a.sh", "GOPATH=/g", env={"ENV": "$HOME/.shinit"})
    assert [home.set_by(trace, name) for name in ("GOBIN", "GOPATH", "GOROOT")] == ["a.sh:2", ".profile:2", ".shinit:3"]


def test_a_line_that_could_be_several_is_left_open(home: Home) -> None:
    trace = home.start("if [ -d /nowhere ]; then", "  GOBIN=/bin", "else", "  GOBIN=/bin", "fi")
    assert home.set_by(trace, "GOBIN") == ".profile"


def test_a_line_that_hangs(home: Home) -> None:
    trace = home.start("GOBIN=/bin", "sleep 100", seconds=1.0)
    assert (trace.lost, home.short(trace.last), home.set_by(trace, "GOBIN")) == ("hung", ".profile:2", ".profile:1")


def test_a_line_that_ends_the_shell(home: Home) -> None:
    trace = home.start("GOBIN=/bin", "exit", "GOBIN=/late")
    assert (trace.lost, home.short(trace.last), value(trace, "GOBIN")) == ("ended-early", ".profile:2", "/bin")


def test_a_line_that_switches_tracing_off(home: Home) -> None:
    trace = home.start("GOPATH=/g", "set +x", "GOBIN=/bin")
    assert (trace.lost, home.set_by(trace, "GOPATH"), home.set_by(trace, "GOBIN")) == ("switched-off", ".profile:1", "")
