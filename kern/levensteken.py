"""Signs of life: the moment at which something that runs by itself last went well."""

from __future__ import annotations

import datetime as dt

from kern.klok import now
from kern.models import Levensteken


def note(naam: Levensteken.Naam) -> None:
    """It went well just now; an earlier sign of the same kind goes."""
    Levensteken.objects.update_or_create(naam=naam, defaults={"op": now()})


def ages() -> dict[str, int | None]:
    """Seconds since each sign of life; None when it never came, 0 when the clock was put back since."""
    found: dict[str, dt.datetime] = dict(Levensteken.objects.values_list("naam", "op"))
    return {
        str(naam): max(0, int((now() - found[naam]).total_seconds())) if naam in found else None
        for naam in Levensteken.Naam
    }
