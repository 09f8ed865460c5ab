"""Which way is taken for which shell."""

from __future__ import annotations

from gofettle.facts import startup_trace
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.tracing import bash, bash_3, bash_root, fish, posix, zsh
from gofettle.host.memory import MemoryHost
from gofettle.host.port import Command, NotStarted, Outcome, Ran, User

ENV = (("HOME", "/Users/dev"), ("PATH", "/usr/bin:/bin"))


def test_the_way_for_each_shell() -> None:
    assert startup_trace.choose("zsh", None) is zsh
    assert startup_trace.choose("fish", None) is fish
    assert startup_trace.choose("bash", (5, 2)) is bash
    assert startup_trace.choose("bash", (3, 2)) is startup_trace.choose("bash", (4, 2)) is bash_3
    assert startup_trace.choose("bash", None) is bash_3
    assert startup_trace.choose("sh", None) is posix
    assert (startup_trace.choose("sh", (3, 2)), startup_trace.choose("sh", (5, 2))) == (bash_3, bash)


def test_root_has_a_way_of_its_own() -> None:
    assert startup_trace.choose("bash", (5, 2), is_root=True) is bash_root
    assert startup_trace.choose("bash", (4, 3), is_root=True) is bash
    assert startup_trace.choose("zsh", None, is_root=True) is zsh


def test_bash_is_asked_for_its_version() -> None:
    said = {"/bin/bash --version": Ran(0, "GNU bash, version 3.2.57(1)-release (arm64-apple-darwin24)\n")}
    host = MemoryHost(commands={**said})
    assert startup_trace.bash_version(host, LoginShell("/bin/bash", "bash", "SHELL")) == (3, 2)
    assert startup_trace.bash_version(host, LoginShell("/bin/sh", "sh", "SHELL")) is None
    assert startup_trace.bash_version(host, LoginShell("/bin/zsh", "zsh", "SHELL")) is None
    assert [command.argv[0] for command in host.asked] == ["/bin/bash", "/bin/sh"]


def test_a_shell_that_does_not_start() -> None:
    host = MemoryHost(user=User("dev", 501, "/Users/dev", "/bin/zsh"))
    for family in ("zsh", "bash", "fish", "sh"):
        shell = LoginShell(f"/bin/{family}", family, "SHELL")
        trace = startup_trace.trace(host, shell, ENV, ("-l", "-i"), ("PATH",))
        assert (trace.changes, trace.last, trace.lost) == ((), None, "not-started")


def test_the_time_limit_is_the_callers() -> None:
    seen: list[float] = []

    def run(command: Command) -> Outcome:
        seen.append(command.seconds)
        return NotStarted("ENOENT")

    command = fish.command("/bin/fish", ("-l",), ENV, ("PATH",))
    host = MemoryHost(commands={_joined(command): run})
    startup_trace.trace(host, LoginShell("/bin/fish", "fish", "SHELL"), ENV, ("-l",), ("PATH",), seconds=3.0)
    assert seen == [3.0]


def test_the_environment_is_the_callers() -> None:
    for way in (zsh, bash, bash_3, posix, bash_root):
        command = way.command("/bin/shell", ("-l",), ENV, ("PATH",))
        assert set(ENV) <= set(command.env)
        assert {name for name, _ in command.env} - {name for name, _ in ENV} <= {"PS4", "BASH_XTRACEFD"}
    assert set(ENV) < set(fish.command("/bin/fish", ("-l",), ENV, ("PATH",)).env)


def _joined(command: Command) -> str:
    import shlex  # noqa: PLC0415

    return shlex.join(command.argv)
