from __future__ import annotations

from django.urls import path

from wijken.inrichting import views

urlpatterns = [
    path("wijken/<slug:slug>/privacy/", views.privacy, name="privacy"),
    path("wijken/<slug:slug>/foto/<uuid:pk>/", views.foto, name="foto"),
    path("team/<slug:slug>/instellingen/aanspreekpunt/", views.aanspreekpunt, name="aanspreekpunt"),
    path(
        "team/<slug:slug>/instellingen/aanspreekpunt/weg/",
        views.aanspreekpunt_remove,
        name="aanspreekpunt_remove",
    ),
    path("team/<slug:slug>/instellingen/privacy/", views.privacyafspraak, name="privacyafspraak"),
]
