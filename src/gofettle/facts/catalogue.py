"""Every fact, one line each."""

from __future__ import annotations

from gofettle.facts import (
    go_directories,
    go_env,
    go_runs,
    go_sessions,
    go_trees,
    goroots,
    installed_tools,
    login_shell,
    lookup,
    other_sessions,
    provenance,
    sessions,
    startup_files,
    system,
    trial_build,
    workspace,
)
from gofettle.facts.snapshot import FactModule

FACTS: tuple[FactModule, ...] = (
    system,
    login_shell,
    sessions,
    other_sessions,
    lookup,
    startup_files,
    provenance,
    go_trees,
    go_sessions,
    goroots,
    go_directories,
    installed_tools,
    workspace,
    go_runs,
    go_env,
    trial_build,
)
