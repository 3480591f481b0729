"""Every right is a role in a wijk. `get_wijk` fetches and authorises in one call."""

from __future__ import annotations

from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from gebruikers.models import Gebruiker
from wijken.models import Lidmaatschap, Wijk

Rol = Lidmaatschap.Rol


class Recht(StrEnum):
    """What one may do in a wijk."""

    BINNEN = "binnen"  # see the team's home of the wijk
    INVOEREN = "invoeren"  # type in what was said on paper or at the door
    LEZEN = "lezen"  # read input, results and the draft agenda
    WERKEN = "werken"  # moderate, bundle, write plans
    VASTSTELLEN = "vaststellen"  # adopt, offer to the municipality, redact
    BEHEREN = "beheren"  # settings of the wijk and its members


RECHTEN: dict[Rol, frozenset[Recht]] = {
    Rol.COORDINATOR: frozenset(Recht),
    Rol.TEAMLID: frozenset({Recht.BINNEN, Recht.INVOEREN, Recht.LEZEN, Recht.WERKEN}),
    Rol.INVOERDER: frozenset({Recht.BINNEN, Recht.INVOEREN}),
    Rol.PARTNER: frozenset({Recht.BINNEN}),
}


def signed_in(request: HttpRequest) -> Gebruiker:
    """The user of a request that ClosedByDefaultMiddleware let through."""
    if not isinstance(request.user, Gebruiker):
        raise PermissionDenied
    return request.user


def get_wijk(request: HttpRequest, slug: str, recht: Recht) -> Wijk:
    """The wijk with this slug, when the user may do `recht` there.

    Raises Http404 for who has no role in it (also when it does not exist) and PermissionDenied (403)
    for who may be inside but may not do this.
    """
    gebruiker = signed_in(request)
    lidmaatschap = (
        Lidmaatschap.objects.select_related("wijk").filter(wijk__slug=slug, gebruiker=gebruiker).first()
    )
    if lidmaatschap is None:
        raise Http404
    rechten = RECHTEN[Rol(lidmaatschap.rol)]
    if recht not in rechten:
        raise PermissionDenied
    return lidmaatschap.wijk


def rechten_in(request: HttpRequest, wijk: Wijk) -> frozenset[Recht]:
    """All rights of the signed-in user in this wijk, to choose what a page offers."""
    rol = (
        Lidmaatschap.objects.filter(wijk=wijk, gebruiker=signed_in(request))
        .values_list("rol", flat=True)
        .first()
    )
    return RECHTEN[Rol(rol)] if rol else frozenset()


def get_public_wijk(slug: str) -> Wijk:
    """The wijk for a public page; raises Http404 when it is not opened."""
    try:
        return Wijk.objects.select_related("gemeente").get(slug=slug)
    except Wijk.DoesNotExist as error:
        raise Http404 from error
