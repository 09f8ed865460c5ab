"""A program that gofettle runs cannot hang it, ask anything, flood it or leave anything behind."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

import pytest

from gofettle.host.port import Command, Hung, NotStarted, Ran
from gofettle.host.process import run
from tests.host.programs import ENV, python, sh


def is_gone(pid: str) -> bool:
    """Wait a little until a process is no more, or only a zombie that somebody else has to collect."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{int(pid)}/stat").read_text(encoding="utf-8").rpartition(") ")[2][:1]
        except OSError:
            with contextlib.suppress(ProcessLookupError):
                if not os.path.exists("/proc/self"):
                    os.kill(int(pid), 0)
                    time.sleep(0.02)
                    continue
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


# What it says


def test_its_answer_and_how_it_ended() -> None:
    ran = sh("echo out; echo err >&2; exit 3")
    assert isinstance(ran, Ran)
    assert (ran.code, ran.out, ran.err, ran.side, ran.cut) == (3, "out\n", "err\n", "", False)


def test_a_signal_is_a_negative_number() -> None:
    ran = sh("kill -9 $$")
    assert isinstance(ran, Ran)
    assert ran.code == -9


def test_how_long_it_took() -> None:
    ran = sh("sleep 0.2")
    assert isinstance(ran, Ran)
    assert 200 <= ran.ms < 10_000


def test_bytes_that_are_no_text_survive() -> None:
    assert sh(r"printf '\377a\303\251\000b'").out == "\udcffaé\0b"


# What it gets


def test_its_environment_is_whole_and_speaks_no_language() -> None:
    os.environ["GOFETTLE_LEAK"] = "leaks"
    try:
        ran = sh("/usr/bin/env", env=(*ENV, ("LC_ALL", "zh_CN.UTF-8"), ("A", "1\n2")))
    finally:
        del os.environ["GOFETTLE_LEAK"]
    lines = set(ran.out.splitlines()) - {"PWD=/", "_=/usr/bin/env", "OLDPWD=/"}
    assert lines - {line for line in lines if line.startswith("SHLVL=")} == {
        "PATH=/usr/bin:/bin",
        "LC_ALL=C",
        "A=1",
        "2",
    }


def test_it_cannot_ask_anything() -> None:
    ran = sh('read answer; echo "[$answer] $?"; cat; tty')
    assert ran.out.startswith("[] 1\n")
    assert "not a tty" in ran.out


def test_it_is_the_leader_of_its_own_session() -> None:
    ran = python("import os; print(os.getpid() == os.getsid(0) == os.getpgid(0))")
    assert ran.out == "True\n"


def test_the_directory_that_it_runs_in(tmp_path: Path) -> None:
    outcome = run(Command(("/bin/pwd",), ENV, cwd=str(tmp_path)))
    assert isinstance(outcome, Ran)
    assert outcome.out == f"{os.path.realpath(tmp_path)}\n"


