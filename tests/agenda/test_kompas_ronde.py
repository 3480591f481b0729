"""The kompas while a new round is being made and the agenda of the round before still runs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.keuzes import ActieStatus
from agenda.kompas import stand_of, standen_of
from agenda.volgende import taken_of
from kern.klok import today
from tests import factories as f
from tests.rondes import adopt, begin

pytestmark = pytest.mark.django_db
YESTERDAY = today() - dt.timedelta(days=1)


def test_what_still_runs_of_the_old_round_is_told_and_what_goes_along_counts_once() -> None:
    agenda = f.make_agenda(f.make_wijk())
    along, stays = f.make_plan(agenda, "Gaat mee"), f.make_plan(agenda, "Blijft")
    f.make_actie(along, "Gaat mee", klaar_op=YESTERDAY)
    f.make_actie(stays, "Loopt af", klaar_op=YESTERDAY)
    f.make_voortgang(f.make_actie(stays, "Klaar"), ActieStatus.KLAAR)
    adopt(agenda)
    before = stand_of(agenda.wijk)
    assert (before.acties, before.acties_te_laat, before.acties_vorige_ronde) == (3, 2, 0)
    new = begin(agenda, along)
    during = stand_of(agenda.wijk)
    assert (during.acties, during.acties_te_laat, during.acties_vorige_ronde) == (1, 2, 1)
    assert not during.vastgesteld
    assert [taak.doel for taak in taken_of(during) if "vorige ronde" in taak.tekst] == ["agenda:ronde_list"]
    adopt(new)
    after = stand_of(agenda.wijk)
    assert (after.acties, after.acties_te_laat, after.acties_vorige_ronde) == (1, 1, 0)
    assert after.vastgesteld


def test_the_old_round_of_one_wijk_says_nothing_of_another() -> None:
    here, there = f.make_agenda(f.make_wijk()), f.make_agenda(f.make_wijk())
    f.make_actie(f.make_plan(here), klaar_op=YESTERDAY)
    adopt(here)
    begin(here)
    standen = standen_of([here.wijk, there.wijk])
    assert standen[here.wijk_id].acties_vorige_ronde == 1
    assert standen[there.wijk_id].acties_vorige_ronde == standen[there.wijk_id].acties_te_laat == 0


def test_as_many_queries_with_an_old_round_as_without() -> None:
    agenda = f.make_agenda(f.make_wijk())
    f.make_actie(f.make_plan(agenda))
    adopt(agenda)
    with CaptureQueriesContext(connection) as one:
        stand_of(agenda.wijk)
    begin(agenda)
    with CaptureQueriesContext(connection) as two:
        stand_of(agenda.wijk)
    assert len(one) == len(two)
