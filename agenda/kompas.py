"""Reading where a wijk stands, in a fixed number of queries, however much it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q

from agenda.fases import Stand
from agenda.keuzes import ActieStatus
from agenda.models import Aanbieding, Actie, Agendapunt, AgendaVersie, Onderbouwing, Wijkagenda
from agenda.selectors import active_agenda, voortgang_of
from bewoners.contactlijst import count_open
from bewoners.models import Bundel, Inbreng
from kern.klok import today
from wijken.models import Indicatorwaarde, Wijk

Status = Inbreng.Status
_GESTART = (ActieStatus.LOOPT, ActieStatus.VERTRAAGD, ActieStatus.KLAAR)
_AF = (ActieStatus.KLAAR, ActieStatus.GESTOPT)


def stand_of(wijk: Wijk) -> Stand:
    """All counts behind the kompas."""
    agenda = active_agenda(wijk)
    stand = _gehoord(wijk, Stand(zeggenschap=bool(wijk.beslist_mee.strip() or wijk.denkt_mee.strip())))
    stand = _vastgesteld(wijk, stand)
    return _in_wording(agenda, stand) if agenda else stand


def _gehoord(wijk: Wijk, stand: Stand) -> Stand:
    """Figures, stories, who wants to hear from us, and bundles."""
    telt = ~Q(status__in=[Status.GEWEIGERD, Status.AFGEHANDELD])
    verhalen = Inbreng.objects.for_wijk(wijk).aggregate(
        alle=Count("pk", filter=telt),
        nieuw=Count("pk", filter=Q(status=Status.ONTVANGEN)),
        wegen=Count("kanaal", filter=telt, distinct=True),
        bezwaren=Count("pk", filter=Q(niet_zo_bedoeld=True)),
    )
    zonder_antwoord = Q(terugkoppeling__isnull=True)
    bundels = (
        Bundel.objects.for_wijk(wijk)
        .filter(Exists(Inbreng.objects.filter(bundel=OuterRef("pk"))))
        .aggregate(
            alle=Count("pk"),
            zonder=Count("pk", filter=zonder_antwoord),
            oudste=Min("datum", filter=zonder_antwoord),
        )
    )
    return replace(
        stand,
        cijfers=Indicatorwaarde.objects.filter(regio__wijkregios__wijk=wijk, waarde__isnull=False).exists(),
        verhalen=verhalen["alle"],
        nieuw=verhalen["nieuw"],
        wegen=verhalen["wegen"],
        bezwaren=verhalen["bezwaren"],
        contactverzoeken=count_open(wijk),
        bundels=bundels["alle"],
        bundels_zonder_antwoord=bundels["zonder"],
        oudste_bundel_dagen=_dagen_sinds(bundels["oudste"]),
    )


def _dagen_sinds(datum: date | None) -> int:
    return (today() - datum).days if datum else 0


def _vastgesteld(wijk: Wijk, stand: Stand) -> Stand:
    """Whether the newest agenda was adopted, and offered."""
    aangeboden = Exists(Aanbieding.objects.filter(versie=OuterRef("pk")))
    versie = (
        AgendaVersie.objects.filter(wijk=wijk, agenda__actief=True)
        .order_by("-nummer")
        .annotate(is_aangeboden=aangeboden)
        .values_list("is_aangeboden", flat=True)
        .first()
    )
    return replace(stand, vastgesteld=versie is not None, aangeboden=bool(versie))


def _in_wording(agenda: Wijkagenda, stand: Stand) -> Stand:
    """The agenda that is being worked on: its texts, plans and actions."""
    bewijs = Onderbouwing.objects.filter(agendapunt=OuterRef("pk"))
    plannen = (
        Agendapunt.objects.filter(agenda=agenda)
        .annotate(
            heeft_actie=Exists(Actie.objects.filter(agendapunt=OuterRef("pk"))),
            heeft_verhaal=Exists(bewijs.filter(cijfer__isnull=True)),
            heeft_cijfer=Exists(bewijs.filter(cijfer__isnull=False)),
        )
        .aggregate(
            alle=Count("pk"),
            zonder_trekker=Count("pk", filter=Q(trekker="")),
            zonder_actie=Count("pk", filter=Q(heeft_actie=False)),
            onderbouwd=Count("pk", filter=Q(heeft_verhaal=True, heeft_cijfer=True)),
        )
    )
    acties = dict(Actie.objects.filter(agendapunt__agenda=agenda).values_list("uuid", "trekker"))
    voortgang = voortgang_of(agenda)
    statussen = [voortgang[uuid].status for uuid in acties if uuid in voortgang]
    return replace(
        stand,
        agenda=True,
        aanleiding=bool(agenda.aanleiding.strip()),
        opdracht=bool(agenda.opdracht.strip()),
        plannen=plannen["alle"],
        plannen_zonder_trekker=plannen["zonder_trekker"],
        plannen_zonder_actie=plannen["zonder_actie"],
        plannen_met_verhaal_en_cijfer=plannen["onderbouwd"],
        acties=len(acties),
        acties_zonder_trekker=sum(not trekker for trekker in acties.values()),
        acties_gestart=sum(status in _GESTART for status in statussen),
        acties_af=sum(status in _AF for status in statussen),
        laatste_jaar_voorbij=agenda.tot_jaar < today().year,
    )
