from __future__ import annotations

from django.urls import path

from agenda.bijdragen import toezegging_views as toezegging
from agenda.bijdragen import trekker_views as trekker
from agenda.bijdragen import views as bijdragen
from agenda.concept import publiek as concept
from agenda.concept import views as concept_team
from agenda.fase import views as fase
from agenda.groep import team as groep_team
from agenda.groep import views as groep
from agenda.haalbaarheid import partij
from agenda.haalbaarheid import views as haalbaarheid
from agenda.kernwaarden import views as kernwaarden
from agenda.melden import views as melden
from agenda.namen import views as namen
from agenda.oordeel import team as oordeel_team
from agenda.oordeel import views as oordeel
from agenda.planlink import views as planlink
from agenda.ronde import views as ronde
from agenda.succes import views as succes
from agenda.teamvraag import views as teamvraag
from agenda.terugkoppeling import views as terugkoppeling
from agenda.toegang import views as toegang
from agenda.verschil import views as verschil
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
from agenda.volgers import views as volgers
from agenda.volgers.afmelden import afmelden
from agenda.werkafspraken import views as werkafspraken
from agenda.zelfscan import views as zelfscan

app_name = "agenda"
TEAM = "team/<slug:slug>/agenda/"
PLAN = f"{TEAM}plan/<uuid:sleutel>/"
ACTIE = f"{TEAM}actie/<uuid:sleutel>/"
VERZOEK = f"{TEAM}vraag/<int:pk>/"
VERSIE = f"{TEAM}versie/<int:pk>/"
VOORTGANG = "team/<slug:slug>/voortgang/"
AFSPRAKEN = "team/<slug:slug>/werkafspraken/"
WAARDEN = "team/<slug:slug>/kernwaarden/"
SCAN = "team/<slug:slug>/zelfscan/"
OORDEEL = "team/<slug:slug>/oordeel/"
SUCCES = "team/<slug:slug>/succes/"
CONCEPT = "wijken/<slug:slug>/agenda/concept/"
CONCEPT_TEAM = f"{TEAM}concept/"
GROEP = "team/<slug:slug>/agendagroep/"
GROEPSLID = f"{GROEP}<uuid:pk>/"
LEDEN = "wijken/<slug:slug>/agendagroep/"
BIJDRAGEN = "team/<slug:slug>/bijdragen/"
NODIG = f"{BIJDRAGEN}nodig/<uuid:sleutel>/"
DOET_MEE = f"{BIJDRAGEN}wie/<uuid:sleutel>/"
NAMEN = "team/<slug:slug>/namen/"
INBRENG = "team/<slug:slug>/inbreng/<uuid:pk>/"

