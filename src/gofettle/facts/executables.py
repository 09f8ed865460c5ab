"""What a name leads to in a PATH: every entry that has it, in order, and what stands in the way of those that do not run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gofettle.host.port import Failed, Host, Stat
from gofettle.model import paths
from gofettle.model.message import Message, msg

# Shims are scripts (goenv, asdf before 0.16) or links to the manager itself (mise); facts: managers.md.
_MANAGERS = {
    "goenv": ("/.goenv/", "goenv exec"),
    "asdf": ("/.asdf/", "asdf exec"),
    "mise": ("/mise/", "mise"),
    "gvm": ("/.gvm/", ""),
}
_HEAD = 400
# The entry itself is at fault, and shells pass it over: closed to this user, a ring of links, a name that cannot be.
_NOTHING_TO_RUN = frozenset({"EACCES", "ELOOP", "ENAMETOOLONG", "EINVAL"})
_FOREIGN: dict[str, tuple[bytes, ...]] = {
    # Java classes begin like universal Mach-O files; nobody calls one `go`.
    "linux": (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"MZ"),
    "darwin": (b"\x7fELF", b"MZ"),
}
"""How programs of other systems begin; a text without `#!` is not among them, because shells run it."""
_PROGRAMS = tuple({magic for magics in _FOREIGN.values() for magic in magics})


@dataclass(frozen=True, slots=True)
class Hit:
    """One file found under a name. `state`: runs, dangling, not-executable, directory, no-file, foreign, unreadable or ring.

    `real` is the path with its links resolved, '' where they lead nowhere; `links` the chain as written; `manager`
    names the version manager that a shim belongs to; `is_script` tells a text from a program, `is_bare` one without `#!`.
    """

    path: str
    state: str
    real: str = ""
    links: tuple[str, ...] = ()
    mode: int = 0
    manager: str = ""
    is_script: bool = False
    is_bare: bool = False

    @property
    def call(self) -> tuple[str, ...]:
        """How a shell starts it: execve(2) refuses a text without `#!`, which POSIX has shells run themselves."""
        return ("/bin/sh", self.path) if self.is_bare else (self.path,)

    @property
    def problem(self) -> Message:
        """What keeps it from running."""
        return {
            "dangling": msg("points nowhere"),
            "ring": msg("leads back to itself"),
            "directory": msg("is a directory"),
            "not-executable": msg("not executable"),
            "no-file": msg("neither a file nor a directory"),
            "foreign": msg("a program for another system"),
        }.get(self.state, msg("no permission to look at it"))

    @property
    def directory(self) -> str:
        """The PATH entry that it was found in."""
        return paths.parent(self.path)


def find(host: Host, name: str, path: str) -> tuple[Hit, ...]:
    """Look a name up in every absolute entry of a PATH, each directory once, as execvp(3) walks it."""
    directories = dict.fromkeys(entry for entry in paths.elements(path) if entry.startswith("/"))
    return tuple(hit for directory in directories for hit in look(host, paths.join(directory, name)))


def winner(hits: tuple[Hit, ...]) -> Hit | None:
    """The one that a shell starts: the first that runs; it passes over what does not."""
    return next((hit for hit in hits if hit.state == "runs"), None)


def look(host: Host, path: str) -> Iterator[Hit]:
    """Yield what stands at a path; nothing if nothing is there."""
    stat = host.lstat(path)
    if isinstance(stat, Failed):
        if not stat.is_absent and stat.code not in _NOTHING_TO_RUN:
            yield Hit(path, "unreadable")
        return
    links = tuple(_links(host, path)) if stat.kind == "link" else ()
    end = host.stat(path)
    if isinstance(end, Failed):
        yield Hit(
            path,
            {"ELOOP": "ring", "ENOENT": "dangling", "ENOTDIR": "dangling"}.get(end.code, "unreadable"),
            links=links,
        )
        return
    yield _judged(host, path, end, links)


def _judged(host: Host, path: str, end: Stat, links: tuple[str, ...]) -> Hit:
    real = host.real(path)
    resolved = "" if isinstance(real, Failed) else real
    if end.kind != "file":
        return Hit(path, "directory" if end.kind == "directory" else "no-file", resolved, links, end.mode)
    if not host.may(path, "x"):
        return Hit(path, "not-executable", resolved, links, end.mode)
    head = host.head(path, _HEAD)
    start = b"" if isinstance(head, Failed) else head
    if start.startswith(_FOREIGN[host.platform]):
        return Hit(path, "foreign", resolved, links, end.mode)
    is_script = bool(start) and b"\0" not in start and not start.startswith(_PROGRAMS)
    is_bare = is_script and not start.startswith(b"#!")
    manager = _manager((path, *links, resolved), start if is_script else b"")
    return Hit(path, "runs", resolved, links, end.mode, manager, is_script, is_bare)


def _links(host: Host, path: str) -> Iterator[str]:
    for _ in range(16):
        target = host.link(path)
        if isinstance(target, Failed):
            return
        yield target
        path = paths.join(paths.parent(path), target)


def _manager(places: tuple[str, ...], script: bytes) -> str:
    text = script.decode("utf-8", "replace")
    for manager, (place, call) in _MANAGERS.items():
        if any(place in path for path in places) or (call and call in text):
            return manager
    return ""
