"""Get figures of a municipality from CBS: `haal_kerncijfers --gemeente GM0074 --jaar 2025`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from kern.fouten import DomeinFout
from wijken.kerncijfers.ophalen import haal_kerncijfers
from wijken.management.commands.import_kerncijfers import Command as ImportCommand


class Command(ImportCommand):
    """Tells what it read as the import of a file does."""

    help = "Haalt cijfers van een gemeente, haar wijken en buurten op bij het CBS (OData)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gemeente", required=True, metavar="GM0000", help="de code van de gemeente")
        parser.add_argument("--jaar", type=int, required=True, metavar="J")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verslag = haal_kerncijfers(
                gemeente=options["gemeente"].strip().upper(), jaar=options["jaar"], voortgang=self.say
            )
        except DomeinFout as fout:
            raise CommandError(f"{fout.zin} Er is niets bewaard.") from fout
        self.report(verslag.gelezen)
        self.report_count(verslag.telling)

    def say(self, zin: str) -> None:
        self.stderr.write(f"  {zin}")
        self.stderr.flush()
