"""A Go setting is invalid, or Go does not read it as it was meant.

Why it matters
    An unknown flag in GOFLAGS or a mistyped GOTOOLCHAIN stops every go command. The GOENV file is not a shell script:
    quotes become part of the value, `$HOME` and `~` stay as they are, and a line that begins with `export` is skipped in
    silence.

How it is seen
    Each setting by Go's own rules, with the place that it comes from; the lines of the GOENV file as Go takes them.

Fix
    The one line is taken out or written as Go reads it.

Leave it alone when
    The value is unusual but valid.

Folk remedy
    `GOENV=off go env -w …` does not protect the file: it is written all the same.

See
    https://go.dev/doc/toolchain
    https://pkg.go.dev/cmd/go#hdr-Environment_variables
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gofettle.errors import CannotTell
from gofettle.facts.go_runs import GoRuns
from gofettle.facts.go_sessions import GoSession, GoSessions, Setting
from gofettle.facts.go_values import is_module_mode, is_toolchain, odd_flag
from gofettle.facts.goenv_file import GoenvFile, Line
from gofettle.facts.sessions import spoken
from gofettle.facts.startup_files import StartupFiles
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.fix import Fix, ReplaceLine, Safety
from gofettle.model.message import Message, msg
from gofettle.model.place import Place
from gofettle.remedies import settings

KIND = Kind.BROKEN
BREAKS = ("terminal", "session", "build")
LEADS_TO = ("toolchain.goroot-wrong", "toolchain.too-old", "toolchain.bad-directory", "path.gobin-not-on-path")
DECISION = Ask(
    msg("Is the setting in the GOENV file?"),
    yes=Ask(
        msg("Does Go take the line as it was meant (no quotes, no $HOME, no export)?"),
        yes=Then(msg("Look at the value itself")),
        no=Then(msg("Write the line as Go reads it"), "toolchain.bad-setting"),
    ),
    no=Ask(
        msg("Does Go accept the value?"),
        yes=Then(msg("Nothing is wrong")),
        no=Then(msg("Correct it where it is set"), "toolchain.bad-setting"),
    ),
)

_COMPLAINTS = {
    "GOFLAGS": re.compile(r"go: parsing \$GOFLAGS: (?:unknown flag|non-flag)"),
    "GOEXPERIMENT": re.compile(r"go: unknown GOEXPERIMENT"),
    "GOTOOLCHAIN": re.compile(r"go: invalid (?:GOTOOLCHAIN|toolchain)"),
    "GO111MODULE": re.compile(r"go: unknown environment setting GO111MODULE"),
}
_MISREAD = {
    "not-at-start": msg("Go skips the line, because it does not begin with the variable's name"),
    "blank-in-name": msg("the blank before the = is part of the name"),
    "quotes": msg("the quotes are part of the value"),
    "expansion": msg("neither ~ nor $VARIABLE is expanded"),
    "blanks": msg("the blanks or the carriage return around the value are part of it"),
}
_UNREADABLE = {
    "EISDIR": msg("is a directory"),
    "ENOTREG": msg("is not a regular file"),
    "EACCES": msg("is not readable"),
    "EPERM": msg("is not readable"),
}


def check(go: GoSessions, runs: GoRuns | None) -> Iterator[Finding]:
    files = {session.goenv.path: session.goenv for session in reversed(go.seen)}
    misread = [finding for file in files.values() for finding in _misread(file)]
    yield from misread
    said = {finding.set_by for finding in misread}
    for name in _COMPLAINTS:
        for session, setting in go.distinct(name):
            place, heard = settings.place_of(session, setting), _heard(session, name, runs)
            complaint = _complaint(session, setting, heard)
            if complaint and (place is None or place not in said):
                seen = (settings.seen(setting), *heard)
                yield Finding(name, complaint, seen, settings.origin_of(session, setting), place)
    large = next((file.path for file in files.values() if file.failed == "EFBIG"), None)
    if large:
        raise CannotTell(msg("Go's settings file {path} is larger than gofettle reads", path=large))


def fix(finding: Finding, go: GoSessions, files: StartupFiles) -> Fix:
    if finding.about.startswith("/"):
        return Fix(
            msg("Unset GOENV, or set it to a file that Go can read: {path} is not one", path=finding.about),
            Safety.BY_HAND,
        )
    home, place = go.process.env.get("HOME", ""), finding.set_by
    lines = (line for session in go.seen for line in session.goenv.lines if place == _place(session.goenv, line))
    line = next(lines, None)
    written = line.corrected(home) if line and line.misread else ""
    if line and place and written:
        title = msg("Write line {line} of {file} as Go reads it", line=line.number, file=place.file)
        return Fix(title, Safety.SAFE, (ReplaceLine(place.file, line.number, line.text, written),))
    return settings.drop(finding.about, finding, go, files, home)


def _misread(file: GoenvFile) -> Iterator[Finding]:
    if file.failed in _UNREADABLE:
        what = _UNREADABLE[file.failed]
        text = msg(
            "Go's settings file {path} {what}: Go takes no setting from it and does not say so.",
            path=file.path,
            what=what,
        )
        if file.is_endless:
            text = msg(
                "Go does not come back from reading its settings file {path}: it {what}.", path=file.path, what=what
            )
        yield Finding(file.path, text, (Sighting(f"ls -ld {file.path}", file.failed),))
    for line in file.lines:
        if line.misread:
            place = _place(file, line)
            text = msg(
                "Go does not read {place} as it was meant: {problem}.", place=place.text, problem=_MISREAD[line.misread]
            )
            yield Finding(line.meant, text, (Sighting(place.text, line.text),), set_by=place, leads_to=_leads_to(line))


def _place(file: GoenvFile, line: Line) -> Place:
    return Place(file.path, line.number, line.text)


def _leads_to(line: Line) -> tuple[tuple[str, str], ...]:
    """A value that Go reads otherwise is wrong in the ways that values of this variable can be wrong."""
    match line.meant:
        case "GOROOT":
            return (("toolchain.goroot-wrong", line.value),)
        case "GOTOOLCHAIN":
            return (("toolchain.too-old", ""),)
        case name:
            return (("toolchain.bad-directory", name), ("path.gobin-not-on-path", line.value))


def _complaint(session: GoSession, setting: Setting, heard: tuple[Sighting, ...]) -> Message | None:
    where, name, value = spoken(session.kind), setting.name, setting.value
    if name == "GOFLAGS" and (odd := odd_flag(value)):
        return msg("GOFLAGS in {session} holds {flag}, which is not a flag.", session=where, flag=odd)
    accepts = {"GO111MODULE": is_module_mode, "GOTOOLCHAIN": is_toolchain}.get(name, bool)
    if accepts(value) and not heard:
        return None
    return msg("{name} in {session} is {value}, which Go does not accept.", name=name, session=where, value=value)


def _heard(session: GoSession, name: str, runs: GoRuns | None) -> tuple[Sighting, ...]:
    """What `go version` complained about, if it did about this setting."""
    run = runs.of(session.kind) if runs else None
    if run and not run.ok and _COMPLAINTS[name].search(run.said):
        return (Sighting(f"{run.path} version", run.said),)
    return ()
