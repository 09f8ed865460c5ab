"""Lines that a shell does not say are looked up in the file."""

from __future__ import annotations

import pytest

from gofettle.facts.tracing.lines import holding, in_function, relative, universal
from gofettle.model.place import Place

FISH = """\
# set -gx GOPATH in a comment
if test (uname) = Darwin
    set -gx GOPATH /Users/dev/go
else
    set -gx GOPATH $HOME/go
end
set -gx PATH $GOPATH/bin $PATH
set -gx PATH /opt/tool/bin $PATH
/opt/homebrew/bin/brew shellenv | source
mise activate fish | source
set -gx GOBIN /same
set -gx GOBIN /same
"""


@pytest.mark.parametrize(
    ("code", "variable", "line"),
    [
        ("set -gx GOPATH /home/dev/go", "GOPATH", 5),
        ("set -gx GOPATH /Users/dev/go", "GOPATH", 3),
        ("set -gx PATH /opt/tool/bin /usr/bin /bin", "PATH", 8),
        ("/opt/homebrew/bin/brew shellenv | source", "PATH", 9),
        ("mise activate fish | source", "GOROOT", 10),
        ("set -gx GOBIN /same", "GOBIN", None),
        ("set -gx GOFLAGS -v", "GOFLAGS", None),
        ("fish_add_path /x", "PATH", None),
        ("", "PATH", None),
    ],
)
def test_the_line_of_a_command(code: str, variable: str, line: int | None) -> None:
    assert holding(FISH, Place("config.fish", None, code), variable, "/usr/bin:/bin") == line


def test_the_value_before_tells_two_lines_apart() -> None:
    text = 'PATH="/a:$PATH"\nPATH="$PATH:/b"\n'
    assert holding(text, Place("f", None, "PATH=/a:/bin"), "PATH", "/bin") == 1
    assert holding(text, Place("f", None, "PATH=/a:/bin:/b"), "PATH", "/a:/bin") == 2


def test_a_universal_variable() -> None:
    text = "# VERSION: 3.0\nSETUVAR GOPATHS:x\nSETUVAR --export --path GOPATH:x\n"
    assert universal(text, Place("f", None, "SETUVAR GOPATH"), "GOPATH", None) == 3
    assert universal(text, Place("f", None, "SETUVAR GOBIN"), "GOBIN", None) is None


BASH = "x=1\nfunction add {\n  local one=$1\n  PATH=$one:$PATH\n}\nadd() { GOBIN=$1; }\n"


@pytest.mark.parametrize(
    ("variable", "line", "expected"),
    [("PATH", 2, 4), ("GOBIN", 0, 6), ("PATH", 3, 4), ("PATH", 4, 4), ("GOROOT", 2, None)],
)
def test_the_line_of_a_function(variable: str, line: int, expected: int | None) -> None:
    place = Place("f", None, relative("add", line, f"{variable}=/x"))
    assert in_function(place, variable, lambda _: BASH) == Place("f", expected, f"{variable}=/x")


def test_a_function_that_is_not_in_the_file() -> None:
    place = Place("f", None, relative("hook", 2, "GOBIN=/x"))
    assert in_function(place, "GOBIN", lambda _: None) == Place("f", None, "GOBIN=/x")
