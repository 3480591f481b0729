"""The tasks of this floor: make one report, and find what was left behind."""

from __future__ import annotations

import logging
import uuid
from functools import partial

from celery import shared_task

from kern.fouten import DomeinFout, is_disk_full
from rapportage import services

logger = logging.getLogger(__name__)

SOFT_LIMIT, HARD_LIMIT = 60, 75  # seconds; the lease is longer
FOUT_PANGO = (
    "Op deze server ontbreekt Pango, het programma dat de PDF opmaakt. Zodra het er is, maken wij de PDF."
)
FOUT_VOL = "Op de server is geen ruimte meer. Zodra er ruimte is, maken wij de PDF."
FOUT_ANDERS = "Het maken van de PDF lukte niet. Probeer het opnieuw."


@shared_task(name=services.MAKE_TASK, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def maak(rapport_id: str) -> None:
    """Make one report. Safe to run twice: the second finds nothing to take."""
    opdracht = services.take_rapport(rapport_id=uuid.UUID(rapport_id))
    if opdracht is None:
        return
    try:
        # Here and not above: it takes 1.5 s, needs Pango, and the web process imports this module as well.
        from rapportage.opmaak import make_werk  # noqa: PLC0415
    except (ImportError, OSError) as error:
        logger.warning("cannot make PDFs: %s", error)
        services.postpone_rapport(opdracht=opdracht, zin=FOUT_PANGO)
        return
    try:
        gemaakt = make_werk(opdracht.wat, on_step=partial(_enter_step, opdracht))
        services.enter_step(opdracht=opdracht, nummer=len(services.STAPPEN))
        services.finish_rapport(opdracht=opdracht, pdf=gemaakt.pdf, bladzijden=gemaakt.bladzijden)
    except services.Ingehaald:
        logger.info("report %s was taken over", rapport_id)
    except DomeinFout as error:
        services.fail_rapport(opdracht=opdracht, zin=error.zin, definitief=True)
    except Exception as error:  # whatever went wrong, the row must say so
        logger.exception("report %s failed", rapport_id)
        if is_disk_full(error):
            services.postpone_rapport(opdracht=opdracht, zin=FOUT_VOL)
        else:
            services.fail_rapport(opdracht=opdracht, zin=FOUT_ANDERS, definitief=False)


def _enter_step(opdracht: services.Opdracht, nummer: int) -> None:
    services.enter_step(opdracht=opdracht, nummer=nummer)


@shared_task(name="rapportage.ververs_bladen")
def ververs_bladen() -> None:
    """Sheets with ten figures, and reports of answers, that are no longer right: runs every ten minutes."""
    nieuw = services.renew_bladen() + services.renew_antwoorden()
    if nieuw:
        logger.info("sheets to make anew: %s", nieuw)


@shared_task(name="rapportage.veeg")
def veeg() -> None:
    """The only retry, and the first sheet of a wijk that was opened: runs every twenty seconds."""
    services.ask_for_bladen()
    veging = services.sweep()
    if any((veging.terug, veging.mislukt, veging.nieuw, veging.weg)):
        logger.info("swept: %s", veging)
