"""Every cause, one line each; a cause's id is its place below `causes/`."""

from __future__ import annotations

from gofettle.causes.path import broken_link, gobin_not_on_path, not_on_path, shadowed
from gofettle.causes.toolchain import (
    bad_directory,
    bad_setting,
    goroot_wrong,
    missing,
    mixed_install,
    too_old,
    version_mismatch,
)
from gofettle.model.cause import CauseModule, cause_id

CAUSES: tuple[CauseModule, ...] = (
    missing,
    broken_link,
    not_on_path,
    shadowed,
    bad_setting,
    goroot_wrong,
    mixed_install,
    version_mismatch,
    too_old,
    bad_directory,
    gobin_not_on_path,
    # path.gui-env, toolchain.arch-mismatch and toolchain.os-unsupported need Apple's facts, which are not collected yet.
)

BY_ID: dict[str, CauseModule] = {cause_id(module): module for module in CAUSES}
