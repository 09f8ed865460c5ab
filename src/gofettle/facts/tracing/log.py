"""The commands that a shell traced, one record each; a record is read only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from gofettle.facts.tracing.wire import END, FIELD, RECORD, VALUE, halves
from gofettle.host.port import Outcome, Ran

_CODE = 160
_NO_FUNCTION = frozenset({"", "source", "main", "(eval)"})
_NOWHERE = 1 << 30
_HEAD = 5  # file, line, frames, name, who


@dataclass(frozen=True, slots=True)
class Step:
    """One traced command. `values` are the watched ones before it; None where the shell did not expand them.

    `frames` counts the functions and sourced files around it, `level` what else is around it (bash: eval, trap), `name`
    is the innermost function, `who` the process and the sub-shell.
    """

    file: str
    line: int | None
    frames: int
    level: int
    name: str
    who: str
    values: str | None
    code: str

    @property
    def depth(self) -> int:
        """How much stands around this command."""
        return self.frames + self.level

    @property
    def is_end(self) -> bool:
        """Our own last command."""
        return self.code.startswith(f": {END}")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the traces of the shells differ.

    `read` takes a record and what stands before it; `main` tells from a record's process how the shell itself signs;
    `eval_around` finds the eval that a command is directly inside of; `is_passing` says whether a variable's change
    between two records is that of `NAME=value command`. `is_relative`: lines in functions count from its first one.
    """

    read: Callable[[str, str], Step | None]
    main: Callable[[str], str]
    eval_around: Callable[[Log, int, Step], int | None]
    is_passing: Callable[[Log, int, int, str], bool]
    is_relative: bool = False


class Log:
    """`pieces`: the first is what came before the first record. `gap` is the first record after a part that was left out."""

    def __init__(
        self, pieces: list[str], names: tuple[str, ...], dialect: Dialect, directory: str, gap: int = -1
    ) -> None:
        self.pieces = pieces
        self.names = names
        self.dialect = dialect
        self.directory = directory
        self.gap = gap

    def step(self, at: int) -> Step | None:
        """Read a record; None if something tore it apart."""
        return self.dialect.read(self.pieces[at], self.pieces[at - 1]) if at else None

    def caller(self, at: int, less: int = 0) -> int | None:
        """Find the command that this one runs inside of; `less`: of the depth, so much is not what stands around it."""
        step = self.step(at)
        for before in range(at - 1, 0, -1) if step else ():
            if step and self._depths[before] < step.depth - less:
                other = self.step(before)
                if other and process(other) == process(step):
                    return before
        return None

    @cached_property
    def _depths(self) -> list[int]:
        steps = map(self.step, range(len(self.pieces)))
        return [_NOWHERE if step is None else step.depth for step in steps]

    def main(self) -> str:
        """How the shell itself, and no sub-shell or script, signs its records."""
        first = next((step for step in map(self.step, range(len(self.pieces))) if step), None)
        return self.dialect.main(process(first)) if first else ""


def cut_up(text: str, outcome: Outcome, names: tuple[str, ...], dialect: Dialect, directory: str) -> Log:
    """Take a stream apart; the torn records beside a gap are dropped."""
    head, tail = halves(text, may_be_cut=not isinstance(outcome, Ran) or outcome.cut)
    pieces = head.split(RECORD)
    if tail is None:
        return Log(pieces, names, dialect, directory)
    pieces = pieces[:-1]
    return Log(pieces + tail.split(RECORD)[1:], names, dialect, directory, gap=len(pieces))


def with_values(piece: str, before: str, count: int) -> Step | None:
    """Read a record of zsh's or bash's: five fields, the values, the command."""
    head, mark, rest = piece.partition(VALUE)
    fields = head.split(FIELD)
    parts = rest.split(VALUE, count)
    if not mark or len(fields) != _HEAD or len(parts) <= count:
        return None
    file, line, frames, name, who = fields
    values = VALUE.join([*parts[:-1], ""])
    return Step(
        file,
        number(line),
        number(frames) or 0,
        pluses(before),
        name,
        who,
        None if values.startswith("${") else values,
        first_line(parts[-1]),
    )


def first_line(code: str) -> str:
    """Shorten a command as a report shows it."""
    line = code.rstrip("+").strip().partition("\n")[0].rstrip()
    return line if len(line) <= _CODE else line[: _CODE - 1] + "…"


def number(text: str) -> int | None:
    """Read a line number; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def pluses(text: str) -> int:
    """Count what PS4's first character was repeated to."""
    return len(text) - len(text.rstrip("+"))


def process(step: Step) -> str:
    """Which process traced this."""
    return step.who.partition(".")[0]


def is_function(step: Step) -> bool:
    """Whether a command belongs to a function; zsh calls a sourced file by its own name."""
    return step.name not in _NO_FUNCTION and step.name != step.file
