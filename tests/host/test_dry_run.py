"""A dry run answers as the machine would after the changes, and the machine itself keeps every byte."""

from __future__ import annotations

from gofettle.host.dry_run import DryRun
from gofettle.host.memory import File, Link, MemoryHost, Special
from gofettle.host.port import Command, Failed, NotStarted


def machine() -> MemoryHost:
    return MemoryHost(
        files={
            "/Users/dev/.zshrc": Link("dots/zshrc"),
            "/Users/dev/dots/zshrc": File("export A=1\n"),
            "/Users/dev/bin/go": File("#!/bin/sh\n", mode=0o644),
            "/Users/dev/empty": Special(),
        }
    )


def test_without_changes_it_is_the_machine() -> None:
    host, dry = machine(), DryRun(machine())
    for path in ("/Users/dev/.zshrc", "/Users/dev/bin/go", "/Users/dev/empty", "/nowhere"):
        assert dry.read(path) == host.read(path)
        assert dry.stat(path) == host.stat(path)
        assert dry.lstat(path) == host.lstat(path)
        assert dry.names(path) == host.names(path)
        assert dry.real(path) == host.real(path)
        assert [dry.may(path, right) for right in "rwx"] == [host.may(path, right) for right in "rwx"]


def test_a_written_text_is_read_back_through_every_name_and_the_machine_keeps_its_own() -> None:
    host = machine()
    dry = DryRun(host)
    assert dry.write("/Users/dev/.zshrc", "export B=2\n") is None
    assert dry.read("/Users/dev/dots/zshrc") == "export B=2\n"
    assert dry.read("/Users/dev/.zshrc") == "export B=2\n"
    assert dry.link("/Users/dev/.zshrc") == "dots/zshrc"
    assert host.read("/Users/dev/.zshrc") == "export A=1\n"


def test_a_new_file_is_listed_and_a_missing_directory_is_refused() -> None:
    dry = DryRun(machine())
    dry.write("/Users/dev/empty/new", "x")
    assert dry.names("/Users/dev/empty") == ("new",)
    assert dry.may("/Users/dev/empty/new", "r")
    assert dry.write("/Users/dev/nowhere/new", "x") == Failed("ENOENT")


def test_a_removed_link_leaves_its_target() -> None:
    dry = DryRun(machine())
    dry.remove("/Users/dev/.zshrc")
    assert dry.lstat("/Users/dev/.zshrc") == Failed("ENOENT")
    assert dry.read("/Users/dev/dots/zshrc") == "export A=1\n"
    assert dry.remove("/Users/dev/empty") == Failed("EISDIR")


def test_an_execute_bit_is_seen() -> None:
    dry = DryRun(machine())
    assert not dry.may("/Users/dev/bin/go", "x")
    dry.chmod("/Users/dev/bin/go", 0o755)
    assert dry.may("/Users/dev/bin/go", "x")


def test_no_program_is_run() -> None:
    assert DryRun(machine()).run(Command(("true",), ())) == NotStarted("ECANCELED")
