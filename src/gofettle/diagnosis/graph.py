"""Which finding explains which: what the catalogue says that causes lead to, followed to the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gofettle.model.cause import CauseModule, cause_id
from gofettle.model.finding import Finding

Edges = Mapping[str, tuple[str, ...]]


def edges(modules: Iterable[CauseModule]) -> Edges:
    """LEADS_TO of every cause, by id."""
    return {cause_id(module): module.LEADS_TO for module in modules}


def reach(start: str, leads_to: Edges) -> frozenset[str]:
    """Everything that a cause leads to, directly or through others."""
    found: set[str] = set()
    queue = list(leads_to.get(start, ()))
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += leads_to.get(name, ())
    return frozenset(found)


def explains(cause: str, finding: Finding, other: str, about: str, leads_to: Edges) -> bool:
    """Say whether this finding explains that other one."""
    if finding.leads_to is None:
        return other in reach(cause, leads_to)
    direct = any(name == other and wanted in {"", about} for name, wanted in finding.leads_to)
    return direct or any(other in reach(name, leads_to) for name, _ in finding.leads_to)
