"""The team's first pages: my wijken, and the kompas of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agenda.eerste_stappen import first_steps
from agenda.fases import fases_of, segmenten, zin_of
from agenda.geschiedenis import recent_of
from agenda.kompas import stand_of
from agenda.selectors import active_agenda
from agenda.volgende import taken_of, volgende_stap
from bewoners.models import Inbreng
from kern.htmx import render_page, see_other
from wijken.models import Lidmaatschap, Wijk
from wijken.rechten import RECHTEN, Recht, Rol, get_wijk, rechten_in, signed_in


@dataclass(frozen=True, slots=True)
class WijkKaart:
    """A wijk on the list: the role one has there and, when one may read it, what is new."""

    wijk: Wijk
    rol: str
    leest: bool
    typt: bool
    nieuw: int


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """The wijken in which the user has a role. Who only types in for one wijk goes there at once."""
    gebruiker = signed_in(request)
    nieuw = Count("wijk__inbrengen", filter=Q(wijk__inbrengen__status=Inbreng.Status.ONTVANGEN))
    lidmaatschappen = list(
        Lidmaatschap.objects.filter(gebruiker=gebruiker)
        .select_related("wijk")
        .annotate(nieuw=nieuw)
        .order_by("wijk__naam", "pk")
    )
    if len(lidmaatschappen) == 1 and lidmaatschappen[0].rol == Rol.INVOERDER:
        return see_other(reverse("bewoners:typen", args=[lidmaatschappen[0].wijk.slug]))
    kaarten = []
    for lid in lidmaatschappen:
        rechten = RECHTEN[Rol(lid.rol)]
        leest, typt = Recht.LEZEN in rechten, Recht.INVOEREN in rechten
        kaarten.append(WijkKaart(lid.wijk, lid.get_rol_display(), leest, typt, lid.nieuw if leest else 0))
    return render_page(request, "agenda/team.html", {"kaarten": kaarten})


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
            context | {"typt": Recht.INVOEREN in rechten, "beperkt": True},
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
        "taken": [(taak, reverse(taak.doel, args=[wijk.slug]) + taak.vraag) for taak in taken_of(stand)],
    }
    return render_page(request, "agenda/kompas.html", context)
