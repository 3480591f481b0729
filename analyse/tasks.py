"""Background work of this app: thin, safe to run twice."""

from __future__ import annotations

from celery import shared_task

from analyse.uitslag.publiceren import refresh_all


@shared_task(name="analyse.ververs_uitslagen")
def ververs_uitslagen() -> None:
    refresh_all()
