"""What every machine answers to: this one, a machine made of dictionaries, and later a recorded one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

SCRATCH = "{{scratch}}"
"""Stands for a private temporary directory in a command's arguments, environment and files."""

SIDE = "{{side}}"
"""Stands for the number of an extra pipe, for programs that can be told where to write their trace."""


@dataclass(frozen=True, slots=True)
class User:
    """Whose machine it is. `shell` is the login shell of the user database, '' when it names none."""

    name: str
    uid: int
    home: str
    shell: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a file could not be had: an errno name (`ENOENT`, `EACCES`, `ELOOP`…), or `ENOTREG` for a FIFO, socket or device."""

    code: str

    @property
    def is_absent(self) -> bool:
        """Nothing is there, as opposed to something that cannot be looked at."""
        return self.code in {"ENOENT", "ENOTDIR"}


@dataclass(frozen=True, slots=True)
class Stat:
    """What stat(2) says. `kind`: file, directory, link, fifo, socket or device; `mode`: the permission bits."""

    kind: str
    mode: int
    uid: int
    size: int
    mtime: float
    inode: int


@dataclass(frozen=True, slots=True)
class Command:
    """A program to run, whole, so that it can be recorded and answered from a recording.

    `env` is the complete environment (the host adds only LC_ALL=C), `seconds` the time limit for the whole process
    group, `keep` how many bytes of each stream are kept (the first and the last half). `files` are laid into a
    private temporary directory before the start, which is removed after it.
    """

    argv: tuple[str, ...]
    env: tuple[tuple[str, str], ...]
    cwd: str = "/"
    seconds: float = 5.0
    keep: int = 1 << 20
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ran:
    """The program ended by itself. `code` is negative for a signal; bytes that are not UTF-8 stay as surrogates."""

    code: int
    out: str = ""
    err: str = ""
    side: str = ""
    cut: bool = False
    ms: int = 0


@dataclass(frozen=True, slots=True)
class Hung:
    """The program did not end in time and its process group was killed; what it had printed by then."""

    seconds: float
    out: str = ""
    err: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class NotStarted:
    """The program could not be started: an errno name."""

    code: str


Outcome = Ran | Hung | NotStarted


class Host(Protocol):
    """The only door to a machine. Nothing here changes anything, and nothing raises for what a machine can be like."""

    @property
    def platform(self) -> str:
        """`darwin` or `linux`."""

    @property
    def machine(self) -> str:
        """The instruction set that this process runs on, as uname(1) calls it: `arm64`, `x86_64`, `aarch64`."""

    @property
    def env(self) -> Mapping[str, str]:
        """The environment of this process."""

    @property
    def user(self) -> User:
        """The person whose session this is."""

    @property
    def cwd(self) -> str:
        """The directory this process was started in."""

    def read(self, path: str, most: int = 1 << 20) -> str | Failed:
        """Return a regular file's whole text; `EFBIG` if it has more than `most` bytes. Never blocks on a FIFO."""

    def head(self, path: str, most: int) -> bytes | Failed:
        """Return at most the first `most` bytes of a regular file."""

    def names(self, path: str) -> tuple[str, ...] | Failed:
        """Return the names in a directory, sorted."""

    def stat(self, path: str) -> Stat | Failed:
        """Look at what a path leads to, links followed."""

    def lstat(self, path: str) -> Stat | Failed:
        """Look at the path itself."""

    def link(self, path: str) -> str | Failed:
        """Return where a symbolic link points, as written in it."""

    def real(self, path: str) -> str | Failed:
        """Return the path with every link resolved."""

    def may(self, path: str, right: str) -> bool:
        """Ask access(2) whether this user may read (`r`), write (`w`) or execute (`x`)."""

    def run(self, command: Command) -> Outcome:
        """Run a program: no stdin, its own session and process group, a time limit, LC_ALL=C."""


class WritableHost(Host, Protocol):
    """A machine that a repair may change; a diagnosis is never given one."""

    def write(self, path: str, text: str) -> Failed | None:
        """Put a whole text in the place of a file, or make the file; its mode and owner stay."""

    def remove(self, path: str) -> Failed | None:
        """Take away a file or a link, never a directory."""

    def chmod(self, path: str, mode: int) -> Failed | None:
        """Set the permission bits."""
