"""The programs that `go install` has put down, and whether a new terminal finds them by name."""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.facts import executables
from gofettle.facts.go_sessions import GoSession, GoSessions
from gofettle.facts.request import Level
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import msg

LEVEL = Level.QUICK
LABEL = msg("what go install has installed")

# Mach-O (both byte orders, universal) and ELF: what the Go linker writes on these systems (facts: apple.md 6).
_PROGRAMS = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf")


# What VS Code's Go extension installs for itself and finds without PATH (golang/vscode-go, goToolsInformation.ts).
_EDITORS = frozenset({"gopls", "dlv", "staticcheck", "gomodifytags", "goplay", "gotests", "impl", "vscgo", "goimports"})
_EXTENSIONS = (".vscode", ".vscode-insiders", ".vscode-oss", ".vscode-server", ".cursor", ".cursor-server", ".windsurf")


@dataclass(frozen=True, slots=True)
class Tool:
    """`found` is the path that its name leads to in a new terminal, '' for none; `is_editors` if an editor keeps it."""

    name: str
    found: str
    is_editors: bool = False


@dataclass(frozen=True, slots=True)
class InstalledTools:
    """`directory` is where a new terminal's Go installs to; `on_path` whether it is an entry of that terminal's PATH."""

    directory: str
    on_path: bool
    tools: tuple[Tool, ...]

    @property
    def lost(self) -> tuple[str, ...]:
        """Those that a person would call by name and does not find."""
        return tuple(tool.name for tool in self.tools if not tool.found and not tool.is_editors)


def collect(host: Host, go: GoSessions) -> InstalledTools:
    session = go.terminal
    directory = session.bin
    names = host.names(directory) if directory.startswith("/") else ()
    tools = [
        name for name in (() if isinstance(names, Failed) else names) if _is_program(host, paths.join(directory, name))
    ]
    on_path = _same_directory(host, directory, session)
    editor = _has_go_extension(host)
    found = (Tool(name, _by_name(host, name, session), editor and name in _EDITORS) for name in tools)
    return InstalledTools(directory, on_path, tuple(found))


def _has_go_extension(host: Host) -> bool:
    folders = (host.names(paths.join(host.user.home, editor, "extensions")) for editor in _EXTENSIONS)
    return any(name.startswith("golang.go-") for names in folders if not isinstance(names, Failed) for name in names)


def _is_program(host: Host, path: str) -> bool:
    stat = host.stat(path)
    if isinstance(stat, Failed) or stat.kind != "file" or not host.may(path, "x"):
        return False
    head = host.head(path, 4)
    return not isinstance(head, Failed) and head in _PROGRAMS


def _by_name(host: Host, name: str, session: GoSession) -> str:
    hit = executables.winner(executables.find(host, name, session.env.get("PATH", "")))
    return hit.path if hit else ""


def _same_directory(host: Host, directory: str, session: GoSession) -> bool:
    real = host.real(directory)
    entries = paths.elements(session.env.get("PATH", ""))
    return any(
        paths.clean(entry) == paths.clean(directory) or (host.real(entry) == real and entry.startswith("/"))
        for entry in entries
    )
