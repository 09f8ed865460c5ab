"""The vital signs: what a working Go set-up does, and what happened when it was tried."""

from __future__ import annotations

from gofettle.facts.go_runs import GoRuns
from gofettle.facts.go_sessions import GoSession, GoSessions
from gofettle.facts.go_trees import GoTrees
from gofettle.facts.goenv_file import endless
from gofettle.facts.installed_tools import InstalledTools
from gofettle.facts.snapshot import Snapshot, Unknown
from gofettle.facts.system import System
from gofettle.facts.trial_build import TrialBuild
from gofettle.host.port import Hung
from gofettle.model.diagnosis import State, Vital
from gofettle.model.message import Message, msg

NEEDS: tuple[type, ...] = (GoSessions, GoRuns, InstalledTools, GoTrees, System, TrialBuild)

_NOT_QUICK = msg("--quick starts nothing but the shell")


def measure(snapshot: Snapshot) -> tuple[Vital, ...]:
    """Judge the four vital signs that this house knows so far."""
    return (_session("terminal", snapshot), _session("session", snapshot), _tools(snapshot), _build(snapshot))


def _session(name: str, snapshot: Snapshot) -> Vital:
    go = snapshot.known[GoSessions]
    if isinstance(go, Unknown):
        return _unknown(name, go)
    kind = "terminal" if name == "terminal" else "process"
    session = next((session for session in go.seen if session.kind == kind), None)
    if session is None:
        return Vital(name, State.CANNOT_TELL, go.why or msg("it could not be observed"))
    if name == "terminal" and not session.go and _is_an_image(go, snapshot):
        return Vital(
            name, State.NOT_APPLICABLE, msg("a container or CI job: its environment does not come from a login shell")
        )
    return _ran(name, session, snapshot)


def _ran(name: str, session: GoSession, snapshot: Snapshot) -> Vital:
    if not session.go:
        what = msg("go is not on PATH") if not session.hits else msg("{path} cannot be run", path=session.hits[0].path)
        return Vital(name, State.FAILED, what)
    if session.goenv.is_endless:
        return Vital(name, State.FAILED, endless(session.goenv.path))
    runs: GoRuns | Unknown = snapshot.known[GoRuns]
    if isinstance(runs, Unknown):
        return Vital(name, State.NOT_LOOKED_AT, _NOT_QUICK) if runs.not_asked else _unknown(name, runs)
    run = runs.of(session.kind)
    if run is None:
        return Vital(name, State.CANNOT_TELL, msg("it was not run"))
    ms = getattr(run.outcome, "ms", 0)
    if run.ok:
        return Vital(name, State.OK, msg("{said} ({path})", said=run.said, path=run.path), ms)
    return Vital(name, State.FAILED, msg("{command}: {said}", command=f"{run.path} version", said=run.said), ms)


def _is_an_image(go: GoSessions, snapshot: Snapshot) -> bool:
    system, trees = snapshot.known[System], snapshot.known[GoTrees]
    known = not isinstance(system, Unknown) and not isinstance(trees, Unknown)
    return known and system.is_provisioned and go.process.go is not None and not trees.mentioned


def _tools(snapshot: Snapshot) -> Vital:
    tools: InstalledTools | Unknown = snapshot.known[InstalledTools]
    if isinstance(tools, Unknown):
        return _unknown("tools", tools)
    if not tools.tools:
        return Vital("tools", State.NOT_APPLICABLE, msg("go install has not installed anything yet"))
    lost = next(iter(tools.lost), "")
    if lost:
        return Vital(
            "tools",
            State.FAILED,
            msg("{tool} in {directory} is not found by name", tool=lost, directory=tools.directory),
        )
    first = next((tool for tool in tools.tools if tool.found), None)
    if first is None:
        return Vital("tools", State.NOT_APPLICABLE, msg("only the tools that the editor installed for itself"))
    return Vital("tools", State.OK, msg("{tool} is found: {path}", tool=first.name, path=first.found))


def _build(snapshot: Snapshot) -> Vital:
    build: TrialBuild | Unknown = snapshot.known[TrialBuild]
    if isinstance(build, Unknown):
        return (
            Vital("build", State.NOT_LOOKED_AT, msg("--deep builds and runs a program"))
            if build.not_asked
            else _unknown("build", build)
        )
    if build.outcome is None:
        return Vital("build", State.FAILED, msg("a new terminal has no go to build with"))
    ms = getattr(build.outcome, "ms", 0)
    if build.ok:
        return Vital("build", State.OK, msg("a program was built and ran"), ms)
    if isinstance(build.outcome, Hung):
        return Vital(
            "build",
            State.CANNOT_TELL,
            msg("the build did not end in {seconds} s", seconds=round(build.outcome.seconds)),
        )
    return Vital("build", State.FAILED, msg("the build failed: {said}", said=build.said), ms)


def _unknown(name: str, fact: Unknown) -> Vital:
    why: Message = fact.why
    return Vital(name, State.NOT_LOOKED_AT if fact.not_asked else State.CANNOT_TELL, why)
