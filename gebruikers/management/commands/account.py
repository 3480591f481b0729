"""Look after one account: `account anna@wijkteam.nl --sluit`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gebruikers.models import Gebruiker
from gebruikers.services import end_sessions, set_active, set_beheerder
from kern.fouten import DomeinFout


class Command(BaseCommand):
    help = "Sluit of opent een account, logt het overal uit, of geeft of neemt het recht van beheerder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="E-MAIL")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--sluit", action="store_true", help="niemand kan er meer mee inloggen")
        what.add_argument("--open", action="store_true", help="inloggen kan weer")
        what.add_argument("--log-uit", action="store_true", help="beëindigt alle sessies")
        what.add_argument("--beheerder", choices=["ja", "nee"], help="technisch beheerder van de installatie")

    def handle(self, *args: Any, **options: Any) -> None:
        gebruiker = Gebruiker.objects.filter(email__iexact=options["email"]).first()
        if gebruiker is None:
            raise CommandError(f"Er is geen account met het adres {options['email']}.")
        try:
            _change(gebruiker, options)
        except DomeinFout as fout:
            raise CommandError(fout.zin) from fout
        state = "open" if gebruiker.is_active else "gesloten"
        right = ", technisch beheerder" if gebruiker.is_beheerder else ""
        self.stdout.write(f"{gebruiker.email}: {state}{right}.")
        if options["sluit"] or options["log_uit"]:
            self.stdout.write("Alle sessies zijn beëindigd.")


def _change(gebruiker: Gebruiker, options: dict[str, Any]) -> None:
    if options["sluit"] or options["open"]:
        set_active(gebruiker=gebruiker, actief=options["open"])
    elif options["log_uit"]:
        end_sessions(gebruiker=gebruiker)
    elif options["beheerder"]:
        set_beheerder(gebruiker=gebruiker, is_beheerder=options["beheerder"] == "ja")
