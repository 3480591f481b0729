"""The course of a round beside the agenda itself: choices about phases, working agreements, the self-scan."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from agenda.fases import Fase
from agenda.keuzes_team import AfspraakSoort, AfspraakStand, FasekeuzeSoort, Scankant, Scanpunt
from agenda.models.agenda import Wijkagenda
from kern.models import MetRevisie
from wijken.models import Wijk


class Fasekeuze(models.Model):
    """What the team said of a phase in this round: skip it, it is done, or do it (again).

    The newest line of a phase counts; older ones stay as its history.
    """

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="fasekeuzes")
    fase = models.CharField(max_length=14, choices=Fase)
    keuze = models.CharField(max_length=10, choices=FasekeuzeSoort)
    reden = models.CharField("waarom", max_length=300, blank=True, default="")
    datum = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(keuze=FasekeuzeSoort.OVER) | ~Q(reden=""),
                name="fasekeuze_over_met_reden",
                violation_error_message="Schrijf op waarom u deze fase overslaat.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.fase}: {self.keuze}"


class Werkafspraak(MetRevisie):
    """A principle the team works by, or a precondition that must be met. A new round keeps it."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="werkafspraken")
    soort = models.CharField(max_length=14, choices=AfspraakSoort)
    tekst = models.CharField("afspraak", max_length=200)
    stand = models.CharField(max_length=10, choices=AfspraakStand, blank=True, default="")
    toelichting = models.CharField(max_length=300, blank=True, default="")
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["soort", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wijk", "soort", "tekst"],
                name="werkafspraak_uniek",
                violation_error_message="Deze afspraak staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(soort=AfspraakSoort.RANDVOORWAARDE) | Q(stand=""),
                name="werkafspraak_stand",
                violation_error_message="Alleen een randvoorwaarde is geregeld of niet.",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst


class Zelfscan(MetRevisie):
    """The yearly self-scan of one side: the team or residents. Filled in together, so without names."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="zelfscans")
    jaar = models.PositiveSmallIntegerField()
    kant = models.CharField(max_length=8, choices=Scankant)
    mensen = models.PositiveSmallIntegerField("met hoeveel mensen")
    datum = models.DateField()
    toelichting = models.TextField("wat valt op", max_length=800, blank=True, default="")

    class Meta:
        ordering = ["-jaar", "kant"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "jaar", "kant"], name="zelfscan_uniek"),
            models.CheckConstraint(
                condition=Q(mensen__gte=1),
                name="zelfscan_mensen",
                violation_error_message="Schrijf op met hoeveel mensen u was.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jaar} {self.kant}"


class Zelfscanscore(models.Model):
    """The mark for one statement of a self-scan, 0 (not at all) to 4 (wholly). One may be left out."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    zelfscan = models.ForeignKey(Zelfscan, models.CASCADE, related_name="scores")
    punt = models.CharField(max_length=3, choices=Scanpunt)
    score = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["zelfscan", "punt"], name="zelfscanscore_uniek"),
            models.CheckConstraint(
                condition=Q(score__lte=4),
                name="zelfscanscore_bereik",
                violation_error_message="Een score loopt van 0 tot en met 4.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.punt}: {self.score}"
