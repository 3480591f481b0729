"""The tasks of this floor: make one report, and find what was left behind."""

from __future__ import annotations

import logging
import uuid

from celery import shared_task

from kern.fouten import DomeinFout
from rapportage import services

logger = logging.getLogger(__name__)

SOFT_LIMIT, HARD_LIMIT = 60, 75  # seconds; the lease is longer
FOUT_PANGO = (
    "Op deze server ontbreekt Pango, het programma dat de PDF opmaakt. Zodra het er is, maken wij de PDF."
)
FOUT_ANDERS = "Het maken van de PDF lukte niet. Probeer het opnieuw."


@shared_task(name=services.MAKE_TASK, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def maak(rapport_id: str) -> None:
    """Make one report. Safe to run twice: the second finds nothing to take."""
    opdracht = services.take_rapport(rapport_id=uuid.UUID(rapport_id))
    if opdracht is None:
        return
    try:
        # Here and not above: it takes 1.5 s, needs Pango, and the web process imports this module as well.
        from rapportage.opmaak import make_pdf  # noqa: PLC0415
    except (ImportError, OSError) as error:
        logger.warning("cannot make PDFs: %s", error)
        services.postpone_rapport(opdracht=opdracht, zin=FOUT_PANGO)
        return
    try:
        gemaakt = make_pdf(
            opdracht.inhoud,
            link=opdracht.link,
            concept=opdracht.concept,
            on_step=lambda nummer: services.enter_step(opdracht=opdracht, nummer=nummer),
        )
        services.enter_step(opdracht=opdracht, nummer=len(services.STAPPEN))
        services.finish_rapport(opdracht=opdracht, pdf=gemaakt.pdf, bladzijden=gemaakt.bladzijden)
    except services.Ingehaald:
        logger.info("report %s was taken over", rapport_id)
    except DomeinFout as error:
        services.fail_rapport(opdracht=opdracht, zin=error.zin, definitief=True)
    except Exception:  # whatever went wrong, the row must say so
        logger.exception("report %s failed", rapport_id)
        services.fail_rapport(opdracht=opdracht, zin=FOUT_ANDERS, definitief=False)


@shared_task(name="rapportage.veeg")
def veeg() -> None:
    """The only retry: runs every twenty seconds."""
    veging = services.sweep()
    if any((veging.terug, veging.mislukt, veging.nieuw, veging.weg)):
        logger.info("swept: %s", veging)
