"""How text is laid out on a terminal: width, colour, and characters that are two columns wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
# What is kept on one line: a word, or one character of a script that is written without blanks; with the brackets that
# open before it and the punctuation that follows it.
_OPEN, _CLOSE, _WIDE = "（「『《“", "，。、：；？！）」』》”", "\u2e80-\u9fff\uff00-\uffef"
_WORDS = re.compile(rf"[{_OPEN}]*(?:(?![{_OPEN}{_CLOSE}])(?:[{_WIDE}]|[^\s{_WIDE}{_OPEN}{_CLOSE}]+))?[{_CLOSE}]*\s*")


@dataclass(frozen=True, slots=True)
class Screen:
    """`width` in columns; without `colour` not one escape is written."""

    width: int = 80
    colour: bool = False

    def paint(self, text: str, *styles: str) -> str:
        """Colour a text that has been laid out already."""
        if not self.colour or not styles:
            return text
        return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"

    def fill(self, text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
        """Wrap a text: the first line begins with `first`, the others with `rest` (blanks as wide as `first`)."""
        rest = " " * columns(first) if rest is None else rest
        front = first
        for paragraph in text.split("\n"):
            for line in _wrapped(paragraph, max(self.width - columns(rest), 20)):
                yield (front + line).rstrip()
                front = rest


def columns(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in _pieces(text, width):
        if line and columns(line) + columns(word.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += word
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    """The words; one that no line could hold, such as a PATH, is parted after its colons; an address is not."""
    for word in filter(None, _WORDS.findall(text)):
        yield from re.split(r"(?<=:)(?!//)", word) if columns(word) > width else (word,)
