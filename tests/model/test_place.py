"""Who set a variable, who brought an element into it, and who took it out again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.model.place import Change, Place, Trace, who_added, who_dropped, who_set


def trace(*values: str | None, variable: str = "PATH") -> Trace:
    """A trace in which line N changes the variable from value N-1 to value N."""
    steps = pairwise(values)
    places = (Place("/home/dev/.zshrc", number) for number, _ in enumerate(values, 1))
    return Trace(tuple(Change(variable, old, new, place) for (old, new), place in zip(steps, places, strict=False)))


def line(place: Place | None) -> int | None:
    return place.line if place else None


def test_a_place_is_written_as_compilers_write_it() -> None:
    assert Place("/etc/zprofile", 4).text == "/etc/zprofile:4"
    assert Place("/etc/zprofile", None).text == "/etc/zprofile"


def test_the_last_change_set_it() -> None:
    assert line(who_set(trace(None, "/a", "/b"), "PATH")) == 2


def test_nobody_set_what_no_line_changes() -> None:
    assert who_set(trace(None, "/a"), "GOROOT") is None
    assert who_set(trace(), "PATH") is None


def test_other_variables_do_not_count() -> None:
    both = Trace((*trace(None, "/a").changes, *trace(None, "/b", variable="GOROOT").changes))
    assert line(who_set(both, "PATH")) == 1
    assert line(who_added(both, "PATH", "/a")) == 1


@pytest.mark.parametrize(
    ("values", "added"),
    [
        (("/bin", "/go:/bin"), 1),
        (("/bin", "/x:/bin", "/go:/x:/bin", "/y:/go:/x:/bin"), 2),
        (("/go:/bin", "/x:/go:/bin"), None),
        (("/bin", "/go:/bin", "/bin"), None),
        (("/bin", "/go:/bin", "/x", "/go:/x"), 3),
        ((None, "/go"), 1),
        (("/bin", None), None),
        (("/bin", "/golang:/bin"), None),
    ],
    ids=[
        "by one line", "by one of several", "inherited", "taken back", "anew after a reset", "from nothing", "unset", "alike",
    ],
)  # fmt: skip
def test_who_brought_an_element_in(values: tuple[str | None, ...], added: int | None) -> None:
    assert line(who_added(trace(*values), "PATH", "/go")) == added


def test_a_value_that_comes_back_keeps_what_was_said_of_it() -> None:
    # A sub-shell sets PATH for itself; afterwards the old value is back, and the line that made it still counts.
    assert line(who_added(trace("/bin", "/go:/bin", "/x", "/go:/bin"), "PATH", "/go")) == 1


@pytest.mark.parametrize(
    ("values", "dropped"),
    [
        (("/bin", "/go:/bin", "/bin"), 2),
        (("/go:/bin", "/bin"), 1),
        (("/bin", "/go:/bin"), None),
        (("/bin", "/x"), None),
        (("/go", "/x", "/go", "/y"), 3),
        (("/go", "/x", "/y", "/z"), 1),
        (("/go", None), 1),
    ],
)
def test_who_took_an_element_out(values: tuple[str | None, ...], dropped: int | None) -> None:
    assert line(who_dropped(trace(*values), "PATH", "/go")) == dropped


values = st.lists(st.one_of(st.none(), st.lists(st.sampled_from(["/go", "/a", "/b"]), max_size=3).map(":".join)))


@given(values)
def test_an_element_that_is_there_was_dropped_by_nobody_and_one_that_is_not_was_added_by_nobody(
    said: list[str | None],
) -> None:
    it = trace(*said)
    has = bool(said) and "/go" in (said[-1] or "").split(":")
    if has:
        assert who_dropped(it, "PATH", "/go") is None
    else:
        assert who_added(it, "PATH", "/go") is None


@given(values)
def test_who_added_it_is_a_line_after_which_it_was_there(said: list[str | None]) -> None:
    place = who_added(trace(*said), "PATH", "/go")
    if place and place.line:
        assert "/go" in (said[place.line] or "").split(":")
        assert "/go" not in (said[place.line - 1] or "").split(":")
