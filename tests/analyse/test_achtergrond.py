"""No row that leaves the program can be told apart by fewer than ten by its background."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from analyse.bestand.achtergrond import blank_background

TIEN = 10


def test_what_ten_share_stays_whole() -> None:
    rows = [("BU1", "25-44")] * 10
    assert blank_background(rows, TIEN) == rows


def test_the_last_answer_goes_first() -> None:
    rows = [("BU1", "25-44")] * 9 + [("BU1", "75+")]
    assert blank_background(rows, TIEN) == [("BU1", "")] * 10


def test_nothing_stays_of_who_is_alone_in_all() -> None:
    rows = [("BU1", "25-44")] * 12 + [("BU2", "75+")]
    assert blank_background(rows, TIEN) == [("BU1", "25-44")] * 12 + [("", "")]


def test_who_gave_up_an_answer_does_not_hide_behind_who_did_not() -> None:
    """Nine of 75+ beside ten of 25-44: blank and filled rows are counted apart, or a subtraction tells."""
    rows = [("BU1", "25-44")] * 10 + [("BU1", "75+")] * 9
    assert blank_background(rows, TIEN) == [("BU1", "25-44")] * 10 + [("", "")] * 9


def test_no_rows_are_no_rows() -> None:
    assert blank_background([], TIEN) == []


ROWS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("12")), max_size=60)


@given(ROWS, st.integers(2, 6))
def test_every_row_that_says_something_is_one_of_enough(rows: list[tuple[str, ...]], minstens: int) -> None:
    out = blank_background(rows, minstens)
    counts = Counter(out)
    for before, after in zip(rows, out, strict=True):
        assert all(new in (old, "") for old, new in zip(before, after, strict=True))
        assert counts[after] >= minstens or set(after) == {""}
