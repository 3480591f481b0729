"""The rows of a file beside the sociale kaart as it is: what is new, what changes, what is the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from wijken.models import Voorziening, Wijk
from wijken.sociale_kaart.lezen import Lezing, Rij
from wijken.sociale_kaart.regels import VELDEN, sleutel_van


@dataclass(frozen=True, slots=True)
class Verschil:
    """One field that changes."""

    veld: str
    was: str
    wordt: str


@dataclass(frozen=True, slots=True)
class Nieuw:
    """An organisation that is not on the kaart yet."""

    rij: Rij

    def voorziening(self, wijk: Wijk, dag: dt.date) -> Voorziening:
        """Its row, not saved."""
        gegevens = self.rij.gegevens
        sleutel = sleutel_van(gegevens.naam, gegevens.plek)
        return Voorziening(wijk=wijk, sleutel=sleutel, nagekeken_op=dag, **gegevens.as_dict())


@dataclass(frozen=True, slots=True)
class Verandering:
    """A known organisation of which the file says something else."""

    rij: Rij
    bekend: Voorziening
    verschillen: tuple[Verschil, ...]

    def voorziening(self, wijk: Wijk, dag: dt.date) -> Voorziening:
        """The row as it becomes: without its id, for writing by name and place (see `load_kaartbestand`)."""
        waarden = {veld: getattr(self.bekend, veld) for veld in VELDEN}
        waarden |= {verschil.veld: verschil.wordt for verschil in self.verschillen}
        return Voorziening(
            wijk=wijk,
            sleutel=self.bekend.sleutel,
            nagekeken_op=dag,
            revisie=self.bekend.revisie + 1,
            **waarden,
        )


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """What saving the file would do."""

    nieuw: tuple[Nieuw, ...]
    veranderd: tuple[Verandering, ...]
    gelijk: int

    @property
    def doet_iets(self) -> bool:
        return bool(self.nieuw or self.veranderd)


def compare_rows(wijk: Wijk, lezing: Lezing) -> Vergelijking:
    """One query. An empty cell, or a column that the file does not have, leaves what is there."""
    known = {row.sleutel: row for row in Voorziening.objects.for_wijk(wijk)}
    nieuw, veranderd, gelijk = [], [], 0
    for rij in lezing.rijen:
        row = known.get(sleutel_van(rij.gegevens.naam, rij.gegevens.plek))
        if row is None:
            nieuw.append(Nieuw(rij))
            continue
        verschillen = tuple(
            Verschil(veld, str(getattr(row, veld)), waarde)
            for veld in lezing.velden
            if (waarde := getattr(rij.gegevens, veld)) and waarde != getattr(row, veld)
        )
        if verschillen:
            veranderd.append(Verandering(rij, row, verschillen))
        else:
            gelijk += 1
    return Vergelijking(tuple(nieuw), tuple(veranderd), gelijk)
