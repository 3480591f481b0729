"""The chapters of the PDF: an Inhoud turned into values that the templates only have to print.

Pure functions, no database, no clock. What the agenda does not hold is left empty, and the template says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.inhoud import (
    WEGGEHAALD,
    ActieDeel,
    Antwoord,
    Bewijs,
    Inhoud,
    PlanDeel,
    Telling,
    VerzoekDeel,
)
from agenda.keuzes import ActieStatus, Doel, VerzoekAntwoord, VerzoekSoort, WieDoet
from agenda.woorden import asked, euro, hours
from bewoners.models import NEDERLANDS
from bewoners.talen import language_name
from kern.grafiek import Cijferkaart, Staaf, from_json
from kern.kaart import Kaartblad
from kern.kaart import from_json as kaartblad_from_json
from rapportage.woorden import day, direction, label, stories, years
from wijken.themas import PICTOGRAM, Thema

HOUSES, IN_ROW = 6, 3  # plans that 'In één oogopslag' draws, and how many beside each other
BESIDE = 450  # letters of quotes that fit beside one figure card
_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_STATUS = {ActieStatus.KLAAR: "klaar", ActieStatus.LOOPT: "loopt", ActieStatus.VERTRAAGD: "vertraagd"}
_ANTWOORD = {VerzoekAntwoord.TOEGEZEGD: "klaar", VerzoekAntwoord.GEWEIGERD: "vertraagd"}
_WIE = {
    WieDoet.BEWONERS: gettext_lazy("Dit doen bewoners zelf."),
    WieDoet.SAMEN: gettext_lazy("Dit doen we samen."),
    WieDoet.WIJKTEAM: gettext_lazy("Dit doet het wijkteam."),
    WieDoet.GEMEENTE: gettext_lazy("Dit doet de gemeente."),
    WieDoet.NIEMAND: gettext_lazy("Dit doen we niet."),
}


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """A resident's words, with their language and direction."""

    tekst: str
    taal: str
    richting: str
    taalnaam: str  # '' for Dutch
    vertaling: str  # what they say in Dutch, '' when nobody translated them


@dataclass(frozen=True, slots=True)
class ActieRij:
    wat: str
    trekker: str
    wanneer: str
    status: str
    klas: str


@dataclass(frozen=True, slots=True)
class Vraag:
    """One thing that is asked of a party."""

    plan_nummer: int
    plan: str
    tekst: str
    hoeveel: str
    antwoord: str
    klas: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class Partij:
    """What one party is asked, with totals. Empty totals are ''."""

    naam: str
    besluiten: str
    uren: str
    geld: str
    ja: int
    open: int
    nee: int
    vragen: tuple[Vraag, ...]


@dataclass(frozen=True, slots=True)
class AntwoordRij:
    titel: str
    verhalen: str
    samenvatting: str
    wie: str
    waarom: str
    datum: str


