"""What the team reads of its agendagroep: who is in it, how far they are, what they want. Fixed queries."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from agenda.groep.stemming import Stemming, current_votes, read_stemming
from agenda.keuzes import Groepskeuzesoort, Lidsoort
from agenda.models import Agendagroeplid, Groepskeuze, Groepsstem, Reactie, Wijkagenda
from kern.klok import today
from wijken.links import is_open
from wijken.models import Wijk


@dataclass(frozen=True, slots=True)
class LidRegel:
    """A member on the list of the team."""

    lid: Agendagroeplid
    link: str  # geen | nieuw (not opened yet) | open | over
    gekozen: int
    gestemd: bool


@dataclass(frozen=True, slots=True)
class PlanTelling:
    """What the group wants with one plan."""

    nummer: int
    titel: str
    eerst: int
    later: int
    niet: int
    reacties: int


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The whole group."""

    leden: tuple[LidRegel, ...]
    weg: tuple[Agendagroeplid, ...]  # stopped or over, until they are deleted
    bewoners: int
    plannen: tuple[PlanTelling, ...]
    over_geheel: int  # reactions on the whole
    stemming: Stemming | None

    @property
    def te_weinig_bewoners(self) -> bool:
        """Fewer than half are residents."""
        return 2 * self.bewoners < len(self.leden)


@dataclass(frozen=True, slots=True)
class LidBlad:
    """One member with all that the member chose and said in the agenda being made."""

    regel: LidRegel
    keuzes: tuple[Groepskeuze, ...]
    stem: Groepsstem | None
    reacties: tuple[tuple[str, Reactie], ...]  # the title of the plan, and what was said


def read_overzicht(wijk: Wijk, agenda: Wijkagenda | None) -> Overzicht:
    """The group as it is today."""
    alle = list(_with_counts(Agendagroeplid.objects.filter(wijk=wijk).select_related("link"), agenda))
    leden = [lid for lid in alle if lid.gestopt_op is None and lid.tot >= today()]
    reacties = _reacties(agenda) if agenda else {}
    return Overzicht(
        leden=tuple(_line(lid) for lid in leden),
        weg=tuple(lid for lid in alle if lid not in leden),
        bewoners=sum(lid.soort == Lidsoort.BEWONER for lid in leden),
        plannen=_plannen(agenda, reacties) if agenda else (),
        over_geheel=reacties.get(None, 0),
        stemming=read_stemming(agenda) if agenda else None,
    )


def read_lid(lid: Agendagroeplid, agenda: Wijkagenda | None) -> LidBlad:
    """What one member chose, voted and said."""
    row = _with_counts(Agendagroeplid.objects.filter(pk=lid.pk).select_related("link"), agenda).get()
    keuzes = Groepskeuze.objects.filter(lid=lid, agendapunt__agenda=agenda).select_related("agendapunt")
    reacties = Reactie.objects.filter(lid=lid, bron=Reactie.Bron.GROEP, agenda=agenda)
    plannen = agenda.agendapunten.values_list("uuid", "titel") if agenda else ()
    titels: dict[uuid.UUID | None, str] = {**dict(plannen), None: _("Over het geheel")}
    return LidBlad(
        regel=_line(row),
        keuzes=tuple(keuzes.order_by("agendapunt__volgorde", "pk")),
        stem=current_votes(agenda).filter(lid=lid).first() if agenda else None,
        reacties=tuple((titels.get(each.plan_uuid, ""), each) for each in reacties.order_by("datum", "pk")),
    )


def _with_counts(rows: QuerySet[Agendagroeplid], agenda: Wijkagenda | None) -> QuerySet[Agendagroeplid]:
    stemmen = current_votes(agenda) if agenda else Groepsstem.objects.none()
    return rows.annotate(
        gekozen=Count("keuzes", filter=Q(keuzes__agendapunt__agenda=agenda)),
        gestemd=Exists(stemmen.filter(lid=OuterRef("pk"))),
    )


def _line(lid: Agendagroeplid) -> LidRegel:
    link = lid.link
    stand = "geen" if link is None else "over" if not is_open(link) else "open" if link.apparaat else "nieuw"
    return LidRegel(lid, stand, getattr(lid, "gekozen", 0), getattr(lid, "gestemd", False))


def _reacties(agenda: Wijkagenda) -> dict[uuid.UUID | None, int]:
    """How much the group said of each plan, and under None of the whole."""
    rows = Reactie.objects.filter(agenda=agenda, bron=Reactie.Bron.GROEP).order_by()
    return dict(rows.values_list("plan_uuid").annotate(Count("pk")))


def _plannen(agenda: Wijkagenda, reacties: Mapping[uuid.UUID | None, int]) -> tuple[PlanTelling, ...]:
    """The choices of those who are in the group today."""
    nu = Q(groepskeuzes__lid__in=Agendagroeplid.objects.active_on(today()).filter(wijk=agenda.wijk_id))
    tel = {
        soort.value: Count("groepskeuzes", filter=nu & Q(groepskeuzes__keuze=soort))
        for soort in Groepskeuzesoort
    }
    rows = agenda.agendapunten.in_order().annotate(**tel).values("uuid", "titel", *tel)
    return tuple(
        PlanTelling(
            nummer, row["titel"], row["eerst"], row["later"], row["niet"], reacties.get(row["uuid"], 0)
        )
        for nummer, row in enumerate(rows, start=1)
    )
