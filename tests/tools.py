"""Finds the real shells, tracers and Go toolchains that tests run. What is missing skips a test, or fails it in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_BEHIND = (".git", ".venv", ".cache", ".hypothesis", ".*_cache", "__pycache__")


def fresh_copy(target: Path) -> Path:
    """Copy the repository, as a stranger gets it: without what running it has left here."""
    return shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*LEFT_BEHIND), symlinks=True)


def real(tool: str) -> str:
    """Where a program is: `real("zsh")`. Skips the test that asks for one that is missing."""
    return shutil.which(tool) or missing(f"{tool} is not on PATH")


def go_root(version: str) -> str:
    """The GOROOT of a real Go toolchain that script/fetch-go has fetched: `go_root("1.26.6")`."""
    root = go_directory() / version
    if not os.access(root / "bin" / "go", os.X_OK):
        missing(f"no Go {version} in {go_directory()} (script/fetch-go fetches it)")
    return str(root)


def go_directory() -> Path:
    """Where script/fetch-go puts toolchains, unless GOFETTLE_TEST_GO says where they are."""
    return Path(os.environ.get("GOFETTLE_TEST_GO") or ROOT / ".cache" / "go")


def ordinary_user() -> None:
    """Skip the test for root, who may read and write everything and whose bash ignores PS4."""
    if os.getuid() == 0:
        missing("root is no ordinary user")


def missing(what: str) -> NoReturn:
    """Skip; but fail where everything is said to be there, so that no test can drop out of CI unseen."""
    if os.environ.get("GOFETTLE_REQUIRE_TOOLS") == "1":
        pytest.fail(f"GOFETTLE_REQUIRE_TOOLS=1, but {what}", pytrace=False)
    pytest.skip(what)
