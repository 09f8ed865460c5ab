"""The module asks for a newer Go than this one, and nothing may fetch it."""

from __future__ import annotations

import pytest

from gofettle.causes.toolchain import too_old as cause
from gofettle.facts.request import Level
from gofettle.host.memory import File, MemoryHost
from gofettle.model.fix import ReplaceLine, RunCommand, Safety
from tests import machines
from tests.acting.parts import GO_ENV, OLD, go_tree
from tests.judging import findings, fixes, repaired, said, say, speaks_of

HOME = "/Users/dev"
MOD = f"{HOME}/hello/go.mod"
GOENV = f"{HOME}/Library/Application Support/go/env"


def asks_for(host: MemoryHost, line: str, name: str = "go.mod") -> MemoryHost:
    return machines.with_files(host, {f"{host.cwd}/{name}": File(f"module example.com/hello\n\n{line}\n")})


def older_go(version: str = OLD, go_env: str = GO_ENV) -> MemoryHost:
    """A Mac whose module asks for Go 1.26.0, with this Go."""
    return machines.with_files(
        machines.healthy(), {"/usr/local/go": None, **go_tree("/usr/local/go", version, go_env=go_env)}
    )


def sick() -> MemoryHost:
    return machines.with_goenv(older_go(), "GOFLAGS=-trimpath\nGOTOOLCHAIN=local\n")


def by_start_up_file() -> MemoryHost:
    return machines.with_lines(older_go(), ".zshrc", "export GOTOOLCHAIN=local")


def by_distribution() -> MemoryHost:
    """A Go whose own go.env says local, as some distributions and images do."""
    return older_go(go_env=GO_ENV.replace("auto", "local"))


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize("mode", ["auto", "path", "local+auto", "go1.21.13+auto", "go1.21.13+path"])
def test_silent_when_go_may_fetch_the_release(mode: str) -> None:
    assert findings(cause, older_go()) == []
    assert findings(cause, machines.with_goenv(older_go(), f"GOTOOLCHAIN={mode}\n")) == []


def test_silent_when_gotoolchain_names_a_release_that_is_new_enough() -> None:
    assert findings(cause, machines.with_goenv(older_go(), "GOTOOLCHAIN=go1.26.6\n")) == []


@pytest.mark.parametrize("line", ["go 1.21", "go 1.21.13", "go 1.20", "go 1.9", "// go 1.99", "", "go"])
def test_silent_when_the_module_asks_for_no_newer_go(line: str) -> None:
    assert findings(cause, asks_for(sick(), line)) == []


def test_silent_without_any_go_mod() -> None:
    assert findings(cause, machines.with_files(sick(), {MOD: None})) == []


def test_silent_outside_modules() -> None:
    assert findings(cause, machines.with_lines(sick(), ".zshrc", "export GO111MODULE=off")) == []


def test_silent_when_only_version_files_of_managers_ask_for_more() -> None:
    files = {
        MOD: None,
        f"{HOME}/hello/.go-version": File("1.27.3\n"),
        f"{HOME}/hello/.tool-versions": File("go 1.27.3\n"),
    }
    assert findings(cause, machines.with_files(sick(), files)) == []


def test_silent_about_a_toolchain_line_which_is_a_wish() -> None:
    assert findings(cause, asks_for(sick(), "go 1.21\n\ntoolchain go1.26.6")) == []


def test_silent_when_the_environment_overrides_the_goenv_file() -> None:
    assert findings(cause, machines.with_lines(sick(), ".zshrc", "export GOTOOLCHAIN=auto")) == []


def test_silent_without_a_go_or_without_its_release() -> None:
    assert findings(cause, machines.with_files(sick(), {"/usr/local/go": None})) == []
    assert findings(cause, machines.with_files(sick(), {"/usr/local/go/VERSION": File("devel\n")})) == []


# Said


def test_names_the_file_both_releases_and_go() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == MOD
    assert speaks_of(finding, MOD, "1.26.0", "/usr/local/go/bin/go", "1.21.13")


