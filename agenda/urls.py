from __future__ import annotations

from django.urls import path

from agenda.fase import views as fase
from agenda.ronde import views as ronde
from agenda.terugkoppeling import views as terugkoppeling
from agenda.toegang import views as toegang
from agenda.views import (
    acties,
    bewijs,
    bundel,
    kortelink,
    plannen,
    publiek,
    team,
    vaststellen,
    volg,
    voortgang,
    weghalen,
)
from agenda.werkafspraken import views as werkafspraken
from agenda.zelfscan import views as zelfscan

app_name = "agenda"
TEAM = "team/<slug:slug>/agenda/"
PLAN = f"{TEAM}plan/<uuid:sleutel>/"
ACTIE = f"{TEAM}actie/<uuid:sleutel>/"
VERZOEK = f"{TEAM}vraag/<int:pk>/"
VERSIE = f"{TEAM}versie/<int:pk>/"
AFSPRAKEN = "team/<slug:slug>/werkafspraken/"
SCAN = "team/<slug:slug>/zelfscan/"
INBRENG = "team/<slug:slug>/inbreng/<uuid:pk>/"

urlpatterns = [
    path("volg/", volg.volg, name="volg"),
    path("volg/weggehaald/", volg.volg_weggehaald, name="volg_weggehaald"),
    path("volg/<str:code>/", volg.volg_code, name="volg_code"),
    path("volg/<str:code>/veranderen/", volg.volg_veranderen, name="volg_veranderen"),
    path("volg/<str:code>/anders-bedoeld/", volg.volg_bezwaar, name="volg_bezwaar"),
    path("volg/<str:code>/weghalen/", volg.volg_weghalen, name="volg_weghalen"),
    path("d/<str:code>/", kortelink.kortelink, name="kortelink"),
    path("link/<str:token>/", toegang.link, name="link"),
    path("team/", team.team, name="team"),
    path("team/<slug:slug>/", team.kompas, name="kompas"),
    path("team/<slug:slug>/fase/<int:nummer>/", fase.fase, name="fase"),
    path(AFSPRAKEN, werkafspraken.werkafspraken, name="werkafspraken"),
    path(f"{AFSPRAKEN}voorstel/", werkafspraken.voorstel_adopt, name="voorstel_adopt"),
    path(f"{AFSPRAKEN}nieuw/<slug:soort>/", werkafspraken.werkafspraak_new, name="werkafspraak_new"),
    path(f"{AFSPRAKEN}<int:pk>/", werkafspraken.werkafspraak_edit, name="werkafspraak_edit"),
    path(f"{AFSPRAKEN}<int:pk>/plek/", werkafspraken.werkafspraak_move, name="werkafspraak_move"),
    path(f"{AFSPRAKEN}<int:pk>/verwijderen/", werkafspraken.werkafspraak_remove, name="werkafspraak_remove"),
    path(SCAN, zelfscan.zelfscan, name="zelfscan"),
    path(f"{SCAN}<int:jaar>/<slug:kant>/", zelfscan.zelfscan_fill, name="zelfscan_fill"),
    path(f"{INBRENG}woorden-weghalen/", weghalen.inbreng_maskeren, name="inbreng_maskeren"),
    path(f"{INBRENG}wissen/", weghalen.inbreng_wissen, name="inbreng_wissen"),
    path("wijken/<slug:slug>/", publiek.wijk_home, name="wijk_home"),
    path("wijken/<slug:slug>/terugkoppeling/", terugkoppeling.terugkoppeling, name="terugkoppeling"),
    path("wijken/<slug:slug>/agenda/", publiek.agenda_publiek, name="agenda_publiek"),
    path("wijken/<slug:slug>/agenda/eerder/<int:ronde>/", publiek.agenda_eerder, name="agenda_eerder"),
    path(TEAM, plannen.agenda_team, name="agenda_team"),
    path(f"{TEAM}start/", plannen.agenda_start, name="agenda_start"),
    path(f"{TEAM}nieuwe-ronde/", ronde.ronde_new, name="ronde_new"),
    path(f"{TEAM}rondes/", ronde.rondes, name="ronde_list"),
    path(f"{TEAM}rondes/<int:pk>/", ronde.ronde, name="ronde_detail"),
    path(f"{TEAM}waarom/", plannen.waarom, name="waarom"),
    path(f"{TEAM}plan/", plannen.plan_new, name="plan_new"),
    path(PLAN, plannen.plan_detail, name="plan_detail"),
    path(f"{PLAN}plek/", plannen.plan_move, name="plan_move"),
    path(f"{PLAN}verwijderen/", plannen.plan_remove, name="plan_remove"),
    path(f"{PLAN}actie/", acties.actie_new, name="actie_new"),
    path(f"{PLAN}vraag/", acties.verzoek_new, name="verzoek_new"),
    path(f"{PLAN}bewijs/", bewijs.bewijs_add, name="bewijs_add"),
    path(f"{TEAM}bewijs/<int:pk>/weg/", bewijs.bewijs_remove, name="bewijs_remove"),
    path(ACTIE, acties.actie_edit, name="actie_edit"),
    path(f"{ACTIE}voortgang/", voortgang.voortgang_new, name="voortgang_new"),
    path(f"{ACTIE}verwijderen/", acties.actie_remove, name="actie_remove"),
    path(VERZOEK, acties.verzoek_edit, name="verzoek_edit"),
    path(f"{VERZOEK}verwijderen/", acties.verzoek_remove, name="verzoek_remove"),
    path(f"{TEAM}antwoord/", bewijs.antwoorden, name="antwoorden"),
    path(f"{TEAM}antwoord/<uuid:sleutel>/", bewijs.antwoord, name="antwoord"),
    path(f"{TEAM}bundel/<uuid:sleutel>/", bundel.bundel_plannen, name="bundel_plannen"),
    path(f"{TEAM}vaststellen/", vaststellen.vaststellen, name="vaststellen"),
    path(VERSIE, vaststellen.versie, name="versie"),
    path(f"{VERSIE}aanbieden/", vaststellen.aanbieden, name="aanbieden"),
    path(f"{VERSIE}besluit/", vaststellen.besluit, name="besluit"),
    path(f"{VERSIE}weghalen/", vaststellen.weghalen, name="weghalen"),
]
