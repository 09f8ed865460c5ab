"""A directory that Go was told to use cannot be used.

Why it matters
    A GOTMPDIR that is gone stops every build (`creating work dir: stat …: no such file or directory`); a relative
    GOCACHE or GOBIN stops builds and installs; `/bin` as GOBIN means that it was built from a variable that was empty.

How it is seen
    The values of GOTMPDIR, GOCACHE, GOBIN and GOMODCACHE that somebody set, and what stands at those paths.

Fix
    The setting is taken out: Go's defaults need no care.

Leave it alone when
    The directory merely does not exist yet: Go makes GOCACHE, GOBIN and GOMODCACHE itself, but never GOTMPDIR.

See
    https://pkg.go.dev/cmd/go#hdr-Environment_variables
"""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.facts.go_directories import Directory, GoDirectories
from gofettle.facts.go_sessions import GoSessions
from gofettle.facts.sessions import spoken
from gofettle.facts.startup_files import StartupFiles
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.fix import Fix
from gofettle.model.message import Message, msg
from gofettle.remedies import settings

KIND = Kind.BROKEN
BREAKS = ("build", "tools")
LEADS_TO = ("path.gobin-not-on-path",)
DECISION = Ask(
    msg("Did somebody set GOTMPDIR, GOCACHE, GOBIN or GOMODCACHE?"),
    yes=Ask(
        msg("Is it an absolute path to a directory that this user may write, or that Go may make?"),
        yes=Then(msg("Nothing is wrong")),
        no=Then(msg("Take the setting out"), "toolchain.bad-directory"),
    ),
    no=Then(msg("Go's defaults are in force")),
)

# What is left of "$GOPATH/bin" and the like when the variable in front is empty.
_LEFT_OF_EMPTY: dict[str, set[str]] = {
    "GOBIN": {"/bin"},
    "GOMODCACHE": {"/pkg/mod", "/mod"},
    "GOCACHE": {"/cache", "/go-build", "/.cache"},
    "GOTMPDIR": set(),
}

_STATES = {
    "usable": msg("a directory that can be used"),
    "missing": msg("does not exist"),
    "not-a-directory": msg("not a directory"),
    "not-writable": msg("not writable"),
    "unreadable": msg("no permission to look at it"),
}
_MISSING = {
    "missing": msg("it does not exist, and Go does not make it"),
    "not-writable": msg("this user may not write there"),
}


def check(directories: GoDirectories) -> Iterator[Finding]:
    for directory in directories.seen:
        problem = _problem(directory)
        if problem:
            session, setting = directory.session, directory.setting
            yield Finding(
                setting.name,
                msg(
                    "{name} in {session} is {value}: {problem}.",
                    name=setting.name,
                    session=spoken(session.kind),
                    value=setting.value,
                    problem=problem,
                ),
                (settings.seen(setting), Sighting(f"ls -ld {setting.value}", _STATES[directory.state])),
                settings.origin_of(session, setting),
                settings.place_of(session, setting),
                leads_to=((LEADS_TO[0], setting.value),) if setting.name == "GOBIN" else (),
            )


def fix(finding: Finding, go: GoSessions, files: StartupFiles) -> Fix:
    return settings.drop(finding.about, finding, go, files, go.process.env.get("HOME", ""))


def _problem(directory: Directory) -> Message | None:
    name, value, state = directory.setting.name, directory.setting.value, directory.state
    if name == "GOCACHE" and value == "off":
        return msg("builds need a cache")
    if not value.startswith("/") and (name != "GOTMPDIR" or state != "usable"):
        return msg("it must be an absolute path")
    if value in _LEFT_OF_EMPTY[name] and state != "usable":
        return msg("it was built from a variable that was empty")
    if state == "not-a-directory":
        return msg("it is not a directory")
    # Go makes the other directories itself, and what hinders it there is modules.cache-permission.
    return _MISSING.get(state) if name == "GOTMPDIR" else None
