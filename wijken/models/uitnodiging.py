"""An invitation by mail to work in a wijk."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from wijken.models.wijk import Lidmaatschap, Wijk


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def open_on(self, day: dt.date) -> Self:
        """Those whose link works on this day."""
        return self.filter(gebruikt_op__isnull=True, ingetrokken_op__isnull=True, verloopt_op__gte=day)


class Uitnodiging(models.Model):
    """One address asked to work in a wijk. The link holds a random token; only its hash is kept.

    The link works up to and including `verloopt_op`, and once. `keer` counts how often it was sent;
    each time makes a new link and ends the one before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="uitnodigingen")
    email = models.EmailField(max_length=254)
    rol = models.CharField(max_length=12, choices=Lidmaatschap.Rol)
    token_hash = models.CharField(max_length=64, unique=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    keer = models.PositiveSmallIntegerField(default=1)
    verstuurd_op = models.DateField()
    verloopt_op = models.DateField()
    gebruikt_op = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wijk", "email"],
                condition=Q(gebruikt_op__isnull=True, ingetrokken_op__isnull=True),
                name="uitnodiging_een_open",
                violation_error_message="Dit adres heeft al een uitnodiging.",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
