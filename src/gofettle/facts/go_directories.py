"""The directories that somebody told Go to use, and what stands at those paths."""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.facts.go_sessions import GoSession, GoSessions, Setting
from gofettle.facts.request import Level
from gofettle.host.port import Failed, Host
from gofettle.model.message import msg

LEVEL = Level.QUICK
LABEL = msg("the directories that Go was told to use")

_NAMES = ("GOTMPDIR", "GOCACHE", "GOBIN", "GOMODCACHE")


@dataclass(frozen=True, slots=True)
class Directory:
    """`state`: usable, missing, not-a-directory, not-writable or unreadable."""

    session: GoSession
    setting: Setting
    state: str


@dataclass(frozen=True, slots=True)
class GoDirectories:
    """Only what was set; Go's defaults need no look."""

    seen: tuple[Directory, ...]


def collect(host: Host, go: GoSessions) -> GoDirectories:
    found = [
        Directory(session, setting, _state(host, setting.value))
        for name in _NAMES
        for session, setting in go.distinct(name)
        # Go 1.27 exports nothing, but `go env GOBIN` prints its default; what go.env ships is nobody's setting.
        if setting.source != "go.env"
    ]
    return GoDirectories(tuple(found))


def _state(host: Host, path: str) -> str:
    stat = host.stat(path)
    if isinstance(stat, Failed):
        return "missing" if stat.is_absent else "unreadable"
    if stat.kind != "directory":
        return "not-a-directory"
    return "usable" if host.may(path, "w") and host.may(path, "x") else "not-writable"
