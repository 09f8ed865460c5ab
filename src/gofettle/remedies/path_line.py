"""The line that adds a directory to PATH, in the language of each shell."""

from __future__ import annotations

import re

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.startup_files import StartupFiles
from gofettle.model.fix import EnsureLine, Fix, Safety
from gofettle.model.message import msg
from gofettle.model.paths import short

NEW_TERMINAL = msg("Open a new terminal; this one keeps its PATH.")

_PLAIN = re.compile(r"[\w@%+=:,./-]*")


def add_to_path(directory: str, shell: LoginShell, files: StartupFiles, home: str, *, first: bool = False) -> Fix:
    """Add a directory to PATH in the file that a new terminal of this shell reads; at the end, or first in line."""
    line = path_line(shell.family, directory, home, first=first)
    return Fix(
        msg("Add {directory} to PATH in {file}", directory=directory, file=files.edit),
        Safety.SAFE,
        (EnsureLine(files.edit, line),),
        NEW_TERMINAL,
    )


def brew_shellenv(prefix: str, shell: LoginShell, files: StartupFiles) -> Fix:
    """Have Homebrew set up PATH as its installer advises (Homebrew/install install.sh)."""
    call = f"{prefix}/bin/brew shellenv"
    line = f"{call} fish | source" if shell.family == "fish" else f'eval "$({call})"'
    step = EnsureLine(files.edit, line)
    return Fix(msg("Have Homebrew set up PATH in {file}", file=files.edit), Safety.SAFE, (step,), NEW_TERMINAL)


def path_line(family: str, directory: str, home: str, *, first: bool) -> str:
    """Write the line. `$HOME` stands for home, because a quoted `~` is not expanded."""
    named = short(directory, home)
    text = "$HOME" + named[1:] if named.startswith("~") and _PLAIN.fullmatch(named[1:]) else directory
    if family == "fish":
        return f'fish_add_path --path {"" if first else "--append "}"{text}"'
    return f'export PATH="{text}:$PATH"' if first else f'export PATH="$PATH:{text}"'
