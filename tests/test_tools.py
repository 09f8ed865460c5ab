"""What stands in for a missing tool, and that the tools which are there are the real ones."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests import tools


def run(*argv: str) -> str:
    return subprocess.run(argv, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


@pytest.mark.parametrize("shell", ["zsh", "bash", "fish", "dash"])
def test_a_real_shell_speaks(shell: str) -> None:
    assert run(tools.real(shell), "-c", "echo $HOME") == os.environ["HOME"]


@pytest.mark.ordinary_user
def test_an_ordinary_user_may_trace_what_it_starts(strace: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    run(strace, "-f", "-e", "trace=execve", "-o", str(log), "/bin/sh", "-c", "exec /bin/true")
    assert 'execve("/bin/true"' in log.read_text()


@pytest.mark.parametrize("version", ["1.21.13", "1.24.11", "1.26.6", "1.27.3"])
def test_a_toolchain_is_the_go_that_it_is_called(version: str) -> None:
    root = Path(tools.go_root(version))
    assert run(str(root / "bin" / "go"), "version").split()[2] == f"go{version}"
    assert os.access(root / "bin" / "gofmt", os.X_OK)
    assert (root / "VERSION").read_text().startswith(f"go{version}")


def test_a_toolchain_knows_its_own_root(go: str, tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([f"{go}/bin/go", "env", "GOROOT"], env=env, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == os.path.realpath(go)


def test_a_missing_tool_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOFETTLE_REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-tool is not on PATH"):
        tools.real("no-such-tool")


def test_a_missing_tool_fails_where_all_are_required(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOFETTLE_REQUIRE_TOOLS", "1")
    monkeypatch.setenv("GOFETTLE_TEST_GO", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match=r"no Go [0-9.]+ in"):
        tools.go_root("1.26.6")


def test_root_is_no_ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOFETTLE_REQUIRE_TOOLS", raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 0)
    with pytest.raises(pytest.skip.Exception):
        tools.ordinary_user()
