"""Keeps fish from making its directories in the home of somebody who never started it: a diagnosis writes nothing.

fish makes them before it reads its first file, and from 4.3 on it also moves settings about at its first start. So it is
shown temporary ones instead of those that are missing, and is told what they were called before it looks at any file of
the person's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gofettle.facts.tracing import fish_hook
from gofettle.host.port import SCRATCH, Command, Failed, Host
from gofettle.model import paths

_USUAL = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_CACHE_HOME": ".cache"}
_MADE_BY_ALL = ("XDG_CONFIG_HOME", "XDG_DATA_HOME")  # fish 3 makes no cache
_MARK = "gofettle-has-none"
# More than any release that moved settings about (share/functions/__fish_migrate.fish).
_MOVED = {"__fish_initialized": "1000000"}


def spared(host: Host, command: Command) -> Command:
    """Change how a fish is started, so that it leaves the home directory alone."""
    env = dict(command.env)
    missing = [name for name in _USUAL if not _is_there(host, env, name)]
    if not any(name in missing for name in _MADE_BY_ALL):
        return replace(command, env=tuple((env | _MOVED).items()))
    files = dict(command.files)
    if fish_hook.PATH not in files:
        files[fish_hook.PATH] = fish_hook.quiet(env)
        env = fish_hook.environment(env)
    back = "\n".join(fish_hook.restored(name, dict(command.env).get(name)) for name in missing)
    if "XDG_DATA_HOME" in missing:  # a file in the configuration may go by it
        back += f"\n    set -g __fish_user_data_dir {fish_hook.quoted(_place(dict(command.env), 'XDG_DATA_HOME'))}"
    files[fish_hook.PATH] = files[fish_hook.PATH].replace("\n", f"\n{back}\n", 1)
    shown = {name: f"{SCRATCH}/{_MARK}/{name}" for name in missing}
    return replace(command, env=tuple((env | shown | _MOVED).items()), files=tuple(files.items()))


def cleared(env: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """Take out of an answer what `spared` put in; `before` is what it was given."""
    ours = {name for name in _USUAL if f"/{_MARK}/" in env.get(name, "")} | set(_MOVED)
    kept = {name: value for name, value in env.items() if name not in ours}
    return kept | {name: before[name] for name in ours if name in before}


def _is_there(host: Host, env: Mapping[str, str], name: str) -> bool:
    stat = host.stat(_place(env, name))
    return not isinstance(stat, Failed) and stat.kind == "directory"


def _place(env: Mapping[str, str], name: str) -> str:
    return paths.join(env.get(name) or paths.join(env.get("HOME", ""), _USUAL[name]), "fish")
