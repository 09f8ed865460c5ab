"""The arguments of every command, in one place, so that help, completion and documentation say the same."""

from __future__ import annotations

import argparse

from gofettle import __version__

FAIL_ON = ("broken", "risky", "never")


def parser() -> argparse.ArgumentParser:
    """Build the parser; it knows every command but imports none of them."""
    top = argparse.ArgumentParser(
        prog="gofettle",
        description="Finds out why Go does not work here, proves it, and says how to put it right.",
        epilog="`gofettle` alone is `gofettle doctor`.",
    )
    top.add_argument("--version", action="version", version=f"gofettle {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _doctor(_command(commands, "doctor", "say why Go does not work: vital signs, root causes, proof, fixes"))
    _why(_command(commands, "why", "say where a variable or a command comes from, session by session, line by line"))
    explain = _command(commands, "explain", "show the page of one cause")
    explain.add_argument("id", metavar="ID", help="a cause's id, such as path.not-on-path")
    _command(commands, "causes", "list the catalogue")
    schema = commands.add_parser("schema", help="print a published JSON schema")
    schema.add_argument("name", choices=("diagnosis", "why"))
    completion = commands.add_parser("completion", help="print the completion script of a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"))
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, says: str
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".")
    made.add_argument("--lang", choices=("en", "zh"), help="the language (default: the locale's)")
    return made


def _doctor(made: argparse.ArgumentParser) -> None:
    depth = made.add_mutually_exclusive_group()
    depth.add_argument(
        "--quick", action="store_true", help="look at files and the environment only; start nothing but the shell"
    )
    depth.add_argument("--deep", action="store_true", help="also build and run a small program")
    made.add_argument(
        "--only", action="append", default=[], metavar="ID", help="judge only this cause or family (may be repeated)"
    )
    made.add_argument(
        "--workspace", default=None, metavar="DIR", help="the project to look at (default: this directory)"
    )
    made.add_argument("--log", default=None, metavar="FILE", help="an error text to explain; - reads standard input")
    made.add_argument(
        "--fail-on", choices=FAIL_ON, default="broken", help="what makes the exit status 1 (default: broken)"
    )
    made.add_argument("--format", choices=("text", "json"), default="text")
    made.add_argument(
        "--budget",
        type=_seconds,
        default=None,
        metavar="SECONDS",
        help="time for the whole run (default: 20; 120 with --deep)",
    )


def _why(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "name", metavar="NAME", help="a variable such as PATH or GOROOT, or a command such as go or gopls"
    )
    made.add_argument("--format", choices=("text", "json"), default="text")


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value <= 3600:
        raise argparse.ArgumentTypeError("between 0 and 3600 seconds")
    return value
