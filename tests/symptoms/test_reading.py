"""A log is read whatever terminals, services and people have put around its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.symptoms.catalogue import SYMPTOMS
from gofettle.symptoms.lines import MOST_LINE, cleaned
from gofettle.symptoms.read import MOST, read_log

SAID = "zsh: command not found: go"


def lines(text: str) -> list[str]:
    return [line for _, line in cleaned(text)]


@pytest.mark.parametrize(
    "line",
    [
        SAID,
        f"\x1b[31m{SAID}\x1b[0m",
        f"\x1b]0;title\x07{SAID}",
        f"\x1b]8;;https://go.dev\x1b\\{SAID}",
        f"2026-11-22T10:11:12Z {SAID}",
        f"[2026-11-22 10:11:12,345] {SAID}",
        f"2026-11-22T10:11:12.123456+08:00 \x1b[1m{SAID}",
        f"> {SAID}",
        f"| {SAID}",
        f"{SAID}\r",
        f"downloading 10%\rdownloading 99%\r{SAID}",
    ],
)
def test_what_stands_around_a_line_is_taken_off(line: str) -> None:
    assert lines(line) == [SAID]
    [reading] = read_log(line, {})
    assert (reading.symptom, reading.text) == ("go-not-found", SAID)


def test_lines_are_counted_as_editors_count_them() -> None:
    [reading] = read_log(f"one\r\ntwo\x0c\x85\u2028\n\n{SAID}\r\n", {})
    assert reading.line == 4


def test_a_symptom_is_told_once_where_it_is_first_seen() -> None:
    readings = read_log(f"x\n{SAID}\nbash: go: command not found\nzsh: command not found: gopls\n{SAID}", {})
    assert [(reading.line, reading.symptom) for reading in readings] == [(2, "go-not-found"), (4, "go-tool-not-found")]


def test_every_cause_has_its_state_and_the_likeliest_comes_first() -> None:
    [reading] = read_log(SAID, {"path.not-on-path": "found", "toolchain.missing": "not-found"})
    states = [(pointed.cause, pointed.state) for pointed in reading.points_at]
    assert states[:2] == [("path.not-on-path", "found"), ("toolchain.missing", "not-found")]
    assert {state for _, state in states[2:]} == {"not-checked"}


@pytest.mark.parametrize("text", ["", "\n", "\x1b[", "\x1b]", "\x1b", "\r", "hello", "\udcff\udcfe", "go", "\0" * 100])
def test_a_text_that_says_nothing(text: str) -> None:
    assert read_log(text, {}) == ()


def test_of_a_flood_the_beginning_is_read() -> None:
    assert read_log("x" * MOST + f"\n{SAID}", {}) == ()
    assert len(read_log(f"{SAID}\n" + "x" * MOST, {})) == 1


def test_of_a_long_line_the_beginning_is_read() -> None:
    assert max(map(len, lines("x" * (3 * MOST_LINE)))) <= MOST_LINE
    assert read_log("x" * MOST_LINE + SAID, {}) == ()


@pytest.mark.parametrize("symptom", SYMPTOMS, ids=[symptom.name for symptom in SYMPTOMS])
def test_every_symptom_is_found_in_the_middle_of_a_log(symptom: object) -> None:
    for text in symptom.matches:  # type: ignore[attr-defined]
        found = read_log(f"$ go build\n{text}\nexit status 1\n", {})
        assert symptom.name in {reading.symptom for reading in found}  # type: ignore[attr-defined]
        assert all(reading.line == 2 for reading in found)


texts = (
    st.text()
    | st.text(alphabet="\x1b[]m;0\x07\\ \r\n>|2026-11T:.Zgo: ")
    | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape"))
)


@given(texts)
def test_any_text_keeps_its_number_of_lines(text: str) -> None:
    numbers = [number for number, _ in cleaned(text)]
    assert numbers == list(range(1, text.count("\n") + 2))
    assert not any("\n" in line or "\r" in line for line in lines(text))


@given(texts)
def test_any_text_is_read(text: str) -> None:
    for reading in read_log(text, {}):
        assert 1 <= reading.line <= text.count("\n") + 1
        assert reading.points_at


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip).filter(bool))
def test_a_plain_line_is_left_as_it_is(line: str) -> None:
    if not line.startswith((">", "|", "[", *"0123456789")):
        assert lines(line) == [line]
