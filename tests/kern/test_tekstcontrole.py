from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.tekstcontrole import Gegeven, Vondst, find_gegevens, is_leeg, lijkt_hulpvraag, over_een_persoon

ZINNEN = (Path(__file__).parent / "gewone_zinnen.txt").read_text(encoding="utf-8").splitlines()
steady = settings(derandomize=True, deadline=None, max_examples=150)


def kinds(tekst: str) -> set[Gegeven]:
    return {vondst.soort for vondst in find_gegevens(tekst)}


def bsn_of(eight: int) -> str | None:
    """The nine digits that pass the elfproef and begin with these eight, when there are."""
    digits = f"{eight:08d}"
    rest = sum(int(d) * w for d, w in zip(digits, range(9, 1, -1), strict=True)) % 11
    return f"{digits}{rest}" if rest < 10 and int(digits) > 0 else None


def spaced(digits: str, gaps: list[str]) -> str:
    return "".join(d + g for d, g in zip(digits, [*gaps[: len(digits) - 1], ""], strict=True))


GAPS = st.lists(st.sampled_from(["", "", " ", ".", "-"]), min_size=9, max_size=9)


@steady
@given(
    st.integers(1_000_000, 99_999_999),
    GAPS,
    st.sampled_from(["mijn BSN is {}", "burgerservicenummer: {}.", "{} (sofinummer)"]),
)
def test_a_bsn_is_found_in_every_spacing(eight: int, gaps: list[str], zin: str) -> None:
    number = bsn_of(eight)
    if number is None or len(set(number)) == 1:
        return
    written = spaced(number, gaps)
    tekst = zin.format(written)
    found = [v for v in find_gegevens(tekst) if v.soort == Gegeven.BSN]
    assert [tekst[v.start : v.end] for v in found] == [written]
    assert found[0].moet_weg


@steady
@given(st.integers(10_000_000, 99_999_999))
def test_a_number_that_only_fits_is_a_question_not_a_refusal(eight: int) -> None:
    number = bsn_of(eight)
    if number is None or len(set(number)) == 1:
        return
    assert not any(v.moet_weg for v in find_gegevens(f"Mijn pakketje {number} kwam niet aan"))


@steady
@given(
    st.integers(10_000_000, 99_999_999),
    st.lists(st.sampled_from(["", " ", "-", ".", "  "]), min_size=9, max_size=9),
)
def test_a_mobile_number_is_found_in_every_spacing(rest: int, gaps: list[str]) -> None:
    written = spaced(f"06{rest}", gaps)
    tekst = f"Ik wil best helpen. Bel mij: {written}. Tot ziens."
    assert Gegeven.TELEFOON in kinds(tekst)


@steady
@given(st.integers(0, 9_999_999_999), st.sampled_from(["", " ", "-"]))
def test_a_dutch_iban_must_go(account: int, gap: str) -> None:
    bban = f"INGB{account:010d}"
    numeric = "".join(str(int(c, 36)) for c in f"{bban}NL00")
    code = f"NL{98 - int(numeric) % 97:02d}{bban}"
    written = gap.join(code[i : i + 4] for i in range(0, 18, 4))
    found = [v for v in find_gegevens(f"Stort het op {written} graag") if v.soort == Gegeven.IBAN]
    assert len(found) == 1
    assert found[0].moet_weg


@steady
@given(st.text(max_size=400))
def test_any_text_is_read_and_finds_lie_inside_it(tekst: str) -> None:
    found = [*find_gegevens(tekst), *over_een_persoon(tekst)]
    assert all(0 <= v.start < v.end <= len(tekst) for v in found)
    assert lijkt_hulpvraag(tekst) in (True, False)


@pytest.mark.parametrize(
    ("tekst", "passage", "soort"),
    [
        ("Bel 06 00 00 00 00.", "06 00 00 00 00", Gegeven.TELEFOON),
        ("Bel 0513-62 34 56 na zes uur", "0513-62 34 56", Gegeven.TELEFOON),
        ("Bel +31 6 12345678 maar", "+31 6 12345678", Gegeven.TELEFOON),
        ("Bel 06\u200b12345678 maar", "06\u200b12345678", Gegeven.TELEFOON),
        ("اتصل ٠٦١٢٣٤٥٦٧٨", "٠٦١٢٣٤٥٦٧٨", Gegeven.TELEFOON),
        ("Zadzwoń +48 501 234 567", "+48 501 234 567", Gegeven.TELEFOON),
        ("Mail piet.jansen+wijk@voorbeeld.nl maar", "piet.jansen+wijk@voorbeeld.nl", Gegeven.MAIL),
        ("Mail piet (at) voorbeeld.nl maar", "piet (at) voorbeeld.nl", Gegeven.MAIL),
        ("Ik woon op 8411 AA 12", "8411 AA 12", Gegeven.ADRES),
        ("Ik woon op 8411aa nr. 12b", "8411aa nr. 12", Gegeven.ADRES),
        ("Dorpsstraat 12, 8411 AB Jubbega", "12, 8411 AB", Gegeven.ADRES),
    ],
)
def test_the_passage_itself_is_pointed_at(tekst: str, passage: str, soort: Gegeven) -> None:
    found = find_gegevens(tekst)
    assert [(tekst[v.start : v.end], v.soort) for v in found] == [(passage, soort)]


