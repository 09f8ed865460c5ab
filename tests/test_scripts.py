"""script/run in a fresh copy of the repository, as a stranger would use it: no virtual environment, hardly a PATH."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.tools import fresh_copy

TO_REACH_AN_INDEX = re.compile(r"(PIP|SSL|REQUESTS)_.*|.*_(proxy|PROXY)")
UNAVAILABLE = 69

# Stands in for gofettle's own main, so that this is about the script: what it hands over and what it hands back.
PROBE = """
import json, os, sys
from pathlib import Path
import msgspec

def main():
    said = {"arguments": sys.argv[1:], "cwd": os.getcwd(), "cached": __cached__, "env": dict(os.environ)}
    print(json.dumps(said))
    return 7
"""


@dataclass(frozen=True)
class Copy:
    root: Path
    env: Mapping[str, str]
    cwd: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        argv = [str(self.root / "script" / "run"), *arguments]
        env, cwd = dict(self.env), self.cwd
        return subprocess.run(argv, env=env, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)

    def but(self, **env: str) -> Copy:
        return replace(self, env={**self.env, **env})


@pytest.fixture
def fresh(tmp_path: Path) -> Copy:
    root = fresh_copy(tmp_path / "a fresh copy")
    (root / "src/gofettle/cli/main.py").write_text(PROBE)
    programs, home, cwd = tmp_path / "bin", tmp_path / "home", tmp_path / "elsewhere"
    for directory in (programs, home, cwd):
        directory.mkdir()
    (programs / "python3").symlink_to(getattr(sys, "_base_executable"))  # noqa: B009  mypy does not know it
    env = {name: value for name, value in os.environ.items() if TO_REACH_AN_INDEX.fullmatch(name)}
    env |= {"HOME": str(home), "PATH": f"{programs}:/usr/bin:/bin", "PYTHON_PLACES": ""}
    return Copy(root, env, cwd)


@pytest.fixture
def without_python(fresh: Copy, tmp_path: Path) -> Copy:
    """All that the script needs of a system is here, but no Python."""
    programs = tmp_path / "tools"
    programs.mkdir()
    for name in ("cat", "cksum", "uname"):
        (programs / name).symlink_to(str(shutil.which(name, path="/usr/bin:/bin")))
    return fresh.but(PATH=str(programs), PYTHON_PLACES="")


def no_python_any_more(copy: Copy) -> Copy:
    """With this, whatever would set .venv up again is refused."""
    return copy.but(PYTHON="/no/such/python")


@pytest.mark.slow
def test_the_first_run_sets_up_and_later_ones_do_not(fresh: Copy) -> None:
    hostile = fresh.but(PYTHONDONTWRITEBYTECODE="1", PYTHONHOME="/nonsense", PIP_USER="1", CDPATH="/")
    done = hostile.run("why", "a b", "")
    assert done.returncode == 7, done.stderr
    assert "setting up" in done.stderr
    said = json.loads(done.stdout)  # and nothing but that
    assert said["arguments"] == ["why", "a b", ""]
    assert said["cwd"] == str(fresh.cwd)
    assert {name: said["env"].get(name) for name in hostile.env} == hostile.env, "the set-up shows in the environment"
    assert Path(said["cached"]).is_file(), "the package is not byte-compiled"

    again = no_python_any_more(fresh).run()
    assert (again.returncode, again.stderr) == (7, "")
    assert json.loads(again.stdout)["arguments"] == ["doctor"]

    with (fresh.root / "pyproject.toml").open("a") as file:
        file.write("# another day\n")
    assert no_python_any_more(fresh).run().returncode == UNAVAILABLE, "pyproject.toml has changed"


@pytest.mark.slow
def test_a_moved_repository_is_set_up_again(fresh: Copy) -> None:
    assert fresh.run().returncode == 7
    moved = replace(fresh, root=fresh.root.rename(fresh.root.with_name("moved")))
    assert no_python_any_more(moved).run().returncode == UNAVAILABLE
    assert moved.run().returncode == 7


@pytest.mark.slow
def test_two_first_runs_at_once_take_turns(fresh: Copy) -> None:
    argv = [str(fresh.root / "script" / "run")]
    both = [
        subprocess.Popen(argv, env=dict(fresh.env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=300) for one in both]
    assert [one.returncode for one in both] == [7, 7], said
    assert sum("setting up" in err for _, err in said) == 1


def test_without_a_python_there_is_one_line(without_python: Copy) -> None:
    assert refusal(without_python).startswith("error: no Python 3.11 or newer was found; 'brew install python'")


def test_a_named_python_that_does_not_suit_is_named(without_python: Copy) -> None:
    assert "PYTHON=/no/such/python is not a Python 3.11" in refusal(without_python.but(PYTHON="/no/such/python"))


def test_a_name_that_only_fails_is_no_python(without_python: Copy, tmp_path: Path) -> None:
    put(tmp_path / "shims" / "python3.12", "echo 'python3.12: command not found' >&2; exit 127")
    copy = without_python.but(PATH=f"{tmp_path / 'shims'}:{without_python.env['PATH']}")
    assert "no Python 3.11 or newer was found" in refusal(copy)


def test_a_python_without_ensurepip_is_told_from_none(without_python: Copy, tmp_path: Path) -> None:
    hide = "import sys; sys.modules['ensurepip'] = None; exec(sys.argv[-1])"
    put(tmp_path / "debian" / "python3.11", f'exec "{sys.executable}" -c "{hide}" "$@"')
    copy = without_python.but(PATH=f"{tmp_path / 'debian'}:{without_python.env['PATH']}")
    assert "'apt install python3.11-venv' adds it" in refusal(copy)


def refusal(copy: Copy) -> str:
    """What script/run says when it cannot set up: always one line, and nothing on stdout."""
    done = copy.run("doctor", "--format", "json")
    assert (done.returncode, done.stdout) == (UNAVAILABLE, "")
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert not (copy.root / ".venv").exists()
    return done.stderr


def put(path: Path, code: str) -> None:
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{code}\n")
    path.chmod(0o755)
