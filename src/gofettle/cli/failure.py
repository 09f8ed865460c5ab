"""What a person is told when a command cannot do what was asked, or when gofettle itself is at fault."""

from __future__ import annotations

import argparse
import platform
import traceback

from gofettle import __version__
from gofettle.cli.settings import chosen_language
from gofettle.cli.streams import standard_error
from gofettle.errors import GofettleError
from gofettle.host.local import LocalHost
from gofettle.model.message import msg
from gofettle.report.words import words

USAGE, BUG = 2, 3


def explain(error: Exception, asked: argparse.Namespace) -> int:
    """Print one line; for a bug of ours also the page that can be pasted into an issue."""
    say = words(chosen_language(asked), LocalHost().user.home).say
    if isinstance(error, GofettleError):
        standard_error(say(msg("gofettle: {why}", why=error.why)))
        return USAGE
    return report_bugs(["".join(traceback.format_exception(error))], asked)


def report_bugs(bugs: list[str], asked: argparse.Namespace) -> int:
    """Name our own fault, and show what an issue about it needs."""
    say = words(chosen_language(asked), LocalHost().user.home).say
    standard_error(say(msg("gofettle: this is a fault of gofettle itself; an issue needs the lines below:")))
    about = f"gofettle {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    for text in (about, *bugs):
        standard_error("\n".join(f"    {say(line)}" for line in text.rstrip().splitlines()))
    return BUG
