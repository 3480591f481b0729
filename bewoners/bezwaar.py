"""'Zo bedoelde ik het niet': the bundle is open again until the team did something about it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from bewoners.models import Bundel, Inbreng
from bewoners.services.moderatie import BEZWAAR_VERWERKT, settle_objection
from gebruikers.models import Gebruiker
from wijken.models import Gebeurtenis


def objections_to(bundel: Bundel) -> Sequence[Inbreng]:
    """The inputs in this bundle whose senders meant something else, the oldest first."""
    rows = Inbreng.objects.filter(bundel=bundel, wijk=bundel.wijk_id, niet_zo_bedoeld=True)
    return list(rows.select_related("vertaling").order_by("datum", "pk"))


def settled_on(inbreng: Inbreng) -> dt.date | None:
    """The day on which the team last dealt with an objection to its summary; the log knows. One query."""
    rows = Gebeurtenis.objects.filter(
        wijk=inbreng.wijk_id, actie=BEZWAAR_VERWERKT, soort="inbreng", sleutel=str(inbreng.pk)
    )
    return rows.order_by("-datum").values_list("datum", flat=True).first()


def settle_read(*, bundel: Bundel, gelezen: Iterable[str], door: Gebruiker | None = None) -> int:
    """Settle the objections that stood on the page (their keys): not one that came in meanwhile."""
    wanted = set(gelezen)
    rows = [row for row in objections_to(bundel) if str(row.pk) in wanted]
    for row in rows:
        settle_objection(wijk=bundel.wijk, inbreng=uuid.UUID(str(row.pk)), door=door)
    return len(rows)
