"""`gofettle why NAME`: where a variable or a command comes from."""

from __future__ import annotations

import argparse

from gofettle import api
from gofettle.cli import progress
from gofettle.cli.failure import report_bugs
from gofettle.cli.settings import chosen_language, screen, show
from gofettle.facts.request import Request
from gofettle.host.local import LocalHost
from gofettle.report.why_document import why_document
from gofettle.report.words import words


def run(asked: argparse.Namespace) -> int:
    host = LocalHost()
    speech, layout = words(chosen_language(asked), host.user.home), screen()
    with progress.watching(speech, layout.width) as watch:
        answer, bugs = api.explain_name(host, Request(host.cwd), asked.name, watch)
    result = why_document(answer, speech)
    if asked.format == "json":
        from gofettle.report import json  # noqa: PLC0415  msgspec is not needed for text

        show(json.render(result) + "\n")
    else:
        from gofettle.report import why_text  # noqa: PLC0415

        show(why_text.render(result, speech, layout))
    return report_bugs(list(bugs), asked) if bugs else 0
