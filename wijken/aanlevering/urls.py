from __future__ import annotations

from django.urls import path

from wijken.aanlevering import views

CIJFERS = "team/<slug:slug>/instellingen/cijfers/"

urlpatterns = [
    path(CIJFERS, views.cijferbestanden, name="cijferbestanden"),
    path(f"{CIJFERS}<uuid:pk>/", views.cijferbestand_row, name="cijferbestand_row"),
    path(f"{CIJFERS}<uuid:pk>/doe/", views.cijferbestand_doe, name="cijferbestand_doe"),
]
