"""The command line: parse, hand over to one command, and turn what was raised into one line and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from gofettle import __version__
from gofettle.cli import interrupt

Run = Callable[..., int]

USAGE, BUG, INTERRUPTED = 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `gofettle` alone is `gofettle doctor`. Without `argv` the process is ours: its signals are heeded."""
    try:
        if argv is None:
            interrupt.heed()
        return _main(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return _left(INTERRUPTED, at_once=argv is None)
    except interrupt.Interrupted as signal:
        return _left(signal.exit_code, at_once=argv is None)
    finally:
        if argv is None:
            interrupt.ignore()


def _left(code: int, *, at_once: bool) -> int:
    """Threads that still wait for a disk can bring down an interpreter that tidies up, so an interrupted one does not."""
    if at_once:
        from gofettle.cli import streams  # noqa: PLC0415

        streams.leave(code)
    return code


def _main(given: list[str]) -> int:
    if given == ["--version"]:
        print(f"gofettle {__version__}")  # noqa: T201
        return 0
    from gofettle.cli import streams  # noqa: PLC0415
    from gofettle.cli.parser import parser  # noqa: PLC0415  `--version` needs none of this
    from gofettle.cli.settings import translator  # noqa: PLC0415
    from gofettle.host import children  # noqa: PLC0415

    streams.complete()
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "--version"}):
        given.insert(0, "doctor")
    asked = parser(translator(given)).parse_args(given)
    with children.none_left():
        try:
            return _command(asked.command)(asked)
        except Exception as error:  # noqa: BLE001  the last resort: one line, never a traceback
            from gofettle.cli.failure import explain  # noqa: PLC0415  only when something went wrong

            return explain(error, asked)


def _command(name: str) -> Run:
    """Import only the command that was asked for: start-up counts."""
    from importlib import import_module  # noqa: PLC0415

    run: Run = import_module(f"gofettle.cli.{name}").run
    return run
