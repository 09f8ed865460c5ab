"""What one command name leads to in every session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gofettle.facts import executables
from gofettle.facts.executables import Hit
from gofettle.facts.other_sessions import OtherSessions
from gofettle.facts.request import Level, Request
from gofettle.facts.sessions import Sessions
from gofettle.host.port import Host
from gofettle.model.message import msg

LEVEL = Level.DEFAULT
LABEL = msg("a command name")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The hits by kind of session."""

    hits: Mapping[str, tuple[Hit, ...]]


def collect(host: Host, request: Request, sessions: Sessions, others: OtherSessions) -> Lookup:
    seen = [session for session in (*sessions.seen, *others.seen) if session.env is not None]
    name = request.name
    return Lookup(
        {session.kind: executables.find(host, name, session.variables.get("PATH", "")) for session in seen}
        if name
        else {}
    )
