"""Read figures from a file of CBS, or from our own small form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kern.fouten import DomeinFout
from wijken.kerncijfers.inlezen import Verslag, import_kerncijfers

SHOWN = 20  # skipped rows that we print one by one


class Command(BaseCommand):
    help = "Leest cijfers in uit een bestand van het CBS. Het bestand wordt vanzelf herkend."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "bestand", type=Path, metavar="FILE", help="CSV van StatLine of OData, ook als .gz"
        )
        parser.add_argument(
            "--jaar", type=int, metavar="J", help="het jaar, als dat niet in de bestandsnaam staat"
        )
        parser.add_argument(
            "--bron", default="", metavar="B", help="de bron, zoals die bij elk cijfer komt te staan"
        )
        parser.add_argument("--definitief", action="store_true", help="deze cijfers zijn niet meer voorlopig")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verslag = import_kerncijfers(
                pad=options["bestand"],
                jaar=options["jaar"],
                bron=options["bron"],
                definitief=options["definitief"],
            )
        except DomeinFout as fout:
            raise CommandError(f"{fout.zin} Er is niets bewaard.") from fout
        self.report(verslag)

    def report(self, verslag: Verslag) -> None:
        """What was read, what changed, what was skipped, what we do not know."""
        jaren = ", ".join(str(jaar) for jaar in verslag.jaren)
        self.stdout.write(
            f"Gelezen: {verslag.vorm.value}, {jaren}{' (voorlopig)' if verslag.voorlopig else ''}. "
            f"{verslag.regios} gebieden, {verslag.indicatoren} soorten cijfers."
        )
        telling = verslag.telling
        self.stdout.write(
            f"Bewaard: {telling.nieuw} nieuw, {telling.bijgewerkt} veranderd, "
            f"{telling.gelijk} zoals ze waren."
        )
        if verslag.overgeslagen:
            self.stdout.write(f"Overgeslagen: {len(verslag.overgeslagen)}.")
            for line in verslag.overgeslagen[:SHOWN]:
                self.stdout.write(f"  {line}")
            if len(verslag.overgeslagen) > SHOWN:
                self.stdout.write(f"  … en nog {len(verslag.overgeslagen) - SHOWN}.")
        if verslag.onbekende_kolommen:
            self.stdout.write(
                f"Niet gebruikt: {len(verslag.onbekende_kolommen)} kolommen die wij niet kennen."
            )
            for name in verslag.onbekende_kolommen:
                self.stdout.write(f"  {name}")
