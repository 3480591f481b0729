"""Files with figures that a team brings in: first read and told, then kept after a yes."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kern.models import Bestand, lease_over
from wijken.models.wijk import Wijk


class CijferbestandQuerySet(models.QuerySet["Cijferbestand"]):
    def for_wijk(self, wijk: Wijk) -> Self:
        return self.filter(wijk=wijk)

    def open(self) -> Self:
        """Those on which a worker still has something to do."""
        return self.filter(status__in=[Cijferbestand.Status.WACHT, Cijferbestand.Status.BEWAREN])

    def takeable(self, moment: dt.datetime) -> Self:
        """What a worker may take: free, or abandoned by a worker that is gone."""
        return self.open().filter(Q(lease_tot__isnull=True) | lease_over(moment))


class Cijferbestand(models.Model):
    """One file on its way: wacht → gelezen → bewaren → bewaard, or geweigerd with a sentence.

    The worker reads it and keeps nothing, a person looks at the report and says yes, the worker keeps it.
    """

    class Status(models.TextChoices):
        WACHT = "wacht", _("Wordt gelezen")
        GELEZEN = "gelezen", _("Wacht op uw ja")
        BEWAREN = "bewaren", _("Wordt bewaard")
        BEWAARD = "bewaard", _("Bewaard")
        GEWEIGERD = "geweigerd", _("Niet gelukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="cijferbestanden")
    bestand = models.OneToOneField(
        Bestand, models.SET_NULL, null=True, blank=True, related_name="cijferbestand"
    )
    naam = models.CharField(max_length=120)
    jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WACHT)
    poging = models.PositiveSmallIntegerField(default=0)
    lease_tot = models.DateTimeField(null=True, blank=True)
    verslag = models.JSONField(default=dict, blank=True, help_text="what was read, as the page shows it")
    fout = models.CharField(max_length=400, blank=True, default="")
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    gevraagd_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = CijferbestandQuerySet.as_manager()

    class Meta:
        ordering = ["-gevraagd_op"]
        indexes = [
            models.Index(
                fields=["status", "lease_tot"],
                name="cijferbestand_wachtrij",
                condition=Q(status__in=["wacht", "bewaren"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"
