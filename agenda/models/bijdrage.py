"""What an action needs, who contributes, and whose name may be read."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agenda.keuzes import Toezegginghoe, Toezeggingstatus
from agenda.models.agenda import Wijkagenda
from bewoners.keuzes import Aanbodsoort, Label
from bewoners.models import Aanbod
from kern.models import MetRevisie
from wijken.models import Toegangslink, Wijk


class Behoefte(MetRevisie):
    """What an action needs from others. Hangs on the uuid of the action, so that adopting changes nothing."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="behoeften")
    actie_uuid = models.UUIDField(db_index=True)
    soort = models.CharField("wat is nodig", max_length=10, choices=Aanbodsoort)
    labels = ArrayField(models.CharField(max_length=12, choices=Label), default=list, blank=True)
    tekst = models.CharField("wat precies", max_length=200)
    aantal = models.PositiveSmallIntegerField("hoeveel mensen of dingen", default=1)
    uiterlijk = models.DateField("voor wanneer", null=True, blank=True)
    vervuld_op = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["actie_uuid", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aantal__gte=1),
                name="behoefte_aantal",
                violation_error_message="Schrijf op hoeveel u nodig hebt, ten minste 1.",
            )
        ]

    def __str__(self) -> str:
        return self.tekst


class Toezegging(MetRevisie):
    """Who contributes to an action: always matched by a person. `wie` is an organisation, a group or a role.

    A name of a resident stands there only under a Naamtoestemming.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="toezeggingen")
    actie_uuid = models.UUIDField(db_index=True)
    behoefte = models.ForeignKey(
        Behoefte, models.SET_NULL, null=True, blank=True, related_name="toezeggingen"
    )
    aanbod = models.ForeignKey(Aanbod, models.SET_NULL, null=True, blank=True, related_name="toezeggingen")
    link = models.OneToOneField(
        Toegangslink, models.SET_NULL, null=True, blank=True, related_name="toezegging"
    )
    wie = models.CharField("wie doet dit", max_length=120)
    tekst = models.CharField("wat doet die", max_length=200, blank=True, default="")
    email = models.EmailField("e-mailadres", blank=True, default="", help_text="gone with the answer")
    status = models.CharField(max_length=12, choices=Toezeggingstatus, default=Toezeggingstatus.VOORGESTELD)
    hoe = models.CharField("hoe weet u dit", max_length=10, choices=Toezegginghoe, blank=True, default="")
    datum = models.DateField()
    status_op = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["behoefte", "aanbod"],
                condition=Q(aanbod__isnull=False, behoefte__isnull=False),
                name="toezegging_een_per_aanbod",
                violation_error_message="Dit aanbod hoort al bij deze vraag.",
            ),
            models.CheckConstraint(
                condition=~Q(status="toegezegd") | ~Q(hoe=""),
                name="toezegging_hoe",
                violation_error_message="Schrijf op hoe u dit weet: een mail, een telefoontje, een link.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Naamtoestemming(MetRevisie):
    """A resident agreed that this name may be read on the agenda, until a date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    naam = models.CharField("naam zoals die op de agenda staat", max_length=80)
    hoe = models.CharField("hoe gaf deze persoon toestemming", max_length=120)
    gegeven_op = models.DateField("toestemming gegeven op")
    tot = models.DateField("geldt tot en met")
    ingetrokken_op = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("gegeven_op")),
                name="naamtoestemming_dagen",
                violation_error_message="De laatste dag kan niet voor de eerste liggen.",
            ),
            models.UniqueConstraint(
                fields=["wijk", "naam"],
                condition=Q(ingetrokken_op__isnull=True),
                name="naamtoestemming_uniek",
                violation_error_message="Deze naam heeft al een toestemming.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Naamwissel(models.Model):
    """An organisation that got another name, or went on in another. Adopted copies keep the old one."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    oud = models.CharField("oude naam", max_length=120)
    nieuw = models.CharField("nieuwe naam", max_length=120)
    datum = models.DateField()

    class Meta:
        ordering = ["oud"]
        constraints = [
            models.UniqueConstraint(
                fields=["wijk", "oud"],
                name="naamwissel_uniek",
                violation_error_message="Voor deze naam staat er al een nieuwe.",
            ),
            models.CheckConstraint(
                condition=~Q(oud=F("nieuw")),
                name="naamwissel_anders",
                violation_error_message="De nieuwe naam is dezelfde als de oude.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.oud} → {self.nieuw}"
