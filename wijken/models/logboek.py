"""The log of what was done, and outgoing mail."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from wijken.models.wijk import Wijk


class Gebeurtenis(models.Model):
    """One line: who did what to what, with what result, from where and when. Never content.

    A resident leaves a date only: no time, no object that leads back to the words.
    """

    class Wie(models.TextChoices):
        GEBRUIKER = "gebruiker", "gebruiker"
        BEWONER = "bewoner", "bewoner"
        SYSTEEM = "systeem", "systeem"

    class Herkomst(models.TextChoices):
        WEB = "web", "web"
        TAAK = "taak", "achtergrond"
        COMMANDO = "commando", "commando"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, null=True, blank=True, related_name="gebeurtenissen")
    wie = models.CharField(max_length=10, choices=Wie)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actie = models.CharField(max_length=40)
    soort = models.CharField(max_length=40, blank=True, default="")
    sleutel = models.CharField(max_length=40, blank=True, default="")
    resultaat = models.CharField(max_length=40, default="gelukt")
    herkomst = models.CharField(max_length=10, choices=Herkomst, default=Herkomst.WEB)
    datum = models.DateField()
    tijdstip = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(wie="bewoner") | Q(tijdstip__isnull=True, gebruiker__isnull=True, sleutel=""),
                name="gebeurtenis_bewoner_geen_spoor",
            )
        ]
        indexes = [models.Index(fields=["wijk", "-datum"], name="gebeurtenis_wijk")]

    def __str__(self) -> str:
        return f"{self.datum} {self.wie} {self.actie} {self.soort}"


class Bericht(models.Model):
    """A mail that must leave once: none lost, none twice. `sleutel` says what it is about."""

    class Status(models.TextChoices):
        WACHT = "wacht", "wacht"
        BEZIG = "bezig", "bezig"
        VERZONDEN = "verzonden", "verzonden"
        MISLUKT = "mislukt", "mislukt"

    wijk = models.ForeignKey(Wijk, models.CASCADE, null=True, blank=True, related_name="berichten")
    sleutel = models.CharField(max_length=120, unique=True)
    aan = models.EmailField()
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    afmeldadres = models.CharField(max_length=300, blank=True, default="")  # List-Unsubscribe, one click
    status = models.CharField(max_length=10, choices=Status, default=Status.WACHT)
    poging = models.PositiveSmallIntegerField(default=0)
    lease_tot = models.DateTimeField(null=True, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    verzonden_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["status", "lease_tot"], name="bericht_wachtrij", condition=~Q(status="verzonden")
            )
        ]

    def __str__(self) -> str:
        return self.sleutel
