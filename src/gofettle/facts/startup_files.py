"""The start-up files of every shell: which of them a new terminal reads, and which lines name directories.

A reading of texts, so only a hint: it finds candidates and lines to edit. What a variable really holds is observed
(`facts/sessions.py`), and who set it is traced (`facts/startup_trace.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.odd_files import OddFile
from gofettle.facts.request import Level
from gofettle.facts.sessions import Sessions
from gofettle.facts.startup_places import (
    FAMILIES,
    MOST_BYTES,
    Homes,
    every_file,
    file_to_edit,
    homes_of,
    reading_order,
    unreadable,
)
from gofettle.host.port import Failed, Host
from gofettle.model import paths
from gofettle.model.message import msg

LEVEL = Level.QUICK
LABEL = msg("the start-up files")

_MOST_FILES = 60
_MOST_LINE = 1 << 14  # nobody writes a longer one; matching takes time that grows with the square
_MOST_PATH = 4096  # PATH_MAX
_SOURCED = re.compile(
    r"""(?:^|[;&|{]|\bthen\b|\bdo\b)\s*(?:builtin\s+)?(?:source|\.)\s+(["']?)([^"';&|]+?)\1\s*(?:$|[;&|}]|2>|>)"""
)
_ASSIGNED = re.compile(
    r"""^\s*(?:export\s+|typeset\s+-\w+\s+|set\s+-\w+\s+)?([A-Za-z_]\w*)(?:=|\s+)(["']?)([^"'\s;]*)\2"""
)
_NAMES_A_DIRECTORY = re.compile(r"path|GOROOT|GOBIN", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\{?(\w+)\}?")


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

    `texts` holds every file that was looked at, by its path; `odd` those that a new terminal would read if it could.
    """

    read: tuple[str, ...]
    edit: str
    mentions: tuple[Mention, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    odd: tuple[OddFile, ...] = ()

    def mention(self, directories: Collection[str], *, is_read: bool) -> Mention | None:
        """Return the first line that names one of these directories."""
        wanted = set(directories)
        lines = (mention for mention in self.mentions if mention.is_read == is_read)
        return next((mention for mention in lines if wanted & set(mention.directories)), None)

    def line(self, file: str, number: int) -> str | None:
        """Return a line as it stands in a start-up file that was read."""
        lines = self.texts[file].split("\n") if file in self.texts else []
        return lines[number - 1] if 0 < number <= len(lines) else None


def collect(host: Host, shell: LoginShell | None, sessions: Sessions) -> StartupFiles:
    family = shell.family if shell else ""
    homes = homes_of(host, sessions.terminal.env)
    mine = [path for path in reading_order(host, family, homes) if _is_file(host, path)]
    # A file of this very shell goes unread too, once ZDOTDIR or XDG_CONFIG_HOME names another directory.
    usual = Homes(homes.home, homes.home, paths.join(homes.home, ".config"))
    everywhere = [path for at in (homes, usual) for family in FAMILIES for path in every_file(family, at)]
    texts: dict[str, str] = {}
    mentions = [mention for path in mine for mention in _mentions(host, path, texts, is_read=True)]
    read = set(texts)
    for path in dict.fromkeys(everywhere):
        if path not in texts and _is_file(host, path):
            mentions += [mention for mention in _mentions(host, path, texts, is_read=False) if mention.file not in read]
    edit, odd = file_to_edit(host, family, homes), unreadable(host, family, homes)
    return StartupFiles(tuple(mine), edit, tuple(mentions), texts, odd)


def _is_file(host: Host, path: str) -> bool:
    stat = host.stat(path)
    return not isinstance(stat, Failed) and stat.kind == "file"


def _mentions(host: Host, start: str, texts: dict[str, str], *, is_read: bool) -> list[Mention]:
    """Read a file and what it sources by name, breadth first, each file once."""
    found: list[Mention] = []
    queue: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while queue and len(seen) <= _MOST_FILES:
        chain = queue.pop(0)
        text = host.read(chain[-1], MOST_BYTES)
        if isinstance(text, Failed):
            continue
        texts[chain[-1]] = text
        for number, code, directories, sourced in read_lines(text, host.user.home):
            if directories:
                found.append(Mention(chain[-1], number, code, directories, chain, is_read))
            if sourced.startswith("/") and sourced not in seen:
                seen.add(sourced)
                queue.append((*chain, sourced))
    return found


def read_lines(text: str, home: str) -> Iterator[tuple[int, str, tuple[str, ...], str]]:
    """Yield each line's number and text with the directories that it names and the file that it sources ('' for none)."""
    known = {"HOME": home}
    for number, line in enumerate(text.split("\n"), 1):
        code = line.strip()
        if not code or code.startswith("#") or len(code) > _MOST_LINE:
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
    expanded = _VARIABLE.sub(lambda found: known.get(found[1], found[0]), word)
    return expanded if len(expanded) <= _MOST_PATH else word  # `A=$A$A` doubles with every line
