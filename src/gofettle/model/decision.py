"""How a cause is told from its neighbours: a small tree of questions, drawn in the documentation and printed by `explain`."""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.model.message import Message


@dataclass(frozen=True, slots=True)
class Then:
    """An end of the tree: what it is, and the cause's id where it is one."""

    says: Message
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that a look at the machine answers."""

    question: Message
    yes: Ask | Then
    no: Ask | Then
