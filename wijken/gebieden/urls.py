from __future__ import annotations

from django.urls import path

from wijken.gebieden import views

urlpatterns = [
    path("team/<slug:slug>/instellingen/gebieden/", views.gebieden, name="gebieden"),
    path("team/<slug:slug>/instellingen/gebieden/namen/", views.namen, name="namen"),
    path("team/<slug:slug>/instellingen/gebieden/straten/", views.straten, name="straten"),
    path("team/<slug:slug>/instellingen/gebieden/adres/", views.adres, name="adres"),
]
