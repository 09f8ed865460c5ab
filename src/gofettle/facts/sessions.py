"""The same machine as its sessions see it: this process, and a new terminal that is really started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gofettle.errors import CannotTell
from gofettle.facts import startup_trace
from gofettle.facts.login_shell import LoginShell
from gofettle.facts.request import Level
from gofettle.host.port import Command, Host, Hung, NotStarted, Outcome, Ran
from gofettle.model.message import Message, msg

LEVEL = Level.QUICK
LABEL = msg("a new terminal")

MARK = "==gofettle-environment=="

# VS Code waits 10 s for the same answer (facts on `application.shellEnvironmentResolutionTimeout`); a person waits less.
_SECONDS = 8.0
_SECONDS_TO_FIND_THE_LINE = 3.0
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
    """`kind`: process, terminal, window, script or ssh. `env` is None where `why` says what hindered. `how` shows it again."""

    kind: str
    how: str
    env: Mapping[str, str] | None
    why: Message | None = None
    ms: int = 0

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


def spoken(kind: str) -> Message:
    """Call a session as people do, for use inside a sentence."""
    return {
        "process": msg("this session"),
        "terminal": msg("a new terminal"),
        "window": msg("a new window (interactive, not a login shell)"),
        "script": msg("a script"),
        "ssh": msg("a command over ssh"),
    }[kind]


def collect(host: Host, shell: LoginShell) -> Sessions:
    process = Session("process", "env", host.env)
    return Sessions(process, observe(host, shell, "terminal", ("-l", "-i")))


def observe(
    host: Host, shell: LoginShell, kind: str, flags: tuple[str, ...], extra: Mapping[str, str] | None = None
) -> Session:
    """Start the shell with these flags as a new session would, and have it say its environment."""
    env = fresh_environment(host, shell) | dict(extra or {})
    how = " ".join([shell.path, *flags, "-c", "env"])
    outcome = host.run(
        Command(
            (shell.path, *flags, "-c", _script(shell.family)), tuple(sorted(env.items())), seconds=_SECONDS, keep=_KEEP
        )
    )
    said = parse_environment(outcome)
    if said is not None:
        return Session(kind, how, said, ms=outcome.ms if isinstance(outcome, Ran) else 0)
    return Session(kind, how, None, _why_not(host, shell, flags, env, outcome))


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


def parse_environment(outcome: Outcome) -> dict[str, str] | None:
    """Read what follows the mark; None if the shell never came that far."""
    if not isinstance(outcome, Ran):
        return None
    _, mark, text = outcome.out.rpartition(f"\n{MARK}\n")
    if not mark:
        return None
    if "\0" not in text:  # an `env` without -0: a value with newlines loses them here, and nothing else is lost
        text = "\0".join(text.split("\n"))
    pairs = (entry.partition("=") for entry in text.split("\0"))
    env = {name: value for name, equals, value in pairs if equals and name}
    for ours in ("LC_ALL", "VSCODE_RESOLVING_ENVIRONMENT", "_", "SHLVL"):
        env.pop(ours, None)
    return env


def _script(family: str) -> str:
    say = "printf" if family == "sh" else "builtin printf"
    otherwise = "; or" if family == "fish" else " ||"
    # `exec` at the end keeps .zlogout and .bash_logout from running (Debian's clears the screen).
    return f"{say} '\\n%s\\n' '{MARK}'; /usr/bin/env -0 2>/dev/null{otherwise} /usr/bin/env; exec /usr/bin/true"


def _why_not(
    host: Host, shell: LoginShell, flags: tuple[str, ...], env: Mapping[str, str], outcome: Outcome
) -> Message:
    if isinstance(outcome, NotStarted):
        return msg("{shell} could not be started ({error})", shell=shell.path, error=outcome.code)
    ended = startup_trace.trace(
        host, shell, tuple(sorted(env.items())), flags, ("PATH",), seconds=_SECONDS_TO_FIND_THE_LINE
    )
    at = msg("{place} ({code})", place=ended.last.text, code=ended.last.code) if ended.last else msg("an unknown line")
    if isinstance(outcome, Hung):
        return msg(
            "a new {shell} did not come to its prompt within {seconds} s; it was at {place}",
            shell=shell.name,
            seconds=round(_SECONDS),
            place=at,
        )
    return msg(
        "a start-up file ended or replaced the new {shell} before its prompt, at {place}", shell=shell.name, place=at
    )
