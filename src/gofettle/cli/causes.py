"""`gofettle causes`: the catalogue."""

from __future__ import annotations

import argparse

from gofettle.cli.settings import chosen_language, screen, show
from gofettle.diagnosis.catalogue import CAUSES
from gofettle.host.local import LocalHost
from gofettle.report import page
from gofettle.report.words import words


def run(asked: argparse.Namespace) -> int:
    show(page.catalogue(CAUSES, words(chosen_language(asked), LocalHost().user.home), screen()))
    return 0
