"""Residents and partners who decide along: the agendagroep, what it chooses and what it says."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from agenda.keuzes import Groepskeuzesoort, Lidsoort, Stem, TeamAntwoord
from agenda.models.agenda import Agendapunt, Wijkagenda
from kern.models import MetRevisie
from wijken.models import Toegangslink, Wijk


class AgendagroeplidQuerySet(models.QuerySet["Agendagroeplid"]):
    def active_on(self, day: dt.date) -> Self:
        """Those who are in the group on this day."""
        return self.filter(gestopt_op__isnull=True, tot__gte=day)


class Agendagroeplid(MetRevisie):
    """Somebody in the agendagroep, by consent and until a date. Enters by a personal link, has no account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="agendagroep")
    link = models.OneToOneField(
        Toegangslink, models.SET_NULL, null=True, blank=True, related_name="groepslid"
    )
    naam = models.CharField("naam", max_length=80)
    soort = models.CharField("wie is dit", max_length=8, choices=Lidsoort)
    organisatie = models.CharField("organisatie", max_length=80, blank=True, default="")
    email = models.EmailField("e-mailadres", blank=True, default="")
    toestemming_op = models.DateField("toestemming gegeven op")
    tot = models.DateField("in de groep tot en met")
    gestopt_op = models.DateField(null=True, blank=True)

    objects = AgendagroeplidQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort=Lidsoort.BEWONER) | ~Q(organisatie=""),
                name="groepslid_organisatie",
                violation_error_message="Schrijf op van welke organisatie.",
            ),
            models.UniqueConstraint(
                fields=["wijk", "email"],
                condition=Q(gestopt_op__isnull=True) & ~Q(email=""),
                name="groepslid_adres_uniek",
                violation_error_message="Dit adres is al van iemand in de groep.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Groepskeuze(models.Model):
    """What one member chooses for one plan, and says about it. A newer choice takes its place."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    lid = models.ForeignKey(Agendagroeplid, models.CASCADE, related_name="keuzes")
    agendapunt = models.ForeignKey(Agendapunt, models.CASCADE, related_name="groepskeuzes")
    keuze = models.CharField(max_length=6, choices=Groepskeuzesoort)
    tekst = models.CharField("wilt u er iets bij zeggen", max_length=400, blank=True, default="")
    datum = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["lid", "agendapunt"], name="groepskeuze_uniek")]

    def __str__(self) -> str:
        return f"{self.agendapunt_id}: {self.keuze}"


class Groepsstem(models.Model):
    """What one member says to the agenda as a whole. Its words are printed only when `mag_noemen`."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    lid = models.ForeignKey(Agendagroeplid, models.CASCADE, related_name="stemmen")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="groepsstemmen")
    stem = models.CharField(max_length=10, choices=Stem)
    tekst = models.CharField("wat wilt u zeggen", max_length=400, blank=True, default="")
    mag_noemen = models.BooleanField("dit mag in de agenda, zonder uw naam", default=False)
    datum = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["lid", "agenda"], name="groepsstem_uniek")]

    def __str__(self) -> str:
        return f"{self.agenda_id}: {self.stem}"


class Teamvraag(MetRevisie):
    """What residents ask of their team: which professional, what kind of support; and the team's answer."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="teamvragen")
    wie = models.CharField("wie of welke beroepskracht", max_length=80, blank=True, default="")
    tekst = models.CharField("wat vragen bewoners", max_length=200)
    aantal = models.PositiveIntegerField("hoeveel mensen vroegen dit", null=True, blank=True)
    antwoord = models.CharField(max_length=6, choices=TeamAntwoord, default=TeamAntwoord.OPEN)
    antwoord_tekst = models.CharField("waarom", max_length=400, blank=True, default="")
    antwoord_op = models.DateField(null=True, blank=True)
    overgenomen_van = models.UUIDField(null=True, blank=True, editable=False)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(antwoord=TeamAntwoord.OPEN) | ~Q(antwoord_tekst=""),
                name="teamvraag_met_reden",
                violation_error_message="Schrijf op waarom. Bewoners lezen dit.",
            )
        ]

    def __str__(self) -> str:
        return self.tekst
