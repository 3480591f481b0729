"""Fixed lists that only the team reads: choices about phases, working agreements, the self-scan."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class FasekeuzeSoort(models.TextChoices):
    """What the team says of a phase. KOMPAS: nothing any more, the soft checks speak."""

    BEZIG = "bezig", _("Wij zijn ermee bezig, misschien nog een keer")
    KLAAR = "klaar", _("Wij zijn klaar met deze fase")
    OVER = "over", _("Wij slaan deze fase over")
    KOMPAS = "kompas", _("Laat het kompas zien hoe ver wij zijn")


class AfspraakSoort(models.TextChoices):
    """The two kinds of working agreements of the Kompas."""

    UITGANGSPUNT = "uitgangspunt", _("Uitgangspunt")
    RANDVOORWAARDE = "randvoorwaarde", _("Randvoorwaarde")


class AfspraakStand(models.TextChoices):
    """How far a precondition is arranged."""

    GEREGELD = "geregeld", _("Geregeld")
    DEELS = "deels", _("Voor een deel")
    NIET = "niet", _("Nog niet")


MAX_SCORE: Final = 4  # of a statement of the self-scan; the least is 0


class Scankant(models.TextChoices):
    """Who filled in a self-scan."""

    TEAM = "team", _("Het team")
    BEWONERS = "bewoners", _("Bewoners")


class Scanpunt(models.TextChoices):
    """The statements of the yearly self-scan: success factors, goals and principles (domain §8)."""

    STEUN = "SF1", _("De gemeente wil dit en staat achter ons.")
    OPDRACHT = "SF2", _("Het team heeft de opdracht om actieve bewoners te helpen.")
    VERBINDERS = "SF3", _("In het team zitten mensen die bewoners met elkaar verbinden.")
    VRIJWILLIGERS = "SF4", _("Vrijwilligers horen bij het team.")
    SAMEN = "SF5", _("Hulp aan één mens en werk in de buurt maken elkaar sterker.")
    MEEDOEN = "D1", _("Mensen doen mee, kennen elkaar en helpen elkaar.")
    LICHTE_STEUN = "D2", _("Mensen krijgen snel lichte steun, bij elke vraag.")
    PLEK = "D3", _("Er is een plek voor alle vragen en ideeën.")
    EIGEN_KRACHT = "D4", _("Mensen lossen meer zelf op, alleen of samen.")
    TOEGANG = "D5", _("Wie zwaardere hulp nodig heeft, vindt die.")
    MINDER_ZWAAR = "D6", _("Er is minder zware en dure hulp nodig.")
    BEWONERS = "P1", _("Bewoners beslissen mee over wat het team doet.")
    KANSEN = "P2", _("Wij beginnen bij kansen, en praten niet over losse gevallen.")
    VROEG = "P3", _("Wij helpen licht en vroeg, dicht bij het leven van mensen.")
