"""The wijkuitvoeringsplan: the actions per quarter, with who, how it goes and what is still needed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.inhoud import Inhoud
from agenda.keuzes import VerzoekAntwoord
from agenda.models import AgendaVersie, Behoefte, Wijkagenda
from agenda.opbouw import build_werklijst
from agenda.selectors import show_version
from agenda.weergave import ActieBeeld, AgendaBeeld, PlanBeeld, show_agenda
from bewoners.models import NEDERLANDS
from kern.klok import today
from rapportage.hoofdstukken.plannen import STATUS_KLAS
from rapportage.woorden import day, years

KWARTALEN = (
    gettext_lazy("januari, februari en maart"),
    gettext_lazy("april, mei en juni"),
    gettext_lazy("juli, augustus en september"),
    gettext_lazy("oktober, november en december"),
)


@dataclass(frozen=True, slots=True)
class ActieRegel:
    """One action in its quarter, and what it still lacks."""

    wat: str
    plan_nummer: int
    plan: str
    wie: str
    wanneer: str
    status: str
    klas: str
    nodig: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """The actions that should be done in these three months; without a date, the last one."""

    naam: str
    regels: tuple[ActieRegel, ...]


@dataclass(frozen=True, slots=True)
class OpenVraag:
    """What a party did not answer yet."""

    plan_nummer: int
    plan: str
    partij: str
    tekst: str
    hoeveel: str


@dataclass(frozen=True, slots=True)
class Uitvoering:
    """The whole plan as the template prints it."""

    titel: str
    wijk: str
    ondertitel: str
    jaren: str
    concept: bool
    voorbeeld: bool
    gemaakt_op: str
    kwartalen: tuple[Kwartaal, ...]
    vragen: tuple[OpenVraag, ...]
    acties: int


def read_uitvoering(agenda: Wijkagenda, versie: AgendaVersie | None) -> Uitvoering:
    """Of an adopted version as it goes today, or of the draft. A fixed number of queries."""
    with translation.override(NEDERLANDS):
        inhoud: Inhoud = versie.inhoud if versie else build_werklijst(agenda)
        beeld = show_version(versie) if versie else show_agenda(inhoud, {})
        wijk, waarom = inhoud["wijk"], inhoud["waarom"]
        jaren = years(waarom["van_jaar"], waarom["tot_jaar"])
        return Uitvoering(
            titel=_("Wijkuitvoeringsplan %(wijk)s %(jaren)s") % {"wijk": wijk["naam"], "jaren": jaren},
            wijk=wijk["naam"],
            ondertitel=wijk["ondertitel"],
            jaren=jaren,
            concept=versie is None,
            voorbeeld=wijk["voorbeeld"],
            gemaakt_op=day(today().isoformat()),
            kwartalen=_quarters(beeld, _needs(agenda)),
            vragen=_open_requests(beeld),
            acties=sum(len(plan.acties) for plan in beeld.plannen),
        )


def _needs(agenda: Wijkagenda) -> dict[uuid.UUID, list[str]]:
    """What actions still lack, by the uuid of the action."""
    found: dict[uuid.UUID, list[str]] = {}
    for each in Behoefte.objects.filter(agenda=agenda, vervuld_op__isnull=True).order_by("pk"):
        found.setdefault(each.actie_uuid, []).append(each.tekst)
    return found


def _quarters(beeld: AgendaBeeld, needs: Mapping[uuid.UUID, list[str]]) -> tuple[Kwartaal, ...]:
    """In time, those without a date last."""
    per_quarter: dict[tuple[int, int], list[tuple[dt.date, ActieRegel]]] = {}
    undated: list[ActieRegel] = []
    for plan, actie in _actions(beeld.plannen):
        regel = _row(plan, actie, needs.get(actie.uuid, []))
        if actie.klaar_op is None:
            undated.append(regel)
        else:
            quarter = (actie.klaar_op.year, (actie.klaar_op.month - 1) // 3)
            per_quarter.setdefault(quarter, []).append((actie.klaar_op, regel))
    found = [
        Kwartaal(
            _("%(maanden)s %(jaar)s") % {"maanden": str(KWARTALEN[number]).capitalize(), "jaar": year},
            tuple(regel for _day, regel in sorted(rows, key=lambda row: (row[0], row[1].plan_nummer))),
        )
        for (year, number), rows in sorted(per_quarter.items())
    ]
    if undated:
        found.append(Kwartaal(_("Zonder datum"), tuple(undated)))
    return tuple(found)


def _actions(plannen: Iterable[PlanBeeld]) -> Iterable[tuple[PlanBeeld, ActieBeeld]]:
    return ((plan, actie) for plan in plannen for actie in plan.acties)


def _row(plan: PlanBeeld, actie: ActieBeeld, needs: Iterable[str]) -> ActieRegel:
    return ActieRegel(
        wat=actie.wat,
        plan_nummer=plan.nummer,
        plan=plan.titel,
        wie=actie.trekker or plan.trekker or _("Nog niemand"),
        wanneer=day(actie.klaar_op.isoformat()) if actie.klaar_op else actie.wanneer,
        status=str(actie.status.label),
        klas=STATUS_KLAS.get(actie.status, ""),
        nodig=tuple(needs),
    )


def _open_requests(beeld: AgendaBeeld) -> tuple[OpenVraag, ...]:
    """What waits for an answer, in the order of the plans."""
    titels = {plan.nummer: plan.titel for plan in beeld.plannen}
    found = [
        OpenVraag(
            vraag.plan_nummer, titels.get(vraag.plan_nummer, ""), partij.naam, vraag.tekst, vraag.hoeveel
        )
        for partij in beeld.partijen
        for vraag in partij.verzoeken
        if vraag.stand == VerzoekAntwoord.OPEN
    ]
    return tuple(sorted(found, key=lambda vraag: (vraag.plan_nummer, vraag.partij.casefold())))
