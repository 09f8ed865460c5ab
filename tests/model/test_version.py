"""Go releases are read and compared by Go's own rules."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.model.version import GoVersion, parse_go_version
from tests import tools

IN_ORDER = [
    "1.4", "1.9.7", "1.19beta1", "1.19rc1", "1.19rc2", "1.19", "1.19.1", "1.19.13", "1.20rc3", "1.20", "1.20.14",
    "1.21", "1.21rc1", "1.21.0", "1.21.1", "1.21.13", "1.22", "1.22rc1", "1.22rc2", "1.22.0", "1.27.3", "1.100.0", "2.0",
]  # fmt: skip
parts = st.integers(0, 10**12)
versions = st.builds(GoVersion, parts, parts, st.one_of(st.just((0, 0)), st.tuples(st.integers(1, 3), parts)))


def version(text: str) -> GoVersion:
    found = parse_go_version(text)
    assert found is not None
    return found


@pytest.mark.parametrize(("older", "newer"), list(combinations(IN_ORDER, 2)))
def test_they_are_in_order(older: str, newer: str) -> None:
    assert version(older) < version(newer)
    assert not version(newer) <= version(older)


@pytest.mark.parametrize(("one", "other"), [("1.19", "1.19.0"), ("go1.27.3", "1.27.3"), ("1.20", "go1.20.0")])
def test_two_names_of_one_release(one: str, other: str) -> None:
    assert version(one) == version(other)


def test_before_1_21_the_first_release_had_no_zero() -> None:
    assert version("1.20") == version("1.20.0")
    assert version("1.21") != version("1.21.0")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("go1.27.3", "1.27.3"),
        ("  go1.27.3\n", "1.27.3"),
        ("1.22rc1", "1.22rc1"),
        ("go1.9beta2", "1.9beta2"),
        ("1.21", "1.21"),
        ("go1.24.11-X:nogreenteagc", "1.24.11"),
        ("go1.24.11 X:boringcrypto", "1.24.11"),
        ("go1.22.5+auto", "1.22.5"),
        ("1.27-bigcorp", "1.27"),
    ],
)
def test_what_is_a_release(text: str, read: str) -> None:
    assert version(text).text == read


@pytest.mark.parametrize(
    "text",
    [
        "", "go", "1", "devel go1.28-4a3f1b2", "devel +abc Mon Jan 2", "v1.2.3", "1.2.3.4", "1.22rc", "1.22.1rc1", "go1.22.",
        "1.x", "latest", "1..2", "-1.2", "１.２", "1.٣", "01.2", "1.02", "1.2.03", "1." + "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert parse_go_version(text) is None


@given(versions)
def test_its_text_is_read_as_itself(it: GoVersion) -> None:
    assert parse_go_version(it.text) == parse_go_version(version(it.text).text)
    assert version(f"go{it.text}") == version(it.text)


@given(versions, versions, versions)
def test_the_order_is_total(a: GoVersion, b: GoVersion, c: GoVersion) -> None:
    assert (a < b) + (b < a) + (a == b) == 1
    assert not (a < b < c) or a < c


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    found = parse_go_version(text)
    assert found is None or re.match(r"\s*(go)?\d", text)


@pytest.mark.parametrize("release", ["1.21.13", "1.24.11", "1.26.6", "1.27.3"])
def test_gos_own_table(release: str) -> None:
    """The table that Go tests its own comparison with."""
    table = Path(tools.go_root(release), "src/internal/gover/gover_test.go")
    if not table.exists():  # Go 1.21 keeps it inside cmd
        table = Path(tools.go_root(release), "src/cmd/go/internal/gover/gover_test.go")
    text = table.read_text(encoding="utf-8")
    rows = re.findall(
        r'\{"([^"]+)", "([^"]+)", (-?[01])\},', text.partition("compareTests")[2].partition("func Test")[0]
    )
    pairs = [(parse_go_version(one), parse_go_version(other), int(says)) for one, other, says in rows]
    known = [(one, other, says) for one, other, says in pairs if one and other]
    assert len(known) >= 15  # alpha releases, `1` and `x` are none here
    assert [(one > other) - (one < other) for one, other, _ in known] == [says for _, _, says in known]
