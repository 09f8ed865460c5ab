"""Which start-up files a new terminal reads, and which of their lines name directories."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gofettle.facts.login_shell import LoginShell
from gofettle.facts.sessions import Session, Sessions
from gofettle.facts.startup_files import StartupFiles, collect, read_lines
from gofettle.facts.startup_places import Homes
from gofettle.facts.startup_places import reading_order as order_of
from gofettle.host.memory import File, Link, MemoryHost, Node, Special
from gofettle.host.port import User

HOME = "/home/dev"
SHELLS = {"zsh": "/bin/zsh", "bash": "/bin/bash", "fish": "/usr/bin/fish", "sh": "/bin/sh"}


def host(files: dict[str, str | Node], platform: str = "linux") -> MemoryHost:
    nodes = {path: File(node) if isinstance(node, str) else node for path, node in files.items()}
    placed = {path.replace("~", HOME): node for path, node in nodes.items()}
    return MemoryHost(platform, user=User("dev", 501, HOME, ""), files=placed)


def read(files: dict[str, str | Node], family: str = "zsh", platform: str = "linux", **env: str) -> StartupFiles:
    """`env` is what the new terminal has."""
    sessions = Sessions(Session("process", "env", {}), Session("terminal", "", env))
    return collect(host(files, platform), LoginShell(SHELLS[family], family, "SHELL"), sessions)


def homes(zsh: str = HOME, config: str = f"{HOME}/.config") -> Homes:
    return Homes(HOME, zsh, config)


def reading_order(machine: MemoryHost, family: str, at: Homes | None = None) -> tuple[str, ...]:
    return order_of(machine, family, at or homes())


def named(text: str) -> list[tuple[str, ...]]:
    return [directories for _, _, directories, _ in read_lines(text, HOME) if directories]


def sourced(text: str) -> list[str]:
    return [file for _, _, _, file in read_lines(text, HOME) if file]


@pytest.mark.parametrize(
    ("line", "directories"),
    [
        ("export PATH=$PATH:/usr/local/go/bin", ("/usr/local/go/bin",)),
        ('export PATH="$HOME/go/bin:$PATH"', (f"{HOME}/go/bin",)),
        ("PATH=~/go/bin:$PATH", (f"{HOME}/go/bin",)),
        ("path+=(/opt/go/bin ~/bin)", ("/opt/go/bin", f"{HOME}/bin")),
        ("path=('/opt/go/bin' $path)", ("/opt/go/bin",)),
        ("fish_add_path --path $HOME/go/bin", (f"{HOME}/go/bin",)),
        ("set -gx PATH /opt/go/bin $PATH", ("/opt/go/bin",)),
        ("pathmunge /opt/go/bin after", ("/opt/go/bin",)),
        ("export GOROOT=/opt/go", ("/opt/go",)),
        ("export GOBIN=${HOME}/bin", (f"{HOME}/bin",)),
        ("export PATH=/opt//go/./bin/:$PATH", ("/opt/go/bin",)),
        ("export GOPATH=$HOME/go PATH=/opt/go/bin:$PATH", (f"{HOME}/go", "/opt/go/bin")),
        ("[ -d /opt/go/bin ] && PATH=/opt/go/bin:$PATH; export PATH", ("/opt/go/bin", "/opt/go/bin")),
    ],
)
def test_lines_that_name_directories(line: str, directories: tuple[str, ...]) -> None:
    assert named(line) == [directories]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# export PATH=/opt/go/bin",
        "  # PATH=/x",
        "alias ll='ls -l'",
        "export PATH=$PATH:bin",
        "PATH=/",
        "cd /opt/go/bin",
    ],
)
def test_lines_that_name_none(line: str) -> None:
    assert named(line) == []


def test_variables_that_were_set_before_are_filled_in() -> None:
    text = "export MY_GO=/opt/go\nGOROOT=$MY_GO\nexport PATH=$PATH:$GOROOT/bin:${MY_GO}/misc:$UNKNOWN/bin\n"
    assert named(text) == [("/opt/go",), ("/opt/go/bin", "/opt/go/misc")]


def test_path_itself_stands_for_no_directory() -> None:
    assert named("PATH=/a/bin\nPATH=/b/bin:$PATH\n") == [("/a/bin",), ("/b/bin",)]
    assert named("PATH=/a/bin:/b/bin\nPATH=$PATH:/c/bin\n") == [("/a/bin", "/b/bin"), ("/c/bin",)]


def test_fish_variables_too() -> None:
    assert named("set -gx MY_GO /opt/go\nfish_add_path $MY_GO/bin\n") == [("/opt/go/bin",)]


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("source ~/.aliases", f"{HOME}/.aliases"),
        (". /etc/bashrc", "/etc/bashrc"),
        ('[ -r "$HOME/.bashrc" ] && . "$HOME/.bashrc"', f"{HOME}/.bashrc"),
        ("if [ -f ~/.bashrc ]; then . ~/.bashrc; fi", f"{HOME}/.bashrc"),
        ("test -f x || source 'with space'", "with space"),
        ("source ~/.x 2>/dev/null", f"{HOME}/.x"),
        ("{ . /etc/x }", "/etc/x"),
    ],
)
def test_files_that_are_sourced(line: str, file: str) -> None:
    assert sourced(line) == [file]


@pytest.mark.parametrize("line", ["# source ~/.x", "echo source ~/.x", "./run.sh", "resource ~/.x", "source", "cat .x"])
def test_lines_that_source_nothing(line: str) -> None:
    assert sourced(line) == []


def test_lines_are_counted_as_editors_count_them() -> None:
    [(number, line, _, _)] = read_lines("# a\x0cb\x85c\u2028\n\nexport PATH=/x:$PATH\r\n", HOME)
    assert (number, line) == (3, "export PATH=/x:$PATH\r")


def test_a_line_can_be_had_as_it_stands() -> None:
    files = read({"~/.zshrc": "# one\x0c\n export PATH=/x:$PATH \nlast"})
    assert files.line(f"{HOME}/.zshrc", 2) == " export PATH=/x:$PATH "
    assert files.line(f"{HOME}/.zshrc", 3) == "last"
    assert [files.line(f"{HOME}/.zshrc", number) for number in (0, -1, 4)] == [None, None, None]
    assert files.line("/nowhere", 1) is None


@pytest.mark.parametrize(
    ("family", "there", "order"),
    [
        ("bash", ("~/.profile",), ("/etc/profile", "~/.profile")),
        ("bash", ("~/.profile", "~/.bash_login"), ("/etc/profile", "~/.bash_login")),
        ("bash", ("~/.profile", "~/.bash_login", "~/.bash_profile"), ("/etc/profile", "~/.bash_profile")),
        ("bash", ("~/.bashrc",), ("/etc/profile",)),
        ("sh", ("~/.profile", "~/.bash_profile"), ("/etc/profile", "~/.profile")),
        ("fish", (), ("/etc/fish/config.fish", "~/.config/fish/config.fish")),
    ],
)
def test_what_a_new_terminal_reads(family: str, there: tuple[str, ...], order: tuple[str, ...]) -> None:
    machine = host(dict.fromkeys(there, ""))
    assert reading_order(machine, family, homes()) == tuple(path.replace("~", HOME) for path in order)


def test_zsh_reads_its_files_in_stages_and_zdotdir_moves_them() -> None:
    mine = [path for path in reading_order(host({}), "zsh", homes()) if path.startswith(HOME)]
    assert mine == [f"{HOME}/.{name}" for name in ("zshenv", "zprofile", "zshrc", "zlogin")]
    moved = reading_order(host({}), "zsh", homes(zsh="/z"))
    assert [path for path in moved if path.startswith("/z")] == [
        "/z/.zprofile",
        "/z/.zshrc",
        "/z/.zlogin",
    ]
    stages = [path.rpartition("/")[2].removeprefix(".") for path in moved]
    assert list(dict.fromkeys(stages)) == ["zshenv", "zprofile", "zshrc", "zlogin"]


def test_a_profile_that_may_not_be_read_keeps_bash_from_the_others() -> None:
    files: dict[str, str | Node] = {"~/.bash_profile": File("", 0), "~/.profile": ""}
    assert reading_order(host(files), "bash") == ("/etc/profile", f"{HOME}/.bash_profile")
    assert [(odd.path, odd.state) for odd in read(files, "bash").odd] == [(f"{HOME}/.bash_profile", "EACCES")]


def test_a_dead_link_is_odd_and_keeps_bash_from_nothing() -> None:
    files: dict[str, str | Node] = {"~/.bash_profile": Link("/nowhere"), "~/.profile": ""}
    assert reading_order(host(files), "bash") == ("/etc/profile", f"{HOME}/.profile")
    assert [(odd.path, odd.state) for odd in read(files, "bash").odd] == [(f"{HOME}/.bash_profile", "ENOENT")]


def test_fish_reads_snippets_first_and_xdg_moves_them() -> None:
    files: dict[str, str | Node] = {
        "/x/fish/conf.d/go.fish": "",
        "/x/fish/conf.d/README": "",
        "/etc/fish/conf.d/a.fish": "",
    }
    order = reading_order(host(files), "fish", homes(config="/x"))
    assert order[:2] == ("/x/fish/conf.d/go.fish", "/etc/fish/conf.d/a.fish")
    assert order[-1] == "/x/fish/config.fish"


def test_what_is_read_and_what_is_not() -> None:
    files = read({"~/.zshrc": "export PATH=/a:$PATH\n", "~/.bashrc": "export PATH=/b:$PATH\n"})
    assert files.read == (f"{HOME}/.zshrc",)
    assert {mention.directories: mention.is_read for mention in files.mentions} == {("/a",): True, ("/b",): False}


def test_the_new_terminal_knows_best_where_its_files_are() -> None:
    texts: dict[str, str | Node] = {"/z/.zshrc": "PATH=/a:$PATH\n", "~/.zshrc": "PATH=/b:$PATH\n"}
    files = read(texts, ZDOTDIR="/z")
    assert (files.read, files.edit) == (("/z/.zshrc",), "/z/.zprofile")
    assert {mention.file: mention.is_read for mention in files.mentions} == {"/z/.zshrc": True, f"{HOME}/.zshrc": False}
    fish = read({"/x/fish/config.fish": "set -gx PATH /a $PATH\n"}, "fish", XDG_CONFIG_HOME="/x")
    assert (fish.read, fish.edit) == (("/x/fish/config.fish",), "/x/fish/config.fish")


def test_the_chain_by_which_a_line_is_reached() -> None:
    texts: dict[str, str | Node] = {
        "~/.zshrc": "source ~/a\n",
        "~/a": "source ~/b\n",
        "~/b": "export PATH=/x:$PATH\n",
    }
    [mention] = read(texts).mentions
    assert (mention.place, mention.is_read) == (f"{HOME}/b:1", True)
    assert mention.chain == (f"{HOME}/.zshrc", f"{HOME}/a", f"{HOME}/b")


def test_a_ring_of_sourced_files_is_read_once() -> None:
    texts: dict[str, str | Node] = {"~/.zshrc": "source ~/a\n", "~/a": "PATH=/x:$PATH\n. ~/.zshrc\n. ~/a\n"}
    assert len(read(texts).mentions) == 1


def test_a_file_that_both_shells_source_counts_as_read() -> None:
    line = "source ~/common\n"
    texts: dict[str, str | Node] = {"~/.zshrc": line, "~/.bashrc": line, "~/common": "PATH=/x:$PATH\n"}
    assert [mention.is_read for mention in read(texts).mentions] == [True]


@pytest.mark.parametrize("node", [Special(), Special("fifo"), Link("/nowhere"), File("PATH=/x", 0)])
def test_what_cannot_be_read_is_left_alone(node: Node) -> None:
    assert read({"~/.zshrc": node, "~/.bashrc": node, "~/.zprofile": "source ~/.zshrc\n"}).mentions == ()


def test_a_start_up_file_may_be_a_link() -> None:
    files = read({"~/.zshrc": Link("dotfiles/zshrc"), "~/dotfiles/zshrc": "PATH=/x:$PATH\n"})
    assert [mention.file for mention in files.mentions] == [f"{HOME}/.zshrc"]


@pytest.mark.parametrize(
    ("family", "platform", "there", "edit"),
    [
        ("zsh", "darwin", (), "~/.zprofile"),
        ("bash", "darwin", (), "~/.bash_profile"),
        ("bash", "linux", (), "~/.profile"),
        ("bash", "darwin", ("~/.profile",), "~/.profile"),
        ("bash", "linux", ("~/.bash_login", "~/.profile"), "~/.bash_login"),
        ("fish", "linux", (), "~/.config/fish/config.fish"),
        ("sh", "linux", (), "~/.profile"),
    ],
)
def test_the_file_that_a_path_line_belongs_to(family: str, platform: str, there: tuple[str, ...], edit: str) -> None:
    assert read(dict.fromkeys(there, ""), family, platform).edit == edit.replace("~", HOME)


lines = st.text() | st.text(alphabet="PATHath=$:/~{}\"'; .source\n\t#-&|")


@given(lines)
def test_any_text_is_read_and_its_lines_are_where_they_are(text: str) -> None:
    all_lines = text.split("\n")
    for number, line, directories, file in read_lines(text, HOME):
        assert all_lines[number - 1] == line
        assert all(path.startswith("/") and "//" not in path for path in directories)
        assert "\n" not in file


@pytest.mark.parametrize("part", ["PATH=", "source ", "$A", "PATH=/x:", ". ", "; . ", "'"])
def test_a_long_line_is_read_at_once(part: str) -> None:
    assert list(read_lines(part * 2000, HOME))
