"""The same machine as its sessions see it: this process, and a new terminal that is really started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gofettle.errors import CannotTell
from gofettle.facts import fish_home, login_shell, shell_answer, startup_places, startup_trace
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.request import Level, Request
from gofettle.host.port import Command, Host, Hung, NotStarted, Outcome, Ran
from gofettle.model.message import Message, msg

LEVEL = Level.QUICK
LABEL = msg("a new terminal")

# VS Code waits 10 s for the same answer (facts on `application.shellEnvironmentResolutionTimeout`); a person waits less.
_SECONDS = 8.0
_SECONDS_TO_FIND_THE_LINE = 3.0
_SHARE = 0.4  # of a small budget
# The environment stands at the end; of what the start-up files print, little is kept.
_KEEP = 8 << 20

# What every new window inherits whatever its start-up files do. SSH_AUTH_SOCK is among them so that a start-up file that
# starts an ssh-agent when there is none does not start one for us.
_INHERITED = (
    "HOME",
    "TMPDIR",
    "SSH_AUTH_SOCK",
    "XDG_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "LANG",
)
_DARWIN_PATH = "/usr/bin:/bin:/usr/sbin:/sbin"  # sysctl user.cs_path, what launchd gives
_LINUX_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"  # ENV_PATH of login.defs(5)


@dataclass(frozen=True, slots=True)
class Session:
    """`kind`: process, terminal, window, script or ssh. `env` is None where `why` says what hindered. `how` shows it again.

    `complaints` are the shell's own words about its start-up files.
    """

    kind: str
    how: str
    env: Mapping[str, str] | None
    why: Message | None = None
    ms: int = 0
    complaints: tuple[str, ...] = ()

    @property
    def variables(self) -> Mapping[str, str]:
        """The environment; CannotTell where it could not be seen."""
        if self.env is None:
            raise CannotTell(self.why or msg("this session could not be observed"))
        return self.env


@dataclass(frozen=True, slots=True)
class Sessions:
    """This process and a new terminal (a login and interactive shell, as macOS, tmux and ssh start it)."""

    process: Session
    terminal: Session

    @property
    def seen(self) -> tuple[Session, ...]:
        """Those whose environment is known, the terminal first."""
        return tuple(session for session in (self.terminal, self.process) if session.env is not None)


@dataclass(frozen=True, slots=True)
class Start:
    """How a kind of session starts its shell: flags, variables that only it has, and how long it may take here."""

    kind: str
    flags: tuple[str, ...]
    extra: tuple[tuple[str, str], ...] = ()
    seconds: float = _SECONDS


def spoken(kind: str) -> Message:
    """Call a session as people do, for use inside a sentence."""
    return {
        "process": msg("this session"),
        "terminal": msg("a new terminal"),
        "window": msg("a new window (interactive, not a login shell)"),
        "script": msg("a script"),
        "ssh": msg("a command over ssh"),
    }[kind]


def collect(host: Host, request: Request) -> Sessions:
    process = Session("process", "env", host.env)
    shell = login_shell.find(host)
    if isinstance(shell, Message):  # this process can be judged without
        return Sessions(process, Session("terminal", "", None, shell))
    start = Start("terminal", ("-l", "-i"), seconds=min(_SECONDS, _SHARE * request.seconds))
    return Sessions(process, observe(host, shell, start))


def observe(host: Host, shell: LoginShell, start: Start) -> Session:
    """Start the shell as such a session would, and have it say its environment."""
    env = fresh_environment(host, shell) | dict(start.extra)
    how = " ".join([shell.path, *start.flags, "-c", "env"])
    argv = (*shell_answer.speaking(shell.family), shell.path, *start.flags, "-c", shell_answer.script(shell.family))
    command = Command(argv, tuple(sorted(env.items())), seconds=start.seconds, keep=_KEEP)
    outcome = host.run(fish_home.spared(host, command) if shell.family == "fish" else command)
    said, complaints = shell_answer.environment(outcome), shell_answer.complaints(outcome)
    if said is not None:
        ms = outcome.ms if isinstance(outcome, Ran) else 0
        return Session(start.kind, how, fish_home.cleared(said, env), ms=ms, complaints=complaints)
    why = _why_not(host, shell, start, env, outcome)
    return Session(start.kind, how, None, why, complaints=complaints)


def fresh_environment(host: Host, shell: LoginShell) -> dict[str, str]:
    """What a new terminal starts from, before any start-up file: never what somebody exported by hand in this session."""
    env = {name: host.env[name] for name in _INHERITED if name in host.env}
    return env | {
        "HOME": host.user.home,
        "USER": host.user.name,
        "LOGNAME": host.user.name,
        "SHELL": shell.path,
        "PATH": _DARWIN_PATH if host.platform == "darwin" else _LINUX_PATH,
        # Not `dumb`: start-up files return early for it (Emacs' TRAMP asks them to).
        "TERM": "xterm-256color",
        # Start-up files that would start tmux or another shell look for this, because VS Code asks for the same answer.
        "VSCODE_RESOLVING_ENVIRONMENT": "1",
        "PWD": "/",
    }


def _why_not(host: Host, shell: LoginShell, start: Start, env: Mapping[str, str], outcome: Outcome) -> Message:
    if isinstance(outcome, NotStarted):
        return msg("{shell} could not be started ({error})", shell=shell.path, error=outcome.code)
    if shell_answer.reached_its_end(outcome):
        return msg(
            "a new {shell} cannot start any program: {said}", shell=shell.name, said=shell_answer.refusal(outcome)
        )
    at = _where(host, shell, start, env)
    if isinstance(outcome, Hung):
        return msg(
            "a new {shell} did not come to its prompt within {seconds} s; it was at {place}",
            shell=shell.name,
            seconds=f"{start.seconds:g}",
            place=at,
        )
    return msg(
        "a start-up file ended or replaced the new {shell} before its prompt, at {place}", shell=shell.name, place=at
    )


def _where(host: Host, shell: LoginShell, start: Start, env: Mapping[str, str]) -> Message:
    files = startup_places.unreadable(host, shell.family, startup_places.homes_of(host, None))
    odd = next((odd for odd in files if odd.state == "ENOTREG"), None)
    if odd:  # a FIFO keeps whoever opens it
        return odd.said
    limit = min(_SECONDS_TO_FIND_THE_LINE, start.seconds / 2)
    ended = startup_trace.trace(host, shell, tuple(sorted(env.items())), start.flags, ("PATH",), seconds=limit)
    return (
        msg("{place} ({code})", place=ended.last.text, code=ended.last.code) if ended.last else msg("an unknown line")
    )
