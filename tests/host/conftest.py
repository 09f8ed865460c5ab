"""Programs may be started in every test, and none is left by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gofettle.host import children


@pytest.fixture(autouse=True)
def started() -> Iterator[None]:
    children._all.over = False  # noqa: SLF001  an earlier test may have ended a run
    yield
    assert (children._all.groups, children._all.busy) == (set(), 0)  # noqa: SLF001
