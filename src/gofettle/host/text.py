"""Standard input as text, whatever bytes it holds."""

from __future__ import annotations

import sys


def standard_input(most: int = 64 << 20) -> str:
    """Read at most `most` bytes; bytes that are not UTF-8 stay as surrogates."""
    return sys.stdin.buffer.read(most).decode("utf-8", "surrogateescape")
