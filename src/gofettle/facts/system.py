"""The operating system, its version and the chip."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gofettle.facts.request import Level
from gofettle.host.port import Failed, Host
from gofettle.model.message import msg

LEVEL = Level.QUICK
LABEL = msg("the operating system")

# Read instead of running sw_vers: sw_vers prints what stands here (plist(5); `man sw_vers`, FILES).
_MACOS_VERSION = "/System/Library/CoreServices/SystemVersion.plist"
_CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv")


@dataclass(frozen=True, slots=True)
class System:
    """`platform` as Go calls it, `version` as people call it.

    `is_provisioned`: a container's image or a CI service makes the environment, not a login.
    """

    platform: str
    name: str
    version: str
    chip: str
    is_provisioned: bool


def collect(host: Host) -> System:
    given = bool(host.env.get("CI")) or any(not isinstance(host.stat(mark), Failed) for mark in _CONTAINER_MARKS)
    if host.platform == "darwin":
        text = host.read(_MACOS_VERSION)
        version = "" if isinstance(text, Failed) else parse_macos_version(text)
        return System("darwin", "macOS", version, host.machine, given)
    text = host.read("/etc/os-release")
    name, version = ("Linux", "") if isinstance(text, Failed) else parse_os_release(text)
    return System("linux", name, version, host.machine, given)


def parse_macos_version(text: str) -> str:
    """Return ProductVersion of SystemVersion.plist, '' if it has none."""
    found = re.search(r"<key>ProductVersion</key>\s*<string>([^<]+)</string>", text)
    return found[1] if found else ""


def parse_os_release(text: str) -> tuple[str, str]:
    """Return NAME and VERSION_ID of os-release(5), with its quotes taken off."""
    values = dict(re.findall(r"""^(\w+)=["']?([^"'\n]*)["']?$""", text, re.MULTILINE))
    return values.get("NAME", "Linux"), values.get("VERSION_ID", "")