urlpatterns = [
    path("volg/", volg.volg, name="volg"),
    path("volg/weggehaald/", volg.volg_weggehaald, name="volg_weggehaald"),
    path("volg/aanbod-weg/", volg.volg_aanbod_weg, name="volg_aanbod_weg"),
    path("volg/antwoorden-weg/", volg.volg_antwoorden_weg, name="volg_antwoorden_weg"),
    path("volg/<str:code>/", volg.volg_code, name="volg_code"),
    path("volg/<str:code>/aanbod/", volg.volg_aanbod, name="volg_aanbod"),
    path("volg/<str:code>/veranderen/", volg.volg_veranderen, name="volg_veranderen"),
    path("volg/<str:code>/anders-bedoeld/", volg.volg_bezwaar, name="volg_bezwaar"),
    path("volg/<str:code>/weghalen/", volg.volg_weghalen, name="volg_weghalen"),
    path("d/<str:code>/", kortelink.kortelink, name="kortelink"),
    path("link/<str:token>/", toegang.link, name="link"),
    path("link/<str:token>/af/", afmelden, name="afmelden"),
    path("team/", team.team, name="team"),
    path("team/<slug:slug>/", team.kompas, name="kompas"),
    path("team/<slug:slug>/fase/<int:nummer>/", fase.fase, name="fase"),
    path(AFSPRAKEN, werkafspraken.werkafspraken, name="werkafspraken"),
    path(f"{AFSPRAKEN}voorstel/", werkafspraken.voorstel_adopt, name="voorstel_adopt"),
    path(f"{AFSPRAKEN}nieuw/<slug:soort>/", werkafspraken.werkafspraak_new, name="werkafspraak_new"),
    path(f"{AFSPRAKEN}<int:pk>/", werkafspraken.werkafspraak_edit, name="werkafspraak_edit"),
    path(f"{AFSPRAKEN}<int:pk>/plek/", werkafspraken.werkafspraak_move, name="werkafspraak_move"),
    path(f"{AFSPRAKEN}<int:pk>/verwijderen/", werkafspraken.werkafspraak_remove, name="werkafspraak_remove"),
    path(WAARDEN, kernwaarden.kernwaarden, name="kernwaarden"),
    path(f"{WAARDEN}kies/", kernwaarden.kernwaarden_kies, name="kernwaarden_kies"),
    path(f"{WAARDEN}<int:pk>/", kernwaarden.kernwaarde_edit, name="kernwaarde_edit"),
    path(f"{WAARDEN}<int:pk>/plek/", kernwaarden.kernwaarde_move, name="kernwaarde_move"),
    path(f"{WAARDEN}<int:pk>/verwijderen/", kernwaarden.kernwaarde_remove, name="kernwaarde_remove"),
    path(SCAN, zelfscan.zelfscan, name="zelfscan"),
    path(f"{SCAN}<int:jaar>/<slug:kant>/", zelfscan.zelfscan_fill, name="zelfscan_fill"),
    path(GROEP, groep_team.groep_team, name="groep_team"),
    path(f"{GROEP}nieuw/", groep_team.groepslid_new, name="groepslid_new"),
    path(f"{GROEP}reactie/<uuid:pk>/weg/", groep_team.groepsreactie_remove, name="groepsreactie_remove"),
    path(GROEPSLID, groep_team.groepslid, name="groepslid"),
    path(f"{GROEPSLID}veranderen/", groep_team.groepslid_edit, name="groepslid_edit"),
    path(f"{GROEPSLID}link/", groep_team.groepslid_link, name="groepslid_link"),
    path(f"{GROEPSLID}stoppen/", groep_team.groepslid_stop, name="groepslid_stop"),
    path(LEDEN, groep.groep, name="groep"),
    path(f"{LEDEN}plan/<uuid:sleutel>/", groep.groep_plan, name="groep_plan"),
    path(f"{LEDEN}plan/<uuid:sleutel>/reactie/", groep.groep_reactie, name="groep_reactie"),
    path(f"{LEDEN}geheel/reactie/", groep.groep_geheel_reactie, name="groep_geheel_reactie"),
    path(f"{LEDEN}reactie/<uuid:pk>/weg/", groep.groep_reactie_weg, name="groep_reactie_weg"),
    path(f"{LEDEN}stem/", groep.groep_stem, name="groep_stem"),
    path(f"{LEDEN}doorgaan/", groep.groep_door, name="groep_door"),
    path(f"{LEDEN}stoppen/", groep.groep_weg, name="groep_weg"),
    path(f"{LEDEN}tot-ziens/", groep.groep_tot_ziens, name="groep_tot_ziens"),
    path(BIJDRAGEN, bijdragen.bijdragen, name="bijdragen"),
    path(f"{BIJDRAGEN}actie/<uuid:sleutel>/nodig/", bijdragen.behoefte_new, name="behoefte_new"),
    path(f"{BIJDRAGEN}actie/<uuid:sleutel>/wie/", toezegging.toezegging_new, name="toezegging_new"),
    path(NODIG, bijdragen.behoefte_detail, name="behoefte_detail"),
    path(f"{NODIG}veranderen/", bijdragen.behoefte_edit, name="behoefte_edit"),
    path(f"{NODIG}dit-is-er/", bijdragen.behoefte_vervuld, name="behoefte_vervuld"),
    path(f"{NODIG}verwijderen/", bijdragen.behoefte_remove, name="behoefte_remove"),
    path(f"{NODIG}vraag/<uuid:aanbod>/", bijdragen.aanbod_choose, name="aanbod_choose"),
    path(DOET_MEE, toezegging.toezegging_detail, name="toezegging_detail"),
    path(f"{DOET_MEE}mail/", toezegging.toezegging_mail, name="toezegging_mail"),
    path(f"{DOET_MEE}stap/", toezegging.toezegging_stap, name="toezegging_stap"),
    path(f"{DOET_MEE}verwijderen/", toezegging.toezegging_remove, name="toezegging_remove"),
    path(NAMEN, namen.namen, name="namen"),
    path(f"{NAMEN}nieuw/", namen.naam_new, name="naam_new"),
    path(f"{NAMEN}organisatie/", namen.naamwissel_new, name="naamwissel_new"),
    path(f"{NAMEN}organisatie/<int:pk>/verwijderen/", namen.naamwissel_remove, name="naamwissel_remove"),
    path(f"{NAMEN}<uuid:pk>/", namen.naam_edit, name="naam_edit"),
    path(f"{NAMEN}<uuid:pk>/intrekken/", namen.naam_withdraw, name="naam_withdraw"),
    path(f"{INBRENG}woorden-weghalen/", weghalen.inbreng_maskeren, name="inbreng_maskeren"),
    path(f"{INBRENG}wissen/", weghalen.inbreng_wissen, name="inbreng_wissen"),
    path("wijken/<slug:slug>/", publiek.wijk_home, name="wijk_home"),
    path("wijken/<slug:slug>/terugkoppeling/", terugkoppeling.terugkoppeling, name="terugkoppeling"),
    path("wijken/<slug:slug>/agenda/", publiek.agenda_publiek, name="agenda_publiek"),
    path("wijken/<slug:slug>/agenda/foto/<uuid:pk>/", melden.actiefoto, name="actiefoto"),
    path("wijken/<slug:slug>/volgen/", volgers.volgen, name="volgen"),
    path("wijken/<slug:slug>/agenda/eerder/<int:ronde>/", publiek.agenda_eerder, name="agenda_eerder"),
    path("wijken/<slug:slug>/agenda/veranderd/", verschil.veranderd, name="veranderd"),
    path(CONCEPT, concept.concept, name="concept"),
    path(f"{CONCEPT}geheel/", concept.concept_geheel, name="concept_geheel"),
    path(f"{CONCEPT}geheel/bedankt/", concept.concept_geheel_bedankt, name="concept_geheel_bedankt"),
    path(f"{CONCEPT}<uuid:sleutel>/", concept.concept_plan, name="concept_plan"),
    path(f"{CONCEPT}<uuid:sleutel>/steun/", concept.concept_steun, name="concept_steun"),
    path(f"{CONCEPT}<uuid:sleutel>/bedankt/", concept.concept_bedankt, name="concept_bedankt"),
    path(CONCEPT_TEAM, concept_team.concept_team, name="concept_team"),
    path(f"{CONCEPT_TEAM}openen/", concept_team.concept_openen, name="concept_openen"),
    path(f"{CONCEPT_TEAM}tekst/", concept_team.concept_tekst, name="concept_tekst"),
    path(f"{CONCEPT_TEAM}verlengen/", concept_team.concept_verlengen, name="concept_verlengen"),
    path(f"{CONCEPT_TEAM}stoppen/", concept_team.concept_stoppen, name="concept_stoppen"),
    path(f"{CONCEPT_TEAM}reactie/<uuid:pk>/", concept_team.reactie_detail, name="reactie_detail"),
    path(f"{CONCEPT_TEAM}reactie/<uuid:pk>/tonen/", concept_team.reactie_tonen, name="reactie_tonen"),
    path("wijken/<slug:slug>/agenda/plan/<uuid:sleutel>/", planlink.plan_publiek, name="plan_publiek"),
    path("wijken/<slug:slug>/is-het-gelukt/", oordeel.is_het_gelukt, name="is_het_gelukt"),
    path("wijken/<slug:slug>/agendagroep/oordeel/", oordeel.groep_oordeel, name="groep_oordeel"),
    path(OORDEEL, oordeel_team.oordeel, name="oordeel"),
    path(f"{OORDEEL}link/", oordeel_team.oordeel_link, name="oordeel_link"),
    path(f"{OORDEEL}<uuid:sleutel>/", oordeel_team.oordeel_bijeenkomst, name="oordeel_bijeenkomst"),
    path(SUCCES, succes.verhalen, name="succes_list"),
    path(f"{SUCCES}plan/<uuid:sleutel>/", succes.verhaal_new, name="succes_new"),
    path(f"{SUCCES}<uuid:sleutel>/", succes.verhaal_edit, name="succes_edit"),
    path(f"{SUCCES}<uuid:sleutel>/site/", succes.verhaal_publish, name="succes_publish"),
    path(f"{SUCCES}<uuid:sleutel>/weg/", succes.verhaal_remove, name="succes_remove"),
    path(f"{TEAM}qr/", planlink.qr_vel, name="qr_vel"),
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
    path(f"{ACTIE}voortgang/vraag/", melden.voortgang_ask, name="voortgang_ask"),
    path(VOORTGANG, melden.voortgang_list, name="voortgang_list"),
    path(f"{VOORTGANG}vraag/<uuid:pk>/link/", melden.voortgangslink_new, name="voortgangslink_new"),
    path(f"{VOORTGANG}vraag/<uuid:pk>/stop/", melden.voortgangsvraag_stop, name="voortgangsvraag_stop"),
    path(f"{VOORTGANG}foto/<uuid:pk>/weg/", melden.voortgangsfoto_remove, name="voortgangsfoto_remove"),
    path(f"{ACTIE}trekker-stopt/", trekker.actie_trekker, name="actie_trekker"),
    path(f"{ACTIE}ander-plan/", trekker.actie_move, name="actie_move"),
    path(f"{PLAN}trekker-stopt/", trekker.plan_trekker, name="plan_trekker"),
    path(f"{ACTIE}verwijderen/", acties.actie_remove, name="actie_remove"),
    path(VERZOEK, acties.verzoek_edit, name="verzoek_edit"),
    path(f"{VERZOEK}mailen/", haalbaarheid.verzoek_mail, name="verzoek_mail"),
    path(f"{VERZOEK}verwijderen/", acties.verzoek_remove, name="verzoek_remove"),
    path(f"{TEAM}kan-dit/", haalbaarheid.kan_dit, name="kan_dit"),
    path(f"{TEAM}teamvragen/", teamvraag.teamvragen, name="teamvraag_list"),
    path(f"{TEAM}teamvragen/<int:pk>/", teamvraag.teamvraag_edit, name="teamvraag_edit"),
    path(f"{TEAM}teamvragen/<int:pk>/plek/", teamvraag.teamvraag_move, name="teamvraag_move"),
    path(f"{TEAM}teamvragen/<int:pk>/verwijderen/", teamvraag.teamvraag_remove, name="teamvraag_remove"),
    path("team/<slug:slug>/vragen/", partij.vraag_list, name="vraag_list"),
    path("team/<slug:slug>/vragen/<uuid:pk>/", partij.vraag_answer, name="vraag_answer"),
    path(f"{TEAM}antwoord/", bewijs.antwoorden, name="antwoorden"),
    path(f"{TEAM}antwoord/<uuid:sleutel>/", bewijs.antwoord, name="antwoord"),
    path(f"{TEAM}antwoord/<uuid:sleutel>/besproken/", bewijs.bezwaar_besproken, name="bezwaar_besproken"),
    path(f"{TEAM}bundel/<uuid:sleutel>/", bundel.bundel_plannen, name="bundel_plannen"),
    path(f"{TEAM}vaststellen/", vaststellen.vaststellen, name="vaststellen"),
    path(VERSIE, vaststellen.versie, name="versie"),
    path(f"{VERSIE}aanbieden/", vaststellen.aanbieden, name="aanbieden"),
    path(f"{VERSIE}besluit/", vaststellen.besluit, name="besluit"),
    path(f"{VERSIE}weghalen/", vaststellen.weghalen, name="weghalen"),
]
