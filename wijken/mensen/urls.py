"""Addresses about people: the coordinator's pages, the link of an invitation, one's own account."""

from __future__ import annotations

from django.urls import path

from wijken.mensen import account, views, welkom

MENSEN = "team/<slug:slug>/instellingen/mensen/"

urlpatterns = [
    path(MENSEN, views.mensen, name="mensen"),
    path(f"{MENSEN}<int:pk>/rol/", views.rol, name="mensen_rol"),
    path(f"{MENSEN}<int:pk>/einde/", views.einde, name="mensen_einde"),
    path(f"{MENSEN}uitnodiging/<uuid:pk>/opnieuw/", views.uitnodiging_opnieuw, name="uitnodiging_opnieuw"),
    path(
        f"{MENSEN}uitnodiging/<uuid:pk>/intrekken/",
        views.uitnodiging_intrekken,
        name="uitnodiging_intrekken",
    ),
    path("uitnodiging/<str:token>/", welkom.uitnodiging, name="uitnodiging"),
    path("account/", account.account, name="account"),
    path("account/overal-uitloggen/", account.overal_uitloggen, name="overal_uitloggen"),
    path("account/wijken/<slug:slug>/verlaten/", account.verlaten, name="verlaten"),
]
