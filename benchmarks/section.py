"""What one part of the benchmark found: its series, its aims and what was missing."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.measure import Series, Spread


@dataclass(frozen=True, slots=True)
class Aim:
    """What is striven for, and what was measured; `met` is None where it could not be measured."""

    text: str
    said: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A program that is not here, and how to get it."""

    name: str
    get: str


@dataclass(frozen=True, slots=True)
class Section:
    """Series that were run by turns; ratios are to the one called `baseline`. `rows` are for what is not timed."""

    title: str
    baseline: str
    series: tuple[Series, ...] = ()
    aims: tuple[Aim, ...] = ()
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def named(self, name: str) -> Series | None:
        """Return the series of a program, if it was run."""
        return next((series for series in self.series if series.name == name), None)


def times_aim(text: str, mine: Series, other: Series | None, most: float) -> Aim:
    """Judge "within so many times of the other" by the median of the turns; a run that failed proves nothing."""
    if other is None:
        return Aim(text, "not measured: it is not here", None)
    if not ended_well(mine):
        return Aim(text, f"not measured: {mine.name} ended with {codes(mine)}", None)
    ratio = mine.times(other)
    return Aim(text, f"{triple(ratio, 2)} times", ratio.mid <= most)


def ended_well(series: Series) -> bool:
    """0 and 1 are a doctor's answers; anything else is a run that did not do its work."""
    return set(series.codes) <= {0, 1}


def codes(series: Series) -> str:
    """The exit statuses, as a table shows them."""
    return ",".join(str(code) for code in series.codes)


def triple(values: Spread, digits: int) -> str:
    """Least / median / most."""
    return f"{values.low:.{digits}f} / {values.mid:.{digits}f} / {values.high:.{digits}f}"
