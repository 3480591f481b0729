"""/link/<token>/af/: a mail program stops the mails with one POST (RFC 8058). It has no form token."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from agenda.models import Volger
from agenda.toegang.views import GRENS, link_gone
from agenda.volgers.services import stop_volger
from kern.antwoord import keep_private
from wijken.links import find_link


@login_not_required
@sensitive_variables("token")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def afmelden(request: HttpRequest, token: str) -> HttpResponse:
    """End a follower, and nothing else whatever the link is of. The same answer when it had ended already.

    A person who opens this address gets the page with the button: a GET changes nothing.
    """
    if request.method != "POST":
        return redirect("agenda:link", token)
    if GRENS.is_locked(request):
        return link_gone(request, status=429)
    found = find_link(token)
    volger = Volger.objects.select_related("wijk").filter(link=found).first() if found else None
    if found is None:
        GRENS.count_wrong(request)
    if volger is not None:
        stop_volger(volger=volger)
    return keep_private(render(request, "agenda/volgers/afgemeld.html"))
