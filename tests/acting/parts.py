"""What test machines are put together from: the files of a system, and Gos as installers lay them down."""

from __future__ import annotations

from gofettle.facts import release_files
from gofettle.host.memory import File, Link, Node
from gofettle.model import paths
from tests.acting.programs import program

NEW, OLD = "1.27.3", "1.21.13"
GO_ENV = "# defaults\nGOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n"

MAC: dict[str, Node] = {
    "/System/Library/CoreServices/SystemVersion.plist": File(
        "<plist><dict>\n<key>ProductName</key>\n<string>macOS</string>\n"
        "<key>ProductVersion</key>\n<string>26.1</string>\n</dict></plist>\n"
    ),
    "/etc/paths": File("/usr/local/bin\n/System/Cryptexes/App/usr/bin\n/usr/bin\n/bin\n/usr/sbin\n/sbin\n"),
    "/etc/zprofile": File(
        "# System-wide profile for interactive zsh(1) shells.\n\n"
        "if [ -x /usr/libexec/path_helper ]; then\n\teval `/usr/libexec/path_helper -s`\nfi\n"
    ),
    "/etc/profile": File("# System-wide .profile for sh(1)\n\neval `/usr/libexec/path_helper -s`\n"),
    "/etc/zshrc": File("# System-wide profile for interactive zsh(1) shells.\n"),
    "/usr/libexec/path_helper": program("darwin", "path_helper"),
    "/bin/zsh": program("darwin", "zsh"),
    "/bin/bash": program("darwin", "bash"),
    "/bin/sh": program("darwin", "sh"),
    "/usr/bin/env": program("darwin", "env"),
}
LINUX: dict[str, Node] = {
    "/etc/os-release": File('PRETTY_NAME="Debian GNU/Linux 12"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n'),
    "/etc/profile": File('# /etc/profile\n\nPATH="/usr/local/bin:/usr/bin:/bin"\nexport PATH\n'),
    "/bin/bash": program("linux", "bash"),
    "/bin/sh": program("linux", "sh"),
    "/usr/bin/fish": program("linux", "fish"),
    "/usr/bin/zsh": program("linux", "zsh"),
    "/usr/bin/env": program("linux", "env"),
}


def go_tree(
    root: str, version: str = NEW, *, platform: str = "darwin", go_env: str = GO_ENV, uid: int = 0
) -> dict[str, Node]:
    """Lay out a GOROOT: every kind of file that gofettle looks at, with the sources that this very release has."""
    system = {"darwin": "darwin_arm64", "linux": "linux_amd64"}[platform]
    return {
        f"{root}/VERSION": File(f"go{version}\ntime 2026-10-19T22:20:36Z\n", uid=uid),
        f"{root}/go.env": File(go_env, uid=uid),
        f"{root}/bin/go": program(platform, f"go {version}", uid=uid),
        f"{root}/bin/gofmt": program(platform, "gofmt", uid=uid),
        f"{root}/pkg/tool/{system}/compile": program(platform, "compile", uid=uid),
        f"{root}/src/fmt/print.go": File("package fmt\n", uid=uid),
        **{f"{root}/{name}": File("package x\n", uid=uid) for name in sources(int(version.split(".")[1]))},
    }


def sources(minor: int) -> list[str]:
    """The sources that this minor release of Go has and some other one has not."""
    return [
        f"{directory}/{name}"
        for (directory, first, last), names in release_files.RANGES.items()
        if first <= minor <= last
        for name in names.split()
    ]


def homebrew_go(version: str = NEW, prefix: str = "/opt/homebrew") -> dict[str, Node]:
    """Homebrew's Go with its chain of links."""
    cellar = f"{prefix}/Cellar/go/{version}"
    return {
        **go_tree(f"{cellar}/libexec", version, uid=501),
        f"{cellar}/bin/go": Link("../libexec/bin/go"),
        f"{prefix}/opt/go": Link(f"../Cellar/go/{version}"),
        f"{prefix}/bin/go": Link(f"../Cellar/go/{version}/bin/go"),
        f"{prefix}/bin/brew": File("#!/bin/bash\n", 0o755),
    }


def shim(manager: str, root: str) -> File:
    """A version manager's script in front of the tree that it chooses."""
    acts = f"# acts as go {paths.name(root)} of {root}"
    return File(f'#!/usr/bin/env bash\n{acts}\nexec {manager} exec "${{0##*/}}" "$@"\n', 0o755)
