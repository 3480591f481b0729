"""What the pages of who makes a questionnaire read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from analyse.antwoorden import codes_of, words
from analyse.bibliotheek import NEDERLANDS, Bibliotheekvraag, offered_to
from analyse.keuzes import Hoofdvraag, Telt, Vraagsoort
from analyse.lijst.vragen import is_own
from analyse.models import Vraag, Vragenlijst
from bewoners.models import Kanaal
from gebruikers.models import Gebruiker
from kern.talen import DUTCH_NAMES
from wijken.models import Lidmaatschap, Wijk
from wijken.rechten import RECHTEN, Recht, Rol


@dataclass(frozen=True, slots=True)
class Lijstregel:
    """A list with how many filled it in, and along which ways."""

    lijst: Vragenlijst
    aantal: int
    nakijken: int
    vragen: int
    wegen: tuple[tuple[str, int], ...]  # (label of the channel, how many), most first


@dataclass(frozen=True, slots=True)
class Vraagregel:
    """A question in the list, with what should be looked at."""

    vraag: Vraag
    eigen: bool
    volgt_op: str  # in words, '' when everyone gets it
    let_op: str  # why its follow-up rule does not work; '' when it does
    onvertaald: tuple[str, ...]  # languages of the list that miss its words

    @property
    def mist_talen(self) -> str:
        """Those languages as Dutch calls them."""
        return ", ".join(DUTCH_NAMES.get(taal, taal) for taal in self.onvertaald)


def read_lijsten(wijk: Wijk) -> list[Lijstregel]:
    """All lists of a wijk, the open ones first. Three queries whatever their number."""
    rows = list(Vragenlijst.objects.for_wijk(wijk).annotate(vraagtal=_asked_now()))
    counts = Vragenlijst.objects.for_wijk(wijk).values_list("pk", "inzendingen__kanaal", "inzendingen__telt")
    per: dict[object, dict[tuple[str, str], int]] = {}
    for pk, kanaal, telt, aantal in counts.annotate(n=Count("inzendingen")).order_by():
        if kanaal:
            per.setdefault(pk, {})[kanaal, telt] = aantal
    order = {"open": 0, "concept": 1, "gesloten": 2}
    rows.sort(key=lambda row: (order[row.status], -row.gemaakt_op.toordinal(), row.titel))
    return [_regel(row, per.get(row.pk, {})) for row in rows]


def _asked_now() -> Count:
    return Count("vragen", filter=Q(vragen__tot_versie__isnull=True))


def _regel(lijst: Vragenlijst, counts: dict[tuple[str, str], int]) -> Lijstregel:
    wegen = {kanaal: n for (kanaal, telt), n in counts.items() if telt == Telt.MEE}
    return Lijstregel(
        lijst=lijst,
        aantal=sum(wegen.values()),
        nakijken=sum(n for (_kanaal, telt), n in counts.items() if telt == Telt.NAKIJKEN),
        vragen=lijst.vraagtal,  # type: ignore[attr-defined]  # annotated above
        wegen=tuple(
            (str(Kanaal(kanaal).label), n) for kanaal, n in sorted(wegen.items(), key=lambda pair: -pair[1])
        ),
    )


def read_vragen(lijst: Vragenlijst) -> list[Vraagregel]:
    """The questions as they are asked now, first those before 'Heeft u nog 5 minuten?'. One query."""
    rows = list(lijst.vragen.current().order_by("daarna", "volgorde", "code"))
    by_code = {row.code: (place, row) for place, row in enumerate(rows)}
    regels = []
    for place, row in enumerate(rows):
        source = by_code.get(row.toon_als.get("vraag", ""))
        regels.append(
            Vraagregel(
                vraag=row,
                eigen=is_own(row),
                volgt_op=follows_in_words(row, source[1] if source else None),
                let_op=_rule_trouble(row, place, source),
                onvertaald=tuple(taal for taal in lijst.talen if not is_translated(row, taal)),
            )
        )
    return regels


def is_translated(vraag: Vraag, taal: str) -> bool:
    """Whether the question and its answers have words in this language; names of buurten need none."""
    own = [row for row in (*vraag.antwoorden, *vraag.regels) if not row["code"].startswith("BU")]
    return bool(vraag.tekst.get(taal)) and all(row["tekst"].get(taal) for row in own)


def follows_in_words(vraag: Vraag, bron: Vraag | None) -> str:
    """After which answers a question is asked; '' when everyone gets it."""
    if bron is None:
        return ""
    chosen = set(vraag.toon_als.get("antwoorden", []))
    labels = [label for code, label in answer_choices(bron) if code in chosen]
    return f"{bron.code}: {', '.join(labels)}" if labels else bron.code


def _rule_trouble(vraag: Vraag, place: int, source: tuple[int, Vraag] | None) -> str:
    """What is wrong with whom a question is asked of, in a sentence that says what to do."""
    if not vraag.toon_als:
        return ""
    if source is None:
        return _("Vraag %(code)s staat niet in de lijst. Niemand krijgt deze vraag nu. Kies aan wie.") % {
            "code": vraag.toon_als["vraag"]
        }
    if source[0] > place:
        return _("Deze vraag komt vóór de vraag waar zij bij hoort. Zet haar erna.")
    wanted = set(vraag.toon_als.get("antwoorden", []))
    if wanted - {code for code, _label in answer_choices(source[1])}:
        return _(
            "Een antwoord bij vraag %(code)s is veranderd of weg. Kies opnieuw aan wie u dit vraagt."
        ) % {"code": source[1].code}
    return ""


def answer_choices(vraag: Vraag) -> list[tuple[str, str]]:
    """The answers another question may follow, in Dutch. None for words of one's own."""
    if vraag.soort in {Vraagsoort.CIJFER, Vraagsoort.SMILEY5}:
        return [(str(n), str(n)) for n in range(1, 11 if vraag.soort == Vraagsoort.CIJFER else 6)]
    if vraag.soort == Vraagsoort.JN:
        return [("ja", "Ja"), ("nee", "Nee"), ("weetniet", "Weet ik niet")]
    known = {row["code"]: words(row["tekst"], NEDERLANDS) for row in vraag.antwoorden}
    return [(code, known.get(code, code)) for code in codes_of(vraag)]


