from __future__ import annotations

from django.urls import path

from agenda.views import team

app_name = "agenda"
urlpatterns = [
    path("team/", team.team, name="team"),
    path("team/<slug:slug>/", team.kompas, name="kompas"),
]
