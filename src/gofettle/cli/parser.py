"""The arguments of every command, in one place, so that help, completion and documentation say the same."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from gofettle import __version__
from gofettle.cli.speech import Parser, Say

FAIL_ON = ("broken", "risky", "never")

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001  it has no public name


def parser(_: Say = str) -> Parser:
    """Build the parser; it knows every command but imports none of them. `_` translates a text."""
    top = Parser(
        say=_,
        prog="gofettle",
        description=_("Finds out why Go does not work here, proves it, and says how to put it right."),
        epilog=_("`gofettle` alone is `gofettle doctor`."),
    )
    version = f"gofettle {__version__}"
    top.add_argument("--version", action="version", version=version, help=_("show the version and exit"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _doctor(commands, _)
    _why(commands, _)
    explain = _command(commands, _, "explain", _("show the page of one cause"))
    explain.add_argument("id", metavar="ID", help=_("a cause's id, such as path.not-on-path"))
    _command(commands, _, "causes", _("list the catalogue of causes"))
    schema = _command(commands, _, "schema", _("print a published JSON schema"), lang=False)
    schema.add_argument("name", choices=("diagnosis", "why"), help=_("the document that it describes"))
    completion = _command(commands, _, "completion", _("print the completion script of a shell"), lang=False)
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help=_("the shell"))
    return top


def _command(commands: Commands, _: Say, name: str, says: str, *, lang: bool = True) -> Parser:
    sentence = _("{text}.").format(text=says[:1].upper() + says[1:])
    made = commands.add_parser(name, say=_, help=says, description=sentence)
    if lang:
        made.add_argument("--lang", choices=("en", "zh"), help=_("the language (default: the locale's)"))
    return made


def _doctor(commands: Commands, _: Say) -> None:
    made = _command(commands, _, "doctor", _("say why Go does not work: vital signs, root causes, proof, fixes"))
    made.epilog = _(
        "Exit status: 0 nothing is broken, 1 something is broken, 2 wrong usage, 3 a fault of gofettle, "
        "4 nothing known is broken, but something could not be told."
    )
    depth = made.add_mutually_exclusive_group()
    depth.add_argument(
        "--quick",
        action="store_true",
        help=_("look at files and the environment only; start nothing but the shell"),
    )
    depth.add_argument("--deep", action="store_true", help=_("also build and run a small program"))
    made.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="ID",
        help=_("judge only this cause or family (may be repeated)"),
    )
    made.add_argument("--workspace", metavar="DIR", help=_("the project to look at (default: this directory)"))
    made.add_argument("--log", metavar="FILE", help=_("an error text to explain; - reads standard input"))
    made.add_argument(
        "--fail-on", choices=FAIL_ON, default="broken", help=_("what makes the exit status 1 (default: broken)")
    )
    _format(made, _)
    made.add_argument(
        "--budget",
        type=_seconds,
        metavar="SECONDS",
        help=_("time for the whole run (default: 20; 120 with --deep)"),
    )


def _why(commands: Commands, _: Say) -> None:
    made = _command(
        commands, _, "why", _("say where a variable or a command comes from, session by session, line by line")
    )
    made.add_argument(
        "name", metavar="NAME", help=_("a variable such as PATH or GOROOT, or a command such as go or gopls")
    )
    _format(made, _)


def _format(made: Parser, _: Say) -> None:
    made.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("the form of the answer (default: text)")
    )


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 3600:
        raise argparse.ArgumentTypeError("not a number of seconds")
    return value
