"""The agenda once adopted: a copy that the database itself guards, and what lives on beside it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agenda.keuzes import ActieStatus, VaststelDoor
from agenda.models.agenda import Wijkagenda
from kern.models import Bestand, MetRevisie
from wijken.models import Wijk


class AgendaVersie(models.Model):
    """An adopted agenda, everything shown copied into `inhoud` (JSON, see agenda.inhoud for the schema).

    A trigger computes `sha256`, refuses every change and deletion, and lets one database function through:
    agenda_redigeer(versie_id, path), which replaces one passage by '[weggehaald]' and raises `redacties`.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.PROTECT, related_name="agendaversies")
    agenda = models.ForeignKey(Wijkagenda, models.PROTECT, related_name="versies")
    nummer = models.PositiveSmallIntegerField()
    schema = models.PositiveSmallIntegerField()
    inhoud = models.JSONField()
    sha256 = models.CharField(max_length=64, editable=False, default="")
    redacties = models.PositiveIntegerField(default=0)
    door = models.CharField("vastgesteld door", max_length=14, choices=VaststelDoor)
    datum = models.DateField("op")
    plaats = models.CharField("waar", max_length=120)
    voor = models.PositiveIntegerField("hoeveel mensen waren voor")
    van = models.PositiveIntegerField("van hoeveel mensen")
    toch_reden = models.CharField("waarom toch vaststellen", max_length=300, blank=True, default="")
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    vastgelegd_op = models.DateTimeField()

    class Meta:
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["agenda", "nummer"], name="agendaversie_nummer"),
            models.CheckConstraint(
                condition=Q(voor__lte=F("van")),
                name="agendaversie_stemmen",
                violation_error_message="Er kunnen niet meer mensen voor zijn dan er waren.",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"


class Aanbieding(MetRevisie):
    """The adopted agenda offered to the municipality, and her decision."""

    class Besluit(models.TextChoices):
        OPEN = "open", _("nog geen besluit")
        OVERGENOMEN = "overgenomen", _("overgenomen")
        DEELS = "deels", _("voor een deel overgenomen")
        NIET = "niet", _("niet overgenomen")

    wijk = models.ForeignKey(Wijk, models.PROTECT, related_name="+")
    versie = models.OneToOneField(AgendaVersie, models.PROTECT, related_name="aanbieding")
    aangeboden_op = models.DateField("aangeboden op")
    besluit = models.CharField(max_length=12, choices=Besluit, default=Besluit.OPEN)
    besluit_op = models.DateField("besluit op", null=True, blank=True)
    besluit_tekst = models.TextField("wat zei de gemeente", max_length=1000, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.versie_id}: {self.besluit}"


class Voortgang(models.Model):
    """How one action goes, on one day. The newest line of an action is its status; older ones stay."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="voortgangen")
    actie_uuid = models.UUIDField(db_index=True)
    status = models.CharField(max_length=10, choices=ActieStatus)
    tekst = models.CharField("hoe gaat het", max_length=300, blank=True, default="")
    wie = models.CharField("wie vertelt dit", max_length=80, blank=True, default="")  # never a person
    foto = models.ForeignKey(Bestand, models.SET_NULL, null=True, blank=True, related_name="voortgang")
    foto_tekst = models.CharField("wat staat er op de foto", max_length=160, blank=True, default="")
    verzend_id = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    datum = models.DateField()

    class Meta:
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(foto__isnull=True) | ~Q(foto_tekst=""),
                name="voortgang_foto_met_tekst",
                violation_error_message="Schrijf op wat er op de foto staat, voor wie haar niet kan zien.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.actie_uuid}: {self.status}"
