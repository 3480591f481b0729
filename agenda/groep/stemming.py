"""What the agendagroep says to the agenda as a whole, counted; and what of it is copied when it adopts."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import QuerySet
from django.utils import timezone

from agenda.inhoud import Gezegd, Inhoud
from agenda.keuzes import Stem, VaststelDoor
from agenda.models import Agendagroeplid, AgendaVersie, Groepsstem, Wijkagenda
from kern.klok import today


class Gestemd(TypedDict):
    """What is copied into the adopted document beside the numbers of whoever adopted it."""

    onthouden: int
    gezegd: list[Gezegd]


@dataclass(frozen=True, slots=True)
class Stemming:
    """The votes of those who are in the group today, on the agenda that is being made."""

    leden: int
    voor: int
    tegen: int
    onthouden: int
    gezegd: tuple[Gezegd, ...]  # of those who are not in favour and said that it may be printed
    laatste: dt.date | None

    @property
    def van(self) -> int:
        return self.voor + self.tegen + self.onthouden

    @property
    def merk(self) -> str:
        """The mark of exactly these votes, so that nobody adopts others than were read."""
        plain = json.dumps([self.voor, self.tegen, self.onthouden, self.gezegd], ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()


def read_stemming(agenda: Wijkagenda) -> Stemming:
    """Count the votes since this agenda was last adopted: those before were about that version."""
    leden = Agendagroeplid.objects.active_on(today()).filter(wijk=agenda.wijk_id)
    rows = list(current_votes(agenda).filter(lid__in=leden).order_by("stem", "tekst"))
    counts = {stem: sum(row.stem == stem for row in rows) for stem in Stem}
    return Stemming(
        leden=leden.count(),
        voor=counts[Stem.VOOR],
        tegen=counts[Stem.TEGEN],
        onthouden=counts[Stem.ONTHOUDEN],
        gezegd=tuple(
            {"stem": row.stem, "tekst": row.tekst}
            for row in rows
            if row.mag_noemen and row.tekst and row.stem != Stem.VOOR
        ),
        laatste=max((row.datum for row in rows), default=None),
    )


def current_votes(agenda: Wijkagenda) -> QuerySet[Groepsstem]:
    """The votes that are about what is being made now."""
    votes = Groepsstem.objects.filter(wijk=agenda.wijk_id, agenda=agenda)
    adopted = (
        AgendaVersie.objects.filter(agenda=agenda)
        .order_by("-nummer")
        .values_list("vastgelegd_op", flat=True)
        .first()
    )
    return votes.filter(datum__gte=timezone.localtime(adopted).date()) if adopted else votes


def with_gezegd(inhoud: Inhoud, stemming: Stemming) -> Inhoud:
    """The draft with what the group said in it, to be read again before it adopts."""
    if not stemming.gezegd:
        return inhoud
    return {
        **inhoud,
        "vaststelling": {
            "door": str(VaststelDoor.AGENDAGROEP),
            "datum": "",
            "plaats": "",
            "voor": stemming.voor,
            "van": stemming.van,
            "gezegd": list(stemming.gezegd),
        },
    }


def copied(stemming: Stemming, *, voor: int, van: int) -> Gestemd:
    """What goes into the document. Who votes on paper may change the numbers; then some may not add up."""
    onthouden = stemming.onthouden if voor + stemming.onthouden <= van else 0
    return {"onthouden": onthouden, "gezegd": list(stemming.gezegd)}
