"""What an error text points at, as data: the expression, the causes it has, and texts that prove it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symptom:
    """One text of one speaker (shell, go, compile…).

    `found` is searched in a line, in the subset of expressions that `re`, RE2 and Hyperscan read alike. `points_at`
    holds causes with how often each is behind this text, the likeliest first, as weights that add up to at most 1.
    `matches` and `ignores` are texts that it must and must not match.
    """

    name: str
    speaker: str
    found: str
    points_at: tuple[tuple[str, float], ...]
    matches: tuple[str, ...]
    ignores: tuple[str, ...] = ()
