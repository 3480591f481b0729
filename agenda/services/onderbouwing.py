"""Evidence of a plan, and the answer to each bundle."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from django.db import transaction

from agenda.keuzes import WieDoet
from agenda.models import Agendapunt, Onderbouwing, Terugkoppeling
from agenda.services.acties import hold_plan
from bewoners.models import Bundel, Inbreng
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def add_onderbouwing(
    *,
    plan: Agendapunt,
    bundels: Collection[uuid.UUID] = (),
    inbrengen: Collection[uuid.UUID] = (),
    cijfers: Mapping[int, str] | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> int:
    """Add evidence; what was there already stays once. Out: how many were added.

    `cijfers` maps the key of a figure to the words people read. Of inputs only those that may be shared are
    taken; anything of another wijk or not to be quoted raises DomeinFout.
    """
    hold_plan(plan)
    gekozen_bundels = list(Bundel.objects.for_wijk(plan.wijk).filter(pk__in=bundels))
    citaten = list(Inbreng.objects.for_wijk(plan.wijk).published().filter(pk__in=inbrengen))
    if len(gekozen_bundels) < len(set(bundels)):
        raise DomeinFout("Deze bundel is er niet meer. Kies opnieuw.")
    if len(citaten) < len(set(inbrengen)):
        raise DomeinFout("Dit verhaal mag u niet laten zien. Kies een ander.")
    there = {(rij.bundel_id, rij.inbreng_id, rij.cijfer_id) for rij in plan.onderbouwingen.all()}
    rows = [_row(plan, bundel.titel, bundel=bundel) for bundel in gekozen_bundels]
    rows += [_row(plan, inbreng.tekst, inbreng=inbreng) for inbreng in citaten]
    rows += [_row(plan, tekst, cijfer_id=key) for key, tekst in (cijfers or {}).items()]
    new = [row for row in rows if (row.bundel_id, row.inbreng_id, row.cijfer_id) not in there]
    Onderbouwing.objects.bulk_create(new)
    if new:
        log(wijk=plan.wijk, actie="onderbouwing_toegevoegd", door=door, object=plan, herkomst=herkomst)
    return len(new)


def _row(
    plan: Agendapunt,
    tekst: str,
    *,
    bundel: Bundel | None = None,
    inbreng: Inbreng | None = None,
    cijfer_id: int | None = None,
) -> Onderbouwing:
    return Onderbouwing(
        wijk=plan.wijk, agendapunt=plan, bundel=bundel, inbreng=inbreng, cijfer_id=cijfer_id, tekst=tekst
    )


@transaction.atomic
def remove_onderbouwing(
    *, onderbouwing: Onderbouwing, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take one piece of evidence away from a plan; the story or bundle itself stays."""
    plan = onderbouwing.agendapunt
    log(wijk=plan.wijk, actie="onderbouwing_weggehaald", door=door, object=plan, herkomst=herkomst)
    onderbouwing.delete()


@transaction.atomic
def give_terugkoppeling(
    *,
    bundel: Bundel,
    wie: WieDoet,
    waarom: str,
    revisie: int = 0,
    op: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Terugkoppeling:
    """Give a bundle its answer, or change it. `revisie` 0 means: there was no answer yet.

    `op` is the day of the answer, when that was before today.
    Raises VerouderdFout when somebody else answered or changed the answer in the meantime.
    """
    if wie not in WieDoet.values:
        raise DomeinFout("Kies wie dit doet.")
    if not waarom.strip():
        raise DomeinFout("Schrijf op waarom. Bewoners lezen dit.")
    Bundel.objects.select_for_update(of=("self",)).get(pk=bundel.pk)
    rows = Terugkoppeling.objects.filter(wijk=bundel.wijk)
    there = rows.filter(bundel=bundel).first()
    if there is None:
        row = Terugkoppeling(wijk=bundel.wijk, bundel=bundel)
    elif (there.wie, there.waarom) == (wie, waarom.strip()):
        return there
    elif not revisie:
        raise VerouderdFout(there)
    else:
        row = lock_revisie(rows, pk=there.pk, revisie=revisie)
    row.wie, row.waarom, row.datum = wie, waarom.strip(), op or today()
    row.save()
    log(wijk=bundel.wijk, actie="antwoord_gegeven", door=door, object=row, herkomst=herkomst)
    return row
