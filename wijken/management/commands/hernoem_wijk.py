"""Give a wijk another name or address: `hernoem_wijk jubbega --naam Jobbegea --adres jobbegea`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kern.fouten import DomeinFout
from wijken.gebieden.services import change_adres, change_naam
from wijken.models import Gebeurtenis, Wijk


class Command(BaseCommand):
    help = "Geeft een wijk een andere naam of een ander adres. Het oude adres blijft werken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="ADRES", help="het adres van nu, bijvoorbeeld jubbega")
        parser.add_argument("--naam", default="", help="hoe mensen de wijk noemen")
        parser.add_argument("--adres", default="", help="het nieuwe adres")

    def handle(self, *args: Any, **options: Any) -> None:
        wijk = Wijk.objects.filter(slug=options["slug"]).first()
        if wijk is None:
            raise CommandError(f"Er is geen wijk met het adres {options['slug']}.")
        try:
            if options["naam"]:
                wijk = change_naam(wijk=wijk, naam=options["naam"], herkomst=Gebeurtenis.Herkomst.COMMANDO)
            if options["adres"]:
                wijk = change_adres(wijk=wijk, slug=options["adres"], herkomst=Gebeurtenis.Herkomst.COMMANDO)
        except DomeinFout as fout:
            raise CommandError(fout.zin) from fout
        self.stdout.write(f"{wijk.naam} staat op /wijken/{wijk.slug}/")
