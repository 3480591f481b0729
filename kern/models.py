"""Files that we make or take in, as rows: any web host serves what any worker wrote, one backup holds all."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q

MAX_BYTES = 20 * 1024 * 1024
NO_LEASE_IS_LONGER = dt.timedelta(minutes=5)


def lease_over(moment: dt.datetime) -> Q:
    """Rows of a worker that is gone: the lease is over, or so far away that the clock was put back since."""
    return Q(lease_tot__lt=moment) | Q(lease_tot__gt=moment + NO_LEASE_IS_LONGER)


class MetRevisie(models.Model):
    """An editable row. `revisie` counts the saves, so that a stale form is seen (kern.revisie)."""

    revisie = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Bestand(models.Model):
    """One stored file. Rights belong to the row that points to it (a Rapport), never to the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    naam = models.CharField(max_length=200, unique=True)
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    type = models.CharField(max_length=100)
    grootte = models.PositiveIntegerField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grootte__lte=MAX_BYTES),
                name="bestand_grootte",
                violation_error_message="Dit bestand is te groot. Het mag 20 MB zijn.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Levensteken(models.Model):
    """When something that nobody watches last went well: the clock, a backup, a test of a backup."""

    class Naam(models.TextChoices):
        KLOK = "klok", "klok, broker en werker"
        BACKUP = "backup", "reservekopie"
        HERSTELTEST = "hersteltest", "hersteltest"

    naam = models.CharField(max_length=20, primary_key=True, choices=Naam.choices)
    op = models.DateTimeField()

    def __str__(self) -> str:
        return self.naam
