"""A form of a plan or action whose round was closed meanwhile: a kind page, with where it goes on.

Who looks something of a round up for the team asks `only_present` (its round must be worked on), or
`only_in_use` (or be what residents read as the agenda of now), or when it was not found `missing_actie` or
`missing_plan`. Each raises RondeAfgesloten, of which the middleware makes the page; to residents it is a page
that is not there.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from agenda.models import Actie, Agendapunt, Kernwaarde, Onderbouwing, Teamvraag, Verzoek, Wijkagenda
from agenda.ronde.samen import is_in_use, verzoek_sleutel
from kern.htmx import render_page
from kern.opvang import Soort, typed_values
from wijken.models import Wijk

Ding = Agendapunt | Actie | Verzoek | Onderbouwing | Kernwaarde | Teamvraag
D = TypeVar("D", Agendapunt, Actie, Verzoek, Onderbouwing, Kernwaarde, Teamvraag)
C = TypeVar("C", Agendapunt, Actie, Kernwaarde, Teamvraag)
# Pages that lead to the same page of the copy; from any other one comes to the copy itself.
ZELFDE: Final = {"voortgang_new", "behoefte_new", "toezegging_new", "succes_new"}
GING_MEE: Final = {
    Agendapunt: gettext_lazy("Het plan gaat verder in de nieuwe ronde als ‘%(naam)s’."),
    Actie: gettext_lazy("De actie gaat verder in de nieuwe ronde als ‘%(naam)s’."),
    Verzoek: gettext_lazy("De vraag gaat verder in de nieuwe ronde bij ‘%(naam)s’."),
    Kernwaarde: gettext_lazy("De waarde gaat verder in de nieuwe ronde als ‘%(naam)s’."),
    Teamvraag: gettext_lazy("De vraag gaat verder in de nieuwe ronde als ‘%(naam)s’."),
}
BLEEF: Final = {
    Agendapunt: gettext_lazy(
        "Het plan ging niet mee naar de nieuwe ronde. U leest het nog in de oude agenda."
    ),
    Actie: gettext_lazy("De actie ging niet mee naar de nieuwe ronde. U leest haar nog in de oude agenda."),
    Verzoek: gettext_lazy("De vraag ging niet mee naar de nieuwe ronde."),
    Kernwaarde: gettext_lazy("De waarde ging niet mee naar de nieuwe ronde."),
    Teamvraag: gettext_lazy("De vraag ging niet mee naar de nieuwe ronde."),
}


class RondeAfgesloten(Http404):
    """What was asked for belongs to a round that is closed."""

    def __init__(self, ding: Ding) -> None:
        super().__init__("closed round")
        self.ding = ding


@dataclass(frozen=True, slots=True)
class Vervolg:
    """Where something of a closed round goes on: what it is called there, and its page."""

    naam: str
    adres: str


def agenda_of(ding: Ding) -> Wijkagenda:
    """The agenda of the round that this belongs to."""
    return ding.agendapunt.agenda if isinstance(ding, Actie | Verzoek | Onderbouwing) else ding.agenda


def only_present(ding: D) -> D:
    """The same thing, when its round is being worked on. Raises RondeAfgesloten."""
    if not agenda_of(ding).actief:
        raise RondeAfgesloten(ding)
    return ding


def only_in_use(ding: D) -> D:
    """The same thing, when its round is worked on or in force. Raises RondeAfgesloten."""
    if not is_in_use(agenda_of(ding)):
        raise RondeAfgesloten(ding)
    return ding


def missing_actie(wijk: Wijk, sleutel: uuid.UUID) -> NoReturn:
    """For an action that was not found. Raises RondeAfgesloten when its round is closed, else Http404."""
    rows = Actie.objects.select_related("agendapunt__agenda__wijk", "wijk")
    for actie in rows.filter(wijk=wijk, uuid=sleutel):
        only_in_use(actie)
    raise Http404


def missing_plan(wijk: Wijk, sleutel: uuid.UUID) -> NoReturn:
    """The same for a plan."""
    rows = Agendapunt.objects.select_related("agenda__wijk", "wijk")
    for plan in rows.filter(wijk=wijk, uuid=sleutel):
        only_in_use(plan)
    raise Http404


class AfgeslotenMiddleware:
    """Makes the page of RondeAfgesloten, for the team: 409 for a form that was sent, 410 for one opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, or None for any other exception and for residents."""
        match = request.resolver_match
        if not isinstance(exception, RondeAfgesloten) or match is None or not match.route.startswith("team/"):
            return None
        return closed_page(request, exception.ding, match.url_name or "")


def closed_page(request: HttpRequest, ding: Ding, pagina: str) -> HttpResponse:
    """That the round is closed, where it goes on, and everything that was typed. `pagina`: the url name."""
    sent = request.method == "POST"
    getypt = [each for each in typed_values(request) if each.soort is not Soort.VERBORGEN]
    shown = ding.agendapunt if isinstance(ding, Onderbouwing) else ding
    verder = _vervolg(shown, pagina)
    agenda = agenda_of(ding)
    context = {
        "wijk": ding.wijk,
        "actief": "agenda",
        "agenda": agenda,
        "zin": (GING_MEE[type(shown)] % {"naam": verder.naam}) if verder else BLEEF[type(shown)],
        "verder": verder,
        "oud": _closed_address(agenda, shown),
        "verstuurd": sent,
        "getypt": getypt,
        "had_bestand": sent and bool(request.FILES),
    }
    response = render_page(request, "agenda/ronde_afgesloten.html", context, status=409 if sent else 410)
    if "HX-Request" in request.headers:
        response["HX-Retarget"] = response["HX-Reselect"] = "#inhoud"
        response["HX-Reswap"] = "outerHTML"
    return response


def _vervolg(ding: Ding, pagina: str) -> Vervolg | None:
    nieuw = Wijkagenda.objects.filter(wijk=ding.wijk_id, actief=True).first()
    if nieuw is None:
        return None
    if isinstance(ding, Verzoek):
        return _vervolg_verzoek(ding, nieuw)
    if isinstance(ding, Actie):
        actie = copy_in(ding, nieuw)
        return Vervolg(actie.wat, _url(ding.wijk, _name(pagina, "actie_edit"), actie.uuid)) if actie else None
    if isinstance(ding, Agendapunt):
        plan = copy_in(ding, nieuw)
        return Vervolg(plan.titel, _url(ding.wijk, _name(pagina, "plan_detail"), plan.uuid)) if plan else None
    if isinstance(ding, Kernwaarde):
        waarde = copy_in(ding, nieuw)
        return Vervolg(waarde.woord, _url(ding.wijk, "kernwaarde_edit", waarde.pk)) if waarde else None
    vraag = copy_in(ding, nieuw) if isinstance(ding, Teamvraag) else None
    return Vervolg(vraag.tekst, _url(ding.wijk, "teamvraag_edit", vraag.pk)) if vraag else None


def _name(pagina: str, anders: str) -> str:
    return pagina if pagina in ZELFDE else anders


def copy_in(ding: C, agenda: Wijkagenda) -> C | None:
    """What this became in a later round; None when it did not go along."""
    rows = type(ding).objects.filter(wijk=ding.wijk_id)
    found: C | None = ding
    while found is not None and agenda_of(found).pk != agenda.pk:
        found = rows.filter(overgenomen_van=found.uuid).order_by("-pk").first()
    return found


def _vervolg_verzoek(verzoek: Verzoek, nieuw: Wijkagenda) -> Vervolg | None:
    """A request has no column for where it came from: its key in the next round follows from this one."""
    agenda: Wijkagenda | None = verzoek.agendapunt.agenda
    sleutel = verzoek.uuid
    while agenda is not None and agenda.pk != nieuw.pk:
        agenda = Wijkagenda.objects.filter(vorige=agenda).order_by("pk").first()
        sleutel = verzoek_sleutel(agenda, sleutel) if agenda else sleutel
    row = Verzoek.objects.select_related("agendapunt").filter(wijk=verzoek.wijk_id, uuid=sleutel).first()
    if row is None or row.pk == verzoek.pk:
        return None
    return Vervolg(row.agendapunt.titel, _url(verzoek.wijk, "verzoek_edit", row.pk))


def _closed_address(agenda: Wijkagenda, ding: Ding) -> str:
    """The closed agenda, at the plan where there is one."""
    plan = ding if isinstance(ding, Agendapunt) else getattr(ding, "agendapunt", None)
    return _url(agenda.wijk, "ronde_detail", agenda.pk) + (f"#plan-{plan.uuid}" if plan else "")


def _url(wijk: Wijk, name: str, *args: object) -> str:
    return reverse(f"agenda:{name}", args=[wijk.slug, *args])
