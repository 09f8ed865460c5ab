"""The house keeps its rules, and the rules are ones that can be broken: each planted fault is caught."""

from __future__ import annotations

import statistics

import pytest

from tests import rooms, tools

PACKAGE = tools.ROOT / "src" / "gofettle"
SOURCES = rooms.sources(PACKAGE)


def planted(name: str, code: str) -> list[str]:
    """What the rules say of a copy of the package in which this was added to a module."""
    before = set(rooms.violations(SOURCES))
    after = rooms.violations({**SOURCES, name: SOURCES.get(name, "") + f"\n{code}\n"})
    return [line for line in after if line not in before]


def test_the_house_keeps_its_rules() -> None:
    assert rooms.violations(SOURCES) == []


def test_every_room_is_in_the_table() -> None:
    assert {rooms.room(name) for name in SOURCES} == set(rooms.MAY_IMPORT)


def test_imports_only_go_down() -> None:
    below: set[str] = set()
    order = ["", "model", "errors", "host", "facts", "remedies", "repair", "causes", "diagnosis", "symptoms", "report"]
    for room in [*order, "api", "cli", "__main__"]:
        assert {entry.partition(".")[0] for entry in rooms.MAY_IMPORT[room]} <= below
        below.add(room)


def test_files_and_functions_are_short() -> None:
    lines = [len(text.splitlines()) for text in SOURCES.values() if text.strip()]
    assert statistics.median(lines) <= 70


@pytest.mark.parametrize(
    ("name", "code", "caught"),
    [
        ("causes.path.shadowed", "import subprocess", "causes.path.shadowed imports subprocess"),
        ("causes.path.shadowed", "from gofettle.causes.path import not_on_path", "imports the cause causes.path.not"),
        ("causes.path.shadowed", "from gofettle.host.port import Host", "causes.path.shadowed imports host.port"),
        ("model.fix", "from gofettle.facts import sessions", "model.fix imports facts.sessions"),
        ("facts.system", "from gofettle.report.words import words", "facts.system imports report.words"),
        ("facts.system", "from gofettle.host.local import LocalHost", "facts.system imports host.local"),
        ("facts.lookup", "def f(h): return system.collect(h)", "facts.lookup calls another fact's collect"),
        ("diagnosis.graph", "print('found')", "diagnosis.graph prints"),
        ("diagnosis.graph", "import sys\nsys.stderr.write('x')", "diagnosis.graph uses sys.stderr"),
        ("model.place", "import gofettle.model.finding", "model.place imports itself through others"),
        ("model.place", "def f():\n    from gofettle.model import finding", "model.finding imports itself"),
        ("facts.variables", "open('/etc/paths')", "facts.variables calls open"),
        ("facts.variables", "def f(path): return path.read_text()", "facts.variables calls read_text"),
        ("facts.variables", "from pathlib import Path", "facts.variables imports pathlib"),
        ("facts.variables", "import os.path", "facts.variables imports os"),
        ("facts.variables", "import urllib.request", "facts.variables imports urllib"),
        ("facts.variables", "eval('1')", "facts.variables calls eval"),
        ("cli.settings", "os.system('go')", "cli.settings uses os.system"),
        ("report.text", "from gofettle.facts import system", "report.text imports facts.system"),
        ("symptoms.read", "from gofettle.host import port", "symptoms.read imports host.port"),
        ("api", "from gofettle.report import text", "api imports report.text"),
        ("cli.why", "from gofettle.causes.path import shadowed", "cli.why imports causes.path.shadowed"),
        ("cli.why", "msg(f'{x}')", "msg() without one plain text"),
        ("cli.why", "msg('{a}', b=1)", "msg() names ['a'] and is given ['b']"),
        ("cli.why", "def f():\n" + "    x = 1\n" * 50, "cli.why.f has more than 50 lines"),
        ("cli.why", "x = 1\n" * 300, "cli.why has more than 300 lines"),
        ("facts.novel", "x = 1", "facts.novel does not say what it is for"),
    ],
)
def test_a_planted_fault_is_caught(name: str, code: str, caught: str) -> None:
    assert any(caught in line for line in planted(name, code)), planted(name, code)


def test_a_permission_that_nobody_needs_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rooms.MAY_IMPORT, "model", frozenset({"errors"}))
    monkeypatch.setitem(rooms.DOORS, "glob", frozenset({"facts.system"}))
    assert "model may import errors, but does not" in rooms.violations(SOURCES)
    assert "facts.system may import glob, but does not" in rooms.violations(SOURCES)


def test_a_harmless_change_is_not() -> None:
    assert planted("facts.variables", "import re\nfrom gofettle.model.paths import join") == []
