"""What `go install` puts down is not found by name."""

from __future__ import annotations

import pytest

from gofettle.causes.path import gobin_not_on_path as cause
from gofettle.facts.request import Level
from gofettle.host.memory import File, Link, MemoryHost, Special
from gofettle.model.fix import EnsureLine, Safety
from tests import machines
from tests.acting.programs import program
from tests.judging import findings, fixes, repaired, said, speaks_of

HOME = "/Users/dev"
GOBIN = f"{HOME}/go/bin"


def sick() -> MemoryHost:
    return machines.with_files(machines.healthy(), {f"{HOME}/.zprofile": File("# nothing\n")})


def sick_linux() -> MemoryHost:
    line = "export PATH=$PATH:/usr/local/go/bin\n"
    return machines.with_files(machines.healthy_linux(), {"/home/dev/.profile": File(line)})


def sick_fish() -> MemoryHost:
    line = 'eval "$(/opt/homebrew/bin/brew shellenv)"\n'
    return machines.with_files(machines.healthy_homebrew(), {f"{HOME}/.config/fish/config.fish": File(line)})


def own_gobin() -> MemoryHost:
    host = machines.with_files(machines.healthy(), {"/Users/dev/bin/air": program("darwin", "air")})
    return machines.with_lines(host, ".zshrc", "export GOBIN=$HOME/bin")


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize(
    "files",
    [
        {GOBIN: None},
        {f"{GOBIN}/gopls": None, GOBIN: Special()},
        {f"{GOBIN}/gopls": None, f"{GOBIN}/README": File("x\n")},
        {f"{GOBIN}/gopls": File(b"\xcf\xfa\xed\xfe", 0o644)},
        {f"{GOBIN}/gopls": File("#!/bin/sh\n", 0o755)},
        {f"{GOBIN}/gopls": None, f"{GOBIN}/darwin_amd64/gopls": program("darwin", "gopls")},
        {f"{GOBIN}/gopls": Link("/opt/gone")},
    ],
    ids=["no directory", "empty", "no program", "not executable", "a script", "for another chip", "a dangling link"],
)
def test_silent_when_nothing_was_installed(files: dict[str, File | Special | Link | None]) -> None:
    assert findings(cause, machines.with_files(sick(), files)) == []


def test_silent_when_the_same_programs_are_found_elsewhere() -> None:
    assert findings(cause, machines.with_files(sick(), {"/usr/local/bin/gopls": program("darwin", "gopls")})) == []


@pytest.mark.parametrize("entry", [f"{GOBIN}/", f"{HOME}//go/./bin", f"{HOME}/links/bin"])
def test_silent_when_the_directory_is_on_path_by_another_name(entry: str) -> None:
    host = machines.with_files(sick(), {f"{HOME}/links": Link("go")})
    assert findings(cause, machines.with_lines(host, ".zshrc", f"export PATH=$PATH:{entry}")) == []


def test_silent_when_the_gobin_that_counts_is_on_path() -> None:
    assert findings(cause, machines.with_lines(own_gobin(), ".zshrc", "export PATH=$PATH:$GOBIN")) == []


def test_silent_when_gobin_is_no_absolute_path() -> None:
    assert findings(cause, machines.with_lines(sick(), ".zshrc", "export GOBIN=bin")) == []


def test_only_the_first_entry_of_gopath_counts() -> None:
    host = machines.with_files(machines.healthy(), {f"{HOME}/b/bin/air": program("darwin", "air")})
    assert findings(cause, machines.with_lines(host, ".zshrc", "export GOPATH=$HOME/go:$HOME/b")) == []


# Said


def test_names_a_program_its_directory_and_the_shell() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == GOBIN
    assert speaks_of(finding, "gopls", GOBIN, "not on the PATH", "new zsh")


def test_shows_the_programs_that_are_lost_and_the_path() -> None:
    [finding] = findings(cause, machines.with_files(sick(), {f"{GOBIN}/dlv": program("darwin", "dlv")}))
    assert said(finding)[0] == (GOBIN, "dlv, gopls")
    assert said(finding)[1][0] == "zsh -l -i -c 'echo $PATH'"
    assert said(finding)[1][1].endswith("/usr/local/go/bin")


def test_a_quick_look_is_enough() -> None:
    assert len(findings(cause, sick(), Level.QUICK)) == 1


@pytest.mark.parametrize("where", ["start-up file", "goenv file"])
def test_gobin_where_it_is_set(where: str) -> None:
    files = {"/Users/dev/bin/air": program("darwin", "air")}
    host = machines.with_files(machines.healthy(), files)
    in_file = machines.with_goenv(host, "GOBIN=/Users/dev/bin\n")
    [finding] = findings(cause, own_gobin() if where == "start-up file" else in_file)
    assert finding.about == "/Users/dev/bin"


def test_gopath_where_it_is_set() -> None:
    host = machines.with_files(machines.healthy(), {"/srv/go/bin/air": program("darwin", "air")})
    [finding] = findings(cause, machines.with_lines(host, ".zshrc", "export GOPATH=/srv/go"))
    assert finding.about == "/srv/go/bin"


def test_the_file_that_would_have_added_it_if_this_shell_read_it() -> None:
    [finding] = findings(cause, machines.with_lines(sick(), ".bashrc", "export PATH=$PATH:$HOME/go/bin"))
    assert finding.set_by is not None
    assert finding.set_by.text == f"{HOME}/.bashrc:1"
    assert (f"{HOME}/.bashrc:1", "adds it, but zsh does not read this file") in said(finding)


def test_the_line_with_a_tilde_in_quotes() -> None:
    [finding] = findings(cause, machines.with_lines(sick(), ".zshrc", 'export PATH="$PATH:~/go/bin"'))
    assert finding.set_by is not None
    assert finding.set_by.text == f"{HOME}/.zshrc:2"


# Put right


@pytest.mark.parametrize(
    ("machine", "step"),
    [
        (sick, EnsureLine(f"{HOME}/.zprofile", 'export PATH="$PATH:$HOME/go/bin"')),
        (sick_linux, EnsureLine("/home/dev/.profile", 'export PATH="$PATH:$HOME/go/bin"')),
        (
            sick_fish,
            EnsureLine(f"{HOME}/.config/fish/config.fish", 'fish_add_path --path --append "$HOME/go/bin"'),
        ),
    ],
)
def test_one_line_in_the_file_that_this_shell_reads(machine: type[MemoryHost], step: EnsureLine) -> None:
    [fix] = fixes(cause, machine())
    assert fix.safety is Safety.SAFE
    assert fix.steps == (step,)


@pytest.mark.parametrize("machine", [sick, sick_linux, sick_fish, own_gobin])
def test_its_own_fix_cures_it(machine: type[MemoryHost]) -> None:
    host = machine()
    assert findings(cause, host) != []
    assert findings(cause, repaired(host, fixes(cause, host))) == []
