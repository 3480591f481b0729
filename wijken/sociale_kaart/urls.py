from __future__ import annotations

from django.urls import path

from wijken.sociale_kaart import views

TEAM = "team/<slug:slug>/sociale-kaart/"
urlpatterns = [
    path("wijken/<slug:slug>/waar-terecht/", views.waar_terecht, name="waar_terecht"),
    path(TEAM, views.sociale_kaart, name="sociale_kaart"),
    path(f"{TEAM}lijst.csv", views.kaart_csv, name="kaart_csv"),
    path(f"{TEAM}nieuw/", views.voorziening_new, name="voorziening_new"),
    path(f"{TEAM}inlezen/", views.kaart_inlezen, name="kaart_inlezen"),
    path(f"{TEAM}hulpnummers/", views.hulpnummers_standaard, name="hulpnummers_standaard"),
    path(f"{TEAM}<int:pk>/", views.voorziening_edit, name="voorziening_edit"),
    path(f"{TEAM}<int:pk>/nagekeken/", views.voorziening_nagekeken, name="voorziening_nagekeken"),
    path(f"{TEAM}<int:pk>/weg/", views.voorziening_remove, name="voorziening_remove"),
]
