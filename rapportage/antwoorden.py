"""'Wat zeiden de bewoners?': the results of one list on paper, as they stand on the site.

Figures are the public copies, never counted anew; quotes are those that two people of the team agreed to.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils import translation
from django.utils.translation import gettext as _

from analyse.gehoord.regels import Regel
from analyse.gehoord.selectors import Paneel, read_gehoord
from analyse.lezen.citaten import Citaat, quotes_of
from analyse.models import Duiding, Vragenlijst
from analyse.uitslag.onderdrukken import merge_small, suppress_line
from analyse.uitslag.publiek import Publiek, read_publiek, to_json
from bewoners.models import NEDERLANDS, Kanaal
from kern.fouten import DomeinFout
from kern.qr import draw_qr
from kern.talen import DUTCH_NAMES
from rapportage.woorden import bare_address, day, direction

OPMAAK: Final = 1  # one higher when the look of the report changes: then it is made anew when asked for


@dataclass(frozen=True, slots=True)
class Groep:
    """One group beside the figures of the wijk. Without `deel` it is too small to show."""

    label: str
    deel: int | None
    wijk: int
    oordeel: str


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Who answered, beside who lives here."""

    kop: str
    groepen: tuple[Groep, ...]
    noten: tuple[str, ...]
    bron: str


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """A quote, with the question it answers."""

    vraag: str
    tekst: str
    taal: str
    richting: str


@dataclass(frozen=True, slots=True)
class Weten:
    """What the team makes of one guiding question."""

    vraag: str
    tekst: str
    klaar: bool


@dataclass(frozen=True, slots=True)
class Versie:
    """Of one version of the list: when it was filled in."""

    nummer: int
    periode: str


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """The whole report, as the template prints it. `sporen`: what must still stand for it to be read."""

    titel: str
    wijk: str
    ondertitel: str
    voorbeeld: bool
    lijst: str
    periode: str
    aantal: int
    kanalen: tuple[tuple[str, int], ...]
    talen: tuple[tuple[str, int], ...]
    aangeboden: str  # the languages that people could choose
    vergelijkingen: tuple[Vergelijking, ...]
    vragen: tuple[Mapping[str, Any], ...]  # public cards (analyse.uitslag.publiek.to_json)
    citaten: tuple[Uitspraak, ...]
    weten: tuple[Weten, ...]
    versies: tuple[Versie, ...]
    bronnen: tuple[str, ...]
    bijgewerkt: str
    link: str
    sporen: Mapping[str, str]

    @property
    def concept(self) -> bool:
        """Never a draft: it shows what is on the site."""
        return False

    @property
    def adres(self) -> str:
        """The address as people type it."""
        return bare_address(self.link)

    @property
    def qr(self) -> str:
        """The code that leads there, drawn."""
        return draw_qr(self.link)

    @property
    def stempel(self) -> str:
        """A hash of all that the report shows."""
        shown = json.dumps([OPMAAK, asdict(self)], default=str, sort_keys=True)
        return hashlib.sha256(shown.encode()).hexdigest()


def read_antwoorden(lijst: Vragenlijst) -> Antwoorden:
    """The report as it should be now, in a fixed number of queries.

    Raises DomeinFout when nothing of the list is on the site.
    """
    with translation.override(NEDERLANDS):
        publiek = read_publiek(lijst)
        if not publiek.kaarten:
            raise DomeinFout(
                "Zet eerst resultaten van deze lijst op de site. Er moeten genoeg antwoorden zijn. "
                "Daarna maken wij er een PDF van."
            )
        return _read(lijst, publiek)


def _read(lijst: Vragenlijst, publiek: Publiek) -> Antwoorden:
    wijk = lijst.wijk
    sent = _sent(lijst)
    citaten = quotes_of(lijst)
    vergelijkingen = tuple(_compared(paneel) for paneel in read_gehoord(lijst).panelen if paneel.regels)
    bijgewerkt = day(publiek.datum.isoformat()) if publiek.datum else ""
    return Antwoorden(
        titel=_("Wat zeiden de bewoners? %(lijst)s, %(wijk)s") % {"lijst": lijst.titel, "wijk": wijk.naam},
        wijk=wijk.naam,
        ondertitel=wijk.ondertitel,
        voorbeeld=wijk.voorbeeld,
        lijst=lijst.titel,
        periode=_period([row["eerst"] for row in sent] + [row["laatst"] for row in sent]),
        aantal=sum(row["aantal"] for row in sent),
        kanalen=_groups(sent, "kanaal", {each.value: str(each.label) for each in Kanaal}),
        talen=_groups(sent, "taal", DUTCH_NAMES),
        aangeboden=_listed([DUTCH_NAMES.get(taal, taal) for taal in (NEDERLANDS, *lijst.talen)]),
        vergelijkingen=vergelijkingen,
        vragen=tuple(to_json(kaart) for kaart in publiek.kaarten),
        citaten=tuple(_quote(citaat) for citaat in citaten),
        weten=tuple(
            Weten(row.get_hoofdvraag_display(), row.tekst, row.klaar)
            for row in Duiding.objects.filter(wijk=wijk).exclude(tekst="")
        ),
        versies=_versions(sent),
        bronnen=tuple(dict.fromkeys(each.bron for each in vergelijkingen)),
        bijgewerkt=bijgewerkt,
        link=public_address(lijst),
        sporen=_traces(publiek, citaten),
    )


