"""What residents say. Their rows have random keys and a date, no time; no name, address, IP or user agent."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from bewoners.keuzes import Aanbodsoort, Aanbodstatus, Label, Wanneer
from gebruikers.models import Gebruiker
from kern.models import MetRevisie
from wijken.models import Regio, Toegangslink, Volgcode, Wijk
from wijken.themas import Thema

MAX_TEKST = 3000
NEDERLANDS: Final = "nl"
VOORAF: Final = dt.timedelta(days=21)  # so long before an offer ends we ask whether it still holds
ANDERE_TAAL: Final = "und"  # BCP 47: a language without a code of ours; its name stands in taal_naam


class Soort(models.TextChoices):
    """What kind of input, as residents choose it."""

    IDEE = "idee", _("Idee")
    BETER = "beter", _("Dit kan beter")
    DROOM = "droom", _("Droom")
    COMPLIMENT = "compliment", _("Compliment")


class Kanaal(models.TextChoices):
    """The way an input came in."""

    ONLINE = "online", _("online")
    PAPIER = "papier", _("papier")
    DEUR = "deur", _("aan de deur")
    STRAAT = "straat", _("op straat")
    INLOOP = "inloop", _("inloop")
    TELEFOON = "telefoon", _("telefoon")
    BIJEENKOMST = "bijeenkomst", _("bijeenkomst")


class Namens(models.TextChoices):
    """On whose behalf something was typed in. Never the name of a person."""

    BEWONER = "", _("een bewoner")
    GROEP = "groep", _("een groep")
    ORGANISATIE = "organisatie", _("een organisatie")


class BundelQuerySet(models.QuerySet["Bundel"]):
    def for_wijk(self, wijk: Wijk) -> Self:
        return self.filter(wijk=wijk)


class Bundel(MetRevisie):
    """Inputs put together under one heading. The originals stay readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="bundels")
    titel = models.CharField("titel", max_length=120)
    samenvatting = models.TextField("zo vatten wij het samen", max_length=600, blank=True, default="")
    onderwerp = models.CharField(max_length=3, choices=Thema, blank=True, default="")
    datum = models.DateField()

    objects = BundelQuerySet.as_manager()

    class Meta:
        ordering = ["titel"]

    def __str__(self) -> str:
        return self.titel


def telt_mee(pad: str = "") -> Q:
    """What counts as taking part, for a query on inputs, or on a row that leads to them by `pad`."""
    return ~Q(**{f"{pad}status__in": [Inbreng.Status.GEWEIGERD, Inbreng.Status.AFGEHANDELD]})


class InbrengQuerySet(models.QuerySet["Inbreng"]):
    def for_wijk(self, wijk: Wijk) -> Self:
        return self.filter(wijk=wijk)

    def awaiting_moderation(self) -> Self:
        return self.filter(status=Inbreng.Status.ONTVANGEN)

    def published(self) -> Self:
        """What anyone may read: shared by the sender and cleared by the team."""
        return self.filter(status=Inbreng.Status.GEPUBLICEERD, mag_delen=True)

    def counted(self) -> Self:
        """What counts as taking part: everything but what was taken back, erased or refused."""
        return self.filter(telt_mee())

    def passed_on(self) -> list[tuple[str, int]]:
        """To whom inputs were passed on, and how many, most first."""
        rows = self.filter(status=Inbreng.Status.DOORGEGEVEN).values_list("doorgegeven_aan")
        return list(rows.annotate(aantal=Count("pk")).order_by("-aantal", "doorgegeven_aan"))


