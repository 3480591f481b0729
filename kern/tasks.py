"""Background work of this floor."""

from __future__ import annotations

from celery import shared_task

from kern.levensteken import note
from kern.models import Levensteken


@shared_task(name="kern.hartslag")
def hartslag() -> None:
    """Sent by beat and run by a worker: its row says that clock, broker and worker all live."""
    note(Levensteken.Naam.KLOK)
