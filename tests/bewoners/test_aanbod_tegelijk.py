from __future__ import annotations

import datetime as dt
import uuid
from functools import partial

import pytest

from bewoners.aanbod.einde import ask_all
from bewoners.aanbod.regels import Aangeboden
from bewoners.aanbod.services import delete_aanbod, submit_aanbod
from bewoners.models import Aanbod
from kern.klok import today
from tests.factories import make_wijk
from tests.samen import make_aanbod
from tests.tegelijk import together
from wijken.models import Bericht, Toegangslink, Volgcode

pytestmark = pytest.mark.django_db(transaction=True)


def test_five_sends_at_once_are_one_offer_with_one_code() -> None:
    send = partial(
        submit_aanbod,
        wijk=make_wijk(),
        verzend_id=uuid.uuid4(),
        offer=Aangeboden(soort="tijd", contact="0513 00 00 00"),
        maanden=3,
    )
    rows = together(*[send] * 5)
    assert len({row.pk for row in rows}) == Aanbod.objects.count() == Volgcode.objects.count() == 1


def test_two_workers_ask_once() -> None:
    make_aanbod(make_wijk(), contact="mia@voorbeeld.example", tot=today() + dt.timedelta(days=9))
    assert sum(together(ask_all, ask_all)) == 1
    assert Bericht.objects.count() == Toegangslink.objects.count() == 1


def test_two_colleagues_take_it_away_once() -> None:
    wijk = make_wijk()
    goodbye = partial(delete_aanbod, wijk=wijk, pk=make_aanbod(wijk).pk)
    assert sorted(together(goodbye, goodbye)) == [False, True]
