"""The command line on a test machine: every command is given that one instead of the real one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gofettle.cli import causes, doctor, explain, failure, main, why
from gofettle.facts import startup_trace
from gofettle.host import children
from gofettle.host.memory import MemoryHost
from tests import machines
from tests.acting import shell


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Gofettle = Callable[..., Said]


@pytest.fixture
def gofettle(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Gofettle:
    """`gofettle("doctor", "--quick", on=host)`: run in this process, on a healthy Mac unless another is named."""
    monkeypatch.setattr(startup_trace, "trace", shell.trace)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, on: MemoryHost | None = None) -> Said:
        host = on or machines.healthy()
        for module in (causes, doctor, explain, failure, why):
            monkeypatch.setattr(module, "LocalHost", lambda: host)
        try:
            code = main.main(arguments)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 99
        finally:
            children._all.over = False  # noqa: SLF001  the next run of this process starts programs again
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run
