"""`go` and the tree that it uses are of different releases.

Why it matters
    Every build stops with `compile: version "go1.A" does not match go tool version "go1.B"`, while `go version` looks
    fine.

How it is seen
    The release that `go version` names is the program's own; the first line of $GOROOT/VERSION is the tree's.

Fix
    The tree is replaced as a whole. Where GOROOT caused it, taking GOROOT out is enough.

Leave it alone when
    `go version` names a development build: those have no release to compare.

See
    https://go.dev/doc/manage-install
    https://github.com/golang/go/issues/22814
"""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.facts.go_runs import GoRuns
from gofettle.facts.go_sessions import GoSessions
from gofettle.facts.goroots import Goroots
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.fix import Fix, Safety
from gofettle.model.message import msg
from gofettle.model.paths import join

KIND = Kind.BROKEN
BREAKS = ("build",)
LEADS_TO = ()
DECISION = Ask(
    msg("Does go version name the same release as $GOROOT/VERSION?"),
    yes=Then(msg("They match")),
    no=Ask(
        msg("Is GOROOT set?"),
        yes=Then(msg("GOROOT names another tree"), "toolchain.goroot-wrong"),
        no=Then(msg("Half of another release was copied over this tree"), "toolchain.version-mismatch"),
    ),
)


def check(go: GoSessions, goroots: Goroots, runs: GoRuns) -> Iterator[Finding]:
    said = set()
    for session in go.seen:
        run, tree = runs.of(session.kind), goroots.by_path.get(session.goroot)
        if run and tree and run.version and tree.version and tree.version != run.version and tree.path not in said:
            said.add(tree.path)
            own, other = run.version.text, tree.version.text
            seen = (Sighting(f"{run.path} version", run.said), Sighting(join(tree.path, "VERSION"), f"go{other}"))
            yield Finding(
                tree.path,
                msg(
                    "{go} is go{version}, but its tree {tree} is go{other}.",
                    go=run.path,
                    version=own,
                    tree=tree.path,
                    other=other,
                ),
                seen,
            )


def fix(finding: Finding) -> Fix:
    return Fix(msg("Remove {tree} as a whole and install one release there", tree=finding.about), Safety.BY_HAND)
