"""Start-up files that hang, flood, end, ask, fork or are no files: the answer says so, and everything else is still told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.real.awkward import both, environment, on_path, run, told
from tests.real.person import STARTUP, UNREAD, Person

pytestmark = pytest.mark.ordinary_user

WAIT = "did not come to its prompt within"
GONE = "ended or replaced the new"
SHORT = ("--budget", "5")


def for_shell(person: Person, line: str, fish: str | None = None) -> str:
    return (fish if fish is not None and person.shell == "fish" else line) + "\n"


# The new terminal never comes: said, and the session is judged all the same


@pytest.mark.parametrize(
    ("line", "fish", "phrase"),
    [
        pytest.param("sleep 30", None, WAIT, id="sleeps"),
        pytest.param("exit 3", "exec false", GONE, id="exits"),
        pytest.param("exec /bin/sh", None, GONE, id="becomes another shell"),
        pytest.param("kill -9 0", "kill -9 $fish_pid", GONE, id="kills its process group"),
    ],
)
def test_a_terminal_that_never_comes(person: Person, new_go: Path, line: str, fish: str | None, phrase: str) -> None:
    person.starts_with(for_shell(person, line, fish) + on_path(person, new_go))
    answers = both(person, *SHORT)
    told(answers, phrase)
    full, quick = answers
    assert full.code == quick.code == 4
    assert full.vitals | {"tools": ""} == {
        "terminal": "cannot-tell",
        "session": "ok",
        "tools": "",
        "build": "not-looked-at",
    }
    assert full.seconds < 10


@pytest.mark.parametrize("person", ["bash"], indirect=True)
@pytest.mark.parametrize("line", ["while :; do :; done", "yes flooded", "kill -STOP $$", "(trap '' 1 2 15; sleep 60)"])
def test_a_terminal_that_hangs_in_another_way(person: Person, new_go: Path, line: str) -> None:
    file = person.starts_with(f"{line}\n" + on_path(person, new_go))
    answers = both(person, *SHORT)
    told(answers, WAIT, f"/{Path(file).name}:2")
    assert answers[0].code == answers[1].code == 4


def test_what_else_is_wrong_is_still_told_beside_a_start_up_file_that_hangs(person: Person, new_go: Path) -> None:
    on_path(person, new_go)
    person.starts_with("sleep 30\n")
    answers = both(person, *SHORT, GOROOT="/opt/gone/go", GOTMPDIR="/nowhere")
    told(answers, WAIT, "/opt/gone/go", "/nowhere")
    assert set(answers[0].roots) == {"toolchain.goroot-wrong", "toolchain.bad-directory"}
    assert answers[0].code == answers[1].code == 1


# The new terminal comes, whatever was in the way


@pytest.mark.parametrize(
    ("line", "fish"),
    [
        pytest.param("head -c 50000000 /dev/zero | tr '\\0' x", None, id="prints 50 MB"),
        pytest.param("head -c 50000000 /dev/urandom >&2", None, id="prints 50 MB of garbage as errors"),
        pytest.param("read answer", None, id="asks"),
        pytest.param("read -p 'sure? ' answer", "read -P 'sure? ' answer", id="asks with a prompt"),
        pytest.param("select x in a b; do break; done", "read -n 1 x", id="asks for one of several"),
        pytest.param("read answer </dev/tty", None, id="waits on the terminal"),
        pytest.param("(setsid sleep 6 &)", "setsid sleep 6 &", id="leaves a daemon that keeps stdout"),
        pytest.param(
            "(while sleep 0.01; do echo X=1; done &)",
            "sh -c 'while sleep 0.01; do echo X=1; done' &",
            id="prints in the background",
        ),
        pytest.param("PS4='boo '; set -x", "set -g fish_trace 1", id="traces itself"),
        pytest.param("export BASH_XTRACEFD=1; set -x", "set -g fish_trace 1", id="traces itself on stdout"),
        pytest.param("cd /tmp", None, id="goes elsewhere"),
        pytest.param("printf '\\n==gofettle-environment==\\nPATH=/x\\n'", None, id="prints our mark"),
        pytest.param("trap 'echo bye; PATH=/x' EXIT", "function x --on-event fish_exit; echo bye; end", id="traps"),
        pytest.param("set -e; set -u", "set -e nothing", id="is strict"),
        pytest.param("exec 2>&-", None, id="closes stderr"),
        pytest.param("ulimit -n 20", None, id="allows few files"),
        pytest.param("printf '\\033]0;title\\007\\033[2J'", None, id="commands the terminal"),
    ],
)
def test_a_terminal_that_comes_in_the_end(person: Person, new_go: Path, line: str, fish: str | None) -> None:
    person.starts_with(for_shell(person, line, fish) + on_path(person, new_go))
    full, quick = both(person)
    assert (full.vitals["terminal"], full.vitals["session"]) == ("ok", "ok"), full.out
    assert full.document["causes"] == []
    assert full.code == quick.code == 0


# The start-up file is no text that this shell can read


def test_a_syntax_error_is_said(person: Person, new_go: Path) -> None:
    file = person.starts_with("if [ ; then fi (\n" + on_path(person, new_go))
    answers = both(person)
    told(answers, "not on the PATH of a new", "complains about that file", Path(file).name)
    if person.shell != "zsh":  # which gets the line into a file of its own, before the mistake
        told(answers, "Correct what")
    assert answers[0].roots == ["path.not-on-path"]
    assert answers[0].vitals["session"] == "ok"


@pytest.mark.parametrize("kind", ["directory", "fifo", "unreadable", "dangling", "ring"])
def test_a_start_up_file_that_is_none(person: Person, new_go: Path, kind: str) -> None:
    on_path(person, new_go)
    person.write(UNREAD[person.shell], f"export PATH={new_go}/bin:$PATH\n")
    startup = person.home / STARTUP[person.shell]
    startup.parent.mkdir(parents=True, exist_ok=True)
    make(startup, kind)
    phrases = {
        "directory": "is a directory",
        "fifo": "is no regular file",
        "unreadable": "may not be read",
        "dangling": "is a link to something that is not there",
        "ring": "leads back to itself",
    }
    answers = both(person, *SHORT)
    told(answers, startup.name, phrases[kind])
    assert answers[0].vitals["session"] == "ok"
    assert answers[0].code == answers[1].code == (4 if kind == "fifo" else 1)


def test_a_start_up_file_that_is_dev_null_is_nothing_odd(person: Person, new_go: Path) -> None:
    startup = person.home / STARTUP[person.shell]
    startup.parent.mkdir(parents=True, exist_ok=True)
    startup.symlink_to("/dev/null")
    person.write(UNREAD[person.shell], f"export PATH={new_go}/bin:$PATH\n")
    for answer in both(person):
        assert "regular" not in answer.out


def make(path: Path, kind: str) -> None:
    match kind:
        case "directory":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "unreadable":
            path.write_text("export PATH=/nowhere\n")
            path.chmod(0)
        case "dangling":
            path.symlink_to("/nowhere/at/all")
        case "ring":
            path.symlink_to(path.name)


def test_ten_megabytes_of_start_up_file(person: Person, new_go: Path) -> None:
    person.starts_with("# a remark that says nothing\n" * 350_000 + on_path(person, new_go))
    full, quick = both(person)
    assert (full.vitals["terminal"], full.code, quick.code) == ("ok", 0, 0)


def test_a_start_up_file_of_garbage(person: Person, new_go: Path) -> None:
    on_path(person, new_go)
    startup = person.home / STARTUP[person.shell]
    startup.parent.mkdir(parents=True, exist_ok=True)
    startup.write_bytes(bytes(range(256)) * 40)
    full, quick = both(person, *SHORT)
    assert full.vitals["session"] == "ok"
    assert full.code == quick.code


def test_a_line_that_grows_without_end_when_it_is_expanded(person: Person, new_go: Path) -> None:
    grows = "".join(f"GOPATH{n + 1}=$GOPATH{n}$GOPATH{n}/x\n" for n in range(60))
    person.write(".bashrc" if person.shell != "bash" else ".zshrc", "GOPATH0=/some/where\n" + grows)
    person.starts_with(on_path(person, new_go))
    full, _ = both(person)
    assert full.code == 0


def test_why_says_it_too(person: Person, new_go: Path) -> None:
    person.starts_with("exit 3\n" + on_path(person, new_go))
    env = environment(person)
    text, json = run(("why", "PATH"), env), run(("why", "PATH", "--format", "json"), env)
    if person.shell != "fish":  # where a file ends itself with it, not the shell
        told((text, json), GONE)
    told((text, json), "sdk-new/bin")
    assert text.code == json.code == 0
