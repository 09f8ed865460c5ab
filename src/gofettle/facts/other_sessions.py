"""The sessions that people do not think of: a script, a command over ssh, a window that is no login shell."""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.request import Level
from gofettle.facts.sessions import Session, observe
from gofettle.host.port import Host
from gofettle.model.message import msg

LEVEL = Level.DEFAULT
LABEL = msg("other sessions")

# bash reads ~/.bashrc for a command that sshd starts, and these are how it knows (facts: shells.md 7).
_SSH = {"SSH_CLIENT": "127.0.0.1 0 22", "SSH_CONNECTION": "127.0.0.1 0 127.0.0.1 22"}


@dataclass(frozen=True, slots=True)
class OtherSessions:
    """In the order in which `why` shows them."""

    seen: tuple[Session, ...]


def collect(host: Host, shell: LoginShell) -> OtherSessions:
    kinds = [observe(host, shell, "script", ()), observe(host, shell, "ssh", (), _SSH)]
    if host.platform == "linux":  # on macOS every terminal program starts a login shell (facts: shells.md 6)
        kinds.insert(0, observe(host, shell, "window", ("-i",)))
    return OtherSessions(tuple(kinds))
