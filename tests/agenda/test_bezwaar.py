"""'Zo bedoelde ik het niet': open again for the team until it did something, and the sender reads that."""

from __future__ import annotations

import pytest
from django.test import Client

from bewoners.models import Bundel, Inbreng
from tests import factories as f
from wijken.models import Gebeurtenis, Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
LIJST = "/team/jubbega/agenda/antwoord/"


@pytest.fixture
def wijk() -> Wijk:
    return f.make_wijk("jubbega")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def inbreng(wijk: Wijk) -> Inbreng:
    """An answered bundle whose sender says that it was meant differently."""
    f.make_terugkoppeling(f.make_bundel(wijk, "Andere bundel", inbrengen=1))
    bundel = f.make_bundel(wijk, "Zitten")
    f.make_terugkoppeling(bundel, waarom="Wij zetten bankjes.")
    row = f.make_inbreng(wijk, bundel=bundel, met_code=True)
    client = Client()
    client.post(f"/volg/{code_for(row.verzend_id)}/anders-bedoeld/", {"tekst": "Geen <bankjes>."})
    row.refresh_from_db()
    assert row.niet_zo_bedoeld
    return row


def bundel_of(inbreng: Inbreng) -> Bundel:
    assert inbreng.bundel is not None
    return inbreng.bundel


def is_open(inbreng: Inbreng) -> bool:
    inbreng.refresh_from_db()
    return inbreng.niet_zo_bedoeld


def reads(inbreng: Inbreng) -> str:
    return Client().get(f"/volg/{code_for(inbreng.verzend_id)}/").content.decode()


def answer(team: Client, inbreng: Inbreng, waarom: str, *, seen: bool = True) -> int:
    bundel = bundel_of(inbreng)
    sent = {"wie": "samen", "waarom": waarom, "revisie": bundel.terugkoppeling.revisie}
    return team.post(
        f"{LIJST}{bundel.pk}/", sent | ({"bezwaar": str(inbreng.pk)} if seen else {})
    ).status_code


def test_it_stands_at_the_top_of_the_answers_and_at_the_bundle(team: Client, inbreng: Inbreng) -> None:
    page = team.get(LIJST).content.decode()
    assert page.index("Zitten") < page.index("Andere bundel")
    assert "Opnieuw bekijken" in page
    assert "Geen &lt;bankjes&gt;." in team.get(f"{LIJST}{inbreng.bundel_id}/").content.decode()
    bundle = team.get(f"/team/jubbega/inbreng/bundel/{inbreng.bundel_id}/").content.decode()
    assert "1 bewoner zegt: zo bedoelde ik het niet." in " ".join(bundle.split())
    assert "Wij kijken er nog eens naar" in reads(inbreng)


def test_another_answer_settles_it_and_the_sender_reads_that(team: Client, inbreng: Inbreng) -> None:
    assert answer(team, inbreng, "Wij zetten bankjes.") == 303  # the same answer
    assert is_open(inbreng)
    assert answer(team, inbreng, "Wij planten bomen.") == 303
    assert not is_open(inbreng)
    page = reads(inbreng)
    assert "keken er opnieuw naar" in " ".join(page.split())
    assert "Wij planten bomen." in page
    assert Gebeurtenis.objects.filter(actie="bezwaar_verwerkt").count() == 1
    assert "Opnieuw bekijken" not in team.get(LIJST).content.decode()


def test_an_objection_that_came_meanwhile_stays_open(team: Client, inbreng: Inbreng) -> None:
    assert answer(team, inbreng, "Wij planten bomen.", seen=False) == 303
    assert is_open(inbreng)


def test_talked_over_settles_it_once(team: Client, inbreng: Inbreng) -> None:
    for _ in range(2):
        sent = {"bezwaar": str(inbreng.pk)}
        assert team.post(f"{LIJST}{inbreng.bundel_id}/besproken/", sent).status_code == 303
    assert not is_open(inbreng)
    assert Gebeurtenis.objects.filter(actie="bezwaar_verwerkt").count() == 1


@pytest.mark.parametrize(
    ("samenvatting", "still"), [("Mensen willen onderweg kunnen zitten.", True), ("Anders.", False)]
)
def test_another_summary_settles_it(team: Client, inbreng: Inbreng, samenvatting: str, still: bool) -> None:
    bundel = bundel_of(inbreng)
    sent = {
        "titel": "Een andere titel",
        "samenvatting": samenvatting,
        "revisie": bundel.revisie,
        "bezwaar": str(inbreng.pk),
    }
    assert team.post(f"/team/jubbega/inbreng/bundel/{bundel.pk}/", sent).status_code == 303
    assert is_open(inbreng) is still


def test_of_another_wijk_nothing_is_settled(team: Client, inbreng: Inbreng) -> None:
    elders = f.make_wijk("elders")
    strange = f.make_inbreng(elders, bundel=f.make_bundel(elders))
    Inbreng.objects.filter(pk=strange.pk).update(niet_zo_bedoeld=True)
    team.post(f"{LIJST}{inbreng.bundel_id}/besproken/", {"bezwaar": str(strange.pk)})
    assert team.post(f"{LIJST}{strange.bundel_id}/besproken/", {}).status_code == 404
    assert is_open(strange)
