"""The workspace: which Go its go.mod or go.work asks for, and what the version files beside it say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gofettle.facts.request import Level, Request
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import msg

LEVEL = Level.QUICK
LABEL = msg("the workspace")

_GO = re.compile(r"^\s*go\s+([^\s/]+)\s*(?://.*)?$")
_TOOLCHAIN = re.compile(r"^\s*toolchain\s+([^\s/]+)\s*(?://.*)?$")
_TOOL_VERSIONS = re.compile(r"^\s*(?:golang|go)\s+(\S+)")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one line of a file asks for; `kind`: go, toolchain, go-version or tool-versions."""

    kind: str
    file: str
    line: int
    value: str

    @property
    def place(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Workspace:
    """`go_mod` and `go_work` are '' where there is none here or above; `unreadable` names files that could not be read."""

    directory: str
    go_mod: str
    go_work: str
    declared: tuple[Declaration, ...]
    unreadable: tuple[str, ...] = ()


def collect(host: Host, request: Request) -> Workspace:
    directory = paths.clean(request.workspace)
    found = {name: _above(host, directory, name) for name in ("go.mod", "go.work", ".go-version", ".tool-versions")}
    declared: list[Declaration] = []
    unreadable: list[str] = []
    for name, path in found.items():
        text = host.read(path) if path else ""
        if isinstance(text, Failed):
            unreadable.append(path)
        else:
            declared += parse(name, path, text)
    return Workspace(directory, found["go.mod"], found["go.work"], tuple(declared), tuple(unreadable))


def parse(name: str, path: str, text: str) -> Iterator[Declaration]:
    """Yield what a file asks for. Only the lines that name a Go are read; a broken rest is Go's to complain about."""
    lines = enumerate(text.split("\n"), 1)
    if name == ".go-version":
        first = ((number, line.strip()) for number, line in lines if line.strip())
        yield from (Declaration("go-version", path, number, value) for number, value in islice(first, 1))
        return
    patterns = {"tool-versions": _TOOL_VERSIONS} if name == ".tool-versions" else {"go": _GO, "toolchain": _TOOLCHAIN}
    for number, line in lines:
        for kind, pattern in patterns.items():
            if found := pattern.match(line):
                yield Declaration(kind, path, number, found[1])


def _above(host: Host, directory: str, name: str) -> str:
    """Find a file here or in the nearest directory above, as Go looks for go.mod."""
    while True:
        path = paths.join(directory, name)
        stat = host.stat(path)
        if not isinstance(stat, Failed) and stat.kind != "directory":
            return path
        if directory in {"/", ""}:
            return ""
        directory = paths.parent(directory)
