"""From records that carry values to a trace: a difference between two records is the work of the earlier one's command."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gofettle.facts.tracing import wire
from gofettle.facts.tracing.ledger import Ledger
from gofettle.facts.tracing.log import Log, Step, is_function
from gofettle.facts.tracing.origin import Origins
from gofettle.facts.tracing.wire import FIELD, UNKNOWN, VALUE, Values, final_values, value_of
from gofettle.facts.tracing.words import is_default, words
from gofettle.host.port import Outcome
from gofettle.model.place import Change, Place, Trace


def read(log: Log, outcome: Outcome, env: Mapping[str, str]) -> Trace:
    """Find the changes, compare them with the values at the end, and say what was lost."""
    watch = _Watch(log, env)
    watch.run()
    final = final_values(outcome, log.names)
    is_whole = watch.ledger.settle(env, final, watch.suspect) if final is not None else True
    return Trace(watch.ledger.changes, last(log, watch.origins), lost(log, outcome, final, is_whole=is_whole))


def last(log: Log, origins: Origins) -> Place | None:
    """The last place that was reached, in whatever sub-shell."""
    for at in range(len(log) - 1, -1, -1):
        step = log.step(at)
        if step and not step.is_end and (place := origins.place(at)) != UNKNOWN:
            return place
    return None


def has_ended(log: Log) -> bool:
    """Whether our own last command was traced."""
    return any(step.is_end for step in map(log.step, range(len(log) - 1, max(len(log) - _TAIL, 0) - 1, -1)) if step)


def lost(log: Log, outcome: Outcome, final: Values | None, *, is_whole: bool) -> str:
    """Say why changes may be missing; a shell whose output went elsewhere has ended if its last command was traced."""
    ended = final is not None or has_ended(log)
    return wire.lost(outcome, has_ended=ended, is_cut=log.gap >= 0, is_whole=is_whole)


_TAIL = 100  # jobs in the background may still trace after our last command


class _Watch:
    """One pass over a log. `cause` is the last command whose record showed values; `unread` are those after it that did not."""

    def __init__(self, log: Log, env: Mapping[str, str]) -> None:
        self.log = log
        self.ledger = Ledger()
        self.origins = Origins(log)
        self._values = [env.get(name) for name in log.names]
        self._cause: int | None = None
        self._unread: list[int] = []

    def run(self) -> None:
        """Records that show the same values as the one before are passed over unread: they are nearly all."""
        text, main = self.log.text, self.log.main()
        signature = FIELD + main + VALUE
        same = None
        for at, start in enumerate(self.log.starts):
            if at == self.log.gap:
                self._cause, self._unread = None, []
            elif same and text.startswith(same, text.find(VALUE, start) - len(signature) + len(VALUE)):
                self._cause = at
                continue
            step = self.log.step(at)
            if step is None:
                continue
            if step.values is None:
                self._unread.append(at)
                same = None
            elif step.who == main or self._is_last(at):
                self._compare(at, step, step.values)
                same = signature + step.values
                self._cause, self._unread = at, []

    def suspect(self, variable: str, after: str | None) -> Place:
        """Among the commands whose effect was not seen, find the last that names the variable as one that it sets."""
        sets = re.compile(rf"(?:^|[\s;])(?:{variable}|{variable.lower()})\+?=|\b(?:unset|read)\b.*\b{variable}\b")
        for at in reversed(self._unread):
            step = self.log.step(at)
            if step and sets.search(step.code):
                return self.origins.place(at)
        step = self.log.step(self._cause) if self._cause is not None else None
        return self.origins.place(self._cause) if step and f"{variable}={after}" in words(step.code) else UNKNOWN

    def _is_last(self, at: int) -> bool:
        """The first command of a sub-shell shows what the shell itself had; `exec` counts as one in zsh."""
        return at == len(self.log) - 1 and self._cause == at - 1

    def _compare(self, at: int, step: Step, text: str) -> None:
        values = [value_of(value) for value in text.split(VALUE)[:-1]]
        cause = self.log.step(self._cause) if self._cause is not None else None
        for name, before, after in zip(self.log.names, self._values, values, strict=True):
            if before != after:
                self.ledger.note(
                    Change(name, before, after, self._blame(at, name, after)),
                    step.depth,
                    left=cause is not None and cause.depth > step.depth and is_function(cause),
                    is_passing=cause is not None and self._is_passing(at, step, cause, name),
                )
        self._values = values

    def _is_passing(self, at: int, step: Step, cause: Step, name: str) -> bool:
        """What a command sets before it goes deeper is set for what it calls."""
        assert self._cause is not None  # noqa: S101
        return step.depth > cause.depth or self.log.dialect.is_passing(self.log, self._cause, at, name)

    def _blame(self, at: int, name: str, after: str | None) -> Place:
        if is_default(self.log.piece(at).rpartition(VALUE)[2], after):
            return self.origins.place(at)
        place = self.suspect(name, after) if self._unread else UNKNOWN
        return self.origins.cause(self._cause) if place == UNKNOWN else place
