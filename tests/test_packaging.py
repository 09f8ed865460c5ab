"""What is locked and what is shipped."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.tools import ROOT, fresh_copy

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(name: str) -> dict[str, set[str]]:
    """The versions of each package in a lock."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(
        r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE
    ):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_place_and_hashes_everything(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"^\s*--(extra-|find-|trusted-)?(index|links|host)", text, re.MULTILINE)
    for paragraph in re.findall(r"^[a-z].*?[^\\]$", text, re.MULTILINE | re.DOTALL):
        assert "--hash=sha256:" in paragraph


@pytest.mark.parametrize(("lock", "groups"), [("run.txt", ["build"]), ("dev.txt", ["build", "dev"])])
def test_a_lock_holds_what_the_project_asks_for(lock: str, groups: list[str]) -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    asked += [entry for group in groups for entry in PROJECT["dependency-groups"][group] if isinstance(entry, str)]
    held = locked(lock)
    for requirement in map(Requirement, asked):
        assert any(requirement.specifier.contains(version) for version in held[requirement.name]), requirement


def test_tests_run_with_the_versions_that_people_get() -> None:
    dev = locked("dev.txt")
    assert {name: dev.get(name) for name in locked("run.txt")} == locked("run.txt")


@pytest.mark.slow
def test_the_wheel_holds_data_and_translations(tmp_path: Path) -> None:
    root = fresh_copy(tmp_path / "copy")
    data = ["gofettle/locale/zh/LC_MESSAGES/gofettle.mo", "gofettle/some/model.json"]
    for path in data:
        (root / "src" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "src" / path).write_bytes(b"{}")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"], cwd=root, check=True, timeout=60
    )
    (wheel,) = (root / "out").glob("gofettle-*-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert not [path for path in [*data, "gofettle/__init__.py"] if path not in names]
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"gofettle"}
