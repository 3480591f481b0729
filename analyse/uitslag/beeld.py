"""Cards of results: number, sentence and bars, for the team and, from a copy, for everyone. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyse.keuzes import Bijzonder, Vraagsoort
from analyse.models import Uitslag, Vraag
from analyse.regels import MIN_CEL
from analyse.uitslag.cijfers import Regelcijfers, answer_codes, from_json
from analyse.uitslag.onderdrukken import share
from analyse.uitslag.selectors import Vraaguitslag
from analyse.uitslag.tabellen import VERBORGEN, Groep, Tabel
from analyse.uitslag.tellen import Kant
from analyse.uitslag.woorden import headline, in_words, labels_of, line_labels
from kern.grafiek import Staaf, draw_bars


@dataclass(frozen=True, slots=True)
class Balk:
    """One answer: how many gave it. `achter` is its code where the answers behind it may be looked at."""

    label: str
    aantal: int | None
    tekst: str
    breedte: str
    achter: str = ""

    @property
    def bekend(self) -> bool:
        return self.aantal is not None


@dataclass(frozen=True, slots=True)
class Blok:
    """The bars of a question, or of one line of it."""

    titel: str
    regel: str
    aantal: int
    balken: tuple[Balk, ...]
    rang: tuple[tuple[str, str, str, str], ...] = ()  # (answer, times first, times chosen, points)


@dataclass(frozen=True, slots=True)
class Kaart:
    """A question with its results."""

    code: str
    kop: str
    soort: str
    getal: str
    bijschrift: str
    zin: str
    aantal: int
    blokken: tuple[Blok, ...]
    opmerkingen: tuple[str, ...] = ()
    tabellen: tuple[tuple[str, str, Tabel], ...] = ()  # (line, what it is called, table)
    vraaguitslag: Vraaguitslag | None = None
    anker: str = ""  # of its place on the public page

    @property
    def is_open(self) -> bool:
        return self.soort == Vraagsoort.OPEN


def team_card(one: Vraaguitslag) -> Kaart:
    """All that the team may see."""
    regels = line_labels(one.vraag)
    getal, bijschrift, zin = headline(one.vraag, one.aantal, one.cijfers)
    return Kaart(
        code=one.vraag.code,
        kop=in_words(one.vraag.tekst),
        soort=one.vraag.soort,
        getal=getal,
        bijschrift=bijschrift,
        zin=zin,
        aantal=one.aantal,
        blokken=_blocks(one.vraag, one.cijfers, with_answers=True),
        opmerkingen=tuple(_remarks(one)),
        tabellen=tuple((regel, regels.get(regel, ""), tabel) for regel, tabel in one.tabellen),
        vraaguitslag=one,
    )


def channel_card(one: Vraaguitslag, kanaal: str, naam: str) -> Kaart:
    """What came in one way, from the tables by channel: what they hide stays hidden here."""
    regels = line_labels(one.vraag)
    blokken, seen = [], Groep((), naam, 0)
    for regel, tabel in one.tabellen:
        column = tabel.column(kanaal) if tabel.kant is Kant.KANAAL else None
        if column is not None:
            groep, counts = column
            bars = _bars([(label, "", n) for label, n in counts.items()], groep.aantal)
            blokken.append(Blok(regels.get(regel, ""), regel, groep.aantal, bars))
            seen = max(seen, groep, key=lambda groep: groep.aantal)
    if one.vraag.soort == Vraagsoort.OPEN and "" in one.tellingen:
        there = one.tellingen[""].mensen[Kant.KANAAL][kanaal]
        seen = Groep((kanaal,), naam, there if there >= MIN_CEL else 0)
    too_few = _("Zo kwamen hier te weinig antwoorden binnen om te laten zien.")
    return Kaart(
        code=one.vraag.code,
        kop=in_words(one.vraag.tekst),
        soort=one.vraag.soort,
        getal=str(seen.aantal) if seen.aantal else "",
        bijschrift=_("antwoorden: %(kanaal)s") % {"kanaal": seen.label},
        zin="" if seen.aantal else too_few,
        aantal=seen.aantal,
        blokken=tuple(blokken),
        vraaguitslag=one,
    )


def public_card(vraag: Vraag, uitslag: Uitslag) -> Kaart:
    """The copy that is on the site, in the language of the screen."""
    cijfers = {regel: from_json(data) for regel, data in uitslag.gegevens.items()}
    getal, bijschrift, zin = headline(vraag, uitslag.aantal, cijfers)
    return Kaart(
        code=vraag.code,
        kop=in_words(vraag.tekst),
        soort=vraag.soort,
        getal=getal,
        bijschrift=bijschrift,
        zin=zin,
        aantal=uitslag.aantal,
        blokken=_blocks(vraag, cijfers),
        anker=f"vraag-{vraag.code}" + (f"-{vraag.van_versie}" if vraag.tot_versie else ""),
    )


def _blocks(
    vraag: Vraag, cijfers: Mapping[str, Regelcijfers], *, with_answers: bool = False
) -> tuple[Blok, ...]:
    if vraag.soort == Vraagsoort.OPEN:
        return ()
    titles = line_labels(vraag) or {"": ""}
    labels = labels_of(vraag)
    found = []
    for regel, titel in titles.items():
        one = cijfers.get(regel)
        if one is None or not one.aantal or not one.aantallen:
            continue
        codes = _order(vraag, one)
        rows = [(labels[code], code if with_answers else "", one.aantallen[code]) for code in codes]
        rang = tuple(
            (labels[code], _cell(one.eerst[code]), _cell(one.aantallen[code]), _cell(one.punten[code]))
            for code in codes
            if one.eerst
        )
        found.append(Blok(titel, regel, one.aantal, _bars(rows, one.aantal), rang))
    return tuple(found)


def _order(vraag: Vraag, cijfers: Regelcijfers) -> list[str]:
    """As the question has them; where several may be chosen the most chosen first."""
    codes = [code for code in answer_codes(vraag) if code in cijfers.aantallen]  # a copy lost its order
    if vraag.soort == Vraagsoort.MEER:
        codes.sort(key=lambda code: -(cijfers.aantallen[code] or 0))
    if vraag.soort == Vraagsoort.RANG:
        codes.sort(key=lambda code: -(cijfers.punten[code] or 0))
    return codes


def _bars(rows: list[tuple[str, str, int | None]], geheel: int) -> tuple[Balk, ...]:
    """(label, code of the answers behind it, how many) on a scale of everyone who answered."""
    staven = [
        Staaf(label, None if n is None else Decimal(n), _count(n, geheel), is_wijk=True)
        for label, _c, n in rows
    ]
    drawn = draw_bars(staven, Decimal(max(geheel, 1)))
    return tuple(
        Balk(label, n, staaf.staaf.tekst, staaf.breedte, code if n is not None and n >= MIN_CEL else "")
        for (label, code, n), staaf in zip(rows, drawn, strict=True)
    )


def _count(n: int | None, geheel: int) -> str:
    if n is None:
        return ""
    deel = share(n, geheel)
    return str(n) if deel is None else f"{n} ({deel}%)"


def _cell(n: int | None) -> str:
    return VERBORGEN if n is None else str(n)


def _remarks(one: Vraaguitslag) -> list[str]:
    """Who gave no answer, and what was odd on paper: said apart, never counted as an answer."""
    found = []
    if one.zonder:
        found.append(
            ngettext(
                "%(n)s mens gaf hier geen antwoord.", "%(n)s mensen gaven hier geen antwoord.", one.zonder
            )
            % {"n": one.zonder}
        )
    if n := one.bijzonder.get(Bijzonder.ONLEESBAAR):
        found.append(_("Op papier %(n)s keer onleesbaar.") % {"n": n})
    if n := one.bijzonder.get(Bijzonder.TWEE_KRUISJES):
        found.append(_("Op papier %(n)s keer twee kruisjes.") % {"n": n})
    return found
