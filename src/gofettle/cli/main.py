"""The command line: parse, hand over to one command, and turn what was raised into one line and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from gofettle import __version__

Run = Callable[[argparse.Namespace], int]

USAGE, BUG, INTERRUPTED = 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `gofettle` alone is `gofettle doctor`."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given == ["--version"]:
        print(f"gofettle {__version__}")  # noqa: T201
        return 0
    from gofettle.cli.parser import parser  # noqa: PLC0415  `--version` needs none
    from gofettle.cli.settings import translator  # noqa: PLC0415

    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "--version"}):
        given.insert(0, "doctor")
    asked = parser(translator(given)).parse_args(given)
    try:
        return _command(asked.command)(asked)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `gofettle … | head`: whoever reads has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  the last resort: one line, never a traceback
        return _failed(error, asked)


def _command(name: str) -> Run:
    """Import only the command that was asked for: start-up counts."""
    from importlib import import_module  # noqa: PLC0415

    run: Run = import_module(f"gofettle.cli.{name}").run
    return run


def _failed(error: Exception, asked: argparse.Namespace) -> int:
    from gofettle.cli.failure import explain  # noqa: PLC0415  only when something went wrong

    return explain(error, asked)
