"""The name `go` is on PATH, but what stands there cannot be run.

Why it matters
    A link that points nowhere looks like a missing Go (exit status 127), a directory or a file without its execute
    bit like a permission problem (126). A correct PATH cures neither.

How it is seen
    lstat, stat and the chain of links for every `go` in PATH, each shown beside the other: link, target, mode.

Fix
    A dangling link is taken away or pointed at a Go that is there; a missing execute bit is put back.

Leave it alone when
    A later entry of PATH has a `go` that runs: shells skip what does not, and gofettle says nothing.

Folk remedy
    System Integrity Protection is often blamed for links under /usr/local/bin. It does not protect /usr/local, so
    turning it off changes nothing here.

See
    https://support.apple.com/102149
    https://github.com/golang/go/issues/64750
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from gofettle.facts.executables import Hit
from gofettle.facts.go_sessions import GoSessions
from gofettle.facts.go_trees import GoTrees
from gofettle.facts.sessions import spoken
from gofettle.model import paths
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Origin, Sighting
from gofettle.model.fix import AddMode, Fix, RemoveLink, RunCommand, Safety
from gofettle.model.message import Message, msg

KIND = Kind.BROKEN
BREAKS = ("terminal", "session")
LEADS_TO = ()
DECISION = Ask(
    msg("Does any go on PATH run?"),
    yes=Then(msg("Shells skip the others: nothing is wrong")),
    no=Ask(
        msg("Is there a file, link or directory named go on PATH?"),
        yes=Then(
            msg("It points nowhere, has no execute bit, is a directory or a program for another system"),
            "path.broken-link",
        ),
        no=Then(msg("Not on PATH, or not installed"), "path.not-on-path"),
    ),
)


def check(go: GoSessions) -> Iterator[Finding]:
    said = set()
    for session in go.seen:
        hit = session.hits[0] if session.hits and not session.go else None
        if hit and hit.path not in said:
            said.add(hit.path)
            yield Finding(
                hit.path,
                _message(hit, spoken(session.kind)),
                (_shown(hit),),
                Origin(session.kind, "PATH", hit.directory),
            )


def fix(finding: Finding, go: GoSessions, trees: GoTrees) -> Fix:
    hit = next(hit for session in go.seen for hit in session.hits if hit.path == finding.about)
    path = shlex.quote(hit.path)
    match hit.state:
        case "dangling" | "ring":
            return _for_link(hit, trees)
        case "not-executable" if paths.name(hit.real) == "go":  # whatever else it leads to is none of our business
            return Fix(msg("Make {path} executable again", path=hit.real), Safety.ASK, (AddMode(hit.real, 0o111),))
        case "directory" | "no-file":
            after = msg("Or take {directory} off PATH.", directory=hit.directory)
            step = RunCommand(f"mv {path} {path}.old")
            return Fix(msg("Rename {path}", path=hit.path), Safety.BY_HAND, (step,), after)
        case "unreadable":
            return Fix(
                msg("Take {path} away, or {directory} off PATH", path=hit.path, directory=hit.directory), Safety.BY_HAND
            )
        case _:
            return Fix(
                msg("Install the Go for this system in place of {path}: https://go.dev/dl/", path=hit.path),
                Safety.BY_HAND,
            )


def _for_link(hit: Hit, trees: GoTrees) -> Fix:
    tree = next((tree for tree in trees.found if not tree.is_managed), None)
    if _is_homebrews(hit, trees):
        step = RunCommand("brew link --overwrite go")
        return Fix(msg("Have Homebrew make the link again"), Safety.ASK, (step,))
    if tree:
        command = RunCommand(f"ln -sfn {shlex.quote(paths.join(tree.root, 'bin/go'))} {shlex.quote(hit.path)}")
        return Fix(msg("Point the link at {tree}", tree=tree.root), Safety.BY_HAND, (command,))
    return Fix(msg("Take the link away, then install Go"), Safety.ASK, (RemoveLink(hit.path),))


def _is_homebrews(hit: Hit, trees: GoTrees) -> bool:
    """Homebrew makes only the link in its own bin anew, and only to a Go that it has."""
    cellar = paths.join(paths.parent(hit.directory), "Cellar/go")
    points = paths.clean(paths.join(hit.directory, hit.links[0]))
    return paths.is_below(points, cellar) and any(paths.is_below(tree.root, cellar) for tree in trees.found)


def _message(hit: Hit, session: Message) -> Message:
    if hit.state == "dangling":
        return msg(
            "In {session}, go is {path}, a link to {target}, which is not there.",
            session=session,
            path=hit.path,
            target=hit.links[-1],
        )
    what = {
        "ring": msg("a link that leads back to itself"),
        "directory": msg("and that is a directory"),
        "no-file": msg("which is neither a file nor a directory"),
        "foreign": msg("a program for another system"),
        "unreadable": msg("which this user has no permission to look at"),
    }.get(hit.state, msg("which this user may not execute"))
    return msg("In {session}, go is {path}, {what}.", session=session, path=hit.path, what=what)


def _shown(hit: Hit) -> Sighting:
    chain = " -> ".join((hit.path, *hit.links))
    said = msg("{chain}: {problem}", chain=chain, problem=hit.problem)
    if hit.mode:
        said = msg("{chain}: {problem}, mode {mode}", chain=chain, problem=hit.problem, mode=f"{hit.mode:04o}")
    return Sighting(f"ls -lL {hit.path}", said)
