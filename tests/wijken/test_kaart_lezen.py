"""A list of organisations as Excel and people write it: read, or refused with a sentence."""

from __future__ import annotations

import csv
import io

import pytest

from kern.fouten import DomeinFout
from wijken.models import Voorziening
from wijken.sociale_kaart.lezen import MAX_BYTES, MAX_RIJEN, Lezing, read_csv
from wijken.sociale_kaart.regels import (
    Gegevens,
    clean_onderwerp,
    clean_telefoon,
    clean_website,
    personal,
    sleutel_van,
    without_guard,
)

EXCEL = "Naam;Wat;Plaats;Telefoon\r\nCafé De Brêge;Koffie;Jubbega;0513 12 34 56\r\n"


def read(text: str, encoding: str = "utf-8") -> Lezing:
    return read_csv(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("", ""), id="as Excel writes it"),
        pytest.param((";", ","), id="with commas"),
        pytest.param((";", "\t"), id="with tabs"),
        pytest.param(("\r\n", "\n"), id="lines of Linux"),
        pytest.param(("Naam;", "sep=;\r\nNaam;"), id="with sep="),
        pytest.param(("Naam;", "\r\n;;;\r\nNaam;"), id="with empty lines in front"),
    ],
)
def test_every_way_in_which_excel_saves(encoding: str, change: tuple[str, str]) -> None:
    [rij] = read(EXCEL.replace(*change) if change[0] else EXCEL, encoding).rijen
    assert rij.gegevens == Gegevens(
        naam="Café De Brêge", wat="Koffie", plek="Jubbega", telefoon="0513 12 34 56"
    )


@pytest.mark.parametrize(
    ("kop", "velden"),
    [
        ("NAAM ORGANISATIE;Tel.;Web-site", ("naam", "telefoon", "website")),
        ("Organisatie;Omschrijving;Thema", ("naam", "wat", "onderwerp")),
        (" instelling ;Openingstijden;Talen", ("naam", "tijden", "talen")),
        ("Naam_organisatie;telefoonnummer;URL", ("naam", "telefoon", "website")),
    ],
)
def test_titles_are_forgiven(kop: str, velden: tuple[str, ...]) -> None:
    assert read(f"{kop}\nDorpshuis;;\n").velden == velden


def test_street_postcode_and_place_become_one_line_in_that_order() -> None:
    lezing = read("Plaats;Naam;Postcode;Adres\nJubbega;Dorpshuis;8411 AA;Schoolstraat 1\n")
    assert lezing.rijen[0].gegevens.plek == "Schoolstraat 1, 8411 AA, Jubbega"


def test_columns_that_we_do_not_know_are_named_and_not_fatal() -> None:
    assert read("Naam;Budget;Fax\nDorpshuis;3;4\n").onbekend == ("Budget", "Fax")
    many = ";".join(["Naam", *(f"Kolom {number}" for number in range(499))])
    assert len(read(f"{many}\nDorpshuis{';x' * 499}\n").onbekend) == 499


