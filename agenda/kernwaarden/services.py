"""The values of a round: choose from the cards, say how one notices them, order, remove, take along."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from agenda.models import Agendapunt, Kernwaarde, Wijkagenda
from agenda.ronde.samen import hold_active
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from kern.tekstcontrole import find_gegevens, is_leeg, over_een_persoon
from kern.volgorde import Richting, move
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis
from wijken.waardekaarten import BRON, kaart_of
from wijken.waardekaarten import kaarten as cards

Herkomst = Gebeurtenis.Herkomst
MEESTE: Final = 7
MAX_WOORD: Final = 40
MAX_MERKBAAR: Final = 200
MAX_AFSPRAKEN: Final = 600


@transaction.atomic
def choose_kernwaarden(
    *,
    agenda: Wijkagenda,
    kaarten: Sequence[str] = (),
    eigen: str = "",
    nagelezen: bool = False,
    op: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> list[Kernwaarde]:
    """Lay these cards, and a word of people's own, after those that lie there; `op` is the day, today.

    Out: what was added, nothing when all of it lay there already. Raises DomeinFout for a card that is not in
    the pack, a word that may not stand there (check_tekst), and more values than can be remembered.
    """
    wanted = _wanted(kaarten, eigen, nagelezen=nagelezen)
    _check_dag(op)
    agenda = hold_active(agenda)
    there = list(Kernwaarde.objects.filter(agenda=agenda))
    last = there[-1].volgorde if there else 0
    rows: list[Kernwaarde] = []
    for kaart, woord in wanted:
        if not _lies_there([*there, *rows], kaart, woord):
            rows.append(
                Kernwaarde(
                    wijk=agenda.wijk,
                    agenda=agenda,
                    kaart=kaart,
                    woord=woord,
                    gekozen_op=op or today(),
                    volgorde=last + len(rows) + 1,
                )
            )
    if rows and len(there) + len(rows) > MEESTE:
        raise DomeinFout(
            f"Dit worden er {len(there) + len(rows)}. Drie tot vijf werkt het best, {MEESTE} is het meeste. "
            "Haal een paar vinkjes weg."
        )
    Kernwaarde.objects.bulk_create(rows)
    if rows:
        log(wijk=agenda.wijk, actie="kernwaarden_gekozen", door=door, object=rows[0], herkomst=herkomst)
    return rows


@transaction.atomic
def update_kernwaarde(
    *,
    waarde: Kernwaarde,
    revisie: int,
    woord: str,
    merkbaar: str = "",
    afspraken: str = "",
    voor: int | None = None,
    van: int | None = None,
    gekozen_op: dt.date | None = None,
    nagelezen: bool = False,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Kernwaarde:
    """Save one value. Raises VerouderdFout on a stale form, DomeinFout for a word that is there already."""
    woord, merkbaar, afspraken = " ".join(woord.split()), merkbaar.strip(), afspraken.strip()
    if is_leeg(woord):
        raise DomeinFout("Schrijf het woord op.")
    _check_lengte(woord, merkbaar, afspraken)
    check_tekst(f"{woord}\n{merkbaar}\n{afspraken}", nagelezen=nagelezen)
    _check_aantallen(voor, van)
    _check_dag(gekozen_op)
    agenda = hold_active(waarde.agenda)
    rows = Kernwaarde.objects.filter(agenda=agenda)
    row = lock_revisie(rows, pk=waarde.pk, revisie=revisie)
    if rows.filter(woord__iexact=woord).exclude(pk=row.pk).exists():
        raise DomeinFout("Deze waarde staat er al.")
    row.woord, row.merkbaar, row.afspraken = woord, merkbaar, afspraken
    row.voor, row.van, row.gekozen_op = voor, van, gekozen_op
    row.save()
    log(wijk=agenda.wijk, actie="kernwaarde_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def move_kernwaarde(
    *,
    waarde: Kernwaarde,
    richting: Richting,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """One place more or less important; at the end of the row nothing happens."""
    agenda = hold_active(waarde.agenda)
    if move(waarde, Kernwaarde.objects.filter(agenda=agenda), richting):
        log(wijk=agenda.wijk, actie="kernwaarde_verplaatst", door=door, object=waarde, herkomst=herkomst)


@transaction.atomic
def remove_kernwaarde(
    *, waarde: Kernwaarde, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take a value out of the row, and off every plan that it was marked at. Gone already: nothing.

    The row is locked before the plans, as hold_waarden does: no plan is left with a value that is no more.
    """
    agenda = hold_active(waarde.agenda)
    row = Kernwaarde.objects.select_for_update(of=("self",)).filter(agenda=agenda, pk=waarde.pk).first()
    if row is None:
        return
    plannen = list(plannen_with(row).select_for_update(of=("self",)))
    for plan in plannen:
        plan.waarden = [each for each in plan.waarden if each != row.uuid]
    Agendapunt.objects.bulk_update(plannen, ["waarden"])
    log(wijk=agenda.wijk, actie="kernwaarde_verwijderd", door=door, object=row, herkomst=herkomst)
    row.delete()


