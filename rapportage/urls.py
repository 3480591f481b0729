from __future__ import annotations

from django.urls import path

from rapportage import views

app_name = "rapportage"
urlpatterns = [
    path("wijken/<slug:slug>/agenda.pdf", views.agenda_pdf, name="agenda_pdf"),
    path("wijken/<slug:slug>/tien-cijfers/", views.tien_cijfers, name="tien_cijfers"),
    path("wijken/<slug:slug>/tien-cijfers.pdf", views.tien_cijfers_pdf, name="tien_cijfers_pdf"),
    path("team/<slug:slug>/tien-cijfers/", views.tien_cijfers_team, name="tien_cijfers_team"),
    path("team/<slug:slug>/tien-cijfers.pdf", views.tien_cijfers_download, name="tien_cijfers_download"),
    path("team/<slug:slug>/rapporten/", views.rapport_list, name="rapport_list"),
    path("team/<slug:slug>/rapporten/nieuw/", views.rapport_new, name="rapport_new"),
    path("team/<slug:slug>/rapporten/<uuid:pk>/", views.rapport_row, name="rapport_row"),
    path("team/<slug:slug>/rapporten/<uuid:pk>/opnieuw/", views.rapport_retry, name="rapport_retry"),
    path("team/<slug:slug>/rapporten/<uuid:pk>/download/", views.rapport_download, name="rapport_download"),
]
