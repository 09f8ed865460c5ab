"""Small programs for the tests of the door."""

from __future__ import annotations

import sys

from gofettle.host.port import Command, Hung, NotStarted, Ran
from gofettle.host.process import run

ENV = (("PATH", "/usr/bin:/bin"),)


def sh(
    script: str, *, seconds: float = 20.0, keep: int = 1 << 20, env: tuple[tuple[str, str], ...] = ENV
) -> Ran | Hung:
    outcome = run(Command(("/bin/sh", "-c", script), env, seconds=seconds, keep=keep))
    assert not isinstance(outcome, NotStarted)
    return outcome


def python(code: str, *argv: str, seconds: float = 20.0) -> Ran | Hung:
    outcome = run(Command((sys.executable, "-I", "-S", "-c", code, *argv), ENV, seconds=seconds))
    assert not isinstance(outcome, NotStarted)
    return outcome
