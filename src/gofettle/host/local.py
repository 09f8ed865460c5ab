"""This machine: the files and facts that the operating system answers at once. Programs are run by `host/process.py`."""

from __future__ import annotations

import errno
import os
import stat as modes
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeVar

from gofettle.host.port import Command, Failed, Outcome, Stat, User

T = TypeVar("T")
_KINDS = {
    modes.S_IFREG: "file",
    modes.S_IFDIR: "directory",
    modes.S_IFLNK: "link",
    modes.S_IFIFO: "fifo",
    modes.S_IFSOCK: "socket",
}
_RIGHTS = {"r": os.R_OK, "w": os.W_OK, "x": os.X_OK}


class LocalHost:
    """The machine this process runs on."""

    platform = "darwin" if sys.platform == "darwin" else "linux"

    @cached_property
    def machine(self) -> str:
        """A translated process on Apple silicon is told `x86_64`."""
        return os.uname().machine

    @cached_property
    def env(self) -> Mapping[str, str]:
        """The environment as it was when first asked for."""
        return dict(os.environ)

    @cached_property
    def user(self) -> User:
        """HOME counts before the user database, as it does for shells and for Go."""
        import pwd  # noqa: PLC0415  3 ms that `--version` does not need

        home = os.environ.get("HOME", "")
        try:
            entry = pwd.getpwuid(os.getuid())
        except KeyError:  # a container's user without an entry
            return User(os.environ.get("USER", ""), os.getuid(), home, "")
        return User(entry.pw_name, entry.pw_uid, home or entry.pw_dir, entry.pw_shell)

    @cached_property
    def cwd(self) -> str:
        """`/` when the directory was removed under us."""
        try:
            return os.getcwd()
        except OSError:
            return "/"

    def read(self, path: str, most: int = 1 << 20) -> str | Failed:
        """One byte more than `most` is asked for, so that a file that grows meanwhile is noticed too."""
        data = self.head(path, most + 1)
        if isinstance(data, Failed):
            return data
        if len(data) > most:
            return Failed("EFBIG")
        return data.decode("utf-8", "surrogateescape")

    def head(self, path: str, most: int) -> bytes | Failed:
        """O_NONBLOCK lets the open of a FIFO return; what is not a regular file is then left alone."""
        return _asked(lambda: _first_bytes(path, most))

    def names(self, path: str) -> tuple[str, ...] | Failed:
        """Sorted, so that a recording and a second run say the same."""
        return _asked(lambda: tuple(sorted(os.listdir(path))))

    def stat(self, path: str) -> Stat | Failed:
        """Links followed."""
        return _asked(lambda: _stat(os.stat(path)))

    def lstat(self, path: str) -> Stat | Failed:
        """Links not followed."""
        return _asked(lambda: _stat(os.lstat(path)))

    def link(self, path: str) -> str | Failed:
        """As written, possibly relative."""
        return _asked(lambda: os.readlink(path))

    def real(self, path: str) -> str | Failed:
        """A missing end or a ring of links is a failure, not a half-resolved path."""
        return _asked(lambda: os.path.realpath(path, strict=True))

    def may(self, path: str, right: str) -> bool:
        """Judged with the real user id, as access(2) does."""
        try:
            return os.access(path, _RIGHTS[right])
        except ValueError:  # a NUL byte in the path
            return False

    def run(self, command: Command) -> Outcome:
        """See `host/process.py`."""
        from gofettle.host import process  # noqa: PLC0415  subprocess costs 10 ms that files-only commands do not need

        return process.run(command)


def _asked(question: Callable[[], T]) -> T | Failed:
    try:
        return question()
    except ValueError:  # a NUL byte in the path
        return Failed("EINVAL")
    except OSError as error:
        return Failed(errno.errorcode.get(error.errno or 0, "EIO"))


def _stat(result: os.stat_result) -> Stat:
    return Stat(
        kind=_KINDS.get(modes.S_IFMT(result.st_mode), "device"),
        mode=modes.S_IMODE(result.st_mode),
        uid=result.st_uid,
        size=result.st_size,
        mtime=result.st_mtime,
        inode=result.st_ino,
    )


def _first_bytes(path: str, most: int) -> bytes | Failed:
    # To open a FIFO would wake whoever waits to write into it, and to open a terminal could make it ours.
    kind = modes.S_IFMT(os.stat(path).st_mode)
    if kind not in {modes.S_IFREG, modes.S_IFDIR}:
        return Failed("ENOTREG")
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with open(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if modes.S_ISDIR(mode):
            return Failed("EISDIR")
        return file.read(most) if modes.S_ISREG(mode) else Failed("ENOTREG")
