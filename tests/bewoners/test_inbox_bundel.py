from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bewoners.models import Bundel, Inbreng
from tests.factories import Rol, make_bundel, make_gebruiker, make_inbreng, make_wijk
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def client(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def address(bundel: Bundel, rest: str = "") -> str:
    return f"/team/jubbega/inbreng/bundel/{bundel.pk}/{rest}"


def test_a_bundle_shows_the_originals_it_was_put_together_from(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk, inbrengen=2)
    make_inbreng(wijk, "مرحبا", taal="ar", bundel=bundel, mag_delen=False)
    page = client.get(address(bundel)).content.decode()
    assert "Samengevoegd uit" in page
    assert page.count('class="wa-inbreng"') == 3
    assert 'lang="ar" dir="auto"' in page
    assert "Niet voor anderen" in page
    assert "2 daarvan mogen anderen lezen." in page


def test_other_roles_and_other_wijken_stay_out(client: Client, wijk: Wijk) -> None:
    vreemd = make_bundel(make_wijk(), inbrengen=1)
    assert client.get(address(vreemd)).status_code == 404
    assert client.post(address(vreemd), {"titel": "x", "revisie": 1}).status_code == 404
    assert client.post(address(vreemd, "doe/"), {"doe": "weg"}).status_code == 404
    invoerder = Client()
    invoerder.force_login(make_gebruiker(Rol.INVOERDER, wijk=wijk))
    assert invoerder.get(address(make_bundel(wijk))).status_code == 403


def test_saving_twice_and_saving_nothing(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk)
    form = {"titel": "Bankjes", "samenvatting": "Meer bankjes.", "onderwerp": "T01", "revisie": 1}
    for _ in range(2):
        assert client.post(address(bundel), form).status_code == 303
    bundel.refresh_from_db()
    assert (bundel.titel, bundel.samenvatting, bundel.onderwerp, bundel.revisie) == (
        "Bankjes",
        "Meer bankjes.",
        "T01",
        2,
    )
    response = client.post(address(bundel), form | {"titel": "", "revisie": 2})
    assert response.status_code == 422
    assert "Geef de bundel een naam." in response.content.decode()


def test_two_people_at_one_bundle_both_texts_side_by_side(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk)
    client.post(address(bundel), {"titel": "Van collega", "samenvatting": "Haar tekst", "revisie": 1})
    response = client.post(address(bundel), {"titel": "Van mij", "samenvatting": "Mijn tekst", "revisie": 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert all(tekst in page for tekst in ("Van collega", "Haar tekst", "Van mij", "Mijn tekst"))
    assert '<input type="hidden" name="revisie" value="2">' in page
    assert Bundel.objects.get().titel == "Van collega"
    # the same button once more keeps one's own text
    client.post(address(bundel), {"titel": "Van mij", "samenvatting": "Mijn tekst", "revisie": 2})
    assert Bundel.objects.get().titel == "Van mij"


def test_taking_one_out_can_be_undone_on_the_same_page(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk, inbrengen=2)
    eruit = bundel.inbrengen.all()[0]
    page = client.post(address(bundel, "doe/"), {"doe": f"eruit:{eruit.pk}"}, follow=True).content.decode()
    assert "1 verhaal uit de bundel gehaald." in page
    assert bundel.inbrengen.count() == 1
    form = {"id": client.session["inbox_gedaan"]["id"], "terug": address(bundel)}
    assert client.post("/team/jubbega/inbreng/ongedaan/", form)["Location"] == address(bundel)
    assert bundel.inbrengen.count() == 2


def test_publish_what_is_new_in_a_bundle(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk, inbrengen=1)
    for _ in range(2):
        make_inbreng(wijk, status=Inbreng.Status.ONTVANGEN, bundel=bundel)
    assert "Publiceer 2 nieuwe verhalen" in client.get(address(bundel)).content.decode()
    client.post(address(bundel, "doe/"), {"doe": "publiceren"})
    assert bundel.inbrengen.filter(status=Inbreng.Status.GEPUBLICEERD).count() == 3


def test_an_objection_is_read_and_settled(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk, inbrengen=1)
    bundel.inbrengen.update(niet_zo_bedoeld=True, niet_zo_bedoeld_tekst="Geen bankjes maar bomen")
    page = client.get(address(bundel)).content.decode()
    assert "zo bedoelde ik het niet" in page
    assert "Geen bankjes maar bomen" in page
    assert "Geen bankjes maar bomen" in client.get("/team/jubbega/inbreng/?status=bezwaar").content.decode()
    client.post(address(bundel, "doe/"), {"doe": f"verwerkt:{bundel.inbrengen.get().pk}"})
    assert not Inbreng.objects.filter(niet_zo_bedoeld=True).exists()


def test_an_empty_bundle_can_go_and_a_full_one_stays(client: Client, wijk: Wijk) -> None:
    vol, leeg = make_bundel(wijk, inbrengen=1), make_bundel(wijk, "Leeg")
    client.post(address(vol, "doe/"), {"doe": "weg"})
    assert client.post(address(leeg, "doe/"), {"doe": "weg"})["Location"] == "/team/jubbega/inbreng/"
    assert client.post(address(leeg, "doe/"), {"doe": "weg"}).status_code == 404
    assert list(Bundel.objects.all()) == [vol]


@pytest.mark.parametrize("doe", ["", "eruit", "eruit:niks", "verwerkt:", "wis:1"])
def test_odd_buttons_change_nothing(client: Client, wijk: Wijk, doe: str) -> None:
    bundel = make_bundel(wijk, inbrengen=1)
    assert client.post(address(bundel, "doe/"), {"doe": doe}).status_code == 303
    assert bundel.inbrengen.count() == 1


def test_as_many_queries_for_one_original_as_for_thirty(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk, inbrengen=1)
    counts = []
    for extra in (0, 29):
        for number in range(extra):
            make_inbreng(wijk, f"Meer {number}", bundel=bundel)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(bundel))
        counts.append(len(queries))
    assert counts[0] == counts[1]
