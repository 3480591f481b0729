"""What a resident may do with an input: hand it in, say more about it, change it, object to our summary."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bewoners.models import ANDERE_TAAL, NEDERLANDS, Inbreng, Kanaal, Namens, Soort
from bewoners.regels import check_lengte, check_nummers, clean_tekst, signalen_of
from bewoners.services.vertaling import forget_old_words
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from kern.talen import LANGUAGES_BY_CODE
from wijken.gebeurtenissen import log, log_bewoner
from wijken.models import Gebeurtenis, Regio, Wijk
from wijken.selectors import buurten_of
from wijken.themas import Thema
from wijken.volgcodes import make_volgcode

Herkomst = Gebeurtenis.Herkomst
Status = Inbreng.Status
MAX_BEZWAAR = 600


@dataclass(frozen=True, slots=True)
class NamensWie:
    """On whose behalf something is told: a kind, the name of a group or organisation, how many people."""

    soort: str = Namens.BEWONER
    naam: str = ""
    aantal: int | None = None


BEWONER = NamensWie()


@transaction.atomic
def submit_inbreng(
    *,
    wijk: Wijk,
    verzend_id: uuid.UUID,
    tekst: str,
    taal: str,
    taal_naam: str = "",
    mag_delen: bool,
    kanaal: str = Kanaal.ONLINE,
    namens: NamensWie = BEWONER,
    soort: str = "",
    onderwerp: str = "",
    buurt: Regio | None = None,
    datum: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inbreng:
    """Keep an input with its receipt code. The same `verzend_id` again, also at the same moment, is one row.

    `door` is the team member who types it in; a resident leaves it out. Raises DomeinFout for a text that is
    empty, too long, or holds a BSN or a bank account.
    """
    there = Inbreng.objects.filter(verzend_id=verzend_id).first()
    if there is not None:
        return there
    tekst = clean_tekst(tekst)
    check_lengte(tekst)
    check_nummers(tekst)
    check_keuzes(soort=soort, onderwerp=onderwerp, kanaal=kanaal)
    try:
        with transaction.atomic():
            inbreng = Inbreng.objects.create(
                wijk=wijk,
                volgcode=make_volgcode(wijk=wijk, verzend_id=verzend_id),
                verzend_id=verzend_id,
                tekst=tekst,
                taal=taal if taal in LANGUAGES_BY_CODE or taal == ANDERE_TAAL else NEDERLANDS,
                taal_naam=taal_naam,
                mag_delen=mag_delen,
                kanaal=kanaal,
                namens=namens.soort,
                namens_naam=namens.naam,
                namens_aantal=namens.aantal,
                soort=soort,
                onderwerp=onderwerp,
                buurt=buurt,
                datum=datum or today(),
                signalen=signalen_of(tekst),
            )
    except IntegrityError:
        return Inbreng.objects.get(verzend_id=verzend_id)  # another request sent it just before us
    if door is not None:
        log(wijk=wijk, actie="inbreng_ingevoerd", door=door, object=inbreng, herkomst=herkomst)
    else:
        log_bewoner(wijk=wijk, actie="inbreng_verzonden", soort="inbreng")
    return inbreng


def check_keuzes(*, soort: str, onderwerp: str, kanaal: str) -> None:
    """Raises DomeinFout for what is not on our lists."""
    if (soort and soort not in Soort) or (onderwerp and onderwerp not in Thema) or kanaal not in Kanaal:
        raise DomeinFout(_("Kies iets uit de lijst."))


def check_buurt(wijk: Wijk, buurt: Regio | None) -> None:
    """Raises DomeinFout for a buurt outside the wijk."""
    if buurt is not None and buurt.pk not in {code for code, _naam in buurten_of(wijk)}:
        raise DomeinFout(_("Kies een buurt uit de lijst."))


@transaction.atomic
def describe_inbreng(
    *, inbreng: Inbreng, soort: str = "", onderwerp: str = "", buurt: Regio | None = None
) -> Inbreng:
    """Note what kind of input it is, what it is about and where; empty means 'weet ik niet'.

    Raises DomeinFout for a buurt outside the wijk and for an input whose text is gone.
    """
    check_keuzes(soort=soort, onderwerp=onderwerp, kanaal=inbreng.kanaal)
    row = _locked(inbreng)
    check_buurt(row.wijk, buurt)
    if (row.soort, row.onderwerp, row.buurt_id) == (soort, onderwerp, buurt.pk if buurt else None):
        return row
    row.soort, row.onderwerp, row.buurt = soort, onderwerp, buurt
    row.save(update_fields=["soort", "onderwerp", "buurt"])
    log_bewoner(wijk=row.wijk, actie="inbreng_aangevuld", soort="inbreng")
    return row


@transaction.atomic
def change_inbreng(*, inbreng: Inbreng, revisie: int, tekst: str, mag_delen: bool) -> Inbreng:
    """Change the words or who may read them. Other words, or more readers, are read again by the team.

    Raises VerouderdFout when the row changed since the form was made, DomeinFout for words that may not stay.
    Call agenda.services.intrekken.change_inbreng, which knows whether the words stand in an adopted agenda.
    """
    tekst = clean_tekst(tekst)
    check_lengte(tekst)
    check_nummers(tekst)
    row = lock_revisie(Inbreng.objects.for_wijk(inbreng.wijk), pk=inbreng.pk, revisie=revisie)
    _refuse_wiped(row)
    if (row.tekst, row.mag_delen) == (tekst, mag_delen):
        return row
    read_again = row.tekst != tekst or (mag_delen and not row.mag_delen)
    if row.tekst != tekst:
        row.gemaskeerd = False
        forget_old_words(row)
    row.tekst, row.mag_delen, row.signalen = tekst, mag_delen, signalen_of(tekst)
    if read_again:
        row.status, row.reden, row.doorgegeven_aan = Status.ONTVANGEN, "", ""
    row.save()
    log_bewoner(wijk=row.wijk, actie="inbreng_veranderd", soort="inbreng")
    return row


@transaction.atomic
def object_to_summary(*, inbreng: Inbreng, tekst: str = "") -> Inbreng:
    """'Zo bedoelde ik het niet': the team looks at its summary again. Saying it twice is saying it once."""
    tekst = clean_tekst(tekst)
    if len(tekst) > MAX_BEZWAAR:
        check_lengte(tekst, MAX_BEZWAAR)
    check_nummers(tekst)
    row = _locked(inbreng)
    if row.bundel_id is None:
        raise DomeinFout(_("Wij hebben uw verhaal nog niet samengevat."))
    if row.niet_zo_bedoeld and row.niet_zo_bedoeld_tekst == tekst:
        return row
    row.niet_zo_bedoeld, row.niet_zo_bedoeld_tekst = True, tekst
    row.save(update_fields=["niet_zo_bedoeld", "niet_zo_bedoeld_tekst"])
    log_bewoner(wijk=row.wijk, actie="niet_zo_bedoeld", soort="inbreng")
    return row


@transaction.atomic
def delete_inbreng(*, inbreng: Inbreng, door: Gebruiker | None = None) -> None:
    """Remove an input and its receipt code; taken back already, nothing happens.

    `door` is who of the team takes back what they themselves made an input of.

    Call agenda.services.intrekken.withdraw_inbreng, which also takes the words out of adopted agendas.
    """
    row = Inbreng.objects.for_wijk(inbreng.wijk).select_for_update(of=("self",)).filter(pk=inbreng.pk).first()
    if row is None:
        return
    volgcode = row.volgcode
    row.delete()
    if volgcode is not None:
        volgcode.delete()
    if door is None:
        log_bewoner(wijk=inbreng.wijk, actie="inbreng_ingetrokken", soort="inbreng")
    else:
        log(wijk=inbreng.wijk, actie="inbreng_teruggenomen", door=door, object=inbreng)


def _locked(inbreng: Inbreng) -> Inbreng:
    row = Inbreng.objects.for_wijk(inbreng.wijk).select_for_update(of=("self",)).filter(pk=inbreng.pk).first()
    if row is None:
        raise DomeinFout(_("Dit verhaal is weggehaald."))
    _refuse_wiped(row)
    return row


def _refuse_wiped(row: Inbreng) -> None:
    if row.status == Status.AFGEHANDELD:
        raise DomeinFout(_("Wij hebben deze tekst gewist. Bel ons of loop binnen."))
