"""The weekly mail to followers: only when something happened in what they follow. No words of residents.

What a party told with its link is told as a status; its words stand on the page. A day is over before it is
told, so nothing of it can come later.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from agenda.inhoud import WEGGEHAALD
from agenda.keuzes import ActieStatus
from agenda.models import AgendaVersie, Reactieronde, Volger, Voortgang
from agenda.selectors import newest_versie
from agenda.terugkoppeling.selectors import uitslag_of
from agenda.volgers.mail import queue_for
from agenda.volgers.services import DAG, link_of
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.links import revoke_link
from wijken.models import Gebeurtenis, Wijk

WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ActieNieuws:
    """How one action goes since the last mail."""

    wat: str
    plan: str
    status: ActieStatus
    tekst: str
    datum: dt.date


@dataclass(frozen=True, slots=True)
class Nieuws:
    """What one mail tells."""

    acties: tuple[ActieNieuws, ...] = ()
    agenda: bool = False  # an agenda was adopted
    reacties_tot: dt.date | None = None  # people may react to a concept until this day
    antwoorden: int = 0

    @property
    def leeg(self) -> bool:
        return not (self.acties or self.agenda or self.reacties_tot or self.antwoorden)


@dataclass(frozen=True, slots=True)
class Bron:
    """All that may be news in one wijk since some day, read once for all its followers."""

    versie: AgendaVersie | None
    titels: Mapping[uuid.UUID, tuple[str, str]]  # what an adopted action is called, and its plan
    regels: tuple[Voortgang, ...]  # the newest first
    rondes: tuple[Reactieronde, ...]
    antwoorden: tuple[dt.date, ...]


def send_news() -> int:
    """All mails that are due today. Out: how many. Safe to run twice, or late."""
    due = Volger.objects.filter(bevestigd_op__isnull=False, tot_en_met__lte=_yesterday() - WEEK)
    wijken = Wijk.objects.filter(pk__in=due.values("wijk")).order_by("pk")
    return sum(_send_wijk(wijk) for wijk in wijken)


def _send_wijk(wijk: Wijk) -> int:
    rows = Volger.objects.filter(
        wijk=wijk, bevestigd_op__isnull=False, tot_en_met__lte=_yesterday() - WEEK
    ).order_by("tot_en_met", "pk")
    keys = list(rows.values_list("pk", "tot_en_met"))
    if not keys:
        return 0
    bron = read_bron(wijk, sinds=keys[0][1])
    return sum(_send(pk, bron) for pk, _day in keys)


@transaction.atomic
def _send(pk: uuid.UUID, bron: Bron) -> bool:
    """One follower, in a transaction of its own: the mark and the mail, or neither."""
    rows = Volger.objects.select_for_update(of=("self",)).select_related("wijk", "link")
    volger = rows.filter(pk=pk, tot_en_met__lte=_yesterday() - WEEK).first()
    if volger is None:
        return False
    if bron.versie is not None and volger.actie_uuid and volger.actie_uuid not in bron.titels:
        return _say_goodbye(volger)
    nieuws = nieuws_for(volger, bron)
    if nieuws.leeg:
        return False
    _queue(volger, "volger_nieuws", {"nieuws": nieuws})
    volger.tot_en_met = _yesterday()
    volger.save(update_fields=["tot_en_met"])
    log(wijk=volger.wijk, actie="nieuws_gestuurd", object=volger, herkomst=Gebeurtenis.Herkomst.TAAK)
    return True


def _say_goodbye(volger: Volger) -> bool:
    """The action is not on the agenda of now: one last mail, and the address is gone."""
    _queue(volger, "volger_einde", {})
    if volger.link is not None:
        revoke_link(link=volger.link)
    log(wijk=volger.wijk, actie="volger_voorbij", object=volger, herkomst=Gebeurtenis.Herkomst.TAAK)
    volger.delete()
    return True


def _queue(volger: Volger, sjabloon: str, context: Mapping[str, object]) -> None:
    slug = volger.wijk.slug
    queue_for(
        volger=volger,
        token=link_of(volger).token,
        sleutel=f"nieuws:{volger.pk}:{_yesterday().isoformat()}",
        sjabloon=sjabloon,
        context={
            **context,
            "actie": volger.actie_uuid,
            "agenda_adres": _address("agenda:agenda_publiek", slug),
            "concept_adres": _address("agenda:concept", slug),
            "antwoord_adres": _address("agenda:terugkoppeling", slug),
            "volg_adres": _address("agenda:volgen", slug),
        },
    )


def nieuws_for(volger: Volger, bron: Bron) -> Nieuws:
    """What happened for this follower after `tot_en_met`, up to and including yesterday."""
    since, until = volger.tot_en_met, _yesterday()
    found: dict[uuid.UUID, ActieNieuws] = {}
    for regel in bron.regels:
        wanted = volger.actie_uuid in (None, regel.actie_uuid)
        if wanted and since < regel.datum <= until and regel.actie_uuid not in found:
            wat, plan = bron.titels[regel.actie_uuid]
            tekst = "" if regel.wie else " ".join(regel.tekst.split())
            status = ActieStatus(regel.status)
            found[regel.actie_uuid] = ActieNieuws(wat, plan, status, tekst, regel.datum)
    acties = tuple(found[key] for key in bron.titels if key in found)
    if volger.actie_uuid is not None:
        return Nieuws(acties)
    adopted = timezone.localdate(bron.versie.vastgelegd_op) if bron.versie else None
    open_until = [ronde.sluit_op for ronde in bron.rondes if since < ronde.opent_op <= until]
    return Nieuws(
        acties=acties,
        agenda=adopted is not None and since < adopted <= until,
        reacties_tot=max(open_until, default=None),
        antwoorden=sum(since < day <= until for day in bron.antwoorden),
    )


def read_bron(wijk: Wijk, *, sinds: dt.date) -> Bron:
    """Read what may be news in a wijk after this day. What was taken out of the agenda is not told."""
    versie = newest_versie(wijk)
    titels = {
        uuid.UUID(actie["uuid"]): (actie["wat"], plan["titel"])
        for plan in (versie.inhoud["plannen"] if versie else ())
        for actie in plan["acties"]
        if WEGGEHAALD not in (actie["wat"], plan["titel"])
    }
    regels = Voortgang.objects.filter(agenda=versie.agenda_id, datum__gt=sinds) if versie else ()
    uitslag = uitslag_of(wijk)
    return Bron(
        versie=versie,
        titels=titels,
        regels=tuple(regel for regel in regels if regel.actie_uuid in titels),
        rondes=tuple(
            Reactieronde.objects.filter(
                wijk=wijk, gestopt_op__isnull=True, opent_op__gt=sinds, sluit_op__gte=today()
            )
        ),
        antwoorden=tuple(kaartje.datum for kaartje in (*uitslag.wel, *uitslag.niet)),
    )


def _address(naam: str, slug: str) -> str:
    return f"{settings.SITE_URL}{reverse(naam, args=[slug])}"


def _yesterday() -> dt.date:
    return today() - DAG
