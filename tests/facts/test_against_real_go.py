"""What gofettle computes of Go's settings is what each real Go says of them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gofettle.facts import go_sessions
from gofettle.facts.go_sessions import GoSession
from gofettle.facts.go_values import is_module_mode, is_toolchain, odd_flag
from gofettle.facts.sessions import Session, Sessions
from gofettle.host.local import LocalHost
from tests import tools

RELEASES = ("1.21.13", "1.24.11", "1.26.6", "1.27.3")
PLAIN = ("GOFLAGS", "GOPROXY", "GOSUMDB", "GO111MODULE", "GOPRIVATE", "GOTMPDIR", "GOMODCACHE", "GOCACHE")
ASKED = ("GOPATH", "GOBIN", "GOROOT", "GOENV", *PLAIN)

each_release = pytest.mark.parametrize("release", RELEASES)
few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Real:
    """One release of Go, in a home of its own."""

    def __init__(self, release: str, home: Path) -> None:
        self.root = tools.go_root(release)
        self.home = home
        self.prints_gobin = release.startswith("1.27")  # the earlier ones print only what was set

    def env(self, given: Mapping[str, str]) -> dict[str, str]:
        path = f"{self.root}/bin:/usr/bin:/bin"
        return {"HOME": str(self.home), "PATH": path, "TEST_TELEMETRY_DIR": "/dev/null", **given}

    def run(self, given: Mapping[str, str], *argv: str) -> subprocess.CompletedProcess[str]:
        env, go = self.env(given), f"{self.root}/bin/go"
        ran = subprocess.run([go, *argv], env=env, cwd=self.home, capture_output=True, timeout=30, check=False)
        out, err = (text.decode("utf-8", "surrogateescape") for text in (ran.stdout, ran.stderr))
        return subprocess.CompletedProcess(ran.args, ran.returncode, out, err)  # text=True would eat a carriage return

    def says(self, given: Mapping[str, str]) -> dict[str, str] | None:
        """What `go env` prints; None where it refuses to."""
        ran = self.run({**given, "GOTOOLCHAIN": "local"}, "env", "-json", *ASKED)
        alone = self.run(given, "env", "GOTOOLCHAIN")  # asked alone, it is answered without a switch
        if ran.returncode or alone.returncode:
            return None
        answers: dict[str, str] = json.loads(ran.stdout)
        return {**answers, "GOTOOLCHAIN": alone.stdout.removesuffix("\n")}

    def write(self, text: str, *, to: str = ".config/go/env") -> None:
        file = self.home / to
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))


@pytest.fixture
def real(release: str, tmp_path: Path) -> Real:
    return Real(release, tmp_path)


def session(env: Mapping[str, str]) -> GoSession:
    unseen = Session("terminal", "", None)
    return go_sessions.collect(LocalHost(), Sessions(Session("process", "env", env), unseen)).process


def computed(real: Real, given: Mapping[str, str]) -> dict[str, str]:
    """The same answers, from files and the environment alone."""
    view = session(real.env(given))
    values = {
        name: setting.value if (setting := view.setting(name)) else "" for name in (*PLAIN, "GOBIN", "GOTOOLCHAIN")
    }
    return {
        **values,
        "GOPATH": ":".join(view.gopath),
        "GOBIN": view.bin if real.prints_gobin else values["GOBIN"],
        "GOROOT": view.goroot,
        "GOENV": view.goenv.path,
    }


def agree(real: Real, given: Mapping[str, str]) -> None:
    says = real.says(given)
    ours = computed(real, given)
    if says is None:
        return
    says["GOROOT"] = os.path.normpath(says["GOROOT"]).replace("//", "/")  # printed as it was given, used cleaned
    defaults = {name for name in ("GOMODCACHE", "GOCACHE") if not ours[name]}  # Go prints its own default for these
    assert {name: says[name] for name in ours if name not in defaults} == {
        name: value for name, value in ours.items() if name not in defaults
    }


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ({}, ""),
        ({}, "GOFLAGS=-trimpath\nGOBIN=/x\nGOPATH=/p:/q\nGOTOOLCHAIN=local\n"),
        ({"GOFLAGS": "-mod=mod", "GOBIN": "", "GOPATH": ""}, "GOFLAGS=-trimpath\nGOBIN=/x\nGOPATH=/p\n"),
        ({}, "GOTOOLCHAIN=\nGOPROXY=\nGOSUMDB=\n"),
        ({"GOTOOLCHAIN": ""}, "GOTOOLCHAIN=path\n"),
        ({"GOTOOLCHAIN": "go1.99.0"}, ""),
        ({}, "GOFLAGS=-a\nGOFLAGS=-v\r\nGOPRIVATE= x \n"),
        ({}, "export GOFLAGS=-v\n GOFLAGS=-x\n# GOFLAGS=-y\ngoflags=-z\n=\nGOFLAGS\n"),
        ({}, 'GOPROXY="https://goproxy.cn"\nGOPRIVATE=$HOME/x\nGOSUMDB=~/y\n'),
        ({}, "GOFLAGS=-ldflags=-X=a=b\nGOPRIVATE=a\x0cGOBIN=/z\x85\u2028\n"),
        ({"GOENV": "off"}, "GOFLAGS=-trimpath\n"),
        ({"GOENV": "/nowhere/env"}, "GOFLAGS=-trimpath\n"),
        ({"XDG_CONFIG_HOME": ""}, "GOFLAGS=-trimpath\n"),
        ({}, "GOPATH=/p::/q\n"),
        ({"GOPATH": "/p/../q/"}, ""),
    ],
)
@each_release
def test_a_table_of_settings(real: Real, given: Mapping[str, str], file: str) -> None:
    real.write(file)
    assert real.says(given) is not None
    agree(real, given)


@each_release
def test_where_the_settings_file_is_moved_to(real: Real) -> None:
    real.write("GOFLAGS=-trimpath\n", to="elsewhere/env")
    real.write("GOFLAGS=-v\n", to="config/go/env")
    agree(real, {"GOENV": f"{real.home}/elsewhere/env"})
    agree(real, {"XDG_CONFIG_HOME": f"{real.home}/config"})
    assert computed(real, {"XDG_CONFIG_HOME": f"{real.home}/config"})["GOFLAGS"] == "-v"


@pytest.mark.parametrize("release", RELEASES[1:])  # Go 1.21 took it
def test_a_relative_place_for_settings(real: Real) -> None:
    agree(real, {"XDG_CONFIG_HOME": "relative"})


@each_release
@pytest.mark.parametrize("spelt", ["{}", "{}/", "{}/bin/..", "/{}"])
def test_goroot_that_is_named(real: Real, spelt: str) -> None:
    other = tools.go_root("1.24.11")
    agree(real, {"GOROOT": spelt.format(other)})
    real.write(f"GOROOT={spelt.format(other)}\n")
    agree(real, {})
    agree(real, {"GOROOT": spelt.format(real.root)})


@each_release
def test_a_goroot_in_the_file_decides_where_gos_own_defaults_are(real: Real) -> None:
    real.write("GOROOT=/nowhere\n")
    agree(real, {"GOROOT": real.root})
    assert computed(real, {"GOROOT": real.root})["GOPROXY"] == ""


@each_release
def test_go_through_links(real: Real) -> None:
    bin_ = real.home / "bin"
    bin_.mkdir()
    (bin_ / "go").symlink_to(f"{real.root}/bin/go")
    ran = subprocess.run(
        [bin_ / "go", "env", "GOROOT"], env=real.env({}), cwd=real.home, capture_output=True, text=True, check=True
    )
    assert session({**real.env({}), "PATH": str(bin_)}).goroot == ran.stdout.strip()


@each_release
def test_a_home_that_holds_the_tree_itself(real: Real) -> None:
    home = real.home / "home"
    home.mkdir()
    (home / "go").symlink_to(real.root)
    agree(real, {"HOME": str(home), "GOROOT": f"{home}/go"})


names = st.sampled_from(["GOFLAGS", "GOBIN", "GOPATH", "GOPROXY", "GOSUMDB", "GOTOOLCHAIN", "GO111MODULE", "GOPRIVATE"])
free = st.text(st.sampled_from("-=/:ab ~$\"'\r\t#+.1oé"), max_size=8)
sound = st.sampled_from(["", "local", "auto", "/a", "/a/b:/c", "-mod=mod", "on", "off", "direct"])
lines = st.tuples(
    st.sampled_from(["", "", "", " ", "#", "export "]), names, st.sampled_from(["=", "=", "", " ="]), free | sound
)


@each_release
@few
@given(given_=st.dictionaries(names, sound), text=st.lists(lines.map("".join), max_size=6).map("\n".join))
def test_any_environment_and_any_file(release: str, tmp_path: Path, given_: dict[str, str], text: str) -> None:
    real = Real(release, tmp_path)
    real.write(text)
    agree(real, given_)


# Which values Go accepts


@each_release
@pytest.mark.parametrize(
    "value",
    [
        "local", "auto", "path", "local+auto", "local+path", "auto+path", "go1.21.13", "go1.27.3", "go1.99.1", "go1.99.1+auto",
        "go1.99.1+path", "go1.99rc1", "go1.20", "go1.9", "go1.99.1-custom", "go1.99", "go1.99+auto", "1.22.1", "bash",
        "latest", "go1.22.1+", "go1.22.1+bar", "+auto", "default", "go1.22.1 ", "Local", "go1.022.1", "go2.1.1", "gccgo-go1.22.1",
    ],
)  # fmt: skip
def test_gotoolchain(real: Real, value: str) -> None:
    ran = real.run({"GOTOOLCHAIN": value, "GOPROXY": "off"}, "version")
    refuses = any(text in ran.stderr for text in ("invalid GOTOOLCHAIN", "invalid toolchain", "language version"))
    assert is_toolchain(value) is not refuses, ran.stderr


@each_release
@pytest.mark.parametrize(
    "value",
    [
        "-v", "--v", "-mod=mod", "--mod=mod -x", "mod=vendor", "-", "--", "---v", "-=", "--=x", "-v -", "v", "'-v'", "-x\t-v",
        "=", " ", '"-v"', "'v'", "'-v", '-v "', "-ldflags='-s -w'", "'-ldflags=-s -w'", "''", "-v''", "\r-v\r",
    ],
)  # fmt: skip
def test_goflags(real: Real, value: str) -> None:
    ran = real.run({"GOFLAGS": value}, "version")
    refuses = any(text in ran.stderr for text in ("non-flag", "unterminated"))
    assert bool(odd_flag(value)) is refuses, ran.stderr


@each_release
@pytest.mark.parametrize("value", ["on", "off", "auto", "yes", "true", "ON", "1", " on"])
def test_go111module(real: Real, value: str) -> None:
    ran = real.run({"GO111MODULE": value}, "list", "-m")
    assert is_module_mode(value) is ("unknown environment setting" not in ran.stderr), ran.stderr
