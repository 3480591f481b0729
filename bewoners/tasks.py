"""Background work of this app: thin, safe to run twice."""

from __future__ import annotations

from celery import shared_task

from bewoners.aanbod.einde import ask_all


@shared_task(name="bewoners.vraag_aanbod")
def vraag_aanbod() -> None:
    ask_all()
