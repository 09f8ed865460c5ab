"""What fish is made to do before its first configuration file: tell of the watched variables, and trace its commands.

fish's own config.fish calls __fish_set_locale before it looks at any directory of the user's (3.0 to 4.8), and finds it
in a directory of XDG_DATA_DIRS first. Ours puts everything back, and does not call fish's, which does nothing when LC_ALL
is set, as it is by our host.
"""

from __future__ import annotations

from collections.abc import Mapping

from gofettle.facts.tracing.wire import FIELD, RECORD, UNSET, VALUE
from gofettle.host.port import SCRATCH

PATH = "fish/vendor_functions.d/__fish_set_locale.fish"

HANDLER = "__gofettle_heard"

HIDDEN = "\x1c"
"""Stands for a global value that the handler cannot see for a local one."""

# fish 4 calls __fish_set_locale only without LANG.
_RESTORED = ("XDG_DATA_DIRS", "LANG")

_SAY = f"""
function __gofettle_say
    set -l frames (status stack-trace)
    printf '%s' {RECORD} $argv[1] {FIELD} (string join \\n -- $frames | string collect) {VALUE}
    for name in $__gofettle_names
        if set -ql $name
            printf '%s' {HIDDEN}
        else if set -q $name
            printf '%s' "$$name"
        else
            printf '%s' {UNSET}
        end
        printf '%s' {VALUE}
    end
    echo
end
"""

# What config.fish would have made of an unset XDG_DATA_DIRS.
_DEFAULT = """
    set -l usual $__fish_data_dir
    if test -z "$usual"; and not string match -qr '^4\\.[0-6]\\.' -- $version
        set usual /usr/local/share/fish /usr/share/fish
    end
"""

_FORGET = f"""
    for list in __fish_vendor_{{completions,functions,conf}}dirs fish_{{function,complete}}_path
        set -l kept
        for dir in $$list
            if not string match -q -- '{SCRATCH}/*' $dir
                set -a kept $dir
                continue
            end
            for base in $usual
                set -l other $base/(string replace -r '.*/' '' -- $dir)
                contains -- $other $$list $kept
                or set -a kept $other
            end
        end
        set -g $list $kept
    end
"""


def script(names: tuple[str, ...], env: Mapping[str, str]) -> str:
    """Write the function."""
    events = " ".join(f"--on-variable {name}" for name in names)
    return f"""function __fish_set_locale
{_put_back(env)}
    set -g __gofettle_names {" ".join(names)}
    function {HANDLER} {events}
        __gofettle_say "$argv" >&2
    end
    __gofettle_say start\\t"$__fish_config_dir"\\t"$__fish_data_dir" >&2
    set -g fish_trace 1
end
{_SAY}"""


def quiet(env: Mapping[str, str]) -> str:
    """Write the function so that it only puts everything back."""
    return f"function __fish_set_locale\n{_put_back(env)}\nend\n"


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """What fish is started with."""
    ours = {name: value for name, value in env.items() if name != "LANG"}
    others = env.get("XDG_DATA_DIRS")
    return ours | {"XDG_DATA_DIRS": f"{SCRATCH}:{others}" if others else SCRATCH}


def _put_back(env: Mapping[str, str]) -> str:
    before = "\n".join(restored(name, env.get(name)) for name in _RESTORED)
    return f"""{before}
    set -l usual
{"" if env.get("XDG_DATA_DIRS") else _DEFAULT}
{_FORGET}
    functions -e __fish_set_locale"""


def restored(name: str, value: str | None) -> str:
    """Write the line that gives a variable the value that it had."""
    if value is None:
        return f"    set -e {name}"
    return f"    set -gx {name} {quoted(value)}"


def quoted(text: str) -> str:
    """Write a text as one word."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
