"""How long people wait: the first and the second start of the demo, joining its servers, a throwaway pair.

Usage: .venv/bin/python benchmarks/start_up.py   (works in a copy, touches no data of this checkout)
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wijkagenda.embedded import join, throwaway  # noqa: E402 - a script finds the project by the line above

NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".data", ".*_cache", "__pycache__", "tests")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def demo_seconds(clone: Path) -> tuple[float, float]:
    """From the command to the address on the screen, and from Ctrl-C to the end."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=clone,
        env={**os.environ, "PORT": str(free_port())},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "Ctrl-C" in line:
            break
    up = time.monotonic() - began
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    return up, time.monotonic() - began


def main() -> None:
    """Print one line per measurement."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "kloon"
        shutil.copytree(ROOT, clone, ignore=NOT_COPIED)
        for name in ("first", "second"):
            up, down = demo_seconds(clone)
            sys.stdout.write(f"demo, {name} start {up:6.2f} s   stop {down:5.2f} s\n")
        began = time.monotonic()
        with join(clone):
            sys.stdout.write(f"join, servers stopped {time.monotonic() - began:5.2f} s\n")
            began = time.monotonic()
            with join(clone):
                sys.stdout.write(f"join, servers running {time.monotonic() - began:5.2f} s\n")
    began = time.monotonic()
    with throwaway():
        sys.stdout.write(f"throwaway pair        {time.monotonic() - began:5.2f} s\n")


if __name__ == "__main__":
    main()
