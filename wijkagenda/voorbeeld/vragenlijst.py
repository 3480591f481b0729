"""The sample wijk asks its residents: the short list, open, with invented answers from three languages."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final

from analyse.antwoorden import Gegeven
from analyse.inzenden import Weg, submit_inzending
from analyse.keuzes import Lijstsoort
from analyse.lijst.services import make_lijst, open_lijst
from analyse.models import Vragenlijst
from analyse.papier.services import make_drukronde
from analyse.uitslag.publiceren import publish_lijst, publish_vraag
from gebruikers.models import Gebruiker
from kern.klok import today
from wijken.kortelinks import make_kortelinks
from wijken.models import Gebeurtenis, Kortelink, Wijk

COMMANDO: Final = Gebeurtenis.Herkomst.COMMANDO
SLEUTEL: Final = uuid.UUID("7a9e1f50-0000-4000-8000-000000000074")


def ask_residents(wijk: Wijk, texts: Mapping[str, Any], *, door: Gebruiker) -> Vragenlijst:
    """Make the list, open it, hand in the answers and put some results on the site. Out: the list."""
    lijst = make_lijst(
        wijk=wijk,
        sleutel=SLEUTEL,
        soort=Lijstsoort.KORT,
        titel=texts["titel"],
        inleiding=texts["inleiding"],
        talen=texts["talen"],
        door=door,
        herkomst=COMMANDO,
    )
    open_lijst(lijst=lijst, door=door, herkomst=COMMANDO)
    make_kortelinks(
        wijk=wijk,
        doel=Kortelink.Doel.VRAGENLIJST,
        sleutels=[lijst.pk],
        door=door,
        herkomst=COMMANDO,
    )
    make_drukronde(
        lijst=lijst,
        sleutel=uuid.uuid5(SLEUTEL, "stapel"),
        aantal=10,
        naam=texts["stapel"],
        door=door,
        herkomst=COMMANDO,
    )
    for number, (kanaal, taal) in enumerate(_ways(texts)):
        _hand_in(lijst, number, kanaal, taal, texts)
    for vraag in lijst.vragen.filter(code__in=texts["op_de_site"]):
        publish_vraag(vraag=vraag, openbaar=True, door=door, herkomst=COMMANDO)
    publish_lijst(lijst=lijst, openbaar=True, door=door, herkomst=COMMANDO)
    return lijst


def _ways(texts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for weg in texts["weg"]:
        yield from [(weg["kanaal"], weg["taal"])] * weg["aantal"]


def _hand_in(lijst: Vragenlijst, number: int, kanaal: str, taal: str, texts: Mapping[str, Any]) -> None:
    days = texts["dagen"] - number * texts["dagen"] // sum(weg["aantal"] for weg in texts["weg"])
    submit_inzending(
        lijst=lijst,
        versie=lijst.versie,
        verzend_id=uuid.uuid5(SLEUTEL, str(number)),
        gegevens=_answers(number, taal, texts),
        taal=taal,
        mag_delen=number % 3 == 0,
        weg=Weg(kanaal=kanaal, door_team=kanaal != "online"),
        datum=today() - dt.timedelta(days=days),
        herkomst=COMMANDO,
    )


def _answers(number: int, taal: str, texts: Mapping[str, Any]) -> dict[str, list[Gegeven]]:
    """What the n-th person answered: the next of each row, so that no two rows fall together."""
    found = {}
    for place, (code, given) in enumerate(texts["keuzes"].items()):
        value = given[(number * (place + 2) + number // 7) % len(given)]
        found[code] = (
            Gegeven(getal=value) if isinstance(value, int) else Gegeven(keuzes=(value,) * bool(value))
        )
    for code, given in texts["rang"].items():
        found[code] = Gegeven(keuzes=tuple(given[number % len(given)]))
    for code, given in texts["woorden" if taal == "nl" else f"woorden_{taal}"].items():
        found[code] = Gegeven(tekst=given[(number + number // len(given)) % len(given)])
    return {code: [gegeven] for code, gegeven in found.items()}
