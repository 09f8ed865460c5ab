"""Has fish tell of each change of a watched variable, and trace its commands, which say what the change came from.

fish names the file of a change, and up to 3.7 the line too, but for code in an eval or a pipe it names a wrong one. So the
place is taken from the commands around the change, and the line from the file's text if fish did not say it.
"""

from __future__ import annotations

from collections.abc import Mapping

from gofettle.facts.tracing import fish_hook
from gofettle.facts.tracing.fish_stack import Stack
from gofettle.facts.tracing.ledger import Ledger
from gofettle.facts.tracing.lines import Read, holding, refined, universal
from gofettle.facts.tracing.wire import (
    KEEP,
    MARK,
    RECORD,
    SECONDS,
    UNKNOWN,
    UNSET,
    VALUE,
    directory,
    final_values,
    gap_in,
    lost,
    value_of,
    watched,
)
from gofettle.host.port import Command, NotStarted, Outcome, Ran
from gofettle.model import paths
from gofettle.model.place import Change, Place, Trace

_UNIVERSAL = "fish_variables"


def command(
    shell: str, flags: tuple[str, ...], env: tuple[tuple[str, str], ...], variables: tuple[str, ...]
) -> Command:
    """Start fish as a terminal does, with our function where it looks for one of its own."""
    names, base = watched(variables), dict(env)
    return Command(
        # In the C locale fish 3 reads its environment as Latin-1.
        ("/usr/bin/env", "LC_ALL=C.UTF-8", shell, *flags, "-c", _last_words(names)),
        tuple(fish_hook.environment(base).items()),
        cwd=directory(base),
        seconds=SECONDS,
        keep=KEEP,
        files=((fish_hook.PATH, fish_hook.script(names, base)),),
    )


def parse(outcome: Outcome, env: Mapping[str, str], variables: tuple[str, ...]) -> Trace:
    """Read what it told on stderr."""
    if isinstance(outcome, NotStarted):
        return Trace((), None, "not-started")
    names = watched(variables)
    gap = gap_in(outcome.err, may_be_cut=not isinstance(outcome, Ran) or outcome.cut)
    listener = _Listener(names, env)
    listener.hear(outcome.err[:gap] if gap >= 0 else outcome.err)
    if gap >= 0:
        listener.stack.forget()
        listener.hear(outcome.err[gap:])
    final = final_values(outcome, names)
    is_whole = final is None or listener.ledger.settle(env, final, lambda _name, _after: UNKNOWN)
    why = lost(outcome, has_ended=final is not None, is_cut=gap >= 0, is_whole=is_whole)
    return Trace(listener.ledger.changes, listener.stack.last(), why)


def refine(trace: Trace, read: Read) -> Trace:
    """Look the unknown lines up; `read` gives a file's text or None."""
    return refined(trace, lambda place, variable, before: _in_text(place, variable, before, read))


def _in_text(place: Place, variable: str, before: str | None, read: Read) -> Place:
    text = read(place.file) if place.file and place.line is None else None
    if text is None:
        return place
    find = universal if paths.name(place.file) == _UNIVERSAL else holding
    return Place(place.file, find(text, place, variable, before), place.code)


def _last_words(names: tuple[str, ...]) -> str:
    values = "".join(f"set -q {name}; and printf '%s\\0' \"${name}\"; or printf '%s\\0' {UNSET}; " for name in names)
    return f"printf '%s\\0' '{MARK}'; {values}exec /usr/bin/env -i"


class _Listener:
    """Follows the stream: commands build the stack, our records bring values."""

    def __init__(self, names: tuple[str, ...], env: Mapping[str, str]) -> None:
        self.ledger = Ledger()
        self.stack = Stack(env.get("HOME", ""))
        self._names = names
        self._values = {name: env.get(name) for name in names}
        self._config = ""

    def hear(self, text: str) -> None:
        first, *records = text.split(RECORD)
        self.stack.follow(first)
        for record in records:
            parts = record.split(VALUE, len(self._names) + 1)
            if len(parts) == len(self._names) + 2:
                self._take(parts[0], parts[1:-1])
            self.stack.follow(parts[-1])

    def _take(self, head: str, texts: list[str]) -> None:
        event, _, frames = head.partition("\x1f")
        if event.startswith("start\t"):
            _, self._config, self.stack.data = (event + "\t").split("\t")[:3]
        for name, text in zip(self._names, texts, strict=True):
            after = value_of(text)
            if text != fish_hook.HIDDEN and after != self._values[name]:
                place = self._from_before(name) if event.startswith("start\t") else self._place(frames)
                self.ledger.note(Change(name, self._values[name], after, place), 0)
                self._values[name] = after

    def _from_before(self, name: str) -> Place:
        """Values that are there before the first file are universal variables, which fish reads by itself."""
        return Place(paths.join(self._config, _UNIVERSAL), None, f"SETUVAR {name}") if self._config else UNKNOWN

    def _place(self, frames: str) -> Place:
        place = self.stack.place(frames)
        return self._from_before("fish_user_paths") if place.code == "__fish_reconstruct_path" else place
