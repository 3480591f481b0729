"""Work that happens at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
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


def refusals(*works: Callable[[], object], of: type[Exception]) -> list[Exception]:
    """The errors of this kind that came out of these, run at once; any other is an error of the test."""

    def tried(work: Callable[[], object]) -> Exception | None:
        try:
            work()
        except of as error:
            return error
        return None

    return [error for error in together(*[partial(tried, work) for work in works]) if error is not None]
