"""A `go` that is not what it should be: the answer names it, nothing hangs, and no byte of it acts on the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import tools
from tests.real.awkward import Said, both, environment, on_path, run, told
from tests.real.person import SYSTEM_PATH, Person

pytestmark = pytest.mark.ordinary_user

in_one_shell = pytest.mark.parametrize("person", ["bash"], indirect=True)


def answers(person: Person, *arguments: str) -> tuple[Said, Said]:
    """With `~/bin` alone before the system's directories, here and in a new terminal."""
    directory = person.home / "bin"
    person.path = f"{directory}:{SYSTEM_PATH}"
    person.starts_with(person.sets("PATH", f"{directory}:$PATH"))
    return both(person, *arguments)


def placed(person: Person) -> Path:
    """Where the `go` of these tests stands."""
    go = person.home / "bin" / "go"
    go.parent.mkdir(exist_ok=True)
    return go


def script(person: Person, text: str) -> None:
    go = placed(person)
    go.write_bytes(text.encode("utf-8", "surrogateescape"))
    go.chmod(0o755)


# It is not there, or not to be run


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [
        ("directory", "is a directory"),
        ("dangling", "which is not there"),
        ("ring", "leads back to itself"),
        ("locked away", "no permission to look at"),
        ("not executable", "which this user may not execute"),
        ("fifo", "neither a file nor a directory"),
    ],
)
def test_a_go_that_cannot_be_run(person: Person, kind: str, phrase: str) -> None:
    go = placed(person)
    match kind:
        case "directory":
            go.mkdir()
        case "dangling":
            go.symlink_to("/nowhere/go")
        case "ring":
            go.symlink_to("go2")
            (go.parent / "go2").symlink_to("go")
        case "locked away":
            go.symlink_to("/root/sdk/go/bin/go")
        case "not executable":
            go.symlink_to("/etc/shadow")  # root's, and closed to others
        case "fifo":
            os.mkfifo(go)
    full, quick = answers(person)
    told((full, quick), phrase, "bin/go")
    assert full.roots == ["path.broken-link"]
    assert full.code == quick.code == 1


# It runs, and does something else


@in_one_shell
@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        pytest.param("#!/bin/sh\nsleep 60\n", "no answer in", id="hangs"),
        pytest.param("#!/bin/sh\ntrap '' INT TERM\nwhile :; do :; done\n", "no answer in", id="spins"),
        pytest.param("#!/bin/sh\nread answer </dev/tty; echo 'no terminal'; exit 3\n", "/dev/tty", id="asks"),
        pytest.param("#!/bin/sh\nexit 7\n", "exit status 7", id="fails in silence"),
        pytest.param("#!/bin/sh\nkill -SEGV $$\n", "exit status -11", id="crashes"),
        pytest.param("#!/bin/sh\necho 'goenv: version 1.99 is not installed' >&2; exit 1\n", "1.99 is not", id="shim"),
        pytest.param("#!/nowhere/python3\n", "ENOENT", id="has no interpreter"),
        pytest.param("#!/bin/sh\nhead -c 50000000 /dev/zero | tr '\\0' x\n", "xxxxx", id="prints 50 MB in one line"),
        pytest.param("#!/bin/sh\nhead -c 50000000 /dev/urandom\n", "go version:", id="prints 50 MB of garbage"),
        pytest.param("#!/bin/sh\nyes go version\n", "no answer in", id="never stops printing"),
    ],
)
def test_a_go_that_does_something_else(person: Person, text: str, phrase: str) -> None:
    script(person, text)
    full, quick = answers(person)
    told((full,), phrase)
    assert (full.vitals["terminal"], full.vitals["session"]) == ("failed", "failed")
    assert full.code == 1
    assert quick.code == 0  # it starts no go
    assert len(full.out) < 20_000


ESCAPES = "\x1b]0;pwned\x07\x1b[2J\x1b[31m\r\x08\x7f\x9b1m\u202eevil\udcff\x00end"


@in_one_shell
@pytest.mark.parametrize(
    "said",
    [f"go version go1.27.3{ESCAPES} linux/amd64", f"go version {ESCAPES}", ESCAPES, "go version go1." + "9" * 9000],
)
def test_a_version_that_commands_the_terminal(person: Person, said: str) -> None:
    octal = "".join(f"\\{byte:03o}" for byte in said.encode("utf-8", "surrogateescape"))
    script(person, f"#!/bin/sh\nprintf '{octal}\\n'\n")
    full, _ = answers(person)
    assert full.vitals["session"] in {"ok", "failed"}
    text = run(("doctor",), environment(person))
    assert "pwned" in text.out or "999" in text.out
    why = run(("why", "go"), environment(person))
    assert "bin/go" in why.out


