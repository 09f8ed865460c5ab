"""`gofettle explain ID`: the page of one cause."""

from __future__ import annotations

import argparse

from gofettle import api
from gofettle.cli.settings import chosen_language, screen, show
from gofettle.diagnosis.catalogue import BY_ID
from gofettle.errors import Unusable
from gofettle.host.local import LocalHost
from gofettle.report import page
from gofettle.report.words import words


def run(asked: argparse.Namespace) -> int:
    module = BY_ID.get(asked.id)
    if module is None:
        raise Unusable(api.unknown_cause(asked.id))
    show(page.render(module, words(chosen_language(asked), LocalHost().user.home), screen()))
    return 0