def test_shows_the_go_line_and_why_go_may_not() -> None:
    [finding] = findings(cause, sick())
    assert said(finding) == [(f"{MOD}:3", "go 1.26.0"), (f"{GOENV}:2", "GOTOOLCHAIN=local")]
    [finding] = findings(cause, by_start_up_file())
    assert said(finding)[-1] == ("env", "GOTOOLCHAIN=local")
    [finding] = findings(cause, by_distribution())
    assert said(finding)[-1] == ("/usr/local/go/go.env", "GOTOOLCHAIN=local")


def test_the_line_is_the_go_line() -> None:
    [finding] = findings(cause, sick())
    assert finding.set_by is not None
    assert finding.set_by.text == f"{MOD}:3"


@pytest.mark.parametrize("line", ["go 1.22", "go 1.21.14", "go 1.22rc1", "go 1.26.0 // since May", "\tgo  1.30"])
def test_whatever_is_newer(line: str) -> None:
    assert len(findings(cause, asks_for(sick(), line))) == 1


def test_a_go_before_1_21_never_fetches() -> None:
    host = older_go("1.20.14")
    [finding] = findings(cause, host)
    assert speaks_of(finding, "1.20.14")
    assert said(finding)[-1][1] != ""


def test_a_go_without_go_env_never_fetches() -> None:
    [finding] = findings(cause, machines.with_files(older_go(), {"/usr/local/go/go.env": None}))
    assert said(finding)[-1] == ("go version", "no GOTOOLCHAIN is in force, so this Go does not switch")


def test_gotoolchain_names_a_release_that_is_too_old() -> None:
    [finding] = findings(cause, machines.with_goenv(machines.healthy(), "GOTOOLCHAIN=go1.22.5\n"))
    assert speaks_of(finding, "1.22.5")


def test_the_go_line_above_the_workspace_and_that_of_go_work() -> None:
    host = machines.with_files(sick(), {MOD: None, f"{HOME}/go.mod": File("module m\ngo 1.25\n")})
    assert [finding.about for finding in findings(cause, host)] == [f"{HOME}/go.mod"]
    host = machines.with_files(asks_for(sick(), "go 1.21"), {f"{HOME}/hello/go.work": File("go 1.26.6\n\nuse .\n")})
    assert [finding.about for finding in findings(cause, host)] == [f"{HOME}/hello/go.work"]


def test_a_quick_look_is_enough() -> None:
    assert len(findings(cause, sick(), Level.QUICK)) == 1


# Put right


def test_the_line_of_the_goenv_file_is_taken_out() -> None:
    [fix] = fixes(cause, sick())
    assert fix.safety is Safety.SAFE
    assert fix.steps == (ReplaceLine(GOENV, 2, "GOTOOLCHAIN=local", None),)


def test_a_start_up_files_is_taken_back_by_hand() -> None:
    [fix] = fixes(cause, by_start_up_file())
    assert fix.safety is Safety.BY_HAND
    assert fix.steps == (RunCommand("unset GOTOOLCHAIN"),)
    assert "GOTOOLCHAIN=local" in say(fix.title)


def test_what_the_distribution_set_is_overridden_after_a_question() -> None:
    [fix] = fixes(cause, by_distribution())
    assert fix.safety is Safety.ASK
    assert fix.steps == (RunCommand("go env -w GOTOOLCHAIN=auto"),)


def test_a_go_that_cannot_switch_is_replaced_by_hand() -> None:
    [fix] = fixes(cause, older_go("1.20.14"))
    assert (fix.safety, fix.steps) == (Safety.BY_HAND, ())
    assert "https://go.dev/dl/" in say(fix.title)


@pytest.mark.parametrize("machine", [sick, by_distribution])
def test_its_own_fix_cures_it(machine: type[MemoryHost]) -> None:
    host = machine()
    assert findings(cause, host) != []
    assert findings(cause, repaired(host, fixes(cause, host))) == []
