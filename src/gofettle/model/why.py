"""Where a name comes from: what each session holds, and which line put it there."""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.model.message import Message
from gofettle.model.place import Place


@dataclass(frozen=True, slots=True)
class Item:
    """One part of an answer: a PATH entry, a value, or a file that a command name leads to.

    `place` is the line that brought it, `note` what is special about it, `wins` whether it is the one that counts.
    """

    text: str
    place: Place | None = None
    note: Message | None = None
    wins: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What one session holds. `unknown` says why it could not be seen; no items mean that it has nothing of that name."""

    session: str
    label: Message
    items: tuple[Item, ...] = ()
    unknown: Message | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """`kind` is path, variable or command. `history` is every change that a new terminal's start-up made, in order."""

    name: str
    kind: str
    views: tuple[View, ...]
    history: tuple[Item, ...] = ()
    notes: tuple[Message, ...] = ()
