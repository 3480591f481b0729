"""Seconds to try out and to keep a file of answers from another program. From the root:

    .venv/bin/python -m benchmarks.bestand_in [rows, 5000] [questions, 8]

Every row answers the first questions of the long list, in a workbook. On a throwaway server.
"""

from __future__ import annotations

import os
import random
import sys
import time

import django

from benchmarks.schaal import ENVIRONMENT
from benchmarks.vragenlijst import answer


def main(rows: int, questions: int) -> None:
    """Make the file, try it out, keep it."""
    from wijkagenda.embedded import throwaway  # noqa: PLC0415 - the environment must be there before Django is

    with throwaway() as servers:
        os.environ.update(ENVIRONMENT, DATABASE_URL=servers.database_url, REDIS_URL=servers.redis_url)
        django.setup()
        measure(rows, questions)


def measure(rows: int, questions: int) -> None:
    """On the server that the environment names."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from analyse.bestand import invoer  # noqa: PLC0415
    from analyse.bestand.koppelen import guess_columns  # noqa: PLC0415
    from analyse.bibliotheek import codes_of, make_vragen  # noqa: PLC0415
    from analyse.keuzes import Lijstsoort  # noqa: PLC0415
    from analyse.models import Inzending, Vraag  # noqa: PLC0415
    from kern.klok import now  # noqa: PLC0415
    from kern.tabel import write_xlsx  # noqa: PLC0415
    from tests.factories import Rol, make_gebruiker, make_wijk  # noqa: PLC0415
    from tests.vragen import make_vragenlijst  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    lijst = make_vragenlijst(make_wijk("schaal"), slug="lijst")
    Vraag.objects.bulk_create(make_vragen(lijst, codes_of(Lijstsoort.LANG)[0]))
    vragen, chance = [vraag for vraag in lijst.vragen.all() if not vraag.regels][:questions], random.Random(5)
    cells = [[_cell(answer(vraag, chance)) for vraag in vragen] for _row in range(rows)]
    inhoud = write_xlsx([vraag.code for vraag in vragen], cells, titel="x", blad="x", opmaak=False)
    print(f"{rows} rows, {len(vragen)} questions, {len(inhoud) / 1_000_000:.1f} MB")
    row = _timed("take", lambda: invoer.take_bestand(lijst=lijst, naam="x.xlsx", inhoud=inhoud, door=None))
    kolommen = [gok.doel for gok in guess_columns(invoer.blad_of(row).kop, vragen)]
    row = _timed(
        "try out",
        lambda: invoer.choose_columns(bestand=row, kolommen=kolommen, kanaal="online", taal="nl"),
    )
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=lijst.wijk))
    page = reverse("analyse:bestand_lezen", args=["schaal", "lijst", row.pk])
    _timed("page of the trial", lambda: client.get(page))
    _timed("page of the columns", lambda: client.get(f"{page}?kolommen=1"))
    row.verslag["gevraagd_op"] = now().isoformat()
    row.save()
    _timed("keep", lambda: invoer.keep_bestand(pk=row.pk))
    print(f"{Inzending.objects.count()} kept")
    row.refresh_from_db()
    _timed("take away", lambda: invoer.undo_bestand(bestand=row, door=None))


def _cell(value: int | str | list[str]) -> int | str:
    return ";".join(value) if isinstance(value, list) else value


def _timed(name: str, act):  # type: ignore[no-untyped-def]  # whatever it gives
    began = time.perf_counter()
    done = act()
    print(f"{name:20} {time.perf_counter() - began:6.2f} s")
    return done


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("5000", "8")[len(sys.argv) - 1 :])))
