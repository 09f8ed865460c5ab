"""Collect facts side by side, each at most once, within the budget of the run; keep what could not be told."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar, get_args, get_type_hints

from gofettle.errors import CannotTell
from gofettle.facts.request import Level, Request
from gofettle.host.port import Host
from gofettle.model.message import Message, msg

# Collectors wait for programs and disks; more than this many at once only get in each other's way.
_AT_ONCE = 8

F = TypeVar("F")


class FactModule(Protocol):
    """A fact: `collect(host, …other facts…) -> ItsType`, the level from which on it is looked at, and what it is called."""

    LEVEL: Level
    LABEL: Message
    collect: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that could not be told; `not_asked` where this run was not to look."""

    why: Message
    not_asked: bool = False


@dataclass(slots=True)
class Snapshot:
    """What is known of a machine: the facts by their types. `bugs` holds the tracebacks of collectors that broke down."""

    known: dict[type, Any]
    ms: dict[type, int] = field(default_factory=dict)
    slow: list[Message] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)

    def get(self, kind: type[F]) -> F:
        """Return a fact; CannotTell with its reason where there is none."""
        found = self.known[kind]
        if isinstance(found, Unknown):
            raise CannotTell(found.why)
        return found  # type: ignore[no-any-return]

    def missing(self, kinds: Iterable[type]) -> Unknown | None:
        """Return the first of these that could not be told."""
        return next((self.known[kind] for kind in kinds if isinstance(self.known.get(kind), Unknown)), None)


def parameters(function: Callable[..., Any]) -> tuple[tuple[type, bool], ...]:
    """The facts that a function names in its signature, in order; True for one that it can do without (`Fact | None`)."""
    hints = get_type_hints(function)
    kinds = [kind for name, kind in hints.items() if name not in {"host", "finding", "return"}]
    return tuple((get_args(kind)[0], True) if get_args(kind) else (kind, False) for kind in kinds)


def needs(function: Callable[..., Any]) -> tuple[type, ...]:
    """The same facts by their types alone."""
    return tuple(kind for kind, _ in parameters(function))


@dataclass(slots=True)
class Collection:
    """A snapshot in the making. `extend` may be called again when more facts are wanted; nothing is looked at twice."""

    host: Host
    request: Request
    modules: tuple[FactModule, ...]
    watch: Callable[[tuple[Message, ...]], None] = lambda _: None
    snapshot: Snapshot = field(init=False)
    until: float = field(init=False)

    def __post_init__(self) -> None:
        """The budget runs from here."""
        self.snapshot = Snapshot({Request: self.request})
        self.until = time.monotonic() + self.request.seconds

    def extend(self, wanted: Iterable[type]) -> Snapshot:
        """Collect the wanted facts and those that they need."""
        makers = {get_type_hints(module.collect)["return"]: module for module in self.modules}
        todo = _with_needs(wanted, makers, self.snapshot.known)
        answers: SimpleQueue[tuple[type, Any, int, str]] = SimpleQueue()
        running: dict[type, Message] = {}
        while todo or running:
            for kind in [kind for kind in todo if all(need in self.snapshot.known for need in todo[kind])]:
                if len(running) >= _AT_ONCE:
                    break
                del todo[kind]
                self._start(kind, makers[kind], answers, running)
            self.watch(tuple(running.values()))
            if running and not self._receive(answers, running):
                self._give_up(running, todo, makers)
                break
        self.watch(())
        return self.snapshot

    def _start(
        self,
        kind: type,
        module: FactModule,
        answers: SimpleQueue[tuple[type, Any, int, str]],
        running: dict[type, Message],
    ) -> None:
        wants = parameters(module.collect)
        lacks = self.snapshot.missing(want for want, optional in wants if not optional)
        if self.request.level < module.LEVEL:
            self.snapshot.known[kind] = Unknown(msg("this run was not asked to look at it"), not_asked=True)
        elif lacks:
            self.snapshot.known[kind] = lacks
        else:
            running[kind] = module.LABEL
            known = (self.snapshot.known[want] for want, _ in wants)
            given = [None if isinstance(fact, Unknown) else fact for fact in known]
            work = partial(_look, kind, module, self.host, given, answers)
            try:
                # A daemon thread, because one that waits for a dead network disk can be left behind but not stopped.
                threading.Thread(target=work, daemon=True).start()
            except RuntimeError:  # this user may start no more (ulimit -u): then one after another
                work()

    def _receive(self, answers: SimpleQueue[tuple[type, Any, int, str]], running: dict[type, Message]) -> bool:
        try:
            kind, found, ms, bug = answers.get(timeout=max(self.until - time.monotonic(), 0))
        except Empty:
            return False
        running.pop(kind)
        self.snapshot.known[kind], self.snapshot.ms[kind] = found, ms
        if bug:
            self.snapshot.bugs.append(bug)
        return True

    def _give_up(
        self, running: Mapping[type, Message], todo: Iterable[type], makers: Mapping[type, FactModule]
    ) -> None:
        for kind, label in running.items():
            why = msg(
                "{what} gave no answer within the {seconds} s of this run",
                what=label,
                seconds=round(self.request.seconds),
            )
            self.snapshot.known[kind] = Unknown(why)
            self.snapshot.slow.append(why)
        for kind in todo:
            why = msg(
                "the {seconds} s of this run were over before it came to {what}",
                what=makers[kind].LABEL,
                seconds=round(self.request.seconds),
            )
            self.snapshot.known[kind] = Unknown(why)


def _with_needs(
    wanted: Iterable[type], makers: Mapping[type, FactModule], known: Mapping[type, Any]
) -> dict[type, tuple[type, ...]]:
    todo: dict[type, tuple[type, ...]] = {}
    open_ = list(wanted)
    while open_:
        kind = open_.pop(0)
        if kind not in todo and kind not in known:
            todo[kind] = needs(makers[kind].collect)
            open_ += todo[kind]
    return todo


def _look(
    kind: type, module: FactModule, host: Host, given: list[Any], answers: SimpleQueue[tuple[type, Any, int, str]]
) -> None:
    began, bug = time.monotonic(), ""
    found: Any
    try:
        found = module.collect(host, *given)
    except CannotTell as error:
        found = Unknown(error.why)
    except Exception:  # noqa: BLE001  one collector's bug must not take the others' answers away
        found = Unknown(msg("gofettle itself failed while looking at {what}", what=module.LABEL))
        bug = traceback.format_exc()
    answers.put((kind, found, round((time.monotonic() - began) * 1000), bug))
