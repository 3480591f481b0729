"""manage.py hersteltest DIR: proves that the newest backup restores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kern.fouten import DomeinFout
from wijkagenda.reservekopie.testen import prove_newest


class Command(BaseCommand):
    help = "Zet de nieuwste reservekopie van de map DIR terug in een tijdelijke database en leest die."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("map", metavar="DIR", type=Path, help="de map met de reservekopieën")
        parser.add_argument(
            "--server", default="", help="adres van een andere PostgreSQL-server (postgresql://…/postgres)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            uitslag = prove_newest(map_=options["map"].absolute(), server=options["server"])
        except DomeinFout as fout:
            raise CommandError(fout.zin) from fout
        rijen = sum(uitslag.manifest.aantallen.values())
        self.stdout.write(f"De reservekopie {uitslag.map_.name} is heel: {rijen} rijen kwamen terug.")
        for item in uitslag.gelezen:
            self.stdout.write(f"  gelezen: {item}")
        if not uitslag.zelfde_geheim:
            self.stdout.write(
                "Let op: CODE_SECRET is nu anders dan toen. Met dit geheim werken de codes van bewoners niet."
            )
