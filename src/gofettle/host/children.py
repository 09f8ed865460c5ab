"""The programs that run at this moment, so that a run that ends early (a signal, its budget) leaves none of them behind."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import threading
from collections.abc import Iterator

_SECONDS_TO_TIDY = 2.0


class _Children:
    """Shared by the threads that run programs. Once `over`, no program is started any more."""

    def __init__(self) -> None:
        self.change = threading.Condition()
        self.groups: set[int] = set()
        self.busy = 0
        self.over = False


_all = _Children()


@contextlib.contextmanager
def none_left() -> Iterator[None]:
    """Kill what still runs at the end, and wait until its temporary directories are gone too."""
    _all.over = False
    try:
        yield
    finally:
        with _all.change:
            _all.over = True  # what waited for one of them would start the next one otherwise
            for group in _all.groups:
                kill(group)
            _all.change.wait_for(lambda: not _all.busy, _SECONDS_TO_TIDY)


@contextlib.contextmanager
def counted() -> Iterator[None]:
    """Around everything that one program needs, from its temporary directory to its end."""
    with _all.change:
        if _all.over:
            raise OSError(errno.ECANCELED, os.strerror(errno.ECANCELED))
        _all.busy += 1
    try:
        yield
    finally:
        with _all.change:
            _all.busy -= 1
            _all.change.notify_all()


@contextlib.contextmanager
def running(group: int) -> Iterator[None]:
    """While a process group may have members; it is killed at the end."""
    with _all.change:
        _all.groups.add(group)
        if _all.over:
            kill(group)
    try:
        yield
    finally:
        with _all.change:
            _all.groups.discard(group)
        kill(group)


def kill(group: int) -> None:
    """End a process group, whatever it does."""
    # The group outlives its leader while anything runs in it, so its number cannot have been given to somebody else.
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS answers EPERM when only zombies are left
        os.killpg(group, signal.SIGKILL)
