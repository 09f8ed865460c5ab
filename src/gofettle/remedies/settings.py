"""Take back a setting where it was made: a line of the GOENV file, a line of a start-up file, or this session alone."""

from __future__ import annotations

import re
import shlex

from gofettle.facts.go_sessions import GoSession, GoSessions, Setting
from gofettle.facts.startup_files import StartupFiles
from gofettle.model.finding import Finding, Origin, Sighting
from gofettle.model.fix import Fix, ReplaceLine, RunCommand, Safety
from gofettle.model.message import msg
from gofettle.model.place import Place

_NEW_TERMINAL = msg("Open a new terminal; this one keeps its environment.")


def drop(name: str, finding: Finding, go: GoSessions, files: StartupFiles | None, home: str) -> Fix:
    """Take a variable out at the place that the finding names."""
    place = finding.set_by
    if place is None or place.line is None:
        return unset_here(name)
    if any(place.file == session.goenv.path for session in go.seen):
        title = msg("Take line {line} out of {file}", line=place.line, file=place.file)
        return Fix(title, Safety.SAFE, (ReplaceLine(place.file, place.line, place.code, None),))
    line = files.line(place.file, place.line) if files else None
    if line is None or not _sets_only(name, line) or not place.file.startswith(home + "/"):
        title = msg("Take {name} out where it is set: {place}", name=name, place=place.text)
        return Fix(title, Safety.BY_HAND, after=_NEW_TERMINAL)
    title = msg("Take the line that sets {name} out of {file}", name=name, file=place.file)
    return Fix(title, Safety.ASK, (ReplaceLine(place.file, place.line, line, None),), _NEW_TERMINAL)


def unset_here(name: str) -> Fix:
    """A variable that no start-up file sets: it lives in this session, or in the program that started it."""
    return Fix(
        msg("Unset {name} in this session; no line of a start-up file that sets it was found", name=name),
        Safety.BY_HAND,
        (RunCommand(f"unset {shlex.quote(name)}"),),
        msg("Whatever started this session may set it again."),
    )


def place_of(session: GoSession, setting: Setting) -> Place | None:
    """Where a setting stands that the GOENV file makes; None for the environment, which only a trace can place."""
    line = session.goenv.get(setting.name) if setting.source == "goenv-file" else None
    return Place(session.goenv.path, line.number, line.text) if line else None


def origin_of(session: GoSession, setting: Setting) -> Origin | None:
    """The question to the trace for a setting that the environment makes."""
    return Origin(session.kind, setting.name) if setting.source == "environment" else None


def seen(setting: Setting) -> Sighting:
    """How a setting is seen again."""
    if setting.source == "environment":
        return Sighting("env", f"{setting.name}={setting.value}")
    return Sighting(setting.where, f"{setting.name}={setting.value}")


def _sets_only(name: str, line: str) -> bool:
    """Does the line do nothing but set this variable? One that does more is not ours to take out."""
    alone = rf"""\s*(?:export\s+|typeset\s+-x\s+|set\s+-g?x\s+){re.escape(name)}(?:=|\s+)(?:"[^"]*"|'[^']*'|[^\s;&|]*)\s*(?:#.*)?"""
    return re.fullmatch(alone, line) is not None
