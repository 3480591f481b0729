"""The team's first pages: my wijken, and the kompas of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agenda.eerste_stappen import first_steps
from agenda.fases import FaseStand, Stand, fases_of, segmenten, zin_of
from agenda.geschiedenis import recent_of
from agenda.haalbaarheid.vraag import open_vragen
from agenda.kompas import stand_of, standen_of
from agenda.selectors import active_agenda
from agenda.stokt import stokt_of
from agenda.volgende import Taak, Volgende, taken_of, volgende_stap
from kern.htmx import render_page, see_other
from kern.kompas import Staat
from wijken.models import Lidmaatschap, Wijk
from wijken.rechten import RECHTEN, Recht, Rol, get_wijk, rechten_in, signed_in


@dataclass(frozen=True, slots=True)
class WijkKaart:
    """A wijk on the list: the role one has there and, when one may read it, where it stands."""

    wijk: Wijk
    rol: str
    typt: bool
    stand: Stand | None = None
    fases: tuple[FaseStand, ...] = ()
    stap: Volgende | None = None
    stokt: int = 0  # things that wait long

    @property
    def nu(self) -> FaseStand | None:
        return next((fase for fase in self.fases if fase.staat is Staat.NU), None)


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """The wijken in which the user has a role. Who only types in for one wijk goes there at once."""
    lidmaatschappen = list(
        Lidmaatschap.objects.filter(gebruiker=signed_in(request))
        .select_related("wijk")
        .order_by("wijk__naam", "pk")
    )
    if len(lidmaatschappen) == 1 and lidmaatschappen[0].rol == Rol.INVOERDER:
        return see_other(reverse("bewoners:typen", args=[lidmaatschappen[0].wijk.slug]))
    standen = standen_of([lid.wijk for lid in lidmaatschappen if Recht.LEZEN in RECHTEN[Rol(lid.rol)]])
    kaarten = [_kaart(lid, standen.get(lid.wijk_id)) for lid in lidmaatschappen]
    return render_page(request, "agenda/team.html", {"kaarten": kaarten})


def _kaart(lid: Lidmaatschap, stand: Stand | None) -> WijkKaart:
    rechten = RECHTEN[Rol(lid.rol)]
    typt = Recht.INVOEREN in rechten
    if stand is None:
        return WijkKaart(lid.wijk, lid.get_rol_display(), typt)
    stap = volgende_stap(stand, mag_vaststellen=Recht.VASTSTELLEN in rechten)
    stokt = stokt_of(stand, reactie_weken=lid.wijk.reactie_weken)
    fases = fases_of(stand, stap.fase)
    return WijkKaart(lid.wijk, lid.get_rol_display(), typt, stand, fases, stap, len(stokt))


@require_safe
def kompas(request: HttpRequest, slug: str) -> HttpResponse:
    """Where are we, what is the next step. Who may not read the input sees only where he is."""
    wijk = get_wijk(request, slug, Recht.BINNEN)
    rechten = rechten_in(request, wijk)
    context: dict[str, object] = {"wijk": wijk, "actief": "kompas"}
    if Recht.LEZEN not in rechten:
        return render_page(
            request,
            "agenda/kompas_beperkt.html",
            context
            | {
                "typt": Recht.INVOEREN in rechten,
                "beperkt": True,
                "gevraagd": open_vragen(wijk, signed_in(request)).count(),
            },
        )
    stand = stand_of(wijk)
    stap = volgende_stap(stand, mag_vaststellen=Recht.VASTSTELLEN in rechten)
    fases = fases_of(stand, stap.fase)
    eerste = first_steps(wijk, stand, rechten=rechten, volgende=stap.doel)
    context |= {
        "agenda": active_agenda(wijk),
        "fases": fases,
        "gebeurd": recent_of(wijk),
        "segmenten": segmenten(fases),
        "zin": zin_of(fases),
        "stap": stap,
        "eerste": [(step, reverse(step.doel, args=[wijk.slug]) if step.doel else "") for step in eerste],
        "eerste_klaar": sum(step.klaar for step in eerste),
        "stap_adres": reverse(stap.doel, args=[wijk.slug]),
        "stokt": _addressed(wijk, stokt_of(stand, reactie_weken=wijk.reactie_weken)),
        "taken": _addressed(wijk, taken_of(stand)),
        "aantal_nieuw": stand.nieuw,  # for the menu, which would count it again
    }
    return render_page(request, "agenda/kompas.html", context)


def _addressed(wijk: Wijk, taken: Iterable[Taak]) -> list[tuple[Taak, str]]:
    """Each with the address where one does something about it."""
    return [(taak, reverse(taak.doel, args=[wijk.slug]) + taak.vraag) for taak in taken]
