from __future__ import annotations

from django.urls import path

from analyse.bestand import in_views as bestand_in
from analyse.bestand import views as bestand
from analyse.deur import views as deur
from analyse.deur import vragen_views as deurvragen
from analyse.duiding import views as duiding
from analyse.gehoord import views as gehoord
from analyse.invoer import views as invoer
from analyse.invullen import bladen, nakijken_views
from analyse.invullen import views as invullen
from analyse.lezen import views as lezen
from analyse.lijst import views as lijsten
from analyse.lijst import vraag_views as vragen
from analyse.uitslag import views as uitslag

app_name = "analyse"
INVULLEN = "wijken/<slug:slug>/vragenlijst/"
EIGEN = f"{INVULLEN}<slug:lijst>/<uuid:concept>/"
LIJST = "team/<slug:slug>/analyse/lijst/<slug:lijst>/"
RONDE = f"{LIJST}deuren/<uuid:ronde>/"

urlpatterns = [
    path(INVULLEN, invullen.vragenlijsten, name="vragenlijsten"),
    path(f"{INVULLEN}<slug:lijst>/", invullen.vragenlijst, name="vragenlijst"),
    path(f"{INVULLEN}<slug:lijst>/link/<slug:code>/", invullen.vragenlijst, name="vragenlijst_link"),
    path(EIGEN, invullen.verder, name="vragenlijst_verder"),
    path(f"{EIGEN}vraag/<slug:code>/", invullen.vraag, name="vragenlijst_vraag"),
    path(f"{EIGEN}namens/", bladen.namens, name="vragenlijst_namens"),
    path(f"{EIGEN}meer/", bladen.meer, name="vragenlijst_meer"),
    path(f"{EIGEN}delen/", bladen.delen, name="vragenlijst_delen"),
    path(f"{EIGEN}overzicht/", invullen.overzicht, name="vragenlijst_overzicht"),
    path(f"{EIGEN}bedankt/", invullen.bedankt, name="vragenlijst_bedankt"),
    path(f"{EIGEN}wissen/", invullen.wissen, name="vragenlijst_wissen"),
    path("team/<slug:slug>/analyse/", lijsten.overzicht, name="overzicht"),
    path("team/<slug:slug>/analyse/hoofdvraag/<slug:hoofdvraag>/", duiding.hoofdvraag, name="hoofdvraag"),
    path("team/<slug:slug>/analyse/lijst/nieuw/", lijsten.lijst_new, name="lijst_new"),
    path(LIJST, lijsten.lijst, name="lijst"),
    path(f"{LIJST}instellingen/", lijsten.lijst_edit, name="lijst_edit"),
    path(f"{LIJST}openen/", lijsten.lijst_open, name="lijst_open"),
    path(f"{LIJST}sluiten/", lijsten.lijst_close, name="lijst_close"),
    path(f"{LIJST}weggooien/", lijsten.lijst_remove, name="lijst_remove"),
    path(f"{LIJST}voorbeeld/", vragen.voorbeeld, name="voorbeeld"),
    path(f"{LIJST}vragen/kies/", vragen.vragen_kies, name="vragen_kies"),
    path(f"{LIJST}vragen/nieuw/", vragen.vraag_new, name="vraag_new"),
    path(f"{LIJST}vragen/schrijfhulp/", vragen.schrijfhulp, name="schrijfhulp"),
    path(f"{LIJST}vragen/<uuid:pk>/", vragen.vraag_edit, name="vraag_edit"),
    path(f"{LIJST}vragen/<uuid:pk>/plek/", vragen.vraag_move, name="vraag_move"),
    path(f"{LIJST}vragen/<uuid:pk>/daarna/", vragen.vraag_daarna, name="vraag_daarna"),
    path(f"{LIJST}vragen/<uuid:pk>/weg/", vragen.vraag_remove, name="vraag_remove"),
    path(f"{LIJST}vragen/<uuid:pk>/volgt-op/", vragen.volgt_op, name="volgt_op"),
    path(f"{LIJST}nakijken/", nakijken_views.nakijken, name="nakijken"),
    path("team/<slug:slug>/analyse/invoer/", invoer.invoerlijsten, name="invoerlijsten"),
    path(f"{LIJST}invoer/", invoer.invoer, name="invoer"),
    path(f"{LIJST}invoeravond/", invoer.invoeravond, name="invoeravond"),
    path(f"{LIJST}deuren/", deur.deuren, name="deuren"),
    path(RONDE, deur.deurronde, name="deurronde"),
    path(f"{RONDE}klaar/", deur.deurronde_klaar, name="deurronde_klaar"),
    path(f"{RONDE}lijst/", deur.deurronde_lijst, name="deurronde_lijst"),
    path(f"{RONDE}<uuid:deel>/", deur.straatdeel, name="straatdeel"),
    path(f"{RONDE}<uuid:deel>/tellen/", deur.deur_tellen, name="deur_tellen"),
    path(f"{RONDE}<uuid:deel>/vragen/", deurvragen.deur_vragen, name="deur_vragen"),
    path(f"{RONDE}<uuid:deel>/weg/", deur.straatdeel_remove, name="straatdeel_remove"),
    path(f"{LIJST}bestand/", bestand.bestand, name="bestand"),
    path(f"{LIJST}bestand/antwoorden/", bestand.bestand_rijen, name="bestand_rijen"),
    path(f"{LIJST}bestand/codes.csv", bestand.bestand_legenda, name="bestand_legenda"),
    path(f"{LIJST}bestand/inlezen/", bestand_in.bestand_in, name="bestand_in"),
    path(f"{LIJST}bestand/inlezen/<uuid:pk>/", bestand_in.bestand_lezen, name="bestand_lezen"),
    path(f"{LIJST}bestand/inlezen/<uuid:pk>/doe/", bestand_in.bestand_doe, name="bestand_doe"),
    path(f"{LIJST}lezen/", lezen.lezen, name="lezen"),
    path(f"{LIJST}lezen/doe/", lezen.lezen_doe, name="lezen_doe"),
    path(f"{LIJST}lezen/ongedaan/", lezen.lezen_ongedaan, name="lezen_ongedaan"),
    path(f"{LIJST}lezen/woorden/", lezen.lezen_woorden, name="lezen_woorden"),
    path(f"{LIJST}lezen/citaten/", lezen.citaten, name="lezen_citaten"),
    path(f"{INVULLEN}<slug:lijst>/uitslag/", uitslag.uitslag_publiek, name="uitslag_publiek"),
    path(f"{LIJST}uitslag/", uitslag.uitslag, name="uitslag"),
    path(f"{LIJST}uitslag/op-de-site/", uitslag.uitslag_publish, name="uitslag_publish"),
    path(f"{LIJST}uitslag/<uuid:pk>/op-de-site/", uitslag.vraag_publish, name="vraag_publish"),
    path(
        f"{LIJST}uitslag/<uuid:pk>/per/<slug:kant>/<int:rij>/<int:kolom>/",
        uitslag.achter_cel,
        name="uitslag_achter_cel",
    ),
    path(f"{LIJST}uitslag/<uuid:pk>/<str:antwoord>/", uitslag.achter, name="uitslag_achter"),
    path(f"{LIJST}gehoord/", gehoord.gehoord, name="gehoord"),
]
