"""What a team tells residents about itself: who to talk to, and who answers for what is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kern.klok import today
from kern.models import Bestand, MetRevisie
from wijken.models.wijk import Wijk


class Aanspreekpunt(MetRevisie):
    """The person residents may call or meet, with consent and only until the day that was agreed."""

    wijk = models.OneToOneField(Wijk, models.CASCADE, related_name="aanspreekpunt")
    voornaam = models.CharField("voornaam", max_length=40)
    rol = models.CharField("wat doet deze collega", max_length=60, blank=True, default="")
    foto = models.ForeignKey(Bestand, models.SET_NULL, null=True, blank=True, related_name="aanspreekpunt")
    toestemming_op = models.DateField("toestemming gegeven op")
    toestemming_tot = models.DateField("toestemming tot en met")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(toestemming_tot__gte=models.F("toestemming_op")),
                name="aanspreekpunt_toestemming",
                violation_error_message="De toestemming eindigt voordat zij begint. Kies een latere dag.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.wijk_id}: {self.voornaam}"

    @property
    def zichtbaar(self) -> bool:
        """Whether residents may see name and photo today."""
        return self.toestemming_op <= today() <= self.toestemming_tot


class Privacyafspraak(MetRevisie):
    """Who answers for what residents tell, on which ground, and what was promised about it."""

    class Grondslag(models.TextChoices):
        PUBLIEKE_TAAK = "publieke_taak", _("Taak van de gemeente (AVG artikel 6, lid 1, onder e)")
        OPDRACHT = "opdracht", _("Taak van algemeen belang, in opdracht (artikel 6, lid 1, onder e)")
        TOESTEMMING = "toestemming", _("Toestemming van de bewoner (artikel 6, lid 1, onder a)")
        BELANG = "belang", _("Gerechtvaardigd belang (artikel 6, lid 1, onder f; niet voor een overheid)")

    wijk = models.OneToOneField(Wijk, models.CASCADE, related_name="privacyafspraak")
    verantwoordelijke = models.CharField("wie is verantwoordelijk", max_length=120, blank=True, default="")
    privacy_adres = models.URLField("privacypagina", max_length=300, blank=True, default="")
    fg_contact = models.CharField("functionaris gegevensbescherming", max_length=160, blank=True, default="")
    grondslag = models.CharField(max_length=14, choices=Grondslag, blank=True, default="")
    belofte_door = models.CharField("wie bevestigde de belofte", max_length=120, blank=True, default="")
    belofte_op = models.DateField("bevestigd op", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(belofte_door="", belofte_op__isnull=True)
                | (~Q(belofte_door="") & Q(belofte_op__isnull=False)),
                name="privacyafspraak_belofte_heel",
                violation_error_message="Schrijf op wie de belofte bevestigde, en wanneer.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.wijk_id}: {self.verantwoordelijke}"
