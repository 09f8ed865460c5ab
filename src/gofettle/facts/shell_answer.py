"""How a shell is made to say its environment after its start-up files, and how the answer is read; pure text."""

from __future__ import annotations

import re

from gofettle.host.port import NotStarted, Outcome, Ran

MARK = "==gofettle-environment=="

_MOST_COMPLAINTS = 3
_MOST_LINE = 200
# `/home/x/.zshrc:3: parse error`, `bash: /home/x/.profile: line 3: …`, `~/.config/fish/config.fish (line 3): …`,
# `bash: /home/x/.bash_profile: is a directory`; but not `bash: /etc/x.sh: no job control`
_COMPLAINT = re.compile(r"(?:^|: )(~?/[^:\"']{1,1000}?)(?: \(line \d{1,9}\))?: ?(?:line )?\S")


def speaking(family: str) -> tuple[str, ...]:
    """What to put in front of a shell. fish reads its environment by its locale: in C it would not find a home named 日本."""
    return ("/usr/bin/env", "LC_ALL=C.UTF-8") if family == "fish" else ()


def script(family: str) -> str:
    """The commands that a shell is given to run after its start-up files."""
    say = "printf" if family == "sh" else "builtin printf"
    otherwise = "; or" if family == "fish" else " ||"
    # `exec` at the end keeps .zlogout and .bash_logout from running (Debian's clears the screen).
    return f"{say} '\\n%s\\n' '{MARK}'; /usr/bin/env -0 2>/dev/null{otherwise} /usr/bin/env; exec /usr/bin/true"


def environment(outcome: Outcome) -> dict[str, str] | None:
    """Read what follows the mark; None if the shell never came that far, or could start no program to say it."""
    if not isinstance(outcome, Ran):
        return None
    _, mark, text = outcome.out.rpartition(f"\n{MARK}\n")
    # What follows the last NUL was printed by somebody else. An `env` without -0 loses newlines in values, and nothing else.
    entries = text.split("\0")[:-1] if "\0" in text else text.split("\n")
    pairs = (entry.partition("=") for entry in entries)
    # A program in the background may print between two entries.
    env = {name.rpartition("\n")[2]: value for name, equals, value in pairs if equals}
    for ours in ("LC_ALL", "VSCODE_RESOLVING_ENVIRONMENT", "_", "SHLVL", ""):
        env.pop(ours, None)
    return env if mark and env else None


def reached_its_end(outcome: Outcome) -> bool:
    """The start-up files came to their end, even if no environment could be said."""
    return isinstance(outcome, Ran) and f"\n{MARK}\n" in outcome.out


def refusal(outcome: Outcome) -> str:
    """What the shell said when it could not start `env`."""
    lines = [] if isinstance(outcome, NotStarted) else outcome.err[-1 << 16 :].strip().split("\n")
    return next((line for line in lines if "/usr/bin/env" in line), "".join(lines[-1:])).strip()[:_MOST_LINE]


def complaints(outcome: Outcome) -> tuple[str, ...]:
    """The first lines of what the shell said that name a file and a line of it: mistakes in start-up files."""
    if isinstance(outcome, NotStarted):
        return ()
    lines = (line.strip()[:_MOST_LINE] for line in outcome.err[: 1 << 16].split("\n"))
    return tuple([line for line in lines if _COMPLAINT.search(line)][:_MOST_COMPLAINTS])


def named_in(complaint: str) -> str:
    """The file that a complaint is about."""
    found = _COMPLAINT.search(complaint)
    return found[1] if found else ""
