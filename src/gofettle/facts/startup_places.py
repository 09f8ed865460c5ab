"""Where each shell looks for its start-up files, and which of those files stand there without being readable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from gofettle.facts.odd_files import OddFile, odd_files
from gofettle.host.port import Failed, Host
from gofettle.model import paths

FAMILIES = ("zsh", "bash", "fish", "sh")
MOST_BYTES = 1 << 20
"""What gofettle reads of a start-up file."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Where a person's start-up files are: the home directory, zsh's ZDOTDIR and fish's configuration directory."""

    home: str
    zsh: str
    config: str


def homes_of(host: Host, terminal: Mapping[str, str] | None) -> Homes:
    """ZDOTDIR is mostly set by ~/.zshenv itself, so the new terminal knows it best."""
    env, home = terminal or host.env, host.user.home
    return Homes(home, env.get("ZDOTDIR") or home, env.get("XDG_CONFIG_HOME") or paths.join(home, ".config"))


def reading_order(host: Host, family: str, homes: Homes) -> tuple[str, ...]:
    """Return the files that a login and interactive shell of this family reads, existing or not (facts: shells.md 1 to 4)."""
    files = every_file(family, homes)
    if family == "bash":
        # The first that is there, even if bash then may not read it: observed with 3.2 to 5.3, against the manual.
        return ("/etc/profile", *[path for path in files[1:-1] if not _is_absent(host, path)][:1])
    return (*_fish_snippets(host, homes), *files) if family == "fish" else files


def every_file(family: str, homes: Homes) -> tuple[str, ...]:
    """Return all that a shell of this family reads in one kind of session or another."""
    match family:
        case "zsh":
            # Debian compiles the global directory in as /etc/zsh; macOS and most others use /etc. ZDOTDIR is not yet set
            # when ~/.zshenv is read.
            own = {"zshenv": homes.home, "zprofile": homes.zsh, "zshrc": homes.zsh, "zlogin": homes.zsh}
            return tuple(
                path for name, at in own.items() for path in (f"/etc/{name}", f"/etc/zsh/{name}", f"{at}/.{name}")
            )
        case "bash":
            names = (".bash_profile", ".bash_login", ".profile", ".bashrc")
            return ("/etc/profile", *(paths.join(homes.home, name) for name in names))
        case "fish":
            return ("/etc/fish/config.fish", paths.join(homes.config, "fish/config.fish"))
        case "sh":
            return ("/etc/profile", paths.join(homes.home, ".profile"))
        case _:
            return ()  # a shell that gofettle does not know


def unreadable(host: Host, family: str, homes: Homes) -> tuple[OddFile, ...]:
    """Return the files that such a shell would read and cannot."""
    order = reading_order(host, family, homes)
    links = takewhile(lambda path: path not in order, every_file(family, homes)[1:-1]) if family == "bash" else ()
    return tuple(odd_files(host, (*links, *order), MOST_BYTES))


def file_to_edit(host: Host, family: str, homes: Homes) -> str:
    """Where a PATH line belongs: after the system's own, in a file that every login shell of this person reads."""
    match family:
        case "zsh":
            return paths.join(homes.zsh, ".zprofile")
        case "bash":
            usual = paths.join(homes.home, ".bash_profile" if host.platform == "darwin" else ".profile")
            return next(iter(reading_order(host, family, homes)[1:]), usual)
        case "fish":
            return paths.join(homes.config, "fish/config.fish")
        case _:
            return paths.join(homes.home, ".profile")


def _fish_snippets(host: Host, homes: Homes) -> Iterator[str]:
    for directory in (paths.join(homes.config, "fish/conf.d"), "/etc/fish/conf.d"):
        names = host.names(directory)
        for name in () if isinstance(names, Failed) else names:
            if name.endswith(".fish"):
                yield paths.join(directory, name)


def _is_absent(host: Host, path: str) -> bool:
    stat = host.stat(path)
    return isinstance(stat, Failed) and stat.is_absent
