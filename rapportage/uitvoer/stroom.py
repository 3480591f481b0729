"""The agenda as an Atom feed (RFC 4287): adopted versions, how actions go, answers. Words of the team."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from agenda.inhoud import WEGGEHAALD
from agenda.keuzes import ActieStatus
from agenda.models import AgendaVersie, Voortgang
from agenda.terugkoppeling.selectors import uitslag_of
from bewoners.regels import clean_tekst
from wijken.models import Wijk

AANTAL: Final = 50
MEDIATYPE: Final = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Bericht:
    """One entry; `sleutel` never changes, so that a reader shows it once."""

    sleutel: uuid.UUID
    datum: dt.date
    titel: str
    tekst: str
    pad: str

    @property
    def moment(self) -> dt.datetime:
        """The begin of its day: nobody needs to know the hour."""
        return dt.datetime.combine(self.datum, dt.time(), tzinfo=get_default_timezone())


def read_stroom(wijk: Wijk, versie: AgendaVersie) -> list[Bericht]:
    """The newest entries, newest first. A fixed number of queries."""
    berichten = [*_versies(wijk), *_voortgang(wijk, versie), *_antwoorden(wijk)]
    return sorted(berichten, key=lambda each: (each.datum, str(each.sleutel)), reverse=True)[:AANTAL]


def write_atom(berichten: list[Bericht], *, wijk: Wijk, titel: str, site: str) -> bytes:
    """The feed. The same entries give the same bytes."""
    agenda = f"{site}{reverse('agenda:agenda_publiek', args=[wijk.slug])}"
    feed = Atom1Feed(
        title=titel,
        link=agenda,
        description="",
        subtitle=_("Wat er gebeurt met de agenda van de wijk"),
        language="nl",
        author_name=_("Wijkteam %(wijk)s") % {"wijk": wijk.naam},
        feed_url=f"{site}{reverse('rapportage:agenda_atom', args=[wijk.slug])}",
        feed_guid=agenda,
    )
    for bericht in berichten:
        feed.add_item(
            title=clean_tekst(bericht.titel),
            link=f"{site}{bericht.pad}",
            description=clean_tekst(bericht.tekst),
            unique_id=f"urn:uuid:{bericht.sleutel}",
            updateddate=bericht.moment,
            pubdate=bericht.moment,
        )
    return feed.writeString("utf-8").encode()


def _versies(wijk: Wijk) -> list[Bericht]:
    pad = reverse("agenda:agenda_publiek", args=[wijk.slug])
    rows = AgendaVersie.objects.filter(wijk=wijk).order_by("-vastgelegd_op", "-pk").defer("inhoud")
    return [
        Bericht(
            row.uuid,
            row.datum,
            _("De wijkagenda is vastgesteld"),
            _("Versie %(nummer)s. %(voor)s van de %(van)s mensen waren voor.")
            % {"nummer": row.nummer, "voor": row.voor, "van": row.van},
            pad,
        )
        for row in rows[:AANTAL]
    ]


def _voortgang(wijk: Wijk, versie: AgendaVersie) -> list[Bericht]:
    """What was told of the actions that stand in the agenda in force."""
    acties = {
        uuid.UUID(actie["uuid"]): (plan["uuid"], actie["wat"])
        for plan in versie.inhoud["plannen"]
        for actie in plan["acties"]
    }
    rows = Voortgang.objects.filter(wijk=wijk, agenda=versie.agenda_id, actie_uuid__in=list(acties))
    found = []
    for row in rows.order_by("-datum", "-pk")[:AANTAL]:
        plan, wat = acties[row.actie_uuid]
        if wat == WEGGEHAALD:
            continue
        titel = f"{wat}: {ActieStatus(row.status).label}"
        pad = reverse("agenda:plan_publiek", args=[wijk.slug, plan])
        found.append(Bericht(uuid.uuid5(row.actie_uuid, str(row.pk)), row.datum, titel, row.tekst, pad))
    return found


def _antwoorden(wijk: Wijk) -> list[Bericht]:
    uitslag = uitslag_of(wijk)
    pad = reverse("agenda:terugkoppeling", args=[wijk.slug])
    return [
        Bericht(
            uuid.uuid5(kaartje.bundel, "antwoord"),
            kaartje.datum,
            _("Antwoord: %(titel)s") % {"titel": kaartje.titel},
            f"{kaartje.wie.capitalize()}. {kaartje.waarom}",
            pad,
        )
        for kaartje in (*uitslag.wel, *uitslag.niet)
    ]