def choices_before(lijst: Vragenlijst, vraag: Vraag) -> list[Vraag]:
    """The questions this one may follow: earlier ones with answers to choose from."""
    earlier = []
    for row in lijst.vragen.current().order_by("daarna", "volgorde", "code"):
        if row.code == vraag.code:
            break
        if row.soort != Vraagsoort.OPEN and not row.regels:
            earlier.append(row)
    return earlier


def library_groups(
    lijst: Vragenlijst, there: Iterable[str]
) -> list[tuple[str, list[tuple[Bibliotheekvraag, bool]]]]:
    """What this list may take by guiding question (the first each serves), with whether the list has it."""
    have = set(there)
    groups: dict[str, list[tuple[Bibliotheekvraag, bool]]] = {}
    for vraag in offered_to(lijst.soort):
        groups.setdefault(vraag.hoofdvragen[0], []).append((vraag, vraag.code in have))
    return [(str(Hoofdvraag(code).label), groups[code]) for code in sorted(groups)]


def earlier_lists(wijk: Wijk, gebruiker: Gebruiker) -> Sequence[Vragenlijst]:
    """Lists that may be copied: of this wijk, and of others where this user may read."""
    rollen = [rol for rol in Rol if Recht.LEZEN in RECHTEN[rol]]
    wijken = Lidmaatschap.objects.filter(gebruiker=gebruiker, rol__in=rollen).values("wijk")
    rows = Vragenlijst.objects.filter(wijk__in=wijken).select_related("wijk")
    return sorted(rows, key=lambda row: (row.wijk_id != wijk.pk, row.wijk.naam, row.titel))
