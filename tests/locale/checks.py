"""What must hold of a translation; each check yields a complaint for every text that fails it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from babel.messages import Catalog, Message

from tests.locale.glossary import Glossary

CODE = re.compile(r"`[^`]*`")
IDEOGRAPH = "\u3400-\u9fff"
CHINESE_VALUES = frozenset({"kind", "note", "problem", "safety", "session", "sessions", "text", "title", "what", "why"})
"""The values that are themselves put into words; what fills the other names is Latin (a path, a number, a version)."""

# What is written alike in every language: addresses, options, paths, variables with or without a value, ids, file names.
_ADDRESS = re.compile(r"https?://[\w./#?=&%-]+")
_ALIKE = re.compile(
    r"--?[a-z][\w-]*|\$?\b[A-Z][A-Z0-9_]{2,}\b(?:=\w+)?|[~$]?(?:/[\w.-]+)+|~|\$[A-Z]+"
    r"|\b[a-z]+\.[a-z]+(?:-[a-z]+)+\b|\bGo \d[\d.]*",
)


def texts(catalog: Catalog) -> Iterator[tuple[Message, str, str]]:
    for message in catalog:
        if message.id:
            yield message, str(message.id), str(message.string or "")


def names(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def untranslated(catalog: Catalog) -> Iterator[str]:
    for message, english, chinese in texts(catalog):
        if not chinese or message.fuzzy:
            yield f"no translation: {english}"


def other_names(catalog: Catalog) -> Iterator[str]:
    """A name that only one side has stops the program or loses a value."""
    for _, english, chinese in texts(catalog):
        if names(english) != names(chinese):
            yield f"names differ: {english} / {chinese}"


def other_code(catalog: Catalog) -> Iterator[str]:
    for _, english, chinese in texts(catalog):
        if sorted(CODE.findall(english)) != sorted(CODE.findall(chinese)):
            yield f"code differs: {english} / {chinese}"


def remainders(catalog: Catalog, glossary: Glossary) -> Iterator[str]:
    for _, _, chinese in texts(catalog):
        for word in english_in(chinese, glossary):
            yield f"English word {word!r}: {chinese}"


def english_in(chinese: str, glossary: Glossary) -> list[str]:
    """The words of a Chinese text that are neither code nor among those that stay."""
    rest = _bare(_ADDRESS.sub(" ", chinese))
    for word in sorted(glossary.english, key=len, reverse=True):
        rest = re.sub(rf"(?<![\w.]){re.escape(word)}(?![\w])", " ", rest)
    return re.findall(r"[A-Za-z]+", _ALIKE.sub(" ", rest))


def other_terms(catalog: Catalog, glossary: Glossary) -> Iterator[str]:
    """A term of the glossary in the English text asks for its Chinese term; longer terms go first and cover shorter ones."""
    for _, english, chinese in texts(catalog):
        rest = re.sub(r"\$\w+", " ", _bare(english))
        for term in sorted(glossary.terms, key=len, reverse=True):
            rest, found = re.subn(rf"(?i)(?<![\w-]){re.escape(term)}(?:s|es)?(?![\w-])", " ", rest)
            if found and not any(form in chinese for form in glossary.terms[term]):
                yield f"{term!r} without {' or '.join(glossary.terms[term])}: {english} / {chinese}"


def loose_blanks(catalog: Catalog) -> Iterator[str]:
    """Between Chinese and Latin stands a blank, beside full-width punctuation none; the Chinese comma is a wide one."""
    for _, _, chinese in texts(catalog):
        filled = re.sub(r"\{(\w+)\}", lambda found: "中" if found[1] in CHINESE_VALUES else "x", chinese)
        wrong = (
            rf"[{IDEOGRAPH}][A-Za-z0-9`$~/-]|[A-Za-z0-9`/~][{IDEOGRAPH}]"
            rf"|[{IDEOGRAPH}] +[{IDEOGRAPH}]|[{IDEOGRAPH}][,;:!?()]|[,;:!?(][{IDEOGRAPH}]|[，。：；？（）、“”] | [，。：；？）、”]"
        )
        if re.search(wrong, filled):
            yield f"blanks or punctuation: {chinese}"


def _bare(text: str) -> str:
    """A text without its code and the names of its values."""
    return re.sub(r"\{\w*\}", " ", CODE.sub(" ", text))
