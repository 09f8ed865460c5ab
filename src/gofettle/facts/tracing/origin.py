"""The file and line of a traced command: where it is written, or the statement that brought it in if it is in no file."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from gofettle.facts.tracing.lines import relative
from gofettle.facts.tracing.log import Log, Step, is_function
from gofettle.facts.tracing.wire import UNKNOWN
from gofettle.model import paths
from gofettle.model.place import Place

# Pipes of `source <(…)`, and functions that came with the environment.
_NO_FILE = re.compile(r"|/dev/(?:fd/\d+|stdin)|/proc/(?:self|\d+)/fd/\d+|environment|\(eval\)")
_ASSIGNS = re.compile(r"[A-Za-z_]\w*\+?=")
_EXPORTS = re.compile(r"(?:export|readonly) ")
_EVAL = re.compile(r"(?:\\?builtin )?\\?eval ")
_SWITCHED_OFF = re.compile(
    r"(?:builtin )?(?:set \+\w*x|set \+o xtrace|unsetopt .*x_?trace|setopt .*no_?x_?trace|emulate -\w*R)", re.IGNORECASE
)


class Origins:
    """Answers for one log, each thing looked up once."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._births: dict[tuple[str, str], int | None] = {}

    def cause(self, at: int | None) -> Place:
        """Where a change came from: what follows `set +x` is not seen, so it was some line after that one."""
        place = self.place(at)
        return replace(place, line=None) if _SWITCHED_OFF.match(place.code) else place

    def place(self, at: int | None) -> Place:
        """Climb out of eval, pipes and functions that an eval defined, to the statement that stands in a file."""
        while at is not None:
            step = self._log.step(at)
            if step is None:
                break
            outside = self._outside(at, step)
            if outside is None:
                return self._written(at, step)
            at = outside if outside < at else None
        return UNKNOWN

    def _written(self, at: int, step: Step) -> Place:
        file = paths.clean(paths.join(self._log.directory, step.file))
        before = self._log.step(at - 1) if at and _ASSIGNS.match(step.code) else None
        if (
            before
            and _EXPORTS.match(before.code)
            and replace(before, values="", code="") == replace(step, values="", code="")
        ):
            step = before  # bash traces `export A=1`, then `A=1`
        if self._log.dialect.is_relative and is_function(step):
            return Place(file, None, relative(step.name, step.line or 0, step.code))
        return Place(file, step.line, step.code)

    def _outside(self, at: int, step: Step) -> int | None:
        """Find the record to look at instead; None if this command stands in a file, `at` if nothing is known."""
        if step.frames == 0:  # our own -c
            return at
        if _NO_FILE.fullmatch(step.file):
            caller = self._log.caller(at)
            return at if caller is None else caller
        around = self._log.dialect.eval_around(self._log, at, step)
        if around is not None:
            return around
        return self._birth(at, step) if is_function(step) else None

    def _birth(self, at: int, step: Step) -> int | None:
        """Find the eval that defined a function: its lines are counted as if they stood in the file that holds the eval."""
        if (step.name, step.file) not in self._births:
            name = re.escape(step.name)
            defined = re.compile(rf"(?:[\s;{{&'\"]|\\n)(?:{name}\s*\(\)|function\s+{name}\b)")
            self._births[step.name, step.file] = next(
                (place for place, file in self._evals if file == step.file and defined.search(self._log.piece(place))),
                None,
            )
        born = self._births[step.name, step.file]
        return born if born is not None and born < at else None

    @cached_property
    def _evals(self) -> list[tuple[int, str]]:
        found = []
        for at in range(len(self._log)):
            step = self._log.step(at) if "eval " in self._log.piece(at) else None
            if step and _EVAL.match(step.code):
                found.append((at, step.file))
        return found
