"""A small program, really built and run as a new terminal would, in a temporary directory."""

from __future__ import annotations

from dataclasses import dataclass

from gofettle.errors import CannotTell
from gofettle.facts.go_sessions import GoSessions
from gofettle.facts.goenv_file import endless
from gofettle.facts.request import Level
from gofettle.facts.system import System
from gofettle.host.port import SCRATCH, Command, Host, Outcome, Ran
from gofettle.model.message import msg

LEVEL = Level.DEEP
LABEL = msg("a trial build")

_SECONDS = 90.0
_SAYS = "gofettle built this"
_FILES = (
    ("trial/go.mod", "module gofettle.invalid/trial\n\ngo 1.16\n"),
    ("trial/main.go", f'package main\n\nimport "fmt"\n\nfunc main() {{ fmt.Println("{_SAYS}") }}\n'),
)


@dataclass(frozen=True, slots=True)
class TrialBuild:
    """`outcome` is None where a new terminal has no `go` to build with."""

    outcome: Outcome | None

    @property
    def ok(self) -> bool:
        """The program was built, ran and said its sentence."""
        return isinstance(self.outcome, Ran) and self.outcome.code == 0 and self.outcome.out.strip() == _SAYS

    @property
    def said(self) -> str:
        """The lines that Go printed instead, at most the first three."""
        text = "" if self.outcome is None or not hasattr(self.outcome, "err") else self.outcome.err
        return "\n".join(text.strip().splitlines()[:3])


def collect(host: Host, go: GoSessions, system: System) -> TrialBuild:
    # A container's PATH comes from its image, which a login shell sets anew.
    session = go.process if system.is_provisioned and not go.terminal.go else go.terminal
    if not session.go:
        return TrialBuild(None)
    if session.goenv.is_endless:
        raise CannotTell(endless(session.goenv.path))
    env = dict(session.env) | {"GOPROXY": "off", "GOTOOLCHAIN": "local", "GOWORK": "off"}
    # A build that is ended half-way leaves its directory behind; in ours it goes with us.
    if host.may(env.get("TMPDIR") or "/tmp", "w"):  # noqa: S108  Go's own default
        env["TMPDIR"] = SCRATCH
    command = Command(
        (*session.go.call, "run", "."),
        tuple(sorted(env.items())),
        cwd=f"{SCRATCH}/trial",
        seconds=_SECONDS,
        files=_FILES,
    )
    return TrialBuild(host.run(command))
