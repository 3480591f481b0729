"""All addresses; what they are is fixed (people print them)."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("kern.urls")),
    path("", include("gebruikers.urls")),
    path("", include("wijken.urls")),
    path("", include("bewoners.urls")),
    path("", include("analyse.urls")),
    path("", include("agenda.urls")),
    path("", include("rapportage.urls")),
]

handler500 = "kern.opvang.server_error"

if settings.DEBUG:
    urlpatterns += [path("", include("kern.stijlgids"))]
