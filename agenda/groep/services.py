"""Who is in the agendagroep: add, change, send a link, go on, stop. What members do there: `doen`."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.groep.mail import drop_unsent, queue_link
from agenda.keuzes import Lidsoort
from agenda.models import Agendagroeplid, Reactie
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log, log_bewoner
from wijken.links import VerseLink, end_on, make_link, renew_link, revoke_link, take
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
YEAR: Final = dt.timedelta(days=365)
LANGST: Final = 2 * YEAR  # nobody agrees for longer; going on is asked again
SOORT: Final = "agendagroeplid"


@transaction.atomic
def add_lid(
    *,
    wijk: Wijk,
    naam: str,
    soort: Lidsoort,
    tot: dt.date,
    toestemming: bool,
    organisatie: str = "",
    email: str = "",
    sleutel: uuid.UUID | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Agendagroeplid:
    """Add somebody who said yes. With an address the link goes out by mail; else the team asks for one.

    `sleutel` is made with the form: the same send twice is one member. Raises DomeinFout.
    """
    if not toestemming:
        raise DomeinFout("Vraag eerst of deze persoon het goed vindt.")
    naam, organisatie, email = _checked(naam, soort, organisatie, email, tot)
    _lock(wijk)
    sleutel = sleutel or uuid.uuid4()
    there = Agendagroeplid.objects.select_related("wijk", "link").filter(wijk=wijk, pk=sleutel).first()
    if there is not None:
        return there
    _check_address(wijk, email)
    lid = Agendagroeplid.objects.create(
        id=sleutel,
        wijk=wijk,
        naam=naam,
        soort=soort,
        organisatie=organisatie,
        email=email,
        toestemming_op=today(),
        tot=tot,
    )
    log(wijk=wijk, actie="groepslid_erbij", door=door, object=lid, herkomst=herkomst)
    if email:
        send_link(lid=lid, keer=0, door=door, herkomst=herkomst)
    return lid


@transaction.atomic
def update_lid(
    *,
    lid: Agendagroeplid,
    revisie: int,
    naam: str,
    soort: Lidsoort,
    tot: dt.date,
    organisatie: str = "",
    email: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Agendagroeplid:
    """Save what we know of a member; the link works as long as the member is in the group.

    Raises VerouderdFout on a stale form, DomeinFout for who stopped.
    """
    naam, organisatie, email = _checked(naam, soort, organisatie, email, tot)
    _lock(lid.wijk)
    row = lock_revisie(Agendagroeplid.objects.filter(wijk=lid.wijk), pk=lid.pk, revisie=revisie)
    if row.gestopt_op is not None:
        raise DomeinFout("Deze persoon is gestopt. Zet de persoon opnieuw in de groep.")
    _check_address(lid.wijk, email, behalve=row.pk)
    row.naam, row.soort, row.organisatie, row.email, row.tot = naam, soort, organisatie, email, tot
    row.save()
    _follow(row)
    log(wijk=lid.wijk, actie="groepslid_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def send_link(
    *,
    lid: Agendagroeplid,
    keer: int,
    door: Gebruiker | None = None,
    zelf: bool = False,
    herkomst: Herkomst = Herkomst.WEB,
) -> VerseLink | None:
    """Make a new link and mail it; the one before, and the device that had it, work no more.

    `keer` is how often a link was made when the button was shown: the same press twice gives None.
    `zelf` says that the member asked. Who has no address gets the link on paper: the caller shows it once.
    """
    row = _hold(lid)
    if not is_active(row):
        raise DomeinFout(_("Deze persoon zit niet meer in de groep."))
    if (row.link.keer if row.link else 0) != keer:
        return None
    geldig = min(row.tot, today() + YEAR) - today()
    if row.link is None:
        verse = make_link(wijk=row.wijk, geldig=geldig)
        row.link = verse.link
        row.save(update_fields=["link"])
    else:
        drop_unsent(link=row.link)
        verse = renew_link(link=row.link, geldig=geldig)
    if row.email:
        queue_link(lid=row, verse=verse)
    if zelf:
        log_bewoner(wijk=row.wijk, actie="groepslink_gevraagd", soort=SOORT)
    else:
        log(wijk=row.wijk, actie="groepslink_gemaakt", door=door, object=row, herkomst=herkomst)
    return verse


@transaction.atomic
def open_link(*, lid: Agendagroeplid, sleutel: str) -> bool:
    """Tie the link of a member to the device with this key. False when another device has it."""
    row = _hold(lid)
    if row.link is None or not is_active(row):
        return False
    is_new = not row.link.apparaat
    if not take(link=row.link, sleutel=sleutel):
        return False
    if is_new:
        log_bewoner(wijk=row.wijk, actie="groepslink_geopend", soort=SOORT)
    return True


@transaction.atomic
def go_on(*, lid: Agendagroeplid) -> Agendagroeplid:
    """A member says yes to another year from today."""
    row = _hold(lid)
    if not is_active(row):
        raise DomeinFout(_("U zit niet meer in de groep. Vraag het wijkteam of u weer mee mag doen."))
    if row.tot < today() + YEAR:
        row.tot, row.toestemming_op = today() + YEAR, today()
        row.revisie += 1
        row.save()
        _follow(row)
        log_bewoner(wijk=row.wijk, actie="groepslid_gaat_door", soort=SOORT)
    return row


@transaction.atomic
def stop_lid(
    *,
    lid: Agendagroeplid,
    zelf: bool = False,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """End a membership at once, link and all. Stopped already: nothing."""
    row = _hold(lid)
    if row.gestopt_op is not None:
        return
    row.gestopt_op = today()
    row.revisie += 1
    row.save()
    if row.link is not None:
        drop_unsent(link=row.link)
        revoke_link(link=row.link)
    if zelf:
        log_bewoner(wijk=row.wijk, actie="groepslid_gestopt", soort=SOORT)
    else:
        log(wijk=row.wijk, actie="groepslid_gestopt", door=door, object=row, herkomst=herkomst)


@transaction.atomic
def remove_reactie(
    *, reactie: Reactie, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """The team takes away what a member said to the group; gone already, it stays gone."""
    gone, _per_model = Reactie.objects.filter(
        wijk=reactie.wijk_id, pk=reactie.pk, bron=Reactie.Bron.GROEP
    ).delete()
    if gone:
        log(wijk=reactie.wijk, actie="groepsreactie_weggehaald", door=door, object=reactie, herkomst=herkomst)


def is_active(lid: Agendagroeplid) -> bool:
    """Whether somebody is in the group today."""
    return lid.gestopt_op is None and lid.tot >= today()


def _hold(lid: Agendagroeplid) -> Agendagroeplid:
    rows = Agendagroeplid.objects.select_related("wijk", "link").select_for_update(of=("self",))
    return rows.get(wijk=lid.wijk_id, pk=lid.pk)


def _follow(lid: Agendagroeplid) -> None:
    """The link ends with the membership, and never later than a year after it was made."""
    if lid.link is not None:
        end_on(link=lid.link, dag=min(lid.tot, lid.link.gemaakt_op + YEAR))


def _lock(wijk: Wijk) -> None:
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)


def _check_address(wijk: Wijk, email: str, *, behalve: uuid.UUID | None = None) -> None:
    others = Agendagroeplid.objects.filter(wijk=wijk, email=email, gestopt_op__isnull=True)
    if email and any(pk != behalve for pk in others.values_list("pk", flat=True)):
        raise DomeinFout("Dit adres is al van iemand in de groep.")


def _checked(naam: str, soort: Lidsoort, organisatie: str, email: str, tot: dt.date) -> tuple[str, str, str]:
    naam, organisatie = naam.strip(), organisatie.strip()
    if not naam:
        raise DomeinFout("Schrijf op wie dit is.")
    if soort not in Lidsoort.values:
        raise DomeinFout("Kies of dit een bewoner is of iemand van een organisatie.")
    if soort == Lidsoort.PARTNER and not organisatie:
        raise DomeinFout("Schrijf op van welke organisatie.")
    if tot < today():
        raise DomeinFout("Deze dag is al geweest. Kies een latere dag.")
    if tot > today() + LANGST:
        raise DomeinFout("Dit is te lang. Kies een dag binnen twee jaar. Daarna vraagt u het opnieuw.")
    return naam, organisatie if soort == Lidsoort.PARTNER else "", email.strip().lower()
