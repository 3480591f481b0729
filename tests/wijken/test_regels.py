from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijken.regels import (
    Verhouding,
    alledaagse_naam,
    gemeente_van,
    is_code,
    ouder_van,
    soort_van,
    tel_op,
    valt_in,
    van_de_honderd,
    vergelijk,
    vouw,
)

D = Decimal
steady = settings(derandomize=True, deadline=None)
counts = st.integers(min_value=0, max_value=20_000_000).map(Decimal)


@pytest.mark.parametrize(
    ("delen", "optelbaar", "som"),
    [
        ([D(10), D(5)], True, D(15)),
        ([D(10), D(0)], True, D(10)),  # nought is a value
        ([D(10), None], True, None),  # a part is missing
        ([None], True, None),
        ([], True, None),
        ([D("2.3"), D("2.1")], False, None),  # averages, percentages and medians are never added up
        ([D("2.3")], False, D("2.3")),  # one region keeps its own figure
        ([None], False, None),
        ([D(-5), D(3)], True, D(-2)),
    ],
)
def test_sum_over_regions(delen: list[Decimal | None], optelbaar: bool, som: Decimal | None) -> None:
    assert tel_op(delen, optelbaar=optelbaar) == som


@steady
@given(st.lists(counts, min_size=2, max_size=8))
def test_sum_is_that_of_all_parts_in_any_order(delen: list[Decimal]) -> None:
    assert tel_op(delen, optelbaar=True) == sum(delen) == tel_op(delen[::-1], optelbaar=True)


@steady
@given(st.lists(counts, min_size=1, max_size=8), st.integers(min_value=0))
def test_one_missing_part_is_enough_for_no_sum(delen: list[Decimal], place: int) -> None:
    with_gap: list[Decimal | None] = [*delen]
    with_gap.insert(place % (len(delen) + 1), None)
    assert tel_op(with_gap, optelbaar=True) is None


@steady
@given(st.lists(counts, min_size=2, max_size=8))
def test_what_is_no_count_is_never_added_up(delen: list[Decimal]) -> None:
    assert tel_op(delen, optelbaar=False) is None


@pytest.mark.parametrize(
    ("deel", "geheel", "honderd"),
    [
        (2235, 9095, 25),
        (0, 100, 0),
        (100, 100, 100),
        (1, 200, 1),  # a half goes up
        (5, 45, None),  # fewer than fifty people
        (0, 0, None),  # nobody lives here
        (60, 55, None),  # rounding by CBS: a part cannot be more than all
        (-5, 100, None),
    ],
)
def test_of_every_hundred(deel: int, geheel: int, honderd: int | None) -> None:
    assert van_de_honderd(D(deel), D(geheel)) == honderd


@steady
@given(counts, counts)
def test_of_every_hundred_stays_within_bounds(deel: Decimal, geheel: Decimal) -> None:
    share = van_de_honderd(deel, geheel)
    assert share is None or 0 <= share <= 100


@pytest.mark.parametrize(
    ("code", "soort", "ouder", "gemeente"),
    [
        ("NL00", "land", "", ""),
        ("GM0074", "gemeente", "NL00", "GM0074"),
        ("WK007404", "wijk", "GM0074", "GM0074"),
        ("BU00740105", "buurt", "WK007401", "GM0074"),
        ("BU0363AA01", "buurt", "WK0363AA", "GM0363"),
    ],
)
def test_a_code_says_what_is_around_it(code: str, soort: str, ouder: str, gemeente: str) -> None:
    assert is_code(code)
    assert (soort_van(code), ouder_van(code), gemeente_van(code)) == (soort, ouder, gemeente)
    assert valt_in(code, code)
    assert valt_in(code, "NL00")


@pytest.mark.parametrize(
    "text", ["", "Jubbega", "GM74", "wk007404", "WK00740", "BU00740401 ", "GM0074\n", "XX0074"]
)
def test_no_code(text: str) -> None:
    assert not is_code(text)


def test_inside_is_not_around() -> None:
    assert valt_in("BU00740401", "WK007404")
    assert not valt_in("WK007404", "BU00740401")
    assert not valt_in("BU00740401", "WK007406")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Skarsterlân", "skarsterlan"),
        ("'s-Gravenhage", "s gravenhage"),
        ("JUBBEGA ", "jubbega"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("", ""),
        ("%_", "_"),
    ],
)
def test_search_text_knows_no_accents_capitals_or_marks(text: str, folded: str) -> None:
    assert vouw(text) == folded


@steady
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert vouw(vouw(text)) == vouw(text)


@pytest.mark.parametrize(
    ("cbs", "naam"),
    [
        ("Wijk 04 Jubbega", "Jubbega"),
        ("Wijk 01 Heerenveen", "Heerenveen"),
        ("Wijk AA Centrum", "Centrum"),
        ("Wijk 12", "Wijk 12"),  # nothing would be left
        ("Wijkzicht", "Wijkzicht"),
        ("Boarnsterhim", "Boarnsterhim"),
    ],
)
def test_everyday_name(cbs: str, naam: str) -> None:
    assert alledaagse_naam(cbs) == naam


def test_a_small_difference_is_none() -> None:
    assert vergelijk(D(25), D(24), marge=D(1)) is Verhouding.GELIJK
    assert vergelijk(D(25), D(21), marge=D(1)) is Verhouding.MEER
    assert vergelijk(D(30), D(38), marge=D(1)) is Verhouding.MINDER
