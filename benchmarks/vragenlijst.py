"""Queries and seconds of the pages that read a questionnaire, with few and with many people. From the root:

    .venv/bin/python -m benchmarks.vragenlijst [few, 50] [many, 5000]

Everyone answers all 43 questions of the library, in three ways and three languages. On a throwaway server.
"""

from __future__ import annotations

import os
import random
import sys
import time

import django

from benchmarks.schaal import ENVIRONMENT

PAGES = (
    "/team/{slug}/analyse/lijst/{lijst}/uitslag/",
    "/team/{slug}/analyse/lijst/{lijst}/uitslag/?kanaal=papier",
    "/team/{slug}/analyse/lijst/{lijst}/gehoord/",
    "/wijken/{slug}/vragenlijst/{lijst}/uitslag/",
)


def main(few: int, many: int) -> None:
    """Fill two lists and ask each page twice."""
    from wijkagenda.embedded import throwaway  # noqa: PLC0415 - the environment must be there before Django is

    with throwaway() as servers:
        os.environ.update(ENVIRONMENT, DATABASE_URL=servers.database_url, REDIS_URL=servers.redis_url)
        django.setup()
        measure(few, many)


def measure(few: int, many: int) -> None:
    """On the server that the environment names."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from analyse.uitslag.publiceren import publish_lijst, refresh  # noqa: PLC0415
    from tests.factories import Rol, make_gebruiker, make_regio, make_wijk  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    wijk = make_wijk("schaal", code="WK007401")
    for number in range(6):
        make_regio(f"BU0074010{number}", naam=f"Buurt {number}")
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    for size in (few, many):
        began = time.perf_counter()
        lijst = fill(wijk, f"lijst-{size}", size)
        print(f"{size} filled-in lists: {time.perf_counter() - began:.0f} s to make")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        publish_lijst(lijst=lijst, openbaar=True)
        for page in PAGES:
            address = page.format(slug=wijk.slug, lijst=lijst.slug)
            client.get(address)
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            seconds, weight = time.perf_counter() - began, len(answer.content) / 1000
            stand = f"{answer.status_code} {len(queries):3} queries {seconds:6.2f} s {weight:6.0f} kB"
            print(f"{address:58} {stand}")
        began = time.perf_counter()
        refresh(lijst=lijst)
        print(f"refresh of the public copies: {time.perf_counter() - began:.2f} s")


def fill(wijk, slug: str, size: int):  # type: ignore[no-untyped-def]  # imported late
    """A list of all questions of the library, filled in by `size` people, always the same."""
    from analyse.bibliotheek import codes_of, make_vragen  # noqa: PLC0415
    from analyse.keuzes import Lijstsoort, Vraagsoort  # noqa: PLC0415
    from analyse.models import Vraag  # noqa: PLC0415
    from tests.uitslagen import fill_in  # noqa: PLC0415
    from tests.vragen import make_vragenlijst  # noqa: PLC0415
    from wijken.models import Regio  # noqa: PLC0415

    lijst = make_vragenlijst(wijk, slug=slug)
    Vraag.objects.bulk_create(make_vragen(lijst, codes_of(Lijstsoort.LANG)[0]))
    lijst.vragen.exclude(soort=Vraagsoort.OPEN).update(openbaar=True)
    vragen, chance = list(lijst.vragen.all()), random.Random(5)
    buurten = list(Regio.objects.of_kind(Regio.Soort.BUURT))
    ways = (("online", "nl", 60), ("papier", "nl", 25), ("papier", "ar", 10), ("deur", "en", 5))
    for kanaal, taal, share in ways:
        left = size * share // 100
        while left > 0:
            rows = [{vraag: answer(vraag, chance) for vraag in vragen} for _each in range(min(left, 100))]
            fill_in(lijst, rows, kanaal=kanaal, taal=taal, buurt=chance.choice(buurten))
            left -= 100
    return lijst


def answer(vraag, chance: random.Random):  # type: ignore[no-untyped-def]  # imported late
    """Something that fits the question."""
    if vraag.soort == "OPEN":
        return "Het is hier rustig en groen."
    if vraag.soort in ("CIJFER", "SMILEY5"):
        return chance.randint(1, 10 if vraag.soort == "CIJFER" else 5)
    codes = [keuze["code"] for keuze in vraag.antwoorden] or ["ja", "nee", "weetniet"]
    if vraag.regels:
        return {"regel": chance.choice(vraag.regels)["code"], "keuzes": [chance.choice(codes)]}
    wanted = 3 if vraag.soort in ("MEER", "RANG") else 1
    return chance.sample(codes, min(wanted, len(codes)))


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("50", "5000")[len(sys.argv) - 1 :])))
