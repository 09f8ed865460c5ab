"""Answer `why NAME` from facts: session by session, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gofettle.diagnosis.engine import LOST
from gofettle.facts.go_env import GoEnv
from gofettle.facts.go_sessions import GoSession, GoSessions
from gofettle.facts.go_trees import GoTrees
from gofettle.facts.lookup import Lookup
from gofettle.facts.other_sessions import OtherSessions
from gofettle.facts.provenance import Provenance
from gofettle.facts.sessions import Session, Sessions, spoken
from gofettle.facts.snapshot import Snapshot, Unknown
from gofettle.facts.variables import is_watched
from gofettle.model import paths
from gofettle.model.finding import Origin
from gofettle.model.message import Message, msg
from gofettle.model.place import Place
from gofettle.model.why import Item, View, Why

NEEDS: tuple[type, ...] = (Sessions, OtherSessions, Provenance, GoSessions, GoTrees, GoEnv, Lookup)

_SEVERAL = re.compile(r"PATH|\w+_PATH|CPATH|\w+_INCLUDE_PATH")


def kind_of(name: str) -> str:
    """Say what a name is: a list of directories, a variable or a command. Variables are written in capitals."""
    if is_watched(name) or re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
        return "path" if _SEVERAL.fullmatch(name) else "variable"
    return "command"


def why(name: str, snapshot: Snapshot) -> Why:
    """Put the facts together."""
    kind = kind_of(name)
    show = {"path": _entries, "variable": _value, "command": _hits}[kind]
    views = []
    for session in _sessions(snapshot):
        if kind == "variable" and _same_as_terminal(name, session, snapshot):
            continue  # what Go makes of an unset variable is known for the terminal and this process alone
        label = spoken(session.kind)
        if session.env is None:
            views.append(View(session.kind, label, unknown=session.why))
        else:
            views.append(View(session.kind, label, tuple(show(name, session, snapshot))))
    return Why(
        name,
        kind,
        tuple(views),
        tuple(_history(name, snapshot)) if kind != "command" else (),
        tuple(_notes(name, snapshot)),
    )


def _same_as_terminal(name: str, session: Session, snapshot: Snapshot) -> bool:
    sessions = snapshot.known[Sessions]
    if isinstance(sessions, Unknown) or session.kind in {"terminal", "process"}:
        return False
    mine, terminals = session.env, sessions.terminal.env
    return mine is not None and terminals is not None and mine.get(name) == terminals.get(name)


def _sessions(snapshot: Snapshot) -> Iterator[Session]:
    sessions = snapshot.known[Sessions]
    if not isinstance(sessions, Unknown):
        yield sessions.terminal
        yield sessions.process
    others = snapshot.known[OtherSessions]
    if not isinstance(others, Unknown):
        yield from others.seen


def _entries(name: str, session: Session, snapshot: Snapshot) -> Iterator[Item]:
    seen: set[str] = set()
    for entry in paths.elements(session.variables.get(name, "")):
        note = msg("again") if entry in seen else _odd(entry)
        seen.add(entry)
        yield Item(entry, _place(snapshot, Origin(session.kind, name, entry)), note)


def _odd(entry: str) -> Message | None:
    if entry == "":
        return msg("empty: means the current directory")
    if entry.startswith("~"):
        return msg("programs do not expand ~")
    return None if entry.startswith("/") else msg("relative: depends on the current directory")


def _value(name: str, session: Session, snapshot: Snapshot) -> Iterator[Item]:
    go = _go(session, snapshot)
    value = session.variables.get(name)
    if value:
        yield Item(value, _place(snapshot, Origin(session.kind, name)), msg("from the environment"), wins=True)
    if go is None:
        return
    line = go.goenv.get(name)
    if line:
        place = Place(go.goenv.path, line.number, line.text)
        yield Item(line.value, place, msg("overridden by the environment") if value else None, wins=not value)
    shipped = go.go_env.get(name)
    if shipped:
        place = Place(go.go_env_file, None)
        yield Item(shipped, place, msg("Go's own default"), wins=not value and not line)
    if not value and not line and not shipped and (default := _default(name, go)):
        found = msg("found from {go}", go=go.go.path) if name == "GOROOT" and go.go else msg("Go's own default")
        yield Item(default, None, found, wins=True)


def _default(name: str, go: GoSession) -> str:
    match name:
        case "GOROOT":
            return go.own_root
        case "GOPATH":
            return ":".join(go.gopath)
        case "GOBIN":
            return go.bin
        case "GOENV":
            return go.goenv.path
    return ""


def _hits(_: str, session: Session, snapshot: Snapshot) -> Iterator[Item]:
    lookup = snapshot.known[Lookup]
    hits = () if isinstance(lookup, Unknown) else lookup.hits.get(session.kind, ())
    won = False
    for hit in hits:
        wins = hit.state == "runs" and not won
        won = won or wins
        chain = "".join(f" -> {link}" for link in hit.links)
        note = hit.problem if hit.state != "runs" else None if wins else msg("hidden by the first")
        if hit.manager:
            note = msg("belongs to {manager}", manager=hit.manager)
        yield Item(hit.path + chain, _place(snapshot, Origin(session.kind, "PATH", hit.directory)), note, wins)


def _place(snapshot: Snapshot, origin: Origin) -> Place | None:
    provenance = snapshot.known[Provenance]
    return None if isinstance(provenance, Unknown) else provenance.answer(origin)


def _go(session: Session, snapshot: Snapshot) -> GoSession | None:
    go = snapshot.known[GoSessions]
    return None if isinstance(go, Unknown) else next((view for view in go.seen if view.kind == session.kind), None)


def _history(name: str, snapshot: Snapshot) -> Iterator[Item]:
    provenance = snapshot.known[Provenance]
    if not isinstance(provenance, Unknown):
        for change in provenance.terminal.changes:
            if change.variable == name:
                yield Item(change.after or "", change.place, msg("unset") if change.after is None else None)


def _notes(name: str, snapshot: Snapshot) -> Iterator[Message]:
    provenance, answers = snapshot.known[Provenance], snapshot.known[GoEnv]
    if isinstance(provenance, Unknown):
        yield msg("which line sets it could not be traced: {why}", why=provenance.why)
    elif provenance.terminal.lost:
        yield msg("a line may be missing, because {why}", why=LOST[provenance.terminal.lost])
    if not isinstance(answers, Unknown) and answers.neutral.get(name):
        yield msg("go env says: {value}", value=answers.neutral[name])
    if name == "go":
        yield from _other_trees(snapshot)


def _other_trees(snapshot: Snapshot) -> Iterator[Message]:
    """Every Go that no session's PATH leads to."""
    trees, go = snapshot.known[GoTrees], snapshot.known[GoSessions]
    if isinstance(trees, Unknown) or isinstance(go, Unknown):
        return
    used = {session.own_root for session in go.seen} | {rival.root for session in go.seen for rival in session.rivals}
    for tree in trees.found:
        if tree.root not in used:
            yield msg(
                "also on this machine, not on PATH: {root} ({version})", root=tree.root, version=tree.version_text
            )
