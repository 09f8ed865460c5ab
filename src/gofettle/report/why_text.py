"""The answer to `why` for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.model.message import msg
from gofettle.report.screen import Screen, columns
from gofettle.report.why_document import ItemPart, ViewPart, WhyDocument
from gofettle.report.words import Words, visible

_MOST_ALIGNED = 44


def render(document: WhyDocument, words: Words, screen: Screen) -> str:
    """One block a session; sessions that hold the same stand together."""
    lines = list(_blocks(document, words, screen))
    if document.kind == "variable" and len(document.history) > 1:
        lines += ["", screen.paint(words.say(msg("Every change in a new terminal, in order")), "bold")]
        lines += [line for item in document.history for line in _item(item, visible(item.text), "  ", words, screen)]
    lines += ["" for _ in document.notes[:1]] + [line for note in document.notes for line in screen.fill(note)]
    return "\n".join(lines) + "\n"


def _blocks(document: WhyDocument, words: Words, screen: Screen) -> Iterator[str]:
    groups: dict[object, list[ViewPart]] = {}
    for view in document.sessions:
        same = tuple((item.text, item.note) for item in view.items), view.unknown
        groups.setdefault(same, []).append(view)
    for place, group in enumerate(groups.values()):
        if place:
            yield ""
        sessions = words.listed(view.label for view in group)
        yield from screen.fill(words.say(msg("{name}: {sessions}", name=document.name, sessions=sessions)))
        yield from _view(
            max(group, key=lambda view: sum(bool(item.set_by) for item in view.items)), document.kind, words, screen
        )


def _view(view: ViewPart, kind: str, words: Words, screen: Screen) -> Iterator[str]:
    if view.unknown:
        yield from screen.fill(words.say(msg("cannot tell: {why}", why=view.unknown)), "  ? ")
    elif not view.items:
        yield "  – " + words.say(msg("not set") if kind != "command" else msg("not found"))
    # A file is named with `~`. A value stands as it is: a `~` in it would be one that was seen.
    texts = [words.say(item.text) if kind == "command" else visible(item.text) for item in view.items]
    widest = min(max(map(columns, texts), default=0), _MOST_ALIGNED)
    for item, text in zip(view.items, texts, strict=True):
        mark = "" if kind == "path" else screen.paint("✓ ", "green") if item.wins else "· "
        yield from _item(item, text + " " * (widest - columns(text)), f"  {mark}", words, screen)


def _item(item: ItemPart, text: str, front: str, words: Words, screen: Screen) -> Iterator[str]:
    note = words.say(msg("({note})", note=item.note)) if item.note else ""
    rest = "  ".join(part for part in (words.say(item.set_by), note) if part)
    if 4 + columns(text) + 2 + columns(rest) <= screen.width or not rest:
        yield (front + text + (f"  {screen.paint(rest, 'cyan')}" if rest else "")).rstrip()
    else:
        yield from (line if number else front + line for number, line in enumerate(screen.fill(text, "", "    ")))
        yield from (screen.paint(line, "cyan") for line in screen.fill(rest, "      "))
