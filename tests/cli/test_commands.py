"""What every command shares: usage, languages, colours, streams; and the small commands themselves."""

from __future__ import annotations

import io
import json
import re
import sys

import msgspec
import pytest

from gofettle import __version__
from gofettle.cli import settings
from gofettle.diagnosis.catalogue import BY_ID
from gofettle.report.why_document import WhyDocument
from tests import machines
from tests.cli.conftest import Gofettle

# Usage


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("doctor", "--nosuch"), "--nosuch"),
        (("doctor", "extra"), "extra"),
        (("--nosuch",), "--nosuch"),
        (("nosuch",), "nosuch"),
        (("doctor", "--quick", "--deep"), "--quick"),
        (("doctor", "--format", "xml"), "xml"),
        (("doctor", "--fail-on", "untidy"), "untidy"),
        (("doctor", "--log"), "--log"),
        (("doctor", "--budget", "soon"), "--budget"),
        (("doctor", "--budget", "0"), "--budget"),
        (("doctor", "--budget", "-1"), "--budget"),
        (("doctor", "--budget", "nan"), "--budget"),
        (("doctor", "--budget", "inf"), "--budget"),
        (("doctor", "--quick=1"), "--quick"),
        (("doctor", "--lang", "de"), "de"),
        (("explain",), "ID"),
        (("why",), "NAME"),
        (("completion", "tcsh"), "tcsh"),
        (("schema", "nosuch"), "nosuch"),
        (("doctor", "--only"), "--only"),
        (("\x1b[31m",), "\\x1b[31m"),
    ],
)
def test_a_usage_error_is_one_line_below_the_usage(gofettle: Gofettle, arguments: tuple[str, ...], named: str) -> None:
    said = gofettle(*arguments)
    assert (said.code, said.out) == (2, "")
    *usage, why = said.err.rstrip("\n").split("\n")
    assert usage[0].startswith("usage: gofettle")
    assert all(line.startswith(" ") for line in usage[1:])
    assert why.startswith("gofettle: ")
    assert named in why
    assert not why.endswith(".")
    assert "\x1b" not in said.err
    assert "_seconds" not in said.err


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_command(gofettle: Gofettle, option: str) -> None:
    said = gofettle(option)
    assert (said.code, said.err) == (0, "")
    assert all(f"  {name}" in said.out for name in ("doctor", "why", "explain", "causes", "schema", "completion"))


@pytest.mark.parametrize("command", ["doctor", "why", "explain", "causes", "schema", "completion"])
def test_every_command_helps(gofettle: Gofettle, command: str) -> None:
    said = gofettle(command, "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"usage: gofettle {command}")


@pytest.mark.parametrize("arguments", [("--version",), ("--version", "doctor")])
def test_its_version(gofettle: Gofettle, arguments: tuple[str, ...]) -> None:
    said = gofettle(*arguments)
    assert (said.code, said.out) == (0, f"gofettle {__version__}\n")


# Language


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "zh_TW"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, True),
    ],
)
def test_the_language_is_the_locales(
    gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], chinese: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert gofettle().out.startswith("Go works here.") is not chinese
    assert gofettle("doctor", "--lang", "en").out.startswith("Go works here.")
    assert not gofettle("doctor", "--lang=zh").out.startswith("Go works here.")


# Colour and streams


class Terminal(io.TextIOWrapper):
    """A standard output that says it is a terminal."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True

    @property
    def said(self) -> bytes:
        self.flush()
        return self.buffer.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("variables", "colour"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_colour_only_where_it_is_wanted(
    gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], colour: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.delenv("TERM", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert gofettle().code == 0
    assert (b"\x1b" in terminal.said) is colour


def test_no_colour_where_nobody_looks(gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b" not in gofettle().out


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("80", 80), ("500", 110)])
def test_how_wide_it_is(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert settings.screen().width == width


def test_an_output_that_knows_only_ascii(gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal("ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", "dumb")
    assert gofettle().code == 0
    assert rb"\u2713 new terminal" in terminal.said


def test_a_reader_that_has_had_enough_changes_no_answer(gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.BytesIO):
        def write(self, _: object) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Closed(), encoding="utf-8"))
    monkeypatch.setattr("gofettle.cli.streams._null", lambda _: None)  # it would close pytest's own
    broken = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")
    assert gofettle(on=broken).code == 1


# The small commands


@pytest.mark.parametrize("name", BY_ID)
def test_explain_shows_a_page(gofettle: Gofettle, name: str) -> None:
    said = gofettle("explain", name)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{name} (broken)\n")


@pytest.mark.parametrize(
    ("name", "near"), [("path.shadowd", "path.shadowed"), ("qqqqqqq", "gofettle causes"), ("", "")]
)
def test_explain_suggests_the_nearest(gofettle: Gofettle, name: str, near: str) -> None:
    said = gofettle("explain", name)
    assert (said.code, said.out) == (2, "")
    assert re.fullmatch(rf"gofettle: no cause named '{name}' \(.*{near}.*\)\n", said.err)


def test_causes_lists_them_all(gofettle: Gofettle) -> None:
    said = gofettle("causes")
    assert said.code == 0
    assert all(re.search(rf"^{re.escape(name)}  +\S", said.out, re.MULTILINE) for name in BY_ID)


@pytest.mark.parametrize("name", ["diagnosis", "why"])
def test_schema_is_json(gofettle: Gofettle, name: str) -> None:
    said = gofettle("schema", name)
    assert said.code == 0
    assert "$defs" in json.loads(said.out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands(gofettle: Gofettle, shell: str) -> None:
    said = gofettle("completion", shell)
    assert said.code == 0
    assert "doctor" in said.out


@pytest.mark.parametrize("name", ["PATH", "GOROOT", "go", "nothing-of-that-name"])
def test_why_answers_in_both_formats(gofettle: Gofettle, name: str) -> None:
    said = gofettle("why", name)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{name}: ")
    made = msgspec.json.decode(gofettle("why", name, "--format", "json").out, type=WhyDocument)
    assert made.name == name


@pytest.mark.parametrize("name", ["A=B", ""])
def test_why_of_what_is_no_name(gofettle: Gofettle, name: str) -> None:
    said = gofettle("why", name)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"gofettle: '{name}' ")
    assert said.err.count("\n") == 1
