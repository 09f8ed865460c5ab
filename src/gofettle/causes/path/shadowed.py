"""An older Go comes first on PATH and hides a newer one.

Why it matters
    The new Go was installed and `go version` still says the old release. Modules that ask for the new one fail, and
    tools built by one Go are used with the other.

How it is seen
    Every `go` that runs, in PATH order, with its links resolved to the tree that it belongs to. Two trees count as
    two Gos; two names of one tree do not.

Fix
    The newer directory goes to the front, in the file that put the older one there. Nothing is deleted.

Leave it alone when
    A version manager chose the older release: its shim comes first on purpose, and gofettle says nothing.

Folk remedy
    PATH set in ~/.zshenv does not help on a Mac: path_helper runs later, from /etc/zprofile, and moves everything
    that was there before behind /usr/local/bin and /usr/bin.

See
    https://github.com/apple-oss-distributions/shell_cmds/blob/main/path_helper/path_helper.c
"""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.facts.go_sessions import GoSession, GoSessions
from gofettle.facts.go_trees import GoTrees
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.sessions import spoken
from gofettle.facts.startup_files import StartupFiles
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Origin, Sighting
from gofettle.model.fix import EnsureLine, Fix, Safety
from gofettle.model.message import msg
from gofettle.remedies.path_line import path_line

KIND = Kind.BROKEN
BREAKS = ("terminal",)
LEADS_TO = ("toolchain.too-old",)
DECISION = Ask(
    msg("Does PATH lead to more than one Go tree?"),
    yes=Ask(
        msg("Does a version manager choose the first one?"),
        yes=Then(msg("That is its job: nothing is wrong")),
        no=Ask(
            msg("Is the first one older than a later one?"),
            yes=Then(msg("The older Go hides the newer one"), "path.shadowed"),
            no=Then(msg("The newest comes first: nothing is wrong")),
        ),
    ),
    no=Then(msg("One Go, under one or several names: nothing is wrong")),
)


def check(go: GoSessions, trees: GoTrees) -> Iterator[Finding]:
    managed = {tree.root for tree in trees.found if tree.is_managed}
    said = set()
    for session in go.seen:
        finding = _hidden(session, managed)
        if finding and finding.about not in said:
            said.add(finding.about)
            yield finding


def fix(finding: Finding, go: GoSessions, files: StartupFiles, shell: LoginShell) -> Fix:
    session = next(session for session in go.seen if session.go and session.go.path == finding.about)
    newest = max((rival for rival in session.rivals if rival.version), key=lambda rival: rival.version)  # type: ignore[arg-type,return-value]
    home = go.process.env.get("HOME", "")
    place = finding.set_by
    file = place.file if place and place.file.startswith(home + "/") else files.edit
    step = EnsureLine(file, path_line(shell.family, newest.hit.directory, home, first=True))
    return Fix(
        msg("Put {directory} first on PATH, in {file}", directory=newest.hit.directory, file=file),
        Safety.ASK,
        (step,),
        msg("Open a new terminal; this one keeps its PATH."),
    )


def _hidden(session: GoSession, managed: set[str]) -> Finding | None:
    if not session.go or not session.own_version or session.go.manager or session.own_root in managed:
        return None
    newer = [
        rival
        for rival in session.rivals
        if rival.version and rival.version > session.own_version and rival.root not in managed
    ]
    if not newer:
        return None
    rival = max(newer, key=lambda rival: rival.version)  # type: ignore[arg-type,return-value]
    first, later = f"go{session.own_version.text}", f"go{rival.version.text}" if rival.version else ""
    return Finding(
        session.go.path,
        msg(
            "In {session}, {first} ({old}) comes before {later} ({new}) on PATH.",
            session=spoken(session.kind),
            first=session.go.path,
            old=first,
            later=rival.hit.path,
            new=later,
        ),
        (
            Sighting("type -a go", "\n".join(hit.path for hit in session.hits)),
            Sighting("echo $PATH", session.env.get("PATH", "")),
        ),
        Origin(session.kind, "PATH", session.go.directory),
    )
