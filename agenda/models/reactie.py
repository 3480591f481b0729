"""The concept shown to everyone for a while, and what people say about it."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from agenda.models.agenda import Wijkagenda
from agenda.models.groep import Agendagroeplid
from kern.models import MetRevisie
from wijken.models import Wijk


class Reactieronde(MetRevisie):
    """The concept put before everyone from one day to another.

    `inhoud` is what people read then: plans, actions and what is asked of the team (the words of the team
    alone, no quote of a resident), see agenda.concept.
    """

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="reactierondes")
    nummer = models.PositiveSmallIntegerField()
    inleiding = models.TextField("wat wilt u van mensen weten", max_length=600, blank=True, default="")
    opent_op = models.DateField("vanaf")
    sluit_op = models.DateField("tot en met")
    gestopt_op = models.DateField(null=True, blank=True)
    inhoud = models.JSONField(default=dict)

    class Meta:
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["agenda", "nummer"], name="reactieronde_nummer"),
            models.CheckConstraint(
                condition=Q(sluit_op__gte=F("opent_op")),
                name="reactieronde_dagen",
                violation_error_message="De laatste dag kan niet voor de eerste liggen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agenda_id}: {self.nummer}"


class ReactieQuerySet(models.QuerySet["Reactie"]):
    def published(self) -> Self:
        """What anyone may read: of the public, and cleared by the team."""
        return self.filter(status=Reactie.Status.GEPUBLICEERD, bron=Reactie.Bron.OPENBAAR)

    def awaiting_moderation(self) -> Self:
        return self.filter(status=Reactie.Status.ONTVANGEN)


class Reactie(MetRevisie):
    """What somebody says about a plan of the concept, or about the whole (`plan_uuid` empty).

    Of the public it has no name and is read by the team before anyone else. Of a member of the agendagroep
    only the group and the team read it.
    """

    class Status(models.TextChoices):
        ONTVANGEN = "ontvangen", "nieuw"
        GEPUBLICEERD = "gepubliceerd", "staat op de site"
        GEWEIGERD = "geweigerd", "geweigerd"

    class Bron(models.TextChoices):
        OPENBAAR = "openbaar", "iemand uit de wijk"
        GROEP = "groep", "de agendagroep"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="reacties")
    ronde = models.ForeignKey(Reactieronde, models.CASCADE, null=True, blank=True, related_name="reacties")
    lid = models.ForeignKey(Agendagroeplid, models.SET_NULL, null=True, blank=True, related_name="reacties")
    bron = models.CharField(max_length=8, choices=Bron)
    plan_uuid = models.UUIDField(null=True, blank=True, db_index=True)
    verzend_id = models.UUIDField(unique=True, editable=False)
    tekst = models.TextField(max_length=600)
    taal = models.CharField(max_length=5, default="nl")
    signalen = models.JSONField(
        default=list, blank=True, help_text="kinds of hits of kern.tekstcontrole, never text"
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.ONTVANGEN)
    reden = models.CharField(max_length=300, blank=True, default="")
    antwoord = models.TextField("wat doen wij hiermee", max_length=600, blank=True, default="")
    antwoord_op = models.DateField(null=True, blank=True)
    datum = models.DateField()

    objects = ReactieQuerySet.as_manager()

    class Meta:
        ordering = ["-datum", "id"]
        indexes = [models.Index(fields=["wijk", "status", "-datum"], name="reactie_lijst")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="geweigerd") | ~Q(reden=""),
                name="reactie_weigering_met_reden",
                violation_error_message="Schrijf op waarom u deze reactie niet laat zien.",
            ),
            models.CheckConstraint(
                condition=Q(bron="groep") | Q(lid__isnull=True), name="reactie_lid_in_groep"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Steun(models.Model):
    """'Dit vind ik ook belangrijk': once per plan and device. The hash differs per plan, so none ties two."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="steun")
    plan_uuid = models.UUIDField()
    apparaat = models.CharField(max_length=64)
    datum = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan_uuid", "apparaat"], name="steun_uniek")]

    def __str__(self) -> str:
        return f"{self.plan_uuid}"
