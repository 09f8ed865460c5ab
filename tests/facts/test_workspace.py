"""What the workspace asks for: go.mod, go.work and the version files of managers, here or above."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.facts.request import Request
from gofettle.facts.workspace import Declaration, collect, parse
from gofettle.host.memory import File, MemoryHost, Node, Special


def declared(name: str, text: str) -> list[tuple[str, int, str]]:
    return [(line.kind, line.line, line.value) for line in parse(name, f"/m/{name}", text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("module m\n\ngo 1.26.0\n", [("go", 3, "1.26.0")]),
        ("go 1.21\n\ntoolchain go1.26.6\n", [("go", 1, "1.21"), ("toolchain", 3, "go1.26.6")]),
        ("go 1.21 // as old as it can be\n", [("go", 1, "1.21")]),
        ("go 1.21//x\n", [("go", 1, "1.21")]),
        ("\tgo\t1.21\r\n", [("go", 1, "1.21")]),
        ("// go 1.99\n", []),
        ("module go\nrequire go.uber.org/zap v1.2.3\n", []),
        ("gopher 1.2\n", []),
        ("go\n", []),
        ("", []),
        ("use .\n\ngo 1.22\n", [("go", 3, "1.22")]),
    ],
)
def test_the_lines_of_go_mod_that_name_a_go(text: str, lines: list[tuple[str, int, str]]) -> None:
    assert declared("go.mod", text) == lines
    assert declared("go.work", text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1.26.6\n", [("go-version", 1, "1.26.6")]),
        ("\n  1.26.6 \n1.21\n", [("go-version", 2, "1.26.6")]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_the_version_file_of_goenv(text: str, lines: list[tuple[str, int, str]]) -> None:
    assert declared(".go-version", text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("golang 1.26.6\n", [("tool-versions", 1, "1.26.6")]),
        ("nodejs 20\ngo 1.26.6 1.21\n", [("tool-versions", 2, "1.26.6")]),
        ("# golang 1.2\ngolangci-lint 1.60\n", []),
    ],
)
def test_the_version_file_of_asdf_and_mise(text: str, lines: list[tuple[str, int, str]]) -> None:
    assert declared(".tool-versions", text) == lines


def test_lines_are_counted_as_editors_count_them() -> None:
    assert declared("go.mod", "// a\x0cb\x85c\u2028d\n\ngo 1.21\n") == [("go", 3, "1.21")]


def found(files: dict[str, Node], directory: str = "/w/m/sub") -> tuple[str, str]:
    workspace = collect(MemoryHost(files=files), Request(directory))
    return workspace.go_mod, workspace.go_work


def test_the_nearest_file_above_counts() -> None:
    files: dict[str, Node] = {"/w/m/sub/x": File(), "/w/m/go.mod": File(), "/w/go.mod": File(), "/w/go.work": File()}
    assert found(files) == ("/w/m/go.mod", "/w/go.work")


def test_a_directory_of_that_name_does_not_count() -> None:
    assert found({"/w/m/sub/go.mod": Special(), "/w/go.mod": File()}) == ("/w/go.mod", "")


def test_the_root_is_looked_at_too_and_the_search_ends_there() -> None:
    assert found({"/go.mod": File()}) == ("/go.mod", "")
    assert found({}) == ("", "")
    assert found({}, "/") == ("", "")


def test_a_workspace_that_is_spelt_oddly() -> None:
    assert found({"/w/go.mod": File()}, "/w/m/../m/sub/")[0] == "/w/go.mod"


@pytest.mark.parametrize("node", [File("go 1.99\n", 0), Special("fifo"), File("x" * ((1 << 20) + 1))])
def test_a_file_that_cannot_be_read_is_named(node: Node) -> None:
    workspace = collect(MemoryHost(files={"/w/go.mod": node}), Request("/w"))
    assert (workspace.go_mod, workspace.declared, workspace.unreadable) == ("/w/go.mod", (), ("/w/go.mod",))


def test_a_declaration_names_its_place() -> None:
    assert Declaration("go", "/w/go.mod", 3, "1.26").place == "/w/go.mod:3"


@given(st.sampled_from(["go.mod", "go.work", ".go-version", ".tool-versions"]), st.text() | st.text("go 1.2\n\t/vtl"))
def test_any_text_is_read_and_every_line_is_where_it_says(name: str, text: str) -> None:
    for line in parse(name, "/w/x", text):
        assert line.value in text.split("\n")[line.line - 1]
        assert line.value == line.value.strip() != ""
