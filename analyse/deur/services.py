"""Door rounds: make one, note its streets, count what came of ringing, keep what people answered.

`gebeld` is everything: who was spoken, who was not at home, and who had no time. Counts go up and down by one
in the database itself, so that two phones in one street never write over each other.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from django.core.cache import cache
from django.db import models, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyse.antwoorden import Gegevens
from analyse.deur.regels import MAX_DELEN, MAX_NAAM, check_deel, check_notitie
from analyse.inzenden import Weg, submit_inzending
from analyse.keuzes import Lijstsoort
from analyse.models import Deurronde, Inzending, Straatdeel, Vragenlijst
from bewoners.models import NEDERLANDS, Kanaal
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
TIK_SECONDEN: Final = 600  # so long the same tap is known again


class Uitkomst(models.TextChoices):
    """What came of one door."""

    GESPROKEN = "gesproken", gettext_lazy("Gesproken")
    GEEN_GEHOOR = "geen_gehoor", gettext_lazy("Niet thuis")
    GEEN_TIJD = "geen_tijd", gettext_lazy("Geen tijd of zin")


@transaction.atomic
def make_ronde(
    *,
    lijst: Vragenlijst,
    sleutel: uuid.UUID,
    naam: str,
    datum: dt.date,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Deurronde:
    """Plan a round with this list. `sleutel` is the key of the form: the same form twice is one round.

    Raises DomeinFout for the list of the partners, who have no doors.
    """
    Vragenlijst.objects.select_for_update(of=("self",), no_key=True).get(pk=lijst.pk)  # at once waits
    there = lijst.deurrondes.filter(pk=sleutel).first()
    if there is not None:
        return there
    if lijst.soort == Lijstsoort.PARTNERS:
        raise DomeinFout(_("Deze lijst is voor partners. Neem een andere lijst mee langs de deuren."))
    naam = " ".join(naam.split())
    if not naam or len(naam) > MAX_NAAM:
        raise DomeinFout(_("Geef de ronde een naam van hooguit 80 letters."))
    ronde = Deurronde.objects.create(pk=sleutel, wijk=lijst.wijk, lijst=lijst, naam=naam, datum=datum)
    log(wijk=lijst.wijk, actie="deurronde_gemaakt", door=door, object=ronde, herkomst=herkomst)
    return ronde


@transaction.atomic
def set_klaar(
    *, ronde: Deurronde, klaar: bool, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Say that the round is done, or go on with it. So already: nothing."""
    row = _lock_ronde(ronde)
    if (row.klaar_op is not None) == klaar:
        return
    row.klaar_op = today() if klaar else None
    row.revisie += 1
    row.save(update_fields=["klaar_op", "revisie"])
    actie = "deurronde_klaar" if klaar else "deurronde_heropend"
    log(wijk=row.wijk, actie=actie, door=door, object=row, herkomst=herkomst)


