"""`why` names the file and the line, in every shell, also through a sourced file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.real.person import SYSTEM_PATH, Person

pytestmark = pytest.mark.ordinary_user

both_ways = pytest.mark.parametrize("sourced", [False, True], ids=["in the start-up file", "in a sourced file"])


def items(person: Person, name: str, session: str = "terminal") -> list[dict[str, Any]]:
    """What one session holds of this name."""
    ran = person.run("why", name, "--format", "json")
    assert ran.returncode == 0, ran.stderr
    views = {view["session"]: view for view in json.loads(ran.stdout)["sessions"]}
    found: list[dict[str, Any]] = views[session]["items"]
    return found


def placed(person: Person, go: Path, *, sourced: bool) -> str:
    """PATH on line 2, GOROOT on line 3 of the file that is returned."""
    return person.starts_with(person.sets("PATH", f"{go}/bin:$PATH") + person.sets("GOROOT", str(go)), sourced=sourced)


@both_ways
def test_path_has_a_line_for_each_entry_that_a_start_up_file_added(person: Person, new_go: Path, sourced: bool) -> None:
    file = placed(person, new_go, sourced=sourced)
    lines = {item["text"]: item["set_by"] for item in items(person, "PATH")}
    assert lines[f"{new_go}/bin"] == f"{file}:2"
    assert lines["/usr/bin"] == "" or not lines["/usr/bin"].startswith(str(person.home))


@both_ways
def test_goroot_has_its_line(person: Person, new_go: Path, sourced: bool) -> None:
    file = placed(person, new_go, sourced=sourced)
    [item] = items(person, "GOROOT")
    assert (item["text"], item["set_by"], item["wins"]) == (str(new_go), f"{file}:3", True)


@both_ways
def test_go_has_the_line_that_put_its_directory_on_path(person: Person, new_go: Path, sourced: bool) -> None:
    file = placed(person, new_go, sourced=sourced)
    first = items(person, "go")[0]
    assert (first["text"], first["set_by"], first["wins"]) == (f"{new_go}/bin/go", f"{file}:2", True)


def test_a_setting_of_the_goenv_file_and_the_environment_that_overrides_it(person: Person, new_go: Path) -> None:
    file = person.starts_with(person.sets("PATH", f"{new_go}/bin:$PATH") + person.sets("GOFLAGS", "-trimpath"))
    person.write(".config/go/env", "GOPRIVATE=example.com\nGOFLAGS=-mod=mod\n")
    first, second = items(person, "GOFLAGS")
    assert (first["text"], first["set_by"], first["wins"]) == ("-trimpath", f"{file}:3", True)
    assert (second["text"], second["set_by"], second["wins"]) == (
        "-mod=mod",
        f"{person.home}/.config/go/env:2",
        False,
    )


def test_two_gos_and_the_one_that_is_hidden(person: Person, new_go: Path, old_go: Path) -> None:
    person.path = f"{old_go}/bin:{new_go}/bin:{SYSTEM_PATH}"
    found = items(person, "go", "process")
    assert [(item["text"], item["wins"]) for item in found] == [(f"{old_go}/bin/go", True), (f"{new_go}/bin/go", False)]


def test_a_value_that_a_later_line_overrides_keeps_its_history(person: Person) -> None:
    file = person.starts_with(person.sets("GOPATH", "/first") + person.sets("GOPATH", "/second"))
    ran = person.run("why", "GOPATH", "--format", "json")
    history = [(item["text"], item["set_by"]) for item in json.loads(ran.stdout)["history"]]
    assert history == [("/first", f"{file}:2"), ("/second", f"{file}:3")]
