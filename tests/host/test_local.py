"""This machine answers for what is there and for what is not, and never waits for what may never come."""

from __future__ import annotations

import os
import pwd
import socket
import sys
from pathlib import Path

import pytest

from gofettle.host.local import LocalHost
from gofettle.host.port import Command, Failed, Ran


@pytest.fixture
def host() -> LocalHost:
    return LocalHost()


def test_a_file_is_read_whole_or_not_at_all(host: LocalHost, tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"ab\xff\xc3\xa9")
    assert host.read(str(file)) == "ab\udcffé"
    assert host.read(str(file), 5) == "ab\udcffé"
    assert host.read(str(file), 4) == Failed("EFBIG")
    assert host.head(str(file), 3) == b"ab\xff"


def test_a_fifo_is_never_waited_for(host: LocalHost, tmp_path: Path) -> None:
    fifo = str(tmp_path / "fifo")
    os.mkfifo(fifo)
    assert host.read(fifo) == Failed("ENOTREG")
    assert host.head(fifo, 1) == Failed("ENOTREG")
    stat = host.stat(fifo)
    assert not isinstance(stat, Failed)
    assert stat.kind == "fifo"


def test_devices_sockets_and_directories_are_no_files(
    host: LocalHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        stat = host.stat(str(tmp_path / "s"))
        assert isinstance(host.read(str(tmp_path / "s")), Failed)
    assert not isinstance(stat, Failed)
    assert stat.kind == "socket"
    for device in ("/dev/zero", "/dev/null"):
        assert host.read(device) == Failed("ENOTREG")
    assert host.read(str(tmp_path)) == Failed("EISDIR")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/nowhere", "ENOENT"),
        ("/bin/sh/x", "ENOTDIR"),
        ("/a\0b", "EINVAL"),
        ("/" + "x" * 300, "ENAMETOOLONG"),
        ("/" + "x/" * 5000, "ENAMETOOLONG"),
    ],
)
def test_what_cannot_be_had_says_why(host: LocalHost, path: str, code: str) -> None:
    asked = (host.read, host.names, host.stat, host.lstat, host.link)
    assert [question(path) for question in asked] == [Failed(code)] * 5
    assert host.head(path, 1) == Failed(code)
    assert not any(host.may(path, right) for right in "rwx")


def test_an_absence_is_told_from_a_refusal() -> None:
    assert [Failed(code).is_absent for code in ("ENOENT", "ENOTDIR", "EACCES", "ELOOP", "EIO")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_links_are_told_from_what_they_lead_to(host: LocalHost, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "ring").symlink_to("ring")
    (tmp_path / "gone").symlink_to("nowhere")
    link, ring, gone = (str(tmp_path / name) for name in ("link", "ring", "gone"))
    kinds = [getattr(answer, "kind", answer) for answer in (host.lstat(link), host.stat(link), host.lstat(ring))]
    assert kinds == ["link", "file", "link"]
    assert (host.stat(ring), host.stat(gone)) == (Failed("ELOOP"), Failed("ENOENT"))
    assert (host.link(link), host.link(str(tmp_path / "file"))) == ("file", Failed("EINVAL"))
    assert host.real(link) == os.path.realpath(tmp_path / "file")
    assert (host.real(ring), host.real(gone)) == (Failed("ELOOP"), Failed("ENOENT"))


def test_names_are_sorted_and_may_be_no_text(host: LocalHost, tmp_path: Path) -> None:
    for name in (b"b", b"a", b"\xff", "é".encode()):
        try:
            (tmp_path / os.fsdecode(name)).touch()
        except OSError:  # macOS refuses names that are no text
            pytest.skip("this file system takes only text for a name")
    names = host.names(str(tmp_path))
    assert names == ("a", "b", "é", "\udcff")
    assert not isinstance(host.stat(str(tmp_path / "\udcff")), Failed)


def test_the_directory_may_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    assert LocalHost().cwd == os.path.realpath(place)
    place.rmdir()
    assert LocalHost().cwd == "/"


def test_home_counts_before_the_user_database(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = pwd.getpwuid(os.getuid())
    monkeypatch.setenv("HOME", "/somewhere/else")
    user = LocalHost().user
    assert (user.name, user.uid, user.home, user.shell) == (
        entry.pw_name,
        entry.pw_uid,
        "/somewhere/else",
        entry.pw_shell,
    )
    monkeypatch.delenv("HOME")
    assert LocalHost().user.home == entry.pw_dir


def test_a_user_whom_the_database_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setenv("USER", "somebody")
    monkeypatch.delenv("HOME", raising=False)
    user = LocalHost().user
    assert (user.name, user.home, user.shell) == ("somebody", "", "")


def test_the_environment_is_the_one_of_the_first_look(host: LocalHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOFETTLE_X", "1")
    assert host.env["GOFETTLE_X"] == "1"
    monkeypatch.setenv("GOFETTLE_X", "2")
    assert host.env["GOFETTLE_X"] == "1"


def test_what_machine_this_is(host: LocalHost) -> None:
    assert host.platform == ("darwin" if sys.platform == "darwin" else "linux")
    assert host.machine == os.uname().machine


def test_it_runs_programs(host: LocalHost) -> None:
    ran = host.run(Command(("/bin/echo", "hello"), ()))
    assert isinstance(ran, Ran)
    assert (ran.code, ran.out) == (0, "hello\n")


@pytest.mark.ordinary_user
def test_what_may_not_be_looked_at_is_not_absent(host: LocalHost, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "x").write_text("x")
    (tmp_path / "closed").chmod(0)
    try:
        assert host.stat(str(tmp_path / "closed" / "x")) == Failed("EACCES")
        assert host.names(str(tmp_path / "closed")) == Failed("EACCES")
    finally:
        (tmp_path / "closed").chmod(0o700)
