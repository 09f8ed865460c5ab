"""What a traced shell and its reader agree on: the marks in what it prints, the limits, and its last words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gofettle.host.port import Hung, Outcome, Ran
from gofettle.model.place import Place

# Several bytes each, so that a value may hold any one of them. Expanded PS4s print them raw; shells quote them in commands.
RECORD = "\x1egf\x1f"
FIELD = "\x1f"
VALUE = "\x1fgf\x1e"
UNSET = "\x1d"

END = "gofettle-end"
MARK = "==gofettle-values=="

SECONDS = 20.0
KEEP = 160 << 20  # 80,000 commands with a PATH of 1,800 bytes

UNKNOWN = Place("", None)
"""Somewhere in the start-up: the trace did not see where."""

Values = Mapping[str, str | None]


def watched(variables: tuple[str, ...]) -> tuple[str, ...]:
    """Those that can be variables, each once. Long values go last: zsh copies them again for whatever follows."""
    names = dict.fromkeys(name for name in variables if re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII))
    return tuple(sorted(names, key=lambda name: name.endswith("PATH")))


def environment(env: tuple[tuple[str, str], ...], **ours: str) -> tuple[tuple[str, str], ...]:
    """Add our variables to those that the shell starts from."""
    return tuple((dict(env) | ours).items())


def directory(env: Mapping[str, str]) -> str:
    """Where the shell starts, and what relative names in its trace are relative to."""
    return env.get("PWD") or "/"


def last_words(names: tuple[str, ...]) -> str:
    """The last command of sh, bash and zsh: a record that shows the last change, the values, and no logout files.

    The backslashes keep aliases out.
    """
    values = " ".join(f'"${{{name}-{UNSET}}}"' for name in names)
    return f": {END}; \\printf '%s\\0' '{MARK}' {values}; \\exec /usr/bin/env -i"


def final_values(outcome: Outcome, names: tuple[str, ...]) -> dict[str, str | None] | None:
    """Read the last words; None if the shell did not come that far, or if its output went elsewhere."""
    if not isinstance(outcome, Ran):
        return None
    _, mark, rest = outcome.out.rpartition(MARK + "\0")
    values = rest.split("\0")
    if not mark or len(values) <= len(names):
        return None
    return {name: value_of(text) for name, text in zip(names, values, strict=False)}


def value_of(text: str) -> str | None:
    """Tell unset from empty."""
    return None if text == UNSET else text


def gap_in(text: str, *, may_be_cut: bool) -> int:
    """Find where the host left out the middle of a stream; -1 if it is whole."""
    if not may_be_cut or len(text) * 4 < KEEP:
        return -1
    data = text.encode("utf-8", "surrogateescape")
    return len(data[: KEEP // 2].decode("utf-8", "surrogateescape")) if len(data) >= KEEP else -1


def lost(outcome: Outcome, *, has_ended: bool, is_cut: bool, is_whole: bool) -> str:
    """Say why changes may be missing from a trace."""
    if isinstance(outcome, Hung):
        return "hung"
    if not has_ended:
        return "ended-early"
    if is_cut:
        return "too-long"
    return "" if is_whole else "switched-off"
