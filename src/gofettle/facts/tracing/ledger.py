"""The changes of a start-up in order, without those that the shell took back itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gofettle.facts.tracing.wire import Values
from gofettle.model.place import Change, Place


@dataclass(frozen=True, slots=True)
class _Entry:
    order: int
    change: Change
    depth: int
    is_passing: bool


class Ledger:
    """Takes changes as they are seen."""

    def __init__(self) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._order = 0

    def note(self, change: Change, depth: int, *, left: bool = False, is_passing: bool = False) -> None:
        """Write down a change that was seen at this depth.

        A function that leaves a variable as it found it (`local`) has not set it, nor has `NAME=value command`: when a
        function was left and the value is back, or a passing value goes, both changes are struck out.
        """
        mine = self._entries.setdefault(change.variable, [])
        for at in range(len(mine) - 1, -1, -1):
            entry = mine[at]
            if not (entry.is_passing or (left and entry.depth > depth)):
                break
            if entry.change.before == change.after:
                del mine[at:]
                return
        self._order += 1
        mine.append(_Entry(self._order, change, depth, is_passing))

    def settle(self, base: Mapping[str, str], final: Values, suspect: Callable[[str, str | None], Place]) -> bool:
        """Compare with the values at the end; False if a change was not seen.

        A value that is one of the earlier ones again was only set for a while. Any other is a change by a suspect.
        """
        is_whole = True
        for name, value in final.items():
            mine = self._entries.setdefault(name, [])
            states = [base.get(name), *(entry.change.after for entry in mine)]
            if value in states:
                del mine[len(states) - 1 - states[::-1].index(value) :]
                continue
            is_whole = False
            self.note(Change(name, states[-1], value, suspect(name, value)), 0)
        return is_whole

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is left, in the order it was seen."""
        entries = [entry for mine in self._entries.values() for entry in mine]
        return tuple(entry.change for entry in sorted(entries, key=lambda entry: entry.order))
