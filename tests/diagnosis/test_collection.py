"""Facts are collected side by side, each once, within the budget; one that hangs or breaks down takes no other along."""

# ruff: noqa: ARG001  a collector is given its host, whether it looks at it or not

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast, get_type_hints

import pytest

from gofettle.errors import CannotTell
from gofettle.facts.catalogue import FACTS
from gofettle.facts.request import Level, Request
from gofettle.facts.snapshot import Collection, FactModule, Snapshot, Unknown, needs, parameters
from gofettle.host.memory import MemoryHost
from gofettle.host.port import Host
from gofettle.model.message import Message, msg
from tests.judging import say


@dataclass(frozen=True)
class A:
    said: str


@dataclass(frozen=True)
class B:
    said: str


@dataclass(frozen=True)
class C:
    said: str


def a(host: Host) -> A:
    assert host.platform
    return A("a")


def fact(collect: Callable[..., Any], label: str = "a fact", level: Level = Level.QUICK) -> FactModule:
    return cast("FactModule", SimpleNamespace(collect=collect, LABEL=msg("{name}", name=label), LEVEL=level))


def collection(*modules: FactModule, seconds: float = 20.0, level: Level = Level.DEFAULT) -> Collection:
    return Collection(MemoryHost(), Request("/w", level, seconds), modules)


def why(snapshot: Snapshot, kind: type) -> str:
    unknown = snapshot.known[kind]
    assert isinstance(unknown, Unknown)
    return say(unknown.why)


# What it knows


def test_a_fact_is_given_the_facts_that_it_names() -> None:
    def b(host: Host, a: A, request: Request) -> B:
        return B(f"{a.said} {request.workspace}")

    snapshot = collection(fact(b), fact(a)).extend([B])
    assert (snapshot.get(A), snapshot.get(B)) == (A("a"), B("a /w"))


def test_only_what_is_wanted_is_looked_at() -> None:
    def b(host: Host) -> B:
        raise AssertionError

    assert set(collection(fact(a), fact(b)).extend([A]).known) == {Request, A}


def test_nothing_is_looked_at_twice() -> None:
    calls = []

    def counted(host: Host) -> A:
        calls.append(1)
        return A("a")

    def b(host: Host, a: A) -> B:
        return B(a.said)

    def c(host: Host, a: A) -> C:
        return C(a.said)

    made = collection(fact(counted), fact(b), fact(c))
    made.extend([A, B])
    made.extend([A, C])
    assert calls == [1]


def test_how_long_each_took() -> None:
    def slow(host: Host) -> A:
        time.sleep(0.05)
        return A("a")

    assert collection(fact(slow)).extend([A]).ms[A] >= 50


def test_parameters_are_read_from_the_signature() -> None:
    def check(a: A, b: B | None) -> None: ...

    assert parameters(check) == ((A, False), (B, True))
    assert needs(check) == (A, B)


# What it could not tell


def test_a_fact_that_cannot_tell_says_why_and_so_does_what_needs_it() -> None:
    def b(host: Host) -> B:
        raise CannotTell(msg("the disk is {word}", word="gone"))

    def c(host: Host, b: B) -> C:
        return C(b.said)

    snapshot = collection(fact(a), fact(b), fact(c)).extend([A, C])
    assert snapshot.get(A) == A("a")
    assert why(snapshot, B) == why(snapshot, C) == "the disk is gone"
    assert snapshot.bugs == []
    with pytest.raises(CannotTell):
        snapshot.get(C)


def test_a_bug_in_one_fact_is_kept_and_the_others_go_on() -> None:
    def b(host: Host) -> B:
        raise ZeroDivisionError

    snapshot = collection(fact(a), fact(b, "the broken one")).extend([A, B])
    assert snapshot.get(A) == A("a")
    assert why(snapshot, B) == "gofettle itself failed while looking at the broken one"
    [bug] = snapshot.bugs
    assert "ZeroDivisionError" in bug


