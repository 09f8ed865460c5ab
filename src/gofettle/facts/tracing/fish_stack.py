"""The commands that fish is inside of, from what it traces: `> command`, with one `-` for each block around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gofettle.facts.tracing.fish_hook import HANDLER
from gofettle.facts.tracing.log import first_line
from gofettle.facts.tracing.wire import MARK, UNKNOWN
from gofettle.facts.tracing.words import words
from gofettle.model.place import Place

_LINE = re.compile(r"^(-*)> (.*)$", re.MULTILINE)
_CALLED = re.compile(r"called on line (\d+) of file (.*)")
_SOURCE = frozenset({"source", "."})


@dataclass(frozen=True, slots=True)
class _Frame:
    """`fed_by` is the command before it in its pipe, for an eval the one inside its parentheses."""

    depth: int
    code: str
    fed_by: str = ""

    @property
    def verb(self) -> str:
        """What it calls."""
        return self.code.partition(" ")[0]

    @property
    def file(self) -> str:
        """The file that it reads; '' for a pipe and for anything else."""
        said = words(self.code, 2) if self.verb in _SOURCE else []
        return said[1] if len(said) > 1 and said[1] != "-" and ".psub." not in said[1] else ""

    @property
    def shown(self) -> str:
        """As the person wrote it, as far as that can be told."""
        if self.fed_by and self.takes_words:
            return first_line(f"{self.verb} ({self.fed_by})")
        if self.fed_by and self.verb in _SOURCE and not self.file:
            return first_line(f"{self.fed_by} | source")
        return first_line(self.code)

    @property
    def takes_words(self) -> bool:
        """Its code comes from what stands in its parentheses."""
        return self.verb == "eval" or ".psub." in self.code


class Stack:
    """`data` is where fish keeps its own functions."""

    def __init__(self, home: str) -> None:
        self.data = ""
        self._home = home
        self._frames: list[_Frame] = []
        self._files: dict[str, str] = {}
        self._has_ended = False

    def follow(self, text: str) -> None:
        """Take the commands of a stretch of the trace, up to our own last ones."""
        for dashes, code in _LINE.findall(text):
            self._has_ended = self._has_ended or MARK in code
            if not self._has_ended:
                self._push(len(dashes), code)

    def forget(self) -> None:
        """What follows does not follow on what came before."""
        self._frames.clear()

    def place(self, said: str) -> Place:
        """Where the command that runs now stands, knowing what `status stack-trace` said in the handler."""
        file, line = self._heard(said)
        return self._climb(file, line)

    def last(self) -> Place | None:
        """Where the last command stands."""
        place = self._climb("", None)
        return None if place == UNKNOWN else place

    def _push(self, depth: int, code: str) -> None:
        popped: dict[int, str] = {}
        while self._frames and self._frames[-1].depth >= depth:
            frame = self._frames.pop()
            popped[frame.depth - depth] = frame.code
        # What stands in parentheses is traced before, one deeper; so is what an eval before this command ran.
        inside = "" if popped.get(1, "") in popped.get(0, "") else popped[1]
        frame = _Frame(depth, code)
        frame = replace(frame, fed_by=inside if frame.takes_words else popped.get(0, ""))
        if frame.verb == "function" and self._frames and self._frames[-1].file:
            self._files[[*words(code, 2), ""][1]] = self._frames[-1].file
        self._frames.append(frame)

    def _heard(self, said: str) -> tuple[str, int | None]:
        """The file, and the line if this fish says it: below `in event handler`, else it is the handler's own."""
        _, handler, below = said.partition("in event handler")
        found = _CALLED.search(below or said.partition(f"in function '{HANDLER}'")[2])
        if not found or found[2] == "-" or ".psub." in found[2]:
            return "", None
        file = self._home + found[2][1:] if found[2].startswith("~/") else found[2]
        return file, int(found[1]) if handler else None

    def _climb(self, file: str, line: int | None) -> Place:
        """Go outwards until a command stands in a file of the person's or of the system's, not of fish itself."""
        frames = self._around()
        for at in range(len(frames) - 1, -1, -1):
            frame, around = frames[at], frames[at - 1] if at else None
            home = self._home_of(around)
            if not home and file and around and at == len(frames) - 1 and not _feeds(around):
                home = "" if self._is_own(file) else file
            if home:
                is_said = at == len(frames) - 1 and home == file
                return Place(home, line if is_said else None, frame.shown)
        if frames and file and self._is_own(file):
            return Place(file, line, frames[0].shown)
        return UNKNOWN

    def _around(self) -> list[_Frame]:
        """Leave out conditions and the heads of blocks, which are one less deep than what follows; code is two."""
        pairs = zip(self._frames, self._frames[1:], strict=False)
        holders = [frame for frame, inner in pairs if frame.verb == "eval" or inner.depth - frame.depth > 1]
        return holders + self._frames[-1:]

    def _home_of(self, around: _Frame | None) -> str:
        """The file that holds the code inside of a command."""
        if around is None or _feeds(around):
            return ""
        file = around.file or self._files.get(around.verb, "")
        return "" if self._is_own(file) else file

    def _is_own(self, file: str) -> bool:
        own = (f"{self.data}/functions/", f"{self.data}/config.fish") if self.data else ()
        return file.startswith(("embedded:", *own))


def _feeds(frame: _Frame) -> bool:
    """Its code is in no file: it came through a pipe, or as words."""
    return frame.verb == "eval" or (frame.verb in _SOURCE and not frame.file)
