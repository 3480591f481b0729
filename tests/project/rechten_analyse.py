"""The rows of the rights matrix of the wijkanalyse. See rechten_tabel."""

from __future__ import annotations

from tests.project.rechten_rij import (
    INVOEREN,
    LEZEN,
    NIET,
    NIET_OPEN,
    ONBEKEND,
    OPEN,
    VASTSTELLEN,
    WERKEN,
    Rij,
    Waarden,
)

VRAAGCODE: Waarden = {"code": lambda huis: "E1"}
VRAAG_VAN_LIJST: Waarden = {"pk": lambda huis: huis.lijst.vragen.get(code="E1").pk}
HOOFDVRAAG: Waarden = {"hoofdvraag": lambda huis: "H1"}
DEURRONDE: Waarden = {"ronde": lambda huis: huis.lijst.deurrondes.all()[0].pk}
STRAATDEEL: Waarden = {
    **DEURRONDE,
    "deel": lambda huis: huis.lijst.deurrondes.all()[0].straatdelen.all()[0].pk,
}
ACHTER: Waarden = {**VRAAG_VAN_LIJST, "antwoord": lambda huis: "ja"}
CEL: Waarden = {
    **VRAAG_VAN_LIJST,
    "kant": lambda huis: "kanaal",
    "rij": lambda huis: "0",
    "kolom": lambda huis: "0",
}
GEEN_LINK: Waarden = {"code": lambda huis: "abc234"}  # only the partners' list looks at it
ANTWOORDBESTAND: Waarden = {"pk": lambda huis: huis.lijst.bestanden.all()[0].pk}

ANALYSE: tuple[Rij, ...] = (
    Rij("analyse:vragenlijsten", OPEN, NIET_OPEN),
    Rij("analyse:vragenlijst", OPEN, OPEN),
    Rij("analyse:vragenlijst_link", OPEN, OPEN, GEEN_LINK),
    Rij("analyse:vragenlijst_verder", ONBEKEND, NIET_OPEN),
    Rij("analyse:vragenlijst_vraag", ONBEKEND, ONBEKEND, VRAAGCODE),
    Rij("analyse:vragenlijst_namens", ONBEKEND, ONBEKEND),
    Rij("analyse:vragenlijst_meer", ONBEKEND, ONBEKEND),
    Rij("analyse:vragenlijst_delen", ONBEKEND, ONBEKEND),
    Rij("analyse:vragenlijst_overzicht", ONBEKEND, ONBEKEND),
    Rij("analyse:vragenlijst_bedankt", ONBEKEND, NIET_OPEN),
    Rij("analyse:vragenlijst_wissen", ONBEKEND, ONBEKEND),
    Rij("analyse:uitslag_publiek", OPEN, NIET_OPEN),
    Rij("analyse:overzicht", LEZEN, NIET),
    Rij("analyse:hoofdvraag", LEZEN, WERKEN, HOOFDVRAAG),
    Rij("analyse:lijst_new", WERKEN, WERKEN),
    Rij("analyse:lijst", LEZEN, NIET),
    Rij("analyse:lijst_edit", WERKEN, WERKEN),
    Rij("analyse:lijst_open", NIET, WERKEN),
    Rij("analyse:lijst_close", WERKEN, WERKEN),
    Rij("analyse:lijst_remove", WERKEN, WERKEN),
    Rij("analyse:voorbeeld", LEZEN, NIET),
    Rij("analyse:vragen_kies", WERKEN, WERKEN),
    Rij("analyse:vraag_new", WERKEN, WERKEN),
    Rij("analyse:schrijfhulp", WERKEN, NIET),
    Rij("analyse:vraag_edit", WERKEN, WERKEN, VRAAG_VAN_LIJST),
    Rij("analyse:vraag_move", NIET, WERKEN, VRAAG_VAN_LIJST),
    Rij("analyse:vraag_daarna", NIET, WERKEN, VRAAG_VAN_LIJST),
    Rij("analyse:vraag_remove", WERKEN, WERKEN, VRAAG_VAN_LIJST),
    Rij("analyse:volgt_op", WERKEN, WERKEN, VRAAG_VAN_LIJST),
    Rij("analyse:nakijken", LEZEN, WERKEN),
    Rij("analyse:uitslag", LEZEN, NIET),
    Rij("analyse:uitslag_publish", WERKEN, WERKEN),
    Rij("analyse:vraag_publish", NIET, WERKEN, VRAAG_VAN_LIJST),
    Rij("analyse:uitslag_achter", "ivvnnnn", NIET, ACHTER),  # of one answer nothing may be seen
    Rij("analyse:uitslag_achter_cel", "ivvnnnn", NIET, CEL),  # nor of one in a table
    Rij("analyse:invoerlijsten", INVOEREN, NIET),
    Rij("analyse:invoer", INVOEREN, INVOEREN),
    Rij("analyse:invoeravond", VASTSTELLEN, VASTSTELLEN),
    Rij("analyse:gehoord", LEZEN, NIET),
    Rij("analyse:deuren", INVOEREN, WERKEN),
    Rij("analyse:deurronde", INVOEREN, WERKEN, DEURRONDE),
    Rij("analyse:deurronde_klaar", NIET, WERKEN, DEURRONDE),
    Rij("analyse:deurronde_lijst", INVOEREN, NIET, DEURRONDE),
    Rij("analyse:straatdeel", INVOEREN, INVOEREN, STRAATDEEL),
    Rij("analyse:straatdeel_remove", NIET, WERKEN, STRAATDEEL),
    Rij("analyse:deur_tellen", NIET, INVOEREN, STRAATDEEL),
    Rij("analyse:deur_vragen", INVOEREN, INVOEREN, STRAATDEEL),
    Rij("analyse:bestand", VASTSTELLEN, NIET),
    Rij("analyse:bestand_rijen", NIET, VASTSTELLEN),
    Rij("analyse:bestand_legenda", LEZEN, NIET),
    Rij("analyse:bestand_in", VASTSTELLEN, VASTSTELLEN),
    Rij("analyse:bestand_lezen", VASTSTELLEN, NIET, ANTWOORDBESTAND),
    Rij("analyse:bestand_doe", NIET, VASTSTELLEN, ANTWOORDBESTAND),
    Rij("analyse:lezen", LEZEN, NIET),
    Rij("analyse:lezen_doe", WERKEN, WERKEN),
    Rij("analyse:lezen_ongedaan", NIET, WERKEN),
    Rij("analyse:lezen_woorden", LEZEN, NIET),
    Rij("analyse:lezen_citaten", LEZEN, WERKEN),
)
