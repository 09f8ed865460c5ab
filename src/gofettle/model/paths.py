"""Paths as text: absolute ones, `~` for home, PATH as a list. Nothing here looks at a disk."""

from __future__ import annotations

import posixpath


def elements(path: str) -> tuple[str, ...]:
    """Split a PATH-like variable at its colons. An empty value has no elements; an empty element stays as ''."""
    return tuple(path.split(":")) if path else ()


def short(path: str, home: str) -> str:
    """Write a path below `home` with `~`, as people read it."""
    if home and home != "/" and (path == home or path.startswith(home + "/")):
        return "~" + path[len(home) :]
    return path


def join(*parts: str) -> str:
    """Join with `/`; a later absolute part wins, as in a shell."""
    return posixpath.join(*parts)


def parent(path: str) -> str:
    """The directory that holds `path`."""
    return posixpath.dirname(path)


def name(path: str) -> str:
    """The last part of `path`."""
    return posixpath.basename(path)


def clean(path: str) -> str:
    """Take out `.`, `..`, double and trailing slashes by text alone, as Go's filepath.Clean does."""
    # POSIX lets two leading slashes mean something of their own, and normpath keeps them; Go does not.
    return posixpath.normpath(path).replace("//", "/") if path else path


def is_below(path: str, directory: str) -> bool:
    """Say whether `path` is `directory` or inside it."""
    return path == directory or path.startswith(directory.rstrip("/") + "/")
