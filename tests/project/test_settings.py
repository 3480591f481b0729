"""The settings: loud when something is missing, and every one of them in the README's table."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
REQUIRED = {
    "SECRET_KEY": "x" * 60,
    "CODE_SECRET": "y" * 60,
    "SITE_URL": "https://wijk.example",
    "DATABASE_URL": "postgres://niemand@127.0.0.1:1/niets",
}
READ = re.compile(
    r"""(?:env\.\w+|required|environ\.get|getenv)\(\s*["']([A-Z][A-Z0-9_]+)["']|environ\[["']([A-Z][A-Z0-9_]+)["']\]"""
)
# Names of the demo's launcher and of the machine itself, no settings of the installation.
NO_SETTINGS = {"DJANGO_SETTINGS_MODULE", "PATH", "HOME", "TMPDIR", "CI", "VIRTUAL_ENV", "LANG"}


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Start the programme as a web server would: with the environment alone, without manage.py."""
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); print('begonnen')"],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "wijkagenda.settings",
            **environment,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_with_all_four_it_starts() -> None:
    assert start(REQUIRED).stdout == "begonnen\n"


@pytest.mark.parametrize("missing", sorted(REQUIRED))
@pytest.mark.parametrize("value", [None, ""])
def test_without_one_of_the_four_it_refuses_and_names_it(missing: str, value: str | None) -> None:
    environment = {name: given for name, given in REQUIRED.items() if name != missing}
    if value is not None:
        environment[missing] = value
    done = start(environment)
    assert done.returncode != 0
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert f"{missing} is not set" in last


def read_names() -> set[str]:
    names: set[str] = set()
    for path in [*(ROOT / "wijkagenda").glob("*.py"), *(ROOT / "kern").glob("*.py")]:
        for match in READ.finditer(path.read_text(encoding="utf-8")):
            names.add(match[1] or match[2])
    return names - NO_SETTINGS


def test_there_are_settings_to_document() -> None:
    assert {*REQUIRED, "DEBUG", "REDIS_URL", "WEB_THREADS", "LOG_LEVEL"} <= read_names()


def test_every_setting_stands_in_the_table_of_the_readme() -> None:
    table = set(
        re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert read_names() <= table, read_names() - table
    launcher = {"PORT", "HOST"}
    assert table <= read_names() | launcher, f"no longer read: {table - read_names()}"
