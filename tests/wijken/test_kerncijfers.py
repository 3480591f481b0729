from __future__ import annotations

import gzip
import random
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kern.fouten import DomeinFout
from tests.wijken.cbs import (
    AMSTERDAM_2017,
    AMSTERDAM_2019,
    FRIESLAND,
    HEERENVEEN,
    JUBBEGA,
    NEDERLAND_JSON,
    SAMPLE,
    STATLINE,
    WITHOUT_CODES,
    figure,
    real_file,
    statline,
    write,
)
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.kerncijfers.jaren import year_of
from wijken.kerncijfers.waarden import Vorm, read_cel, read_number
from wijken.models import Gebeurtenis, Indicatorwaarde, Regio, RegioJaar

pytestmark = pytest.mark.django_db

AMSTERDAM = '"Burgwallen";"Amsterdam  ";"BU0363AA01";"3";"."; '


def nothing_kept() -> bool:
    return not Regio.objects.exists() and not Indicatorwaarde.objects.exists()


# ---- the real files ---------------------------------------------------------------------------


def test_statline_2024_population() -> None:
    verslag = import_kerncijfers(pad=real_file(STATLINE))
    assert (verslag.gelezen.vorm, verslag.gelezen.jaren, verslag.gelezen.voorlopig) == (
        Vorm.STATLINE,
        (2024,),
        False,
    )
    assert (verslag.gelezen.regios, verslag.gelezen.indicatoren, verslag.gelezen.onbekende_kolommen) == (
        816,
        8,
        [],
    )
    assert verslag.telling.nieuw == 816 * 8
    assert figure("WK007404", "inwoners", 2024).waarde == 9120
    assert figure("NL00", "leeftijd_65plus", 2024).waarde == 3677228
    regio = RegioJaar.objects.get(regio="WK007404", jaar=2024)
    assert (regio.naam, regio.zoeknaam, regio.ouder_id, regio.indelingswijziging) == (
        "Wijk 04 Jubbega",
        "wijk 04 jubbega",
        "GM0074",
        "1",
    )
    assert RegioJaar.objects.get(regio="NL00").indelingswijziging == ""


def test_odata_2025_of_one_municipality() -> None:
    verslag = import_kerncijfers(pad=real_file(HEERENVEEN))
    assert (verslag.gelezen.vorm, verslag.gelezen.jaren, verslag.gelezen.voorlopig) == (
        Vorm.ODATA,
        (2025,),
        True,
    )
    assert verslag.gelezen.regios == 39
    assert "Motorfietsen_109" in verslag.gelezen.onbekende_kolommen
    assert "InBezitWoningcorporatie_49" not in verslag.gelezen.onbekende_kolommen
    huisarts = figure("WK007404", "afstand_huisarts", 2025)
    assert (huisarts.waarde, huisarts.voorlopig) == (Decimal("2.0"), True)
    assert figure("WK007404", "pct_huurwoningen", 2025).waarde == 28
    armoede = figure("WK007404", "personen_armoede", 2025)  # the whole column is empty in a provisional year
    assert (armoede.waarde, armoede.reden) == (None, "nog_niet")
    woz = figure("BU00740110", "woz_gemiddeld", 2025)  # fewer than twenty houses: the others do have a value
    assert (woz.waarde, woz.reden) == (None, "onbekend")
    assert RegioJaar.objects.get(regio="BU00740402", jaar=2025).postcode == "8454"
    assert RegioJaar.objects.get(regio="WK007404", jaar=2025).postcode == ""


def test_origin_is_found_by_the_figures_not_by_place_or_number() -> None:
    """`EuropaExclusiefNederland` stands three times in the file."""
    import_kerncijfers(pad=real_file(HEERENVEEN))
    assert figure("GM0074", "herkomst_europa", 2025).waarde == 2582
    assert figure("GM0074", "herkomst_buiten_europa", 2025).waarde == 5314


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_columns_in_another_order_with_other_numbers_mean_the_same(seed: int, tmp_path: Path) -> None:
    lines = [line.split(",") for line in real_file(HEERENVEEN).read_text(encoding="utf-8-sig").splitlines()]
    order = list(range(len(lines[0])))
    random.Random(seed).shuffle(order)
    lines[0] = [
        name.rsplit("_", 1)[0] + f"_{900 - i}" if name[-1].isdigit() else name
        for i, name in enumerate(lines[0])
    ]
    shuffled = "\n".join(",".join(line[i] for i in order) for line in lines)
    import_kerncijfers(pad=write(tmp_path, shuffled), jaar=2025)
    assert figure("GM0074", "inwoners", 2025).waarde == 51863
    assert figure("GM0074", "herkomst_europa", 2025).waarde == 2582
    assert figure("GM0074", "herkomst_buiten_europa", 2025).waarde == 5314
    assert figure("WK007404", "woz_gemiddeld", 2025).waarde == 373


