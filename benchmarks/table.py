"""The same sections twice: as tables for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.measure import Series
from benchmarks.section import Section, codes, triple

_HEAD = ("", "exit", "wall ms", "CPU ms", "wall, times")


def text(section: Section) -> str:
    """A section for a terminal: every triple is least / median / most."""
    lines = [section.title, "=" * len(section.title), *grid(section.rows or _rows(section))]
    for aim in section.aims:
        verdict = {True: "met", False: "NOT MET", None: "-"}[aim.met]
        lines.append(f"aim: {aim.text}: {verdict} ({aim.said})")
    lines += [f"not here: {missing.name}: {missing.get}" for missing in section.missing]
    lines += [f"note: {note}" for note in section.notes]
    return "\n".join(lines) + "\n"


def as_json(section: Section) -> dict[str, Any]:
    """A section with every single run, in milliseconds."""
    return {
        "title": section.title,
        "baseline": section.baseline,
        "programs": [
            {
                "name": series.name,
                "exit": series.codes,
                "wall_ms": [round(run.wall, 2) for run in series.runs],
                "cpu_ms": [round(run.cpu, 2) for run in series.runs],
            }
            for series in section.series
        ],
        "aims": [{"text": aim.text, "said": aim.said, "met": aim.met} for aim in section.aims],
        "not_here": [{"name": missing.name, "get": missing.get} for missing in section.missing],
        "table": section.rows,
        "notes": section.notes,
    }


def grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _rows(section: Section) -> list[tuple[str, ...]]:
    base = section.named(section.baseline)
    return [_HEAD, *(_row(series, base) for series in section.series)]


def _row(series: Series, base: Series | None) -> tuple[str, ...]:
    times = "1" if base is None or series is base else triple(series.times(base), 2)
    return (series.name, codes(series), triple(series.wall, 0), triple(series.cpu, 0), times)
