"""What leaves the draft is not silently left hanging in the agenda that residents read."""

from __future__ import annotations

import pytest

from agenda.keuzes import ActieStatus
from agenda.models import Actie, Voortgang
from agenda.selectors import voortgang_of
from agenda.services.acties import remove_actie
from agenda.services.plannen import remove_plan
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def actie() -> Actie:
    return f.make_actie(f.make_plan(f.make_agenda(f.make_wijk())))


def test_an_adopted_action_that_is_removed_reads_as_stopped(actie: Actie) -> None:
    agenda, key = actie.agendapunt.agenda, actie.uuid
    f.make_versie(agenda)
    remove_actie(actie=actie)
    assert voortgang_of(agenda)[key].status == ActieStatus.GESTOPT


def test_the_actions_of_an_adopted_plan_that_is_removed_read_as_stopped(actie: Actie) -> None:
    agenda, key = actie.agendapunt.agenda, actie.uuid
    f.make_versie(agenda)
    remove_plan(plan=actie.agendapunt)
    assert voortgang_of(agenda)[key].status == ActieStatus.GESTOPT


def test_an_action_that_was_done_stays_done(actie: Actie) -> None:
    agenda, key = actie.agendapunt.agenda, actie.uuid
    f.make_versie(agenda)
    f.make_voortgang(actie, status=ActieStatus.KLAAR)
    remove_actie(actie=actie)
    assert voortgang_of(agenda)[key].status == ActieStatus.KLAAR


def test_an_action_that_nobody_read_yet_leaves_nothing(actie: Actie) -> None:
    remove_actie(actie=actie)
    assert not Voortgang.objects.exists()