def test_friesland_has_names_with_accents() -> None:
    verslag = import_kerncijfers(pad=real_file(FRIESLAND))
    assert verslag.gelezen.regios == 1200
    assert RegioJaar.objects.filter(zoeknaam="skarsterlan", naam="Skarsterlân").exists()


@pytest.mark.parametrize(("name", "jaar"), [(AMSTERDAM_2017, 2017), (AMSTERDAM_2019, 2019)])
def test_tables_that_went_through_r(name: str, jaar: int) -> None:
    """Point and comma decimals, missing values as '.', 'NA' or nothing, codes with letters."""
    verslag = import_kerncijfers(pad=real_file(name))
    assert (verslag.gelezen.vorm, verslag.gelezen.jaren, verslag.gelezen.regios) == (Vorm.R, (jaar,), 580)
    income = figure("GM0363", "inkomen_per_inwoner", jaar).waarde
    assert income is not None
    assert 20 < income < 50
    missing = Indicatorwaarde.objects.filter(waarde=None)
    assert set(missing.values_list("reden", flat=True)) == {"onbekend"}


def test_names_without_codes_are_refused_whole() -> None:
    with pytest.raises(DomeinFout, match="geen CBS-codes"):
        import_kerncijfers(pad=real_file(WITHOUT_CODES))
    assert nothing_kept()


def test_sample_file_has_the_figures_of_the_real_ones() -> None:
    """What we ship is what CBS published: no figure of the twelve regions was retyped."""
    import_kerncijfers(pad=SAMPLE)
    shipped = set(Indicatorwaarde.objects.values_list("regio", "indicator", "jaar", "waarde"))
    Indicatorwaarde.objects.all().delete()
    for name in (STATLINE, HEERENVEEN, NEDERLAND_JSON):
        import_kerncijfers(pad=real_file(name))
    real = set(Indicatorwaarde.objects.values_list("regio", "indicator", "jaar", "waarde"))
    assert len(shipped) == 12 * (8 + 52)
    assert shipped <= real


# ---- our own form -------------------------------------------------------------------------------


def test_the_shipped_sample(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_kerncijfers", str(SAMPLE))
    said = capsys.readouterr().out
    assert "ons eigen formulier, 2024, 2025 (voorlopig)" in said
    assert "12 gebieden" in said
    assert "Niet gebruikt" not in said
    source = SAMPLE.read_text(encoding="utf-8").splitlines()[:2]
    assert "CBS" in source[0]
    assert "85984NED" in source[0]
    assert "86165NED" in source[0]
    assert "CC BY 4.0" in source[1]


def test_export_and_import_are_each_others_mirror(tmp_path: Path) -> None:
    import_kerncijfers(pad=SAMPLE)
    out = tmp_path / "uit.csv"
    call_command("export_kerncijfers", "NL00", "GM0074", "WK007404", "WK007406", "--naar", str(out))
    assert out.read_text(encoding="utf-8") == SAMPLE.read_text(encoding="utf-8")


def test_an_empty_cell_of_our_own_form_says_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "code;jaar;naam;inwoners;woz_gemiddeld\nWK007404;2024;Jubbega;9120;\n")
    import_kerncijfers(pad=path)
    assert list(Indicatorwaarde.objects.values_list("indicator", flat=True)) == ["inwoners"]


def test_our_own_form_names_the_year_itself() -> None:
    with pytest.raises(DomeinFout, match="--jaar"):
        import_kerncijfers(pad=SAMPLE, jaar=2024)


# ---- missing values, odd rows -------------------------------------------------------------------


def test_each_missing_value_has_its_reason(tmp_path: Path) -> None:
    verslag = import_kerncijfers(pad=write(tmp_path, statline(JUBBEGA, AMSTERDAM)))
    assert verslag.telling.nieuw == 4
    secret, blank = figure("BU0363AA01", "inwoners", 2024), figure("BU0363AA01", "leeftijd_65plus", 2024)
    assert (secret.waarde, secret.reden) == (None, "onbekend")
    assert (blank.waarde, blank.reden) == (None, "nvt")
    assert RegioJaar.objects.get(regio="BU0363AA01").indelingswijziging == "3"
    assert Regio.objects.get(code="WK0363AA").soort == "wijk"  # the parent, known by the code alone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("  12 ", "12"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("-3,5", "-3.5"),
        ("273.0", "273"),
    ],
)
def test_numbers_with_comma_or_point(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["abc", "1e99", "NaN", "Infinity", "--5", "12 km", "1" * 30, "٣x", "", ","])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "vorm", "reden"),
    [
        (".", Vorm.STATLINE, "onbekend"),
        ("         .", Vorm.ODATA, "onbekend"),
        ("", Vorm.STATLINE, "nvt"),
        ("", Vorm.ODATA, "onbekend"),
        ("NA", Vorm.R, "onbekend"),
        ("-99997", Vorm.STATLINE, "onbekend"),
        ("-99995", Vorm.STATLINE, "nog_niet"),
        ("nog_niet", Vorm.EIGEN, "nog_niet"),
    ],
)
def test_signs_of_a_missing_value(text: str, vorm: Vorm, reden: str) -> None:
    cel = read_cel(text, vorm)
    assert cel is not None
    assert (cel.waarde, cel.reden.value) == (None, reden)


