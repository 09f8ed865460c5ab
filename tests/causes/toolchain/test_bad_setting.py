"""A Go setting is invalid, or Go reads it otherwise than it was meant."""

from __future__ import annotations

import re

import pytest

from gofettle.causes.toolchain import bad_setting as cause
from gofettle.facts.request import Level
from gofettle.host.memory import File, MemoryHost, Special
from gofettle.model.fix import ReplaceLine, Safety
from tests import machines
from tests.judging import findings, fixes, judged, repaired, said, say, speaks_of

HOME = "/Users/dev"
GOENV = f"{HOME}/Library/Application Support/go/env"


def told(line: str) -> MemoryHost:
    return machines.with_lines(machines.healthy(), ".zshrc", f"export {line}")


def written(text: str) -> MemoryHost:
    return machines.with_goenv(machines.healthy(), text)


def sick() -> MemoryHost:
    return written('GOFLAGS=-trimpath\nGOPATH="/Users/dev/go"\n')


def invalid_flag() -> MemoryHost:
    return told("GOFLAGS=mod=vendor")


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize(
    "setting",
    [
        "GOFLAGS=-mod=mod -trimpath",
        "GOFLAGS=--mod=vendor",
        "GOFLAGS=-ldflags=-s",
        "GOFLAGS=-buildvcs=false",
        "GOTOOLCHAIN=local",
        "GOTOOLCHAIN=path",
        "GOTOOLCHAIN=go1.22.5",
        "GOTOOLCHAIN=go1.22.5+auto",
        "GOTOOLCHAIN=go1.23rc1",
        "GOTOOLCHAIN=local+path",
        "GOTOOLCHAIN=go1.20",
        "GO111MODULE=auto",
        "GO111MODULE=off",
        "GOEXPERIMENT=rangefunc",
        "GOPROXY=https://goproxy.cn,direct",
        "GOSUMDB=off",
        "GOPRIVATE=*.corp.example,github.com/x",
        "GOOS=plan9",
    ],
)
def test_silent_about_what_is_unusual_but_valid(setting: str) -> None:
    name, _, value = setting.partition("=")
    assert findings(cause, told(f"{name}='{value}'")) == []
    assert findings(cause, written(f"{setting}\n")) == []


@pytest.mark.parametrize("name", ["GOFLAGS", "GOTOOLCHAIN", "GO111MODULE", "GOEXPERIMENT"])
def test_silent_about_an_empty_value(name: str) -> None:
    assert findings(cause, told(f"{name}=")) == []
    assert findings(cause, written(f"{name}=\n")) == []


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", '# GOPATH="/x"\n', "#export GOPATH=/x\n", "garbage\n", "=\n", "MY_OWN='x'\n", "export MY_OWN=x\n"],
)
def test_silent_about_comments_and_what_is_nothing_to_go(text: str) -> None:
    assert findings(cause, written(text)) == []


def test_silent_about_quotes_and_variables_inside_a_value() -> None:
    assert findings(cause, written("GOFLAGS=-ldflags=-X=m.x='a'\nGOPRIVATE=a/$b\n")) == []


@pytest.mark.parametrize(
    "line", ["GOFLAGS='-ldflags=-s -w' -v", "GOFLAGS= -trimpath\r", "CC='/my tools/cc'", "GOPROXY=off ", 'GOFLAGS="-v"']
)
def test_silent_about_quotes_and_blanks_where_go_takes_them_off(line: str) -> None:
    assert findings(cause, written(f"{line}\n")) == []


@pytest.mark.parametrize("value", ["off", "/nowhere/env"])
def test_silent_when_goenv_names_no_file_on_purpose(value: str) -> None:
    assert findings(cause, machines.with_lines(sick(), ".zshenv", f"export GOENV={value}")) == []


# Said of the GOENV file


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('GOPATH="/Users/dev/go"', "quotes"),
        ("GOFLAGS='-mod=mod -trimpath'", "quotes"),
        ("GOPATH=$HOME/go", "expanded"),
        ("GOBIN=${HOME}/bin", "expanded"),
        ("GOBIN=~/bin", "expanded"),
        ("export GOPATH=/Users/dev/go", "name"),
        ("  GOPATH=/Users/dev/go", "name"),
        ("set -gx GOPATH /Users/dev/go", "name"),
        ("GOPATH=/Users/dev/go\r", "carriage return"),
        ("GOTOOLCHAIN= local", "blanks"),
        ("GOBIN = /x", "part of the name"),
    ],
)
def test_a_line_that_go_reads_otherwise(line: str, problem: str) -> None:
    [finding] = findings(cause, written(f"# mine\n{line}\n"))
    assert speaks_of(finding, f"{GOENV}:2", problem)
    assert [how for how, _ in said(finding)] == [f"{GOENV}:2"]
    assert finding.set_by is not None
    assert (finding.set_by.text, finding.set_by.code) == (f"{GOENV}:2", line)


def test_about_is_the_variable() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == "GOPATH"
    [finding] = findings(cause, written("export GOPATH=/x\n"))
    assert finding.about == "GOPATH"


@pytest.mark.parametrize(
    ("node", "what"),
    [
        (Special("directory"), "is a directory"),
        (File("GOFLAGS=x\n", 0o000), "readable"),
    ],
)
def test_a_file_that_go_cannot_read_without_saying_so(node: File | Special, what: str) -> None:
    [finding] = findings(cause, machines.with_files(machines.healthy(), {GOENV: node}))
    assert finding.about == GOENV
    assert speaks_of(finding, GOENV, what, "does not say so")


