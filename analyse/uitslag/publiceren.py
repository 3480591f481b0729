"""Results on the site: the team switches them on, and a copy of the figures is what everyone sees.

The copy changes only when ten people more, or fewer, answered than at the last one: so nobody can tell from
two looks what one neighbour said. A copy stays when a question goes off the site, for the same reason: the
next one must differ from it by ten. Open answers are never published.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from analyse.keuzes import Vraagsoort
from analyse.models import Uitslag, Vraag, Vragenlijst
from analyse.regels import MIN_CEL, MIN_PERCENTAGE
from analyse.uitslag.cijfers import Regelcijfers, for_everyone
from analyse.uitslag.selectors import Vraaguitslag, read_uitslag, same_words
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def publish_lijst(
    *,
    lijst: Vragenlijst,
    openbaar: bool,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """Put the results of a list on the site or take them off. Twice the same is once."""
    row = _lock(lijst)
    if row.openbaar == openbaar:
        return
    Vragenlijst.objects.filter(pk=row.pk).update(openbaar=openbaar)
    log(wijk=row.wijk, actie=_done(openbaar), door=door, object=row, herkomst=herkomst)
    refresh(lijst=row)


@transaction.atomic
def publish_vraag(
    *,
    vraag: Vraag,
    openbaar: bool,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """Show or hide one question in the results on the site, in every version that reads alike.

    Raises DomeinFout for an open question: its answers are read by people first.
    """
    if openbaar and vraag.soort == Vraagsoort.OPEN:
        raise DomeinFout("Antwoorden in eigen woorden komen niet op de site. Kies er een citaat uit.")
    row = _lock(vraag.lijst)
    group = next(group for group in same_words(row.vragen.all()) if vraag in group)
    changed = Vraag.objects.filter(pk__in=[each.pk for each in group], openbaar=not openbaar)
    if not changed.update(openbaar=openbaar):
        return
    log(wijk=row.wijk, actie=_done(openbaar), door=door, object=vraag, herkomst=herkomst)
    refresh(lijst=row)


@transaction.atomic
def refresh(*, lijst: Vragenlijst) -> int:
    """Make the copies anew of which enough changed. Out: how many. Safe to run twice, or late."""
    _lock(lijst)
    made = 0
    for one in read_uitslag(lijst).vragen:
        if one.openbaar and one.vraag.soort != Vraagsoort.OPEN and is_due(one):
            Uitslag.objects.update_or_create(
                vraag=one.sleutel,
                defaults={"wijk": lijst.wijk, "aantal": one.aantal, "gegevens": _copy(one), "datum": today()},
            )
            made += 1
    return made


def refresh_all() -> int:
    """The same for every list with results on the site. Out: how many copies were made."""
    return sum(refresh(lijst=lijst) for lijst in Vragenlijst.objects.filter(openbaar=True).order_by("pk"))


def is_due(one: Vraaguitslag) -> bool:
    """Whether a copy may be made now: the first when enough people answered, the next per ten of them."""
    if one.uitslag is None:
        return one.aantal >= MIN_PERCENTAGE
    return abs(one.aantal - one.uitslag.aantal) >= MIN_CEL


def _copy(one: Vraaguitslag) -> dict[str, dict[str, Any]]:
    """By line what everyone may see. A line of which fewer than ten people changed stays as it was.

    Of a line, or question, that too few answer by now only the number is kept, to count the next ten from.
    """
    before = one.uitslag.gegevens if one.uitslag else {}
    found: dict[str, dict[str, Any]] = {}
    for regel, cijfers in one.cijfers.items():
        old = before.get(regel)
        if old is not None and abs(cijfers.aantal - old["aantal"]) < MIN_CEL:
            found[regel] = old
        elif cijfers.aantal >= MIN_PERCENTAGE:
            found[regel] = for_everyone(one.vraag, cijfers).to_json()
        elif old is not None:
            found[regel] = Regelcijfers(cijfers.aantal, {}, {}, {}).to_json()
    return found


def _lock(lijst: Vragenlijst) -> Vragenlijst:
    rows = Vragenlijst.objects.select_related("wijk").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=lijst.pk)


def _done(openbaar: bool) -> str:
    return "uitslag_op_site" if openbaar else "uitslag_van_site"
