"""The result as every format shows it: the diagnosis with its messages put into words beside their values.

The shapes are those of `gofettle schema diagnosis`; renaming a field here breaks people's scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from gofettle.model.diagnosis import Cause, Diagnosis, Reading, Vital
from gofettle.model.fix import AddMode, EnsureLine, Fix, RemoveLink, ReplaceLine, RunCommand, Step
from gofettle.model.message import Message
from gofettle.report.words import Words

SCHEMA: Literal["gofettle/diagnosis/1"] = "gofettle/diagnosis/1"
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """A message as a value: `id` is its English template, `values` what fills it. Scripts read these, not the words."""

    id: str
    values: Values


@dataclass(frozen=True, slots=True)
class HostPart:
    system: str
    version: str
    chip: str
    shell: str


@dataclass(frozen=True, slots=True)
class VitalPart:
    id: str
    state: Literal["ok", "failed", "cannot-tell", "not-looked-at", "not-applicable"]
    detail: str
    detail_text: Text
    ms: int


@dataclass(frozen=True, slots=True)
class SeenPart:
    how: str
    said: str


@dataclass(frozen=True, slots=True)
class StepPart:
    """What `do` needs of the others is given, the rest is null: `line` is what a file gets, `old` what it must hold before.

    ensure-line: path, line · replace-line: path, number, old, line (null takes it out) · remove-link: path · add-mode:
    path, mode (permission bits) · run-command: command.
    """

    do: Literal["ensure-line", "replace-line", "remove-link", "add-mode", "run-command"]
    path: str | None = None
    number: int | None = None
    old: str | None = None
    line: str | None = None
    mode: int | None = None
    command: str | None = None


@dataclass(frozen=True, slots=True)
class FixPart:
    title: str
    title_text: Text
    safety: Literal["safe", "ask", "by-hand"]
    steps: tuple[StepPart, ...]
    after: str


@dataclass(frozen=True, slots=True)
class CausePart:
    """`set_by` is `file:line` where a start-up file or the GOENV file set it, '' where that is not known."""

    id: str
    kind: Literal["broken", "risky", "untidy", "note"]
    root: bool
    explained_by: tuple[str, ...]
    explains: tuple[str, ...]
    breaks: tuple[str, ...]
    about: str
    message: str
    message_text: Text
    set_by: str
    seen: tuple[SeenPart, ...]
    fix: FixPart | None


@dataclass(frozen=True, slots=True)
class CannotTellPart:
    cause: str
    why: str
    why_text: Text


@dataclass(frozen=True, slots=True)
class PointedPart:
    cause: str
    state: Literal["found", "not-found", "cannot-tell", "not-checked"]


@dataclass(frozen=True, slots=True)
class ReadingPart:
    line: int
    text: str
    symptom: str
    points_at: tuple[PointedPart, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`log` is null where no text was given; `slow` names what did not answer within the budget.

    `not_looked_at` holds the causes that this run was not asked to judge (`--quick`).
    """

    host: HostPart
    verdict: Literal["healthy", "broken", "risky", "cannot-tell"]
    vitals: tuple[VitalPart, ...]
    causes: tuple[CausePart, ...]
    cannot_tell: tuple[CannotTellPart, ...]
    not_looked_at: tuple[str, ...]
    slow: tuple[str, ...]
    log: tuple[ReadingPart, ...] | None
    ms: int
    schema: Literal["gofettle/diagnosis/1"] = SCHEMA


def document(diagnosis: Diagnosis, words: Words) -> Document:
    """Put a diagnosis into words."""
    machine = diagnosis.machine
    return Document(
        host=HostPart(machine.system, machine.version, machine.chip, machine.shell),
        verdict=diagnosis.verdict,
        vitals=tuple(_vital(vital, words) for vital in diagnosis.vitals),
        causes=tuple(_cause(cause, words) for cause in diagnosis.causes),
        cannot_tell=tuple(
            CannotTellPart(untold.cause, words.say(untold.why), _text(untold.why)) for untold in diagnosis.cannot_tell
        ),
        not_looked_at=diagnosis.not_looked_at,
        slow=tuple(words.say(message) for message in diagnosis.slow),
        log=None if diagnosis.readings is None else tuple(_reading(reading) for reading in diagnosis.readings),
        ms=diagnosis.ms,
    )


def _vital(vital: Vital, words: Words) -> VitalPart:
    return VitalPart(vital.id, vital.state.value, words.say(vital.detail), _text(vital.detail), vital.ms)


def _cause(cause: Cause, words: Words) -> CausePart:
    finding = cause.finding
    return CausePart(
        id=cause.id,
        kind=cause.kind.value,
        root=cause.is_root,
        explained_by=cause.explained_by,
        explains=cause.explains,
        breaks=cause.breaks,
        about=plain(finding.about),
        message=words.say(finding.message),
        message_text=_text(finding.message),
        set_by=plain(finding.set_by.text) if finding.set_by else "",
        seen=tuple(SeenPart(plain(seen.how), _said(seen.said, words)) for seen in finding.seen),
        fix=_fix(cause.fix, words) if cause.fix else None,
    )


def _said(said: str | Message, words: Words) -> str:
    return words.say(said) if isinstance(said, Message) else plain(said)


def _fix(fix: Fix, words: Words) -> FixPart:
    after = words.say(fix.after) if fix.after else ""
    return FixPart(words.say(fix.title), _text(fix.title), fix.safety.value, tuple(map(_step, fix.steps)), after)


def _step(step: Step) -> StepPart:
    match step:
        case EnsureLine(path, line):
            return StepPart(step.do, plain(path), line=plain(line))
        case ReplaceLine(path, number, old, new):
            return StepPart(step.do, plain(path), number, plain(old), None if new is None else plain(new))
        case RemoveLink(path):
            return StepPart(step.do, plain(path))
        case AddMode(path, mode):
            return StepPart(step.do, plain(path), mode=mode)
        case RunCommand(command):
            return StepPart(step.do, command=plain(command))


def _reading(reading: Reading) -> ReadingPart:
    points = tuple(PointedPart(pointed.cause, pointed.state) for pointed in reading.points_at)  # type: ignore[arg-type]
    return ReadingPart(reading.line, plain(reading.text), reading.symptom, points)


def _text(message: Message) -> Text:
    return Text(message.id, {name: _value(value) for name, value in message.values})


def _value(value: str | int | Message) -> Any:
    if isinstance(value, Message):
        text = _text(value)
        return {"id": text.id, "values": text.values}
    return plain(value) if isinstance(value, str) else value


def plain(text: str) -> str:
    """JSON is UTF-8: a byte that was none is spelt out."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a pair, from somebody's JSON
        return text.encode("utf-8", "backslashreplace").decode()
