"""The clock, in one place, so that tests can turn it and nobody mixes time zones."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """The moment, aware."""
    return timezone.now()


def today() -> dt.date:
    """The date in the Netherlands."""
    return timezone.localdate()
