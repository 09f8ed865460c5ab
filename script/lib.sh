# shellcheck shell=sh disable=SC2030,SC2031  # that PATH changes in a subshell only is the point
# Sourced by the scripts beside it: finds the repository and a Python, and keeps .venv as the locks say.
#
# Needs a POSIX shell with its usual tools, and Python 3.11 or newer; PYTHON=… names the Python to take.
# PYTHON_PLACES are searched after PATH, which may be the very thing that is broken on this machine.

set -eu

: "${PYTHON_PLACES=/opt/homebrew/bin:/usr/local/bin:/opt/local/bin:${HOME-}/.local/bin:/usr/bin:/bin}"
places=${PATH-}:$PYTHON_PLACES

case $0 in
    */*) root=${0%/*}/.. ;;
    *) root=.. ;;
esac
root=$(CDPATH='' cd -- "$root" && pwd -P)
venv=$root/.venv

say() {
    printf 'gofettle: %s\n' "$*" >&2
}

# 0-4 are gofettle's own answers; 69 says that it was not reached (EX_UNAVAILABLE of sysexits.h).
give_up() {
    printf 'error: %s\n' "$*" >&2
    exit 69
}

# set_up run|dev: makes .venv unless it is as the lock of that name says, which is known in a few milliseconds.
# A subshell, so that what it sets does not reach the program that is started afterwards.
set_up() (
    PATH=${PATH:+$PATH:}/usr/bin:/bin
    is_ready "$1" || make_venv "$1"
)

is_ready() {
    [ -x "$venv/bin/python" ] && [ "$(wanted "$1")" = "$(cat "$venv/.ready-to-$1" 2>/dev/null)" ]
}

# A virtual environment knows its own place, so it is worthless once the repository has moved.
wanted() {
    echo "$root"
    cd "$root"
    cksum pyproject.toml script/lib.sh "requirements/$1.txt"
}

# `set -e` does not hold in here, since the caller asks for the outcome: every step says itself what its failure means.
make_venv() {
    # These would lead Python or pip elsewhere than into .venv; indexes, proxies and certificates stay as they are.
    unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT
    export PIP_USER=0
    find_python
    # Held until this subshell ends, however it ends: two first runs at once take turns.
    exec 9<"$root/script/lib.sh"
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
    if ! is_ready run; then
        say "setting up $venv with $python"
        "$python" -m venv --clear "$venv" >&2 || give_up "$python could not make $venv"
        install --require-hashes --only-binary :all: -r "$root/requirements/run.txt"
        install --no-index --no-deps --no-build-isolation -e "$root"
        "$venv/bin/python" -m compileall -q "$root/src" >&2 || give_up "the package is not Python that $python can read"
        wanted run >"$venv/.ready-to-run"
    fi
    if ! is_ready "$1"; then
        say "adding what requirements/$1.txt asks for"
        install --require-hashes --only-binary :all: -r "$root/requirements/$1.txt"
        wanted "$1" >"$venv/.ready-to-$1"
    fi
}

install() {
    "$venv/bin/python" -m pip install --quiet --compile --no-input --disable-pip-version-check "$@" >&2 ||
        give_up "pip could not install into $venv; its own words stand above"
}

# Sets $python. A name on PATH proves nothing (version managers leave names there that only fail), so each one is run.
find_python() {
    if [ -n "${PYTHON-}" ]; then
        python=$PYTHON
        suits "$python" || give_up "PYTHON=$PYTHON is not a Python 3.11 or newer with venv and ensurepip"
        return
    fi
    incomplete=
    set -f # the directories of PATH are names, not patterns
    IFS=:
    # shellcheck disable=SC2086  # split at the colons
    set -- $places
    unset IFS
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        for place; do
            python=$place/$name
            if ! [ -x "$python" ] || is_apple_stub "$python"; then
                continue
            fi
            suited=0
            suits "$python" || suited=$?
            [ "$suited" -ne 0 ] || return 0
            [ "$suited" -ne 4 ] || incomplete=${incomplete:-$name}
        done
    done
    if [ -n "$incomplete" ]; then
        give_up "$incomplete has no ensurepip to make a virtual environment with; on Debian and Ubuntu" \
            "'apt install $incomplete-venv' adds it, on macOS 'brew install python' gives a whole Python"
    fi
    give_up "no Python 3.11 or newer was found; 'brew install python' installs one on macOS," \
        "'apt install python3 python3-venv' on Debian and Ubuntu, and PYTHON=/path/to/python3 names one elsewhere"
}

suits() {
    "$1" -I -c '
import sys
if sys.version_info < (3, 11):
    sys.exit(3)
try:
    import ensurepip, venv
except ImportError:
    sys.exit(4)
' </dev/null >/dev/null 2>&1
}

# Without the Command Line Tools it opens a dialogue that offers to install them; with them it is Python 3.9.
is_apple_stub() {
    [ "$1" = /usr/bin/python3 ] && [ "$(uname)" = Darwin ]
}
