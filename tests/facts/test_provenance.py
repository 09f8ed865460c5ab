"""Which line set a variable: answered from the trace, asked for only what changed, never for another session."""

from __future__ import annotations

import pytest

from gofettle.facts import startup_trace
from gofettle.facts.catalogue import FACTS
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.provenance import Provenance
from gofettle.facts.request import Request
from gofettle.facts.snapshot import Collection
from gofettle.facts.system import parse_macos_version, parse_os_release
from gofettle.facts.variables import is_watched
from gofettle.host.memory import MemoryHost
from gofettle.model.finding import Origin
from gofettle.model.place import Change, Place, Trace
from tests import machines
from tests.acting import shell

AT = Place("/home/dev/.zshrc", 3, "export GOROOT=/x")
TRACE = Trace(
    (
        Change("PATH", "/bin", "/go/bin:/bin", Place("/home/dev/.zshrc", 1)),
        Change("PATH", "/go/bin:/bin", "/bin", Place("/home/dev/.zshrc", 2)),
        Change("GOROOT", None, "/x", AT),
    )
)


def test_a_variable_and_an_element_have_a_line() -> None:
    known = Provenance(TRACE, ("GOROOT", "PATH"))
    assert known.answer(Origin("terminal", "GOROOT")) is AT
    assert known.answer(Origin("terminal", "PATH", "/go/bin")) is None
    dropped = known.answer(Origin("terminal", "PATH", "/go/bin", dropped=True))
    assert dropped is not None
    assert dropped.line == 2


@pytest.mark.parametrize("session", ["process", "window", "script", "ssh"])
def test_another_session_has_none(session: str) -> None:
    assert Provenance(TRACE, ("GOROOT",)).answer(Origin(session, "GOROOT")) is None


def test_a_variable_that_no_start_up_file_sets_has_none() -> None:
    assert Provenance(TRACE, ("GOROOT",)).answer(Origin("terminal", "GOFLAGS")) is None


def provenance(host: MemoryHost) -> Provenance:
    return Collection(host, Request(host.cwd), FACTS).extend([Provenance]).get(Provenance)


def test_only_what_the_start_up_changed_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_trace, "trace", shell.trace)
    host = machines.with_lines(machines.healthy(), ".zshrc", "export GOBIN=/x", "export EDITOR=vi", "export SDKROOT=/s")
    found = provenance(host)
    assert found.watched == ("GOBIN", "PATH", "SDKROOT")
    assert {change.variable for change in found.terminal.changes} == {"GOBIN", "PATH", "SDKROOT"}


def test_the_trace_starts_as_the_terminal_did(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[object, ...]] = []

    def trace(_: object, login_shell: LoginShell, *args: object) -> Trace:
        given.append((login_shell.path, *args))
        return Trace(())

    monkeypatch.setattr(startup_trace, "trace", trace)
    host = machines.healthy()
    provenance(host)
    started = next(command for command in host.asked if command.argv[0] == "/bin/zsh")
    assert given == [("/bin/zsh", started.env, ("-l", "-i"), ("PATH",))]


@pytest.mark.parametrize(
    "name",
    ["PATH", "GOROOT", "GO111MODULE", "CGO_CFLAGS", "CC", "PKG_CONFIG_PATH", "SDKROOT", "DYLD_LIBRARY_PATH", "CPATH"],
)
def test_a_variable_that_is_watched(name: str) -> None:
    assert is_watched(name)


@pytest.mark.parametrize("name", ["MANPATH", "gopath", "EDITOR", "", "PATH2", "MY_GOROOT", "HOME"])
def test_a_variable_that_is_not(name: str) -> None:
    assert not is_watched(name)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("<key>ProductVersion</key>\n\t<string>26.1</string>", "26.1"),
        ("<key>ProductVersion</key><string>13.7.8</string>", "13.7.8"),
        ("<key>ProductName</key><string>macOS</string>", ""),
        ("bplist00", ""),
        ("", ""),
    ],
)
def test_the_version_of_macos(text: str, version: str) -> None:
    assert parse_macos_version(text) == version


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('NAME="Debian GNU/Linux"\nVERSION_ID="12"\n', ("Debian GNU/Linux", "12")),
        ("ID=arch\nNAME='Arch Linux'\n", ("Arch Linux", "")),
        ("NAME=Alpine\nVERSION_ID=3.20.1\n", ("Alpine", "3.20.1")),
        ("", ("Linux", "")),
        ("garbage", ("Linux", "")),
    ],
)
def test_the_name_of_a_linux(text: str, found: tuple[str, str]) -> None:
    assert parse_os_release(text) == found
