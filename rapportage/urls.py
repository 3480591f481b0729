from __future__ import annotations

from django.urls import path

from rapportage import views
from rapportage.nieuw import views as nieuw
from rapportage.papier import views as papier
from rapportage.uitvoer import views as uitvoer

app_name = "rapportage"
PAPIER = "team/<slug:slug>/analyse/lijst/<slug:lijst>/papier/"

urlpatterns = [
    path("wijken/<slug:slug>/agenda.pdf", views.agenda_pdf, name="agenda_pdf"),
    path("wijken/<slug:slug>/agenda/eerder/<int:ronde>/agenda.pdf", views.eerdere_pdf, name="eerdere_pdf"),
    path("wijken/<slug:slug>/agenda.csv", uitvoer.agenda_csv, name="agenda_csv"),
    path("wijken/<slug:slug>/agenda.xlsx", uitvoer.agenda_xlsx, name="agenda_xlsx"),
    path("wijken/<slug:slug>/agenda.ics", uitvoer.agenda_ics, name="agenda_ics"),
    path("wijken/<slug:slug>/agenda.docx", uitvoer.agenda_docx, name="agenda_docx"),
    path("wijken/<slug:slug>/agenda.atom", uitvoer.agenda_atom, name="agenda_atom"),
    path("wijken/<slug:slug>/agenda.json", uitvoer.agenda_json, name="agenda_json"),
    path("wijken/<slug:slug>/tien-cijfers/", views.tien_cijfers, name="tien_cijfers"),
    path("wijken/<slug:slug>/tien-cijfers.pdf", views.tien_cijfers_pdf, name="tien_cijfers_pdf"),
    path("team/<slug:slug>/tien-cijfers/", views.tien_cijfers_team, name="tien_cijfers_team"),
    path("team/<slug:slug>/tien-cijfers.pdf", views.tien_cijfers_download, name="tien_cijfers_download"),
    path("team/<slug:slug>/agenda/versie/<int:pk>/agenda.pdf", views.versie_pdf, name="versie_pdf"),
    path("team/<slug:slug>/rapporten/", views.rapport_list, name="rapport_list"),
    path("team/<slug:slug>/rapporten/nieuw/", nieuw.rapport_new, name="rapport_new"),
    path("team/<slug:slug>/rapporten/antwoorden/<slug:lijst>/", views.antwoorden_new, name="antwoorden_new"),
    path("team/<slug:slug>/rapporten/<uuid:pk>/", views.rapport_row, name="rapport_row"),
    path("team/<slug:slug>/rapporten/<uuid:pk>/opnieuw/", views.rapport_retry, name="rapport_retry"),
    path("team/<slug:slug>/rapporten/<uuid:pk>/download/", views.rapport_download, name="rapport_download"),
    path(PAPIER, papier.papier, name="papier"),
    path(f"{PAPIER}<uuid:pk>/", papier.papier_stapel, name="papier_stapel"),
    path(f"{PAPIER}<uuid:pk>/bladen.pdf", papier.papier_pdf, name="papier_pdf"),
]