def test_a_file_that_go_never_comes_to_the_end_of() -> None:
    [finding] = findings(cause, machines.with_files(machines.healthy(), {GOENV: Special("fifo")}))
    assert finding.about == GOENV
    assert speaks_of(finding, "not come back", GOENV, "regular file")


def test_goenv_that_names_goenvs_own_directory() -> None:
    host = machines.with_files(machines.healthy(), {f"{HOME}/.goenv/version": File("1.26.6\n")})
    [finding] = findings(cause, machines.with_lines(host, ".zshenv", "export GOENV=$HOME/.goenv"))
    assert finding.about == f"{HOME}/.goenv"


# Said of a value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("GOFLAGS=mod=vendor", "mod=vendor"),
        ("GOFLAGS='-v - -x'", " -, "),
        ("GOTOOLCHAIN=1.22.1", "1.22.1"),
        ("GOTOOLCHAIN=go1.22", "go1.22"),
        ("GOTOOLCHAIN=go1.22.1+bar", "go1.22.1+bar"),
        ("GOTOOLCHAIN=latest", "latest"),
        ("GO111MODULE=yes", "yes"),
    ],
)
def test_a_value_that_go_does_not_accept(line: str, value: str) -> None:
    [finding] = findings(cause, told(line))
    assert finding.about == line.partition("=")[0]
    assert speaks_of(finding, finding.about, "new terminal", value)
    assert finding.set_by is not None
    assert finding.set_by.text == f"{HOME}/.zshrc:2"


def test_what_only_go_itself_can_know() -> None:
    [finding] = findings(cause, told("GOFLAGS=-nosuch"))
    assert speaks_of(finding, "GOFLAGS", "-nosuch", "not accept")
    assert said(finding)[-1] == ("/usr/local/go/bin/go version", "go: parsing $GOFLAGS: unknown flag -nosuch")
    [finding] = findings(cause, told("GOEXPERIMENT=nosuch"))
    assert said(finding)[-1][1] == "go: unknown GOEXPERIMENT nosuch"


def test_a_quick_look_says_what_can_be_told_without_go() -> None:
    assert len(findings(cause, invalid_flag(), Level.QUICK)) == 1
    assert findings(cause, told("GOFLAGS=-nosuch"), Level.QUICK) == []


def test_a_value_of_the_goenv_file_with_its_line() -> None:
    [finding] = findings(cause, written("GOFLAGS=-v\nGOTOOLCHAIN=1.22.1\n"))
    assert finding.set_by is not None
    assert finding.set_by.text == f"{GOENV}:2"


def test_one_line_is_said_once() -> None:
    [finding] = findings(cause, written('GOTOOLCHAIN="local"\n'))
    assert speaks_of(finding, "quotes")


# Put right


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('GOPATH="/Users/dev/go"', "GOPATH=/Users/dev/go"),
        ("GOBIN=$HOME/bin", f"GOBIN={HOME}/bin"),
        ("GOBIN=~/bin", f"GOBIN={HOME}/bin"),
        ('export GOBIN="${HOME}/bin"', f"GOBIN={HOME}/bin"),
        ("set -gx GOFLAGS -trimpath", "GOFLAGS=-trimpath"),
        ("GOTOOLCHAIN= local \r", "GOTOOLCHAIN=local"),
        ('GOFLAGS="-mod=mod -trimpath"', "GOFLAGS=-mod=mod -trimpath"),
        ("GOPATH=$WORK/go", None),
    ],
)
def test_the_line_is_written_as_go_reads_it(old: str, new: str | None) -> None:
    [fix] = fixes(cause, written(f"# mine\n{old}\nGOPROXY=direct\n"))
    assert fix.safety is Safety.SAFE
    assert fix.steps == (ReplaceLine(GOENV, 2, old, new),)


def test_a_line_of_a_start_up_file_is_taken_out_after_a_question() -> None:
    [fix] = fixes(cause, invalid_flag())
    assert fix.safety is Safety.ASK
    assert fix.steps == (ReplaceLine(f"{HOME}/.zshrc", 2, "export GOFLAGS=mod=vendor", None),)


def test_a_goenv_that_is_no_file_is_left_to_the_person() -> None:
    [fix] = judged(cause, machines.with_files(machines.healthy(), {GOENV: Special()})).fixes
    assert (fix.safety, fix.steps) == (Safety.BY_HAND, ())
    assert re.search(f"GOENV.*{GOENV}", say(fix.title))


@pytest.mark.parametrize("machine", [sick, invalid_flag])
def test_its_own_fix_cures_it(machine: type[MemoryHost]) -> None:
    host = machine()
    assert findings(cause, host) != []
    assert findings(cause, repaired(host, fixes(cause, host))) == []


@pytest.mark.parametrize(
    ("line", "leads_to"),
    [
        ('GOROOT="/x"', (("toolchain.goroot-wrong", '"/x"'),)),
        ('GOTOOLCHAIN="local"', (("toolchain.too-old", ""),)),
        ('GOBIN="/x"', (("toolchain.bad-directory", "GOBIN"), ("path.gobin-not-on-path", '"/x"'))),
    ],
)
def test_a_line_that_is_misread_leads_to_what_its_variable_can_break(
    line: str, leads_to: tuple[tuple[str, str], ...]
) -> None:
    [finding] = findings(cause, written(f"{line}\n"))
    assert finding.leads_to == leads_to
