"""How answers come in beside the site: on paper, at doors, in a file. None of it tells who answered."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from analyse.models.inzending import Inzending
from analyse.models.lijst import Vragenlijst
from gebruikers.models import Gebruiker
from kern.models import Bestand, MetRevisie
from wijken.models import Toegangslink, Wijk


class Drukronde(models.Model):
    """A pile of printed lists: which version, in which language, with which sheet numbers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    lijst = models.ForeignKey(Vragenlijst, models.CASCADE, related_name="drukrondes")
    versie = models.PositiveSmallIntegerField()
    taal = models.CharField(max_length=5)
    van_blad = models.PositiveIntegerField()
    tot_blad = models.PositiveIntegerField()
    naam = models.CharField("waarvoor is deze stapel", max_length=60, blank=True, default="")
    datum = models.DateField()

    class Meta:
        ordering = ["-van_blad"]
        constraints = [
            models.UniqueConstraint(fields=["lijst", "van_blad"], name="drukronde_begin"),
            models.CheckConstraint(
                condition=Q(van_blad__gte=1, tot_blad__gte=F("van_blad")), name="drukronde_bladen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van_blad}–{self.tot_blad}"

    @property
    def aantal(self) -> int:
        return self.tot_blad - self.van_blad + 1


class Invoeravond(models.Model):
    """A volunteer who types sheets in for some hours, by a link of their own: entry and nothing else.

    The link works after the promise of secrecy and until `tot`. The name goes a month after.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    lijst = models.ForeignKey(Vragenlijst, models.CASCADE, related_name="invoeravonden")
    link = models.OneToOneField(
        Toegangslink, models.SET_NULL, null=True, blank=True, related_name="invoeravond"
    )
    naam = models.CharField("wie typt", max_length=80)
    tot = models.DateTimeField()
    beloofd_op = models.DateField(null=True, blank=True)
    gestopt_op = models.DateField(null=True, blank=True)
    door = models.ForeignKey(Gebruiker, models.SET_NULL, null=True, blank=True, related_name="+")
    datum = models.DateField()

    class Meta:
        ordering = ["-datum", "naam"]

    def __str__(self) -> str:
        return str(self.id)


class Lijstinvoer(models.Model):
    """Who typed a sheet in, to mend a slip the same day. Kept a month."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    inzending = models.OneToOneField(Inzending, models.CASCADE, related_name="invoer")
    door = models.ForeignKey(Gebruiker, models.SET_NULL, null=True, blank=True, related_name="+")
    avond = models.ForeignKey(
        Invoeravond, models.SET_NULL, null=True, blank=True, related_name="invoerregels"
    )
    nummer = models.PositiveIntegerField(help_text="how many of this list that day, for the order")
    kantlijn = models.CharField("opmerking in de kantlijn", max_length=300, blank=True, default="")
    datum = models.DateField()

    class Meta:
        ordering = ["-datum", "-nummer"]
        indexes = [models.Index(fields=["wijk", "datum"], name="lijstinvoer_dag")]

    def __str__(self) -> str:
        return str(self.id)


class Deurronde(MetRevisie):
    """Going along the doors of some streets with a list. Never a list of addresses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="deurrondes")
    lijst = models.ForeignKey(Vragenlijst, models.CASCADE, related_name="deurrondes")
    naam = models.CharField("naam van de ronde", max_length=80)
    datum = models.DateField("wanneer")
    klaar_op = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-datum", "naam"]

    def __str__(self) -> str:
        return self.naam


class Straatdeel(MetRevisie):
    """One piece of street in a round, and how it went there. `notitie` goes after four weeks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    ronde = models.ForeignKey(Deurronde, models.CASCADE, related_name="straatdelen")
    straat = models.CharField("straat", max_length=80)
    deel = models.CharField("welk stuk", max_length=80, blank=True, default="")
    gebeld = models.PositiveSmallIntegerField("hier belde u aan", default=0)
    gesproken = models.PositiveSmallIntegerField("hier sprak u iemand", default=0)
    geen_gehoor = models.PositiveSmallIntegerField("niemand deed open", default=0)
    notitie = models.CharField("voor de volgende keer", max_length=300, blank=True, default="")
    datum = models.DateField(help_text="when something was last noted here")
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gebeld__gte=F("gesproken") + F("geen_gehoor")),
                name="straatdeel_telling",
                violation_error_message="U sprak meer mensen dan u aanbelde. Kijk de aantallen na.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.straat} {self.deel}".strip()


class Antwoordbestand(models.Model):
    """A file of answers from elsewhere: chosen → its columns tied to questions → tried → kept, or refused.

    `koppeling` says what each column is, and by a hash of a value which answer it is; `verslag` tells what
    was read, never an answer. `verslag.gevraagd_op`: somebody said yes, and a worker is to keep it.
    The file itself goes when its rows were kept, and after a week.
    """

    class Status(models.TextChoices):
        KOPPELEN = "koppelen", "kolommen kiezen"
        GELEZEN = "gelezen", "wacht op uw ja"
        BEWAARD = "bewaard", "bewaard"
        GEWEIGERD = "geweigerd", "niet gelukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    lijst = models.ForeignKey(Vragenlijst, models.CASCADE, related_name="bestanden")
    bestand = models.OneToOneField(
        Bestand, models.SET_NULL, null=True, blank=True, related_name="antwoordbestand"
    )
    naam = models.CharField(max_length=120)
    koppeling = models.JSONField(default=dict, blank=True)
    verslag = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.KOPPELEN)
    door = models.ForeignKey(Gebruiker, models.SET_NULL, null=True, blank=True, related_name="+")
    datum = models.DateField()

    class Meta:
        ordering = ["-datum", "naam"]

    def __str__(self) -> str:
        return str(self.id)
