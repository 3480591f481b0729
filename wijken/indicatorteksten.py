"""The words of the indicators: a label, and one plain sentence with the number in it ({getal})."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# key: (label, sentence). The keys are those of data/indicatoren.csv.
TEKSTEN = {
    "inwoners": (_("Mensen die hier wonen"), _("Hier wonen {getal} mensen.")),
    "mannen": (_("Mannen"), _("Hier wonen {getal} mannen.")),
    "vrouwen": (_("Vrouwen"), _("Hier wonen {getal} vrouwen.")),
    "leeftijd_0_15": (_("Jonger dan 15 jaar"), _("{getal} mensen zijn jonger dan 15 jaar.")),
    "leeftijd_15_25": (_("15 tot 25 jaar"), _("{getal} mensen zijn 15 tot 25 jaar.")),
    "leeftijd_25_45": (_("25 tot 45 jaar"), _("{getal} mensen zijn 25 tot 45 jaar.")),
    "leeftijd_45_65": (_("45 tot 65 jaar"), _("{getal} mensen zijn 45 tot 65 jaar.")),
    "leeftijd_65plus": (_("65 jaar of ouder"), _("{getal} mensen zijn 65 jaar of ouder.")),
    "gescheiden": (_("Gescheiden"), _("{getal} mensen zijn gescheiden.")),
    "verweduwd": (_("Weduwe of weduwnaar"), _("{getal} mensen verloren hun man of vrouw.")),
    "herkomst_nl": (
        _("Zelf en ouders in Nederland geboren"),
        _("{getal} mensen en hun ouders zijn in Nederland geboren."),
    ),
    "herkomst_europa": (
        _("Herkomst: rest van Europa"),
        _("{getal} mensen of hun ouders komen uit de rest van Europa."),
    ),
    "herkomst_buiten_europa": (
        _("Herkomst: buiten Europa"),
        _("{getal} mensen of hun ouders komen van buiten Europa."),
    ),
    "migratie_westers": (
        _("Westerse herkomst (oude telling)"),
        _("{getal} mensen: westerse herkomst, geteld tot en met 2022."),
    ),
    "migratie_nietwesters": (
        _("Niet-westerse herkomst (oude telling)"),
        _("{getal} mensen: niet-westerse herkomst, geteld tot en met 2022."),
    ),
    "geboorte_relatief": (
        _("Geboren kinderen"),
        _("Per 1.000 mensen werden hier {getal} kinderen geboren."),
    ),
    "huishoudens": (_("Huishoudens"), _("Er zijn {getal} huishoudens.")),
    "eenpersoonshuishoudens": (_("Mensen die alleen wonen"), _("{getal} mensen wonen alleen.")),
    "hh_zonder_kinderen": (
        _("Samen, zonder kinderen"),
        _("{getal} huishoudens: samen, zonder kinderen in huis."),
    ),
    "hh_met_kinderen": (_("Gezinnen met kinderen"), _("{getal} gezinnen hebben kinderen in huis.")),
    "gem_huishoudensgrootte": (
        _("Mensen per huishouden"),
        _("Een huishouden telt gemiddeld {getal} mensen."),
    ),
    "bevolkingsdichtheid": (
        _("Mensen per vierkante kilometer"),
        _("Op één vierkante kilometer wonen {getal} mensen."),
    ),
    "woningvoorraad": (_("Woningen"), _("Er zijn {getal} woningen.")),
    "woz_gemiddeld": (_("Waarde van een woning"), _("Een woning is gemiddeld {getal} waard (WOZ).")),
    "pct_koopwoningen": (_("Koopwoningen"), _("{getal} van de 100 woningen zijn van de bewoner zelf.")),
    "pct_huurwoningen": (_("Huurwoningen"), _("{getal} van de 100 woningen zijn huurwoningen.")),
    "pct_corporatie": (
        _("Huurwoningen van een woningcorporatie"),
        _("{getal} van de 100 woningen zijn van een woningcorporatie."),
    ),
    "pct_meergezins": (
        _("Flats en appartementen"),
        _("{getal} van de 100 woningen zijn flats of appartementen."),
    ),
    "opl_laag": (
        _("Opleiding: basisschool, vmbo of mbo 1"),
        _("{getal} mensen deden basisschool, vmbo of mbo 1."),
    ),
    "opl_midden": (
        _("Opleiding: havo, vwo of mbo 2 tot 4"),
        _("{getal} mensen deden havo, vwo of mbo 2 tot 4."),
    ),
    "opl_hoog": (_("Opleiding: hbo of universiteit"), _("{getal} mensen deden hbo of universiteit.")),
    "arbeidsparticipatie": (
        _("Mensen met betaald werk"),
        _("{getal} van de 100 mensen van 15 tot 75 jaar hebben betaald werk."),
    ),
    "inkomen_per_inwoner": (
        _("Inkomen per inwoner"),
        _("Het inkomen is gemiddeld {getal} per inwoner per jaar."),
    ),
    "pct_personen_laag_ink": (
        _("Mensen bij de 40 procent laagste inkomens"),
        _("{getal} van de 100 mensen horen bij de 40 procent laagste inkomens van het land."),
    ),
    "pct_hh_laag_ink": (
        _("Huishoudens bij de 40 procent laagste inkomens"),
        _("{getal} van de 100 huishoudens horen bij de 40 procent laagste inkomens van het land."),
    ),
    "hh_sociaal_minimum": (
        _("Huishoudens rond het sociaal minimum"),
        _("{getal} van de 100 huishoudens leven rond het sociaal minimum."),
    ),
    "hh_tot_110": (
        _("Huishoudens tot 110 procent van het sociaal minimum"),
        _("{getal} van de 100 huishoudens hebben hooguit 110 procent van het sociaal minimum."),
    ),
    "personen_armoede": (_("Mensen in armoede"), _("{getal} van de 100 mensen leven in armoede.")),
    "personen_armoede_125": (
        _("Mensen net boven de armoedegrens"),
        _("{getal} van de 100 mensen leven net boven de armoedegrens."),
    ),
    "vermogen_mediaan": (
        _("Spaargeld en bezit"),
        _("De helft van de huishoudens bezit meer dan {getal}, de helft minder."),
    ),
    "bijstand": (_("Mensen met bijstand"), _("{getal} mensen krijgen bijstand.")),
    "ao": (
        _("Mensen met een uitkering omdat werken niet lukt"),
        _("{getal} mensen krijgen een uitkering bij ziekte of handicap."),
    ),
    "ww": (_("Mensen met een WW-uitkering"), _("{getal} mensen krijgen een WW-uitkering.")),
    "aow": (_("Mensen met AOW"), _("{getal} mensen krijgen AOW.")),
    "jeugdzorg_aantal": (_("Jongeren met jeugdhulp"), _("{getal} jongeren krijgen jeugdhulp.")),
    "jeugdzorg_pct": (
        _("Deel van de jongeren met jeugdhulp"),
        _("{getal} van de 100 jongeren krijgen jeugdhulp."),
    ),
    "wmo_aantal": (_("Mensen met hulp van de gemeente (Wmo)"), _("{getal} mensen krijgen hulp van de Wmo.")),
    "wmo_per_1000": (
        _("Hulp van de gemeente (Wmo)"),
        _("{getal} van de 1.000 mensen krijgen hulp van de Wmo."),
    ),
    "auto_per_hh": (_("Auto's per huishouden"), _("Een huishouden heeft gemiddeld {getal} auto.")),
    "afstand_huisarts": (_("Afstand tot de huisarts"), _("De huisarts is gemiddeld {getal} ver.")),
    "afstand_supermarkt": (
        _("Afstand tot een grote supermarkt"),
        _("Een grote supermarkt is gemiddeld {getal} ver."),
    ),
    "afstand_kinderdagverblijf": (
        _("Afstand tot een kinderdagverblijf"),
        _("Een kinderdagverblijf is gemiddeld {getal} ver."),
    ),
    "afstand_school": (_("Afstand tot een basisschool"), _("Een basisschool is gemiddeld {getal} ver.")),
    "scholen_3km": (
        _("Basisscholen binnen 3 kilometer"),
        _("Binnen 3 kilometer zijn gemiddeld {getal} basisscholen."),
    ),
    "stedelijkheid": (
        _("Stad of platteland"),
        _("Op een schaal van 1 (stad) tot 5 (platteland) staat dit gebied op {getal}."),
    ),
    "oad": (
        _("Adressen in de omgeving"),
        _("In een kring van één kilometer staan gemiddeld {getal} adressen per vierkante kilometer."),
    ),
    "diefstal_woning": (
        _("Diefstal uit woning of schuur"),
        _("Per 1.000 mensen waren er {getal} diefstallen uit woning of schuur."),
    ),
    "vernieling": (_("Vernieling"), _("Per 1.000 mensen waren er {getal} vernielingen.")),
    "geweld_seksueel": (
        _("Geweld en seksuele misdrijven"),
        _("Per 1.000 mensen waren er {getal} misdrijven met geweld of seks."),
    ),
}
