from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bewoners.models import Bundel, Inbreng
from kern.klok import today
from tests.factories import Rol, make_bundel, make_gebruiker, make_inbreng, make_regio, make_wijk
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
Status = Inbreng.Status
HTMX = {"HX-Request": "true", "HX-Target": "inbox"}


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def client(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def nieuw(wijk: Wijk, tekst: str = "Ik mis een bankje.", **velden: Any) -> Inbreng:
    return make_inbreng(wijk, tekst, status=Status.ONTVANGEN, **velden)


def key(inbreng: Inbreng) -> str:
    return f"{inbreng.pk}.{inbreng.revisie}"


def do(client: Client, doe: str, *, htmx: bool = False, **velden: Any) -> HttpResponse:
    headers = HTMX if htmx else {}
    response = client.post("/team/jubbega/inbreng/doe/", {"doe": doe, **velden}, headers=headers)
    assert isinstance(response, HttpResponse)
    return response


def flat(response: HttpResponseBase) -> str:
    """The page without the line breaks of the template."""
    assert isinstance(response, HttpResponse)
    return re.sub(r"\s+", " ", response.content.decode()).replace(" >", ">")


def read(client: Client, query: str = "") -> str:
    return flat(client.get(f"/team/jubbega/inbreng/{query}"))


# ---- who may come in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [Rol.INVOERDER, Rol.PARTNER])
@pytest.mark.parametrize("pad", ["", "doe/", "ongedaan/"])
def test_who_may_not_read_gets_403_and_changes_nothing(wijk: Wijk, rol: Rol, pad: str) -> None:
    rij = nieuw(wijk)
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    address = f"/team/jubbega/inbreng/{pad}"
    response = client.post(address, {"doe": "publiceren", "kies": key(rij)}) if pad else client.get(address)
    assert response.status_code == 403
    assert "bankje" not in response.content.decode()
    rij.refresh_from_db()
    assert rij.status == Status.ONTVANGEN


def test_a_team_of_another_wijk_gets_404(wijk: Wijk) -> None:
    rij = nieuw(wijk)
    ander = make_wijk()
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=ander))
    assert client.get("/team/jubbega/inbreng/").status_code == 404
    assert do(client, "publiceren", kies=key(rij)).status_code == 404
    # and from the own wijk the foreign input cannot be reached
    client.post(f"/team/{ander.slug}/inbreng/doe/", {"doe": "publiceren", "kies": key(rij)})
    client.post(f"/team/{ander.slug}/inbreng/doe/", {"doe": "bundel", "titel": "x", "kies": key(rij)})
    rij.refresh_from_db()
    assert (rij.status, rij.bundel) == (Status.ONTVANGEN, None)
    page = flat(client.get(f"/team/{ander.slug}/inbreng/?kies={key(rij)}"))
    assert "bankje" not in page


# ---- reading -----------------------------------------------------------------------------------------------


def test_new_inputs_stand_first_and_others_under_their_own_tab(client: Client, wijk: Wijk) -> None:
    nieuw(wijk, "Dit is nieuw")
    make_inbreng(wijk, "Dit is gepubliceerd")
    make_inbreng(wijk, "Dit is geweigerd", status=Status.GEWEIGERD, reden="Reclame.")
    make_inbreng(wijk, "Dit is gewist", status=Status.AFGEHANDELD)
    make_inbreng(wijk, "Dit ligt bij elkaar", bundel=make_bundel(wijk))
    page = read(client)
    assert "Dit is nieuw" in page
    assert "Dit is gepubliceerd" not in page
    assert "Dit is geweigerd" in read(client, "?status=geweigerd")
    assert "Reclame." in read(client, "?status=geweigerd")
    assert "Dit ligt bij elkaar" in read(client, "?status=gebundeld")
    for status in ("nieuw", "gepubliceerd", "gebundeld", "doorgegeven", "geweigerd", "bezwaar"):
        assert "Dit is gewist" not in read(client, f"?status={status}")


