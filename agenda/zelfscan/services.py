"""Save a self-scan."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from agenda.keuzes_team import MAX_SCORE, Scankant, Scanpunt
from agenda.models import Zelfscan, Zelfscanscore
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
EERSTE_JAAR = 2015
MAX_MENSEN = 2000


@transaction.atomic
def save_zelfscan(
    *,
    wijk: Wijk,
    jaar: int,
    kant: Scankant,
    mensen: int,
    scores: Mapping[Scanpunt, int],
    toelichting: str = "",
    revisie: int = 0,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Zelfscan:
    """Save what one side filled in for a year; statements without a mark are left out.

    `revisie` is 0 for a first scan and else that of the form. The same send twice changes nothing.
    Raises VerouderdFout when somebody saved in between, DomeinFout for what cannot be.
    """
    _check(jaar, kant, mensen, scores)
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)
    rows = Zelfscan.objects.filter(wijk=wijk)
    there = rows.filter(jaar=jaar, kant=kant).first()
    if there is None:
        scan = Zelfscan(wijk=wijk, jaar=jaar, kant=kant)
    elif _is_same(there, mensen, scores, toelichting):
        return there
    elif not revisie:
        raise VerouderdFout(there)
    else:
        scan = lock_revisie(rows, pk=there.pk, revisie=revisie)
    scan.mensen, scan.toelichting, scan.datum = mensen, toelichting.strip(), today()
    scan.save()
    scan.scores.all().delete()
    Zelfscanscore.objects.bulk_create(
        Zelfscanscore(wijk=wijk, zelfscan=scan, punt=punt, score=score) for punt, score in scores.items()
    )
    log(wijk=wijk, actie="zelfscan_bewaard", door=door, object=scan, herkomst=herkomst)
    return scan


def _is_same(scan: Zelfscan, mensen: int, scores: Mapping[Scanpunt, int], toelichting: str) -> bool:
    present = {Scanpunt(punt): score for punt, score in scan.scores.values_list("punt", "score")}
    return (scan.mensen, scan.toelichting, present) == (mensen, toelichting.strip(), dict(scores))


def _check(jaar: int, kant: Scankant, mensen: int, scores: Mapping[Scanpunt, int]) -> None:
    if not EERSTE_JAAR <= jaar <= today().year:
        raise DomeinFout(f"Kies een jaar van {EERSTE_JAAR} tot en met {today().year}.")
    if kant not in Scankant.values:
        raise DomeinFout("Kies wie de zelfscan invult: het team of bewoners.")
    if not 1 <= mensen <= MAX_MENSEN:
        raise DomeinFout("Schrijf op met hoeveel mensen u was.")
    if not scores:
        raise DomeinFout("Geef minstens bij één zin een antwoord.")
    if any(punt not in Scanpunt.values or not 0 <= score <= MAX_SCORE for punt, score in scores.items()):
        raise DomeinFout("Kies bij elke zin een antwoord uit de lijst.")
