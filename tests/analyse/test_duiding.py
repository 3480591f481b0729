"""The guiding questions: how far each is, what there is to answer one with, and what the team wrote."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analyse.duiding.selectors import Stand, read_voortgang
from analyse.duiding.services import MAX_TEKST, save_duiding
from analyse.keuzes import Hoofdvraag
from analyse.models import Duiding, Inzending, Vragenlijst
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_regio, make_waarde, make_wijk
from tests.uitslagen import everyone, fill_in
from tests.vragen import make_antwoord, make_duiding, make_inzending, make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
MEEST = 15  # queries of a page


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk(code="WK007401")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    return make_vragenlijst(wijk, slug="lijst")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    return signed_in(wijk, Rol.TEAMLID)


def signed_in(wijk: Wijk, rol: Rol) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client


def text(client: Client, adres: str) -> str:
    response = client.get(adres)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def overview(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/analyse/"


def one(wijk: Wijk, code: str = "H1") -> str:
    return f"/team/{wijk.slug}/analyse/hoofdvraag/{code}/"


def stand(wijk: Wijk, code: str) -> Any:
    return next(regel for regel in read_voortgang(wijk).regels if regel.hoofdvraag == code)


def sent(**changes: Any) -> dict[str, Any]:
    return {"revisie": 0, "tekst": "Veel mensen missen een plek om te zitten.", **changes}


# ---- how far each is -----------------------------------------------------------------------------


def test_from_nothing_to_ready(wijk: Wijk, lijst: Vragenlijst) -> None:
    assert stand(wijk, "H1").stand is Stand.NIETS
    vraag = make_vraag(lijst, "E1", "EEN", hoofdvragen=["H1", "H6"])
    fill_in(lijst, everyone(vraag, {"a": 12}))
    assert (stand(wijk, "H1").stand, stand(wijk, "H1").mensen) == (Stand.ANTWOORDEN, 12)
    assert stand(wijk, "H6").mensen == 12
    assert stand(wijk, "H7").stand is Stand.NIETS
    row = make_duiding(wijk, "H1")
    assert stand(wijk, "H1").stand is Stand.OPGESCHREVEN
    Duiding.objects.filter(pk=row.pk).update(klaar=True)
    assert stand(wijk, "H1").stand is Stand.KLAAR


def test_somebody_who_answered_two_of_its_questions_is_one(wijk: Wijk, lijst: Vragenlijst) -> None:
    een, twee = (make_vraag(lijst, code, "EEN", hoofdvragen=["H1"]) for code in ("E1", "E2"))
    fill_in(lijst, [{een: "a", twee: "b"}, {een: "a"}, {twee: "c"}])
    fill_in(lijst, [{een: "a"}], telt="nakijken")
    make_antwoord(make_inzending(lijst), een, bijzonder="twee", keuzes=["a"])
    found = stand(wijk, "H1")
    assert found.mensen == 3
    assert [(bron.vraag.code, bron.aantal) for bron in found.vragen] == [("E1", 2), ("E2", 2)]


def test_all_lists_count_and_a_question_that_nobody_answered_goes_when_it_is_no_longer_asked(
    wijk: Wijk, lijst: Vragenlijst
) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", hoofdvragen=["H1"], tot_versie=1)
    make_vraag(lijst, "E2", "EEN", hoofdvragen=["H1"], tot_versie=1)
    other = make_vragenlijst(wijk)
    fill_in(lijst, everyone(vraag, {"a": 2}))
    fill_in(other, everyone(make_vraag(other, "E1", "CIJFER", hoofdvragen=["H1"]), {7: 3}))
    foreign = make_vragenlijst(make_wijk())
    fill_in(foreign, everyone(make_vraag(foreign, "E1", "EEN", hoofdvragen=["H1"]), {"a": 9}))
    found = stand(wijk, "H1")
    assert found.mensen == 5
    assert sorted((bron.vraag.code, bron.aantal) for bron in found.vragen) == [("E1", 2), ("E1", 3)]


def test_one_glance(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    assert "Geen van de acht hoofdvragen heeft een antwoord." in text(team, overview(wijk))
    vraag = make_vraag(lijst, "E1", "EEN", hoofdvragen=["H7"])
    fill_in(lijst, everyone(vraag, {"a": 48}))
    make_duiding(wijk, "H1", klaar=True)
    page = text(team, overview(wijk))
    assert "Eén van de acht hoofdvragen heeft een antwoord." in page
    assert "Er zijn antwoorden: 48" in page
    assert 'Nu: <a href="' + one(wijk, "H7") in page  # the answers wait to be written down
    assert "#vraag-E1" in page
    for code in ("H2", "H3", "H4", "H5", "H6"):
        make_duiding(wijk, code)
    page = text(team, overview(wijk))
    assert "Zes van de acht hoofdvragen hebben een antwoord." in page
    for code in ("H7", "H8"):
        make_duiding(wijk, code)
    Duiding.objects.update(klaar=True)
    assert "Acht van de acht hoofdvragen hebben een antwoord.</strong> Alles is klaar." in text(
        team, overview(wijk)
    )


def test_without_a_list_a_list_comes_first(team: Client, wijk: Wijk) -> None:
    assert "Nu: maak een vragenlijst." in text(team, overview(wijk))


# ---- what there is to answer one with ------------------------------------------------------------


def test_its_sources_beside_one_another(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "E1", "EEN", hoofdvragen=["H2"], tekst={"nl": "Wat <mist> u?"})
    make_vraag(lijst, "E2", "EEN", hoofdvragen=["H7"], tekst={"nl": "Van een andere hoofdvraag?"})
    make_vraag(lijst, "E3", "EEN", hoofdvragen=["H2"], tekst={"nl": "Nog door niemand beantwoord?"})
    open_ = make_vraag(lijst, "E4", "OPEN", hoofdvragen=["H2"])
    fill_in(lijst, everyone(vraag, {"a": 25, "b": 15}))
    quoted = make_inzending(lijst, mag_delen=True)
    make_antwoord(quoted, open_, tekst="Hier groet iedereen elkaar.", citaat_sinds=today())
    make_antwoord(make_inzending(lijst), open_, tekst="Dit mag niemand lezen.", citaat_sinds=today())
    make_waarde(make_regio("WK007401"), "inwoners", 4321)
    page = text(team, one(wijk, "H2"))
    assert "Wat &lt;mist&gt; u?" in page
    assert "25 van de 40 mensen kozen ‘A’." in page
    assert f'href="/team/{wijk.slug}/analyse/lijst/lijst/uitslag/#vraag-E1"' in page
    assert "Van een andere hoofdvraag?" not in page
    assert "Gevraagd, en nog niet beantwoord: <bdi>Nog door niemand beantwoord?</bdi>" in page
    assert "Hier groet iedereen elkaar." in page
    assert "Dit mag niemand lezen." not in page
    assert "4.321" in page
    assert "CBS, Kerncijfers wijken en buurten" in page
    anker = re.search(rf'href="/wijken/{wijk.slug}/cijfers/#(\w+)"', page)
    assert anker
    assert f'id="{anker[1]}"' in text(team, f"/wijken/{wijk.slug}/cijfers/")


def test_with_nothing_it_says_what_to_do(team: Client, wijk: Wijk) -> None:
    assert "Zet een vraag in een lijst die hierbij hoort." in text(team, one(wijk, "H7"))


def test_the_question_about_problems_warns(team: Client, wijk: Wijk) -> None:
    assert "Nooit over één mens of één gezin." in text(team, one(wijk, "H5"))


@pytest.mark.parametrize("times", [1, 40])
def test_a_fixed_number_of_queries(team: Client, wijk: Wijk, times: int) -> None:
    for number in range(times // 10 + 1):
        lijst = make_vragenlijst(wijk)
        vraag = make_vraag(lijst, f"E{number}", "EEN", hoofdvragen=["H2"])
        regels = [{"code": "x", "tekst": {"nl": "X"}}]
        make_vraag(lijst, "E90", "JN", hoofdvragen=["H2"], regels=regels)
        fill_in(lijst, everyone(vraag, {"a": times}))
    make_duiding(wijk, "H2")
    make_waarde(make_regio("WK007401"), "inwoners", 4321)
    for adres in (overview(wijk), one(wijk, "H2")):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert team.get(adres).status_code == 200
        assert len(seen) <= MEEST, [query["sql"][:100] for query in seen]


# ---- what the team wrote -------------------------------------------------------------------------


def test_writing_it_down(team: Client, wijk: Wijk) -> None:
    for _each in range(2):  # the same once more is once
        response = team.post(one(wijk), sent(klaar="on"))
        assert (response.status_code, response["Location"]) == (303, f"{overview(wijk)}#H1")
    row = Duiding.objects.get()
    assert (row.wijk, row.hoofdvraag, row.klaar, row.revisie) == (wijk, "H1", True, 1)
    assert Gebeurtenis.objects.filter(actie="duiding_bewaard").count() == 1


def test_changing_it_and_a_stale_form_shows_both(team: Client, wijk: Wijk) -> None:
    make_duiding(wijk, "H1", tekst="Van een collega.")
    assert team.post(one(wijk), sent(revisie=1, tekst="Van mij.")).status_code == 303
    stale = team.post(one(wijk), sent(revisie=1, tekst="Nog van <mij>."))
    page = re.sub(r"\s+", " ", stale.content.decode())
    assert stale.status_code == 409
    assert "Nog van &lt;mij&gt;." in page
    assert "Van mij." in page
    assert 'name="revisie" value="2"' in page
    assert Duiding.objects.get().tekst == "Van mij."


def test_two_first_ones_at_once_are_not_lost(team: Client, wijk: Wijk) -> None:
    make_duiding(wijk, "H1", tekst="Van een collega.")
    stale = team.post(one(wijk), sent(tekst="Van mij."))
    assert stale.status_code == 409
    assert "Van een collega." in stale.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"tekst": "  ", "klaar": "on"}, "Schrijf eerst in een paar zinnen op wat u weet."),
        ({"tekst": ""}, "Schrijf eerst in een paar zinnen op wat u weet."),
        ({"tekst": "x" * (MAX_TEKST + 1)}, "Dit is te lang."),
        ({"tekst": "Mijn rekening is NL91ABNA0417164300."}, "Haal het rekeningnummer weg."),
    ],
)
def test_bad_input_says_what_to_do(team: Client, wijk: Wijk, changes: dict[str, str], said: str) -> None:
    response = team.post(one(wijk), sent(**changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert changes["tekst"].strip() in page
    assert not Duiding.objects.exists()


def test_it_may_be_emptied_but_not_ready_then(wijk: Wijk) -> None:
    row = make_duiding(wijk, "H1", klaar=True)
    with pytest.raises(DomeinFout, match="Schrijf eerst"):
        save_duiding(wijk=wijk, hoofdvraag=Hoofdvraag.SPEELT, revisie=1, tekst="", klaar=True)
    save_duiding(wijk=wijk, hoofdvraag=Hoofdvraag.SPEELT, revisie=1, tekst="")
    row.refresh_from_db()
    assert (row.tekst, row.klaar) == ("", False)
    assert stand(wijk, "H1").stand is Stand.NIETS
    with pytest.raises(VerouderdFout):
        save_duiding(wijk=wijk, hoofdvraag=Hoofdvraag.SPEELT, revisie=1, tekst="Weer iets.")


def test_who_may(wijk: Wijk) -> None:
    make_duiding(wijk, "H1", tekst="Dit weten wij.")
    for rol in (Rol.PARTNER, Rol.INVOERDER):
        client = signed_in(wijk, rol)
        assert client.get(one(wijk)).status_code == client.post(one(wijk), sent()).status_code == 403
    stranger = signed_in(make_wijk(), Rol.TEAMLID)
    assert stranger.get(one(wijk)).status_code == stranger.post(one(wijk), sent()).status_code == 404
    assert signed_in(wijk, Rol.TEAMLID).get(one(wijk, "H9")).status_code == 404
    assert Duiding.objects.get().tekst == "Dit weten wij."


def test_what_is_in_a_closed_list_is_still_a_source(wijk: Wijk, lijst: Vragenlijst, team: Client) -> None:
    vraag = make_vraag(lijst, "E1", "CIJFER", hoofdvragen=["H1"])
    make_vraag(lijst, "E2", "CIJFER", hoofdvragen=["H1"], tekst={"nl": "Nooit meer gevraagd?"})
    fill_in(lijst, everyone(vraag, {8: 10}))
    Vragenlijst.objects.update(status="gesloten", gesloten_op=today())
    page = text(team, one(wijk))
    assert "Gemiddeld een 8,0." in page
    assert "Nooit meer gevraagd?" not in page
    assert Inzending.objects.count() == 10
