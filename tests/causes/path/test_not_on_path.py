"""Go is installed, but a new terminal does not find it."""

from __future__ import annotations

import pytest

from gofettle.causes.path import not_on_path as cause
from gofettle.host.memory import File, Link, MemoryHost
from gofettle.model.fix import EnsureLine, ReplaceLine, RunCommand, Safety
from tests import machines
from tests.acting.parts import go_tree, homebrew_go, shim
from tests.judging import findings, fixes, repaired, said, say, speaks_of


def sick() -> MemoryHost:
    return machines.with_files(machines.healthy(), {"/etc/paths.d/go": None})


def sick_linux() -> MemoryHost:
    return machines.with_files(machines.healthy_linux(), {"/home/dev/.profile": None})


def sick_fish() -> MemoryHost:
    return machines.with_files(
        machines.healthy_homebrew(), {"/Users/dev/.config/fish/config.fish": File("# nothing\n")}
    )


def stale() -> MemoryHost:
    """The start-up files are right by now; this session is older."""
    return machines.with_process_env(machines.healthy(), PATH="/usr/bin:/bin")


def dropped() -> MemoryHost:
    """One line adds the directory, a later one sets PATH without it."""
    host = machines.with_lines(sick(), ".zprofile", "export PATH=$PATH:/usr/local/go/bin")
    return machines.with_lines(host, ".zshrc", "export PATH=/usr/bin:/bin")


def quoted_tilde() -> MemoryHost:
    host = machines.with_files(sick(), {"/usr/local/go": None, **go_tree("/Users/dev/sdk/go")})
    return machines.with_lines(host, ".zshrc", 'export PATH="~/sdk/go/bin:$PATH"')


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


def test_silent_when_there_is_no_go_at_all() -> None:
    assert findings(cause, machines.with_files(machines.healthy(), {"/usr/local/go": None})) == []


def test_silent_when_path_has_a_go_that_cannot_be_run() -> None:
    host = machines.with_files(sick(), {"/usr/local/bin/go": Link("/opt/gone/bin/go")})
    assert findings(cause, host) == []


def test_silent_when_go_is_found_through_a_link_elsewhere() -> None:
    assert findings(cause, machines.with_files(sick(), {"/usr/local/bin/go": Link("../go/bin/go")})) == []


@pytest.mark.parametrize("entry", ["/usr/local/go/bin/", "/usr/local//go/bin", "/usr/local/go/misc/../bin"])
def test_silent_when_the_entry_is_spelt_otherwise(entry: str) -> None:
    host = machines.with_lines(sick(), ".zshrc", f"export PATH=$PATH:{entry}")
    assert findings(cause, machines.with_files(host, {"/usr/local/go/misc/x": File()})) == []


def test_silent_when_all_trees_belong_to_a_version_manager() -> None:
    trees = {**go_tree("/Users/dev/sdk/go1.26.6", "1.26.6"), **go_tree("/Users/dev/.goenv/versions/1.26.6", "1.26.6")}
    host = machines.with_files(machines.healthy(), {"/usr/local/go": None, "/etc/paths.d/go": None, **trees})
    assert findings(cause, host) == []


def test_silent_when_a_shim_comes_first() -> None:
    files = {"/Users/dev/.asdf/shims/go": shim("asdf", "/usr/local/go")}
    host = machines.with_lines(machines.with_files(sick(), files), ".zshrc", "export PATH=$HOME/.asdf/shims:$PATH")
    assert findings(cause, host) == []


def test_silent_in_a_container_without_any_start_up_file() -> None:
    host = machines.healthy_container()
    assert findings(cause, machines.changed(host, files={"/etc/profile": None, "/root/.profile": None})) == []


# Said


def test_names_the_directory_and_the_shell() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == "/usr/local/go/bin"
    assert speaks_of(finding, "/usr/local/go/bin", "not on the PATH", "new zsh")
    assert finding.set_by is None


def test_shows_the_path_of_a_new_terminal_and_the_go_that_is_there() -> None:
    [finding] = findings(cause, sick())
    path = "/usr/local/bin:/System/Cryptexes/App/usr/bin:/usr/bin:/bin:/usr/sbin:/sbin:/Users/dev/go/bin"
    assert said(finding) == [("zsh -l -i -c 'echo $PATH'", path), ("/usr/local/go/bin/go", "go1.27.3")]


