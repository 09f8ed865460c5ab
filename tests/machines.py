"""Test machines: well ones, made of files and of programs that act by them, and helpers that change one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from gofettle.facts.login_shell import FAMILIES
from gofettle.host.memory import File, MemoryHost, Node, Special
from gofettle.host.port import User
from gofettle.model import paths
from tests.acting.parts import GO_ENV, LINUX, MAC, NEW, go_tree, homebrew_go, shim
from tests.acting.programs import Programs, program
from tests.acting.shell import Shell

_BASE_PATH = {"darwin": "/usr/bin:/bin:/usr/sbin:/sbin", "linux": "/usr/local/bin:/usr/bin:/bin"}


def machine(
    platform: str,
    shell: str,
    files: Mapping[str, Node],
    *,
    home: str = "",
    uid: int = 501,
) -> MemoryHost:
    """Put a machine together, and open a terminal on it: what gofettle is started from."""
    home = home or {"darwin": "/Users/dev", "linux": "/home/dev"}[platform]
    host = MemoryHost(
        platform=platform,
        machine={"darwin": "arm64", "linux": "x86_64"}[platform],
        user=User("dev", uid, home, shell),
        cwd=f"{home}/hello",
        files={
            **{"darwin": MAC, "linux": LINUX}[platform],
            f"{home}/hello/go.mod": File("module example.com/hello\n\ngo 1.26.0\n"),
            f"{home}/hello/main.go": File("package main\n\nfunc main() {}\n"),
            **files,
        },
    )
    host.commands = Programs(host)
    return in_a_new_terminal(host)


def healthy() -> MemoryHost:
    """A Mac with zsh, the official .pkg of Go, and gopls that was installed by it."""
    return machine(
        "darwin",
        "/bin/zsh",
        {
            **go_tree("/usr/local/go"),
            "/etc/paths.d/go": File("/usr/local/go/bin\n"),
            "/Users/dev/.zprofile": File('# made by dev\nexport PATH="$PATH:$HOME/go/bin"\n'),
            "/Users/dev/.zshrc": File("alias ll='ls -l'\n"),
            "/Users/dev/go/bin/gopls": program("darwin", "gopls", uid=501),
        },
    )


def healthy_linux() -> MemoryHost:
    """A Debian with bash and Go's archive unpacked to /usr/local."""
    return machine(
        "linux",
        "/bin/bash",
        {
            **go_tree("/usr/local/go", platform="linux"),
            "/home/dev/.profile": File(
                "# ~/.profile\nexport PATH=$PATH:/usr/local/go/bin\nexport PATH=$PATH:$HOME/go/bin\n"
            ),
            "/home/dev/.bashrc": File("alias ll='ls -l'\n"),
            "/home/dev/go/bin/gopls": program("linux", "gopls", uid=501),
        },
    )


def healthy_homebrew() -> MemoryHost:
    """A Mac with fish and Homebrew's Go."""
    return machine(
        "darwin",
        "/opt/homebrew/bin/fish",
        {
            **homebrew_go(),
            "/opt/homebrew/bin/fish": program("darwin", "fish"),
            "/Users/dev/.config/fish/config.fish": File(
                'if status is-interactive\nend\neval "$(/opt/homebrew/bin/brew shellenv)"\n'
                "fish_add_path --path --append $HOME/go/bin\n"
            ),
            "/Users/dev/go/bin/gopls": program("darwin", "gopls", uid=501),
        },
    )


def healthy_container() -> MemoryHost:
    """The official image of Go: root, and a PATH that comes from the image and from no start-up file."""
    host = machine(
        "linux",
        "/bin/bash",
        {
            **go_tree("/usr/local/go", platform="linux", go_env=GO_ENV.replace("auto", "local")),
            "/.dockerenv": File(""),
            "/root/.bashrc": File("# ~/.bashrc\n"),
            "/root/.profile": File("# ~/.profile\n"),
            "/go/bin": Special(),
            "/go/src": Special(),
        },
        home="/root",
        uid=0,
    )
    path = "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    image = {"PATH": path, "GOPATH": "/go", "GOTOOLCHAIN": "local", "GOLANG_VERSION": NEW, "HOME": "/root"}
    return replace(host, env={**image, "SHELL": "/bin/bash"})


def healthy_shims() -> MemoryHost:
    """A Mac on which goenv chooses an older Go, on purpose and first on PATH."""
    home = "/Users/dev"
    return machine(
        "darwin",
        "/bin/zsh",
        {
            **go_tree("/usr/local/go"),
            **go_tree(f"{home}/.goenv/versions/1.26.6", "1.26.6", uid=501),
            f"{home}/.goenv/shims/go": shim("goenv", f"{home}/.goenv/versions/1.26.6"),
            "/etc/paths.d/go": File("/usr/local/go/bin\n"),
            f"{home}/.zshrc": File("export PATH=$HOME/.goenv/shims:$PATH\nexport PATH=$PATH:$HOME/go/bin\n"),
        },
    )


