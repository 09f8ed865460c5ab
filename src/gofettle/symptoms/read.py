"""Read an error text: which of its lines a symptom knows, and what this machine says of the causes they point at."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gofettle.model.diagnosis import Pointed, Reading
from gofettle.symptoms.catalogue import SYMPTOMS
from gofettle.symptoms.lines import cleaned

MOST = 5 << 20
"""Bytes of a text that are read; a real log of one failure is far smaller."""


def read_log(text: str, states: Mapping[str, str]) -> tuple[Reading, ...]:
    """Return one reading for each symptom, at the first line that shows it. `states` says what is known of each cause here."""
    compiled = [(symptom, re.compile(symptom.found)) for symptom in SYMPTOMS]
    found: dict[str, Reading] = {}
    for number, line in cleaned(text[:MOST]):
        for symptom, expression in compiled:
            if symptom.name not in found and expression.search(line):
                points = tuple(Pointed(cause, states.get(cause, "not-checked")) for cause, _ in symptom.points_at)
                found[symptom.name] = Reading(number, line.strip(), symptom.name, points)
    return tuple(sorted(found.values(), key=lambda reading: reading.line))
