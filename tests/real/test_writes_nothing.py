"""A diagnosis writes nothing: strace sees every file that gofettle, the shells and Go open for writing, make or take away."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import tools
from tests.real.person import Person

pytestmark = pytest.mark.ordinary_user

_CALLS = (
    "open,openat,openat2,creat,mkdir,mkdirat,rmdir,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,"
    "symlinkat,chmod,fchmodat,chown,fchownat,lchown,truncate,utimensat,utime,utimes,setxattr,lsetxattr,mknod,mknodat"
)
_FAILED = re.compile(r"= -1 E\w+")
_PATHS = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OPENS = re.compile(r"\b(?:open|openat|openat2)\(")
_WRITES = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)")


def changes(person: Person, temporary: Path, *arguments: str) -> list[str]:
    """The calls that succeeded in changing something outside the temporary directory and /dev."""
    log = temporary / "strace.log"
    scratch = temporary / "scratch"
    scratch.mkdir(exist_ok=True)
    person.extra["TMPDIR"] = str(scratch)
    command = [tools.real("strace"), "-f", "-qq", "-s", "4096", "-e", f"trace={_CALLS}", "-o", str(log)]
    ran = subprocess.run(
        [*command, sys.executable, "-B", "-m", "gofettle", *arguments],
        env=person.environment(),
        cwd=person.home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode in {0, 1}, ran.stderr
    lines = log.read_text(errors="replace").splitlines()
    assert any(person.program in line or str(person.home) in line for line in lines)
    assert not list(scratch.iterdir())
    return [line for line in lines if any(_outside(path, scratch) for path in _changed(line))]


def _changed(line: str) -> Iterator[str]:
    if not _FAILED.search(line) and (not _OPENS.search(line) or _WRITES.search(line)):
        yield from _PATHS.findall(line)


def _outside(path: str, scratch: Path) -> bool:
    return path.startswith("/") and not path.startswith((str(scratch), "/dev/", "/proc/"))


def inventory(home: Path) -> dict[str, tuple[int, int, int]]:
    """Every path below home with its inode, mode and time of change."""
    paths = (home, *home.rglob("*"))
    return {str(path): ((stat := path.lstat()).st_ino, stat.st_mode, stat.st_ctime_ns) for path in paths}


@pytest.mark.parametrize("arguments", [("doctor",), ("doctor", "--quick"), ("why", "PATH")], ids=" ".join)
@pytest.mark.parametrize("state", ["healthy", "broken", "virgin home"])
def test_nothing_is_written(
    person: Person, new_go: Path, tmp_path: Path, state: str, arguments: tuple[str, ...]
) -> None:
    if state != "virgin home":
        lines = person.sets("PATH", f"{new_go}/bin:$PATH")
        person.starts_with(lines + (person.sets("GOROOT", "/opt/gone") if state == "broken" else ""))
    before = inventory(person.home)
    assert changes(person, tmp_path, *arguments) == []
    assert inventory(person.home) == before


def test_the_watch_sees_what_a_start_up_file_writes(person: Person, tmp_path: Path) -> None:
    """The guard itself can fail: a start-up file of the person's own writes, and that is seen."""
    person.starts_with(f"echo written >{person.home}/mark\n")
    assert any(f"{person.home}/mark" in line for line in changes(person, tmp_path, "doctor", "--quick"))
