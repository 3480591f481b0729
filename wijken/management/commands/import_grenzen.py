"""Read borders from a GeoJSON file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kern.fouten import DomeinFout
from wijken.grenzen.inlezen import Verslag, import_grenzen

SHOWN = 20  # of each kind of remark


class Command(BaseCommand):
    help = "Leest grenzen van gemeenten, wijken en buurten in uit een GeoJSON-bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path, metavar="FILE", help="GeoJSON, ook als .gz of .zip")
        parser.add_argument(
            "--jaar", type=int, metavar="J", help="het jaar van de kaart, als het bestand dat niet zegt"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verslag = import_grenzen(pad=options["bestand"], jaar=options["jaar"])
        except DomeinFout as fout:
            raise CommandError(f"{fout.zin} Er is niets bewaard.") from fout
        self.report(verslag)

    def report(self, verslag: Verslag) -> None:
        """What was read, mended, skipped, and what we do not know."""
        soorten = ", ".join(f"{aantal} × {soort}" for soort, aantal in verslag.soorten.items())
        self.stdout.write(
            f"Gelezen: kaart van {verslag.jaar}, {verslag.stelsel.value}. Kolom met codes: {verslag.kolom}."
        )
        self.stdout.write(f"Bewaard: {soorten}. {verslag.nieuw} nieuw, {verslag.vernieuwd} vernieuwd.")
        self._list("Lijnen kruisten elkaar, hersteld", verslag.hersteld)
        self._list("Overgeslagen", verslag.overgeslagen)
        self._list("Geen cijfers van, dus overgeslagen", verslag.onbekend)
        self._list("Wel bekend, maar zonder grens in dit bestand", verslag.gemist)
        self.stdout.write(f"Zet bij de kaart: Kadaster / Centraal Bureau voor de Statistiek, {verslag.jaar}.")

    def _list(self, kop: str, regels: Sequence[str]) -> None:
        if not regels:
            return
        self.stdout.write(f"{kop}: {len(regels)}.")
        for line in regels[:SHOWN]:
            self.stdout.write(f"  {line}")
        if len(regels) > SHOWN:
            self.stdout.write(f"  … en nog {len(regels) - SHOWN}.")
