"""Read a restored database through the product itself: migrate, open pages, look at stored files.

A process of its own (`python -m wijkagenda.reservekopie.lezen`), because it has another database. It writes a
list of what it read to stdout, or one sentence to stderr.
"""

from __future__ import annotations

import hashlib
import json
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

FILES = 20


class Onleesbaar(Exception):
    """What was restored is not what it should be; the text says what."""


def read_all() -> list[str]:
    """Everything that was looked at. Raises Onleesbaar."""
    _migrate()
    return [*_pages(), *_files()]


def _migrate() -> None:
    """A backup of an earlier release must be one that this release can take over."""
    loader = MigrationExecutor(connection).loader
    if set(loader.applied_migrations) - set(loader.disk_migrations):
        raise Onleesbaar("De reservekopie is van een nieuwere versie van het programma.")
    call_command("migrate", verbosity=0, interactive=False)


def _pages() -> list[str]:
    from agenda.models import AgendaVersie  # noqa: PLC0415 - there are no models before django.setup()
    from wijken.models import Wijk  # noqa: PLC0415

    addresses = [reverse("wijken:start"), reverse("wijken:wijk_list")]
    newest = Wijk.objects.order_by("-geopend_op", "-pk").values_list("slug", flat=True)[:1]
    addresses += [reverse("agenda:wijk_home", args=[slug]) for slug in newest]
    adopted = AgendaVersie.objects.order_by("-vastgelegd_op").values_list("wijk__slug", flat=True)[:1]
    addresses += [reverse("agenda:agenda_publiek", args=[slug]) for slug in adopted]
    client = Client(raise_request_exception=False, SERVER_NAME=settings.SITE_HOST)
    for address in addresses:
        status = client.get(address, secure=settings.HTTPS).status_code
        if status != 200:
            raise Onleesbaar(f"De pagina {address} gaf een fout ({status}).")
    return addresses


def _files() -> list[str]:
    from kern.models import Bestand  # noqa: PLC0415 - see above

    seen = []
    for bestand in Bestand.objects.order_by("-gemaakt_op")[:FILES]:
        if hashlib.sha256(bytes(bestand.inhoud)).hexdigest() != bestand.sha256:
            raise Onleesbaar(f"Het bestand {bestand.naam} is beschadigd.")
        seen.append(bestand.naam)
    return seen


def main() -> int:
    """Read, and say what."""
    django.setup()
    try:
        sys.stdout.write(json.dumps(read_all()))
    except Onleesbaar as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
