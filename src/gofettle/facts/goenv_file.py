"""The settings file that `go env -w` writes, read by Go's own rules: no quotes, no `$HOME`, no `export`, no blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gofettle.facts.go_values import glued_flags
from gofettle.facts.variables import is_watched
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import Message, msg

# Go takes these apart at blanks and lets a word stand in quotes (cmd/internal/quoted); the entries of GOPROXY it trims.
_WORDS = re.compile(r"GOFLAGS|CC|CXX|FC|AR|GCCGO|PKG_CONFIG|CGO_\w+FLAGS")
_ASSIGNMENT = re.compile(r"\s*(?:export\s+|set\s+-\w+\s+)?([A-Za-z_]\w*)\s*[= ]\s*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that Go takes (`name` and `value` as it takes them) or passes over (`name` is '')."""

    number: int
    text: str
    name: str
    value: str

    @property
    def meant(self) -> str:
        """The variable that the line's author meant to set, '' for a remark or another text."""
        found = _ASSIGNMENT.fullmatch(self.text)
        return found[1].upper() if found and is_watched(found[1].upper()) else ""

    @property
    def misread(self) -> str:
        """How Go reads it otherwise than it was meant, '' if it does not.

        One of: not-at-start, blank-in-name, quotes, expansion, blanks.
        """
        if not self.meant or not self.name:
            return "not-at-start" if self.meant else ""
        if self.name != self.meant:
            return "blank-in-name"
        are_words = _WORDS.fullmatch(self.name) is not None
        if (self.value[:1] in {'"', "'"} and not are_words) or (self.name == "GOFLAGS" and glued_flags(self.value)):
            return "quotes"
        if re.match(r"~|\$\{?[A-Z]", self.value):
            return "expansion"
        is_trimmed = are_words or self.name == "GOPROXY"
        return "" if is_trimmed or self.value == self.value.strip() else "blanks"

    def corrected(self, home: str) -> str:
        """The line as Go has to read it, '' where that cannot be told from the text."""
        found = _ASSIGNMENT.fullmatch(self.text)
        value = found[2].strip("\"'") if found else "$"
        value = re.sub(r"^(?:~|\$\{?HOME\}?)(?=/|$)", lambda _: home, value)
        return "" if "$" in value else f"{self.meant}={value}"


@dataclass(frozen=True, slots=True)
class GoenvFile:
    """`failed` is '' for a file that was read, `ENOENT` for one that is not there; `path` is '' for `GOENV=off`."""

    path: str
    lines: tuple[Line, ...] = ()
    failed: str = ""

    @property
    def is_endless(self) -> bool:
        """A FIFO, a socket or a device: Go reads it until it ends, so the go command does not come back."""
        return self.failed == "ENOTREG"

    def get(self, name: str) -> Line | None:
        """Return the line that counts for a variable: the last one, as in Go."""
        return next((line for line in reversed(self.lines) if line.name == name), None)


def read(host: Host, env: Mapping[str, str]) -> GoenvFile:
    """Read the file that a session with this environment uses."""
    path = location(host.platform, env)
    if not path:
        return GoenvFile("")
    text = "" if host.real(path) == "/dev/null" else host.read(path)
    return GoenvFile(path, failed=text.code) if isinstance(text, Failed) else GoenvFile(path, parse(text))


def endless(path: str) -> Message:
    """What becomes of the go command when it reads its settings from such a file."""
    return msg("go does not come back from reading {path}, which is no regular file", path=path)


def location(platform: str, env: Mapping[str, str]) -> str:
    """Where Go looks: GOENV, or below os.UserConfigDir; '' for none (golang/go src/os/file.go, cmd/go/internal/cfg)."""
    named = env.get("GOENV", "")
    if named:
        return "" if named == "off" else named
    home = env.get("HOME", "")
    if platform == "darwin":
        return f"{home}/Library/Application Support/go/env" if home else ""
    config = env.get("XDG_CONFIG_HOME", "")
    if config:
        return paths.join(config, "go/env") if config.startswith("/") else ""
    return f"{home}/.config/go/env" if home else ""


def parse(text: str) -> tuple[Line, ...]:
    """Split at newlines and at the first `=`; a name must begin with A to Z; nothing is trimmed (cfg.go readEnvFile)."""
    return tuple(_line(number, line) for number, line in enumerate(text.split("\n"), 1))


def _line(number: int, text: str) -> Line:
    name, equals, value = text.partition("=")
    taken = equals and text[:1].isascii() and text[:1].isupper()
    return Line(number, text, name if taken else "", value if taken else "")
