"""The module asks for a newer Go than this one, and nothing may fetch it.

Why it matters
    `go.mod requires go >= 1.N (running go 1.M; GOTOOLCHAIN=local)`. Since Go 1.21 the go line is a minimum that is
    enforced; with GOTOOLCHAIN=local, or with a Go before 1.21, the go command does not fetch the release that it needs.

How it is seen
    The go lines of go.mod and go.work above the workspace, the release of the `go` on PATH, and where GOTOOLCHAIN
    comes from.

Fix
    Let Go fetch the release (without GOTOOLCHAIN=local), or install it.

Leave it alone when
    GOTOOLCHAIN is auto: then the go command downloads what the module asks for.

Folk remedy
    Lowering the go line of go.mod hides the fault until something uses what the newer release brought.

See
    https://go.dev/doc/toolchain
"""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.errors import CannotTell
from gofettle.facts.go_sessions import GoSession, GoSessions, Setting
from gofettle.facts.startup_files import StartupFiles
from gofettle.facts.workspace import Declaration, Workspace
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.fix import Fix, RunCommand, Safety
from gofettle.model.message import msg
from gofettle.model.place import Place
from gofettle.model.version import GoVersion, parse_go_version
from gofettle.remedies import settings

KIND = Kind.BROKEN
BREAKS = ("modules", "build")
LEADS_TO = ()
DECISION = Ask(
    msg("Does the go line of go.mod or go.work ask for a newer Go than this one?"),
    yes=Ask(
        msg("May this Go switch (1.21 or later, GOTOOLCHAIN not local)?"),
        yes=Then(msg("It fetches the release by itself")),
        no=Then(msg("Let it switch, or install the release"), "toolchain.too-old"),
    ),
    no=Then(msg("This Go is new enough")),
)

_FIRST_THAT_SWITCHES = GoVersion(1, 21)


def check(go: GoSessions, workspace: Workspace) -> Iterator[Finding]:
    session = next((session for session in (go.process, *go.seen) if session.go and session.own_version), None)
    if not session or not session.own_version:
        return
    mode, module_mode = session.setting("GOTOOLCHAIN"), session.setting("GO111MODULE")
    running = _pinned(mode, session.own_version)
    if running is None or (module_mode and module_mode.value == "off"):
        return
    asked = [
        (version, line)
        for line in workspace.declared
        if line.kind == "go" and (version := parse_go_version(line.value)) and version > running
    ]
    unread = next((file for file in (workspace.go_mod, workspace.go_work) if file in workspace.unreadable), None)
    if unread and not asked:
        raise CannotTell(msg("{file} cannot be read", file=unread))
    if asked:
        yield _asks_for_more(session, mode, running, max(asked, key=lambda pair: pair[0])[1])


def _asks_for_more(session: GoSession, mode: Setting | None, running: GoVersion, line: Declaration) -> Finding:
    return Finding(
        line.file,
        msg(
            "{file} asks for Go {asked}; {go} is Go {running} and may not fetch another.",
            file=line.file,
            asked=line.value,
            go=session.go.path if session.go else "go",
            running=running.text,
        ),
        (Sighting(line.place, f"go {line.value}"), _why_not(session, mode)),
        set_by=Place(line.file, line.line, f"go {line.value}"),
    )


def fix(finding: Finding, go: GoSessions, files: StartupFiles) -> Fix:
    session = next((session for session in (go.process, *go.seen) if session.go), go.process)
    mode = session.setting("GOTOOLCHAIN")
    if mode and mode.source == "goenv-file":
        finding = Finding(finding.about, finding.message, finding.seen, set_by=settings.place_of(session, mode))
        return settings.drop("GOTOOLCHAIN", finding, go, files, session.env.get("HOME", ""))
    if mode and mode.source == "environment":
        return Fix(
            msg(
                "Unset GOTOOLCHAIN={value}, so that Go may fetch the release that the module asks for", value=mode.value
            ),
            Safety.BY_HAND,
            (RunCommand("unset GOTOOLCHAIN"),),
        )
    if session.own_version and session.own_version >= _FIRST_THAT_SWITCHES:
        return Fix(
            msg("Let Go fetch the release that the module asks for"),
            Safety.ASK,
            (RunCommand("go env -w GOTOOLCHAIN=auto"),),
        )
    return Fix(msg("Install a newer Go: https://go.dev/dl/"), Safety.BY_HAND)


def _pinned(mode: Setting | None, own: GoVersion) -> GoVersion | None:
    """The one release that this session can run; None where Go may choose another."""
    if own < _FIRST_THAT_SWITCHES or mode is None or mode.value == "local":
        return own
    if "+" in mode.value or mode.value in {"auto", "path"}:
        return None
    return parse_go_version(mode.value)


def _why_not(session: GoSession, mode: Setting | None) -> Sighting:
    if mode is None:
        return Sighting("go version", msg("no GOTOOLCHAIN is in force, so this Go does not switch"))
    return settings.seen(mode)
