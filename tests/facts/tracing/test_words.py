"""The words of a traced command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.facts.tracing.words import is_default, words


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", []),
        ("export GOPATH=/g", ["export", "GOPATH=/g"]),
        ("export 'PATH=/a b:/c' X='it'\\''s'", ["export", "PATH=/a b:/c", "X=it's"]),
        ("PATH='/a\n/b'\nwhat a program printed", ["PATH=/a\n/b"]),
        (r"GOFLAGS=$'\303\251\xe9\n\'\\'", ["GOFLAGS=é\udce9\n'\\"]),
        ("echo 'no end", ["echo"]),
    ],
)
def test_words(code: str, expected: list[str]) -> None:
    assert words(code) == expected


@given(st.text(), st.integers(0, 5))
def test_no_text_is_too_odd(code: str, most: int) -> None:
    assert len(words(code, most)) <= most


def test_a_default() -> None:
    assert is_default(": /home/dev/go", "/home/dev/go")
    assert not is_default("echo /home/dev/go", "/home/dev/go")
    assert not is_default(": ", None)
