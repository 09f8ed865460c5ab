"""Give each cause the facts that its parameters name; no cause stops another."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from gofettle.errors import CannotTell
from gofettle.facts.provenance import Provenance
from gofettle.facts.snapshot import Snapshot, Unknown, parameters
from gofettle.model.cause import CauseModule, cause_id
from gofettle.model.diagnosis import Untold
from gofettle.model.finding import Finding, Sighting
from gofettle.model.fix import Fix
from gofettle.model.message import msg

LOST = {
    "hung": msg("the start-up files did not come to an end"),
    "ended-early": msg("a start-up file ended the shell"),
    "switched-off": msg("a start-up file switched the trace off"),
    "too-long": msg("the start-up files did too much to be traced"),
    "not-started": msg("the shell could not be started"),
}


@dataclass(slots=True)
class Judgement:
    """What the causes said: the findings with their causes, in the catalogue's order, and what could not be judged."""

    found: list[tuple[CauseModule, Finding]] = field(default_factory=list)
    untold: list[Untold] = field(default_factory=list)
    not_asked: set[str] = field(default_factory=set)
    bugs: list[str] = field(default_factory=list)


def judge(modules: Iterable[CauseModule], snapshot: Snapshot) -> Judgement:
    """Run every check on the facts."""
    judgement = Judgement()
    for module in modules:
        name = cause_id(module)
        given = arguments(module.check, snapshot)
        if isinstance(given, Unknown):
            if given.not_asked:
                judgement.not_asked.add(name)
            else:
                judgement.untold.append(Untold(name, given.why))
            continue
        try:
            for finding in module.check(*given):
                judgement.found.append((module, finding))
        except CannotTell as error:
            judgement.untold.append(Untold(name, error.why))
        except Exception:  # noqa: BLE001  one cause's bug must not silence the others
            judgement.untold.append(Untold(name, msg("gofettle itself failed while judging this cause")))
            judgement.bugs.append(traceback.format_exc())
    return judgement


def arguments(function: Callable[..., Any], snapshot: Snapshot) -> list[Any] | Unknown:
    """The facts for a function's parameters; the first that is unknown and that it cannot do without."""
    given: list[Any] = []
    for kind, optional in parameters(function):
        fact = snapshot.known[kind]
        if isinstance(fact, Unknown):
            if not optional:
                return fact
            fact = None
        given.append(fact)
    return given


def placed(finding: Finding, snapshot: Snapshot) -> Finding:
    """Answer a finding's origin from the trace, and put the line in front of its proof."""
    place = finding.set_by
    if place is None and finding.origin is not None:
        trace = snapshot.known.get(Provenance)
        if isinstance(trace, Unknown):
            unknown = Sighting(
                finding.origin.variable, msg("the line that sets it could not be traced: {why}", why=trace.why)
            )
            return replace(finding, seen=(*finding.seen, unknown))
        place = trace.answer(finding.origin) if trace else None
        if trace and place is None and trace.terminal.lost:
            lost = Sighting(
                finding.origin.variable,
                msg("the line that sets it could not be traced: {why}", why=LOST[trace.terminal.lost]),
            )
            return replace(finding, seen=(*finding.seen, lost))
    if place is None or any(sighting.how == place.text for sighting in finding.seen):
        return replace(finding, set_by=place)
    return replace(finding, set_by=place, seen=(Sighting(place.text, place.code), *finding.seen))


def fixed_by(module: CauseModule, finding: Finding, snapshot: Snapshot, bugs: list[str]) -> Fix | None:
    """Ask a cause for its fix; None where the facts for it are missing."""
    given = arguments(module.fix, snapshot)
    if isinstance(given, Unknown):
        return None
    try:
        return module.fix(finding, *given)
    except Exception:  # noqa: BLE001  a finding without a fix is better than no finding
        bugs.append(traceback.format_exc())
        return None
