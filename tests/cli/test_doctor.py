"""`gofettle doctor`: exit codes, formats, and what is said on which stream."""

from __future__ import annotations

import io
import json
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from gofettle import api
from gofettle.cli.doctor import exit_code
from gofettle.diagnosis.catalogue import BY_ID
from gofettle.host.memory import File, MemoryHost, Special
from gofettle.model.diagnosis import Cause, Diagnosis, Machine, Untold
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.message import msg
from gofettle.report.document import Document
from tests import machines
from tests.cli.conftest import Gofettle


def broken() -> MemoryHost:
    return machines.with_lines(machines.healthy(), ".zshrc", "export GOROOT=/opt/gone")


def hanging() -> MemoryHost:
    return machines.changed(machines.healthy(), files={"/Users/dev/.zshrc": File("sleep 9\n")})


# Exit codes


def diagnosis(*kinds: Kind, untold: bool = False) -> Diagnosis:
    finding = Finding("x", msg("X is wrong."), (Sighting("ls", "x"),))
    causes = tuple(Cause("path.x", kind, (), finding, None) for kind in kinds)
    return Diagnosis(Machine("", "", "", "", ""), (), causes, (Untold("path.y", msg("it hangs")),) if untold else ())


@pytest.mark.parametrize(
    ("said", "broken", "risky", "never"),
    [
        (diagnosis(), 0, 0, 0),
        (diagnosis(Kind.BROKEN), 1, 1, 0),
        (diagnosis(Kind.RISKY), 0, 1, 0),
        (diagnosis(Kind.UNTIDY, Kind.NOTE), 0, 0, 0),
        (diagnosis(untold=True), 4, 4, 0),
        (diagnosis(Kind.BROKEN, untold=True), 1, 1, 0),
    ],
)
def test_the_exit_code(said: Diagnosis, broken: int, risky: int, never: int) -> None:
    assert [exit_code(said, fail_on) for fail_on in ("broken", "risky", "never")] == [broken, risky, never]


@pytest.mark.parametrize(("machine", "code"), [(machines.healthy, 0), (broken, 1), (hanging, 4)])
def test_the_exit_code_of_a_run(gofettle: Gofettle, machine: type[MemoryHost], code: int) -> None:
    said = gofettle("doctor", on=machine())
    assert (said.code, said.err) == (code, "")
    assert gofettle("doctor", "--fail-on", "never", on=machine()).code == 0
    assert gofettle("doctor", "--format", "json", on=machine()).code == code


# What is run


@pytest.mark.parametrize("arguments", [(), ("doctor",), ("--quick",), ("--only", "path"), ("--format", "text")])
def test_gofettle_alone_is_doctor(gofettle: Gofettle, arguments: tuple[str, ...]) -> None:
    said = gofettle(*arguments)
    ran = "--quick" not in arguments
    assert said.out.startswith("Go works here.\n" if ran else "Nothing broken was found; go itself was not run.\n")
    assert (said.code, said.err) == (0, "")


def test_how_far_it_looks(gofettle: Gofettle) -> None:
    assert "– build" in gofettle().out
    assert "✓ build" in gofettle("--deep").out
    host = machines.healthy()
    gofettle("--quick", on=host)
    assert {command.argv[0] for command in host.asked} == {"/bin/zsh"}


def test_only_the_causes_that_are_named(gofettle: Gofettle) -> None:
    assert "toolchain.goroot-wrong" in gofettle("--only", "toolchain", on=broken()).out
    assert "toolchain.goroot-wrong" not in gofettle("--only", "path", "--only", "toolchain.missing", on=broken()).out


def test_another_workspace(gofettle: Gofettle) -> None:
    host = machines.with_goenv(machines.healthy(), "GOTOOLCHAIN=local\n")
    host = machines.changed(host, files={"/Users/dev/other/go.mod": File("module m\n\ngo 1.99\n")})
    assert gofettle(on=host).code == 0
    assert gofettle("--workspace", "../other", on=host).code == 1
    assert gofettle("--workspace", "/Users/dev/other", on=host).code == 1


@pytest.mark.parametrize("directory", ["/nowhere", "main.go", "nowhere"])
def test_a_workspace_that_is_no_directory(gofettle: Gofettle, directory: str) -> None:
    said = gofettle("--workspace", directory)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"gofettle: '{directory}' is not a directory\n"


