"""Has bash 4.3 and newer show the watched variables before each command of its start-up, on a pipe of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from gofettle.facts.tracing import watch
from gofettle.facts.tracing.log import Dialect, Log, Step, cut_up, process, with_values
from gofettle.facts.tracing.wire import (
    FIELD,
    KEEP,
    RECORD,
    SECONDS,
    UNSET,
    VALUE,
    directory,
    environment,
    last_words,
    watched,
)
from gofettle.host.port import SIDE, Command, NotStarted, Outcome
from gofettle.model.place import Trace

# The defaults are for `set -u`. BASH_SUBSHELL stays 0 in a function at the head of a pipe; BASHPID does not.
_HEAD = ("${BASH_SOURCE-}", "$LINENO", "${#BASH_SOURCE[@]}", "${FUNCNAME-}", "$$.$BASHPID")


def command(
    shell: str, flags: tuple[str, ...], env: tuple[tuple[str, str], ...], variables: tuple[str, ...]
) -> Command:
    """Start the shell as a terminal does, with tracing on from its first file on. As root, bash does not take PS4 so."""
    names = watched(variables)
    argv = (shell, *options(flags), "-c", last_words(names))
    env = environment(env, PS4=_ps4(names), BASH_XTRACEFD=SIDE)
    return Command(argv, env, cwd=directory(dict(env)), seconds=SECONDS, keep=KEEP)


def parse(outcome: Outcome, env: Mapping[str, str], variables: tuple[str, ...]) -> Trace:
    """Read what it traced."""
    if isinstance(outcome, NotStarted):
        return Trace((), None, "not-started")
    names = watched(variables)
    dialect = Dialect(partial(_read, len(names)), _main, eval_around, _is_passing)
    return watch.read(cut_up(outcome.side, outcome, names, dialect, directory(env)), outcome, env)


def options(flags: tuple[str, ...]) -> tuple[str, ...]:
    """Add -x; bash wants long options before short ones."""
    return (*(flag for flag in flags if flag.startswith("--")), "-x", *(flag for flag in flags if flag[:2] != "--"))


def _ps4(names: tuple[str, ...]) -> str:
    values = "".join(f"${{{name}-{UNSET}}}{VALUE}" for name in names)
    return "+" + RECORD + FIELD.join(_HEAD) + VALUE + values


def _read(count: int, piece: str, level: int) -> Step | None:
    return with_values(piece, level, count)


def _main(process: str) -> str:
    return f"{process}.{process}"


def eval_around(log: Log, at: int, step: Step) -> int | None:
    """An eval or a trap adds a + to PS4 and no frame; a sourced file adds both; so does $(…), but in a process of its own."""
    inner = 0 if step.who == log.dialect.main(process(step)) else 1
    caller = log.caller(at, inner) if step.level - inner > 1 else None
    around = log.step(caller) if caller is not None else None
    return caller if around and around.frames == step.frames else None


def _is_passing(log: Log, _cause: int, at: int, name: str) -> bool:
    """The record of `NAME=value command` shows the new value already, and the record of the command the old one."""
    step = log.step(at)
    return step is not None and step.code.startswith((f"{name}=", f"{name}+="))
