"""What a step makes of a file's text; pure. Applying steps to a machine, with journal and undo, comes with `gofettle fix`."""

from __future__ import annotations

from gofettle.errors import Refused
from gofettle.model.fix import EnsureLine, ReplaceLine
from gofettle.model.message import msg


def edited(text: str, step: EnsureLine | ReplaceLine) -> str:
    """Return the new text: the same bytes but for one line. `Refused` if the text is not the one that was planned for."""
    return _ensured(text, step.line) if isinstance(step, EnsureLine) else _replaced(text, step)


def _ensured(text: str, line: str) -> str:
    lines = text.split("\n")
    ending = "\r" if len(lines) > 1 and all(each.endswith("\r") for each in lines[:-1]) else ""
    if line in (each.removesuffix("\r") for each in lines):
        return text
    gap = "" if text.endswith("\n") or not text else f"{ending}\n"
    return f"{text}{gap}{line}{ending}\n"


def _replaced(text: str, step: ReplaceLine) -> str:
    lines = text.split("\n")
    at = step.number - 1
    held = lines[at] if 0 <= at < len(lines) else ""
    ending = "\r" if held.endswith("\r") and not step.old.endswith("\r") else ""
    if held != step.old + ending:
        raise Refused(
            msg("line {line} of {file} is no longer the one that was found", line=step.number, file=step.path)
        )
    lines[at : at + 1] = [] if step.new is None else [step.new + ending]
    return "\n".join(lines)
