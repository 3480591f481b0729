from __future__ import annotations

from django.urls import include, path

from wijken import views

app_name = "wijken"
urlpatterns = [
    path("", views.start, name="start"),
    path("wijken/", views.wijk_list, name="wijk_list"),
    path("wijken/<slug:slug>/cijfers/", views.cijfers, name="cijfers"),
    path("team/<slug:slug>/instellingen/", views.instellingen, name="instellingen"),
    path("", include("wijken.gebieden.urls")),
    path("", include("wijken.inrichting.urls")),
    path("", include("wijken.sociale_kaart.urls")),
    path("", include("wijken.mensen.urls")),
    path("", include("wijken.aanlevering.urls")),
]
