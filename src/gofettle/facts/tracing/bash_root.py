"""Traces root's bash, which takes no PS4 from its environment (since 4.4): sets it first, then reads the start-up files itself.

The order is that of bash(1), INVOCATION, and of Debian's and others' /etc/bash.bashrc, which is compiled in where it exists.
"""

from __future__ import annotations

from dataclasses import replace

from gofettle.facts.tracing import bash
from gofettle.host.port import Command
from gofettle.model import paths

parse = bash.parse

_LOGIN = (
    'for REPLY in ~/.bash_profile ~/.bash_login ~/.profile; do if [ -r "$REPLY" ]; then . "$REPLY"; break; fi; done'
)
_READ = 'if [ -r "{file}" ]; then . "{file}"; fi'


def command(
    shell: str, flags: tuple[str, ...], env: tuple[tuple[str, str], ...], variables: tuple[str, ...]
) -> Command:
    """Start the shell without its files, and read them as it would."""
    usual = bash.command(shell, flags, env, variables)
    ps4 = dict(usual.env)["PS4"].replace("'", "'\\''")
    last_words = usual.argv[-1]
    script = "\n".join((f"PS4='{ps4}'; set -x", *_files(paths.name(shell), flags), last_words))
    return replace(
        usual,
        argv=(shell, "--norc", "--noprofile", *flags, "-c", script),
        env=tuple((name, value) for name, value in usual.env if name != "PS4"),
    )


def _files(name: str, flags: tuple[str, ...]) -> list[str]:
    if "-l" in flags and name == "sh":
        return [_READ.format(file="/etc/profile"), _READ.format(file="$HOME/.profile")]
    if "-l" in flags:
        return [_READ.format(file="/etc/profile"), _LOGIN]
    if "-i" in flags and name != "sh":
        return [_READ.format(file="/etc/bash.bashrc"), _READ.format(file="$HOME/.bashrc")]
    return []
