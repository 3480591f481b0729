"""Every change of what people offer: by themselves, and by the team."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bewoners.aanbod.regels import (
    NOG_EEN_KEER,
    Aangeboden,
    check_kanaal,
    check_toestemming,
    last_day,
    status_after,
    tidy,
)
from bewoners.keuzes import Aanbodstatus
from bewoners.models import Aanbod, Concept, Kanaal
from bewoners.regels import signalen_of
from bewoners.services.concept import mark_sent
from bewoners.services.inbreng import check_buurt
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log, log_bewoner
from wijken.models import Gebeurtenis, Regio, Wijk
from wijken.volgcodes import make_volgcode

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def submit_aanbod(
    *,
    wijk: Wijk,
    verzend_id: uuid.UUID,
    offer: Aangeboden,
    maanden: int,
    kanaal: str = Kanaal.ONLINE,
    toestemming_op: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Aanbod:
    """Keep what somebody offers, with its receipt code. The same `verzend_id` again is one row.

    `door` is the team member who types it in, with the day on which the person said yes. Raises DomeinFout
    for what is not on our lists, cannot be reached, or may not stay.
    """
    there = Aanbod.objects.filter(verzend_id=verzend_id).first()
    if there is not None:
        return there
    offer, begin = tidy(offer), toestemming_op or today()
    check_buurt(wijk, offer.buurt)
    check_kanaal(kanaal)
    tot = last_day(begin, maanden)
    if door is not None:
        check_toestemming(begin, today())
    try:
        with transaction.atomic():
            aanbod = Aanbod.objects.create(
                wijk=wijk,
                volgcode=make_volgcode(wijk=wijk, verzend_id=verzend_id),
                verzend_id=verzend_id,
                soort=offer.soort,
                labels=list(offer.labels),
                wanneer=list(offer.wanneer),
                tekst=offer.tekst,
                taal=offer.taal,
                buurt=offer.buurt,
                namens=offer.namens,
                naam=offer.naam,
                contact=offer.contact,
                over=offer.over,
                kanaal=kanaal,
                toestemming_op=begin,
                tot=tot,
                signalen=signalen_of(offer.tekst),
                datum=begin,
            )
    except IntegrityError:
        return Aanbod.objects.get(verzend_id=verzend_id)  # another request sent it just before us
    _note(wijk, "aanbod_ingevoerd" if door else "aanbod_verzonden", door, aanbod, herkomst)
    return aanbod


@transaction.atomic
def send_aanbod(*, concept: Concept, taal: str) -> Concept:
    """Hand in what stands in the form, once. How to reach the person then leaves the form.

    Raises DomeinFout when something may not stay.
    """
    row = Concept.objects.select_for_update(of=("self",)).get(pk=concept.pk)
    if row.verzonden:
        return row
    answers = row.gegevens
    offer = Aangeboden(
        soort=answers.get("soort", ""),
        labels=tuple(answers.get("labels", [])),
        wanneer=tuple(answers.get("wanneer", [])),
        tekst=answers.get("tekst", ""),
        taal=taal,
        buurt=Regio.objects.filter(pk=answers.get("buurt") or "-").first(),
        namens=answers.get("namens", ""),
        naam=answers.get("naam", ""),
        contact=answers.get("contact", ""),
        over=uuid.UUID(answers["over"]) if answers.get("over") else None,
    )
    if not answers.get("toestemming"):
        raise DomeinFout(_("Zet een vinkje. Zonder uw ja bewaren wij niets."))
    submit_aanbod(wijk=row.wijk, verzend_id=row.verzend_id, offer=offer, maanden=int(answers["maanden"]))
    return mark_sent(row)


@transaction.atomic
def change_aanbod(
    *,
    aanbod: Aanbod,
    revisie: int,
    tekst: str,
    labels: tuple[str, ...],
    wanneer: tuple[str, ...],
    naam: str,
    contact: str,
) -> Aanbod:
    """The person says it otherwise, or can be reached elsewhere. Other words are read again by the team.

    Raises VerouderdFout when the row changed since the form was made, DomeinFout for what may not stay.
    """
    offer = tidy(
        Aangeboden(
            soort=aanbod.soort, tekst=tekst, labels=labels, wanneer=wanneer, naam=naam, contact=contact
        )
    )
    row = lock_revisie(Aanbod.objects.for_wijk(aanbod.wijk), pk=aanbod.pk, revisie=revisie)
    new = (offer.tekst, list(offer.labels), list(offer.wanneer), offer.naam, offer.contact)
    if new == (row.tekst, row.labels, row.wanneer, row.naam, row.contact):
        return row
    if row.contact != offer.contact:
        row.gevraagd_op = None  # whoever was asked at the old address is asked at the new one
    row.status = status_after(row.status, same_words=row.tekst == offer.tekst)
    row.tekst, row.labels, row.wanneer, row.naam, row.contact = new
    row.signalen = signalen_of(offer.tekst)
    row.save()
    log_bewoner(wijk=row.wijk, actie="aanbod_veranderd", soort="aanbod")
    return row


@transaction.atomic
def set_status(
    *,
    aanbod: Aanbod,
    status: str,
    revisie: int | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Aanbod:
    """Available, or not for now. Of a person (`door` is None) who is back the team reads the offer again.

    Saying it twice is saying it once. Raises VerouderdFout when the words are not those that were read
    (`revisie`), DomeinFout for a status that is not on the list.
    """
    if status not in (Aanbodstatus.BESCHIKBAAR, Aanbodstatus.RUST):
        raise DomeinFout(_("Kies iets uit de lijst."))
    if door is None and status == Aanbodstatus.BESCHIKBAAR:
        status = Aanbodstatus.NIEUW
    row = Aanbod.objects.for_wijk(aanbod.wijk).select_for_update(of=("self",)).filter(pk=aanbod.pk).first()
    if row is None:
        raise DomeinFout(_("Dit aanbod is weggehaald."))
    is_back = door is None and status == Aanbodstatus.NIEUW
    if row.status == status or (is_back and row.status != Aanbodstatus.RUST):
        return row
    if revisie is not None:
        row = lock_revisie(Aanbod.objects.for_wijk(aanbod.wijk), pk=aanbod.pk, revisie=revisie)
    else:
        row.revisie += 1
    row.status = status
    row.save(update_fields=["status", "revisie"])
    _note(row.wijk, f"aanbod_{status}", door, row, herkomst)
    return row


@transaction.atomic
def extend_aanbod(
    *, aanbod: Aanbod, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Aanbod:
    """'Ja, nog een half jaar', counted from today; never sooner over than it was. Twice on a day is once.

    `door` heard it from the person. Raises DomeinFout when it is gone.
    """
    row = Aanbod.objects.for_wijk(aanbod.wijk).select_for_update(of=("self",)).filter(pk=aanbod.pk).first()
    if row is None:
        raise DomeinFout(_("Dit aanbod is weggehaald."))
    tot = max(row.tot, today() + NOG_EEN_KEER)
    if (row.tot, row.toestemming_op, row.gevraagd_op) == (tot, today(), None):
        return row
    row.tot, row.toestemming_op, row.gevraagd_op = tot, today(), None
    row.revisie += 1
    row.save(update_fields=["tot", "toestemming_op", "gevraagd_op", "revisie"])
    _note(row.wijk, "aanbod_verlengd", door, row, herkomst)
    return row


@transaction.atomic
def delete_aanbod(
    *, wijk: Wijk, pk: uuid.UUID, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> bool:
    """Everything goes at once: the offer, its receipt code and its link. False when it was gone already.

    The log says that it was done, not which one: no key of a person stays behind.
    """
    row = Aanbod.objects.for_wijk(wijk).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        return False
    volgcode, link = row.volgcode, row.link
    row.delete()
    for thing in (volgcode, link):
        if thing is not None:
            thing.delete()
    _note(wijk, "aanbod_weggehaald", door, None, herkomst)
    return True


def _note(wijk: Wijk, actie: str, door: Gebruiker | None, row: Aanbod | None, herkomst: Herkomst) -> None:
    if door is None:
        log_bewoner(wijk=wijk, actie=actie, soort="aanbod")
    else:
        log(wijk=wijk, actie=actie, door=door, object=row, herkomst=herkomst)
