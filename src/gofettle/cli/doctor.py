"""`gofettle doctor`: look, judge, report."""

from __future__ import annotations

import argparse

from gofettle import api
from gofettle.cli import progress
from gofettle.cli.failure import report_bugs
from gofettle.cli.settings import chosen_language, screen, show
from gofettle.cli.streams import standard_input
from gofettle.errors import Unusable
from gofettle.facts.request import Level, Request
from gofettle.host.local import LocalHost
from gofettle.host.port import Failed
from gofettle.model import paths
from gofettle.model.diagnosis import Diagnosis
from gofettle.model.message import msg
from gofettle.report.document import document
from gofettle.report.words import Words, words

OK, BROKEN, CANNOT_TELL = 0, 1, 4


def run(asked: argparse.Namespace) -> int:
    host = LocalHost()
    speech, layout = words(chosen_language(asked), host.user.home), screen()
    with progress.watching(speech, layout.width) as watch:
        diagnosis, bugs = api.diagnose(host, _request(asked, host), asked.only, _log(asked, host), watch)
    show(_rendered(diagnosis, asked, speech))
    return report_bugs(list(bugs), asked) if bugs else exit_code(diagnosis, asked.fail_on)


def exit_code(diagnosis: Diagnosis, fail_on: str) -> int:
    """DESIGN section 4: 1 for what `--fail-on` names, 4 if something that was asked for could not be told."""
    fails = {"broken": {"broken"}, "risky": {"broken", "risky"}, "never": set[str]()}[fail_on]
    if diagnosis.verdict in fails:
        return BROKEN
    return CANNOT_TELL if diagnosis.verdict == "cannot-tell" and fail_on != "never" else OK


def _request(asked: argparse.Namespace, host: LocalHost) -> Request:
    level = Level.QUICK if asked.quick else Level.DEEP if asked.deep else Level.DEFAULT
    workspace = paths.join(host.cwd, asked.workspace or "")
    stat = host.stat(workspace)
    if isinstance(stat, Failed) or stat.kind != "directory":
        raise Unusable(msg("'{path}' is not a directory", path=asked.workspace or workspace))
    return Request(paths.clean(workspace), level, asked.budget or (120.0 if asked.deep else 20.0))


def _log(asked: argparse.Namespace, host: LocalHost) -> str | None:
    if asked.log is None:
        return None
    text = standard_input() if asked.log == "-" else host.read(paths.join(host.cwd, asked.log), 64 << 20)
    if isinstance(text, Failed):
        raise Unusable(msg("'{path}' cannot be read ({error})", path=asked.log, error=text.code))
    return text


def _rendered(diagnosis: Diagnosis, asked: argparse.Namespace, speech: Words) -> str:
    result = document(diagnosis, speech)
    if asked.format == "json":
        from gofettle.report import json  # noqa: PLC0415  msgspec is not needed for text

        return json.render(result) + "\n"
    from gofettle.report import text  # noqa: PLC0415

    return text.render(result, speech, screen())
