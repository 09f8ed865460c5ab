"""A log's lines without what terminals, services and people put around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_STAMP = re.compile(r"^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?\s+")
_QUOTE = re.compile(r"^\s*(?:>|\|)\s?")
MOST_LINE = 4000


def cleaned(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line's number in the original and its text without colours, time stamps, quote marks and carriage returns."""
    for number, line in enumerate(text.split("\n"), 1):
        bare = _ESCAPES.sub("", line[:MOST_LINE]).rstrip("\r")
        bare = bare.rpartition("\r")[2]  # a progress line overwrites itself
        yield number, _QUOTE.sub("", _STAMP.sub("", bare))
