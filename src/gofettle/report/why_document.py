"""The answer to `why` as every format shows it; the shape of `gofettle schema why`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gofettle.model.why import Item, View, Why
from gofettle.report.document import plain
from gofettle.report.words import Words

SCHEMA: Literal["gofettle/why/1"] = "gofettle/why/1"


@dataclass(frozen=True, slots=True)
class ItemPart:
    """`set_by` is `file:line`, '' where that is not known; `code` the statement there."""

    text: str
    set_by: str
    code: str
    note: str
    wins: bool


@dataclass(frozen=True, slots=True)
class ViewPart:
    """`unknown` says why a session could not be seen, '' if it could."""

    session: Literal["terminal", "process", "window", "script", "ssh"]
    label: str
    items: tuple[ItemPart, ...]
    unknown: str


@dataclass(frozen=True, slots=True)
class WhyDocument:
    """`history` is every change that a new terminal's start-up made, in order."""

    name: str
    kind: Literal["path", "variable", "command"]
    sessions: tuple[ViewPart, ...]
    history: tuple[ItemPart, ...]
    notes: tuple[str, ...]
    schema: Literal["gofettle/why/1"] = SCHEMA


def why_document(why: Why, words: Words) -> WhyDocument:
    """Put an answer into words."""
    return WhyDocument(
        name=plain(why.name),
        kind=why.kind,  # type: ignore[arg-type]  # one of three words
        sessions=tuple(_view(view, words) for view in why.views),
        history=tuple(_item(item, words) for item in why.history),
        notes=tuple(words.say(note) for note in why.notes),
    )


def _view(view: View, words: Words) -> ViewPart:
    unknown = words.say(view.unknown) if view.unknown else ""
    items = tuple(_item(item, words) for item in view.items)
    return ViewPart(view.session, words.say(view.label), items, unknown)  # type: ignore[arg-type]


def _item(item: Item, words: Words) -> ItemPart:
    set_by, code = (plain(item.place.text), plain(item.place.code)) if item.place else ("", "")
    return ItemPart(plain(item.text), set_by, code, words.say(item.note) if item.note else "", item.wins)
