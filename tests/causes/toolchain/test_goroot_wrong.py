"""GOROOT was set by hand and names the wrong directory."""

from __future__ import annotations

import pytest

from gofettle.causes.toolchain import goroot_wrong as cause
from gofettle.facts.request import Level
from gofettle.host.memory import File, Link, MemoryHost, Special
from gofettle.model.fix import ReplaceLine, RunCommand, Safety
from tests import machines
from tests.acting.parts import OLD, go_tree
from tests.judging import findings, fixes, repaired, said, say, speaks_of

HOME = "/Users/dev"
GOENV = f"{HOME}/Library/Application Support/go/env"


def sick() -> MemoryHost:
    return machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone/go")


def other_release() -> MemoryHost:
    host = machines.with_files(machines.healthy(), go_tree("/opt/go", OLD))
    return machines.with_lines(host, ".zshrc", "export GOROOT=/opt/go")


def in_the_goenv_file() -> MemoryHost:
    return machines.with_goenv(machines.healthy(), "GOFLAGS=-trimpath\nGOROOT=/opt/gone/go\nGOPROXY=direct\n")


def in_fish() -> MemoryHost:
    return machines.with_lines(
        machines.healthy_homebrew(), ".config/fish/config.fish", "set -gx GOROOT /opt/homebrew/Cellar/go/1.21.4/libexec"
    )


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize("value", ["/usr/local/go", "/usr/local/go/", "/usr/local//go", "/usr/local/go/bin/.."])
def test_silent_when_it_names_the_tree_that_go_belongs_to(value: str) -> None:
    assert findings(cause, machines.with_lines(machines.healthy(), ".zshrc", f"export GOROOT={value}")) == []


@pytest.mark.parametrize("value", ["/opt/homebrew/opt/go/libexec", "/opt/homebrew/Cellar/go/1.27.3/libexec"])
def test_silent_when_it_names_it_through_homebrews_links(value: str) -> None:
    host = machines.with_lines(machines.healthy_homebrew(), ".config/fish/config.fish", f"set -gx GOROOT {value}")
    assert findings(cause, host) == []


def test_silent_when_the_goenv_file_names_the_right_tree() -> None:
    assert findings(cause, machines.with_goenv(machines.healthy(), "GOROOT=/usr/local/go\n")) == []


def test_silent_about_another_tree_of_the_same_release() -> None:
    host = machines.with_files(machines.healthy(), go_tree("/opt/go"))
    assert findings(cause, machines.with_lines(host, ".zshrc", "export GOROOT=/opt/go")) == []


