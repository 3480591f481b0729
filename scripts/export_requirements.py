"""Write requirements.txt (production) and requirements-dev.txt (all) from uv.lock, with hashes, for pip.

With `--check` nothing is written; the answer is 1 when a file is not current.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPORTS = {"requirements.txt": ["--no-default-groups"], "requirements-dev.txt": ["--all-groups"]}


def export(choice: list[str]) -> str:
    """The locked versions of the chosen groups."""
    words = [sys.executable, "-m", "uv", "export", "--locked", "--quiet", "--no-header", *choice]
    answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(answer.stderr or "uv export failed")
    return answer.stdout


def main(*, check: bool) -> int:
    """Write the files, or say which are not current."""
    late = 0
    for name, choice in EXPORTS.items():
        path = ROOT / name
        wanted = export(choice)
        if path.exists() and path.read_text() == wanted:
            continue
        if check:
            sys.stdout.write(f"{name} is not current: run make requirements\n")
            late = 1
        else:
            path.write_text(wanted)
    return late


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
