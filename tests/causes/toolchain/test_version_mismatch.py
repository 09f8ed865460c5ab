"""`go` and the tree that it uses are of different releases."""

from __future__ import annotations

import pytest

from gofettle.causes.toolchain import version_mismatch as cause
from gofettle.facts.request import Level
from gofettle.host.memory import File, MemoryHost
from gofettle.host.port import Hung, Ran
from gofettle.model.fix import Safety
from tests import machines
from tests.acting.parts import NEW, OLD, go_tree
from tests.acting.programs import program
from tests.judging import findings, fixes, judged, said, say, speaks_of


def sick() -> MemoryHost:
    """The old release's `go` stands in the new one's tree."""
    return machines.with_files(machines.healthy(), {"/usr/local/go/bin/go": program("darwin", f"go {OLD}")})


def cured() -> MemoryHost:
    """The tree as one release brings it."""
    return machines.with_files(sick(), {"/usr/local/go": None, **go_tree("/usr/local/go")})


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize("text", ["devel go1.28-4a3f1b2 Fri Nov 6\n", "", "\n", "go version\n"])
def test_silent_when_the_tree_does_not_name_a_release(text: str) -> None:
    assert findings(cause, machines.with_files(sick(), {"/usr/local/go/VERSION": File(text)})) == []


def test_silent_when_the_tree_has_no_version_file() -> None:
    assert findings(cause, machines.with_files(sick(), {"/usr/local/go/VERSION": None})) == []


@pytest.mark.parametrize("suffix", ["-X:nogreenteagc", " X:boringcrypto", "+auto"])
def test_silent_about_a_vendors_suffix(suffix: str) -> None:
    host = machines.healthy()
    host.commands["/usr/local/go/bin/go version"] = Ran(0, f"go version go{NEW}{suffix} darwin/arm64\n")
    assert findings(cause, host) == []


@pytest.mark.parametrize(
    "outcome",
    [Ran(2, err="go: cannot find GOROOT directory: /x\n"), Hung(6.0), Ran(0, ""), Ran(0, "hello\n")],
    ids=["fails", "hangs", "says nothing", "says something else"],
)
def test_silent_when_go_version_names_none(outcome: Ran | Hung) -> None:
    host = sick()
    host.commands["/usr/local/go/bin/go version"] = outcome
    assert findings(cause, host) == []


def test_silent_about_a_development_build() -> None:
    host = machines.healthy()
    host.commands["/usr/local/go/bin/go version"] = Ran(0, "go version devel go1.28-4a3f1b2 darwin/arm64\n")
    assert findings(cause, host) == []


def test_not_looked_at_in_a_quick_run() -> None:
    result = judged(cause, sick(), Level.QUICK)
    assert (result.findings, result.untold) == ((), ())


# Said


def test_names_go_and_its_tree_with_both_releases() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == "/usr/local/go"
    assert speaks_of(finding, "/usr/local/go/bin/go", "go1.21.13", "/usr/local/go", "go1.27.3")


def test_shows_what_go_said_and_what_the_tree_says() -> None:
    [finding] = findings(cause, sick())
    assert said(finding) == [
        ("/usr/local/go/bin/go version", "go version go1.21.13 darwin/arm64"),
        ("/usr/local/go/VERSION", "go1.27.3"),
    ]


def test_goroot_of_another_release() -> None:
    host = machines.with_files(machines.healthy(), go_tree("/opt/go", OLD))
    [finding] = findings(cause, machines.with_lines(host, ".zshrc", "export GOROOT=/opt/go"))
    assert finding.about == "/opt/go"
    assert speaks_of(finding, "/usr/local/go/bin/go", "go1.27.3", "/opt/go", "go1.21.13")


def test_a_patch_release_is_another_release() -> None:
    assert len(findings(cause, machines.with_files(sick(), {"/usr/local/go/VERSION": File("go1.21.12\n")}))) == 1


def test_once_for_a_tree_that_both_sessions_use() -> None:
    host = machines.with_process_env(sick(), EXTRA="so that the sessions differ")
    assert len(findings(cause, host)) == 1


# Put right


def test_the_tree_is_replaced_as_a_whole_by_hand() -> None:
    [fix] = fixes(cause, sick())
    assert (fix.safety, fix.steps) == (Safety.BY_HAND, ())
    assert say(fix.title) == "Remove /usr/local/go as a whole and install one release there"


def test_one_release_in_the_tree_cures_it() -> None:
    assert findings(cause, cured()) == []
