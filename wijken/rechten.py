"""Every right is a role in a wijk. `get_wijk` fetches and authorises in one call."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Toegang:
    """The wijk that a request was let into, and what its user may do there. Stands on `request.toegang`."""

    wijk: Wijk
    rechten: frozenset[Recht]


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
    request.toegang = Toegang(lidmaatschap.wijk, rechten)  # type: ignore[attr-defined]
    return lidmaatschap.wijk


def rechten_in(request: HttpRequest, wijk: Wijk) -> frozenset[Recht]:
    """All rights of the user where `get_wijk` let this request in, to choose what a page offers."""
    toegang: Toegang | None = getattr(request, "toegang", None)
    return toegang.rechten if toegang and toegang.wijk == wijk else frozenset()


def get_public_wijk(slug: str) -> Wijk:
    """The wijk for a public page; raises Http404 when it is not opened."""
    try:
        return Wijk.objects.select_related("gemeente", "aanspreekpunt", "privacyafspraak").get(slug=slug)
    except Wijk.DoesNotExist as error:
        raise Http404 from error


def is_lid(request: HttpRequest, wijk: Wijk) -> bool:
    """Whether the visitor of a public page works in this wijk: then the page may say what the team can do."""
    return (
        isinstance(request.user, Gebruiker)
        and Lidmaatschap.objects.filter(wijk=wijk, gebruiker=request.user).exists()
    )
