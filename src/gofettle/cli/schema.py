"""`gofettle schema NAME`: the published JSON schemas."""

from __future__ import annotations

import argparse

from gofettle.cli.settings import show
from gofettle.report import json


def run(asked: argparse.Namespace) -> int:
    show(json.schema(asked.name) + "\n")
    return 0
