"""Start-up files that exist for a person and not for the shell: directories, FIFOs, dead links, files it may not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gofettle.host.port import Failed, Host
from gofettle.model.message import Message, msg

_SAID = {
    "EISDIR": msg("is a directory"),
    "ENOTREG": msg("is not a regular file"),
    "EACCES": msg("is not readable"),
    "EPERM": msg("is not readable"),
    "ELOOP": msg("leads back to itself"),
    "ENOENT": msg("is a link to something that is not there"),
    "EFBIG": msg("is larger than gofettle reads"),
}


@dataclass(frozen=True, slots=True)
class OddFile:
    """`state` is the errno name of an attempt to read it."""

    path: str
    state: str

    @property
    def what(self) -> Message:
        """What it is instead of a file with text."""
        return _SAID.get(self.state, msg("cannot be read ({error})", error=self.state))

    @property
    def said(self) -> Message:
        """The same with its name."""
        return msg("{file}, which {what}", file=self.path, what=self.what)


def odd_files(host: Host, candidates: Iterable[str], most: int) -> Iterator[OddFile]:
    """Yield those of the candidates that stand there and cannot be read as a text of at most `most` bytes."""
    for path in candidates:
        stat = host.stat(path)
        if isinstance(stat, Failed):
            state = "" if isinstance(host.lstat(path), Failed) else stat.code
        elif stat.kind == "directory":
            state = "EISDIR"
        elif stat.kind in {"fifo", "socket"}:  # a device is /dev/null, somebody's way to say: nothing
            state = "ENOTREG"
        else:
            state = "" if host.may(path, "r") else "EACCES"
            state = state or ("EFBIG" if stat.size > most else "")
        if state:
            yield OddFile(path, state)
