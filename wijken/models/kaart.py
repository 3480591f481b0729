"""The sociale kaart: where residents can go, and a file that waits for a yes."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kern.models import MetRevisie
from wijken.models.wijk import Wijk
from wijken.themas import PICTOGRAM, Thema


class VoorzieningQuerySet(models.QuerySet["Voorziening"]):
    def for_wijk(self, wijk: Wijk) -> Self:
        return self.filter(wijk=wijk)


class Voorziening(MetRevisie):
    """An organisation, a help number or a platform where neighbours help each other. Never a private person.

    `sleutel` is name and place without capitals: two rows of one wijk with the same one would be a double.
    """

    class Soort(models.TextChoices):
        ORGANISATIE = "organisatie", _("Organisatie of plek")
        HULPNUMMER = "hulpnummer", _("Hulpnummer: staat bovenaan")
        BUREN = "buren", _("Website waar buren elkaar helpen")

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="voorzieningen")
    soort = models.CharField(max_length=12, choices=Soort, default=Soort.ORGANISATIE)
    naam = models.CharField("naam", max_length=120)
    wat = models.CharField("wat en voor wie", max_length=240, blank=True, default="")
    onderwerp = models.CharField(max_length=3, choices=Thema, blank=True, default="")
    plek = models.CharField("adres of plaats", max_length=160, blank=True, default="")
    telefoon = models.CharField("telefoon", max_length=20, blank=True, default="")
    tijden = models.CharField("wanneer open", max_length=160, blank=True, default="")
    website = models.URLField("website", max_length=300, blank=True, default="")
    talen = models.CharField("talen", max_length=120, blank=True, default="")
    sleutel = models.CharField(max_length=290)
    nagekeken_op = models.DateField("laatst nagekeken op")

    objects = VoorzieningQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wijk", "sleutel"],
                name="voorziening_uniek",
                violation_error_message="Deze organisatie staat al op de kaart, op dezelfde plek.",
            )
        ]
        indexes = [models.Index(fields=["wijk", "soort", "onderwerp"], name="voorziening_wijk")]

    def __str__(self) -> str:
        return self.naam

    @property
    def pictogram(self) -> str:
        """The icon of its subject."""
        return PICTOGRAM.get(self.onderwerp, "huis")

    @property
    def bel(self) -> str:
        """The number as a telephone dials it."""
        return "".join(letter for letter in self.telefoon if letter.isdigit() or letter == "+")


class Kaartbestand(models.Model):
    """The rows of a CSV that somebody looks at before they go on the sociale kaart. Lives a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    naam = models.CharField(max_length=120)
    inhoud = models.JSONField()
    datum = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wijk", "gebruiker"], name="kaartbestand_een_tegelijk")
        ]

    def __str__(self) -> str:
        return f"{self.wijk_id}: {self.naam}"
