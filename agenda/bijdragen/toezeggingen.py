"""Who contributes: thought of, asked, said yes, done. A person makes each step, also by a link."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from agenda.bijdragen.selectors import JA
from agenda.bijdragen.services import check_tekst
from agenda.keuzes import Toezegginghoe, Toezeggingstatus
from agenda.models import Behoefte, Toezegging, Wijkagenda
from agenda.namen.regels import BEWONER, personal_names
from agenda.namen.services import check_wie
from agenda.ronde.samen import is_in_use
from agenda.services.acties import check_actie
from bewoners.models import Aanbod, Namens
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.berichten import queue_mail
from wijken.gebeurtenissen import log
from wijken.links import make_link, renew_link, revoke_link
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
Status = Toezeggingstatus
GELDIG: Final = dt.timedelta(days=365)
# What a person may note next.
STAPPEN: Final[dict[str, tuple[Status, ...]]] = {
    Status.VOORGESTELD: (Status.UITGENODIGD, Status.TOEGEZEGD, Status.NEE),
    Status.UITGENODIGD: (Status.TOEGEZEGD, Status.NEE),
    Status.TOEGEZEGD: (Status.GEDAAN, Status.GESTOPT),
    Status.GEDAAN: (Status.TOEGEZEGD,),
    Status.NEE: (Status.TOEGEZEGD,),
    Status.GESTOPT: (Status.TOEGEZEGD,),
}
VERVALLEN: Final = "Dit kan nu niet meer. Kijk eerst hoe het er nu voor staat."


@transaction.atomic
def choose_aanbod(
    *,
    behoefte: Behoefte,
    aanbod: Aanbod,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Toezegging:
    """A person thinks that this offer fits this need. Nobody is asked yet. The same twice is once."""
    there = Toezegging.objects.filter(behoefte=behoefte, aanbod=aanbod).select_related("wijk").first()
    if there is not None:
        return there
    Behoefte.objects.select_for_update(of=("self",)).get(pk=behoefte.pk)
    if not Aanbod.objects.for_wijk(behoefte.wijk).available_on(today()).filter(pk=aanbod.pk).exists():
        raise DomeinFout("Dit aanbod is er nu niet meer. Kies iemand anders.")
    row, is_new = Toezegging.objects.get_or_create(
        behoefte=behoefte,
        aanbod=aanbod,
        defaults={
            "wijk": behoefte.wijk,
            "agenda": behoefte.agenda,
            "actie_uuid": behoefte.actie_uuid,
            "wie": _called(aanbod),
            "tekst": behoefte.tekst,
            "datum": today(),
            "status_op": today(),
        },
    )
    if is_new:
        log(wijk=behoefte.wijk, actie="toezegging_bedacht", door=door, object=row, herkomst=herkomst)
    return row


def _called(aanbod: Aanbod) -> str:
    """A resident has no name here; a group or organisation has, unless it looks like that of a person."""
    if aanbod.namens == Namens.BEWONER:
        return BEWONER
    is_safe = aanbod.naam and not personal_names(aanbod.naam)
    return aanbod.naam if is_safe else str(Namens(aanbod.namens).label)


@transaction.atomic
def offer_self(
    *,
    agenda: Wijkagenda,
    actie_uuid: uuid.UUID,
    wie: str,
    tekst: str = "",
    behoefte: Behoefte | None = None,
    is_groep: bool = False,
    sleutel: uuid.UUID | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Toezegging:
    """An organisation, group or role that may contribute. `sleutel`: the same send twice is one."""
    wie = check_wie(wijk=agenda.wijk, wie=wie, is_groep=is_groep)
    tekst = check_tekst(tekst, verplicht=False)
    Wijkagenda.objects.select_for_update(of=("self",)).get(pk=agenda.pk)
    there = Toezegging.objects.filter(wijk=agenda.wijk, uuid=sleutel).first() if sleutel else None
    if there is not None:
        return there
    check_actie(agenda, actie_uuid)
    if not is_in_use(agenda):
        raise DomeinFout("Dit is een eerdere agenda. Schrijf het bij de agenda van nu.")
    row = Toezegging.objects.create(
        uuid=sleutel or uuid.uuid4(),
        wijk=agenda.wijk,
        agenda=agenda,
        actie_uuid=actie_uuid,
        behoefte=behoefte,
        wie=wie,
        tekst=tekst,
        datum=today(),
        status_op=today(),
    )
    log(wijk=agenda.wijk, actie="toezegging_bedacht", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def update_toezegging(
    *,
    toezegging: Toezegging,
    revisie: int,
    wie: str,
    tekst: str = "",
    is_groep: bool = False,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Toezegging:
    """Save who does it and what. Raises VerouderdFout, and DomeinFout for a name without consent."""
    wie = check_wie(wijk=toezegging.wijk, wie=wie, is_groep=is_groep)
    tekst = check_tekst(tekst, verplicht=False)
    row = lock_revisie(Toezegging.objects.filter(wijk=toezegging.wijk_id), pk=toezegging.pk, revisie=revisie)
    row.wie, row.tekst = wie, tekst
    row.save()
    log(wijk=row.wijk, actie="toezegging_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def ask_by_mail(
    *,
    toezegging: Toezegging,
    email: str,
    wat: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Toezegging:
    """Send a mail with a link, about the action `wat`. The same address twice on a day is one mail."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise DomeinFout("Dit is geen e-mailadres. Kijk het nog eens na.") from error
    row = hold(toezegging)
    if row.status == Status.UITGENODIGD and row.email == email and row.status_op == today() and row.link_id:
        return row
    if row.status not in (Status.VOORGESTELD, Status.UITGENODIGD, Status.NEE, Status.GESTOPT):
        raise DomeinFout(VERVALLEN)
    fresh = renew_link(link=row.link, geldig=GELDIG) if row.link else make_link(wijk=row.wijk, geldig=GELDIG)
    row.link, row.email = fresh.link, email
    set_status(row, Status.UITGENODIGD, hoe="")
    queue_mail(
        sleutel=f"toezegging:{row.uuid}:{fresh.link.keer}",
        aan=email,
        sjabloon="agenda/mail/toezegging",
        context={
            "actie": wat,
            "tekst": row.tekst,
            "uiterlijk": row.behoefte.uiterlijk if row.behoefte else None,
            "link": settings.SITE_URL + reverse("agenda:link", args=[fresh.token]),
        },
        wijk=row.wijk,
    )
    log(wijk=row.wijk, actie="toezegging_gevraagd", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def note_stap(
    *,
    toezegging: Toezegging,
    status: str,
    hoe: str = "",
    op: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Toezegging:
    """The team notes how it went: asked by telephone, yes, no, done, stopped. Noted already, nothing happens.

    A yes says how (`hoe`). Who stops leaves the need open again. Raises DomeinFout for a step that cannot be.
    """
    row = hold(toezegging)
    if row.status == status:
        return row
    if status not in STAPPEN[row.status]:
        raise DomeinFout(VERVALLEN)
    if op is not None and op > today():
        raise DomeinFout("Deze dag is nog niet geweest.")
    if status == Status.TOEGEZEGD and row.status != Status.GEDAAN and hoe not in Toezegginghoe.values:
        raise DomeinFout("Kies hoe u dit weet: een telefoontje, een gesprek, een mail.")
    set_status(row, Status(status), hoe=hoe, op=op)
    log(wijk=row.wijk, actie=f"toezegging_{status}", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def remove_toezegging(
    *, toezegging: Toezegging, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Remove one, and end its link. Gone already, it stays gone."""
    if toezegging.link is not None:
        revoke_link(link=toezegging.link)
    log(wijk=toezegging.wijk, actie="toezegging_verwijderd", door=door, object=toezegging, herkomst=herkomst)
    Toezegging.objects.filter(wijk=toezegging.wijk_id, pk=toezegging.pk).delete()


def hold(toezegging: Toezegging) -> Toezegging:
    """The row as it is now, held; its need before it, as who removes a need does."""
    list(Behoefte.objects.select_for_update(of=("self",)).filter(toezeggingen=toezegging.pk))
    rows = Toezegging.objects.select_related("wijk", "link", "behoefte").select_for_update(of=("self",))
    return rows.get(pk=toezegging.pk)


def set_status(row: Toezegging, status: Status, *, hoe: str, op: dt.date | None = None) -> None:
    """Write a step. A yes that is taken back opens the need again."""
    if status == Status.GESTOPT and row.behoefte is not None:
        Behoefte.objects.filter(pk=row.behoefte.pk).update(vervuld_op=None)
    row.status, row.status_op = status, op or today()
    row.hoe = hoe or (row.hoe if status in JA else "")
    row.revisie += 1
    row.save()
