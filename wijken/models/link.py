"""A link to one thing, for somebody without an account."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.db import models

from wijken.models.wijk import Wijk


class ToegangslinkQuerySet(models.QuerySet["Toegangslink"]):
    def open_on(self, day: dt.date) -> Self:
        """Those that work on this day."""
        return self.filter(ingetrokken_op__isnull=True, verloopt_op__gte=day)


class Toegangslink(models.Model):
    """A token that opens one thing of a wijk; only its hash is kept. See wijken.links.

    Rows of higher floors point to it; it knows nothing of them. It works up to and including `verloopt_op`.
    `keer` counts how often it was made: each time ends the token before. `apparaat` is the hash of the cookie
    of the one device that took it, for links that belong to one person; others leave it empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    keer = models.PositiveSmallIntegerField(default=1)
    gemaakt_op = models.DateField()
    verloopt_op = models.DateField()
    ingetrokken_op = models.DateField(null=True, blank=True)
    apparaat = models.CharField(max_length=64, blank=True, default="")

    objects = ToegangslinkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["apparaat"], name="toegangslink_apparaat", condition=~models.Q(apparaat=""))
        ]

    def __str__(self) -> str:
        return str(self.id)
