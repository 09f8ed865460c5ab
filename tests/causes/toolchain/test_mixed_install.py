"""One release of Go was unpacked over another."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gofettle.causes.toolchain import mixed_install as cause
from gofettle.facts import release_files
from gofettle.facts.request import Level
from gofettle.host.memory import File, MemoryHost, Node
from gofettle.model.fix import RunCommand, Safety
from tests import machines
from tests.acting.parts import go_tree, sources
from tests.judging import findings, fixes, repaired, said, say, speaks_of

RELEASES = [f"1.{minor}.0" for minor in range(release_files.FIRST, release_files.LAST + 1)]


def over(below: str, above: str, root: str = "/usr/local/go") -> dict[str, Node | None]:
    """What is there after one archive was unpacked over another."""
    return {root: None, **go_tree(root, below), **go_tree(root, above)}


def sick() -> MemoryHost:
    return machines.with_files(machines.healthy(), over("1.21.13", "1.27.3"))


def elsewhere() -> MemoryHost:
    host = machines.with_files(machines.healthy(), {"/usr/local/go": None, **over("1.24.11", "1.26.6", "/opt/go")})
    return machines.with_lines(host, ".zshrc", "export PATH=$PATH:/opt/go/bin")


def cured() -> MemoryHost:
    """The removed tree, unpacked once."""
    return machines.with_files(elsewhere(), {"/opt/go": None, **go_tree("/opt/go", "1.26.6")})


def strays(count: int) -> dict[str, Node | None]:
    new = set(sources(27))
    return {f"/usr/local/go/{name}": File() for name in [name for name in sources(21) if name not in new][:count]}


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize("version", [*RELEASES, "1.20.14", "1.28.1"])
def test_silent_about_every_release_by_itself(version: str) -> None:
    files = {"/usr/local/go": None, **go_tree("/usr/local/go", version)}
    if version.startswith(("1.20", "1.28")):  # nobody knows their files: those of the nearest release that is known
        nearest = release_files.FIRST if version.startswith("1.20") else release_files.LAST
        files |= {f"/usr/local/go/{name}": File() for name in sources(nearest)}
    assert findings(cause, machines.with_files(machines.healthy(), files)) == []


@pytest.mark.parametrize("count", [1, 2])
def test_silent_about_a_file_or_two_which_may_be_a_backport(count: int) -> None:
    assert findings(cause, machines.with_files(machines.healthy(), strays(count))) == []


def test_silent_about_files_that_no_release_has() -> None:
    mine = {f"/usr/local/go/src/runtime/mine{n}.go": File() for n in range(9)}
    assert findings(cause, machines.with_files(machines.healthy(), mine)) == []


def test_silent_about_a_tree_that_no_session_uses() -> None:
    assert findings(cause, machines.with_files(machines.healthy(), over("1.21.13", "1.27.3", "/opt/go"))) == []


def test_silent_about_a_development_build() -> None:
    assert findings(cause, machines.with_files(sick(), {"/usr/local/go/VERSION": File("devel go1.28-abc\n")})) == []


# Said


def test_names_the_tree_its_release_and_how_many_files() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == "/usr/local/go"
    count = len(set(sources(21)) - set(sources(27)))
    assert speaks_of(finding, "/usr/local/go", "go1.27.3", str(count))


def test_shows_three_of_them() -> None:
    [finding] = findings(cause, sick())
    assert said(finding)[0] == ("/usr/local/go/VERSION", "go1.27.3")
    assert [text for _, text in said(finding)[1:]] == ["not part of go1.27.3"] * 3
    old = {f"/usr/local/go/{name}" for name in sources(21)}
    assert {how for how, _ in said(finding)[1:]} <= old


def test_three_files_are_enough() -> None:
    assert len(findings(cause, machines.with_files(machines.healthy(), strays(3)))) == 1


@pytest.mark.parametrize(("below", "above"), list(pairwise(RELEASES)))
def test_neighbours_are_told_apart_where_they_differ_enough(below: str, above: str) -> None:
    old, new = (set(sources(int(version.split(".")[1]))) for version in (below, above))
    found = findings(cause, machines.with_files(machines.healthy(), over(below, above)))
    assert len(found) == (1 if len(old - new) >= 3 else 0)


def test_an_older_release_over_a_newer_one() -> None:
    assert len(findings(cause, machines.with_files(machines.healthy(), over("1.27.3", "1.21.13")))) == 1


def test_a_quick_look_is_enough() -> None:
    assert len(findings(cause, sick(), Level.QUICK)) == 1


def test_the_tree_that_goroot_names_too() -> None:
    host = machines.with_files(machines.healthy(), over("1.21.13", "1.27.3", "/opt/go"))
    [finding] = findings(cause, machines.with_lines(host, ".zshrc", "export GOROOT=/opt/go"))
    assert finding.about == "/opt/go"


# Put right


def test_the_tree_goes_before_a_release_comes() -> None:
    [fix] = fixes(cause, sick())
    assert fix.safety is Safety.BY_HAND
    assert fix.steps == (RunCommand("sudo rm -rf /usr/local/go"),)


def test_a_tree_elsewhere_is_named_and_no_command_given() -> None:
    [fix] = fixes(cause, elsewhere())
    assert (fix.safety, fix.steps) == (Safety.BY_HAND, ())
    assert say(fix.title) == "Remove /opt/go as a whole, then unpack one release there"


def test_its_own_fix_cures_it() -> None:
    assert findings(cause, repaired(sick(), fixes(cause, sick()))) == []
    assert findings(cause, elsewhere()) != []
    assert findings(cause, cured()) == []
