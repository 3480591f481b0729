from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bewoners.woorden import mask, parse_passages, split_words


def test_words_come_without_the_marks_around_them_and_sentences_stay_apart() -> None:
    tekst = "Buurman 'Jan', van nr. 4!\nHij parkeert (vaak) fout…"
    zinnen = [[w.tekst for w in zin.woorden] for zin in split_words(tekst)]
    assert zinnen == [["Buurman", "Jan", "van", "nr"], ["4"], ["Hij", "parkeert", "vaak", "fout"]]
    assert all(tekst[w.begin : w.eind] == w.tekst for zin in split_words(tekst) for w in zin.woorden)


def test_arabic_splits_too() -> None:
    zinnen = split_words("نحب المشي هنا. أين نجلس؟")
    assert [len(zin.woorden) for zin in zinnen] == [3, 2]


@pytest.mark.parametrize(
    ("passages", "wordt"),
    [
        ([(8, 11), (12, 18)], "Buurman [naam] zegt dat Piet lacht."),  # neighbours become one
        ([(28, 32)], "Buurman Jan Visser zegt dat [naam] lacht."),
        ([(8, 18), (10, 12)], "Buurman [naam] zegt dat Piet lacht."),  # overlap
        ([(8, 11), (28, 32)], "Buurman [naam] Visser zegt dat [naam] lacht."),
        ([(0, 38)], "[naam]."),
    ],
)
def test_mask(passages: list[tuple[int, int]], wordt: str) -> None:
    assert mask("Buurman Jan Visser zegt dat Piet lacht.", passages, "[naam]") == wordt


def test_a_passage_outside_the_text_is_refused_and_odd_values_are_left_out() -> None:
    with pytest.raises(ValueError, match="outside"):
        mask("Kort", [(0, 9)], "[naam]")
    assert parse_passages(["0-4", "x", "3-", "-1-2", "5-9;drop"]) == [(0, 4)]


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=200))
def test_masking_every_word_leaves_no_word(tekst: str) -> None:
    woorden = [w for zin in split_words(tekst) for w in zin.woorden]
    over = mask(tekst, [(w.begin, w.eind) for w in woorden], "")
    assert not split_words(over)
    assert len(over) == len(tekst) - sum(len(w.tekst) for w in woorden) - _spaces_between(tekst)


def _spaces_between(tekst: str) -> int:
    """Spaces between two neighbouring words go with them."""
    woorden = [w for zin in split_words(tekst) for w in zin.woorden]
    gaps = (tekst[een.eind : twee.begin] for een, twee in pairwise(woorden))
    return sum(len(gap) for gap in gaps if not gap.strip())
