"""A fix turns a sick home into a well one: its steps are carried out, and a new terminal has not one finding."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from gofettle.model.fix import EnsureLine, ReplaceLine
from gofettle.repair.edits import edited
from tests.real.person import SYSTEM_PATH, UNREAD, Answer, Person

pytestmark = pytest.mark.ordinary_user


def carry_out(answer: Answer) -> None:
    """Do what the root's fix says, as a person would."""
    fix = answer.causes[0]["fix"]
    assert fix["steps"], fix
    for step in fix["steps"]:
        _do(step, Path(step["path"]))


def _do(step: dict[str, Any], path: Path) -> None:
    match step["do"]:
        case "add-mode":
            path.chmod(path.stat().st_mode | step["mode"])
        case "remove-link":
            path.unlink()
        case "ensure-line":
            text = path.read_text() if path.exists() else ""
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(edited(text, EnsureLine(step["path"], step["line"])))
        case "replace-line":
            change = ReplaceLine(step["path"], step["number"], step["old"], step["line"])
            path.write_text(edited(path.read_text(), change))
        case other:
            pytest.fail(f"a person would have to do it: {other}")


def cured(person: Person, cwd: Path | None = None) -> None:
    """Sick before, and well after the fix."""
    before = person.doctor(cwd=cwd)
    assert len(before.roots) == 1
    carry_out(before)
    person.path = SYSTEM_PATH
    after = person.doctor_in_a_new_terminal(cwd=cwd)
    assert after.causes == []
    assert (after.vital("terminal"), after.vital("session")) == ("ok", "ok")
    assert after.code == 0


def on_path(person: Person, go: Path) -> str:
    person.path = f"{go}/bin:{SYSTEM_PATH}"
    return person.sets("PATH", f"{go}/bin:$PATH")


def test_a_path_line_in_a_file_that_is_not_read(person: Person, new_go: Path) -> None:
    person.write(UNREAD[person.shell], f'export PATH="{new_go}/bin:$PATH"\n')
    cured(person)


def test_a_path_line_for_go_and_its_tools_in_a_file_that_is_not_read(person: Person, new_go: Path) -> None:
    gobin = person.home / "go" / "bin"
    gobin.mkdir(parents=True)
    shutil.copy2(new_go / "bin" / "go", gobin / "stringer")
    person.write(UNREAD[person.shell], f'export GOPATH=$HOME/go\nexport PATH="{new_go}/bin:$GOPATH/bin:$PATH"\n')
    cured(person)


def test_no_path_line_at_all(person: Person, new_go: Path) -> None:
    (person.home / "sdk").mkdir()
    new_go.rename(person.home / "opt-go")
    (person.home / "opt").mkdir()
    (person.home / "opt-go").rename(person.home / "opt" / "go")
    cured(person)


def test_a_path_that_loses_its_go_again(person: Person, new_go: Path) -> None:
    lost = "set -gx PATH /usr/bin /bin\n" if person.shell == "fish" else "export PATH=/usr/bin:/bin\n"
    file = person.starts_with(on_path(person, new_go) + lost)
    person.path = SYSTEM_PATH
    assert person.doctor().causes[0]["set_by"] == f"{file}:3"
    cured(person)


@pytest.mark.usefixtures("new_go")
def test_a_quoted_tilde(person: Person) -> None:
    person.starts_with(
        'set -gx PATH "~/sdk-new/bin" $PATH\n' if person.shell == "fish" else 'export PATH="~/sdk-new/bin:$PATH"\n'
    )
    cured(person)


def test_goroot_in_the_start_up_file(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go) + person.sets("GOROOT", "/opt/gone/go"))
    cured(person)


def test_goroot_in_the_goenv_file(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go))
    person.write(".config/go/env", "GOFLAGS=-trimpath\nGOROOT=/opt/gone/go\n")
    cured(person)
    assert (person.home / ".config/go/env").read_text() == "GOFLAGS=-trimpath\n"


def test_a_goenv_line_with_quotes(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go))
    person.write(".config/go/env", 'GOPATH="$HOME/work"\n')
    cured(person)
    assert (person.home / ".config/go/env").read_text() == f"GOPATH={person.home}/work\n"


def test_a_go_without_execute_bit(person: Person, new_go: Path) -> None:
    (new_go / "bin" / "go").chmod(0o644)
    person.starts_with(on_path(person, new_go))
    cured(person)


def test_two_gos_in_the_wrong_order(person: Person, new_go: Path, old_go: Path) -> None:
    person.starts_with(person.sets("PATH", f"{new_go}/bin:$PATH") + person.sets("PATH", f"{old_go}/bin:$PATH"))
    person.path = f"{old_go}/bin:{new_go}/bin:{SYSTEM_PATH}"
    cured(person)


def test_tools_that_are_not_found(person: Person, new_go: Path) -> None:
    gobin = person.home / "go" / "bin"
    gobin.mkdir(parents=True)
    shutil.copy2(new_go / "bin" / "go", gobin / "stringer")
    person.starts_with(on_path(person, new_go))
    cured(person)


@pytest.mark.parametrize(("name", "value"), [("GOFLAGS", "-nosuchflag"), ("GOTMPDIR", "/nowhere/tmp")])
def test_a_setting_that_go_refuses(person: Person, new_go: Path, name: str, value: str) -> None:
    person.starts_with(on_path(person, new_go) + person.sets(name, value))
    cured(person)


def test_gotoolchain_local_in_the_goenv_file(person: Person, old_go: Path) -> None:
    person.starts_with(on_path(person, old_go))
    person.write(".config/go/env", "GOTOOLCHAIN=local\n")
    project = person.write("project/go.mod", "module example.com/m\n\ngo 1.26\n").parent
    cured(person, cwd=project)
