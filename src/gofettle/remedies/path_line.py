"""The line that adds a directory to PATH, in the language of each shell."""

from __future__ import annotations

import re
import shlex

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.startup_files import StartupFiles
from gofettle.model.fix import EnsureLine, Fix, Safety
from gofettle.model.message import msg
from gofettle.model.paths import short

NEW_TERMINAL = msg("Open a new terminal; this one keeps its PATH.")

# Letters of any script and what means nothing between double quotes, in zsh, bash and fish alike.
_PLAIN = re.compile(r"[\w@%+=,./ -]*")


def add_to_path(directories: tuple[str, ...], shell: LoginShell, files: StartupFiles, home: str) -> Fix:
    """Add directories to the end of PATH, in the file that a new terminal of this shell reads; a line each."""
    lines = (path_line(shell.family, directory, home, first=False) for directory in directories)
    return Fix(
        msg("Add {directory} to PATH in {file}", directory=", ".join(directories), file=files.edit),
        Safety.SAFE,
        tuple(EnsureLine(files.edit, line) for line in lines),
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
    plain = _PLAIN.fullmatch(named.removeprefix("~")) is not None
    text = "$HOME" + named[1:] if named.startswith("~") else directory
    if family == "fish":
        quoted = f'"{text}"' if plain else _fish_quoted(directory)
        return f"fish_add_path --path {'--move ' if first else '--append '}{quoted}"
    if plain:
        return f'export PATH="{text}:$PATH"' if first else f'export PATH="$PATH:{text}"'
    quoted = shlex.quote(directory)
    return f'export PATH={quoted}":$PATH"' if first else f'export PATH="$PATH:"{quoted}'


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
