"""Throw-away homes of one person, with the start-up files of one shell, a real Go on PATH and a small project."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Program, run

SHELLS = ("zsh", "bash", "fish")

_STARTUP = Path(__file__).resolve().parent / "startup"
# What a new terminal has before any start-up file: what launchd gives, or ENV_PATH of login.defs(5).
_PLAIN_PATH = {"Darwin": "/usr/bin:/bin:/usr/sbin:/sbin"}.get(os.uname().sysname, "/usr/local/bin:/usr/bin:/bin")
_FILES = {
    "zsh": (".zshrc",),
    "bash": (".bash_profile", ".bashrc"),
    "fish": (".config/fish/config.fish",),
}


@dataclass(frozen=True, slots=True)
class Home:
    """`directory` is HOME; `shell` is the shell's path."""

    directory: Path
    shell: str

    @property
    def project(self) -> str:
        """The directory that everything runs in: a Go module that is a package of npm too, as some peers ask for one."""
        return str(self.directory / "hello")

    @property
    def fresh(self) -> dict[str, str]:
        """What a new terminal hands to the shell, before any start-up file.

        LC_ALL=C as gofettle sets it for what it runs: bash is slower in UTF-8, which would flatter gofettle.
        """
        name = os.environ.get("USER", "somebody")
        return {
            "HOME": str(self.directory),
            "USER": name,
            "LOGNAME": name,
            "SHELL": self.shell,
            "PATH": _PLAIN_PATH,
            "TMPDIR": str(self.directory / "tmp"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "LC_ALL": "C",
        }

    def new_shell(self, name: str, *command: str) -> Program:
        """Run a command in a login and interactive shell, which is what a new terminal starts."""
        return Program(name, (self.shell, "-l", "-i", "-c", " ".join(command)), self.fresh, str(self.directory))

    def terminal(self) -> dict[str, str]:
        """The environment in which a person types in a new terminal: that shell is really started."""
        _, _, said = run(self.new_shell("env", "printf '\\n==\\n'; exec /usr/bin/env -0")).said.rpartition("\n==\n")
        env = {name: value for name, equals, value in (entry.partition("=") for entry in said.split("\0")) if equals}
        env.pop("LC_ALL", None)
        if "HOME" not in env:
            raise SystemExit(f"error: {self.shell} did not come to its prompt in a throw-away home")
        return env


def installed_shells() -> dict[str, str]:
    """The shells that are here, by name."""
    found = {name: shutil.which(name) for name in SHELLS}
    return {name: path for name, path in found.items() if path}


def make_home(directory: Path, shell: str, weight: str, go_root: Path) -> Home:
    """Lay down a home; `weight` is light or heavy."""
    home = Home(directory, shell)
    project = Path(home.project)
    project.mkdir(parents=True)
    (directory / "tmp").mkdir()
    (project / "go.mod").write_text("module example.test/hello\n\ngo 1.21\n")
    (project / "main.go").write_text("package main\n\nfunc main() {}\n")
    (project / "package.json").write_text('{"name": "hello", "dependencies": {"react-native": "*"}}\n')
    name = Path(shell).name
    text = (_STARTUP / f"{weight}.{'fish' if name == 'fish' else 'sh'}").read_text()
    profile, *others = _FILES[name]
    write(directory / profile, (". ~/.bashrc\n" if others else text) + path_line(name, go_root / "bin"))
    for other in others:
        write(directory / other, text)
    # mise looks for a file of settings before all else, and has nothing to say without one.
    write(directory / ".config/mise/config.toml", "[settings]\n")
    return home


def path_line(shell: str, directory: Path) -> str:
    """Return the line with which people put Go on PATH."""
    if shell == "fish":
        return f"set -gx PATH {directory} $HOME/go/bin $PATH\n"
    return f'export PATH="{directory}:$HOME/go/bin:$PATH"\n'


def write(path: Path, text: str) -> None:
    """Write a file and make its directories."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def find_go(root: Path) -> Path:
    """Return the newest toolchain of script/fetch-go, which is the Go that these people have installed."""
    store = Path(os.environ.get("GOFETTLE_TEST_GO") or root / ".cache/go")
    found = [go.parent.parent for go in store.glob("*/bin/go")]
    if found:
        return max(found, key=lambda tree: [int(part) for part in tree.name.split(".") if part.isdecimal()])
    raise SystemExit(f"error: no Go in {store} (script/fetch-go fetches it)")
