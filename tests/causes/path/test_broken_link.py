"""The name `go` is on PATH, but what stands there cannot be run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gofettle.causes.path import broken_link as cause
from gofettle.host.memory import File, Link, MemoryHost, Node, Special
from gofettle.model.fix import AddMode, RemoveLink, RunCommand, Safety
from tests import machines
from tests.acting.parts import go_tree, homebrew_go
from tests.acting.programs import MAGIC, program
from tests.judging import findings, fixes, repaired, said, say, speaks_of

GO = "/usr/local/bin/go"


def with_only(node: Node, **others: Node | None) -> MemoryHost:
    """A Mac whose one `go` on PATH is this."""
    files = {"/etc/paths.d/go": None, GO: node, **others}
    return machines.with_files(machines.healthy(), files)


def sick() -> MemoryHost:
    return with_only(Link("/opt/gone/bin/go"))


def homebrews() -> MemoryHost:
    """An upgrade of Homebrew's Go that stopped half-way: the new one is there, and the link names the old one."""
    files = {**homebrew_go(), "/opt/homebrew/bin/go": Link("../Cellar/go/1.21.4/bin/go"), "/usr/local/go": None}
    host = machines.with_files(machines.healthy(), {"/etc/paths.d/go": None, **files})
    return machines.with_lines(host, ".zprofile", 'eval "$(/opt/homebrew/bin/brew shellenv)"')


def without_execute_bit() -> MemoryHost:
    tree = go_tree("/usr/local/go")
    go = tree["/usr/local/go/bin/go"]
    assert isinstance(go, File)
    return machines.with_files(machines.healthy(), {**tree, "/usr/local/go/bin/go": replace(go, mode=0o644)})


def ring() -> MemoryHost:
    return with_only(Link("/usr/local/bin/golang"), **{"/usr/local/bin/golang": Link(GO)})


def directory() -> MemoryHost:
    return with_only(Special("directory"), **{f"{GO}/README": File("")})


# Silent


@pytest.mark.parametrize("name", machines.EVERY_HEALTHY)
def test_silent_on_a_healthy_machine(name: str) -> None:
    assert findings(cause, machines.EVERY_HEALTHY[name]()) == []


@pytest.mark.parametrize(
    "node",
    [Link("/opt/gone/go"), File("", 0o644), Special("directory"), Special("fifo"), Link(GO), File(b"\x7fELF", 0o755)],
    ids=["dangling", "not executable", "a directory", "a FIFO", "a ring", "of another system"],
)
def test_silent_when_a_later_go_runs_because_shells_pass_over_the_rest(node: Node) -> None:
    assert findings(cause, machines.with_files(machines.healthy(), {GO: node})) == []


def test_silent_when_path_has_nothing_of_that_name() -> None:
    assert findings(cause, machines.with_files(machines.healthy(), {"/etc/paths.d/go": None})) == []


def test_silent_on_a_long_chain_of_links_that_arrives() -> None:
    chain = {f"/usr/local/bin/go{n}": Link(f"go{n + 1}") for n in range(9)}
    files: dict[str, Node] = {GO: Link("go0"), **chain, "/usr/local/bin/go9": Link("/usr/local/go/bin/go")}
    host = machines.with_files(machines.healthy(), {"/etc/paths.d/go": None, **files})
    assert findings(cause, host) == []


def test_silent_about_a_script_that_somebody_called_go() -> None:
    assert findings(cause, with_only(File("#!/bin/sh\nexec /usr/local/go/bin/go\n", 0o755))) == []


# Said


def test_a_link_that_points_nowhere_and_its_target() -> None:
    [finding] = findings(cause, sick())
    assert finding.about == GO
    target = "/opt/gone/bin/go"
    assert speaks_of(finding, "new terminal", GO, target)
    assert said(finding)[-1] == (f"ls -lL {GO}", f"{GO} -> {target}: points nowhere")


def test_the_line_that_put_the_directory_on_path() -> None:
    files = {"/etc/paths.d/go": None, "/Users/dev/bin/go": Link("/opt/gone/go")}
    host = machines.with_lines(machines.with_files(machines.healthy(), files), ".zshrc", "export PATH=~/bin:$PATH")
    [finding] = findings(cause, host)
    assert finding.set_by is not None
    assert finding.set_by.text == "/Users/dev/.zshrc:2"


def test_the_last_link_of_a_chain_is_the_one_that_points_nowhere() -> None:
    [finding] = findings(cause, with_only(Link("golang"), **{"/usr/local/bin/golang": Link("/opt/gone/go")}))
    assert speaks_of(finding, GO, "/opt/gone/go")
    assert said(finding)[-1][1] == f"{GO} -> golang -> /opt/gone/go: points nowhere"


