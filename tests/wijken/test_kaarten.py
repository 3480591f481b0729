from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from kern.grafiek import Cijferkaart, from_json, to_json
from tests.factories import make_regio, make_waarde
from tests.wijken.cbs import SAMPLE, write
from wijken.cijfers import read_cijfers
from wijken.kaarten import cijferkaarten, cijferkeuzes, kaart_van, onbekende_cijfers
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import Regio, Wijk
from wijken.services import open_wijk
from wijken.tabellen import all_numbers
from wijken.vergelijking import Woorden, compare_sentence

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def jubbega() -> Wijk:
    import_kerncijfers(pad=SAMPLE)
    return open_wijk(code="WK007404")


def card(wijk: Wijk, kop: str) -> Cijferkaart:
    return next(kaart for kaart in cijferkaarten(wijk) if kaart.kop == kop)


def make_regions() -> dict[str, Regio]:
    """Two buurten of one municipality, and the country."""
    codes = {"NL00": "Nederland", "GM0074": "Heerenveen", "BU00740402": "Mildam", "BU00740403": "Katlijk"}
    return {code: make_regio(code, naam=naam) for code, naam in codes.items()}


# ---- real figures -------------------------------------------------------------------------------


def test_share_of_old_people_in_jubbega(jubbega: Wijk) -> None:
    kaart = card(jubbega, "65 jaar of ouder")
    assert (kaart.getal_tekst, kaart.getal_bijschrift, kaart.honderd) == ("25", "van de 100 mensen", 25)
    assert [(s.label, s.tekst, s.is_wijk) for s in kaart.staven] == [
        ("Jubbega", "25", True),
        ("Heerenveen", "24", False),
        ("Nederland", "21", False),
    ]
    assert kaart.zin == "Dat is ongeveer gelijk aan de gemeente. Het is meer dan in heel Nederland."
    assert kaart.bron == "CBS, Kerncijfers wijken en buurten 2025 (voorlopig)"


def test_distance_with_a_country_that_is_not_known_yet(jubbega: Wijk) -> None:
    kaart = card(jubbega, "Afstand tot de huisarts")
    assert (kaart.getal_tekst, kaart.getal_bijschrift) == ("2,0", "kilometer")
    assert [(s.label, s.tekst, s.waarde is None) for s in kaart.staven] == [
        ("Jubbega", "2,0 km", False),
        ("Heerenveen", "1,6 km", False),
        ("Nederland", "", True),
    ]
    assert kaart.zin == "Dat is verder dan in de gemeente."


def test_a_count_is_not_compared_with_larger_places(jubbega: Wijk) -> None:
    kaart = card(jubbega, "Mensen die hier wonen")
    assert (kaart.getal_tekst, kaart.staven) == ("9.095", ())
    assert kaart.zin == "In de hele gemeente wonen 51.863 mensen."


def test_what_nobody_knows_yet_is_said_with_its_reason(jubbega: Wijk) -> None:
    koppen = {kaart.kop for kaart in cijferkaarten(jubbega)}
    assert "Mensen in armoede" not in koppen
    assert ("Mensen in armoede", "het CBS heeft dit getal nog niet") in onbekende_cijfers(
        read_cijfers(jubbega)
    )


def test_cards_survive_the_copy_into_an_agenda(jubbega: Wijk) -> None:
    kaarten = cijferkaarten(jubbega)
    assert kaarten
    assert [from_json(to_json(kaart)) for kaart in kaarten] == kaarten


def test_choices_for_evidence_can_all_be_drawn(jubbega: Wijk) -> None:
    keuzes = cijferkeuzes(jubbega)
    labels = [label for _, label in keuzes]
    assert "65 jaar of ouder: 25 van de 100 mensen (2025)" in labels
    assert "Afstand tot de huisarts: 2,0 km (2025)" in labels
    assert len(labels) == len(set(labels)) == 33
    for waarde, _ in keuzes:
        kaart = kaart_van(jubbega, waarde)
        assert kaart.bekend
        assert str(waarde.jaar) in kaart.bron


def test_evidence_keeps_its_own_year(jubbega: Wijk) -> None:
    oud = jubbega.regios.get().waarden.get(indicator="leeftijd_65plus", jaar=2024)
    kaart = kaart_van(jubbega, oud)
    assert (kaart.getal_tekst, kaart.bron) == ("24", "CBS, Kerncijfers wijken en buurten 2024")


