from __future__ import annotations

import html
import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from agenda.inhoud import WEGGEHAALD
from agenda.models import AgendaVersie, Onderbouwing
from agenda.services.intrekken import change_inbreng, withdraw_inbreng
from agenda.views import volg
from agenda.volgen import find_by_code, load_volgstand
from bewoners.models import Inbreng
from kern.fouten import DomeinFout
from kern.tijdlijn import Stand
from tests.factories import (
    make_agenda,
    make_bundel,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_terugkoppeling,
    make_versie,
    make_wijk,
)
from wijken.models import Gebeurtenis, Kortelink, Volgcode, Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
K, N, S = Stand.KLAAR, Stand.NU, Stand.STRAKS
UNKNOWN = "Deze code kennen wij niet."


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega")


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def with_code(wijk: Wijk, tekst: str = "Ik mis een bankje.", **more: object) -> tuple[Inbreng, str]:
    inbreng = make_inbreng(wijk, tekst, met_code=True, **more)  # type: ignore[arg-type]
    return inbreng, code_for(inbreng.verzend_id)


def adopted(wijk: Wijk, *inbrengen: Inbreng) -> AgendaVersie:
    agenda = make_agenda(wijk)
    plan = make_plan(agenda, titel="Een bankje in elk dorp")
    for inbreng in inbrengen:
        make_onderbouwing(plan, inbreng=inbreng)
    return make_versie(agenda)


def stands(inbreng: Inbreng) -> list[Stand]:
    fresh = find_by_code(code_for(inbreng.verzend_id))
    assert isinstance(fresh, Inbreng)
    return [stap.stand for stap in load_volgstand(fresh).stappen]


def shown_tekst(response: Any) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.content.decode(), re.DOTALL)
    assert found
    return html.unescape(found.group(1))


# ---- the code ------------------------------------------------------------------------------------


def test_a_code_opens_however_it_is_typed(client: Client, wijk: Wijk) -> None:
    _, code = with_code(wijk)
    for typed in (code, code.upper(), code.replace("-", " "), code.replace("-", ""), f"  {code} "):
        assertRedirects(client.post("/volg/", {"code": typed}), f"/volg/{code}/", status_code=303)


@pytest.mark.parametrize(
    "typed", ["fiets-linde-brood-47", "x", "🙂", "' OR 1=1 --", "<script>", "\u200b-", "a" * 100]
)
def test_a_wrong_code_gets_one_sentence(client: Client, wijk: Wijk, typed: str) -> None:
    assertContains(client.post("/volg/", {"code": typed}), UNKNOWN, status_code=422)
    assertContains(client.get(f"/volg/{typed.replace('/', '')}/"), UNKNOWN, status_code=404)


@pytest.mark.parametrize("typed", ["", "   ", "a" * 101])
def test_no_code_says_what_to_type(client: Client, typed: str) -> None:
    assertContains(client.post("/volg/", {"code": typed}), "de drie woorden en het getal", status_code=422)


