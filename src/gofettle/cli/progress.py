"""One line on a terminal that says what is still being looked at; nothing of it anywhere else."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

from gofettle.model.message import Message, msg
from gofettle.report.screen import columns
from gofettle.report.words import Words


def watcher(words: Words, width: int) -> Callable[[tuple[Message, ...]], None]:
    """Return what to call whenever something starts or ends."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        return lambda _: None

    def watch(running: tuple[Message, ...]) -> None:
        text = (
            words.say(msg("looking at: {what}", what=words.listed(words.say(label) for label in running)))
            if running
            else ""
        )
        while len(text) > 1 and columns(text) >= width:
            text = text[: len(text) - 2].rstrip("…") + "…"
        with contextlib.suppress(OSError):  # the window was closed
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    return watch
