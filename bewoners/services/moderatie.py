"""The team reads what residents told: publish, refuse, pass on, take words out, and undo.

Words that go for good (mask_words, mark_help) may have been copied by a higher floor: views and commands call
agenda.services.weghalen, which takes the copies away and then calls these.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from django.db import transaction

from bewoners.models import NEDERLANDS, Bundel, Inbreng, Namens
from bewoners.regels import clean_tekst, signalen_of
from bewoners.services.bundels import in_use
from bewoners.services.handeling import VELDEN, Handeling, Keuze, change_each, lock_inbreng, restore, snapshot
from bewoners.services.vertaling import forget_old_words
from bewoners.woorden import VERVANGINGEN, Passage, mask
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
BEZWAAR_VERWERKT = "bezwaar_verwerkt"  # the sender reads from this line that the team looked again
Status = Inbreng.Status


def keuze_of(*inbrengen: Inbreng) -> dict[uuid.UUID, int | None]:
    """A choice of rows as they were read."""
    return {inbreng.pk: inbreng.revisie for inbreng in inbrengen}


@transaction.atomic
def publish(
    *, wijk: Wijk, keuze: Keuze, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Handeling:
    """Clear inputs. Others can read them only where the resident allowed it (`mag_delen`).

    A text that the resident changed after it was read is left as it is and counted in `gewijzigd`.
    """

    def clear(inbreng: Inbreng) -> None:
        inbreng.status, inbreng.reden, inbreng.doorgegeven_aan = Status.GEPUBLICEERD, "", ""

    return _moderate("gepubliceerd", wijk, keuze, clear, door, herkomst)


@transaction.atomic
def refuse(
    *, wijk: Wijk, keuze: Keuze, reden: str, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Handeling:
    """Refuse inputs with a reason, which the resident reads. A refused input leaves its bundle."""
    reden = " ".join(clean_tekst(reden).split())
    if not reden:
        raise DomeinFout("Schrijf op waarom. De bewoner leest dit.")
    if len(reden) > 300:
        raise DomeinFout("Deze reden is te lang. Gebruik hooguit 300 tekens.")

    def turn_down(inbreng: Inbreng) -> None:
        inbreng.status, inbreng.reden, inbreng.doorgegeven_aan = Status.GEWEIGERD, reden, ""
        inbreng.bundel_id = None

    return _moderate("geweigerd", wijk, keuze, turn_down, door, herkomst)


@transaction.atomic
def pass_on(
    *, wijk: Wijk, keuze: Keuze, aan: str, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Handeling:
    """Note to whom inputs were passed on; the resident reads it. They stay in their bundle."""
    aan = " ".join(clean_tekst(aan).split())
    if not aan:
        raise DomeinFout("Schrijf op aan wie u dit doorgeeft.")
    if len(aan) > 120:
        raise DomeinFout("Deze naam is te lang. Gebruik hooguit 120 tekens.")

    def hand_over(inbreng: Inbreng) -> None:
        inbreng.status, inbreng.reden, inbreng.doorgegeven_aan = Status.DOORGEGEVEN, "", aan

    return _moderate("doorgegeven", wijk, keuze, hand_over, door, herkomst)


@transaction.atomic
def reopen(
    *, wijk: Wijk, keuze: Keuze, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Handeling:
    """Put inputs back among the new ones."""

    def back(inbreng: Inbreng) -> None:
        inbreng.status, inbreng.reden, inbreng.doorgegeven_aan = Status.ONTVANGEN, "", ""

    return _moderate("teruggezet", wijk, keuze, back, door, herkomst)


@transaction.atomic
def mask_words(
    *,
    wijk: Wijk,
    inbreng: uuid.UUID,
    revisie: int,
    passages: Sequence[Passage],
    vervanging: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inbreng:
    """Replace passages by '[naam]' or '[weggehaald]' and overwrite the original. There is no way back.

    A translation may hold the same words elsewhere: it goes, to be typed anew from what is left.
    Raises VerouderdFout when the text changed since it was read.
    """
    if vervanging not in VERVANGINGEN:
        raise DomeinFout("Kies wat er op de lege plek komt.")
    if not passages:
        raise DomeinFout("Kies eerst welke woorden weg moeten.")
    row = lock_revisie(Inbreng.objects.for_wijk(wijk), pk=inbreng, revisie=revisie)
    try:
        row.tekst = mask(row.tekst, passages, vervanging)
    except ValueError as error:
        raise DomeinFout("Deze woorden staan niet in de tekst. Kies ze opnieuw.") from error
    forget_old_words(row)
    row.gemaskeerd, row.signalen = True, signalen_of(row.tekst)
    row.save(update_fields=["tekst", "gemaskeerd", "signalen", "revisie"])
    log(wijk=wijk, actie="woorden_weggehaald", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def mark_help(
    *,
    wijk: Wijk,
    inbreng: uuid.UUID,
    revisie: int,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inbreng:
    """A question for help was dealt with outside this system: wipe its text and all that describes it.

    What stays is a date and the word 'afgehandeld'. No case is kept, and there is no way back; a repeat does
    nothing. Raises VerouderdFout when the text changed since it was read.
    """
    present = Inbreng.objects.for_wijk(wijk).select_for_update().get(pk=inbreng)
    if present.status == Status.AFGEHANDELD:
        return present
    row = lock_revisie(Inbreng.objects.for_wijk(wijk), pk=inbreng, revisie=revisie)
    forget_old_words(row)
    row.status = Status.AFGEHANDELD
    row.tekst, row.reden, row.doorgegeven_aan = "", "", ""
    row.soort, row.onderwerp, row.buurt, row.signalen = "", "", None, []
    row.taal, row.taal_naam = NEDERLANDS, ""
    row.namens, row.namens_naam, row.namens_aantal = Namens.BEWONER, "", None
    row.niet_zo_bedoeld, row.niet_zo_bedoeld_tekst, row.bundel, row.mag_delen = False, "", None, False
    row.save()
    log(wijk=wijk, actie="tekst_gewist", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def settle_objection(
    *, wijk: Wijk, inbreng: uuid.UUID, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """'Zo bedoelde ik het niet' is dealt with; what the resident wrote about it goes as well."""
    row = lock_inbreng(wijk, [inbreng]).first()
    if row is None:
        raise DomeinFout("Dit verhaal is er niet meer.")
    if row.niet_zo_bedoeld:
        row.niet_zo_bedoeld, row.niet_zo_bedoeld_tekst = False, ""
        row.save(update_fields=["niet_zo_bedoeld", "niet_zo_bedoeld_tekst"])
        log(wijk=wijk, actie=BEZWAAR_VERWERKT, door=door, object=row, herkomst=herkomst)


@transaction.atomic
def undo(
    *, wijk: Wijk, handeling: Handeling, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> int:
    """Put back what an act changed, and say how many inputs went back.

    An input that somebody changed since stays as it is. A bundle that the act made goes when it is unused.
    """
    terug = 0
    rows = {row.pk: row for row in lock_inbreng(wijk, [stap.inbreng for stap in handeling.stappen])}
    wanted = {stap.voor["bundel_id"] for stap in handeling.stappen if stap.voor["bundel_id"]}
    bundels = {
        str(pk) for pk in Bundel.objects.for_wijk(wijk).filter(pk__in=wanted).values_list("pk", flat=True)
    }
    for stap in handeling.stappen:
        row = rows.get(stap.inbreng)
        if row is None or snapshot(row) != stap.na:
            continue
        voor = dict(stap.voor)
        if voor["bundel_id"] not in bundels:
            voor["bundel_id"] = ""
        restore(row, voor)
        row.save(update_fields=VELDEN)
        log(wijk=wijk, actie="ongedaan", door=door, object=row, resultaat=handeling.soort, herkomst=herkomst)
        terug += 1
    if handeling.bundel:
        _drop_made_bundel(wijk, handeling.bundel, door, herkomst)
    return terug


def _moderate(
    soort: str,
    wijk: Wijk,
    keuze: Keuze,
    change: Callable[[Inbreng], None],
    door: Gebruiker | None,
    herkomst: Herkomst,
) -> Handeling:
    def done(inbreng: Inbreng) -> None:
        log(wijk=wijk, actie=soort, door=door, object=inbreng, herkomst=herkomst)

    telling = change_each(wijk, keuze, change, done)
    return Handeling(soort, tuple(telling.stappen), telling.gewijzigd, telling.weg)


def _drop_made_bundel(wijk: Wijk, pk: uuid.UUID, door: Gebruiker | None, herkomst: Herkomst) -> None:
    bundel = Bundel.objects.for_wijk(wijk).select_for_update().filter(pk=pk).first()
    if bundel and not in_use(bundel):
        log(wijk=wijk, actie="bundel_weggehaald", door=door, object=bundel, herkomst=herkomst)
        bundel.delete()
