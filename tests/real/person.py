"""A person with a home of their own on this very machine: real start-up files, real shells, real Go, and gofettle run by them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM_PATH = "/usr/bin:/bin"

STARTUP = {"zsh": ".zshrc", "bash": ".bash_profile", "fish": ".config/fish/config.fish"}
"""A file of each shell that a new terminal reads."""

UNREAD = {"zsh": ".bashrc", "bash": ".zshrc", "fish": ".bash_profile"}
"""A file that this shell does not read."""


@dataclass(frozen=True)
class Answer:
    """What one run said: its exit status and its JSON."""

    code: int
    document: dict[str, Any]
    error: str

    @property
    def causes(self) -> list[dict[str, Any]]:
        causes: list[dict[str, Any]] = self.document["causes"]
        return causes

    @property
    def roots(self) -> list[str]:
        return [cause["id"] for cause in self.causes if cause["root"]]

    @property
    def folded(self) -> list[str]:
        return [cause["id"] for cause in self.causes if not cause["root"]]

    def vital(self, name: str) -> str:
        return next(str(vital["state"]) for vital in self.document["vitals"] if vital["id"] == name)


class Person:
    """`shell` is zsh, bash or fish; `path` is what this session's PATH has."""

    def __init__(self, home: Path, shell: str, program: str) -> None:
        self.home = home
        self.shell = shell
        self.program = program
        self.path = SYSTEM_PATH
        self.extra: dict[str, str] = {}
        home.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, text: str) -> Path:
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="surrogateescape")
        return path

    def sets(self, name: str, value: str) -> str:
        """The line that sets a variable, in this person's shell."""
        if self.shell == "fish":
            return f"set -gx {name} {value.replace(':', ' ')}\n" if name == "PATH" else f"set -gx {name} {value}\n"
        return f"export {name}={value}\n"

    def starts_with(self, lines: str, *, sourced: bool = False) -> str:
        """Write the start-up file, or a file that it sources; return `file` as reports name it."""
        startup = STARTUP[self.shell]
        if not sourced:
            self.write(startup, f"# made by a test\n{lines}")
            return str(self.home / startup)
        settings = self.write(".settings/go.sh", f"# made by a test\n{lines}")
        self.write(startup, f"# made by a test\nsource {settings}\n")
        return str(settings)

    def environment(self) -> dict[str, str]:
        """This session's environment."""
        return {
            "HOME": str(self.home),
            "USER": "somebody",
            "SHELL": self.program,
            "PATH": self.path,
            "LANG": "C.UTF-8",
            "TERM": "dumb",
            **self.extra,
            **{name: os.environ[name] for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE") if name in os.environ},
        }

    def run(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return self._started([sys.executable, "-m", "gofettle", *arguments], cwd)

    def doctor(self, *arguments: str, cwd: Path | None = None) -> Answer:
        return _answer(self.run("doctor", "--format", "json", *arguments, cwd=cwd))

    def doctor_in_a_new_terminal(self, *arguments: str, cwd: Path | None = None) -> Answer:
        """What doctor says when it is typed into a terminal that has just been opened."""
        command = shlex.join([sys.executable, "-m", "gofettle", "doctor", "--format", "json", *arguments])
        return _answer(self._started([self.program, "-l", "-i", "-c", command], cwd))

    def _started(self, command: list[str], cwd: Path | None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=self.environment(),
            cwd=cwd or self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


def _answer(ran: subprocess.CompletedProcess[str]) -> Answer:
    assert ran.returncode in {0, 1, 4}, ran.stderr
    return Answer(ran.returncode, json.loads(ran.stdout), ran.stderr)


def tree(root: str, target: Path, *, like: str | None = None) -> Path:
    """A GOROOT of its own made of links to a real one; its `go`, VERSION and go.env are copies that a test may break."""
    target.mkdir(parents=True)
    for part in ("src", "pkg", "lib"):
        (target / part).symlink_to(Path(root) / part)
    (target / "bin").mkdir()
    shutil.copy2(Path(like or root) / "bin" / "go", target / "bin" / "go")
    for name in ("VERSION", "go.env"):
        shutil.copy2(Path(root) / name, target / name)
    return target
