"""manage.py load_demo: the sample wijken, through the services, safe to run again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gebruikers.demo import DEMO_WACHTWOORD
from kern.fouten import DomeinFout
from wijkagenda.voorbeeld.laden import load_all, try_code


class Command(BaseCommand):
    help = "Zet de voorbeeldwijken klaar. Nog een keer draaien verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_new = load_all()
        except DomeinFout as fout:
            raise CommandError(fout.zin) from fout
        if options["verbosity"] < 1:
            return
        self.stdout.write(
            "De voorbeeldwijken staan klaar." if is_new else "De voorbeeldwijken stonden er al."
        )
        self.stdout.write(f"Een code om te proberen: {settings.SITE_URL}/volg/{try_code()}/")
        if settings.DEMO:
            self.stdout.write(f"Inloggen: coordinator@demo.example, wachtwoord {DEMO_WACHTWOORD}")
