"""The whole way on one screen: machine in, diagnosis out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from gofettle.diagnosis import engine, graph, vitals, why
from gofettle.diagnosis.catalogue import BY_ID, CAUSES
from gofettle.errors import Unusable
from gofettle.facts.catalogue import FACTS
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.provenance import Provenance
from gofettle.facts.request import Request
from gofettle.facts.snapshot import Collection, Snapshot, Unknown, needs
from gofettle.facts.system import System
from gofettle.host.port import Host
from gofettle.model.cause import CauseModule, cause_id
from gofettle.model.diagnosis import Cause, Diagnosis, Machine
from gofettle.model.finding import Kind
from gofettle.model.message import Message, msg
from gofettle.model.why import Why
from gofettle.symptoms.read import read_log

_WEIGHT = {kind: place for place, kind in enumerate(Kind)}


def diagnose(
    host: Host,
    request: Request,
    only: Iterable[str] = (),
    log: str | None = None,
    watch: Callable[[tuple[Message, ...]], None] = lambda _: None,
) -> tuple[Diagnosis, tuple[str, ...]]:
    """Look, judge, rank. Returns the diagnosis and the tracebacks of our own bugs (none, if all is well)."""
    began = time.monotonic()
    modules = chosen(only)
    collection = Collection(host, request, FACTS, watch)
    wanted = {System, LoginShell, *vitals.NEEDS, *(need for module in modules for need in needs(module.check))}
    snapshot = collection.extend(wanted)
    judgement = engine.judge(modules, snapshot)
    collection.extend(_second_look(judgement))
    causes = rank(judgement, snapshot)
    diagnosis = Diagnosis(
        machine=_machine(host, snapshot),
        vitals=vitals.measure(snapshot),
        causes=causes,
        cannot_tell=tuple(judgement.untold),
        not_looked_at=tuple(sorted(judgement.not_asked)),
        slow=tuple(snapshot.slow),
        readings=None if log is None else read_log(log, _states(modules, causes, judgement)),
        ms=round((time.monotonic() - began) * 1000),
    )
    return diagnosis, tuple(snapshot.bugs + judgement.bugs)


def explain_name(
    host: Host, request: Request, name: str, watch: Callable[[tuple[Message, ...]], None] = lambda _: None
) -> tuple[Why, tuple[str, ...]]:
    """Say where a variable or a command comes from."""
    if not name or "=" in name or "\0" in name:
        raise Unusable(msg("'{name}' is neither a variable nor a command", name=name))
    asked = replace(request, name="" if why.kind_of(name) != "command" else name)
    snapshot = Collection(host, asked, FACTS, watch).extend(why.NEEDS)
    return why.why(name, snapshot), tuple(snapshot.bugs)


def chosen(only: Iterable[str]) -> tuple[CauseModule, ...]:
    """The causes with these ids, or of these families; all of them if none is named."""
    wanted = tuple(only)
    if not wanted:
        return CAUSES
    for name in wanted:
        if not any(name in {known, known.split(".")[0]} for known in BY_ID):
            raise Unusable(unknown_cause(name))
    return tuple(module for module in CAUSES if {cause_id(module), cause_id(module).split(".")[0]} & set(wanted))


def unknown_cause(name: str) -> Message:
    """Say that there is no such cause, with the nearest one that there is."""
    from difflib import get_close_matches  # noqa: PLC0415  only for a typing error

    near = get_close_matches(name, BY_ID, 1, 0.4)
    if near:
        return msg("no cause named '{name}' (nearest: '{near}')", name=name, near=near[0])
    return msg("no cause named '{name}' (see: gofettle causes)", name=name)


def rank(judgement: engine.Judgement, snapshot: Snapshot) -> tuple[Cause, ...]:
    """Roots first, those that explain most before the others; then what they explain."""
    leads_to = graph.edges(CAUSES)
    placed = [(module, engine.placed(finding, snapshot)) for module, finding in judgement.found]
    rows = [(cause_id(module), module, finding) for module, finding in placed]
    causes = []
    for name, module, finding in rows:
        by = {
            other
            for other, _, cause in rows
            if other != name and graph.explains(other, cause, name, finding.about, leads_to)
        }
        what = {
            other
            for other, _, cause in rows
            if other != name and graph.explains(name, finding, other, cause.about, leads_to)
        }
        fix = engine.fixed_by(module, finding, snapshot, judgement.bugs)
        causes.append(Cause(name, module.KIND, module.BREAKS, finding, fix, tuple(sorted(by)), tuple(sorted(what))))
    return tuple(sorted(causes, key=lambda cause: (not cause.is_root, _WEIGHT[cause.kind], -len(cause.explains))))


def _second_look(judgement: engine.Judgement) -> set[type]:
    """What only the findings need: the trace of the start-up files, and the facts of their fixes."""
    wanted = {need for module, _ in judgement.found for need in needs(module.fix)}
    traced = any(finding.origin and finding.origin.session == "terminal" for _, finding in judgement.found)
    return wanted | ({Provenance} if traced else set())


def _states(modules: tuple[CauseModule, ...], causes: tuple[Cause, ...], judgement: engine.Judgement) -> dict[str, str]:
    """What this run says of each cause that it judged."""
    states = {cause_id(module): "not-found" for module in modules}
    states |= dict.fromkeys(judgement.not_asked, "not-checked")
    states |= {untold.cause: "cannot-tell" for untold in judgement.untold}
    return states | {cause.id: "found" for cause in causes}


def _machine(host: Host, snapshot: Snapshot) -> Machine:
    system, shell = snapshot.known[System], snapshot.known[LoginShell]
    name, version, chip = ("", "", "") if isinstance(system, Unknown) else (system.name, system.version, system.chip)
    return Machine(name, version, chip, "" if isinstance(shell, Unknown) else shell.name, host.user.home)
