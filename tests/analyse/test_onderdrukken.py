"""What is hidden in a table cannot be found back from what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyse.uitslag.onderdrukken import Getoond, merge_small, share, suppress, suppress_line

DRIE = 3  # a low threshold, so that all tables that fit can be tried

tables = st.integers(2, 3).flatmap(
    lambda breed: st.lists(
        st.lists(st.integers(0, 5), min_size=breed, max_size=breed), min_size=2, max_size=3
    )
)


def test_a_table_with_enough_everywhere_is_shown_whole() -> None:
    rijen = [[10, 20], [30, 40]]
    assert suppress(rijen) == rijen


def test_the_neighbours_of_a_small_cell_go_too() -> None:
    assert suppress([[9, 20, 50], [30, 11, 60], [40, 41, 70]]) == [
        [None, None, 50],
        [None, None, 60],
        [40, 41, 70],
    ]


def test_zero_is_small_as_well() -> None:
    assert suppress([[0, 30], [20, 20]]) == [[None, None], [None, None]]


def test_two_zeros_in_a_row_take_a_third_along() -> None:
    rijen = [[40, 0, 0, 25], [40, 20, 20, 25]]
    shown = suppress(rijen)
    assert shown is not None
    assert shown[0] == [40, None, None, None]


def test_an_answer_that_nobody_gave_does_not_take_the_rest_away() -> None:
    assert suppress([[40, 20, 0], [30, 30, 0]]) == [[40, 20, None], [30, 30, None]]


def test_one_row_is_no_table() -> None:
    assert suppress([[40, 20]]) is None
    assert suppress([]) is None


@given(tables)
@example([[0, 3, 5], [3, 0, 5], [5, 5, 0]])
@example([[4, 0, 0], [4, 4, 4]])
@settings(deadline=None, max_examples=150, derandomize=True)
def test_every_hidden_number_could_have_been_another(rijen: list[list[int]]) -> None:
    shown = suppress(rijen, DRIE)
    if shown is None:
        return
    assert all(cel is None or cel >= DRIE for rij in shown for cel in rij)
    assert all(
        cel in (None, there)
        for rij, own in zip(shown, rijen, strict=True)
        for cel, there in zip(rij, own, strict=True)
    )
    fits = list(all_that_fit(rijen, shown))
    assert rijen in fits
    for r, k in product(range(len(rijen)), range(len(rijen[0]))):
        if shown[r][k] is None and any(rij[k] for rij in rijen):
            assert len({table[r][k] for table in fits}) > 1, (rijen, shown, r, k)


def all_that_fit(rijen: list[list[int]], shown: Getoond) -> Iterator[list[list[int]]]:
    """Every table with these totals and these shown cells: row by row, so that it ends."""
    kolommen = [sum(rij[k] for rij in rijen) for k in range(len(rijen[0]))]

    def fill(r: int, over: list[int], above: list[list[int]]) -> Iterator[list[list[int]]]:
        if r == len(rijen):
            if not any(over):
                yield above
            return
        for rij in rows_that_fit(sum(rijen[r]), shown[r], over):
            yield from fill(r + 1, [o - c for o, c in zip(over, rij, strict=True)], [*above, rij])

    return fill(0, kolommen, [])


def rows_that_fit(total: int, shown: list[int | None], over: list[int]) -> Iterator[list[int]]:
    if not shown:
        if total == 0:
            yield []
        return
    choices = range(min(total, over[0]) + 1) if shown[0] is None else [shown[0]]
    for cel in choices:
        if cel <= min(total, over[0]):
            for rest in rows_that_fit(total - cel, shown[1:], over[1:]):
                yield [cel, *rest]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
@settings(derandomize=True)
def test_a_hidden_number_of_a_line_is_never_alone_unless_the_line_is(aantallen: list[int]) -> None:
    shown = suppress_line(aantallen)
    hidden = [aantal for aantal, cel in zip(aantallen, shown, strict=True) if cel is None]
    assert all(cel is None or cel >= 10 for cel in shown)
    assert not hidden or len(hidden) == len(aantallen) or (len(hidden) > 1 and sum(hidden) >= 10)


def test_a_line_hides_as_little_as_it_can() -> None:
    assert suppress_line([40, 9, 20, 3]) == [40, None, 20, None]
    assert suppress_line([40, 9, 20]) == [40, None, None]
    assert suppress_line([10, 11]) == [10, 11]


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30)))
@settings(derandomize=True)
def test_no_row_is_of_fewer_than_ten(totalen: dict[str, int]) -> None:
    rows = merge_small(totalen)
    assert all(sum(totalen[naam] for naam in row) >= 10 for row in rows)
    assert not rows or sorted(naam for row in rows for naam in row) == sorted(
        naam for naam, aantal in totalen.items() if aantal
    )


def test_small_groups_go_together_and_take_the_next_along() -> None:
    assert merge_small({"nl": 40, "en": 12, "ar": 4}) == (("nl",), ("en", "ar"))
    assert merge_small({"nl": 40, "en": 6, "ar": 4}) == (("nl",), ("en", "ar"))
    assert merge_small({"nl": 40, "ar": 4}) == ()


def test_no_share_of_fewer_than_thirty() -> None:
    assert share(25, 40) == 63
    assert share(10, 29) is None
    assert share(None, 40) is None
