"""'Blijf op de hoogte': ask for the news, confirm it, stop it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agenda.models import Volger
from agenda.selectors import newest_versie
from agenda.views.voortgang import wat_of
from agenda.volgers.forms import VolgForm
from agenda.volgers.services import ask_to_follow, confirm_volger, stop_volger
from kern.antwoord import keep_own
from kern.htmx import see_other
from kern.limiet import allow
from wijken.models import Toegangslink, Wijk
from wijken.rechten import get_public_wijk

HOUR = 3600
DAY = 24 * HOUR
PER_BROWSER = 10
PER_WIJK = 300
PER_ADRES = 5  # mails a day to one address, whoever asks


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def volgen(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave an address to follow the wijk, or with `?actie=` one action. The answer is always the same."""
    wijk = get_public_wijk(slug)
    actie, wat = _actie_of(request, wijk)
    form = VolgForm(request.POST or None)
    if request.method != "POST":
        return _page(request, wijk, wat, form)
    if not form.is_valid():
        return _page(request, wijk, wat, form, status=422)
    if not _may_send(request, wijk):
        form.add_error(
            None, _("Het is nu erg druk. Wacht een paar minuten. Druk dan nog een keer op de knop.")
        )
        return _page(request, wijk, wat, form, status=429)
    email = form.cleaned_data["email"]
    if allow("volgen-adres", email.lower(), aantal=PER_ADRES, seconden=DAY):
        ask_to_follow(wijk=wijk, email=email, taal=get_language() or settings.LANGUAGE_CODE, actie_uuid=actie)
    return see_other(_address(wijk, "mail"))


def _actie_of(request: HttpRequest, wijk: Wijk) -> tuple[uuid.UUID | None, str]:
    """The action to follow, with its words; 404 for one that nobody can read."""
    asked = request.GET.get("actie", "")
    if not asked:
        return None, ""
    versie = newest_versie(wijk)
    try:
        key = uuid.UUID(asked)
        return key, wat_of(versie, key) if versie else ""
    except (ValueError, StopIteration) as error:
        raise Http404 from error


def _may_send(request: HttpRequest, wijk: Wijk) -> bool:
    own = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return allow("volgen", f"{own}:{wijk.pk}", aantal=PER_BROWSER, seconden=HOUR) and allow(
        "volgen-wijk", str(wijk.pk), aantal=PER_WIJK, seconden=HOUR
    )


def _page(request: HttpRequest, wijk: Wijk, wat: str, form: VolgForm, *, status: int = 200) -> HttpResponse:
    gedaan = request.GET.get("gedaan", "") if status == 200 else ""
    template = f"agenda/volgers/{gedaan}.html" if gedaan in ("mail", "af") else "agenda/volgers/volgen.html"
    context = {"wijk": wijk, "wat": wat, "form": form}
    response = keep_own(render(request, template, context, status=status))
    if status == 429:
        response["Retry-After"] = "300"
    return response


def open_link(request: HttpRequest, link: Toegangslink, thing: Volger) -> HttpResponse:
    """Handler of /link/<token>/ for a follower: say yes, later say stop. Nothing happens on a GET."""
    volger = Volger.objects.select_related("wijk").get(pk=thing.pk)
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    if doe == "stop":
        stop_volger(volger=volger)
        return see_other(_address(volger.wijk, "af"))
    if doe == "ja":
        confirm_volger(volger=volger)
        return see_other(f"{request.path}?gedaan=ja")
    versie = newest_versie(volger.wijk)
    try:
        wat = wat_of(versie, volger.actie_uuid) if versie and volger.actie_uuid else ""
    except StopIteration:  # it did not go along to the agenda of now
        wat = ""
    context = {
        "wijk": volger.wijk,
        "volger": volger,
        "wat": wat,
        "gedaan": request.GET.get("gedaan") == "ja",
    }
    return render(request, "agenda/volgers/link.html", context)


def _address(wijk: Wijk, gedaan: str) -> str:
    return f"{reverse('agenda:volgen', args=[wijk.slug])}?gedaan={gedaan}"
