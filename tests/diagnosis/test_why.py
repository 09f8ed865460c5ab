"""Where a name comes from: session by session, with the line that brought it and what it hides."""

from __future__ import annotations

import pytest

from gofettle import api
from gofettle.diagnosis.why import kind_of
from gofettle.errors import Unusable
from gofettle.facts.request import Request
from gofettle.host.memory import File, Link, MemoryHost
from gofettle.model.why import Item, View, Why
from tests import machines
from tests.acting.parts import OLD, go_tree
from tests.judging import say


def why(host: MemoryHost, name: str) -> Why:
    answer, bugs = api.explain_name(host, Request(host.cwd), name)
    assert bugs == ()
    return answer


def view(answer: Why, session: str = "terminal") -> View:
    return next(view for view in answer.views if view.session == session)


def shown(items: tuple[Item, ...]) -> list[tuple[str, str, str, bool]]:
    return [(item.text, item.place.text if item.place else "", say(item.note), item.wins) for item in items]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("PATH", "path"),
        ("CPATH", "path"),
        ("PKG_CONFIG_PATH", "path"),
        ("C_INCLUDE_PATH", "path"),
        ("GOROOT", "variable"),
        ("GOPATH", "variable"),
        ("EDITOR", "variable"),
        ("go", "command"),
        ("gopls", "command"),
        ("golangci-lint", "command"),
        ("G", "variable"),
    ],
)
def test_what_a_name_is(name: str, kind: str) -> None:
    assert kind_of(name) == kind or (name == "GOPATH" and kind_of(name) == "path")


def test_every_entry_of_path_has_its_line() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export PATH=/opt/x/bin:$PATH:/usr/bin:~x:rel:")
    items = shown(view(why(host, "PATH")).items)
    assert items[0] == ("/opt/x/bin", "/Users/dev/.zshrc:2", "", False)
    places = {text: place for text, place, _, _ in items}
    assert places["/usr/local/go/bin"] == "/etc/zprofile:4"
    assert places["/Users/dev/go/bin"] == "/Users/dev/.zprofile:2"
    notes = {text: note for text, _, note, _ in items if note}
    assert notes["/usr/bin"] == "again"
    assert "~" in notes["~x"]
    assert "relative" in notes["rel"]
    assert "current directory" in notes[""]


def test_a_variable_with_every_place_that_has_a_say() -> None:
    host = machines.with_lines(machines.with_goenv(machines.healthy(), "GOPROXY=off\n"), ".zshrc", "export GOPROXY=x")
    goenv = machines.goenv_path(host)
    assert [(text, place, wins) for text, place, _, wins in shown(view(why(host, "GOPROXY")).items)] == [
        ("x", "/Users/dev/.zshrc:2", True),
        ("off", f"{goenv}:1", False),
        ("https://proxy.golang.org,direct", "/usr/local/go/go.env", False),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GOROOT", "/usr/local/go"),
        ("GOPATH", "/Users/dev/go"),
        ("GOBIN", "/Users/dev/go/bin"),
        ("GOENV", "/Users/dev/Library/Application Support/go/env"),
        ("GOSUMDB", "sum.golang.org"),
    ],
)
def test_what_nobody_set_is_gos_own(name: str, value: str) -> None:
    [item] = view(why(machines.healthy(), name)).items
    assert (item.text, item.wins) == (value, True)


def test_a_variable_that_nobody_has() -> None:
    answer = why(machines.healthy(), "CGO_CFLAGS")
    assert [view.items for view in answer.views] == [()] * len(answer.views)


def test_every_change_in_order() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOBIN=/a", "unset GOBIN", "export GOBIN=/b")
    history = shown(why(host, "GOBIN").history)
    assert [(text, place) for text, place, _, _ in history] == [
        ("/a", "/Users/dev/.zshrc:2"),
        ("", "/Users/dev/.zshrc:3"),
        ("/b", "/Users/dev/.zshrc:4"),
    ]
    assert history[1][2] == "unset"


def test_a_command_with_all_that_bear_its_name() -> None:
    files = {**go_tree("/opt/old", OLD), "/usr/local/bin/go": Link("/opt/gone/go")}
    host = machines.with_lines(
        machines.with_files(machines.healthy(), files), ".zshrc", "export PATH=$PATH:/opt/old/bin"
    )
    items = shown(view(why(host, "go")).items)
    assert [(text, wins) for text, _, _, wins in items] == [
        ("/usr/local/bin/go -> /opt/gone/go", False),
        ("/usr/local/go/bin/go", True),
        ("/opt/old/bin/go", False),
    ]
    assert "points nowhere" in items[0][2]
    assert items[2][1] == "/Users/dev/.zshrc:2"


def test_a_shim_names_its_manager() -> None:
    [first, *_] = shown(view(why(machines.healthy_shims(), "go")).items)
    assert "goenv" in first[2]


def test_a_go_that_is_on_no_path_is_named_too() -> None:
    host = machines.with_files(machines.healthy(), go_tree("/opt/go", OLD))
    notes = [say(note) for note in why(host, "go").notes]
    assert any("/opt/go" in note and "go1.21.13" in note for note in notes)


def test_a_command_that_is_nowhere() -> None:
    assert view(why(machines.healthy(), "dlv")).items == ()


def test_every_session_is_shown() -> None:
    assert [view.session for view in why(machines.healthy(), "PATH").views] == ["terminal", "process", "script", "ssh"]
    linux = [view.session for view in why(machines.healthy_linux(), "PATH").views]
    assert linux == ["terminal", "process", "window", "script", "ssh"]


def test_a_session_that_could_not_be_seen_says_why() -> None:
    host = machines.changed(machines.healthy(), files={"/Users/dev/.zshrc": File("sleep 100\n")})
    answer = why(host, "PATH")
    assert "/Users/dev/.zshrc:1" in say(view(answer).unknown)
    assert view(answer, "process").items != ()
    assert answer.notes != ()


@pytest.mark.parametrize("name", ["", "A=B", "a\0b"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(Unusable):
        why(machines.healthy(), name)


@pytest.mark.parametrize("name", ["../../bin/go", "/usr/bin/env", "\x1b[31m", "名字", "a b", "x" * 300])
def test_an_odd_name_is_answered_all_the_same(name: str) -> None:
    assert why(machines.healthy(), name).views != ()
