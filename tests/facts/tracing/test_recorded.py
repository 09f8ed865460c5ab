"""The readers on small traces as the shells print them: no shell is needed."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.facts.tracing import bash, bash_3, fish, posix, wire, zsh
from gofettle.facts.tracing.fish_hook import HANDLER, HIDDEN
from gofettle.host.port import Hung, NotStarted, Outcome, Ran
from gofettle.model.place import Change, Place, Trace

R, F, V = wire.RECORD, wire.FIELD, wire.VALUE
WAYS = (zsh, bash, bash_3, fish, posix)
ENV = {"HOME": "/home/dev", "PWD": "/home/dev", "PATH": "/bin"}
NAMES = ("PATH", "GOBIN")


@dataclass(frozen=True, slots=True)
class Line:
    """One traced command: its place, the values before it, itself."""

    file: str
    line: int
    code: str
    path: str = "/bin"
    gobin: str = wire.UNSET
    frames: int = 1
    name: str = ""
    who: str = "7.0"

    def zsh(self) -> str:
        head = F.join((self.file, str(self.line), str(self.frames), self.name or self.file, self.who))
        return f"{R}{head}{V}{self.gobin}{V}{self.path}{V}{self.code}\n"

    def bash_3(self) -> str:
        head = F.join((str(self.line), self.who[-1], str(self.frames), self.file.replace("/home/dev", "~"), self.name))
        return f"+{R}{head}{V}{self.code}\n"


def said(*values: str) -> str:
    return "printed by a file" + "\0".join((wire.MARK, *values, ""))


END = Line("zsh", 1, ": gofettle-end", gobin="/b", frames=0)
RC = "/home/dev/.zshrc"


def test_nothing_started() -> None:
    for way in WAYS:
        assert way.parse(NotStarted("ENOENT"), ENV, NAMES) == Trace((), None, "not-started")


def test_nothing_traced() -> None:
    for way in WAYS:
        assert way.parse(Ran(0, said(wire.UNSET, "/bin")), ENV, NAMES) == Trace((), None, "")
        assert way.parse(Ran(1), ENV, NAMES) == Trace((), None, "ended-early")
        assert way.parse(Hung(20.0), ENV, NAMES) == Trace((), None, "hung")


def test_a_change_that_nothing_explains() -> None:
    unexplained = Change("GOBIN", None, "/b", Place("", None))
    for way in WAYS:
        assert way.parse(Ran(0, said("/b", "/bin")), ENV, NAMES) == Trace((unexplained,), None, "switched-off")


def test_a_change_is_the_work_of_the_command_before() -> None:
    err = Line(RC, 3, "GOBIN=/b ").zsh() + END.zsh()
    trace = zsh.parse(Ran(0, said("/b", "/bin"), err), ENV, NAMES)
    assert trace == Trace((Change("GOBIN", None, "/b", Place(RC, 3, "GOBIN=/b")),), Place(RC, 3, "GOBIN=/b"), "")


def test_what_else_is_printed_among_the_records() -> None:
    err = "warning\n" + Line(RC, 3, "GOBIN=/b ").zsh() + "more\nand more\n" + END.zsh() + "bye"
    [change] = zsh.parse(Ran(0, said("/b", "/bin"), err), ENV, NAMES).changes
    assert change.place == Place(RC, 3, "GOBIN=/b")


def test_a_file_in_letters_that_the_c_locale_does_not_have() -> None:
    err = Line("/home/jos\\M-C\\M-)/.zshrc", 3, "GOBIN=/b ").zsh() + END.zsh()
    [change] = zsh.parse(Ran(0, said("/b", "/bin"), err), ENV, NAMES).changes
    assert change.place.file == "/home/josé/.zshrc"


def test_a_record_that_another_process_tore_apart() -> None:
    torn = Line(RC, 2, "x=1").zsh()[:20]
    err = torn + Line(RC, 3, "GOBIN=/b ").zsh() + torn + END.zsh() + torn
    [change] = zsh.parse(Ran(0, said("/b", "/bin"), err), ENV, NAMES).changes
    assert change.place.line == 3


def test_bash_shows_a_passing_value_before_its_command() -> None:
    file = "/home/dev/.bashrc"
    lines = (
        Line(file, 1, "x=1", who="7.7"),
        Line(file, 2, "GOBIN=/b", gobin="/b", who="7.7"),
        Line(file, 2, "go install", who="7.7"),
        Line("", 1, ": gofettle-end", frames=0, who="7.7"),
    )
    side = "+" + "+".join(line.zsh().replace(f"{F}{line.file}{F}7.7", f"{F}{F}7.7") for line in lines)
    assert bash.parse(Ran(0, said(wire.UNSET, "/bin"), "", side), ENV, NAMES) == Trace(
        (), Place(file, 2, "go install"), ""
    )


def test_text_of_assignments() -> None:
    rc = "/home/dev/.bash_profile"
    err = (
        Line(rc, 1, "export 'PATH=/a b:/bin'").bash_3()
        + Line(rc, 2, "GOBIN+=/b").bash_3()
        + Line(rc, 1, "GOBIN=/c", frames=2, name="f").bash_3()
        + Line(rc, 9, "unset -v GOBIN").bash_3()
        + Line(rc, 9, "GOBIN=/x", who="7.1").bash_3()
    )
    trace = bash_3.parse(Hung(1.0, "", err), ENV, NAMES)
    assert [(change.after, change.place.text, change.place.code) for change in trace.changes] == [
        ("/a b:/bin", f"{rc}:1", "export 'PATH=/a b:/bin'"),
        ("/b", f"{rc}:2", "GOBIN+=/b"),
        ("/c", rc, "f():1: GOBIN=/c"),
        (None, f"{rc}:9", "unset -v GOBIN"),
    ]


FISH_3 = (
    f"{R}VARIABLE SET GOBIN{F}in function '__gofettle_say'\n\tcalled on line 1 of file /tmp/x/hook.fish\n"
    f"in function '{HANDLER}' with arguments 'VARIABLE SET GOBIN'\n\tcalled on line 1 of file ~/a.fish\n"
    "in event handler: handler for variable 'GOBIN'\n\tcalled on line 7 of file ~/a.fish"
)
FISH_4 = FISH_3.partition("in event handler")[0]


@pytest.mark.parametrize(("record", "line"), [(FISH_3, 7), (FISH_4, None)])
def test_fish_events(record: str, line: int | None) -> None:
    err = f"> source /home/dev/a.fish\n--> set -gx GOBIN /b\n{record}{V}/b{V}{HIDDEN}{V}\n> printf {wire.MARK}\n"
    trace = fish.parse(Ran(0, said("/b", "/bin"), err), ENV, NAMES)
    place = Place("/home/dev/a.fish", line, "set -gx GOBIN /b")
    assert trace == Trace((Change("GOBIN", None, "/b", place),), Place(place.file, None, place.code), "")
    text = "\n" * 6 + "set -gx GOBIN $x\n"
    assert fish.refine(trace, lambda _: text).changes[0].place.line == 7


def test_variables_that_can_be_none() -> None:
    assert wire.watched(("PATH", "GO-BIN", "GOBIN", "1X", "GOBIN", "x; rm", "")) == ("GOBIN", "PATH")
    for way in WAYS:
        assert way.parse(Ran(0, said()), ENV, ()) == Trace((), None, "")


SOUP = st.lists(
    st.sampled_from(
        (R, F, V, wire.UNSET, "+", "\n", "> ", "--> ", "source ", "eval ", "7.0", "7.7", "1", "/a", wire.MARK, "\0")
    )
    | st.text(max_size=8)
    | st.binary(max_size=6).map(lambda data: data.decode("utf-8", "surrogateescape"))
    | st.sampled_from(
        (Line(RC, 3, "GOBIN=/b ").zsh(), Line(RC, 3, "x", gobin="/b").bash_3(), END.zsh(), FISH_3, FISH_4)
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.rpartition(".")[2])
@given(out=SOUP, trace=SOUP, hung=st.booleans(), names=st.sampled_from(((), ("PATH",), NAMES)))
def test_no_bytes_are_too_odd(way: ModuleType, out: str, trace: str, names: tuple[str, ...], *, hung: bool) -> None:
    outcome: Outcome = Hung(1.0, out, trace, trace) if hung else Ran(0, out, trace, trace)
    found = way.parse(outcome, ENV, names)
    assert {change.variable for change in found.changes} <= set(names)
    if way is posix:
        posix.refine(found, lambda _: trace, ("/etc/profile",))
    elif way in (bash_3, fish):
        way.refine(found, lambda _: trace)
