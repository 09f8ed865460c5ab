"""A machine in memory answers as the real one does: the same small tree, asked the same questions."""

from __future__ import annotations

import os
import stat as modes
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gofettle.host.local import LocalHost
from gofettle.host.memory import File, Link, MemoryHost, Node, Special
from gofettle.host.port import Failed, NotStarted, Stat

PARTS = (
    "file", "empty", "bin", "go", "link", "chain", "ring", "pong", "gone", "dirlink", "up", "absolute", "through", "deep",
    "fifo", "secret", "locked", "é ü", "none", ".", "..", "nowhere", "script", "setuid",
)  # fmt: skip


def plant(root: Path) -> None:
    """Everything that a path can be."""
    (root / "bin").mkdir()
    (root / "deep" / "deep").mkdir(parents=True)
    (root / "none").mkdir()
    for name, text, mode in (
        ("file", "text é\n", 0o644),
        ("empty", "", 0o600),
        ("secret", "x", 0o000),
        ("script", "#!/bin/sh\n", 0o711),
        ("setuid", "x", 0o4755),
        ("bin/go", "\x7fELF", 0o755),
        ("deep/deep/file", "deep", 0o444),
        ("é ü", "ä", 0o640),
    ):
        (root / name).write_text(text, encoding="utf-8")
        (root / name).chmod(mode)
    os.mkfifo(root / "fifo", 0o622)
    for name, target in (
        ("link", "file"),
        ("chain", "link"),
        ("ring", "pong"),
        ("pong", "ring"),
        ("gone", "nowhere/at/all"),
        ("dirlink", "deep"),
        ("deep/up", "../bin"),
        ("through", "file/x"),
        ("bin/chain", "../dirlink/up/go"),
    ):
        (root / name).symlink_to(target)
    (root / "absolute").symlink_to(root / "bin" / "go")
    (root / "locked").mkdir(mode=0o500)


def mirrored(root: Path, real: LocalHost) -> MemoryHost:
    """The same tree in memory."""
    files: dict[str, Node] = {}
    for directory, folders, names in os.walk(root):
        files[directory] = _node(Path(directory))
        files |= {f"{directory}/{name}": _node(Path(directory, name)) for name in (*folders, *names)}
    for parent in root.parents:
        files[str(parent)] = _node(parent)
    return MemoryHost(real.platform, real.machine, user=real.user, files=files)


def _node(path: Path) -> Node:
    status = path.lstat()
    mode = modes.S_IMODE(status.st_mode)
    if path.is_symlink():
        return Link(os.readlink(path))
    if path.is_dir():
        return Special("directory", mode, status.st_uid)
    if modes.S_ISFIFO(status.st_mode):
        return Special("fifo", mode, status.st_uid)
    handle_mode = mode | 0o400
    path.chmod(handle_mode)
    data = path.read_bytes()
    path.chmod(mode)
    return File(data, mode, status.st_uid)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = Path(os.path.realpath(tmp_path_factory.mktemp("tree")), "1/2/3/4/5")  # what is above is other people's
    root.mkdir(parents=True)
    plant(root)
    return str(root)


@pytest.fixture(scope="module")
def both(tree: str) -> tuple[MemoryHost, LocalHost]:
    real = LocalHost()
    memory = mirrored(Path(tree), real)
    memory.cwd = tree
    return memory, real


def answers(host: LocalHost | MemoryHost, path: str) -> dict[str, object]:
    """All that can be asked of a path; times and numbers of the disk are its own."""
    found: dict[str, object] = {
        "read": host.read(path),
        "short": host.read(path, 3),
        "head": host.head(path, 2),
        "names": host.names(path),
        "stat": _plain(host.stat(path)),
        "lstat": _plain(host.lstat(path)),
        "link": host.link(path),
        "real": host.real(path),
    }
    if isinstance(found["stat"], Failed) and {".", ".."} & set(path.split("/")):
        del found["real"]  # Python's realpath lets `file/..` pass, which the kernel does not
    return found | {right: host.may(path, right) for right in "rwx"}


def _plain(answer: Stat | Failed) -> object:
    if isinstance(answer, Failed):
        return answer
    size = answer.size if answer.kind == "file" else 0  # file systems differ for the rest
    mode = 0 if answer.kind == "link" else answer.mode  # Linux says 777, macOS what umask left
    return (answer.kind, mode, answer.uid, size)


def test_every_path_of_the_tree_is_answered_alike(tree: str) -> None:
    real = LocalHost()
    memory = mirrored(Path(tree), real)
    every = [str(path) for path in Path(tree).rglob("*")] + [tree, f"{tree}/nowhere", f"{tree}/file/below"]
    assert len(every) > 20
    assert {path: answers(memory, path) for path in every} == {path: answers(real, path) for path in every}


@settings(max_examples=400)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=5))
def test_any_path_is_answered_alike(both: tuple[MemoryHost, LocalHost], parts: list[str]) -> None:
    memory, real = both
    path = "/".join((memory.cwd, *parts))
    assert answers(memory, path) == answers(real, path)


def test_a_directory_is_there_as_soon_as_something_is_in_it() -> None:
    host = MemoryHost(files={"/a/b/c": File("x")})
    assert host.names("/") == ("a",)
    assert host.names("/a") == ("b",)
    stat = host.stat("/a/b")
    assert not isinstance(stat, Failed)
    assert stat.kind == "directory"
    assert host.real("/a/b/../b/c") == "/a/b/c"


def test_a_path_may_answer_with_an_error() -> None:
    host = MemoryHost(files={"/a": Special(fails="EIO")})
    assert host.stat("/a") == host.read("/a") == host.read("/a/b") == Failed("EIO")


def test_what_was_asked_is_kept_and_what_is_unknown_is_not_there() -> None:
    from gofettle.host.port import Command  # noqa: PLC0415

    host = MemoryHost()
    command = Command(("/bin/go", "version"), ())
    assert host.run(command) == NotStarted("ENOENT")
    assert host.asked == [command]
