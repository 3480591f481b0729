"""An agenda ready to be shown: the document (Inhoud) with words for its codes, beside it how it goes today.

Reads nothing: the document and the progress are handed in.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from agenda.inhoud import (
    WEGGEHAALD,
    ActieDeel,
    Antwoord,
    Citaat,
    Inhoud,
    PlanDeel,
    TeamvraagDeel,
    VerzoekDeel,
)
from agenda.kernwaarden.document import WaardeBeeld, show_waarden, waarden_at
from agenda.keuzes import Aandacht, ActieStatus, Leeftijd, TeamAntwoord, VerzoekAntwoord, WieDoet
from agenda.models import Teamvraag, Verzoek, Voortgang
from agenda.oordeel.beeld import Oordeelbeeld
from agenda.succes.beeld import Verhaalbeeld
from agenda.woorden import asked, for_whom
from bewoners.models import NEDERLANDS
from bewoners.talen import language_name
from kern.grafiek import Cijferkaart, from_json
from wijken.hertalen import say_again
from wijken.themas import PICTOGRAM, Thema

BADGES: dict[str, str] = {
    ActieStatus.GEPLAND: "",
    ActieStatus.LOOPT: "loopt",
    ActieStatus.VERTRAAGD: "vertraagd",
    ActieStatus.KLAAR: "klaar",
    ActieStatus.GESTOPT: "fout",
}


ANTWOORD_BADGES: dict[str, str] = {
    VerzoekAntwoord.OPEN: "",
    VerzoekAntwoord.TOEGEZEGD: "klaar",
    VerzoekAntwoord.DEELS: "loopt",
    VerzoekAntwoord.GEWEIGERD: "fout",
}
TEAM_BADGES: dict[str, str] = {
    TeamAntwoord.OPEN: "",
    TeamAntwoord.JA: "klaar",
    TeamAntwoord.DEELS: "loopt",
    TeamAntwoord.NEE: "fout",
}


@dataclass(frozen=True, slots=True)
class Nodig:
    """What an action still needs: `nog` more of `tekst`, which is of this kind."""

    uuid: uuid.UUID
    tekst: str
    nog: int
    soort: str


@dataclass(frozen=True, slots=True)
class Bijdragen:
    """What an action needs, and who said yes: organisations, groups and roles; residents are counted."""

    nodig: tuple[Nodig, ...] = ()
    doen_mee: tuple[str, ...] = ()
    bewoners: int = 0


@dataclass(frozen=True, slots=True)
class ActieBeeld:
    """An action with its status of today."""

    uuid: uuid.UUID
    wat: str
    trekker: str
    wanneer: str
    klaar_op: dt.date | None
    status: ActieStatus
    badge: str
    tekst: str
    datum: dt.date | None
    bijdragen: Bijdragen | None = None
    wie: str = ""  # the party that told it, '' for the team
    foto: str = ""  # the key of its photo
    foto_tekst: str = ""
    oordelen: tuple[Oordeelbeeld, ...] = ()  # of enough people to be read by everyone


@dataclass(frozen=True, slots=True)
class CitaatBeeld:
    """A resident's words, the name of their language ('' when Dutch or unknown), what they say in Dutch."""

    tekst: str
    taal: str
    taalnaam: str
    vertaling: str


@dataclass(frozen=True, slots=True)
class AntwoordBeeld:
    """What became of a bundle."""

    titel: str
    samenvatting: str
    aantal: int
    wie: str
    waarom: str
    datum: dt.date | None
    plan_nummer: int


@dataclass(frozen=True, slots=True)
class Merk:
    """A subject, age or buurt of a plan: its code and its words."""

    code: str
    naam: str


@dataclass(frozen=True, slots=True)
class VerzoekBeeld:
    """What is asked of a party, with its answer of today."""

    uuid: uuid.UUID
    tekst: str
    hoeveel: str
    plan_nummer: int
    stand: VerzoekAntwoord
    antwoord: str
    badge: str
    toelichting: str
    datum: dt.date | None


@dataclass(frozen=True, slots=True)
class PartijBeeld:
    """All that is asked of one party."""

    naam: str
    verzoeken: tuple[VerzoekBeeld, ...]


@dataclass(frozen=True, slots=True)
class TeamvraagBeeld:
    """What residents ask of their team, with its answer of today."""

    uuid: uuid.UUID
    wie: str
    tekst: str
    aantal: int | None
    stand: TeamAntwoord
    antwoord: str
    badge: str
    toelichting: str
    datum: dt.date | None


