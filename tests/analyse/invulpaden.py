"""Walking through the list that residents fill in, for the tests of it."""

from __future__ import annotations

import uuid

from django.test import Client

from analyse.models import Inzending, Vragenlijst
from kern.klok import today
from tests.vragen import make_vraag, make_vragenlijst
from wijken.models import Kortelink, Wijk

HOME = "/wijken/jubbega/vragenlijst/"
LIJST = f"{HOME}wonen/"


def make_wonen(wijk: Wijk) -> Vragenlijst:
    """A mark, words, a choice with 'anders', and one more question afterwards."""
    lijst = make_vragenlijst(wijk, slug="wonen", titel="Hoe woont u hier?")
    make_vraag(lijst, "E1", "CIJFER")
    make_vraag(lijst, "E2", uitleg={"nl": "Bijvoorbeeld: een bankje."})
    make_vraag(lijst, "E3", "EEN", kiezen=("huur", "koop", "anders"))
    make_vraag(lijst, "E4", "JN", daarna=True)
    return lijst


def begin(client: Client, address: str = LIJST, **data: str) -> str:
    answer = client.post(address, {"concept": str(uuid.uuid4()), **data})
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def post(client: Client, address: str, **data: object) -> str:
    """Send a page. Out: where it leads."""
    answer = client.post(address, data)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def walk(client: Client, *, cijfer: str = "8", tekst: str = "De bomen zijn mooi.") -> str:
    """All pages up to the overview, without the questions afterwards. Out: its address."""
    address = post(client, begin(client), **{"E1-keuze": cijfer})
    address = post(client, address, **{"E2-tekst": tekst})
    address = post(client, address, **{"E3-keuze": "huur"})
    address = post(client, address, meer="nee")
    return post(client, address, mag_delen="ja")


def answers(inzending: Inzending) -> dict[str, object]:
    rows = inzending.antwoorden.select_related("vraag")
    return {row.vraag.code + row.regel: row.tekst or row.getal or row.keuzes for row in rows}


def make_kortelink(wijk: Wijk, code: str, lijst: Vragenlijst | None = None) -> Kortelink:
    return Kortelink.objects.create(
        wijk=wijk, code=code, doel="vragenlijst", sleutel=lijst.pk if lijst else None, datum=today()
    )
