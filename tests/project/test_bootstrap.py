"""From a bare clone: what the set-up says where something is missing. (That it works, `.ci/run` proves.)"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wijkagenda.embedded import libraries

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a clone as the set-up reads."""
    folder = tmp_path / "een pad" / "kloon"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    for name in ("uv.lock", "pyproject.toml", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def bootstrap(clone: Path, python: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up with this text as `python3`, and without uv."""
    tools = clone.parent / "bin"
    tools.mkdir()
    (tools / "python3").write_text(f"#!/bin/sh\n{python}\n")
    (tools / "python3").chmod(0o755)
    active = {"VIRTUAL_ENV": "/nergens/omgeving", "HOME": str(clone.parent)}
    return subprocess.run(
        ["/bin/sh", clone / "scripts" / "bootstrap.sh", "lint"],
        env={**active, "PATH": f"/nergens/omgeving/bin:{tools}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_venv_one_line_says_what_to_install(clone: Path) -> None:
    answer = bootstrap(clone, f'case "$*" in *ensurepip*) exit 1;; *) exec "{sys.executable}" "$@";; esac')
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
    assert answer.stderr.endswith("apt-get install python3-venv\n")
    assert not (clone / ".venv").exists()


def test_a_full_disk_is_one_sentence(clone: Path) -> None:
    answer = bootstrap(
        clone,
        'case "$*" in "-m venv"*) echo "OSError: [Errno 28] No space left on device" >&2; exit 1;; '
        f'*) exec "{sys.executable}" "$@";; esac',
    )
    assert answer.returncode == 1
    assert answer.stderr == "De schijf is vol. Maak ruimte vrij en begin opnieuw.\n"


def test_what_to_type_for_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert libraries.what_to_type(libraries.PANGO_PACKAGES) == (
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_a_missing_library_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "NAMES", (("libbestaatniet.so.0", "bestaatniet"),))
    assert not libraries.pango_is_there()
