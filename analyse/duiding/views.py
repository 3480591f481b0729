"""One guiding question: its sources beside one another, and what the team makes of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from analyse.duiding.forms import DuidingForm
from analyse.duiding.selectors import read_bronnen
from analyse.duiding.services import save_duiding
from analyse.keuzes import Hoofdvraag
from analyse.models import Duiding
from analyse.regels import MIN_CEL
from kern.formulier import Uitkomst, save
from kern.htmx import render_page, see_other
from wijken.rechten import Recht, get_wijk, rechten_in, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def hoofdvraag(request: HttpRequest, slug: str, hoofdvraag: str) -> HttpResponse:
    """What there is, and the form 'Wat weten wij nu?'."""
    wijk = get_wijk(request, slug, Recht.WERKEN if request.method == "POST" else Recht.LEZEN)
    if hoofdvraag not in Hoofdvraag.values:
        raise Http404
    vraag = Hoofdvraag(hoofdvraag)
    duiding = Duiding.objects.filter(wijk=wijk, hoofdvraag=vraag).first()
    form = DuidingForm(request.POST or None, initial=vars(duiding) if duiding else None)
    uitkomst = Uitkomst()
    if request.method == "POST":
        uitkomst = save(
            request,
            form,
            lambda: save_duiding(wijk=wijk, hoofdvraag=vraag, **form.cleaned_data, door=signed_in(request)),
            melding=_("Bewaard."),
        )
        if uitkomst.gelukt:
            return see_other(f"{reverse('analyse:overzicht', args=[wijk.slug])}#{vraag.value}")
    context = {
        "wijk": wijk,
        "actief": "analyse",
        "hoofdvraag": vraag,
        "bronnen": read_bronnen(wijk, vraag),
        "duiding": duiding,
        "form": form,
        "revisie": uitkomst.revisie(form, duiding.revisie if duiding else 0),
        "conflict": uitkomst.conflict,
        "mag_werken": Recht.WERKEN in rechten_in(request, wijk),
        "min_cel": MIN_CEL,
    }
    return render_page(request, "analyse/duiding/hoofdvraag.html", context, status=uitkomst.status)
