"""A cause's page for a person at a terminal, and the list of all causes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gofettle.model.cause import CauseModule, cause_id, page, translated
from gofettle.model.decision import Ask, Then
from gofettle.model.message import msg
from gofettle.report.screen import Screen, columns
from gofettle.report.words import Words


def render(module: CauseModule, words: Words, screen: Screen) -> str:
    """The whole page."""
    described = translated(page(module), words.text)
    lines = [screen.paint(cause_id(module), "bold") + words.say(msg(" ({kind})", kind=words.text(module.KIND.value)))]
    lines += screen.fill(described.title)
    for heading, text in described.sections:
        lines += ["", screen.paint(heading, "bold")]
        for paragraph in text.split("\n"):
            lines += screen.fill(paragraph, "  ")
    lines += [
        "",
        screen.paint(words.say(msg("How it is told from similar causes")), "bold"),
        *_tree(module.DECISION, words, screen, "  "),
    ]
    if module.LEADS_TO:
        lines += [
            "",
            screen.paint(words.say(msg("What it leads to")), "bold"),
            *(f"  {name}" for name in module.LEADS_TO),
        ]
    return "\n".join(lines) + "\n"


def catalogue(modules: Iterable[CauseModule], words: Words, screen: Screen) -> str:
    """One line a cause: id and title."""
    rows = [(cause_id(module), translated(page(module), words.text).title) for module in modules]
    widest = max(columns(name) for name, _ in rows)
    lines = [line for name, title in rows for line in screen.fill(title, f"{name}{' ' * (widest - len(name))}  ")]
    return "\n".join(lines) + "\n"


def _tree(node: Ask | Then, words: Words, screen: Screen, indent: str) -> Iterator[str]:
    if isinstance(node, Then):
        tail = f" [{node.cause}]" if node.cause else ""
        yield from screen.fill(words.say(node.says) + tail, indent + "→ ")
        return
    yield from screen.fill(words.say(node.question), indent)
    for label, branch in ((msg("yes"), node.yes), (msg("no"), node.no)):
        yield f"{indent}  {words.say(label)}"
        yield from _tree(branch, words, screen, indent + "    ")
