"""What Go is in each session: the `go` that a name finds, its GOROOT, and every setting with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gofettle.errors import CannotTell
from gofettle.facts import executables, go_trees, goenv_file, shell_answer
from gofettle.facts.executables import Hit
from gofettle.facts.goenv_file import GoenvFile
from gofettle.facts.request import Level
from gofettle.facts.sessions import Session, Sessions
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import Message, msg
from gofettle.model.version import GoVersion

LEVEL = Level.QUICK
LABEL = msg("Go's settings in each session")


@dataclass(frozen=True, slots=True)
class Setting:
    """`source`: environment, goenv-file, go.env or default; `where` is the file and line that holds it, '' for the others."""

    name: str
    value: str
    source: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another `go` that runs, further back in the same PATH, of another tree."""

    hit: Hit
    root: str
    version: GoVersion | None


@dataclass(frozen=True, slots=True)
class GoSession:
    """One session. `hits` is every `go` in its PATH, `go` the one that runs; `own_root` the tree that this `go` belongs to.

    `complaints` are the shell's words about its start-up files.
    """

    kind: str
    env: Mapping[str, str]
    hits: tuple[Hit, ...]
    go: Hit | None
    own_root: str
    own_version: GoVersion | None
    rivals: tuple[Rival, ...]
    goenv: GoenvFile
    go_env: Mapping[str, str]
    complaints: tuple[str, ...] = ()

    def setting(self, name: str) -> Setting | None:
        """Resolve a variable as cmd/go does: the environment if not empty, the GOENV file, $GOROOT/go.env; None for the default."""
        if self.env.get(name):
            return Setting(name, self.env[name], "environment")
        line = self.goenv.get(name)
        if line:  # one without a value hides what go.env has
            found = Setting(name, line.value, "goenv-file", f"{self.goenv.path}:{line.number}")
            return found if line.value else None
        if self.go_env.get(name):
            return Setting(name, self.go_env[name], "go.env", self.go_env_file)
        return None

    def complaint_about(self, file: str) -> str:
        """What the shell said about a start-up file, '' if it said nothing."""
        home = self.env.get("HOME", "")
        said = ((line, shell_answer.named_in(line)) for line in self.complaints)
        return next((line for line, named in said if home + named[1:] == file or named == file), "")

    @property
    def goroot(self) -> str:
        """The tree that this session's `go` uses; '' where Go finds none."""
        named = self.env.get("GOROOT") or (line.value if (line := self.goenv.get("GOROOT")) else "")
        return paths.clean(named) if named else self.own_root

    @property
    def go_env_file(self) -> str:
        """Where Go's own defaults stand, '' for nowhere; a GOROOT in the GOENV file comes first here (cfg.go initEnvCache)."""
        line = self.goenv.get("GOROOT")
        root = paths.clean(line.value) if line and line.value else self.goroot
        return paths.join(root, "go.env") if root else ""

    @property
    def gopath(self) -> tuple[str, ...]:
        """GOPATH's entries; Go's default is ~/go, unless that is the GOROOT (go/build defaultGOPATH)."""
        named = self.setting("GOPATH")
        if named:
            return paths.elements(named.value)
        default = paths.join(self.env.get("HOME", ""), "go")
        return (default,) if self.env.get("HOME") and paths.clean(default) != self.goroot else ()

    @property
    def bin(self) -> str:
        """Where `go install` puts programs: GOBIN, else the first GOPATH entry's bin; '' where there is none."""
        named = self.setting("GOBIN")
        return named.value if named else (paths.clean(paths.join(self.gopath[0], "bin")) if self.gopath else "")


@dataclass(frozen=True, slots=True)
class GoSessions:
    """The sessions that could be seen, the terminal first; `why` says what hindered where the terminal could not."""

    seen: tuple[GoSession, ...]
    why: Message | None

    @property
    def terminal(self) -> GoSession:
        """The new terminal; CannotTell where it could not be observed."""
        if self.seen and self.seen[0].kind == "terminal":
            return self.seen[0]
        raise CannotTell(self.why or msg("a new terminal could not be observed"))

    @property
    def process(self) -> GoSession:
        """This process."""
        return self.seen[-1]

    def distinct(self, name: str) -> tuple[tuple[GoSession, Setting], ...]:
        """A variable's different settings, each with the first session that has it."""
        found: dict[tuple[str, str], tuple[GoSession, Setting]] = {}
        for session in self.seen:
            setting = session.setting(name)
            if setting:
                found.setdefault((setting.value, setting.source), (session, setting))
        return tuple(found.values())


def collect(host: Host, sessions: Sessions) -> GoSessions:
    return GoSessions(tuple(_session(host, session) for session in sessions.seen), sessions.terminal.why)


def _session(host: Host, session: Session) -> GoSession:
    env = session.variables
    hits = executables.find(host, "go", env.get("PATH", ""))
    go = executables.winner(hits)
    own = go_trees.own_root(host, go.path) if go else ""
    version = go_trees.tree_version(host, own) if own else None
    goenv = goenv_file.read(host, env)
    rivals = tuple(_rivals(host, hits, go, own)) if go else ()
    view = GoSession(session.kind, env, hits, go, own, version, rivals, goenv, {}, session.complaints)
    text = host.read(view.go_env_file) if view.go_env_file else Failed("ENOENT")
    shipped = (
        {} if isinstance(text, Failed) else {line.name: line.value for line in goenv_file.parse(text) if line.name}
    )
    return replace(view, go_env=shipped)


def _rivals(host: Host, hits: tuple[Hit, ...], go: Hit, own: str) -> Iterator[Rival]:
    seen = {host.real(own)}
    for hit in hits:
        root = go_trees.own_root(host, hit.path) if hit.state == "runs" and hit != go else ""
        real = host.real(root) if root else Failed("ENOENT")
        if not isinstance(real, Failed) and real not in seen:
            seen.add(real)
            yield Rival(hit, root, go_trees.tree_version(host, root))