def healthy_elsewhere() -> MemoryHost:
    """A home with a blank and Chinese in its name, mirrors, and settings that are unusual but right."""
    home = "/Users/王 小明"
    goenv = (
        "# 设置\nGOFLAGS=-mod=mod -trimpath\nGOTOOLCHAIN=go1.26.6+auto\nGOPROXY=https://goproxy.cn,direct\n"
        "GOSUMDB=off\nGOEXPERIMENT=nosynchashtriemap\nGO111MODULE=on\nlower=passed over\n\n"
    )
    return machine(
        "darwin",
        "/bin/zsh",
        {
            **go_tree(f"{home}/sdk dir/go", uid=501),
            f"{home}/.zprofile": File('export PATH="$HOME/sdk dir/go/bin:$HOME/go/bin:$PATH"\nexport GOPROXY=off\n'),
            f"{home}/.zshrc": File('export GOROOT="$HOME/sdk dir/go"\nexport GOTMPDIR="$HOME/暂存"\n'),
            f"{home}/Library/Application Support/go/env": File(goenv),
            f"{home}/暂存": Special(),
            f"{home}/go/bin": Special(),
        },
        home=home,
    )


EVERY_HEALTHY: Mapping[str, Callable[[], MemoryHost]] = {
    "a Mac with the .pkg": healthy,
    "a Debian with the archive": healthy_linux,
    "a Mac with fish and Homebrew": healthy_homebrew,
    "a container": healthy_container,
    "a Mac with goenv": healthy_shims,
    "a Mac in China": healthy_elsewhere,
}


def in_a_new_terminal(host: MemoryHost) -> MemoryHost:
    """The same machine, with gofettle started from a terminal that is opened now."""
    shell = host.user.shell
    given = {
        "HOME": host.user.home,
        "USER": "dev",
        "LOGNAME": "dev",
        "SHELL": shell,
        "TERM": "xterm-256color",
        "LANG": "en_US.UTF-8",
    }
    kept = {name: host.env[name] for name in ("ZDOTDIR", "XDG_CONFIG_HOME", "GOENV") if name in host.env}
    started = Shell(
        host,
        FAMILIES[paths.name(shell)],
        {**given, "PATH": _BASE_PATH[host.platform], **kept},
        ("-l", "-i"),
    )
    started.start()
    return changed(host, env=started.env)


def changed(
    host: MemoryHost, *, env: Mapping[str, str] | None = None, files: Mapping[str, Node | None] | None = None
) -> MemoryHost:
    """Another machine with this environment and these files; None takes a file, or all that is below it, away."""
    kept = dict(host.files)
    for path, node in (files or {}).items():
        for old in [old for old in kept if paths.is_below(old, path)] if node is None else ():
            del kept[old]
        if node is not None:
            kept[path] = node
    other = replace(host, env=dict(host.env if env is None else env), files=kept, asked=[])
    other.commands = Programs(other)
    other.commands.update(host.commands)
    return other


def with_files(host: MemoryHost, files: Mapping[str, Node | None]) -> MemoryHost:
    """Change files and open a new terminal, so that both sessions see what start-up files say now."""
    return in_a_new_terminal(changed(host, files=files))


def with_lines(host: MemoryHost, name: str, *lines: str) -> MemoryHost:
    """Append lines to a file of the person (`.zshrc`) and open a new terminal."""
    path = paths.join(host.user.home, name)
    old = host.read(path)
    text = old if isinstance(old, str) else ""
    return with_files(host, {path: File(text + "".join(f"{line}\n" for line in lines))})


def with_goenv(host: MemoryHost, text: str) -> MemoryHost:
    """Write the file that `go env -w` writes."""
    return changed(host, files={goenv_path(host): File(text)})


def goenv_path(host: MemoryHost) -> str:
    """Where this person's GOENV file is."""
    below = "Library/Application Support/go/env" if host.platform == "darwin" else ".config/go/env"
    return paths.join(host.user.home, below)


def with_process_env(host: MemoryHost, **variables: str | None) -> MemoryHost:
    """Set variables in this session alone; None unsets."""
    env = {**host.env, **variables}
    return changed(host, env={name: value for name, value in env.items() if value is not None})


def with_terminal_env(host: MemoryHost, **variables: str) -> MemoryHost:
    """Have the last start-up file of a new terminal set variables; this session stays as it is."""
    name = {"zsh": ".zlogin", "bash": ".profile", "fish": ".config/fish/config.fish"}[paths.name(host.user.shell)]
    word = "set -gx {} {}" if name.endswith("fish") else "export {}='{}'"
    path = paths.join(host.user.home, name)
    old = host.read(path)
    lines = "".join(word.format(variable, value) + "\n" for variable, value in variables.items())
    return changed(host, files={path: File((old if isinstance(old, str) else "") + lines)})
