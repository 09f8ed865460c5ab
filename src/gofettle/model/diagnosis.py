"""The result of one run, whole: the only thing that a report is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from gofettle.model.finding import Finding, Kind
from gofettle.model.fix import Fix
from gofettle.model.message import Message

Verdict = Literal["broken", "risky", "cannot-tell", "healthy"]


class State(StrEnum):
    """What is known of a vital sign."""

    OK = "ok"
    FAILED = "failed"
    CANNOT_TELL = "cannot-tell"
    NOT_LOOKED_AT = "not-looked-at"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Vital:
    """One thing that a working Go set-up does, and what was seen when it was tried. `ms` is how long that took."""

    id: str
    state: State
    detail: Message
    ms: int = 0


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding in its place: what explains it, and what it explains."""

    id: str
    kind: Kind
    breaks: tuple[str, ...]
    finding: Finding
    fix: Fix | None
    explained_by: tuple[str, ...] = ()
    explains: tuple[str, ...] = ()

    @property
    def is_root(self) -> bool:
        """Nothing else that was found explains it."""
        return not self.explained_by


@dataclass(frozen=True, slots=True)
class Untold:
    """A cause that could not be judged, with the reason."""

    cause: str
    why: Message


@dataclass(frozen=True, slots=True)
class Pointed:
    """One cause that a text points at, and what the machine says of it: found, not-found, cannot-tell or not-checked."""

    cause: str
    state: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of a text (`line` counts from 1) that a symptom knows, and the causes that it points at, likeliest first."""

    line: int
    text: str
    symptom: str
    points_at: tuple[Pointed, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine in a few words, for the head of a report."""

    system: str
    version: str
    chip: str
    shell: str
    home: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`causes` holds the roots first. `readings` is None where no text was given. `ms` is the whole run."""

    machine: Machine
    vitals: tuple[Vital, ...]
    causes: tuple[Cause, ...]
    cannot_tell: tuple[Untold, ...]
    not_looked_at: tuple[str, ...] = ()
    slow: tuple[Message, ...] = ()
    readings: tuple[Reading, ...] | None = None
    ms: int = 0

    @property
    def verdict(self) -> Verdict:
        """`broken`, `risky`, `cannot-tell` or `healthy`, the first that holds."""
        kinds = {cause.kind for cause in self.causes}
        if Kind.BROKEN in kinds or any(vital.state is State.FAILED for vital in self.vitals):
            return "broken"
        if Kind.RISKY in kinds:
            return "risky"
        if self.cannot_tell or any(vital.state is State.CANNOT_TELL for vital in self.vitals):
            return "cannot-tell"
        return "healthy"