def test_filters_work_together(client: Client, wijk: Wijk) -> None:
    buurt = make_regio("BU00740401", naam="Hoornsterzwaag")
    nieuw(wijk, "Bankje bij de halte", soort="idee", onderwerp="T01", buurt=buurt)
    nieuw(wijk, "Bankje bij de kerk", soort="idee", onderwerp="T09", buurt=buurt)
    nieuw(wijk, "Lamp bij de halte", soort="beter", onderwerp="T01")
    page = read(client, "?soort=idee&onderwerp=T01&buurt=BU00740401&zoek=HALTE")
    assert "Bankje bij de halte" in page
    assert "Bankje bij de kerk" not in page
    assert "Lamp bij de halte" not in page
    assert "1 nieuw verhaal" in page


@pytest.mark.parametrize(
    "query",
    ["?pagina=999999", "?pagina=x", "?status=alles", "?buurt='%3B--", "?kies=x&kies=1.2", "?open=wis:1"],
)
def test_an_odd_address_shows_the_inbox(client: Client, wijk: Wijk, query: str) -> None:
    nieuw(wijk)
    assert client.get(f"/team/jubbega/inbreng/{query}").status_code == 200


def test_not_shared_stays_within_the_team_and_says_so(client: Client, wijk: Wijk) -> None:
    nieuw(wijk, "Alleen voor jullie", mag_delen=False)
    page = read(client)
    assert "Alleen voor jullie" in page
    assert "Niet voor anderen" in page
    assert "Gelezen" in page


def test_another_language_keeps_its_own_language_and_direction(client: Client, wijk: Wijk) -> None:
    nieuw(wijk, "نحب المشي هنا", taal="ar")
    page = read(client)
    assert 'lang="ar" dir="auto"' in page
    assert "Arabisch</span>" in page
    assert "Moet vertaald</span>" in page


def test_what_a_resident_writes_is_never_markup(client: Client, wijk: Wijk) -> None:
    kwaad = "<script>alert(1)</script> bel 06 12345678 <b>"
    rij = nieuw(wijk, kwaad)
    page = read(client, f"?kies={key(rij)}")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_phone_number_and_a_person_are_marked(client: Client, wijk: Wijk) -> None:
    nieuw(wijk, "Buurman Jan lawaait. Bel mij op 06 12345678.")
    page = read(client)
    assert '<mark class="wa-merk">06 12345678</mark>' in page
    assert "Dit lijkt te gaan over" in page
    assert "telefoonnummer" in page


def test_a_question_for_help_shows_the_agreement_of_the_team(client: Client, wijk: Wijk) -> None:
    wijk.hulpafspraak = "Bel dezelfde dag Marja."
    wijk.save()
    rij = nieuw(wijk, "Ik heb schulden en weet het niet meer.")
    assert "Dit lijkt een vraag om hulp." in read(client)
    page = client.post(
        "/team/jubbega/inbreng/doe/", {"doe": f"vraag:hulp:{rij.pk}"}, follow=True
    ).content.decode()
    assert "Bel dezelfde dag Marja." in page
    assert f"/team/jubbega/inbreng/{rij.pk}/wissen/" in page


def test_dates_are_said_as_people_say_them(client: Client, wijk: Wijk) -> None:
    for dagen in (0, 1, 5):
        nieuw(wijk, f"Van {dagen}", datum=today() - dt.timedelta(days=dagen))
    page = read(client)
    assert all(woord in page for woord in ("vandaag", "gisteren", "5 dagen geleden"))


