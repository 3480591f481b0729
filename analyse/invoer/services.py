"""Typing sheets in: keep one, mend or undo it the same day, number a sheet that has none."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from analyse.antwoorden import Gegeven, Gegevens
from analyse.invullen.services import drop_inzending
from analyse.invullen.woorden import read_gegeven
from analyse.inzenden import Weg, replace_antwoorden, submit_inzending
from analyse.keuzes import Bijzonder, Lijststatus
from analyse.models import Drukronde, Invoeravond, Inzending, Lijstinvoer, Vragenlijst
from analyse.papier.bladen import ZONDER_NUMMER, first_free, verzend_id
from bewoners.models import NEDERLANDS, Kanaal
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log


class AlGetyptFout(DomeinFout):
    """This sheet was typed in already, by somebody else or at another time."""


@dataclass(frozen=True, slots=True)
class Typist:
    """Who types: one of the team, or a volunteer of an evening. `mag_alles`: also mends what others typed."""

    door: Gebruiker | None = None
    avond: Invoeravond | None = None
    mag_alles: bool = False

    @property
    def mijn(self) -> Q:
        """Which sheets this person typed."""
        return Q(avond=self.avond) if self.avond else Q(door=self.door, avond__isnull=True)


@dataclass(frozen=True, slots=True)
class Vel:
    """What stands on one sheet."""

    gegevens: Gegevens
    taal: str = NEDERLANDS
    mag_delen: bool = False
    organisatie: str = ""
    kantlijn: str = ""


def today_rows(lijst: Vragenlijst, typist: Typist) -> QuerySet[Lijstinvoer]:
    """What this person typed today of this list, the last one first."""
    rows = Lijstinvoer.objects.filter(typist.mijn, wijk=lijst.wijk_id, inzending__lijst=lijst, datum=today())
    return rows.select_related("inzending__drukronde").order_by("-nummer")


def may_mend(lijst: Vragenlijst, typist: Typist) -> QuerySet[Lijstinvoer]:
    """The sheets this person may still mend: of today, his own, or all of the team."""
    if not typist.mag_alles:
        return today_rows(lijst, typist)
    rows = Lijstinvoer.objects.filter(wijk=lijst.wijk_id, inzending__lijst=lijst, datum=today())
    return rows.select_related("inzending__drukronde")


def check_open(lijst: Vragenlijst) -> None:
    """Raises DomeinFout for a list that never opened: nothing of it can be filled in."""
    if lijst.status == Lijststatus.CONCEPT:
        raise DomeinFout(_("Deze vragenlijst is nog niet open. Open haar eerst, typ daarna de bladen in."))


def find_drukronde(lijst: Vragenlijst, blad: int) -> Drukronde:
    """The pile this sheet was printed in. Raises DomeinFout when there is no such sheet."""
    row = lijst.drukrondes.filter(van_blad__lte=blad, tot_blad__gte=blad).first()
    if row is None:
        raise DomeinFout(_("Blad %(blad)d is niet gedrukt. Kijk het nummer na.") % {"blad": blad})
    row.lijst = lijst
    return row


def already_typed(blad: int) -> str:
    return _("Blad %(blad)d is al ingevoerd. Leg het bij de stapel die klaar is.") % {"blad": blad}


@transaction.atomic
def type_vel(*, lijst: Vragenlijst, blad: int, sleutel: uuid.UUID, vel: Vel, typist: Typist) -> Lijstinvoer:
    """Keep one sheet. The same `sleutel` again is the same sheet, once.

    Raises AlGetyptFout when somebody typed it before, and DomeinFout for a sheet that was not printed or an
    answer that does not fit.
    """
    row = _lock(lijst)
    there = Lijstinvoer.objects.filter(pk=sleutel, inzending__lijst=row, inzending__blad=blad).first()
    if there is not None:
        return there
    drukronde = find_drukronde(row, blad)
    if row.inzendingen.filter(blad=blad).exists():
        raise AlGetyptFout(already_typed(blad))
    inzending = submit_inzending(
        lijst=row,
        versie=drukronde.versie,
        verzend_id=verzend_id(row, blad),
        gegevens=vel.gegevens,
        taal=vel.taal,
        mag_delen=vel.mag_delen,
        organisatie=vel.organisatie,
        weg=Weg(kanaal=Kanaal.PAPIER, door_team=True, drukronde=drukronde, blad=blad),
        door=typist.door,
    )
    of_today = Lijstinvoer.objects.filter(inzending__lijst=row, datum=today())
    return Lijstinvoer.objects.create(
        pk=sleutel,
        wijk=row.wijk,
        inzending=inzending,
        door=typist.door,
        avond=typist.avond,
        nummer=(of_today.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1,
        kantlijn=vel.kantlijn,
        datum=today(),
    )


@transaction.atomic
def mend_vel(*, lijst: Vragenlijst, blad: int, vel: Vel, typist: Typist, stand: str) -> Lijstinvoer:
    """Type a sheet of today once more. `stand`: what it was when the form was made, from `read_stand`.

    Raises DomeinFout when it may not (any more) be changed, or when somebody else mended it meanwhile.
    """
    invoer = _mendable(_lock(lijst), blad, typist)
    if read_stand(invoer) not in {stand, _stand(vel)}:  # the same form twice is fine
        raise DomeinFout(
            _(
                "Iemand anders verbeterde blad %(blad)d net. Wat u typte staat hieronder nog. "
                "Open het blad opnieuw, en kijk of uw verbetering nog nodig is."
            )
            % {"blad": blad}
        )
    replace_antwoorden(
        inzending=invoer.inzending,
        gegevens=vel.gegevens,
        taal=vel.taal,
        mag_delen=vel.mag_delen,
        organisatie=vel.organisatie,
    )
    invoer.kantlijn = vel.kantlijn
    invoer.save(update_fields=["kantlijn"])
    log(wijk=lijst.wijk, actie="vragenlijst_verbeterd", door=typist.door, object=invoer.inzending)
    return invoer


@transaction.atomic
def undo_vel(*, lijst: Vragenlijst, blad: int, typist: Typist) -> None:
    """Take a sheet of today away, with its receipt code. Gone already: nothing happens."""
    row = _lock(lijst)
    if not row.inzendingen.filter(blad=blad).exists():
        return
    invoer = _mendable(row, blad, typist)
    inzending = invoer.inzending
    key = inzending.pk
    drop_inzending(inzending=inzending)
    inzending.pk = key  # the log names what went
    log(wijk=lijst.wijk, actie="vragenlijst_ongedaan", door=typist.door, object=inzending)


@transaction.atomic
def number_sheet(*, lijst: Vragenlijst, taal: str = NEDERLANDS, typist: Typist) -> int:
    """A number for a sheet that has none, after the last one; to be written on it. Nobody else gets it."""
    check_open(lijst)
    row = _lock(lijst)
    last = row.drukrondes.order_by("-tot_blad").first()
    blad = first_free(row)
    same = (ZONDER_NUMMER, row.versie, taal, today())
    if last is not None and (last.naam, last.versie, last.taal, last.datum) == same:
        last.tot_blad = blad
        last.save(update_fields=["tot_blad"])
    else:
        last = Drukronde.objects.create(
            wijk=row.wijk,
            lijst=row,
            versie=row.versie,
            taal=taal,
            van_blad=blad,
            tot_blad=blad,
            naam=ZONDER_NUMMER,
            datum=today(),
        )
    log(wijk=row.wijk, actie="blad_genummerd", door=typist.door, object=last)
    return blad


def _lock(lijst: Vragenlijst) -> Vragenlijst:
    """One at a time for each list, so that two people cannot type the same sheet."""
    rows = Vragenlijst.objects.select_related("wijk").select_for_update(of=("self",), no_key=True)
    row = rows.get(pk=lijst.pk)
    check_open(row)
    return row


def _mendable(lijst: Vragenlijst, blad: int, typist: Typist) -> Lijstinvoer:
    invoer = may_mend(lijst, typist).filter(inzending__blad=blad).first()
    if invoer is None:
        raise DomeinFout(_("U kunt blad %(blad)d niet meer veranderen. Vraag het team.") % {"blad": blad})
    invoer.inzending.lijst = lijst
    return invoer


def read_stand(invoer: Lijstinvoer) -> str:
    """A hash of what is kept of a sheet: another one when it was mended."""
    inzending = invoer.inzending
    return _stand(
        Vel(
            gegevens=given_on(inzending),
            taal=inzending.taal,
            mag_delen=inzending.mag_delen,
            organisatie=inzending.organisatie,
            kantlijn=invoer.kantlijn,
        )
    )


def _stand(vel: Vel) -> str:
    given = [
        (code, each.regel, each.keuzes, each.getal or 0, each.tekst, str(each.bijzonder))
        for code, rows in vel.gegevens.items()
        for each in rows
        if not each.is_leeg and each.bijzonder != Bijzonder.LEEG
    ]
    beside = (vel.taal, vel.mag_delen, vel.organisatie.strip(), vel.kantlijn)
    return hashlib.sha256(repr((sorted(given), beside)).encode()).hexdigest()


def given_on(inzending: Inzending) -> Gegevens:
    """What was typed of a sheet, by code of the question."""
    found: dict[str, list[Gegeven]] = {}
    for row in inzending.antwoorden.select_related("vraag"):
        found.setdefault(row.vraag.code, []).append(read_gegeven(row))
    return found
