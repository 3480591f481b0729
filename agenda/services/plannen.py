"""Plans: make, change, move, remove."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction

from agenda.keuzes import Doel
from agenda.models import Actie, Agendapunt, Wijkagenda
from agenda.services.acties import stop_adopted
from bewoners.regels import check_nummers
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.revisie import lock_revisie
from kern.volgorde import Richting, move
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis
from wijken.themas import Thema

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def make_plan(
    *,
    agenda: Wijkagenda,
    titel: str,
    waarom: str = "",
    trekker: str = "",
    eerste_stap: str = "",
    wanneer: str = "",
    sleutel: uuid.UUID | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Agendapunt:
    """Make a plan, last in the list; its first step becomes its first action.

    `sleutel` is made with the form: the same send twice is one plan.
    """
    if not titel.strip():
        raise DomeinFout("Schrijf in één zin wat u wilt.")
    is_open = _lock(agenda).actief
    sleutel = sleutel or uuid.uuid4()
    there = Agendapunt.objects.filter(uuid=sleutel, agenda=agenda).first()
    if there is not None:
        return there
    if not is_open:
        raise DomeinFout(
            "Deze ronde is intussen afgesloten. Stuur uw plan nog een keer, dan komt het in de nieuwe."
        )
    plan = Agendapunt.objects.create(
        uuid=sleutel,
        wijk=agenda.wijk,
        agenda=agenda,
        titel=titel.strip(),
        waarom=waarom.strip(),
        trekker=trekker.strip(),
        volgorde=agenda.agendapunten.count() + 1,
    )
    if eerste_stap.strip():
        Actie.objects.create(
            wijk=agenda.wijk, agendapunt=plan, wat=eerste_stap.strip(), wanneer=wanneer.strip(), volgorde=1
        )
    log(wijk=agenda.wijk, actie="plan_gemaakt", door=door, object=plan, herkomst=herkomst)
    return plan


@transaction.atomic
def update_plan(
    *,
    plan: Agendapunt,
    revisie: int,
    titel: str,
    waarom: str = "",
    trekker: str = "",
    onderwerp: str = "",
    doelen: Iterable[str] = (),
    notitie: str | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Agendapunt:
    """Save the text of a plan; without `notitie` that one stays. Raises VerouderdFout on a stale form."""
    if not titel.strip():
        raise DomeinFout("Schrijf in één zin wat u wilt.")
    gekozen = sorted(set(doelen))
    if not set(gekozen) <= set(Doel.values) or onderwerp not in ("", *Thema.values):
        raise DomeinFout("Kies een onderwerp en doelen uit de lijst.")
    row = lock_revisie(Agendapunt.objects.filter(wijk=plan.wijk), pk=plan.pk, revisie=revisie)
    row.titel, row.waarom, row.trekker = titel.strip(), waarom.strip(), trekker.strip()
    row.onderwerp, row.doelen = onderwerp, gekozen
    if notitie is not None:
        check_nummers(notitie)
        row.notitie = notitie.strip()
    row.save()
    log(wijk=plan.wijk, actie="plan_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def move_plan(
    *,
    plan: Agendapunt,
    richting: Richting,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> bool:
    """Swap a plan with its neighbour. False when it stands at that end already."""
    _lock(plan.agenda)
    if not move(plan, plan.agenda.agendapunten.in_order(), richting):
        return False
    log(wijk=plan.wijk, actie="plan_verplaatst", door=door, object=plan, herkomst=herkomst)
    return True


@transaction.atomic
def remove_plan(
    *, plan: Agendapunt, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Remove a plan with its actions and evidence from the draft.

    An adopted agenda keeps them, and says of each action that it was stopped.
    """
    acties = list(plan.acties.values_list("uuid", flat=True))
    stop_adopted(agenda=plan.agenda, acties=acties, door=door, herkomst=herkomst)
    log(wijk=plan.wijk, actie="plan_verwijderd", door=door, object=plan, herkomst=herkomst)
    plan.delete()


def _lock(agenda: Wijkagenda) -> Wijkagenda:
    """One at a time changes which plans there are and in what order. Out: the agenda as it is now."""
    return Wijkagenda.objects.select_for_update(of=("self",)).get(pk=agenda.pk)