@dataclass(frozen=True, slots=True)
class AntwoordGroep:
    """Answers under one plan; `plan` is '' for those that belong to none."""

    nummer: int
    plan: str
    rijen: tuple[AntwoordRij, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    nummer: int
    titel: str
    kort: str
    waarom: str
    trekker: str
    onderwerp: str
    pictogram: str
    doelen: tuple[str, ...]
    verhalen: str
    uitspraken: tuple[Uitspraak, ...]
    bundels: tuple[str, ...]
    kaarten: tuple[Cijferkaart, ...]
    cijferzinnen: tuple[str, ...]
    acties: tuple[ActieRij, ...]
    vragen: tuple[Vraag, ...]

    @property
    def naast_elkaar(self) -> bool:
        """Whether words and figures stand beside each other: only when the words fit beside a figure."""
        words = sum(len(each.tekst) + len(each.vertaling) for each in self.uitspraken)
        return bool(self.kaarten) and 0 < words <= BESIDE * len(self.kaarten)


@dataclass(frozen=True, slots=True)
class Boek:
    """Everything the templates print."""

    titel: str
    wijk: str
    ondertitel: str
    gemeente: str
    voorbeeld: bool
    concept: bool
    bordmaat: str
    jaren: str
    droom: str
    gemaakt_op: str
    vastgesteld: str
    stemmen: str
    verhalen: str
    telefoon: str
    inloop: str
    contact: str
    aanleiding: str
    opdracht: str
    beslist_mee: str
    denkt_mee: str
    ligt_vast: str
    plannen: tuple[Plan, ...]
    huizen: tuple[tuple[Plan, ...], ...]
    meer_plannen: int
    onderwerpen: tuple[str, ...]
    partijen: tuple[Partij, ...]
    kaarten: tuple[Cijferkaart, ...]
    blad: Kaartblad | None  # the map of the buurten with its table
    periode: str
    kanalen: tuple[Staaf, ...]
    talen: tuple[Staaf, ...]
    buurten: tuple[Staaf, ...]
    antwoorden: tuple[AntwoordGroep, ...]
    doorgegeven: tuple[str, ...]
    bronnen: tuple[str, ...]
    link: str
    adres: str


def build_boek(inhoud: Inhoud, *, link: str, concept: bool) -> Boek:
    """All chapters of this agenda. `link` is where the QR code leads; a draft is marked on every page."""
    inhoud = cast(Inhoud, _without_controls(inhoud))
    wijk, waarom, deelname = inhoud["wijk"], inhoud["waarom"], inhoud["deelname"]
    jaren = years(waarom["van_jaar"], waarom["tot_jaar"])
    plannen = tuple(_plan(plan, inhoud) for plan in inhoud["plannen"])
    vastgesteld, stemmen = _adopted(inhoud)
    return Boek(
        titel=_("Sociale wijkagenda %(wijk)s %(jaren)s") % {"wijk": wijk["naam"], "jaren": jaren},
        wijk=wijk["naam"],
        ondertitel=wijk["ondertitel"],
        gemeente=wijk["gemeente"],
        voorbeeld=wijk["voorbeeld"],
        concept=concept,
        bordmaat=_sign_size(wijk["naam"]),
        jaren=jaren,
        droom=waarom["droom"],
        gemaakt_op=day(inhoud["gemaakt_op"]),
        vastgesteld=vastgesteld,
        stemmen=stemmen,
        verhalen=stories(deelname["aantal"]) if deelname["aantal"] else "",
        telefoon=wijk["telefoon"],
        inloop=", ".join(filter(None, [wijk["inloop_plek"], wijk["inloop_tijden"]])),
        contact=waarom["contact"],
        aanleiding=waarom["aanleiding"],
        opdracht=waarom["opdracht"],
        beslist_mee=waarom["beslist_mee"],
        denkt_mee=waarom["denkt_mee"],
        ligt_vast=waarom["ligt_vast"],
        plannen=plannen,
        huizen=tuple(plannen[i : i + IN_ROW] for i in range(0, min(len(plannen), HOUSES), IN_ROW)),
        meer_plannen=max(len(plannen) - HOUSES, 0),
        onderwerpen=tuple(dict.fromkeys(plan.onderwerp for plan in plannen[:HOUSES] if plan.onderwerp)),
        partijen=_parties(inhoud),
        kaarten=tuple(from_json(kaart) for kaart in inhoud["cijfers"]),
        blad=kaartblad_from_json(blad) if (blad := inhoud.get("kaartblad")) else None,
        periode=_period(deelname["van"], deelname["tot"]),
        kanalen=_bars(deelname["kanalen"]),
        talen=_bars(deelname["talen"]),
        buurten=_bars(deelname["buurten"]),
        antwoorden=_answers(inhoud),
        doorgegeven=tuple(f"{deel['aan']}: {stories(deel['aantal'])}" for deel in inhoud["doorgegeven"]),
        bronnen=tuple(inhoud["bronnen"]),
        link=link,
        adres=re.sub(r"^https?://", "", link).rstrip("/"),
    )


def _without_controls(value: Any) -> Any:
    """The same without control letters, which no typeface can draw."""
    if isinstance(value, str):
        return "".join(letter for letter in value if letter in "\n\t" or unicodedata.category(letter) != "Cc")
    if isinstance(value, dict):
        return {key: _without_controls(part) for key, part in value.items()}
    return [_without_controls(part) for part in value] if isinstance(value, list) else value


# ---- the cover ---------------------------------------------------------------------------------
def _period(van: str, tot: str) -> str:
    if not van or van == tot:
        return day(van)
    return _("van %(van)s tot en met %(tot)s") % {"van": day(van), "tot": day(tot)}


def _sign_size(naam: str) -> str:
    return "s" if len(naam) > 32 else "m" if len(naam) > 14 else "l"


def _adopted(inhoud: Inhoud) -> tuple[str, str]:
    vast = inhoud["vaststelling"]
    if vast is None:
        return "", ""
    waar = ", ".join(filter(None, [vast["door"], day(vast["datum"]), vast["plaats"]]))
    stemmen = _("%(voor)s van de %(van)s mensen waren voor.") % {"voor": vast["voor"], "van": vast["van"]}
    return waar, stemmen if vast["van"] else ""


# ---- plans ------------------------------------------------------------------------------------
def _plan(plan: PlanDeel, inhoud: Inhoud) -> Plan:
    bewijs = plan["bewijs"]
    return Plan(
        nummer=plan["nummer"],
        titel=plan["titel"],
        kort=_first_sentence(plan["waarom"]),
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
        acties=tuple(_action(actie) for actie in plan["acties"]),
        vragen=tuple(_request(verzoek, plan["titel"]) for verzoek in plan["verzoeken"]),
    )


def _first_sentence(tekst: str, limit: int = 90) -> str:
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
        klas=_STATUS.get(ActieStatus(actie["status"]), "") if actie["status"] in ActieStatus.values else "",
    )


