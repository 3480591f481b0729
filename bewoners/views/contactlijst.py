"""The team reads who wants to hear from it, and wipes what is done."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bewoners.contactlijst import contactlijst_of, known_doel, query_of
from bewoners.services.contact import delete_contactverzoek
from bewoners.views.contact import PICTOGRAM
from kern.htmx import render_page, see_other
from wijken.rechten import Recht, get_wijk, signed_in


@require_safe
def contact_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who left a number or an address, the longest wait first."""
    wijk = get_wijk(request, slug, Recht.WERKEN)
    lijst = contactlijst_of(
        wijk, doel=known_doel(request.GET.get("doel", "")), pagina=request.GET.get("pagina", "1")
    )
    context = {"wijk": wijk, "actief": "inbreng", "lijst": lijst, "pictogrammen": PICTOGRAM}
    return render_page(request, "bewoners/contactlijst.html", context)


@require_POST
def contact_wis(request: HttpRequest, slug: str) -> HttpResponse:
    """Wipe one request, and go back to the same place in the list.

    The key stands in the form and not in the address: so it stands in no log, and who presses twice, or after
    a colleague, reads that it was done already.
    """
    wijk = get_wijk(request, slug, Recht.WERKEN)
    verzoek = _key(request.POST.get("verzoek", ""))
    if verzoek and delete_contactverzoek(wijk=wijk, verzoek=verzoek, door=signed_in(request)):
        messages.success(request, _("De gegevens zijn gewist."))
    else:
        messages.info(request, _("Deze gegevens waren al gewist."))
    query = query_of(known_doel(request.POST.get("doel", "")), request.POST.get("pagina", ""))
    return see_other(reverse("bewoners:contact_list", args=[slug]) + query)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
