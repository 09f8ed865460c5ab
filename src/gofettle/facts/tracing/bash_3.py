"""Reads the commands themselves: for Apple's bash 3.2 and for 4.2, which cut PS4 off after 99 bytes, so no values fit.

What the text does not show, the values at the end do: `read`, `printf -v` and changes inside of pipes are found out, though
not always placed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from gofettle.facts.tracing import watch
from gofettle.facts.tracing.bash import eval_around, options
from gofettle.facts.tracing.ledger import Ledger
from gofettle.facts.tracing.lines import Read, in_function, refined
from gofettle.facts.tracing.log import Dialect, Log, Step, cut_up, first_line, is_function, number
from gofettle.facts.tracing.origin import Origins
from gofettle.facts.tracing.wire import (
    FIELD,
    KEEP,
    RECORD,
    SECONDS,
    VALUE,
    directory,
    environment,
    final_values,
    last_words,
    watched,
)
from gofettle.facts.tracing.words import is_default, words
from gofettle.host.port import Command, NotStarted, Outcome
from gofettle.model.place import Change, Trace

_LONGEST_PS4 = 99
_PS4 = (
    "+"
    + RECORD
    + FIELD.join(("$LINENO", "$BASH_SUBSHELL", "${#BASH_SOURCE[@]}", "${BASH_SOURCE/#$HOME/~}", "${FUNCNAME-}"))
    + VALUE
)

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)(\+?)=(.*)", re.DOTALL | re.ASCII)
_OTHERWISE = re.compile(r"(?:builtin )?(?:read|mapfile|readarray|printf -v|getopts|let) ")
_SOURCED = re.compile(r"(?:builtin )?(?:\.|source) ")
_HERE = frozenset({"export", "readonly"})
_LOCAL = frozenset({"declare", "typeset", "local"})


def command(
    shell: str, flags: tuple[str, ...], env: tuple[tuple[str, str], ...], variables: tuple[str, ...]
) -> Command:
    """Start the shell as a terminal does; this bash can trace to stderr only."""
    argv = (shell, *options(flags), "-c", last_words(watched(variables)))
    env = environment(env, PS4=_PS4)
    return Command(argv, env, cwd=directory(dict(env)), seconds=SECONDS, keep=KEEP)


def parse(outcome: Outcome, env: Mapping[str, str], variables: tuple[str, ...]) -> Trace:
    """Read what it traced. Lines in functions count from the function's first one until `refine` has seen the files."""
    if isinstance(outcome, NotStarted):
        return Trace((), None, "not-started")
    names = watched(variables)
    dialect = Dialect(
        partial(_read, env.get("HOME", "")), _main, eval_around, _is_passing, has_process=False, is_relative=True
    )
    log = cut_up(outcome.err, outcome, names, dialect, directory(env))
    origins, ledger = Origins(log), Ledger()
    suspects = _follow(log, origins, ledger, env)
    final = final_values(outcome, names)
    is_whole = final is None or ledger.settle(
        env, final, lambda name, after: origins.place(_defaulted(log, after, suspects.get(name)))
    )
    return Trace(ledger.changes, watch.last(log, origins), watch.lost(log, outcome, final, is_whole=is_whole))


def refine(trace: Trace, read: Read) -> Trace:
    """Turn lines of functions into lines of files; `read` gives a file's text or None."""
    return refined(trace, lambda place, variable, _: in_function(place, variable, read))


def _follow(log: Log, origins: Origins, ledger: Ledger, env: Mapping[str, str]) -> dict[str, int]:
    """Note all assignments; give back the last command that sets a variable in some other way."""
    values = {name: env.get(name) for name in log.names}
    suspects: dict[str, int] = {}
    names = "|".join(log.names) or "(?!)"
    named, somewhere = re.compile(rf"\b(?:{names})\b"), re.compile(names)
    for at in range(len(log)):
        piece = log.piece(at)
        step = log.step(at) if somewhere.search(piece) else None
        if step is None or step.who != "0.0":
            continue
        if _OTHERWISE.match(step.code):
            suspects |= dict.fromkeys(named.findall(step.code), at)
        for name, after in _assigned(_split(piece, step.level)[1], step, values):
            if name in values and values[name] != after:
                ledger.note(Change(name, values[name], after, origins.place(at)), step.depth)
                values[name] = after
    silent = _silent_source(log)
    return suspects if silent is None else dict.fromkeys(log.names, silent) | suspects


def _defaulted(log: Log, after: str | None, otherwise: int | None) -> int | None:
    pieces = ((at, log.piece(at).rpartition(VALUE)[2]) for at in range(len(log)))
    return next((at for at, code in pieces if is_default(code, after)), otherwise)


def _silent_source(log: Log) -> int | None:
    """Find the only file whose commands were not traced, as in `. file 2>/dev/null`."""
    silent = []
    for at in range(len(log) - 1):
        piece = log.piece(at)
        step = log.step(at) if ". " in piece or "source " in piece else None
        after = log.step(at + 1)
        if step and after and _SOURCED.match(step.code) and after.frames <= step.frames:
            silent.append(at)
    return silent[0] if len(silent) == 1 else None


def _assigned(code: str, step: Step, values: Mapping[str, str | None]) -> list[tuple[str, str | None]]:
    """What one command sets: `A=1`, `export A=1 B=2`, `unset A`."""
    said = words(code)
    verb = said[0] if said else ""
    if verb == "unset":
        return [(name, None) for name in said[1:] if not name.startswith("-")]
    if verb in _LOCAL and (is_function(step) or verb == "local"):
        return []
    pairs = [_ASSIGNMENT.fullmatch(word) for word in (said[1:] if verb in _HERE | _LOCAL else said[:1])]
    return [(pair[1], (values.get(pair[1]) or "") + pair[3] if pair[2] else pair[3]) for pair in pairs if pair]


def _split(piece: str, level: int) -> tuple[str, str]:
    """Divide a record into its PS4, without the last mark if that was cut off, and its command."""
    head, mark, code = piece.partition(VALUE)
    room = _LONGEST_PS4 - level - len(RECORD)
    if mark and len((head + mark).encode("utf-8", "surrogateescape")) <= room:
        return head, code
    data = piece.encode("utf-8", "surrogateescape")
    return data[:room].decode("utf-8", "surrogateescape"), data[room:].decode("utf-8", "surrogateescape")


def _read(home: str, piece: str, level: int) -> Step | None:
    head, code = _split(piece, level)
    fields = head.split(FIELD)
    if len(fields) < 4:  # line, sub-shell, frames, file; the function's name may be cut off
        return None
    line, subshell, frames, file = fields[:4]
    is_cut = len(fields) == 4  # a file's name that may have lost its end is no file's name
    return Step(
        file="" if is_cut else home + file[1:] if file.startswith("~/") else file,
        line=number(line),
        frames=number(frames) or 0,
        level=level,
        name="" if is_cut else fields[4],
        who=f"0.{subshell}",
        values="",
        code=first_line(code),
    )


def _main(_process: str) -> str:
    return "0.0"


def _is_passing(_log: Log, _cause: int, _at: int, _name: str) -> bool:
    return False
