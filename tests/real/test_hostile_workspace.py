"""A project is untrusted: whatever lies in it, nothing of it is executed and none of its names acts on the terminal."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.real.awkward import Said, environment, on_path, run
from tests.real.person import SYSTEM_PATH, Person

pytestmark = pytest.mark.ordinary_user

PROGRAMS = (
    "go",
    "gopls",
    "env",
    "sh",
    "bash",
    "zsh",
    "fish",
    "git",
    "true",
    "goenv",
    "mise",
    "asdf",
    "direnv",
    "cc",
    "brew",
)
EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
RUNS = (
    ("doctor",),
    ("doctor", "--quick", "--format", "json"),
    ("why", "PATH"),
    ("why", "go"),
    ("why", "GOFLAGS"),
)


def workspace(root: Path) -> Path:
    """A directory in which everything that somebody might run would leave a mark."""
    mark, work = root / "pwned", root / f"work{EVIL}\n`cd; touch pwned`"
    work.mkdir()
    touch = f"touch '{mark}'"
    for name in PROGRAMS:
        (work / name).write_text(f"#!/bin/sh\n{touch}\necho go version go1.99.9 linux/amd64\n")
        (work / name).chmod(0o755)
    texts = {
        "go.mod": f"module example.com/m{EVIL}\n\ngo 1.99\n\ntoolchain go1.99.9-$({touch})\n",
        "go.work": f"go 1.99\n\ntoolchain go1.98.0{EVIL}\n\nuse .\n",
        ".go-version": f"$({touch})\n",
        ".tool-versions": f"golang $({touch}){EVIL}\ngo `{touch}`\n",
        ".envrc": f"{touch}\nexport GOROOT=/owned\n",
        "mise.toml": f"[env]\n_.source = './evil.sh'\n[tools]\ngo = \"{{{{ exec(command='{touch}') }}}}\"\n",
        ".mise.toml": f'[hooks]\nenter = "{touch}"\n',
        "evil.sh": touch,
        ".zshenv": touch,
        ".bashrc": touch,
        "config.fish": touch,
        "main.go": f"package main\n\n//go:generate {touch}\nfunc main() {{}}\n",
        ".vscode/settings.json": f'{{"go.goroot": "$({touch})", "go.alternateTools": {{"go": "{work}/go"}}}}',
        ".git/config": f"[core]\n\tfsmonitor = {touch}\n",
        f"name{EVIL}.go": "package main\n",
    }
    modules = (
        "json",
        "os",
        "msgspec",
        "selectors",
        "subprocess",
        "gettext",
        "threading",
        "typing",
        "difflib",
        "sitecustomize",
    )
    for module in modules:  # an `import` of ours that looks here would be worse than a program
        texts[f"{module}.py"] = f"import posix\nposix.system({touch!r})\n"
    for name, text in texts.items():
        (work / name).parent.mkdir(exist_ok=True)
        (work / name).write_text(text)
    return work


def everything(person: Person, work: Path, **more: str) -> list[Said]:
    return [run(arguments, environment(person, **more), cwd=work) for arguments in RUNS]


@pytest.mark.parametrize("entry", ["", ".", "./", "..", "work", "~"])
def test_a_path_that_leads_into_the_workspace(person: Person, new_go: Path, tmp_path: Path, entry: str) -> None:
    """An empty or relative entry means: whatever lies here. In front of the real Go, here and in a new terminal."""
    if entry in {".", "./", "~"} and person.shell != "bash":
        pytest.skip("one shell is enough")
    work = workspace(tmp_path)
    person.path = f"{entry}:{new_go}/bin:{SYSTEM_PATH}"
    person.starts_with(person.sets("PATH", f"'{entry}':{new_go}/bin:$PATH"))
    answers = everything(person, work)
    assert not list(tmp_path.rglob("pwned"))
    assert all("1.99.9 linux" not in said.out for said in answers)


@pytest.mark.parametrize("person", ["bash"], indirect=True)
def test_a_directory_with_a_program_named_go_that_is_no_entry(person: Person, tmp_path: Path) -> None:
    person.starts_with("# nothing\n")
    everything(person, workspace(tmp_path))
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.slow
@pytest.mark.parametrize("person", ["bash"], indirect=True)
def test_a_real_build_builds_nothing_of_the_workspace(person: Person, new_go: Path, tmp_path: Path) -> None:
    person.path = f".:{new_go}/bin:{SYSTEM_PATH}"
    person.starts_with(person.sets("PATH", f".:{new_go}/bin:$PATH"))
    run(("doctor", "--deep", "--budget", "20"), environment(person), cwd=workspace(tmp_path))
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize("person", ["bash"], indirect=True)
def test_the_workspace_is_named_by_the_command_line(person: Person, new_go: Path, tmp_path: Path) -> None:
    person.starts_with(on_path(person, new_go))
    work = workspace(tmp_path)
    env = environment(person, GOTOOLCHAIN="local")
    for workspace_ in (str(work), work.name):
        said = run(("doctor", "--workspace", workspace_, "--format", "json"), env, cwd=tmp_path)
        assert said.roots == ["toolchain.too-old"]
    text = run(("doctor", "--workspace", str(work)), env, cwd=tmp_path)
    assert "toolchain.too-old" in text.out
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize("person", ["zsh"], indirect=True)
def test_what_the_command_line_names_acts_on_nothing(person: Person, tmp_path: Path) -> None:
    """Names that are printed back: a cause, a workspace, a log, a variable."""
    env = environment(person)
    (tmp_path / f"log{EVIL}").write_text(f"zsh: command not found: go{EVIL}\n\x00{EVIL}\n")
    for arguments in (
        ("doctor", "--quick", "--log", f"log{EVIL}"),
        ("doctor", "--quick", "--log", f"log{EVIL}", "--format", "json"),
        ("why", f"x{EVIL}"),
        ("why", f"x{EVIL}", "--format", "json"),
    ):
        run(arguments, env, cwd=tmp_path)


@pytest.mark.parametrize("person", ["zsh"], indirect=True)
@pytest.mark.parametrize(
    "arguments",
    [
        ("doctor", "--only", EVIL),
        ("doctor", "--workspace", EVIL),
        ("doctor", "--log", EVIL),
        ("explain", EVIL),
        (EVIL,),
        ("why", ""),
    ],
)
def test_a_usage_error_acts_on_nothing(person: Person, arguments: tuple[str, ...]) -> None:
    said = run(arguments, environment(person), exits=frozenset({2}))
    assert said.out == ""
    assert said.error


@pytest.mark.parametrize("person", ["bash"], indirect=True)
def test_a_fifo_that_somebody_waits_to_write_into_is_not_woken(person: Person, tmp_path: Path) -> None:
    """A reader that opens it only to look would make the writer go on, and die of it."""
    os.mkfifo(tmp_path / "go.mod")
    writer = subprocess.Popen(["/bin/sh", "-c", "echo hello > go.mod"], cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        run(("doctor",), environment(person), cwd=tmp_path)
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.wait()
