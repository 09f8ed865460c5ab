"""The line that adds a directory to PATH is understood by each real shell, whatever the directory is called."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.startup_files import StartupFiles
from gofettle.model.fix import EnsureLine, Safety
from gofettle.remedies.path_line import add_to_path, brew_shellenv, path_line
from tests import tools
from tests.judging import say

NAMES = (
    "plain",
    "with blank",
    "quo'te",
    'dou"ble',
    "dol$HOME",
    "back`tick`",
    "back\\slash",
    "tild~e",
    "ex!cl",
    "(x)",
    "中文",
    "[a]*?",
    "a;b&c",
)
SHELLS = {"zsh": ("-f",), "bash": ("--norc",), "fish": ("--no-config",), "dash": ()}

each_shell = pytest.mark.parametrize("shell", SHELLS)


def path_after(shell: str, line: str, home: Path, path: str = "/usr/bin:/bin") -> list[str]:
    """What a real shell makes of PATH."""
    family = "sh" if shell == "dash" else shell
    script = f"{line}\n" + ("string join : $PATH" if family == "fish" else 'printf "%s\\n" "$PATH"')
    env = {"HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        [tools.real(shell), *SHELLS[shell], "-c", script],
        env=env,
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert ran.stderr == b""
    return ran.stdout.decode().removesuffix("\n").split(":")


@each_shell
@pytest.mark.parametrize("name", NAMES)
def test_every_shell_understands_it(shell: str, name: str, tmp_path: Path) -> None:
    family = "sh" if shell == "dash" else shell
    below, beside = tmp_path / "home" / name, tmp_path / name
    for directory in (below, beside):
        directory.mkdir(parents=True)
        for first in (False, True):
            entries = path_after(
                shell, path_line(family, str(directory), str(tmp_path / "home"), first=first), tmp_path / "home"
            )
            assert entries[0 if first else -1] == str(directory)
            assert set(entries) == {"/usr/bin", "/bin", str(directory)}


@each_shell
def test_first_means_first_even_where_it_is_on_path_already(shell: str, tmp_path: Path) -> None:
    family = "sh" if shell == "dash" else shell
    line = path_line(family, str(tmp_path), "/nowhere", first=True)
    assert path_after(shell, line, tmp_path, f"/usr/bin:{tmp_path}:/bin")[0] == str(tmp_path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@each_shell
@given(name=st.text(st.characters(exclude_characters="/:\0\n", exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_any_name_is_a_name_and_never_a_command(shell: str, tmp_path: Path, name: str) -> None:
    assume(name not in {".", ".."} and len(name.encode()) < 200)
    directory = tmp_path / name
    try:
        directory.mkdir(exist_ok=True)
    except OSError:
        assume(False)  # noqa: FBT003  this file system has no such names
    line = path_line("sh" if shell == "dash" else shell, str(directory), str(tmp_path), first=False)
    assert path_after(shell, line, tmp_path)[-1] == str(directory)


def test_home_is_written_as_home() -> None:
    assert path_line("zsh", "/home/dev/go/bin", "/home/dev", first=False) == 'export PATH="$PATH:$HOME/go/bin"'
    assert path_line("bash", "/home/dev/go/bin", "/home/dev", first=True) == 'export PATH="$HOME/go/bin:$PATH"'
    assert path_line("fish", "/home/dev/a b", "/home/dev", first=False) == 'fish_add_path --path --append "$HOME/a b"'


def test_several_directories_get_a_line_each_in_one_file() -> None:
    files = StartupFiles((), "/home/dev/.zprofile", ())
    fix = add_to_path(("/a", "/home/dev/b"), LoginShell("/bin/zsh", "zsh", "SHELL"), files, "/home/dev")
    assert fix.safety is Safety.SAFE
    assert fix.steps == (
        EnsureLine("/home/dev/.zprofile", 'export PATH="$PATH:/a"'),
        EnsureLine("/home/dev/.zprofile", 'export PATH="$PATH:$HOME/b"'),
    )
    assert say(fix.title) == "Add /a, /home/dev/b to PATH in /home/dev/.zprofile"


@pytest.mark.parametrize(
    ("family", "line"),
    [("zsh", 'eval "$(/opt/homebrew/bin/brew shellenv)"'), ("fish", "/opt/homebrew/bin/brew shellenv fish | source")],
)
def test_homebrew_in_the_words_of_each_shell(family: str, line: str) -> None:
    fix = brew_shellenv("/opt/homebrew", LoginShell(f"/bin/{family}", family, "SHELL"), StartupFiles((), "/f", ()))
    assert fix.steps == (EnsureLine("/f", line),)
    assert fix.after is not None


def test_the_shells_of_this_machine_are_the_ones_that_were_meant() -> None:
    assert all(os.access(tools.real(shell), os.X_OK) for shell in SHELLS)
