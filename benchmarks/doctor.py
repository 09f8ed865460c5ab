"""Measure gofettle on this machine beside the programs that it is compared with: see benchmarks/README.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import faults, sections, table
from benchmarks.homes import find_go, installed_shells
from benchmarks.peers import all_peers
from benchmarks.section import Section
from benchmarks.sections import Setting

ROOT = Path(__file__).resolve().parent.parent
Once = Callable[[Setting], Section]
ByShell = Callable[[Setting, str, str], Section]
PARTS = ("startup", "quick", "peers", "provenance", "faults")


def main() -> None:
    """Print each part as soon as it is measured."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="benchmark-", ignore_cleanup_errors=True) as scratch:
        shells = installed_shells()
        setting = Setting(ROOT, Path(scratch), find_go(ROOT), shells, all_peers(asked.peers.resolve()), asked.rounds)
        if not os.access(setting.gofettle, os.X_OK):
            raise SystemExit("error: no .venv/bin/gofettle (script/run makes it)")
        about = _machine(setting)
        print("\n".join(f"{name}: {value}" for name, value in about.items()))
        print("every triple is least / median / most\n")
        done = []
        for part in asked.only or PARTS:
            for section in _sections(part, setting):
                print(table.text(section), flush=True)
                done.append(table.as_json(section))
    if asked.json:
        asked.json.write_text(json.dumps({"machine": about, "sections": done}, indent=1) + "\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=9, help="counted turns of each (default: 9; start-up: three times as many)"
    )
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone (may be repeated)")
    parser.add_argument("--peers", type=Path, default=ROOT / ".cache/peers", help="the directory of fetch-peers")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single run too")
    return parser.parse_args()


def _sections(part: str, setting: Setting) -> Iterator[Section]:
    """The sections of a part, one after another."""
    both = [(shell, weight) for weight in ("light", "heavy") for shell in setting.shells]
    by_shell: dict[str, ByShell] = {"quick": sections.quick, "provenance": sections.provenance}
    once: dict[str, Once] = {"startup": sections.startup, "peers": sections.whole, "faults": faults.faults}
    if part in once:
        yield once[part](setting)
    else:
        yield from (by_shell[part](setting, shell, weight) for shell, weight in both)
    if part == "provenance":
        yield sections.traced(setting)


def _machine(setting: Setting) -> dict[str, Any]:
    """In general terms: nothing that names the machine or the person."""
    system = f"macOS {platform.mac_ver()[0]}"
    if sys.platform != "darwin":
        system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return {
        "system": f"{system}, {platform.machine()}, {os.cpu_count()} cores",
        "load": f"{os.getloadavg()[0]:.1f} at the start, before any of this ran",
        "python": platform.python_version(),
        "go": setting.go_root.name,
        "shells": ", ".join(setting.shells),
        "user": "an ordinary one" if os.getuid() else "root, whose shells and file rights behave otherwise",
    }


main()
