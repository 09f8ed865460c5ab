"""Every Go on the machine, found by looking where Go is put and where PATH and the start-up files point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gofettle.facts import executables
from gofettle.facts.request import Level
from gofettle.facts.sessions import Sessions
from gofettle.facts.startup_files import StartupFiles
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import msg
from gofettle.model.version import GoVersion, parse_go_version

LEVEL = Level.QUICK
LABEL = msg("every Go on this machine")

# Where installers and managers put a GOROOT (facts: shells.md 5, managers.md). A star stands for any one name.
_PLACES = {
    "pkg": ("/usr/local/go",),
    "homebrew": (
        "/opt/homebrew/opt/go/libexec",
        "/opt/homebrew/opt/go@*/libexec",
        "/usr/local/opt/go/libexec",
        "/usr/local/opt/go@*/libexec",
        "/home/linuxbrew/.linuxbrew/opt/go/libexec",
        "/opt/homebrew/Cellar/go/*/libexec",
        "/usr/local/Cellar/go/*/libexec",
    ),
    "macports": ("/opt/local/lib/go",),
    "distribution": ("/usr/lib/go", "/usr/lib/go-*", "/usr/lib/golang", "/snap/go/current"),
    "tarball": ("/opt/go", "~/go-sdk", "~/.local/go", "~/opt/go", "~/.go"),
    "golang.org/dl": ("~/sdk/go*",),
    "goenv": ("~/.goenv/versions/*",),
    "gvm": ("~/.gvm/gos/go*",),
    "asdf": ("~/.asdf/installs/golang/*/go",),
    "mise": ("~/.local/share/mise/installs/go/*",),
}
# Where only the other system's installers put things.
_ELSEWHERE = {
    "darwin": ("/usr/lib/", "/snap/", "/home/linuxbrew/"),
    "linux": ("/opt/homebrew/", "/usr/local/opt/", "/usr/local/Cellar/", "/opt/local/"),
}
_MANAGED = frozenset({"golang.org/dl", "goenv", "gvm", "asdf", "mise"})


@dataclass(frozen=True, slots=True)
class GoTree:
    """A GOROOT with a `go` that runs. `root` has its links resolved, `bin` is the directory as a person would name it."""

    root: str
    bin: str
    origin: str
    version: GoVersion | None
    mentioned: bool = False

    @property
    def is_managed(self) -> bool:
        """A version manager chooses among these; it is not meant to be on PATH by itself."""
        return self.origin in _MANAGED

    @property
    def version_text(self) -> str:
        """`go1.27.3`, or `go` where the tree has no VERSION file."""
        return f"go{self.version.text}" if self.version else "go"


@dataclass(frozen=True, slots=True)
class GoTrees:
    """`found` starts with those that a start-up file names, then the usual places in order (`looked_in`)."""

    found: tuple[GoTree, ...]
    looked_in: tuple[str, ...]

    @property
    def mentioned(self) -> bool:
        """Somebody meant a start-up file to bring Go: without that, a container's PATH is its image's own."""
        return any(tree.mentioned for tree in self.found)


def collect(host: Host, sessions: Sessions, files: StartupFiles) -> GoTrees:
    candidates = [(root, bin_, "tarball", True) for root, bin_ in _mentioned(host, files)]
    candidates += [(root, paths.join(root, "bin"), origin, False) for origin, root in _usual_places(host)]
    for session in sessions.seen:
        hit = executables.winner(executables.find(host, "go", session.variables.get("PATH", "")))
        if hit and (root := own_root(host, hit.path)):
            candidates.append((root, hit.directory, "PATH", False))
    trees: dict[str, GoTree] = {}
    for root, bin_, origin, named in candidates:
        tree = _tree(host, root, bin_, origin, mentioned=named)
        if tree and tree.root not in trees:
            trees[tree.root] = tree
        elif tree and trees[tree.root].origin in {"tarball", "PATH"} and origin not in {"tarball", "PATH"}:
            old = trees[tree.root]
            trees[tree.root] = GoTree(old.root, old.bin, origin, old.version, old.mentioned)
    return GoTrees(tuple(trees.values()), tuple(place for _, place in _places(host.platform)))


def own_root(host: Host, go: str) -> str:
    """Find the GOROOT that a `go` belongs to by Go's own search (cmd/go/internal/cfg findGOROOT); '' if it belongs to none."""
    real = host.real(go)
    for exe in (go, "" if isinstance(real, Failed) else real):
        for up in ("../..", "../../..") if exe else ():
            root = paths.clean(paths.join(exe, up))
            stat = host.stat(paths.join(root, "pkg/tool"))
            if not isinstance(stat, Failed) and stat.kind == "directory":
                return root
    return ""


def tree_version(host: Host, root: str) -> GoVersion | None:
    """Read the release from the first line of a GOROOT's VERSION file."""
    text = host.read(paths.join(root, "VERSION"), 4096)
    return None if isinstance(text, Failed) else parse_go_version(text.partition("\n")[0])


def _tree(host: Host, root: str, bin_: str, origin: str, *, mentioned: bool) -> GoTree | None:
    go = host.stat(paths.join(root, "bin/go"))
    real = host.real(root)
    if isinstance(go, Failed) or go.kind != "file" or isinstance(real, Failed):
        return None
    return GoTree(real, bin_, origin, tree_version(host, real), mentioned)


def _mentioned(host: Host, files: StartupFiles) -> Iterator[tuple[str, str]]:
    """Directories that a start-up file names: a GOROOT, or a directory that holds `go`."""
    for directory in dict.fromkeys(path for mention in files.mentions for path in mention.directories):
        hit = executables.winner(tuple(executables.look(host, paths.join(directory, "go"))))
        if hit and (root := own_root(host, hit.path)):
            yield root, directory
        elif not isinstance(host.stat(paths.join(directory, "bin/go")), Failed):
            yield directory, paths.join(directory, "bin")


def _places(platform: str) -> Iterator[tuple[str, str]]:
    for origin, places in _PLACES.items():
        yield from ((origin, place) for place in places if not place.startswith(_ELSEWHERE[platform]))


def _usual_places(host: Host) -> Iterator[tuple[str, str]]:
    for origin, place in _places(host.platform):
        for root in expand(host, place):
            yield origin, root


def expand(host: Host, pattern: str) -> Iterable[str]:
    """Resolve `~` and one star in a path by listing the one directory that matters."""
    if pattern.startswith("~/"):
        pattern = paths.join(host.user.home, pattern[2:])
    front, star, rest = pattern.partition("*")
    if not star:
        return (pattern,)
    directory, start = front.rsplit("/", 1)
    names = host.names(directory)
    return (
        () if isinstance(names, Failed) else [f"{directory}/{name}{rest}" for name in names if name.startswith(start)]
    )
