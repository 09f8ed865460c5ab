"""What the person asked of this run; the one fact that is given and not looked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How far a run looks: files and the person's shell; also the tools' own answers; also real builds."""

    QUICK = 0
    DEFAULT = 1
    DEEP = 2


@dataclass(frozen=True, slots=True)
class Request:
    """`workspace` is the directory whose modules are looked at; `seconds` the budget of the whole run.

    `name` is the command that `why` was asked about, '' in other runs.
    """

    workspace: str
    level: Level = Level.DEFAULT
    seconds: float = 20.0
    name: str = ""
