"""The three standard streams of this process, whatever the parent made of them."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import NoReturn

from gofettle.host.port import Failed


def complete() -> None:
    """Put /dev/null where the parent closed a stream, so that no pipe of ours gets its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            _null(number)
            mode = "r" if number == 0 else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115  for the whole run


def standard_input(most: int = 64 << 20) -> str | Failed:
    """Read at most `most` bytes; bytes that are not UTF-8 stay as surrogates."""
    try:
        return sys.stdin.buffer.read(most).decode("utf-8", "surrogateescape")
    except OSError as error:
        return Failed(_name(error))


def standard_output(text: str) -> Failed | None:
    """Write, whatever encoding the terminal has. A reader that has had enough (`| head`) changes no answer."""
    data = text.encode(sys.stdout.encoding or "ascii", "backslashreplace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        _null(1)
    except OSError as error:
        _null(1)
        return Failed(_name(error))
    return None


def standard_error(line: str) -> None:
    """Say something beside the answer, if anybody listens."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr, flush=True)  # noqa: T201


def leave(code: int) -> NoReturn:
    """End the process here and now, with what was said so far."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _null(number: int) -> None:
    handle = os.open(os.devnull, os.O_RDWR)
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)


def _name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "EIO")
