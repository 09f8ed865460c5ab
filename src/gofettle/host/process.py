"""Run one program so that it cannot hang us, ask anything, flood us or leave children behind."""

from __future__ import annotations

import contextlib
import errno
import os
import selectors
import subprocess
import time
from collections.abc import Iterator
from typing import BinaryIO

from gofettle.host import children
from gofettle.host.port import SCRATCH, SIDE, Command, Hung, NotStarted, Outcome, Ran

# After the program itself has ended, a daemon that it started may hold its pipes open for ever, or fill them for ever:
# what the program itself said is in the pipe by then, and a pipe holds no more than this.
_GRACE = 0.25
_CHUNK = 1 << 16


def run(command: Command) -> Outcome:
    """Run a command by the rules of `Host.run`."""
    try:
        with children.counted(), _prepared(command) as prepared:
            return _run(command, *prepared)
    except OSError as error:  # no such program, no process, pipe or temporary directory to be had
        return NotStarted(errno.errorcode.get(error.errno or 0, "EIO"))
    except ValueError:  # a NUL byte or an `=` in a variable's name
        return NotStarted("EINVAL")


def _run(command: Command, argv: list[str], env: dict[str, str], cwd: str, side: tuple[BinaryIO, ...]) -> Outcome:
    began = time.monotonic()
    child = subprocess.Popen(
        argv,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        pass_fds=[file.fileno() for file in side[1:]],
    )
    for file in side[1:]:
        file.close()
    assert child.stdout is not None and child.stderr is not None  # noqa: PT018, S101  both are PIPE
    streams = [_Kept(file.fileno(), command.keep) for file in (child.stdout, child.stderr, *side[:1])]
    with child.stdout, child.stderr:
        try:
            with children.running(child.pid):
                ended = _listen(child, streams, began + command.seconds)
        finally:
            child.wait()
    out, err, traced = [*(stream.text for stream in streams), ""][:3]
    if not ended:
        return Hung(command.seconds, out, err, traced)
    ms = round((time.monotonic() - began) * 1000)
    return Ran(child.returncode, out, err, traced, any(stream.is_cut for stream in streams), ms)


@contextlib.contextmanager
def _prepared(command: Command) -> Iterator[tuple[list[str], dict[str, str], str, tuple[BinaryIO, ...]]]:
    """Fill in the temporary directory and the extra pipe (its two ends) where the command names them."""
    said = "\n".join(
        (command.cwd, *command.argv, *(value for _, value in command.env), *(text for _, text in command.files))
    )
    with contextlib.ExitStack() as stack:
        filled = {SCRATCH: "", SIDE: ""}
        side: tuple[BinaryIO, ...] = ()
        if SIDE in said:
            read, write = os.pipe()
            # Files, because a number that is closed twice may by then be another thread's.
            side = stack.enter_context(open(read, "rb", 0)), stack.enter_context(open(write, "wb", 0))
            filled[SIDE] = str(write)
        if SCRATCH in said or command.files:
            filled[SCRATCH] = stack.enter_context(_scratch())
        for path, text in command.files:
            _lay(os.path.join(filled[SCRATCH], path), _fill(text, filled))
        env = {name: _fill(value, filled) for name, value in command.env}
        cwd = _fill(command.cwd, filled)
        yield [_fill(part, filled) for part in command.argv], env | {"LC_ALL": "C"}, cwd, side


def _scratch() -> contextlib.AbstractContextManager[str]:
    """Make a private directory where temporary ones belong; `tempfile` would fall back on the current directory."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415  few commands need it

    places = (os.environ.get("TMPDIR", ""), "/tmp", "/var/tmp")  # noqa: S108  the directory in it is private
    place = next((path for path in places if path.startswith("/") and os.access(path, os.W_OK | os.X_OK)), "/tmp")  # noqa: S108
    return TemporaryDirectory(prefix="gofettle-", dir=place, ignore_cleanup_errors=True)


def _fill(text: str, filled: dict[str, str]) -> str:
    return text.replace(SCRATCH, filled[SCRATCH]).replace(SIDE, filled[SIDE])


def _lay(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


class _Kept:
    """The first and the last half of what a stream says, however much that is."""

    def __init__(self, handle: int, most: int) -> None:
        self.handle = handle
        self._half = max(most // 2, 1)
        self._head = bytearray()
        self._tail = bytearray()
        self._late = 0
        self.is_cut = False

    def take(self, last: int) -> bool:
        """Read what is there. False at the end, and, once `last` is given, when that much more has been read."""
        data = os.read(self.handle, _CHUNK)
        self.add(data)
        self._late += len(data) if last else 0
        return bool(data) and not (last and self._late >= last)

    def add(self, data: bytes) -> None:
        room = self._half - len(self._head)
        self._head += data[:room]
        self._tail += data[max(room, 0) :]
        if len(self._tail) > 2 * self._half:
            del self._tail[: -self._half]
            self.is_cut = True

    @property
    def text(self) -> str:
        if len(self._tail) > self._half:
            del self._tail[: -self._half]
            self.is_cut = True
        return (self._head + self._tail).decode("utf-8", "surrogateescape")


def _listen(child: subprocess.Popen[bytes], streams: list[_Kept], until: float) -> bool:
    """Read until the program has ended; False if the time was up before."""
    with selectors.DefaultSelector() as selector:
        for stream in streams:
            selector.register(stream.handle, selectors.EVENT_READ, stream)
        ended = False
        while selector.get_map():
            left = until - time.monotonic()
            if left <= 0:
                return child.poll() is not None
            for key, _ in selector.select(min(left, _GRACE)):
                if not key.data.take(_CHUNK if ended else 0):
                    selector.unregister(key.fd)
            if not ended and child.poll() is not None:
                ended, until = True, min(until, time.monotonic() + _GRACE)
    try:
        child.wait(max(until - time.monotonic(), 0.001))
    except subprocess.TimeoutExpired:
        return False
    return True
