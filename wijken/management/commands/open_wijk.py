"""Open a wijk for work: `open_wijk WK007404`, or several regions together."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from kern.fouten import DomeinFout
from wijken.management.commands.nodig_uit import send
from wijken.models import Gebeurtenis, Lidmaatschap
from wijken.services import open_wijk


class Command(BaseCommand):
    help = "Opent een wijk (WK…, BU… of GM…) voor het werk van een team."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "code", nargs="+", metavar="CODE", help="CBS-code; met meer codes worden ze samen één wijk"
        )
        parser.add_argument(
            "--naam", default="", help="hoe mensen de wijk noemen; anders de naam van het CBS"
        )

        parser.add_argument(
            "--coordinator", default="", metavar="E-MAIL", help="nodigt de eerste coördinator uit"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        first, *rest = options["code"]
        try:
            wijk = open_wijk(
                code=first, erbij=rest, naam=options["naam"], herkomst=Gebeurtenis.Herkomst.COMMANDO
            )
        except DomeinFout as fout:
            raise CommandError(fout.zin) from fout
        self.stdout.write(f"{wijk.naam} is open.")
        self.stdout.write(f"Voor bewoners: {settings.SITE_URL}{self.path(wijk.slug)}")
        self.stdout.write(f"Blad voor op straat: {settings.SITE_URL}{self.path(wijk.slug)}tien-cijfers/")
        self.stdout.write(
            f"Voor het team: {settings.SITE_URL}{reverse('wijken:instellingen', args=[wijk.slug])}"
        )
        if options["coordinator"]:
            send(self, wijk, options["coordinator"], Lidmaatschap.Rol.COORDINATOR)

    @staticmethod
    def path(slug: str) -> str:
        """The home of the wijk, a page of a higher floor: its address is fixed."""
        return f"/wijken/{slug}/"
