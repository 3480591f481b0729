"""Background work of this app: thin, safe to run twice."""

from __future__ import annotations

from celery import shared_task

from wijken import berichten


@shared_task(name=berichten.TASK)
def verstuur_bericht(pk: int) -> None:
    berichten.send_bericht(pk=pk)


@shared_task(name="wijken.veeg_berichten")
def veeg_berichten() -> None:
    berichten.sweep_berichten()
