"""Files that are packed, are not what their name says, or are made to harm."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from kern.fouten import DomeinFout
from tests.wijken.cbs import JUBBEGA, KWB_KOP, KWB_ROWS, figure, packed, statline, workbook, write
from wijken.kerncijfers import excel, tabel, uitpakken
from wijken.kerncijfers.inlezen import import_kerncijfers, read_bestand

# ---- packed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("inner", ["kwb_2024__csv", "kwb_2024__json", "kwb-2024__xlsx"])
def test_each_form_may_be_packed(inner: str, tmp_path: Path) -> None:
    content = {
        "kwb_2024__csv": statline(JUBBEGA).encode(),
        "kwb_2024__json": json.dumps([{"WijkenEnBuurten": "WK007404", "AantalInwoners_5": 9120}]).encode(),
        "kwb-2024__xlsx": workbook(("Data", [KWB_KOP, KWB_ROWS[2]])),
    }[inner]
    zipped = read_bestand(pad=write(tmp_path, packed(**{inner: content}), "download.zip"))
    name = inner.replace("__", ".")
    gzipped = read_bestand(pad=write(tmp_path, gzip.compress(content), f"{name}.gz"))
    plain = read_bestand(pad=write(tmp_path, content, name))
    assert zipped.per_soort == gzipped.per_soort == plain.per_soort == {"wijk": 1}
    assert zipped.jaren == plain.jaren == (2024,)


def test_the_one_table_of_a_zip_is_found(tmp_path: Path) -> None:
    beside = {"DataProperties__csv": "ID,Key,Title\n1,A,B\n", "LEESMIJ__txt": "Lees mij", "._los__csv": "x"}
    archive = packed(kwb_2024__csv=statline(JUBBEGA), **beside)
    assert read_bestand(pad=write(tmp_path, archive, "download.zip")).regios == 1


def test_two_tables_in_a_zip_are_not_chosen_between(tmp_path: Path) -> None:
    archive = packed(kwb_2023__csv=statline(JUBBEGA), kwb_2024__csv=statline(JUBBEGA))
    with pytest.raises(DomeinFout, match=r"meer tabellen: kwb_2023\.csv, kwb_2024\.csv"):
        read_bestand(pad=write(tmp_path, archive, "download.zip"))


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (packed(), "leeg.zip", "geen tabel"),
        (packed(foto__jpg=b"\xff\xd8", tekst__txt="hallo"), "fotos.zip", "geen tabel"),
        (packed(kwb__zip=packed(kwb__csv="x")), "dubbel.zip", "nog een ingepakt bestand"),
        (gzip.compress(gzip.compress(b"code")), "kwb.csv.gz", "niet wat de naam zegt"),
        (packed(kwb__csv="x" * 99)[:60], "half.zip", "beschadigd"),
        (workbook(("Data", [KWB_KOP, *KWB_ROWS]))[:900], "kwb-2024.xlsx", "beschadigd"),
    ],
    # of bytes pytest makes a name itself, and packed bytes hold the second in which they were packed
    ids=["empty", "photos", "zip in a zip", "gz in a gz", "half a zip", "half a workbook"],
)
def test_a_packed_file_of_no_use(content: bytes, name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DomeinFout, match=reason):
        read_bestand(pad=write(tmp_path, content, name))


# ---- not what its name says -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (statline(JUBBEGA).encode(), "kwb-2024.xlsx", "niet wat de naam zegt.*tekstbestand"),
        (workbook(("Data", [KWB_KOP])), "kwb-2024.csv", "niet wat de naam zegt.*Excel"),
        (b'[{"WijkenEnBuurten": "GM0074"}]', "kwb_2024.csv", "niet wat de naam zegt.*JSON"),
        (b"<!DOCTYPE html><html><p>Fout 500</p></html>", "kwb_2024.csv", "niet wat de naam zegt.*webpagina"),
        (b"<html></html>", "kwb_2024", "webpagina en geen tabel"),
        (b"%PDF-1.7 ...", "kwb_2024.csv", "niet wat de naam zegt.*pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kwb_2024.xls", "bewaar het als .xlsx zonder wachtwoord"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kwb_2024.xlsx", "wachtwoord"),
        (statline(JUBBEGA).encode(), "kwb_2024.csv.gz", "niet wat de naam zegt"),
        (statline(JUBBEGA.replace("Jubbega", "Skarsterlân"))[1:].encode("cp1252"), "kwb_2024.csv", "UTF-8"),
    ],
)
def test_a_name_that_says_something_else(content: bytes, name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DomeinFout, match=reason):
        read_bestand(pad=write(tmp_path, content, name))


def test_plain_letters_need_no_utf_8(tmp_path: Path) -> None:
    content = statline(JUBBEGA).encode("cp1252", "replace")
    assert read_bestand(pad=write(tmp_path, content)).regios == 1


def test_another_year_than_the_name_says(tmp_path: Path) -> None:
    text = "Leeftijd,Marges,WijkenEnBuurten,Perioden,Eenzaam_28\n20300,MW00000,GM0074,2020JJ00,41.9\n"
    with pytest.raises(DomeinFout, match="zegt 2022, maar in het bestand staan cijfers van 2020"):
        read_bestand(pad=write(tmp_path, text, "gezondheid_2022.csv"))
    with pytest.raises(DomeinFout, match="U geeft het jaar 2022 op"):
        read_bestand(pad=write(tmp_path, text, "gezondheid.csv"), jaar=2022)
    assert read_bestand(pad=write(tmp_path, text, "gezondheid.csv")).jaren == (2020,)


def test_years_through_each_other(tmp_path: Path) -> None:
    text = "WijkenEnBuurten,Perioden,AantalInwoners_5\nGM0074,2023JJ00,51700\nGM0074,2024JJ00,51787\n"
    with pytest.raises(DomeinFout, match="meer jaren door elkaar: 2023, 2024"):
        read_bestand(pad=write(tmp_path, text, "kwb.csv"))


def test_a_star_behind_the_year_is_provisional(tmp_path: Path) -> None:
    text = "WijkenEnBuurten,Perioden,AantalInwoners_5\nGM0074,2023*,51700\n"
    assert read_bestand(pad=write(tmp_path, text, "kwb.csv")).voorlopig


def test_figures_that_cbs_did_not_publish_in_that_year_are_pointed_out(tmp_path: Path) -> None:
    text = "WijkenEnBuurten,PersonenInArmoede_81,AantalInwoners_5\nGM0074,3.1,51700\n"
    (opmerking,) = read_bestand(pad=write(tmp_path, text, "kwb.csv"), jaar=2019).opmerkingen
    assert opmerking == "'Mensen in armoede' bestaat pas vanaf 2024. Klopt het jaar 2019?"


# ---- large and hostile ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_five_hundred_columns(tmp_path: Path) -> None:
    more = "".join(f';"Nieuw/Onderwerp {i} (aantal)"' for i in range(495))
    verslag = import_kerncijfers(pad=write(tmp_path, statline(JUBBEGA + ";1" * 495, extra=more))).gelezen
    assert len(verslag.onbekende_kolommen) == 495
    assert figure("WK007404", "inwoners", 2024).waarde == 9120


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kwb_2024.csv"
    with path.open("wb") as file:
        file.truncate(200 * uitpakken.MEGABYTE)  # sparse: it costs no disk
    with pytest.raises(DomeinFout, match=r"200 MB\. Wij lezen bestanden tot 100 MB"):
        read_bestand(pad=path)


@pytest.mark.parametrize("name", ["bom.zip", "bom.csv.gz", "bom.xlsx"])
def test_a_bomb_stops_at_the_limit(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uitpakken, "MAX_UITGEPAKT", 2 * uitpakken.MEGABYTE)
    monkeypatch.setattr(excel, "MAX_UITGEPAKT", 2 * uitpakken.MEGABYTE)
    zeros = b"0" * (3 * uitpakken.MEGABYTE)
    bombs = {
        "bom.zip": packed(kwb_2024__csv=zeros),
        "bom.csv.gz": gzip.compress(zeros),
        "bom.xlsx": packed(xl__workbook__xml=zeros).replace(b"xl.workbook", b"xl/workbook"),
    }
    with pytest.raises(DomeinFout, match="uitgepakt groter dan 2 MB"):
        read_bestand(pad=write(tmp_path, bombs[name], name))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_in_excel_are_not_opened(part: str, tmp_path: Path) -> None:
    """A billion laughs, and a file of the server, in one of the parts of a workbook."""
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        "<x>&b;&f;</x>"
    )
    book = io.BytesIO(workbook(("Data", [KWB_KOP, *KWB_ROWS])))
    target = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w") as new:
        parts = {info.filename: old.read(info) for info in old.infolist()}
        texts = b"</Types>"
        if part == "xl/sharedStrings.xml":
            texts = (
                b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
                b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
            )
        types = parts["[Content_Types].xml"].replace(b"</Types>", texts)
        parts["[Content_Types].xml"] = types
        for name, content in {**parts, part: laughs.encode()}.items():
            new.writestr(name, content)
    with pytest.raises(DomeinFout, match="geen gewoon Excel-bestand"):
        read_bestand(pad=write(tmp_path, target.getvalue(), "kwb-2024.xlsx"))


@pytest.mark.parametrize(
    ("row", "column", "reason"), [(1_000_000, 1, "te groot"), (2, 16_384, "meer dan 2000 kolommen")]
)
def test_a_sheet_that_claims_a_million_rows_or_all_columns(
    row: int, column: int, reason: str, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["gwb_code_10", "a_inw"])
    sheet.cell(row=row, column=column, value="GM0074")
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(DomeinFout, match=reason):
        read_bestand(pad=write(tmp_path, target.getvalue(), "kwb-2024.xlsx"))


def test_more_rows_or_columns_than_we_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DomeinFout, match="meer dan 2000 kolommen"):
        read_bestand(pad=write(tmp_path, statline(JUBBEGA + ";1" * 2001)))
    monkeypatch.setattr(tabel, "MAX_RIJEN", 3)
    with pytest.raises(DomeinFout, match="meer dan 3 regels"):
        read_bestand(pad=write(tmp_path, statline(*[JUBBEGA] * 3)))
