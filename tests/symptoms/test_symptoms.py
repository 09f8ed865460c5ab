"""Every symptom matches the texts that prove it, none that it must not, and can be read by every engine that may read it."""

from __future__ import annotations

import re
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from gofettle.symptoms.catalogue import SYMPTOMS
from gofettle.symptoms.symptom import Symptom

parser: Any = import_module("re._parser")  # what an expression is made of; nothing public says it

IDS = (Path(__file__).parent.parent / "data" / "ids.txt").read_text(encoding="utf-8").split()
SPEAKERS = {
    "shell",
    "go",
    "compile",
    "editor",
    "linker",
    "dyld",
    "xcrun",
    "codesign",
    "gopls",
    "delve",
    "git",
    "manager",
}

TOGETHER: dict[str, set[str]] = {}
"""Symptoms that are meant to match texts of others: by name, the names of those."""

# Look-around, back-references, atomic groups and possessive quantifiers: none of them is in RE2 or Hyperscan.
BEYOND_RE2 = {"ASSERT", "ASSERT_NOT", "GROUPREF", "GROUPREF_EXISTS", "ATOMIC_GROUP", "POSSESSIVE_REPEAT"}

every_symptom = pytest.mark.parametrize("symptom", SYMPTOMS, ids=[symptom.name for symptom in SYMPTOMS])


def matches(symptom: Symptom, text: str) -> bool:
    return re.search(symptom.found, text) is not None


@every_symptom
def test_it_matches_what_proves_it(symptom: Symptom) -> None:
    assert symptom.matches
    assert [text for text in symptom.matches if not matches(symptom, text)] == []


@every_symptom
def test_it_does_not_match_what_it_must_ignore(symptom: Symptom) -> None:
    assert [text for text in symptom.ignores if matches(symptom, text)] == []


@every_symptom
def test_it_matches_no_text_of_another(symptom: Symptom) -> None:
    others = {
        other.name for other in SYMPTOMS if other is not symptom and any(matches(symptom, t) for t in other.matches)
    }
    assert others == TOGETHER.get(symptom.name, set())


@every_symptom
def test_its_texts_are_single_lines_as_they_are_read(symptom: Symptom) -> None:
    assert not any("\n" in text or "\r" in text for text in (*symptom.matches, *symptom.ignores))


@every_symptom
def test_it_is_in_the_subset_that_every_engine_reads(symptom: Symptom) -> None:
    used = set(_operators(parser.parse(symptom.found)))
    assert used & BEYOND_RE2 == set()
    assert re.compile(symptom.found).flags & (re.VERBOSE | re.LOCALE | re.ASCII) == 0
    assert not re.search(r"\\[ABZzG]|\(\?[^:iP]", symptom.found)


@every_symptom
def test_what_it_points_at_has_an_id_and_a_weight(symptom: Symptom) -> None:
    causes = [cause for cause, _ in symptom.points_at]
    weights = [weight for _, weight in symptom.points_at]
    assert causes
    assert set(causes) <= set(IDS)
    assert len(causes) == len(set(causes))
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
    assert sum(weights) <= 1 + 1e-9


@every_symptom
def test_it_has_a_name_and_a_speaker(symptom: Symptom) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", symptom.name)
    assert symptom.speaker in SPEAKERS


def test_names_are_unique() -> None:
    names = [symptom.name for symptom in SYMPTOMS]
    assert len(names) == len(set(names))
    assert set(TOGETHER) <= set(names)


@pytest.mark.parametrize(
    "part", ["/go/src/", "go: ", "a", " ", "/", "redeclared", "go/src/x.go:1:1: ", "imports ", "1.", "权"]
)
@every_symptom
def test_a_long_line_is_searched_at_once(symptom: Symptom, part: str) -> None:
    line = (part * 4000)[:4000]
    began = time.perf_counter()
    re.search(symptom.found, line)
    assert time.perf_counter() - began < 0.25


def test_an_expression_beyond_the_subset_would_be_noticed() -> None:
    for expression in (r"(?=a)", r"(?<!a)b", r"(a)\1", r"(?>a)", r"a*+"):
        assert set(_operators(parser.parse(expression))) & BEYOND_RE2, expression


def _operators(parsed: Any) -> list[str]:
    found = []
    for operator, value in parsed:
        found.append(str(operator))
        parts = value if isinstance(value, tuple | list) else (value,)
        for part in parts:
            branches = part if isinstance(part, list) else [part]
            found += [
                name for branch in branches if isinstance(branch, parser.SubPattern) for name in _operators(branch)
            ]
    return found
