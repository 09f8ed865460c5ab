"""Go is installed, but a new terminal does not find it.

Why it matters
    `go` answers `command not found`, although it is on the disk. Reinstalling does not help: the new copy is not on
    PATH either.

How it is seen
    The login shell is started as a new terminal starts it and asked for its PATH. No entry has a `go`, while a Go
    tree was found elsewhere. Or a new terminal finds it and this session does not: then this session is older than
    the line, or was started by a program that reads no start-up files.

Fix
    One line in the file that this shell really reads. In a session that is merely too old, nothing is changed: a new
    terminal has the right PATH.

Leave it alone when
    Go is only ever started through a version manager's shim, or from a container image whose environment brings it.

Folk remedy
    `source ~/.zshrc` is often called necessary; a new terminal does the same, and sourcing twice doubles the entries. A
    search for `go/bin` in ~/.zshrc proves nothing either way: it misses brew shellenv, /etc/paths.d and fish, and it
    finds comments.

See
    https://go.dev/doc/install
    https://github.com/golang/go/issues/30268
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gofettle.facts.go_sessions import GoSession, GoSessions
from gofettle.facts.go_trees import GoTree, GoTrees
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.startup_files import Mention, StartupFiles
from gofettle.facts.system import System
from gofettle.model import paths
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Origin, Sighting
from gofettle.model.fix import Fix, ReplaceLine, RunCommand, Safety
from gofettle.model.message import msg
from gofettle.model.place import Place
from gofettle.remedies.path_line import NEW_TERMINAL, add_to_path, brew_shellenv

KIND = Kind.BROKEN
BREAKS = ("terminal", "session")
LEADS_TO = ("path.gobin-not-on-path",)
DECISION = Ask(
    msg("Does a new terminal find a file named go on its PATH?"),
    yes=Ask(
        msg("Does this session find one too?"),
        yes=Then(msg("Something else: a broken link, the wrong Go, GOROOT…")),
        no=Then(msg("This session is older than the start-up line: open a new terminal"), "path.not-on-path"),
    ),
    no=Ask(
        msg("Is there a Go tree anywhere on the disk?"),
        yes=Then(msg("Its directory is not on PATH: one line in the file that this shell reads"), "path.not-on-path"),
        no=Then(msg("No Go on this machine"), "toolchain.missing"),
    ),
)


def check(go: GoSessions, trees: GoTrees, files: StartupFiles, shell: LoginShell, system: System) -> Iterator[Finding]:
    terminal, process = go.terminal, go.process
    tree = next((tree for tree in trees.found if tree.mentioned or not tree.is_managed), None)
    if terminal.go and not process.hits:
        yield _stale(terminal, process)
    elif not terminal.hits and tree and not (system.is_provisioned and process.go and not trees.mentioned):
        seen = Sighting(f"{shell.name} -l -i -c 'echo $PATH'", terminal.env.get("PATH", ""))
        yield _quoted_tilde(terminal, trees, shell, seen) or _absent(terminal, tree, files, shell, seen)


def fix(finding: Finding, go: GoSessions, files: StartupFiles, shell: LoginShell) -> Fix:
    home, place = go.process.env.get("HOME", ""), finding.set_by
    if go.terminal.go:
        title = msg("Open a new terminal, or start the shell anew in this one")
        return Fix(title, Safety.BY_HAND, (RunCommand(f"exec {shell.name} -l"),))
    odd = next((odd for odd in files.odd if odd.path == files.edit), None)
    if odd:
        return Fix(msg("Make {file} a file that can be read: it {what}", file=odd.path, what=odd.what), Safety.BY_HAND)
    complaint = go.terminal.complaint_about(files.edit)
    if complaint:  # a line behind a mistake may never be read
        return Fix(
            msg("Correct what {shell} complains about: {said}", shell=shell.name, said=complaint), Safety.BY_HAND
        )
    line = files.line(place.file, place.line) if place and place.line else None
    if place and place.line and line and finding.about.startswith("~") and "'" not in line:
        step = ReplaceLine(place.file, place.line, line, line.replace("~/", "$HOME/"))
        return Fix(msg("Write $HOME instead of ~ in {file}", file=place.file), Safety.SAFE, (step,), NEW_TERMINAL)
    directory = paths.join(home, finding.about[2:]) if finding.about.startswith("~/") else finding.about
    if place and finding.origin and finding.origin.dropped and place.file.startswith(home + "/"):
        files = replace(files, edit=place.file)  # behind the line that drops it, or it is dropped again
    # A versioned formula such as go@1.26 is not linked into Homebrew's own bin, so `brew shellenv` does not bring it.
    prefix, is_homebrew, _ = directory.partition("/opt/go/libexec/bin")
    if is_homebrew:
        return brew_shellenv(prefix, shell, files)
    tools = (go.terminal.bin,) if finding.leads_to else ()  # the unread file would have added both
    return add_to_path((directory, *tools), shell, files, home)


def _stale(terminal: GoSession, process: GoSession) -> Finding:
    go = terminal.go.path if terminal.go else ""
    message = msg(
        "A new terminal finds {go}; this session does not: it is older than the line that adds it, or read no start-up file.",
        go=go,
    )
    seen = Sighting("echo $PATH", process.env.get("PATH", ""))
    return Finding(paths.parent(go), message, (seen,), Origin("terminal", "PATH", paths.parent(go)))


def _quoted_tilde(terminal: GoSession, trees: GoTrees, shell: LoginShell, seen: Sighting) -> Finding | None:
    home = terminal.env.get("HOME", "")
    binaries = {binary for tree in trees.found for binary in (tree.bin, paths.join(tree.root, "bin"))}
    for entry in paths.elements(terminal.env.get("PATH", "")):
        if entry.startswith("~/") and paths.join(home, entry[2:]) in binaries:
            text = msg(
                "The PATH of a new {shell} has the entry {entry}, but a ~ in quotes is not expanded.",
                shell=shell.name,
                entry=entry,
            )
            return Finding(entry, text, (seen,), Origin("terminal", "PATH", entry))
    return None


def _absent(terminal: GoSession, tree: GoTree, files: StartupFiles, shell: LoginShell, seen: Sighting) -> Finding:
    wanted = {tree.bin, tree.root, paths.join(tree.root, "bin")}
    unread, named = files.mention(wanted, is_read=False), files.mention(wanted, is_read=True)
    proof = [seen, Sighting(paths.join(tree.bin, "go"), tree.version_text), *_hindrances(terminal, files, shell)]
    if unread:
        text = msg(
            "{directory} is not on the PATH of a new {shell}: {file} adds it, and this shell does not read that file.",
            directory=tree.bin,
            shell=shell.name,
            file=unread.chain[0],
        )
        proof += [Sighting(file, msg("leads to {file}", file=unread.file)) for file in unread.chain[:-1]]
        place = Place(unread.file, unread.line, unread.code.strip())
        return Finding(tree.bin, text, tuple(proof), set_by=place, leads_to=_leads_to(unread, terminal.bin, files))
    if named:
        why = msg("{shell} complains about that file", shell=shell.name)
        text = msg(
            "{directory} is not on the PATH of a new {shell}, although {place} names it: {why}.",
            directory=tree.bin,
            shell=shell.name,
            place=named.place,
            why=why if terminal.complaint_about(named.file) else msg("PATH loses it again"),
        )
        proof.append(Sighting(named.place, named.code.strip()))
        return Finding(tree.bin, text, tuple(proof), Origin("terminal", "PATH", tree.bin, dropped=True))
    return Finding(
        tree.bin,
        msg("{directory} is not on the PATH of a new {shell}.", directory=tree.bin, shell=shell.name),
        tuple(proof),
    )


def _hindrances(terminal: GoSession, files: StartupFiles, shell: LoginShell) -> Iterator[Sighting]:
    """What may have kept a new terminal from the line: a start-up file that cannot be read, or that the shell stumbles over."""
    yield from (Sighting(odd.path, odd.what) for odd in files.odd)
    yield from (Sighting(f"{shell.name} -l -i -c true", complaint) for complaint in terminal.complaints)


def _leads_to(unread: Mention, gobin: str, files: StartupFiles) -> tuple[tuple[str, str], ...]:
    """The tools are lost for the same reason only if the unread file would have added them too."""
    same = any(other.chain[0] == unread.chain[0] and gobin in other.directories for other in files.mentions)
    return (("path.gobin-not-on-path", ""),) if same else ()
