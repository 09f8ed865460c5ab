"""There is no Go on this machine.

Why it matters
    `command not found: go` has other causes too, but here there is nothing to be found: no PATH line and no reinstalled
    editor plugin will help before Go is installed.

How it is seen
    No entry of any session's PATH has a `go`, none of the places where installers and version managers put Go holds
    one, and no start-up file names a directory with one.

Fix
    By hand: gofettle downloads nothing. The official installer writes /etc/paths.d/go, Homebrew links into its own bin.

Leave it alone when
    Go is only needed inside a container or on a remote machine.

See
    https://go.dev/doc/install
    https://formulae.brew.sh/formula/go
"""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.facts.go_sessions import GoSessions
from gofettle.facts.go_trees import GoTrees
from gofettle.facts.system import System
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.fix import Fix, RunCommand, Safety
from gofettle.model.message import msg

KIND = Kind.BROKEN
BREAKS = ("terminal", "session", "build")
LEADS_TO = ()
DECISION = Ask(
    msg("Is there a file, link or directory named go on any PATH?"),
    yes=Then(msg("It is there, but does not run"), "path.broken-link"),
    no=Ask(
        msg("Is there a Go tree anywhere on the disk?"),
        yes=Then(msg("Installed, but not on PATH"), "path.not-on-path"),
        no=Then(msg("There is no Go"), "toolchain.missing"),
    ),
)


def check(go: GoSessions, trees: GoTrees) -> Iterator[Finding]:
    if trees.found or any(session.hits for session in go.seen):
        return
    places = "ls -d " + " ".join(trees.looked_in[:4]) + " …"
    yield Finding(
        "go",
        msg("No Go was found: not on PATH, and in none of {count} usual places.", count=len(trees.looked_in)),
        (Sighting("type -a go", msg("nothing")), Sighting(places, msg("nothing"))),
    )


def fix(finding: Finding, system: System) -> Fix:
    if system.platform == "darwin":
        title = msg("Install Go: the .pkg from https://go.dev/dl/, or Homebrew's")
        return Fix(title, Safety.BY_HAND, (RunCommand("brew install go"),), msg("Then open a new terminal."))
    return Fix(
        msg("Install Go as https://go.dev/doc/install says: the archive of https://go.dev/dl/, unpacked to /usr/local"),
        Safety.BY_HAND,
        (RunCommand("sudo rm -rf /usr/local/go && sudo tar -C /usr/local -xzf go*.linux-*.tar.gz"),),
        msg("Then put /usr/local/go/bin on PATH and open a new terminal."),
    )
