from __future__ import annotations

from django.urls import path

from bewoners.aanbod import team_views as aanbod_team
from bewoners.aanbod import views as aanbod
from bewoners.views import bewoner, bundel, contact, contactlijst, inbox, ongedaan, typen, vertaling

app_name = "bewoners"
AANBOD = "wijken/<slug:slug>/aanbod/"
AANBOD_TEAM = "team/<slug:slug>/aanbod/"

urlpatterns = [
    path("wijken/<slug:slug>/inbreng/", bewoner.inbreng, name="inbreng"),
    path("wijken/<slug:slug>/inbreng/<uuid:concept>/", bewoner.inbreng, name="inbreng_wijzig"),
    path("wijken/<slug:slug>/inbreng/<uuid:concept>/delen/", bewoner.inbreng_delen, name="inbreng_delen"),
    path(
        "wijken/<slug:slug>/inbreng/<uuid:concept>/overzicht/",
        bewoner.inbreng_overzicht,
        name="inbreng_overzicht",
    ),
    path(
        "wijken/<slug:slug>/inbreng/<uuid:concept>/bedankt/", bewoner.inbreng_bedankt, name="inbreng_bedankt"
    ),
    path("wijken/<slug:slug>/inbreng/<uuid:concept>/soort/", bewoner.inbreng_soort, name="inbreng_soort"),
    path("wijken/<slug:slug>/contact/", contact.contact, name="contact"),
    path("wijken/<slug:slug>/contact/bedankt/", contact.contact_bedankt, name="contact_bedankt"),
    path(AANBOD, aanbod.aanbod, name="aanbod"),
    path(f"{AANBOD}<uuid:concept>/", aanbod.aanbod, name="aanbod_wijzig"),
    path(f"{AANBOD}<uuid:concept>/overzicht/", aanbod.aanbod_overzicht, name="aanbod_overzicht"),
    path(f"{AANBOD}<uuid:concept>/bedankt/", aanbod.aanbod_bedankt, name="aanbod_bedankt"),
    path(f"{AANBOD}<uuid:concept>/<slug:stap>/", aanbod.aanbod_stap, name="aanbod_stap"),
    path(AANBOD_TEAM, aanbod_team.aanbod_list, name="aanbod_list"),
    path(f"{AANBOD_TEAM}typen/", aanbod_team.aanbod_typen, name="aanbod_typen"),
    path(f"{AANBOD_TEAM}weg/", aanbod_team.aanbod_weg, name="aanbod_weg"),
    path(f"{AANBOD_TEAM}kaart/", aanbod_team.aanbod_kaart, name="aanbod_kaart"),
    path(f"{AANBOD_TEAM}<uuid:pk>/", aanbod_team.aanbod_detail, name="aanbod_detail"),
    path(f"{AANBOD_TEAM}<uuid:pk>/doe/", aanbod_team.aanbod_doe, name="aanbod_doe"),
    path("team/<slug:slug>/inbreng/", inbox.inbox, name="inbox"),
    path("team/<slug:slug>/inbreng/doe/", inbox.inbox_doe, name="inbox_doe"),
    path("team/<slug:slug>/inbreng/ongedaan/", ongedaan.inbox_ongedaan, name="inbox_ongedaan"),
    path("team/<slug:slug>/inbreng/typen/", typen.typen, name="typen"),
    path("team/<slug:slug>/inbreng/typen/<uuid:pk>/", typen.typen_verbeter, name="typen_verbeter"),
    path("team/<slug:slug>/inbreng/<uuid:pk>/vertaling/", vertaling.vertaling, name="vertaling"),
    path("team/<slug:slug>/inbreng/contact/", contactlijst.contact_list, name="contact_list"),
    path("team/<slug:slug>/inbreng/contact/wis/", contactlijst.contact_wis, name="contact_wis"),
    path("team/<slug:slug>/inbreng/bundel/<uuid:pk>/", bundel.bundel_detail, name="bundel_detail"),
    path("team/<slug:slug>/inbreng/bundel/<uuid:pk>/doe/", bundel.bundel_doe, name="bundel_doe"),
]
