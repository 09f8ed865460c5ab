"""A document for a person at a terminal: roots first, each with its proof and its fix; then the vital signs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from gofettle.model.message import msg
from gofettle.report.document import CausePart, Document, FixPart, ReadingPart, SeenPart, StepPart, VitalPart
from gofettle.report.screen import Screen, columns
from gofettle.report.words import Words, visible

_MARKS = {
    "ok": ("✓", "green"),
    "failed": ("✗", "red"),
    "cannot-tell": ("?", "yellow"),
    "not-looked-at": ("–", "dim"),
    "not-applicable": ("–", "dim"),
}
_KINDS = {"broken": "red", "risky": "yellow", "untidy": "cyan", "note": "dim"}
_MOST_SEEN = 600


def render(document: Document, words: Words, screen: Screen) -> str:
    """The whole report, one text."""
    return (
        "\n".join(line for part in (_head, _log, _causes, _vitals, _rest) for line in part(document, words, screen))
        + "\n"
    )


def _head(document: Document, words: Words, screen: Screen) -> Iterator[str]:
    roots = sum(cause.root for cause in document.causes)
    ran = any(vital.state == "ok" for vital in document.vitals if vital.id in {"terminal", "session"})
    unexplained = msg("Go does not work here, and no known cause explains it.")
    if document.cannot_tell:
        unexplained = msg("Go does not work here, and not every known cause could be judged.")
    verdict = {
        "healthy": msg("Go works here.") if ran else msg("Nothing broken was found; go itself was not run."),
        "broken": msg("Go is broken here.") if roots else unexplained,
        "risky": msg("Go works here, but not safely."),
        "cannot-tell": msg("Nothing broken was found, but not everything could be told."),
    }[document.verdict]
    count = (
        words.say(msg(" Findings: {count}, root causes: {roots}.", count=len(document.causes), roots=roots))
        if document.causes
        else ""
    )
    colour = {"healthy": "green", "broken": "red"}.get(document.verdict, "yellow")
    yield screen.paint(words.say(verdict), "bold", colour) + count
    host = document.host
    yield screen.paint(" ".join(part for part in (host.system, host.version, host.chip, host.shell) if part), "dim")


def _log(document: Document, words: Words, screen: Screen) -> Iterator[str]:
    if document.log is None:
        return
    yield ""
    yield screen.paint(words.say(msg("The text you gave")), "bold")
    if not document.log:
        yield "  " + words.say(msg("gofettle knows none of its lines."))
    for reading in document.log:
        yield from _reading(reading, words, screen)


def _reading(reading: ReadingPart, words: Words, screen: Screen) -> Iterator[str]:
    yield from screen.fill(visible(reading.text), f"  {reading.line}: ")
    states = {
        "found": msg("found here"),
        "not-found": msg("not the case here"),
        "cannot-tell": msg("cannot tell here"),
        "not-checked": msg("not checked here"),
    }
    yield "     " + words.say(msg("Possible causes, the likeliest first:"))
    for place, pointed in enumerate(reading.points_at, 1):
        state = words.say(states[pointed.state])
        label = words.say(msg("{name}: ", name=pointed.cause))
        styles = ("red", "bold") if pointed.state == "found" else ()
        yield f"     {place}. {label}{screen.paint(state, *styles)}"


def _causes(document: Document, words: Words, screen: Screen) -> Iterator[str]:
    for cause in document.causes:
        if cause.root:
            yield ""
            yield from _cause(cause, document.causes, words, screen)


def _cause(cause: CausePart, every: tuple[CausePart, ...], words: Words, screen: Screen) -> Iterator[str]:
    kinds = {"broken": msg("broken"), "risky": msg("risky"), "untidy": msg("untidy"), "note": msg("note")}
    yield screen.paint(cause.id, "bold", _KINDS[cause.kind]) + words.say(msg(" ({kind})", kind=kinds[cause.kind]))
    yield from screen.fill(cause.message, "  ")
    yield from _seen(cause.seen, words, screen)
    if cause.fix:
        yield from _fix(cause.fix, words, screen)
    # Of several roots of one cause the last carries what they lead to, so that it is said once.
    is_last = cause is [other for other in every if other.root and other.id == cause.id][-1]
    folded = [other for other in every if is_last and not other.root and cause.id in other.explained_by]
    if folded:
        label = words.say(msg("leads to"))
        yield from screen.fill(
            "\n".join(words.say(msg("{name}: ", name=other.id)) + other.message for other in folded), f"  {label}  "
        )


def _seen(seen: tuple[SeenPart, ...], words: Words, screen: Screen) -> Iterator[str]:
    label = words.say(msg("seen"))
    front = f"  {label}  "
    for sighting in seen:
        said = visible(sighting.said)  # as it is: a `~` in it would be one that was seen
        said = said if len(said) <= _MOST_SEEN else said[:_MOST_SEEN] + " …"
        yield from screen.fill(words.say(sighting.how), front)
        if said:
            yield from (screen.paint(line, "dim") for line in screen.fill(said, " " * (columns(front) + 2)))
        front = " " * columns(front)


def _fix(fix: FixPart, words: Words, screen: Screen) -> Iterator[str]:
    safety = {
        "safe": msg("safe"),
        "ask": msg("asks first"),
        "by-hand": msg("by hand"),
    }[fix.safety]
    front = f"  {words.say(msg('fix'))}  "
    yield from screen.fill(words.say(msg("{title} ({safety})", title=fix.title, safety=safety)), front)
    file = ""
    for step in fix.steps:
        for line in _step(step, words, file):
            yield " " * (columns(front) + 2) + screen.paint(line, "cyan")
        file = "" if step.number else step.path or ""
    if fix.after:
        yield from screen.fill(fix.after, " " * columns(front))


def _step(step: StepPart, words: Words, file: str) -> Iterator[str]:
    """A step as lines of a diff, or as the command to copy; `file` is the one that stands above already."""
    path = words.say(step.path or "")
    match step.do:
        case "ensure-line" | "replace-line":
            if step.path != file:
                yield path + (f":{step.number}" if step.number else "") + ":"
            if step.old is not None:
                yield f"- {visible(step.old)}"
            if step.line is not None:
                yield f"+ {visible(step.line)}"
        case "remove-link":
            yield f"rm {_operand(path)}"
        case "add-mode":
            yield f"chmod +{'x' if step.mode == 0o111 else f'{step.mode:o}'} {_operand(path)}"
        case "run-command":
            yield visible(step.command or "")


def _operand(path: str) -> str:
    """A path as a shell takes it: what needs quotes gets them, but not the `~/` in front."""
    home = "~/" if path.startswith("~/") else ""
    return home + shlex.quote(path.removeprefix(home))


def _vitals(document: Document, words: Words, screen: Screen) -> Iterator[str]:
    names = {
        "terminal": msg("new terminal"),
        "session": msg("this session"),
        "tools": msg("installed tools"),
        "build": msg("build"),
    }
    yield ""
    yield screen.paint(words.say(msg("Vital signs")), "bold")
    widest = max(columns(words.say(name)) for name in names.values())
    for vital in document.vitals:
        yield from _vital(vital, words.say(names[vital.id]), widest, words, screen)


def _vital(vital: VitalPart, name: str, widest: int, words: Words, screen: Screen) -> Iterator[str]:
    mark, colour = _MARKS[vital.state]
    states = {
        "cannot-tell": msg("cannot tell: {why}", why=vital.detail),
        "not-looked-at": msg("not looked at: {why}", why=vital.detail),
    }
    detail = words.say(states[vital.state]) if vital.state in states else vital.detail
    front = f"  {mark} {name}{' ' * (widest - columns(name))}  "
    lines = list(screen.fill(detail, front))
    yield lines[0].replace(mark, screen.paint(mark, colour), 1)
    yield from lines[1:]


def _rest(document: Document, words: Words, screen: Screen) -> Iterator[str]:
    reasons: dict[str, list[str]] = {slow: [] for slow in document.slow}
    for untold in document.cannot_tell:
        reasons.setdefault(untold.why, []).append(untold.cause)
    if reasons:
        yield ""
        yield screen.paint(words.say(msg("Cannot tell")), "bold")
    for why, causes in reasons.items():
        yield from screen.fill(why, "  ? ")
        if causes:
            yield from (screen.paint(line, "dim") for line in screen.fill(words.listed(causes), "    "))
