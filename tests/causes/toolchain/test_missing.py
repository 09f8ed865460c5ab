"""There is no Go on this machine."""

from __future__ import annotations

import pytest

from gofettle.causes.toolchain import missing as cause
from gofettle.facts.request import Level
from gofettle.host.memory import File, Link, MemoryHost, Special
from gofettle.model.fix import RunCommand, Safety
from tests import machines
from tests.acting.parts import go_tree, homebrew_go, shim
from tests.judging import findings, fixes, repaired, said, say, speaks_of


def sick() -> MemoryHost:
    return machines.with_files(machines.healthy(), {"/usr/local/go": None, "/etc/paths.d/go": None})


def sick_linux() -> MemoryHost:
    return machines.with_files(machines.healthy_linux(), {"/usr/local/go": None})


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize(
    "root",
    [
        "/usr/local/go",
        "/opt/homebrew/Cellar/go/1.27.3/libexec",
        "/opt/homebrew/opt/go@1.26/libexec",
        "/usr/local/opt/go/libexec",
        "/opt/local/lib/go",
        "/Users/dev/sdk/go1.27.3",
        "/Users/dev/.goenv/versions/1.27.3",
        "/Users/dev/.gvm/gos/go1.27.3",
        "/Users/dev/.asdf/installs/golang/1.27.3/go",
        "/Users/dev/.local/share/mise/installs/go/1.27.3",
        "/Users/dev/go-sdk",
    ],
)
def test_silent_when_a_tree_lies_where_trees_are_put(root: str) -> None:
    assert findings(cause, machines.with_files(sick(), go_tree(root))) == []


@pytest.mark.parametrize("root", ["/usr/lib/go-1.19", "/usr/lib/golang", "/snap/go/current"])
def test_silent_when_a_distribution_brought_one(root: str) -> None:
    assert findings(cause, machines.with_files(sick_linux(), go_tree(root, platform="linux"))) == []


def test_silent_when_a_start_up_file_names_a_tree_of_its_own() -> None:
    host = machines.with_files(sick(), go_tree("/srv/tools/golang"))
    assert findings(cause, machines.with_lines(host, ".bashrc", "export PATH=$PATH:/srv/tools/golang/bin")) == []


@pytest.mark.parametrize(
    "node",
    [Link("/opt/gone/go"), File("", 0o644), Special("directory"), shim("goenv", "/nowhere/1.27.3")],
    ids=["a dangling link", "a file that may not be executed", "a directory", "a shim"],
)
def test_silent_when_something_is_called_go(node: File | Link | Special) -> None:
    assert findings(cause, machines.with_files(sick(), {"/usr/local/bin/go": node})) == []


def test_silent_when_only_this_session_has_one() -> None:
    host = machines.with_files(sick(), go_tree("/srv/go"))
    assert findings(cause, machines.with_process_env(host, PATH="/srv/go/bin:/usr/bin:/bin")) == []


# Said


def test_says_where_it_was_looked_for() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == "go"
    assert speaks_of(finding, "No Go", "PATH")
    assert said(finding)[0] == ("type -a go", "nothing")
    assert said(finding)[1][0].startswith("ls -d /usr/local/go ")


def test_a_quick_look_is_enough() -> None:
    assert len(findings(cause, sick(), Level.QUICK)) == 1


def test_other_programs_that_begin_alike_are_no_go() -> None:
    files = {"/usr/local/bin/gofmt": File("", 0o755), "/usr/local/bin/goenv": File("", 0o755)}
    assert len(findings(cause, machines.with_files(sick(), files))) == 1


def test_what_go_had_installed_is_no_go() -> None:
    host = sick()
    assert host.may("/Users/dev/go/bin/gopls", "x")
    assert len(findings(cause, host)) == 1


# Put right


def test_on_a_mac_the_person_installs_the_pkg_or_homebrews() -> None:
    [fix] = fixes(cause, sick())
    assert fix.safety is Safety.BY_HAND
    assert fix.steps == (RunCommand("brew install go"),)
    assert "https://go.dev/dl/" in say(fix.title)


def test_on_linux_the_old_tree_goes_before_the_new_one_comes() -> None:
    [fix] = fixes(cause, sick_linux())
    assert fix.safety is Safety.BY_HAND
    [step] = fix.steps
    assert isinstance(step, RunCommand)
    assert step.command.startswith("sudo rm -rf /usr/local/go && sudo tar -C /usr/local -xzf ")


def test_its_own_fix_cures_it() -> None:
    assert findings(cause, repaired(sick(), fixes(cause, sick()))) == []


def test_a_go_of_homebrew_cures_it_too() -> None:
    assert findings(cause, machines.with_files(sick(), homebrew_go())) == []
