"""A database that hangs, instead of refusing, may not keep a visitor waiting for ever.

PostgreSQL itself ends a statement that takes too long (`statement_timeout`). That does not help when the
server no longer runs at all while its machine still holds the line: then only we can stop waiting.
"""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import OperationalError

CHECK_SECONDS = 2.0  # an idle connection answers at once, or is dead
T = TypeVar("T")


class PatientConnection(psycopg.Connection[Any]):
    """A connection that waits `patience` seconds for an answer, and is closed when that does not come."""

    patience: float | None = None

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.errors._WaitTimeout as error:
            self.pgconn.finish()  # what it was doing is unknown; the pool makes a new one
            raise OperationalError("the database does not answer") from error

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> psycopg.Cursor[Any]:
        """As psycopg's. The empty question of the pool, before it hands one out, is a short one."""
        if query != "" or self.patience is None:
            return super().execute(query, *args, **kwargs)
        self.patience, usual = CHECK_SECONDS, self.patience
        try:
            return super().execute(query, *args, **kwargs)
        finally:
            self.patience = usual


def patient(seconds: float | None) -> type[PatientConnection]:
    """A class of connections that wait this long (None: for ever), for a pool."""
    return type("PatientConnection", (PatientConnection,), {"patience": seconds})
