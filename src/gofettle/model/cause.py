"""The shape of a cause: a module that holds its page, its weight, how it is seen and how it is put right."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from gofettle.model.decision import Ask
from gofettle.model.finding import Finding, Kind
from gofettle.model.fix import Fix

HEADINGS = ("Why it matters", "How it is seen", "Fix", "Leave it alone when", "Folk remedy", "See")
"""The parts of a cause's page, in this order; only `Folk remedy` may be left out."""


class CauseModule(Protocol):
    """What every file below `causes/<family>/` holds. The parameters of `check` and `fix` name the facts that they need."""

    __name__: str
    __doc__: str | None
    KIND: Kind
    BREAKS: tuple[str, ...]
    LEADS_TO: tuple[str, ...]
    DECISION: Ask
    check: Callable[..., Iterator[Finding]]
    fix: Callable[..., Fix]


@dataclass(frozen=True, slots=True)
class Page:
    """A cause's documentation: the first line of its docstring and a text for each heading."""

    title: str
    sections: tuple[tuple[str, str], ...]


def cause_id(module: CauseModule) -> str:
    """`gofettle.causes.path.not_on_path` is `path.not-on-path`: a cause's id is its place."""
    family, name = module.__name__.rsplit(".", 2)[-2:]
    return f"{family}.{name.replace('_', '-')}"


def page(module: CauseModule) -> Page:
    """Read a cause's docstring: a title, then unindented headings with indented text."""
    title, _, rest = inspect.cleandoc(module.__doc__ or "").partition("\n")
    sections: list[tuple[str, list[str]]] = []
    for line in rest.splitlines():
        if line and not line.startswith(" "):
            sections.append((line, []))
        elif sections:
            sections[-1][1].append(line)
    return Page(title, tuple((heading, _joined(lines)) for heading, lines in sections))


def _joined(lines: list[str]) -> str:
    """Undo the wrapping of the source: blank lines part paragraphs, a line of its own for each link."""
    text = inspect.cleandoc("\n".join(lines)).strip()
    return re.sub(r"(?<!\n)\n(?!\n|https?://)", " ", text)
