"""What only zsh does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facts.tracing.shells import Home, real, value


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, real("zsh"))


def test_silent_about_a_path_that_only_loses_what_it_had_twice(home: Home) -> None:
    trace = home.start("typeset -U path", "path+=(/usr/bin)", ":")
    assert home.changes(trace) == []


def test_path_as_an_array(home: Home) -> None:
    trace = home.start("path+=(/a)", "path=(/b $path)", "typeset -U path", "path=(/c /b $path[@])")
    assert [home.added_by(trace, element) for element in ("/a", "/b", "/c")] == [".zshrc:1", ".zshrc:2", ".zshrc:4"]


def test_typeset(home: Home) -> None:
    trace = home.start("typeset -x GOPATH=/g", "name=GOBIN", "typeset -gx $name=/bin", ":")
    assert [home.set_by(trace, name) for name in ("GOPATH", "GOBIN")] == [".zshrc:1", ".zshrc:3"]


def test_a_tied_array(home: Home) -> None:
    trace = home.start("typeset -xT GOPATH gopath", "gopath+=(/a /b)", ":")
    assert (value(trace, "GOPATH"), home.set_by(trace, "GOPATH")) == ("/a:/b", ".zshrc:2")


def test_all_its_files(home: Home) -> None:
    home.write(".zshenv", "export GOPATH=/g\nZDOTDIR=$HOME/dots\n")
    home.write("dots/.zprofile", "\nexport GOROOT=/r\n")
    home.write("dots/.zshrc", "export GOBIN=/bin\n")
    home.write("dots/.zlogin", "export GOFLAGS=-v\n")
    trace = home.start()
    assert home.changes(trace) == [
        ("GOPATH", "/g", ".zshenv:1"),
        ("GOROOT", "/r", "dots/.zprofile:2"),
        ("GOBIN", "/bin", "dots/.zshrc:1"),
        ("GOFLAGS", "-v", "dots/.zlogin:1"),
    ]


def test_logout_files_are_not_read(home: Home) -> None:
    home.write(".zlogout", "touch $HOME/logged-out\n")
    home.start(":")
    assert not (home.directory / "logged-out").exists()


def test_a_function_from_a_file_of_its_own(home: Home) -> None:
    home.write("functions/setup-go", ":\nexport GOROOT=/r\n")
    trace = home.start("fpath=($HOME/functions $fpath)", "autoload -Uz setup-go", "setup-go", ":")
    assert home.set_by(trace, "GOROOT") == "functions/setup-go:2"


def test_a_pipe_of_a_program(home: Home) -> None:
    home.write("tool", "echo; echo; echo; echo export GOROOT=/tool")
    trace = home.start(":", "source <(sh $HOME/tool)", ":", ":", ":")
    assert home.set_by(trace, "GOROOT") == ".zshrc:2"


def test_the_last_command_of_a_pipe_is_the_shell_itself(home: Home) -> None:
    trace = home.start("echo /r | read GOROOT", ":")
    assert (value(trace, "GOROOT"), home.set_by(trace, "GOROOT")) == ("/r", ".zshrc:1")


def test_functions_that_reset_their_options(home: Home) -> None:
    trace = home.start("f() {", "  emulate -L zsh", "  GOBIN=/bin", "}", "f", ":")
    assert home.set_by(trace, "GOBIN") == ".zshrc:3"


def test_functions_that_reset_tracing_too(home: Home) -> None:
    trace = home.start(":", "f() {", "  emulate -LR zsh", "  GOBIN=/bin", "}", "f", "GOROOT=/r", ":")
    assert (home.set_by(trace, "GOBIN"), home.set_by(trace, "GOROOT")) == (".zshrc", ".zshrc:7")


def test_prompt_themes_that_switch_substitution_off(home: Home) -> None:
    trace = home.start(
        "export GOPATH=/g", "setopt noprompt{bang,subst}", "GOBIN=/bin", "path+=(/a)", "x=1", "unset GOPATH", ":"
    )
    assert trace.lost == "switched-off"
    assert home.short(trace.last) == ".zshrc:7"
    assert home.changes(trace) == [
        ("GOBIN", "/bin", ".zshrc:3"),
        ("PATH", "/usr/local/bin:/usr/bin:/bin:/a", ".zshrc:4"),
    ]


def test_substitution_that_comes_back(home: Home) -> None:
    trace = home.start("unsetopt promptsubst", "GOBIN=/bin", "x=1", "setopt promptsubst", "GOROOT=/r", ":")
    assert (trace.lost, home.set_by(trace, "GOBIN"), home.set_by(trace, "GOROOT")) == ("", ".zshrc:2", ".zshrc:5")


@pytest.mark.parametrize("line", ["emulate -R zsh", "exec 2>/dev/null", "unsetopt xtrace"])
def test_more_that_switches_tracing_off(home: Home, line: str) -> None:
    trace = home.start("export GOPATH=/g", line, "GOBIN=/bin")
    assert trace.lost == "switched-off"
    assert (home.set_by(trace, "GOPATH"), home.set_by(trace, "GOBIN")) == (".zshrc:1", "")
    assert home.short(trace.last) in {".zshrc:1", ".zshrc:2"}


@pytest.mark.parametrize(
    "option", ["nounset", "warnnestedvar", "ksharrays", "shwordsplit", "extendedglob", "allexport"]
)
def test_options(home: Home, option: str) -> None:
    trace = home.start(f"setopt {option}", "f() { GOBIN=/bin; }", "f", "GOROOT=/r", ":")
    assert (trace.lost, home.set_by(trace, "GOBIN"), home.set_by(trace, "GOROOT")) == ("", ".zshrc:2", ".zshrc:4")


def test_a_file_that_is_compiled(home: Home) -> None:
    home.write("a.zsh", ":\nGOBIN=/bin\n")
    trace = home.start("zcompile $HOME/a.zsh", ". $HOME/a.zsh")
    assert home.set_by(trace, "GOBIN") == "a.zsh:2"


def test_a_script_that_traces_itself(home: Home) -> None:
    home.write("script", "set -x\nGOBIN=/script\nGOBIN=/twice\n:\n")
    trace = home.start(":", "zsh $HOME/script", "GOROOT=/r", ":")
    assert home.changes(trace) == [("GOROOT", "/r", ".zshrc:3")]


def test_a_log_that_is_too_long(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("wire", "zsh"):
        monkeypatch.setattr(f"gofettle.facts.tracing.{module}.KEEP", 100_000)
    trace = home.start("GOBIN=/a", "repeat 2000 x=1", "GOBIN=/b", "repeat 2000 x=1", "GOBIN=/c", ":")
    assert trace.lost == "too-long"
    assert home.changes(trace) == [("GOBIN", "/a", ".zshrc:1"), ("GOBIN", "/b", ""), ("GOBIN", "/c", ".zshrc:5")]
