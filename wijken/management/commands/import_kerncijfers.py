"""Read figures from a file of CBS or RIVM, or from our own small form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kern.fouten import DomeinFout
from wijken.kerncijfers.inlezen import import_kerncijfers, read_bestand
from wijken.kerncijfers.opslaan import Telling
from wijken.kerncijfers.verslag import Leesverslag

SHOWN = 20  # skipped rows that we print one by one
TELLS = 10  # how often we say how far we are
PLURAL = {"land": "landen", "gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten"}


class Command(BaseCommand):
    help = "Leest cijfers in uit een bestand van het CBS of het RIVM. Het bestand wordt vanzelf herkend."
    told = 0

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "bestand", type=Path, metavar="FILE", help="CSV, JSON of Excel; ook ingepakt als .gz of .zip"
        )
        parser.add_argument(
            "--jaar", type=int, metavar="J", help="het jaar, als dat niet in het bestand of in de naam staat"
        )
        parser.add_argument(
            "--bron", default="", metavar="B", help="de bron, zoals die bij elk cijfer komt te staan"
        )
        parser.add_argument("--definitief", action="store_true", help="deze cijfers zijn niet meer voorlopig")
        parser.add_argument("--proef", action="store_true", help="alleen lezen en vertellen; niets bewaren")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = {
            "pad": options["bestand"],
            "jaar": options["jaar"],
            "bron": options["bron"],
            "definitief": options["definitief"],
        }
        try:
            if options["proef"]:
                self.report(read_bestand(**chosen))
                self.stdout.write("Dit was een proef: er is niets bewaard.")
                return
            verslag = import_kerncijfers(**chosen, voortgang=self.progress)
        except DomeinFout as fout:
            raise CommandError(f"{fout.zin} Er is niets bewaard.") from fout
        self.report(verslag.gelezen)
        self.report_count(verslag.telling)

    def progress(self, done: int, total: int) -> None:
        """How far we are, now and then and on stderr, so that the report stays clean."""
        if done == total or done // (total / TELLS) > self.told:
            self.told = int(done // (total / TELLS)) if done < total else -1
            self.stderr.write(f"  {done} van {total} cijfers gelezen")
            self.stderr.flush()

    def report(self, verslag: Leesverslag) -> None:
        """What was read, what was skipped, what we do not know."""
        jaren = ", ".join(str(jaar) for jaar in verslag.jaren)
        self.stdout.write(
            f"Gelezen: {verslag.vorm.value}, {jaren}{' (voorlopig)' if verslag.voorlopig else ''}. "
            f"{_number(verslag.regios, 'gebied', 'gebieden')}, "
            f"{_number(verslag.indicatoren, 'soort cijfer', 'soorten cijfers')}."
        )
        kinds = [
            _number(verslag.per_soort[kind], kind, more)
            for kind, more in PLURAL.items()
            if kind in verslag.per_soort
        ]
        self.stdout.write(f"  {verslag.drager}: {', '.join(kinds)}. Bron: {'; '.join(verslag.bronnen)}.")
        if verslag.schatting:
            self.stdout.write("  Deze cijfers zijn schattingen met een model. Zo staan ze ook op het scherm.")
        for voorbeeld in verslag.voorbeelden:
            self.stdout.write(f"  {voorbeeld.tekst}")
        for opmerking in verslag.opmerkingen:
            self.stdout.write(f"Let op: {opmerking}")
        self.report_left_out(verslag)

    def report_left_out(self, verslag: Leesverslag) -> None:
        if verslag.overgeslagen:
            self.stdout.write(f"Overgeslagen: {verslag.overgeslagen_aantal}.")
            for line in verslag.overgeslagen[:SHOWN]:
                self.stdout.write(f"  {line}")
            if verslag.overgeslagen_aantal > SHOWN:
                self.stdout.write(f"  … en nog {verslag.overgeslagen_aantal - SHOWN}.")
        if verslag.onbekende_kolommen:
            self.stdout.write(
                f"Niet gebruikt: {_number(len(verslag.onbekende_kolommen), 'kolom', 'kolommen')} "
                "die wij niet kennen."
            )
            for name in verslag.onbekende_kolommen:
                self.stdout.write(f"  {name}")

    def report_count(self, telling: Telling) -> None:
        self.stdout.write(
            f"Bewaard: {telling.nieuw} nieuw, {telling.bijgewerkt} veranderd, "
            f"{telling.gelijk} zoals ze waren."
        )


def _number(count: int, one: str, more: str) -> str:
    """'1 wijk', '3 wijken'."""
    return f"{count} {one if count == 1 else more}"
