"""A cause's page and id, paths as text, and what a diagnosis says as a whole."""

from __future__ import annotations

from types import ModuleType
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.model import paths
from gofettle.model.cause import CauseModule, cause_id, page
from gofettle.model.diagnosis import Cause, Diagnosis, Machine, State, Untold, Vital
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.message import msg

PAGE = """A title.

Why it matters
    One sentence
    over two lines.

    A second paragraph.

See
    https://go.dev/doc
    https://pkg.go.dev
"""


def module(name: str, text: str | None) -> CauseModule:
    made = ModuleType(f"gofettle.causes.{name}")
    made.__doc__ = text
    return cast("CauseModule", made)


def test_a_causes_id_is_its_place() -> None:
    assert cause_id(module("path.not_on_path", "")) == "path.not-on-path"


def test_a_page_is_a_title_and_sections() -> None:
    read = page(module("path.x", PAGE))
    assert read.title == "A title."
    assert read.sections == (
        ("Why it matters", "One sentence over two lines.\n\nA second paragraph."),
        ("See", "https://go.dev/doc\nhttps://pkg.go.dev"),
    )


@pytest.mark.parametrize("text", [None, "", "Only a title."])
def test_a_page_may_be_empty(text: str | None) -> None:
    assert page(module("path.x", text)).sections == ()


@given(st.text(alphabet="ab \n:/.", max_size=80))
def test_any_docstring_is_a_page(text: str) -> None:
    assert isinstance(page(module("path.x", text)).title, str)


@pytest.mark.parametrize(
    ("path", "elements"),
    [("", ()), ("/a", ("/a",)), ("/a:/b", ("/a", "/b")), (":/a:", ("", "/a", "")), ("/a::/b", ("/a", "", "/b"))],
)
def test_a_path_has_elements(path: str, elements: tuple[str, ...]) -> None:
    assert paths.elements(path) == elements


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("/home/dev", "~"),
        ("/home/dev/go", "~/go"),
        ("/home/developer/go", "/home/developer/go"),
        ("/mnt/home/dev/go", "/mnt/home/dev/go"),
        ("go", "go"),
    ],
)
def test_a_path_below_home_is_written_short(path: str, short: str) -> None:
    assert paths.short(path, "/home/dev") == short


@pytest.mark.parametrize("home", ["", "/"])
def test_without_a_real_home_nothing_is_shortened(home: str) -> None:
    assert paths.short("/usr/local/go", home) == "/usr/local/go"


@pytest.mark.parametrize(
    ("path", "directory", "below"),
    [("/a/b", "/a", True), ("/a", "/a", True), ("/ab", "/a", False), ("/a", "/", True), ("/b", "/a", False)],
)
def test_what_is_below_a_directory(path: str, directory: str, below: bool) -> None:
    assert paths.is_below(path, directory) is below


@pytest.mark.parametrize(
    ("path", "clean"),
    [
        ("/a//b/../c/", "/a/c"),
        ("", ""),
        ("./a", "a"),
        ("/", "/"),
        ("/..", "/"),
        ("a/..", "."),
        ("//a", "/a"),
        ("///", "/"),
    ],
)
def test_a_path_is_cleaned_as_go_cleans_it(path: str, clean: str) -> None:
    assert paths.clean(path) == clean


@given(st.text(alphabet="ab/.", min_size=1, max_size=20))
def test_cleaning_twice_is_cleaning_once(path: str) -> None:
    assert paths.clean(paths.clean(path)) == paths.clean(path)


def diagnosis(*kinds: Kind, state: State = State.OK, untold: bool = False) -> Diagnosis:
    finding = Finding("x", msg("X is wrong."), (Sighting("ls", "x"),))
    return Diagnosis(
        Machine("macOS", "26.1", "arm64", "zsh", "/Users/dev"),
        (Vital("terminal", state, msg("go")),),
        tuple(Cause("path.x", kind, (), finding, None) for kind in kinds),
        (Untold("path.y", msg("it hangs")),) if untold else (),
    )


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (diagnosis(), "healthy"),
        (diagnosis(Kind.BROKEN), "broken"),
        (diagnosis(Kind.RISKY), "risky"),
        (diagnosis(Kind.UNTIDY, Kind.NOTE), "healthy"),
        (diagnosis(Kind.NOTE, Kind.RISKY, Kind.BROKEN), "broken"),
        (diagnosis(state=State.FAILED), "broken"),
        (diagnosis(state=State.CANNOT_TELL), "cannot-tell"),
        (diagnosis(untold=True), "cannot-tell"),
        (diagnosis(Kind.RISKY, untold=True), "risky"),
        (diagnosis(Kind.BROKEN, untold=True), "broken"),
        (diagnosis(state=State.NOT_LOOKED_AT), "healthy"),
        (diagnosis(state=State.NOT_APPLICABLE), "healthy"),
    ],
)
def test_the_verdict_is_the_worst_that_holds(said: Diagnosis, verdict: str) -> None:
    assert said.verdict == verdict
