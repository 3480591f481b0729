"""Background work of this app: thin, safe to run twice."""

from __future__ import annotations

import uuid

from celery import shared_task

from analyse.bestand import invoer
from analyse.uitslag.publiceren import refresh_all


@shared_task(name="analyse.ververs_uitslagen")
def ververs_uitslagen() -> None:
    refresh_all()


@shared_task(name=invoer.TASK)
def bewaar_bestand(pk: str) -> None:
    """Keep the answers of one file. Safe to run twice: the second finds nothing."""
    invoer.keep_bestand(pk=uuid.UUID(pk))


@shared_task(name="analyse.veeg_bestanden")
def veeg_bestanden() -> None:
    invoer.sweep_bestanden()
