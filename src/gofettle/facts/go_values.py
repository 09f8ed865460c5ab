"""Which values Go accepts for its settings, by its own rules; pure text."""

from __future__ import annotations

import re

from gofettle.model.version import parse_go_version

# From here on 1.N is the name of a language and 1.N.0 that of its first release (https://go.dev/doc/toolchain#version).
_LANGUAGE_VERSIONS = 21


# A word may stand in quotes, which reach to the next one of their kind (cmd/internal/quoted Split).
_WORD = re.compile(r"""'([^']*)'|"([^"]*)"|([^'"\s][^ \t\r\n]*|['"].*)""", re.DOTALL)
_TAKES_SEVERAL = re.compile(r"--?(?:ldflags|gcflags|asmflags|gccgoflags|toolexec|exec|tags)\b")


def words(value: str) -> tuple[str, ...]:
    """Split a value as Go splits GOFLAGS, CC and CGO_CFLAGS; a word that begins with a quote was never closed."""
    return tuple(single or double or bare for single, double, bare in _WORD.findall(value))


def odd_flag(goflags: str) -> str:
    """Return the first word of GOFLAGS that is no flag, '' if there is none (cmd/go/internal/base InitGOFLAGS)."""
    return next((word or "''" for word in words(goflags) if not re.match(r"--?[^-=]", word)), "")


def glued_flags(goflags: str) -> str:
    """Return the first word of GOFLAGS that quotes made of several flags, '' if there is none."""
    several = (word for word in words(goflags) if re.search(r"\s-", word))
    return next((word for word in several if not _TAKES_SEVERAL.match(word)), "")


def is_toolchain(value: str) -> bool:
    """`local`, `auto`, `path`, or a release with or without `+auto` or `+path` (cmd/go/internal/toolchain/select.go)."""
    base, plus, mode = value.partition("+")
    if plus and mode not in {"auto", "path"}:
        return False
    version = parse_go_version(base.partition("-")[0]) if base.startswith("go1") else None
    if version:
        return version.minor < _LANGUAGE_VERSIONS or version.stage != (0, 0)
    return base == "local" or (not plus and base in {"auto", "path"})


def is_module_mode(value: str) -> bool:
    """What GO111MODULE may be."""
    return value in {"on", "off", "auto"}
