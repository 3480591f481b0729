"""manage.py backup DIR: a consistent backup of everything but the secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kern.fouten import DomeinFout
from wijkagenda.reservekopie.maken import make_backup


class Command(BaseCommand):
    help = "Maakt een reservekopie van alle gegevens en bestanden in de map DIR."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("map", metavar="DIR", type=Path, help="de map voor de reservekopieën")
        parser.add_argument(
            "--bewaar", type=int, default=14, help="zoveel reservekopieën blijven staan (14); oudere gaan weg"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["bewaar"] < 1:
            raise CommandError("Bewaar minstens één reservekopie.")
        try:
            folder = make_backup(map_=options["map"].absolute(), bewaar=options["bewaar"])
        except DomeinFout as fout:
            raise CommandError(fout.zin) from fout
        self.stdout.write(f"De reservekopie staat in {folder}.")
        self.stdout.write("CODE_SECRET en SECRET_KEY zitten er niet in. Bewaar die apart en veilig.")