def test_a_file_without_execute_bit_and_its_mode() -> None:
    [finding] = findings(cause, without_execute_bit())
    assert speaks_of(finding, "/usr/local/go/bin/go", "execute")
    assert said(finding)[-1][1].endswith(", mode 0644")


def test_a_directory() -> None:
    [finding] = findings(cause, directory())
    assert speaks_of(finding, GO, "directory")


def test_a_ring() -> None:
    [finding] = findings(cause, ring())
    assert speaks_of(finding, GO, "link", "itself")


def test_a_program_of_another_system() -> None:
    [finding] = findings(cause, with_only(program("linux", "go 1.27.3")))
    assert speaks_of(finding, GO, "another system")
    linux = machines.with_files(
        machines.healthy_linux(), {"/home/dev/.profile": None, GO: File(MAGIC["darwin"], 0o755)}
    )
    [finding] = findings(cause, linux)
    assert speaks_of(finding, GO, "another system")


def test_a_file_that_this_user_may_not_look_at() -> None:
    [finding] = findings(cause, with_only(Link("/var/root/go"), **{"/var/root": Special(fails="EACCES")}))
    assert speaks_of(finding, GO, "this user", "look at")


def test_one_finding_for_what_both_sessions_share_and_two_for_two() -> None:
    assert len(findings(cause, sick())) == 1
    other = machines.changed(sick(), files={"/Users/dev/bin/go": Link("/opt/gone/go")})
    both = findings(cause, machines.with_process_env(other, PATH="/Users/dev/bin:/usr/bin:/bin"))
    assert [finding.about for finding in both] == [GO, "/Users/dev/bin/go"]


# Put right


def test_homebrew_makes_its_own_link_anew() -> None:
    [fix] = fixes(cause, homebrews())
    assert fix.safety is Safety.ASK
    assert fix.steps == (RunCommand("brew link --overwrite go"),)


def test_homebrew_cannot_mend_a_link_that_is_not_its_own() -> None:
    [fix] = fixes(cause, with_only(Link("/opt/homebrew/Cellar/go/1.21.4/bin/go"), **homebrew_go()))
    assert fix.steps == (RunCommand(f"ln -sfn /usr/local/go/bin/go {GO}"),)


def test_homebrew_cannot_link_a_go_that_it_does_not_have() -> None:
    host = machines.with_files(homebrews(), {"/opt/homebrew/Cellar": None, "/opt/homebrew/opt": None})
    [fix] = fixes(cause, host)
    assert fix.steps == (RemoveLink("/opt/homebrew/bin/go"),)


def test_a_link_is_pointed_at_a_go_that_is_there() -> None:
    [fix] = fixes(cause, with_only(Link("/opt/gone/go")))
    assert fix.safety is Safety.BY_HAND
    assert fix.steps == (RunCommand(f"ln -sfn /usr/local/go/bin/go {GO}"),)


def test_a_link_is_taken_away_where_there_is_no_go_to_point_at() -> None:
    [fix] = fixes(cause, with_only(Link("/opt/gone/go"), **{"/usr/local/go": None}))
    assert fix.steps == (RemoveLink(GO),)
    assert fix.safety is Safety.ASK


def test_the_execute_bit_is_put_back_on_the_file_itself() -> None:
    host = with_only(Link("/srv/go"), **{"/srv/go": File(b"\xcf\xfa\xed\xfe", 0o640)})
    [fix] = fixes(cause, host)
    assert fix.steps == (AddMode("/srv/go", 0o111),)
    assert fix.safety is Safety.ASK


def test_names_with_blanks_are_quoted_for_the_shell() -> None:
    files: dict[str, Node | None] = {"/etc/paths.d/go": None, "/Users/dev/my bin/go": Link("/opt/gone/go")}
    host = machines.with_lines(machines.with_files(machines.healthy(), files), ".zshrc", 'export PATH="$HOME/my bin"')
    [fix] = fixes(cause, host)
    assert fix.steps == (RunCommand("ln -sfn /usr/local/go/bin/go '/Users/dev/my bin/go'"),)


def test_another_systems_program_is_replaced_by_hand() -> None:
    [fix] = fixes(cause, with_only(program("linux", "go 1.27.3")))
    assert fix.safety is Safety.BY_HAND
    assert fix.steps == ()
    assert GO in say(fix.title)


@pytest.mark.parametrize("machine", [sick, homebrews, without_execute_bit, ring, directory])
def test_its_own_fix_cures_it(machine: type[MemoryHost]) -> None:
    host = machine()
    assert findings(cause, host) != []
    assert findings(cause, repaired(host, fixes(cause, host))) == []


def test_a_new_homebrew_link_cures_it() -> None:
    assert findings(cause, machines.with_files(sick(), {GO: None, **homebrew_go()})) == []
