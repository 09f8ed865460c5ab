"""Starts real shells on homes made for one test, and traces them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

from gofettle.facts import startup_trace
from gofettle.facts.login_shell import LoginShell
from gofettle.host.local import LocalHost
from gofettle.model.place import Place, Trace, who_added, who_set

PATH = "/usr/local/bin:/usr/bin:/bin"
WATCHED = ("PATH", "GOPATH", "GOROOT", "GOBIN", "GOFLAGS", "GOPROXY")


@dataclass(frozen=True, slots=True)
class Shell:
    """A real shell, and the file that every one of its login shells reads."""

    path: str
    family: str
    file: str


def real(name: str) -> Shell:
    """Find a shell, or skip the test with the reason."""
    family, file = {
        "zsh": ("zsh", ".zshrc"),
        "bash": ("bash", ".bash_profile"),
        "bash 3.2": ("bash", ".bash_profile"),
        "fish": ("fish", ".config/fish/config.fish"),
        "dash": ("sh", ".profile"),
    }[name]
    path = os.environ.get("GOFETTLE_TEST_BASH32") if name == "bash 3.2" else shutil.which(name)
    if not path:
        pytest.skip(f"no {name} here" + (" (GOFETTLE_TEST_BASH32 names one)" if name == "bash 3.2" else ""))
    return Shell(path, family, file)


class Home:
    """A home directory and the shell that starts in it."""

    def __init__(self, directory: Path, shell: Shell) -> None:
        self.directory = directory
        self.shell = shell

    def write(self, name: str, text: str) -> str:
        """Lay a file; give back its path."""
        file = self.directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
        return str(file)

    def start(
        self,
        *lines: str,
        watched: tuple[str, ...] = WATCHED,
        seconds: float = 20.0,
        env: Mapping[str, str] = MappingProxyType({}),
    ) -> Trace:
        """Write the shell's start-up file and trace a new login shell."""
        if lines:
            self.write(self.shell.file, "\n".join(lines) + "\n")
        base = {"HOME": str(self.directory), "PATH": PATH, "PWD": str(self.directory), "TERM": "dumb", **env}
        shell = LoginShell(self.shell.path, self.shell.family, "SHELL")
        return startup_trace.trace(LocalHost(), shell, tuple(base.items()), ("-l", "-i"), watched, seconds)

    def changes(self, trace: Trace) -> list[tuple[str, str | None, str | None]]:
        """What happened in this home, without the system's own files."""
        return [
            (change.variable, change.after, self.short(change.place))
            for change in trace.changes
            if not change.place.file.startswith(("/etc/", "/usr/"))
        ]

    def short(self, place: Place | None) -> str | None:
        """`file:line` with the home left out."""
        return place.text.replace(f"{self.directory}/", "") if place else None

    def set_by(self, trace: Trace, variable: str) -> str | None:
        """Where a variable got its last value."""
        return self.short(who_set(trace, variable))

    def added_by(self, trace: Trace, element: str, variable: str = "PATH") -> str | None:
        """Where an element came into a list."""
        return self.short(who_added(trace, variable, element))


def value(trace: Trace, variable: str) -> str | None:
    """The value that a trace ends with."""
    return next((change.after for change in reversed(trace.changes) if change.variable == variable), None)
