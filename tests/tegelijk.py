"""Work that happens at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
SECONDS = 120.0


def together(*works: Callable[[], T]) -> list[T]:
    """What each of these gave, run at once with a connection of its own; an error in one is an error."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        start.wait(SECONDS)
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as crowd:
        return list(crowd.map(run, works, timeout=SECONDS))
