"""The values that team and residents chose together: the touchstone of every plan."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from agenda.models.agenda import Wijkagenda
from kern.models import MetRevisie
from wijken.models import Wijk


class Kernwaarde(MetRevisie):
    """One value of a round. `kaart` is the code of its card, '' for a word of people's own.

    `voor` of `van` people stand behind it; both empty when that was not counted.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="kernwaarden")
    kaart = models.CharField(max_length=24, blank=True, default="")
    woord = models.CharField("welk woord", max_length=40)
    merkbaar = models.CharField("zo merk je dat in de wijk", max_length=200, blank=True, default="")
    afspraken = models.TextField("wat spreken wij af", max_length=600, blank=True, default="")
    voor = models.PositiveIntegerField("hoeveel mensen staan erachter", null=True, blank=True)
    van = models.PositiveIntegerField("van hoeveel mensen", null=True, blank=True)
    gekozen_op = models.DateField("gekozen op", null=True, blank=True)
    overgenomen_van = models.UUIDField(null=True, blank=True, editable=False)  # the value in the round before
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                "agenda",
                Lower("woord"),
                name="kernwaarde_uniek",
                violation_error_message="Deze waarde staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(voor__isnull=True, van__isnull=True)
                | Q(voor__isnull=False, voor__lte=F("van"), van__gte=1),
                name="kernwaarde_aantallen",
                violation_error_message="Er kunnen niet meer mensen achter staan dan er waren.",
            ),
        ]

    def __str__(self) -> str:
        return self.woord
