"""Working agreements: take over the proposal, add, change, move and remove one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from agenda.keuzes_team import AfspraakSoort, AfspraakStand
from agenda.models import Werkafspraak
from agenda.werkafspraken.voorstel import VOORSTEL
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.revisie import lock_revisie
from kern.volgorde import Richting, move
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
MAX_TEKST = 200


@transaction.atomic
def adopt_voorstel(
    *, wijk: Wijk, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> list[Werkafspraak]:
    """Add what the proposal has and the wijk has not. Out: what was added, nothing the second time."""
    _lock(wijk)
    there = set(Werkafspraak.objects.filter(wijk=wijk).values_list("soort", "tekst"))
    rows = []
    for soort, zinnen in VOORSTEL.items():
        place = _last_place(wijk, soort)
        new = [tekst for tekst in zinnen if (soort.value, tekst) not in there]
        rows += [
            Werkafspraak(wijk=wijk, soort=soort, tekst=tekst, volgorde=place + number)
            for number, tekst in enumerate(new, start=1)
        ]
    Werkafspraak.objects.bulk_create(rows)
    if rows:
        log(wijk=wijk, actie="werkafspraken_overgenomen", door=door, object=rows[0], herkomst=herkomst)
    return rows


@transaction.atomic
def make_werkafspraak(
    *,
    wijk: Wijk,
    soort: AfspraakSoort,
    tekst: str,
    stand: str = "",
    toelichting: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Werkafspraak:
    """Add one, last in its list. The same words twice are one agreement."""
    tekst = tekst.strip()
    _check(soort, tekst, stand)
    _lock(wijk)
    there = Werkafspraak.objects.filter(wijk=wijk, soort=soort, tekst=tekst).first()
    if there is not None:
        return there
    row = Werkafspraak.objects.create(
        wijk=wijk,
        soort=soort,
        tekst=tekst,
        stand=stand,
        toelichting=toelichting.strip(),
        volgorde=_last_place(wijk, soort) + 1,
    )
    log(wijk=wijk, actie="werkafspraak_gemaakt", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def update_werkafspraak(
    *,
    afspraak: Werkafspraak,
    revisie: int,
    tekst: str,
    stand: str = "",
    toelichting: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Werkafspraak:
    """Save one. Raises VerouderdFout on a stale form, DomeinFout when these words stand there already."""
    tekst = tekst.strip()
    _check(AfspraakSoort(afspraak.soort), tekst, stand)
    _lock(afspraak.wijk)
    rows = Werkafspraak.objects.filter(wijk=afspraak.wijk)
    row = lock_revisie(rows, pk=afspraak.pk, revisie=revisie)
    if rows.filter(soort=row.soort, tekst=tekst).exclude(pk=row.pk).exists():
        raise DomeinFout("Deze afspraak staat er al.")
    row.tekst, row.stand, row.toelichting = tekst, stand, toelichting.strip()
    row.save()
    log(wijk=afspraak.wijk, actie="werkafspraak_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def move_werkafspraak(
    *,
    afspraak: Werkafspraak,
    richting: Richting,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """One place up or down in its list; at the end of it nothing happens."""
    _lock(afspraak.wijk)
    if move(afspraak, Werkafspraak.objects.filter(wijk=afspraak.wijk, soort=afspraak.soort), richting):
        log(
            wijk=afspraak.wijk, actie="werkafspraak_verplaatst", door=door, object=afspraak, herkomst=herkomst
        )


@transaction.atomic
def remove_werkafspraak(
    *, afspraak: Werkafspraak, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Remove one; when it is gone already, it stays gone."""
    log(wijk=afspraak.wijk, actie="werkafspraak_verwijderd", door=door, object=afspraak, herkomst=herkomst)
    Werkafspraak.objects.filter(wijk=afspraak.wijk, pk=afspraak.pk).delete()


def _lock(wijk: Wijk) -> None:
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)


def _last_place(wijk: Wijk, soort: AfspraakSoort) -> int:
    rows = Werkafspraak.objects.filter(wijk=wijk, soort=soort)
    return rows.aggregate(laatste=Max("volgorde"))["laatste"] or 0


def _check(soort: AfspraakSoort, tekst: str, stand: str) -> None:
    if soort not in AfspraakSoort.values:
        raise DomeinFout("Kies of dit een uitgangspunt is of een randvoorwaarde.")
    if not tekst:
        raise DomeinFout("Schrijf de afspraak in één zin.")
    if len(tekst) > MAX_TEKST:
        raise DomeinFout(f"Dit is te lang. Gebruik hooguit {MAX_TEKST} tekens.")
    if stand and (soort != AfspraakSoort.RANDVOORWAARDE or stand not in AfspraakStand.values):
        raise DomeinFout("Alleen een randvoorwaarde is geregeld of niet.")
