"""How far the wijk is with its guiding questions, and what there is to answer one with."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from analyse.keuzes import Bijzonder, Hoofdvraag, Lijststatus, Telt
from analyse.lezen.citaten import Citaat, quotes_on
from analyse.models import Duiding, Vraag
from analyse.uitslag.beeld import Kaart, team_card
from analyse.uitslag.selectors import read_vragen, same_words
from analyse.uitslag.woorden import in_words
from kern.grafiek import Cijferkaart
from wijken.cijfers import read_cijfers
from wijken.kaarten import GROEPEN, kaarten_per_groep
from wijken.models import Wijk

# Which figures of the wijk say something about which question: the headings of its page with figures.
CIJFERS: Final[Mapping[Hoofdvraag, tuple[str, ...]]] = {
    Hoofdvraag.WIE: ("mensen", "huizen"),
    Hoofdvraag.KAART: ("dichtbij",),
    Hoofdvraag.KRACHT: ("contact",),
    Hoofdvraag.PROBLEMEN: ("geld", "contact"),
}

TELWOORDEN: Final = (
    _("Geen"),
    _("Eén"),
    _("Twee"),
    _("Drie"),
    _("Vier"),
    _("Vijf"),
    _("Zes"),
    _("Zeven"),
    _("Acht"),
)

# Each person once: taken apart in a hash first, for counting distinct ones sorts all answers.
_PER_VRAAG: Final = """
SELECT vraag_id, count(*)
FROM (
    SELECT DISTINCT a.vraag_id, a.inzending_id
    FROM analyse_antwoord a
    JOIN analyse_inzending i ON i.id = a.inzending_id
    WHERE i.wijk_id = %s AND i.telt = %s AND a.bijzonder = %s
) een
GROUP BY vraag_id
"""
_MENSEN: Final = """
SELECT h, count(*)
FROM (
    SELECT DISTINCT h, a.inzending_id
    FROM analyse_antwoord a
    JOIN analyse_inzending i ON i.id = a.inzending_id
    JOIN analyse_vraag v ON v.id = a.vraag_id, unnest(v.hoofdvragen) h
    WHERE i.wijk_id = %s AND i.telt = %s AND a.bijzonder = %s
) een
GROUP BY h
"""


class Stand(StrEnum):
    """How far a guiding question is."""

    NIETS = "niets"
    ANTWOORDEN = "antwoorden"
    OPGESCHREVEN = "opgeschreven"
    KLAAR = "klaar"


@dataclass(frozen=True, slots=True)
class Bronvraag:
    """A question of a list that says something about it, with how many people answered."""

    vraag: Vraag  # as it was asked last, with its list
    tekst: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Hoofdvraagstand:
    """One guiding question in the list of all."""

    hoofdvraag: Hoofdvraag
    stand: Stand
    mensen: int  # who answered at least one of its questions
    vragen: tuple[Bronvraag, ...]

    @property
    def heeft_cijfers(self) -> bool:
        """Whether figures of the wijk belong to it."""
        return self.hoofdvraag in CIJFERS

    @property
    def is_beantwoord(self) -> bool:
        return self.stand in (Stand.OPGESCHREVEN, Stand.KLAAR)


@dataclass(frozen=True, slots=True)
class Voortgang:
    """All guiding questions, and the one to go on with: None when all are done."""

    regels: tuple[Hoofdvraagstand, ...]
    nu: Hoofdvraagstand | None

    @property
    def beantwoord(self) -> int:
        return sum(regel.is_beantwoord for regel in self.regels)

    @property
    def zin(self) -> str:
        """'Zes van de acht hoofdvragen hebben een antwoord.'"""
        return ngettext(
            "%(aantal)s van de acht hoofdvragen heeft een antwoord.",
            "%(aantal)s van de acht hoofdvragen hebben een antwoord.",
            max(self.beantwoord, 1),
        ) % {"aantal": TELWOORDEN[self.beantwoord]}


def read_voortgang(wijk: Wijk) -> Voortgang:
    """The guiding questions with how far each is. Four queries, whatever the number of answers."""
    vragen = _asked(wijk)
    per_vraag = _count(_PER_VRAAG, wijk)
    mensen = _count(_MENSEN, wijk)
    duidingen = {row.hoofdvraag: row for row in Duiding.objects.filter(wijk=wijk)}
    bronnen = _sources(vragen, per_vraag)
    regels = tuple(
        Hoofdvraagstand(
            each, _stand(duidingen.get(each), mensen.get(each, 0)), mensen.get(each, 0), bronnen[each]
        )
        for each in Hoofdvraag
    )
    return Voortgang(regels, _next(regels))


def _asked(wijk: Wijk) -> list[Vraag]:
    rows = Vraag.objects.filter(wijk=wijk).exclude(hoofdvragen=[]).select_related("lijst")
    return list(rows.order_by("-lijst__gemaakt_op", "lijst", "volgorde", "code"))


def _count(sql: str, wijk: Wijk) -> dict[Any, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [wijk.pk, Telt.MEE.value, Bijzonder.GEWOON.value])
        return dict(cursor.fetchall())


def _sources(vragen: Sequence[Vraag], per_vraag: Mapping[uuid.UUID, int]) -> dict[str, tuple[Bronvraag, ...]]:
    """By guiding question; a question that is no longer asked only when somebody answered it."""
    per_lijst: defaultdict[uuid.UUID, list[Vraag]] = defaultdict(list)
    for vraag in vragen:
        per_lijst[vraag.lijst_id].append(vraag)
    found: defaultdict[str, list[Bronvraag]] = defaultdict(list)
    for group in (group for each in per_lijst.values() for group in same_words(each)):
        last = group[-1]
        aantal = sum(per_vraag.get(vraag.pk, 0) for vraag in group)
        if aantal or last.tot_versie is None:
            for hoofdvraag in last.hoofdvragen:
                found[hoofdvraag].append(Bronvraag(last, in_words(last.tekst), aantal))
    return {each.value: tuple(found[each]) for each in Hoofdvraag}


def _stand(duiding: Duiding | None, mensen: int) -> Stand:
    if duiding is not None and duiding.tekst:
        return Stand.KLAAR if duiding.klaar else Stand.OPGESCHREVEN
    return Stand.ANTWOORDEN if mensen else Stand.NIETS


def _next(regels: Sequence[Hoofdvraagstand]) -> Hoofdvraagstand | None:
    """Where most can be done now: answers nobody wrote down yet, then what is not ready, then the rest."""
    for stand in (Stand.ANTWOORDEN, Stand.OPGESCHREVEN, Stand.NIETS):
        waiting = [regel for regel in regels if regel.stand is stand]
        if waiting:
            return max(waiting, key=lambda regel: regel.mensen)
    return None


@dataclass(frozen=True, slots=True)
class Cijfergroep:
    """Figures of the wijk under the heading that they have on its page with figures."""

    kop: str
    anker: str
    kaarten: tuple[Cijferkaart, ...]


@dataclass(frozen=True, slots=True)
class Bronnen:
    """What there is to answer one guiding question with."""

    kaarten: tuple[Kaart, ...]  # with answers
    nog_leeg: tuple[Bronvraag, ...]  # asked, and nobody answered yet
    citaten: tuple[Citaat, ...]
    cijfers: tuple[Cijfergroep, ...]

    @property
    def leeg(self) -> bool:
        return not (self.kaarten or self.citaten or self.cijfers)


def read_bronnen(wijk: Wijk, hoofdvraag: Hoofdvraag) -> Bronnen:
    """Results, quotes and figures beside one another. Nine queries at most."""
    vragen = [vraag for vraag in _asked(wijk) if hoofdvraag in vraag.hoofdvragen]
    found = read_vragen(vragen)
    return Bronnen(
        kaarten=tuple(team_card(one) for one in found if one.aantal),
        nog_leeg=tuple(
            Bronvraag(one.vraag, in_words(one.vraag.tekst), 0)
            for one in found
            if not one.aantal
            and one.vraag.tot_versie is None
            and one.vraag.lijst.status != Lijststatus.GESLOTEN
        ),
        citaten=tuple(quotes_on(vragen)),
        cijfers=_figures(wijk, CIJFERS.get(hoofdvraag, ())),
    )


def _figures(wijk: Wijk, groepen: Sequence[str]) -> tuple[Cijfergroep, ...]:
    """The known figures of the wijk itself under these headings."""
    if not groepen:
        return ()
    there = kaarten_per_groep(read_cijfers(wijk))
    found = []
    for place, (groep, kaarten) in enumerate(there.items(), start=1):
        known = tuple(kaart for kaart in kaarten if kaart.bekend)
        if groep in groepen and known:
            found.append(Cijfergroep(str(GROEPEN[groep]), f"groep{place}", known))
    return tuple(found)
