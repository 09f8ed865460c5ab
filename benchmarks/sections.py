"""The timed parts: start-up, the quick look, the whole look beside its peers, and where PATH comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.homes import Home, make_home
from benchmarks.measure import Program, Series, Spread, by_turns, run, spread
from benchmarks.peers import Peer, go_env
from benchmarks.section import Aim, Missing, Section, codes, ended_well, times_aim, triple

# Milliseconds that `doctor --quick` may need for itself, beside the shell.
_OWN = 150.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What all parts share. `shells` are those that are here, by name; `scratch` holds the homes."""

    root: Path
    scratch: Path
    go_root: Path
    shells: dict[str, str]
    peers: tuple[Peer, ...]
    rounds: int

    @property
    def gofettle(self) -> str:
        """The command that script/run installs."""
        return str(self.root / ".venv/bin/gofettle")

    @property
    def shell(self) -> str:
        """The name of the shell for everything that needs only one: zsh as on a Mac."""
        return next(iter(self.shells))

    def home(self, shell: str, weight: str) -> Home:
        """Return a home, made at its first use."""
        directory = self.scratch / f"{shell}-{weight}"
        if directory.exists():
            return Home(directory, self.shells[shell])
        return make_home(directory, self.shells[shell], weight, self.go_root)

    def ours(self, home: Home, *arguments: str) -> Program:
        """Run gofettle as a person types it in a new terminal of this home."""
        return Program(f"gofettle {' '.join(arguments)}", (self.gofettle, *arguments), home.terminal(), home.project)


def startup(setting: Setting) -> Section:
    """`--version` against an interpreter that does nothing: what every command pays before it begins."""
    home = setting.home(setting.shell, "light")
    version = setting.ours(home, "--version")
    python = replace(version, name="python -c pass", argv=(str(setting.root / ".venv/bin/python"), "-c", "pass"))
    clone = replace(version, name="script/run --version", argv=(str(setting.root / "script/run"), "--version"))
    series = by_turns((python, version, clone), setting.rounds * 3)
    aim = times_aim("gofettle --version within 4 times of python -c pass", series[1], series[0], 4)
    return Section("start-up", python.name, series, (aim,))


def quick(setting: Setting, shell: str, weight: str) -> Section:
    """`doctor --quick` against the one command that it has to wait for: the person's own shell."""
    home = setting.home(shell, weight)
    env = home.new_shell(f"{shell} -l -i -c env", "env")
    ours = setting.ours(home, "doctor", "--quick")
    mise = next(peer for peer in setting.peers if peer.name == "mise doctor")
    programs = [env, ours] + ([mise.program_in(ours.env, ours.cwd)] if mise.is_here else [])
    series = by_turns(programs, setting.rounds)
    pairs = list(zip(series[1].runs, series[0].runs, strict=True))
    late = spread([mine.wall - 1.3 * its.wall for mine, its in pairs])
    own = spread([mine.cpu - its.cpu for mine, its in pairs])
    aims = (
        _own_aim(f"wall within 1.3 times of {shell} + {_OWN:.0f} ms", late, series[1]),
        _own_aim(f"at most {_OWN:.0f} ms of CPU beside the shell's", own, series[1]),
        times_aim("wall within 1.5 times of mise doctor", series[1], series[2] if mise.is_here else None, 1.5),
    )
    return Section(f"doctor --quick, {weight} {shell}", env.name, series, aims, _missing((mise,)))


def whole(setting: Setting) -> Section:
    """The default look against programs that examine a machine too, each with another idea of what to look at."""
    home = setting.home(setting.shell, "light")
    ours = setting.ours(home, "doctor")
    here = [peer for peer in setting.peers if peer.is_here]
    programs = [ours, *(peer.program_in(ours.env, ours.cwd) for peer in here), go_env(ours.env, ours.cwd)]
    series = by_turns(programs, setting.rounds)
    return Section("doctor beside its peers", ours.name, series, missing=_missing(setting.peers))


def provenance(setting: Setting, shell: str, weight: str) -> Section:
    """`why PATH`, which follows the start-up files line by line, against the shell that only runs them."""
    home = setting.home(shell, weight)
    plain = home.new_shell(f"{shell} -l -i -c :", ":")
    series = by_turns((plain, setting.ours(home, "why", "PATH")), setting.rounds)
    return Section(f"provenance, {weight} {shell}", plain.name, series)


def traced(setting: Setting) -> Section:
    """What following the lines alone costs, without gofettle around it: benchmarks/trace_startup.py as it stands."""
    script = setting.root / "benchmarks/trace_startup.py"
    home = setting.home(setting.shell, "light")
    env = {**home.terminal(), "PYTHONPATH": str(setting.root / "src")}
    python = str(setting.root / ".venv/bin/python")
    done = run(Program("traced", (python, str(script), *setting.shells), env, str(setting.root)), seconds=600)
    title = "plain and traced start of a shell, seconds, the least of several (benchmarks/trace_startup.py)"
    return Section(title, "", rows=tuple((line,) for line in done.said.splitlines()))


def _own_aim(text: str, more: Spread, ours: Series) -> Aim:
    if not ended_well(ours):
        return Aim(text, f"not measured: {ours.name} ended with {codes(ours)}", None)
    return Aim(text, f"{triple(more, 0)} ms more", more.mid <= _OWN)


def _missing(peers: tuple[Peer, ...]) -> tuple[Missing, ...]:
    return tuple(Missing(peer.name, peer.get) for peer in peers if not peer.is_here)
