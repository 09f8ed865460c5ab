"""Every format shows the same document: text that fits, JSON that keeps its own schema, nothing that could act."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle import api
from gofettle.diagnosis.catalogue import BY_ID, CAUSES
from gofettle.facts import startup_trace
from gofettle.facts.request import Level, Request
from gofettle.host.memory import File, MemoryHost
from gofettle.model.diagnosis import Diagnosis
from gofettle.model.fix import AddMode, EnsureLine, Fix, RemoveLink, ReplaceLine, RunCommand, Safety
from gofettle.model.message import msg
from gofettle.report import json as as_json
from gofettle.report import page, text, why_text
from gofettle.report.document import Document, document, plain
from gofettle.report.screen import Screen, columns
from gofettle.report.why_document import WhyDocument, why_document
from gofettle.report.words import words
from tests import machines
from tests.acting import shell
from tests.acting.parts import go_tree
from tests.causes.test_every_cause import examples_of
from tests.judging import diagnosed

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
LOG = "zsh: command not found: go\n\x1b[31mgo: cannot find GOROOT directory: /x\u202e\n"


@pytest.fixture(autouse=True)
def acting_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_trace, "trace", shell.trace)


def documented(diagnosis: Diagnosis, home: str = "/Users/dev", language: str = "en") -> Document:
    return document(diagnosis, words(language, home))


def shown(diagnosis: Diagnosis, *, width: int = 80, colour: bool = False, language: str = "en") -> str:
    speech = words(language, "/Users/dev")
    return text.render(document(diagnosis, speech), speech, Screen(width, colour))


def hostile() -> MemoryHost:
    """Names and values that would like to act on a terminal or to break a format."""
    return machines.with_process_env(
        machines.healthy(),
        GOROOT="/x\x1b[2J\u202e\udcff\0{}</script>",
        GOTMPDIR="/\x07\r\n'\"`$(reboot)",
        GOFLAGS="-\x1b]0;pwned\x07 \u2066",
        PATH="/opt/\x1b[31mred:/usr/local/go/bin:~/\u200b",
    )


def everything() -> dict[str, Diagnosis]:
    sick = {name: diagnosed(examples_of(module).sick(), log=LOG) for name, module in BY_ID.items()}
    return sick | {
        "healthy": diagnosed(machines.healthy(), Level.DEEP),
        "quick": diagnosed(machines.healthy(), Level.QUICK, log=""),
        "container": diagnosed(machines.healthy_container()),
        "hangs": diagnosed(machines.changed(machines.healthy(), files={"/Users/dev/.zshrc": File("sleep 9\n")})),
        "hostile": diagnosed(hostile(), Level.DEEP, log=LOG),
        "in China": diagnosed(machines.healthy_elsewhere()),
    }


@pytest.fixture(scope="module")
def diagnoses() -> dict[str, Diagnosis]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup_trace, "trace", shell.trace)
        return everything()


NAMES = [*BY_ID, "healthy", "quick", "container", "hangs", "hostile", "in China"]


# Text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_a_text_report_fits_the_screen(diagnoses: dict[str, Diagnosis], name: str, language: str) -> None:
    for line in shown(diagnoses[name], language=language).split("\n"):
        is_command_or_diff = re.match(r"\s+([-+] |\S+: ?$|ln |brew |sudo |unset |exec |chmod |go env )", line)
        assert columns(line) <= 80 or is_command_or_diff or len(line.split()) <= 2, line
        assert line == line.rstrip()


@pytest.mark.parametrize("name", NAMES)
def test_without_colour_there_is_not_one_escape_and_with_it_the_same_text(
    diagnoses: dict[str, Diagnosis], name: str
) -> None:
    bare = shown(diagnoses[name])
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", bare)
    assert ESCAPE.sub("", shown(diagnoses[name], colour=True)) == bare


def test_a_healthy_machine_in_a_few_lines(diagnoses: dict[str, Diagnosis]) -> None:
    lines = shown(diagnoses["healthy"]).splitlines()
    assert lines[:2] == ["Go works here.", "macOS 26.1 arm64 zsh"]
    assert len(lines) == 8


def test_the_root_comes_with_its_proof_its_fix_and_what_it_leads_to() -> None:
    host = machines.with_files(machines.healthy(), go_tree("/opt/go", "1.21.13"))
    report = shown(diagnosed(machines.with_lines(host, ".zshrc", "export GOROOT=/opt/go")))
    order = [
        "Go is broken here.",
        "toolchain.goroot-wrong",
        "~/.zshrc:2",
        "export GOROOT=/opt/go",
        "- export GOROOT=/opt/go",
        "leads to",
        "toolchain.version-mismatch",
        "Vital signs",
    ]
    places = [report.index(part) for part in order]
    assert places == sorted(places)


def test_a_given_text_says_what_is_the_case_here() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")
    report = shown(diagnosed(host, log="x\ngo: cannot find GOROOT directory: /opt/gone\n"))
    assert "2: go: cannot find GOROOT directory: /opt/gone" in report
    assert "1. toolchain.goroot-wrong: found here" in report


# JSON


@pytest.mark.parametrize("name", NAMES)
def test_json_keeps_its_own_schema(diagnoses: dict[str, Diagnosis], name: str) -> None:
    made = documented(diagnoses[name])
    rendered = as_json.render(made)
    assert msgspec.json.decode(rendered, type=Document) == made
    assert json.loads(rendered)["schema"] == "gofettle/diagnosis/1"


def test_json_says_words_and_values() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")
    cause = json.loads(as_json.render(documented(diagnosed(host))))["causes"][0]
    assert (cause["id"], cause["kind"], cause["root"], cause["about"]) == (
        "toolchain.goroot-wrong",
        "broken",
        True,
        "/opt/gone",
    )
    assert cause["message_text"]["values"]["value"] == "/opt/gone"
    assert cause["message_text"]["values"]["session"]["id"] == "a new terminal"
    assert cause["set_by"] == "/Users/dev/.zshrc:2"
    assert cause["fix"]["steps"] == [
        {
            "do": "replace-line",
            "path": "/Users/dev/.zshrc",
            "number": 2,
            "old": "export GOROOT=/opt/gone",
            "line": None,
            "mode": None,
            "command": None,
        }
    ]


@pytest.mark.parametrize(
    ("step", "given"),
    [
        (EnsureLine("/f", "x"), {"path": "/f", "line": "x"}),
        (ReplaceLine("/f", 3, "a", "b"), {"path": "/f", "number": 3, "old": "a", "line": "b"}),
        (ReplaceLine("/f", 3, "a", None), {"path": "/f", "number": 3, "old": "a"}),
        (RemoveLink("/f"), {"path": "/f"}),
        (AddMode("/f", 0o111), {"path": "/f", "mode": 0o111}),
        (RunCommand("ls"), {"command": "ls"}),
    ],
)
def test_every_kind_of_step(step: Any, given: dict[str, Any], diagnoses: dict[str, Diagnosis]) -> None:
    from dataclasses import replace  # noqa: PLC0415

    sick = diagnoses["toolchain.missing"]
    cause = replace(sick.causes[0], fix=Fix(msg("Mend it"), Safety.ASK, (step,), None))
    made = documented(replace(sick, causes=(cause,)))
    [shown_step] = json.loads(as_json.render(made))["causes"][0]["fix"]["steps"]
    assert {name: value for name, value in shown_step.items() if value is not None} == {"do": step.do, **given}
    assert "Mend it" in text.render(made, words("en", ""), Screen())


@pytest.mark.parametrize("name", ["diagnosis", "why"])
def test_a_published_schema_is_json_schema(name: str) -> None:
    schema = json.loads(as_json.schema(name))
    assert "$defs" in schema
    definition = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    assert "schema" in definition["properties"]


@given(st.text(st.characters()) | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_any_text_can_stand_in_json(value: str) -> None:
    try:
        spelt = plain(value)
    except UnicodeEncodeError:  # a lone surrogate that no file name and no output can hold
        assert any(0xD800 <= ord(letter) < 0xDC80 or ord(letter) > 0xDCFF for letter in value)
    else:
        assert json.loads(msgspec.json.encode(spelt)) == spelt


# why, explain, causes


@pytest.mark.parametrize("name", ["PATH", "GOROOT", "GOFLAGS", "go", "gopls", "nothing", "EDITOR"])
@pytest.mark.parametrize("machine", [machines.healthy, machines.healthy_shims, hostile])
def test_why_as_text_and_as_json(machine: Any, name: str) -> None:
    host, speech = machine(), words("en", "/Users/dev")
    answer, bugs = api.explain_name(host, Request(host.cwd), name)
    made = why_document(answer, speech)
    assert bugs == ()
    assert msgspec.json.decode(as_json.render(made), type=WhyDocument) == made
    bare = why_text.render(made, speech, Screen())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff]", bare)
    assert ESCAPE.sub("", why_text.render(made, speech, Screen(colour=True))) == bare
    assert all(columns(line) <= 80 or len(line.split()) <= 2 for line in bare.split("\n"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", BY_ID)
def test_a_causes_page_fits_the_screen(name: str, language: str) -> None:
    rendered = page.render(BY_ID[name], words(language, ""), Screen())
    assert rendered.startswith(name)
    for line in rendered.split("\n"):
        assert columns(line) <= 80 or "https://" in line, line


def test_the_catalogue_has_a_line_for_every_cause() -> None:
    rendered = page.catalogue(CAUSES, words("en", ""), Screen())
    assert [line.split()[0] for line in rendered.splitlines() if not line.startswith(" ")] == list(BY_ID)
    assert all(columns(line) <= 80 for line in rendered.splitlines())