def test_all_numbers_leave_out_themes_of_which_nothing_is_known(jubbega: Wijk) -> None:
    blokken = {str(blok.titel): blok for blok in all_numbers(read_cijfers(jubbega))}
    assert "Uitkeringen" not in blokken
    wonen = {regel.label: regel for regel in blokken["Onze huizen"].regels}
    assert [vak.tekst for vak in wonen["Huurwoningen"].vakken] == ["28 %", "40 %", "42 %"]
    assert (wonen["Huurwoningen"].jaar, wonen["Huurwoningen"].voorlopig) == (2025, True)


# ---- estimates ------------------------------------------------------------------------------------


def test_an_estimate_of_rivm_is_called_so_on_card_and_in_table(jubbega: Wijk, tmp_path: Path) -> None:
    rows = ["NL01,2020JJ00,47.0", "GM0074,2020JJ00,41.9", "WK007404,2020JJ00,40.1"]
    text = "\n".join(
        ["Leeftijd,Marges,WijkenEnBuurten,Perioden,Eenzaam_28", *(f"80200,MW00000,{r}" for r in rows), ""]
    )
    import_kerncijfers(pad=write(tmp_path, text, "rivm.csv"))
    kaart = card(jubbega, "Voelen zich eenzaam (65 jaar of ouder)")
    assert (kaart.getal_tekst, kaart.getal_bijschrift) == ("40", "van de 100 mensen van 65 jaar of ouder")
    assert kaart.bron == "RIVM, Gezondheid per wijk en buurt 2020 (schatting)"
    assert [staaf.tekst for staaf in kaart.staven] == ["40", "42", "47"]
    titel = "Gezondheid van mensen van 65 jaar of ouder"
    (blok,) = [blok for blok in all_numbers(read_cijfers(jubbega)) if str(blok.titel) == titel]
    assert blok.schatting
    assert [vak.tekst for vak in blok.regels[0].vakken] == ["40 %", "42 %", "47 %"]
    assert blok.regels[0].zin == "40 van de 100 mensen van 65 jaar of ouder voelen zich eenzaam."


def test_a_buurt_without_an_estimate_does_not_get_that_of_its_wijk(tmp_path: Path) -> None:
    import_kerncijfers(pad=SAMPLE)
    text = "Leeftijd,Marges,WijkenEnBuurten,Perioden,Eenzaam_28\n20300,MW00000,{},2020JJ00,40.1\n"
    import_kerncijfers(pad=write(tmp_path, text.format("WK007404"), "rivm.csv"))
    mildam = open_wijk(code="BU00740402")
    assert "Voelen zich eenzaam" not in {kaart.kop for kaart in cijferkaarten(mildam)}
    import_kerncijfers(pad=write(tmp_path, text.format("BU00740402").replace("40.1", "."), "rivm.csv"))
    import_kerncijfers(pad=write(tmp_path, text.format("GM0074"), "rivm.csv"))
    kaart = card(mildam, "Voelen zich eenzaam")
    assert (kaart.bekend, kaart.ontbreekt) == (False, "onbekend of geheim")
    assert [(staaf.label, staaf.tekst) for staaf in kaart.staven][:2] == [
        ("Mildam", ""),
        ("Heerenveen", "40"),
    ]


# ---- falling back, missing, adding up ---------------------------------------------------------------


def test_each_figure_falls_back_to_its_own_newest_year() -> None:
    regions = make_regions()
    for region in regions.values():
        make_waarde(region, "afstand_huisarts", 2, jaar=2024)
        make_waarde(region, "afstand_huisarts", None, jaar=2025, reden="nog_niet")
        make_waarde(region, "afstand_school", 1, jaar=2025)
    wijk = open_wijk(code="BU00740402")
    assert card(wijk, "Afstand tot de huisarts").bron.endswith("2024")
    assert card(wijk, "Afstand tot een basisschool").bron.endswith("2025")


def test_the_wijk_may_be_the_one_that_is_missing() -> None:
    regions = make_regions()
    make_waarde(regions["BU00740402"], "woz_gemiddeld", None, reden="onbekend")
    make_waarde(regions["GM0074"], "woz_gemiddeld", 332)
    kaart = card(open_wijk(code="BU00740402"), "Waarde van een woning")
    assert (kaart.bekend, kaart.ontbreekt, kaart.zin) == (False, "onbekend of geheim", "")
    assert kaart.staven[0].waarde is None
    assert kaart.staven[1].waarde == 332


def test_no_share_of_a_handful_of_people() -> None:
    regions = make_regions()
    make_waarde(regions["BU00740402"], "inwoners", 45)
    make_waarde(regions["BU00740402"], "leeftijd_65plus", 20)
    make_waarde(regions["GM0074"], "inwoners", 50000)
    make_waarde(regions["GM0074"], "leeftijd_65plus", 12000)
    kaart = card(open_wijk(code="BU00740402"), "65 jaar of ouder")
    assert (kaart.getal_tekst, kaart.honderd, kaart.ontbreekt) == ("", None, "hier wonen te weinig mensen")