class Inbreng(MetRevisie):
    """One input from a resident. Without a name; with a receipt code that leads to it."""

    class Status(models.TextChoices):
        ONTVANGEN = "ontvangen", _("nieuw")
        GEPUBLICEERD = "gepubliceerd", _("gelezen")  # cleared; public only when mag_delen
        GEWEIGERD = "geweigerd", _("geweigerd")
        DOORGEGEVEN = "doorgegeven", _("doorgegeven")
        AFGEHANDELD = "afgehandeld", _("vraag om hulp, tekst gewist")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="inbrengen")
    volgcode = models.OneToOneField(Volgcode, models.PROTECT, null=True, blank=True, related_name="inbreng")
    verzend_id = models.UUIDField(unique=True, editable=False)
    tekst = models.TextField(max_length=MAX_TEKST)
    taal = models.CharField(max_length=5, default=NEDERLANDS)
    taal_naam = models.CharField(max_length=40, blank=True, default="")
    mag_delen = models.BooleanField(default=False)
    soort = models.CharField(max_length=12, choices=Soort, blank=True, default="")
    onderwerp = models.CharField(max_length=3, choices=Thema, blank=True, default="")
    buurt = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="+")
    kanaal = models.CharField(max_length=12, choices=Kanaal, default=Kanaal.ONLINE)
    namens = models.CharField(max_length=12, choices=Namens, blank=True, default=Namens.BEWONER)
    namens_naam = models.CharField(max_length=80, blank=True, default="")
    namens_aantal = models.PositiveSmallIntegerField(null=True, blank=True)
    datum = models.DateField()
    signalen = models.JSONField(
        default=list, blank=True, help_text="kinds of hits of kern.tekstcontrole, never text"
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.ONTVANGEN)
    reden = models.CharField(max_length=300, blank=True, default="")
    doorgegeven_aan = models.CharField(max_length=120, blank=True, default="")
    gemaskeerd = models.BooleanField(default=False)
    niet_zo_bedoeld = models.BooleanField(default=False)
    niet_zo_bedoeld_tekst = models.TextField(max_length=600, blank=True, default="")
    bundel = models.ForeignKey(Bundel, models.SET_NULL, null=True, blank=True, related_name="inbrengen")

    objects = InbrengQuerySet.as_manager()

    class Meta:
        ordering = ["-datum", "id"]
        indexes = [models.Index(fields=["wijk", "status", "-datum"], name="inbreng_inbox")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="geweigerd") | ~Q(reden=""),
                name="inbreng_weigering_met_reden",
                violation_error_message="Schrijf op waarom. De bewoner leest dit.",
            ),
            models.CheckConstraint(
                condition=~Q(status="doorgegeven") | ~Q(doorgegeven_aan=""),
                name="inbreng_doorgegeven_aan_wie",
                violation_error_message="Schrijf op aan wie u dit doorgeeft.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def nederlands(self) -> str:
        """What it says in Dutch; '' when it is Dutch, or not translated yet. Select 'vertaling' along."""
        if self.taal == NEDERLANDS:
            return ""
        vertaling: Vertaling | None = getattr(self, "vertaling", None)
        return vertaling.tekst if vertaling else ""


class Vertaling(MetRevisie):
    """What an input says in Dutch, typed by a person, never by a machine. The original stays beside it.

    It lives as long as the words that it translates: other words, or masked ones, and it goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    inbreng = models.OneToOneField(Inbreng, models.CASCADE, related_name="vertaling")
    tekst = models.TextField(max_length=MAX_TEKST)
    door = models.ForeignKey(Gebruiker, models.SET_NULL, null=True, blank=True, related_name="+")
    datum = models.DateField()

    def __str__(self) -> str:
        return str(self.id)


class Invoer(models.Model):
    """Who typed an input in and from which sheet: to mend a slip the same day, and to type no sheet twice.

    Kept a month. `door` goes at once when the resident or the team changes the words: then they are no longer
    what was typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    inbreng = models.OneToOneField(Inbreng, models.CASCADE, related_name="invoer")
    door = models.ForeignKey(Gebruiker, models.SET_NULL, null=True, blank=True, related_name="+")
    nummer = models.PositiveIntegerField(help_text="how many in this wijk that day, for the order")
    stapel = models.CharField(max_length=30, blank=True, default="")
    vel = models.PositiveIntegerField(null=True, blank=True)
    datum = models.DateField(help_text="the day of typing")

    class Meta:
        indexes = [models.Index(fields=["wijk", "datum"], name="invoer_dag")]

    def __str__(self) -> str:
        return str(self.id)


class Concept(models.Model):
    """A half-filled form of a resident, found by its id and a random cookie, kept a day. Sending locks it.

    Each tab has its own row, so that two tabs of one browser never mix.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sleutel = models.CharField(max_length=64, help_text="sha256 of the cookie")
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    formulier = models.CharField(max_length=20)
    verzend_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    gegevens = models.JSONField(default=dict)
    verzonden = models.BooleanField(default=False)
    datum = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["datum"], name="concept_datum")]

    def __str__(self) -> str:
        return str(self.id)


class Contactverzoek(models.Model):
    """Someone who wants to hear from us. Apart from the words: no key leads from one to the other."""

    class Doel(models.TextChoices):
        HOREN = "horen", _("Ik wil horen wat ermee gebeurt")
        MEEDOEN = "meedoen", _("Ik wil meedoen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="contactverzoeken")
    verzend_id = models.UUIDField(unique=True, editable=False)
    doel = models.CharField(max_length=10, choices=Doel)
    naam = models.CharField(max_length=80, blank=True, default="")
    contact = models.CharField(max_length=120)
    datum = models.DateField()

    def __str__(self) -> str:
        return str(self.id)


class AanbodQuerySet(models.QuerySet["Aanbod"]):
    def for_wijk(self, wijk: Wijk) -> Self:
        return self.filter(wijk=wijk)

    def available_on(self, day: dt.date) -> Self:
        """What may be suggested on this day: read by the team, and consent not over."""
        return self.filter(status=Aanbodstatus.BESCHIKBAAR, tot__gte=day)

    def ending(self, day: dt.date) -> Self:
        """What ends soon: time to ask whether it still holds."""
        return self.filter(tot__gte=day, tot__lte=day + VOORAF)

    def to_call(self, day: dt.date) -> Self:
        """What ends soon, of somebody whom no mail could ask: without a mail address there is no link."""
        return self.ending(day).filter(gevraagd_op__isnull=False, link__isnull=True)


class Aanbod(MetRevisie):
    """What somebody can contribute to the plans of the wijk, by consent until `tot`; then it is deleted.

    Only the team reads it. Followed, changed and taken back by the same kind of receipt code as an input.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="aanbod")
    volgcode = models.OneToOneField(Volgcode, models.PROTECT, null=True, blank=True, related_name="aanbod")
    link = models.OneToOneField(Toegangslink, models.SET_NULL, null=True, blank=True, related_name="aanbod")
    verzend_id = models.UUIDField(unique=True, editable=False)
    soort = models.CharField(max_length=10, choices=Aanbodsoort)
    labels = ArrayField(models.CharField(max_length=12, choices=Label), default=list, blank=True)
    wanneer = ArrayField(models.CharField(max_length=10, choices=Wanneer), default=list, blank=True)
    tekst = models.CharField(max_length=300, blank=True, default="")
    taal = models.CharField(max_length=5, default=NEDERLANDS)
    buurt = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="+")
    namens = models.CharField(max_length=12, choices=Namens, blank=True, default=Namens.BEWONER)
    naam = models.CharField(max_length=80, blank=True, default="")
    contact = models.CharField(max_length=120)
    kanaal = models.CharField(max_length=12, choices=Kanaal, default=Kanaal.ONLINE)
    toestemming_op = models.DateField()
    tot = models.DateField(help_text="consent ends; the row goes the day after")
    gevraagd_op = models.DateField(null=True, blank=True, help_text="when asked whether it still holds")
    over = models.UUIDField(null=True, blank=True, help_text="key of an action of the agenda")
    signalen = models.JSONField(
        default=list, blank=True, help_text="kinds of hits of kern.tekstcontrole, never text"
    )
    status = models.CharField(max_length=12, choices=Aanbodstatus, default=Aanbodstatus.NIEUW)
    datum = models.DateField()

    objects = AanbodQuerySet.as_manager()

    class Meta:
        ordering = ["-datum", "id"]
        indexes = [models.Index(fields=["wijk", "status", "-datum"], name="aanbod_lijst")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("toestemming_op")),
                name="aanbod_dagen",
                violation_error_message="De laatste dag kan niet voor de eerste liggen.",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
