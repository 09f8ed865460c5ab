"""GOROOT was set by hand and names the wrong directory.

Why it matters
    Go finds its own tree. A GOROOT that names another one makes every build fail with `version "go1.A" does not match
    go tool version "go1.B"`; one that names a removed directory stops every go command, `go version` too.

How it is seen
    GOROOT of each session and of the GOENV file, against the tree that the `go` on PATH belongs to by Go's own search.

Fix
    The setting is taken out where it was made: the start-up line, or the line of the GOENV file. `go env -u GOROOT`
    cannot do the latter: up to Go 1.26 it fails like every other command, and Go 1.27 refuses to touch GOROOT at all.

Leave it alone when
    It names the very tree that `go` belongs to, or `go` was copied out of its tree and cannot do without
    GOROOT.

Folk remedy
    `export GOROOT=$(brew --prefix go)/libexec` breaks the next time another Go comes first on PATH. Go needs no GOROOT.

See
    https://go.dev/doc/install/source#environment
    https://github.com/golang/go/issues/34214
"""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.facts.go_sessions import GoSession, GoSessions, Setting
from gofettle.facts.goroots import Goroot, Goroots
from gofettle.facts.sessions import spoken
from gofettle.facts.startup_files import StartupFiles
from gofettle.model import paths
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.fix import Fix
from gofettle.model.message import Message, msg
from gofettle.remedies import settings

KIND = Kind.BROKEN
BREAKS = ("terminal", "session", "build")
LEADS_TO = ("toolchain.version-mismatch", "path.not-on-path", "toolchain.mixed-install")
DECISION = Ask(
    msg("Does the environment or the GOENV file set GOROOT?"),
    yes=Ask(
        msg("Is that the tree that the go on PATH belongs to?"),
        yes=Then(msg("It does no harm today")),
        no=Then(msg("Take GOROOT out where it is set"), "toolchain.goroot-wrong"),
    ),
    no=Then(msg("Go finds its tree itself; look at the tree"), "toolchain.version-mismatch"),
)


def check(go: GoSessions, goroots: Goroots) -> Iterator[Finding]:
    for session, setting in go.distinct("GOROOT"):
        tree = goroots.by_path.get(paths.clean(setting.value))
        own = goroots.by_path.get(session.own_root)
        message = _message(session, setting, tree, own) if tree else None
        if message:
            own_tree = (Sighting(session.own_root, _release(own)),) if own else ()
            seen = (settings.seen(setting), *own_tree)
            place = settings.place_of(session, setting)
            origin = settings.origin_of(session, setting)
            yield Finding(setting.value, message, seen, origin, place, leads_to=_leads_to(session, setting))


def fix(finding: Finding, go: GoSessions, files: StartupFiles) -> Fix:
    return settings.drop("GOROOT", finding, go, files, go.process.env.get("HOME", ""))


def _message(session: GoSession, setting: Setting, tree: Goroot, own: Goroot | None) -> Message | None:
    where, value = spoken(session.kind), setting.value
    match tree.state:
        case "missing":
            return msg("GOROOT in {session} is {value}, which does not exist.", session=where, value=value)
        case "not-a-tree" | "unreadable":
            return msg("GOROOT in {session} is {value}, which is not a Go tree.", session=where, value=value)
        case _ if own and own.state == "tree" and own.real != tree.real and own.version != tree.version:
            return msg(
                "GOROOT in {session} is {value} ({named}), but its go belongs to {own} ({version}).",
                session=where,
                value=value,
                named=_release(tree),
                own=session.own_root,
                version=_release(own),
            )
    return None


def _leads_to(session: GoSession, setting: Setting) -> tuple[tuple[str, str], ...]:
    """`go` itself is lost with it only where PATH was built from GOROOT."""
    through_path = paths.join(setting.value, "bin") in paths.elements(session.env.get("PATH", ""))
    return tuple((cause, "") for cause in LEADS_TO if cause != "path.not-on-path" or through_path)


def _release(tree: Goroot) -> str:
    return f"go{tree.version.text}" if tree.version else "?"
