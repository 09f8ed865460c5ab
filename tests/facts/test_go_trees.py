"""Every Go on the machine, and whether a tree is whole and of one release."""

from __future__ import annotations

import pytest

from gofettle.facts import go_trees, goroots, release_files
from gofettle.facts.catalogue import FACTS
from gofettle.facts.go_trees import GoTrees, expand, own_root, tree_version
from gofettle.facts.request import Request
from gofettle.facts.snapshot import Collection
from gofettle.host.memory import File, Link, MemoryHost, Node, Special
from gofettle.model.version import GoVersion
from tests import machines
from tests.acting.parts import go_tree, homebrew_go, sources


def trees(host: MemoryHost) -> GoTrees:
    return Collection(host, Request(host.cwd), FACTS).extend([GoTrees]).get(GoTrees)


def bare() -> MemoryHost:
    return machines.with_files(machines.healthy(), {"/usr/local/go": None, "/etc/paths.d/go": None})


@pytest.mark.parametrize(
    ("root", "origin", "managed"),
    [
        ("/usr/local/go", "pkg", False),
        ("/opt/local/lib/go", "macports", False),
        ("/opt/go", "tarball", False),
        ("/Users/dev/go-sdk", "tarball", False),
        ("/Users/dev/sdk/go1.27.3", "golang.org/dl", True),
        ("/Users/dev/.goenv/versions/1.27.3", "goenv", True),
        ("/Users/dev/.gvm/gos/go1.27.3", "gvm", True),
        ("/Users/dev/.asdf/installs/golang/1.27.3/go", "asdf", True),
        ("/Users/dev/.local/share/mise/installs/go/1.27.3", "mise", True),
    ],
)
def test_a_tree_knows_who_put_it_there(root: str, origin: str, managed: bool) -> None:
    [tree] = trees(machines.with_files(bare(), go_tree(root))).found
    assert (tree.root, tree.bin, tree.origin, tree.is_managed) == (root, f"{root}/bin", origin, managed)
    assert tree.version_text == "go1.27.3"


def test_a_distributions_tree() -> None:
    host = machines.with_files(machines.healthy_linux(), {"/usr/local/go": None, **go_tree("/usr/lib/go-1.19")})
    assert [(tree.root, tree.origin) for tree in trees(host).found] == [("/usr/lib/go-1.19", "distribution")]


def test_homebrews_tree_is_one_tree_under_its_lasting_name() -> None:
    [tree] = trees(machines.with_files(bare(), homebrew_go())).found
    assert (tree.root, tree.origin) == ("/opt/homebrew/Cellar/go/1.27.3/libexec", "homebrew")
    assert tree.bin == "/opt/homebrew/opt/go/libexec/bin"


def test_a_tree_that_only_a_start_up_file_names() -> None:
    host = machines.with_files(bare(), go_tree("/srv/go"))
    assert trees(host).found == ()
    [tree] = trees(machines.with_lines(host, ".bashrc", "export PATH=$PATH:/srv/go/bin")).found
    assert (tree.root, tree.bin, tree.mentioned) == ("/srv/go", "/srv/go/bin", True)
    [tree] = trees(machines.with_lines(host, ".bashrc", "export GOROOT=/srv/go")).found
    assert (tree.root, tree.bin) == ("/srv/go", "/srv/go/bin")


def test_a_tree_that_only_this_session_has() -> None:
    host = machines.with_process_env(machines.with_files(bare(), go_tree("/srv/go")), PATH="/srv/go/bin")
    assert [(tree.root, tree.origin) for tree in trees(host).found] == [("/srv/go", "PATH")]


def test_mentioned_ones_come_first() -> None:
    host = machines.with_files(machines.healthy(), go_tree("/srv/go", "1.21.13"))
    found = trees(machines.with_lines(host, ".bashrc", "export PATH=$PATH:/srv/go/bin")).found
    assert [tree.root for tree in found] == ["/srv/go", "/usr/local/go"]
    assert trees(machines.with_lines(host, ".bashrc", "export PATH=$PATH:/srv/go/bin")).mentioned
    assert not trees(host).mentioned


def test_what_has_no_go_is_no_tree() -> None:
    files: dict[str, Node | None] = {
        "/usr/local/go/VERSION": File("go1.27.3\n"),
        "/opt/go/bin/go/x": File(),
        "/Users/dev/.go/bin/go": Link("/x"),
    }
    assert trees(machines.with_files(bare(), files)).found == ()


