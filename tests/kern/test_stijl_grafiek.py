"""The arithmetic of charts, kompas and progress."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

import pytest

from kern.grafiek import Cijferkaart, Staaf, draw_bars, draw_dots, scale_end
from kern.kompas import CX, CY, INNER, OUTER, OUTER_NOW, Segment, Staat, draw_kompas
from kern.tijdlijn import Stand, draw_progress


@pytest.mark.parametrize(
    ("highest", "end"),
    [
        ("24.6", "30"),
        ("2.0", "2.5"),
        ("100", "150"),
        ("0.04", "0.05"),
        ("8", "10"),
        ("7000", "10000"),
        ("0", "1"),
        ("-3", "1"),
    ],
)
def test_scale_ends_on_a_round_number_past_the_highest(highest: str, end: str) -> None:
    assert scale_end([Decimal(highest)]) == Decimal(end)


def test_bars_share_one_scale_and_keep_what_is_missing() -> None:
    reeks = [
        Staaf("a", Decimal(10), "10"),
        Staaf("b", Decimal(5), "5"),
        Staaf("c", None, ontbreekt="geheim"),
        Staaf("d", Decimal(0), "0"),
        Staaf("e", Decimal("0.001"), "bijna 0"),
        Staaf("f", Decimal(-4), "-4"),
        Staaf("g", Decimal(99), "99"),
    ]
    assert [b.breedte for b in draw_bars(reeks, Decimal(20))] == [
        "50.0",
        "25.0",
        "0",
        "0",
        "0.8",
        "0",
        "100.0",
    ]


def test_a_value_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no text"):
        Staaf("Jubbega", Decimal(3))


def test_a_card_without_number_needs_its_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        Cijferkaart("Bijstand", "", "", "", (), "CBS")
    with pytest.raises(ValueError, match="hundred"):
        Cijferkaart("Bijstand", "3", "", "", (), "CBS", honderd=101)


@pytest.mark.parametrize(("share", "end"), [("95", "100"), ("24.6", "30")])
def test_a_share_never_has_a_scale_past_a_hundred(share: str, end: str) -> None:
    bars = (Staaf("Jubbega", Decimal(share), share),)
    assert Cijferkaart(
        "Eigen huis", share, "", "", bars, "CBS", honderd=round(Decimal(share))
    ).schaal == Decimal(end)


@pytest.mark.parametrize("count", [0, 1, 25, 100])
def test_a_hundred_dots_always(count: int) -> None:
    dots = draw_dots(count)
    assert (dots.aan.count("M"), dots.uit.count("M")) == (count, 100 - count)
    assert len(set(re.findall(r"M(\d+ \d+)", dots.aan + dots.uit))) == 100


def phases(now: int | None) -> list[Segment]:
    return [Segment(i, ("Naam", "twee"), Staat.NU if i == now else Staat.OPEN) for i in range(10)]


def test_needle_points_at_now_and_now_is_longer() -> None:
    kompas = draw_kompas(phases(5))
    assert kompas.naald == "180"
    assert f"A{OUTER_NOW}" in kompas.segmenten[5].pad
    assert f"A{OUTER}" in kompas.segmenten[4].pad
    assert draw_kompas(phases(None)).naald == ""


def test_segments_start_at_the_top_and_go_clockwise_without_overlap() -> None:
    segments = draw_kompas(phases(None)).segmenten
    assert (segments[0].nummer.x, segments[0].nummer.y < CY - INNER) == (CX, True)
    assert segments[2].nummer.x > CX + INNER * 0.9
    for one, following in itertools.pairwise(segments):
        end = [float(n) for n in re.findall(r"1 ([\d.]+) ([\d.]+)L", one.pad)[0]]
        start = [float(n) for n in re.findall(r"M([\d.]+) ([\d.]+)A", following.pad)[0]]
        distance = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        assert 5 < distance < 9  # the slit


def test_labels_stand_outside_the_ring() -> None:
    for drawn in draw_kompas(phases(5)).segmenten:
        for regel in drawn.regels:
            assert (drawn.label_x - CX) ** 2 + (regel.y - CY) ** 2 > OUTER**2
        assert drawn.anker == ("middle" if drawn.label_x == CX else "start" if drawn.label_x > CX else "end")


def test_progress_fills_from_the_start_and_stays_in_its_box() -> None:
    parts = draw_progress(1, 3, bezig=True)
    assert [p.stand for p in parts] == [Stand.KLAAR, Stand.NU, Stand.STRAKS]
    assert float(parts[-1].x) + float(parts[-1].breedte) <= 100
    assert [p.stand for p in draw_progress(3, 3, bezig=True)] == [Stand.KLAAR] * 3
