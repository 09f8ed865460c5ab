"""One release of Go was unpacked over another.

Why it matters
    Files that the newer release no longer has stay behind and are compiled with it: `X redeclared in this block`, or an
    import cycle among Go's own packages. `go version` looks fine, and the user's own code is innocent.

How it is seen
    Files in $GOROOT/src that the release named in $GOROOT/VERSION does not have and other releases do. Three of them
    are enough: one or two may be a backport.

Fix
    By hand, because the tree usually belongs to root: remove it as a whole, then unpack one release.

Leave it alone when
    The tree is a Go that somebody patched by hand and knows about.

See
    https://go.dev/doc/install
    https://github.com/golang/go/wiki/InstallTroubleshooting
"""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.facts.go_sessions import GoSessions
from gofettle.facts.goroots import Goroots
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Sighting
from gofettle.model.fix import Fix, RunCommand, Safety
from gofettle.model.message import msg
from gofettle.model.paths import join

KIND = Kind.BROKEN
BREAKS = ("build",)
LEADS_TO = ("toolchain.version-mismatch",)
DECISION = Ask(
    msg("Does $GOROOT/src hold files that its release does not have?"),
    yes=Then(msg("One release was unpacked over another"), "toolchain.mixed-install"),
    no=Then(msg("All its files belong to one release"), "toolchain.version-mismatch"),
)

# A backport may bring a file or two of a later release; a tree that was overwritten keeps dozens.
_ENOUGH = 3


def check(go: GoSessions, goroots: Goroots) -> Iterator[Finding]:
    used = (goroots.by_path.get(path) for session in go.seen for path in (session.goroot, session.own_root))
    for tree in {tree.real: tree for tree in used if tree and len(tree.strays) >= _ENOUGH}.values():
        release = f"go{tree.version.text}" if tree.version else ""
        message = msg(
            "{tree} says it is {release}, but holds {count} files of another release.",
            tree=tree.path,
            release=release,
            count=len(tree.strays),
        )
        foreign = msg("not part of {release}", release=release)
        strays = (Sighting(join(tree.path, stray), foreign) for stray in tree.strays[:3])
        yield Finding(tree.path, message, (Sighting(join(tree.path, "VERSION"), release), *strays))


def fix(finding: Finding) -> Fix:
    if finding.about == "/usr/local/go":
        step = RunCommand("sudo rm -rf /usr/local/go")
        return Fix(msg("Remove the tree, then install one release from https://go.dev/dl/"), Safety.BY_HAND, (step,))
    return Fix(msg("Remove {tree} as a whole, then unpack one release there", tree=finding.about), Safety.BY_HAND)
