"""Signals that ask gofettle to stop: it then ends what it started, takes its temporary files away and says nothing."""

from __future__ import annotations

import signal
from types import FrameType

_ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Raised in the main thread wherever it is; not an Exception, so that nothing but `main` takes it for an answer."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def heed() -> None:
    """Have the first signal end the run in good order. Those that a parent wants ignored (nohup) stay ignored."""
    for number in _ASKING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)


def ignore() -> None:
    """From here on the run ends by itself, and soon."""
    for number in _ASKING:
        signal.signal(number, signal.SIG_IGN)


def _interrupt(number: int, _: FrameType | None) -> None:
    ignore()
    raise Interrupted(number)
