"""A directory that Go was told to use cannot be used."""

from __future__ import annotations

import pytest

from gofettle.causes.toolchain import bad_directory as cause
from gofettle.facts.request import Level
from gofettle.host.memory import File, MemoryHost, Special
from gofettle.model.fix import ReplaceLine, RunCommand, Safety
from tests import machines
from tests.judging import findings, fixes, repaired, said, speaks_of

HOME = "/Users/dev"
GOENV = f"{HOME}/Library/Application Support/go/env"


def told(line: str) -> MemoryHost:
    return machines.with_lines(machines.healthy(), ".zshrc", f"export {line}")


def sick() -> MemoryHost:
    return told("GOTMPDIR=/nowhere/tmp")


def in_the_goenv_file() -> MemoryHost:
    return machines.with_goenv(machines.healthy(), "GOCACHE=cache\n")


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize("name", ["GOCACHE", "GOBIN", "GOMODCACHE"])
def test_silent_about_what_go_makes_itself(name: str) -> None:
    assert findings(cause, told(f"{name}=/Users/dev/not/there/yet")) == []


@pytest.mark.parametrize("name", ["GOCACHE", "GOBIN", "GOMODCACHE", "GOTMPDIR"])
def test_silent_about_a_directory_that_is_there(name: str) -> None:
    host = machines.with_files(told(f'{name}="$HOME/a b"'), {f"{HOME}/a b": Special()})
    assert findings(cause, host) == []


@pytest.mark.parametrize("name", ["GOCACHE", "GOBIN", "GOMODCACHE", "GOTMPDIR"])
def test_silent_about_an_empty_value(name: str) -> None:
    assert findings(cause, told(f"{name}=")) == []


def test_silent_when_the_environment_overrides_the_goenv_file() -> None:
    assert findings(cause, machines.with_lines(in_the_goenv_file(), ".zshrc", "export GOCACHE=$HOME/cache")) == []


def test_silent_about_a_gobin_that_is_the_systems_own_and_writable() -> None:
    host = machines.with_files(told("GOBIN=/bin"), {"/bin": Special(mode=0o777)})
    assert findings(cause, host) == []


@pytest.mark.parametrize("name", ["GOCACHE", "GOMODCACHE"])
def test_silent_about_caches_that_may_not_be_written_which_is_another_cause(name: str) -> None:
    host = machines.with_files(told(f"{name}=/srv/cache"), {"/srv/cache": Special(mode=0o755, uid=0)})
    assert findings(cause, host) == []


# Said


def test_a_temporary_directory_that_is_gone() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == "GOTMPDIR"
    assert speaks_of(finding, "GOTMPDIR", "new terminal", "/nowhere/tmp", "does not exist")
    assert said(finding)[1:] == [("env", "GOTMPDIR=/nowhere/tmp"), ("ls -ld /nowhere/tmp", "does not exist")]


def test_the_line_that_set_it() -> None:
    [finding] = findings(cause, sick())
    assert finding.set_by is not None
    assert finding.set_by.text == f"{HOME}/.zshrc:2"
    assert said(finding)[0] == (f"{HOME}/.zshrc:2", "export GOTMPDIR=/nowhere/tmp")
    [finding] = findings(cause, in_the_goenv_file())
    assert finding.set_by is not None
    assert finding.set_by.text == f"{GOENV}:1"


@pytest.mark.parametrize("name", ["GOCACHE", "GOBIN", "GOMODCACHE", "GOTMPDIR"])
def test_what_is_no_absolute_path(name: str) -> None:
    [finding] = findings(cause, told(f"{name}=some/where"))
    assert speaks_of(finding, name, "some/where", "absolute path")


@pytest.mark.parametrize("name", ["GOCACHE", "GOBIN", "GOMODCACHE", "GOTMPDIR"])
def test_what_is_no_directory(name: str) -> None:
    host = machines.with_files(told(f"{name}=/srv/file"), {"/srv/file": File("")})
    [finding] = findings(cause, host)
    assert speaks_of(finding, name, "/srv/file", "directory")


def test_a_cache_that_is_off() -> None:
    [finding] = findings(cause, told("GOCACHE=off"))
    assert speaks_of(finding, "GOCACHE", "off", "cache")


@pytest.mark.parametrize("line", ["GOBIN=/bin", "GOMODCACHE=/pkg/mod"])
def test_what_is_left_of_an_empty_variable(line: str) -> None:
    [finding] = findings(cause, told(line))
    assert speaks_of(finding, *line.split("="), "empty")


def test_a_temporary_directory_that_may_not_be_written() -> None:
    host = machines.with_files(told("GOTMPDIR=/srv/tmp"), {"/srv/tmp": Special(mode=0o755, uid=0)})
    [finding] = findings(cause, host)
    assert speaks_of(finding, "/srv/tmp", "write")


def test_a_quick_look_is_enough() -> None:
    assert len(findings(cause, sick(), Level.QUICK)) == 1


def test_every_directory_has_its_own_finding() -> None:
    host = machines.with_lines(sick(), ".zshrc", "export GOCACHE=off")
    assert [finding.about for finding in findings(cause, host)] == ["GOTMPDIR", "GOCACHE"]


# Put right


def test_the_line_of_the_start_up_file_is_taken_out_after_a_question() -> None:
    [fix] = fixes(cause, sick())
    assert fix.safety is Safety.ASK
    assert fix.steps == (ReplaceLine(f"{HOME}/.zshrc", 2, "export GOTMPDIR=/nowhere/tmp", None),)


def test_the_line_of_the_goenv_file_is_taken_out() -> None:
    [fix] = fixes(cause, in_the_goenv_file())
    assert fix.safety is Safety.SAFE
    assert fix.steps == (ReplaceLine(GOENV, 1, "GOCACHE=cache", None),)


def test_what_no_start_up_file_sets_is_unset_where_it_lives() -> None:
    [fix] = fixes(cause, machines.with_process_env(machines.healthy(), GOTMPDIR="/nowhere"))
    assert fix.safety is Safety.BY_HAND
    assert fix.steps == (RunCommand("unset GOTMPDIR"),)


@pytest.mark.parametrize("machine", [sick, in_the_goenv_file])
def test_its_own_fix_cures_it(machine: type[MemoryHost]) -> None:
    host = machine()
    assert findings(cause, host) != []
    assert findings(cause, repaired(host, fixes(cause, host))) == []
