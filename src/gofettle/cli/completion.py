"""`gofettle completion SHELL`: the completion script, made from the parser by `script/make-completion`."""

from __future__ import annotations

import argparse
from importlib.resources import files

from gofettle.cli.settings import show


def run(asked: argparse.Namespace) -> int:
    show((files("gofettle") / "completion" / f"gofettle.{asked.shell}").read_text(encoding="utf-8"))
    return 0