def test_names_the_file_that_this_shell_does_not_read() -> None:
    host = machines.with_lines(sick(), ".bashrc", "# Go", "export PATH=$PATH:/usr/local/go/bin")
    [finding] = findings(cause, host)
    assert speaks_of(finding, "/usr/local/go/bin", "new zsh", "/Users/dev/.bashrc")
    assert finding.set_by is not None
    assert finding.set_by.text == "/Users/dev/.bashrc:2"
    assert ("/Users/dev/.bashrc:2", "export PATH=$PATH:/usr/local/go/bin") in said(finding)


def test_follows_what_the_unread_file_sources() -> None:
    host = machines.with_lines(sick(), ".bashrc", "source ~/.settings/go.sh")
    [finding] = findings(cause, machines.with_lines(host, ".settings/go.sh", "export PATH=$PATH:/usr/local/go/bin"))
    assert finding.set_by is not None
    assert finding.set_by.text == "/Users/dev/.settings/go.sh:1"
    assert ("/Users/dev/.bashrc", "leads to /Users/dev/.settings/go.sh") in said(finding)


def test_zdotdir_leaves_the_usual_file_unread() -> None:
    host = machines.with_lines(sick(), ".zprofile", "export PATH=$PATH:/usr/local/go/bin")
    [finding] = findings(cause, machines.with_lines(host, ".zshenv", "export ZDOTDIR=$HOME/.zsh"))
    assert finding.set_by is not None
    assert finding.set_by.text == "/Users/dev/.zprofile:3"


def test_a_bash_profile_hides_the_profile_that_adds_go() -> None:
    host = machines.with_files(machines.healthy_linux(), {"/home/dev/.bash_profile": File("# by some installer\n")})
    [finding] = findings(cause, host)
    assert finding.set_by is not None
    assert finding.set_by.text == "/home/dev/.profile:2"


def test_a_session_that_is_older_than_the_line() -> None:
    [finding] = findings(cause, stale())
    assert finding.about == "/usr/local/go/bin"
    assert speaks_of(finding, "new terminal", "/usr/local/go/bin/go", "this session")
    assert ("echo $PATH", "/usr/bin:/bin") in said(finding)
    assert finding.set_by is not None
    assert finding.set_by.text == "/etc/zprofile:4"


def test_a_tilde_in_quotes() -> None:
    [finding] = findings(cause, quoted_tilde())
    assert finding.about == "~/sdk/go/bin"
    assert speaks_of(finding, "new zsh", "entry ~/sdk/go/bin", "~ in quotes")
    assert finding.set_by is not None
    assert finding.set_by.text == "/Users/dev/.zshrc:2"


def test_a_line_that_drops_it_again() -> None:
    [finding] = findings(cause, dropped())
    assert speaks_of(finding, "/usr/local/go/bin", "/Users/dev/.zprofile:3")
    assert finding.set_by is not None
    assert finding.set_by.text == "/Users/dev/.zshrc:2"


def test_a_managers_tree_counts_once_a_start_up_file_names_it() -> None:
    files = {"/usr/local/go": None, **go_tree("/Users/dev/sdk/go1.27.3")}
    host = machines.with_files(sick(), files)
    assert findings(cause, host) == []
    [finding] = findings(cause, machines.with_lines(host, ".bashrc", "export PATH=$PATH:~/sdk/go1.27.3/bin"))
    assert finding.about == "/Users/dev/sdk/go1.27.3/bin"


def test_leads_to_lost_tools_only_where_they_are_lost_for_the_same_reason() -> None:
    both = machines.with_lines(sick(), ".bashrc", "export PATH=$PATH:/usr/local/go/bin:$HOME/go/bin")
    alone = machines.with_lines(sick(), ".bashrc", "export PATH=$PATH:/usr/local/go/bin")
    assert [finding.leads_to for finding in findings(cause, both)] == [(("path.gobin-not-on-path", ""),)]
    assert [finding.leads_to for finding in findings(cause, alone)] == [()]


# Put right


def test_zsh_gets_a_line_in_zprofile_after_the_path_helper() -> None:
    [fix] = fixes(cause, sick())
    assert fix.safety is Safety.SAFE
    assert fix.steps == (EnsureLine("/Users/dev/.zprofile", 'export PATH="$PATH:/usr/local/go/bin"'),)
    assert say(fix.title) == "Add /usr/local/go/bin to PATH in /Users/dev/.zprofile"
    assert say(fix.after) == "Open a new terminal; this one keeps its PATH."


