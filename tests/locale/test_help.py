"""Help and usage errors in two languages, and what is loaded for them."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from gofettle.cli.parser import parser
from gofettle.cli.settings import translator
from gofettle.cli.speech import Parser
from gofettle.report.screen import columns
from gofettle.report.words import words
from tests.locale.checks import english_in
from tests.locale.glossary import read_glossary

GLOSSARY = read_glossary()
CHINESE = words("zh", "").text
NAMES = {"doctor", "why", "explain", "causes", "schema", "completion"}


def commands(top: Parser) -> dict[str, Parser]:
    (found,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    return dict(found.choices)


def spoken(top: Parser) -> Iterator[str]:
    """Every text of a parser that is for people."""
    for one in (top, *commands(top).values()):
        yield from (text for text in (one.description, one.epilog) if text)
        yield from (action.help for action in one._actions if action.help)  # noqa: SLF001
    (found,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    yield from (action.help or "" for action in found._get_subactions())  # noqa: SLF001


def test_every_argument_says_what_it_is_for() -> None:
    for one in commands(parser()).values():
        assert [action.dest for action in one._actions if not action.help] == []  # noqa: SLF001


def test_the_whole_help_is_chinese() -> None:
    assert [text for text in spoken(parser(CHINESE)) if english_in(text, GLOSSARY)] == []
    assert len(set(spoken(parser())) & set(spoken(parser(CHINESE)))) == 0


@pytest.mark.parametrize("command", ["", *sorted(NAMES)])
def test_nothing_of_argparse_itself_is_left(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for say in (str, CHINESE):
        top = parser(say)
        text = (commands(top)[command] if command else top).format_help()
        assert not {"show this help message", "positional arguments", "program's version"} & set(text.splitlines())
        assert ("usage" in text) == (say is str)
        assert ("用法：" in text) == (say is not str)
        assert ("options:" in text) == (say is str)


def test_help_keeps_to_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    for say in (str, CHINESE):
        for one in commands(parser(say)).values():
            assert [line for line in one.format_help().splitlines() if columns(line) > 50] == []


WRONG = {
    "no such command": ["docter"],
    "an argument is missing": ["explain"],
    "no such option": ["doctor", "--colour"],
    "one argument too many": ["doctor", "extra"],
    "a value is missing": ["doctor", "--log"],
    "a value too many": ["doctor", "--quick=yes"],
    "no such value": ["doctor", "--lang", "tlh"],
    "no number": ["doctor", "--budget", "soon"],
    "too large a number": ["doctor", "--budget", "1e9"],
    "no finite number": ["doctor", "--budget", "nan"],
    "two that exclude each other": ["doctor", "--quick", "--deep"],
    "a short form of two": ["doctor", "--fo", "x", "--f", "x"],
    "no command": [],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_a_usage_error_is_one_line_in_either_language(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for say, colon in ((str, ": "), (CHINESE, "：")):
        with pytest.raises(SystemExit) as left:
            parser(say).parse_args(arguments)
        out, err = capsys.readouterr()
        assert (left.value.code, out) == (2, "")
        *usage, why = err.splitlines()
        assert usage[0].startswith(("usage: gofettle", "用法：gofettle"))
        assert why.startswith(f"gofettle{colon}")
        known = {*NAMES, "docter", "tlh", "extra", "COMMAND", "en", "zh", "yes"}
        assert say is str or set(english_in(why, GLOSSARY)) <= known, why


def test_what_was_typed_cannot_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["doctor", "\x1b[31m"])
    assert "\x1b" not in capsys.readouterr().err


# Which language


@pytest.mark.parametrize(
    ("arguments", "environment", "chinese"),
    [
        ([], {}, False),
        ([], {"LANG": "zh_CN.UTF-8"}, True),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ([], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, True),
        ([], {"LANG": "de_DE.UTF-8"}, False),
        (["doctor", "--help", "--lang", "zh"], {}, True),
        (["doctor", "--lang=zh", "--help"], {}, True),
        (["--help", "--lang", "en"], {"LANG": "zh_CN.UTF-8"}, False),
        (["--lang=en"], {"LANG": "zh_CN.UTF-8"}, False),
        (["doctor", "--lang", "tlh"], {"LANG": "zh_CN.UTF-8"}, True),
        (["doctor", "--lang"], {}, False),
    ],
)
def test_the_language_of_help(
    arguments: list[str], environment: dict[str, str], chinese: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert translator(arguments)("options:") == ("选项：" if chinese else "options:")


# What is loaded


WATCHED = """
import json, sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from gofettle.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
catalogues = [path for path in opened if path.endswith((".mo", ".po"))]
said = {"catalogues": catalogues, "modules": [name for name in sys.modules if name.startswith("gofettle.")]}
print("\\n" + json.dumps(said))
"""


def loaded(*arguments: str, lang: str = "C.UTF-8") -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        env={"LANG": lang, "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    said: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return said


@pytest.mark.parametrize("lang", ["C.UTF-8", "zh_CN.UTF-8"])
def test_the_version_loads_neither_catalogue_nor_report(lang: str) -> None:
    said = loaded("--version", lang=lang)
    assert said["catalogues"] == []
    assert not [name for name in said["modules"] if name.startswith(("gofettle.report", "gofettle.facts"))]


@pytest.mark.parametrize("arguments", [["--help"], ["doctor", "--help"], ["causes"], ["explain"], ["explain", "none"]])
def test_english_loads_no_catalogue(arguments: list[str]) -> None:
    assert loaded(*arguments)["catalogues"] == []


@pytest.mark.parametrize("arguments", [["--help"], ["causes"], ["explain", "none"]])
def test_chinese_loads_its_catalogue_once(arguments: list[str]) -> None:
    assert len(loaded(*arguments, lang="zh_CN.UTF-8")["catalogues"]) == 1