# ---- requests ---------------------------------------------------------------------------------
def _request(verzoek: VerzoekDeel, plan: str) -> Vraag:
    antwoord = verzoek["antwoord"]
    return Vraag(
        plan_nummer=verzoek["plan_nummer"],
        plan=plan,
        tekst=verzoek["tekst"],
        hoeveel=asked(verzoek["soort"], verzoek["aantal"]),
        antwoord=label(VerzoekAntwoord, antwoord).capitalize(),
        klas=_ANTWOORD.get(VerzoekAntwoord(antwoord), ""),
        toelichting=" · ".join(filter(None, [verzoek["antwoord_tekst"], day(verzoek["antwoord_op"])])),
    )


def _parties(inhoud: Inhoud) -> tuple[Partij, ...]:
    """Per party, in alphabetical order, whatever the plan."""
    per_partij: dict[str, list[tuple[VerzoekDeel, str]]] = {}
    for plan in inhoud["plannen"]:
        for verzoek in plan["verzoeken"]:
            per_partij.setdefault(verzoek["partij"], []).append((verzoek, plan["titel"]))
    return tuple(_party(naam, per_partij[naam]) for naam in sorted(per_partij, key=str.casefold))


def _party(naam: str, vragen: Sequence[tuple[VerzoekDeel, str]]) -> Partij:
    def total(soort: VerzoekSoort) -> int:
        return sum(verzoek["aantal"] or 0 for verzoek, _plan in vragen if verzoek["soort"] == soort)

    def answered(antwoord: VerzoekAntwoord) -> int:
        return sum(verzoek["antwoord"] == antwoord for verzoek, _plan in vragen)

    besluiten = sum(verzoek["soort"] == VerzoekSoort.BESLUIT for verzoek, _plan in vragen)
    uren, geld = total(VerzoekSoort.UREN), total(VerzoekSoort.GELD)
    return Partij(
        naam=naam,
        besluiten=str(besluiten) if besluiten else "",
        uren=hours(uren) if uren else "",
        geld=euro(geld) if geld else "",
        ja=answered(VerzoekAntwoord.TOEGEZEGD),
        open=answered(VerzoekAntwoord.OPEN),
        nee=answered(VerzoekAntwoord.GEWEIGERD),
        vragen=tuple(_request(verzoek, plan) for verzoek, plan in vragen),
    )


# ---- who took part, what became of it ----------------------------------------------------------
def _bars(tellingen: Sequence[Telling]) -> tuple[Staaf, ...]:
    return tuple(
        Staaf(label=deel["label"], waarde=Decimal(deel["aantal"]), tekst=str(deel["aantal"]), is_wijk=True)
        for deel in tellingen
    )


def _answers(inhoud: Inhoud) -> tuple[AntwoordGroep, ...]:
    titels = {plan["nummer"]: plan["titel"] for plan in inhoud["plannen"]}
    groups: dict[int, list[AntwoordRij]] = {}
    for antwoord in inhoud["antwoorden"]:
        nummer = antwoord["plan_nummer"] if antwoord["plan_nummer"] in titels else 0
        groups.setdefault(nummer, []).append(_answer(antwoord))
    order = sorted(groups, key=lambda nummer: (nummer == 0, nummer))
    return tuple(AntwoordGroep(nummer, titels.get(nummer, ""), tuple(groups[nummer])) for nummer in order)


def _answer(antwoord: Antwoord) -> AntwoordRij:
    wie = antwoord["wie"]
    return AntwoordRij(
        titel=antwoord["titel"],
        verhalen=stories(antwoord["aantal"]),
        samenvatting=antwoord["samenvatting"],
        wie=str(_WIE[WieDoet(wie)]) if wie in WieDoet.values else _("Hierop is nog geen antwoord."),
        waarom=antwoord["waarom"],
        datum=day(antwoord["datum"]),
    )
