"""Ask who makes an action happen how it goes, take the answer in, and stop."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agenda.bijdragen.trekker import ZOEKT, leave_actie
from agenda.keuzes import ActieStatus
from agenda.melden.foto import Foto
from agenda.melden.lopend import Lopend, find_actie
from agenda.melden.mail import drop_unsent, queue_told, queue_vraag
from agenda.models import Actie, Voortgang, Voortgangsvraag, Wijkagenda
from agenda.namen.services import check_wie
from agenda.ronde.samen import is_in_use, same_actie
from agenda.selectors import hold_agendas
from agenda.services.acties import note_voortgang
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log, log_bewoner
from wijken.links import VerseLink, end_on, make_link, renew_link, revoke_link
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
GELDIG: Final = dt.timedelta(days=365)
MAX_TEKST: Final = 300
_AL_GEVRAAGD: Final = "Voor deze actie vraagt u het al aan iemand. Stop die vraag eerst."
_KLAAR: Final = "Deze actie is klaar of gestopt. Noteer eerst dat zij weer loopt."


def open_vragen(agenda: Wijkagenda, sleutel: uuid.UUID) -> QuerySet[Voortgangsvraag]:
    """Who is asked about this action, also when it was asked in the other of the two agendas."""
    same = same_actie(agenda, sleutel)
    keys = [sleutel] if same is None else [sleutel, same[1]]
    rows = Voortgangsvraag.objects.filter(wijk=agenda.wijk_id, actie_uuid__in=keys, gestopt_op__isnull=True)
    return rows.select_related("link", "agenda__wijk", "wijk").order_by("gevraagd_op", "pk")


@transaction.atomic
def ask_voortgang(
    *,
    agenda: Wijkagenda,
    actie_uuid: uuid.UUID,
    wie: str,
    email: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> VerseLink | None:
    """Ask by mail how an action goes, with a link that works a year. The same send twice is one mail.

    `wie` is an organisation, a group or a role. Raises DomeinFout for the name of a person without consent,
    when somebody else is asked already, and
    for an action that is over. Out: the link that was mailed, None when it was asked before.
    """
    wie = check_wie(wijk=agenda.wijk, wie=wie)
    agenda = hold_agendas(agenda.wijk_id)[agenda.pk]
    if not is_in_use(agenda):
        raise DomeinFout("Dit is een eerdere agenda. Vraag het bij de agenda van nu.")
    actie = _find(agenda, actie_uuid)
    there = open_vragen(agenda, actie_uuid).first()
    if there is not None:
        if (there.wie, there.email.casefold()) == (wie, email.casefold()):
            return None
        raise DomeinFout(_AL_GEVRAAGD)
    if actie.is_af:
        raise DomeinFout(_KLAAR)
    verse = make_link(wijk=agenda.wijk, geldig=GELDIG)
    vraag = Voortgangsvraag.objects.create(
        wijk=agenda.wijk,
        agenda=agenda,
        actie_uuid=actie_uuid,
        link=verse.link,
        wie=wie,
        email=email,
        gevraagd_op=today(),
    )
    queue_vraag(vraag=vraag, actie=actie, verse=verse)
    log(wijk=agenda.wijk, actie="voortgang_gevraagd", door=door, object=vraag, herkomst=herkomst)
    return verse


@transaction.atomic
def renew_vraag(
    *,
    vraag: Voortgangsvraag,
    keer: int,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> VerseLink | None:
    """Mail a new link; the one before ends. `keer` is that of the page: the same press twice is once."""
    row = _hold(vraag)
    if row.gestopt_op is not None:
        raise DomeinFout("Deze vraag is gestopt. Vraag het opnieuw.")
    if (row.link.keer if row.link else 0) != keer:
        return None
    actie = _find(row.agenda, row.actie_uuid)
    drop_unsent(vraag=row)
    if row.link is None:
        verse = make_link(wijk=row.wijk, geldig=GELDIG)
        row.link = verse.link
        row.save(update_fields=["link"])
    else:
        verse = renew_link(link=row.link, geldig=GELDIG)
    queue_vraag(vraag=row, actie=actie, verse=verse)
    log(wijk=row.wijk, actie="voortgangslink_vernieuwd", door=door, object=row, herkomst=herkomst)
    return verse


@transaction.atomic
def stop_vraag(
    *,
    vraag: Voortgangsvraag,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """Ask no more: the link ends at once. Stopped already, nothing happens."""
    row = _hold(vraag)
    if row.gestopt_op is not None:
        return
    _end(row)
    log(wijk=row.wijk, actie="voortgangsvraag_gestopt", door=door, object=row, herkomst=herkomst)


@transaction.atomic
def tell_voortgang(
    *,
    vraag: Voortgangsvraag,
    status: ActieStatus,
    tekst: str,
    verzend_id: uuid.UUID,
    foto: Foto | None = None,
) -> Voortgang:
    """What was told with the link, as a line of the action; the asked address reads it in a mail.

    The same send twice is one line and one mail. The link works a year from now. Raises DomeinFout.
    """
    row = _hold_open(vraag)
    actie = _find(row.agenda, row.actie_uuid)
    regel = note_voortgang(
        agenda=row.agenda,
        actie_uuid=row.actie_uuid,
        status=status,
        tekst=tekst,
        wie=row.wie,
        foto=foto,
        verzend_id=verzend_id,
    )
    row.beantwoord_op = today()
    row.save(update_fields=["beantwoord_op"])
    if row.link is not None:
        end_on(link=row.link, dag=today() + GELDIG)
    queue_told(vraag=row, actie=actie, regel=regel, verzend_id=verzend_id)
    log_bewoner(wijk=row.wijk, actie="voortgang_verteld", soort="voortgangsvraag")
    return regel


@transaction.atomic
def stop_trekker(*, vraag: Voortgangsvraag, verzend_id: uuid.UUID) -> None:
    """'Ik stop hiermee': the question ends, and people read that somebody is wanted. Twice is once.

    The agenda that is being worked on names no trekker any more. Raises DomeinFout.
    """
    row = _hold(vraag)
    if row.gestopt_op is not None:
        return
    actie = _find(row.agenda, row.actie_uuid)
    _end(row)
    _leave(row)
    if not actie.is_af:
        regel = note_voortgang(
            agenda=row.agenda,
            actie_uuid=row.actie_uuid,
            status=actie.status,
            tekst=ZOEKT,
            verzend_id=verzend_id,
        )
        queue_told(vraag=row, actie=actie, regel=regel, verzend_id=verzend_id)
    log_bewoner(wijk=row.wijk, actie="trekker_stopte", soort="voortgangsvraag")


def _leave(vraag: Voortgangsvraag) -> None:
    """Nobody makes this action happen any more in the agenda that is being worked on."""
    same = same_actie(vraag.agenda, vraag.actie_uuid)
    keys = [vraag.actie_uuid] if same is None else [vraag.actie_uuid, same[1]]
    rows = Actie.objects.filter(wijk=vraag.wijk_id, uuid__in=keys, agendapunt__agenda__actief=True)
    for actie in rows.select_related("agendapunt"):
        leave_actie(actie=actie)


def end_vraag(vraag: Voortgangsvraag) -> None:
    """Stop a question whose action is over or gone; for the daily task and a new round."""
    _end(vraag)
    log(wijk=vraag.wijk, actie="voortgangsvraag_voorbij", object=vraag, herkomst=Herkomst.TAAK)


def _end(row: Voortgangsvraag) -> None:
    drop_unsent(vraag=row)
    if row.link is not None:
        revoke_link(link=row.link)
    row.gestopt_op = today()
    row.save(update_fields=["gestopt_op"])


def _hold(vraag: Voortgangsvraag) -> Voortgangsvraag:
    """The row, held, after the agendas: always in this order, so that nobody waits for each other."""
    hold_agendas(vraag.wijk_id)
    rows = Voortgangsvraag.objects.select_for_update(of=("self",)).filter(wijk=vraag.wijk_id)
    row = rows.select_related("agenda__wijk", "link", "wijk").filter(pk=vraag.pk).first()
    if row is None:
        raise DomeinFout(_("Deze vraag is er niet meer."))
    return row


def _hold_open(vraag: Voortgangsvraag) -> Voortgangsvraag:
    row = _hold(vraag)
    if row.gestopt_op is not None:
        raise DomeinFout(_("Deze vraag is gestopt. Wilt u nog iets vertellen? Bel het wijkteam."))
    return row


def _find(agenda: Wijkagenda, sleutel: uuid.UUID) -> Lopend:
    actie = find_actie(agenda.wijk, agenda, sleutel)
    if actie is None:
        raise DomeinFout(_("Deze actie staat niet meer in de agenda."))
    return actie
