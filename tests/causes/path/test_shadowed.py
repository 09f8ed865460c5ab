"""An older Go comes first on PATH and hides a newer one."""

from __future__ import annotations

import pytest

from gofettle.causes.path import shadowed as cause
from gofettle.host.memory import File, Link, MemoryHost
from gofettle.model.fix import EnsureLine, Safety
from tests import machines
from tests.acting.parts import OLD, go_tree, homebrew_go, shim
from tests.judging import findings, fixes, repaired, said, say, speaks_of

HOME = "/Users/dev"


def sick() -> MemoryHost:
    """The .pkg's new Go, and an old one of their own in front of it."""
    return old_in_front(machines.healthy())


def old_in_front(host: MemoryHost) -> MemoryHost:
    home = host.user.home
    host = machines.with_files(host, go_tree(f"{home}/go-sdk", OLD, platform=host.platform))
    return machines.with_lines(host, {"darwin": ".zshrc", "linux": ".profile"}[host.platform], PREPEND)


PREPEND = 'export PATH="$HOME/go-sdk/bin:$PATH"'


def sick_linux() -> MemoryHost:
    return old_in_front(machines.healthy_linux())


def sick_fish() -> MemoryHost:
    """An Intel Homebrew's leftover comes before the one for this chip."""
    host = machines.with_files(machines.healthy_homebrew(), go_tree(f"{HOME}/go-sdk", OLD))
    return machines.with_lines(host, ".config/fish/config.fish", "fish_add_path --path $HOME/go-sdk/bin")


def path_helper() -> MemoryHost:
    """An Intel Homebrew's old Go in /usr/local/bin, which path_helper puts before /etc/paths.d/go."""
    old = homebrew_go("1.21.4", prefix="/usr/local")
    return machines.with_files(machines.healthy(), old)


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


def test_silent_when_the_newest_comes_first() -> None:
    host = machines.with_files(machines.healthy(), go_tree(f"{HOME}/go-sdk", OLD))
    assert findings(cause, machines.with_lines(host, ".zshrc", 'export PATH="$PATH:$HOME/go-sdk/bin"')) == []


def test_silent_about_two_trees_of_one_release() -> None:
    host = machines.with_files(machines.healthy(), go_tree(f"{HOME}/go-sdk"))
    assert findings(cause, machines.with_lines(host, ".zshrc", PREPEND)) == []


def test_silent_about_several_names_of_one_tree() -> None:
    links = {"/usr/local/bin/go": Link("/usr/local/go/bin/go"), f"{HOME}/current": Link("/usr/local/go")}
    host = machines.with_files(machines.healthy(), links)
    assert findings(cause, machines.with_lines(host, ".zshrc", 'export PATH="$HOME/current/bin:$PATH"')) == []


@pytest.mark.parametrize("manager", ["goenv", "asdf"])
def test_silent_when_a_version_managers_shim_chooses_the_older_one(manager: str) -> None:
    root = f"{HOME}/.{manager}/versions/{OLD}"
    files = {**go_tree(root, OLD), f"{HOME}/.{manager}/shims/go": shim(manager, root)}
    host = machines.with_files(machines.healthy(), files)
    assert findings(cause, machines.with_lines(host, ".zshrc", f"export PATH=$HOME/.{manager}/shims:$PATH")) == []


@pytest.mark.parametrize("root", [f"{HOME}/.local/share/mise/installs/go/{OLD}", f"{HOME}/.gvm/gos/go{OLD}"])
def test_silent_when_a_manager_put_its_tree_on_path(root: str) -> None:
    host = machines.with_files(machines.healthy(), go_tree(root, OLD))
    assert findings(cause, machines.with_lines(host, ".zshrc", f"export PATH={root}/bin:$PATH")) == []


def test_silent_when_the_newer_one_belongs_to_a_manager() -> None:
    files = {**go_tree("/usr/local/go", OLD), **go_tree(f"{HOME}/sdk/go1.27.3")}
    host = machines.with_files(machines.healthy(), files)
    assert findings(cause, machines.with_lines(host, ".zshrc", "export PATH=$PATH:$HOME/sdk/go1.27.3/bin")) == []


