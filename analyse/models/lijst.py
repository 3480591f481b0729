"""A questionnaire of a wijk and its questions."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from analyse.keuzes import Hoofdvraag, Laat, Lijstsoort, Lijststatus, Vraagsoort
from kern.models import MetRevisie
from wijken.models import Wijk
from wijken.themas import Thema


class VragenlijstQuerySet(models.QuerySet["Vragenlijst"]):
    def for_wijk(self, wijk: Wijk) -> Self:
        return self.filter(wijk=wijk)

    def open_to_residents(self) -> Self:
        """What anyone may fill in now; the partners' list goes by its own short link."""
        return self.filter(status=Lijststatus.OPEN).exclude(soort=Lijstsoort.PARTNERS)


class Vragenlijst(MetRevisie):
    """A list of questions. `versie` goes up when the questions of a list that was opened change.

    Each filled-in list keeps the version it answered. Several lists may be open at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="vragenlijsten")
    slug = models.SlugField(max_length=60)
    soort = models.CharField(max_length=8, choices=Lijstsoort)
    titel = models.CharField("titel", max_length=100)
    inleiding = models.TextField("waarom vragen wij dit", max_length=600, blank=True, default="")
    status = models.CharField(max_length=8, choices=Lijststatus, default=Lijststatus.CONCEPT)
    versie = models.PositiveSmallIntegerField(default=1)
    talen = ArrayField(models.CharField(max_length=5), default=list, blank=True)  # besides Dutch
    laat = models.CharField(
        "wie nog bezig is als de lijst sluit", max_length=5, choices=Laat, default=Laat.MEE
    )
    openbaar = models.BooleanField("resultaten op de site", default=False)
    overgenomen_van = models.UUIDField(null=True, blank=True, editable=False)
    gemaakt_op = models.DateField()
    open_sinds = models.DateField(null=True, blank=True)
    gesloten_op = models.DateField(null=True, blank=True)

    objects = VragenlijstQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_op", "titel", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "slug"], name="vragenlijst_slug"),
            models.CheckConstraint(
                condition=~Q(status=Lijststatus.OPEN) | Q(open_sinds__isnull=False),
                name="vragenlijst_open_sinds",
            ),
            models.CheckConstraint(
                condition=~Q(status=Lijststatus.GESLOTEN) | Q(gesloten_op__isnull=False),
                name="vragenlijst_gesloten_op",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_open(self) -> bool:
        return self.status == Lijststatus.OPEN


class VraagQuerySet(models.QuerySet["Vraag"]):
    def current(self) -> Self:
        """The questions that are asked now."""
        return self.filter(tot_versie__isnull=True)

    def of_version(self, versie: int) -> Self:
        """The questions that this version of their list asks, in order."""
        return self.filter(Q(tot_versie__isnull=True) | Q(tot_versie__gte=versie), van_versie__lte=versie)


class Vraag(MetRevisie):
    """One question of one list. Once a list was opened its words never change: see analyse.lijst.services.

    A change then ends this row (`tot_versie`) and makes another with the same code in the next version; only
    `openbaar` and `volgorde` may still move. `tekst` and `uitleg` map a language to words. `antwoorden` and
    `regels` (of a JN per line) are lists of {"code", "tekst": {language: words}}. `toon_als` is empty, or
    {"vraag": code, "antwoorden": [codes]}: asked only after one of these answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    lijst = models.ForeignKey(Vragenlijst, models.CASCADE, related_name="vragen")
    code = models.CharField(max_length=8)
    van_versie = models.PositiveSmallIntegerField(default=1)
    tot_versie = models.PositiveSmallIntegerField(null=True, blank=True)
    soort = models.CharField(max_length=7, choices=Vraagsoort)
    tekst = models.JSONField(default=dict)
    uitleg = models.JSONField(default=dict, blank=True)
    antwoorden = models.JSONField(default=list, blank=True)
    regels = models.JSONField(default=list, blank=True)
    hoogstens = models.PositiveSmallIntegerField("hoogstens zoveel antwoorden", null=True, blank=True)
    onderwerp = models.CharField(max_length=3, choices=Thema, blank=True, default="")
    hoofdvragen = ArrayField(models.CharField(max_length=2, choices=Hoofdvraag), default=list, blank=True)
    toon_als = models.JSONField(default=dict, blank=True)
    daarna = models.BooleanField("pas na ‘Heeft u nog 5 minuten?’", default=False)
    openbaar = models.BooleanField("uitslag op de site", default=False)
    volgorde = models.PositiveSmallIntegerField(default=0)

    objects = VraagQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "code"]
        constraints = [
            models.UniqueConstraint(fields=["lijst", "code", "van_versie"], name="vraag_versie"),
            models.UniqueConstraint(
                fields=["lijst", "code"], condition=Q(tot_versie__isnull=True), name="vraag_een_nu"
            ),
            models.CheckConstraint(
                condition=Q(tot_versie__isnull=True) | Q(tot_versie__gte=F("van_versie")),
                name="vraag_versies",
            ),
        ]

    def __str__(self) -> str:
        return self.code
