"""Where a variable got its value: a file and line of a shell's start-up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """`line` is None where only the file is known; `code` is the statement as the shell ran it, shortened."""

    file: str
    line: int | None
    code: str = ""

    @property
    def text(self) -> str:
        """`file:line`, as editors and compilers write it."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Change:
    """One variable's new value; None stands for unset."""

    variable: str
    before: str | None
    after: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Trace:
    """What the start-up of a shell did to the watched variables, in order.

    `last` is the last place that was reached (where it hangs, if it hangs); `lost` says why the trace may miss changes:
    '' or one of `hung`, `ended-early`, `switched-off`, `too-long`, `not-started`.
    """

    changes: tuple[Change, ...]
    last: Place | None = None
    lost: str = ""


def who_set(trace: Trace, variable: str) -> Place | None:
    """Find the change that gave a variable the value it has at the end."""
    return next((change.place for change in reversed(trace.changes) if change.variable == variable), None)


def who_added(trace: Trace, variable: str, element: str) -> Place | None:
    """Find the change that brought an element into a PATH-like variable and was not taken back.

    When a value returns to what it was before (a sub-shell, a temporary setting), what was said of that value holds
    again.
    """
    known: dict[str | None, Place | None] = {}
    place: Place | None = None
    for change in trace.changes:
        if change.variable != variable:
            continue
        known.setdefault(change.before, place)
        if change.after in known:
            place = known[change.after]
        elif element not in (change.after or "").split(":"):
            place = None
        elif element not in (change.before or "").split(":"):
            place = change.place
        known[change.after] = place
    return place


def who_dropped(trace: Trace, variable: str, element: str) -> Place | None:
    """Find the change that took an element out of a PATH-like variable for good; None if it was never in it."""
    last: Place | None = None
    for change in trace.changes:
        if change.variable == variable:
            had, has = (element in (value or "").split(":") for value in (change.before, change.after))
            last = None if has else change.place if had else last
    return last
