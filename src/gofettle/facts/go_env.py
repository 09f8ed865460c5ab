"""What `go env` itself says of the settings, in a neutral directory and in the workspace."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from gofettle.facts.executables import Hit
from gofettle.facts.go_runs import harmless
from gofettle.facts.go_sessions import GoSession, GoSessions
from gofettle.facts.request import Level, Request
from gofettle.host.port import Command, Host, Ran
from gofettle.model import paths
from gofettle.model.message import msg

LEVEL = Level.DEFAULT
LABEL = msg("go env")

# Named ones only, and none of CGO_* or GOGCCFLAGS: those make Go run the C compiler and write its cache (facts: go.md 2).
NAMES = (
    "GO111MODULE", "GOARCH", "GOBIN", "GOCACHE", "GOENV", "GOEXPERIMENT", "GOFLAGS", "GOHOSTARCH", "GOHOSTOS", "GOINSECURE",
    "GOMOD", "GOMODCACHE", "GONOPROXY", "GONOSUMDB", "GOOS", "GOPATH", "GOPRIVATE", "GOPROXY", "GOROOT", "GOSUMDB",
    "GOTMPDIR", "GOTOOLCHAIN", "GOTOOLDIR", "GOVCS", "GOVERSION", "GOWORK",
)  # fmt: skip
_OURS = frozenset({"GOTOOLCHAIN", "GOPROXY"})
"""What `harmless` sets for the run, so that the answer says nothing about the person's own value."""


@dataclass(frozen=True, slots=True)
class GoEnv:
    """The answers by name; `error` is what Go said instead of answering, '' if it answered."""

    neutral: Mapping[str, str]
    workspace: Mapping[str, str]
    error: str = ""


def collect(host: Host, go: GoSessions, request: Request) -> GoEnv:
    session = next((session for session in go.seen if session.go and not session.goenv.is_endless), None)
    if session is None:
        return GoEnv({}, {})
    neutral, error = _ask(host, session, "/")
    workspace = {} if error or _is_shim(session.go) else _ask(host, session, request.workspace)[0]
    return GoEnv(neutral, workspace, error)


def _is_shim(go: Hit | None) -> bool:
    """A shim reads version files of the directory it runs in, which may belong to somebody else's project (DESIGN law 9)."""
    return go is None or go.is_script or go.manager != "" or paths.name(go.real) != "go"


def _ask(host: Host, session: GoSession, cwd: str) -> tuple[Mapping[str, str], str]:
    go = session.go.call if session.go else ("go",)
    outcome = host.run(Command((*go, "env", "-json", *NAMES), harmless(session.env), cwd=cwd))
    if not isinstance(outcome, Ran) or outcome.code != 0:
        return {}, outcome.err.strip() if isinstance(outcome, Ran) else type(outcome).__name__
    return parse(outcome.out), ""


def parse(text: str) -> dict[str, str]:
    """Read `go env -json`; what is no object of strings says nothing."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in pairs if isinstance(value, str) and name not in _OURS}
