"""What must hold of every cause: its page, its place in the catalogue, its silence on well machines, its words."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

from gofettle.diagnosis import graph, vitals
from gofettle.diagnosis.catalogue import BY_ID, CAUSES
from gofettle.facts.catalogue import FACTS
from gofettle.facts.request import Level, Request
from gofettle.facts.snapshot import needs
from gofettle.model.cause import HEADINGS, CauseModule, cause_id, page
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind
from gofettle.model.fix import Fix, RunCommand, Safety
from tests import machines, tools
from tests.judging import findings, judged, repaired, said, say

PACKAGE = tools.ROOT / "src" / "gofettle" / "causes"
IDS = (Path(__file__).parent.parent / "data" / "ids.txt").read_text(encoding="utf-8").split()
VITALS = {"terminal", "session", "tools", "editor", "build", "cgo", "debug", "modules", "container"}
FACT_TYPES = {get_type_hints(module.collect)["return"] for module in FACTS} | {Request}
LEFT_OUT = re.compile(r"\b(please|simply|just|should|must not|sorry|oops|error:)\b|!", re.IGNORECASE)

every_cause = pytest.mark.parametrize("cause", CAUSES, ids=list(BY_ID))


def examples_of(cause: CauseModule) -> ModuleType:
    family, name = cause.__name__.split(".")[-2:]
    return importlib.import_module(f"tests.causes.{family}.test_{name}")


def sick(cause: CauseModule) -> tuple[Finding, Fix]:
    result = judged(cause, examples_of(cause).sick())
    return result.findings[0], result.fixes[0]


# Its place


def test_the_catalogue_is_the_folder() -> None:
    files = {f"{file.parent.name}.{file.stem.replace('_', '-')}" for file in PACKAGE.glob("*/*.py")}
    assert set(BY_ID) == {name for name in files if not name.endswith("--init--")}
    assert len(CAUSES) == len(BY_ID)


def test_every_test_file_belongs_to_a_cause() -> None:
    folder = Path(__file__).parent
    files = {f"{file.parent.name}.{file.stem.removeprefix('test_')}" for file in folder.glob("*/test_*.py")}
    assert files == {f"{name.replace('-', '_')}" for name in BY_ID}


@every_cause
def test_its_id_is_one_of_those_that_everybody_speaks(cause: CauseModule) -> None:
    assert cause_id(cause) in IDS


def test_the_ids_are_in_one_form_and_each_stands_once() -> None:
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", name) for name in IDS)
    assert len(IDS) == len(set(IDS))


# Its page


@every_cause
def test_its_title_is_a_short_sentence(cause: CauseModule) -> None:
    title = page(cause).title
    assert len(title) <= 72
    assert re.fullmatch(r"[A-Z`].*[^.]\.", title)


@every_cause
def test_its_page_has_the_headings_in_order(cause: CauseModule) -> None:
    headings = [heading for heading, _ in page(cause).sections]
    assert headings == [heading for heading in HEADINGS if heading in headings]
    assert set(HEADINGS) - set(headings) <= {"Folk remedy"}
    assert all(text for _, text in page(cause).sections)


@every_cause
def test_its_sources_are_links(cause: CauseModule) -> None:
    sources = dict(page(cause).sections)["See"].split("\n")
    assert all(re.fullmatch(r"https://\S+", source) for source in sources)


# What it is connected with


@every_cause
def test_it_breaks_vital_signs_that_there_are(cause: CauseModule) -> None:
    assert isinstance(cause.KIND, Kind)
    assert set(cause.BREAKS) <= VITALS
    assert bool(cause.BREAKS) == (cause.KIND is Kind.BROKEN)
    assert len(cause.BREAKS) == len(set(cause.BREAKS))


def test_the_measured_vital_signs_are_among_them() -> None:
    host = machines.healthy()
    from gofettle import api  # noqa: PLC0415

    measured, _ = api.diagnose(host, Request(host.cwd, Level.QUICK))
    assert {vital.id for vital in measured.vitals} <= VITALS
    assert set(vitals.NEEDS) <= FACT_TYPES


@every_cause
def test_it_leads_to_others_that_there_are_and_never_back_to_itself(cause: CauseModule) -> None:
    assert set(cause.LEADS_TO) <= set(IDS)
    assert cause_id(cause) not in graph.reach(cause_id(cause), graph.edges(CAUSES))


@every_cause
def test_it_asks_for_facts_that_are_collected(cause: CauseModule) -> None:
    assert set(needs(cause.check)) <= FACT_TYPES
    assert set(needs(cause.fix)) <= FACT_TYPES


@every_cause
def test_its_decision_ends_at_itself_and_at_known_ids(cause: CauseModule) -> None:
    ends = list(_ends(cause.DECISION))
    assert {end.cause for end in ends} - {""} <= set(IDS)
    assert cause_id(cause) in {end.cause for end in ends}


@every_cause
def test_its_decision_asks_questions(cause: CauseModule) -> None:
    for question in _questions(cause.DECISION):
        assert re.fullmatch(r"[A-Z].*\?", say(question.question))
    assert all(re.fullmatch(r"[A-Z].*[^.?!]", say(end.says)) for end in _ends(cause.DECISION))


# What it says


@pytest.mark.parametrize("machine", machines.EVERY_HEALTHY)
@every_cause
def test_it_is_silent_on_every_healthy_machine(cause: CauseModule, machine: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[machine](), Level.DEEP) == []


@every_cause
def test_it_fires_on_its_sick_machine(cause: CauseModule) -> None:
    assert findings(cause, examples_of(cause).sick()) != []


@every_cause
def test_its_message_is_a_sentence_without_advice(cause: CauseModule) -> None:
    finding, _ = sick(cause)
    text = say(finding.message)
    assert re.fullmatch(r"[A-Z{].*[^.]\.", finding.message.id)
    assert not LEFT_OUT.search(text)
    assert not re.search(r"[{}]", text)


@every_cause
def test_its_finding_carries_what_was_seen(cause: CauseModule) -> None:
    finding, _ = sick(cause)
    assert finding.about
    assert finding.seen
    assert all(how for how, _ in said(finding))
    proof = "\n".join(text for pair in said(finding) for text in pair)
    assert any(isinstance(value, str) and value in proof for _, value in [("", finding.about), *finding.message.values])


@every_cause
def test_what_it_narrows_is_what_it_leads_to(cause: CauseModule) -> None:
    finding, _ = sick(cause)
    assert {name for name, _ in finding.leads_to or ()} <= set(cause.LEADS_TO)


# What it would do


@every_cause
def test_its_fix_is_titled_with_a_verb(cause: CauseModule) -> None:
    _, fix = sick(cause)
    title = say(fix.title)
    assert re.fullmatch(r"[A-Z][a-z]+ .*[^.!]", title)
    assert not LEFT_OUT.search(title)


@every_cause
def test_what_comes_after_its_fix_is_a_sentence(cause: CauseModule) -> None:
    _, fix = sick(cause)
    assert fix.after is None or re.fullmatch(r"[A-Z].*[^.]\.", say(fix.after))


@every_cause
def test_gofettle_runs_no_command_without_a_question(cause: CauseModule) -> None:
    _, fix = sick(cause)
    if any(isinstance(step, RunCommand) for step in fix.steps):
        assert fix.safety in {Safety.ASK, Safety.BY_HAND}


@every_cause
def test_its_own_fix_turns_the_sick_machine_into_a_well_one(cause: CauseModule) -> None:
    module = examples_of(cause)
    host = module.sick()
    todo = judged(cause, host).fixes
    assert hasattr(module, "cured") or all(fix.steps for fix in todo)
    well = module.cured() if hasattr(module, "cured") else repaired(host, todo)
    assert findings(cause, well) == []


def _ends(node: Ask | Then) -> Iterator[Then]:
    if isinstance(node, Then):
        yield node
    else:
        yield from _ends(node.yes)
        yield from _ends(node.no)


def _questions(node: Ask | Then) -> Iterator[Ask]:
    if isinstance(node, Ask):
        yield node
        yield from _questions(node.yes)
        yield from _questions(node.no)
