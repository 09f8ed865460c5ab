"""fish tells of each change by an event; the place comes from the commands around it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.facts.tracing.shells import Home, real, value

CONFIG = ".config/fish/config.fish"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, real("fish"))


def test_silent_when_nothing_is_set(home: Home) -> None:
    trace = home.start("set x 1", "set y $x")
    assert (home.changes(trace), trace.lost) == ([], "")
    assert home.short(trace.last) == f"{CONFIG}:2"


def test_silent_about_what_is_local(home: Home) -> None:
    trace = home.start(
        "function f",
        "  set -lx GOFLAGS -x",
        "end",
        "f",
        "begin; set -lx GOBIN /x; end",
        "GOROOT=/r true",
        "set -l GOPATH /l",
    )
    assert (home.changes(trace), trace.lost) == ([], "")


def test_silent_about_other_processes(home: Home) -> None:
    trace = home.start("fish --no-config -c 'set -gx GOBIN /x'", "set x (set -lx GOBIN /y; echo 1)")
    assert (home.changes(trace), trace.lost) == ([], "")


def test_set_and_erase(home: Home) -> None:
    trace = home.start("set x 1", "set -gx GOPATH ~/go", "set -gx GOFLAGS", "set -e GOBIN", env={"GOBIN": "/bin"})
    assert home.changes(trace) == [
        ("GOPATH", f"{home.directory}/go", f"{CONFIG}:2"),
        ("GOFLAGS", "", f"{CONFIG}:3"),
        ("GOBIN", None, f"{CONFIG}:4"),
    ]


def test_lists_are_what_programs_see(home: Home) -> None:
    trace = home.start("set -gx GOPATH /a /b", "set -gx GOFLAGS -v -x")
    assert (value(trace, "GOPATH"), value(trace, "GOFLAGS")) == ("/a:/b", "-v -x")


def test_each_element_of_path_has_its_line(home: Home) -> None:
    for name in ("a", "b", "c"):
        home.write(f"{name}/x", "")
    trace = home.start("set -gx PATH ~/a $PATH", "fish_add_path ~/b", "fish_add_path --path ~/c", "set -a PATH /d")
    found = [home.added_by(trace, f"{home.directory}/{name}") for name in ("a", "b", "c")]
    assert [*found, home.added_by(trace, "/d")] == [f"{CONFIG}:{line}" for line in (1, 2, 3, 4)]


def test_snippets_run_in_order(home: Home) -> None:
    home.write(".config/fish/conf.d/go.fish", "\nset -gx GOPATH /snippet\nset -gx GOBIN /bin\n")
    trace = home.start("set -gx GOPATH /config")
    assert home.set_by(trace, "GOPATH") == f"{CONFIG}:1"
    assert home.set_by(trace, "GOBIN") == ".config/fish/conf.d/go.fish:3"


def test_files_functions_and_blocks(home: Home) -> None:
    home.write("a.fish", "set x 1\nset -gx GOPATH /a\n")
    home.write(".config/fish/functions/setup.fish", "function setup\n    set -gx GOROOT /r\nend\n")
    trace = home.start(
        "if test -d /nowhere",
        "  source ~/b.fish",
        "else",
        "  source ~/a.fish",
        "end",
        "setup",
        "function add",
        "  for one in 1 2",
        "    set -gx GOBIN /bin$one",
        "  end",
        "end",
        "add",
    )
    assert home.set_by(trace, "GOPATH") == "a.fish:2"
    assert home.set_by(trace, "GOROOT") == ".config/fish/functions/setup.fish:2"
    assert home.set_by(trace, "GOBIN") == f"{CONFIG}:9"


def test_what_a_program_prints_belongs_to_the_statement(home: Home) -> None:
    home.write("tool", "echo; echo; echo set -gx GO$1 /$1")
    trace = home.start(
        "set x 1",
        "sh ~/tool ROOT | source",
        "eval (sh ~/tool BIN)",
        "source (sh ~/tool PATH | psub)",
        "eval (sh ~/tool FLAGS)",
    )
    assert [home.set_by(trace, name) for name in ("GOROOT", "GOBIN", "GOPATH", "GOFLAGS")] == [
        f"{CONFIG}:{line}" for line in (2, 3, 4, 5)
    ]


def test_an_eval_inside_of_a_function(home: Home) -> None:
    home.write(".config/fish/functions/setup.fish", "function setup\n    set x 1\n    eval set -gx GOROOT /r\nend\n")
    assert home.set_by(home.start("setup"), "GOROOT") == ".config/fish/functions/setup.fish:3"


def test_a_function_that_a_program_prints(home: Home) -> None:
    home.write("tool", "echo function hook; echo; echo set -gx GOROOT /r; echo end; echo hook")
    trace = home.start("set x 1", "sh ~/tool | source", "set -e GOROOT", "", "hook")
    assert [change[2] for change in home.changes(trace)] == [f"{CONFIG}:{line}" for line in (2, 3, 5)]


def test_universal_variables_belong_to_their_file(home: Home) -> None:
    file = ".config/fish/fish_variables"
    home.write(file, "# VERSION: 3.0\nSETUVAR --export GOPATH:/u\nSETUVAR fish_user_paths:/up\n")
    trace = home.start("set x 1")
    lines = (home.directory / file).read_text().split("\n")  # fish 4 writes it anew on its first start
    assert home.set_by(trace, "GOPATH") == f"{file}:{lines.index('SETUVAR --export GOPATH:/u') + 1}"
    assert home.added_by(trace, "/up") == f"{file}:{lines.index('SETUVAR fish_user_paths:/up') + 1}"


def test_values_with_anything_in_them(home: Home) -> None:
    odd = "a\nb\x1e\x1f\x1d 'c' \"d\" $e \\ % é +"
    trace = home.start("set -gx GOFLAGS $ODD", r"set -gx GOBIN \x1e\x1f", env={"ODD": odd})
    assert (value(trace, "GOFLAGS"), value(trace, "GOBIN")) == (odd, "\x1e\x1f")
    assert (home.set_by(trace, "GOFLAGS"), home.set_by(trace, "GOBIN")) == (f"{CONFIG}:1", f"{CONFIG}:2")


def test_bytes_that_are_no_text(home: Home) -> None:
    trace = home.start("set -gx GOFLAGS $ODD", env={"ODD": "\udcff\udcfe"})
    assert value(trace, "GOFLAGS") == "\udcff\udcfe"


def test_a_path_of_5000_entries(home: Home) -> None:
    entries = ":".join(f"/opt/package-{number}" for number in range(5000))
    trace = home.start("set -gx PATH /first $PATH", env={"PATH": f"/usr/bin:/bin:{entries}"})
    assert (trace.lost, home.added_by(trace, "/first")) == ("", f"{CONFIG}:1")


def test_a_line_that_hangs(home: Home) -> None:
    home.write("a.fish", "set -gx GOBIN /bin\nsleep 100\n")
    trace = home.start("set -gx GOPATH /g", "source ~/a.fish", seconds=1.5)
    assert (trace.lost, home.short(trace.last)) == ("hung", "a.fish:2")
    assert home.set_by(trace, "GOPATH") == f"{CONFIG}:1"


def test_a_function_that_hangs(home: Home) -> None:
    home.write(".config/fish/functions/setup.fish", "function setup\n    set x 1\n    sleep 100\nend\n")
    trace = home.start("setup", seconds=1.5)
    assert (trace.lost, home.short(trace.last)) == ("hung", ".config/fish/functions/setup.fish:3")


# fish does not trace an exec; `exit` in config.fish ends that file only.
@pytest.mark.parametrize(("line", "last"), [("exec /bin/sh -c :", 1), ("kill -9 $fish_pid", 2)])
def test_a_line_that_ends_the_shell(home: Home, line: str, last: int) -> None:
    trace = home.start("set -gx GOBIN /bin", line, "set -gx GOBIN /late")
    assert (trace.lost, home.short(trace.last)) == ("ended-early", f"{CONFIG}:{last}")
    assert home.set_by(trace, "GOBIN") == f"{CONFIG}:1"


def test_a_line_that_takes_our_handler_away(home: Home) -> None:
    trace = home.start("functions -e __gofettle_heard", "set -gx GOBIN /bin")
    assert (trace.lost, home.set_by(trace, "GOBIN")) == ("switched-off", "")


def test_a_shell_that_prints_megabytes(home: Home) -> None:
    trace = home.start("set -gx GOBIN /bin", "head -c 8000000 /dev/zero", "set -gx GOROOT /r")
    assert (trace.lost, home.set_by(trace, "GOROOT")) == ("", f"{CONFIG}:3")


@pytest.mark.parametrize("dirs", [None, "/usr/local/share:/usr/share", "/nowhere/'quoted'"])
def test_fish_finds_its_directories_as_ever(home: Home, dirs: str | None) -> None:
    show = "for list in XDG_DATA_DIRS LANG fish_function_path fish_complete_path __fish_vendor_confdirs"
    for made in (".config/fish", ".local/share/fish", ".cache/fish"):  # fish has been started here before
        (home.directory / made).mkdir(parents=True, exist_ok=True)
    env = ({"XDG_DATA_DIRS": dirs} if dirs else {}) | {"LANG": "C"}
    home.write(CONFIG, f'{show}\n  echo $list (set -q $list; and echo "$$list") >>$OUT\nend\n')
    home.start(env=env | {"OUT": str(home.directory / "traced")})
    base = {"HOME": str(home.directory), "PATH": "/usr/bin:/bin", "LC_ALL": "C", "OUT": str(home.directory / "plain")}
    subprocess.run([home.shell.path, "-l", "-c", "true"], env=base | env, check=True)
    assert (home.directory / "traced").read_text() == (home.directory / "plain").read_text()


def test_nothing_more_is_written_than_by_any_new_terminal(home: Home) -> None:
    home.write(".config/fish/fish_variables", "# VERSION: 3.0\nSETUVAR GOPATH:/u\n")
    home.start("set x 1")
    before = _files(home.directory)
    home.start()
    assert _files(home.directory) == before


def _files(directory: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in directory.rglob("*") if path.is_file()}
