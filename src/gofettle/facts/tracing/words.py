"""The words of a traced command, without the quotes that the shell put around them."""

from __future__ import annotations

import re

_WORD = re.compile(r"""[^\S\n]*((?: \$'(?:[^'\\]|\\.)*' | '[^']*' | \\. | [^\s'\\] )+)""", re.VERBOSE | re.DOTALL)
_PART = re.compile(r"""\$'((?:[^'\\]|\\.)*)' | '([^']*)' | \\(.) | ([^'\\])""", re.VERBOSE | re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))", re.DOTALL)
_LETTERS = {
    b"n": b"\n",
    b"t": b"\t",
    b"r": b"\r",
    b"a": b"\a",
    b"b": b"\b",
    b"v": b"\v",
    b"f": b"\f",
    b"e": b"\x1b",
    b"E": b"\x1b",
}


def words(code: str, most: int = 64) -> list[str]:
    """Split at spaces, up to the first line end outside of quotes; what has no second quote ends the list."""
    found: list[str] = []
    at = 0
    while len(found) < most and (word := _WORD.match(code, at)):
        found.append("".join(_plain(part) for part in _PART.finditer(word[1])))
        at = word.end()
    return found


def is_default(code: str, value: str | None) -> bool:
    """`: ${NAME:=value}` has set the variable when it is traced, as `: value`."""
    return code.startswith(": ") and value is not None and value in words(code)[1:]


def _plain(part: re.Match[str]) -> str:
    escaped, quoted, single, bare = part.groups()
    if escaped is None:
        return next(text for text in (quoted, single, bare) if text is not None)
    data = escaped.encode("utf-8", "surrogateescape")
    return _ESCAPE.sub(_byte, data).decode("utf-8", "surrogateescape")


def _byte(found: re.Match[bytes]) -> bytes:
    octal, hexadecimal, letter = found.groups()
    if octal or hexadecimal:
        return bytes([int(octal or hexadecimal, 8 if octal else 16) & 0xFF])
    return _LETTERS.get(letter, letter)
