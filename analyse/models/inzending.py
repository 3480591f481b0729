"""What people answered. Without a name; a date and no time."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from analyse.keuzes import Bijzonder, Leesstatus, Telt
from analyse.models.lijst import Vraag, Vragenlijst
from bewoners.models import NEDERLANDS, Inbreng, Kanaal
from gebruikers.models import Gebruiker
from wijken.models import Regio, Volgcode, Wijk


class InzendingQuerySet(models.QuerySet["Inzending"]):
    def counted(self) -> Self:
        """What the results are made of."""
        return self.filter(telt=Telt.MEE)


class Inzending(models.Model):
    """One filled-in list. The receipt code leads to it until the list closes; then it is cut off.

    `blad` is the number printed on a sheet of paper, once per list. `organisatie` is of the partners' list
    alone: partners answer in the name of theirs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    lijst = models.ForeignKey(Vragenlijst, models.CASCADE, related_name="inzendingen")
    versie = models.PositiveSmallIntegerField()
    volgcode = models.OneToOneField(Volgcode, models.PROTECT, null=True, blank=True, related_name="inzending")
    verzend_id = models.UUIDField(unique=True, editable=False)
    kanaal = models.CharField(max_length=12, choices=Kanaal, default=Kanaal.ONLINE)
    taal = models.CharField(max_length=5, default=NEDERLANDS)
    buurt = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="+")
    organisatie = models.CharField(max_length=80, blank=True, default="")
    mag_delen = models.BooleanField(default=False)
    telt = models.CharField(max_length=8, choices=Telt, default=Telt.MEE)
    drukronde = models.ForeignKey(
        "analyse.Drukronde", models.SET_NULL, null=True, blank=True, related_name="inzendingen"
    )
    blad = models.PositiveIntegerField(null=True, blank=True)
    deurronde = models.ForeignKey(
        "analyse.Deurronde", models.SET_NULL, null=True, blank=True, related_name="inzendingen"
    )
    bestand = models.ForeignKey(
        "analyse.Antwoordbestand", models.SET_NULL, null=True, blank=True, related_name="inzendingen"
    )
    datum = models.DateField()

    objects = InzendingQuerySet.as_manager()

    class Meta:
        ordering = ["-datum", "id"]
        indexes = [models.Index(fields=["lijst", "telt", "datum"], name="inzending_lijst")]
        constraints = [
            models.UniqueConstraint(
                fields=["lijst", "blad"],
                name="inzending_blad_eenmaal",
                violation_error_message="Dit blad is al ingevoerd.",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class AntwoordQuerySet(models.QuerySet["Antwoord"]):
    def counted(self) -> Self:
        """Of filled-in lists that count."""
        return self.filter(inzending__telt=Telt.MEE)


class Antwoord(models.Model):
    """The answer to one question, or to one line of it (`regel`). A skipped question has no row.

    `keuzes` are codes of answers (of RANG in their order; of JN one of ja, nee, weetniet). `getal` is of
    CIJFER 1 to 10 and of SMILEY5 1 (wholly disagree) to 5 (wholly agree), empty with the choice 'weetniet'.
    `tekst` is of OPEN, and what somebody wrote beside 'anders'. `bijzonder` tells what was odd on paper.
    What the team makes of an open answer is an Inbreng: then both lead to each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    inzending = models.ForeignKey(Inzending, models.CASCADE, related_name="antwoorden")
    vraag = models.ForeignKey(Vraag, models.CASCADE, related_name="antwoordrijen")
    regel = models.CharField(max_length=16, blank=True, default="")
    keuzes = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    getal = models.PositiveSmallIntegerField(null=True, blank=True)
    tekst = models.TextField(max_length=1000, blank=True, default="")
    bijzonder = models.CharField(max_length=10, choices=Bijzonder, blank=True, default=Bijzonder.GEWOON)
    signalen = models.JSONField(
        default=list, blank=True, help_text="kinds of hits of kern.tekstcontrole, never text"
    )
    status = models.CharField(max_length=9, choices=Leesstatus, default=Leesstatus.NIEUW)
    labels = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    inbreng = models.OneToOneField(
        Inbreng, models.SET_NULL, null=True, blank=True, related_name="uit_antwoord"
    )
    citaat_voorgesteld_door = models.ForeignKey(
        Gebruiker, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    citaat_goed_door = models.ForeignKey(Gebruiker, models.SET_NULL, null=True, blank=True, related_name="+")
    citaat_sinds = models.DateField(null=True, blank=True, help_text="since when it may be shown as a quote")

    objects = AntwoordQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["vraag", "status"], name="antwoord_vraag")]
        constraints = [
            models.UniqueConstraint(fields=["inzending", "vraag", "regel"], name="antwoord_eenmaal"),
            models.CheckConstraint(
                condition=Q(citaat_goed_door__isnull=True)
                | Q(citaat_voorgesteld_door__isnull=True)
                | ~Q(citaat_goed_door=F("citaat_voorgesteld_door")),
                name="antwoord_citaat_twee_mensen",
                violation_error_message="Iemand anders moet dit citaat nalezen.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
