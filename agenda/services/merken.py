"""What a plan is marked with (ages, subjects, buurten), and the kind questions that the team answers."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db import transaction

from agenda.kernwaarden.services import hold_waarden
from agenda.keuzes import Aandacht, Leeftijd
from agenda.models import Agendapunt
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis
from wijken.selectors import buurtcodes, regiocodes

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def update_merken(
    *,
    plan: Agendapunt,
    revisie: int,
    leeftijden: Iterable[str] = (),
    aandacht: Iterable[str] = (),
    buurten: Iterable[str] = (),
    waarden: Collection[uuid.UUID] = (),
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Agendapunt:
    """Save for whom, where and about what a plan is, and which values it is about (by uuid, in their order).

    No ages: for everyone; no buurten: the whole wijk. Raises DomeinFout for what is not in the lists, a buurt
    of elsewhere or a value of another agenda, VerouderdFout on a stale form.
    """
    there = set(buurten)
    if there and not there <= set(buurtcodes(regiocodes(plan.wijk))):
        raise DomeinFout("Kies buurten van deze wijk.")
    ages = _in_order(leeftijden, Leeftijd.values)
    subjects = _in_order(aandacht, Aandacht.values)
    values = hold_waarden(plan.agenda, waarden)
    row = lock_revisie(Agendapunt.objects.filter(wijk=plan.wijk), pk=plan.pk, revisie=revisie)
    row.leeftijden, row.aandacht, row.buurten = ages, subjects, sorted(there)
    row.waarden = values
    row.save()
    log(wijk=plan.wijk, actie="plan_bewaard", door=door, object=row, herkomst=herkomst)
    return row


def _in_order(gekozen: Iterable[str], lijst: Iterable[str]) -> list[str]:
    """Once each, in the order of the list."""
    wanted, lijst = set(gekozen), list(lijst)
    if not wanted <= set(lijst):
        raise DomeinFout("Kies iets uit de lijst.")
    return [value for value in lijst if value in wanted]


@transaction.atomic
def update_vragen(
    *,
    plan: Agendapunt,
    revisie: int,
    beslist_mee: str = "",
    kans: str = "",
    licht: str = "",
    wie_mee: str = "",
    eropaf: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Agendapunt:
    """Save the answers to the four questions and who goes to people. Raises VerouderdFout on a stale form."""
    row = lock_revisie(Agendapunt.objects.filter(wijk=plan.wijk), pk=plan.pk, revisie=revisie)
    row.beslist_mee, row.kans, row.licht = beslist_mee.strip(), kans.strip(), licht.strip()
    row.wie_mee, row.eropaf = wie_mee.strip(), eropaf.strip()
    row.save()
    log(wijk=plan.wijk, actie="plan_bewaard", door=door, object=row, herkomst=herkomst)
    return row
