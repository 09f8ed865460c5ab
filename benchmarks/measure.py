"""Run whole programs by turns and keep what each run cost: wall time, and the CPU of it and of all that it waited for."""

from __future__ import annotations

import contextlib
import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

NOT_FOUND = 127
"""What shells give back for a name that is no program; here too."""


@dataclass(frozen=True, slots=True)
class Program:
    """What is run, in full, so that nothing of the caller's own session reaches it."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    cwd: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run, in milliseconds; `code` is negative for a signal."""

    wall: float
    cpu: float
    code: int
    said: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, median and most."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """All counted runs of one program, in the order of the turns."""

    name: str
    runs: tuple[Run, ...]

    @property
    def wall(self) -> Spread:
        """Milliseconds from the start until it was waited for."""
        return spread([run.wall for run in self.runs])

    @property
    def cpu(self) -> Spread:
        """Milliseconds of user and system time."""
        return spread([run.cpu for run in self.runs])

    @property
    def codes(self) -> tuple[int, ...]:
        """The exit statuses that occurred."""
        return tuple(sorted({run.code for run in self.runs}))

    def times(self, other: Series) -> Spread:
        """How many times the other's wall time, turn by turn."""
        return spread([mine.wall / yours.wall for mine, yours in zip(self.runs, other.runs, strict=True)])


def spread(values: Sequence[float]) -> Spread:
    """Return the three numbers of a list."""
    return Spread(min(values), statistics.median(values), max(values))


def by_turns(programs: Sequence[Program], rounds: int) -> tuple[Series, ...]:
    """A B A B: what else the machine does meanwhile meets all alike. A first turn, which fills caches, does not count."""
    for program in programs:
        run(program)
    turns = [[run(program) for program in programs] for _ in range(rounds)]
    return tuple(Series(program.name, runs) for program, runs in zip(programs, zip(*turns, strict=True), strict=True))


def run(program: Program, seconds: float = 120) -> Run:
    """Run a program once, without input, in a session of its own, which is killed when the time is up."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        try:
            child = subprocess.Popen(
                program.argv,
                env=dict(program.env),
                cwd=program.cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            return Run(0.0, 0.0, NOT_FOUND, str(error))
        with _time_limit(child.pid, seconds):
            _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    return Run(wall * 1000, (used.ru_utime + used.ru_stime) * 1000, child.returncode, said)


@contextlib.contextmanager
def _time_limit(group: int, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, os.killpg, (group, signal.SIGKILL))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
