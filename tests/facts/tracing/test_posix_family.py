"""zsh, bash and Apple's bash 3.2, asked the same: they share enough language for one start-up file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facts.tracing.shells import PATH, Home, real, value


@pytest.fixture(params=["zsh", "bash", "bash 3.2"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    return Home(tmp_path, real(request.param))


def test_silent_when_nothing_is_set(home: Home) -> None:
    trace = home.start("x=1", "y=$x")
    assert (home.changes(trace), trace.lost) == ([], "")
    assert home.short(trace.last) == f"{home.shell.file}:2"


def test_silent_about_a_variable_that_is_set_to_what_it_was(home: Home) -> None:
    assert home.changes(home.start("export GOPATH=/g", env={"GOPATH": "/g"})) == []


def test_silent_about_sub_shells(home: Home) -> None:
    trace = home.start("(GOBIN=/sub; :)", "x=$(GOBIN=/substitution; echo 1)", "{ GOBIN=/pipe; :; } | cat", ":")
    assert (home.changes(trace), trace.lost) == ([], "")


def test_silent_about_local_variables(home: Home) -> None:
    trace = home.start("f() {", "  local GOFLAGS=-x", "  :", "}", "f", ":")
    assert (home.changes(trace), trace.lost) == ([], "")


def test_silent_about_settings_for_one_command(home: Home) -> None:
    trace = home.start("f() {", "  :", "}", "GOFLAGS=-x f", "GOFLAGS=-x true", "GOFLAGS=-x eval :", ":")
    assert (home.changes(trace), trace.lost) == ([], "")


def test_an_assignment(home: Home) -> None:
    trace = home.start("x=1", "export GOPATH=/g")
    assert home.set_by(trace, "GOPATH") == f"{home.shell.file}:2"
    assert value(trace, "GOPATH") == "/g"
    assert "GOPATH=/g" in trace.changes[-1].place.code


def test_set_to_nothing_is_not_unset(home: Home) -> None:
    assert value(home.start("export GOFLAGS=", env={"GOFLAGS": "-v"}), "GOFLAGS") == ""
    assert value(home.start("unset GOFLAGS", env={"GOFLAGS": "-v"}), "GOFLAGS") is None


def test_each_element_of_path_has_its_line(home: Home) -> None:
    trace = home.start('PATH="/a:$PATH"', 'PATH="$PATH:/b"', 'PATH="/c:$PATH"')
    assert home.added_by(trace, "/a") == f"{home.shell.file}:1"
    assert home.added_by(trace, "/b") == f"{home.shell.file}:2"
    assert home.added_by(trace, "/c") == f"{home.shell.file}:3"


def test_the_last_of_several_wins(home: Home) -> None:
    trace = home.start("export GOBIN=/a", "unset GOBIN", "GOBIN=/b", "export GOBIN", ":")
    assert home.set_by(trace, "GOBIN") == f"{home.shell.file}:3"


def test_the_value_it_had_before(home: Home) -> None:
    trace = home.start("export GOBIN=/a", "export GOBIN=/b", "export GOBIN=/a")
    assert home.set_by(trace, "GOBIN") == f"{home.shell.file}:3"


def test_a_default(home: Home) -> None:
    trace = home.start("x=1", ": ${GOPATH:=/g}", ': "${GOBIN:=/bin}"', "export GOPATH GOBIN", ":")
    assert home.set_by(trace, "GOPATH") == f"{home.shell.file}:2"
    assert home.set_by(trace, "GOBIN") == f"{home.shell.file}:3"


def test_a_condition(home: Home) -> None:
    trace = home.start("if [ -d /nowhere ]; then", "  GOBIN=/a", "else", "  GOBIN=/b", "fi", "[ -d / ] && GOROOT=/r")
    assert home.set_by(trace, "GOBIN") == f"{home.shell.file}:4"
    assert home.set_by(trace, "GOROOT") == f"{home.shell.file}:6"


def test_a_file_that_is_sourced_by_one_that_is_sourced(home: Home) -> None:
    home.write("a.sh", ". $HOME/b.sh\nGOBIN=/bin\n")
    home.write("b.sh", ":\nexport GOPATH=/g\n")
    trace = home.start(". $HOME/a.sh", "source $HOME/b.sh")
    assert home.set_by(trace, "GOPATH") == "b.sh:2"
    assert home.set_by(trace, "GOBIN") == "a.sh:2"


def test_a_file_that_is_sourced_in_silence(home: Home) -> None:
    home.write("a.sh", "GOBIN=/bin\n")
    trace = home.start(":", ". $HOME/a.sh 2>/dev/null", ":")
    assert home.set_by(trace, "GOBIN") in {"a.sh:1", f"{home.shell.file}:2"}


def test_a_file_named_from_where_the_shell_started(home: Home) -> None:
    home.write("a.sh", "GOBIN=/bin\n")
    assert home.set_by(home.start(". ./a.sh"), "GOBIN") == "a.sh:1"


def test_a_function(home: Home) -> None:
    trace = home.start(
        "add() {", '  [ -n "$1" ] || return 0', '  PATH="$1:$PATH"', "}", "add", "add /a", "add /b", "pwd >/dev/null"
    )
    assert home.added_by(trace, "/a") == home.added_by(trace, "/b") == f"{home.shell.file}:3"


def test_a_function_of_one_line(home: Home) -> None:
    assert home.set_by(home.start(":", "f() { GOBIN=/f; }", "f"), "GOBIN") == f"{home.shell.file}:2"


def test_a_function_that_calls_one(home: Home) -> None:
    home.write("lib.sh", "inner() {\n  :\n  export GOBIN=/inner\n}\n")
    trace = home.start(". $HOME/lib.sh", "outer() {", "  inner", "  GOROOT=/outer", "}", "outer")
    assert home.set_by(trace, "GOBIN") == "lib.sh:3"
    assert home.set_by(trace, "GOROOT") == f"{home.shell.file}:4"


def test_what_a_program_prints_belongs_to_the_eval(home: Home) -> None:
    home.write("tool", "echo x=1; echo y=2; echo z=3; echo 'export GOROOT=/tool'; echo 'PATH=/tool:$PATH'; echo :")
    trace = home.start(":", 'eval "$(sh $HOME/tool)"', ":", ":", ":", ":", ":")
    assert home.set_by(trace, "GOROOT") == f"{home.shell.file}:2"
    assert home.added_by(trace, "/tool") == f"{home.shell.file}:2"


def test_a_function_that_an_eval_defines(home: Home) -> None:
    home.write(
        "tool", "echo 'hook() {'; echo :; echo 'eval \"export GOROOT=/hook\"'; echo 'GOBIN=/hook'; echo '}'; echo hook"
    )
    trace = home.start(":", 'eval "$(sh $HOME/tool)"', "unset GOBIN", ":", ":", "hook", ":")
    assert home.set_by(trace, "GOROOT") == f"{home.shell.file}:2"
    assert home.set_by(trace, "GOBIN") == f"{home.shell.file}:2"


def test_what_comes_through_a_pipe_belongs_to_the_source(home: Home) -> None:
    home.write("tool", "echo; echo; echo export GOROOT=/tool")
    trace = home.start(":", ". /dev/stdin <<EOF", "$(sh $HOME/tool)", "EOF", ":", ":")
    assert value(trace, "GOROOT") == "/tool"
    assert home.set_by(trace, "GOROOT") in {f"{home.shell.file}:2", f"{home.shell.file}:4"}


def test_values_with_anything_in_them(home: Home) -> None:
    odd = "a\nb\x1e\x1f\x1d 'c' \"d\" $e \\ é \udcff +"
    trace = home.start("GOFLAGS=$ODD", "GOBIN=$'\\x1e\\x1f'", ":", env={"ODD": odd})
    assert (value(trace, "GOFLAGS"), value(trace, "GOBIN")) == (odd, "\x1e\x1f")
    assert home.set_by(trace, "GOFLAGS") == f"{home.shell.file}:1"
    assert home.set_by(trace, "GOBIN") == f"{home.shell.file}:2"


def test_values_with_percent_signs(home: Home) -> None:
    trace = home.start(
        "GOPROXY=https://me%40corp:pw%2Fx@host", "GOFLAGS=%x%%", "unset GOBIN", ":", env={"GOBIN": "100%"}
    )
    assert value(trace, "GOPROXY") == "https://me%40corp:pw%2Fx@host"
    assert value(trace, "GOFLAGS") == "%x%%"
    assert home.set_by(trace, "GOFLAGS") == f"{home.shell.file}:2"
    assert [change.before for change in trace.changes if change.variable == "GOBIN"] == ["100%"]


def test_a_path_of_5000_entries(home: Home) -> None:
    entries = ":".join(f"/opt/package-{number}" for number in range(5000))
    trace = home.start('PATH="/first:$PATH"', 'PATH="$PATH:/last"', env={"PATH": f"{PATH}:{entries}"})
    assert trace.lost == ""
    assert home.added_by(trace, "/first") == f"{home.shell.file}:1"
    assert home.added_by(trace, "/last") == f"{home.shell.file}:2"
    assert home.added_by(trace, "/opt/package-77") is None


def test_a_line_that_hangs(home: Home) -> None:
    home.write("a.sh", "GOBIN=/bin\nsleep 100\nGOBIN=/late\n")
    trace = home.start("export GOPATH=/g", ". $HOME/a.sh", seconds=1.0)
    assert trace.lost == "hung"
    assert home.short(trace.last) == "a.sh:2"
    assert trace.last is not None
    assert trace.last.code == "sleep 100"
    assert home.set_by(trace, "GOPATH") == f"{home.shell.file}:1"


def test_a_program_in_an_eval_that_hangs(home: Home) -> None:
    trace = home.start(":", 'eval "$(sleep 100)"', ":", seconds=1.0)
    assert (trace.lost, home.short(trace.last)) == ("hung", f"{home.shell.file}:2")


@pytest.mark.parametrize("line", ["exit", "exec /bin/sh -c :", "kill -9 $$"])
def test_a_line_that_ends_the_shell(home: Home, line: str) -> None:
    trace = home.start("GOBIN=/bin", line, "GOBIN=/late")
    assert trace.lost == "ended-early"
    assert home.short(trace.last) == f"{home.shell.file}:2"
    assert home.set_by(trace, "GOBIN") == f"{home.shell.file}:1"


@pytest.mark.parametrize(("line", "last"), [("set +x", 2), ("PS4='+ '", 2), ("{ set +x; } 2>/dev/null", 1)])
def test_a_line_that_switches_tracing_off(home: Home, line: str, last: int) -> None:
    trace = home.start("export GOPATH=/g", line, "GOBIN=/bin", 'PATH="/a:$PATH"')
    assert trace.lost == "switched-off"
    assert home.set_by(trace, "GOPATH") == f"{home.shell.file}:1"
    assert home.set_by(trace, "GOBIN") == home.added_by(trace, "/a") == ""
    assert value(trace, "GOBIN") == "/bin"
    assert home.short(trace.last) in {f"{home.shell.file}:{line}" for line in (last, 2)}


def test_tracing_that_is_switched_off_for_a_while(home: Home) -> None:
    trace = home.start("GOBIN=/bin", "set +x", "GOROOT=/r", "set -x", "GOPATH=/g", ":")
    assert home.set_by(trace, "GOPATH") == f"{home.shell.file}:5"
    assert home.set_by(trace, "GOROOT") in {home.shell.file, ""}


def test_a_shell_that_prints_megabytes(home: Home) -> None:
    trace = home.start("GOBIN=/bin", "head -c 8000000 /dev/zero", "GOROOT=/r", ":")
    assert (trace.lost, home.set_by(trace, "GOROOT")) == ("", f"{home.shell.file}:3")


def test_a_shell_that_asks(home: Home) -> None:
    trace = home.start("read -r answer", "GOBIN=/bin$answer", ":")
    assert (trace.lost, home.set_by(trace, "GOBIN")) == ("", f"{home.shell.file}:2")


def test_options_of_careful_people(home: Home) -> None:
    trace = home.start("set -u", "GOBIN=/bin", "set +u", "set -e", "GOROOT=/r", ":")
    assert (trace.lost, home.set_by(trace, "GOROOT")) == ("", f"{home.shell.file}:5")


def test_background_jobs(home: Home) -> None:
    trace = home.start("(sleep 0.01; GOBIN=/late; :) &", "GOBIN=/bin", "wait", ":")
    assert (value(trace, "GOBIN"), trace.lost) == ("/bin", "")


def test_output_that_is_sent_away(home: Home) -> None:
    trace = home.start("GOBIN=/bin", "exec >/dev/null", "GOROOT=/r")
    assert (trace.lost, home.set_by(trace, "GOROOT")) == ("", f"{home.shell.file}:3")


def test_a_home_with_letters_of_other_languages(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "José 用户", home.shell)
    trace = other.start(":", "export GOBIN=/bin")
    assert other.set_by(trace, "GOBIN") == f"{home.shell.file}:2"


def test_aliases_and_traps_do_not_matter(home: Home) -> None:
    trace = home.start("alias printf=false exec=false set=false", "trap 'echo bye' EXIT", "GOBIN=/bin")
    assert (trace.lost, home.set_by(trace, "GOBIN")) == ("", f"{home.shell.file}:3")
