"""The first five steps of a new wijk: each ticks itself off, and nothing is said twice."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from agenda.eerste_stappen import NEW, first_steps
from agenda.fases import Stand
from agenda.kompas import stand_of
from kern.klok import today
from tests.factories import Rol, make_agenda, make_bundel, make_gebruiker, make_inbreng, make_plan, make_wijk
from wijken.gebeurtenissen import BLAD_GEZIEN, log
from wijken.mensen.uitnodigen import invite, withdraw
from wijken.models import Uitnodiging, Wijk
from wijken.rechten import RECHTEN

pytestmark = pytest.mark.django_db
ALL = RECHTEN[Rol.COORDINATOR]


@pytest.fixture
def wijk() -> Wijk:
    """Opened today: no place, nobody, nothing."""
    wijk = make_wijk("nieuw", telefoon="")
    wijk.inloop_plek = ""
    wijk.save()
    return wijk


def done(wijk: Wijk) -> list[bool]:
    steps = first_steps(wijk, stand_of(wijk), rechten=ALL, volgende="agenda:waarom")
    return [step.klaar for step in steps]


def page_of(wijk: Wijk, rol: Rol = Rol.COORDINATOR) -> str:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client.get(f"/team/{wijk.slug}/").content.decode()


def test_a_new_wijk_has_five_to_do(wijk: Wijk) -> None:
    assert done(wijk) == [False] * 5
    page = page_of(wijk)
    assert "De eerste vijf stappen" in page
    assert "0 van de 5 klaar" in page
    assert f'href="/team/{wijk.slug}/tien-cijfers/"' in page
    assert "Er wacht niets op u." not in page


def test_the_place_needs_a_telephone_as_well(wijk: Wijk) -> None:
    wijk.inloop_plek = "het dorpshuis"
    assert not done(wijk)[0]
    wijk.telefoon = "0513 00 00 00"
    assert done(wijk) == [True, False, False, False, False]


def test_asked_is_enough_and_taken_back_is_not(wijk: Wijk) -> None:
    door = make_gebruiker(Rol.COORDINATOR, wijk=wijk)
    assert not done(wijk)[1]
    invite(wijk=wijk, email="mia@voorbeeld.example", rol=Rol.TEAMLID, door=door)
    assert done(wijk)[1]
    withdraw(uitnodiging=Uitnodiging.objects.get(), door=door)
    assert not done(wijk)[1]
    make_gebruiker(Rol.TEAMLID, wijk=wijk)
    assert done(wijk)[1]


def test_the_sheet_counts_when_someone_took_it(wijk: Wijk) -> None:
    log(wijk=wijk, actie=BLAD_GEZIEN)
    assert done(wijk) == [False, False, True, False, False]


def test_a_story_and_what_came_of_it(wijk: Wijk) -> None:
    make_inbreng(wijk)
    assert done(wijk) == [False, False, False, True, False]
    make_bundel(wijk, inbrengen=1)
    assert done(wijk)[4]


def test_a_plan_is_as_good_as_a_bundle(wijk: Wijk) -> None:
    make_plan(make_agenda(wijk))
    assert done(wijk)[4]


def test_all_done_they_are_gone(wijk: Wijk) -> None:
    wijk.inloop_plek, wijk.telefoon = "het dorpshuis", "0513 00 00 00"
    for _ in range(2):
        make_gebruiker(Rol.TEAMLID, wijk=wijk)
    log(wijk=wijk, actie=BLAD_GEZIEN)
    make_bundel(wijk, inbrengen=1)
    wijk.save()
    assert done(wijk) == []
    assert "De eerste vijf stappen" not in page_of(wijk)


def test_an_older_wijk_has_none(wijk: Wijk) -> None:
    wijk.geopend_op = today() - NEW
    assert len(done(wijk)) == 5
    wijk.geopend_op -= dt.timedelta(days=1)
    assert done(wijk) == []


@pytest.mark.parametrize(
    ("stand", "volgende", "nu"),
    [
        (Stand(), "agenda:waarom", [False] * 5),
        (Stand(), "bewoners:inbreng", [False, False, False, True, False]),
        (Stand(verhalen=2), "bewoners:inbox", [False, False, False, False, True]),
        (Stand(verhalen=2), "agenda:plan_new", [False, False, False, False, True]),
    ],
)
def test_what_stands_above_is_not_said_again(wijk: Wijk, stand: Stand, volgende: str, nu: list[bool]) -> None:
    assert [step.nu for step in first_steps(wijk, stand, rechten=ALL, volgende=volgende)] == nu


def test_who_may_not_change_settings_is_not_sent_there(wijk: Wijk) -> None:
    page = page_of(wijk, Rol.TEAMLID)
    assert "De coördinator doet dit." in page
    assert "/instellingen/" not in page
