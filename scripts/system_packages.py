"""What no wheel brings: Pango for the PDFs, a browser for the tests. Root installs it, others get one line.

Usage: python scripts/system_packages.py demo|test
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wijkagenda.embedded.libraries import (  # noqa: E402 - a script finds the project by the line above
    CHROMIUM_PACKAGES,
    PANGO_PACKAGES,
    find_chromium,
    pango_is_there,
    what_to_type,
)


def main(purpose: str) -> int:
    """Install what is missing when that is possible, and say what to type when it is not."""
    missing: list[str] = []
    if not pango_is_there():
        missing += PANGO_PACKAGES
    if purpose == "test" and find_chromium() is None and not _download_browser():
        missing += CHROMIUM_PACKAGES
    if missing and not _install(missing):
        sys.stdout.write(f"Er ontbreekt iets. Typ: {what_to_type(tuple(missing))}\n")
    return 0


def _install(packages: list[str]) -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    sys.stdout.write(f"Wordt geïnstalleerd: {' '.join(packages)}\n")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        answer = subprocess.run(["apt-get", *words], env=quiet, stdout=subprocess.DEVNULL, check=False)
        if answer.returncode:
            return False
    return True


def _download_browser() -> bool:
    """Playwright's own browser, where the internet allows it; root prefers the system's."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        return False
    words = [sys.executable, "-m", "playwright", "install", "chromium"]
    answer = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return answer.returncode == 0 and find_chromium() is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "demo"))
