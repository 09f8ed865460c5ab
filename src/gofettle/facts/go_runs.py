"""What `go version` really says in a new terminal and in this process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gofettle.facts.go_sessions import GoSession, GoSessions
from gofettle.facts.request import Level, Request
from gofettle.host.port import Command, Host, Hung, NotStarted, Outcome, Ran
from gofettle.model.message import msg
from gofettle.model.version import GoVersion, parse_go_version

LEVEL = Level.DEFAULT
LABEL = msg("go version")

# A diagnosis downloads nothing, installs nothing and leaves no counters behind (DESIGN law 2; facts: go.md 2, managers.md).
_HARMLESS = {
    "GOTOOLCHAIN": "local",
    "GOPROXY": "off",
    # Nothing can be made below a device, so Go counts nothing and starts no telemetry process, which would outlive the run.
    "TEST_TELEMETRY_DIR": "/dev/null",
    "HOMEBREW_NO_AUTO_UPDATE": "1",
    "MISE_AUTO_INSTALL": "0",
    "MISE_EXEC_AUTO_INSTALL": "0",
    "MISE_NOT_FOUND_AUTO_INSTALL": "0",
    "GOENV_AUTO_INSTALL": "0",
}
_VERSION = re.compile(r"^go version (\S+).*$", re.MULTILINE)
_READ = 1 << 16
_LONGEST = 300  # of a line that stands in a report
_SECONDS = 6.0
_SHARE = 0.3  # of a small budget: two sessions may have a different go each


@dataclass(frozen=True, slots=True)
class GoRun:
    """One run of `go version`. `version` is the release that this binary is, None where it did not say."""

    session: str
    path: str
    outcome: Outcome
    version: GoVersion | None

    @property
    def ok(self) -> bool:
        """It ended well and named a release."""
        return _answer(self.outcome) is not None

    @property
    def said(self) -> str:
        """The first line that it printed, on whichever stream, or how it failed."""
        match self.outcome:
            case Ran(code=code, out=out, err=err):
                answer = _answer(self.outcome)
                text = answer[0] if answer else (out if code == 0 and out else err or out)[:_READ].strip()
                line = text.partition("\n")[0].strip()
                return (line if len(line) <= _LONGEST else line[:_LONGEST] + "…") or f"exit status {code}"
            case Hung(seconds=seconds):
                return f"no answer in {seconds:g} s"
            case NotStarted(code=code):
                return code


@dataclass(frozen=True, slots=True)
class GoRuns:
    """One run a session that has a `go`."""

    runs: tuple[GoRun, ...]

    def of(self, session: str) -> GoRun | None:
        """Return a session's run."""
        return next((run for run in self.runs if run.session == session), None)


def collect(host: Host, go: GoSessions, request: Request) -> GoRuns:
    answers: dict[Command, Outcome] = {}
    runs = []
    for session in go.seen:
        if session.go and not session.goenv.is_endless:
            command = version_command(session, min(_SECONDS, _SHARE * request.seconds))
            if command not in answers:  # both sessions alike: nothing runs twice
                answers[command] = host.run(command)
            runs.append(_run(session, answers[command]))
    return GoRuns(tuple(runs))


def version_command(session: GoSession, seconds: float = _SECONDS) -> Command:
    """`go version` as this session would run it, in a directory that belongs to no project."""
    go = session.go.call if session.go else ("go",)
    return Command((*go, "version"), harmless(session.env), seconds=seconds)


def harmless(env: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return a session's environment, told to leave the network and the disk alone."""
    ours = {"PWD", "OLDPWD", "SHLVL", "_", "COLUMNS", "LINES"}  # differ between sessions and mean nothing to Go
    return tuple(sorted(({name: value for name, value in env.items() if name not in ours} | _HARMLESS).items()))


def _run(session: GoSession, outcome: Outcome) -> GoRun:
    answer = _answer(outcome)
    version = parse_go_version(answer[1]) if answer else None
    return GoRun(session.kind, session.go.path if session.go else "", outcome, version)


def _answer(outcome: Outcome) -> re.Match[str] | None:
    """Find the line; a shim may print others before it."""
    return _VERSION.search(outcome.out[:_READ]) if isinstance(outcome, Ran) and outcome.code == 0 else None