def test_a_wrong_code_asks_the_same_of_the_database_as_nonsense(client: Client, wijk: Wijk) -> None:
    """One look-up by index of an HMAC, whatever was typed: nothing to measure."""
    inbreng, code = with_code(wijk)
    almost = f"{code[:-2]}{(int(code[-2:]) + 1) % 100:02d}"
    asked = []
    for typed in (almost, "x", "a" * 100, code.split("-")[0]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/volg/{typed}/").status_code == 404
        asked.append([re.sub(r"'[0-9a-f]{64}'", "?", query["sql"]) for query in queries])
    assert all(sql == asked[0] for sql in asked)
    assert len(asked[0]) == 1
    assert "hmac" in asked[0][0]
    assert str(inbreng.pk) not in str(asked)


def test_guessing_is_limited_for_this_browser_only(
    client: Client, wijk: Wijk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volg, "GRENS", replace(volg.GRENS, per_browser=3))
    _, code = with_code(wijk)
    client.get("/volg/")
    for _ in range(3):
        assert client.post("/volg/", {"code": "fout"}).status_code == 422
    locked = client.post("/volg/", {"code": code})
    assertContains(locked, "Wacht tien minuten.", status_code=429)
    assert locked["Retry-After"]
    assert client.get(f"/volg/{code}/").status_code == 429
    assert Client().get(f"/volg/{code}/").status_code == 200


def test_guessing_together_is_limited_too(
    client: Client, wijk: Wijk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volg, "GRENS", replace(volg.GRENS, samen=3))
    _, code = with_code(wijk)
    for _ in range(3):
        assert Client().get("/volg/fout/").status_code == 404
    assert client.get(f"/volg/{code}/").status_code == 429


@pytest.mark.parametrize("page", ["", "veranderen/", "weghalen/", "anders-bedoeld/"])
def test_the_pages_leave_no_trace(client: Client, wijk: Wijk, page: str) -> None:
    _, code = with_code(wijk)
    response = client.get(f"/volg/{code}/{page}")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    has_form = 'method="post"' in response.content.decode()
    assert response["Referrer-Policy"] == ("same-origin" if has_form else "no-referrer")
    assertContains(response, '<meta name="robots" content="noindex">')


# ---- the four steps ------------------------------------------------------------------------------


def test_received_and_read(client: Client, wijk: Wijk) -> None:
    new, code = with_code(wijk, status="ontvangen")
    read, _ = with_code(wijk)
    assert stands(new) == [K, N, S, S, S, S, S]
    assert stands(read) == [K, K, N, S, S, S, S]
    page = client.get(f"/volg/{code}/")
    for stap in ("Wij hebben het", "Wij vatten het samen", "U krijgt antwoord", "Het hoort bij een plan"):
        assertContains(page, stap)
    assertContains(page, "Ik mis een bankje.")
    assertContains(page, "Binnen twee weken")


def test_summary_draft_plan_and_answer(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk, titel="Plekken om te zitten")
    inbreng, code = with_code(wijk, bundel=bundel)
    plan = make_plan(make_agenda(wijk), titel="Nog geheim plan")
    make_onderbouwing(plan, bundel=bundel)
    page = client.get(f"/volg/{code}/")
    assert stands(inbreng) == [K, K, K, N, S, S, S]
    assertContains(page, "Zo hebben wij het samengevat")
    assertContains(page, "Plekken om te zitten")
    assertNotContains(page, "Nog geheim plan")
    make_terugkoppeling(bundel, waarom="De winkel betaalt mee.")
    page = client.get(f"/volg/{code}/")
    assert stands(inbreng) == [K, K, K, K, N, S, S]
    assertContains(page, "Wij samen")
    assertContains(page, "De winkel betaalt mee.")


def test_an_adopted_plan_is_named_as_it_was_adopted(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk)
    versie = adopted(wijk, inbreng)
    versie.agenda.agendapunten.update(titel="Later veranderd")
    page = client.get(f"/volg/{code}/")
    assertContains(page, "Een bankje in elk dorp")
    assertNotContains(page, "Later veranderd")


def test_refused_and_passed_on_say_why_and_to_whom(client: Client, wijk: Wijk) -> None:
    refused, code = with_code(wijk, status="geweigerd", reden="Dit gaat over één mens.")
    passed, other = with_code(wijk, status="doorgegeven", doorgegeven_aan="de gemeente")
    assert stands(refused) == stands(passed) == [K, K, K]
    assertContains(client.get(f"/volg/{code}/"), "Dit gaat over één mens.")
    assertContains(client.get(f"/volg/{other}/"), "de gemeente")


def test_a_wiped_text_leads_to_people(client: Client, wijk: Wijk) -> None:
    _, code = with_code(wijk, "", status="afgehandeld")
    page = client.get(f"/volg/{code}/")
    assertContains(page, "Wij denken dat u hulp zoekt.")
    assertNotContains(page, "Verander uw verhaal")
    assertContains(client.get(f"/volg/{code}/veranderen/"), "Veranderen kan niet meer")


def test_what_others_said_is_never_on_the_page(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk)
    _, code = with_code(wijk, bundel=bundel)
    with_code(wijk, "Woorden van een ander.", bundel=bundel)
    assertNotContains(client.get(f"/volg/{code}/"), "Woorden van een ander.")


@pytest.mark.parametrize("tekst", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_script_is_only_text(client: Client, wijk: Wijk, tekst: str) -> None:
    _, code = with_code(wijk, tekst)
    for page in ("", "veranderen/", "weghalen/"):
        assertNotContains(client.get(f"/volg/{code}/{page}"), tekst)


# ---- change --------------------------------------------------------------------------------------


def test_a_change_goes_back_to_the_team_and_says_so(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk)
    make_onderbouwing(make_plan(make_agenda(wijk)), inbreng=inbreng)
    page = client.get(f"/volg/{code}/veranderen/")
    assertContains(page, "Wij lezen uw nieuwe tekst eerst.")
    answers = {"tekst": "Twee bankjes.", "mag_delen": "ja", "revisie": inbreng.revisie}
    assertRedirects(client.post(f"/volg/{code}/veranderen/", answers), f"/volg/{code}/", status_code=303)
    inbreng.refresh_from_db()
    assert (inbreng.tekst, inbreng.status) == ("Twee bankjes.", "ontvangen")
    assert Onderbouwing.objects.get().tekst == "Twee bankjes."


def test_a_change_with_a_number_stops_once(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk)
    answers = {"tekst": "Bel 0612345678", "mag_delen": "ja", "revisie": inbreng.revisie}
    response = client.post(f"/volg/{code}/veranderen/", answers)
    assertContains(response, "Haal het telefoonnummer weg.", status_code=422)
    assert shown_tekst(response) == "Bel 0612345678"
    client.post(f"/volg/{code}/veranderen/", {**answers, "toch": "ja"})
    inbreng.refresh_from_db()
    assert inbreng.signalen == ["telefoon"]


def test_a_stale_change_shows_both_texts(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk)
    Inbreng.objects.filter(pk=inbreng.pk).update(tekst="[naam] mist een bankje.", revisie=2)
    answers = {"tekst": "Mijn nieuwe tekst.", "mag_delen": "ja", "revisie": 1}
    response = client.post(f"/volg/{code}/veranderen/", answers)
    assertContains(response, "Mijn nieuwe tekst.", status_code=409)
    assertContains(response, "[naam] mist een bankje.", status_code=409)
    assertContains(response, 'name="revisie" value="2"', status_code=409)
    assert Inbreng.objects.get().tekst == "[naam] mist een bankje."


def test_words_in_an_adopted_agenda_do_not_change(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk)
    adopted(wijk, inbreng)
    assertContains(client.get(f"/volg/{code}/veranderen/"), "Veranderen kan niet meer")
    answers = {"tekst": "Anders.", "mag_delen": "ja", "revisie": inbreng.revisie}
    assert client.post(f"/volg/{code}/veranderen/", answers).status_code == 409
    with pytest.raises(DomeinFout, match="staan al in een plan"):
        change_inbreng(inbreng=inbreng, revisie=inbreng.revisie, tekst="Anders.", mag_delen=True)
    assert Inbreng.objects.get().tekst == "Ik mis een bankje."


def test_an_objection_reaches_the_team(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk, bundel=make_bundel(wijk))
    address = f"/volg/{code}/anders-bedoeld/"
    assertRedirects(client.post(address, {"tekst": "In de zon."}), f"/volg/{code}/", status_code=303)
    inbreng.refresh_from_db()
    assert (inbreng.niet_zo_bedoeld, inbreng.niet_zo_bedoeld_tekst) == (True, "In de zon.")
    assertContains(client.get(f"/volg/{code}/"), "U zei: zo bedoelde ik het niet.")


def test_an_objection_may_be_without_words(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk, bundel=make_bundel(wijk))
    assert client.post(f"/volg/{code}/anders-bedoeld/").status_code == 303
    inbreng.refresh_from_db()
    assert inbreng.niet_zo_bedoeld


@pytest.mark.parametrize("tekst", ["a" * 601, "Bel 0612345678"])
def test_a_bad_objection_stays_on_the_page(client: Client, wijk: Wijk, tekst: str) -> None:
    _, code = with_code(wijk, bundel=make_bundel(wijk))
    response = client.post(f"/volg/{code}/anders-bedoeld/", {"tekst": tekst})
    assert response.status_code == 422
    assert shown_tekst(response) == tekst


# ---- take back -----------------------------------------------------------------------------------


def test_before_adoption_everything_goes(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk)
    make_onderbouwing(make_plan(make_agenda(wijk)), inbreng=inbreng)
    assertContains(client.get(f"/volg/{code}/weghalen/"), "Daarna krijgt u uw verhaal niet meer terug.")
    assert Inbreng.objects.exists()
    assertRedirects(client.post(f"/volg/{code}/weghalen/"), "/volg/weggehaald/", status_code=303)
    assert not Inbreng.objects.exists()
    assert not Volgcode.objects.exists()
    assert not Onderbouwing.objects.exists()
    assertContains(client.get(f"/volg/{code}/"), UNKNOWN, status_code=404)
    assertContains(client.post(f"/volg/{code}/weghalen/"), UNKNOWN, status_code=404)
    assert Gebeurtenis.objects.get(actie="inbreng_ingetrokken").sleutel == ""


def test_after_adoption_the_quote_is_redacted_everywhere(client: Client, wijk: Wijk) -> None:
    inbreng, code = with_code(wijk, "Mijn eigen woorden.")
    other, _ = with_code(wijk, "Woorden van een ander.")
    first = adopted(wijk, inbreng, other)
    second = make_versie(first.agenda, nummer=2)
    assertContains(client.get(f"/volg/{code}/weghalen/"), WEGGEHAALD)
    client.post(f"/volg/{code}/weghalen/")
    for versie in (first, second):
        old = versie.sha256
        versie.refresh_from_db()
        assert "Mijn eigen woorden." not in str(versie.inhoud)
        assert versie.inhoud["citaten"][str(inbreng.pk)]["tekst"] == WEGGEHAALD
        assert versie.inhoud["citaten"][str(other.pk)]["tekst"] == "Woorden van een ander."
        assert (versie.redacties, versie.sha256 != old) == (1, True)
    assert list(Inbreng.objects.all()) == [other]


def test_taking_back_twice_is_taking_back_once(wijk: Wijk) -> None:
    inbreng, _ = with_code(wijk)
    versie = adopted(wijk, inbreng)
    withdraw_inbreng(inbreng=inbreng)
    inbreng.pk = uuid.UUID(next(iter(versie.inhoud["citaten"])))
    withdraw_inbreng(inbreng=inbreng)
    versie.refresh_from_db()
    assert versie.redacties == 1
    assert Gebeurtenis.objects.filter(actie="inbreng_ingetrokken").count() == 1


def test_asking_is_not_taking_back(client: Client, wijk: Wijk) -> None:
    _, code = with_code(wijk)
    client.get(f"/volg/{code}/weghalen/")
    assert Client(enforce_csrf_checks=True).post(f"/volg/{code}/weghalen/").status_code == 403
    assert Inbreng.objects.exists()


def test_the_page_asks_the_same_of_the_database_for_one_and_thirty_rows(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk)
    inbreng, code = with_code(wijk, bundel=bundel)
    agenda = make_agenda(wijk)
    plan = make_plan(agenda)
    make_onderbouwing(plan, bundel=bundel)
    make_onderbouwing(plan, inbreng=inbreng)
    make_versie(agenda)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/volg/{code}/").status_code == 200
        return len(queries)

    first = asked()
    for _ in range(30):
        make_inbreng(wijk, bundel=bundel, met_code=True)
        make_onderbouwing(make_plan(agenda), bundel=bundel)
    assert asked() == first <= 7


# ---- the short link ------------------------------------------------------------------------------


def test_a_short_link_leads_to_the_form(client: Client, wijk: Wijk) -> None:
    Kortelink.objects.create(code="abc234", wijk=wijk, doel="inbreng", datum=wijk.geopend_op)
    for typed in ("abc234", "ABC234", " abc234"):
        assertRedirects(client.get(f"/d/{typed}/"), "/wijken/jubbega/inbreng/")


@pytest.mark.parametrize(("doel", "actief"), [("inbreng", False), ("werksessie", True)])
def test_a_link_that_leads_nowhere_yet_helps_on(client: Client, wijk: Wijk, doel: str, actief: bool) -> None:
    Kortelink.objects.create(code="abc234", wijk=wijk, doel=doel, actief=actief, datum=wijk.geopend_op)
    assertContains(client.get("/d/abc234/"), "Deze link werkt niet meer", status_code=404)


@pytest.mark.parametrize("code", ["nergens", "🙂", "a" * 300])
def test_an_unknown_link_helps_on(client: Client, code: str) -> None:
    assertContains(client.get(f"/d/{code}/"), "Zoek uw wijk", status_code=404)
