"""Three planted faults of a Go set-up: which programs name what is at fault, and what exit status they give."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.homes import Home, make_home, write
from benchmarks.measure import NOT_FOUND, Program, Run, run
from benchmarks.peers import go_env
from benchmarks.section import Section
from benchmarks.sections import Setting


@dataclass(frozen=True, slots=True)
class Fault:
    """`plant` breaks a healthy home and returns the names at fault: paths, or a variable."""

    title: str
    plant: Callable[[Home, Path], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One machine: what every program said there, and what gofettle took for the root."""

    fault: Fault
    at_fault: tuple[str, ...]
    said: dict[str, Run]
    roots: str


def faults(setting: Setting) -> Section:
    """Run every program once in a healthy home and in each broken one, in the environment of a new terminal there."""
    healthy, *broken = columns = [_column(setting, place, fault) for place, fault in enumerate(_FAULTS)]
    rows = [("", *(column.fault.title for column in columns))]
    for name, alone in healthy.said.items():
        cells = (_cell(column.said[name], alone, column.at_fault) for column in broken)
        rows.append((name, f"exit {alone.code}", *cells))
    rows.append(("gofettle doctor: its roots", *(column.roots for column in columns)))
    return Section("planted faults", "", rows=tuple(rows), notes=_NOTES)


_NOTES = (
    "names it: the output holds the path at fault, or the variable where the same program is silent about it when all is well",
    "a program that prints the whole environment names GOROOT without saying that anything is wrong with it",
)


def _column(setting: Setting, place: int, fault: Fault) -> Column:
    home = make_home(setting.scratch / f"fault-{place}", setting.shells[setting.shell], "light", setting.go_root)
    at_fault = fault.plant(home, setting.go_root)
    env = home.terminal()
    programs = [setting.ours(home, "doctor", "--quick"), setting.ours(home, "doctor")]
    programs += [peer.program_in(env, home.project) for peer in setting.peers if peer.is_here]
    programs.append(go_env(env, home.project))
    said = {program.name: _in_full(run(program), home) for program in programs}
    return Column(fault, at_fault, said, _roots(setting.ours(home, "doctor", "--format", "json")))


def _in_full(done: Run, home: Home) -> Run:
    """Programs shorten the home to ~; what is searched for is whole."""
    return Run(done.wall, done.cpu, done.code, done.said.replace("~/", f"{home.directory}/"))


def _roots(program: Program) -> str:
    done = run(program)
    try:
        causes = json.loads(done.said)["causes"]
    except (ValueError, KeyError):
        return f"no report, exit {done.code}"
    return ", ".join(cause["id"] for cause in causes if cause["root"] and cause["kind"] == "broken") or "none"


def _cell(done: Run, healthy: Run, at_fault: tuple[str, ...]) -> str:
    if done.code == NOT_FOUND:
        return "cannot be started"
    names = any(name in done.said and (name.startswith("/") or name not in healthy.said) for name in at_fault)
    return f"{'names it' if names else 'silent'}, exit {done.code}"


def _nothing(_home: Home, _go_root: Path) -> tuple[str, ...]:
    return ()


def _goroot_removed(home: Home, _go_root: Path) -> tuple[str, ...]:
    gone = home.directory / "sdk/go1.20.4"
    _put_first(home, f'export GOROOT="{gone}"\n')
    return (str(gone), "GOROOT")


def _dangling_link(home: Home, _go_root: Path) -> tuple[str, ...]:
    link = home.directory / "tools/go"
    link.parent.mkdir()
    gone = home.directory / "Cellar/go/1.20.4/bin/go"
    link.symlink_to(gone)
    _take_path_line(home)
    _put_first(home, f'export PATH="{link.parent}:$PATH"\n')
    return (str(link), str(gone))


def _unread_file(home: Home, go_root: Path) -> tuple[str, ...]:
    unread = home.directory / (".bash_profile" if _profile(home).name == ".zshrc" else ".zshrc")
    write(unread, _take_path_line(home))
    return (str(unread), str(go_root / "bin"))


def _profile(home: Home) -> Path:
    return next(file for name in (".zshrc", ".bash_profile") if (file := home.directory / name).exists())


def _put_first(home: Home, line: str) -> None:
    _profile(home).write_text(line + _profile(home).read_text())


def _take_path_line(home: Home) -> str:
    *others, line = _profile(home).read_text().splitlines(keepends=True)
    _profile(home).write_text("".join(others))
    return line


_FAULTS = (
    Fault("healthy", _nothing),
    Fault("GOROOT of a removed directory", _goroot_removed),
    Fault("go on PATH is a dangling link", _dangling_link),
    Fault("PATH line in an unread file", _unread_file),
)
