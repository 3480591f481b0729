"""The questions of a list: take from the library, write one's own, order, take out.

Once a list was opened, each change of what is asked begins a new version: the row that people answered ends,
another begins. So no answer ever changes meaning. Order, and whether a question comes after 'Heeft u nog
5 minuten?', change nothing that was answered. `volgorde` counts on through both parts.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max

from analyse.bibliotheek import make_vragen, offered_to
from analyse.keuzes import Vraagsoort
from analyse.lijst.services import Herkomst, lock_lijst
from analyse.models import Vraag, Vragenlijst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout, VerouderdFout
from kern.volgorde import Richting, move
from wijken.gebeurtenissen import log

EIGEN = re.compile(r"E(\d+)")
MET_KEUZES = frozenset({Vraagsoort.EEN, Vraagsoort.MEER, Vraagsoort.RANG})
MET_HOOGSTENS = frozenset({Vraagsoort.MEER, Vraagsoort.RANG})
MAX_ANTWOORDEN = 20
INHOUD = ("soort", "tekst", "uitleg", "antwoorden", "regels", "hoogstens", "onderwerp", "hoofdvragen")


@dataclass(frozen=True, slots=True)
class Eigen:
    """A question of the team's own. Words map a language to a text; lists are {"code", "tekst"}."""

    soort: str
    tekst: Mapping[str, str]
    uitleg: Mapping[str, str] = field(default_factory=dict)
    antwoorden: Sequence[Mapping[str, Any]] = ()
    regels: Sequence[Mapping[str, Any]] = ()
    hoogstens: int | None = None
    onderwerp: str = ""
    hoofdvragen: Sequence[str] = ()


