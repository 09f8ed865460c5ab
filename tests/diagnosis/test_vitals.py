"""The vital signs: what was run, what came of it, and what a well machine says however far one looks."""

from __future__ import annotations

import pytest

from gofettle.cli.doctor import exit_code
from gofettle.facts.request import Level
from gofettle.host.memory import File
from gofettle.host.port import Hung, Ran
from gofettle.model.diagnosis import Diagnosis
from tests import machines
from tests.judging import diagnosed, say


def vitals(diagnosis: Diagnosis) -> dict[str, str]:
    return {vital.id: vital.state.value for vital in diagnosis.vitals}


# Well machines


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_a_healthy_machine_is_healthy_however_far_one_looks(name: str, level: Level) -> None:
    diagnosis = diagnosed(machines.EVERY_HEALTHY[name](), level)
    assert (diagnosis.causes, diagnosis.cannot_tell, diagnosis.slow) == ((), (), ())
    assert diagnosis.verdict == "healthy"
    assert exit_code(diagnosis, "risky") == 0


def test_the_vital_signs_of_a_healthy_machine() -> None:
    ok = dict.fromkeys(("terminal", "session", "tools", "build"), "ok")
    assert vitals(diagnosed(machines.healthy(), Level.DEEP)) == ok
    assert vitals(diagnosed(machines.healthy())) == ok | {"build": "not-looked-at"}
    quick = {"terminal": "not-looked-at", "session": "not-looked-at", "build": "not-looked-at"}
    assert vitals(diagnosed(machines.healthy(), Level.QUICK)) == ok | quick


def test_a_quick_look_starts_nothing_but_the_shell() -> None:
    host = machines.healthy()
    diagnosed(host, Level.QUICK)
    assert {command.argv[0] for command in host.asked} == {"/bin/zsh"}


def test_a_container_has_no_terminal_of_its_own() -> None:
    assert vitals(diagnosed(machines.healthy_container(), Level.DEEP)) == {
        "terminal": "not-applicable",
        "session": "ok",
        "tools": "not-applicable",
        "build": "ok",
    }


def test_the_machine_in_a_few_words() -> None:
    machine = diagnosed(machines.healthy()).machine
    assert (machine.system, machine.version, machine.chip, machine.shell) == ("macOS", "26.1", "arm64", "zsh")


# Vital signs that fail


def test_a_go_that_is_not_on_path() -> None:
    diagnosis = diagnosed(machines.with_files(machines.healthy(), {"/etc/paths.d/go": None}), Level.DEEP)
    assert vitals(diagnosis) == {"terminal": "failed", "session": "failed", "tools": "ok", "build": "failed"}


def test_a_go_that_fails_says_what_it_said() -> None:
    diagnosis = diagnosed(machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone"))
    terminal = diagnosis.vitals[0]
    assert terminal.state == "failed"
    assert say(terminal.detail).endswith("go: cannot find GOROOT directory: /opt/gone")


def test_a_go_that_hangs_has_failed_and_nothing_explains_it() -> None:
    host = machines.healthy()
    host.commands["/usr/local/go/bin/go version"] = Hung(6.0)
    diagnosis = diagnosed(host)
    assert vitals(diagnosis)["terminal"] == "failed"
    assert (diagnosis.causes, diagnosis.verdict) == ((), "broken")


def test_a_build_that_hangs_cannot_be_told() -> None:
    host = machines.healthy()
    host.commands["/usr/local/go/bin/go run ."] = Hung(90.0)
    diagnosis = diagnosed(host, Level.DEEP)
    assert vitals(diagnosis)["build"] == "cannot-tell"
    assert exit_code(diagnosis, "broken") == 4


def test_a_build_that_fails_says_why() -> None:
    host = machines.healthy()
    host.commands["/usr/local/go/bin/go run ."] = Ran(1, err="# m\none\ntwo\nthree\nfour\n")
    build = diagnosed(host, Level.DEEP).vitals[-1]
    assert build.state == "failed"
    assert say(build.detail).endswith("# m\none\ntwo")


def test_a_terminal_that_never_comes() -> None:
    host = machines.changed(machines.healthy(), files={"/Users/dev/.zshrc": File("sleep 100\n")})
    diagnosis = diagnosed(host)
    assert vitals(diagnosis) | {"tools": ""} == {
        "terminal": "cannot-tell",
        "session": "ok",
        "tools": "",
        "build": "not-looked-at",
    }
    assert diagnosis.verdict == "cannot-tell"
    assert {say(untold.why) for untold in diagnosis.cannot_tell} == {say(diagnosis.vitals[0].detail)}
    assert "/Users/dev/.zshrc:1 (sleep 100)" in say(diagnosis.vitals[0].detail)
