"""Maps: areas placed on paper, steps with round limits, labels with room, an SVG that is sound."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.kaart import (
    BREEDTE,
    Gebied,
    Kaart,
    Kaartblad,
    Rij,
    draw_kaart,
    find_trede,
    from_json,
    make_treden,
    make_venster,
    name_treden,
    to_json,
)

SVG = "{http://www.w3.org/2000/svg}"
steady = settings(derandomize=True, deadline=None)
KWAAD = "<script>alert('x')</script> & \"co\""


def square(x: float, y: float, size: float = 0.01) -> list[Any]:
    return [[[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]]


def make_gebied(sleutel: str, x: float = 6.0, size: float = 0.01, **changes: Any) -> Gebied:
    values: dict[str, Any] = {
        "naam": f"Buurt {sleutel}",
        "grens": square(x, 52.9, size),
        "punt": (x + size / 2, 52.9 + size / 2),
        "ruimte": size * 33_000,
        "kort": "21",
        "tekst": "21 van de 100",
        "trede": 0,
    }
    return Gebied(sleutel, **values | changes)


def draw(*gebieden: Gebied, **options: Any) -> Kaart:
    return draw_kaart(gebieden, **{"titel": "Kaart", "zin": "Overal evenveel."} | options)


def svg(kaart: Kaart, *, pdf: bool = False) -> str:
    return Template("{% kaart beeld pdf=pdf %}").render(Context({"beeld": kaart, "pdf": pdf}))


def parse(html: str) -> ET.Element:
    """The first drawing, read by a strict XML parser."""
    drawing = html[: html.index("</svg>") + len("</svg>")].replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return ET.fromstring(drawing.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))


# ---- steps --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ("32 30 26 24 23 22 21", "23 26"),  # the villages around Jubbega
        ("0.5 0.6 0.7 0.9 1.0 1.1", "0.7 1.0"),
        ("150 290 341 367 402 644", "300 400"),
        ("1 1 1 1 5 9 9", "5"),  # most are alike: two steps
        ("5.8 12 13 14.9 17 17.3 17.4 18.8 25.9", "15"),  # nothing between 15 and 17: no step of its own
        ("5 5 5 5 5", ""),
        ("1 2 3", ""),
        ("4 4 4 9", ""),
        ("", ""),
    ],
)
def test_limits_are_round_and_divide_the_areas(values: str, limits: str) -> None:
    found = make_treden([Decimal(value) for value in values.split()])
    assert [f"{limit:f}" for limit in found] == limits.split()


@steady
@given(st.lists(st.decimals(min_value=-500, max_value=5000, places=1), max_size=40))
def test_each_step_has_an_area(values: list[Decimal]) -> None:
    limits = make_treden(values)
    assert list(limits) == sorted(limits)
    used = {find_trede(value, limits) for value in values}
    assert not limits or used == set(range(len(limits) + 1))


def test_a_value_on_a_limit_belongs_to_the_higher_step() -> None:
    limits = (Decimal(23), Decimal(26))
    assert [find_trede(Decimal(value), limits) for value in (22, 23, 25, 26)] == [0, 1, 1, 2]
    words = {"minder": "onder %(a)s", "van_tot": "%(a)s tot %(b)s", "meer": "%(a)s en meer"}
    assert name_treden(limits, str, **words) == ("onder 23", "23 tot 26", "26 en meer")
    assert name_treden((), str, **words) == ()


# ---- on paper -------------------------------------------------------------------------------------


def test_north_is_up_and_east_is_right() -> None:
    venster = make_venster([square(6.0, 52.9), square(6.1, 52.95)])
    (x1, y1), (x2, y2) = venster.place(6.0, 52.9), venster.place(6.11, 52.96)
    assert 0 < x1 < x2 < BREEDTE
    assert 0 < y2 < y1 < venster.hoogte
    # a degree of longitude is shorter than one of latitude
    assert (x2 - x1) / (y1 - y2) == pytest.approx(0.11 / 0.06 * 0.6030, rel=0.01)


def test_a_single_point_and_a_tall_strip_still_fit() -> None:
    for grens in (square(6.0, 52.9, 0.0), [[[[6.0, 52.0], [6.001, 52.0], [6.001, 53.0], [6.0, 52.0]]]]):
        kaart = draw(make_gebied("a", grens=grens, punt=(6.0, 52.5)))
        assert 200 < kaart.hoogte <= 640
        numbers = [float(n) for n in re.findall(r"[-\d.]+", kaart.vlakken[0].pad)]
        assert numbers
        assert all(0 <= n <= 640 for n in numbers)


def test_looking_closer_leaves_out_what_is_far_and_marks_the_one() -> None:
    gebieden = [make_gebied("a", 6.0), make_gebied("b", 6.01), make_gebied("c", 6.2)]
    venster = make_venster([each.grens for each in gebieden], gebieden[0].grens)
    assert venster.metres_per_unit < make_venster([each.grens for each in gebieden]).metres_per_unit / 5
    kaart = draw(*gebieden, venster=venster, gekozen="a")
    assert [(vlak.sleutel, vlak.gekozen) for vlak in kaart.vlakken] == [("b", False), ("a", True)]


def test_a_number_without_room_gives_way_to_that_of_the_larger_area() -> None:
    large, small = make_gebied("a", 6.0, 0.5), make_gebied("b", 6.251, 0.004, punt=(6.253, 53.15))
    kaart = draw(small, large)
    assert {vlak.sleutel: vlak.klein for vlak in kaart.vlakken} == {"a": False, "b": True}
    assert kaart.te_klein
    assert "wa-kaart__getal--klein" in svg(kaart)
    assert (
        svg(kaart, pdf=True).count(">21<") + svg(kaart, pdf=True).count("21\n") == 2
    )  # of the large one: its halo and itself


def test_names_only_where_they_fit() -> None:
    kaart = draw(
        make_gebied("a", naam="Erm"), make_gebied("b", 6.01, naam="Sint Jacobiparochie aan de Zee " * 3)
    )
    assert [vlak.met_naam for vlak in kaart.vlakken] == [True, False]


def test_words_are_not_optional() -> None:
    with pytest.raises(ValueError, match="Say in words"):
        draw(make_gebied("a"), zin="")


# ---- the drawing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("pdf", [False, True], ids=["page", "pdf"])
def test_the_svg_is_sound_and_every_name_is_escaped(*, pdf: bool) -> None:
    kaart = draw(
        make_gebied("a", naam=KWAAD, tekst=KWAAD, size=0.2),
        make_gebied("b", 6.2, kort="", tekst="te weinig mensen", trede=None),
        titel=KWAAD,
        zin=KWAAD,
        treden=(KWAAD, "meer"),
    )
    html = svg(kaart, pdf=pdf)
    assert "<script" not in html
    assert " style=" not in html
    root = parse(html)
    titles = [each.text or "" for each in root.iter(f"{SVG}title")]
    assert KWAAD in titles[0]
    fills = [path.get("fill") for path in root.findall(f"{SVG}path")]
    assert sorted(fills, key=str) == ["url(#kaart-0)", "url(#kaart-geen)"]
    patterns = {each.get("id") for each in root.iter(f"{SVG}pattern")}
    assert {str(fill)[5:-1] for fill in fills} <= patterns
    printed = [(each.text or "").strip() for each in root.findall(f"{SVG}text")]
    assert {"21", "–"} <= set(printed)
    assert "geen getal" in html


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_numbers_of_the_drawing_have_no_comma(language: str) -> None:
    kaart = draw(make_gebied("a", size=0.013), make_gebied("b", 6.013, size=0.007))
    with translation.override(language):
        root = parse(svg(kaart))
    texts = root.findall(f"{SVG}text")
    assert len(texts) >= 2
    for text in texts:
        assert 0 < float(text.get("x", "")) < BREEDTE
        assert 0 < float(text.get("y", "")) < kaart.hoogte


def test_a_copy_is_the_same_map() -> None:
    kaart = draw(make_gebied("a"), make_gebied("b", 6.01, kort="", trede=None), treden=("weinig", "veel"))
    rijen = (Rij("a", "A", "21", "500", bekend=True, op_kaart=True, onder="Alfa"),)
    for beeld in (kaart, None):
        blad = Kaartblad(
            "Waar?", "Ouderen", "van de 100", "Inwoners", rijen, beeld, ("C",), "CBS", "Kadaster"
        )
        assert from_json(json.loads(json.dumps(to_json(blad)))) == blad