def test_it_inherits_no_open_file(tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w") as file:
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003
        ran = python("import os, sys; print(os.path.exists(f'/dev/fd/{sys.argv[1]}'))", str(file.fileno()))
    assert ran.out == "False\n"


# How it is ended


def test_a_program_that_hangs_is_killed_with_what_it_said_so_far() -> None:
    began = time.monotonic()
    outcome = sh("echo before; echo warned >&2; sleep 300", seconds=0.5)
    assert outcome == Hung(0.5, "before\n", "warned\n")
    assert time.monotonic() - began < 5


def test_one_that_does_not_want_to_end_is_ended_too() -> None:
    outcome = sh("trap '' TERM INT HUP; echo $$; while :; do sleep 1; done", seconds=0.5)
    assert isinstance(outcome, Hung)
    assert is_gone(outcome.out)


def test_its_children_go_with_it() -> None:
    outcome = sh("sleep 300 & echo $!; sleep 300 & echo $!; wait", seconds=0.5)
    assert isinstance(outcome, Hung)
    assert [is_gone(pid) for pid in outcome.out.split()] == [True, True]


def test_a_child_that_stays_behind_with_the_pipes_holds_nobody_up_and_is_killed() -> None:
    began = time.monotonic()
    ran = sh("sleep 300 & echo $!")
    assert isinstance(ran, Ran)
    assert time.monotonic() - began < 5
    assert is_gone(ran.out)


def test_a_daemon_in_a_session_of_its_own_holds_nobody_up() -> None:
    code = (
        "import os, sys, time\n"
        "if os.fork():\n    sys.exit(7)\n"
        "os.setsid()\n"
        "print(os.getpid(), flush=True)\n"
        "time.sleep(300)\n"
    )
    began = time.monotonic()
    ran = python(code)
    assert time.monotonic() - began < 5
    assert isinstance(ran, Ran)
    assert ran.code == 7
    if ran.out.strip():
        os.kill(int(ran.out), signal.SIGKILL)  # the one that this test started


def test_a_program_that_closes_its_pipes_and_runs_on_is_limited_too() -> None:
    assert isinstance(sh("exec >&- 2>&-; sleep 300", seconds=0.5), Hung)


# How much of it is kept


@pytest.mark.parametrize("keep", [2, 101, 1000, 4096])
def test_the_first_and_the_last_of_a_flood_are_kept(keep: int) -> None:
    whole = "".join(f"{number}\n" for number in range(1, 20_001))
    ran = sh("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo $i; done", keep=keep)
    assert isinstance(ran, Ran)
    half = keep // 2
    assert (ran.out, ran.cut) == (whole[:half] + whole[-half:], True)


@pytest.mark.parametrize(("size", "cut"), [(999, False), (1000, False), (1001, True)])
def test_nothing_is_cut_that_fits(size: int, cut: bool) -> None:
    ran = sh(f"head -c {size} /dev/zero", keep=1000)
    assert isinstance(ran, Ran)
    assert (len(ran.out), ran.cut) == (min(size, 1000), cut)


def test_a_flood_without_end_is_ended() -> None:
    outcome = sh("yes", seconds=0.5, keep=1000)
    assert isinstance(outcome, Hung)
    assert len(outcome.out) <= 1000


def test_each_stream_has_its_own_cap() -> None:
    ran = sh("head -c 5000 /dev/zero; head -c 10 /dev/zero >&2", keep=100)
    assert isinstance(ran, Ran)
    assert (len(ran.out), len(ran.err), ran.cut) == (100, 10, True)


# What cannot be started


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Command(("/nowhere/go",), ENV), "ENOENT"),
        (Command(("no-such-program",), ENV), "ENOENT"),
        (Command(("/bin/sh",), ENV, cwd="/nowhere"), "ENOENT"),
        (Command(("/bin/sh",), ENV, cwd="/bin/sh"), "ENOTDIR"),
        (Command(("/",), ENV), "EACCES"),
        (Command(("/bin/sh", "a\0b"), ENV), "EINVAL"),
        (Command(("/bin/sh\0",), ENV), "EINVAL"),
        (Command(("/bin/sh",), (("A", "\0"),)), "EINVAL"),
        (Command(("/bin/sh",), (("A=B", "x"),)), "EINVAL"),
        (Command(("/bin/sh",), ENV, cwd="/\0"), "EINVAL"),
        (Command(("/bin/sh",), (("A", "x" * (8 << 20)),)), "E2BIG"),
    ],
    ids=[
        "absent", "not on PATH", "no directory", "a file as directory", "a directory as program", "NUL in an argument",
        "NUL in the program", "NUL in the environment", "an odd name", "NUL in the directory", "too long",
    ],
)  # fmt: skip
def test_what_cannot_be_started_says_why(command: Command, code: str) -> None:
    assert run(command) == NotStarted(code)


def test_a_text_without_a_first_line_is_no_program(tmp_path: Path) -> None:
    file = tmp_path / "go"
    file.write_text("echo a shell would run this\n")
    file.chmod(0o755)
    assert run(Command((str(file),), ENV)) == NotStarted("ENOEXEC")


def test_a_file_without_execute_bit_is_no_program(tmp_path: Path) -> None:
    file = tmp_path / "go"
    file.write_text("#!/bin/sh\n")
    assert run(Command((str(file),), ENV)) == NotStarted("EACCES")
