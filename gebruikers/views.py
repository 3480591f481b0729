"""One's own account. Signing in and out are allauth's views with our templates."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gebruikers.forms import NaamForm
from gebruikers.models import Gebruiker
from gebruikers.services import change_naam
from kern.htmx import render_page, see_other


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, e-mail address, and the way to another password."""
    if not isinstance(request.user, Gebruiker):
        raise PermissionDenied
    form = NaamForm(request.POST or None, initial={"naam": request.user.naam})
    if request.method == "POST" and form.is_valid():
        change_naam(gebruiker=request.user, naam=form.cleaned_data["naam"])
        messages.success(request, _("Uw naam is bewaard."))
        return see_other(reverse("account"))
    status = 422 if form.errors else 200
    return render_page(request, "gebruikers/account.html", {"form": form, "actief": "account"}, status=status)
