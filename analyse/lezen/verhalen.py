"""Open answers become stories among the others, alone or together in a bundle. Each leads to the other."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from analyse.intrekken import withdraw_story
from analyse.keuzes import Leesstatus
from analyse.lezen.services import lock_answers
from analyse.lezen.zet import Stap, Zet, snapshot
from analyse.models import Antwoord, Vragenlijst
from bewoners.models import Inbreng, Namens
from bewoners.services.bundels import Gebundeld, add_to_bundel, make_bundel
from bewoners.services.handeling import lock_inbreng
from bewoners.services.handeling import snapshot as snapshot_inbreng
from bewoners.services.inbreng import BEWONER, NamensWie, submit_inbreng
from bewoners.services.moderatie import publish
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
_NAAMRUIMTE: Final = uuid.UUID("8e4a2f3c-6c1b-4c58-9d0e-5f1d2b7a9c34")


@transaction.atomic
def make_stories(
    *,
    lijst: Vragenlijst,
    antwoorden: Collection[uuid.UUID],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Zet:
    """Make a story of each chosen answer; one that is a story already stays that story.

    Channel, language, date, permission and buurt are those of the filled-in list. The team has read it, so it
    counts as read in the inbox too, unless its words ask for a second look.
    """
    zet, _inbrengen = _make(lijst, antwoorden, door, herkomst)
    if zet.aantal:
        log(wijk=lijst.wijk, actie="antwoorden_verhaal", door=door, object=lijst, herkomst=herkomst)
    return zet


@transaction.atomic
def bundle_new(
    *,
    lijst: Vragenlijst,
    antwoorden: Collection[uuid.UUID],
    titel: str,
    sleutel: uuid.UUID,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Zet:
    """Make stories of these answers and put them in a new bundle; the same `sleutel` twice is one bundle.

    Raises DomeinFout without a title or answers; then nothing was made.
    """
    zet, inbrengen = _make(lijst, antwoorden, door, herkomst)
    done = make_bundel(
        wijk=lijst.wijk, titel=titel, inbrengen=inbrengen, sleutel=sleutel, door=door, herkomst=herkomst
    )
    return _bundled(lijst, zet, done, door, herkomst)


@transaction.atomic
def bundle_add(
    *,
    lijst: Vragenlijst,
    antwoorden: Collection[uuid.UUID],
    bundel: uuid.UUID,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Zet:
    """Make stories of these answers and put them in a bundle that is there."""
    zet, inbrengen = _make(lijst, antwoorden, door, herkomst)
    done = add_to_bundel(wijk=lijst.wijk, bundel=bundel, inbrengen=inbrengen, door=door, herkomst=herkomst)
    return _bundled(lijst, zet, done, door, herkomst)


@transaction.atomic
def withdraw_stories(*, wijk: Wijk, inzendingen: Collection[uuid.UUID], door: Gebruiker | None = None) -> int:
    """Take back the stories made of filled-in lists that go, or do not count (any more); how many.

    Call this before the lists are deleted: afterwards nothing leads to the stories. `door` is left out when
    the maker takes the list back.
    """
    rows = Inbreng.objects.for_wijk(wijk).filter(uit_antwoord__inzending__in=list(inzendingen))
    stories = list(rows.select_related("wijk").order_by("pk"))
    for inbreng in stories:
        withdraw_story(inbreng, door)
    return len(stories)


def _make(
    lijst: Vragenlijst, antwoorden: Collection[uuid.UUID], door: Gebruiker | None, herkomst: Herkomst
) -> tuple[Zet, list[uuid.UUID]]:
    """The act so far, and the stories of all chosen answers."""
    rows = lock_answers(lijst, antwoorden)
    if not rows:
        raise DomeinFout(_("Deze antwoorden zijn weg of verborgen. Kies andere."))
    steps, made = [], []
    for row in rows:
        if row.inbreng is not None:
            continue
        voor = snapshot(row)
        row.inbreng = _submit(lijst, row, door, herkomst)
        row.status = Leesstatus.GELEZEN
        row.save(update_fields=["inbreng", "status"])
        steps.append(Stap(row.pk, voor, snapshot(row)))
        made.append(row.inbreng)
    clean = {inbreng.pk: inbreng.revisie for inbreng in made if not inbreng.signalen}
    if clean:
        publish(wijk=lijst.wijk, keuze=clean, door=door, herkomst=herkomst)
    pks = [row.inbreng.pk for row in rows if row.inbreng is not None]
    zet = Zet(
        "verhaal",
        aantal=len(made),
        weg=len(set(antwoorden)) - len(rows),
        stappen=tuple(steps),
        gemaakt=_as_made(lijst, made),
    )
    return zet, pks


def _submit(lijst: Vragenlijst, row: Antwoord, door: Gebruiker | None, herkomst: Herkomst) -> Inbreng:
    inzending = row.inzending
    namens = NamensWie(Namens.ORGANISATIE, inzending.organisatie) if inzending.organisatie else BEWONER
    return submit_inbreng(
        wijk=lijst.wijk,
        verzend_id=uuid.uuid5(_NAAMRUIMTE, str(row.pk)),
        tekst=row.tekst,
        taal=inzending.taal,
        mag_delen=inzending.mag_delen,
        kanaal=inzending.kanaal,
        namens=namens,
        onderwerp=row.vraag.onderwerp,
        buurt=inzending.buurt,
        datum=inzending.datum,
        door=door,
        herkomst=herkomst,
    )


def _as_made(lijst: Vragenlijst, made: list[Inbreng]) -> tuple[tuple[uuid.UUID, dict[str, str]], ...]:
    rows = lock_inbreng(lijst.wijk, [inbreng.pk for inbreng in made]) if made else []
    return tuple((row.pk, snapshot_inbreng(row)) for row in rows)


def _bundled(
    lijst: Vragenlijst, zet: Zet, done: Gebundeld, door: Gebruiker | None, herkomst: Herkomst
) -> Zet:
    made = list(Inbreng.objects.for_wijk(lijst.wijk).filter(pk__in=[pk for pk, _beeld in zet.gemaakt]))
    if done.handeling.stappen:
        log(wijk=lijst.wijk, actie="antwoorden_gebundeld", door=door, object=lijst, herkomst=herkomst)
    return Zet(
        done.handeling.soort,
        aantal=done.handeling.aantal,
        weg=zet.weg + done.handeling.weg,
        stappen=zet.stappen,
        gemaakt=_as_made(lijst, made),
        handeling=done.handeling,
    )
