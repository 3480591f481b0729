"""The words of RIVM's health figures: a label, and a sentence with {getal} about {wie}, an age group."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# The figure is about adults, or about old people only: the same word for the one and the other.
WIE_18PLUS = _("volwassenen")
WIE_65PLUS = _("mensen van 65 jaar of ouder")

# key: (label, sentence). The keys are those of data/indicatoren.csv with source rivm.
GEZONDHEIDSTEKSTEN = {
    "gezond_goed": (
        _("Voelen zich gezond"),
        _("{getal} van de 100 {wie} vinden hun gezondheid goed of heel goed."),
    ),
    "beweegt_genoeg": (_("Bewegen genoeg"), _("{getal} van de 100 {wie} bewegen genoeg.")),
    "sport_wekelijks": (_("Sporten elke week"), _("{getal} van de 100 {wie} sporten elke week.")),
    "ondergewicht": (_("Te licht"), _("{getal} van de 100 {wie} zijn te licht voor hun lengte.")),
    "normaal_gewicht": (
        _("Gezond gewicht"),
        _("{getal} van de 100 {wie} hebben een gezond gewicht."),
    ),
    "overgewicht": (_("Te zwaar"), _("{getal} van de 100 {wie} zijn te zwaar voor hun lengte.")),
    "ernstig_overgewicht": (
        _("Veel te zwaar"),
        _("{getal} van de 100 {wie} zijn veel te zwaar voor hun lengte."),
    ),
    "roken": (_("Roken"), _("{getal} van de 100 {wie} roken.")),
    "alcohol_richtlijn": (
        _("Drinken geen of weinig alcohol"),
        _("{getal} van de 100 {wie} drinken geen alcohol, of hooguit één glas per dag."),
    ),
    "alcohol": (_("Drinken wel eens alcohol"), _("{getal} van de 100 {wie} drinken wel eens alcohol.")),
    "alcohol_zwaar": (
        _("Drinken soms veel op één dag"),
        _("{getal} van de 100 {wie} drinken elke week minstens één dag veel alcohol."),
    ),
    "alcohol_overmatig": (
        _("Drinken te veel alcohol"),
        _("{getal} van de 100 {wie} drinken te veel alcohol in een week."),
    ),
    "langdurige_aandoening": (
        _("Hebben lang een ziekte of aandoening"),
        _("{getal} van de 100 {wie} hebben een ziekte of aandoening die lang duurt."),
    ),
    "beperkt": (
        _("Kunnen minder door hun gezondheid"),
        _("{getal} van de 100 {wie} kunnen minder doen door hun gezondheid."),
    ),
    "ernstig_beperkt": (
        _("Kunnen veel minder door hun gezondheid"),
        _("{getal} van de 100 {wie} kunnen veel minder doen door hun gezondheid."),
    ),
    "langdurig_ziek_en_beperkt": (
        _("Lang ziek en kunnen minder"),
        _("{getal} van de 100 {wie} zijn lang ziek en kunnen daardoor minder doen."),
    ),
    "lichamelijke_beperking": (
        _("Moeite met horen, zien of bewegen"),
        _("{getal} van de 100 {wie} hebben moeite met horen, zien of bewegen."),
    ),
    "beperkt_horen": (_("Moeite met horen"), _("{getal} van de 100 {wie} hebben moeite met horen.")),
    "beperkt_zien": (_("Moeite met zien"), _("{getal} van de 100 {wie} hebben moeite met zien.")),
    "beperkt_bewegen": (_("Moeite met bewegen"), _("{getal} van de 100 {wie} hebben moeite met bewegen.")),
    "risico_angst_depressie": (
        _("Kans op angst of somberheid"),
        _("{getal} van de 100 {wie} lopen kans op angst of een depressie."),
    ),
    "hoog_risico_angst_depressie": (
        _("Grote kans op angst of somberheid"),
        _("{getal} van de 100 {wie} lopen een grote kans op angst of een depressie."),
    ),
    "veel_stress": (_("Veel stress"), _("{getal} van de 100 {wie} hadden in vier weken veel stress.")),
    "regie_eigen_leven": (
        _("Grip op het eigen leven"),
        _("{getal} van de 100 {wie} vinden dat zij grip op hun leven hebben."),
    ),
    "eenzaam": (_("Voelen zich eenzaam"), _("{getal} van de 100 {wie} voelen zich eenzaam.")),
    "ernstig_eenzaam": (
        _("Voelen zich heel eenzaam"),
        _("{getal} van de 100 {wie} voelen zich heel eenzaam."),
    ),
    "emotioneel_eenzaam": (
        _("Missen een hechte band"),
        _("{getal} van de 100 {wie} missen een hechte band met iemand."),
    ),
    "sociaal_eenzaam": (
        _("Missen mensen om zich heen"),
        _("{getal} van de 100 {wie} missen mensen om zich heen."),
    ),
    "mantelzorger": (
        _("Zorgen voor iemand (mantelzorg)"),
        _("{getal} van de 100 {wie} zorgen lang of veel voor een ander."),
    ),
    "vrijwilligerswerk": (
        _("Doen vrijwilligerswerk"),
        _("{getal} van de 100 {wie} doen vrijwilligerswerk."),
    ),
    "lopen_of_fietsen_werk": (
        _("Lopend of op de fiets naar school of werk"),
        _("{getal} van de 100 {wie} gaan lopend of op de fiets naar school of werk."),
    ),
    "lopen_werk": (
        _("Lopend naar school of werk"),
        _("{getal} van de 100 {wie} gaan lopend naar school of werk."),
    ),
    "fietsen_werk": (
        _("Op de fiets naar school of werk"),
        _("{getal} van de 100 {wie} gaan op de fiets naar school of werk."),
    ),
    "geluid_buren": (
        _("Veel last van geluid van de buren"),
        _("{getal} van de 100 {wie} hebben veel last van geluid van de buren."),
    ),
    "moeite_rondkomen": (
        _("Moeite om rond te komen"),
        _("{getal} van de 100 {wie} hebben moeite om rond te komen."),
    ),
}
