"""Ask one cause about one machine: facts are collected, judged and placed as in a real run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gofettle import api
from gofettle.diagnosis import engine
from gofettle.facts.catalogue import FACTS
from gofettle.facts.provenance import Provenance
from gofettle.facts.request import Level, Request
from gofettle.facts.snapshot import Collection, needs
from gofettle.host.memory import File, Link, MemoryHost, Node
from gofettle.model import paths
from gofettle.model.cause import CauseModule
from gofettle.model.diagnosis import Diagnosis
from gofettle.model.finding import Finding
from gofettle.model.fix import AddMode, EnsureLine, Fix, RemoveLink, ReplaceLine, RunCommand
from gofettle.model.message import Message
from gofettle.report.words import words
from tests import machines
from tests.acting import parts


@dataclass(frozen=True)
class Judged:
    """What one cause says of one machine."""

    findings: tuple[Finding, ...]
    fixes: tuple[Fix, ...]
    untold: tuple[str, ...]


def judged(cause: CauseModule, host: MemoryHost, level: Level = Level.DEFAULT, workspace: str = "") -> Judged:
    """Findings with their places and fixes. A bug of ours fails the test."""
    collection = Collection(host, Request(workspace or host.cwd, level), FACTS)
    snapshot = collection.extend(needs(cause.check))
    judgement = engine.judge([cause], snapshot)
    collection.extend({*needs(cause.fix), Provenance})
    findings = tuple(engine.placed(finding, snapshot) for _, finding in judgement.found)
    fixes = [engine.fixed_by(cause, finding, snapshot, judgement.bugs) for finding in findings]
    assert snapshot.bugs + judgement.bugs == []
    assert not any(fix is None for fix in fixes)
    untold = tuple(say(untold.why) for untold in judgement.untold)
    return Judged(findings, tuple(fix for fix in fixes if fix), untold)


def findings(cause: CauseModule, host: MemoryHost, level: Level = Level.DEFAULT, workspace: str = "") -> list[Finding]:
    """What it finds; it must be able to tell."""
    result = judged(cause, host, level, workspace)
    assert result.untold == ()
    return list(result.findings)


def fixes(cause: CauseModule, host: MemoryHost) -> list[Fix]:
    """What it would do about each finding."""
    return list(judged(cause, host).fixes)


def diagnosed(
    host: MemoryHost, level: Level = Level.DEFAULT, only: Iterable[str] = (), log: str | None = None
) -> Diagnosis:
    """The whole way. A bug of ours fails the test."""
    diagnosis, bugs = api.diagnose(host, Request(host.cwd, level), only, log)
    assert bugs == ()
    return diagnosis


def say(message: Message | str | None) -> str:
    """Put a message into English, with whole paths."""
    return "" if message is None else words("en", "").say(message)


def speaks_of(finding: Finding, *parts: str) -> bool:
    """Does its message hold these parts, in this order? The words between them are free to change."""
    text = say(finding.message)
    return re.search(".*".join(map(re.escape, parts)), text) is not None


def said(finding: Finding) -> list[tuple[str, str]]:
    """What was seen, as text."""
    return [(sighting.how, say(sighting.said)) for sighting in finding.seen]


def repaired(host: MemoryHost, todo: Iterable[Fix]) -> MemoryHost:
    """Do what fixes say, as the person or gofettle would, and open a new terminal."""
    for fix in todo:
        for step in fix.steps:
            match step:
                case EnsureLine(path, line):
                    host = _with_line(host, path, line)
                case ReplaceLine(path, number, old, new):
                    host = _with_other_line(host, path, number, old, new)
                case RemoveLink(path):
                    assert isinstance(host.files[path], Link)
                    host = machines.changed(host, files={path: None})
                case AddMode(path, mode):
                    file = host.files[path]
                    assert isinstance(file, File)
                    host = machines.changed(host, files={path: replace(file, mode=file.mode | mode)})
                case RunCommand(command):
                    host = _having_run(host, command)
    return machines.in_a_new_terminal(host)


def _with_line(host: MemoryHost, path: str, line: str) -> MemoryHost:
    old = host.read(path)
    text = old if isinstance(old, str) else ""
    return machines.changed(host, files={path: File(f"{text}{line}\n")})


def _with_other_line(host: MemoryHost, path: str, number: int, old: str, new: str | None) -> MemoryHost:
    text = host.read(path)
    assert isinstance(text, str)
    lines = text.split("\n")
    assert lines[number - 1] == old
    lines[number - 1 : number] = [] if new is None else [new]
    return machines.changed(host, files={path: File("\n".join(lines))})


def _having_run(host: MemoryHost, command: str) -> MemoryHost:
    match command.split():
        case ["exec", _, "-l"] | ["unset", _]:  # a new terminal follows anyhow
            return host
        case ["go", "env", "-w", setting]:
            return _with_line(host, machines.goenv_path(host), setting)
    return machines.changed(host, files=_written(host, command))


def _written(host: MemoryHost, command: str) -> Mapping[str, Node | None]:
    match command.split():
        case ["ln", "-sfn", target, path]:
            return {path: Link(target)}
        case ["mv", old, new]:
            below = {path: node for path, node in host.files.items() if paths.is_below(path, old)}
            return {old: None, **{new + path.removeprefix(old): node for path, node in below.items()}}
        case ["brew", "link", "--overwrite", "go"]:
            return parts.homebrew_go()
        case ["brew", "install", "go"]:
            on_path = {"/etc/paths.d/homebrew": File("/opt/homebrew/bin\n")}  # as `brew shellenv` would, in one line
            return {**parts.homebrew_go(), **on_path}
        case ["sudo", "rm", "-rf", root]:
            return {root: None, **parts.go_tree(root)}
    message = f"nobody here can run: {command}"
    raise AssertionError(message)