def test_an_unknown_cause_suggests_the_nearest(gofettle: Gofettle) -> None:
    said = gofettle("--only", "path.not-on-paht")
    assert (said.code, said.out) == (2, "")
    assert said.err == "gofettle: no cause named 'path.not-on-paht' (nearest: 'path.not-on-path')\n"


# A text that is given


@pytest.mark.parametrize("name", ["err.txt", "/Users/dev/hello/err.txt", "../hello/err.txt"])
def test_a_log_from_a_file(gofettle: Gofettle, name: str) -> None:
    host = machines.changed(
        machines.healthy(), files={"/Users/dev/hello/err.txt": File("zsh: command not found: go\n")}
    )
    out = gofettle("--log", name, on=host).out
    assert "1: zsh: command not found: go" in out
    assert "path.not-on-path: not the case here" in out


def test_a_log_from_standard_input(gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xff\nzsh: command not found: go\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    assert "2: zsh: command not found: go" in gofettle("--log", "-").out


def test_a_log_of_which_nothing_is_known(gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"hello\n"), encoding="utf-8"))
    said = gofettle("--log", "-")
    assert "gofettle knows none of its lines." in said.out
    assert said.code == 0


@pytest.mark.parametrize(
    ("node", "code"), [(None, "ENOENT"), (Special(), "EISDIR"), (Special("fifo"), "ENOTREG"), (File("", 0), "EACCES")]
)
def test_a_log_that_cannot_be_read(gofettle: Gofettle, node: File | Special | None, code: str) -> None:
    said = gofettle(
        "--log", "err.txt", on=machines.changed(machines.healthy(), files={"/Users/dev/hello/err.txt": node})
    )
    assert (said.code, said.out, said.err) == (2, "", f"gofettle: 'err.txt' cannot be read ({code})\n")


# JSON


def test_json_is_all_that_is_printed(gofettle: Gofettle) -> None:
    said = gofettle("--format", "json", on=broken())
    assert said.err == ""
    made = msgspec.json.decode(said.out, type=Document)
    assert [cause.id for cause in made.causes] == ["toolchain.goroot-wrong"]
    assert said.out.endswith("}\n")


def test_json_is_english_unless_another_language_is_asked_for(
    gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = json.loads(gofettle("--format", "json", on=broken()).out)["causes"][0]["message"]
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert json.loads(gofettle("--format", "json", on=broken()).out)["causes"][0]["message"] == english
    chinese = gofettle("doctor", "--format", "json", "--lang", "zh", on=broken()).out
    assert json.loads(chinese)["causes"][0]["message"] != english


# Bugs of ours


def test_a_bug_is_said_in_lines_that_an_issue_needs_and_the_rest_is_reported(
    gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(*_: object) -> None:
        raise ZeroDivisionError("\x1b[31mboom")

    check.__annotations__ = {}
    monkeypatch.setattr(BY_ID["path.shadowed"], "check", check)
    said = gofettle(on=broken())
    assert said.code == 3
    assert "toolchain.goroot-wrong" in said.out
    lines = said.err.splitlines()
    assert lines[0] == "gofettle: this is a fault of gofettle itself; an issue needs the lines below:"
    assert lines[1].startswith("    gofettle 0.1.0, Python 3.")
    assert lines[-1] == "    ZeroDivisionError: \\x1b[31mboom"
    assert all(line.startswith("    ") for line in lines[1:])


def test_whatever_is_raised_there_is_no_bare_traceback(gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch) -> None:
    def diagnose(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(api, "diagnose", diagnose)
    said = gofettle()
    assert (said.code, said.out) == (3, "")
    assert not any(line.startswith("Traceback") for line in said.err.splitlines())


def test_an_interrupt_says_nothing(gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch) -> None:
    def diagnose(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "diagnose", diagnose)
    said = gofettle()
    assert (said.code, said.out, said.err) == (130, "", "")


def test_a_collector_that_hangs_ends_with_the_budget(gofettle: Gofettle, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    names = MemoryHost.names

    def hanging_names(host: MemoryHost, path: str) -> object:
        if path == "/opt/homebrew/opt":
            gate.wait(30)
        return names(host, path)

    monkeypatch.setattr(MemoryHost, "names", hanging_names)
    said = gofettle("--budget", "0.5")
    gate.set()
    assert said.code == 4
    assert "every Go on this machine gave no answer" in said.out


# Nothing is left


def test_no_file_is_written(gofettle: Gofettle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    gofettle("--deep", on=broken())
    assert list(tmp_path.iterdir()) == []
