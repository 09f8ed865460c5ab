"""The rules of the house, read from the sources by `ast`: who may import whom, who may touch the machine, who may speak."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

Sources = Mapping[str, str]
"""Texts by the modules' names without `gofettle.` in front: `facts.sessions`; `` is the package itself."""

MAY_IMPORT: dict[str, frozenset[str]] = {
    "": frozenset(),
    "__main__": frozenset({"cli"}),
    "model": frozenset(),
    "errors": frozenset({"model"}),
    "host": frozenset({"model"}),
    "facts": frozenset({"errors", "host.port", "model"}),
    "remedies": frozenset({"facts", "model"}),
    "repair": frozenset({"errors", "model"}),
    "causes": frozenset({"errors", "facts", "model", "remedies"}),
    "diagnosis": frozenset({"causes", "errors", "facts", "host.port", "model"}),
    "symptoms": frozenset({"model"}),
    "report": frozenset({"model"}),
    "api": frozenset({"diagnosis", "errors", "facts", "host.port", "model", "symptoms"}),
    "cli": frozenset({"", "api", "diagnosis.catalogue", "errors", "facts.request", "host", "model", "report"}),
}
"""Who may import whom; what stands here and is not used is an error too."""

DOORS: dict[str, frozenset[str]] = {
    "os": frozenset({"host.children", "host.local", "host.process", "cli.progress", "cli.settings", "cli.streams"}),
    "sys": frozenset({"__main__", "host.local", "cli.main", "cli.progress", "cli.settings", "cli.streams"}),
    "subprocess": frozenset({"host.process"}),
    "signal": frozenset({"host.children", "cli.interrupt"}),
    "selectors": frozenset({"host.process"}),
    "tempfile": frozenset({"host.process"}),
    "stat": frozenset({"host.local"}),
    "pwd": frozenset({"host.local"}),
    "shutil": frozenset({"cli.settings"}),
    "platform": frozenset({"cli.failure"}),
    "threading": frozenset({"facts.snapshot", "host.children"}),
    "importlib": frozenset({"cli.completion", "cli.main", "report.words"}),
    "gettext": frozenset({"report.words"}),
    **dict.fromkeys(
        ("asyncio", "builtins", "ctypes", "fcntl", "fileinput", "ftplib", "getpass", "glob", "http", "io", "linecache",
         "mmap", "multiprocessing", "pathlib", "pickle", "pty", "resource", "runpy", "select", "socket", "socketserver",
         "sqlite3", "ssl", "termios", "urllib", "webbrowser"),
        frozenset[str](),
    ),
}  # fmt: skip
"""The modules through which a program reaches the machine, and who imports them: exactly these."""