def test_stars_stand_for_one_name() -> None:
    host = MemoryHost(files={"/opt/go@1.26/x": File(), "/opt/go@1.27/x": File(), "/opt/rust/x": File()})
    assert list(expand(host, "/opt/go@*/libexec")) == ["/opt/go@1.26/libexec", "/opt/go@1.27/libexec"]
    assert list(expand(host, "/nowhere/*/x")) == []
    assert list(expand(host, "~/sdk")) == ["/Users/dev/sdk"]


@pytest.mark.parametrize(
    ("go", "root"),
    [
        ("/usr/local/go/bin/go", "/usr/local/go"),
        ("/usr/local/go/bin/darwin_arm64/go", "/usr/local/go"),
        ("/usr/local/bin/go", "/usr/local/go"),
        ("/links/bin/go", "/links"),
        ("/copied/bin/go", ""),
        ("/nowhere/go", ""),
    ],
)
def test_the_tree_that_a_go_belongs_to(go: str, root: str) -> None:
    files: dict[str, Node] = {
        **go_tree("/usr/local/go"),
        "/usr/local/go/bin/darwin_arm64/go": File(),
        "/usr/local/bin/go": Link("../go/bin/go"),
        "/links/bin/go": Link("/usr/local/go/bin/go"),
        "/links/pkg": Link("/usr/local/go/pkg"),
        "/copied/bin/go": File(),
    }
    assert own_root(MemoryHost(files=files), go) == root


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("go1.27.3\ntime 2026\n", GoVersion(1, 27, (3, 3))),
        ("go1.20", GoVersion(1, 20, (3, 0))),
        ("go1.28rc1\r\n", GoVersion(1, 28, (2, 1))),
        ("devel go1.28-abc\n", None),
        ("", None),
        ("\ngo1.27\n", None),
        ("x" * 5000, None),
    ],
)
def test_a_trees_release(text: str, version: GoVersion | None) -> None:
    assert tree_version(MemoryHost(files={"/go/VERSION": File(text)}), "/go") == version


@pytest.mark.parametrize("minor", range(release_files.FIRST - 1, release_files.LAST + 2))
def test_a_tree_of_one_release_has_no_strays(minor: int) -> None:
    nearest = min(max(minor, release_files.FIRST), release_files.LAST)
    files = {**go_tree("/go", f"1.{nearest}.1"), "/go/VERSION": File(f"go1.{minor}.1\n")}
    found = goroots.look(MemoryHost(files=files), "/go")
    assert (found.state, found.strays) == ("tree", ())
    assert found.version == GoVersion(1, minor, (3, 1))


def test_strays_are_what_this_release_does_not_have() -> None:
    files = {**go_tree("/go", "1.21.13"), **go_tree("/go", "1.27.3")}
    found = goroots.look(MemoryHost(files=files), "/go")
    assert set(found.strays) == set(sources(21)) - set(sources(27))


@pytest.mark.parametrize(
    ("files", "state"),
    [
        ({}, "missing"),
        ({"/go": File()}, "not-a-tree"),
        ({"/go": Special()}, "not-a-tree"),
        ({"/go/src/fmt/x.go": File()}, "not-a-tree"),
        ({"/go/src/fmt/x.go": File(), "/go/pkg/tool": File()}, "not-a-tree"),
        ({"/go/src/fmt/x.go": File(), "/go/pkg/tool/x": File()}, "tree"),
        ({"/go": Link("/nowhere")}, "missing"),
        ({"/go": Link("/go")}, "unreadable"),
        ({"/go": Special(fails="EACCES")}, "unreadable"),
    ],
)
def test_what_stands_at_a_goroot(files: dict[str, File | Link | Special], state: str) -> None:
    assert goroots.look(MemoryHost(files=dict(files)), "/go").state == state


def test_each_system_is_looked_at_where_its_own_installers_put_go() -> None:
    mac, linux = trees(machines.healthy()).looked_in, trees(machines.healthy_linux()).looked_in
    assert mac[0] == linux[0] == "/usr/local/go"
    assert "/opt/homebrew/opt/go/libexec" in set(mac) - set(linux)
    assert "/usr/lib/go-*" in set(linux) - set(mac)
    everywhere = [place for places in go_trees._PLACES.values() for place in places]  # noqa: SLF001
    assert set(mac) | set(linux) == set(everywhere)
    assert len(everywhere) == len(set(everywhere))
