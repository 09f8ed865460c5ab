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

_LINK = re.compile(r"https?://\S+")


class CauseModule(Protocol):
    """What every file below `causes/<family>/` holds. The parameters of `check` and `fix` name the facts that they need."""

    __name__: str
    __doc__: str | None

    @property
    def KIND(self) -> Kind:  # noqa: N802  a module's constant
        """How much it matters."""

    @property
    def BREAKS(self) -> tuple[str, ...]:  # noqa: N802
        """The vital signs that fail because of it."""

    @property
    def LEADS_TO(self) -> tuple[str, ...]:  # noqa: N802
        """The causes that it can bring about."""

    @property
    def DECISION(self) -> Ask:  # noqa: N802
        """How it is told from its neighbours."""

    @property
    def check(self) -> Callable[..., Iterator[Finding]]:
        """Facts in, findings out; CannotTell where the facts do not suffice."""

    @property
    def fix(self) -> Callable[..., Fix]:
        """A finding and facts in, its repair as a value out."""


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


def translated(described: Page, say: Callable[[str], str]) -> Page:
    """Put a page into words: `say` is asked for the title, each heading and each paragraph; links and empty lines stay.

    The catalogue of translations is made through this function too, so that what is looked up is what is there.
    """
    title, sections = say(described.title), []
    for heading, text in described.sections:
        lines = [line if not line or _LINK.fullmatch(line) else say(line) for line in text.split("\n")]
        sections.append((say(heading), "\n".join(lines)))
    return Page(title, tuple(sections))


def _joined(lines: list[str]) -> str:
    """Undo the wrapping of the source: blank lines part paragraphs, a line of its own for each link."""
    text = inspect.cleandoc("\n".join(lines)).strip()
    return re.sub(r"(?<!\n)\n(?!\n|https?://)", " ", text)
