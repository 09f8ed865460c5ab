"""docs/glossary.md, as the checks of the catalogue need it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.tools import ROOT


@dataclass(frozen=True)
class Glossary:
    """`terms`: each English term with the Chinese ones that stand for it. `english`: the words that stay."""

    terms: dict[str, tuple[str, ...]]
    english: tuple[str, ...]


def read_glossary() -> Glossary:
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    terms = {english: tuple(chinese.split(" / ")) for english, chinese in rows if english != "English"}
    stay = text.partition("So do these words:\n\n")[2].partition("\n\n")[0]
    return Glossary(terms, tuple(word.strip().replace("\\", "") for word in stay.split("·")))
