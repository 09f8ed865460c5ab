"""A run that is interrupted, killed or out of time ends at once, says nothing odd, and leaves no program behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.real.awkward import command, environment, lawful, on_path, run
from tests.real.person import Person

pytestmark = pytest.mark.ordinary_user

# A start-up file that hangs in a child of its own, and one that is deaf to everything but SIGKILL.
HANGS = "sleep 60\n"
DEAF = {"fish": "/bin/sh -c \"trap '' TERM INT HUP; while :; do sleep 1; done\"\n"}.get


def descendants(home: Path) -> list[str]:
    """What still runs with this HOME: gofettle's children do not know each other by anything else."""
    mark = f"HOME={home}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
            except OSError:
                continue
    return [line for line in found if line]


def gone(home: Path) -> list[str]:
    """Give the kernel a moment to take away what was killed."""
    until = time.monotonic() + 2
    while (left := descendants(home)) and time.monotonic() < until:
        time.sleep(0.02)
    return left


def temporary(directory: Path) -> list[str]:
    return sorted(os.listdir(directory))


def started(person: Person, scratch: Path, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
    scratch.mkdir(exist_ok=True)
    env = environment(person, TMPDIR=str(scratch), **more)
    return subprocess.Popen(
        command(*arguments), env=env, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def until_it_hangs(person: Person) -> None:
    """Wait for the shell that the start-up file stops."""
    until = time.monotonic() + 20
    while not any("sleep" in line for line in descendants(person.home)):
        assert time.monotonic() < until, descendants(person.home)
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    "arguments", [("doctor",), ("doctor", "--quick", "--format", "json"), ("why", "PATH")], ids=" ".join
)
def test_a_signal_ends_the_run_and_all_that_it_started(
    person: Person, new_go: Path, tmp_path: Path, number: signal.Signals, arguments: tuple[str, ...]
) -> None:
    on_path(person, new_go)
    person.starts_with(DEAF(person.shell, "trap '' TERM INT HUP\n") + HANGS)
    process = started(person, tmp_path / "tmp", *arguments)
    until_it_hangs(person)
    began = time.monotonic()
    process.send_signal(number)
    out, error = process.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert (process.returncode, out, error) == (128 + number, b"", b"")
    assert gone(person.home) == []
    assert temporary(tmp_path / "tmp") == []


def test_a_second_interrupt_changes_nothing(person: Person, tmp_path: Path) -> None:
    person.starts_with(HANGS)
    process = started(person, tmp_path / "tmp", "doctor")
    until_it_hangs(person)
    for _ in range(50):
        process.send_signal(signal.SIGINT)
        time.sleep(0.001)
        if process.poll() is not None:
            break
    out, error = process.communicate(timeout=20)
    assert (process.returncode, out, error) == (130, b"", b"")
    assert gone(person.home) == []


@pytest.mark.parametrize("level", ["--quick", "--deep"])
def test_a_run_that_is_out_of_time_leaves_nothing_running(
    person: Person, new_go: Path, tmp_path: Path, level: str
) -> None:
    person.starts_with(on_path(person, new_go))
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    env = environment(person, TMPDIR=str(scratch))
    for budget in ("0.001", "0.05", "0.1", "0.3", "0.6"):
        said = run(("doctor", level, "--budget", budget, "--format", "json"), env)
        assert said.document["schema"] == "gofettle/diagnosis/1"
    assert gone(person.home) == []
    assert temporary(scratch) == []


def test_nohup_stays_in_force(person: Person, new_go: Path, tmp_path: Path) -> None:
    on_path(person, new_go)
    person.starts_with("sleep 1\n")
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    process = subprocess.Popen(
        ["nohup", *command("doctor", "--quick")],
        env=environment(person),
        cwd=scratch,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    until_it_hangs(person)
    process.send_signal(signal.SIGHUP)
    out, error = process.communicate(timeout=20)
    lawful(process.returncode, out, error)
    assert b"new terminal" in out


def test_what_a_shell_started_in_its_own_session_is_no_reason_to_wait(person: Person, new_go: Path) -> None:
    """An ssh-agent that a start-up file starts is the person's, lives on as after any new window, and is not waited for."""
    person.starts_with(
        ("setsid sleep 8 &\n" if person.shell == "fish" else "(setsid sleep 8 &)\n") + on_path(person, new_go)
    )
    said = run(("doctor", "--quick"), environment(person))
    assert said.code == 0
    assert said.seconds < 6
