"""One line on a terminal that says what is still being looked at; nothing of it anywhere else."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

from gofettle.model.message import Message, msg
from gofettle.report.screen import columns
from gofettle.report.words import Words

Watch = Callable[[tuple[Message, ...]], None]


@contextlib.contextmanager
def watching(words: Words, width: int) -> Iterator[Watch]:
    """Give what to call whenever something starts or ends; the line is gone at the end."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield lambda _: None
        return
    try:
        yield lambda running: _show(_line(running, words, width))
    finally:
        _show("")


def _line(running: tuple[Message, ...], words: Words, width: int) -> str:
    what = words.listed(words.say(label) for label in running)
    text = words.say(msg("looking at: {what}", what=what)) if running else ""
    while len(text) > 1 and columns(text) >= width:
        text = text[: len(text) - 2].rstrip("…") + "…"
    return text


def _show(text: str) -> None:
    with contextlib.suppress(OSError):  # the window was closed
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
