"""A repair as a value: what would be done, how safe that is, and what the person has to do afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from gofettle.model.message import Message


class Safety(StrEnum):
    """`safe`: applied after one consent for all; `ask`: one question each; `by-hand`: only shown, never done by gofettle."""

    SAFE = "safe"
    ASK = "ask"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class EnsureLine:
    """Append a line to a text file that does not have it yet."""

    path: str
    line: str
    do: Literal["ensure-line"] = "ensure-line"


@dataclass(frozen=True, slots=True)
class ReplaceLine:
    """Put another text in the place of line `number` (from 1), which must still read `old`. `new` None takes the line out."""

    path: str
    number: int
    old: str
    new: str | None
    do: Literal["replace-line"] = "replace-line"


@dataclass(frozen=True, slots=True)
class RemoveLink:
    """Take away a symbolic link, never what it points at."""

    path: str
    do: Literal["remove-link"] = "remove-link"


@dataclass(frozen=True, slots=True)
class AddMode:
    """Give a file the permission bits `mode` in addition to those it has."""

    path: str
    mode: int
    do: Literal["add-mode"] = "add-mode"


@dataclass(frozen=True, slots=True)
class RunCommand:
    """Run one command, or have the person run it; ready to copy."""

    command: str
    do: Literal["run-command"] = "run-command"


Step = EnsureLine | ReplaceLine | RemoveLink | AddMode | RunCommand


@dataclass(frozen=True, slots=True)
class Fix:
    """`after` says what has to be closed, opened or restarted before the repair can be seen."""

    title: Message
    safety: Safety
    steps: tuple[Step, ...] = ()
    after: Message | None = None