def test_a_real_negative_number_is_kept() -> None:
    cel = read_cel("-4,2", Vorm.STATLINE)
    assert cel is not None
    assert cel.waarde == Decimal("-4.2")


def test_rows_without_code_and_cells_without_number_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = JUBBEGA.replace("WK007404", "WK007406").replace("2175", "veel")
    text = statline(f"{JUBBEGA};7", f"{odd};8", '"Bron: CBS"', extra=';"Nieuw/Honden (aantal)"')
    call_command("import_kerncijfers", str(write(tmp_path, text)))
    said = capsys.readouterr().out
    assert "Overgeslagen: 2." in said
    assert "regel 3: 'veel' bij leeftijd_65plus is geen getal" in said
    assert "regel 4: geen CBS-code ('Bron: CBS')" in said
    assert "Niet gebruikt: 1" in said
    assert "Nieuw/Honden (aantal)" in said
    assert Indicatorwaarde.objects.count() == 3


def test_codes_may_stand_in_the_column_of_names(tmp_path: Path) -> None:
    text = '"Wijken en buurten";"Bevolking/Aantal inwoners (aantal)"\n"WK007404  ";9120\n"GM0074";51787\n'
    assert import_kerncijfers(pad=write(tmp_path, text)).gelezen.regios == 2
    assert figure("WK007404", "inwoners", 2024).waarde == 9120


def test_the_short_names_of_the_excel_table(tmp_path: Path) -> None:
    kop = "gwb_code_10,regio,gm_naam,recs,a_inw ,p_huurw,a_65_oo"
    text = f"{kop}\nWK007404,Wijk 04 Jubbega,Heerenveen,Wijk,9120,28,.\n"
    verslag = import_kerncijfers(pad=write(tmp_path, text))
    assert (verslag.gelezen.vorm, verslag.gelezen.indicatoren) == (Vorm.KWB, 3)
    assert figure("WK007404", "pct_huurwoningen", 2024).waarde == 28


# ---- again and again ------------------------------------------------------------------------------


def test_importing_again_doubles_nothing_and_updates(tmp_path: Path) -> None:
    import_kerncijfers(pad=write(tmp_path, statline(JUBBEGA)))
    again = import_kerncijfers(pad=write(tmp_path, statline(JUBBEGA)))
    assert (again.telling.nieuw, again.telling.bijgewerkt, again.telling.gelijk) == (0, 0, 2)
    newer = JUBBEGA.replace("9120", "9125").replace("Wijk 04", "Wijk 4")
    changed = import_kerncijfers(pad=write(tmp_path, statline(newer)))
    assert (changed.telling.nieuw, changed.telling.bijgewerkt, changed.telling.gelijk) == (0, 1, 1)
    assert figure("WK007404", "inwoners", 2024).waarde == 9125
    assert [r.naam for r in RegioJaar.objects.filter(regio="WK007404")] == ["Wijk 4 Jubbega"]


def test_a_secret_takes_the_place_of_a_number_but_not_yet_known_does_not(tmp_path: Path) -> None:
    own = "code;jaar;inwoners;woningvoorraad\nWK007404;2024;9120;3933\n"
    import_kerncijfers(pad=write(tmp_path, own))
    import_kerncijfers(pad=write(tmp_path, own.replace("9120", "onbekend").replace("3933", "nog_niet")))
    assert figure("WK007404", "inwoners", 2024).reden == "onbekend"
    assert figure("WK007404", "woningvoorraad", 2024).waarde == 3933


def test_a_file_without_names_keeps_the_names_we_know(tmp_path: Path) -> None:
    import_kerncijfers(pad=write(tmp_path, statline(JUBBEGA)))
    odata = "WijkenEnBuurten,AantalInwoners_5\nWK007404  ,9095\n"
    import_kerncijfers(pad=write(tmp_path, odata, "86165NED_los.csv"))
    assert RegioJaar.objects.get(regio="WK007404", jaar=2025).naam == "Wijk 04 Jubbega"
    import_kerncijfers(pad=write(tmp_path, odata), jaar=2024)
    assert RegioJaar.objects.get(regio="WK007404", jaar=2024).indelingswijziging == "1"


