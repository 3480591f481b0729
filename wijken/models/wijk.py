"""The workspace of a team, who may work in it, and the codes that lead to it."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.models import MetRevisie
from wijken.models.regio import Regio


class WijkQuerySet(models.QuerySet["Wijk"]):
    def for_gebruiker(self, gebruiker_id: int) -> Self:
        """The wijken in which this user has a role."""
        return self.filter(lidmaatschappen__gebruiker_id=gebruiker_id).distinct()


class Wijk(MetRevisie):
    """A wijk, a village, or several regions together, as people call it. Opened by `open_wijk`."""

    slug = models.SlugField(max_length=60, unique=True)
    naam = models.CharField("naam van de wijk", max_length=80)
    ondertitel = models.CharField("regel onder de naam", max_length=80, blank=True, default="")
    gemeente = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    regios = models.ManyToManyField(Regio, through="WijkRegio", related_name="wijken")
    telefoon = models.CharField("telefoon van het team", max_length=20, blank=True, default="")
    inloop_plek = models.CharField("waar kunnen mensen binnenlopen", max_length=120, blank=True, default="")
    inloop_tijden = models.CharField("wanneer", max_length=160, blank=True, default="")
    reactie_weken = models.PositiveSmallIntegerField("binnen hoeveel weken leest u inbreng", default=2)
    hulpafspraak = models.TextField("afspraak bij een vraag om hulp", max_length=1000, blank=True, default="")
    beslist_mee = models.TextField("hierover beslist u mee", max_length=300, blank=True, default="")
    denkt_mee = models.TextField("hierover denkt u mee", max_length=300, blank=True, default="")
    ligt_vast = models.TextField("dit ligt al vast", max_length=300, blank=True, default="")
    voorbeeld = models.BooleanField(default=False, help_text="invented people and input; marked VOORBEELD")
    geopend_op = models.DateField()

    objects = WijkQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class WijkRegio(models.Model):
    """One region of a wijk."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="wijkregios")
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="wijkregios")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wijk", "regio"], name="wijkregio_uniek")]

    def __str__(self) -> str:
        return f"{self.wijk_id}: {self.regio_id}"


class Lidmaatschap(models.Model):
    """The role of a user in a wijk: the only right there is, beside `beheerder`."""

    class Rol(models.TextChoices):
        COORDINATOR = "coordinator", "coördinator"
        TEAMLID = "teamlid", "teamlid"
        INVOERDER = "invoerder", "invoerder"
        PARTNER = "partner", "partner"

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="lidmaatschappen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lidmaatschappen")
    rol = models.CharField(max_length=12, choices=Rol)
    sinds = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wijk", "gebruiker"], name="lidmaatschap_uniek")]

    def __str__(self) -> str:
        return f"{self.gebruiker_id} {self.rol} {self.wijk_id}"


class Volgcode(models.Model):
    """A receipt code, kept only as HMAC. Rows of higher floors point to it; it knows nothing of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    hmac = models.CharField(max_length=64, unique=True)
    datum = models.DateField()

    def __str__(self) -> str:
        return str(self.id)


class Kortelink(models.Model):
    """A short link, printed as QR. `/d/<code>/` brings people to `doel` of the wijk.

    `sleutel` is the uuid of what it is about where a wijk has several: a plan.
    """

    class Doel(models.TextChoices):
        INBRENG = "inbreng", "uw verhaal of idee"
        VRAGENLIJST = "vragenlijst", "vragenlijst"
        WERKSESSIE = "werksessie", "bijeenkomst"
        PLAN = "plan", "een plan op de agenda"
        OORDEEL = "oordeel", "is het gelukt?"

    code = models.CharField(max_length=12, unique=True)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="kortelinks")
    doel = models.CharField(max_length=12, choices=Doel)
    sleutel = models.UUIDField(null=True, blank=True)
    actief = models.BooleanField(default=True)
    datum = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wijk", "doel"],
                condition=Q(doel="inbreng", actief=True),
                name="kortelink_een_inbreng",
            ),
            models.UniqueConstraint(
                fields=["wijk", "doel", "sleutel"],
                condition=Q(doel__in=["plan", "oordeel"], actief=True),
                nulls_distinct=False,
                name="kortelink_een_per_ding",
            ),
            models.CheckConstraint(
                condition=~Q(doel="plan") | Q(sleutel__isnull=False), name="kortelink_plan_welk"
            ),
        ]

    def __str__(self) -> str:
        return self.code
