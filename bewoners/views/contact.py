"""Someone wants to hear from us: a request of its own, apart from the words."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from bewoners.forms import ContactForm
from bewoners.koekje import keep_sleutel, read_or_make_sleutel
from bewoners.services.concept import Formulier, save_concept, send_contact
from kern.antwoord import keep_own
from kern.fouten import DomeinFout
from kern.htmx import see_other
from kern.limiet import allow
from wijken.models import Wijk
from wijken.rechten import get_public_wijk

HOUR = 3600
PER_BROWSER = 10
PER_WIJK = 600
PICTOGRAM = {"horen": "telefoon", "meedoen": "meedoen"}


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """'Wilt u horen wat ermee gebeurt, of meedoen?'"""
    wijk = get_public_wijk(slug)
    if request.method != "POST":
        return _show(request, wijk, ContactForm(initial={"concept": uuid.uuid4()}))
    form = ContactForm(request.POST)
    sleutel = read_or_make_sleutel(request, Formulier.CONTACT)
    if not form.is_valid():
        return _show(request, wijk, form, status=422)
    if not _may_send(sleutel, wijk):
        form.add_error(
            None, _("Het is nu erg druk. Wacht een paar minuten. Druk dan nog een keer op de knop.")
        )
        return _show(request, wijk, form, status=429)
    try:
        _send(form, wijk, sleutel)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
        return _show(request, wijk, form, status=422)
    response = see_other(reverse("bewoners:contact_bedankt", args=[wijk.slug]))
    return keep_sleutel(response, Formulier.CONTACT, sleutel)


def _may_send(sleutel: str, wijk: Wijk) -> bool:
    return allow("contact", f"{sleutel}:{wijk.pk}", aantal=PER_BROWSER, seconden=HOUR) and allow(
        "contact-wijk", str(wijk.pk), aantal=PER_WIJK, seconden=HOUR
    )


def _send(form: ContactForm, wijk: Wijk, sleutel: str) -> None:
    answers = form.cleaned_data
    concept = save_concept(
        wijk=wijk,
        formulier=Formulier.CONTACT,
        sleutel=sleutel,
        pk=answers["concept"],
        gegevens={name: answers[name] for name in ("doel", "naam", "contact")},
    )
    send_contact(concept=concept)


def _show(request: HttpRequest, wijk: Wijk, form: ContactForm, *, status: int = 200) -> HttpResponse:
    context = {"wijk": wijk, "form": form, "pictogrammen": PICTOGRAM}
    response = keep_own(render(request, "bewoners/contact.html", context, status=status))
    if status == 429:
        response["Retry-After"] = "300"
    return response


@login_not_required
@require_safe
def contact_bedankt(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks. Shows nothing of what was filled in."""
    return render(request, "bewoners/contact_bedankt.html", {"wijk": get_public_wijk(slug)})