OS_OUTSIDE_HOST = {
    "cli.progress": {"environ"},
    "cli.settings": {"environ"},
    "cli.streams": {"close", "devnull", "dup2", "open", "O_RDWR", "_exit"},  # what a closed pipe asks for
}
OPENS_ITS_OWN_DATA = {"cli.streams": {"open"}, "cli.completion": {"read_text"}, "report.words": {"open"}}
_OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "touch", "unlink", "mkdir"}
_RUNNING = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}
_SPEAKING = {"stdout", "stderr"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 50


def sources(package: Path) -> dict[str, str]:
    """Read a package."""
    return {_name(file.relative_to(package)): file.read_text(encoding="utf-8") for file in package.rglob("*.py")}


def violations(texts: Sources) -> list[str]:
    """Everything that the rules forbid, one line each."""
    rules = (
        wrong_imports,
        unused_permissions,
        rings,
        wrong_doors,
        opened_files,
        spoken_words,
        wrong_messages,
        too_long,
    )
    return [line for rule in rules for line in rule(texts)]


def wrong_imports(texts: Sources) -> Iterator[str]:
    """Imports that the table does not allow; a cause and a collector are also kept from their neighbours."""
    for name in texts:
        for other in imported(texts, name):
            if room(name) != room(other) and _allowing(room(name), other) is None:
                yield f"{name} imports {other}"
            if room(name) == room(other) == "causes":
                yield f"the cause {name} imports the cause {other}"
        for node in _nodes(texts[name]) if room(name) == "facts" and name != "facts.snapshot" else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "collect":
                yield f"{name} calls another fact's collect"


def unused_permissions(texts: Sources) -> Iterator[str]:
    """Entries of the table that nothing needs."""
    for home, allowed in MAY_IMPORT.items():
        used = {_allowing(home, other) for name in texts if room(name) == home for other in imported(texts, name)}
        for entry in allowed - {name for name in used if name is not None}:
            yield f"{home} may import {entry or 'the package'}, but does not"


def rings(texts: Sources) -> Iterator[str]:
    """Modules that import each other, lazily or not."""
    graph = {name: imported(texts, name) for name in texts}
    for name in texts:
        seen: set[str] = set()
        todo = list(graph[name])
        while todo:
            other = todo.pop()
            if other not in seen:
                seen.add(other)
                todo += graph[other]
        if name in seen:
            yield f"{name} imports itself through others"


def wrong_doors(texts: Sources) -> Iterator[str]:
    """Modules that reach the machine, in hands that are not meant for them, or granted and not used."""
    using: dict[str, set[str]] = {door: set() for door in DOORS}
    for name, text in texts.items():
        for node in _nodes(text):
            for door in _roots(node):
                if door in using:
                    using[door].add(name)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
                allowed = OS_OUTSIDE_HOST.get(name, set())
                if room(name) != "host" and node.attr not in allowed:
                    yield f"{name} uses os.{node.attr}"
    for door, users in using.items():
        for name in users - DOORS[door]:
            yield f"{name} imports {door}"
        for name in DOORS[door] - users:
            yield f"{name} may import {door}, but does not"


def opened_files(texts: Sources) -> Iterator[str]:
    """Files that are opened, or code that is run, outside the door."""
    for name, text in texts.items():
        for node in _nodes(text):
            called = _called(node)
            if called in _RUNNING and isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield f"{name} calls {called}"
            granted = OPENS_ITS_OWN_DATA.get(name, set()) | OS_OUTSIDE_HOST.get(name, set())
            if called in _OPENING and room(name) != "host" and called not in granted:
                yield f"{name} calls {called}"


def spoken_words(texts: Sources) -> Iterator[str]:
    """What is printed outside `cli/` and the streams of `host/`."""
    for name, text in texts.items():
        for node in _nodes(text) if room(name) != "cli" and name != "host.streams" else ():
            if _called(node) == "print":
                yield f"{name} prints"
            if isinstance(node, ast.Attribute) and node.attr in _SPEAKING and _names(node.value, "sys"):
                yield f"{name} uses sys.{node.attr}"


def wrong_messages(texts: Sources) -> Iterator[str]:
    """`msg(…)` needs a text that Babel can find, and values for exactly the names in it."""
    for name, text in texts.items():
        for node in _nodes(text):
            if not isinstance(node, ast.Call) or _called(node) != "msg":
                continue
            first = node.args[0] if len(node.args) == 1 else None
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                yield f"{name}:{node.lineno}: msg() without one plain text"
                continue
            wanted = {field for _, field, _, _ in string.Formatter().parse(first.value) if field is not None}
            given = {keyword.arg for keyword in node.keywords}
            if wanted != given:
                yield f"{name}:{node.lineno}: msg() names {sorted(wanted)} and is given {sorted(map(str, given))}"


def too_long(texts: Sources) -> Iterator[str]:
    """Files and functions that nobody sees on one screen, and modules that do not say what they are for."""
    for name, text in texts.items():
        if len(text.splitlines()) > LONGEST_FILE:
            yield f"{name} has more than {LONGEST_FILE} lines"
        if text.strip() and not text.startswith('"""'):
            yield f"{name} does not say what it is for"
        for node in _nodes(text):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                yield f"{name}.{node.name} has more than {LONGEST_FUNCTION} lines"


def imported(texts: Sources, name: str) -> set[str]:
    """The modules of the package that a module imports, wherever in it."""
    found = set()
    for node in _nodes(texts[name]):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            targets = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {_module(texts, target) for target in targets if target.partition(".")[0] == "gofettle"}
    return found


def room(name: str) -> str:
    """The room that a module stands in: the folder, or the module itself where it stands in none."""
    return name.partition(".")[0]


def _allowing(home: str, other: str) -> str | None:
    """The entry of the table that lets a room import a module."""
    return next(
        (entry for entry in MAY_IMPORT[home] if other == entry or (entry and other.startswith(f"{entry}."))), None
    )


def _module(texts: Sources, target: str) -> str:
    """`gofettle.model.paths.join` is in `model.paths`."""
    name = target.partition(".")[2]
    while name not in texts and name:
        name = name.rpartition(".")[0]
    return name


def _roots(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {(node.module or "").partition(".")[0]} if isinstance(node, ast.ImportFrom) else set()


def _called(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
    return ""


def _names(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _name(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix("__init__").removesuffix(".")


@lru_cache(maxsize=1000)
def _nodes(text: str) -> tuple[ast.AST, ...]:
    kinds = (ast.Import, ast.ImportFrom, ast.Call, ast.Attribute, ast.FunctionDef)
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds))