@dataclass(frozen=True, slots=True)
class PlanBeeld:
    """A plan with everything that stands under it."""

    uuid: uuid.UUID
    nummer: int
    titel: str
    waarom: str
    trekker: str
    onderwerp: str
    pictogram: str
    aantal: int
    citaten: tuple[CitaatBeeld, ...]
    kaarten: tuple[Cijferkaart, ...]
    bundels: tuple[str, ...]
    cijfers: int  # figures behind it, with or without a card
    acties: tuple[ActieBeeld, ...]
    thema: str = ""  # the code of `onderwerp`
    leeftijden: tuple[Merk, ...] = ()  # none: for everyone
    buurten: tuple[Merk, ...] = ()  # none: the whole wijk
    aandacht: tuple[Merk, ...] = ()
    waarden: tuple[WaardeBeeld, ...] = ()  # that this plan is about
    verhalen: tuple[Verhaalbeeld, ...] = ()  # success stories that everyone may read

    @property
    def voor(self) -> str:
        """'jongeren, ouderen'; '' for everyone."""
        return for_whom([merk.code for merk in self.leeftijden])

    @property
    def waar(self) -> str:
        """'Jubbega, Mildam'; '' for the whole wijk."""
        return ", ".join(merk.naam for merk in self.buurten)

    @property
    def klaar(self) -> int:
        return sum(actie.status == ActieStatus.KLAAR for actie in self.acties)

    @property
    def bezig(self) -> int:
        return sum(actie.status in (ActieStatus.LOOPT, ActieStatus.VERTRAAGD) for actie in self.acties)


@dataclass(frozen=True, slots=True)
class AgendaBeeld:
    """The agenda with the day on which the newest progress was noted ('stand op')."""

    plannen: tuple[PlanBeeld, ...]
    antwoorden: tuple[AntwoordBeeld, ...]
    partijen: tuple[PartijBeeld, ...]
    stand_op: dt.date | None
    teamvragen: tuple[TeamvraagBeeld, ...] = ()
    waarden: tuple[WaardeBeeld, ...] = ()  # the most important first


def show_agenda(
    inhoud: Inhoud,
    voortgang: Mapping[uuid.UUID, Voortgang],
    verzoeken: Mapping[uuid.UUID, Verzoek] | None = None,
    teamvragen: Mapping[uuid.UUID, Teamvraag] | None = None,
) -> AgendaBeeld:
    """The document in words, with the present status of each action and the present answer of each party.

    What has no line of its own today keeps what stood there when the agenda was adopted.
    """
    waarden = show_waarden(inhoud)
    plannen = tuple(_plan(plan, inhoud, voortgang, waarden) for plan in inhoud["plannen"])
    partijen = _partijen(inhoud, verzoeken or {})
    vragen = tuple(
        _teamvraag(deel, (teamvragen or {}).get(uuid.UUID(deel["uuid"])))
        for deel in inhoud.get("teamvragen", [])
    )
    dagen = [actie.datum for plan in plannen for actie in plan.acties if actie.datum]
    dagen += [vraag.datum for partij in partijen for vraag in partij.verzoeken if vraag.datum]
    dagen += [vraag.datum for vraag in vragen if vraag.datum]
    return AgendaBeeld(
        plannen=plannen,
        antwoorden=tuple(_antwoord(antwoord) for antwoord in inhoud["antwoorden"]),
        partijen=partijen,
        stand_op=max(dagen, default=None),
        teamvragen=vragen,
        waarden=waarden,
    )


def parse_day(text: str) -> dt.date | None:
    """A date of the document."""
    return dt.date.fromisoformat(text) if text else None


def _plan(
    plan: PlanDeel,
    inhoud: Inhoud,
    voortgang: Mapping[uuid.UUID, Voortgang],
    waarden: tuple[WaardeBeeld, ...],
) -> PlanBeeld:
    citaten = [inhoud["citaten"].get(bewijs["sleutel"]) for bewijs in plan["bewijs"]]
    return PlanBeeld(
        uuid=uuid.UUID(plan["uuid"]),
        nummer=plan["nummer"],
        titel=plan["titel"],
        waarom=plan["waarom"],
        trekker=plan["trekker"],
        onderwerp=str(Thema(plan["onderwerp"]).label) if plan["onderwerp"] else "",
        pictogram=PICTOGRAM.get(plan["onderwerp"], ""),
        aantal=plan["aantal"],
        citaten=tuple(_citaat(citaat) for citaat in citaten if citaat),
        kaarten=tuple(say_again(from_json(bewijs["kaart"])) for bewijs in plan["bewijs"] if bewijs["kaart"]),
        bundels=tuple(bewijs["titel"] for bewijs in plan["bewijs"] if bewijs["soort"] == "bundel"),
        cijfers=sum(bewijs["soort"] == "cijfer" for bewijs in plan["bewijs"]),
        acties=tuple(show_actie(actie, voortgang) for actie in plan["acties"]),
        thema=plan["onderwerp"],
        leeftijden=_merken(plan.get("leeftijden", []), Leeftijd),
        buurten=tuple(Merk(buurt["code"], buurt["naam"]) for buurt in plan.get("buurten", [])),
        aandacht=_merken(plan.get("aandacht", []), Aandacht),
        waarden=waarden_at(plan.get("waarden", []), waarden),
    )