@transaction.atomic
def add_from_library(
    *,
    lijst: Vragenlijst,
    codes: Collection[str],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> list[Vraag]:
    """Add these questions, last in the list. Out: what was added.

    What is asked already stays one; what is not offered to this kind of list is passed over.
    """
    row = lock_lijst(lijst)
    there = set(row.vragen.current().values_list("code", flat=True))
    wanted = set(codes) - there
    new = [each.code for each in offered_to(row.soort) if each.code in wanted]
    if not new:
        return []
    _next_version(row)
    made = Vraag.objects.bulk_create(make_vragen(row, new, vanaf=_last_place(row) + 1))
    _number(row)
    log(wijk=row.wijk, actie="vragen_gekozen", door=door, object=row, herkomst=herkomst)
    return made


@transaction.atomic
def add_own(
    *,
    lijst: Vragenlijst,
    sleutel: uuid.UUID,
    eigen: Eigen,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Vraag:
    """Add a question of one's own, last in the list. The same form twice is one. Raises DomeinFout."""
    row = lock_lijst(lijst)
    there = row.vragen.filter(pk=sleutel).first()
    if there is not None:
        return there
    _check(eigen)
    _next_version(row)
    vraag = Vraag(pk=sleutel, wijk=row.wijk, lijst=row, code=_free_code(row), volgorde=_last_place(row) + 1)
    _fill(vraag, eigen, row)
    vraag.save(force_insert=True)
    _number(row)
    log(wijk=row.wijk, actie="vraag_gemaakt", door=door, object=vraag, herkomst=herkomst)
    return vraag


@transaction.atomic
def update_own(
    *,
    vraag: Vraag,
    revisie: int,
    eigen: Eigen,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Vraag:
    """Change a question of one's own. Nothing else than it was: no new version, nothing written.

    Raises VerouderdFout on a stale form, DomeinFout.
    """
    if not is_own(vraag):
        raise DomeinFout("Deze vraag is vast. Maak een eigen vraag als u iets anders wilt vragen.")
    _check(eigen)
    row = lock_lijst(vraag.lijst)
    present = _present(row, vraag)
    if present.revisie != revisie:
        raise VerouderdFout(present)
    before = [getattr(present, name) for name in INHOUD]
    _fill(present, eigen, row)
    if before == [getattr(present, name) for name in INHOUD]:
        return present
    after = _renewed(row, present)
    after.save()
    log(wijk=row.wijk, actie="vraag_bewaard", door=door, object=after, herkomst=herkomst)
    return after


@transaction.atomic
def set_follow_up(
    *,
    vraag: Vraag,
    revisie: int,
    bij: str,
    antwoorden: Sequence[str],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Vraag:
    """Ask it only after one of these answers to the question with code `bij`; '' asks it of everyone.

    Raises VerouderdFout on a stale form, DomeinFout when the other question does not come before it.
    """
    row = lock_lijst(vraag.lijst)
    present = _present(row, vraag)
    if present.revisie != revisie:
        raise VerouderdFout(present)
    if bij:
        _check_follow_up(row, present, bij, antwoorden)
    rule = {"vraag": bij, "antwoorden": list(antwoorden)} if bij else {}
    if present.toon_als == rule:
        return present
    after = _renewed(row, present)
    after.toon_als = rule
    after.save()
    log(wijk=row.wijk, actie="vraag_volgt_op", door=door, object=after, herkomst=herkomst)
    return after


@transaction.atomic
def move_vraag(
    *, vraag: Vraag, richting: Richting, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """One place up or down in its block; at the end of it nothing happens."""
    row = lock_lijst(vraag.lijst)
    if move(vraag, _block(row, daarna=vraag.daarna), richting):
        _number(row)
        log(wijk=row.wijk, actie="vraag_verplaatst", door=door, object=vraag, herkomst=herkomst)


@transaction.atomic
def set_daarna(
    *, vraag: Vraag, daarna: bool, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Ask it before or after 'Heeft u nog 5 minuten?', last in that part. There already: nothing."""
    row = lock_lijst(vraag.lijst)
    present = _present(row, vraag)
    if present.daarna == daarna:
        return
    present.daarna, present.volgorde = daarna, _last_place(row) + 1
    present.save(update_fields=["daarna", "volgorde"])
    _number(row)
    log(wijk=row.wijk, actie="vraag_verplaatst", door=door, object=present, herkomst=herkomst)


@transaction.atomic
def remove_vraag(*, vraag: Vraag, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB) -> None:
    """Ask it no more. What was answered stays. Gone already: nothing.

    Raises DomeinFout while another question is asked after its answers.
    """
    row = lock_lijst(vraag.lijst)
    present = row.vragen.current().filter(code=vraag.code).first()
    if present is None:
        return
    hangs = row.vragen.current().filter(toon_als__vraag=present.code).first()
    if hangs is not None:
        raise DomeinFout(
            f"Vraag {hangs.code} hangt aan deze vraag: ‘{hangs.tekst.get('nl', '')}’ "
            "Haal eerst die vraag weg, of vraag haar aan iedereen."
        )
    log(wijk=row.wijk, actie="vraag_weg", door=door, object=present, herkomst=herkomst)
    if row.open_sinds is None:
        present.delete()
        return
    present.tot_versie = row.versie
    present.save(update_fields=["tot_versie"])
    _next_version(row)


def is_own(vraag: Vraag) -> bool:
    """Whether the team wrote it itself."""
    return EIGEN.fullmatch(vraag.code) is not None


def _present(lijst: Vragenlijst, vraag: Vraag) -> Vraag:
    """The question as it is asked now. Raises DomeinFout when somebody took it out."""
    row = lijst.vragen.current().select_for_update(of=("self",)).filter(code=vraag.code).first()
    if row is None:
        raise DomeinFout("Deze vraag is intussen weggehaald.")
    return row


def _renewed(lijst: Vragenlijst, vraag: Vraag) -> Vraag:
    """The row to change: this one while nobody could answer it, else its follower in the next version."""
    vraag.revisie += 1
    if lijst.open_sinds is None:
        return vraag
    Vraag.objects.filter(pk=vraag.pk).update(tot_versie=lijst.versie)
    _next_version(lijst)
    vraag.pk, vraag.van_versie, vraag._state.adding = uuid.uuid4(), lijst.versie, True
    return vraag


def _next_version(lijst: Vragenlijst) -> None:
    if lijst.open_sinds is not None:
        lijst.versie += 1
        lijst.save(update_fields=["versie"])


def _fill(vraag: Vraag, eigen: Eigen, lijst: Vragenlijst) -> None:
    vraag.van_versie = lijst.versie if vraag._state.adding else vraag.van_versie
    vraag.soort, vraag.tekst, vraag.uitleg = eigen.soort, dict(eigen.tekst), dict(eigen.uitleg)
    vraag.antwoorden = [dict(each) for each in eigen.antwoorden] if eigen.soort in MET_KEUZES else []
    vraag.regels = [dict(each) for each in eigen.regels] if eigen.soort == Vraagsoort.JN else []
    vraag.hoogstens = eigen.hoogstens if eigen.soort in MET_HOOGSTENS else None
    vraag.onderwerp, vraag.hoofdvragen = eigen.onderwerp, list(eigen.hoofdvragen)


def _check(eigen: Eigen) -> None:
    if eigen.soort not in Vraagsoort.values:
        raise DomeinFout("Kies hoe mensen de vraag beantwoorden.")
    if not eigen.tekst.get("nl", "").strip():
        raise DomeinFout("Schrijf de vraag op.")
    if eigen.soort in MET_KEUZES and len(eigen.antwoorden) < 2:
        raise DomeinFout("Schrijf minstens twee antwoorden op, elk op een eigen regel.")
    if eigen.soort in MET_HOOGSTENS and (eigen.hoogstens or 0) > len(eigen.antwoorden):
        raise DomeinFout(
            f"U schreef {len(eigen.antwoorden)} antwoorden op. Laat mensen er niet meer kiezen dan dat."
        )
    if len(eigen.antwoorden) > MAX_ANTWOORDEN or len(eigen.regels) > MAX_ANTWOORDEN:
        raise DomeinFout(f"Gebruik hooguit {MAX_ANTWOORDEN} regels. Op een telefoon past meer niet.")


def _check_follow_up(lijst: Vragenlijst, vraag: Vraag, bij: str, antwoorden: Sequence[str]) -> None:
    order = [row.code for row in lijst.vragen.current().order_by("daarna", "volgorde", "code")]
    if bij not in order or order.index(bij) >= order.index(vraag.code):
        raise DomeinFout("Kies een vraag die eerder in de lijst staat.")
    if not antwoorden:
        raise DomeinFout("Kies minstens één antwoord.")


def _block(lijst: Vragenlijst, *, daarna: bool) -> list[Vraag]:
    rows = lijst.vragen.current().filter(daarna=daarna).order_by("volgorde", "code")
    return list(rows.select_for_update(of=("self",)))


def _number(lijst: Vragenlijst) -> None:
    """Write the places anew, so that who reads by `volgorde` alone has the second part last."""
    rows = list(lijst.vragen.current().order_by("daarna", "volgorde", "code").only("volgorde"))
    for place, row in enumerate(rows, start=1):
        row.volgorde = place
    Vraag.objects.bulk_update(rows, ["volgorde"])


def _last_place(lijst: Vragenlijst) -> int:
    return lijst.vragen.aggregate(laatste=Max("volgorde"))["laatste"] or 0


def _free_code(lijst: Vragenlijst) -> str:
    """A code that no question of this list ever had."""
    codes = lijst.vragen.values_list("code", flat=True)
    numbers = [int(found.group(1)) for code in codes if (found := EIGEN.fullmatch(code))]
    return f"E{max(numbers, default=0) + 1}"
