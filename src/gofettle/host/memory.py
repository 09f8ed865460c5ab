"""A machine made of dictionaries, for tests and replays: files, links and the answers of programs."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gofettle.host.port import Command, Failed, NotStarted, Outcome, Stat, User
from gofettle.model import paths

_MOST_LINKS = 32  # what macOS and Linux allow before ELOOP (Linux: 40)


@dataclass(frozen=True, slots=True)
class File:
    """A regular file; `mode` holds the permission bits."""

    text: str | bytes = ""
    mode: int = 0o644
    uid: int = 501
    mtime: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link."""

    to: str


@dataclass(frozen=True, slots=True)
class Special:
    """What is neither: a directory of its own mode, a FIFO, or a path that answers with an errno."""

    kind: str = "directory"
    mode: int = 0o755
    uid: int = 501
    fails: str = ""


Node = File | Link | Special
Answer = Outcome | Callable[[Command], Outcome]


@dataclass(slots=True)
class MemoryHost:
    """`files` maps absolute paths to nodes (directories are made from the paths); `commands` maps `shlex.join(argv)` to answers."""

    platform: str = "darwin"
    machine: str = "arm64"
    env: Mapping[str, str] = field(default_factory=dict)
    user: User = field(default_factory=lambda: User("dev", 501, "/Users/dev", "/bin/zsh"))
    cwd: str = "/Users/dev"
    files: dict[str, Node] = field(default_factory=dict)
    commands: dict[str, Answer] = field(default_factory=dict)
    asked: list[Command] = field(default_factory=list)

    def read(self, path: str, most: int = 1 << 20) -> str | Failed:
        """Text as the file holds it."""
        data = self.head(path, most + 1)
        if isinstance(data, Failed):
            return data
        return Failed("EFBIG") if len(data) > most else data.decode("utf-8", "surrogateescape")

    def head(self, path: str, most: int) -> bytes | Failed:
        """The first bytes, if this user may read them."""
        node = self._node(path)
        match node:
            case File(text=text):
                if not self.may(path, "r"):
                    return Failed("EACCES")
                return (text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text)[:most]
            case Special(kind="directory"):
                return Failed("EISDIR")
            case Special():
                return Failed("ENOTREG")
            case Failed():
                return node
            case Link():
                return Failed("ELOOP")

    def names(self, path: str) -> tuple[str, ...] | Failed:
        """The children that the paths imply."""
        real = self.real(path)
        if isinstance(real, Failed):
            return real
        if not self._is_directory(real):
            return Failed("ENOTDIR")
        front = real.rstrip("/") + "/"
        return tuple(sorted({p[len(front) :].split("/")[0] for p in self.files if p.startswith(front) and p != front}))

    def stat(self, path: str) -> Stat | Failed:
        """Links followed."""
        real = self.real(path)
        return real if isinstance(real, Failed) else self._stat(real)

    def lstat(self, path: str) -> Stat | Failed:
        """The last part is not followed."""
        at = self._unfollowed(path)
        return at if isinstance(at, Failed) else self._stat(at)

    def link(self, path: str) -> str | Failed:
        """The text of a link."""
        at = self._unfollowed(path)
        if isinstance(at, Failed):
            return at
        node = self.files.get(at)
        if isinstance(node, Link):
            return node.to
        return Failed("EINVAL") if self._exists(at) else Failed("ENOENT")

    def real(self, path: str) -> str | Failed:
        """Every link resolved, part by part."""
        done, todo, followed = "/", [part for part in path.split("/") if part], 0
        while todo:
            part = todo.pop(0)
            if part in {".", ".."}:
                done = paths.parent(done) if part == ".." else done
                continue
            at = paths.join(done, part)
            node = self.files.get(at)
            if isinstance(node, Link):
                followed += 1
                if followed > _MOST_LINKS:
                    return Failed("ELOOP")
                todo = [p for p in node.to.split("/") if p] + todo
                done = "/" if node.to.startswith("/") else done
                continue
            if isinstance(node, Special) and node.fails:
                return Failed(node.fails)
            if not self._exists(at):
                return Failed("ENOENT")
            if todo and not self._is_directory(at):
                return Failed("ENOTDIR")
            done = at
        return done

    def may(self, path: str, right: str) -> bool:
        """The mode's bits for this user: root may read and write all, and execute what anybody may."""
        stat = self.stat(path)
        if isinstance(stat, Failed):
            return False
        bit = {"r": 4, "w": 2, "x": 1}[right]
        if self.user.uid == 0:
            return right != "x" or stat.kind == "directory" or bool(stat.mode & 0o111)
        return bool(stat.mode & (bit << 6 if stat.uid == self.user.uid else bit))

    def run(self, command: Command) -> Outcome:
        """What was laid down for these arguments; anything else is a program that is not there."""
        self.asked.append(command)
        answer = self.commands.get(shlex.join(command.argv), NotStarted("ENOENT"))
        return answer(command) if callable(answer) else answer

    def _node(self, path: str) -> Node | Failed:
        real = self.real(path)
        if isinstance(real, Failed):
            return real
        return self.files.get(real, Special())

    def _unfollowed(self, path: str) -> str | Failed:
        """A path with all links resolved but the last one."""
        last = paths.name(path)
        if last in {"", ".", ".."}:
            return self.real(path)
        holder = self.real(paths.parent(path) or "/")
        if isinstance(holder, Failed):
            return holder
        return paths.join(holder, last) if self._is_directory(holder) else Failed("ENOTDIR")

    def _exists(self, at: str) -> bool:
        return at in self.files or self._is_directory(at)

    def _is_directory(self, at: str) -> bool:
        node = self.files.get(at)
        if node is not None:
            return isinstance(node, Special) and node.kind == "directory"
        return at == "/" or any(path.startswith(at + "/") for path in self.files)

    def _stat(self, at: str) -> Stat | Failed:
        node = self.files.get(at)
        match node:
            case File(text=text, mode=mode, uid=uid, mtime=mtime):
                return Stat("file", mode, uid, len(text), mtime, _inode(at))
            case Link(to=to):
                return Stat("link", 0o777, self.user.uid, len(to), 0.0, _inode(at))
            case Special(kind=kind, mode=mode, uid=uid, fails=fails):
                return Failed(fails) if fails else Stat(kind, mode, uid, 0, 0.0, _inode(at))
            case None:
                return Stat("directory", 0o755, 0, 0, 0.0, _inode(at)) if self._is_directory(at) else Failed("ENOENT")


def _inode(path: str) -> int:
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(path))
