"""Who took part in a round, and what of it was passed on: counts only."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

from django.db.models import Count, Max, Min

from agenda.inhoud import Deelname, Doorgegeven, Telling
from agenda.models import AgendaVersie, Wijkagenda
from bewoners.models import Inbreng, InbrengQuerySet, Kanaal
from kern.talen import DUTCH_NAMES
from wijken.models import Wijk
from wijken.selectors import namen_in

MIN_GROEP: Final = 3  # smaller groups are told together: one person must not stand out


def iso(day: dt.date | None) -> str:
    """A date as it stands in the document; '' for none."""
    return day.isoformat() if day else ""


def begin_of(agenda: Wijkagenda) -> dt.date | None:
    """The day on which the agenda of the round before was adopted; what was told since is of this one.

    Of that day itself no time is kept: what was told on it counts in both, so that nothing is lost.
    """
    if agenda.vorige_id is None:
        return None
    adopted = AgendaVersie.objects.filter(agenda=agenda.vorige_id)
    last: dt.date | None = adopted.aggregate(op=Max("datum"))["op"]
    return last


def told_in(wijk: Wijk, sinds: dt.date | None) -> InbrengQuerySet:
    """What was told in this round."""
    rows = Inbreng.objects.for_wijk(wijk)
    return rows.filter(datum__gte=sinds) if sinds else rows


def deelname(wijk: Wijk, told: InbrengQuerySet) -> Deelname:
    """Who took part: counts only, small groups told together."""
    rows = told.counted()
    totaal = rows.aggregate(aantal=Count("pk"), van=Min("datum"), tot=Max("datum"))
    groups = list(rows.values_list("kanaal", "taal", "buurt_id"))
    kanalen = Counter(str(Kanaal(kanaal).label) for kanaal, _, _ in groups)
    talen = Counter(DUTCH_NAMES.get(taal, "andere taal") for _, taal, _ in groups)
    buurten = Counter(buurt for _, _, buurt in groups if buurt)
    namen = namen_in(wijk, buurten)
    per_buurt = Counter({namen.get(code, code): aantal for code, aantal in buurten.items()})
    return {
        "aantal": totaal["aantal"],
        "van": iso(totaal["van"]),
        "tot": iso(totaal["tot"]),
        "kanalen": _tellingen(kanalen),
        "talen": _tellingen(talen, rest="andere taal"),
        "buurten": _tellingen(per_buurt, rest="andere buurt"),
    }


def _tellingen(counted: Counter[str], *, rest: str = "") -> list[Telling]:
    """Largest first. With `rest`, groups under MIN_GROEP are added up under that name, last."""
    small = {label for label, aantal in counted.items() if rest and (aantal < MIN_GROEP or label == rest)}
    rows: list[Telling] = [
        {"label": label, "aantal": aantal} for label, aantal in counted.items() if label not in small
    ]
    rows.sort(key=lambda row: (-row["aantal"], row["label"]))
    if small:
        rows.append({"label": rest, "aantal": sum(counted[label] for label in small)})
    return rows


def doorgegeven(told: InbrengQuerySet) -> list[Doorgegeven]:
    return [{"aan": aan, "aantal": aantal} for aan, aantal in told.passed_on()]
