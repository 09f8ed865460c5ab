"""The GOENV file is found where Go finds it and read as Go reads it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.facts.goenv_file import GoenvFile, Line, location, parse, read
from gofettle.facts.variables import is_watched
from gofettle.host.memory import File, MemoryHost, Special


def taken(text: str) -> dict[str, str]:
    """What Go takes from a file."""
    file = GoenvFile("/env", parse(text))
    return {line.name: counts.value for line in file.lines if line.name and (counts := file.get(line.name))}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("GOBIN=/x\n", {"GOBIN": "/x"}),
        ("GOBIN=/x", {"GOBIN": "/x"}),
        ("GOFLAGS=-ldflags=-X=a=b\n", {"GOFLAGS": "-ldflags=-X=a=b"}),
        ("GOBIN=\n", {"GOBIN": ""}),
        ("GOBIN=/a\nGOBIN=/b\n", {"GOBIN": "/b"}),
        ('GOBIN="/x"\n', {"GOBIN": '"/x"'}),
        ("GOBIN= /x \n", {"GOBIN": " /x "}),
        ("GOBIN =/x\n", {"GOBIN ": "/x"}),
        ("GOBIN=/x\r\n", {"GOBIN": "/x\r"}),
        ("GOBIN=/x # mine\n", {"GOBIN": "/x # mine"}),
        ("GOBIN=$HOME/x\n", {"GOBIN": "$HOME/x"}),
        ("Z=1\nA=2\n", {"Z": "1", "A": "2"}),
        ("GO\0BIN=/x\0\n", {"GO\0BIN": "/x\0"}),
        ("GOBIN=/x\x0cGOPATH=/y\x85Z=1\u2028\n", {"GOBIN": "/x\x0cGOPATH=/y\x85Z=1\u2028"}),
    ],
)
def test_lines_that_go_takes(text: str, values: dict[str, str]) -> None:
    assert taken(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# GOBIN=/x\n",
        "export GOBIN=/x\n",
        " GOBIN=/x\n",
        "gobin=/x\n",
        "GOBIN\n",
        "=/x\n",
        "_A=1\n",
        "ÉA=1\n",
    ],
)
def test_lines_that_go_passes_over(text: str) -> None:
    assert taken(text) == {}


def test_lines_are_counted_as_editors_count_them() -> None:
    numbers = {line.name: line.number for line in parse("# one\nGOBIN=/x\x0c\x85\n\nGOPATH=/y\n") if line.name}
    assert numbers == {"GOBIN": 2, "GOPATH": 4}


@pytest.mark.parametrize(
    ("text", "misread", "corrected"),
    [
        ("GOBIN=/x", "", "GOBIN=/x"),
        ('GOBIN="/x"', "quotes", "GOBIN=/x"),
        ("GOBIN='$HOME/x'", "quotes", "GOBIN=/home/dev/x"),
        ("GOBIN=~/x", "expansion", "GOBIN=/home/dev/x"),
        ("GOBIN=${HOME}/x", "expansion", "GOBIN=/home/dev/x"),
        ("GOBIN=$HOME", "expansion", "GOBIN=/home/dev"),
        ("GOBIN=$HOMEBREW_PREFIX/x", "expansion", ""),
        ("GOBIN=$(brew --prefix)/x", "", ""),
        ("GOBIN=/x ", "blanks", "GOBIN=/x"),
        ("GOBIN=/x\r", "blanks", "GOBIN=/x"),
        ("export GOBIN=/x", "not-at-start", "GOBIN=/x"),
        ("  GOBIN=/x", "not-at-start", "GOBIN=/x"),
        ("set -gx GOBIN /x", "not-at-start", "GOBIN=/x"),
        ("gobin=/x", "not-at-start", "GOBIN=/x"),
        ("# GOBIN=/x", "", ""),
        ("GOFLAGS=-ldflags='-s -w'", "", ""),
        ("GOFLAGS='-ldflags=-s -w' -v", "", ""),
        ("GOFLAGS= '-v' \r", "", ""),
        ('GOFLAGS="-mod=mod -trimpath"', "quotes", "GOFLAGS=-mod=mod -trimpath"),
        ("CC='/opt/my tools/clang' -v", "", ""),
        ("CGO_CFLAGS= -O2 ", "", ""),
        ("GOPROXY=https://goproxy.cn , direct\r", "", ""),
        ('GOPROXY="https://goproxy.cn"', "quotes", "GOPROXY=https://goproxy.cn"),
        ("GOSUMDB=off\r", "blanks", "GOSUMDB=off"),
        ("GOBIN = /x", "blank-in-name", "GOBIN=/x"),
        ("MY_OWN='x'", "", ""),
    ],
)
def test_lines_that_go_reads_otherwise_than_they_were_meant(text: str, misread: str, corrected: str) -> None:
    [line] = parse(text)
    assert line.misread == misread
    if line.meant and misread:
        assert line.corrected("/home/dev") == corrected


def test_a_corrected_line_is_read_as_it_was_meant() -> None:
    for text in ('GOBIN="/x"', "export GOPATH=~/go", "GOTMPDIR= /x\r", "set -gx GOFLAGS -mod=mod"):
        [line] = parse(text)
        [again] = parse(line.corrected("/home/dev"))
        assert (again.misread, again.name) == ("", line.meant)


@pytest.mark.parametrize(
    ("platform", "env", "path"),
    [
        ("darwin", {"HOME": "/Users/dev"}, "/Users/dev/Library/Application Support/go/env"),
        ("darwin", {"HOME": "/Users/dev", "XDG_CONFIG_HOME": "/x"}, "/Users/dev/Library/Application Support/go/env"),
        ("linux", {"HOME": "/home/dev"}, "/home/dev/.config/go/env"),
        ("linux", {"HOME": "/home/dev", "XDG_CONFIG_HOME": "/x"}, "/x/go/env"),
        ("linux", {"HOME": "/home/dev", "XDG_CONFIG_HOME": ""}, "/home/dev/.config/go/env"),
        ("linux", {"HOME": "/home/dev", "XDG_CONFIG_HOME": "x"}, ""),
        ("linux", {"XDG_CONFIG_HOME": "/x"}, "/x/go/env"),
        ("linux", {}, ""),
        ("darwin", {}, ""),
        ("darwin", {"HOME": "/Users/dev", "GOENV": "/my/env"}, "/my/env"),
        ("linux", {"HOME": "/home/dev", "GOENV": "off"}, ""),
        ("linux", {"HOME": "/home/dev", "GOENV": ""}, "/home/dev/.config/go/env"),
    ],
)
def test_where_go_looks(platform: str, env: dict[str, str], path: str) -> None:
    assert location(platform, env) == path


@pytest.mark.parametrize(
    ("node", "failed"),
    [
        (None, "ENOENT"),
        (Special(), "EISDIR"),
        (Special("fifo"), "ENOTREG"),
        (File("", 0), "EACCES"),
        (File("x" * (1 << 20) + "x"), "EFBIG"),
        (File(""), ""),
    ],
)
def test_a_file_that_cannot_be_read_says_why(node: File | Special | None, failed: str) -> None:
    host = MemoryHost(files={"/env": node} if node else {})
    assert read(host, {"GOENV": "/env"}).failed == failed


def test_goenv_off_is_no_file_at_all() -> None:
    assert read(MemoryHost(), {"GOENV": "off"}) == GoenvFile("")


anything = st.text(st.characters()) | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape"))


@given(anything)
def test_any_bytes_are_lines_and_none_is_lost(text: str) -> None:
    lines = parse(text)
    assert "\n".join(line.text for line in lines) == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert not line.name or f"{line.name}={line.value}" == line.text
        assert not line.name or "A" <= line.name[0] <= "Z"
        assert not line.meant or is_watched(line.meant)
        assert line.misread in {"", "not-at-start", "blank-in-name", "quotes", "expansion", "blanks"}
        assert "\n" not in line.corrected("/home/dev")


assignments = st.tuples(
    st.sampled_from(["GOBIN", "GOPATH", "GOFLAGS"]), st.text(st.characters(exclude_characters="\n"))
)


@given(st.lists(assignments))
def test_the_last_line_of_a_name_counts(pairs: list[tuple[str, str]]) -> None:
    assert taken("\n".join(f"{name}={value}" for name, value in pairs)) == dict(pairs)


@pytest.mark.parametrize("part", [" ", "A", "export ", "GOBIN= ", "GOBIN=~", "'", "$"])
def test_a_long_line_is_read_at_once(part: str) -> None:
    began = time.monotonic()
    line = Line(1, part * 20_000 + "\x00", "", "")
    assert line.misread in {"", "not-at-start"}
    line.corrected("/home/dev")
    assert time.monotonic() - began < 1
