"""Does any reader of foreign bytes raise, hang or let a control character through, whatever the bytes?"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable

from gofettle.facts import go_env, goenv_file, startup_files, workspace
from gofettle.facts.shell_answer import MARK, complaints, environment
from gofettle.facts.system import parse_macos_version, parse_os_release
from gofettle.facts.tracing import bash, bash_3, fish, posix, zsh
from gofettle.host.port import Hung, Ran
from gofettle.model.version import parse_go_version
from gofettle.report.words import visible
from gofettle.symptoms.read import read_log

SECONDS = float(os.environ.get("FUZZ_SECONDS", "20"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
SLOWEST = 5.0  # seconds that one reading may take; a shared machine is slow at times

SEEDS = (
    b'GOPATH="/q"\nGOROOT=/x\r\nexport GOFLAGS=-v\n# no\nGOBIN=$HOME/b',
    b"module example.com/m\n\ngo 1.26\n\ntoolchain go1.27.3\n",
    b'export PATH="$HOME/go/bin:$PATH"\nsource ~/.x\nif [ -f a ]; then . "$HOME/b"; fi\nset -gx PATH ~/a $PATH\n',
    b"noise\n" + MARK.encode() + b"\nPATH=/usr/bin:/bin\0GOROOT=/x\ny\0=\0A=",
    b'{"GOROOT": "/x", "GOPATH": 1, "a": ["b"]}',
    b"go version go1.27.3 linux/amd64 \x1b[31mred\x1b[0m\n",
    b"+\x1e/h/.zshrc\x1f3\x1f0\x1f\x1f1.0\x1d/usr/bin\x1dexport PATH=/a\n+\x1e/h/.zshrc\x1f4",
    b'zsh: command not found: go\ngo: cannot find GOROOT directory: /x\ncompile: version "go1.2" does not match',
    b"<key>ProductVersion</key>\n\t<string>26.1</string>\nNAME=\"Debian\"\nVERSION_ID='12'\n",
)
VARIABLES = ("PATH", "GOROOT")
ENV = {"PATH": "/usr/bin", "HOME": "/h"}


def traced(way: object) -> Callable[[str], object]:
    parse = way.parse  # type: ignore[attr-defined]  # each way has it

    def read(text: str) -> object:
        half = len(text) // 2
        return (
            parse(Ran(0, text, text, text), ENV, VARIABLES),
            parse(Hung(1.0, text[:half], text[half:], text), ENV, VARIABLES),
        )

    return read


def shown(text: str) -> None:
    out = visible(text)
    assert not any((ord(letter) < 32 and letter != "\n") or 0x7F <= ord(letter) < 0xA0 for letter in out), repr(out)  # noqa: S101


READERS: dict[str, Callable[[str], object]] = {
    "GOENV file": goenv_file.parse,
    "go.mod": lambda text: [
        tuple(workspace.parse(name, "/p", text)) for name in ("go.mod", ".go-version", ".tool-versions")
    ],
    "start-up file": lambda text: tuple(startup_files.read_lines(text, "/h")),
    "environment of a shell": lambda text: (environment(Ran(0, text)), complaints(Ran(0, "", text))),
    "go env -json": go_env.parse,
    "release": parse_go_version,
    "system": lambda text: (parse_macos_version(text), parse_os_release(text)),
    "error text": lambda text: read_log(text, {}),
    "trace of zsh": traced(zsh),
    "trace of bash": traced(bash),
    "trace of bash 3.2": traced(bash_3),
    "trace of fish": traced(fish),
    "trace of dash": traced(posix),
    "words for a screen": shown,
}


def mutated(chance: random.Random) -> str:
    """Cut, repeat, splice and spoil a sample, as files and pipes do."""
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(0, 12)):
        at = chance.randint(0, len(data))
        match chance.randint(0, 4):
            case 0:
                data[at:at] = chance.randbytes(chance.randint(1, 6))
            case 1:
                del data[at : at + chance.randint(1, 12)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 40)] * chance.randint(1, 30)
            case 3:
                data[at:at] = chance.choice(SEEDS)
            case _:
                data[at:at] = chance.choice(
                    [b"\0", b"\n", b"\r", b"\x1b", b"\xff", b"\x1e", b"\x1f", b"\x1d", b"'", b'"', b"$"]
                )
    return bytes(data).decode("utf-8", "surrogateescape")


def fuzz(name: str, read: Callable[[str], object]) -> int:
    """Return how many inputs broke the reader, after saying what was tried."""
    chance = random.Random(f"{SEED} {name}")  # noqa: S311  not for secrets
    tried = size = broken = 0
    slowest = 0.0
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        text = mutated(chance)
        began = time.monotonic()
        try:
            read(text)
        except Exception as error:  # noqa: BLE001  that is what is looked for
            broken += 1
            print(f"  {name}: {error!r} on {text[:200]!r}")
        slowest = max(slowest, time.monotonic() - began)
        tried, size = tried + 1, max(size, len(text))
    print(f"{name:24} {tried:9} inputs, longest {size:8} characters, slowest {slowest * 1000:8.1f} ms, broken {broken}")
    return broken + (slowest > SLOWEST)


if __name__ == "__main__":
    print(f"seed {SEED}, {SECONDS:g} s a reader")
    raise SystemExit(min(sum(fuzz(name, read) for name, read in READERS.items()), 1))