def public_address(lijst: Vragenlijst) -> str:
    """Where everyone finds the same figures."""
    return f"{settings.SITE_URL}/wijken/{lijst.wijk.slug}/vragenlijst/{lijst.slug}/uitslag/"


def still_stands(lijst: Vragenlijst, sporen: Mapping[str, str]) -> bool:
    """Whether every question of a report is still on the site, and every quote still as it was."""
    now = _traces(read_publiek(lijst), quotes_of(lijst))
    return all(now.get(key) == value for key, value in sporen.items())


def _traces(publiek: Publiek, citaten: Sequence[Citaat]) -> dict[str, str]:
    """Keys of questions and quotes, with a hash of each quote: never the words themselves."""
    vragen = {f"vraag-{key}": "" for key in publiek.sleutels}
    words = {each.antwoord: hashlib.sha256(each.tekst.encode()).hexdigest() for each in citaten}
    return vragen | {f"citaat-{key}": value for key, value in words.items()}


# ---- who answered ------------------------------------------------------------------------------
def _sent(lijst: Vragenlijst) -> list[Mapping[str, Any]]:
    """Filled-in lists that count, by version, channel and language. One query."""
    rows = lijst.inzendingen.counted().order_by().values("versie", "kanaal", "taal")
    return list(rows.annotate(aantal=Count("pk"), eerst=Min("datum"), laatst=Max("datum")))


def _groups(
    sent: Sequence[Mapping[str, Any]], key: str, namen: Mapping[str, str]
) -> tuple[tuple[str, int], ...]:
    """How many in which way; what is small goes together, so that nobody stands alone. Empty for one row."""
    counts = Counter[str]()
    for row in sent:
        counts[row[key]] += row["aantal"]
    rows = merge_small(counts)
    return tuple(
        (_listed([namen.get(code, code) for code in codes]), sum(counts[code] for code in codes))
        for codes in rows
    )


def _listed(words: Sequence[str]) -> str:
    """'Nederlands, Engels en Arabisch'."""
    return _(" en ").join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _compared(paneel: Paneel) -> Vergelijking:
    """A comparison without the groups that are too small. Shares alone: no number that can be taken apart."""
    counts = suppress_line([regel.aantal for regel in paneel.regels])
    return Vergelijking(
        kop=str(paneel.soort.kop),
        groepen=tuple(_group(regel, aantal) for regel, aantal in zip(paneel.regels, counts, strict=True)),
        noten=(str(paneel.soort.opmerking),) if paneel.soort.opmerking else (),
        bron=paneel.bron,
    )


def _group(regel: Regel, aantal: int | None) -> Groep:
    if aantal is None:
        return Groep(str(regel.groep.label), None, regel.cbs_deel, "")
    return Groep(str(regel.groep.label), regel.deel, regel.cbs_deel, str(regel.oordeel.woorden))


def _versions(sent: Sequence[Mapping[str, Any]]) -> tuple[Versie, ...]:
    found: dict[int, list[dt.date]] = {}
    for row in sent:
        found.setdefault(row["versie"], []).extend([row["eerst"], row["laatst"]])
    return tuple(Versie(nummer, _period(days)) for nummer, days in sorted(found.items()))


def _period(days: Sequence[dt.date]) -> str:
    if not days:
        return ""
    van, tot = (day(each.isoformat()) for each in (min(days), max(days)))
    return van if van == tot else _("van %(van)s tot en met %(tot)s") % {"van": van, "tot": tot}


def _quote(citaat: Citaat) -> Uitspraak:
    return Uitspraak(citaat.vraag_tekst, citaat.tekst, citaat.taal, direction(citaat.tekst))