def test_a_fact_that_hangs_is_named_and_the_others_are_told() -> None:
    gate = threading.Event()

    def hangs(host: Host) -> B:
        gate.wait(30)
        return B("too late")

    def c(host: Host, b: B) -> C:
        return C(b.said)

    began = time.monotonic()
    snapshot = collection(fact(a), fact(hangs, "a dead disk"), fact(c, "what needs it"), seconds=0.3).extend([A, C])
    assert time.monotonic() - began < 5
    assert snapshot.get(A) == A("a")
    assert why(snapshot, B) == "a dead disk gave no answer within the 0 s of this run"
    assert why(snapshot, C) == "the 0 s of this run were over before it came to what needs it"
    assert [say(message) for message in snapshot.slow] == [why(snapshot, B)]
    gate.set()


def test_what_comes_after_the_budget_is_not_waited_for() -> None:
    made = collection(fact(a), seconds=0.0001)
    time.sleep(0.01)
    began = time.monotonic()
    snapshot = made.extend([A])
    assert time.monotonic() - began < 1
    assert A in snapshot.known


def test_a_fact_that_answers_too_late_changes_nothing() -> None:
    gate = threading.Event()

    def late(host: Host) -> A:
        gate.wait(30)
        return A("late")

    def b(host: Host) -> B:
        return B("b")

    made = collection(fact(late), fact(b), seconds=0.2)
    made.extend([A])
    gate.set()
    time.sleep(0.05)
    made.until = time.monotonic() + 10
    snapshot = made.extend([A, B])
    assert isinstance(snapshot.known[A], Unknown)
    assert snapshot.get(B) == B("b")


@pytest.mark.parametrize(("asked", "told"), [(Level.QUICK, False), (Level.DEFAULT, True), (Level.DEEP, True)])
def test_what_was_not_asked_for_is_not_looked_at(asked: Level, told: bool) -> None:
    snapshot = collection(fact(a, level=Level.DEFAULT), level=asked).extend([A])
    found = snapshot.known[A]
    assert isinstance(found, A) is told
    assert told or found.not_asked


def test_what_needs_something_that_was_not_asked_for_was_not_asked_for_either() -> None:
    def b(host: Host, a: A) -> B:
        return B(a.said)

    snapshot = collection(fact(a, level=Level.DEEP), fact(b)).extend([B])
    assert snapshot.known[B].not_asked


# Side by side


def test_facts_wait_side_by_side_but_not_too_many_at_once() -> None:
    kinds = [type(f"K{number}", (), {}) for number in range(20)]
    running: list[int] = []
    most = [0]
    lock = threading.Lock()

    def made(kind: type) -> FactModule:
        def collect(host: Host) -> object:
            with lock:
                running.append(1)
                most[0] = max(most[0], len(running))
            time.sleep(0.02)
            with lock:
                running.pop()
            return kind()

        collect.__annotations__ = {"host": Host, "return": kind}
        return fact(collect)

    snapshot = collection(*map(made, kinds)).extend(kinds)
    assert all(kind in snapshot.known for kind in kinds)
    assert 2 <= most[0] <= 8


def test_whoever_watches_sees_what_is_running_and_in_the_end_nothing() -> None:
    seen: list[tuple[Message, ...]] = []
    made = Collection(MemoryHost(), Request("/w"), (fact(a, "the first"),), seen.append)
    made.extend([A])
    assert [say(label) for label in seen[0]] == ["the first"]
    assert seen[-1] == ()


# The catalogue of facts


def test_no_fact_needs_itself_through_others() -> None:
    graph = {get_type_hints(module.collect)["return"]: needs(module.collect) for module in FACTS}
    for kind, wants in graph.items():
        todo, seen = list(wants), set()
        while todo:
            other = todo.pop()
            if other not in seen:
                seen.add(other)
                todo += graph.get(other, ())
        assert kind not in seen
        assert seen <= {*graph, Request}


def test_no_fact_is_looked_at_before_what_it_needs_is() -> None:
    levels = {get_type_hints(module.collect)["return"]: module.LEVEL for module in FACTS} | {Request: Level.QUICK}
    for module in FACTS:
        assert all(levels[need] <= module.LEVEL for need in needs(module.collect))


def test_every_fact_has_a_label_of_its_own() -> None:
    labels = [say(module.LABEL) for module in FACTS]
    assert len(labels) == len(set(labels))
    assert all(label and not label.endswith(".") for label in labels)
