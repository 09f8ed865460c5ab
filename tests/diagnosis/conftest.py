"""Every test machine's shell says which line set what, as a trace of a real shell would."""

from __future__ import annotations

import pytest

from gofettle.facts import startup_trace
from tests.acting import shell


@pytest.fixture(autouse=True)
def acting_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_trace, "trace", shell.trace)
