"""Which line of which start-up file set each watched variable of a new terminal, from a trace of the real shell.

A trace costs more than a start, so it is taken only when a finding or `why` asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.facts import startup_trace
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.request import Level
from gofettle.facts.sessions import Sessions, fresh_environment
from gofettle.facts.variables import is_watched
from gofettle.host.port import Host
from gofettle.model.finding import Origin
from gofettle.model.message import msg
from gofettle.model.place import Place, Trace, who_added, who_dropped, who_set

LEVEL = Level.QUICK
LABEL = msg("a trace of the start-up files")


@dataclass(frozen=True, slots=True)
class Provenance:
    """The trace of a new terminal's start-up, and the variables that were watched."""

    terminal: Trace
    watched: tuple[str, ...]

    def answer(self, origin: Origin) -> Place | None:
        """Find the place that an origin asks for; None for another session or a variable that no start-up file set."""
        if origin.session != "terminal":
            return None
        if origin.dropped:
            place = who_dropped(self.terminal, origin.variable, origin.element)
        elif origin.element:
            place = who_added(self.terminal, origin.variable, origin.element)
        else:
            place = who_set(self.terminal, origin.variable)
        return place if place and place.file else None  # a change that no traced line made has no file


def collect(host: Host, shell: LoginShell, sessions: Sessions) -> Provenance:
    base = fresh_environment(host, shell)
    env = sessions.terminal.variables
    # Only what the start-up changed: each watched variable makes every traced command dearer.
    watched = tuple(sorted(name for name, value in env.items() if is_watched(name) and base.get(name) != value))
    return Provenance(startup_trace.trace(host, shell, tuple(sorted(base.items())), ("-l", "-i"), watched), watched)
