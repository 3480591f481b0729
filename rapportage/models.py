"""PDFs being made: of an agenda, the sheet with ten figures, a pile of questionnaires, or what was answered.

The row is the truth; the broker only wakes a worker.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agenda.models import AgendaVersie, Wijkagenda
from analyse.models import Drukronde, Vragenlijst
from kern.models import Bestand, lease_over
from wijken.models import Wijk


def abandoned(moment: dt.datetime) -> Q:
    """Rows of a worker that is gone."""
    return Q(status="bezig") & lease_over(moment)


ZONDER_AGENDA: Final = ["tien_cijfers", "vragenlijst", "antwoorden"]  # kinds that belong to no agenda


class RapportQuerySet(models.QuerySet["Rapport"]):
    def for_wijk(self, wijk: Wijk) -> Self:
        return self.filter(wijk=wijk)

    def of_agendas(self) -> Self:
        """Those of an agenda: no sheets with ten figures, piles of questionnaires or answers to one."""
        return self.filter(agenda__isnull=False)

    def listed(self) -> Self:
        """Those that the team finds in its list: of agendas, and of what residents answered."""
        return self.filter(Q(agenda__isnull=False) | Q(soort="antwoorden"))

    def whole(self) -> Self:
        """The agenda as everyone reads it: never a choice out of it, nor another kind of report."""
        return self.filter(soort="agenda", samenstelling={})

    def bladen(self, wijk: Wijk, taal: str) -> Self:
        """The sheets with ten figures of this wijk in one language."""
        return self.filter(soort="tien_cijfers", wijk=wijk, taal=taal)

    def takeable(self, moment: dt.datetime) -> Self:
        """What a worker may take: waiting, or abandoned by a worker that is gone."""
        return self.filter(Q(status="wacht") | abandoned(moment))

    def current(self) -> Self:
        """Drafts, and reports made from the version as it is now (not from before a redaction)."""
        return self.filter(Q(versie__isnull=True) | Q(redacties=F("versie__redacties")))


class Rapport(models.Model):
    """One PDF: wacht → bezig → klaar | mislukt, with attempt number and lease.

    Nearly all belong to an agenda. `versie` is empty for a draft. `redacties` is the count of the version
    this file was made from: a newer redaction makes the file stale, and it is made anew.
    A sheet with ten figures has no agenda. `stempel` is a hash of all that it shows: when that changes, there
    is another row for the new sheet, and the old one goes. What residents said has its `lijst`, and such a
    `stempel`. A pile of questionnaires has its `drukronde`, and is made of that alone: thrown away, the same
    can be made again.
    """

    class Soort(models.TextChoices):
        AGENDA = "agenda", "agenda"
        TIEN_CIJFERS = "tien_cijfers", "blad met tien cijfers"
        UITVOERINGSPLAN = "uitvoering", "wijkuitvoeringsplan"
        TERUGBLIK = "terugblik", "terugblik op het jaar"
        POSTER = "poster", "poster 'U zei, dit doen we samen'"
        BRIEF = "brief", "brief aan bewoners"
        VRAGENLIJST = "vragenlijst", "vragenlijst op papier"
        ANTWOORDEN = "antwoorden", "wat zeiden de bewoners?"

    class Status(models.TextChoices):
        WACHT = "wacht", "wacht"
        BEZIG = "bezig", "bezig"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "mislukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="rapporten")
    soort = models.CharField(max_length=12, choices=Soort, default=Soort.AGENDA)
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, null=True, blank=True, related_name="+")
    versie = models.ForeignKey(AgendaVersie, models.PROTECT, null=True, blank=True, related_name="+")
    redacties = models.PositiveIntegerField(default=0)
    drukronde = models.OneToOneField(Drukronde, models.CASCADE, null=True, blank=True, related_name="rapport")
    lijst = models.ForeignKey(Vragenlijst, models.CASCADE, null=True, blank=True, related_name="rapporten")
    taal = models.CharField(max_length=8, default="nl", help_text="of a sheet, a poster, a letter")
    samenstelling = models.JSONField(
        default=dict,
        blank=True,
        help_text="what was chosen: chapters in order, what they show; empty is the whole",
    )
    stempel = models.CharField(
        max_length=64, blank=True, default="", help_text="sha256 of what a sheet shows"
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.WACHT)
    poging = models.PositiveSmallIntegerField(default=0)
    lease_tot = models.DateTimeField(null=True, blank=True)
    stap = models.CharField(max_length=60, blank=True, default="")
    stap_nummer = models.PositiveSmallIntegerField(default=0)
    fout = models.CharField(max_length=200, blank=True, default="")
    bestand = models.OneToOneField(Bestand, models.SET_NULL, null=True, blank=True, related_name="rapport")
    bladzijden = models.PositiveSmallIntegerField(null=True, blank=True)
    citaten = models.JSONField(
        default=dict, blank=True, help_text="keys of the quotes in the file and a hash of each, never text"
    )
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    gevraagd_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = RapportQuerySet.as_manager()

    class Meta:
        ordering = ["-gevraagd_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["versie", "redacties"],
                condition=Q(versie__isnull=False, soort="agenda", samenstelling={}),
                name="rapport_een_per_versie",
            ),
            models.UniqueConstraint(
                fields=["agenda"],
                condition=Q(
                    versie__isnull=True, soort="agenda", samenstelling={}, status__in=["wacht", "bezig"]
                ),
                name="rapport_een_open_concept",
            ),
            models.UniqueConstraint(
                fields=["wijk", "taal", "stempel"],
                condition=Q(soort="tien_cijfers"),
                name="rapport_een_per_blad",
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=ZONDER_AGENDA) & Q(agenda__isnull=False)
                | Q(soort__in=ZONDER_AGENDA, agenda__isnull=True, versie__isnull=True),
                name="rapport_blad_zonder_agenda",
            ),
            models.CheckConstraint(
                condition=Q(soort="vragenlijst", drukronde__isnull=False)
                | ~Q(soort="vragenlijst") & Q(drukronde__isnull=True),
                name="rapport_stapel_heeft_drukronde",
            ),
            models.CheckConstraint(
                condition=Q(soort="antwoorden", lijst__isnull=False)
                | ~Q(soort="antwoorden") & Q(lijst__isnull=True),
                name="rapport_antwoorden_heeft_lijst",
            ),
            models.UniqueConstraint(
                fields=["lijst", "stempel"],
                condition=Q(soort="antwoorden"),
                name="rapport_een_per_lijst",
            ),
            models.CheckConstraint(
                condition=~Q(status="klaar") | Q(bestand__isnull=False), name="rapport_klaar_heeft_bestand"
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "lease_tot"],
                name="rapport_wachtrij",
                condition=Q(status__in=["wacht", "bezig"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"
