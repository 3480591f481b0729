"""/link/<token>/ of a volunteer: first the promise, then the entry screen and nothing else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from analyse.invoer.avond import is_mine, is_over, promise
from analyse.invoer.scherm import Plek, show_screen
from analyse.invoer.services import Typist
from analyse.models import Invoeravond
from kern.htmx import see_other
from kern.opvang import Soort, typed_values
from wijken.apparaat import keep_apparaat, read_apparaat, read_or_make_apparaat
from wijken.models import Toegangslink

BELOOFD = "beloofd"  # what the button of the promise sends


def type_by_link(request: HttpRequest, link: Toegangslink, thing: Invoeravond) -> HttpResponse:
    """Handler of a link that works."""
    avond = Invoeravond.objects.select_related("lijst__wijk", "wijk", "link").get(pk=thing.pk)
    if is_over(avond):
        return over(request, link, avond)
    if is_mine(avond, read_apparaat(request)):
        if request.POST.get("doe") == BELOOFD:
            return see_other(request.path)
        plek = Plek(
            adres=request.path,
            basis="analyse/invoer/basis_avond.html",
            lijst=avond.lijst,
            typist=Typist(avond=avond),
        )
        return show_screen(request, plek)
    if link.apparaat:
        return _page(request, avond, "elders", status=409 if request.method == "POST" else 200)
    if request.method == "POST" and request.POST.get("doe") == BELOOFD:
        return _promise(request, link, avond)
    return _page(request, avond, "belofte")


def over(request: HttpRequest, link: Toegangslink, avond: Invoeravond) -> HttpResponse:
    """The time is up, or the team stopped it. What was still in the form is shown, to be copied."""
    if link.ingetrokken_op is not None:
        raise Http404
    typed = [each for each in typed_values(request) if each.waarde and each.soort != Soort.VERBORGEN]
    hidden = {"blad", "doe", "mag_delen"}
    context = {
        "typed": [each for each in typed if each.naam not in hidden],
        "blad": request.POST.get("blad", ""),
    }
    return _page(request, avond, "over", status=409 if request.method == "POST" else 200, **context)


def _promise(request: HttpRequest, link: Toegangslink, avond: Invoeravond) -> HttpResponse:
    sleutel = read_or_make_apparaat(request)
    if not promise(avond=avond, link=link, sleutel=sleutel):
        return _page(request, avond, "elders", status=409)
    return keep_apparaat(see_other(request.path), sleutel)


def _page(
    request: HttpRequest, avond: Invoeravond, name: str, *, status: int = 200, **extra: object
) -> HttpResponse:
    context = {"wijk": avond.wijk, "avond": avond, "lijst": avond.lijst, **extra}
    return render(request, f"analyse/invoer/avond_{name}.html", context, status=status)
