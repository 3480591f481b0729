"""manage.py bewaartermijnen [--dry-run]: apply the retention policy."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from agenda.bewaartermijnen import apply_policy
from kern.bewaren import SLUIT, VERWIJDER, WIS
from wijken.models import Gebeurtenis

DONE = {VERWIJDER: "verwijderd", WIS: "leeggemaakt", SLUIT: "gesloten"}


class Command(BaseCommand):
    help = "Past de bewaartermijnen van docs/bewaartermijnen.toml toe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="laat alleen zien wat er weg zou gaan")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run: bool = options["dry_run"]
        outcomes = apply_policy(dry_run=dry_run, herkomst=Gebeurtenis.Herkomst.COMMANDO)
        sentence = "{}: {} rijen zouden worden {}" if dry_run else "{}: {} rijen {}"
        for outcome in outcomes:
            if outcome.aantal:
                self.stdout.write(sentence.format(outcome.model, outcome.aantal, DONE[outcome.actie]))
        if not any(outcome.aantal for outcome in outcomes):
            self.stdout.write("Niets is over zijn termijn.")
