"""Begin to follow, confirm, stop. Who did not confirm gets one mail a day at most, and no news."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from django.db import transaction

from agenda.models import Volger
from agenda.volgers.mail import drop_unsent, queue_for
from kern.klok import today
from wijken.gebeurtenissen import log_bewoner
from wijken.links import VerseLink, end_on, make_link, repeat_link, revoke_link
from wijken.models import Wijk

WACHT: Final = dt.timedelta(days=7)  # to confirm in; after it the row is deleted, see docs/bewaartermijnen
GELDIG: Final = dt.timedelta(days=3 * 365)  # of a link to stop with; each mail begins it anew
DAG: Final = dt.timedelta(days=1)
SOORT: Final = "volger"


@transaction.atomic
def ask_to_follow(*, wijk: Wijk, email: str, taal: str = "nl", actie_uuid: uuid.UUID | None = None) -> None:
    """Mail an address whether it wants the news. Who follows already gets the way to stop once more.

    Says nothing about which of the two it was, so that nobody can find out who follows what.
    """
    volger, is_new = Volger.objects.get_or_create(
        wijk=wijk,
        email=email.strip().lower(),
        actie_uuid=actie_uuid,
        defaults={"taal": taal, "gevraagd_op": today(), "tot_en_met": today()},
    )
    row = _hold(volger)
    if row is None:
        return
    if row.bevestigd_op is None:
        row.gevraagd_op, row.taal = today(), taal
        row.save(update_fields=["gevraagd_op", "taal"])
    verse = link_of(row)
    queue_for(
        volger=row,
        token=verse.token,
        sleutel=f"volger:{row.pk}:{today().isoformat()}:{'al' if row.bevestigd_op else 'vraag'}",
        sjabloon="volger_al" if row.bevestigd_op else "volger_vraag",
    )
    if is_new:
        log_bewoner(wijk=wijk, actie="volger_gevraagd", soort=SOORT)


@transaction.atomic
def confirm_volger(*, volger: Volger) -> None:
    """'Ja, ik wil het nieuws'. Confirmed already, nothing happens."""
    row = _hold(volger)
    if row is None or row.bevestigd_op is not None:
        return
    row.bevestigd_op, row.tot_en_met = today(), today() - DAG
    row.save(update_fields=["bevestigd_op", "tot_en_met"])
    if row.link is not None:
        end_on(link=row.link, dag=today() + GELDIG)
    log_bewoner(wijk=row.wijk, actie="volger_bevestigd", soort=SOORT)


@transaction.atomic
def stop_volger(*, volger: Volger) -> None:
    """No more mail: the address is gone at once. Gone already, it stays gone."""
    row = _hold(volger)
    if row is None:
        return
    drop_unsent(row)
    if row.link is not None:
        revoke_link(link=row.link)
    row.delete()
    log_bewoner(wijk=volger.wijk, actie="volger_gestopt", soort=SOORT)


def link_of(volger: Volger) -> VerseLink:
    """The link of a follower for one more mail; the one in older mails goes on working."""
    geldig = GELDIG if volger.bevestigd_op else WACHT
    if volger.link is not None:
        verse = repeat_link(link=volger.link, geldig=geldig)
    else:
        verse = make_link(wijk=volger.wijk, geldig=geldig)
        volger.link = verse.link
        volger.save(update_fields=["link"])
    return verse


def _hold(volger: Volger) -> Volger | None:
    rows = Volger.objects.select_for_update(of=("self",)).select_related("link", "wijk")
    return rows.filter(wijk=volger.wijk_id, pk=volger.pk).first()
