"""Fixed lists of the agenda: goals, parties, statuses. Content of the method, so code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Doel(models.TextChoices):
    """The six goals of a sociaal wijkteam (domain D1 to D6)."""

    MEEDOEN = "D1", _("Meedoen, samenhang en elkaar helpen")
    STEUN = "D2", _("Snelle en lichte steun bij alle vragen")
    PLEK = "D3", _("Een plek voor alle vragen en ideeën")
    EIGEN_KRACHT = "D4", _("Eigen kracht sterker maken")
    TOEGANG = "D5", _("Toegang tot zwaardere hulp")
    MINDER_ZWAAR = "D6", _("Minder zware en dure hulp nodig")


class WieDoet(models.TextChoices):
    """Who takes up a bundle."""

    BEWONERS = "bewoners", _("bewoners zelf")
    SAMEN = "samen", _("wij samen")
    WIJKTEAM = "wijkteam", _("het wijkteam")
    GEMEENTE = "gemeente", _("de gemeente")
    NIEMAND = "niemand", _("niemand, dit doen we niet")


class ActieStatus(models.TextChoices):
    """Where an action stands."""

    GEPLAND = "gepland", _("Gepland")
    LOOPT = "loopt", _("Loopt")
    VERTRAAGD = "vertraagd", _("Loopt later")
    KLAAR = "klaar", _("Klaar")
    GESTOPT = "gestopt", _("Gestopt")


class VerzoekSoort(models.TextChoices):
    """What is asked of a party."""

    BESLUIT = "besluit", _("een besluit")
    UREN = "uren", _("uren")
    GELD = "geld", _("geld")
    HAALBAAR = "haalbaar", _("zeggen of dit kan")


class VerzoekAntwoord(models.TextChoices):
    """What the party said."""

    OPEN = "open", _("nog geen antwoord")
    TOEGEZEGD = "toegezegd", _("ja")
    DEELS = "deels", _("ja, als er iets verandert")
    GEWEIGERD = "geweigerd", _("nee")


class VaststelDoor(models.TextChoices):
    """By whom an agenda is adopted."""

    BEWONERSAVOND = "bewonersavond", _("bewonersavond")
    AGENDAGROEP = "agendagroep", _("agendagroep")
    STUURGROEP = "stuurgroep", _("stuurgroep")
    COLLEGE = "college", _("college van B en W")


class Leeftijd(models.TextChoices):
    """The ages a plan is for: the bands in which the wijk is counted (domain, question V39)."""

    KIND = "0-14", _("Kinderen, tot 15 jaar")
    JONG = "15-24", _("Jongeren, 15 tot 25 jaar")
    VOLWASSEN = "25-64", _("Volwassenen, 25 tot 65 jaar")
    OUDER = "65-74", _("Ouderen, 65 tot 75 jaar")
    OUD = "75+", _("Ouderen, 75 jaar en ouder")


class Aandacht(models.TextChoices):
    """Subjects of social work that an agenda easily forgets (domain §13)."""

    EENZAAMHEID = "eenzaam", _("Eenzaamheid")
    MANTELZORG = "mantelzorg", _("Mantelzorg")
    DEMENTIE = "dementie", _("Dementie")
    NIEUWKOMERS = "nieuw", _("Taal en nieuwkomers")
    ARMOEDE = "armoede", _("Armoede en schulden")
    OPVOEDEN = "opvoeden", _("Opvoeden en scheiding")
    VEILIG_THUIS = "thuis", _("Veilig thuis")
    PSYCHISCH = "psychisch", _("Psychisch kwetsbaar of een beperking")
    ONTMOETING = "ontmoeting", _("Ontmoeting en dagbesteding")


class TeamAntwoord(models.TextChoices):
    """What the team answers to what residents ask of it."""

    OPEN = "open", _("nog geen antwoord")
    JA = "ja", _("ja")
    DEELS = "deels", _("voor een deel")
    NEE = "nee", _("nee")


class Lidsoort(models.TextChoices):
    """Who a member of the agendagroep is."""

    BEWONER = "bewoner", _("bewoner")
    PARTNER = "partner", _("van een organisatie")


class Groepskeuzesoort(models.TextChoices):
    """What a member of the agendagroep chooses for a plan."""

    EERST = "eerst", _("Dit moet op de agenda")
    LATER = "later", _("Dit kan later")
    NIET = "niet", _("Dit hoeft niet")


class Stem(models.TextChoices):
    """What a member of the agendagroep says to the agenda as a whole."""

    VOOR = "voor", _("Ik ben voor")
    TEGEN = "tegen", _("Ik ben tegen")
    ONTHOUDEN = "onthouden", _("Ik kies niet")


class Oordeel(models.TextChoices):
    """What residents think became of an action."""

    GELUKT = "gelukt", _("Gelukt")
    DEELS = "deels", _("Voor een deel gelukt")
    NIET = "niet", _("Niet gelukt")
    NOG_NIET = "nog_niet", _("Nog niet te zeggen")


class Oordeelweg(models.TextChoices):
    """The way an opinion on an action came in."""

    GROEP = "groep", _("de agendagroep")
    LINK = "link", _("mensen uit de wijk, met een link")
    BIJEENKOMST = "bijeenkomst", _("een bijeenkomst")


class Toezeggingstatus(models.TextChoices):
    """How far a contribution to an action is. A person makes each step."""

    VOORGESTELD = "voorgesteld", _("bedacht")
    UITGENODIGD = "uitgenodigd", _("gevraagd")
    TOEGEZEGD = "toegezegd", _("zegt ja")
    GEDAAN = "gedaan", _("gedaan")
    NEE = "nee", _("zegt nee")
    GESTOPT = "gestopt", _("gestopt")


class Toezegginghoe(models.TextChoices):
    """How somebody said yes."""

    LINK = "link", _("met een link")
    MAIL = "mail", _("met een mail")
    TELEFOON = "telefoon", _("aan de telefoon")
    GESPREK = "gesprek", _("in een gesprek")


class Succesfactor(models.TextChoices):
    """What made it work (domain §8.1)."""

    STEUN = "SF1", _("De gemeente wilde dit en stond erachter.")
    OPDRACHT = "SF2", _("Het team had de opdracht om actieve bewoners te helpen.")
    VERBINDERS = "SF3", _("Iemand bracht mensen bij elkaar.")
    VRIJWILLIGERS = "SF4", _("Vrijwilligers hoorden bij het team.")
    SAMEN = "SF5", _("Hulp aan één mens en werk in de buurt maakten elkaar sterker.")