def test_silent_when_it_is_empty_as_if_it_were_not_set() -> None:
    assert findings(cause, machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=")) == []


@pytest.mark.parametrize("line", ["# GOROOT=/opt/gone", " GOROOT=/opt/gone", "export GOROOT=/opt/gone", "goroot=/x"])
def test_silent_about_lines_of_the_goenv_file_that_go_passes_over(line: str) -> None:
    assert findings(cause, machines.with_goenv(machines.healthy(), f"{line}\n")) == []


def test_silent_when_the_last_line_of_the_goenv_file_is_right() -> None:
    text = "GOROOT=/opt/gone\nGOROOT=/usr/local/go\n"
    assert findings(cause, machines.with_goenv(machines.healthy(), text)) == []


def test_silent_when_a_start_up_file_takes_it_back() -> None:
    assert findings(cause, machines.with_lines(sick(), ".zshrc", "unset GOROOT")) == []


def test_silent_when_go_was_copied_out_of_its_tree_and_cannot_do_without() -> None:
    go = go_tree("/usr/local/go")["/usr/local/go/bin/go"]
    host = machines.with_files(machines.healthy(), {"/usr/local/bin/go": go})
    assert findings(cause, machines.with_lines(host, ".zshrc", "export GOROOT=/usr/local/go")) == []


# Said


def test_a_directory_that_does_not_exist() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == "/opt/gone/go"
    assert speaks_of(finding, "GOROOT", "new terminal", "/opt/gone/go", "does not exist")
    assert ("env", "GOROOT=/opt/gone/go") in said(finding)


def test_the_line_that_sets_it_and_the_tree_that_go_has_of_its_own() -> None:
    [finding] = findings(cause, sick())
    assert finding.set_by is not None
    assert finding.set_by.text == f"{HOME}/.zshrc:2"
    assert said(finding)[0] == (f"{HOME}/.zshrc:2", "export GOROOT=/opt/gone/go")
    assert said(finding)[-1] == ("/usr/local/go", "go1.27.3")


def test_another_release_with_both_versions() -> None:
    [finding] = findings(cause, other_release())
    assert speaks_of(finding, "GOROOT", "new terminal", "/opt/go (go1.21.13)", "/usr/local/go (go1.27.3)")


@pytest.mark.parametrize(
    "files",
    [{"/srv/x": Special()}, {"/srv/x/bin/go": File("", 0o755)}, {"/srv/x": File("")}, {"/srv/x": Special("fifo")}],
    ids=["an empty directory", "a bin alone", "a file", "a FIFO"],
)
def test_what_is_no_tree(files: dict[str, File | Special]) -> None:
    host = machines.with_files(machines.healthy(), dict(files))
    [finding] = findings(cause, machines.with_lines(host, ".zshrc", "export GOROOT=/srv/x"))
    assert speaks_of(finding, "GOROOT", "/srv/x", "Go tree")


def test_what_may_not_be_looked_at() -> None:
    host = machines.with_files(machines.healthy(), {"/srv": Special(fails="EACCES")})
    [finding] = findings(cause, machines.with_lines(host, ".zshrc", "export GOROOT=/srv/x"))
    assert speaks_of(finding, "/srv/x")


def test_a_ring_of_links() -> None:
    host = machines.with_files(machines.healthy(), {"/srv/x": Link("/srv/y"), "/srv/y": Link("/srv/x")})
    assert len(findings(cause, machines.with_lines(host, ".zshrc", "export GOROOT=/srv/x"))) == 1


def test_the_goenv_file_with_its_line() -> None:
    [finding] = findings(cause, in_the_goenv_file())
    assert finding.set_by is not None
    assert finding.set_by.text == f"{GOENV}:2"
    assert said(finding)[0] == (f"{GOENV}:2", "GOROOT=/opt/gone/go")


def test_a_quick_look_is_enough() -> None:
    assert len(findings(cause, sick(), Level.QUICK)) == 1


def test_this_session_alone() -> None:
    [finding] = findings(cause, machines.with_process_env(machines.healthy(), GOROOT="/opt/gone/go"))
    assert speaks_of(finding, "GOROOT", "this session")
    assert finding.set_by is None


def test_a_path_that_was_built_from_it_is_lost_with_it() -> None:
    built = machines.with_lines(sick(), ".zshrc", "export PATH=$PATH:$GOROOT/bin")
    with_path = [name for finding in findings(cause, built) for name, _ in finding.leads_to or ()]
    without = [name for finding in findings(cause, sick()) for name, _ in finding.leads_to or ()]
    assert "path.not-on-path" in with_path
    assert "path.not-on-path" not in without


# Put right


def test_the_line_of_the_start_up_file_is_taken_out_after_a_question() -> None:
    [fix] = fixes(cause, sick())
    assert fix.safety is Safety.ASK
    assert fix.steps == (ReplaceLine(f"{HOME}/.zshrc", 2, "export GOROOT=/opt/gone/go", None),)
    assert say(fix.after) == "Open a new terminal; this one keeps its environment."


def test_the_line_of_the_goenv_file_is_taken_out() -> None:
    [fix] = fixes(cause, in_the_goenv_file())
    assert fix.safety is Safety.SAFE
    assert fix.steps == (ReplaceLine(GOENV, 2, "GOROOT=/opt/gone/go", None),)


@pytest.mark.parametrize(
    "line",
    [
        "export GOROOT=/opt/gone/go PATH=$PATH:/x",
        "[ -d /opt ] && export GOROOT=/opt/gone/go",
        "export GOROOT=/opt/gone/go; go version",
    ],
)
def test_a_line_that_does_more_is_left_to_the_person(line: str) -> None:
    [fix] = fixes(cause, machines.with_lines(machines.healthy(), ".zshrc", line))
    assert (fix.safety, fix.steps) == (Safety.BY_HAND, ())
    assert say(fix.title) == f"Take GOROOT out where it is set: {HOME}/.zshrc:2"


@pytest.mark.parametrize(
    "line", ['export GOROOT="$GOPATH/gone"', "export GOROOT='/a b/c'  # mine", "typeset -x GOROOT=/opt/gone"]
)
def test_a_line_that_does_nothing_else_is_taken_out(line: str) -> None:
    [fix] = fixes(cause, machines.with_lines(machines.healthy(), ".zshrc", line))
    assert fix.steps == (ReplaceLine(f"{HOME}/.zshrc", 2, line, None),)


def test_a_file_of_the_system_is_left_to_the_person() -> None:
    host = machines.with_files(machines.healthy(), {"/etc/zshenv": File("export GOROOT=/opt/gone/go\n")})
    [fix] = fixes(cause, host)
    assert (fix.safety, fix.steps) == (Safety.BY_HAND, ())


def test_what_no_start_up_file_sets_is_unset_where_it_lives() -> None:
    [fix] = fixes(cause, machines.with_process_env(machines.healthy(), GOROOT="/opt/gone/go"))
    assert fix.safety is Safety.BY_HAND
    assert fix.steps == (RunCommand("unset GOROOT"),)


@pytest.mark.parametrize("machine", [sick, other_release, in_the_goenv_file, in_fish])
def test_its_own_fix_cures_it(machine: type[MemoryHost]) -> None:
    host = machine()
    assert findings(cause, host) != []
    assert findings(cause, repaired(host, fixes(cause, host))) == []
