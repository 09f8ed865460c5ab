"""The variables that decide what Go, cgo and Apple's tools do."""

from __future__ import annotations

import re

_WATCHED = re.compile(
    r"PATH|GO[A-Z0-9_]*|CGO_\w+|CC|CXX|FC|AR|PKG_CONFIG\w*|GCCGO|CPATH|\w+_INCLUDE_PATH|LIBRARY_PATH"
    r"|SDKROOT|DEVELOPER_DIR|MACOSX_DEPLOYMENT_TARGET|(?:DYLD|LD)_\w+"
)


def is_watched(name: str) -> bool:
    """Say whether gofettle asks where this variable comes from."""
    return _WATCHED.fullmatch(name) is not None
