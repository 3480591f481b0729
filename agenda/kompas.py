"""Reading where wijken stand, in a fixed number of queries, however many and however full."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agenda.bijdragen.selectors import still_wanted
from agenda.bijdragen.trekker import ZOEKT
from agenda.fases import Fase, Stand
from agenda.haalbaarheid.vraag import waiting
from agenda.keuzes import ActieStatus, Lidsoort, VerzoekSoort
from agenda.keuzes_team import AfspraakSoort, FasekeuzeSoort, Scankant
from agenda.models import (
    Aanbieding,
    Actie,
    Actieoordeel,
    Agendagroeplid,
    Agendapunt,
    AgendaVersie,
    Behoefte,
    Fasekeuze,
    Kernwaarde,
    Onderbouwing,
    Reactie,
    Verzoek,
    Verzoekvraag,
    Voortgang,
    Werkafspraak,
    Wijkagenda,
    Zelfscan,
)
from bewoners.keuzes import Aanbodstatus
from bewoners.models import Aanbod, Bundel, Contactverzoek, Inbreng, telt_mee
from kern.klok import today
from wijken.models import Indicatorwaarde, Wijk, WijkRegio

Status = Inbreng.Status
_GESTART = (ActieStatus.LOOPT, ActieStatus.VERTRAAGD, ActieStatus.KLAAR)
_AF = (ActieStatus.KLAAR, ActieStatus.GESTOPT)
STIL = timedelta(days=90)  # an action that runs, and of which nobody says anything any more

Parts = dict[int, dict[str, Any]]  # what to fill in of the Stand of a wijk, by its id


def stand_of(wijk: Wijk) -> Stand:
    """All counts behind the kompas of one wijk."""
    return standen_of([wijk])[wijk.pk]


def standen_of(wijken: Sequence[Wijk]) -> dict[int, Stand]:
    """The same of several wijken, by their id. As many queries for one as for forty-four."""
    standen = {
        wijk.pk: Stand(zeggenschap=bool(wijk.beslist_mee.strip() or wijk.denkt_mee.strip()))
        for wijk in wijken
    }
    agendas = {
        agenda.pk: agenda for agenda in Wijkagenda.objects.filter(wijk_id__in=list(standen), actief=True)
    }
    keys = list(standen)
    geldend = _geldend(keys)
    for parts in (
        _verhalen(keys),
        _bundels(keys),
        _tellingen(keys),
        _zoekt(keys),
        _versies(agendas, geldend),
        _agendas(agendas),
        _plannen(agendas),
        _acties(agendas, geldend),
        _keuzes(agendas),
    ):
        for wijk_id, part in parts.items():
            standen[wijk_id] = replace(standen[wijk_id], **part)
    return standen


def _verhalen(wijken: Sequence[int]) -> Parts:
    telt = telt_mee()
    nieuw = Q(status=Status.ONTVANGEN)
    rows = (
        Inbreng.objects.filter(wijk_id__in=wijken)
        .values("wijk_id")
        .annotate(
            verhalen=Count("pk", filter=telt),
            nieuw=Count("pk", filter=nieuw),
            wegen=Count("kanaal", filter=telt, distinct=True),
            bezwaren=Count("pk", filter=Q(niet_zo_bedoeld=True)),
            oudste=Min("datum", filter=nieuw),
        )
        .order_by()
    )
    return {row["wijk_id"]: _part(row, oudste_nieuw_dagen=_days_since(row["oudste"])) for row in rows}


def _bundels(wijken: Sequence[int]) -> Parts:
    """Bundles with something in them; an empty one waits for nobody."""
    zonder_antwoord = Q(terugkoppeling__isnull=True)
    rows = (
        Bundel.objects.filter(Exists(Inbreng.objects.filter(bundel=OuterRef("pk"))), wijk_id__in=wijken)
        .values("wijk_id")
        .annotate(
            bundels=Count("pk"),
            bundels_zonder_antwoord=Count("pk", filter=zonder_antwoord),
            oudste=Min("datum", filter=zonder_antwoord),
        )
        .order_by()
    )
    return {row["wijk_id"]: _part(row, oudste_bundel_dagen=_days_since(row["oudste"])) for row in rows}


def _tellingen(wijken: Sequence[int]) -> Parts:
    """All that is one number or a yes per wijk, whatever table it stands in: one query.

    The name of each is the field of a Stand that it fills.
    """
    figures = Indicatorwaarde.objects.filter(regio=OuterRef("regio"), waarde__isnull=False)
    voorwaarden = Werkafspraak.objects.filter(soort=AfspraakSoort.RANDVOORWAARDE)
    vragen = Verzoekvraag.objects.filter(waiting())
    waarden = Kernwaarde.objects.filter(agenda__actief=True)
    scans = Zelfscan.objects.filter(jaar=today().year)
    tellingen: dict[str, Any] = {
        "cijfers": _is_er(WijkRegio.objects.filter(Exists(figures))),
        "groep_bewoners": _aantal(Agendagroeplid.objects.active_on(today()).filter(soort=Lidsoort.BEWONER)),
        "kernwaarden": _aantal(waarden),
        "kernwaarden_zonder_merk": _aantal(waarden.filter(merkbaar="")),
        "contactverzoeken": _aantal(Contactverzoek.objects.all()),
        "reacties": _aantal(Reactie.objects.awaiting_moderation().filter(bron=Reactie.Bron.OPENBAAR)),
        "aanbod_nieuw": _aantal(Aanbod.objects.filter(status=Aanbodstatus.NIEUW)),
        "aanbod_bellen": _aantal(Aanbod.objects.to_call(today())),
        "vragen_te_laat": _aantal(vragen.filter(link__ingetrokken_op__isnull=True, uiterlijk__lt=today())),
        "vragen_terug": _aantal(vragen.filter(link__ingetrokken_op__isnull=False)),
        "zelfscan_team": _is_er(scans.filter(kant=Scankant.TEAM)),
        "zelfscan_bewoners": _is_er(scans.filter(kant=Scankant.BEWONERS)),
        "voorwaarden": _is_er(voorwaarden) & ~_is_er(voorwaarden.filter(stand="")),
    }
    rows: Any = Wijk.objects.filter(pk__in=wijken).order_by().values("pk").annotate(**tellingen)
    return {row["pk"]: {name: row[name] for name in tellingen} for row in rows}


def _zoekt(wijken: Sequence[int]) -> Parts:
    """Needs of which somebody who said yes stopped."""
    rows = Behoefte.objects.filter(still_wanted(), wijk__in=wijken).order_by()
    found = rows.values_list("wijk_id").annotate(Count("pk"))
    return {wijk_id: {"zoekt_iemand": aantal} for wijk_id, aantal in found}


def _is_er(rows: QuerySet[Any]) -> Exists:
    """Whether the wijk has one of these."""
    return Exists(rows.filter(wijk=OuterRef("pk")))


def _aantal(rows: QuerySet[Any]) -> Coalesce:
    """How many of these the wijk has."""
    per_wijk = rows.filter(wijk=OuterRef("pk")).order_by().values("wijk").annotate(aantal=Count("pk"))
    return Coalesce(Subquery(per_wijk.values("aantal")), 0)


def _geldend(wijken: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """The agenda that residents read as that of now, and whether its newest version was offered."""
    offered = Exists(Aanbieding.objects.filter(versie=OuterRef("pk")))
    rows = (
        AgendaVersie.objects.filter(wijk__in=wijken)
        .order_by("wijk_id", "-vastgelegd_op", "-pk")
        .distinct("wijk_id")
        .annotate(is_offered=offered)
    )
    return {
        key: (agenda, given) for key, agenda, given in rows.values_list("wijk_id", "agenda_id", "is_offered")
    }


def _versies(agendas: Mapping[int, Wijkagenda], geldend: Mapping[int, tuple[int, bool]]) -> Parts:
    """Whether the agenda in the making was adopted, and its newest version offered."""
    return {
        wijk_id: {"vastgesteld": True, "aangeboden": is_offered}
        for wijk_id, (agenda_id, is_offered) in geldend.items()
        if agenda_id in agendas
    }


def _agendas(agendas: Mapping[int, Wijkagenda]) -> Parts:
    return {
        agenda.wijk_id: {
            "agenda": True,
            "aanleiding": bool(agenda.aanleiding.strip()),
            "opdracht": bool(agenda.opdracht.strip()),
            "laatste_jaar_voorbij": agenda.tot_jaar < today().year,
        }
        for agenda in agendas.values()
    }


def _plannen(agendas: Mapping[int, Wijkagenda]) -> Parts:
    bewijs = Onderbouwing.objects.filter(agendapunt=OuterRef("pk"))
    rows = (
        Agendapunt.objects.filter(agenda__in=list(agendas))
        .annotate(
            heeft_actie=Exists(Actie.objects.filter(agendapunt=OuterRef("pk"))),
            heeft_vraag=Exists(
                Verzoek.objects.filter(agendapunt=OuterRef("pk"), soort=VerzoekSoort.HAALBAAR)
            ),
            heeft_verhaal=Exists(bewijs.filter(cijfer__isnull=True)),
            heeft_cijfer=Exists(bewijs.filter(cijfer__isnull=False)),
        )
        .values("wijk_id")
        .annotate(
            plannen=Count("pk"),
            plannen_zonder_trekker=Count("pk", filter=Q(trekker="")),
            plannen_zonder_actie=Count("pk", filter=Q(heeft_actie=False)),
            plannen_zonder_vraag=Count("pk", filter=Q(heeft_vraag=False)),
            plannen_met_verhaal_en_cijfer=Count("pk", filter=Q(heeft_verhaal=True, heeft_cijfer=True)),
        )
        .order_by()
    )
    return {row["wijk_id"]: _part(row) for row in rows}


def _acties(agendas: Mapping[int, Wijkagenda], geldend: Mapping[int, tuple[int, bool]]) -> Parts:
    """The actions of the agenda in the making, and those of the one still in force that do not go along."""
    alle = {*agendas, *(agenda_id for agenda_id, _ in geldend.values())}
    regels = {(row.agenda_id, row.actie_uuid): row for row in _newest(alle)}
    rows = list(
        Actie.objects.filter(agendapunt__agenda__in=alle).values_list(
            "wijk_id", "agendapunt__agenda_id", "uuid", "trekker", "klaar_op", "overgenomen_van"
        )
    )
    gaan_mee = {row[5] for row in rows if row[1] in agendas}
    judged = set(Actieoordeel.objects.filter(agenda__in=list(agendas)).values_list("actie_uuid", flat=True))
    found: Parts = {}
    for wijk_id, agenda_id, sleutel, trekker, klaar_op, _van in rows:
        part = found.setdefault(wijk_id, dict.fromkeys(_ACTIETELLINGEN, 0))
        regel = regels.get((agenda_id, sleutel))
        status = regel.status if regel else ActieStatus.GEPLAND
        is_open = status not in _AF
        if agenda_id not in agendas and sleutel in gaan_mee:
            continue  # counted in the new round: what is told of it stands there as well
        part["acties_te_laat"] += is_open and klaar_op is not None and klaar_op < today()
        part["zoekt_trekker"] += bool(regel and is_open and not trekker and regel.tekst == ZOEKT)
        part["acties_stil"] += bool(regel and is_open and regel.datum < today() - STIL)
        if agenda_id not in agendas:
            part["acties_vorige_ronde"] += is_open
            continue
        part["acties"] += 1
        part["acties_zonder_trekker"] += not trekker
        part["acties_gestart"] += status in _GESTART
        part["acties_af"] += not is_open
        part["acties_met_oordeel"] += sleutel in judged
    return found


_ACTIETELLINGEN = (
    "acties",
    "acties_zonder_trekker",
    "acties_gestart",
    "acties_af",
    "acties_met_oordeel",
    "acties_te_laat",
    "acties_stil",
    "zoekt_trekker",
    "acties_vorige_ronde",
)


def _newest(agendas: Collection[int]) -> QuerySet[Voortgang]:
    """What was last told of each action."""
    return (
        Voortgang.objects.filter(agenda__in=agendas)
        .order_by("agenda_id", "actie_uuid", "-datum", "-pk")
        .distinct("agenda_id", "actie_uuid")
    )


def _keuzes(agendas: Mapping[int, Wijkagenda]) -> Parts:
    """What the team last said of each phase in this round."""
    rows = (
        Fasekeuze.objects.filter(agenda__in=list(agendas))
        .order_by("agenda_id", "fase", "-pk")
        .distinct("agenda_id", "fase")
        .values_list("wijk_id", "fase", "keuze")
    )
    found: Parts = {}
    for wijk_id, fase, keuze in rows:
        if keuze != FasekeuzeSoort.KOMPAS:
            chosen = found.setdefault(wijk_id, {"keuzes": {}})["keuzes"]
            chosen[Fase(fase)] = FasekeuzeSoort(keuze)
    return found


def _part(row: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The columns of a row that are called as the fields of a Stand."""
    return {key: value for key, value in row.items() if key not in ("wijk_id", "oudste")} | more


def _days_since(day: date | None) -> int:
    return (today() - day).days if day else 0
