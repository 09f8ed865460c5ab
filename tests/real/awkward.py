"""Runs gofettle under awkward circumstances, and holds every answer to what must be true of all of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.real.person import SYSTEM_PATH, Person

ANSWERS = frozenset({0, 1, 4})
"""Healthy, broken, cannot tell: the exit statuses of a run that gave an answer."""

_LONGEST = 25.0  # the budget of 20 s, and what a loaded machine adds
_BUG = re.compile(r"Traceback|fault of gofettle itself|gofettle itself failed|Exception ignored")
# What a terminal may obey, or what makes a text look like another: C0 but newline, DEL, C1, bidi and zero-width marks.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Said:
    """One run: exit status, what it printed, and how long it took."""

    code: int
    out: str
    error: str
    seconds: float

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def roots(self) -> list[str]:
        return [cause["id"] for cause in self.document["causes"] if cause["root"]]

    def vital(self, name: str) -> str:
        return next(str(vital["state"]) for vital in self.document["vitals"] if vital["id"] == name)

    @property
    def vitals(self) -> dict[str, str]:
        return {vital["id"]: vital["state"] for vital in self.document["vitals"]}

    @property
    def flat(self) -> str:
        """The words without the line breaks of the layout."""
        return " ".join(self.out.split())


def environment(person: Person, **more: str) -> dict[str, str]:
    """What `Person.run` gives, to be changed by a test; names of Python's own are passed on."""
    ours = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS_START")
    passed = {name: os.environ[name] for name in ours if name in os.environ}
    mine = {"HOME": str(person.home), "USER": "somebody", "SHELL": person.program, "PATH": person.path}
    return {"LANG": "C.UTF-8", "TERM": "dumb"} | mine | person.extra | passed | more


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "gofettle", *arguments]


def run(
    arguments: tuple[str, ...],
    env: Mapping[Any, Any],
    *,
    cwd: str | Path = "/",
    before: tuple[str, ...] = (),
    exits: frozenset[int] = ANSWERS,
) -> Said:
    """Run gofettle and hold its answer to the laws. `before` is a command line that starts it (`prlimit …`)."""
    began = time.monotonic()
    ran = subprocess.run(
        [*before, *command(*arguments)],
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=100,
        check=False,
    )
    return lawful(ran.returncode, ran.stdout, ran.stderr, time.monotonic() - began, exits)


def lawful(code: int, out: bytes, error: bytes, seconds: float = 0, exits: frozenset[int] = ANSWERS) -> Said:
    said = Said(code, out.decode(), error.decode(), seconds)
    assert not _BUG.search(said.out + said.error), said.out + said.error
    assert code in exits, f"exit {code}\n{said.out}\n{said.error}"
    for stream in (said.out, said.error):
        found = _CONTROL.search(stream)
        assert not found, f"{found} in {stream!r}"
    assert seconds < _LONGEST, f"{seconds:.1f} s"
    return said


def both(person: Person, *arguments: str, cwd: str | Path = "/", **more: str) -> tuple[Said, Said]:
    """The default run as JSON and the quick one as text; they must agree on what is known without running tools."""
    env = environment(person, **more)
    with ThreadPoolExecutor() as pool:
        full = pool.submit(run, ("doctor", "--format", "json", *arguments), env, cwd=cwd)
        quick = pool.submit(run, ("doctor", "--quick", *arguments), env, cwd=cwd)
    return full.result(), quick.result()


def on_path(person: Person, go: Path) -> str:
    """Put Go on this session's PATH, and return the line that does so in a new terminal."""
    person.path = f"{go}/bin:{SYSTEM_PATH}"
    return person.sets("PATH", f"{go}/bin:$PATH")


def told(said: tuple[Said, ...], *phrases: str) -> None:
    """Every phrase stands in every answer, in whatever layout."""
    for one in said:
        words = one.flat if not one.out.startswith("{") else json.dumps(one.document, ensure_ascii=False)
        for phrase in phrases:
            assert phrase in words, f"{phrase!r} is not in\n{one.out}"
