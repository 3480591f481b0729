"""The page that makes a new report: which kind, and then what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from agenda.models import Wijkagenda
from kern.formulier import save
from kern.htmx import render_page
from rapportage import services
from rapportage.models import Rapport
from rapportage.nieuw.forms import FORMS, Verslagform
from rapportage.nieuw.selectors import VASTGESTELD, Aanbod, read_aanbod
from rapportage.samenstelling import Onderdeel
from rapportage.selectors import newest_versie
from rapportage.views import back_to, list_page
from wijken.models import Wijk
from wijken.rechten import Recht, get_wijk, signed_in

TEMPLATE = "rapportage/rapport_nieuw.html"
Soort = Rapport.Soort


@dataclass(frozen=True, slots=True)
class Kaart:
    """A kind of report on the page that offers them."""

    soort: Rapport.Soort
    naam: str | Promise
    uitleg: str | Promise
    pictogram: str


KAARTEN: Final = (
    Kaart(
        Soort.AGENDA,
        gettext_lazy("De agenda"),
        gettext_lazy("Helemaal, of alleen de hoofdstukken die u kiest."),
        "kaart",
    ),
    Kaart(
        Soort.UITVOERINGSPLAN,
        gettext_lazy("Wijkuitvoeringsplan"),
        gettext_lazy("De acties per kwartaal: wie, hoe het gaat en wat nog nodig is."),
        "klaar",
    ),
    Kaart(
        Soort.TERUGBLIK,
        gettext_lazy("Terugblik op een jaar"),
        gettext_lazy("Beloofd, gedaan en wat bewoners ervan vinden."),
        "terug",
    ),
    Kaart(
        Soort.POSTER,
        gettext_lazy("Poster"),
        gettext_lazy("U zei, dit doen we samen. Met grote letters, voor een raam of prikbord."),
        "meedoen",
    ),
    Kaart(
        Soort.BRIEF,
        gettext_lazy("Brief aan bewoners"),
        gettext_lazy("Wat er met hun verhalen gebeurt, en hoe het verder gaat."),
        "potlood",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def rapport_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a kind (GET), choose what it holds (`?soort=`), ask for it (POST).

    A POST without a kind asks for the whole agenda at once: the draft, or with `wat=vastgesteld` the
    adopted one.
    """
    wijk = get_wijk(request, slug, Recht.WERKEN)
    sent = request.method == "POST"
    soort = (request.POST if sent else request.GET).get("soort", "")
    if sent and not soort:
        return _whole(request, wijk)
    if soort not in FORMS:
        return _choose(request, wijk, read_aanbod(wijk))
    aanbod = read_aanbod(wijk, soort)
    if not aanbod.can_make(soort):
        fout = _("Dit kan pas als de agenda is vastgesteld.") if aanbod.agenda else ""
        return _choose(request, wijk, aanbod, fout=fout, status=422 if sent else 200)
    form = FORMS[soort](request.POST if sent else None, aanbod=aanbod)
    return _fill_in(request, wijk, Soort(soort), form)


def _whole(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    versie = newest_versie(wijk) if request.POST.get("wat") == VASTGESTELD else None
    agenda = versie.agenda if versie else Wijkagenda.objects.filter(wijk=wijk, actief=True).first()
    if agenda is None:
        return list_page(request, wijk, fout=_("Er is nog geen agenda. Begin daarmee."), status=422)
    rapport = services.request_rapport(agenda=agenda, versie=versie, door=signed_in(request))
    return back_to(wijk, rapport)


def _choose(
    request: HttpRequest, wijk: Wijk, aanbod: Aanbod, *, fout: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "wijk": wijk,
        "actief": "rapporten",
        "aanbod": aanbod,
        "kaarten": [(kaart, aanbod.can_make(kaart.soort)) for kaart in KAARTEN],
        "fout": fout,
    }
    return render_page(request, TEMPLATE, context, status=status)


def _fill_in(request: HttpRequest, wijk: Wijk, soort: Rapport.Soort, form: Verslagform) -> HttpResponse:
    made: list[Rapport] = []

    def ask() -> None:
        asked = form.aanvraag()
        made.append(
            services.request_samengesteld(
                soort=soort,
                agenda=asked.agenda,
                versie=asked.versie,
                samenstelling=asked.samenstelling,
                taal=asked.taal,
                door=signed_in(request),
            )
        )

    status = 200
    if request.method == "POST":
        uitkomst = save(request, form, ask, melding=_("Wij maken uw PDF. Hij komt in deze lijst."))
        if uitkomst.gelukt:
            return back_to(wijk, made[0])
        status = uitkomst.status
    kaart = next(kaart for kaart in KAARTEN if kaart.soort == soort)
    context = {
        "wijk": wijk,
        "actief": "rapporten",
        "kaart": kaart,
        "form": form,
        "uitleg_toon": {
            Onderdeel.QR.value: _(
                "Alleen bij een vastgestelde agenda. Een concept heeft geen eigen pagina's."
            ),
            Onderdeel.NOTITIES.value: _(
                "Dan is het hele rapport alleen voor het team. Dat staat op elke bladzijde."
            ),
        },
    }
    return render_page(request, TEMPLATE, context, status=status)
