from __future__ import annotations

from django.urls import path

from bewoners.views import bewoner, bundel, contact, contactlijst, inbox, ongedaan, typen, vertaling

app_name = "bewoners"
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