def hold_waarden(agenda: Wijkagenda, gekozen: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """The chosen values in the order of the row, each once, held until the end of the transaction.

    Raises DomeinFout for one that is not (any more) of this agenda.
    """
    rows = Kernwaarde.objects.select_for_update(of=("self",), no_key=True).filter(agenda=agenda)
    there = list(rows.filter(uuid__in=set(gekozen)).values_list("uuid", flat=True))
    if set(gekozen) != set(there):
        raise DomeinFout("De waarden zijn intussen veranderd. Kijk de lijst nog een keer na.")
    return there


def plannen_with(waarde: Kernwaarde) -> QuerySet[Agendapunt]:
    """The plans that are marked with this value."""
    return Agendapunt.objects.filter(agenda=waarde.agenda_id, waarden__contains=[waarde.uuid])


def take_waarden(*, old: Wijkagenda, new: Wijkagenda) -> dict[uuid.UUID, uuid.UUID]:
    """Copy the values into a new round. Called while that round begins, in its transaction.

    Out: of each old uuid the new one, for the marks of the plans.
    """
    rows = list(Kernwaarde.objects.filter(agenda=old))
    onto = {row.uuid: uuid.uuid4() for row in rows}
    Kernwaarde.objects.bulk_create(
        Kernwaarde(
            uuid=onto[row.uuid],
            wijk_id=new.wijk_id,
            agenda=new,
            kaart=row.kaart,
            woord=row.woord,
            merkbaar=row.merkbaar,
            afspraken=row.afspraken,
            voor=row.voor,
            van=row.van,
            gekozen_op=row.gekozen_op,
            overgenomen_van=row.uuid,
            volgorde=number,
        )
        for number, row in enumerate(rows, start=1)
    )
    return onto


def check_tekst(tekst: str, *, nagelezen: bool = False) -> None:
    """Values are for everyone. Raises DomeinFout for an address or a number, and for what may be about one
    person unless somebody read it again."""
    if find_gegevens(tekst):
        raise DomeinFout("Haal het adres of nummer weg. Dat hoort niet in deze tekst.")
    if not nagelezen and over_een_persoon(tekst):
        raise DomeinFout("Dit lijkt over één mens te gaan. Schrijf op wat voor iedereen geldt.")


def _wanted(slugs: Sequence[str], eigen: str, *, nagelezen: bool) -> list[tuple[str, str]]:
    """The code and the word of each card that is to be laid. A card's own word, typed, is that card."""
    chosen = []
    for slug in slugs:
        kaart = kaart_of(slug, BRON)
        if kaart is None:
            raise DomeinFout("Kies kaarten uit de lijst.")
        chosen.append((kaart.slug, kaart.woord))
    eigen = " ".join(eigen.split())
    if not is_leeg(eigen):
        _check_lengte(eigen)
        check_tekst(eigen, nagelezen=nagelezen)
        same = (kaart for kaart in cards(BRON) if kaart.woord.lower() == eigen.lower())
        chosen.append(next(((kaart.slug, kaart.woord) for kaart in same), ("", eigen)))
    if not chosen:
        raise DomeinFout("Kies een kaart, of schrijf een eigen woord.")
    return chosen


def _lies_there(rows: Iterable[Kernwaarde], kaart: str, woord: str) -> bool:
    return any(row.woord.lower() == woord.lower() or (kaart and row.kaart == kaart) for row in rows)


def _check_lengte(woord: str, merkbaar: str = "", afspraken: str = "") -> None:
    if len(woord) > MAX_WOORD:
        raise DomeinFout(f"Dit woord is te lang. Gebruik hooguit {MAX_WOORD} tekens.")
    if len(merkbaar) > MAX_MERKBAAR or len(afspraken) > MAX_AFSPRAKEN:
        raise DomeinFout(
            f"Dit is te lang. Gebruik hooguit {MAX_MERKBAAR} tekens, en {MAX_AFSPRAKEN} voor de afspraken."
        )


def _check_aantallen(voor: int | None, van: int | None) -> None:
    if (voor is None) != (van is None):
        raise DomeinFout("Schrijf beide getallen op, of laat ze allebei leeg.")
    if voor is not None and van is not None and not 0 <= voor <= van >= 1:
        raise DomeinFout("Er kunnen niet meer mensen achter staan dan er waren.")


def _check_dag(dag: dt.date | None) -> None:
    if dag and dag > today():
        raise DomeinFout("Deze dag is nog niet geweest.")
