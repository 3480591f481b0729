"""The map of the buurten: the same numbers as the table, and what is said where there is no border."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.opbouw import build_inhoud
from kern import kaart
from tests.factories import make_agenda, make_gebruiker, make_regio, make_versie, make_waarde, make_wijk
from tests.wijken.cbs import SAMPLE, real_file
from wijken.buurtkaart import SOORTEN, VOOR_KAART, VRAGEN, build_blad, first_blad, map_choices, read_grenzen
from wijken.cijfers import read_cijfers
from wijken.grenzen.inlezen import import_grenzen
from wijken.indicatoren import THEMAS, indicatoren
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import Grens, Indicatorwaarde, Lidmaatschap, Regio, Wijk
from wijken.services import open_wijk

pytestmark = pytest.mark.django_db
KWAAD = '<b>Kwaad</b> & "co"'
PAGE = "/wijken/dorp/cijfers/"
DELICATE = {"herkomst", "inkomen", "uitkeringen", "zorg", "criminaliteit", "arbeid", "onderwijs"}


def make_grens(code: str, x: float, *, jaar: int = 2024, size: float = 0.02) -> Grens:
    """A square border; the same at every level, but a little to the east when coarser."""
    levels = {
        level: [[[[x, 52.9], [x + size, 52.9], [x + size + more, 52.9 + size], [x, 52.9 + size], [x, 52.9]]]]
        for level, more in (("fijn", 0.0), ("midden", 0.0001), ("grof", 0.0002))
    }
    point = [x + size / 2, 52.9 + size / 2]
    return Grens.objects.create(regio_id=code, jaar=jaar, punt=point, ruimte=600, **levels)


def make_dorp(shares: list[int | None], *, grenzen: bool = True) -> Wijk:
    """A wijk of as many buurten as there are numbers: so many of every hundred people are 65 or older."""
    wijk = make_wijk("dorp", naam="Dorp", code="WK007404")
    for number, share in enumerate(shares, start=1):
        code = f"BU007404{number:02d}"
        buurt = make_regio(code, naam=f"Buurt {number}")
        make_waarde(buurt, "inwoners", 30 if share is None else 1000)
        make_waarde(buurt, "leeftijd_65plus", 10 * (share or 1), voorlopig=True)
        if grenzen:
            make_grens(code, 6.0 + 0.02 * number)
    make_waarde(Regio.objects.get(code="WK007404"), "inwoners", 5000)
    return wijk


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200
    return len(context)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(client: Client, query: str = "") -> str:
    html = client.get(PAGE + query).content.decode()
    start = html.index('aria-labelledby="kaart"')
    return html[start : html.index("</section>", start)]


# ---- what may be coloured ------------------------------------------------------------------------


def test_nothing_is_coloured_that_sets_people_apart() -> None:
    assert set(THEMAS) > DELICATE
    assert not {indicatoren()[key].thema for key in VRAGEN} & DELICATE
    assert set(SOORTEN) == set(VRAGEN)
    counts = {key for key in VRAGEN if indicatoren()[key].optelbaar}
    assert all(SOORTEN[key].noemer for key in counts)  # of every hundred, and never a bare count
    assert set(VOOR_KAART) >= set(VRAGEN) | {"inwoners", "huishoudens"}


# ---- the same numbers ----------------------------------------------------------------------------


def test_the_map_has_the_numbers_of_the_table() -> None:
    wijk = make_dorp([21, 32, 24, 30, None, 23])
    cijfers = read_cijfers(wijk)
    grenzen = read_grenzen([buurt.codes[0] for buurt in cijfers.buurten])
    blad = build_blad(cijfers, "leeftijd_65plus", grenzen)
    assert blad
    assert blad.kaart
    table = {rij.sleutel: rij.tekst for rij in blad.rijen}
    assert [rij.naam for rij in blad.rijen] == [f"Buurt {n}" for n in (2, 4, 3, 6, 1, 5)]
    assert {vlak.sleutel: vlak.tekst for vlak in blad.kaart.vlakken} == table
    assert all(table[v.sleutel] == f"{v.kort} van de 100 mensen" for v in blad.kaart.vlakken if v.kort)
    assert table["BU00740405"] == "te weinig mensen"
    steps = {vlak.kort: vlak.trede for vlak in blad.kaart.vlakken}
    assert steps == {"21": 0, "23": 1, "24": 1, "30": 2, "32": 2, "": None}
    assert blad.kaart.treden == ("minder dan 23", "23 tot 30", "30 of meer")
    assert "Buurt 2: 32 van de 100 mensen" in blad.kaart.zin
    assert "Buurt 1: 21 van de 100 mensen" in blad.kaart.zin
    assert blad.bron == "CBS, Kerncijfers wijken en buurten 2025 (voorlopig)"
    assert blad.bron_grenzen == "Kadaster / Centraal Bureau voor de Statistiek, 2024"


def test_the_sample_as_the_mock_up_has_it() -> None:
    import_kerncijfers(pad=SAMPLE)
    wijk = open_wijk(code="WK007404")
    import_grenzen(pad=real_file("grenzen/buurt_2024_heerenveen_nijmegen.geojson"))
    blad = first_blad(read_cijfers(wijk))
    assert blad
    assert blad.kaart
    assert [(rij.naam, rij.tekst[:2], rij.extra) for rij in blad.rijen][:3] == [
        ("Mildam", "32", "665"),
        ("Nieuwehorne", "30", "1.485"),
        ("Oudehorne", "26", "825"),
    ]
    assert (len(blad.kaart.vlakken), blad.kaart.treden[0]) == (7, "minder dan 23")
    assert not blad.kaart.te_klein


def test_distances_and_percentages(client: Client) -> None:
    make_dorp([10, 20])
    for number, value in ((1, "1.6"), (2, "0.4")):
        buurt = Regio.objects.get(code=f"BU0074040{number}")
        make_waarde(buurt, "afstand_huisarts", float(value))
        make_waarde(buurt, "pct_huurwoningen", 33.5 + number)
    far = section(client, "?cijfer=afstand_huisarts")
    assert "Waar is de huisarts het verst weg?" in far
    assert far.index("1,6 km") < far.index("0,4 km")
    assert "36 van de 100 huizen" in section(client, "?cijfer=pct_huurwoningen")


def test_an_older_year_is_not_mixed_in() -> None:
    """One buurt has a number of the newest year only, another of the year before."""
    wijk = make_dorp([20, 30])
    Indicatorwaarde.objects.filter(regio="BU00740402").update(jaar=2024)
    blad = first_blad(read_cijfers(wijk))
    assert blad
    assert [(rij.tekst, rij.bekend) for rij in blad.rijen] == [
        ("20 van de 100 mensen", True),
        ("nog niet bekend", False),
    ]


# ---- borders -------------------------------------------------------------------------------------


def test_without_borders_the_table_stays_and_only_the_team_reads_what_to_do(client: Client) -> None:
    wijk = make_dorp([20, 30], grenzen=False)
    html = section(client)
    assert "<svg" not in html
    assert "Wij hebben nog geen kaart van deze buurten." in html
    assert "30 van de 100 mensen" in html
    assert "import_grenzen" not in html
    client.force_login(make_gebruiker(Lidmaatschap.Rol.TEAMLID))
    assert "import_grenzen" not in section(client)  # works elsewhere
    client.force_login(make_gebruiker(Lidmaatschap.Rol.TEAMLID, wijk=wijk))
    assert "vraag uw beheerder" in section(client)


def test_a_buurt_without_a_border_is_named(client: Client) -> None:
    make_dorp([20, 30, 40])
    Grens.objects.filter(regio="BU00740402").delete()
    html = section(client)
    assert "Van dit gebied hebben wij geen grens: Buurt 2." in words(html)
    assert "buurt=BU00740402" not in html
    assert "buurt=BU00740401" in html
    Grens.objects.filter(regio="BU00740403").delete()
    assert "Van deze gebieden hebben wij geen grens: Buurt 3, Buurt 2." in words(section(client))


def test_the_map_of_most_buurten_and_then_the_newest_is_taken() -> None:
    wijk = make_dorp([20, 30, 40])
    codes = [buurt.codes[0] for buurt in read_cijfers(wijk).buurten]
    make_grens("BU00740401", 6.5, jaar=2025)
    found = read_grenzen(codes)
    assert found
    assert found.jaar == 2024
    for number, code in enumerate(codes[1:]):
        make_grens(code, 6.6 + number, jaar=2025)
    found = read_grenzen(codes)
    assert found
    assert found.jaar == 2025


def test_the_closer_the_finer() -> None:
    """Three buurten of 1.3 km, forty kilometres apart."""
    for number in range(3):
        make_regio(f"BU007404{number:02d}")
        make_grens(f"BU007404{number:02d}", 5.5 + 0.6 * number)
    codes = [f"BU007404{number:02d}" for number in range(3)]
    grof = read_grenzen(codes)
    fijn = read_grenzen(codes, "BU00740401")
    assert grof
    assert fijn
    row = Grens.objects.get(regio="BU00740401")
    assert grof.lijsten["BU00740401"] == row.grof
    assert fijn.lijsten["BU00740401"] == row.fijn
    assert read_grenzen(["BU00740499"]) is None


# ---- the page ------------------------------------------------------------------------------------


def test_the_page_has_map_choice_table_and_sources(client: Client) -> None:
    make_dorp([20, 30, 40, 50])
    for number in range(1, 5):
        make_waarde(Regio.objects.get(code=f"BU0074040{number}"), "leeftijd_0_15", 100 * number)
    html = section(client)
    assert "Waar wonen de meeste ouderen?" in html
    assert 'role="img"' in html
    assert '<form class="wa-kaart__keuze" method="get" action="#kaart">' in html
    assert re.search(r'value="leeftijd_65plus"\s+selected', html)
    assert "Kadaster / Centraal Bureau voor de Statistiek, 2024" in html
    assert "Het getal op de kaart: 65 jaar of ouder, van de 100 mensen." in words(html)
    other = section(client, "?cijfer=leeftijd_0_15")
    assert "Waar wonen de meeste kinderen?" in other
    assert re.search(r'value="leeftijd_0_15"\s+selected', other)


def test_zooming_in_needs_no_script(client: Client) -> None:
    make_dorp([20, 30, 40, 50])
    html = section(client, "?cijfer=leeftijd_65plus&buurt=BU00740402")
    assert html.count("is-gekozen") == 1
    assert 'aria-current="true"' in html
    assert "Laat de hele wijk zien" in html
    assert "is-gekozen" not in section(client)


@pytest.mark.parametrize("query", ["?cijfer=inkomen&buurt=x", "?cijfer=%00&buurt=%00", "?buurt=BU99999999"])
def test_what_does_not_exist_gives_the_first_map(client: Client, query: str) -> None:
    make_dorp([20, 30])
    assert section(client, query) == section(client)


def test_a_wijk_of_one_buurt_has_no_map(client: Client) -> None:
    make_dorp([20])
    html = client.get(PAGE).content.decode()
    assert 'aria-labelledby="kaart"' not in html
    assert "js/kaart.js" not in html


def test_names_are_only_ever_text(client: Client) -> None:
    make_dorp([20, 30])
    Regio.objects.get(code="BU00740401").jaren.update(naam=KWAAD)
    html = client.get(PAGE).content.decode()
    assert "Kwaad" in html
    assert "<b>Kwaad" not in html


def test_two_or_thirty_buurten_cost_the_same(client: Client) -> None:
    make_dorp([20, 30])
    few = queries(client, PAGE)
    for number in range(10, 40):
        buurt = make_regio(f"BU007404{number}")
        make_waarde(buurt, "inwoners", 900)
        make_waarde(buurt, "leeftijd_65plus", 90)
        make_grens(buurt.code, 6.0 + number / 50)
    assert queries(client, PAGE) == few


# ---- the adopted copy ----------------------------------------------------------------------------


def test_an_adopted_map_never_changes() -> None:
    wijk = make_dorp([20, 30, 40, 50])
    versie = make_versie(make_agenda(wijk))
    adopted = kaart.from_json(versie.inhoud["kaartblad"])
    Indicatorwaarde.objects.update(waarde=Decimal(500))
    Grens.objects.all().delete()
    Regio.objects.get(code="BU00740401").jaren.update(naam="Anders")
    versie.refresh_from_db()
    assert kaart.from_json(versie.inhoud["kaartblad"]) == adopted
    assert adopted.kaart
    assert [vlak.kort for vlak in adopted.kaart.vlakken] == ["20", "30", "40", "50"]
    fresh = kaart.from_json(json.loads(json.dumps(build_inhoud(versie.agenda)["kaartblad"])))
    assert fresh.kaart is None


def test_the_sources_of_the_agenda_name_the_borders() -> None:
    wijk = make_dorp([20, 30])
    agenda = make_agenda(wijk)
    sources = build_inhoud(agenda)["bronnen"]
    assert "Grenzen op de kaart: Kadaster / Centraal Bureau voor de Statistiek, 2024" in sources
    Grens.objects.all().delete()
    assert not any("Kadaster" in source for source in build_inhoud(agenda)["bronnen"])


def test_what_may_be_chosen_has_numbers() -> None:
    wijk = make_dorp([20, 30])
    assert list(map_choices(read_cijfers(wijk, van_buurten=VOOR_KAART))) == ["leeftijd_65plus"]
