"""Background work of this app: thin, safe to run twice."""

from __future__ import annotations

import uuid

from celery import shared_task

from wijken import berichten
from wijken.aanlevering import services as aanlevering


@shared_task(name=berichten.TASK)
def verstuur_bericht(pk: int) -> None:
    berichten.send_bericht(pk=pk)


@shared_task(name="wijken.veeg_berichten")
def veeg_berichten() -> None:
    berichten.sweep_berichten()


@shared_task(name=aanlevering.TASK, soft_time_limit=180, time_limit=200)
def lees_cijfers(pk: str) -> None:
    """Read one file of figures, or keep what is in it. Safe to run twice: the second finds nothing."""
    opdracht = aanlevering.take_cijferbestand(pk=uuid.UUID(pk))
    if opdracht is not None:
        aanlevering.work_on(opdracht=opdracht)


@shared_task(name="wijken.veeg_cijfers")
def veeg_cijfers() -> None:
    aanlevering.sweep_cijferbestanden()
