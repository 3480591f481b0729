"""What people call things: regions, streets, and the addresses that a wijk had before."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from wijken.models.regio import Regio
from wijken.models.wijk import Wijk


class Roepnaam(models.Model):
    """The everyday name of a region in or of a wijk, where it is not what CBS calls it."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="roepnamen")
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    naam = models.CharField(max_length=80)
    zoeknaam = models.CharField(
        max_length=80, help_text="naam without accents and capitals, filled in Python"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wijk", "regio"], name="roepnaam_uniek")]
        indexes = [GinIndex(fields=["zoeknaam"], name="roepnaam_zoeknaam", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.naam


class Straat(models.Model):
    """A street of a wijk, or another name by which people look for it. Typed by the team."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="straten")
    naam = models.CharField(max_length=80)
    zoeknaam = models.CharField(
        max_length=80, help_text="naam without accents and capitals, filled in Python"
    )
    buurt = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="+")
    postcode = models.CharField(max_length=4, blank=True, default="")

    class Meta:
        ordering = ["zoeknaam", "pk"]
        indexes = [
            GinIndex(fields=["zoeknaam"], name="straat_zoeknaam", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["postcode"], name="straat_postcode", condition=~Q(postcode="")),
        ]

    def __str__(self) -> str:
        return self.naam


class OudAdres(models.Model):
    """A slug that a wijk had: it stands on posters, so it leads on for ever and no other wijk gets it."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="oude_adressen")
    slug = models.SlugField(max_length=60, unique=True)
    sinds = models.DateField(help_text="the day on which the wijk got another address")

    def __str__(self) -> str:
        return self.slug
