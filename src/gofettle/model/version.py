"""Go releases: read and compared by the rules of Go's own `go/version` (https://pkg.go.dev/go/version)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

_NUMBER = r"(0|[1-9][0-9]{0,17})"  # as Go reads one: ASCII and no leading zeros; the length keeps int() from refusing
_VERSION = re.compile(rf"(?:go)?{_NUMBER}\.{_NUMBER}(?:\.{_NUMBER}|(rc|beta){_NUMBER})?(?:[-+ ].*)?")
_STAGES = {"beta": 1, "rc": 2}


@total_ordering
@dataclass(frozen=True, slots=True)
class GoVersion:
    """`go1.27.3`, `1.21` or `go1.22rc1`. A language version such as 1.21 is older than 1.21rc1, and that than 1.21.0."""

    major: int
    minor: int
    stage: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        """Without the `go` in front, as `go.mod` writes it."""
        kind, number = self.stage
        tail = {0: "", 1: f"beta{number}", 2: f"rc{number}", 3: f".{number}"}[kind]
        return f"{self.major}.{self.minor}{tail}"

    def __lt__(self, other: GoVersion) -> bool:
        return (self.major, self.minor, self.stage) < (other.major, other.minor, other.stage)


def parse_go_version(text: str) -> GoVersion | None:
    """Read a release; None if it is none (`devel …`, an empty file). Vendor suffixes such as `-X:boring` are dropped."""
    found = _VERSION.fullmatch(text.strip())
    if not found:
        return None
    major, minor, patch, stage, number = found.groups()
    if stage:
        return GoVersion(int(major), int(minor), (_STAGES[stage], int(number)))
    if patch is not None:
        return GoVersion(int(major), int(minor), (3, int(patch)))
    # Before Go 1.21 the first release of a series was called 1.N, from 1.21 on 1.N is the language and 1.N.0 the release.
    return GoVersion(int(major), int(minor), (3, 0) if int(minor) < 21 else (0, 0))
