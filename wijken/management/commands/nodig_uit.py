"""Ask somebody to work in a wijk: `nodig_uit jubbega anna@wijkteam.nl coordinator`. Prints the link too."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from kern.fouten import DomeinFout
from wijken.mensen.uitnodigen import invite_by_command
from wijken.models import Lidmaatschap, Wijk


class Command(BaseCommand):
    help = "Nodigt iemand uit om in een wijk te werken. De link komt in de mail en op het scherm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "wijk", metavar="WIJK", help="het laatste deel van het adres, bijvoorbeeld jubbega"
        )
        parser.add_argument("email", metavar="E-MAIL")
        parser.add_argument("rol", metavar="ROL", choices=Lidmaatschap.Rol.values)

    def handle(self, *args: Any, **options: Any) -> None:
        wijk = Wijk.objects.filter(slug=options["wijk"]).first()
        if wijk is None:
            raise CommandError(f"Er is geen wijk met het adres /wijken/{options['wijk']}/.")
        send(self, wijk, options["email"], Lidmaatschap.Rol(options["rol"]))


def send(command: BaseCommand, wijk: Wijk, email: str, rol: Lidmaatschap.Rol) -> None:
    """Invite, and print the link for an installation that cannot send mail yet."""
    try:
        validate_email(email)
        sent = invite_by_command(wijk=wijk, email=email, rol=rol)
    except ValidationError as error:
        raise CommandError(f"{email} is geen e-mailadres.") from error
    except DomeinFout as fout:
        raise CommandError(fout.zin) from fout
    command.stdout.write(f"{sent.uitnodiging.email} krijgt een mail met deze link ({rol.label}):")
    command.stdout.write(sent.link)
    command.stdout.write(f"De link werkt één keer, tot en met {sent.uitnodiging.verloopt_op:%d-%m-%Y}.")
