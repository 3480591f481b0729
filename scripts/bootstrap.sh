#!/bin/sh
# From a bare clone to a working .venv with the locked dependencies; does nothing when that is there already.
# Usage: scripts/bootstrap.sh [demo|test|lint]
set -eu
cd "$(dirname "$0")/.."
purpose="${1:-demo}"

# An active virtual environment is none of ours.
if [ -n "${VIRTUAL_ENV:-}" ]; then
    PATH="$(printf '%s' "$PATH" | sed "s#${VIRTUAL_ENV}/bin:##")"
    export PATH
fi
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH PIP_REQUIRE_VIRTUALENV PIP_TARGET PIP_USER UV_PROJECT_ENVIRONMENT || true

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }
give_up() {
    if grep -qi 'no space left\|disk quota' "$log"; then stop "De schijf is vol. Maak ruimte vrij en begin opnieuw."; fi
    tail -n 5 "$log" >&2
    stop "$*"
}
sudo_word() { if [ "$(id -u)" = 0 ]; then printf ''; else printf 'sudo '; fi; }

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# First with uv's own certificates, then with those of the machine (a company's network may have its own).
install_with_uv() {
    "$@" sync --locked --quiet --inexact --python "$python" 2>"$log" ||
        "$@" sync --locked --quiet --inexact --python "$python" --system-certs 2>"$log"
}

install_with_pip() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r requirements-dev.txt 2>"$log"
}

make_environment() {
    rm -rf .venv
    if uv --version >/dev/null 2>&1; then
        if install_with_uv uv; then return 0; fi
        rm -rf .venv # uv cannot do it here; pip perhaps can
    fi
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        stop "Python kan hier geen omgeving maken. Typ: $(sudo_word)apt-get install python3-venv"
    "$python" -m venv .venv 2>"$log" || give_up "De map .venv kan niet worden gemaakt."
    if .venv/bin/python -m pip install --quiet --disable-pip-version-check uv >/dev/null 2>&1 &&
        install_with_uv .venv/bin/python -m uv; then return 0; fi
    install_with_pip || give_up "De pakketten kunnen niet worden opgehaald. Is er internet?"
}

python="$(find_python)" || stop "Python 3.11 of nieuwer ontbreekt. Typ: $(sudo_word)apt-get install python3 python3-venv"
log="$(mktemp)" || stop "De schijf is vol. Maak ruimte vrij en begin opnieuw."
trap 'rm -f "$log"' EXIT
# uv.lock, the interpreter and the place: when one of these changes, .venv is made again
stamp="$(cat uv.lock scripts/bootstrap.sh | cksum) $("$python" -V) $(pwd)"
if [ ! -x .venv/bin/python ] || [ "$(cat .venv/stempel 2>/dev/null)" != "$stamp" ] ||
    ! .venv/bin/python -c '' >/dev/null 2>&1; then
    say "De pakketten worden geïnstalleerd. Dit duurt de eerste keer een minuut."
    make_environment
    printf '%s' "$stamp" > .venv/stempel
fi
[ "$purpose" = lint ] || .venv/bin/python scripts/system_packages.py "$purpose"
