"""Causes are given the facts that they name; one that breaks down or cannot tell silences no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, cast

import pytest

from gofettle.diagnosis import engine, graph
from gofettle.errors import CannotTell
from gofettle.facts.provenance import Provenance
from gofettle.facts.snapshot import Snapshot, Unknown
from gofettle.model.cause import CauseModule
from gofettle.model.decision import Then
from gofettle.model.finding import Finding, Kind, Origin, Sighting
from gofettle.model.fix import Fix, Safety
from gofettle.model.message import msg
from gofettle.model.place import Change, Place, Trace
from tests.judging import said, say


@dataclass(frozen=True)
class A:
    said: str = "a"


@dataclass(frozen=True)
class B:
    said: str = "b"


FINDING = Finding("x", msg("X is wrong."), (Sighting("ls", "x"),))


def cause(name: str, check: Callable[..., Iterator[Finding]], fix: Callable[..., Fix] | None = None) -> CauseModule:
    def nothing(finding: Finding) -> Fix:
        return Fix(msg("Mend {what}", what=finding.about), Safety.ASK)

    module = ModuleType(f"gofettle.causes.{name}")
    vars(module).update(
        KIND=Kind.BROKEN, BREAKS=("terminal",), LEADS_TO=(), DECISION=Then(msg("X")), check=check, fix=fix or nothing
    )
    return cast("CauseModule", module)


def finds(a: A) -> Iterator[Finding]:
    yield Finding(a.said, FINDING.message, FINDING.seen)


def known(**facts: Any) -> Snapshot:
    return Snapshot({A: facts.get("a", A()), B: facts.get("b", B())})


NOT_ASKED = Unknown(msg("not asked"), not_asked=True)
NOT_TOLD = Unknown(msg("the disk is gone"))


def test_a_check_is_given_what_it_names() -> None:
    judgement = engine.judge([cause("path.x", finds)], known())
    assert [finding.about for _, finding in judgement.found] == ["a"]
    assert (judgement.untold, judgement.not_asked, judgement.bugs) == ([], set(), [])


def test_a_fact_that_could_not_be_told_is_the_reason() -> None:
    judgement = engine.judge([cause("path.x_y", finds)], known(a=NOT_TOLD))
    assert [(untold.cause, say(untold.why)) for untold in judgement.untold] == [("path.x-y", "the disk is gone")]


def test_a_fact_that_was_not_asked_for_makes_the_cause_not_looked_at() -> None:
    judgement = engine.judge([cause("path.x", finds)], known(a=NOT_ASKED))
    assert (judgement.untold, judgement.not_asked) == ([], {"path.x"})


@pytest.mark.parametrize("missing", [NOT_ASKED, NOT_TOLD])
def test_a_fact_that_a_check_can_do_without(missing: Unknown) -> None:
    def check(a: A, b: B | None) -> Iterator[Finding]:
        yield Finding(f"{a.said} {b}", FINDING.message, FINDING.seen)

    judgement = engine.judge([cause("path.x", check)], known(b=missing))
    assert [finding.about for _, finding in judgement.found] == ["a None"]


def test_a_check_may_say_that_it_cannot_tell() -> None:
    def check(a: A) -> Iterator[Finding]:
        yield FINDING
        raise CannotTell(msg("half of {what} is missing", what=a.said))

    judgement = engine.judge([cause("path.x", check), cause("path.y", finds)], known())
    assert [say(untold.why) for untold in judgement.untold] == ["half of a is missing"]
    assert [finding.about for _, finding in judgement.found] == ["x", "a"]


def test_a_bug_in_one_cause_is_kept_and_the_others_go_on() -> None:
    def check(a: A) -> Iterator[Finding]:
        yield Finding(str(1 // (len(a.said) - 1)), FINDING.message, FINDING.seen)

    judgement = engine.judge([cause("path.x", check), cause("path.y", finds)], known())
    assert [finding.about for _, finding in judgement.found] == ["a"]
    assert [(untold.cause, say(untold.why)) for untold in judgement.untold] == [
        ("path.x", "gofettle itself failed while judging this cause")
    ]
    assert "ZeroDivisionError" in judgement.bugs[0]


def test_a_fix_that_breaks_down_leaves_the_finding() -> None:
    def fix(finding: Finding, a: A) -> Fix:
        raise KeyError(finding.about, a.said)

    bugs: list[str] = []
    assert engine.fixed_by(cause("path.x", finds, fix), FINDING, known(), bugs) is None
    assert "KeyError" in bugs[0]


def test_a_fix_without_its_facts_is_none() -> None:
    def fix(finding: Finding, a: A) -> Fix:
        return Fix(msg("Mend {a}", a=a.said + finding.about), Safety.ASK)

    bugs: list[str] = []
    assert engine.fixed_by(cause("path.x", finds, fix), FINDING, known(a=NOT_TOLD), bugs) is None
    assert bugs == []


# The line that did it

ORIGIN = Finding("x", msg("X is wrong."), (Sighting("env", "x"),), Origin("terminal", "GOROOT"))
AT = Place("/home/dev/.zshrc", 3, "export GOROOT=/x")


def traced(*changes: Change, lost: str = "") -> Snapshot:
    return Snapshot({Provenance: Provenance(Trace(changes, None, lost), ("GOROOT",))})


def test_the_line_stands_in_front_of_the_proof() -> None:
    placed = engine.placed(ORIGIN, traced(Change("GOROOT", None, "/x", AT)))
    assert placed.set_by is AT
    assert said(placed) == [("/home/dev/.zshrc:3", "export GOROOT=/x"), ("env", "x")]


def test_a_line_that_is_proof_already_is_not_said_twice() -> None:
    finding = Finding("x", ORIGIN.message, (Sighting(AT.text, AT.code),), set_by=AT)
    assert said(engine.placed(finding, traced())) == [(AT.text, AT.code)]


def test_without_a_trace_its_reason_is_told() -> None:
    placed = engine.placed(ORIGIN, Snapshot({Provenance: NOT_TOLD}))
    assert placed.set_by is None
    assert said(placed)[-1] == ("GOROOT", "the line that sets it could not be traced: the disk is gone")


@pytest.mark.parametrize("lost", engine.LOST)
def test_a_trace_that_was_lost_says_so_where_it_found_nothing(lost: str) -> None:
    placed = engine.placed(ORIGIN, traced(lost=lost))
    assert "could not be traced" in said(placed)[-1][1]
    found = engine.placed(ORIGIN, traced(Change("GOROOT", None, "/x", AT), lost=lost))
    assert found.set_by is AT


def test_without_any_origin_nothing_is_added() -> None:
    assert engine.placed(FINDING, traced()) == FINDING
    assert engine.placed(ORIGIN, Snapshot({})) == ORIGIN


# What explains what

LEADS_TO = {"a": ("b", "c"), "b": ("d",), "c": ()}


def test_what_a_cause_reaches() -> None:
    assert graph.reach("a", LEADS_TO) == {"b", "c", "d"}
    assert graph.reach("c", LEADS_TO) == graph.reach("d", LEADS_TO) == frozenset()
    assert graph.reach("a", LEADS_TO | {"d": ("a",)}) == {"a", "b", "c", "d"}
    assert graph.reach("unknown", LEADS_TO) == frozenset()


@pytest.mark.parametrize(
    ("narrowed", "other", "about", "explains"),
    [
        (None, "b", "x", True),
        (None, "d", "x", True),
        (None, "e", "x", False),
        ((), "b", "x", False),
        ((("b", ""),), "b", "x", True),
        ((("b", "x"),), "b", "x", True),
        ((("b", "y"),), "b", "x", False),
        ((("b", "y"),), "d", "x", True),
        ((("c", ""),), "b", "x", False),
    ],
)
def test_a_finding_explains_others(
    narrowed: tuple[tuple[str, str], ...] | None, other: str, about: str, explains: bool
) -> None:
    finding = Finding("x", FINDING.message, FINDING.seen, leads_to=narrowed)
    assert graph.explains("a", finding, other, about, LEADS_TO) is explains


def test_edges_are_what_causes_say() -> None:
    assert graph.edges([cause("path.x_y", finds)]) == {"path.x-y": ()}
