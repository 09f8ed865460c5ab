"""Has zsh show the watched variables before each command of its start-up: `zsh -x` with a PS4 that names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from gofettle.facts.tracing import watch
from gofettle.facts.tracing.log import Dialect, Log, Step, cut_up, with_values
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
from gofettle.host.port import Command, NotStarted, Outcome
from gofettle.model.place import Trace

# zshmisc(1) EXPANSION OF PROMPT SEQUENCES: the file and line where the code stands, how deep it is evaluated, its function.
_HEAD = ("%x", "%I", "%e", "%N", "$$.$ZSH_SUBSHELL")
_SHOWN = re.compile(r"\\M-(?:\^(.)|\\C-(.)|(.))", re.DOTALL)


def command(
    shell: str,
    flags: tuple[str, ...],
    env: tuple[tuple[str, str], ...],
    variables: tuple[str, ...],
    percent: tuple[str, ...] = (),
) -> Command:
    """Start the shell as a terminal does, with tracing on from its first file on.

    A % in a value would be taken for a prompt escape. Doubling it costs as much as all the rest, so it is done only for
    variables that have one to begin with and for those named in `percent`.
    """
    names = watched(variables)
    # Without promptsubst on the command line, ${…} is printed as it stands until some file switches it on.
    argv = (shell, "-o", "promptsubst", "-x", *flags, "-c", last_words(names))
    percent = (*percent, *(name for name, value in env if "%" in value))
    env = environment(env, PS4=_ps4(names, percent))
    return Command(argv, env, cwd=directory(dict(env)), seconds=SECONDS, keep=KEEP)


def parse(outcome: Outcome, env: Mapping[str, str], variables: tuple[str, ...]) -> Trace:
    """Read what it traced on stderr, among whatever else was printed there."""
    if isinstance(outcome, NotStarted):
        return Trace((), None, "not-started")
    names = watched(variables)
    dialect = Dialect(partial(_read, len(names)), _main, _eval_around, _is_passing)
    return watch.read(cut_up(outcome.err, outcome, names, dialect, directory(env)), outcome, env)


def _ps4(names: tuple[str, ...], percent: tuple[str, ...]) -> str:
    values = (f"${{{name}-{UNSET}}}" for name in names)
    shown = (f"${{{value}//\\%/%%}}" if name in percent else value for name, value in zip(names, values, strict=True))
    return RECORD + FIELD.join(_HEAD) + VALUE + "".join(value + VALUE for value in shown)


def _read(count: int, piece: str, _level: int) -> Step | None:
    step = with_values(piece, 0, count)
    return replace(step, file=_decoded(step.file), name=_decoded(step.name)) if step and "\\M-" in piece else step


def _decoded(text: str) -> str:
    r"""In the C locale zsh shows é as \M-C\M-)."""
    return _SHOWN.sub(_character, text).encode("latin-1", "ignore").decode("utf-8", "surrogateescape")


def _character(found: re.Match[str]) -> str:
    control, other, plain = found.groups()
    return chr(0x80 | (ord(plain) & 0x7F if plain else ord(control or other) ^ 0x40) & 0x7F)


def _main(process: str) -> str:
    return process + ".0"


def _eval_around(log: Log, at: int, step: Step) -> int | None:
    return log.caller(at) if step.name == "(eval)" else None


def _is_passing(log: Log, cause: int, _at: int, _name: str) -> bool:
    """An assignment ends its line only if no command follows it."""
    return "\n" not in log.piece(cause)
