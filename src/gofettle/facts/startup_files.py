"""The start-up files of every shell: which of them a new terminal reads, and which lines name directories.

A reading of texts, so only a hint: it finds candidates and lines to edit. What a variable really holds is observed
(`facts/sessions.py`), and who set it is traced (`facts/startup_trace.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.request import Level
from gofettle.facts.sessions import Sessions
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import msg

LEVEL = Level.QUICK
LABEL = msg("the start-up files")

_FAMILIES = ("zsh", "bash", "fish", "sh")
_MOST_FILES = 60
_MOST_BYTES = 1 << 20
_SOURCED = re.compile(
    r"""(?:^|[;&|{]|\bthen\b|\bdo\b)\s*(?:builtin\s+)?(?:source|\.)\s+(["']?)([^"';&|]+?)\1\s*(?:$|[;&|}]|2>|>)"""
)
_ASSIGNED = re.compile(
    r"""^\s*(?:export\s+|typeset\s+-\w+\s+|set\s+-\w+\s+)?([A-Za-z_]\w*)(?:=|\s+)(["']?)([^"'\s;]*)\2"""
)
_NAMES_A_DIRECTORY = re.compile(r"path|GOROOT|GOBIN", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\{?(\w+)\}?")


@dataclass(frozen=True, slots=True)
class Homes:
    """Where a person's start-up files are: the home directory, zsh's ZDOTDIR and fish's configuration directory."""

    home: str
    zsh: str
    config: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A line that names directories; `code` is the whole line as it stands.

    `chain` is how a shell gets to it: the file that it starts with, then what each one sources.
    """

    file: str
    line: int
    code: str
    directories: tuple[str, ...]
    chain: tuple[str, ...]
    is_read: bool

    @property
    def place(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class StartupFiles:
    """`read` are those that exist and that a new terminal reads, in order; `edit` is the one to add a PATH line to.

    `texts` holds every file that was looked at, by its path.
    """

    read: tuple[str, ...]
    edit: str
    mentions: tuple[Mention, ...]
    texts: Mapping[str, str] = field(default_factory=dict)

    def mention(self, directories: Collection[str], *, is_read: bool) -> Mention | None:
        """Return the first line that names one of these directories."""
        wanted = set(directories)
        lines = (mention for mention in self.mentions if mention.is_read == is_read)
        return next((mention for mention in lines if wanted & set(mention.directories)), None)

    def line(self, file: str, number: int) -> str | None:
        """Return a line as it stands in a start-up file that was read."""
        lines = self.texts[file].split("\n") if file in self.texts else []
        return lines[number - 1] if 0 < number <= len(lines) else None


def collect(host: Host, shell: LoginShell, sessions: Sessions) -> StartupFiles:
    homes = _homes(host, sessions.terminal.env)
    mine = [path for path in reading_order(host, shell.family, homes) if _is_file(host, path)]
    # A file of this very shell goes unread too, once ZDOTDIR or XDG_CONFIG_HOME names another directory.
    usual = Homes(homes.home, homes.home, paths.join(homes.home, ".config"))
    everywhere = [path for at in (homes, usual) for family in _FAMILIES for path in _every_file(family, at)]
    texts: dict[str, str] = {}
    mentions = [mention for path in mine for mention in _mentions(host, path, texts, is_read=True)]
    read = set(texts)
    for path in dict.fromkeys(everywhere):
        if path not in texts and _is_file(host, path):
            mentions += [mention for mention in _mentions(host, path, texts, is_read=False) if mention.file not in read]
    return StartupFiles(tuple(mine), _file_to_edit(host, shell.family, mine, homes), tuple(mentions), texts)


def _homes(host: Host, terminal: Mapping[str, str] | None) -> Homes:
    """ZDOTDIR is mostly set by ~/.zshenv itself, so the new terminal knows it best."""
    env, home = terminal or host.env, host.user.home
    return Homes(home, env.get("ZDOTDIR") or home, env.get("XDG_CONFIG_HOME") or paths.join(home, ".config"))


def reading_order(host: Host, family: str, homes: Homes) -> tuple[str, ...]:
    """Return the files that a login and interactive shell of this family reads, existing or not (facts: shells.md 1 to 4)."""
    files = _every_file(family, homes)
    if family == "bash":
        logins = [path for path in files if paths.name(path) in {".bash_profile", ".bash_login", ".profile"}]
        first = next((path for path in logins if host.may(path, "r")), "")
        return ("/etc/profile", *([first] if first else []))
    return (*_fish_snippets(host, homes), *files) if family == "fish" else files


def _every_file(family: str, homes: Homes) -> tuple[str, ...]:
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
        case _:
            return ("/etc/profile", paths.join(homes.home, ".profile"))


def _fish_snippets(host: Host, homes: Homes) -> Iterator[str]:
    for directory in (paths.join(homes.config, "fish/conf.d"), "/etc/fish/conf.d"):
        names = host.names(directory)
        for name in () if isinstance(names, Failed) else names:
            if name.endswith(".fish"):
                yield paths.join(directory, name)


def _is_file(host: Host, path: str) -> bool:
    stat = host.stat(path)
    return not isinstance(stat, Failed) and stat.kind == "file"


def _file_to_edit(host: Host, family: str, read: list[str], homes: Homes) -> str:
    """Where a PATH line belongs: after the system's own, in a file that every login shell of this person reads."""
    mine = [path for path in read if not path.startswith("/etc/")]
    match family:
        case "zsh":
            return paths.join(homes.zsh, ".zprofile")
        case "bash":
            return (
                mine[0]
                if mine
                else paths.join(homes.home, ".bash_profile" if host.platform == "darwin" else ".profile")
            )
        case "fish":
            return paths.join(homes.config, "fish/config.fish")
        case _:
            return paths.join(homes.home, ".profile")


def _mentions(host: Host, start: str, texts: dict[str, str], *, is_read: bool) -> list[Mention]:
    """Read a file and what it sources by name, breadth first, each file once."""
    found: list[Mention] = []
    queue: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while queue and len(seen) <= _MOST_FILES:
        chain = queue.pop(0)
        text = host.read(chain[-1], _MOST_BYTES)
        if isinstance(text, Failed):
            continue
        texts[chain[-1]] = text
        for number, code, directories, sourced in read_lines(text, host.user.home):
            if directories:
                found.append(Mention(chain[-1], number, code, directories, chain, is_read))
            if sourced and sourced not in seen:
                seen.add(sourced)
                queue.append((*chain, sourced))
    return found


def read_lines(text: str, home: str) -> Iterator[tuple[int, str, tuple[str, ...], str]]:
    """Yield each line's number and text with the directories that it names and the file that it sources ('' for none)."""
    known = {"HOME": home}
    for number, line in enumerate(text.split("\n"), 1):
        code = line.strip()
        if not code or code.startswith("#"):
            continue
        directories = tuple(_directories(code, known)) if _NAMES_A_DIRECTORY.search(code) else ()
        sourced = _SOURCED.search(code)
        yield number, line, directories, _expand(sourced[2].strip(), known) if sourced else ""
        # One directory may be named through a variable; PATH itself stands for those of earlier lines.
        if (assigned := _ASSIGNED.match(code)) and assigned[1].upper() != "PATH":
            known[assigned[1]] = _expand(assigned[3], known)


def _directories(code: str, known: Mapping[str, str]) -> Iterator[str]:
    for word in re.split(r"""[\s"':;()=,]+""", code):
        path = _expand(word, known)
        if path.startswith("/") and path != "/":
            yield paths.clean(path)


def _expand(word: str, known: Mapping[str, str]) -> str:
    if word == "~" or word.startswith("~/"):
        word = known["HOME"] + word[1:]
    return _VARIABLE.sub(lambda found: known.get(found[1], found[0]), word)
