"""The keeper of one server: a small process that starts it, and stops it when its last user has gone.

It runs as a script (`python keeper.py '{...}'`) and imports the standard library only, so that it is small
and starts at once. Users hold a shared lock on `use`; the kernel lets go of it even after `kill -9`.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

TICK = 0.25
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Orders:
    """What to keep, and which files tell when to stop."""

    name: str
    command: list[str]
    signals: list[int]  # the friendly way to stop first
    lock: str  # held by the keeper as long as it lives
    use: str  # held, shared, by each user
    start: str  # held while somebody starts or stops servers
    after: list[str] = field(default_factory=list)  # locks of keepers that have to stop before this one
    remove: str = ""  # a throwaway folder, removed at the end


def die_with_parent(signal_number: int) -> Callable[[], None]:
    """For `preexec_fn`: ask Linux to send this signal when the parent dies; elsewhere it does nothing."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None)

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)

    return ask


def take(path: str) -> int | None:
    """The lock's descriptor when it could be taken at once."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def take_own(path: str) -> int | None:
    """The keeper's own lock; somebody who just looks whether it is free may hold it for a moment."""
    for _attempt in range(40):
        if (descriptor := take(path)) is not None:
            return descriptor
        time.sleep(0.025)
    return None


def is_held(path: str) -> bool:
    """Does somebody hold this lock?"""
    if not Path(path).exists():
        return False
    descriptor = take(path)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


class Keeper:
    """Starts the server, starts it again when it dies by itself, stops it when nobody uses it."""

    def __init__(self, orders: Orders, own_lock: int) -> None:
        self.orders = orders
        self.own_lock = own_lock
        self.told_to_stop = False
        self.starts: list[float] = []

    def run(self) -> None:
        """Keep the server until nobody needs it."""
        wake = self._listen_to_signals()
        child = self._start()
        while not self.told_to_stop:
            if child.poll() is not None:
                if not self._may_start_again():
                    print(f"keeper: {self.orders.name} does not stay up, giving up", flush=True)
                    break
                child = self._start()
            if (turn := self._last_one_out()) is not None:
                self._stop(child)
                self._clean_up()
                os.close(turn)
                return
            if select.select([wake], [], [], TICK)[0]:
                os.read(wake, 512)
        self._stop(child)
        self._clean_up()

    def _listen_to_signals(self) -> int:
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

        def stop(_number: int, _frame: FrameType | None) -> None:
            self.told_to_stop = True

        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, stop)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        return reader

    def _start(self) -> subprocess.Popen[bytes]:
        self.starts.append(time.monotonic())
        child = subprocess.Popen(
            self.orders.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(self.orders.signals[0]),  # noqa: PLW1509 - a keeper has no threads
        )
        note = json.dumps({"keeper": os.getpid(), "server": child.pid}).encode()
        os.ftruncate(self.own_lock, 0)
        os.pwrite(self.own_lock, note, 0)
        return child

    def _may_start_again(self) -> bool:
        recent = [moment for moment in self.starts if moment > time.monotonic() - 60]
        self.starts = recent
        time.sleep(0.2 * len(recent))  # what the last one left behind may need a moment to go
        return len(recent) <= 4

    def _last_one_out(self) -> int | None:
        """The lock for stopping, when there is no user left and it is our turn."""
        start = take(self.orders.start)
        if start is None:
            return None
        use = take(self.orders.use)
        if use is not None:
            os.close(use)
            if not any(is_held(path) for path in self.orders.after):
                return start
        os.close(start)
        return None

    def _stop(self, child: subprocess.Popen[bytes]) -> None:
        for number in [*self.orders.signals, signal.SIGKILL]:
            if child.poll() is not None:
                return
            child.send_signal(number)
            try:
                child.wait(timeout=8)
            except subprocess.TimeoutExpired:
                continue

    def _clean_up(self) -> None:
        os.ftruncate(self.own_lock, 0)
        if self.orders.remove:
            shutil.rmtree(Path(self.orders.remove), ignore_errors=True)


def main(text: str) -> int:
    """Become the keeper, unless there is one already."""
    orders = Orders(**json.loads(text))
    own_lock = take_own(orders.lock)
    if own_lock is None:
        return 0
    os.chdir("/")
    Keeper(orders, own_lock).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
