"""The chapter of one plan."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from agenda.inhoud import WEGGEHAALD, ActieDeel, Bewijs, Inhoud, PlanDeel
from agenda.kernwaarden.document import show_waarden, waarden_at
from agenda.keuzes import ActieStatus, Doel
from bewoners.models import NEDERLANDS
from bewoners.talen import language_name
from kern.grafiek import from_json
from rapportage.hoofdstukken.verzoeken import request
from rapportage.hoofdstukken.vormen import ActieRij, Plan, Uitspraak
from rapportage.woorden import day, direction, label, stories
from wijken.themas import PICTOGRAM, Thema

_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
STATUS_KLAS = {ActieStatus.KLAAR: "klaar", ActieStatus.LOOPT: "loopt", ActieStatus.VERTRAAGD: "vertraagd"}


def read_plan(plan: PlanDeel, inhoud: Inhoud, notitie: str = "", link: str = "") -> Plan:
    """One plan in words. `notitie` is what only the team may read, `link` leads to its page of now."""
    bewijs = plan["bewijs"]
    return Plan(
        nummer=plan["nummer"],
        titel=plan["titel"],
        kort=first_sentence(plan["waarom"]),
        waarom=plan["waarom"],
        trekker=plan["trekker"],
        onderwerp=label(Thema, plan["onderwerp"]),
        pictogram=PICTOGRAM.get(plan["onderwerp"], "idee"),
        doelen=tuple(label(Doel, doel) for doel in plan["doelen"]),
        verhalen=stories(plan["aantal"]) if plan["aantal"] else "",
        uitspraken=tuple(_quote(deel, inhoud) for deel in bewijs if deel["sleutel"] in inhoud["citaten"]),
        bundels=tuple(
            f"{deel['titel']}: {stories(deel['aantal'])}" for deel in bewijs if deel["soort"] == "bundel"
        ),
        kaarten=tuple(from_json(deel["kaart"]) for deel in bewijs if deel["kaart"]),
        cijferzinnen=tuple(
            deel["titel"] for deel in bewijs if deel["soort"] == "cijfer" and not deel["kaart"]
        ),
        notitie=notitie,
        acties=tuple(_action(actie) for actie in plan["acties"]),
        vragen=tuple(request(verzoek, plan["titel"]) for verzoek in plan["verzoeken"]),
        waarden=waarden_at(plan.get("waarden", []), show_waarden(inhoud)),
        link=link,
    )


def first_sentence(tekst: str, limit: int = 90) -> str:
    """The first sentence when it is short enough, else as many whole words as fit."""
    eerste = re.split(r"(?<=[.!?])\s", " ".join(tekst.split()), maxsplit=1)[0]
    if len(eerste) <= limit:
        return eerste
    return f"{eerste[:limit].rsplit(' ', 1)[0]} …"


def _quote(deel: Bewijs, inhoud: Inhoud) -> Uitspraak:
    citaat = inhoud["citaten"][deel["sleutel"]]
    if citaat["tekst"] == WEGGEHAALD:
        return Uitspraak(WEGGEHAALD, NEDERLANDS, "ltr", "", "")
    taal = citaat["taal"] if _LANGUAGE.match(citaat["taal"]) else NEDERLANDS
    naam = language_name(taal, citaat.get("taal_naam", ""))
    return Uitspraak(citaat["tekst"], taal, direction(citaat["tekst"]), naam, citaat.get("vertaling", ""))


def _action(actie: ActieDeel) -> ActieRij:
    return ActieRij(
        wat=actie["wat"],
        trekker=actie["trekker"] or _("Nog niemand"),
        wanneer=actie["wanneer"] or day(actie["klaar_op"]) or _("Nog niet bekend"),
        status=label(ActieStatus, actie["status"]),
        klas=STATUS_KLAS.get(ActieStatus(actie["status"]), "")
        if actie["status"] in ActieStatus.values
        else "",
    )
