"""Begin a new round: the old one is closed as it is, what should go on is copied into the new one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models, transaction

from agenda.kernwaarden.services import take_waarden
from agenda.keuzes import VerzoekAntwoord
from agenda.models import Actie, Agendapunt, Onderbouwing, Verzoek, Verzoekvraag, Voortgang, Wijkagenda
from agenda.ronde.samen import verzoek_sleutel
from agenda.ronde.selectors import AF, merk_van
from agenda.selectors import voortgang_of
from agenda.services.waarom import check_jaren
from agenda.teamvraag.services import take_open
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
M = TypeVar("M", bound=models.Model)


@transaction.atomic
def begin_ronde(
    *,
    agenda: Wijkagenda,
    van_jaar: int,
    tot_jaar: int,
    merk: str,
    plannen: Collection[uuid.UUID] = (),
    neem_droom: bool = True,
    neem_waarom: bool = True,
    neem_contact: bool = True,
    neem_waarden: bool = True,
    op: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Wijkagenda:
    """Close this round and begin the next with the chosen plans. Out: the new agenda.

    `merk` is that of the plans as they were read (ronde.selectors.look_ahead). Of a plan go along: its texts
    and marks, its evidence, its unfinished actions with how they go, and what is asked of parties unless it
    was refused. `op` is the day of the change, when that was before today. A round that was closed already
    gives the one that came after it. Raises DomeinFout.
    """
    old = Wijkagenda.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=agenda.pk)
    Wijk.objects.select_for_update(of=("self",), no_key=True).get(pk=old.wijk_id)
    if not old.actief:
        return _next(old)
    check_jaren(van_jaar, tot_jaar)
    rows = list(old.agendapunten.in_order().select_for_update(of=("self",)))
    _check_plannen(rows, merk, plannen)
    old.actief, old.afgesloten_op = False, op or today()
    old.save()
    new = Wijkagenda.objects.create(
        wijk=old.wijk,
        vorige=old,
        van_jaar=van_jaar,
        tot_jaar=tot_jaar,
        gestart_op=op or today(),
        revisie=old.revisie + 1,  # a late form of the old round must not pass for one of this
        droom=old.droom if neem_droom else "",
        aanleiding=old.aanleiding if neem_waarom else "",
        opdracht=old.opdracht if neem_waarom else "",
        contact=old.contact if neem_contact else "",
    )
    waarden = take_waarden(old=old, new=new) if neem_waarden else {}
    _take_plannen(old, new, [row for row in rows if row.uuid in set(plannen)], waarden)
    take_open(old=old, new=new)
    log(wijk=old.wijk, actie="ronde_begonnen", door=door, object=new, herkomst=herkomst)
    return new


def _next(old: Wijkagenda) -> Wijkagenda:
    found = Wijkagenda.objects.select_related("wijk").filter(vorige=old).order_by("pk").first()
    if found is None:
        raise DomeinFout("Deze ronde is al afgesloten.")
    return found


def _check_plannen(rows: Sequence[Agendapunt], merk: str, gekozen: Collection[uuid.UUID]) -> None:
    there = {row.uuid for row in rows}
    if merk != merk_van(there) or not set(gekozen) <= there:
        raise DomeinFout("De plannen zijn intussen veranderd. Kijk de lijst nog een keer na.")


def _take_plannen(
    old: Wijkagenda, new: Wijkagenda, rows: Sequence[Agendapunt], waarden: Mapping[uuid.UUID, uuid.UUID]
) -> None:
    """The plans with what hangs on them. A mark with a value that does not go along is dropped."""
    made = Agendapunt.objects.bulk_create(
        _copy(
            row,
            agenda_id=new.pk,
            uuid=uuid.uuid4(),
            overgenomen_van=row.uuid,
            volgorde=number,
            waarden=[waarden[each] for each in row.waarden if each in waarden],
        )
        for number, row in enumerate(rows, start=1)
    )
    onto = {row.pk: copy.pk for row, copy in zip(rows, made, strict=True)}
    bewijs = Onderbouwing.objects.filter(agendapunt__in=onto).order_by("pk")
    Onderbouwing.objects.bulk_create(_copy(row, agendapunt_id=onto[row.agendapunt_id]) for row in bewijs)
    _take_verzoeken(new, onto)
    _take_acties(old, new, onto)


def _take_verzoeken(new: Wijkagenda, onto: dict[int, int]) -> None:
    """What is asked of parties unless it was refused. A mailed question that waits goes along."""
    rows = list(
        Verzoek.objects.filter(agendapunt__in=onto).exclude(antwoord=VerzoekAntwoord.GEWEIGERD).order_by("pk")
    )
    made = Verzoek.objects.bulk_create(
        _copy(row, agendapunt_id=onto[row.agendapunt_id], uuid=verzoek_sleutel(new, row.uuid)) for row in rows
    )
    copies = {row.pk: copy.pk for row, copy in zip(rows, made, strict=True)}
    vragen = list(Verzoekvraag.objects.filter(verzoek__in=copies, beantwoord_op__isnull=True))
    for vraag in vragen:
        vraag.verzoek_id = copies[vraag.verzoek_id]
    Verzoekvraag.objects.bulk_update(vragen, ["verzoek"])


def _take_acties(old: Wijkagenda, new: Wijkagenda, onto: dict[int, int]) -> None:
    """The unfinished actions, each with the line that says how it goes."""
    voortgang = voortgang_of(old)
    rows = [
        row
        for row in Actie.objects.filter(agendapunt__in=onto).order_by("agendapunt", "volgorde", "pk")
        if row.uuid not in voortgang or voortgang[row.uuid].status not in AF
    ]
    made = Actie.objects.bulk_create(
        _copy(row, agendapunt_id=onto[row.agendapunt_id], uuid=uuid.uuid4(), overgenomen_van=row.uuid)
        for row in rows
    )
    Voortgang.objects.bulk_create(
        _copy(voortgang[row.uuid], agenda_id=new.pk, actie_uuid=copy.uuid, verzend_id=None)
        for row, copy in zip(rows, made, strict=True)
        if row.uuid in voortgang
    )


def _copy(row: M, **changes: Any) -> M:
    """The same once more, not saved: all columns but its key, and as if nobody changed it yet."""
    fields = [each for each in row._meta.concrete_fields if not each.primary_key and each.name != "revisie"]
    return type(row)(**{each.attname: getattr(row, each.attname) for each in fields} | changes)
