"""PATH, HOME and SHELL as nobody should have them: no run breaks down, and what is wrong with them is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.real.awkward import Said, both, environment, on_path, run, told
from tests.real.person import SYSTEM_PATH, Person

pytestmark = pytest.mark.ordinary_user

in_zsh = pytest.mark.parametrize("person", ["zsh"], indirect=True)
in_bash = pytest.mark.parametrize("person", ["bash"], indirect=True)


def three(env: dict[str, str], cwd: str | Path = "/") -> tuple[Said, Said, Said]:
    full = run(("doctor", "--format", "json"), env, cwd=cwd)
    quick = run(("doctor", "--quick"), env, cwd=cwd)
    return full, quick, run(("why", "PATH", "--format", "json"), env, cwd=cwd)


# PATH


def test_no_path_at_all(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go))
    env = environment(person)
    del env["PATH"]
    full, quick, why = three(env)
    assert (full.vitals["terminal"], full.vitals["session"], full.code, quick.code) == ("ok", "failed", 1, 1)
    assert next(view["items"] for view in why.document["sessions"] if view["session"] == "process") == []


@in_bash
def test_an_empty_path(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go))
    full, quick, _ = three(environment(person, PATH=""))
    assert (full.vitals["terminal"], full.vitals["session"], full.code, quick.code) == ("ok", "failed", 1, 1)


def test_a_path_with_5000_entries(person: Person, new_go: Path) -> None:
    many = ":".join(f"/nowhere/{number}" for number in range(5000))
    person.starts_with(on_path(person, new_go))
    full, quick, why = three(environment(person, PATH=f"{many}:{new_go}/bin:{SYSTEM_PATH}"))
    assert (full.vitals["session"], full.code, quick.code) == ("ok", 0, 0)
    assert sum(len(view["items"]) for view in why.document["sessions"]) >= 5000


@in_bash
@pytest.mark.parametrize(
    "entry",
    [
        "",
        ".",
        "bin",
        "~",
        "~/bin",
        "a\nb",
        "/x\ty",
        "\x1b]0;t\x07",
        "/with \"quotes' and `ticks`",
        "/\udcff\udcfe",
        "/中文",
        "/\u202egnp",
    ],
)
def test_odd_entries(person: Person, new_go: Path, entry: str) -> None:
    person.starts_with(on_path(person, new_go))
    odd = f"{entry}:{new_go}/bin:{SYSTEM_PATH}:{entry}"
    full, quick, why = three(environment(person, PATH=odd))
    assert (full.vitals["session"], full.code, quick.code) == ("ok", 0, 0)
    here = next(view["items"] for view in why.document["sessions"] if view["session"] == "process")
    assert len(here) == odd.count(":") + 1


def test_an_entry_that_is_a_fifo_a_file_a_ring_or_closed(person: Person, new_go: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "file").write_text("")
    (tmp_path / "ring").symlink_to("ring")
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "long").symlink_to("x" * 255)
    odd = ":".join(str(tmp_path / name) for name in ("fifo", "file", "ring", "closed", "long"))
    odd += ":/" + "y" * 300 + ":/" + "z/" * 3000
    person.starts_with(person.sets("PATH", f"{odd}:$PATH") + on_path(person, new_go))
    person.path = f"{odd}:{new_go}/bin:{SYSTEM_PATH}"
    full, quick, _ = three(environment(person))
    assert full.document["causes"] == []
    assert (full.vitals["session"], full.code, quick.code) == ("ok", 0, 0)


def test_a_closed_entry_hides_nothing(person: Person, new_go: Path, tmp_path: Path) -> None:
    """What nobody may look into cannot be called a broken go."""
    (tmp_path / "closed").mkdir(mode=0)
    person.path = f"{tmp_path}/closed:{SYSTEM_PATH}"
    person.starts_with(person.sets("PATH", f"{tmp_path}/closed:$PATH") + f"# {new_go}\n")
    full, quick = both(person)
    assert "path.broken-link" not in full.roots
    assert full.code == quick.code == 1


def test_a_start_up_file_that_makes_path_a_megabyte_long(person: Person, new_go: Path) -> None:
    on_path(person, new_go)
    long = {
        "fish": "set -gx PATH $PATH (string repeat -n 100000 /nowhere/x:)\n",
        "zsh": "export PATH=$PATH:${(l:1000000::x:):-}\n",
        "bash": "export PATH=$PATH:$(head -c 1000000 /dev/zero | tr '\\0' x)\n",
    }[person.shell]
    person.starts_with(long)
    answers = both(person)
    told(answers, "cannot start any program", "rgument list too long" if person.shell != "fish" else "")
    assert answers[0].vitals["session"] == "ok"
    assert (answers[0].code, answers[1].code) == (4, 4)


# HOME


def test_a_home_that_is_missing_or_a_file_or_relative(person: Person, new_go: Path, tmp_path: Path) -> None:
    on_path(person, new_go)
    (tmp_path / "file").write_text("")
    for home in (str(tmp_path / "missing"), str(tmp_path / "file"), "here", "/", "/dev/null", "a\nb", "/\x1b[31m"):
        env = environment(person, HOME=home)
        full, quick, why = three(env, tmp_path)
        assert full.vitals["session"] in {"ok", "failed"}, home
        assert full.code == quick.code, home
        assert why.document["kind"] == "path"
    assert sorted(os.listdir(tmp_path)) == ["file", "home"]


def test_no_home(person: Person, new_go: Path) -> None:
    """The user database knows one; Go, which does not ask it, has no place for its caches, and says so itself."""
    on_path(person, new_go)
    env = environment(person)
    del env["HOME"]
    for said in three(env):
        assert said.out


@in_zsh
def test_a_home_that_is_read_only(person: Person, new_go: Path) -> None:
    person.starts_with(on_path(person, new_go))
    person.home.chmod(0o500)
    try:
        full, quick = both(person)
    finally:
        person.home.chmod(0o700)
    assert (full.vitals["session"], full.code, quick.code) == ("ok", 0, 0)


@pytest.mark.parametrize(
    "name",
    ["家 目录", 'it\'s "quoted" $(touch pwned) `touch pwned`', "-n", "a\nb", "ünï\u202ecode", "\udcff", "%s{0}{x}"],
)
def test_a_home_with_any_name(person: Person, go: str, tmp_path: Path, name: str) -> None:
    """Go stands below it and is not on PATH: the line to add must be one that adds it, whatever the name is."""
    home = tmp_path / name
    root = home / ".local" / "go"
    root.mkdir(parents=True)
    for part in ("bin", "pkg", "src", "VERSION", "go.env"):
        (root / part).symlink_to(f"{go}/{part}")
    answers = both(Person(home, person.shell, person.program))
    assert answers[0].code == answers[1].code == 1
    assert not list(tmp_path.rglob("pwned"))
    cause = answers[0].document["causes"][0]
    assert cause["id"] == "path.not-on-path"


# SHELL


@in_bash
@pytest.mark.parametrize(
    "shell",
    [
        "",
        "/nowhere/zsh",
        "/usr/bin/tcsh",
        "/opt/nu",
        "zsh",
        "/usr/share/zsh",
        "/dev/null",
        "x\n/bin/sh",
        "/\x1b[2J/zsh",
    ],
)
def test_a_shell_that_is_none(person: Person, new_go: Path, shell: str) -> None:
    on_path(person, new_go)
    answers = both(person, SHELL=shell)
    assert answers[0].vitals["session"] == "ok"
    assert answers[0].vitals["terminal"] != "cannot-tell"  # the user database has one


@in_bash
def test_no_shell(person: Person, new_go: Path) -> None:
    on_path(person, new_go)
    env = environment(person)
    del env["SHELL"]
    assert three(env)[0].vitals["session"] == "ok"


@in_bash
def test_bash_as_sh(person: Person, new_go: Path, tmp_path: Path) -> None:
    (tmp_path / "sh").symlink_to(person.program)
    person.write(".profile", on_path(person, new_go))
    answers = both(person, SHELL=str(tmp_path / "sh"))
    assert (answers[0].vitals["terminal"], answers[0].code, answers[1].code) == ("ok", 0, 0)


@in_bash
def test_a_shell_that_cannot_run(person: Person, new_go: Path, tmp_path: Path) -> None:
    """Named like a shell, with an execute bit, and no program."""
    on_path(person, new_go)
    (tmp_path / "zsh").write_bytes(b"\x7fELF garbage")
    (tmp_path / "zsh").chmod(0o755)
    answers = both(person, SHELL=str(tmp_path / "zsh"))
    told(answers, "could not be started (ENOEXEC)")
    assert answers[0].vitals["session"] == "ok"
    assert answers[0].code == answers[1].code == 4
