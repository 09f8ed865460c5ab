"""The other programs that examine a developer's machine, and how to get those that are not here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Program

# No peer is to lose time on looking for a newer self.
_NO_UPDATES = {"NO_UPDATE_NOTIFIER": "1", "npm_config_update_notifier": "false", "npm_config_offline": "true"}
_FETCH = "benchmarks/fetch-peers fetches it"


@dataclass(frozen=True, slots=True)
class Peer:
    """`program` is the file that must be there; `get` says how to get it."""

    name: str
    program: str
    arguments: tuple[str, ...]
    get: str

    @property
    def is_here(self) -> bool:
        """It can be started."""
        return bool(self.program) and os.access(self.program, os.X_OK)

    def program_in(self, env: Mapping[str, str], cwd: str) -> Program:
        """Return the run of it in a session that has it on PATH, behind all else: mise starts itself by name."""
        path = f"{env['PATH']}:{os.path.dirname(self.program)}"
        return Program(self.name, (self.program, *self.arguments), {**env, **_NO_UPDATES, "PATH": path}, cwd)


def all_peers(store: Path) -> tuple[Peer, ...]:
    """Every peer, here or not, in the order of the tables."""
    modules = store / "node_modules/.bin"
    npm, npx = (shutil.which(name) or "" for name in ("npm", "npx"))
    npm_get = "Node.js brings it: apt install npm, brew install node"

    def by_npx(program: str, arguments: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        there = npx if (modules / program).exists() else ""
        return there, ("--offline", "--prefix", str(store), program, *arguments)

    local = ("doctor", "environment", "permissions", "cache")
    return (
        Peer("mise doctor", str(modules / "mise"), ("doctor",), _FETCH),
        Peer("npm doctor environment permissions cache", npm, local, npm_get),
        Peer("npx envinfo", *by_npx("envinfo", ()), f"{_FETCH}; {npm_get}"),
        Peer("npx @react-native-community/cli doctor", *by_npx("rnc-cli", ("doctor",)), f"{_FETCH}; {npm_get}"),
        Peer(
            "ansible -m setup",
            str(store / "ansible/bin/ansible"),
            ("localhost", "-i", "localhost,", "-c", "local", "-m", "ansible.builtin.setup"),
            _FETCH,
        ),
    )


def go_env(env: Mapping[str, str], cwd: str) -> Program:
    """Return `go env -json`, found on PATH as a person's shell finds it."""
    return Program("go env -json", ("go", "env", "-json"), env, cwd)
