"""A parser that speaks one language in its help and its errors, and lays them out the same under every Python."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from gofettle.cli.settings import screen
from gofettle.cli.streams import standard_error, standard_output
from gofettle.report.screen import columns
from gofettle.report.words import visible

Say = Callable[[str], str]

USAGE = 2
_WIDEST_NAME = 24


class Parser(argparse.ArgumentParser):
    """`say` translates a text; commands are made with the same one."""

    def __init__(self, *, say: Say, **others: Any) -> None:
        super().__init__(add_help=False, **others)
        _ = self.say = say
        self.add_argument("-h", "--help", action="help", help=_("show this help and exit"))

    def format_usage(self) -> str:
        """One line, or more where the terminal is narrow."""
        return "\n".join(self._usage()) + "\n"

    def format_help(self) -> str:
        """Usage, description, and a table each of arguments, commands and options."""
        _ = self.say
        positional = self._get_positional_actions()
        commands = [command for action in positional for command in _commands(action)]
        lines = [*self._usage(), "", *screen().fill(self.description or "")]
        for title, rows in (
            (_("arguments:"), [(_name(action), action.help) for action in positional if not _commands(action)]),
            (_("commands:"), [(action.dest, action.help) for action in commands]),
            (_("options:"), [(_name(action), action.help) for action in self._get_optional_actions()]),
        ):
            lines += ["", title, *_table(rows)] if rows else []
        return "\n".join([*lines, "", *screen().fill(self.epilog)] if self.epilog else lines) + "\n"

    def print_help(self, file: object = None) -> None:
        """Write the help to standard output, whatever encoding that has."""
        del file
        standard_output(self.format_help())

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Leave, with a last word on standard error."""
        if message:
            standard_error(message.rstrip())
        raise SystemExit(status)

    def error(self, message: str) -> NoReturn:
        """Show the usage and say what is wrong, in one line."""
        _ = self.say
        why = visible(complaint(message, self.say))
        self.exit(USAGE, self.format_usage() + _("gofettle: {why}").format(why=why) + "\n")

    def _usage(self) -> Iterator[str]:
        """The names are kept whole: a blank inside of one is no place to break."""
        _ = self.say
        front = _("usage: ") + self.prog
        parts = [part.replace(" ", "\0") for part in _parts(self)]
        if columns(front) + 1 + max(map(len, parts)) <= screen().width:
            lines = screen().fill(" ".join(parts), f"{front} ")
        else:
            lines = screen().fill(" ".join([front.replace(" ", "\0"), *parts]), "", "    ")
        yield from (line.replace("\0", " ") for line in lines)


def complaint(english: str, _: Say) -> str:
    """What argparse found wrong, in our words; in its own where it is nothing that we know."""
    argument = r"argument (?P<argument>\S+): "
    known = {
        r"the following arguments are required: (?P<given>.*)": _("{given} is missing"),
        r"unrecognized arguments: (?P<given>.*)": _("no such argument: {given}"),
        r"ambiguous option: (?P<given>.*) could match (?P<more>.*)": _("{given} could be any of: {more}"),
        argument + r"invalid choice: (?P<given>.*) \(choose from (?P<more>.*)\)": _(
            "{argument} cannot be {given} (one of: {more})"
        ),
        argument + r"expected one argument": _("{argument} needs a value"),
        argument + r"not allowed with argument (?P<given>.*)": _("{argument} and {given} exclude each other"),
        argument + r"ignored explicit argument (?P<given>.*)": _("{argument} takes no value, but got {given}"),
        argument + r"not a number of seconds": _("{argument} must be a number of seconds: above 0, at most 3600"),
    }
    for pattern, text in known.items():
        found = re.fullmatch(pattern, english, re.DOTALL)
        if found:
            groups = found.groupdict()
            return text.format(**groups | {"more": groups.get("more", "").replace("'", "")})
    return english


def _parts(parser: Parser) -> Iterator[str]:
    exclusive = [group._group_actions for group in parser._mutually_exclusive_groups]  # noqa: SLF001  no public name
    for action in parser._get_optional_actions():  # noqa: SLF001
        group = next((group for group in exclusive if action in group), [action])
        if action is group[0]:
            yield f"[{' | '.join(_name(each, short=True) for each in group)}]"
    for action in parser._get_positional_actions():  # noqa: SLF001
        yield _name(action) + (" ..." if _commands(action) else "")


def _name(action: argparse.Action, *, short: bool = False) -> str:
    """`-h, --help`, `--log FILE`, `ID`."""
    value = f"{{{','.join(action.choices)}}}" if action.choices and not action.metavar else str(action.metavar or "")
    names = action.option_strings[:1] if short else action.option_strings
    return " ".join(part for part in (", ".join(names), value) if part)


def _commands(action: argparse.Action) -> list[argparse.Action]:
    if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
        return list(action._get_subactions())  # noqa: SLF001
    return []


def _table(rows: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    rows = list(rows)
    widest = min(max(len(name) for name, _ in rows), _WIDEST_NAME)
    for name, text in rows:
        if len(name) > widest:
            yield f"  {name}"
        front = " " * (widest + 4) if len(name) > widest else f"  {name:<{widest}}  "
        yield from screen().fill(text or "", front, " " * (widest + 4))
