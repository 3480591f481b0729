"""The demo's own processes: started in a session of their own, started again, stopped in order."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from wijkagenda.embedded.keeper import die_with_parent

RESTARTS = 3
WINDOW = 60.0


@dataclass
class Process:
    """One process and how it is stopped: each signal gets a few seconds, then SIGKILL for all its session."""

    name: str
    command: list[str]
    stop_signals: tuple[signal.Signals, ...] = (signal.SIGTERM,)
    patience: float = 4.0
    child: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(
        self, folder: Path, *, environment: dict[str, str] | None = None, output: IO[bytes] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start it from the main thread: on Linux it dies when the thread that started it does."""
        self.starts = [moment for moment in self.starts if moment > time.monotonic() - WINDOW]
        self.starts.append(time.monotonic())
        self.child = subprocess.Popen(
            self.command,
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - starts before any thread
        )
        return self.child

    def has_died(self) -> bool:
        """Has it ended without being asked?"""
        return self.child is not None and self.child.poll() is not None

    def may_start_again(self) -> bool:
        """Not when it keeps falling over."""
        recent = [moment for moment in self.starts if moment > time.monotonic() - WINDOW]
        return len(recent) <= RESTARTS

    def stop(self) -> None:
        """Ask, wait, and in the end insist; its children go with it."""
        if self.child is None:
            return
        for number in self.stop_signals:
            if self.child.poll() is not None:
                break
            self.child.send_signal(number)
            try:
                self.child.wait(timeout=self.patience)
            except subprocess.TimeoutExpired:
                continue
        with suppress(ProcessLookupError, PermissionError):  # the whole session may have gone already
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        self.child = None
