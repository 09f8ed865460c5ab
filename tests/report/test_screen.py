"""Text is laid out by columns, wide characters and all, and nothing from outside can act on a terminal."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.model.message import msg
from gofettle.report.screen import Screen, columns
from gofettle.report.words import visible, words

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
BOMBS = {
    "ESC": "\x1b[2J",
    "CSI of one byte": "\x9b2J",
    "BEL": "\x07",
    "NUL": "\0",
    "backspace": "a\x08b",
    "carriage return": "good\rbad",
    "right to left": "\u202egnp.exe",
    "isolate": "\u2066x\u2069",
    "zero width": "a\u200bb",
    "byte order mark": "\ufeff",
    "soft hyphen": "\xad",
    "line separator": "a\u2028b",
    "a byte that is no text": "\udc80\udcff",
    "a lone surrogate": "\ud800",
    "private use": "\ue000",
    "tag": "\U000e0041",
    "delete": "\x7f",
}
ACTING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("go", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("未找到命令", 10),
        ("go 找不到", 9),
        ("ﾊﾝ", 2),
        ("Ａ", 2),
        ("✓", 1),
    ],
)
def test_how_many_columns_a_text_takes(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three four five six", ["one two three four", "five six"]),
        ("", [""]),
        ("one\ntwo", ["one", "two"]),
        ("one\n\ntwo", ["one", "", "two"]),
        ("这台机器上的新终端找不到这个命令", ["这台机器上的新终端找", "不到这个命令"]),
        ("新终端里的命令叫作：（未找到）", ["新终端里的命令叫作：", "（未找到）"]),
        ("x" * 30, ["x" * 30]),
        ("a " + "x" * 30 + " b", ["a", "x" * 30, "b"]),
        ("/opt/homebrew/bin:/usr/local/bin:/usr/bin", ["/opt/homebrew/bin:", "/usr/local/bin:", "/usr/bin"]),
    ],
)
def test_a_text_is_wrapped_at_its_words(text: str, lines: list[str]) -> None:
    assert list(Screen(20).fill(text)) == lines


def test_the_first_line_has_a_front_and_the_others_are_set_in() -> None:
    assert list(Screen(25).fill("one two three four five", "  fix  ")) == ["  fix  one two three four", "       five"]
    assert list(Screen(24).fill("one two three four five", "- ", "+ ")) == ["- one two three four", "+ five"]


texts = st.text() | st.text(alphabet="ab :/未找到命令，（）「」\n\t", max_size=200)


@given(texts, st.integers(20, 120), st.sampled_from(["", "  ", "  seen  ", "  标题  "]))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int, front: str) -> None:
    lines = list(Screen(width).fill(text, front))
    assert "".join("".join(lines).split()) == "".join((front + text).split())
    assert lines == [line.rstrip() for line in lines]
    room = max(width - columns(front), 20)
    for line in lines:
        assert columns(line) <= columns(front) + room or len(line[len(front) :].split()) <= 1 or "\t" in text


def test_without_colour_there_is_not_one_escape() -> None:
    assert Screen().paint("x", "bold", "red") == "x"
    assert Screen(colour=True).paint("x") == "x"
    assert Screen(colour=True).paint("x", "bold", "red") == "\x1b[1;31mx\x1b[0m"


@pytest.mark.parametrize("name", BOMBS)
def test_nothing_from_outside_acts(name: str) -> None:
    shown = visible(f"before {BOMBS[name]} after")
    assert not {unicodedata.category(letter) for letter in shown} & ACTING
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("\0", "\\x00"),
        ("a\rb", "a\\rb"),
        ("a\tb", "a    b"),
        ("a\nb", "a\nb"),
        ("\udcff", "\\xff"),
        ("\u202e", "\\u202e"),
        ("\U000e0041", "\\ue0041"),
        ("naïve 未找到 ✓", "naïve 未找到 ✓"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_could_act_is_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters()) | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_any_text_can_be_shown(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.category(letter) for letter in shown if letter != "\n"} & ACTING
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert shown.count("\n") == text.count("\n")
    assert visible(shown) == shown


# Words


def test_values_are_filled_in_and_made_visible() -> None:
    say = words("en", "").say
    assert say(msg("{a} and {b}", a="\x1b[0m", b=3)) == "\\x1b[0m and 3"
    assert say(msg("{a}", a=msg("inner {b}", b="\x07"))) == "inner \\x07"
    assert say(msg("neither {{ nor }}")) == "neither { nor }"
    assert say("\0 plain") == "\\x00 plain"


def test_what_a_value_holds_is_never_filled_in_again() -> None:
    assert words("en", "").say(msg("{a}", a="{b} {0} {a.__class__}")) == "{b} {0} {a.__class__}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/dev/go", "~/go"),
        ("/home/dev", "~"),
        ("/home/developer", "/home/developer"),
        ("/usr/bin:/home/dev/bin:/home/dev/go/bin", "/usr/bin:~/bin:~/go/bin"),
        ("cd /home/dev/x && ls /home/dev/y", "cd ~/x && ls ~/y"),
        ("/backup/home/dev/go", "/backup/home/dev/go"),
    ],
)
def test_home_is_a_tilde_wherever_a_path_begins_with_it(text: str, shown: str) -> None:
    assert words("en", "/home/dev").say(text) == shown
    assert words("en", "/home/dev/").say(msg("{a}", a=text)) == shown


@pytest.mark.parametrize("home", ["", "/"])
def test_without_a_real_home_nothing_is_shortened(home: str) -> None:
    assert words("en", home).say("/usr/bin:/root/x") == "/usr/bin:/root/x"


def test_an_unknown_text_is_said_in_english() -> None:
    assert words("zh", "").say(msg("this text is in no catalogue: {a}", a=1)) == "this text is in no catalogue: 1"
    assert words("zh", "").text("") == ""