def test_another_source_stands_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, statline(JUBBEGA))
    import_kerncijfers(pad=path)
    import_kerncijfers(pad=path, bron="Gemeente Heerenveen, eigen telling")
    assert Indicatorwaarde.objects.filter(indicator="inwoners").count() == 2


def test_provisional_until_told_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path, statline(JUBBEGA), "kwb_2025.csv")
    import_kerncijfers(pad=path)
    assert figure("WK007404", "inwoners", 2025).voorlopig
    import_kerncijfers(pad=path, definitief=True)
    assert not figure("WK007404", "inwoners", 2025).voorlopig


def test_plain_or_packed_is_the_same(tmp_path: Path) -> None:
    packed = write(tmp_path, gzip.compress(statline(JUBBEGA).encode()), "kwb_2024.csv.gz")
    assert import_kerncijfers(pad=packed).gelezen.regios == 1


def test_it_is_logged() -> None:
    import_kerncijfers(pad=SAMPLE)
    line = Gebeurtenis.objects.get(actie="kerncijfers_ingelezen")
    assert (line.wijk, line.wie, line.herkomst) == (None, "systeem", "commando")


# ---- refused whole ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "leeg"),
        ("\r\n\r\n", "leeg"),
        ("zomaar wat tekst\nen nog een regel\n", "herkennen dit bestand niet"),
        ('"Wijken en buurten";"Bevolking/Aantal in', "beschadigd"),
        ("code;jaar;naam\nWK007404;2024;Jubbega\n", "geen cijfer dat wij kennen"),
        ("code;jaar;inwoners\nWK007404;twintig;5\n", "geen jaar"),
        ("code;jaar;inwoners\nWK007404;2024;5\nWK007404;2024;6\n", "twee keer"),
        ("code;jaar;inwoners\nWK007404;2024;5\nWK007406;2024\n", "Regel 3 is niet compleet"),
        ("code;jaar;inwoners\nJubbega;2024;5\n", "geen enkele regel met een CBS-code"),
        (statline(JUBBEGA).encode("utf-16"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        ('code;jaar;inwoners\n"WK007404;2024;5\n', "beschadigd"),
    ],
)
def test_a_useless_file_is_refused_whole(text: str | bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DomeinFout, match=reason):
        import_kerncijfers(pad=write(tmp_path, text), jaar=None)
    assert nothing_kept()


def test_a_packed_file_that_broke_off_is_refused_whole(tmp_path: Path) -> None:
    half = gzip.compress(statline(JUBBEGA).encode(), mtime=0)[:60]
    with pytest.raises(DomeinFout, match="beschadigd"):
        import_kerncijfers(pad=write(tmp_path, half, "kwb_2024.csv.gz"))
    assert nothing_kept()


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"is er niet.*Er is niets bewaard"):
        call_command("import_kerncijfers", str(tmp_path / "kwb_2024.csv"))
    with pytest.raises(CommandError, match="kunnen wij niet openen"):
        call_command("import_kerncijfers", str(tmp_path))


def test_a_broken_last_line_keeps_nothing_of_the_lines_before(tmp_path: Path) -> None:
    with pytest.raises(DomeinFout, match="niet compleet"):
        import_kerncijfers(pad=write(tmp_path, statline(JUBBEGA, '"Wijk 06";"Heerenveen";"WK007406";"1";15')))
    assert nothing_kept()


def test_the_year_must_be_known(tmp_path: Path) -> None:
    path = write(tmp_path, statline(JUBBEGA), "download.csv")
    with pytest.raises(DomeinFout, match="Van welk jaar"):
        import_kerncijfers(pad=path)
    with pytest.raises(DomeinFout, match="kan niet kloppen"):
        import_kerncijfers(pad=path, jaar=24)
    assert import_kerncijfers(pad=path, jaar=2023).gelezen.jaren == (2023,)


@pytest.mark.parametrize(
    ("name", "jaar"),
    [
        ("Kerncijfers_wijken_en_buurten_2024_11122025_141648.csv", 2024),
        ("86165NED_GM0074_heerenveen.csv", 2025),
        ("85984ned.csv", 2024),
        ("kwb-2023.csv.gz", 2023),
        ("2023_en_2024.csv", None),
        ("download.csv", None),
    ],
)
def test_year_in_the_file_name(name: str, jaar: int | None) -> None:
    assert year_of(name) == jaar
