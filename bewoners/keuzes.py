"""Fixed lists of what people offer and actions need (domain §9)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Aanbodsoort(models.TextChoices):
    """What somebody can contribute, and what an action can need."""

    KENNIS = "kennis", _("Iets weten of kunnen")
    HANDEN = "handen", _("Meehelpen")
    NETWERK = "netwerk", _("Mensen kennen")
    PLEK = "plek", _("Een plek")
    SPULLEN = "spullen", _("Spullen")
    TIJD = "tijd", _("Tijd")
    LEERPLEK = "leerplek", _("Een plek om te leren of te werken")


class Label(models.TextChoices):
    """What an offer or a need is about: the competences of the domain, for suggestions."""

    KOKEN = "koken", _("Koken")
    KLUSSEN = "klussen", _("Klussen")
    GROEN = "groen", _("Tuin en groen")
    ORGANISEREN = "organiseren", _("Organiseren")
    SCHRIJVEN = "schrijven", _("Schrijven")
    VORMGEVEN = "vormgeven", _("Tekenen en vormgeven")
    DIGITAAL = "digitaal", _("Computer en telefoon")
    TALEN = "talen", _("Talen")
    KUNST = "kunst", _("Muziek en kunst")
    SPORT = "sport", _("Sport")
    LUISTEREN = "luisteren", _("Luisteren")
    LESGEVEN = "lesgeven", _("Lesgeven")
    PAPIEREN = "papieren", _("Geld en papieren")
    TECHNIEK = "techniek", _("Techniek")
    RIJDEN = "rijden", _("Rijden")
    KINDEREN = "kinderen", _("Kinderen")
    OUDEREN = "ouderen", _("Ouderen")
    DIEREN = "dieren", _("Dieren")
    MENSEN = "mensen", _("Veel mensen kennen")
    WERVEN = "werven", _("Geld werven")


class Wanneer(models.TextChoices):
    """When somebody can, and when an action needs it."""

    OVERDAG = "overdag", _("Overdag")
    AVOND = "avond", _("'s Avonds")
    WEEKEND = "weekend", _("In het weekend")
    EEN_KEER = "een_keer", _("Eén keer")
    VAKER = "vaker", _("Vaker")


class Aanbodstatus(models.TextChoices):
    """Where an offer stands. There is no 'gone': then the row is gone."""

    NIEUW = "nieuw", _("nieuw")
    BESCHIKBAAR = "beschikbaar", _("beschikbaar")
    RUST = "rust", _("nu even niet")
