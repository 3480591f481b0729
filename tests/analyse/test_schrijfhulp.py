"""Hints for who writes a question: seen where they help, silent at the questions of the library."""

from __future__ import annotations

import pytest

from analyse.bibliotheek import bibliotheek
from analyse.schrijfhulp import hints_of


@pytest.mark.parametrize(
    ("tekst", "hint"),
    [
        (
            "Wat vindt u van de manier waarop de gemeente de laatste jaren met de straten en pleinen omgaat?",
            "lang (18 woorden)",
        ),
        ("Hoe kunnen wij participatie vergroten?", "‘participatie’ is een moeilijk woord"),
        ("Wat vindt u met betrekking tot het groen?", "Bijvoorbeeld: over."),
        ("Kent u uw buren? Helpt u hen?", "twee vragen"),
        ("Kent u het dorpshuis en gaat u erheen?", "twee vragen"),
        ("Vindt u ook dat er meer groen moet komen?", "stuurt"),
        ("Heeft u schulden?", "schulden of inkomen"),
        ("Bent u gelovig?", "geloof, afkomst"),
        ("Wat is uw herkomst?", "geloof, afkomst"),
        ("Wat is uw geloof?", "geloof, afkomst"),
        ("Wat vindt u van mevrouw Jansen?", "één persoon"),
    ],
)
def test_a_hint_is_given_where_it_helps(tekst: str, hint: str) -> None:
    assert any(hint in each for each in hints_of(tekst))


@pytest.mark.parametrize(
    "tekst",
    ["Wat mist u in de straat?", "Waar ontmoet u andere mensen?", "Wat vindt u van de speeltuin?", ""],
)
def test_a_good_question_gets_none(tekst: str) -> None:
    assert hints_of(tekst) == ()


def test_our_own_questions_get_hardly_any() -> None:
    """The library asks of money and faith as subjects of the wijk, never of one's own."""
    named = {code: hints_of(vraag.tekst["nl"]) for code, vraag in bibliotheek().items() if not vraag.partners}
    assert {code for code, hints in named.items() if hints} == {"V20"}  # "goed of graag" is meant so
