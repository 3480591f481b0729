"""Keys and days of the sample: the same in every run, and counted back from today."""

from __future__ import annotations

import datetime as dt
import uuid

from kern.klok import today

NAMESPACE = uuid.UUID("6f3b2f0e-9a55-4c3f-8f57-3a4f3f0f7b11")


def key_of(sleutel: str) -> uuid.UUID:
    """The same id for the same word in every run, so that nothing is made twice."""
    return uuid.uuid5(NAMESPACE, sleutel)


def days_ago(days: int) -> dt.date:
    """A day of the sample."""
    return today() - dt.timedelta(days=days)
