"""What a program that gofettle runs is given to work with, and that nothing of it is left, however many run at once."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gofettle.host import children
from gofettle.host.port import SCRATCH, SIDE, Command, Hung, NotStarted, Ran
from gofettle.host.process import run
from tests.host.programs import ENV, python, sh

# What it leaves


def scratch_of(script: str, *, seconds: float = 20.0) -> tuple[Ran | Hung, Path]:
    files = (("deep/er/file", f"here: {SCRATCH}\udcff"), ("top", ""))
    outcome = run(
        Command(("/bin/sh", "-c", script), (*ENV, ("D", SCRATCH)), cwd=f"{SCRATCH}/deep", files=files, seconds=seconds)
    )
    assert isinstance(outcome, Ran | Hung)
    return outcome, Path(outcome.out.partition("\n")[0])


def test_its_files_are_laid_down_in_a_private_directory_and_taken_away() -> None:
    ran, scratch = scratch_of('echo "$D"; cat er/file; ls "$D"; ls -ld "$D" | cut -c1-10; pwd')
    lines = ran.out.split("\n")
    assert lines[1] == f"here: {scratch}\udcffdeep"
    assert lines[2:5] == ["top", "drwx------", os.path.realpath(scratch.parent) + f"/{scratch.name}/deep"]
    assert not scratch.exists()


@pytest.mark.parametrize(
    "script", ['echo "$D"; sleep 300', 'echo "$D"; mkdir "$D/x"; touch "$D/x/y"; chmod 500 "$D/x"; exit 1']
)
def test_they_are_taken_away_however_it_ends(script: str) -> None:
    _, scratch = scratch_of(script, seconds=1.0)
    assert scratch.name.startswith("gofettle-")
    assert not scratch.exists()


def test_a_side_pipe_is_read_beside_the_streams() -> None:
    code = "import os, sys; os.write(int(sys.argv[1]), b'trace' * 50_000); print('out')"
    ran = python(code, SIDE)
    assert isinstance(ran, Ran)
    assert (ran.out, ran.side) == ("out\n", "trace" * 50_000)


def test_a_side_pipe_of_a_program_that_hangs() -> None:
    ran = python("import os, sys, time; os.write(int(sys.argv[1]), b'at'); time.sleep(300)", SIDE, seconds=1.0)
    assert (type(ran), ran.side) == (Hung, "at")


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts open files where Linux lists them")
def test_no_file_of_ours_stays_open() -> None:
    def opened() -> int:
        return len(os.listdir("/proc/self/fd"))

    sh(":")
    before = opened()
    for _ in range(5):
        sh("echo x")
        python("", SIDE)
        run(Command(("/nowhere", SIDE), ENV, files=(("a", ""),)))
        run(Command(("/bin/sh\0", SIDE), ENV))
    assert opened() == before


# Several at once


def test_many_at_once_keep_their_answers_apart() -> None:
    code = "import os, sys; os.write(int(sys.argv[2]), sys.argv[1].encode()); print(sys.argv[1])"
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: python(code, str(number), SIDE), range(40)))
    assert [(answer.out, answer.side) for answer in answers] == [(f"{number}\n", str(number)) for number in range(40)]


def test_a_run_that_ends_early_leaves_no_program_behind() -> None:
    outcomes: list[object] = []
    with children.none_left():
        thread = threading.Thread(target=lambda: outcomes.append(sh("echo $$; sleep 300")))
        thread.start()
        while not children._all.groups:  # noqa: SLF001
            time.sleep(0.01)
    thread.join(10)
    assert not thread.is_alive()
    assert len(outcomes) == 1
    assert run(Command(("/bin/sh", "-c", ":"), ENV)) == NotStarted("ECANCELED")
