"""What comes from CBS: regions per year, and the figures that hang on them. None of it is a team's."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class RegioQuerySet(models.QuerySet["Regio"]):
    def of_kind(self, soort: Regio.Soort) -> Self:
        return self.filter(soort=soort)


class Regio(models.Model):
    """A CBS region. The code is its key: NL00, GM0074, WK007404, BU00740401 (letters occur too)."""

    class Soort(models.TextChoices):
        LAND = "land", "land"
        GEMEENTE = "gemeente", "gemeente"
        WIJK = "wijk", "wijk"
        BUURT = "buurt", "buurt"

    code = models.CharField(primary_key=True, max_length=10)
    soort = models.CharField(max_length=10, choices=Soort)

    objects = RegioQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^(NL[0-9]{2}|GM[0-9A-Z]{4}|WK[0-9A-Z]{6}|BU[0-9A-Z]{8})$"),
                name="regio_code_vorm",
                violation_error_message="Dit is geen CBS-code. Zo'n code begint met NL, GM, WK of BU.",
            )
        ]

    def __str__(self) -> str:
        return self.code


class RegioJaar(models.Model):
    """A region as it was in one year: its name, its parent, whether its border moved."""

    class Wijziging(models.TextChoices):
        GELIJK = "1", "gelijk gebleven"
        CODE = "2", "andere code, zelfde grens"
        GRENS = "3", "andere grens"
        ONBEKEND = "", "onbekend"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="jaren")
    jaar = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=120)
    zoeknaam = models.CharField(
        max_length=120, help_text="naam without accents and capitals, filled in Python"
    )
    ouder = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="kinderen")
    indelingswijziging = models.CharField(max_length=1, choices=Wijziging, blank=True, default="")
    postcode = models.CharField(max_length=4, blank=True, default="", help_text="most common four digits")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regio", "jaar"], name="regiojaar_uniek")]
        indexes = [
            GinIndex(fields=["zoeknaam"], name="regiojaar_zoeknaam", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["postcode"], name="regiojaar_postcode", condition=~Q(postcode="")),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.jaar})"


class Indicatorwaarde(models.Model):
    """One figure: a value, or the reason why there is none. `indicator` is a key of wijken.indicatoren."""

    class Reden(models.TextChoices):
        GEEN = "", "-"
        ONBEKEND = "onbekend", "onbekend of geheim"
        NOG_NIET = "nog_niet", "nog niet bekend"
        NVT = "nvt", "niet van toepassing"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="waarden")
    indicator = models.CharField(max_length=40)
    jaar = models.PositiveSmallIntegerField()
    bron = models.CharField(max_length=60, help_text="as it is printed: 'CBS, Kerncijfers wijken en buurten'")
    waarde = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    reden = models.CharField(max_length=10, choices=Reden, blank=True, default="")
    voorlopig = models.BooleanField(default=False)
    opgehaald = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regio", "indicator", "jaar", "bron"], name="indicatorwaarde_uniek"
            ),
            models.CheckConstraint(
                condition=Q(waarde__isnull=True, reden__gt="") | Q(waarde__isnull=False, reden=""),
                name="indicatorwaarde_waarde_of_reden",
                violation_error_message="Een cijfer heeft een waarde, of een reden waarom die er niet is.",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "regio", "-jaar"], name="indicatorwaarde_zoek")]

    def __str__(self) -> str:
        return f"{self.regio_id} {self.indicator} {self.jaar}"
