"""Fixtures and marks that every test may use."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests import tools

# A checkout may be read-only, and a busy machine is no failure.
settings.register_profile("gofettle", database=None, deadline=None, print_blob=True)
settings.load_profile("gofettle")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("ordinary_user"):
        tools.ordinary_user()


@pytest.fixture(scope="session")
def zsh() -> str:
    return tools.real("zsh")


@pytest.fixture(scope="session")
def bash() -> str:
    return tools.real("bash")


@pytest.fixture(scope="session")
def fish() -> str:
    return tools.real("fish")


@pytest.fixture(scope="session")
def dash() -> str:
    return tools.real("dash")


@pytest.fixture(scope="session")
def strace() -> str:
    return tools.real("strace")


@pytest.fixture(scope="session")
def go() -> str:
    """The GOROOT of the newest toolchain that tests have; `tools.go_root` gives the others."""
    return tools.go_root("1.27.3")