def _merken(codes: Iterable[str], keuzes: type[TextChoices]) -> tuple[Merk, ...]:
    """In the order of the list; a code that is no more is left out."""
    there = set(codes)
    return tuple(Merk(value, str(label)) for value, label in keuzes.choices if value in there)


def _citaat(citaat: Citaat) -> CitaatBeeld:
    naam = language_name(citaat["taal"], citaat.get("taal_naam", ""))
    if citaat["tekst"] == WEGGEHAALD:
        return CitaatBeeld(WEGGEHAALD, NEDERLANDS, "", "")
    return CitaatBeeld(citaat["tekst"], citaat["taal"], naam, citaat.get("vertaling", ""))


def show_actie(actie: ActieDeel, voortgang: Mapping[uuid.UUID, Voortgang]) -> ActieBeeld:
    key = uuid.UUID(actie["uuid"])
    regel = voortgang.get(key)
    status = ActieStatus(regel.status if regel else actie["status"])
    return ActieBeeld(
        uuid=key,
        wat=actie["wat"],
        trekker=actie["trekker"],
        wanneer=actie["wanneer"],
        klaar_op=parse_day(actie["klaar_op"]),
        status=status,
        badge=BADGES[status],
        tekst=regel.tekst if regel else "",
        datum=regel.datum if regel else None,
        wie=regel.wie if regel else "",
        foto=str(regel.foto_id) if regel and regel.foto_id else "",
        foto_tekst=regel.foto_tekst if regel else "",
    )


def _antwoord(antwoord: Antwoord) -> AntwoordBeeld:
    return AntwoordBeeld(
        titel=antwoord["titel"],
        samenvatting=antwoord["samenvatting"],
        aantal=antwoord["aantal"],
        wie=str(WieDoet(antwoord["wie"]).label) if antwoord["wie"] else "",
        waarom=antwoord["waarom"],
        datum=parse_day(antwoord["datum"]),
        plan_nummer=antwoord["plan_nummer"],
    )


def _partijen(inhoud: Inhoud, verzoeken: Mapping[uuid.UUID, Verzoek]) -> tuple[PartijBeeld, ...]:
    per_partij: dict[str, list[VerzoekBeeld]] = {}
    for plan in inhoud["plannen"]:
        for deel in plan["verzoeken"]:
            nu = verzoeken.get(uuid.UUID(deel["uuid"]))
            per_partij.setdefault(deel["partij"], []).append(_verzoek(deel, nu))
    return tuple(PartijBeeld(naam, tuple(per_partij[naam])) for naam in sorted(per_partij, key=str.casefold))


def _verzoek(deel: VerzoekDeel, nu: Verzoek | None) -> VerzoekBeeld:
    antwoord = VerzoekAntwoord(nu.antwoord if nu else deel["antwoord"])
    toelichting = nu.antwoord_tekst if nu and deel["antwoord_tekst"] != WEGGEHAALD else deel["antwoord_tekst"]
    return VerzoekBeeld(
        uuid=uuid.UUID(deel["uuid"]),
        tekst=deel["tekst"],
        hoeveel=asked(deel["soort"], deel["aantal"]),
        plan_nummer=deel["plan_nummer"],
        stand=antwoord,
        antwoord=str(antwoord.label).capitalize(),
        badge=ANTWOORD_BADGES[antwoord],
        toelichting=toelichting,
        datum=nu.antwoord_op if nu else parse_day(deel["antwoord_op"]),
    )


def _teamvraag(deel: TeamvraagDeel, nu: Teamvraag | None) -> TeamvraagBeeld:
    antwoord = TeamAntwoord(nu.antwoord if nu else deel["antwoord"])
    toelichting = nu.antwoord_tekst if nu and deel["antwoord_tekst"] != WEGGEHAALD else deel["antwoord_tekst"]
    return TeamvraagBeeld(
        uuid=uuid.UUID(deel["uuid"]),
        wie=deel["wie"],
        tekst=deel["tekst"],
        aantal=deel["aantal"],
        stand=antwoord,
        antwoord=str(antwoord.label).capitalize(),
        badge=TEAM_BADGES[antwoord],
        toelichting=toelichting,
        datum=nu.antwoord_op if nu else parse_day(deel["antwoord_op"]),
    )
