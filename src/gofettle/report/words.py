"""Put messages into words: the language, `~` for home, and nothing from outside that a terminal or a page would obey."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from gofettle.model.message import Message, msg

LANGUAGES = ("en", "zh")


class Catalogue(Protocol):
    """What gettext returns: a lookup that answers with the text itself where there is no translation."""

    def gettext(self, message: str) -> str:
        """Return the translation."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `home` is written as `~` wherever a value is a path below it."""

    language: str
    home: str
    catalogue: Catalogue

    def say(self, message: Message | str) -> str:
        """Fill a message with its values. A plain text is a value too: it is made visible, never translated."""
        if isinstance(message, str):
            return visible(self.shortened(message))
        values = {
            name: self.say(value) if isinstance(value, Message) else self._value(value)
            for name, value in message.values
        }
        text = self.text(message.id)
        return text.format(**values) if values else text.replace("{{", "{").replace("}}", "}")

    def listed(self, parts: Iterable[str]) -> str:
        """Join parts that have been put into words already."""
        return self.say(msg(", ")).join(parts)

    def text(self, english: str) -> str:
        """Translate a fixed text."""
        return self.catalogue.gettext(english) if english else ""

    def shortened(self, text: str) -> str:
        """Write `~` for the home directory wherever a path in a text begins with it, as people do."""
        home = self.home.rstrip("/")
        return re.sub(rf"(?<![\w./~+-]){re.escape(home)}(?![\w.+-])", "~", text) if home else text

    def _value(self, value: str | int) -> str:
        return visible(self.shortened(value)) if isinstance(value, str) else str(value)


def words(language: str, home: str) -> Words:
    """Load a language; English needs no catalogue, because the messages are written in it."""
    return Words(language, home, _catalogue(language))


@cache
def _catalogue(language: str) -> Catalogue:
    import gettext  # noqa: PLC0415  the reports of `--version` and completion need none

    if language == "en":
        return gettext.NullTranslations()
    from importlib.resources import files  # noqa: PLC0415

    try:
        with (files("gofettle") / "locale" / language / "LC_MESSAGES" / "gofettle.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except OSError:  # half an installation: an answer in English is better than none
        return gettext.NullTranslations()


def visible(text: str) -> str:
    """Spell out control characters, direction marks and bytes that are no text, so that none of them can act."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_spelt(letter) for letter in text)


def _spelt(letter: str) -> str:
    code = ord(letter)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was not UTF-8, kept by surrogateescape
        return f"\\x{code - 0xDC00:02x}"
    if letter == "\n":
        return letter
    if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
        return {"\t": "    ", "\r": "\\r"}.get(letter, f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
    return letter
