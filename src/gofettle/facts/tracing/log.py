"""The commands that a shell traced, one record each; a record is read only when somebody asks for it."""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from gofettle.facts.tracing.wire import END, FIELD, RECORD, VALUE, gap_in
from gofettle.host.port import Outcome, Ran

_CODE = 160
_NO_FUNCTION = frozenset({"", "source", "main", "(eval)"})
_FRAMES = 2  # the third field
_DEEPEST = 1000
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

    `read` takes a record and how often the + before it is repeated; `main` tells how a process signs while it is no
    sub-shell; `eval_around` finds the eval that a command is directly inside of; `is_passing` says whether a variable's
    change between two records is that of `NAME=value command`. `has_process`: a record's last field is its process.
    `is_relative`: lines in functions count from its first one.
    """

    read: Callable[[str, int], Step | None]
    main: Callable[[str], str]
    eval_around: Callable[[Log, int, Step], int | None]
    is_passing: Callable[[Log, int, int, str], bool]
    has_process: bool = True
    is_relative: bool = False


class Log:
    """A stream of records, read when they are asked for. `gap` is the first one after a part that was left out."""

    def __init__(self, text: str, names: tuple[str, ...], dialect: Dialect, directory: str, gap_at: int = -1) -> None:
        self.text = text
        self.names = names
        self.dialect = dialect
        self.directory = directory
        self.starts = _places(text, RECORD)
        self.gap = bisect.bisect_left(self.starts, gap_at) if gap_at >= 0 else -1

    def __len__(self) -> int:
        return len(self.starts)

    def piece(self, at: int) -> str:
        """One record, up to the next."""
        end = self.starts[at + 1] - len(RECORD) if at + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[at] : end]

    def step(self, at: int) -> Step | None:
        """Read a record; None if something tore it apart."""
        return None if at + 1 == self.gap else self.dialect.read(self.piece(at), self._level(at))

    def caller(self, at: int, less: int = 0) -> int | None:
        """Find the command that this one runs inside of; `less`: of the depth, so much is not what stands around it."""
        step = self.step(at)
        found = self._callers[at]
        while step and found is not None and (self._depth(found) or 0) >= step.depth - less:
            found = self._callers[found]
        return found

    def main(self) -> str:
        """How the shell itself, and no sub-shell or script, signs its records."""
        first = next((step for step in map(self.step, range(len(self))) if step), None)
        return self.dialect.main(process(first)) if first else ""

    @cached_property
    def _callers(self) -> list[int | None]:
        """For each record the last one before it that has less around it, of the same process."""
        found: list[int | None] = []
        around: list[tuple[int, int]] = []
        for at in range(len(self)):
            depth = self._depth(at)
            while depth is not None and around and around[-1][0] >= depth:
                around.pop()
            found.append(around[-1][1] if around else None)
            if depth is not None:
                around.append((depth, at))
        return found

    def _depth(self, at: int) -> int | None:
        """Read the depth alone, for it is asked of all records; None for those of other processes."""
        start = self.starts[at]
        fields = self.text[start : self.text.find(VALUE, start)].split(FIELD)
        if len(fields) < _FRAMES + 1 or (self.dialect.has_process and not fields[-1].startswith(self._own)):
            return None
        return (number(fields[_FRAMES]) or 0) + self._level(at)

    @cached_property
    def _own(self) -> str:
        return self.main().partition(".")[0] + "."

    def _level(self, at: int) -> int:
        before = self.starts[at] - len(RECORD)
        return _pluses(self.text[max(before - _DEEPEST, 0) : before])


def cut_up(text: str, outcome: Outcome, names: tuple[str, ...], dialect: Dialect, directory: str) -> Log:
    """Find the records of a stream, and where the host left some out."""
    gap = gap_in(text, may_be_cut=not isinstance(outcome, Ran) or outcome.cut)
    return Log(text, names, dialect, directory, gap)


def with_values(piece: str, level: int, count: int) -> Step | None:
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
        level,
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


def process(step: Step) -> str:
    """Which process traced this."""
    return step.who.partition(".")[0]


def is_function(step: Step) -> bool:
    """Whether a command belongs to a function; zsh calls a sourced file by its own name."""
    return step.name not in _NO_FUNCTION and step.name != step.file


def _places(text: str, mark: str) -> list[int]:
    found = []
    at = text.find(mark)
    while at >= 0:
        found.append(at + len(mark))
        at = text.find(mark, at + len(mark))
    return found


def _pluses(text: str) -> int:
    """Count what bash repeats PS4's first character to."""
    return len(text) - len(text.rstrip("+"))
