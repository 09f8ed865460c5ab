"""The sessions that people do not think of: a script, a command over ssh, a window that is no login shell."""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.request import Level, Request
from gofettle.facts.sessions import Session, Start, observe
from gofettle.host.port import Host
from gofettle.model.message import msg

LEVEL = Level.DEFAULT
LABEL = msg("other sessions")

# bash reads ~/.bashrc for a command that sshd starts, and these are how it knows (facts: shells.md 7).
_SSH = (("SSH_CLIENT", "127.0.0.1 0 22"), ("SSH_CONNECTION", "127.0.0.1 0 127.0.0.1 22"))
_SECONDS = 4.0
_SHARE = 0.2  # of the run, because they start one after another


@dataclass(frozen=True, slots=True)
class OtherSessions:
    """In the order in which `why` shows them."""

    seen: tuple[Session, ...]


def collect(host: Host, shell: LoginShell, request: Request) -> OtherSessions:
    limit = min(_SECONDS, _SHARE * request.seconds)
    starts = [Start("script", (), seconds=limit), Start("ssh", (), _SSH, limit)]
    if host.platform == "linux":  # on macOS every terminal program starts a login shell (facts: shells.md 6)
        starts.insert(0, Start("window", ("-i",), seconds=limit))
    return OtherSessions(tuple(observe(host, shell, start) for start in starts))
