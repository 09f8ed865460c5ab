"""One line changes; every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.errors import Refused
from gofettle.model.fix import EnsureLine, ReplaceLine
from gofettle.repair.edits import edited

LINE = 'export PATH="$PATH:/usr/local/go/bin"'


def test_a_line_that_is_there_is_not_added_again() -> None:
    assert edited(f"a\n{LINE}\nb\n", EnsureLine("f", LINE)) == f"a\n{LINE}\nb\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"{LINE}\n"),
        ("a\n", f"a\n{LINE}\n"),
        ("a", f"a\n{LINE}\n"),
        ("a\r\nb\r\n", f"a\r\nb\r\n{LINE}\r\n"),
    ],
)
def test_a_line_is_added_at_the_end_with_the_endings_of_the_file(before: str, after: str) -> None:
    assert edited(before, EnsureLine("f", LINE)) == after


def test_a_line_is_replaced_or_taken_out() -> None:
    assert edited("a\nb\nc", ReplaceLine("f", 2, "b", "B")) == "a\nB\nc"
    assert edited("a\nb\nc", ReplaceLine("f", 2, "b", None)) == "a\nc"
    assert edited("a\r\nb\r\nc", ReplaceLine("f", 2, "b", "B")) == "a\r\nB\r\nc"


@pytest.mark.parametrize("text", ["a\nx\nc", "a", ""])
def test_a_file_that_changed_meanwhile_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        edited(text, ReplaceLine("f", 2, "b", "B"))


@given(st.text())
def test_adding_twice_is_adding_once_and_keeps_what_was_there(text: str) -> None:
    once = edited(text, EnsureLine("f", LINE))
    assert edited(once, EnsureLine("f", LINE)) == once
    assert once.startswith(text)


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n")), min_size=1), st.data())
def test_replacing_and_replacing_back_gives_the_same_bytes(lines: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(lines)))
    old = lines[number - 1]
    text = "\n".join(lines)
    new = edited(text, ReplaceLine("f", number, old, "new"))
    ending = "\r" if old.endswith("\r") and new.split("\n")[number - 1].endswith("\r") else ""
    assert edited(new, ReplaceLine("f", number, "new" + ending, old)) == text
