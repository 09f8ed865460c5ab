"""The answer to `why` for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.model.message import msg
from gofettle.report.screen import Screen, columns
from gofettle.report.why_document import ItemPart, ViewPart, WhyDocument
from gofettle.report.words import Words


def render(document: WhyDocument, words: Words, screen: Screen) -> str:
    """One block a session; sessions that hold the same stand together."""
    lines = list(_blocks(document, words, screen))
    if document.kind == "variable" and len(document.history) > 1:
        lines += ["", screen.paint(words.say(msg("Every change in a new terminal, in order")), "bold")]
        lines += [line for item in document.history for line in _item(item, words, screen, 0)]
    lines += [line for note in document.notes for line in ("", *screen.fill(note))]
    return "\n".join(lines) + "\n"


def _blocks(document: WhyDocument, words: Words, screen: Screen) -> Iterator[str]:
    groups: dict[object, list[ViewPart]] = {}
    for view in document.sessions:
        same = tuple((item.text, item.note) for item in view.items), view.unknown
        groups.setdefault(same, []).append(view)
    for place, group in enumerate(groups.values()):
        if place:
            yield ""
        yield from screen.fill(document.name + ": " + ", ".join(view.label for view in group))
        yield from _view(
            max(group, key=lambda view: sum(bool(item.set_by) for item in view.items)), document.kind, words, screen
        )


def _view(view: ViewPart, kind: str, words: Words, screen: Screen) -> Iterator[str]:
    if view.unknown:
        yield from screen.fill(words.say(msg("cannot tell: {why}", why=view.unknown)), "  ? ")
    elif not view.items:
        yield "  – " + words.say(msg("not set") if kind != "command" else msg("not found"))
    widest = min(max((columns(words.say(item.text)) for item in view.items), default=0), 44)
    for item in view.items:
        yield from _item(item, words, screen, widest, marked=kind != "path")


def _item(item: ItemPart, words: Words, screen: Screen, widest: int, *, marked: bool = False) -> Iterator[str]:
    mark = screen.paint("✓", "green") if item.wins else "·"
    text = words.say(item.text)
    rest = "  ".join(part for part in (words.say(item.set_by), item.note and f"({item.note})") if part)
    front = f"  {mark} " if marked else "  "
    if columns(text) + columns(rest) + 6 <= screen.width or not rest:
        yield (
            front + text + " " * max(widest - columns(text), 0) + (f"  {screen.paint(rest, 'cyan')}" if rest else "")
        ).rstrip()
    else:
        yield from (front + line if not number else line for number, line in enumerate(screen.fill(text, "", "    ")))
        yield "      " + screen.paint(rest, "cyan")
