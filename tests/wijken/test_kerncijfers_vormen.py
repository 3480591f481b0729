"""Forms that we build ourselves: the kwb table in Excel, OData's JSON, RIVM's rows, codes without zeros."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from kern.fouten import DomeinFout
from tests.wijken.cbs import (
    HEERENVEEN,
    JUBBEGA,
    KWB_KOP,
    KWB_ROWS,
    NEDERLAND_JSON,
    figure,
    real_file,
    statline,
    workbook,
    write,
)
from wijken.kerncijfers.inlezen import import_kerncijfers, read_bestand
from wijken.kerncijfers.waarden import Vorm
from wijken.models import Indicatorwaarde, Regio, RegioJaar

# ---- the kwb table ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_kwb_table_in_excel(tmp_path: Path) -> None:
    """Comma and point in one file, leading spaces, names of columns that end with a space, a lone comma."""
    path = write(tmp_path, workbook(("KWB2024", [KWB_KOP, *KWB_ROWS])), "kwb-2024.xlsx")
    verslag = import_kerncijfers(pad=path).gelezen
    assert (verslag.vorm, verslag.drager, verslag.jaren) == (Vorm.KWB, "Excel", (2024,))
    assert verslag.per_soort == {"land": 1, "gemeente": 1, "wijk": 1, "buurt": 1}
    assert verslag.onbekende_kolommen == ["a_nb_won", "p_won_m", "g_gas_ap"]
    assert verslag.overgeslagen == []
    assert figure("WK007404", "inwoners", 2024).waarde == 9120
    assert str(figure("GM0074", "gem_huishoudensgrootte", 2024).waarde) == "2.100"
    assert str(figure("WK007404", "vermogen_mediaan", 2024).waarde) == "-4.100"
    assert figure("WK007404", "pct_personen_laag_ink", 2024).reden == "onbekend"
    assert figure("BU00740402", "pct_personen_laag_ink", 2024).reden == "onbekend"  # a lone comma
    assert figure("BU00740402", "vermogen_mediaan", 2024).reden == "nvt"
    mildam = RegioJaar.objects.get(regio="BU00740402", jaar=2024)
    assert (mildam.naam, mildam.ouder_id, mildam.indelingswijziging) == ("Mildam", "WK007404", "3")
    assert RegioJaar.objects.get(regio="WK007404", jaar=2024).naam == "Wijk 04 Jubbega"


def test_a_page_with_explanation_beside_the_table_is_no_trouble(tmp_path: Path) -> None:
    book = workbook(
        ("Leesmij", [["Toelichting"], ["a_inw", "Aantal inwoners"]]), ("Data", [KWB_KOP, *KWB_ROWS])
    )
    assert read_bestand(pad=write(tmp_path, book, "kwb-2024.xlsx")).regios == 4


def test_a_title_may_stand_above_the_header(tmp_path: Path) -> None:
    book = workbook(("Data", [["Kerncijfers wijken en buurten 2024"], [], KWB_KOP, *KWB_ROWS]))
    assert read_bestand(pad=write(tmp_path, book, "kwb-2024.xlsx")).regios == 4
    text = f'"Kerncijfers wijken en buurten 2024"\r\n{statline(JUBBEGA)[1:]}'
    assert read_bestand(pad=write(tmp_path, text)).regios == 1


def test_two_sheets_with_figures_are_not_chosen_between(tmp_path: Path) -> None:
    book = workbook(("2023", [KWB_KOP, *KWB_ROWS]), ("2024", [KWB_KOP, *KWB_ROWS]))
    with pytest.raises(DomeinFout, match="meer bladen met cijfers: '2023', '2024'"):
        read_bestand(pad=write(tmp_path, book, "kwb-2024.xlsx"))


def test_a_formula_is_not_computed_and_not_believed(tmp_path: Path) -> None:
    kop = ("gwb_code_10", "regio", "recs", "a_inw", "a_man")
    rows: list[tuple[object, ...]] = [kop, ("GM0074", "=1+1", "Gemeente", "=SUM(1,2)", 25803)]
    verslag = read_bestand(pad=write(tmp_path, workbook(("Data", rows)), "kwb-2024.xlsx"))
    assert verslag.overgeslagen == ["regel 2: een formule bij inwoners; formules gebruiken wij niet"]
    assert [kolom.sleutel for kolom in verslag.kolommen] == ["mannen"]
    assert verslag.voorbeelden[0].plek == "GM0074"  # nor is a formula a name
    rows = [kop, ('="GM"&"0074"', "Heerenveen", "Gemeente", 51787, 25803)]
    with pytest.raises(DomeinFout, match="formule in plaats van een code"):
        read_bestand(pad=write(tmp_path, workbook(("Data", rows)), "kwb-2024.xlsx"))


def test_a_formula_in_a_csv_is_only_text(tmp_path: Path) -> None:
    verslag = read_bestand(pad=write(tmp_path, statline(JUBBEGA.replace("9120", '"=9120+1"'))))
    assert verslag.overgeslagen == ["regel 2: een formule bij inwoners; formules gebruiken wij niet"]


def test_the_old_form_of_statline_has_no_codes(tmp_path: Path) -> None:
    """Until 2015: a title, three lines of headers, a path with bars, decimal commas, and only names."""
    text = (
        '"Kerncijfers wijken en buurten 2015"\r\n\r\n'
        '"Onderwerpen";"Inkomen|Gemiddeld inkomen per inwoner"\r\n"Perioden";"2015"\r\n'
        '"Wijken en buurten";"x 1 000 euro"\r\n"Jubbega";"21,3"\r\n"Bron: CBS"\r\n'
    )
    with pytest.raises(DomeinFout, match="geen CBS-codes"):
        read_bestand(pad=write(tmp_path, text, "kwb_2015.csv"))


# ---- codes that lost their zeros ------------------------------------------------------------------


@pytest.mark.django_db
def test_codes_as_numbers_are_mended_where_it_is_certain_and_it_is_said(tmp_path: Path) -> None:
    kop = ("gwb_code", "regio", "recs", "a_inw")
    rows = [kop, (74, "Heerenveen", "Gemeente", 51787), (7404.0, "Jubbega", "Wijk", 9120)]
    path = write(tmp_path, workbook(("Data", [*rows, ("740402", "Mildam", "Buurt", 665)])), "kwb-2024.xlsx")
    verslag = import_kerncijfers(pad=path).gelezen
    assert verslag.opmerkingen == [
        "De codes misten letters of nullen ('74'). Wij lazen dat als GM0074. Kijk of dat klopt."
    ]
    assert set(RegioJaar.objects.values_list("regio", flat=True)) == {"GM0074", "WK007404", "BU00740402"}


@pytest.mark.parametrize(
    "rows",
    [
        [("gwb_code", "recs", "a_inw"), (7404, "Wijk", 9120)],  # its municipality is not in the file
        [("gwb_code", "recs", "a_inw"), (74, "Gemeente", 9), (740400, "Wijk", 9120)],  # zeros behind as well
        [("gwb_code", "recs", "a_inw"), (74, "Gemeente", 9), (7404, "", 9120)],  # of which kind?
        [("Code", "Jaar", "inwoners"), (7404, 2024, 9120)],
        [("WijkenEnBuurten", "AantalInwoners_5"), (7404, 9120)],
    ],
)
def test_codes_as_numbers_are_refused_where_it_is_not_certain(
    rows: list[tuple[object, ...]], tmp_path: Path
) -> None:
    with pytest.raises(DomeinFout, match="getallen zonder letters of nullen"):
        read_bestand(pad=write(tmp_path, workbook(("Data", rows)), "kwb-2024.xlsx"))


# ---- JSON -----------------------------------------------------------------------------------------


def odata(*records: Mapping[str, object], **about: object) -> str:
    metadata = "https://opendata.cbs.nl/ODataApi/OData/86165NED/$metadata#Cbs.OData.WebAPI.TypedDataSet"
    return json.dumps({"odata.metadata": metadata, "value": records, **about})


@pytest.mark.django_db
def test_odata_typed_and_untyped_in_json(tmp_path: Path) -> None:
    typed = odata({"ID": 1, "WijkenEnBuurten": "WK007404  ", "AantalInwoners_5": 9095, "Mannen_6": None})
    import_kerncijfers(pad=write(tmp_path, typed, "antwoord.json"))
    assert figure("WK007404", "inwoners", 2025).waarde == 9095  # the year stands in the address
    text = {"WijkenEnBuurten": "WK007406  ", "AantalInwoners_5": "    1580", "Mannen_6": "       ."}
    wide = {"WijkenEnBuurten": "GM0074    ", "AantalInwoners_5": "   51863", "Mannen_6": "   25889"}
    verslag = import_kerncijfers(pad=write(tmp_path, odata(text, wide), "antwoord.json")).gelezen
    assert verslag.vorm is Vorm.ODATA_TEKST
    assert figure("WK007406", "mannen", 2025).reden == "onbekend"
    assert figure("GM0074", "inwoners", 2025).waarde == 51863


@pytest.mark.django_db
def test_the_answer_about_the_country_is_what_the_table_says() -> None:
    import_kerncijfers(pad=real_file(NEDERLAND_JSON))
    assert figure("NL00", "inwoners", 2025).waarde == 18044027
    assert figure("NL00", "herkomst_europa", 2025).waarde == 1712005
    assert figure("NL00", "personen_armoede", 2025).reden == "nog_niet"


def test_csv_and_json_of_one_table_say_the_same(tmp_path: Path) -> None:
    lines = [line.split(",") for line in real_file(HEERENVEEN).read_text(encoding="utf-8").splitlines()]
    records = [{key: cell or None for key, cell in zip(lines[0], line, strict=True)} for line in lines[1:]]
    as_json = read_bestand(pad=write(tmp_path, odata(*records), "86165NED.json"))
    as_csv = read_bestand(pad=real_file(HEERENVEEN))
    assert [(k.sleutel, k.bekend, k.ontbreekt) for k in as_json.kolommen] == [
        (k.sleutel, k.bekend, k.ontbreekt) for k in as_csv.kolommen
    ]


def test_one_page_of_several_is_said_to_be_a_part(tmp_path: Path) -> None:
    page = odata({"WijkenEnBuurten": "GM0074", "AantalInwoners_5": 5}, **{"odata.nextLink": "https://…"})
    (opmerking,) = read_bestand(pad=write(tmp_path, page, "antwoord.json")).opmerkingen
    assert "deel van een tabel" in opmerking


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"value": [{"WijkenEnBuurten": "GM0074", "AantalInw', "beschadigd"),
        ('{"value": []}', "geen cijfers per gebied"),
        ('{"value": [{"Measure": "M001642", "WijkenEnBuurten": "GM0074", "Value": 3}]}', "lange vorm"),
        ('[{"Measure": "M001642", "Value": 3}]', "lange vorm"),
        ('{"type": "FeatureCollection", "features": []}', "kaart met grenzen"),
        ("[" * 500 + "]" * 500, "beschadigd"),
        ('[{"WijkenEnBuurten": "GM0074", "AantalInwoners_5": ' + "9" * 5000 + "}]", "beschadigd"),
    ],
)  # fmt: skip
def test_json_that_is_no_table(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DomeinFout, match=reason):
        read_bestand(pad=write(tmp_path, text, "kwb_2025.json"))


# ---- RIVM: ages and margins ------------------------------------------------------------------------

RIVM_KOP = "Leeftijd,Marges,WijkenEnBuurten,Perioden,Eenzaam_28"


def test_bounds_and_unknown_ages_are_left_out_and_told(tmp_path: Path) -> None:
    rows = ["20300,MW00000,GM0074,2020JJ00,41.9", "20300,MOG0095,GM0074,2020JJ00,39.0"]
    text = "\n".join(
        [RIVM_KOP, *rows, "80200,MW00000,GM0074,2020JJ00,44.2", "53115,MW00000,GM0074,2020JJ00,40.1", ""]
    )
    verslag = read_bestand(pad=write(tmp_path, text, "rivm.csv"))
    assert [kolom.sleutel for kolom in verslag.kolommen] == ["eenzaam", "eenzaam_65plus"]
    assert verslag.regios == 1
    assert [line.split(": ")[1][:20] for line in verslag.overgeslagen] == [
        "dit is de onder- of ",
        "de leeftijdsgroep '5",
    ]
    with pytest.raises(DomeinFout, match="leeftijdsgroep die wij niet kennen"):
        read_bestand(pad=write(tmp_path, f"{RIVM_KOP}\n53115,MW00000,GM0074,2020JJ00,40.1\n", "rivm.csv"))
    with pytest.raises(DomeinFout, match="niet over welke leeftijd"):
        read_bestand(pad=write(tmp_path, "WijkenEnBuurten,Eenzaam_28\nGM0074,40.1\n", "rivm_2020.csv"))


# ---- numbers that cannot be ---------------------------------------------------------------------------


def test_only_money_may_be_below_zero_and_no_share_is_over_a_hundred(tmp_path: Path) -> None:
    kop = "WijkenEnBuurten,AantalInwoners_5,Koopwoningen_47,MediaanVermogenVanParticuliereHuish_86,Mannen_6"
    text = f"{kop}\nGM0074,-5,340,-8.5,-99997\n"
    verslag = read_bestand(pad=write(tmp_path, text))
    assert verslag.overgeslagen == [
        "regel 2: '-5' bij inwoners kan niet: minder dan nul",
        "regel 2: '340' bij pct_koopwoningen kan niet: meer dan 100 procent",
    ]
    assert {kolom.sleutel: kolom.bekend for kolom in verslag.kolommen} == {"vermogen_mediaan": 1, "mannen": 0}


@pytest.mark.django_db
def test_a_column_of_dots_in_a_provisional_year_is_not_known_yet(tmp_path: Path) -> None:
    text = "gwb_code_10,recs,a_inw,p_ink_li\nGM0074,Gemeente,51863,.\nWK007404,Wijk,9095,.\n"
    import_kerncijfers(pad=write(tmp_path, text, "kwb-2025.csv"))
    assert figure("WK007404", "pct_personen_laag_ink", 2025).reden == "nog_niet"
    import_kerncijfers(pad=write(tmp_path, text, "kwb-2024.csv"))
    assert figure("WK007404", "pct_personen_laag_ink", 2024).reden == "onbekend"


# ---- a dry run --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_dry_run_of_an_upload_keeps_nothing() -> None:
    upload = io.BytesIO(
        statline(JUBBEGA, extra=';"Nieuw/Honden (aantal)"').replace("2175", "2175;7").encode()
    )
    verslag = read_bestand(pad=upload, naam="kwb_2024.csv")
    assert (verslag.naam, verslag.jaren, verslag.per_soort) == ("kwb_2024.csv", (2024,), {"wijk": 1})
    assert [(k.kolom, k.sleutel, k.bekend) for k in verslag.kolommen] == [
        ("Bevolking/Aantal inwoners (aantal)", "inwoners", 1),
        ("Bevolking/Leeftijdsgroepen/65 jaar of ouder (aantal)", "leeftijd_65plus", 1),
    ]
    assert verslag.onbekende_kolommen == ["Nieuw/Honden (aantal)"]
    assert verslag.voorbeelden[0].tekst == "Wijk 04 Jubbega, 2024: Hier wonen 9.120 mensen."
    assert not Regio.objects.exists()
    assert not Indicatorwaarde.objects.exists()
    kept = import_kerncijfers(
        pad=upload, naam="kwb_2024.csv"
    )  # the same opened file, again from its beginning
    assert kept.telling.nieuw == 2


def test_a_file_that_stops_without_a_line_end_is_pointed_out(tmp_path: Path) -> None:
    (opmerking,) = read_bestand(pad=write(tmp_path, statline(JUBBEGA).rstrip())).opmerkingen
    assert "compleet" in opmerking
