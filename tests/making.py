"""The scripts that make files, as modules, and a copy of the repository for them to be tried on."""

from __future__ import annotations

import shutil
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

from tests.tools import ROOT


def maker(name: str) -> Any:
    """`script/make-<name>`; nothing is left beside it."""
    loader = SourceFileLoader(f"make_{name}", str(ROOT / "script" / f"make-{name}"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


def copied(target: Path, *parts: str) -> Path:
    """Parts of the repository, in a place where they may be changed."""
    for part in parts:
        source, copy = ROOT / part, target / part
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, copy)
    return target
