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

from gofettle.facts.go_sessions import GoSession, GoSessions
from gofettle.facts.go_trees import GoTree, GoTrees
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.startup_files import Mention, StartupFiles
from gofettle.facts.system import System
from gofettle.model import paths
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Origin, Sighting
from gofettle.model.fix import EnsureLine, Fix, ReplaceLine, RunCommand, Safety
from gofettle.model.message import msg
from gofettle.model.place import Place
from gofettle.remedies.path_line import add_to_path

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
    if not terminal.hits:
        if not (system.in_container and process.go and not files.mentions):
            yield from _absent(terminal, trees, files, shell)
    elif terminal.go and not process.hits:
        yield _stale(terminal, process)


def fix(finding: Finding, go: GoSessions, trees: GoTrees, files: StartupFiles, shell: LoginShell) -> Fix:
    home = go.process.env.get("HOME", "")
    if go.terminal.go:
        return Fix(
            msg("Open a new terminal, or start the shell anew in this one"),
            Safety.BY_HAND,
            (RunCommand(f"exec {shell.name} -l"),),
        )
    place = finding.set_by
    line = files.line(place.file, place.line) if place and place.line else None
    if place and place.line and line and finding.about.startswith("~") and "'" not in line:
        return Fix(
            msg("Write $HOME instead of ~ in {file}", file=place.file),
            Safety.SAFE,
            (ReplaceLine(place.file, place.line, line, line.replace("~/", "$HOME/")),),
            msg("Open a new terminal; this one keeps its PATH."),
        )
    directory = paths.join(home, finding.about[2:]) if finding.about.startswith("~/") else finding.about
    if directory.endswith("/Cellar") or "/opt/go" in directory:
        brew = directory.partition("/opt/go")[0] + "/bin/brew"
        step = EnsureLine(
            files.edit, f"{brew} shellenv fish | source" if shell.family == "fish" else f'eval "$({brew} shellenv)"'
        )
        return Fix(msg("Have Homebrew set up PATH in {file}", file=files.edit), Safety.SAFE, (step,))
    return add_to_path(directory, shell, files, home)


def _absent(terminal: GoSession, trees: GoTrees, files: StartupFiles, shell: LoginShell) -> Iterator[Finding]:
    path = terminal.env.get("PATH", "")
    seen = Sighting(f"{shell.name} -l -i -c 'echo $PATH'", path)
    home = terminal.env.get("HOME", "")
    binaries = {tree.bin for tree in trees.found} | {paths.join(tree.root, "bin") for tree in trees.found}
    for entry in paths.elements(path):
        if entry.startswith("~/") and paths.join(home, entry[2:]) in binaries:
            message = msg(
                "The PATH of a new {shell} has the entry {entry}, but a ~ in quotes is not expanded.",
                shell=shell.name,
                entry=entry,
            )
            yield Finding(entry, message, (seen,), Origin("terminal", "PATH", entry))
            return
    tree = next((tree for tree in trees.found if not tree.is_managed), None)
    if tree:
        mention = _mention(tree, files)
        proof = (seen, Sighting(paths.join(tree.bin, "go"), tree.version_text), *_said_by(mention, shell))
        message = msg("{directory} is not on the PATH of a new {shell}.", directory=tree.bin, shell=shell.name)
        if mention:
            message = msg(
                "{directory} is not on the PATH of a new {shell}: {file} adds it, and this shell does not read that file.",
                directory=tree.bin,
                shell=shell.name,
                file=mention.chain[0],
            )
        place = Place(mention.file, mention.line, mention.code.strip()) if mention else None
        yield Finding(tree.bin, message, proof, set_by=place, leads_to=_leads_to(mention, terminal.bin, files))


def _leads_to(mention: Mention | None, gobin: str, files: StartupFiles) -> tuple[tuple[str, str], ...]:
    """The tools are lost for the same reason if PATH was never set up, or if the unread file would have added them too."""
    unread = mention.chain[0] if mention else ""
    same = not mention or any(other.chain[0] == unread and gobin in other.directories for other in files.mentions)
    return (("path.gobin-not-on-path", ""),) if same else ()


def _mention(tree: GoTree, files: StartupFiles) -> Mention | None:
    """The line that would have added the directory, in a file that this shell does not read."""
    wanted = {tree.bin, tree.root, paths.join(tree.root, "bin")}
    return next(
        (mention for mention in files.mentions if not mention.is_read and wanted & set(mention.directories)), None
    )


def _said_by(mention: Mention | None, shell: LoginShell) -> Iterator[Sighting]:
    if mention:
        yield Sighting(f"{mention.file}:{mention.line}", mention.code.strip())
        if len(mention.chain) > 1:
            yield Sighting(
                mention.chain[0], msg("sources {file}; {shell} reads neither", file=mention.file, shell=shell.name)
            )


def _stale(terminal: GoSession, process: GoSession) -> Finding:
    go = terminal.go.path if terminal.go else ""
    return Finding(
        paths.parent(go),
        msg(
            "A new terminal finds {go}; this session does not: it is older than the line that adds it, or read no start-up file.",
            go=go,
        ),
        (Sighting("echo $PATH", process.env.get("PATH", "")),),
        Origin("terminal", "PATH", paths.parent(go)),
    )
