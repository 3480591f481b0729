"""Read an agenda again before it is adopted: what is missing, and what may be about one person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.inhoud import ConceptInhoud, Inhoud
from agenda.keuzes import TeamAntwoord
from agenda.models import AgendaVersie, Wijkagenda
from agenda.namen.regels import personal_names, titled_names
from agenda.opbouw import build_inhoud
from agenda.passages import Passage, passages
from kern.tekstcontrole import Gegeven, find_gegevens, over_een_persoon

WIE: Final = ("trekker", "partij", "wie")  # where who does something stands


@dataclass(frozen=True, slots=True)
class Check:
    """One soft check: whether it is in order, and the sentence for it."""

    in_orde: bool
    zin: str


@dataclass(frozen=True, slots=True)
class Deel:
    """A piece of a passage; `gemarkeerd` is what the coordinator must look at."""

    tekst: str
    gemarkeerd: bool


@dataclass(frozen=True, slots=True)
class Treffer:
    """A passage that may be about one person, cut in pieces at the hits."""

    passage: Passage
    delen: tuple[Deel, ...]
    naam: bool = False  # looks like the name of a person, for which no consent was recorded


@dataclass(frozen=True, slots=True)
class Nalezing:
    """What the coordinator read: the document, its next number, and a mark of exactly this text."""

    inhoud: Inhoud
    nummer: int
    merk: str
    checks: tuple[Check, ...]

    @property
    def mist(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.in_orde)

    @property
    def cijfers(self) -> str:
        """Four digits to type over: nobody adopts an agenda by a slip of the hand."""
        return four_digits(self.merk)


def four_digits(merk: str) -> str:
    """Four digits that follow from the mark of a text; '' for what is no mark."""
    try:
        return f"{int(merk[:8], 16) % 10000:04d}"
    except ValueError:
        return ""


def read_again(agenda: Wijkagenda) -> Nalezing:
    """The draft as it is now, checked."""
    inhoud = build_inhoud(agenda)
    last = (
        AgendaVersie.objects.filter(agenda=agenda)
        .order_by("-nummer")
        .values_list("nummer", flat=True)
        .first()
    )
    nummer = (last or 0) + 1
    return Nalezing(
        inhoud=inhoud,
        nummer=nummer,
        merk=merk_van(inhoud, nummer),
        checks=soft_checks(inhoud),
    )


def merk_van(inhoud: Inhoud | ConceptInhoud, nummer: int) -> str:
    """The mark of this text under this number; the day on which it was put together does not count."""
    text = {key: value for key, value in inhoud.items() if key not in ("gemaakt_op", "vaststelling")}
    plain = json.dumps([nummer, text], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def soft_checks(inhoud: Inhoud) -> tuple[Check, ...]:
    """What belongs in an agenda. Nothing of it blocks; whoever goes on says why."""
    plannen = inhoud["plannen"]
    team = _team_checks(inhoud)
    leeg = sum(not plan["acties"] for plan in plannen)
    zonder_wie = sum(not actie["trekker"] for plan in plannen for actie in plan["acties"])
    zonder_antwoord = sum(not antwoord["wie"] for antwoord in inhoud["antwoorden"])
    zonder_bewijs = sum(not plan["bewijs"] for plan in plannen)
    if not plannen:
        return (
            Check(False, _("Er staan nog geen plannen in")),
            _antwoord_check(zonder_antwoord),
            *team,
        )
    return (
        _antwoord_check(zonder_antwoord),
        Check(
            not leeg,
            ngettext("%(n)d plan heeft nog geen actie", "%(n)d plannen hebben nog geen actie", leeg)
            % {"n": leeg}
            if leeg
            else _("Elk plan heeft een actie"),
        ),
        Check(
            not zonder_wie,
            ngettext("%(n)d actie heeft nog niemand", "%(n)d acties hebben nog niemand", zonder_wie)
            % {"n": zonder_wie}
            if zonder_wie
            else _("Bij elke actie staat wie het doet"),
        ),
        Check(
            not zonder_bewijs,
            ngettext(
                "Bij %(n)d plan staat niet waar het vandaan komt",
                "Bij %(n)d plannen staat niet waar het vandaan komt",
                zonder_bewijs,
            )
            % {"n": zonder_bewijs}
            if zonder_bewijs
            else _("Bij elk plan staat waar het vandaan komt"),
        ),
        *team,
    )


def _team_checks(inhoud: Inhoud) -> tuple[Check, ...]:
    """Of what residents ask of their team; nothing when nobody asked anything."""
    vragen = inhoud.get("teamvragen", [])
    zonder = sum(vraag["antwoord"] == TeamAntwoord.OPEN for vraag in vragen)
    if not vragen:
        return ()
    if not zonder:
        return (Check(True, _("Elke vraag aan het wijkteam heeft een antwoord")),)
    zin = ngettext(
        "%(n)d vraag aan het wijkteam wacht op antwoord",
        "%(n)d vragen aan het wijkteam wachten op antwoord",
        zonder,
    )
    return (Check(False, zin % {"n": zonder}),)


def _antwoord_check(zonder: int) -> Check:
    if not zonder:
        return Check(True, _("Alle bundels hebben een antwoord"))
    zin = ngettext("%(n)d bundel wacht op antwoord", "%(n)d bundels wachten op antwoord", zonder)
    return Check(False, zin % {"n": zonder})


def find_treffers(inhoud: Inhoud, toegestaan: Collection[str] = ()) -> tuple[Treffer, ...]:
    """The passages in which something looks like one person, in the order of the agenda.

    `toegestaan`: names that may be read, by recorded consent.
    """
    # in 'contact' a telephone number belongs: that of the team
    texts = (each for each in passages(inhoud) if each.pad != ("waarom", "contact"))
    return mark_passages(texts, toegestaan, (inhoud["wijk"]["naam"], inhoud["wijk"]["gemeente"]))


def mark_passages(
    passages: Iterable[Passage], toegestaan: Collection[str] = (), plaatsen: Collection[str] = ()
) -> tuple[Treffer, ...]:
    """Those in which something looks like one person. Who does something: also a name without a title."""
    found = []
    for passage in passages:
        tekst = passage.tekst
        names = titled_names(tekst, toegestaan=toegestaan)
        if passage.pad[-1] in WIE:
            names += personal_names(tekst, toegestaan=toegestaan, plaatsen=plaatsen)
        others = [hit for hit in over_een_persoon(tekst) if hit.soort is not Gegeven.PERSOON]
        spans = [(hit.start, hit.end) for hit in (*find_gegevens(tekst), *others)] + names
        if spans:
            found.append(Treffer(passage, cut(tekst, spans), bool(names)))
    return tuple(found)


def cut(tekst: str, spans: Iterable[tuple[int, int]]) -> tuple[Deel, ...]:
    """The text in pieces, marked where a span is; spans that touch or overlap are one."""
    parts: list[Deel] = []
    done = 0
    for start, end in merged(spans):
        if start > done:
            parts.append(Deel(tekst[done:start], False))
        parts.append(Deel(tekst[start:end], True))
        done = end
    if done < len(tekst):
        parts.append(Deel(tekst[done:], False))
    return tuple(parts)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one."""
    rows: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if rows and start <= rows[-1][1]:
            rows[-1] = (rows[-1][0], max(rows[-1][1], end))
        else:
            rows.append((start, end))
    return rows
