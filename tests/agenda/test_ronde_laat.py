"""Forms that were opened before a new round began and are sent after it: nothing lost, nothing mixed up."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from agenda.keuzes import ActieStatus
from agenda.models import Agendapunt, Voortgang, Wijkagenda
from agenda.ronde.selectors import look_ahead
from agenda.ronde.services import begin_ronde
from agenda.services.acties import note_voortgang
from agenda.services.onderbouwing import add_onderbouwing
from agenda.werkafspraken.services import adopt_voorstel
from kern.fouten import DomeinFout
from tests import factories as f
from tests.tegelijk import together

pytestmark = pytest.mark.django_db
AFGESLOTEN = "Deze ronde is intussen afgesloten."


@pytest.fixture
def plan() -> Agendapunt:
    return f.make_plan(f.make_agenda(f.make_wijk("jubbega"), van_jaar=2024, tot_jaar=2026))


def begin(plan: Agendapunt) -> Wijkagenda:
    agenda = plan.agenda
    return begin_ronde(
        agenda=agenda,
        van_jaar=2027,
        tot_jaar=2029,
        merk=look_ahead(agenda).merk,
        plannen=[plan.uuid],
    )


def sign_in(plan: Agendapunt) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=plan.wijk))
    return client


def test_why_of_the_old_round_does_not_overwrite_that_of_the_new_one(plan: Agendapunt) -> None:
    client, revisie = sign_in(plan), plan.agenda.revisie
    new = begin(plan)
    late = {"formulier": "waarom", "revisie": revisie, "van_jaar": 2024, "tot_jaar": 2026, "droom": "Laat"}
    page = client.post("/team/jubbega/agenda/waarom/", late)
    assert page.status_code == 409
    assert "Laat" in page.content.decode()
    new.refresh_from_db()
    assert (new.van_jaar, new.tot_jaar, new.droom) == (2027, 2029, plan.agenda.droom)


@pytest.mark.parametrize(
    ("waar", "getypt"),
    [
        ("actie", {"wat": "Te laat getypt", "sleutel": str(uuid.uuid4())}),
        ("vraag", {"partij": "Gemeente", "soort": "besluit", "tekst": "Te laat getypt"}),
    ],
)
def test_what_is_added_to_a_plan_of_the_old_round_stays_typed(
    plan: Agendapunt, waar: str, getypt: dict[str, Any]
) -> None:
    client = sign_in(plan)
    begin(plan)
    page = client.post(f"/team/jubbega/agenda/plan/{plan.uuid}/{waar}/", getypt)
    html = page.content.decode()
    assert page.status_code == 422
    assert AFGESLOTEN in html
    assert "Te laat getypt" in html
    assert not plan.acties.exists()
    assert not plan.verzoeken.exists()


def test_evidence_is_not_added_to_a_closed_round(plan: Agendapunt) -> None:
    bundel = f.make_bundel(plan.wijk)
    begin(plan)
    with pytest.raises(DomeinFout, match=AFGESLOTEN):
        add_onderbouwing(plan=plan, bundels=[bundel.pk])
    assert not plan.onderbouwingen.exists()


@pytest.mark.django_db(transaction=True)
def test_a_round_begins_while_residents_tell_and_the_team_agrees() -> None:
    """Nobody waits for another in a circle: each holds what the other needs next."""
    agenda = f.make_agenda(f.make_wijk())
    actie = f.make_actie(f.make_plan(agenda))
    f.make_versie(agenda)
    plan = actie.agendapunt

    def tell(number: int) -> object:
        return note_voortgang(
            agenda=agenda, actie_uuid=actie.uuid, status=ActieStatus.LOOPT, tekst=f"Dag {number}"
        )

    together(
        lambda: tell(1),
        lambda: begin(plan),
        lambda: tell(2),
        lambda: adopt_voorstel(wijk=agenda.wijk),
        lambda: begin(plan),
        lambda: tell(3),
    )
    new = Wijkagenda.objects.get(vorige=agenda)
    copy = new.agendapunten.get().acties.get()
    newest = [
        Voortgang.objects.filter(agenda=each, actie_uuid=key).order_by("-datum", "-pk")[0].tekst
        for each, key in ((agenda, actie.uuid), (new, copy.uuid))
    ]
    assert newest[0] == newest[1]
