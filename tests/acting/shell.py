"""As much of a shell as the start-up files of test machines need; the real ones are run in tests/real.

It knows the files that each shell reads by itself, without a look at `facts/startup_files.py`, so that the two check
each other. A line that it does not know is an error of the test, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.shell_answer import MARK
from gofettle.host.memory import MemoryHost
from gofettle.host.port import Command, Failed, Hung, Outcome, Ran
from gofettle.model import paths
from gofettle.model.place import Change, Place, Trace

_WORD = re.compile(r"'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|(?P<bare>[^'\"\s]+)")
_WORDS = re.compile(r"(?:'[^']*'|\"[^\"]*\"|[^'\"\s])+")
_VARIABLE = re.compile(r"\$\{?(\w+)\}?")
_NOTHING = re.compile(r"#|alias |test |\[ |go version|then|else|autoload |if |fi$|end$|setopt |export PATH$")


class _EndedError(Exception):
    """`exit` in a start-up file."""


class _StuckError(Exception):
    """A start-up file that waits for ever."""


@dataclass
class Shell:
    """One start of a shell on a machine: what its files did to the environment, in order."""

    host: MemoryHost
    family: str
    env: dict[str, str]
    flags: tuple[str, ...]
    changes: list[Change] = field(default_factory=list)
    printed: str = ""
    at: Place | None = None

    def start(self) -> None:
        for path in self._order():
            self.source(path)

    def _order(self) -> Iterator[str]:
        home = self.env.get("HOME", "")
        login, interactive = "-l" in self.flags, "-i" in self.flags
        match self.family:
            case "zsh":
                stages = (("zshenv", True), ("zprofile", login), ("zshrc", interactive), ("zlogin", login))
                for stage, is_read in stages:
                    if is_read:  # ~/.zshenv may say where the later ones are
                        yield from (f"/etc/{stage}", f"{self.env.get('ZDOTDIR') or home}/.{stage}")
            case "bash" if login:
                names = (f"{home}/{name}" for name in (".bash_profile", ".bash_login", ".profile"))
                there = (name for name in names if not isinstance(self.host.stat(name), Failed))
                yield from ("/etc/profile", next(there, ""))
            case "bash" if interactive or "SSH_CLIENT" in self.env:
                yield f"{home}/.bashrc"
            case "fish":
                config = self.env.get("XDG_CONFIG_HOME") or f"{home}/.config"
                found = self.host.names(f"{config}/fish/conf.d")
                yield from (f"{config}/fish/conf.d/{name}" for name in (() if isinstance(found, Failed) else found))
                yield from ("/etc/fish/config.fish", f"{config}/fish/config.fish")
            case "sh" if login:
                yield from ("/etc/profile", f"{home}/.profile")

    def source(self, path: str) -> None:
        text = self.host.read(path)
        if isinstance(text, Failed):
            return
        for number, line in enumerate(text.split("\n"), 1):
            self.at = Place(path, number, line.strip())
            self._do(line.strip())

    def _do(self, line: str) -> None:
        for part in re.split(r"(?:;|&&|\|\|)(?: |$)", line):
            self._does(part.strip())

    def _does(self, line: str) -> None:
        if not line or _NOTHING.match(line):
            return
        for begins, does in _STATEMENTS:
            if found := re.fullmatch(begins, line):
                does(self, found)
                return
        message = f"the acting shell does not know: {line!r}"
        raise AssertionError(message)

    def set(self, name: str, value: str | None) -> None:
        before = self.env.get(name)
        if value is None:
            self.env.pop(name, None)
        else:
            self.env[name] = value
        if before != value and self.at:
            self.changes.append(Change(name, before, value, self.at))

    def expanded(self, text: str) -> str:
        """Take quotes and variables out of one word."""
        out = ""
        for part in _WORD.finditer(text):
            if part["single"] is not None:
                out += part["single"]
            else:
                bare = part["bare"]
                if bare:
                    home = self.env.get("HOME", "")
                    bare = re.sub(r"(?:^|(?<=:))~(?=/|$)", lambda _, home=home: home, bare)
                out += _VARIABLE.sub(lambda found: self.env.get(found[1], ""), bare or part["double"] or "")
        return out

    def path_helper(self) -> None:
        names = self.host.names("/etc/paths.d")
        files = ["/etc/paths", *(f"/etc/paths.d/{name}" for name in (() if isinstance(names, Failed) else names))]
        texts = [text for file in files if not isinstance(text := self.host.read(file), Failed)]
        entries = [line for text in texts for line in text.split("\n") if line]
        self.set("PATH", ":".join(dict.fromkeys([*entries, *paths.elements(self.env.get("PATH", ""))])))

    def brew(self, prefix: str) -> None:
        entries = [f"{prefix}/bin", f"{prefix}/sbin", *paths.elements(self.env.get("PATH", ""))]
        self.set("PATH", ":".join(dict.fromkeys(entries)))

    def fish_add_path(self, path: str, options: str) -> None:
        entries = list(paths.elements(self.env.get("PATH", "")))
        if path in entries and "--move" in options:
            entries.remove(path)
        if path not in entries:
            self.set("PATH", ":".join([*entries, path] if "--append" in options else [path, *entries]))


def _ends(_: Shell, found: re.Match[str]) -> None:
    raise _EndedError if found[0] == "exit" else _StuckError


def _says(shell: Shell, found: re.Match[str]) -> None:
    shell.printed += shell.expanded(found[1]) + "\n"


def _assigns(shell: Shell, found: re.Match[str]) -> None:
    for word in _WORDS.findall(found[1].partition(" #")[0]):
        name, _, value = word.partition("=")
        shell.set(name, shell.expanded(value))


_STATEMENTS: tuple[tuple[str, Callable[[Shell, re.Match[str]], None]], ...] = (
    (r"exit|sleep .*", _ends),
    (r"echo (.*)", _says),
    (r"(?:source|\.) (.*)", lambda shell, found: shell.source(shell.expanded(found[1]))),
    (r"eval .*path_helper.*", lambda shell, _: shell.path_helper()),
    (r".*?(/[\w/]+)/bin/brew shellenv.*", lambda shell, found: shell.brew(found[1])),
    (
        r"fish_add_path ((?:--\w+ )*)(.*)",
        lambda shell, found: shell.fish_add_path(shell.expanded(found[2]), found[1]),
    ),
    (
        r"set -g?x (\w+) (.*)",
        lambda shell, found: shell.set(found[1], ":".join(map(shell.expanded, _WORDS.findall(found[2])))),
    ),
    (r"unset (\w+)", lambda shell, found: shell.set(found[1], None)),
    (r"(?:export |typeset -x )?([A-Za-z_]\w*=.*)", _assigns),
)


def answer(host: MemoryHost, family: str, command: Command) -> Outcome:
    """What gofettle's question for the environment is answered with."""
    shell = Shell(host, family, dict(command.env), command.argv[1:])
    try:
        shell.start()
    except _EndedError:
        return Ran(0, shell.printed)
    except _StuckError:
        return Hung(command.seconds, shell.printed)
    said = shell.env | {"SHLVL": "1", "_": "/usr/bin/env", "LC_ALL": "C"}
    text = "".join(f"{name}={value}\0" for name, value in said.items())
    return Ran(0, f"{shell.printed}\n{MARK}\n{text}", ms=12)


def trace(
    host: MemoryHost,
    shell: LoginShell,
    env: tuple[tuple[str, str], ...],
    flags: tuple[str, ...],
    variables: tuple[str, ...],
    *,
    seconds: float = 20.0,
) -> Trace:
    """What `facts/startup_trace.py` would say of this start; tests put it in that one's place."""
    started, lost = Shell(host, shell.family, dict(env), flags), ""
    assert seconds > 0
    try:
        started.start()
    except _EndedError:
        lost = "ended-early"
    except _StuckError:
        lost = "hung"
    return Trace(tuple(change for change in started.changes if change.variable in variables), started.at, lost)