@in_one_shell
def test_a_script_without_a_first_line_is_run_as_a_shell_would_run_it(person: Person, go: str) -> None:
    script(person, f'exec {go}/bin/go "$@"\n')
    full, _ = answers(person)
    assert (full.vitals["terminal"], full.vitals["session"]) == ("ok", "ok"), full.out


@in_one_shell
def test_a_shim_is_never_asked_in_a_workspace(person: Person, go: str, tmp_path: Path) -> None:
    """It would read the version files there, and goenv and mise can be made to run what they say."""
    seen = tmp_path / "seen"
    script(person, f'#!/bin/sh\npwd >> "{seen}"\nexec {go}/bin/go "$@"\n')
    work = tmp_path / "work"
    work.mkdir()
    answers(person)
    for arguments in (("doctor",), ("why", "GOFLAGS"), ("why", "go"), ("doctor", "--workspace", ".")):
        run(arguments, environment(person), cwd=work)
    assert set(seen.read_text().split()) == {"/"}


# A program of another chip or system


@in_one_shell
def test_a_program_of_another_chip(person: Person, go: str) -> None:
    elf = bytearray(Path(go, "bin", "go").read_bytes())
    elf[18:20] = (0xB7 if os.uname().machine == "x86_64" else 0x3E).to_bytes(2, "little")  # e_machine
    placed(person).write_bytes(elf)
    placed(person).chmod(0o755)
    full, _ = answers(person)
    told((full,), "ENOEXEC")
    assert (full.vitals["terminal"], full.code) == ("failed", 1)


@pytest.mark.slow
@in_one_shell
@pytest.mark.parametrize(("system", "phrase"), [("linux", "ENOEXEC"), ("darwin", "program for another system")])
def test_a_real_program_for_arm64(person: Person, go: str, tmp_path: Path, system: str, phrase: str) -> None:
    if os.uname().machine != "x86_64":
        tools.missing("this machine is arm64 itself")
    (tmp_path / "main.go").write_text("package main\n\nfunc main() {}\n")
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "GOOS": system, "GOARCH": "arm64", "GOTOOLCHAIN": "local"}
    build = [f"{go}/bin/go", "build", "-o", str(placed(person)), "main.go"]
    subprocess.run(build, env=env | {"CGO_ENABLED": "0"}, cwd=tmp_path, check=True, timeout=300)
    shutil.rmtree(tmp_path / ".cache")
    full, _ = answers(person)
    told((full,), phrase)
    assert full.code == 1


# The tree behind it


@in_one_shell
@pytest.mark.parametrize("kind", ["1 GB", "fifo", "directory", "garbage", "absent", "unreadable", "digits"])
def test_a_version_file_that_is_none(person: Person, new_go: Path, kind: str) -> None:
    file = new_go / "VERSION"
    file.unlink()
    match kind:
        case "1 GB":
            with file.open("wb") as sparse:
                sparse.truncate(1 << 30)
        case "fifo":
            os.mkfifo(file)
        case "directory":
            file.mkdir()
        case "garbage":
            file.write_bytes(bytes(range(256)))
        case "unreadable":
            file.write_text("go1.27.3\n")
            file.chmod(0)
        case "digits":
            file.write_text("go1." + "9" * 5000)
    person.starts_with(on_path(person, new_go))
    full, quick = both(person)
    assert (full.vitals["terminal"], full.code, quick.code) == ("ok", 0, 0)


@in_one_shell
def test_a_goroot_that_is_locked_a_file_or_a_ring(person: Person, new_go: Path, tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to("ring")
    (tmp_path / "locked").mkdir(mode=0)
    person.starts_with(on_path(person, new_go))
    for root in ("/root/go", "/etc/passwd", str(tmp_path / "ring"), str(tmp_path / "locked"), "a\x1b[2Jb", "\udcff"):
        full, quick = both(person, GOROOT=root)
        assert full.roots == ["toolchain.goroot-wrong"], root
        assert full.code == quick.code == 1
