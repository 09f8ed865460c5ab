"""Run one program so that it cannot hang us, ask anything, flood us or leave children behind."""

from __future__ import annotations

import contextlib
import errno
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator

from gofettle.host.port import SCRATCH, SIDE, Command, Hung, NotStarted, Outcome, Ran

# After the program itself has ended, a daemon that it started may hold its pipes open for ever.
_GRACE = 0.25
_CHUNK = 1 << 16


def run(command: Command) -> Outcome:
    """Run a command by the rules of `Host.run`."""
    with _prepared(command) as (argv, env, cwd, side_in, side_out):
        began = time.monotonic()
        try:
            child = subprocess.Popen(
                argv,
                env=env,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                pass_fds=() if side_out is None else (side_out,),
            )
        except OSError as error:
            return NotStarted(errno.errorcode.get(error.errno or 0, "EIO"))
        except ValueError:  # a NUL byte or an `=` in a variable's name
            return NotStarted("EINVAL")
        if side_out is not None:
            os.close(side_out)
        assert child.stdout is not None and child.stderr is not None  # noqa: PT018, S101  both are PIPE
        streams = [_Kept(child.stdout.fileno(), command.keep), _Kept(child.stderr.fileno(), command.keep)]
        if side_in is not None:
            streams.append(_Kept(side_in, command.keep))
        try:
            ended = _listen(child, streams, began + command.seconds)
        finally:
            _end_group(child)
            child.stdout.close()
            child.stderr.close()
    out, err, side = [*(stream.text for stream in streams), ""][:3]
    if not ended:
        return Hung(command.seconds, out, err, side)
    ms = round((time.monotonic() - began) * 1000)
    return Ran(child.returncode, out, err, side, any(stream.is_cut for stream in streams), ms)


@contextlib.contextmanager
def _prepared(command: Command) -> Iterator[tuple[list[str], dict[str, str], str, int | None, int | None]]:
    """Fill in the temporary directory and the extra pipe where the command names them."""
    said = "\n".join(
        (command.cwd, *command.argv, *(value for _, value in command.env), *(text for _, text in command.files))
    )
    with contextlib.ExitStack() as stack:
        filled = {SCRATCH: "", SIDE: ""}
        side_in = side_out = None
        if SIDE in said:
            side_in, side_out = os.pipe()
            stack.callback(os.close, side_in)
            stack.callback(_close_quietly, side_out)
            filled[SIDE] = str(side_out)
        if SCRATCH in said or command.files:
            from tempfile import TemporaryDirectory  # noqa: PLC0415  few commands need it

            filled[SCRATCH] = stack.enter_context(TemporaryDirectory(prefix="gofettle-", ignore_cleanup_errors=True))
        for path, text in command.files:
            _lay(os.path.join(filled[SCRATCH], path), _fill(text, filled))
        env = {name: _fill(value, filled) for name, value in command.env}
        cwd = _fill(command.cwd, filled)
        yield [_fill(part, filled) for part in command.argv], env | {"LC_ALL": "C"}, cwd, side_in, side_out


def _fill(text: str, filled: dict[str, str]) -> str:
    return text.replace(SCRATCH, filled[SCRATCH]).replace(SIDE, filled[SIDE])


def _lay(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


def _close_quietly(handle: int) -> None:
    with contextlib.suppress(OSError):
        os.close(handle)


class _Kept:
    """The first and the last half of what a stream says, however much that is."""

    def __init__(self, handle: int, most: int) -> None:
        self.handle = handle
        self._half = max(most // 2, 1)
        self._head = bytearray()
        self._tail = bytearray()
        self.is_cut = False

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
        while selector.get_map():
            left = until - time.monotonic()
            if left <= 0:
                return child.poll() is not None
            for key, _ in selector.select(min(left, _GRACE)):
                data = os.read(key.fd, _CHUNK)
                key.data.add(data)
                if not data:
                    selector.unregister(key.fd)
            if child.poll() is not None:
                until = min(until, time.monotonic() + _GRACE)
    try:
        child.wait(max(until - time.monotonic(), 0.001))
    except subprocess.TimeoutExpired:
        return False
    return True


def _end_group(child: subprocess.Popen[bytes]) -> None:
    # The group outlives its leader while anything runs in it, so its number cannot have been given to somebody else.
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS answers EPERM when only zombies are left
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
