"""What was found: the figures of a question as everyone reads them, and what the team makes of it."""

from __future__ import annotations

from django.db import models

from analyse.keuzes import Hoofdvraag
from analyse.models.lijst import Vraag
from kern.models import MetRevisie
from wijken.models import Wijk


class Uitslag(models.Model):
    """The public figures of one question, a copy. Made anew only after ten more answers.

    So nobody can tell from two looks what one person answered. `gegevens` has counts and shares alone.
    """

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="+")
    vraag = models.OneToOneField(Vraag, models.CASCADE, related_name="uitslag")
    aantal = models.PositiveIntegerField()
    gegevens = models.JSONField(default=dict)
    datum = models.DateField()

    def __str__(self) -> str:
        return str(self.vraag_id)


class Duiding(MetRevisie):
    """The team's answer to one guiding question, in its own words."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="duidingen")
    hoofdvraag = models.CharField(max_length=2, choices=Hoofdvraag)
    tekst = models.TextField("wat weten wij nu", max_length=1500, blank=True, default="")
    klaar = models.BooleanField("hiermee zijn wij klaar", default=False)
    datum = models.DateField()

    class Meta:
        ordering = ["hoofdvraag"]
        constraints = [models.UniqueConstraint(fields=["wijk", "hoofdvraag"], name="duiding_uniek")]

    def __str__(self) -> str:
        return self.hoofdvraag
