"""Several people, or several presses, at the same moment."""

from __future__ import annotations

import uuid

import pytest

from bewoners.models import Bundel, Inbreng
from bewoners.services.bundels import make_bundel
from bewoners.services.moderatie import publish, refuse
from tests.factories import make_inbreng, make_wijk
from tests.tegelijk import together
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db(transaction=True)


def test_five_identical_sends_are_one_bundle() -> None:
    wijk = make_wijk()
    pks = [make_inbreng(wijk, f"Verhaal {n}").pk for n in range(3)]
    sleutel = uuid.uuid4()

    def send() -> None:
        make_bundel(wijk=wijk, titel="Zitten", inbrengen=pks, sleutel=sleutel)

    together(*[send] * 5)
    assert Bundel.objects.get().inbrengen.count() == 3
    assert Gebeurtenis.objects.filter(actie="bundel_gemaakt").count() == 1


def test_two_people_on_the_same_choice_in_another_order_both_finish() -> None:
    wijk = make_wijk()
    keuze = {make_inbreng(wijk, f"Verhaal {n}", status=Inbreng.Status.ONTVANGEN).pk: 1 for n in range(20)}
    andersom = dict(reversed(keuze.items()))
    together(
        lambda: publish(wijk=wijk, keuze=keuze),
        lambda: refuse(wijk=wijk, keuze=andersom, reden="Reclame."),
        lambda: publish(wijk=wijk, keuze=andersom),
    )
    statussen = set(Inbreng.objects.values_list("status", flat=True))
    assert statussen in ({Inbreng.Status.GEPUBLICEERD}, {Inbreng.Status.GEWEIGERD})
