"""Has dash and other plain shells show the watched variables before each command; files and lines are looked up later.

These shells do not say which file a command is in (dash of Debian not even the line), nor when a sub-shell begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gofettle.facts.tracing.ledger import Ledger
from gofettle.facts.tracing.lines import UNLIKE, Read, likeliest, refined
from gofettle.facts.tracing.log import first_line
from gofettle.facts.tracing.wire import (
    END,
    KEEP,
    RECORD,
    SECONDS,
    UNSET,
    VALUE,
    directory,
    environment,
    final_values,
    gap_in,
    last_words,
    lost,
    value_of,
    watched,
)
from gofettle.facts.tracing.words import is_default, words
from gofettle.host.port import Command, NotStarted, Outcome, Ran
from gofettle.model import paths
from gofettle.model.place import Change, Place, Trace

_SOURCED = re.compile(r"(?:\.|source) ")


def command(
    shell: str, flags: tuple[str, ...], env: tuple[tuple[str, str], ...], variables: tuple[str, ...]
) -> Command:
    """Start the shell as a terminal does, tracing to stderr."""
    names = watched(variables)
    ps4 = RECORD + VALUE + "".join(f"${{{name}-{UNSET}}}{VALUE}" for name in names)
    env = environment(env, PS4=ps4)
    argv = (shell, "-x", *flags, "-c", last_words(names))
    return Command(argv, env, cwd=directory(dict(env)), seconds=SECONDS, keep=KEEP)


def parse(outcome: Outcome, env: Mapping[str, str], variables: tuple[str, ...]) -> Trace:
    """Read what it traced. Places have the file that was sourced last, or none, and no line until `refine`."""
    if isinstance(outcome, NotStarted):
        return Trace((), None, "not-started")
    names = watched(variables)
    gap = gap_in(outcome.err, may_be_cut=not isinstance(outcome, Ran) or outcome.cut)
    ledger, last = Ledger(), None
    steps = list(_steps(outcome.err, len(names)))
    values = tuple(env.get(name) for name in names)
    cause, file = Place("", None), ""
    for shown, code in steps:
        here = Place(file, None, first_line(code))
        for name, before, after in zip(names, values, shown, strict=True):
            if before != after:
                # dash sets a variable before it traces `NAME=value`.
                is_here = (after is not None and code.startswith(f"{name}={after}")) or is_default(code, after)
                ledger.note(Change(name, before, after, here if is_here else cause), 0, is_passing=True)
        if code.startswith(f": {END}"):
            break
        file = paths.join(directory(env), words(code, 2)[-1]) if _SOURCED.match(code) else file
        values, cause, last = shown, here, here
    final = final_values(outcome, names)
    is_whole = final is None or ledger.settle(env, final, lambda _name, _after: Place("", None))
    why = lost(outcome, has_ended=final is not None, is_cut=gap >= 0, is_whole=is_whole)
    return Trace(ledger.changes, last, why)


def startup_files(flags: tuple[str, ...], env: Mapping[str, str]) -> tuple[str, ...]:
    """What such a shell reads by itself, in order. sh(1), INVOCATION."""
    home, own = env.get("HOME", ""), env.get("ENV", "")
    login = ("/etc/profile", paths.join(home, ".profile")) if "-l" in flags else ()
    own = own.replace("${HOME}", home).replace("$HOME", home)
    return (*login, own) if own and "-i" in flags else login


def refine(trace: Trace, read: Read, files: tuple[str, ...]) -> Trace:
    """Look the commands up in the texts of the sourced file and of these; `read` gives a file's text or None."""

    def found(place: Place, variable: str, before: str | None) -> Place:
        if place.line is not None or not place.code:
            return place
        best = (UNLIKE, list[int](), "")
        for file in dict.fromkeys(file for file in (place.file, *files) if file):
            score, lines = likeliest(read(file) or "", place.code, variable, before)
            best = (score, lines, file) if score > best[0] else best
        _, lines, file = best
        return Place(file, lines[0] if len(lines) == 1 else None, place.code)

    return refined(trace, found)


def _steps(text: str, count: int) -> Iterator[tuple[tuple[str | None, ...], str]]:
    for piece in text.split(RECORD + VALUE)[1:]:
        parts = piece.split(VALUE, count)
        if len(parts) > count:
            yield tuple(value_of(value) for value in parts[:-1]), parts[-1].strip()
