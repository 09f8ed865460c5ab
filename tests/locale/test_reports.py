"""Reports in Chinese: every fixed word goes through the catalogue and has its translation."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field

import pytest

from gofettle import api
from gofettle.diagnosis.catalogue import BY_ID, CAUSES
from gofettle.facts import startup_trace
from gofettle.facts.request import Level, Request
from gofettle.host.memory import MemoryHost
from gofettle.model.cause import CauseModule
from gofettle.report import page, text, why_text
from gofettle.report.document import (
    CannotTellPart,
    CausePart,
    Document,
    FixPart,
    HostPart,
    PointedPart,
    ReadingPart,
    SeenPart,
    StepPart,
    Text,
    VitalPart,
    document,
)
from gofettle.report.screen import Screen, columns
from gofettle.report.why_document import why_document
from gofettle.report.words import Words, words
from tests import machines
from tests.acting import shell
from tests.locale.checks import english_in
from tests.locale.glossary import read_glossary

GLOSSARY = read_glossary()
WIDE = Screen(200)
NOTHING = Text("", {})


@dataclass
class Strict:
    """The Chinese catalogue; what it is asked for and does not have is written down."""

    missing: set[str] = field(default_factory=set)

    def gettext(self, message: str) -> str:
        chinese = words("zh", "").text(message)
        if chinese == message:
            self.missing.add(message)
        return chinese


@pytest.fixture
def strict() -> Strict:
    return Strict()


@pytest.fixture
def speech(strict: Strict) -> Words:
    return Words("zh", "/Users/dev", strict)


@pytest.fixture(autouse=True)
def acting_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_trace, "trace", shell.trace)


def sick(cause: str) -> MemoryHost:
    """The machine that a cause's own tests begin with."""
    family, name = cause.replace("-", "_").split(".")
    host = importlib.import_module(f"tests.causes.{family}.test_{name}").sick()
    assert isinstance(host, MemoryHost)
    return host


@pytest.mark.parametrize("cause", BY_ID)
def test_the_report_of_a_sick_machine_is_chinese(cause: str, strict: Strict, speech: Words) -> None:
    host = sick(cause)
    diagnosis, bugs = api.diagnose(host, Request(host.cwd), log="zsh: command not found: go\n")
    said = text.render(document(diagnosis, speech), speech, WIDE)
    assert bugs == ()
    assert cause in said
    assert strict.missing == set()


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("host", [machines.healthy(), machines.healthy_linux(), machines.healthy_container()])
def test_the_report_of_a_well_machine_is_chinese(host: MemoryHost, level: Level, strict: Strict, speech: Words) -> None:
    diagnosis, _ = api.diagnose(host, Request(host.cwd, level))
    verdict = "没有发现故障" if level is Level.QUICK else "这里的 Go"
    assert verdict in text.render(document(diagnosis, speech), speech, WIDE)
    assert strict.missing == set()


@pytest.mark.parametrize("name", ["PATH", "GOROOT", "GOPROXY", "go", "gopls", "nothing"])
def test_the_answer_to_why_is_chinese(name: str, strict: Strict, speech: Words) -> None:
    for host in (machines.healthy(), sick("path.broken-link"), sick("toolchain.goroot-wrong")):
        answer, _ = api.explain_name(host, Request(host.cwd), name)
        why_text.render(why_document(answer, speech), speech, WIDE)
    assert strict.missing == set()


@pytest.mark.parametrize("cause", CAUSES, ids=list(BY_ID))
def test_the_page_of_a_cause_is_chinese(cause: CauseModule, strict: Strict, speech: Words) -> None:
    page.render(cause, speech, WIDE)
    page.catalogue(CAUSES, speech, WIDE)
    assert strict.missing == set()


# A document that has everything once, whose own texts are no Latin ones: what is left of Latin was fixed


def everything() -> Document:
    states = ("ok", "failed", "cannot-tell", "not-looked-at", "not-applicable")
    vitals = tuple(
        VitalPart(name, state, "甲", NOTHING, 1)  # type: ignore[arg-type]
        for state in states
        for name in ("terminal", "session", "tools", "build")
    )
    steps = (
        StepPart("ensure-line", "/1", line="2"),
        StepPart("replace-line", "/1", 3, "4", "5"),
        StepPart("remove-link", "/1"),
        StepPart("add-mode", "/1", mode=0o111),
        StepPart("run-command", command="6"),
    )
    causes = [
        CausePart(
            id=f"{number}",
            kind=kind,  # type: ignore[arg-type]
            root=number < 4,
            explained_by=() if number < 4 else ("0",),
            explains=(),
            breaks=(),
            about="乙",
            message="丙",
            message_text=NOTHING,
            set_by="",
            seen=(SeenPart("/7", "丁"),),
            fix=FixPart("戊", NOTHING, safety, steps, "己"),  # type: ignore[arg-type]
        )
        for number, (kind, safety) in enumerate(
            [("broken", "safe"), ("risky", "ask"), ("untidy", "by-hand"), ("note", "safe"), ("broken", "ask")]
        )
    ]
    pointed = tuple(PointedPart("8", state) for state in ("found", "not-found", "cannot-tell", "not-checked"))
    return Document(
        host=HostPart("庚", "", "", ""),
        verdict="broken",
        vitals=vitals,
        causes=tuple(causes),
        cannot_tell=(CannotTellPart("9", "辛", NOTHING),),
        not_looked_at=(),
        slow=(),
        log=(ReadingPart(1, "壬", "癸", pointed),),
        ms=1,
    )


def latin_in(said: str) -> list[str]:
    return [word for word in english_in(said, GLOSSARY) if word not in {"rm", "chmod", "x"}]


def test_nothing_that_is_fixed_is_english() -> None:
    said = text.render(everything(), words("zh", ""), WIDE)
    assert latin_in(said) == []
    assert latin_in(text.render(everything(), words("en", ""), WIDE)) != []


def test_an_english_word_in_a_report_would_be_caught() -> None:
    assert latin_in("所见  seen") == ["seen"]


@pytest.mark.parametrize("verdict", ["healthy", "broken", "risky", "cannot-tell"])
def test_every_verdict_is_chinese(verdict: str, strict: Strict, speech: Words) -> None:
    said = Document(HostPart("", "", "", ""), verdict, (), (), (), (), (), (), 1)  # type: ignore[arg-type]
    assert latin_in(text.render(said, speech, WIDE)) == []
    assert strict.missing == set()


@pytest.mark.parametrize("width", [50, 80])
def test_chinese_lines_keep_to_the_width_and_begin_with_no_stray_mark(width: int) -> None:
    screen = Screen(width)
    for cause in CAUSES:
        lines = page.render(cause, words("zh", ""), screen).splitlines()
        assert [line for line in lines if columns(line) > width + 2 and "://" not in line and "`" not in line] == []
        assert [line for line in lines if line.strip()[:1] in set("，。：；？！）、”")] == []
        assert [line for line in lines if line[-1:] in set("（“")] == []