def test_several_regions_add_up_counts_and_say_so() -> None:
    regions = make_regions()
    for code, inwoners, ouderen in (("BU00740402", 665, 210), ("BU00740403", 600, 145)):
        make_waarde(regions[code], "inwoners", inwoners)
        make_waarde(regions[code], "leeftijd_65plus", ouderen)
        make_waarde(regions[code], "woz_gemiddeld", 425)
    make_waarde(regions["GM0074"], "woz_gemiddeld", 332)
    wijk = open_wijk(code="BU00740402", erbij=["BU00740403"], naam="Mildam en Katlijk")
    people = card(wijk, "Mensen die hier wonen")
    assert people.getal_tekst == "1.265"
    assert people.bron == "CBS, Kerncijfers wijken en buurten 2025 (optelling, afgerond)"
    assert card(wijk, "65 jaar of ouder").getal_tekst == "28"
    assert card(wijk, "Waarde van een woning").ontbreekt == "dit getal kunnen wij niet optellen"
    rij = next(
        r for b in all_numbers(read_cijfers(wijk)) for r in b.regels if r.label == "Mensen die hier wonen"
    )
    assert (rij.opgeteld, rij.vakken[0].tekst) == (True, "1.265")


def test_no_sum_when_one_part_is_missing() -> None:
    regions = make_regions()
    make_waarde(regions["BU00740402"], "inwoners", 665)
    make_waarde(regions["BU00740403"], "inwoners", None, reden="onbekend")
    make_waarde(regions["GM0074"], "inwoners", 51863)
    wijk = open_wijk(code="BU00740402", erbij=["BU00740403"], naam="Mildam en Katlijk")
    kaart = card(wijk, "Mensen die hier wonen")
    assert (kaart.bekend, kaart.ontbreekt) == (False, "onbekend of geheim")


def test_parts_of_different_years_are_not_added_up() -> None:
    regions = make_regions()
    for code, jaren in (("BU00740402", (2024, 2025)), ("BU00740403", (2024,))):
        for jaar in jaren:
            make_waarde(regions[code], "inwoners", 600 + jaar - 2024, jaar=jaar)
    wijk = open_wijk(code="BU00740402", erbij=["BU00740403"], naam="Mildam en Katlijk")
    kaart = card(wijk, "Mensen die hier wonen")
    assert (kaart.getal_tekst, "2024" in kaart.bron) == ("1.200", True)


def test_a_whole_municipality_is_not_compared_with_itself() -> None:
    regions = make_regions()
    for code in ("GM0074", "NL00"):
        make_waarde(regions[code], "pct_huurwoningen", 40)
    kaart = card(open_wijk(code="GM0074"), "Huurwoningen")
    assert [staaf.label for staaf in kaart.staven] == ["Heerenveen", "Nederland"]
    assert kaart.zin == "Het is ongeveer gelijk aan heel Nederland."


def test_a_share_of_less_than_one() -> None:
    regions = make_regions()
    make_waarde(regions["BU00740402"], "personen_armoede", 0.3)
    kaart = card(open_wijk(code="BU00740402"), "Mensen in armoede")
    assert (kaart.getal_tekst, kaart.honderd) == ("minder dan 1", 0)


def test_a_wijk_without_figures_has_no_cards() -> None:
    make_regions()
    wijk = open_wijk(code="BU00740402")
    assert read_cijfers(wijk).leeg
    assert cijferkaarten(wijk) == []
    assert cijferkeuzes(wijk) == []


@pytest.mark.parametrize(
    ("hier", "gemeente", "land", "woorden", "zin"),
    [
        (25, 24, 25, Woorden.MEER, "Dat is ongeveer gelijk aan de gemeente en aan Nederland."),
        (30, 38, 40, Woorden.MEER, "Dat is minder dan in de gemeente en in Nederland."),
        (30, 38, 20, Woorden.MEER, "Dat is minder dan in de gemeente. Het is meer dan in heel Nederland."),
        (30, None, 20, Woorden.HOGER, "Het is hoger dan in heel Nederland."),
        (3, 5, None, Woorden.VERDER, "Dat is dichterbij dan in de gemeente."),
        (3, None, None, Woorden.MEER, ""),
    ],
)
def test_comparing_in_words(
    hier: int, gemeente: int | None, land: int | None, woorden: Woorden, zin: str
) -> None:
    with translation.override("nl"):
        said = compare_sentence(
            D(hier),
            gemeente=None if gemeente is None else D(gemeente),
            land=None if land is None else D(land),
            is_share=True,
            woorden=woorden,
        )
    assert said == zin