def test_as_many_queries_for_one_row_as_for_thirty(client: Client, wijk: Wijk) -> None:
    def count(query: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(client, query)
        return len(queries)

    bundel = make_bundel(wijk)
    eerste = [nieuw(wijk, "Verhaal 1", bundel=bundel)]
    before = count(f"?kies={key(eerste[0])}")
    eerste += [nieuw(wijk, f"Verhaal {n}", bundel=make_bundel(wijk, f"Bundel {n}")) for n in range(29)]
    after = count("?" + "&".join(f"kies={key(rij)}" for rij in eerste))
    assert before == after


def test_thirty_are_two_pages_and_the_choice_comes_along(client: Client, wijk: Wijk) -> None:
    rijen = [nieuw(wijk, f"Verhaal {n:02d}", datum=today() - dt.timedelta(days=n)) for n in range(30)]
    response = do(client, "pagina:2", kies=[key(rijen[0]), key(rijen[3])])
    assert response.status_code == 303
    page = flat(client.get(response["Location"]))
    assert "Bladzijde 2 van 2" in page
    assert "2 gekozen" in page
    assert "Verhaal 00" in page  # in the panel, with a tick box of its own
    assert page.count(f'value="{key(rijen[0])}" checked') == 1


# ---- doing -------------------------------------------------------------------------------------------------


def test_publishing_one_row_leaves_filter_page_and_choice(client: Client, wijk: Wijk) -> None:
    een, twee = nieuw(wijk, "Een", onderwerp="T01"), nieuw(wijk, "Twee", onderwerp="T01")
    response = do(client, f"publiceren:{key(een)}", staat="onderwerp=T01&pagina=2", kies=key(twee))
    assert response.status_code == 303
    assert response["Location"] == f"/team/jubbega/inbreng/?onderwerp=T01&pagina=2&kies={key(twee)}"
    een.refresh_from_db()
    assert een.status == Status.GEPUBLICEERD


def test_htmx_gets_the_inbox_only_and_the_browser_the_page(client: Client, wijk: Wijk) -> None:
    nieuw(wijk)
    fragment = client.get("/team/jubbega/inbreng/?soort=idee", headers=HTMX)
    text = fragment.content.decode()
    assert text.lstrip().startswith("<div")
    assert "<html" not in text
    assert fragment["HX-Push-Url"] == "/team/jubbega/inbreng/?soort=idee"
    assert "HX-Request" in fragment["Vary"]
    assert "<html" in read(client)


def test_ticking_a_box_brings_the_panel_only(client: Client, wijk: Wijk) -> None:
    rij = nieuw(wijk, "Gekozen verhaal")
    response = client.get(
        f"/team/jubbega/inbreng/?kies={key(rij)}", headers={"HX-Request": "true", "HX-Target": "gekozen"}
    )
    text = response.content.decode()
    assert "1 gekozen" in text
    assert "inboxform" not in text
    assert response["HX-Replace-Url"].endswith(f"?kies={key(rij)}")


def test_any_choice_at_once_also_from_another_page(client: Client, wijk: Wijk) -> None:
    rijen = [nieuw(wijk, f"Verhaal {n}") for n in range(25)]
    do(client, "publiceren", kies=[key(rij) for rij in rijen])
    assert Inbreng.objects.published().count() == 25
    assert "25 verhalen gepubliceerd." in read(client)


def test_choose_the_whole_page(client: Client, wijk: Wijk) -> None:
    for number in range(25):
        nieuw(wijk, f"Verhaal {number}")
    response = do(client, "alles")
    assert "20 gekozen" in client.get(response["Location"]).content.decode()
    assert "0 gekozen" in client.get(do(client, "leeg")["Location"]).content.decode()


def test_nothing_chosen_is_a_422_that_keeps_what_was_typed(client: Client, wijk: Wijk) -> None:
    nieuw(wijk)
    response = do(client, "bundel", htmx=True, titel="Mijn <titel>")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Kies eerst een verhaal." in text
    assert 'value="Mijn &lt;titel&gt;"' in text
    assert "<html" not in text
    assert "HX-Push-Url" not in response


def test_refusing_asks_why_first_and_the_resident_reads_it(client: Client, wijk: Wijk) -> None:
    rij = nieuw(wijk)
    page = flat(client.get(do(client, f"vraag:weigeren:{rij.pk}")["Location"]))
    assert "Waarom weigert u dit verhaal?" in page
    rij.refresh_from_db()
    assert rij.status == Status.ONTVANGEN
    staat = f"open=weigeren:{rij.pk}"
    assert do(client, f"weigeren:{key(rij)}", staat=staat).status_code == 422
    do(client, f"weigeren:{key(rij)}", staat=staat, vaste_reden="Uw verhaal is reclame.")
    rij.refresh_from_db()
    assert (rij.status, rij.reden) == (Status.GEWEIGERD, "Uw verhaal is reclame.")
    do(client, f"weigeren:{rij.pk}", reden="Een eigen zin.", vaste_reden="Uw verhaal is reclame.")
    rij.refresh_from_db()
    assert rij.reden == "Een eigen zin."


def test_passing_on_a_whole_choice(client: Client, wijk: Wijk) -> None:
    rijen = [nieuw(wijk), nieuw(wijk)]
    kies = [key(rij) for rij in rijen]
    page = flat(client.get(do(client, "vraag:doorgeven:keuze", kies=kies)["Location"]))
    assert "Aan wie geeft u deze 2 verhalen door?" in page
    do(client, "doorgeven:keuze", kies=kies, aan="de woningcorporatie")
    assert set(Inbreng.objects.values_list("status", "doorgegeven_aan")) == {
        (Status.DOORGEGEVEN, "de woningcorporatie")
    }


def test_enter_in_a_text_field_is_the_button_beside_it(client: Client, wijk: Wijk) -> None:
    een, twee = nieuw(wijk), nieuw(wijk)
    do(client, "enter", titel="Plekken", kies=key(een))
    assert Bundel.objects.get().inbrengen.get() == een
    do(client, "enter", staat=f"open=doorgeven:{twee.pk}", aan="de gemeente")
    twee.refresh_from_db()
    assert twee.doorgegeven_aan == "de gemeente"
    assert do(client, "enter", kies=key(een)).status_code == 303


def test_bundling_keeps_page_filter_and_choice(client: Client, wijk: Wijk) -> None:
    rijen = [nieuw(wijk, f"Verhaal {n}", onderwerp="T01") for n in range(3)]
    kies = [key(rij) for rij in rijen]
    response = do(client, "bundel", staat="onderwerp=T01", kies=kies, titel="Plekken om te zitten", htmx=True)
    assert response.status_code == 303
    page = flat(client.get(response["Location"], headers=HTMX))
    bundel = Bundel.objects.get()
    assert bundel.inbrengen.count() == 3
    assert "Bundel gemaakt van 3 verhalen." in page
    assert "3 gekozen" in page
    assert 'value="T01" selected' in page
    assert f"/team/jubbega/inbreng/bundel/{bundel.pk}/" in page
    assert "Verhaal 1" in page  # the originals stay


def test_the_same_bundle_form_twice_is_one_bundle(client: Client, wijk: Wijk) -> None:
    form: dict[str, Any] = {"kies": key(nieuw(wijk)), "titel": "Zitten", "bundelsleutel": str(uuid.uuid4())}
    for _ in range(2):
        assert do(client, "bundel", **form).status_code == 303
    assert Bundel.objects.count() == 1


def test_adding_to_a_bundle_and_to_one_that_is_gone(client: Client, wijk: Wijk) -> None:
    bundel, rij = make_bundel(wijk), nieuw(wijk)
    vreemd = make_bundel(make_wijk())
    assert do(client, f"erbij:{vreemd.pk}", kies=key(rij)).status_code == 422
    assert do(client, "erbij:niks", kies=key(rij)).status_code == 422
    do(client, f"erbij:{bundel.pk}", kies=key(rij))
    assert bundel.inbrengen.get() == rij


def test_a_changed_text_is_not_published_and_one_reads_why(client: Client, wijk: Wijk) -> None:
    rij = nieuw(wijk)
    oud = key(rij)
    Inbreng.objects.filter(pk=rij.pk).update(tekst="Iets anders", revisie=2)
    do(client, f"publiceren:{oud}")
    assert "heeft 1 verhaal net veranderd" in read(client)
    rij.refresh_from_db()
    assert rij.status == Status.ONTVANGEN


@pytest.mark.parametrize("doe", ["", "wis", "publiceren:niks", "pagina:x", "vraag:wis:1", "x" * 500])
def test_an_unknown_button_changes_nothing(client: Client, wijk: Wijk, doe: str) -> None:
    rij = nieuw(wijk)
    assert do(client, doe).status_code in (303, 422)
    rij.refresh_from_db()
    assert rij.status == Status.ONTVANGEN


def test_the_address_of_an_error_fetched_again_is_the_inbox(client: Client) -> None:
    assert client.get("/team/jubbega/inbreng/doe/")["Location"] == "/team/jubbega/inbreng/"


def test_an_empty_inbox_knows_never_from_all_read(client: Client, wijk: Wijk) -> None:
    address = f"/team/{wijk.slug}/inbreng/"
    assert "Er zijn nog geen verhalen" in client.get(address).content.decode()
    make_inbreng(wijk, "De koffieochtend is fijn.", status=Status.GEPUBLICEERD)
    page = client.get(address).content.decode()
    assert "Alle verhalen zijn gelezen" in page
    assert "Er zijn nog geen verhalen" not in page