@transaction.atomic
def add_straatdelen(
    *,
    ronde: Deurronde,
    delen: Sequence[tuple[str, str]],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> list[Straatdeel]:
    """Add pieces of street, (street, which piece), last in the round. Out: what was added.

    What is there already stays one. Raises DomeinFout for a house number, and for more than a round can hold.
    """
    row = _lock_ronde(ronde)
    for straat, deel in delen:
        check_deel(straat, deel)
    there = {_same(*each) for each in row.straatdelen.values_list("straat", "deel")}
    new = {_same(*each): each for each in delen if _same(*each) not in there}
    if not new:
        return []
    if len(there) + len(new) > MAX_DELEN:
        raise DomeinFout(_("Zo veel straten passen niet in één ronde. Maak er een tweede ronde bij."))
    place = (row.straatdelen.aggregate(laatste=Max("volgorde"))["laatste"] or 0) + 1
    made = Straatdeel.objects.bulk_create(
        Straatdeel(wijk=row.wijk, ronde=row, straat=straat, deel=deel, volgorde=place + number, datum=today())
        for number, (straat, deel) in enumerate(new.values())
    )
    log(wijk=row.wijk, actie="straten_gekozen", door=door, object=row, herkomst=herkomst)
    return made


def _same(straat: str, deel: str) -> tuple[str, str]:
    return straat.casefold(), deel.casefold()


@transaction.atomic
def remove_straatdeel(
    *, deel: Straatdeel, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take a piece of street out. Raises DomeinFout once somebody rang there. Gone already: nothing."""
    row = Straatdeel.objects.select_for_update(of=("self",)).filter(pk=deel.pk).first()
    if row is None:
        return
    if row.gebeld:
        raise DomeinFout(_("Hier is al aangebeld. Laat dit stuk staan: dan klopt de telling."))
    log(wijk=row.wijk, actie="straat_weg", door=door, object=row, herkomst=herkomst)
    row.delete()


@transaction.atomic
def set_notitie(
    *,
    deel: Straatdeel,
    revisie: int,
    notitie: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Straatdeel:
    """Something for who goes there next time; it is wiped after four weeks.

    Raises VerouderdFout on a stale form, DomeinFout.
    """
    row = lock_revisie(Straatdeel.objects.filter(wijk=deel.wijk_id), pk=deel.pk, revisie=revisie)
    notitie = " ".join(notitie.split())
    check_notitie(notitie)
    row.notitie, row.datum = notitie, today()
    row.save(update_fields=["notitie", "datum", "revisie"])
    log(wijk=row.wijk, actie="straat_notitie", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def count_door(
    *,
    deel: Straatdeel,
    uitkomst: str,
    sleutel: uuid.UUID,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> bool:
    """Count one door. The same `sleutel` again within ten minutes counts once: then False.

    Raises DomeinFout for a round that is done.
    """
    _check_bezig(deel)
    return _once(f"deur:{sleutel}", deel, Uitkomst(uitkomst), 1, "deur_geteld", door, herkomst)


@transaction.atomic
def uncount_door(
    *,
    deel: Straatdeel,
    uitkomst: str,
    sleutel: uuid.UUID,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> bool:
    """Take the tap with this `sleutel` back, once. Never below nothing. Raises DomeinFout as above."""
    _check_bezig(deel)
    return _once(f"deurterug:{sleutel}", deel, Uitkomst(uitkomst), -1, "deur_teruggeteld", door, herkomst)


@transaction.atomic
def keep_gesprek(
    *,
    deel: Straatdeel,
    versie: int,
    verzend_id: uuid.UUID,
    gegevens: Gegevens,
    taal: str = NEDERLANDS,
    mag_delen: bool = False,
    datum: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inzending:
    """Keep what somebody answered at the door, and count that door. The same `verzend_id` again is one.

    Also for a round that is done: what waited on a phone without a signal still comes in. Raises DomeinFout
    as `submit_inzending` does.
    """
    rows = Straatdeel.objects.select_related("ronde__lijst__wijk")
    row = rows.select_for_update(of=("self",)).get(pk=deel.pk)
    ronde = row.ronde
    there = Inzending.objects.filter(verzend_id=verzend_id, lijst=ronde.lijst).first()
    if there is not None:
        return there
    inzending = submit_inzending(
        lijst=ronde.lijst,
        versie=versie,
        verzend_id=verzend_id,
        gegevens=gegevens,
        taal=taal,
        mag_delen=mag_delen,
        weg=Weg(kanaal=Kanaal.DEUR, door_team=True, deurronde=ronde),
        datum=datum,
        door=door,
        herkomst=herkomst,
    )
    _raise_count(row, Uitkomst.GESPROKEN, 1)
    return inzending


def _once(
    key: str,
    deel: Straatdeel,
    uitkomst: Uitkomst,
    stap: int,
    actie: str,
    door: Gebruiker | None,
    herkomst: Herkomst,
) -> bool:
    """Without a cache each tap counts: better one too many than none."""
    if not cache.add(key, 1, timeout=TIK_SECONDEN):
        return False
    try:
        counted = _raise_count(deel, uitkomst, stap)
        if counted:
            log(wijk=deel.wijk, actie=actie, door=door, object=deel, herkomst=herkomst)
    except Exception:
        cache.delete(key)  # nothing was counted: the next try must
        raise
    return counted


def _raise_count(deel: Straatdeel, uitkomst: Uitkomst, stap: int) -> bool:
    """Up or down in the database itself. False when there is nothing to take back."""
    rows = Straatdeel.objects.filter(pk=deel.pk)
    changed = {"gebeld": F("gebeld") + stap}
    if uitkomst == Uitkomst.GEEN_TIJD:
        rows = rows if stap > 0 else rows.filter(gebeld__gt=F("gesproken") + F("geen_gehoor"))
    else:
        changed[uitkomst.value] = F(uitkomst.value) + stap
        rows = rows if stap > 0 else rows.filter(**{f"{uitkomst.value}__gt": 0})
    return bool(rows.update(**changed))


def _check_bezig(deel: Straatdeel) -> None:
    if deel.ronde.klaar_op is not None:
        raise DomeinFout(_("Deze ronde is klaar. Ga eerst verder met de ronde, dan kunt u weer tellen."))


def _lock_ronde(ronde: Deurronde) -> Deurronde:
    return Deurronde.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=ronde.pk)
