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

from gofettle.facts.go_runs import GoRuns
from gofettle.facts.go_sessions import GoSession, GoSessions, Setting
from gofettle.facts.goenv_file import GoenvFile, Line
from gofettle.facts.sessions import spoken
from gofettle.facts.startup_files import StartupFiles
from gofettle.facts.variables import is_watched
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.fix import Fix, ReplaceLine, Safety
from gofettle.model.message import Message, msg
from gofettle.model.place import Place
from gofettle.model.version import parse_go_version
from gofettle.remedies import settings

KIND = Kind.BROKEN
BREAKS = ("terminal", "session", "build")
LEADS_TO = ("toolchain.goroot-wrong", "toolchain.too-old", "toolchain.bad-directory", "path.gobin-not-on-path")
DECISION = Ask(
    msg("Does the setting stand in the GOENV file?"),
    yes=Ask(
        msg("Does Go take the line as it was meant (no quotes, no $HOME, no export)?"),
        yes=Then(msg("Look at the value itself")),
        no=Then(msg("Write the line as Go reads it"), "toolchain.bad-setting"),
    ),
    no=Ask(
        msg("Is the value one that Go accepts?"),
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
_ASSIGNMENT = re.compile(r"\s*(?:export\s+|set\s+-\w+\s+)?([A-Za-z_]\w*)\s*[= ]\s*(.*?)\s*")


def check(go: GoSessions, runs: GoRuns | None) -> Iterator[Finding]:
    files = {session.goenv.path: session.goenv for session in reversed(go.seen)}
    misread = [finding for file in files.values() for finding in _misread(file)]
    yield from misread
    said = {finding.set_by for finding in misread}
    for name in _COMPLAINTS:
        for session, setting in go.distinct(name):
            place = settings.place_of(session, setting)
            complaint = _complaint(session, setting, runs)
            if complaint and (place is None or place not in said):
                yield Finding(
                    name,
                    complaint,
                    (settings.seen(setting), *_heard(session, name, runs)),
                    settings.origin_of(session, setting),
                    place,
                )


def fix(finding: Finding, go: GoSessions, files: StartupFiles) -> Fix:
    place = finding.set_by
    ours = place and any(place.file == session.goenv.path for session in go.seen)
    home = go.process.env.get("HOME", "")
    if place and place.line and ours and finding.about != place.text:
        written = _as_go_reads_it(place.code, home)
        if written and written != place.code:
            return Fix(
                msg("Write line {line} of {file} as Go reads it", line=place.line, file=place.file),
                Safety.SAFE,
                (ReplaceLine(place.file, place.line, place.code, written),),
            )
    if finding.about.startswith("/"):
        return Fix(msg("Unset GOENV, or set it to a file that Go can read: {path} is not one", path=finding.about), Safety.BY_HAND)
    return settings.drop(finding.about, finding, go, files, home)


def _misread(file: GoenvFile) -> Iterator[Finding]:
    if file.failed in {"EISDIR", "ENOTREG", "EACCES", "EPERM"}:
        what = {"EISDIR": msg("is a directory"), "ENOTREG": msg("is not a regular file")}.get(
            file.failed, msg("may not be read")
        )
        message = msg(
            "Go's settings file {path} {what}: Go takes no setting from it and does not say so.",
            path=file.path,
            what=what,
        )
        yield Finding(file.path, message, (Sighting(f"cat {file.path}", file.failed),))
    for line in file.lines:
        problem = _problem(line)
        if problem:
            yield Finding(
                line.name or _name(line),
                msg(
                    "Go does not read {place} as it was meant: {problem}.",
                    place=f"{file.path}:{line.number}",
                    problem=problem,
                ),
                (Sighting(f"{file.path}:{line.number}", line.text),),
                set_by=Place(file.path, line.number, line.text),
                leads_to=_leads_to(line),
            )


def _leads_to(line: Line) -> tuple[tuple[str, str], ...]:
    """A value that Go reads otherwise is wrong in the ways that values of this variable can be wrong."""
    match line.name or _name(line):
        case "GOROOT":
            return (("toolchain.goroot-wrong", line.value),)
        case "GOTOOLCHAIN":
            return (("toolchain.too-old", ""),)
        case name:
            return (("toolchain.bad-directory", name), ("path.gobin-not-on-path", line.value))


def _problem(line: Line) -> Message | None:
    if not line.name:
        return (
            msg("Go skips the line, because it does not begin with a name") if is_watched(_name(line)) else None
        )
    if not is_watched(line.name):
        return None
    if line.value[:1] in {'"', "'"}:
        return msg("the quotes are part of the value")
    if re.match(r"~|\$\{?[A-Z]", line.value):
        return msg("neither ~ nor $VARIABLE is expanded")
    if line.value != line.value.strip():
        return msg("the blanks or the carriage return around the value are part of it")
    return None


def _name(line: Line) -> str:
    found = _ASSIGNMENT.fullmatch(line.text)
    return found[1].upper() if found and not line.text.lstrip().startswith("#") else ""


def _as_go_reads_it(text: str, home: str) -> str:
    found = _ASSIGNMENT.fullmatch(text)
    if not found:
        return ""
    value = found[2].strip().strip("\"'")
    value = re.sub(r"^(?:~|\$\{?HOME\}?)(?=/|$)", lambda _: home, value)
    return "" if "$" in value else f"{found[1].upper()}={value}"


def _complaint(session: GoSession, setting: Setting, runs: GoRuns | None) -> Message | None:
    where = spoken(session.kind)
    if setting.name == "GOFLAGS":
        odd = next((flag for flag in setting.value.split() if not re.match(r"--?[^-=\s]", flag)), None)
        if odd:
            return msg("GOFLAGS in {session} holds {flag}, which is not a flag.", session=where, flag=odd)
    invalid = setting.name == "GO111MODULE" and setting.value not in {"on", "off", "auto"}
    if invalid or (setting.name == "GOTOOLCHAIN" and not _is_toolchain(setting.value)):
        return msg(
            "{name} in {session} is {value}, which Go does not accept.",
            name=setting.name,
            session=where,
            value=setting.value,
        )
    if any(_heard(session, setting.name, runs)):
        return msg("In {session}, Go refuses {name}={value}.", name=setting.name, value=setting.value, session=where)
    return None


def _heard(session: GoSession, name: str, runs: GoRuns | None) -> tuple[Sighting, ...]:
    """What `go version` complained about, if it did about this setting."""
    run = runs.of(session.kind) if runs else None
    return (
        (Sighting(f"{run.path} version", run.said),)
        if run and not run.ok and _COMPLAINTS[name].search(run.said)
        else ()
    )


def _is_toolchain(value: str) -> bool:
    """`local`, `auto`, `path`, or a release with or without `+auto` or `+path` (cmd/go/internal/toolchain/select.go)."""
    base, plus, mode = value.partition("+")
    if plus and mode not in {"auto", "path"}:
        return False
    version = parse_go_version(base.partition("-")[0]) if base.startswith("go") else None
    if version:  # from 1.21 on, 1.N is a language and 1.N.0 a release
        return version.minor < 21 or version.stage != (0, 0)
    return base == "local" or (not plus and base in {"auto", "path"})
