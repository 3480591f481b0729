from __future__ import annotations

import datetime as dt

import pytest

from agenda.bijdragen.selectors import read_nodig, read_overzicht
from agenda.bijdragen.voorstellen import together
from agenda.models import Behoefte
from bewoners.keuzes import Label
from kern.klok import today
from tests.factories import make_actie, make_agenda, make_plan, make_regio, make_wijk
from tests.samen import make_aanbod, make_behoefte, make_toezegging

pytestmark = pytest.mark.django_db


@pytest.fixture
def behoefte() -> Behoefte:
    plan = make_plan(make_agenda(make_wijk()))
    plan.buurten = ["BU00740401"]
    plan.save()
    make_regio("BU00740401", naam="Jubbega")
    make_regio("BU00740402", naam="Mildam")
    return make_behoefte(make_actie(plan), "Mensen die planten", aantal=2)


def texts(behoefte: Behoefte) -> list[str]:
    return [voorstel.aanbod.tekst for voorstel in read_nodig(behoefte)[2]]


def test_the_best_fit_comes_first_and_says_why(behoefte: Behoefte) -> None:
    wijk = behoefte.wijk
    make_aanbod(wijk, "Alleen dezelfde soort", labels=["koken"])
    make_aanbod(wijk, "Alles past", buurt_id="BU00740401", wanneer=["weekend", "overdag"])
    make_aanbod(wijk, "Past, uit een ander dorp", buurt_id="BU00740402")
    make_aanbod(wijk, "Alleen groen", soort="kennis")
    assert texts(behoefte) == [
        "Alles past",
        "Past, uit een ander dorp",
        "Alleen dezelfde soort",
        "Alleen groen",
    ]
    best = read_nodig(behoefte)[2][0]
    assert best.redenen == (
        "Wat u zoekt: meehelpen.",
        "Gaat ook over: tuin en groen.",
        "In dezelfde buurt: Jubbega.",
        "Kan: overdag, in het weekend.",
    )


def test_what_is_not_available_is_never_suggested(behoefte: Behoefte) -> None:
    wijk, yesterday = behoefte.wijk, today() - dt.timedelta(days=1)
    make_aanbod(wijk, "Nu even niet", status="rust")
    make_aanbod(wijk, "Nog niet gelezen", status="nieuw")
    make_aanbod(wijk, "Voorbij", toestemming_op=yesterday - dt.timedelta(days=9), tot=yesterday)
    make_aanbod(wijk, "Past niet", soort="plek", labels=["koken"])
    make_aanbod(make_wijk(), "Van een andere wijk")
    assert texts(behoefte) == []
    make_aanbod(wijk, "Vandaag nog wel", tot=today())
    assert texts(behoefte) == ["Vandaag nog wel"]


def test_an_offer_that_ends_before_the_need_says_so_and_comes_later(behoefte: Behoefte) -> None:
    behoefte.uiterlijk = today() + dt.timedelta(days=30)
    behoefte.save()
    make_aanbod(behoefte.wijk, "Kort", tot=today() + dt.timedelta(days=5))
    make_aanbod(behoefte.wijk, "Lang")
    assert texts(behoefte) == ["Lang", "Kort"]
    assert any("Let op" in reden for reden in read_nodig(behoefte)[2][1].redenen)


def test_who_was_asked_for_this_action_is_shown_as_such_and_last(behoefte: Behoefte) -> None:
    asked = make_aanbod(behoefte.wijk, "Al gevraagd")
    make_aanbod(behoefte.wijk, "Nog niet gevraagd", soort="kennis")
    make_toezegging(behoefte, aanbod=asked, status="uitgenodigd")
    assert texts(behoefte) == ["Nog niet gevraagd", "Al gevraagd"]
    assert [voorstel.status for voorstel in read_nodig(behoefte)[2]] == ["", "gevraagd"]


def test_three_offers_that_fit_nothing_are_worth_a_plan(behoefte: Behoefte) -> None:
    wijk = behoefte.wijk
    for number in range(2):
        make_aanbod(wijk, f"Koken {number}", soort="kennis", labels=["koken", "talen"])
    assert read_overzicht(wijk).groepen == ()
    make_aanbod(wijk, "Koken 3", soort="kennis", labels=["koken"])
    for number in range(4):
        make_aanbod(wijk, f"Groen {number}", soort="kennis", labels=["groen"])
    groepen = read_overzicht(wijk).groepen
    assert [(groep.label, groep.aantal) for groep in groepen] == [(Label.KOKEN, 3)], "groen fits the need"
    assert groepen[0].zin == "Drie mensen willen iets met koken. Nodig ze samen uit."


def test_a_need_that_was_met_asks_for_nobody_any_more() -> None:
    wijk = make_wijk()
    offers = [make_aanbod(wijk, f"{number}") for number in range(12)]
    assert together(offers, [])[0].zin == "12 mensen willen iets met tuin en groen. Nodig ze samen uit."
    actie = make_actie(make_plan(make_agenda(wijk)))
    make_behoefte(actie, vervuld_op=today())
    assert len(read_overzicht(wijk).groepen) == 1
    make_behoefte(actie)
    assert read_overzicht(wijk).groepen == ()
