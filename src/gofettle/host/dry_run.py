"""A machine on which changes stay in memory: what a repair would leave behind can be looked at before anything is touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from gofettle.host.port import Command, Failed, Host, NotStarted, Outcome, Stat, User
from gofettle.model import paths


def _refuse(_: Command) -> Outcome:
    """A program would see the real files, so its answer would not be about the machine as it would be."""
    return NotStarted("ECANCELED")


@dataclass(slots=True)
class DryRun:
    """Reads come from `real` unless they were changed here. `answers` runs programs; by default none is run."""

    real_host: Host
    answers: Callable[[Command], Outcome] = _refuse
    written: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    modes: dict[str, int] = field(default_factory=dict)

    @property
    def platform(self) -> str:
        """As the real machine."""
        return self.real_host.platform

    @property
    def machine(self) -> str:
        """As the real machine."""
        return self.real_host.machine

    @property
    def env(self) -> Mapping[str, str]:
        """As the real machine: a change to a start-up file does not reach a session that runs."""
        return self.real_host.env

    @property
    def user(self) -> User:
        """As the real machine."""
        return self.real_host.user

    @property
    def cwd(self) -> str:
        """As the real machine."""
        return self.real_host.cwd

    def read(self, path: str, most: int = 1 << 20) -> str | Failed:
        """The text that a file would hold."""
        at = self._at(path)
        if at in self.removed:
            return Failed("ENOENT")
        return self.written[at] if at in self.written else self.real_host.read(path, most)

    def head(self, path: str, most: int) -> bytes | Failed:
        """The first bytes that a file would hold."""
        at = self._at(path)
        if at in self.removed:
            return Failed("ENOENT")
        if at in self.written:
            return self.written[at].encode("utf-8", "surrogateescape")[:most]
        return self.real_host.head(path, most)

    def names(self, path: str) -> tuple[str, ...] | Failed:
        """The names that a directory would hold."""
        names = self.real_host.names(path)
        at = self._at(path)
        new = {paths.name(file) for file in self.written if paths.parent(file) == at}
        if isinstance(names, Failed):
            return tuple(sorted(new)) if new else names
        gone = {paths.name(file) for file in self.removed if paths.parent(file) == at}
        return tuple(sorted((set(names) | new) - gone))

    def stat(self, path: str) -> Stat | Failed:
        """What a path would lead to."""
        return self._changed(path, self.real_host.stat(path))

    def lstat(self, path: str) -> Stat | Failed:
        """What would stand at a path."""
        return Failed("ENOENT") if path in self.removed else self._changed(path, self.real_host.lstat(path))

    def link(self, path: str) -> str | Failed:
        """Where a link points."""
        return Failed("ENOENT") if path in self.removed else self.real_host.link(path)

    def real(self, path: str) -> str | Failed:
        """The path with its links resolved."""
        at = self._at(path)
        if at in self.removed or path in self.removed:
            return Failed("ENOENT")
        return at if at in self.written else self.real_host.real(path)

    def may(self, path: str, right: str) -> bool:
        """What this user might do: by the changed permission bits where they were changed."""
        at = self._at(path)
        if at in self.removed:
            return False
        if at in self.modes:
            return bool(self.modes[at] & {"r": 0o400, "w": 0o200, "x": 0o100}[right])
        return (at in self.written and right != "x") or self.real_host.may(path, right)

    def run(self, command: Command) -> Outcome:
        """Ask `answers`."""
        return self.answers(command)

    def write(self, path: str, text: str) -> Failed | None:
        """Keep the text for `path`, or for the file that a link of that name leads to."""
        at = self._at(path)
        holder = self.real_host.stat(paths.parent(at))
        if isinstance(holder, Failed):
            return holder
        self.removed.discard(at)
        self.written[at] = text
        return None

    def remove(self, path: str) -> Failed | None:
        """Forget the path itself, not what a link leads to."""
        stat = self.lstat(path)
        if isinstance(stat, Failed):
            return stat
        if stat.kind == "directory":
            return Failed("EISDIR")
        self.written.pop(path, None)
        self.removed.add(path)
        return None

    def chmod(self, path: str, mode: int) -> Failed | None:
        """Keep the permission bits."""
        stat = self.stat(path)
        if isinstance(stat, Failed):
            return stat
        self.modes[self._at(path)] = mode
        return None

    def _at(self, path: str) -> str:
        real = self.real_host.real(path)
        return path if isinstance(real, Failed) else real

    def _changed(self, path: str, stat: Stat | Failed) -> Stat | Failed:
        at = self._at(path)
        if at in self.removed:
            return Failed("ENOENT")
        if at in self.written:
            size = len(self.written[at].encode("utf-8", "surrogateescape"))
            stat = (
                Stat("file", 0o644, self.user.uid, size, 0.0, 0)
                if isinstance(stat, Failed)
                else replace(stat, size=size)
            )
        if at in self.modes and not isinstance(stat, Failed):
            stat = replace(stat, mode=self.modes[at])
        return stat
