"""Rows of the wijkanalyse: lists, questions, what people answered."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from analyse.models import (
    Antwoord,
    Antwoordbestand,
    Deurronde,
    Drukronde,
    Duiding,
    Invoeravond,
    Inzending,
    Lijstinvoer,
    Straatdeel,
    Uitslag,
    Vraag,
    Vragenlijst,
)
from kern.klok import now, today
from kern.opslag import store_bestand
from tests.samen import make_toegangslink
from wijken.models import Wijk


def make_vragenlijst(wijk: Wijk, titel: str = "Hoe woont u hier?", **fields: Any) -> Vragenlijst:
    """A list that is open since today, without questions."""
    slug = fields.pop("slug", uuid.uuid4().hex[:8])
    state = {"soort": "eigen", "status": "open", "open_sinds": today(), "gemaakt_op": today(), **fields}
    return Vragenlijst.objects.create(wijk=wijk, slug=slug, titel=titel, **state)


def make_vraag(lijst: Vragenlijst, code: str = "E1", soort: str = "OPEN", **fields: Any) -> Vraag:
    """A question in Dutch. `kiezen` are the codes to choose from."""
    kiezen = fields.pop("kiezen", ("a", "b", "c") if soort in ("EEN", "MEER", "RANG") else ())
    return Vraag.objects.create(
        wijk=lijst.wijk,
        lijst=lijst,
        code=code,
        soort=soort,
        **{
            "tekst": {"nl": f"Vraag {code}?"},
            "antwoorden": [{"code": each, "tekst": {"nl": each.title()}} for each in kiezen],
            "volgorde": int("".join(c for c in code if c.isdigit()) or 0),
            **fields,
        },
    )


def make_inzending(lijst: Vragenlijst, **fields: Any) -> Inzending:
    """A filled-in list, of today and online."""
    verzend_id = fields.pop("verzend_id", uuid.uuid4())
    return Inzending.objects.create(
        wijk=lijst.wijk,
        lijst=lijst,
        verzend_id=verzend_id,
        **{"versie": lijst.versie, "datum": today(), **fields},
    )


def make_antwoord(inzending: Inzending, vraag: Vraag, **fields: Any) -> Antwoord:
    """The answer to one question."""
    return Antwoord.objects.create(wijk=inzending.wijk, inzending=inzending, vraag=vraag, **fields)


def make_drukronde(lijst: Vragenlijst, van: int = 1, tot: int = 40, **fields: Any) -> Drukronde:
    return Drukronde.objects.create(
        wijk=lijst.wijk,
        lijst=lijst,
        **{
            "versie": lijst.versie,
            "taal": "nl",
            "van_blad": van,
            "tot_blad": tot,
            "datum": today(),
            **fields,
        },
    )


def make_invoeravond(lijst: Vragenlijst, token: str = "", **fields: Any) -> Invoeravond:
    """A volunteer who promised secrecy and may type for four hours."""
    return Invoeravond.objects.create(
        wijk=lijst.wijk,
        lijst=lijst,
        link=make_toegangslink(lijst.wijk, token),
        **{
            "naam": "Mia",
            "tot": now() + dt.timedelta(hours=4),
            "beloofd_op": today(),
            "datum": today(),
            **fields,
        },
    )


def make_lijstinvoer(inzending: Inzending, nummer: int = 1, **fields: Any) -> Lijstinvoer:
    return Lijstinvoer.objects.create(
        wijk=inzending.wijk, inzending=inzending, nummer=nummer, **{"datum": today(), **fields}
    )


def make_deurronde(lijst: Vragenlijst, naam: str = "Rond de kerk", **fields: Any) -> Deurronde:
    return Deurronde.objects.create(wijk=lijst.wijk, lijst=lijst, naam=naam, **{"datum": today(), **fields})


def make_straatdeel(ronde: Deurronde, straat: str = "Dorpsstraat", **fields: Any) -> Straatdeel:
    return Straatdeel.objects.create(
        wijk=ronde.wijk, ronde=ronde, straat=straat, **{"datum": today(), **fields}
    )


def make_antwoordbestand(
    lijst: Vragenlijst, inhoud: bytes = b",V04\r\n2,8\r\n", **fields: Any
) -> Antwoordbestand:
    """A file that waits for its columns, as it is kept: the number of the line first."""
    bestand = store_bestand(naam=f"{uuid.uuid4()}.csv", inhoud=inhoud, mediatype="text/csv")
    return Antwoordbestand.objects.create(
        wijk=lijst.wijk, lijst=lijst, bestand=bestand, naam="antwoorden.csv", **{"datum": today(), **fields}
    )


def make_uitslag(vraag: Vraag, aantal: int = 40, **fields: Any) -> Uitslag:
    return Uitslag.objects.create(wijk=vraag.wijk, vraag=vraag, aantal=aantal, **{"datum": today(), **fields})


def make_duiding(wijk: Wijk, hoofdvraag: str = "H1", **fields: Any) -> Duiding:
    return Duiding.objects.create(
        wijk=wijk,
        hoofdvraag=hoofdvraag,
        **{"tekst": "Veel mensen missen een plek.", "datum": today(), **fields},
    )
