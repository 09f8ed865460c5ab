"""What the commands share: the language, and how wide and colourful the terminal is."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise

from gofettle.cli.streams import standard_output
from gofettle.errors import Unusable
from gofettle.model.message import msg
from gofettle.report.screen import Screen
from gofettle.report.words import LANGUAGES, words

_WIDEST = 110  # longer lines are harder to read


def chosen_language(asked: argparse.Namespace) -> str:
    """`--lang`, else the locale's, else English. JSON is English unless asked, because scripts read it."""
    named = getattr(asked, "lang", None)
    if named:
        return str(named)
    return "en" if getattr(asked, "format", "text") == "json" else _locale()


def translator(arguments: Sequence[str]) -> Callable[[str], str]:
    """What translates help and usage errors; the arguments are looked at only, because nothing has parsed them yet."""
    named = next((value for name, value in pairwise((*arguments, "")) if name == "--lang"), "")
    named = named or next((one.partition("=")[2] for one in arguments if one.startswith("--lang=")), "")
    language = named if named in LANGUAGES else _locale()
    return str if language == "en" else words(language, "").text


def _locale() -> str:
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return next((language for language in LANGUAGES if locale.lower().startswith(language)), "en")


def screen() -> Screen:
    """Colour only on a terminal that wants it (https://no-color.org)."""
    terminal = sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    return Screen(min(shutil.get_terminal_size().columns, _WIDEST), terminal and not os.environ.get("NO_COLOR"))


def show(text: str) -> None:
    """Write to standard output."""
    failed = standard_output(text)
    if failed:
        raise Unusable(msg("the answer cannot be written ({error})", error=failed.code))