def test_silent_when_a_tree_does_not_say_its_release() -> None:
    assert findings(cause, machines.with_files(sick(), {f"{HOME}/go-sdk/VERSION": File("devel go1.28-abc\n")})) == []


def test_silent_when_the_newer_one_cannot_be_run() -> None:
    assert findings(cause, machines.with_files(sick(), {"/usr/local/go/bin/go": File("", 0o644)})) == []


# Said


def test_names_both_gos_with_their_releases() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == f"{HOME}/go-sdk/bin/go"
    old, new = f"{HOME}/go-sdk/bin/go (go1.21.13)", "/usr/local/go/bin/go (go1.27.3)"
    assert speaks_of(finding, "new terminal", old, "before", new)


def test_shows_every_go_in_order_and_the_line_that_put_the_old_one_first() -> None:
    [finding] = findings(cause, sick())
    assert ("type -a go", f"{HOME}/go-sdk/bin/go\n/usr/local/go/bin/go") in said(finding)
    assert finding.set_by is not None
    assert finding.set_by.text == f"{HOME}/.zshrc:2"
    assert said(finding)[0] == (f"{HOME}/.zshrc:2", PREPEND)


def test_an_intel_homebrew_that_path_helper_puts_first() -> None:
    [finding] = findings(cause, path_helper())
    assert finding.about == "/usr/local/bin/go"
    assert speaks_of(finding, "/usr/local/bin/go (go1.21.4)", "before", "/usr/local/go/bin/go (go1.27.3)")


def test_the_newest_of_three_is_named() -> None:
    host = machines.with_files(sick(), go_tree("/opt/go", "1.26.6"))
    [finding] = findings(cause, machines.with_lines(host, ".zshrc", "export PATH=/opt/go/bin:$PATH"))
    assert finding.about == "/opt/go/bin/go"
    assert speaks_of(finding, "before", "/usr/local/go/bin/go (go1.27.3)")


def test_a_release_candidate_is_older_than_its_release() -> None:
    files = {f"{HOME}/go-sdk/VERSION": File("go1.27rc1\n")}
    [finding] = findings(cause, machines.with_files(sick(), files))
    assert speaks_of(finding, "(go1.27rc1)", "(go1.27.3)")


def test_this_session_alone_may_have_it() -> None:
    host = machines.with_files(machines.healthy(), go_tree(f"{HOME}/go-sdk", OLD))
    path = f"{HOME}/go-sdk/bin:/usr/local/go/bin:/usr/bin:/bin"
    [finding] = findings(cause, machines.with_process_env(host, PATH=path))
    assert speaks_of(finding, "this session")
    assert finding.set_by is None


# Put right


def test_the_newer_one_goes_first_in_the_file_that_put_the_older_there() -> None:
    [fix] = fixes(cause, sick())
    assert fix.safety is Safety.ASK
    assert fix.steps == (EnsureLine(f"{HOME}/.zshrc", 'export PATH="/usr/local/go/bin:$PATH"'),)
    assert say(fix.title) == f"Put /usr/local/go/bin first on PATH, in {HOME}/.zshrc"


def test_a_file_of_the_system_is_never_written_to() -> None:
    [fix] = fixes(cause, path_helper())
    assert fix.steps == (EnsureLine(f"{HOME}/.zprofile", 'export PATH="/usr/local/go/bin:$PATH"'),)


def test_fish_moves_it_to_the_front() -> None:
    [fix] = fixes(cause, sick_fish())
    line = 'fish_add_path --path --move "/opt/homebrew/bin"'
    assert fix.steps == (EnsureLine(f"{HOME}/.config/fish/config.fish", line),)


@pytest.mark.parametrize("machine", [sick, sick_linux, sick_fish, path_helper])
def test_its_own_fix_cures_it(machine: type[MemoryHost]) -> None:
    host = machine()
    assert findings(cause, host) != []
    assert findings(cause, repaired(host, fixes(cause, host))) == []
