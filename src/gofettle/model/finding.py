"""What a cause found on a machine, and the proof of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gofettle.model.message import Message
from gofettle.model.place import Place


class Kind(StrEnum):
    """How much a cause matters; it belongs to the cause, never to one finding. Only `broken` fails a run by default."""

    BROKEN = "broken"
    RISKY = "risky"
    UNTIDY = "untidy"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen, and the command, `file:line` or path that shows it again."""

    how: str
    said: str | Message


@dataclass(frozen=True, slots=True)
class Origin:
    """A question for the start-up trace: which line of that session set this variable, or brought this element in.

    `dropped` asks instead which line took the element out again.
    """

    session: str
    variable: str
    element: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One wrong state. `about` is the path or variable it is about; `set_by` is filled in where `origin` was answered.

    `leads_to` narrows what its cause can lead to: pairs of a cause's id and what that is about ('' for anything). None
    leaves it at the cause's own LEADS_TO.
    """

    about: str
    message: Message
    seen: tuple[Sighting, ...]
    origin: Origin | None = None
    set_by: Place | None = None
    leads_to: tuple[tuple[str, str], ...] | None = None
