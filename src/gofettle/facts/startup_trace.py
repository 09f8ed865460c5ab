"""Start a new shell so that it tells which file and line of its start-up set which variable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol

from gofettle.facts import fish_home
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.tracing import bash, bash_3, bash_root, fish, posix, wire, zsh
from gofettle.host.port import Command, Failed, Host, Outcome, Ran
from gofettle.model.place import Trace

Env = tuple[tuple[str, str], ...]

_VERSION = re.compile(r"GNU bash, version (\d+)\.(\d+)")
_WHOLE_PS4 = (4, 3)  # bash 4.2 still cuts it off after 99 bytes (print_cmd.c, indirection_string)
_ROOT_APART = (4, 4)  # root's bash no longer takes PS4 from its environment


class Way(Protocol):
    """One way to have a shell traced: a module of `facts/tracing`."""

    def command(self, shell: str, flags: tuple[str, ...], env: Env, variables: tuple[str, ...]) -> Command:
        """Make the command to run."""

    def parse(self, outcome: Outcome, env: Mapping[str, str], variables: tuple[str, ...]) -> Trace:
        """Read what came of it."""


def choose(family: str, version: tuple[int, int] | None, *, is_root: bool = False) -> Way:
    """Choose the way for a shell; `version` is bash's, None for any other shell."""
    match family:
        case "zsh":
            return zsh
        case "fish":
            return fish
        case "bash" | "sh" if version and version >= _WHOLE_PS4:
            return bash_root if is_root and version >= _ROOT_APART else bash
        case "bash":
            return bash_3  # it reads any bash, though less
        case "sh" if version:
            return bash_3
    return posix


def bash_version(host: Host, shell: LoginShell) -> tuple[int, int] | None:
    """Ask; `sh` may be bash too, as on macOS."""
    if shell.family not in {"bash", "sh"}:
        return None
    outcome = host.run(Command((shell.path, "--version"), (("PATH", "/usr/bin:/bin"),)))
    found = _VERSION.search(outcome.out) if isinstance(outcome, Ran) else None
    return (int(found[1]), int(found[2])) if found else None


def trace(
    host: Host,
    shell: LoginShell,
    env: Env,
    flags: tuple[str, ...],
    variables: tuple[str, ...],
    seconds: float = wire.SECONDS,
) -> Trace:
    """Run the start-up once under observation; a second time for zsh if a value holds a %.

    Each variable makes every traced command dearer: ask only for those that the start-up changed.
    """
    way = choose(shell.family, bash_version(host, shell), is_root=host.user.uid == 0)

    def run(command: Command) -> Trace:
        command = fish_home.spared(host, command) if way is fish else command
        return way.parse(host.run(replace(command, seconds=seconds)), dict(env), variables)

    traced = run(way.command(shell.path, flags, env, variables))
    if way is zsh and (percent := _with_percent(traced)):
        traced = run(zsh.command(shell.path, flags, env, variables, percent))
    return _refined(host, way, traced, env, flags)


def _with_percent(traced: Trace) -> tuple[str, ...]:
    said = [change.variable for change in traced.changes if "%" in (change.after or "")]
    return tuple(dict.fromkeys(said)) if traced.lost == "switched-off" else ()


def _refined(host: Host, way: Way, traced: Trace, env: Env, flags: tuple[str, ...]) -> Trace:
    read = partial(_read, host)
    if way is bash_3:
        return bash_3.refine(traced, read)
    if way is fish:
        return fish.refine(traced, read)
    return posix.refine(traced, read, posix.startup_files(flags, dict(env))) if way is posix else traced


def _read(host: Host, path: str) -> str | None:
    text = host.read(path)
    return None if isinstance(text, Failed) else text
