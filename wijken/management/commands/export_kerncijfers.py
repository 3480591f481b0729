"""Write figures of some regions in our own small form: `export_kerncijfers NL00 WK007404 --naar FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijken.kerncijfers.uitvoer import write_kerncijfers
from wijken.regels import is_code


class Command(BaseCommand):
    help = "Schrijft cijfers van gebieden (bij een wijk ook haar buurten) naar een klein bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="+", metavar="CODE")
        parser.add_argument("--naar", type=Path, required=True, metavar="FILE")
        parser.add_argument("--vanaf", type=int, default=0, metavar="J", help="het eerste jaar dat meegaat")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = [code for code in options["code"] if not is_code(code)]
        if wrong:
            raise CommandError(f"Dit is geen CBS-code: {', '.join(wrong)}.")
        with options["naar"].open("w", encoding="utf-8", newline="") as file:
            lines = write_kerncijfers(codes=options["code"], naar=file, vanaf=options["vanaf"])
        self.stdout.write(f"{lines} regels geschreven naar {options['naar']}.")