@pytest.mark.parametrize(
    ("files", "edited"),
    [
        ({}, ".profile"),
        ({".bashrc": "# nothing\n"}, ".profile"),
        ({".bash_profile": "# nothing\n"}, ".bash_profile"),
        ({".bash_login": "# nothing\n"}, ".bash_login"),
    ],
)
def test_bash_gets_it_in_the_file_that_a_login_shell_reads(files: dict[str, str], edited: str) -> None:
    host = machines.with_files(sick_linux(), {f"/home/dev/{name}": File(text) for name, text in files.items()})
    [fix] = fixes(cause, host)
    assert fix.steps == (EnsureLine(f"/home/dev/{edited}", 'export PATH="$PATH:/usr/local/go/bin"'),)


def test_fish_gets_it_in_its_own_words() -> None:
    host = machines.with_files(sick_fish(), {"/opt/homebrew/Cellar": None, "/opt/homebrew/opt": None})
    [fix] = fixes(cause, machines.with_files(host, {"/opt/homebrew/bin/go": None, **go_tree("/usr/local/go")}))
    line = 'fish_add_path --path --append "/usr/local/go/bin"'
    assert fix.steps == (EnsureLine("/Users/dev/.config/fish/config.fish", line),)


def test_the_home_directory_is_not_written_out() -> None:
    host = machines.with_files(sick(), {"/usr/local/go": None, **go_tree("/Users/dev/go-sdk")})
    [fix] = fixes(cause, host)
    assert fix.steps == (EnsureLine("/Users/dev/.zprofile", 'export PATH="$PATH:$HOME/go-sdk/bin"'),)


def test_homebrew_sets_up_its_own_path() -> None:
    [fish] = fixes(cause, sick_fish())
    assert [step.line for step in fish.steps if isinstance(step, EnsureLine)] == [
        "/opt/homebrew/bin/brew shellenv fish | source"
    ]
    [zsh] = fixes(cause, machines.with_files(sick(), {"/usr/local/go": None, **homebrew_go()}))
    assert zsh.steps == (EnsureLine("/Users/dev/.zprofile", 'eval "$(/opt/homebrew/bin/brew shellenv)"'),)


def test_what_merely_looks_like_homebrews_is_added_by_itself() -> None:
    for root in ("/Users/dev/opt/go", "/opt/homebrew/opt/go@1.26/libexec"):
        [fix] = fixes(cause, machines.with_files(sick(), {"/usr/local/go": None, **go_tree(root)}))
        assert [step.line for step in fix.steps if isinstance(step, EnsureLine)] == [
            f'export PATH="$PATH:{root.replace("/Users/dev", "$HOME")}/bin"'
        ]


def test_a_tilde_in_quotes_becomes_home_in_its_own_line() -> None:
    [fix] = fixes(cause, quoted_tilde())
    old, new = 'export PATH="~/sdk/go/bin:$PATH"', 'export PATH="$HOME/sdk/go/bin:$PATH"'
    assert fix.safety is Safety.SAFE
    assert fix.steps == (ReplaceLine("/Users/dev/.zshrc", 2, old, new),)


def test_what_drops_it_comes_before_the_line_that_adds_it() -> None:
    [fix] = fixes(cause, dropped())
    assert fix.steps == (EnsureLine("/Users/dev/.zshrc", 'export PATH="$PATH:/usr/local/go/bin"'),)
    by_the_system = machines.with_files(
        dropped(), {"/Users/dev/.zshrc": None, "/etc/zlogin": File("export PATH=/bin\n")}
    )
    [fix] = fixes(cause, by_the_system)
    assert fix.steps == (EnsureLine("/Users/dev/.zprofile", 'export PATH="$PATH:/usr/local/go/bin"'),)


def test_nothing_is_changed_for_a_session_that_is_merely_old() -> None:
    [fix] = fixes(cause, stale())
    assert fix.safety is Safety.BY_HAND
    assert fix.steps == (RunCommand("exec zsh -l"),)


@pytest.mark.parametrize("machine", [sick, sick_linux, sick_fish, stale, dropped, quoted_tilde])
def test_its_own_fix_cures_it(machine: type[MemoryHost]) -> None:
    host = machine()
    assert findings(cause, host) != []
    assert findings(cause, repaired(host, fixes(cause, host))) == []
