"""Two taps on 'Versturen' at the same moment, and two tabs of one phone."""

from __future__ import annotations

import uuid
from functools import partial

import pytest

from analyse.antwoorden import Gegeven
from analyse.invullen.services import begin_lijst, save_antwoord, send_lijst, withdraw_inzending
from analyse.invullen.stand import Invulling, load_invulling
from analyse.inzenden import Weg
from analyse.models import Inzending, Vragenlijst
from bewoners.models import Concept
from tests.factories import make_wijk
from tests.tegelijk import together
from tests.vragen import make_vraag, make_vragenlijst
from wijken.models import Volgcode

pytestmark = pytest.mark.django_db(transaction=True)
SLEUTEL = "een-telefoon"


@pytest.fixture
def lijst() -> Vragenlijst:
    lijst = make_vragenlijst(make_wijk())
    make_vraag(lijst, "E1", "CIJFER")
    make_vraag(lijst, "E2", "CIJFER")
    return lijst


def busy(lijst: Vragenlijst, concept: Concept) -> Invulling:
    found = load_invulling(concept, lijst)
    assert found is not None
    return found


def test_two_taps_on_send_are_one_list(lijst: Vragenlijst) -> None:
    invulling = busy(lijst, begin_lijst(lijst=lijst, sleutel=SLEUTEL, pk=uuid.uuid4()))
    saved = save_antwoord(invulling=invulling, sleutel=SLEUTEL, code="E1", antwoord=[Gegeven(getal=7)])
    assert saved is not None
    send = partial(send_lijst, invulling=saved, taal="nl", weg=Weg())
    assert len({row.pk for row in together(send, send, send)}) == 1
    assert Inzending.objects.count() == Volgcode.objects.count() == 1


def test_two_tabs_keep_both_answers(lijst: Vragenlijst) -> None:
    invulling = busy(lijst, begin_lijst(lijst=lijst, sleutel=SLEUTEL, pk=uuid.uuid4()))
    together(
        *(
            partial(
                save_antwoord, invulling=invulling, sleutel=SLEUTEL, code=code, antwoord=[Gegeven(getal=7)]
            )
            for code in ("E1", "E2")
        )
    )
    assert set(busy(lijst, Concept.objects.get()).gegevens) == {"E1", "E2"}


def test_taking_it_away_twice_is_once(lijst: Vragenlijst) -> None:
    invulling = busy(lijst, begin_lijst(lijst=lijst, sleutel=SLEUTEL, pk=uuid.uuid4()))
    saved = save_antwoord(invulling=invulling, sleutel=SLEUTEL, code="E1", antwoord=[Gegeven(getal=7)])
    assert saved is not None
    send_lijst(invulling=saved, taal="nl", weg=Weg())
    away = partial(withdraw_inzending, inzending=Inzending.objects.get())
    together(away, away)
    assert Inzending.objects.count() == Volgcode.objects.count() == 0
