"""Which shell a new terminal starts."""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.errors import CannotTell
from gofettle.facts.request import Level
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import Message, msg

LEVEL = Level.QUICK
LABEL = msg("the login shell")

FAMILIES = {"zsh": "zsh", "bash": "bash", "fish": "fish", "sh": "sh", "dash": "sh", "ksh": "sh"}


@dataclass(frozen=True, slots=True)
class LoginShell:
    """`family` is zsh, bash, fish or sh (which stands for dash and ksh too); `said_by` is `SHELL` or `user database`."""

    path: str
    family: str
    said_by: str

    @property
    def name(self) -> str:
        """As people call it: the program's own name."""
        return paths.name(self.path)


def collect(host: Host) -> LoginShell:
    found = find(host)
    if isinstance(found, Message):
        raise CannotTell(found)
    return found


def find(host: Host) -> LoginShell | Message:
    """$SHELL first, as VS Code and tmux do; a value that cannot be started gives way to the user database."""
    for path, said_by in ((host.env.get("SHELL", ""), "SHELL"), (host.user.shell, "user database")):
        family = FAMILIES.get(paths.name(path))
        if family and path.startswith("/") and _is_program(host, path):
            return LoginShell(path, family, said_by)
    shell = host.env.get("SHELL") or host.user.shell
    stat = host.stat(shell) if paths.name(shell) in FAMILIES else None
    if isinstance(stat, Failed):
        return msg("{shell} could not be started ({error})", shell=shell, error=stat.code)
    if shell:
        return msg("the login shell {shell} is not one that gofettle can observe (zsh, bash, fish, sh)", shell=shell)
    return msg("neither SHELL nor the user database names a login shell")


def _is_program(host: Host, path: str) -> bool:
    stat = host.stat(path)
    return not isinstance(stat, Failed) and stat.kind == "file" and host.may(path, "x")
