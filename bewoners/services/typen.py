"""Quick entry: the team types in what was said on paper, at the door, by telephone. Nothing is doubled."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bewoners.models import NEDERLANDS, Inbreng, Invoer, Kanaal, Namens, Vertaling
from bewoners.regels import check_lengte, check_nummers, clean_tekst, signalen_of
from bewoners.services.inbreng import BEWONER, NamensWie, check_buurt, check_keuzes, submit_inbreng
from bewoners.services.vertaling import forget_old_words
from bewoners.talen import check_taal
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from kern.tekstcontrole import Gegeven, find_gegevens, over_een_persoon
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Regio, Wijk

Herkomst = Gebeurtenis.Herkomst
MAX_NAMENS: Final = 80
MAX_MENSEN: Final = 5000
MAX_STAPEL: Final = 30
MAX_VEL: Final = 9999
LAATSTE: Final = 10
OUDSTE: Final = dt.timedelta(days=730)  # the day of a talk lies no further back


class Dubbel(StrEnum):
    """Why something seems to have been typed before."""

    VEL = "vel"
    TEKST = "tekst"


class DubbelFout(DomeinFout):
    """This sheet, or exactly this text, was typed today. `eerder` is what stands there."""

    def __init__(self, soort: Dubbel, zin: str, eerder: Inbreng) -> None:
        super().__init__(zin)
        self.soort, self.eerder = soort, eerder


@dataclass(frozen=True, slots=True)
class Vel:
    """A sheet of paper: from which stack, and its number there."""

    stapel: str = ""
    nummer: int | None = None


@dataclass(frozen=True, slots=True)
class Getypt:
    """All that is typed in at once. `datum` is the day of the talk, None is today."""

    tekst: str
    taal: str = NEDERLANDS
    taal_naam: str = ""
    mag_delen: bool = False
    kanaal: str = Kanaal.PAPIER
    namens: NamensWie = BEWONER
    soort: str = ""
    onderwerp: str = ""
    buurt: Regio | None = None
    datum: dt.date | None = None
    vel: Vel = Vel()


@transaction.atomic
def type_inbreng(
    *,
    wijk: Wijk,
    verzend_id: uuid.UUID,
    getypt: Getypt,
    door: Gebruiker,
    toch: bool = False,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inbreng:
    """Keep what was typed in, with its receipt code. The same send twice, also at once, is one row.

    A form that comes back with other words (the back button) is another send. Raises DubbelFout when this
    sheet or exactly this text was typed in today, unless `toch`; DomeinFout for what may not stay.
    """
    getypt = _checked(wijk, getypt)
    # One typist of a wijk at a time: two people with the same sheet must see each other.
    Wijk.objects.select_for_update(no_key=True, of=("self",)).get(pk=wijk.pk)
    there = Inbreng.objects.filter(verzend_id=verzend_id).first()
    if there is not None and (there.wijk_id != wijk.pk or there.tekst != getypt.tekst):
        verzend_id = uuid.uuid5(verzend_id, f"{wijk.pk} {getypt.tekst}")
        there = Inbreng.objects.filter(verzend_id=verzend_id).first()
    if there is not None:
        return there
    if not toch:
        _refuse_double(wijk, getypt)
    inbreng = submit_inbreng(
        wijk=wijk,
        verzend_id=verzend_id,
        tekst=getypt.tekst,
        taal=getypt.taal,
        taal_naam=getypt.taal_naam,
        mag_delen=getypt.mag_delen,
        kanaal=getypt.kanaal,
        namens=getypt.namens,
        soort=getypt.soort,
        onderwerp=getypt.onderwerp,
        buurt=getypt.buurt,
        datum=getypt.datum,
        door=door,
        herkomst=herkomst,
    )
    Invoer.objects.create(
        wijk=wijk,
        inbreng=inbreng,
        door=door,
        nummer=Invoer.objects.filter(wijk=wijk, datum=today()).count() + 1,
        stapel=getypt.vel.stapel,
        vel=getypt.vel.nummer,
        datum=today(),
    )
    return inbreng


@transaction.atomic
def correct_inbreng(
    *,
    wijk: Wijk,
    inbreng: uuid.UUID,
    revisie: int,
    getypt: Getypt,
    door: Gebruiker,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inbreng:
    """Mend a slip, on the day of typing and by who typed it, as long as nobody worked with it.

    Raises VerouderdFout when it changed since the form was made, DomeinFout when it can no longer be mended.
    """
    getypt = _checked(wijk, getypt)
    invoer = mine_today(wijk, door).select_for_update(of=("self",)).filter(inbreng=inbreng).first()
    if invoer is None:
        raise DomeinFout(_("Dit kunt u niet meer verbeteren."))
    row = lock_revisie(Inbreng.objects.for_wijk(wijk), pk=inbreng, revisie=revisie)
    if row.status != Inbreng.Status.ONTVANGEN or row.bundel_id is not None or _is_used(row):
        raise DomeinFout(_("Het wijkteam werkt al met dit verhaal. U kunt het niet meer verbeteren."))
    if row.tekst != getypt.tekst:
        forget_old_words(row)
    row.tekst, row.signalen = getypt.tekst, signalen_of(getypt.tekst)
    row.taal, row.taal_naam, row.mag_delen = getypt.taal, getypt.taal_naam, getypt.mag_delen
    row.kanaal, row.soort, row.onderwerp = getypt.kanaal, getypt.soort, getypt.onderwerp
    row.buurt, row.datum = getypt.buurt, getypt.datum or today()
    row.namens, row.namens_naam = getypt.namens.soort, getypt.namens.naam
    row.namens_aantal = getypt.namens.aantal
    row.save()
    invoer.stapel, invoer.vel, invoer.door = getypt.vel.stapel, getypt.vel.nummer, door
    invoer.save(update_fields=["stapel", "vel", "door"])
    log(wijk=wijk, actie="invoer_verbeterd", door=door, object=row, herkomst=herkomst)
    return row


def mine_today(wijk: Wijk, door: Gebruiker) -> QuerySet[Invoer]:
    """What this person typed in today and nobody changed since, newest first."""
    rows = Invoer.objects.filter(wijk=wijk, door=door, datum=today())
    return rows.exclude(inbreng__status=Inbreng.Status.AFGEHANDELD).order_by("-nummer")


def _is_used(row: Inbreng) -> bool:
    """Whether a row of a higher floor points to it (found by its key, not by its name)."""
    own = (Invoer, Vertaling)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in Inbreng._meta.related_objects
        if relation.related_model not in own
    )


def _refuse_double(wijk: Wijk, getypt: Getypt) -> None:
    typed = Invoer.objects.filter(wijk=wijk, datum=today()).select_related("inbreng__vertaling")
    vel = getypt.vel
    if vel.nummer is not None:
        same = typed.filter(vel=vel.nummer, stapel__iexact=vel.stapel).order_by("nummer").first()
        if same is not None:
            raise DubbelFout(
                Dubbel.VEL, _("Vel %(vel)d is vandaag al getypt.") % {"vel": vel.nummer}, same.inbreng
            )
    same_day = Q(invoer__datum=today()) | Q(datum=getypt.datum or today())
    rows = Inbreng.objects.for_wijk(wijk).filter(same_day, kanaal=getypt.kanaal, tekst__iexact=getypt.tekst)
    there = rows.select_related("vertaling").order_by("pk").first()
    if there is not None:
        raise DubbelFout(Dubbel.TEKST, _("Precies deze tekst is vandaag al getypt."), there)


def _checked(wijk: Wijk, getypt: Getypt) -> Getypt:
    """What was typed as we keep it. Raises DomeinFout."""
    tekst = clean_tekst(getypt.tekst)
    check_lengte(tekst)
    check_nummers(tekst)
    check_keuzes(soort=getypt.soort, onderwerp=getypt.onderwerp, kanaal=getypt.kanaal)
    check_buurt(wijk, getypt.buurt)
    datum = getypt.datum or today()
    if not today() - OUDSTE <= datum <= today():
        raise DomeinFout(_("Kies een dag die geweest is, hooguit twee jaar terug."))
    taal, taal_naam = check_taal(getypt.taal, getypt.taal_naam)
    return replace(
        getypt,
        tekst=tekst,
        taal=taal,
        taal_naam=taal_naam,
        namens=check_namens(getypt.namens),
        datum=datum,
        vel=check_vel(getypt.vel),
    )


def check_namens(namens: NamensWie) -> NamensWie:
    """On whose behalf, as we keep it; of one resident nothing more. Raises DomeinFout for somebody's name."""
    if namens.soort not in Namens.values:
        raise DomeinFout(_("Kies iets uit de lijst."))
    if namens.soort == Namens.BEWONER:
        return BEWONER
    naam = " ".join(clean_tekst(namens.naam).split())
    if len(naam) > MAX_NAMENS:
        raise DomeinFout(_("Deze naam is te lang. Gebruik hooguit 80 letters."))
    persons = [vondst for vondst in over_een_persoon(naam) if vondst.soort == Gegeven.PERSOON]
    if persons or find_gegevens(naam):
        raise DomeinFout(_("Schrijf hier geen mensen op. Alleen de naam van een groep of organisatie."))
    if namens.aantal is not None and not 1 <= namens.aantal <= MAX_MENSEN:
        raise DomeinFout(_("Schrijf op met hoeveel mensen: een getal van 1 tot 5000."))
    return replace(namens, naam=naam)


def check_vel(vel: Vel) -> Vel:
    """A sheet as we keep it. Raises DomeinFout."""
    stapel = " ".join(clean_tekst(vel.stapel).split())
    if len(stapel) > MAX_STAPEL:
        raise DomeinFout(_("Deze naam is te lang. Gebruik hooguit 30 letters."))
    if find_gegevens(stapel) or over_een_persoon(stapel):
        raise DomeinFout(_("Schrijf hier geen mensen op. Bijvoorbeeld: bibliotheek."))
    if vel.nummer is not None and not 1 <= vel.nummer <= MAX_VEL:
        raise DomeinFout(_("Typ het nummer van het vel: een getal van 1 tot 9999."))
    return Vel(stapel, vel.nummer)
