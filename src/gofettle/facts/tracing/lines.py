"""The line of a file that holds a command, looked up in the file's text where a shell does not say it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from gofettle.model.place import Place, Trace

_RELATIVE = re.compile(r"([^\s()]+)\(\):(\d+): (.*)", re.DOTALL)

_TOKEN = re.compile(r"[\w.@+-]+")
_EXPANDED = re.compile(r"\$\w+|~(?=/)")

_EXPANDS = re.compile(r"[$`~*?({]")

Read = Callable[[str], str | None]

Likeness = tuple[bool, int, int]
UNLIKE = (False, -(1 << 30), 0)


def refined(trace: Trace, better: Callable[[Place, str, str | None], Place]) -> Trace:
    """Give each place a better one, knowing the variable that was set there and its value before ('' for the last place)."""
    changes = tuple(
        replace(change, place=better(change.place, change.variable, change.before)) for change in trace.changes
    )
    return replace(trace, changes=changes, last=better(trace.last, "", None) if trace.last else None)


def relative(function: str, line: int, code: str) -> str:
    """Note a line that counts from the first one of a function."""
    return f"{function}():{line}: {code}"


def in_function(place: Place, variable: str, read: Read) -> Place:
    """Turn a line of a function into a line of its file; without the function's beginning there the line stays unknown."""
    found = _RELATIVE.fullmatch(place.code)
    if not found or place.line is not None:
        return place
    function, line, code = found[1], int(found[2]), found[3]
    text = (read(place.file) or "").split("\n")
    begin = re.compile(rf"\s*(?:function\s+{re.escape(function)}(?![\w-])|{re.escape(function)}\s*\(\))")
    begins = [number for number, content in enumerate(text, 1) if begin.match(content)]
    wanted = variable or code.partition(" ")[0]
    # After a call of another function, bash 3.2 counts too far; and not from the first line if it is not interactive.
    near = (number for first in begins for number in range(min(first + line, len(text)), first - 1, -1))
    best = next((number for number in near if wanted in text[number - 1]), None)
    if best is None and begins:
        best = line if 0 < line <= len(text) and wanted in text[line - 1] else None
    return Place(place.file, best, code)


def holding(text: str, place: Place, variable: str, before: str | None) -> int | None:
    """Find the line that a traced command was written on; None if several could be it."""
    _, found = likeliest(text, place.code, variable, before)
    return found[0] if len(found) == 1 else None


def likeliest(text: str, code: str, variable: str, before: str | None) -> tuple[Likeness, list[int]]:
    """Find the lines that a traced command may have been written on, and how like it they are.

    A shell shows a command after expansion, so a line need only hold its verb, and the variable if that is what it sets.
    """
    needed = _needed(code, variable)
    said = _TOKEN.findall(code)
    own = re.compile(rf"\$\{{?{re.escape(variable)}\b") if variable else None
    scores: dict[Likeness, list[int]] = {}
    for number, line in enumerate(text.split("\n") if needed else (), 1):
        if not line.lstrip().startswith("#") and all(word.search(line) for word in needed):
            expanded = own.sub(lambda _: before or "", line) if own else line
            scores.setdefault(_likeness(said, expanded), []).append(number)
    best = max(scores, default=UNLIKE)
    return best, scores.get(best, [])


def _likeness(said: list[str], line: str) -> Likeness:
    """The same words; else few that the other does not have, where an expansion may have brought them; else many in common."""
    written = _TOKEN.findall(_EXPANDED.sub(" ", line))
    brought = set() if _EXPANDS.search(line) else set(said) - set(written)
    return written == said, -len(set(written) - set(said)) - len(brought), len(set(said) & set(written))


def _needed(code: str, variable: str) -> list[re.Pattern[str]]:
    verb, _, rest = code.partition(" ")
    name = verb.partition("=")[0].rstrip("+")
    sets = variable if variable in (name, verb) or variable in rest else ""
    return [re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])") for word in dict.fromkeys((name, sets)) if word]


def universal(text: str, place: Place, _variable: str, _before: str | None) -> int | None:
    """Find the line of fish_variables that holds a universal variable."""
    line = re.compile(rf"SETUVAR (?:--\w+ )*{re.escape(place.code.rpartition(' ')[2])}:")
    return next((number for number, content in enumerate(text.split("\n"), 1) if line.match(content)), None)
