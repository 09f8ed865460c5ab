"""The trees that GOROOT leads to: whether they are there, whole and of one release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gofettle.facts import go_trees, release_files
from gofettle.facts.go_sessions import GoSessions
from gofettle.facts.request import Level
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import msg
from gofettle.model.version import GoVersion

LEVEL = Level.QUICK
LABEL = msg("the Go trees in use")


@dataclass(frozen=True, slots=True)
class Goroot:
    """`state`: tree, missing, not-a-tree (no src/fmt or pkg/tool) or unreadable. `strays` are files of other releases."""

    path: str
    state: str
    real: str = ""
    version: GoVersion | None = None
    strays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goroots:
    """By path as it was named."""

    by_path: Mapping[str, Goroot]


def collect(host: Host, go: GoSessions) -> Goroots:
    named = {path for session in go.seen for path in (session.goroot, session.own_root) if path}
    return Goroots({path: look(host, path) for path in sorted(named)})


def look(host: Host, path: str) -> Goroot:
    """Look at one GOROOT (facts: go.md 3, what makes one valid)."""
    real = host.real(path)
    if isinstance(real, Failed):
        return Goroot(path, "missing" if real.is_absent else "unreadable")
    wanted = (paths.join(path, part) for part in ("src/fmt", "pkg/tool"))
    if any(isinstance(stat := host.stat(part), Failed) or stat.kind != "directory" for part in wanted):
        return Goroot(path, "not-a-tree", real)
    version = go_trees.tree_version(host, real)
    return Goroot(path, "tree", real, version, _strays(host, real, version) if version else ())


def _strays(host: Host, root: str, version: GoVersion) -> tuple[str, ...]:
    """Files that this release does not have and another one has."""
    there = {directory: host.names(paths.join(root, directory)) for directory, _, _ in release_files.RANGES}
    return tuple(
        f"{directory}/{name}"
        for (directory, first, last), names in release_files.RANGES.items()
        if not _has(version.minor, first, last) and not isinstance(held := there[directory], Failed)
        for name in sorted(set(names.split()) & set(held))
    )


def _has(minor: int, first: int, last: int) -> bool:
    """Could this minor release have a file that stands in `first` to `last`? Beyond the compared ones nobody knows."""
    older = first == release_files.FIRST and minor < first
    newer = last == release_files.LAST and minor > last
    return first <= minor <= last or older or newer
