"""The retention policy carried out. What it says is read by `kern.bewaren`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection, models, transaction

from gebruikers.models import Gebruiker
from gebruikers.services import wipe_gebruiker
from kern.bewaren import SLUIT, VERWIJDER, WIS, Beleid, Regel, read_policy
from kern.klok import now, today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """How many rows one rule met."""

    model: str
    actie: str
    aantal: int


def expired(beleid: Beleid, regel: Regel) -> models.QuerySet[models.Model]:
    """The rows that this rule is about, today."""
    model = beleid.model_class()
    column = model._meta.get_field(regel.vanaf)
    age = dt.timedelta(days=regel.dagen)
    limit = now() - age if isinstance(column, models.DateTimeField) else today() - age
    rows = model._base_manager.filter(**{f"{regel.vanaf}__lt": limit}, **regel.waar)
    if regel.actie == WIS:
        rows = rows.exclude(**_emptied(beleid, regel))
    return rows


def _emptied(beleid: Beleid, regel: Regel) -> dict[str, str | None]:
    """What the columns hold once they are wiped: nothing to read, and no key to anybody."""
    fields = [beleid.model_class()._meta.get_field(name) for name in regel.velden]
    return {item.name: None if item.is_relation else "" for item in fields}


def apply_policy(
    *, dry_run: bool = False, herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.TAAK
) -> list[Uitkomst]:
    """Carry out every rule, each in a transaction of its own. Out: what was met, rule by rule."""
    return [
        _apply(beleid, regel, dry_run=dry_run, herkomst=herkomst)
        for beleid in read_policy()
        for regel in beleid.regels
    ]


@transaction.atomic
def _apply(beleid: Beleid, regel: Regel, *, dry_run: bool, herkomst: Gebeurtenis.Herkomst) -> Uitkomst:
    if not dry_run:
        with connection.cursor() as cursor:  # one run at a time: a second one finds nothing left to do
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('agenda.bewaartermijnen'))")
    rows = expired(beleid, regel)
    count = rows.count()
    if count and not dry_run:
        if regel.actie == VERWIJDER:
            rows.delete()
        elif regel.actie == SLUIT:
            _close(rows)
        else:
            rows.update(**_emptied(beleid, regel))
        log(wijk=None, actie=f"bewaartermijn {regel.actie}", resultaat=f"{count}", herkomst=herkomst)
    return Uitkomst(beleid.model, regel.actie, count)


def _close(rows: models.QuerySet[models.Model]) -> None:
    for gebruiker in rows.select_for_update(of=("self",)):
        if not isinstance(gebruiker, Gebruiker):
            raise TypeError("Only an account can be closed.")
        wipe_gebruiker(gebruiker=gebruiker)
