"""What a wheel cannot bring: Pango, which sets the letters of a PDF, and a browser for the tests."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
from pathlib import Path

PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
CHROMIUM_PACKAGES = ("chromium", "fonts-noto-core")
PLAYWRIGHT_FOLDERS = (Path("~/.cache/ms-playwright"), Path("~/Library/Caches/ms-playwright"))
DOWNLOADED = "chromium-*/chrome-*/chrome"
NAMES = (
    ("libpango-1.0.so.0", "pango-1.0"),
    ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
    ("libharfbuzz-subset.so.0", "harfbuzz-subset"),
)


def pango_is_there() -> bool:
    """Can the libraries that WeasyPrint opens be opened?"""
    return all(_opens(file_name) or _opens(ctypes.util.find_library(short)) for file_name, short in NAMES)


def _opens(name: str | None) -> bool:
    if not name:
        return False
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def what_to_type(packages: tuple[str, ...]) -> str:
    """The one line that brings the packages, for the kind of machine this is."""
    if shutil.which("apt-get"):
        return f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install {' '.join(packages)}"
    if shutil.which("brew"):
        return "brew install pango"
    if shutil.which("dnf"):
        return "sudo dnf install pango harfbuzz"
    return "installeer Pango met het pakketbeheer van uw computer"


def find_chromium() -> Path | None:
    """The system's Chromium or Chrome; else the one that Playwright downloaded."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return Path(found)
    return next(
        (path for folder in PLAYWRIGHT_FOLDERS for path in folder.expanduser().glob(DOWNLOADED)), None
    )