@pytest.mark.parametrize(
    ("inhoud", "said"),
    [
        (b"", "leeg"),
        (b" \r\n \r\n", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (b"PK\x03\x04" + bytes(200), "Opslaan als"),
        (b"\xd0\xcf\x11\xe0" + bytes(200), "Opslaan als"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "Pak het eerst uit"),
        (b"\x00\x01\x02" * 50, "geen gewone tekst"),
        (b"Organisator;Telefoon\nx;1\n", "geen kolom met de naam"),
        (b"Naam;Telefoon\n", "Onder de titels staat niets"),
        (b"Naam;naam\na;b\n", "staat er 2 keer"),
        (b"Naam\n" + b"x" * MAX_BYTES, "te groot"),
        (b"Naam\n" + b"a\n" * (MAX_RIJEN + 1), f"meer dan {MAX_RIJEN} regels"),
        (b"Naam\n" + b'"' + b"x" * 140_000, "aanhalingsteken"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(inhoud: bytes, said: str) -> None:
    with pytest.raises(DomeinFout) as caught:
        read_csv(inhoud)
    assert said in caught.value.zin


def test_five_hundred_columns_without_a_name_are_not_all_read_out() -> None:
    with pytest.raises(DomeinFout) as caught:
        read(";".join(f"Kolom {number}" for number in range(500)) + "\n1\n")
    assert "Kolom 9 en nog 490" in caught.value.zin
    assert len(caught.value.zin) < 300


def test_a_line_that_does_not_fit_is_refused_with_its_number_and_reason() -> None:
    lezing = read(
        "Naam;Telefoon;Website;Wat;Plaats\n"
        "Goed;;;;\n"
        ";0513 123456;;;\n"
        "Getal;5,13E+08;;;\n"
        "Lek;;javascript:alert(1);;\n"
        f"Lang;;;{'x' * 241};\n"
        "GOED;;;;\n"
        "Goed;;;;Gorredijk\n"
    )
    assert [rij.gegevens.naam for rij in lezing.rijen] == ["Goed", "Goed"]
    assert [(each.regel, each.reden.split(".")[0]) for each in lezing.geweigerd] == [
        (3, "Naam: Schrijf hoe de organisatie heet"),
        (4, "Telefoon: Dit is geen telefoonnummer"),
        (5, "Website: Dit is geen adres van een website"),
        (6, "Wat: Deze tekst is te lang"),
        (7, "Staat ook op regel 2"),
    ]


def test_line_numbers_stay_right_after_a_cell_of_several_lines() -> None:
    lezing = read('Naam;Wat\n"Een";"regel 1\nregel 2"\nTwee;x\n;y\n')
    assert [rij.regel for rij in lezing.rijen] == [2, 4]
    assert lezing.rijen[0].gegevens.wat == "regel 1 regel 2"
    assert lezing.geweigerd[0].regel == 5


def test_an_unknown_subject_is_no_reason_to_refuse() -> None:
    [rij] = read("Naam;Onderwerp\nTaalhuis;Lezen\n").rijen
    assert rij.gegevens.onderwerp == ""
    assert "Dit onderwerp kennen wij niet" in rij.let_op[0]


def test_what_may_be_a_person_is_asked_and_not_refused() -> None:
    lezing = read("Naam;Telefoon\nmevrouw De Vries;06 12345678\nDorpshuis;0513 123456\n")
    assert len(lezing.rijen[0].let_op) == 2
    assert lezing.rijen[1].let_op == ()


def test_formulas_stay_text_and_a_guard_of_excel_goes() -> None:
    lezing = read("Naam;Wat\n=2+3;'+31 werkt\n\"=cmd|' /C calc'!A0\";@x\n")
    assert [(rij.gegevens.naam, rij.gegevens.wat) for rij in lezing.rijen] == [
        ("=2+3", "+31 werkt"),
        ("=cmd|' /C calc'!A0", "@x"),
    ]
    assert without_guard("'t Hoekje") == "'t Hoekje"


def test_what_was_read_survives_being_kept() -> None:
    lezing = read("Naam;Onderwerp;Vreemd\nTaalhuis;Lezen;x\n;;\n;a;\n")
    assert Lezing.from_json(lezing.to_json()) == lezing


# ---- single values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0513 12 34 56", "0513 12 34 56"),
        ("(0513) 123456", "0513 123456"),
        ("0513/123.456", "0513-123 456"),
        ("+31 (0)513 123456", "+31 513 123456"),
        ("513123456", "0513123456"),  # Excel dropped the zero
        ("112", "112"),
        ("0900-8844", "0900-8844"),
        (" - ", ""),
    ],
)
def test_numbers_are_kept_as_people_write_them(typed: str, kept: str) -> None:
    assert clean_telefoon(typed) == kept
    assert clean_telefoon(kept) == kept


@pytest.mark.parametrize("typed", ["bel maar", "12", "0513 123456 of 06 1", "5,13E+08", "1" * 30])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(DomeinFout, match="geen telefoonnummer"):
        clean_telefoon(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.dorpshuis.nl", "https://www.dorpshuis.nl"),
        ("HTTP://dorpshuis.nl/open?x=1", "https://dorpshuis.nl/open?x=1"),
        ("https://xn--caf-dma.nl:8443/", "https://xn--caf-dma.nl:8443/"),
        ("", ""),
    ],
)
def test_websites_begin_with_https(typed: str, kept: str) -> None:
    assert clean_website(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://a.nl", "https://a.nl@b.nl", "https://localhost",
        "https://127.0.0.1/", "https://[::1", "geen idee", "//a.nl", "https://a.nl:x/", "mailto:a@b.nl",
    ],
)  # fmt: skip
def test_what_is_no_website(typed: str) -> None:
    with pytest.raises(DomeinFout, match="geen adres van een website"):
        clean_website(typed)


def test_a_subject_goes_by_code_and_by_words() -> None:
    assert clean_onderwerp("t03") == clean_onderwerp("Rondkomen en GELDZORGEN") == "T03"
    assert clean_onderwerp("") == ""


def test_the_same_place_is_known_by_name_and_place() -> None:
    assert sleutel_van("Café  De Brêge!", "Jubbega") == sleutel_van("cafe de brege", "JUBBEGA")
    assert sleutel_van("Dorpshuis", "Jubbega") != sleutel_van("Dorpshuis", "Gorredijk")


def test_a_mobile_number_of_anyone_is_asked_about() -> None:
    assert [veld for veld, _ in personal(Gegevens("Klussen", telefoon="+31 6 12345678"))] == ["telefoon"]
    assert personal(Gegevens("Klussen", telefoon="0513 123456", soort=Voorziening.Soort.ORGANISATIE)) == []


def test_quotes_and_semicolons_in_a_cell_are_read_as_a_spreadsheet_does() -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(
        [["Naam", "Wat"], ['De "Brêge"; bij de brug', 'Zegt "welkom"']]
    )
    [rij] = read(buffer.getvalue()).rijen
    assert (rij.gegevens.naam, rij.gegevens.wat) == ('De "Brêge"; bij de brug', 'Zegt "welkom"')
