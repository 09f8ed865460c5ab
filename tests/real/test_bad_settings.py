"""Go's settings file and the module's files as no editor leaves them: read if they can be, named if not, never waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.real.awkward import both, environment, on_path, run, told
from tests.real.person import Person

pytestmark = [pytest.mark.ordinary_user, pytest.mark.parametrize("person", ["bash"], indirect=True)]

KINDS = ["directory", "fifo", "unreadable", "garbage", "10 MB", "ring", "dangling", "empty", "long line", "NUL"]


def make(path: Path, kind: str, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    contents = {
        "garbage": bytes(range(256)) * 40,
        "10 MB": b"# nothing\n" * (1 << 20) + text.encode(),
        "empty": b"",
        "long line": b"x" * 900_000 + b"\n" + text.encode(),
        "NUL": b"A=\0\n\0\0\0",
        "unreadable": text.encode(),
    }
    match kind:
        case "directory":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "ring":
            path.symlink_to(path.name)
        case "dangling":
            path.symlink_to("/nowhere/at/all")
        case _:
            path.write_bytes(contents[kind])
            path.chmod(0 if kind == "unreadable" else 0o644)


# The GOENV file

GOENV = {"directory": "is a directory", "fifo": "does not come back", "unreadable": "is not readable"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_settings_file(person: Person, new_go: Path, kind: str) -> None:
    person.starts_with(on_path(person, new_go))
    make(person.home / ".config" / "go" / "env", kind, "GOFLAGS=-trimpath\n")
    full, quick = both(person)
    if kind in GOENV:
        told((full, quick), GOENV[kind], "go/env")
        assert full.roots == ["toolchain.bad-setting"]
        assert full.code == quick.code == 1
    elif kind == "10 MB":
        told((full, quick), "larger than gofettle reads")
        assert full.code == quick.code == 4
    else:
        assert (full.document["causes"], full.code, quick.code) == ([], 0, 0)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/tty", "/dev/stdin"])
def test_goenv_that_never_ends(person: Person, new_go: Path, device: str) -> None:
    """Go reads it into memory until there is none left; so no go is started, and that is said."""
    person.starts_with(on_path(person, new_go) + person.sets("GOENV", device))
    full, quick = both(person, GOENV=device)
    if device in {"/dev/zero", "/dev/full"}:
        told((full,), "does not come back", device)
        assert (full.vitals["terminal"], full.vitals["session"]) == ("failed", "failed")
        assert full.roots == ["toolchain.bad-setting"]
    assert full.seconds < 10
    assert quick.code in {0, 1}


@pytest.mark.parametrize("value", ["off", "/dev/null", "/nowhere/env", "relative/env"])
def test_goenv_that_is_switched_off(person: Person, new_go: Path, value: str) -> None:
    person.starts_with(on_path(person, new_go) + person.sets("GOENV", value))
    full, quick = both(person, GOENV=value)
    assert (full.document["causes"], full.code, quick.code) == ([], 0, 0)


def test_a_settings_file_with_carriage_returns(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go))
    person.write(".config/go/env", "GOFLAGS=-trimpath\r\nGOTOOLCHAIN=local\r\n")
    full, quick = both(person)
    told((full, quick), "go/env:2")  # Go itself trims GOFLAGS
    assert full.roots == ["toolchain.bad-setting"]
    assert full.code == quick.code == 1


def test_a_settings_file_that_commands_the_terminal(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go))
    bad = "\x1b]0;pwned\x07\x9b31m\u202e\udcff\x00"
    person.write(
        ".config/go/env", f'GOROOT="{bad}"\nGOFLAGS={bad}\nGOBIN={bad}\nGOTOOLCHAIN={bad}\n export GOPATH={bad}\n'
    )
    full, quick = both(person)
    assert full.code == quick.code == 1
    assert "pwned" in full.out
    for name in ("GOFLAGS", "GOROOT"):
        run(("why", name), environment(person))
        run(("why", name, "--format", "json"), environment(person))


def test_values_that_command_the_terminal(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go))
    bad = "\x1b]0;pwned\x07\x9b31m\u202e\udcff\n\r\x08{0}{x}%s"
    names = ("GOROOT", "GOFLAGS", "GOBIN", "GOTOOLCHAIN", "GOTMPDIR", "GOCACHE", "GOMODCACHE", "GO111MODULE", "GOPATH")
    full, quick = both(person, **dict.fromkeys(names, bad), LANG=bad, TERM=bad, COLUMNS=bad, LC_ALL=bad)
    assert full.code == quick.code == 1


# The module's files


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["go.mod", "go.work", ".go-version", ".tool-versions"])
def test_a_file_of_a_module(person: Person, new_go: Path, tmp_path: Path, name: str, kind: str) -> None:
    person.starts_with(on_path(person, new_go))
    make(tmp_path / "work" / name, kind, "module m\n\ngo 1.99\n")
    full, quick = both(person, cwd=tmp_path / "work", GOTOOLCHAIN="local")
    assert full.vitals["session"] == "ok"
    if name in {"go.mod", "go.work"} and kind in {"unreadable", "10 MB", "fifo"}:
        told((full, quick), "toolchain.too-old", f"{name} cannot be read")
        assert full.code == quick.code == 4
    elif name in {"go.mod", "go.work"} and kind == "long line":
        assert full.roots == ["toolchain.too-old"]
    else:
        assert (full.document["causes"], full.code, quick.code) == ([], 0, 0)


@pytest.mark.parametrize(
    "line",
    [
        "go 1." + "9" * 6000,
        "go 1.99\x1b[2J",
        "go \u0661.\u0662",
        "go 1.99 // \x1b]0;x\x07",
        "go 1.99\r",
        "go go1.99",
        "go -1",
        "toolchain \x1b[2J",
    ],
)
def test_a_go_line(person: Person, new_go: Path, tmp_path: Path, line: str) -> None:
    person.starts_with(on_path(person, new_go))
    (tmp_path / "go.mod").write_text(f"module m\n\n{line}\n")
    full, quick = both(person, cwd=tmp_path, GOTOOLCHAIN="local")
    assert full.code == quick.code
    assert full.vitals["session"] == "ok"
