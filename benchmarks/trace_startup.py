"""Times a shell's start-up, plain and traced, with few and with many commands in its start-up file.

python3 benchmarks/trace_startup.py [zsh bash fish …]       (PYTHONPATH=src; not as root, whose bash cannot be traced so)
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gofettle.facts import startup_trace
from gofettle.facts.login_shell import LoginShell
from gofettle.host import process
from gofettle.host.local import LocalHost
from gofettle.host.port import Command

WATCHED = ("PATH", "GOPATH", "GOROOT", "GOBIN")
ALL = (
    *WATCHED,
    "GO111MODULE",
    "GOFLAGS",
    "GOPROXY",
    "GOPRIVATE",
    "GOTOOLCHAIN",
    "GODEBUG",
    "GOOS",
    "GOARCH",
    "CC",
    "CXX",
    "GOENV",
    "GOWORK",
    "GOSUMDB",
)
ROUNDS = 5

# What plugin managers and prompts do: functions, tests, string work, now and then a program. About 80,000 commands.
POSIX = r"""
export GOPATH=$HOME/go
_load() {
  local name=$1 where=$2 rest key
  [[ -n $name && -n $where ]] || return 0
  rest=${where#/}
  rest=${rest%%/*}
  case $rest in
    usr) count=$((count + 1)) ;;
    *) other="$other$rest" ;;
  esac
  if [[ $name == plug-* && $where != /opt/* ]]; then
    last="${name}:${rest}"
  fi
  [[ $where =~ ^/usr/([a-z]+)/([a-z0-9/]+)$ ]] && key=${where//[^a-z0-9]/_}
  list="$key:${list:0:120}"
  [[ ":$list:" == *":$name:"* ]] || found=$key
  seen="${list##*:} ${list%%:*}"
  [[ $name == *[05]0 ]] && host=$(uname)
}
count=0 i=0
while [[ $i -lt TIMES ]]; do
  _load plug-$i /usr/share/plugins/$i/lib
  i=$((i + 1))
done
export PATH="$GOPATH/bin:$PATH"
"""
FISH = r"""
set -gx GOPATH $HOME/go
function _load -a name where
    test -n "$name" -a -n "$where"; or return 0
    set -l rest (string trim -l -c / -- $where)
    set rest (string replace -r '/.*' '' -- $rest)
    switch $rest
        case usr
            set -g count (math $count + 1)
        case '*'
            set -g other $other$rest
    end
    set -g last $name:$rest
end
set -g count 0
for i in (seq TIMES)
    _load plug-$i /usr/share/plugins/$i/lib
end
set -gx PATH $GOPATH/bin $PATH
"""
FILES = {
    "zsh": (".zshrc", POSIX, 4500),
    "bash": (".bash_profile", POSIX, 4500),
    "fish": (".config/fish/config.fish", FISH, 1500),
}


def main(names: list[str]) -> None:
    """Print a line for each shell and start-up file."""
    print(
        f"{'seconds, the best of ' + str(ROUNDS):24} {'plain':>15} {'traced':>15} {'ratio':>13} {'limit':>13}  watched"
    )
    print(f"{'':24} {'wall     cpu':>15} {'wall     cpu':>15} {'wall   cpu':>13} {'wall   cpu':>13}")
    for name in names or list(FILES):
        path = shutil.which(name)
        if not path:
            print(f"{name}: not here")
            continue
        for kind in ("light", "heavy"):
            for watched in (WATCHED, ALL):
                with tempfile.TemporaryDirectory() as home:
                    _compare(f"{name} {kind}", LoginShell(path, name, "SHELL"), Path(home), kind, watched)


def _compare(title: str, shell: LoginShell, home: Path, kind: str, watched: tuple[str, ...]) -> None:
    file, text, times = FILES[shell.family]
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    (home / file).write_text(text.replace("TIMES", str(times if kind == "heavy" else 10)))
    env = {"HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin", "PWD": str(home), "TERM": "dumb"}
    flags, base = ("-l", "-i"), tuple(env.items())
    command = Command((shell.path, *flags, "-c", "exec /usr/bin/env -i"), base, cwd=str(home), seconds=60.0)
    lost = startup_trace.trace(LocalHost(), shell, base, flags, watched).lost
    plain, traced = [], []
    for _ in range(ROUNDS):  # by turns, so that a busy moment falls on both
        plain.append(_timed(lambda: process.run(command)))
        traced.append(_timed(lambda: startup_trace.trace(LocalHost(), shell, base, flags, watched)))
    low, high = ([min(times) for times in zip(*runs, strict=True)] for runs in (plain, traced))
    limits = [3 * seconds + 0.1 for seconds in low]
    verdict = "  over" if all(found > limit for found, limit in zip(high, limits, strict=True)) else ""
    columns = (*low, *high, *(after / before for before, after in zip(low, high, strict=True)), *limits)
    figures = "{:8.3f}{:7.3f}  {:8.3f}{:7.3f}  {:7.1f}{:6.1f}  {:7.2f}{:6.2f}".format(*columns)
    print(f"{title:24}{figures}  {len(watched)}{verdict}{'  lost: ' + lost if lost else ''}")


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and those of the processors for us and for the shell."""
    began, used = time.perf_counter(), _used()
    run()
    return time.perf_counter() - began, _used() - used


def _used() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main(sys.argv[1:])
