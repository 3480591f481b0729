"""The agenda while it is being made: plans, their evidence and actions, and the answers to residents."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agenda.keuzes import Aandacht, Doel, Leeftijd, VerzoekAntwoord, VerzoekSoort, WieDoet
from bewoners.models import Bundel, Inbreng
from kern.models import MetRevisie
from wijken.models import Indicatorwaarde, Wijk
from wijken.themas import Thema


class Wijkagenda(MetRevisie):
    """One agenda of a wijk: why, about what, for which years. One at a time is being worked on."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="agendas")
    van_jaar = models.PositiveSmallIntegerField("van")
    tot_jaar = models.PositiveSmallIntegerField("tot en met")
    aanleiding = models.TextField("aanleiding", max_length=1200, blank=True, default="")
    opdracht = models.TextField("opdracht", max_length=1200, blank=True, default="")
    droom = models.CharField("droom in één zin", max_length=160, blank=True, default="")
    contact = models.CharField("contact", max_length=200, blank=True, default="")
    actief = models.BooleanField(default=True)
    gestart_op = models.DateField()
    afgesloten_op = models.DateField(null=True, blank=True)
    vorige = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="volgende")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wijk"], condition=Q(actief=True), name="wijkagenda_een_actief"),
            models.CheckConstraint(
                condition=Q(tot_jaar__gte=F("van_jaar")),
                name="wijkagenda_jaren",
                violation_error_message="Het laatste jaar kan niet voor het eerste jaar liggen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van_jaar}–{self.tot_jaar}"


class AgendapuntQuerySet(models.QuerySet["Agendapunt"]):
    def in_order(self) -> Self:
        return self.order_by("volgorde", "pk")


class Agendapunt(MetRevisie):
    """A plan on the agenda. Residents read 'plan'; what outlives an adoption hangs on `uuid`."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agenda = models.ForeignKey(Wijkagenda, models.CASCADE, related_name="agendapunten")
    titel = models.CharField("Wat willen wij?", max_length=160)
    waarom = models.TextField("Waarom?", max_length=1200, blank=True, default="")
    trekker = models.CharField("Wie zorgt dat het gebeurt?", max_length=120, blank=True, default="")
    onderwerp = models.CharField(max_length=3, choices=Thema, blank=True, default="")
    doelen = ArrayField(models.CharField(max_length=2, choices=Doel), default=list, blank=True)
    leeftijden = ArrayField(models.CharField(max_length=5, choices=Leeftijd), default=list, blank=True)
    aandacht = ArrayField(models.CharField(max_length=10, choices=Aandacht), default=list, blank=True)
    buurten = ArrayField(models.CharField(max_length=10), default=list, blank=True)  # CBS codes; none: all
    waarden = ArrayField(models.UUIDField(), default=list, blank=True)  # of Kernwaarde, by uuid
    beslist_mee = models.CharField("Wie van de bewoners beslist mee?", max_length=200, blank=True, default="")
    kans = models.CharField("Welke kans benut dit?", max_length=200, blank=True, default="")
    licht = models.CharField("Is dit licht en vroeg genoeg?", max_length=200, blank=True, default="")
    wie_mee = models.CharField(
        "Welke ondernemer, school of werkplek kan meedoen?", max_length=200, blank=True, default=""
    )
    eropaf = models.CharField(
        "Wie gaat naar mensen toe die niet komen?", max_length=200, blank=True, default=""
    )
    notitie = models.TextField("notitie, alleen voor het team", max_length=1200, blank=True, default="")
    overgenomen_van = models.UUIDField(null=True, blank=True, editable=False)  # the plan in the round before
    volgorde = models.PositiveSmallIntegerField(default=0)

    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return self.titel


class Actie(MetRevisie):
    """Something concrete to do under a plan. The first step of a plan is its first action.

    Its status is not here: that is the newest Voortgang with this uuid.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agendapunt = models.ForeignKey(Agendapunt, models.CASCADE, related_name="acties")
    wat = models.CharField("wat", max_length=200)
    trekker = models.CharField("wie", max_length=120, blank=True, default="")
    wanneer = models.CharField("wanneer", max_length=60, blank=True, default="")
    klaar_op = models.DateField("klaar op", null=True, blank=True)
    overgenomen_van = models.UUIDField(null=True, blank=True, editable=False)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return self.wat


class Verzoek(MetRevisie):
    """What is asked of one party for a plan: a decision, hours or money, and what it answered.

    The answer outlives an adoption: an adopted agenda finds the present one by `uuid`.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agendapunt = models.ForeignKey(Agendapunt, models.CASCADE, related_name="verzoeken")
    partij = models.CharField("aan wie", max_length=80)
    soort = models.CharField("wat vraagt u", max_length=10, choices=VerzoekSoort)
    tekst = models.CharField("wat precies", max_length=200)
    aantal = models.PositiveIntegerField("hoeveel uur of euro", null=True, blank=True)
    antwoord = models.CharField(max_length=10, choices=VerzoekAntwoord, default=VerzoekAntwoord.OPEN)
    antwoord_op = models.DateField(null=True, blank=True)
    antwoord_tekst = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["partij", "pk"]

    def __str__(self) -> str:
        return f"{self.partij}: {self.tekst}"


class Onderbouwing(models.Model):
    """Evidence of a plan: exactly one bundle, quote or figure, and the text as it was when it was added."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    agendapunt = models.ForeignKey(Agendapunt, models.CASCADE, related_name="onderbouwingen")
    bundel = models.ForeignKey(Bundel, models.CASCADE, null=True, blank=True, related_name="onderbouwingen")
    inbreng = models.ForeignKey(Inbreng, models.CASCADE, null=True, blank=True, related_name="onderbouwingen")
    cijfer = models.ForeignKey(Indicatorwaarde, models.PROTECT, null=True, blank=True, related_name="+")
    tekst = models.TextField(max_length=3000)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(bundel__isnull=False, inbreng__isnull=True, cijfer__isnull=True)
                    | Q(bundel__isnull=True, inbreng__isnull=False, cijfer__isnull=True)
                    | Q(bundel__isnull=True, inbreng__isnull=True, cijfer__isnull=False)
                ),
                name="onderbouwing_precies_een",
                violation_error_message="Kies één ding: een bundel, een verhaal of een cijfer.",
            ),
            models.UniqueConstraint(fields=["agendapunt", "bundel"], name="onderbouwing_bundel_uniek"),
            models.UniqueConstraint(fields=["agendapunt", "inbreng"], name="onderbouwing_inbreng_uniek"),
            models.UniqueConstraint(fields=["agendapunt", "cijfer"], name="onderbouwing_cijfer_uniek"),
        ]

    def __str__(self) -> str:
        return self.tekst[:60]


class Terugkoppeling(MetRevisie):
    """The answer to a bundle: who does it, and why. Residents read 'Wat gebeurde ermee?'."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    bundel = models.OneToOneField(Bundel, models.CASCADE, related_name="terugkoppeling")
    wie = models.CharField("wie doet dit", max_length=10, choices=WieDoet)
    waarom = models.TextField("waarom", max_length=800)
    datum = models.DateField()

    def __str__(self) -> str:
        return f"{self.bundel_id}: {self.wie}"
