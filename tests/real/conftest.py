"""People for the tests: one a shell, each with an empty home."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import tools
from tests.real.person import Person, tree

SHELLS = ("zsh", "bash", "fish")


@pytest.fixture(params=SHELLS)
def person(request: pytest.FixtureRequest, tmp_path: Path) -> Person:
    """Somebody who uses this shell and has nothing yet."""
    tools.ordinary_user()
    return Person(tmp_path / "home", request.param, tools.real(request.param))


@pytest.fixture
def new_go(tmp_path: Path) -> Path:
    """A GOROOT of Go 1.27."""
    return tree(tools.go_root("1.27.3"), tmp_path / "home" / "sdk-new")


@pytest.fixture
def old_go(tmp_path: Path) -> Path:
    """A GOROOT of Go 1.21."""
    return tree(tools.go_root("1.21.13"), tmp_path / "home" / "sdk-old")
