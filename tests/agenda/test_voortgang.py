"""Tell how an adopted action goes, also when it left the draft; never of an action from elsewhere."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client

from agenda.keuzes import ActieStatus, VerzoekAntwoord, VerzoekSoort
from agenda.models import Actie, AgendaVersie, Voortgang
from agenda.selectors import voortgang_of
from agenda.services.acties import note_voortgang, remove_actie, update_verzoek
from kern.fouten import DomeinFout
from kern.klok import today
from tests import factories as f
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


def sign_in(wijk: Wijk, rol: f.Rol = f.Rol.TEAMLID) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(rol, wijk=wijk))
    return client


@pytest.fixture
def actie() -> Actie:
    return f.make_actie(f.make_plan(f.make_agenda(f.make_wijk("jubbega"))), "Bankjes bestellen")


def address(wijk: Wijk, sleutel: uuid.UUID, versie: AgendaVersie | None = None) -> str:
    return f"/team/{wijk.slug}/agenda/actie/{sleutel}/voortgang/" + (f"?versie={versie.pk}" if versie else "")


def test_an_adopted_action_that_left_the_draft_can_still_be_told_of(actie: Actie) -> None:
    agenda, wijk, key = actie.agendapunt.agenda, actie.wijk, actie.uuid
    versie = f.make_versie(agenda)
    remove_actie(actie=actie)
    client = sign_in(wijk)
    page = client.get(f"/team/jubbega/agenda/versie/{versie.pk}/").content.decode()
    assert address(wijk, key, versie) in page
    assert "Bankjes bestellen" in page
    assert "Gestopt" in page

    for here in (address(wijk, key, versie), address(wijk, key)):
        assert "Bankjes bestellen" in client.get(here).content.decode()
        response = client.post(here, {"status": "loopt", "tekst": "Toch weer begonnen."})
        assert (response.status_code, response["Location"]) == (
            303,
            f"/team/jubbega/agenda/versie/{versie.pk}/#acties",
        )
    assert voortgang_of(agenda)[key].status == ActieStatus.LOOPT
    assert Voortgang.objects.filter(actie_uuid=key).count() == 2
    assert "Toch weer begonnen." in Client().get("/wijken/jubbega/agenda/").content.decode()
    assert client.post(address(wijk, key, versie), {"status": "mooi"}).status_code == 422


def test_an_action_of_the_draft_leads_back_to_its_plan_or_to_the_version(actie: Actie) -> None:
    versie = f.make_versie(actie.agendapunt.agenda)
    client = sign_in(actie.wijk)
    plan = f"/team/jubbega/agenda/plan/{actie.agendapunt.uuid}/#acties"
    told = client.post(address(actie.wijk, actie.uuid), {"status": "loopt"})
    assert told["Location"] == plan
    told = client.post(address(actie.wijk, actie.uuid, versie), {"status": "klaar"})
    assert told["Location"] == f"/team/jubbega/agenda/versie/{versie.pk}/#acties"


def test_an_action_from_elsewhere_is_unknown(actie: Actie) -> None:
    versie = f.make_versie(actie.agendapunt.agenda)
    other = f.make_actie(f.make_plan(f.make_agenda(f.make_wijk("elders"))))
    foreign = f.make_versie(other.agendapunt.agenda)
    later = f.make_actie(actie.agendapunt, "Na het vaststellen")
    client = sign_in(actie.wijk)
    for unknown in (
        address(actie.wijk, other.uuid),
        address(actie.wijk, uuid.uuid4()),
        address(actie.wijk, actie.uuid, foreign),
        address(actie.wijk, later.uuid, versie),
        address(actie.wijk, actie.uuid) + "?versie=²",
        address(actie.wijk, actie.uuid) + "?versie=" + "9" * 30,
    ):
        assert client.get(unknown).status_code == 404, unknown
        assert client.post(unknown, {"status": "klaar"}).status_code == 404, unknown
    for key in (other.uuid, uuid.uuid4()):
        with pytest.raises(DomeinFout):
            note_voortgang(agenda=actie.agendapunt.agenda, actie_uuid=key, status=ActieStatus.KLAAR)
    assert not Voortgang.objects.exists()


def test_a_partner_reads_the_version_but_does_not_tell(actie: Actie) -> None:
    versie = f.make_versie(actie.agendapunt.agenda)
    assert sign_in(actie.wijk, f.Rol.PARTNER).get(address(actie.wijk, actie.uuid, versie)).status_code == 403


def test_an_answer_of_tomorrow_is_refused(actie: Actie) -> None:
    verzoek = f.make_verzoek(actie.agendapunt)
    with pytest.raises(DomeinFout):
        update_verzoek(
            verzoek=verzoek,
            revisie=verzoek.revisie,
            partij="Gemeente",
            soort=VerzoekSoort.BESLUIT,
            tekst="Mag het?",
            antwoord=VerzoekAntwoord.TOEGEZEGD,
            antwoord_op=today() + dt.timedelta(days=1),
        )
