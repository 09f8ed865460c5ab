"""What a name leads to: links, rings, directories, modes, programs of other systems, shims."""

from __future__ import annotations

import pytest

from gofettle.facts.executables import Hit, find, look, winner
from gofettle.host.memory import File, Link, MemoryHost, Node, Special
from gofettle.host.port import Failed, Stat, User
from tests.acting.programs import MAGIC, program

GO = program("darwin", "go 1.27.3")


def at(node: Node, **others: Node) -> Hit:
    host = MemoryHost(files={"/bin/go": node, **{path.replace("_", "/"): other for path, other in others.items()}})
    [hit] = look(host, "/bin/go")
    return hit


@pytest.mark.parametrize(
    ("node", "state"),
    [
        (GO, "runs"),
        (File("#!/bin/sh\n", 0o755), "runs"),
        (File("echo a text without a first line is run by shells too\n", 0o755), "runs"),
        (File("", 0o755), "runs"),
        (File(GO.text, 0o644), "not-executable"),
        (File(GO.text, 0o111), "runs"),
        (File(GO.text, 0o755, uid=0), "runs"),
        (File(GO.text, 0o700, uid=0), "not-executable"),
        (File(MAGIC["linux"], 0o755), "foreign"),
        (File(b"MZ\x90", 0o755), "foreign"),
        (Special(), "directory"),
        (Special("fifo"), "no-file"),
        (Special(fails="EIO"), "unreadable"),
        (Link("/nowhere"), "dangling"),
        (Link("go"), "ring"),
        (Link("/bin/go/below"), "ring"),
    ],
)
def test_the_state_of_what_stands_there(node: Node, state: str) -> None:
    assert at(node).state == state


@pytest.mark.parametrize("code", ["EACCES", "ELOOP", "ENAMETOOLONG", "ENOTDIR"])
def test_what_stands_behind_a_closed_entry_is_nothing_that_a_shell_would_start(code: str) -> None:
    host = MemoryHost(files={"/closed": Special(fails=code), "/bin/go": GO})
    assert [hit.path for hit in find(host, "go", "/closed:/bin")] == ["/bin/go"]


def test_a_link_through_a_file_points_nowhere() -> None:
    assert at(Link("/usr/file/go"), _usr_file=File()).state == "dangling"


def test_a_link_into_what_may_not_be_looked_at() -> None:
    assert at(Link("/root/go"), _root=Special(fails="EACCES")).state == "unreadable"


def test_a_link_takes_the_state_of_its_end() -> None:
    hit = at(Link("../opt/go"), _opt_go=Link("tree/go"), _opt_tree_go=GO)
    assert (hit.state, hit.real, hit.links) == ("runs", "/opt/tree/go", ("../opt/go", "tree/go"))
    assert at(Link("/opt"), _opt_x=GO).state == "directory"


def test_a_chain_that_is_as_long_as_one_looks() -> None:
    others = {f"_bin_go{n}": Link(f"go{n + 1}") for n in range(20)}
    hit = at(Link("go0"), **others, _bin_go20=GO)
    assert hit.state == "runs"
    assert len(hit.links) == 16


@pytest.mark.parametrize("path", ["/nowhere/go", "/bin/go/x", "/bin"])
def test_nothing_stands_there(path: str) -> None:
    host = MemoryHost(files={"/bin/go": GO})
    assert [hit.state for hit in look(host, path)] == (["directory"] if path == "/bin" else [])


@pytest.mark.parametrize(
    ("text", "manager"),
    [
        ('#!/usr/bin/env bash\nexec "/opt/goenv" exec "$program" "$@"\n', ""),
        ("#!/usr/bin/env bash\nexec goenv exec go\n", "goenv"),
        ('#!/usr/bin/env bash\n# asdf-plugin: golang 1.2\nexec asdf exec "go" "$@"\n', "asdf"),
        ("#!/bin/sh\nexec /usr/local/go/bin/go\n", ""),
    ],
)
def test_shims_by_their_text(text: str, manager: str) -> None:
    hit = at(File(text, 0o755))
    assert (hit.manager, hit.is_script) == (manager, True)


@pytest.mark.parametrize(
    ("path", "manager"),
    [
        ("/Users/dev/.goenv/versions/1.26.6/bin/go", "goenv"),
        ("/Users/dev/.asdf/installs/golang/1.26.6/go/bin/go", "asdf"),
        ("/Users/dev/.local/share/mise/installs/go/1.26.6/bin/go", "mise"),
        ("/Users/dev/.gvm/gos/go1.26.6/bin/go", "gvm"),
        ("/opt/homebrew/Cellar/mise/2026/bin/mise", "mise"),
        ("/usr/local/go/bin/go", ""),
    ],
)
def test_managers_by_where_a_link_leads(path: str, manager: str) -> None:
    host = MemoryHost(files={"/bin/go": Link(path), path: GO})
    [hit] = look(host, "/bin/go")
    assert (hit.manager, hit.is_script) == (manager, False)


def test_a_path_is_walked_in_order_each_directory_once() -> None:
    host = MemoryHost(files={"/a/go": File("", 0o644), "/b/go": GO, "/c/gofmt": GO, "/d/go": GO})
    hits = find(host, "go", "/d:/a:/b:/c:/a:/nowhere")
    assert [hit.path for hit in hits] == ["/d/go", "/a/go", "/b/go"]
    assert [hit.directory for hit in hits] == ["/d", "/a", "/b"]


@pytest.mark.parametrize("path", ["", ":", ".", "bin:./bin", "~/bin", '"/b"'])
def test_entries_that_are_not_absolute_are_never_looked_at(path: str) -> None:
    host = MemoryHost(files={"/b/go": GO, "/bin/go": GO, "/go": GO, "/~/bin/go": GO})
    assert find(host, "go", path) == ()


def test_the_first_that_runs_wins() -> None:
    host = MemoryHost(files={"/a/go": File("", 0o644), "/b/go": Link("/x"), "/c/go": GO, "/d/go": GO})
    found = winner(find(host, "go", "/a:/b:/c:/d"))
    assert found is not None
    assert found.path == "/c/go"
    assert winner(find(host, "go", "/a:/b")) is None


def test_a_name_that_is_too_long_is_not_there() -> None:
    class Strict(MemoryHost):
        def lstat(self, path: str) -> Stat | Failed:
            return Failed("ENAMETOOLONG") if len(path) > 255 else MemoryHost.lstat(self, path)

    assert find(Strict(files={"/b/go": GO}), "x" * 300, "/b") == ()


def test_root_may_execute_only_what_somebody_may() -> None:
    host = MemoryHost(user=User("root", 0, "/root", "/bin/sh"), files={"/a/go": File(GO.text, 0o644, uid=501)})
    assert [hit.state for hit in find(host, "go", "/a")] == ["not-executable"]
    host.files["/a/go"] = File(GO.text, 0o744, uid=501)
    assert [hit.state for hit in find(host, "go", "/a")] == ["runs"]
