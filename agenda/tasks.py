"""Background work of this app: thin, safe to run twice."""

from __future__ import annotations

from celery import shared_task

from agenda.bewaartermijnen import apply_policy


@shared_task(name="agenda.bewaartermijnen")
def bewaartermijnen() -> None:
    apply_policy()
