"""The team of the sample wijk went along the doors once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from analyse.antwoorden import Gegeven
from analyse.deur.services import (
    Uitkomst,
    add_straatdelen,
    count_door,
    keep_gesprek,
    make_ronde,
    set_klaar,
    set_notitie,
)
from analyse.models import Straatdeel, Vragenlijst
from gebruikers.models import Gebruiker
from kern.klok import today
from wijken.models import Gebeurtenis

COMMANDO: Final = Gebeurtenis.Herkomst.COMMANDO
SLEUTEL: Final = uuid.UUID("7a9e1f50-0000-4000-8000-0000000000de")


def go_along_doors(lijst: Vragenlijst, texts: Mapping[str, Any], *, door: Gebruiker) -> None:
    """Make the round of deuren.toml, count its doors, keep its answers, and end it. Done already: nothing."""
    day = today() - dt.timedelta(days=texts["dagen"])
    ronde = make_ronde(
        lijst=lijst, sleutel=SLEUTEL, naam=texts["naam"], datum=day, door=door, herkomst=COMMANDO
    )
    if ronde.klaar_op is not None:
        return
    rows = texts["deel"]
    delen = add_straatdelen(
        ronde=ronde, delen=[(row["straat"], row["deel"]) for row in rows], door=door, herkomst=COMMANDO
    )
    for deel, row in zip(delen, rows, strict=True):
        _ring(deel, row, door)
    for number, row in enumerate(texts["gesprek"]):
        keep_gesprek(
            deel=delen[row["deel"]],
            versie=lijst.versie,
            verzend_id=uuid.uuid5(SLEUTEL, str(number)),
            gegevens={"V04": [Gegeven(getal=row["cijfer"])], "V06": [Gegeven(tekst=row["beter"])]},
            datum=day,
            door=door,
            herkomst=COMMANDO,
        )
    set_klaar(ronde=ronde, klaar=True, door=door, herkomst=COMMANDO)


def _ring(deel: Straatdeel, row: Mapping[str, Any], door: Gebruiker) -> None:
    for uitkomst in Uitkomst:
        for _door in range(row[uitkomst]):
            count_door(deel=deel, uitkomst=uitkomst, sleutel=uuid.uuid4(), door=door, herkomst=COMMANDO)
    if row.get("notitie"):
        set_notitie(deel=deel, revisie=deel.revisie, notitie=row["notitie"], door=door, herkomst=COMMANDO)
