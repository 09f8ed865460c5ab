"""The programs of a test machine, each told by the file that its path leads to: shells, Gos and version managers' shims."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, replace

from gofettle.facts import go_env, goenv_file
from gofettle.host.memory import Answer, File, MemoryHost
from gofettle.host.port import Command, Failed, NotStarted, Outcome, Ran
from gofettle.model import paths
from tests.acting import shell

MAGIC = {"darwin": b"\xcf\xfa\xed\xfe", "linux": b"\x7fELF"}
_ACTS = re.compile(rb"acts as (\w+)(?: ([\w.]+))?(?: of (.+))?")


def program(platform: str, acts: str, *, mode: int = 0o755, uid: int = 0) -> File:
    """A program of this system that acts as `zsh`, `go 1.27.3`…"""
    return File(MAGIC[platform] + f" acts as {acts}".encode(), mode, uid)


class Programs(dict[str, Answer]):
    """What a test lays down here is answered first; everything else by the file at the program's path."""

    def __init__(self, host: MemoryHost) -> None:
        super().__init__()
        self.host = host

    def get(self, key: str, default: Answer | None = None) -> Answer:  # type: ignore[override]  # MemoryHost asks so
        laid_down = super().get(key)
        return laid_down if laid_down is not None else lambda command: self._start(command, default)

    def _start(self, command: Command, default: Answer | None) -> Outcome:
        if command.argv[0] == "/usr/bin/env":  # NAME=value in front of a program
            command = replace(command, argv=command.argv[2:])
        path = command.argv[0]
        stat, head = self.host.stat(path), self.host.head(path, 400)
        if isinstance(stat, Failed) or isinstance(head, Failed):
            return NotStarted(stat.code if isinstance(stat, Failed) else "EACCES")
        if not self.host.may(path, "x"):
            return NotStarted("EACCES")
        acts = _ACTS.search(head)
        if not head.startswith((MAGIC[self.host.platform], b"#!")):
            return NotStarted("ENOEXEC")
        if not acts:
            assert not callable(default), shlex.join(command.argv)
            return default or NotStarted("ENOENT")
        name, version, root = (part.decode() if part else "" for part in acts.groups())
        go = Go(self.host, path, version, root)
        return go.answer(command) if name == "go" else shell.answer(self.host, name, command)


@dataclass(frozen=True)
class Go:
    """One go command. It finds its GOROOT and refuses settings as the real one does; a shim is given its `root`."""

    host: MemoryHost
    path: str
    version: str
    root: str = ""

    def answer(self, command: Command) -> Outcome:
        env = dict(command.env)
        settings = {line.name: line.value for line in goenv_file.read(self.host, env).lines if line.name}
        settings |= {name: value for name, value in env.items() if value}
        root = settings.get("GOROOT") or self._own_root()
        if isinstance(self.host.stat(root), Failed):
            return Ran(2, err=f"go: cannot find GOROOT directory: {root}\n")
        if settings.get("GOEXPERIMENT") == "nosuch":
            return Ran(2, err="go: unknown GOEXPERIMENT nosuch\n")
        if command.argv[1:2] == ("env",):
            return Ran(0, json.dumps({name: settings.get(name, "") for name in go_env.NAMES} | {"GOROOT": root}))
        if "-nosuch" in settings.get("GOFLAGS", ""):
            return Ran(1, err="go: parsing $GOFLAGS: unknown flag -nosuch\n")
        if command.argv[1:] == ("version",):
            chip = "arm64" if self.host.platform == "darwin" else "amd64"
            return Ran(0, f"go version go{self.version} {self.host.platform}/{chip}\n", ms=5)
        return self._build(root, command)

    def _own_root(self) -> str:
        if self.root:
            return self.root
        real = self.host.real(self.path)
        return paths.clean(paths.join("/" if isinstance(real, Failed) else real, "../.."))

    def _build(self, root: str, command: Command) -> Outcome:
        text = self.host.read(f"{root}/VERSION")
        tree = "" if isinstance(text, Failed) else text.partition("\n")[0]
        if tree != f"go{self.version}":
            says = f'compile: version "{tree}" does not match go tool version "go{self.version}"\n'
            return Ran(1, err=f"# internal/goarch\n{says}")
        printed = re.search(r'Println\("(.*)"\)', dict(command.files)["trial/main.go"])
        return Ran(0, f"{printed[1] if printed else ''}\n", ms=900)
