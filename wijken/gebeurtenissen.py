"""Writing the log. Each service does so, in its own transaction."""

from __future__ import annotations

from django.db import models

from gebruikers.models import Gebruiker
from kern.klok import now, today
from wijken.models import Gebeurtenis, Wijk

BLAD_GEZIEN = "blad_gezien"  # the team looked at the sheet with ten figures


def log(
    *,
    wijk: Wijk | None,
    actie: str,
    door: Gebruiker | None = None,
    object: models.Model | None = None,  # noqa: A002 - reads best at the call
    resultaat: str = "gelukt",
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
) -> None:
    """One line of the log for a user (`door`) or the system (`door` is None)."""
    Gebeurtenis.objects.create(
        wijk=wijk,
        wie=Gebeurtenis.Wie.GEBRUIKER if door else Gebeurtenis.Wie.SYSTEEM,
        gebruiker=door,
        actie=actie,
        soort=object._meta.model_name or "" if object is not None else "",
        sleutel=str(object.pk) if object is not None else "",
        resultaat=resultaat,
        herkomst=herkomst,
        datum=today(),
        tijdstip=now(),
    )


def log_bewoner(*, wijk: Wijk, actie: str, soort: str, resultaat: str = "gelukt") -> None:
    """One line for a resident: the date and the kind of thing, nothing that leads back to the words."""
    Gebeurtenis.objects.create(
        wijk=wijk,
        wie=Gebeurtenis.Wie.BEWONER,
        actie=actie,
        soort=soort,
        resultaat=resultaat,
        datum=today(),
    )