@pytest.mark.parametrize(
    "tekst",
    [
        "In 2024 op 3 mei was het feest",
        "Het wordt 1.234.567,89 euro duurder",
        "Bel 0900-8844 of 112 als er brand is",
        "Wij wonen hier van 2012 tot 2024 en 15 dagen",
        "De bus van 10.15 en 11.15 rijdt op 12-03-2025 niet",
        "Bedrijf met nummer 111111111 zit leeg",
    ],
)
def test_numbers_that_belong_to_nobody_may_stay(tekst: str) -> None:
    assert find_gegevens(tekst) == []


def test_ordinary_sentences_raise_no_alarm() -> None:
    """Less than two in a hundred, for each of the three checks."""
    assert len(ZINNEN) >= 100
    for check in (find_gegevens, over_een_persoon, lijkt_hulpvraag):
        alarms = [zin for zin in ZINNEN if check(zin)]
        assert len(alarms) < len(ZINNEN) * 0.02, alarms


@pytest.mark.parametrize(
    "tekst",
    [
        "Ik kan de huur niet meer betalen",
        "Kunt u mij alstublieft helpen met een formulier?",
        "ik zie het niet meer zitten",
        "Wij hebben grote schulden en weten niet meer wat te doen",
        "Ik voel me zo eenzaam sinds mijn man er niet meer is",
        "Ik word thuis vaak geslagen",
        "Ik durf niet naar huis",
        "I need help with my benefits",
        "أنا أحتاج إلى مساعدة",
    ],
)
def test_a_cry_for_help_is_seen(tekst: str) -> None:
    assert lijkt_hulpvraag(tekst)


@pytest.mark.parametrize(
    ("tekst", "passage", "soort"),
    [
        ("Ik maak mij zorgen om mevrouw de Vries.", "mevrouw de Vries", Gegeven.PERSOON),
        ("De buurvrouw op nummer 12 komt niet meer buiten.", "buurvrouw op nummer 12", Gegeven.PERSOON),
        ("Mijn buurman is dementerend.", "dementerend", Gegeven.GEZONDHEID),
        ("Daar is sprake van huiselijk geweld.", "huiselijk geweld", Gegeven.CASUS),
    ],
)
def test_words_about_one_person_are_pointed_at(tekst: str, passage: str, soort: Gegeven) -> None:
    assert [(tekst[v.start : v.end], v.soort) for v in over_een_persoon(tekst)] == [(passage, soort)]


@pytest.mark.parametrize(
    "seed", ["1234567 - ", "ab12 ", "a.b@", "0-", "ik weet ", "mevrouw van de ", "8411 AA ", "a"]
)
def test_time_grows_with_the_length_and_no_faster(seed: str) -> None:
    """A pattern that backtracks would take hundreds of times longer on a text four times as long."""

    def seconds(length: int) -> float:
        tekst = (seed * length)[:length]
        best = 10.0
        for _ in range(3):
            start = time.perf_counter()
            find_gegevens(tekst)
            over_een_persoon(tekst)
            lijkt_hulpvraag(tekst)
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(8000) < 40 * max(seconds(2000), 0.002)


def test_finds_do_not_overlap() -> None:
    tekst = "BSN 123456782, bel 0612345678 of mail a@b.nl, NL91ABNA0417164300"
    found = find_gegevens(tekst)
    assert {v.soort for v in found} == {Gegeven.BSN, Gegeven.TELEFOON, Gegeven.MAIL, Gegeven.IBAN}
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == sorted(found, key=lambda v: v.start)


@pytest.mark.parametrize("tekst", ["", "   ", "\n\t ", "\u200b\u200e\u2060", "\u00a0\ufeff"])
def test_invisible_text_is_empty(tekst: str) -> None:
    assert is_leeg(tekst)


@pytest.mark.parametrize("tekst", ["ja", "🙂", "شجرة", "\u200bx"])
def test_one_visible_character_is_text(tekst: str) -> None:
    assert not is_leeg(tekst)


def test_only_certain_numbers_must_go() -> None:
    assert not Vondst(0, 9, Gegeven.BSN, zeker=False).moet_weg
    assert not Vondst(0, 9, Gegeven.TELEFOON).moet_weg
    assert Vondst(0, 9, Gegeven.IBAN).moet_weg
