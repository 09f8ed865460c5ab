"""Programs that `go install` installed are not found by name.

Why it matters
    `go install …/gopls@latest` succeeds and `gopls` still answers `command not found`: Go puts programs into a
    directory of its own and never touches PATH.

How it is seen
    GOBIN, or the bin directory of the first GOPATH entry, as a new terminal's Go sees it; the programs in it; and
    whether that terminal finds each of them by its name. A directory without programs is no finding.

Fix
    One line in the file that this shell reads.

Leave it alone when
    The same programs are found elsewhere on PATH, for example through Homebrew; or they are those that the Go extension of
    VS Code installs for itself, which it finds without PATH.

Folk remedy
    Setting GOBIN to a directory that is on PATH also works, but from then on cross-compiled programs cannot be
    installed: `cannot install cross-compiled binaries when GOBIN is set`.

See
    https://go.dev/ref/mod#go-install
    https://github.com/golang/go/issues/23439
"""

from __future__ import annotations

from collections.abc import Iterator

from gofettle.facts.go_sessions import GoSessions
from gofettle.facts.installed_tools import InstalledTools
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.startup_files import StartupFiles
from gofettle.model import paths
from gofettle.model.decision import Ask, Then
from gofettle.model.finding import Finding, Kind, Origin, Sighting
from gofettle.model.fix import Fix
from gofettle.model.message import msg
from gofettle.model.place import Place
from gofettle.remedies.path_line import add_to_path

KIND = Kind.BROKEN
BREAKS = ("tools",)
LEADS_TO = ()
DECISION = Ask(
    msg("Are there programs in GOBIN, or in the bin directory of the first GOPATH entry?"),
    yes=Ask(
        msg("Does a new terminal find each of them by its name?"),
        yes=Then(msg("Nothing is wrong")),
        no=Then(msg("The directory is not on PATH"), "path.gobin-not-on-path"),
    ),
    no=Then(msg("Nothing has been installed: nothing is wrong")),
)


def check(tools: InstalledTools, go: GoSessions, files: StartupFiles, shell: LoginShell) -> Iterator[Finding]:
    lost = tools.lost
    if not lost or tools.on_path:
        return
    path = go.terminal.env.get("PATH", "")
    quoted = "~" + tools.directory.removeprefix(go.terminal.env.get("HOME", "\0"))
    mention = next((m for m in files.mentions if not m.is_read and tools.directory in m.directories), None)
    seen = [Sighting(tools.directory, ", ".join(lost[:8])), Sighting(f"{shell.name} -l -i -c 'echo $PATH'", path)]
    if mention:
        seen.append(
            Sighting(
                f"{mention.file}:{mention.line}", msg("adds it, but {shell} does not read this file", shell=shell.name)
            )
        )
    yield Finding(
        tools.directory,
        msg(
            "{tool} is in {directory}, which is not on the PATH of a new {shell}.",
            tool=lost[0],
            directory=tools.directory,
            shell=shell.name,
        ),
        tuple(seen),
        Origin("terminal", "PATH", quoted) if quoted in paths.elements(path) else None,
        Place(mention.file, mention.line, mention.code) if mention else None,
    )


def fix(finding: Finding, go: GoSessions, files: StartupFiles, shell: LoginShell) -> Fix:
    return add_to_path((finding.about,), shell, files, go.process.env.get("HOME", ""))
