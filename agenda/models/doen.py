"""Doing and telling: questions by mail, followers, what residents think of it, success stories."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agenda.keuzes import Oordeel, Oordeelweg, Succesfactor
from agenda.models.agenda import Verzoek, Wijkagenda
from agenda.models.groep import Agendagroeplid
from kern.models import Bestand, MetRevisie
from wijken.models import Toegangslink, Wijk


class Verzoekvraag(models.Model):
    """A request sent to a party by mail, to be answered by a link or with an account of the same address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    verzoek = models.OneToOneField(Verzoek, models.CASCADE, related_name="vraag")
    link = models.OneToOneField(
        Toegangslink, models.SET_NULL, null=True, blank=True, related_name="verzoekvraag"
    )
    email = models.EmailField("e-mailadres", blank=True, default="")
    gevraagd_op = models.DateField()
    uiterlijk = models.DateField("graag antwoord voor")
    herinnerd_op = models.DateField(null=True, blank=True)
    herinneringen = models.PositiveSmallIntegerField(default=0)
    beantwoord_op = models.DateField(null=True, blank=True)
    beantwoord_door = models.CharField("namens wie", max_length=80, blank=True, default="")

    def __str__(self) -> str:
        return str(self.id)


class Voortgangsvraag(models.Model):
    """Who makes an action happen, asked by mail how it goes. The answer becomes a Voortgang."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="voortgangsvragen")
    actie_uuid = models.UUIDField(db_index=True)
    link = models.OneToOneField(
        Toegangslink, models.SET_NULL, null=True, blank=True, related_name="voortgangsvraag"
    )
    wie = models.CharField("organisatie, groep of rol", max_length=80)
    email = models.EmailField("e-mailadres")
    gevraagd_op = models.DateField()
    herinnerd_op = models.DateField(null=True, blank=True)
    beantwoord_op = models.DateField(null=True, blank=True)
    gestopt_op = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agenda", "actie_uuid"],
                condition=Q(gestopt_op__isnull=True),
                name="voortgangsvraag_een_per_actie",
                violation_error_message="Voor deze actie vraagt u het al aan iemand.",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Volger(models.Model):
    """An address that follows a wijk, or one action of it. Counts only once it was confirmed by mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="volgers")
    actie_uuid = models.UUIDField(null=True, blank=True)
    link = models.OneToOneField(Toegangslink, models.SET_NULL, null=True, blank=True, related_name="volger")
    email = models.EmailField()
    taal = models.CharField(max_length=5, default="nl")
    gevraagd_op = models.DateField()
    bevestigd_op = models.DateField(null=True, blank=True)
    tot_en_met = models.DateField(help_text="news up to this day was sent, or lay before the confirmation")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wijk", "email", "actie_uuid"], nulls_distinct=False, name="volger_uniek"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Actieoordeel(models.Model):
    """What residents think became of an action: one member, one device, or a meeting with a count."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="oordelen")
    actie_uuid = models.UUIDField(db_index=True)
    oordeel = models.CharField(max_length=10, choices=Oordeel)
    weg = models.CharField(max_length=12, choices=Oordeelweg)
    lid = models.ForeignKey(Agendagroeplid, models.SET_NULL, null=True, blank=True, related_name="oordelen")
    apparaat = models.CharField(max_length=64, blank=True, default="")
    aantal = models.PositiveSmallIntegerField("hoeveel mensen", default=1)
    tekst = models.CharField("wat zeiden zij", max_length=300, blank=True, default="")
    datum = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["actie_uuid", "lid"], name="actieoordeel_lid"),
            models.UniqueConstraint(
                fields=["actie_uuid", "apparaat"], condition=~Q(apparaat=""), name="actieoordeel_apparaat"
            ),
            models.UniqueConstraint(
                fields=["actie_uuid", "datum", "oordeel"],
                condition=Q(weg="bijeenkomst"),
                name="actieoordeel_bijeenkomst",
            ),
            models.CheckConstraint(condition=Q(weg="bijeenkomst") | Q(aantal=1), name="actieoordeel_aantal"),
        ]

    def __str__(self) -> str:
        return f"{self.actie_uuid}: {self.oordeel}"


class Succesverhaal(MetRevisie):
    """A story of something that worked, at a plan, with the success factors it shows."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="succesverhalen")
    plan_uuid = models.UUIDField(db_index=True)
    titel = models.CharField("titel", max_length=120)
    tekst = models.TextField("wat gebeurde er", max_length=1500)
    factoren = ArrayField(models.CharField(max_length=3, choices=Succesfactor), default=list, blank=True)
    foto = models.OneToOneField(Bestand, models.SET_NULL, null=True, blank=True, related_name="succesverhaal")
    foto_tekst = models.CharField("wat staat er op de foto", max_length=160, blank=True, default="")
    openbaar = models.BooleanField("staat op de site", default=False)
    datum = models.DateField()

    class Meta:
        ordering = ["-datum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(foto__isnull=True) | ~Q(foto_tekst=""),
                name="succesverhaal_foto_met_tekst",
                violation_error_message="Schrijf op wat er op de foto staat, voor wie haar niet kan zien.",
            )
        ]

    def __str__(self) -> str:
        return self.titel
