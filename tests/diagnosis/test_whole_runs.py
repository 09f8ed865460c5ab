"""The whole way, machine in and diagnosis out: roots and what they explain, what was asked for, what a bug of ours does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import get_type_hints

import pytest

from gofettle import api
from gofettle.cli.doctor import exit_code
from gofettle.diagnosis.catalogue import BY_ID
from gofettle.errors import Unusable
from gofettle.facts import go_trees, provenance
from gofettle.facts.request import Level, Request
from gofettle.host.memory import MemoryHost
from gofettle.model.diagnosis import Cause, Diagnosis
from gofettle.model.finding import Finding
from tests import machines
from tests.acting.parts import NEW, OLD, go_tree
from tests.acting.programs import program
from tests.judging import diagnosed, say


def roots(diagnosis: Diagnosis) -> list[str]:
    return [cause.id for cause in diagnosis.causes if cause.is_root]


def folded(diagnosis: Diagnosis) -> dict[str, tuple[str, ...]]:
    return {cause.id: cause.explained_by for cause in diagnosis.causes if not cause.is_root}


# Roots, and what they explain


def test_a_goroot_of_another_release_explains_the_mismatch() -> None:
    host = machines.with_files(machines.healthy(), go_tree("/opt/go", OLD))
    diagnosis = diagnosed(machines.with_lines(host, ".zshrc", "export GOROOT=/opt/go"))
    assert roots(diagnosis) == ["toolchain.goroot-wrong"]
    assert folded(diagnosis) == {"toolchain.version-mismatch": ("toolchain.goroot-wrong",)}
    assert diagnosis.causes[0].explains == ("toolchain.version-mismatch",)


def test_a_goroot_from_which_path_was_built_explains_the_lost_go() -> None:
    host = machines.with_files(machines.healthy(), {"/etc/paths.d/go": None})
    lines = ("export GOROOT=/opt/gone", 'export PATH="$PATH:$GOROOT/bin"')
    diagnosis = diagnosed(machines.with_lines(host, ".zshrc", *lines))
    assert roots(diagnosis) == ["toolchain.goroot-wrong"]
    assert folded(diagnosis) == {"path.not-on-path": ("toolchain.goroot-wrong",)}


def test_an_older_go_in_front_explains_that_it_is_too_old() -> None:
    host = machines.with_files(machines.healthy(), go_tree("/Users/dev/go-sdk", OLD))
    lines = ("export PATH=$HOME/go-sdk/bin:$PATH", "export GOTOOLCHAIN=local")
    diagnosis = diagnosed(machines.with_lines(host, ".zshrc", *lines))
    assert roots(diagnosis) == ["path.shadowed"]
    assert folded(diagnosis) == {"toolchain.too-old": ("path.shadowed",)}


def test_quotes_in_the_goenv_file_explain_what_they_break() -> None:
    host = machines.with_files(machines.healthy(), {"/Users/dev/bin/air": program("darwin", "air")})
    diagnosis = diagnosed(machines.with_goenv(host, 'GOBIN="/Users/dev/bin"\n'))
    assert roots(diagnosis) == ["toolchain.bad-setting"]
    assert set(folded(diagnosis)) == {"toolchain.bad-directory"}


def test_faults_that_have_nothing_to_do_with_each_other_are_all_roots() -> None:
    host = machines.with_files(machines.healthy(), {"/Users/dev/.zprofile": None})
    lines = ("export GOROOT=/opt/gone", "export GOTMPDIR=/nowhere")
    diagnosis = diagnosed(machines.with_lines(host, ".zshrc", *lines))
    assert set(roots(diagnosis)) == {"toolchain.goroot-wrong", "toolchain.bad-directory", "path.gobin-not-on-path"}
    assert folded(diagnosis) == {}


def test_roots_come_first_and_those_that_explain_most_before_the_others() -> None:
    host = machines.with_files(machines.healthy(), go_tree("/opt/go", OLD))
    lines = ("export GOTMPDIR=/nowhere", "export GOROOT=/opt/go")
    diagnosis = diagnosed(machines.with_lines(host, ".zshrc", *lines))
    assert [cause.id for cause in diagnosis.causes] == [
        "toolchain.goroot-wrong",
        "toolchain.bad-directory",
        "toolchain.version-mismatch",
    ]


@pytest.mark.parametrize("name", BY_ID)
def test_a_sick_machine_has_its_cause_as_a_root_with_a_fix(name: str) -> None:
    from tests.causes.test_every_cause import examples_of  # noqa: PLC0415

    diagnosis = diagnosed(examples_of(BY_ID[name]).sick())
    found = next(cause for cause in diagnosis.causes if cause.id == name)
    assert found.is_root
    assert found.fix is not None
    assert diagnosis.verdict == "broken"
    assert exit_code(diagnosis, "broken") == 1


def test_explains_and_explained_by_are_two_sides_of_one_thing() -> None:
    from tests.causes.test_every_cause import examples_of  # noqa: PLC0415

    for name in BY_ID:
        causes = diagnosed(examples_of(BY_ID[name]).sick()).causes
        pairs = {(one.id, other) for one in causes for other in one.explains}
        assert pairs == {(other, one.id) for one in causes for other in one.explained_by}


# What was asked for


def test_only_what_was_asked_for_is_judged() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone", "export GOTMPDIR=/nowhere")
    assert roots(diagnosed(host, only=("toolchain.bad-directory",))) == ["toolchain.bad-directory"]
    assert roots(diagnosed(host, only=("path",))) == []
    assert len(roots(diagnosed(host, only=("toolchain", "toolchain.goroot-wrong")))) == 2


@pytest.mark.parametrize(
    ("name", "near"),
    [("path.not-on-paht", "path.not-on-path"), ("goroot-wrong", "toolchain.goroot-wrong"), ("zzz", "gofettle causes")],
)
def test_an_unknown_cause_is_told_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(Unusable) as raised:
        diagnosed(machines.healthy(), only=(name,))
    assert name in say(raised.value.why)
    assert near in say(raised.value.why)


def test_a_text_is_read_and_its_causes_are_checked_here() -> None:
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")
    text = "hello\ngo: cannot find GOROOT directory: /opt/gone\n"
    [reading] = diagnosed(host, log=text).readings or ()
    assert (reading.line, reading.symptom) == (2, "goroot-missing")
    assert [(pointed.cause, pointed.state) for pointed in reading.points_at] == [("toolchain.goroot-wrong", "found")]
    [reading] = diagnosed(machines.healthy(), log=text).readings or ()
    assert [pointed.state for pointed in reading.points_at] == ["not-found"]
    assert diagnosed(machines.healthy(), log="nothing of ours").readings == ()
    assert diagnosed(machines.healthy()).readings is None


def test_a_cause_that_was_not_judged_is_not_checked() -> None:
    text = 'compile: version "go1.21.13" does not match go tool version "go1.27.3"'
    [reading] = diagnosed(machines.healthy(), Level.QUICK, log=text).readings or ()
    states = {pointed.cause: pointed.state for pointed in reading.points_at}
    assert states["toolchain.version-mismatch"] == "not-checked"
    assert "toolchain.version-mismatch" in diagnosed(machines.healthy(), Level.QUICK).not_looked_at


# Bugs of ours


def test_a_collector_that_breaks_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def trees(*_: object) -> go_trees.GoTrees:
        raise ZeroDivisionError

    trees.__annotations__ = get_type_hints(go_trees.collect)
    monkeypatch.setattr(go_trees, "collect", trees)
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")
    diagnosis, bugs = api.diagnose(host, Request(host.cwd))
    assert roots(diagnosis) == ["toolchain.goroot-wrong"]
    assert len(bugs) == 1
    assert "ZeroDivisionError" in bugs[0]
    assert {untold.cause for untold in diagnosis.cannot_tell} >= {"toolchain.missing", "path.not-on-path"}


def test_a_cause_that_breaks_down(monkeypatch: pytest.MonkeyPatch) -> None:
    cause = BY_ID["toolchain.bad-directory"]

    def check(*_: object) -> Iterator[Finding]:
        raise ZeroDivisionError

    check.__annotations__ = get_type_hints(cause.check)
    monkeypatch.setattr(cause, "check", check)
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")
    diagnosis, bugs = api.diagnose(host, Request(host.cwd))
    assert (roots(diagnosis), len(bugs)) == (["toolchain.goroot-wrong"], 1)
    assert [untold.cause for untold in diagnosis.cannot_tell] == ["toolchain.bad-directory"]


def test_a_disk_that_hangs_is_named_and_everything_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    names = MemoryHost.names

    def hanging(host: MemoryHost, path: str) -> object:
        if path == "/opt/homebrew/opt":
            gate.wait(30)
        return names(host, path)

    monkeypatch.setattr(MemoryHost, "names", hanging)
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")
    diagnosis, bugs = api.diagnose(host, Request(host.cwd, seconds=1.0))
    gate.set()
    assert bugs == ()
    assert roots(diagnosis) == ["toolchain.goroot-wrong"]
    assert [say(message) for message in diagnosis.slow] == [
        "every Go on this machine gave no answer within the 1 s of this run"
    ]
    assert {untold.cause for untold in diagnosis.cannot_tell} >= {"toolchain.missing", "path.not-on-path"}
    assert exit_code(diagnosis, "broken") == 1


def test_the_trace_is_taken_only_where_a_finding_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    traced: list[int] = []
    collect = provenance.collect

    def counted(*given: object) -> provenance.Provenance:
        traced.append(1)
        return collect(*given)  # type: ignore[arg-type]

    counted.__annotations__ = get_type_hints(collect)
    monkeypatch.setattr(provenance, "collect", counted)
    diagnosed(machines.healthy())
    assert traced == []
    diagnosed(machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone"))
    assert traced == [1]


def test_nothing_is_written_and_nothing_but_shells_and_go_is_run() -> None:
    host = machines.healthy()
    before = dict(host.files)
    diagnosed(host, Level.DEEP)
    assert host.files == before
    assert {command.argv[0] for command in host.asked} == {"/bin/zsh", "/usr/local/go/bin/go"}
    assert all(command.seconds <= 90 for command in host.asked)


def test_a_cause_is_a_root_until_something_explains_it() -> None:
    cause = diagnosed(machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")).causes[0]
    assert cause.is_root
    explained = Cause(cause.id, cause.kind, cause.breaks, cause.finding, None, ("path.x",))
    assert not explained.is_root
    assert NEW in say(cause.finding.seen[-1].said)
