"""Each fault is planted in a real home and named as the root, with its file and line; nothing else is called broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.real.person import STARTUP, SYSTEM_PATH, UNREAD, Answer, Person

pytestmark = pytest.mark.ordinary_user

both_ways = pytest.mark.parametrize("sourced", [False, True], ids=["in the start-up file", "in a sourced file"])


def only_root(answer: Answer, cause: str) -> dict[str, object]:
    """The one root; nothing else is called broken."""
    assert answer.roots == [cause], answer.causes
    assert answer.folded == []
    assert answer.document["verdict"] == "broken"
    assert answer.code == 1
    return answer.causes[0]


def healthy(person: Person, go: Path) -> str:
    """Go first on PATH, in the start-up file and in this session."""
    person.path = f"{go}/bin:{SYSTEM_PATH}"
    return person.sets("PATH", f"{go}/bin:$PATH")


# Silent


@both_ways
def test_a_healthy_home_has_not_one_finding(person: Person, new_go: Path, sourced: bool) -> None:
    person.starts_with(healthy(person, new_go), sourced=sourced)
    answer = person.doctor()
    assert answer.causes == []
    assert answer.document["cannot_tell"] == []
    assert (answer.vital("terminal"), answer.vital("session")) == ("ok", "ok")
    assert answer.code == 0


def test_a_healthy_home_with_tools_modules_and_settings_has_not_one_finding(person: Person, new_go: Path) -> None:
    gobin = person.home / "go" / "bin"
    gobin.mkdir(parents=True)
    shutil.copy2(new_go / "bin" / "go", gobin / "stringer")
    person.starts_with(healthy(person, new_go) + person.sets("PATH", f"$PATH:{gobin}") + person.sets("GOPROXY", "off"))
    person.write(".config/go/env", "GOTOOLCHAIN=local\nGOFLAGS=-mod=mod -trimpath\n# a remark\n")
    person.write("project/go.mod", "module example.com/m\n\ngo 1.24\n\ntoolchain go1.27.3\n")
    answer = person.doctor("--deep", cwd=person.home / "project")
    assert answer.causes == []
    assert [vital["state"] for vital in answer.document["vitals"]] == ["ok", "ok", "ok", "ok"]
    assert answer.code == 0


def test_an_older_go_behind_a_newer_one_is_no_finding(person: Person, new_go: Path, old_go: Path) -> None:
    person.starts_with(person.sets("PATH", f"{new_go}/bin:{old_go}/bin:$PATH"))
    person.path = f"{new_go}/bin:{old_go}/bin:{SYSTEM_PATH}"
    assert person.doctor().causes == []


def test_a_module_that_go_may_fetch_a_release_for_is_no_finding(person: Person, old_go: Path) -> None:
    person.starts_with(healthy(person, old_go))
    person.write("project/go.mod", "module example.com/m\n\ngo 1.26\n")
    assert person.doctor(cwd=person.home / "project").causes == []


# Named


@both_ways
def test_the_path_line_stands_in_a_file_that_this_shell_does_not_read(
    person: Person, new_go: Path, sourced: bool
) -> None:
    line = f'export PATH="{new_go}/bin:$PATH"\n'
    file = person.write(UNREAD[person.shell], line)
    if sourced:
        file.write_text(f"source {person.write('.settings/go.sh', line)}\n")
        file = person.home / ".settings/go.sh"
    cause = only_root(person.doctor(), "path.not-on-path")
    assert cause["set_by"] == f"{file}:1"
    assert cause["about"] == f"{new_go}/bin"


@both_ways
def test_this_session_is_older_than_the_line(person: Person, new_go: Path, sourced: bool) -> None:
    file = person.starts_with(healthy(person, new_go), sourced=sourced)
    person.path = SYSTEM_PATH
    cause = only_root(person.doctor(), "path.not-on-path")
    assert cause["set_by"] == f"{file}:2"


@both_ways
@pytest.mark.usefixtures("new_go")
def test_a_quoted_tilde_in_path(person: Person, sourced: bool) -> None:
    quoted = '"~/sdk-new/bin" $PATH' if person.shell == "fish" else '"~/sdk-new/bin:$PATH"'
    line = f"set -gx PATH {quoted}\n" if person.shell == "fish" else f"export PATH={quoted}\n"
    file = person.starts_with(line, sourced=sourced)
    person.path = f"~/sdk-new/bin:{SYSTEM_PATH}"
    cause = only_root(person.doctor(), "path.not-on-path")
    assert cause["set_by"] == f"{file}:2"
    assert cause["about"] == "~/sdk-new/bin"


@both_ways
def test_goroot_exported_to_a_removed_directory(person: Person, new_go: Path, sourced: bool) -> None:
    file = person.starts_with(healthy(person, new_go) + person.sets("GOROOT", "/opt/gone/go"), sourced=sourced)
    cause = only_root(person.doctor(), "toolchain.goroot-wrong")
    assert cause["set_by"] == f"{file}:3"
    assert cause["about"] == "/opt/gone/go"


@both_ways
def test_goroot_exported_to_another_release(person: Person, new_go: Path, old_go: Path, sourced: bool) -> None:
    file = person.starts_with(healthy(person, new_go) + person.sets("GOROOT", str(old_go)), sourced=sourced)
    answer = person.doctor()
    assert answer.roots == ["toolchain.goroot-wrong"]
    assert answer.folded == ["toolchain.version-mismatch"]
    assert answer.causes[0]["set_by"] == f"{file}:3"


def test_goroot_in_the_goenv_file(person: Person, new_go: Path) -> None:
    person.starts_with(healthy(person, new_go))
    person.write(".config/go/env", "GOFLAGS=-trimpath\nGOROOT=/opt/gone/go\n")
    cause = only_root(person.doctor(), "toolchain.goroot-wrong")
    assert cause["set_by"] == f"{person.home}/.config/go/env:2"


@both_ways
def test_a_dangling_go_link(person: Person, sourced: bool) -> None:
    bin_ = person.home / "bin"
    bin_.mkdir()
    (bin_ / "go").symlink_to("/opt/homebrew/Cellar/go/1.21.4/bin/go")
    file = person.starts_with(person.sets("PATH", f"{bin_}:$PATH"), sourced=sourced)
    person.path = f"{bin_}:{SYSTEM_PATH}"
    cause = only_root(person.doctor(), "path.broken-link")
    assert cause["set_by"] == f"{file}:2"
    assert cause["about"] == f"{bin_}/go"


@both_ways
def test_a_go_without_execute_bit(person: Person, new_go: Path, sourced: bool) -> None:
    (new_go / "bin" / "go").chmod(0o644)
    file = person.starts_with(healthy(person, new_go), sourced=sourced)
    cause = only_root(person.doctor(), "path.broken-link")
    assert cause["set_by"] == f"{file}:2"


@both_ways
def test_a_directory_named_go(person: Person, sourced: bool) -> None:
    (person.home / "bin" / "go").mkdir(parents=True)
    file = person.starts_with(person.sets("PATH", f"{person.home}/bin:$PATH"), sourced=sourced)
    person.path = f"{person.home}/bin:{SYSTEM_PATH}"
    cause = only_root(person.doctor(), "path.broken-link")
    assert cause["set_by"] == f"{file}:2"


@both_ways
def test_two_gos_in_the_wrong_order(person: Person, new_go: Path, old_go: Path, sourced: bool) -> None:
    lines = person.sets("PATH", f"{new_go}/bin:$PATH") + person.sets("PATH", f"{old_go}/bin:$PATH")
    file = person.starts_with(lines, sourced=sourced)
    person.path = f"{old_go}/bin:{new_go}/bin:{SYSTEM_PATH}"
    cause = only_root(person.doctor(), "path.shadowed")
    assert cause["set_by"] == f"{file}:3"


@both_ways
def test_gobin_off_path(person: Person, new_go: Path, sourced: bool) -> None:
    gobin = person.home / "go" / "bin"
    gobin.mkdir(parents=True)
    shutil.copy2(new_go / "bin" / "go", gobin / "stringer")
    person.starts_with(healthy(person, new_go), sourced=sourced)
    answer = person.doctor()
    cause = only_root(answer, "path.gobin-not-on-path")
    assert cause["about"] == str(gobin)
    assert answer.vital("tools") == "failed"


def test_two_releases_mixed_in_one_goroot(person: Person, new_go: Path, old_go: Path) -> None:
    mix(new_go, old_go)
    person.starts_with(healthy(person, new_go))
    cause = only_root(person.doctor(), "toolchain.mixed-install")
    assert cause["about"] == str(new_go)


@pytest.mark.parametrize("where", ["start-up file", "goenv file"])
def test_go_mod_newer_than_go_with_gotoolchain_local(person: Person, old_go: Path, where: str) -> None:
    lines = healthy(person, old_go)
    if where == "start-up file":
        lines += person.sets("GOTOOLCHAIN", "local")
        person.extra["GOTOOLCHAIN"] = "local"
    else:
        person.write(".config/go/env", "GOTOOLCHAIN=local\n")
    person.starts_with(lines)
    project = person.write("project/go.mod", "module example.com/m\n\ngo 1.26\n")
    cause = only_root(person.doctor(cwd=project.parent), "toolchain.too-old")
    assert cause["set_by"] == f"{project}:3"


@both_ways
@pytest.mark.parametrize("value", ["-nosuchflag", "mod=vendor"])
def test_invalid_goflags(person: Person, new_go: Path, value: str, sourced: bool) -> None:
    file = person.starts_with(healthy(person, new_go) + person.sets("GOFLAGS", value), sourced=sourced)
    cause = only_root(person.doctor(), "toolchain.bad-setting")
    assert cause["set_by"] == f"{file}:3"
    assert cause["about"] == "GOFLAGS"


@both_ways
def test_gotmpdir_that_is_missing(person: Person, new_go: Path, sourced: bool) -> None:
    file = person.starts_with(healthy(person, new_go) + person.sets("GOTMPDIR", "/nowhere/tmp"), sourced=sourced)
    cause = only_root(person.doctor(), "toolchain.bad-directory")
    assert cause["set_by"] == f"{file}:3"


def test_a_goenv_line_with_quotes(person: Person, new_go: Path) -> None:
    person.starts_with(healthy(person, new_go))
    person.write(".config/go/env", 'GOFLAGS=-trimpath\nGOPATH="/home/dev/go"\n')
    cause = only_root(person.doctor(), "toolchain.bad-setting")
    assert cause["set_by"] == f"{person.home}/.config/go/env:2"


# Several at once


def test_several_faults_at_once_have_the_right_roots_and_fold_the_rest(
    person: Person, new_go: Path, old_go: Path
) -> None:
    gobin = person.home / "go" / "bin"
    gobin.mkdir(parents=True)
    shutil.copy2(new_go / "bin" / "go", gobin / "stringer")
    lines = healthy(person, new_go) + person.sets("GOROOT", str(old_go)) + person.sets("GOTMPDIR", "/nowhere")
    person.starts_with(lines)
    answer = person.doctor()
    assert set(answer.roots) == {"toolchain.goroot-wrong", "toolchain.bad-directory", "path.gobin-not-on-path"}
    assert answer.folded == ["toolchain.version-mismatch"]


def test_without_any_go_the_root_is_that_it_is_missing(person: Person) -> None:
    if Path("/usr/local/go/bin/go").exists():
        pytest.skip("this machine has a Go in a usual place")
    person.write(STARTUP[person.shell], "# nothing\n")
    only_root(person.doctor(), "toolchain.missing")


def mix(over: Path, under: Path) -> None:
    """Make `over` look as if it had been unpacked over `under`: the files of both in src/runtime and src/os."""
    source = (over / "src").resolve()
    (over / "src").unlink()
    (over / "src").mkdir()
    for child in source.iterdir():
        (over / "src" / child.name).symlink_to(child)
    for part in ("runtime", "os", "syscall"):
        (over / "src" / part).unlink()
        (over / "src" / part).mkdir()
        for directory in ((under / "src").resolve() / part, source / part):
            for child in directory.iterdir():
                target = over / "src" / part / child.name
                target.unlink(missing_ok=True)
                target.symlink_to(child)


def test_a_home_whose_name_is_not_ascii(person: Person, new_go: Path) -> None:
    home = person.home.rename(person.home.with_name("家 é"))
    person.home = home
    person.starts_with(healthy(person, home / new_go.name))
    answer = person.doctor()
    assert answer.causes == []
    assert answer.code == 0
