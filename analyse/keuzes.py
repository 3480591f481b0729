"""Fixed lists of the wijkanalyse: types of question, states, the guiding questions. Content of the method."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vraagsoort(models.TextChoices):
    """How a question is answered (domain, 14B)."""

    OPEN = "OPEN", _("In eigen woorden")
    EEN = "EEN", _("Eén antwoord kiezen")
    MEER = "MEER", _("Meer antwoorden kiezen")
    CIJFER = "CIJFER", _("Een cijfer van 1 tot 10")
    SMILEY5 = "SMILEY5", _("Vijf gezichten: mee eens of niet")
    RANG = "RANG", _("Kiezen en op volgorde zetten")
    JN = "JN", _("Ja of nee")


class Lijstsoort(models.TextChoices):
    """Where a list began. Its questions may be changed afterwards."""

    KORT = "kort", _("Korte lijst")
    LANG = "lang", _("Hele lijst")
    DEUR = "deur", _("Vijf vragen aan de deur")
    PARTNERS = "partners", _("Lijst voor partners en het team")
    EIGEN = "eigen", _("Eigen lijst")


class Lijststatus(models.TextChoices):
    """Being made, open to answers, or closed. A closed list can be opened again."""

    CONCEPT = "concept", _("Nog niet open")
    OPEN = "open", _("Open")
    GESLOTEN = "gesloten", _("Gesloten")


class Laat(models.TextChoices):
    """What happens to the answers of who was still filling in when the list closed."""

    MEE = "mee", _("Die tellen mee")
    APART = "apart", _("Die bewaren wij, maar tellen niet mee")


class Telt(models.TextChoices):
    """Whether a filled-in list counts in the results."""

    MEE = "mee", _("Telt mee")
    NAKIJKEN = "nakijken", _("Eerst nakijken")  # many came from one place in a short time
    LAAT = "laat", _("Kwam na het sluiten")
    NIET = "niet", _("Telt niet mee")


class Bijzonder(models.TextChoices):
    """What is odd about an answer on paper, as it was typed in."""

    GEWOON = "", _("Gewoon")
    LEEG = "leeg", _("Leeg gelaten")
    ONLEESBAAR = "onleesbaar", _("Onleesbaar")
    TWEE_KRUISJES = "twee", _("Twee kruisjes")


class Leesstatus(models.TextChoices):
    """Whether a person of the team read an open answer."""

    NIEUW = "nieuw", _("Nieuw")
    GELEZEN = "gelezen", _("Gelezen")
    VERBORGEN = "verborgen", _("Verborgen")  # about one person, or not fit to be read further


class Hoofdvraag(models.TextChoices):
    """The guiding questions of a wijkanalyse (domain, 5.2)."""

    SPEELT = "H1", _("Wat speelt er in de wijk?")
    WIE = "H2", _("Wie wonen er?")
    KAART = "H3", _("Welke plekken en organisaties zijn er?")
    KRACHT = "H4", _("Wat bindt mensen hier, en wat niet?")
    PROBLEMEN = "H5", _("Waar hebben veel mensen het moeilijk mee?")
    KANSEN = "H6", _("Welke problemen en kansen zien bewoners?")
    ZELF = "H7", _("Waar willen bewoners zelf mee aan de slag?")
    ROL = "H8", _("Wat verwachten bewoners van het wijkteam en van anderen?")
