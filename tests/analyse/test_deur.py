"""Rounds along the doors: planning, counting with one tap, notes, and what must never be noted."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analyse.deur.regels import Telling, check_notitie, in_words, read_regels
from analyse.deur.services import Uitkomst, add_straatdelen, count_door, make_ronde, set_klaar, uncount_door
from analyse.models import Deurronde, Straatdeel, Vragenlijst
from kern.fouten import DomeinFout
from kern.klok import today
from tests.analyse.lijsten import url
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.tegelijk import together
from tests.vragen import make_deurronde, make_inzending, make_straatdeel, make_vragenlijst
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("dorp")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    return make_vragenlijst(wijk, soort="deur")


@pytest.fixture
def ronde(lijst: Vragenlijst) -> Deurronde:
    return make_deurronde(lijst)


@pytest.fixture
def deel(ronde: Deurronde) -> Straatdeel:
    return make_straatdeel(ronde, deel="even kant")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    return as_member(wijk, Rol.TEAMLID)


@pytest.fixture
def invoerder(wijk: Wijk) -> Client:
    return as_member(wijk, Rol.INVOERDER)


def as_member(wijk: Wijk, rol: Rol) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client


def tik(deel: Straatdeel, uitkomst: str = "gesproken", **fields: str) -> dict[str, str]:
    return {"sleutel": str(uuid.uuid4()), "uitkomst": uitkomst, **fields}


def tellen(deel: Straatdeel) -> str:
    return url("deur_tellen", deel.ronde.lijst, deel.ronde_id, deel.pk)


def counts(deel: Straatdeel) -> tuple[int, int, int]:
    deel.refresh_from_db()
    return deel.gebeld, deel.gesproken, deel.geen_gehoor


# ---- planning -------------------------------------------------------------------------------------


def test_without_rounds_the_page_says_what_to_do_to_who_can(
    team: Client, invoerder: Client, lijst: Vragenlijst
) -> None:
    assert "Kies hieronder een naam en een dag." in team.get(url("deuren", lijst)).content.decode()
    page = invoerder.get(url("deuren", lijst)).content.decode()
    assert "Vraag het team om een ronde te maken." in page
    assert "Maak de ronde" not in page


def test_the_same_form_twice_is_one_round(team: Client, lijst: Vragenlijst) -> None:
    form = {"sleutel": str(uuid.uuid4()), "naam": "Rond de kerk", "datum": "2027-01-14"}
    answers = [team.post(url("deuren", lijst), form) for _time in range(2)]
    ronde = Deurronde.objects.get()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0]["Location"] == url("deurronde", lijst, ronde.pk)
    assert (ronde.naam, ronde.datum) == ("Rond de kerk", dt.date(2027, 1, 14))


def test_a_bad_round_keeps_what_was_typed(team: Client, lijst: Vragenlijst) -> None:
    answer = team.post(url("deuren", lijst), {"naam": "<b>Kerk</b>", "datum": ""})
    assert answer.status_code == 422
    assert "Kies op welke dag u gaat." in answer.content.decode()
    assert "&lt;b&gt;Kerk&lt;/b&gt;" in answer.content.decode()


def test_the_list_of_the_partners_has_no_doors(wijk: Wijk) -> None:
    with pytest.raises(DomeinFout, match="voor partners"):
        make_ronde(
            lijst=make_vragenlijst(wijk, soort="partners"), sleutel=uuid.uuid4(), naam="Kerk", datum=today()
        )


def test_streets_are_added_once_and_in_order(team: Client, ronde: Deurronde) -> None:
    form = {
        "straten": "Dorpsstraat: even kant\n\n  Dorpsstraat :  oneven kant\nKerklaan\ndorpsstraat: Even kant"
    }
    for _time in range(2):
        assert team.post(url("deurronde", ronde.lijst, ronde.pk), form).status_code == 303
    assert [str(row) for row in ronde.straatdelen.all()] == [
        "Dorpsstraat even kant",
        "Dorpsstraat oneven kant",
        "Kerklaan",
    ]


@pytest.mark.parametrize(
    "regel",
    [
        "Dorpsstraat 12",
        "Dorpsstraat 12a",
        "Dorpsstraat12",
        "Dorpsstraat: nr. 8",
        "Kerklaan: 2 t/m 40",
        "Laan 12e",
    ],
)
def test_a_house_number_is_never_noted(team: Client, ronde: Deurronde, regel: str) -> None:
    answer = team.post(
        url("deurronde", ronde.lijst, ronde.pk), {"straten": f"Kerklaan: tot de bocht\n{regel}"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Noteer nooit een huisnummer" in page
    assert f"‘{regel}’" in page
    assert f"Kerklaan: tot de bocht\n{regel}</textarea>" in page
    assert not ronde.straatdelen.exists()
    with pytest.raises(DomeinFout, match="huisnummer"):
        add_straatdelen(ronde=ronde, delen=[(regel, "")])


def test_a_number_that_is_part_of_a_name_stays() -> None:
    names = ["1e Dwarsstraat", "Plein 1944", "Kerklaan: tot de 2e bocht", "N381: zuidkant"]
    assert len(read_regels("\n".join(names))) == 4


@pytest.mark.parametrize(
    "notitie", ["Op nummer 8 woont een hond", "Bel 06 12 34 56 78", "Dorpsstraat 12 is leeg"]
)
def test_a_note_tells_of_no_house_and_no_person(notitie: str) -> None:
    with pytest.raises(DomeinFout, match="huisnummer"):
        check_notitie(notitie)
    check_notitie("Veel mensen werken. Ga na 18 uur.")


def test_a_stale_note_overwrites_nothing(team: Client, deel: Straatdeel) -> None:
    adres = url("straatdeel", deel.ronde.lijst, deel.ronde_id, deel.pk)
    assert team.post(adres, {"notitie": "Ga 's avonds.", "revisie": 1}).status_code == 303
    answer = team.post(adres, {"notitie": "Ga op zaterdag.", "revisie": 1})
    deel.refresh_from_db()
    assert answer.status_code == 409
    assert "Ga op zaterdag." in answer.content.decode()
    assert deel.notitie == "Ga 's avonds."


def test_words_of_the_team_are_escaped(team: Client, ronde: Deurronde) -> None:
    make_straatdeel(ronde, "<i>Laan</i>", notitie="<b>Ga later</b>")
    for name in ("deurronde", "deurronde_lijst"):
        page = team.get(url(name, ronde.lijst, ronde.pk)).content.decode()
        assert "&lt;i&gt;Laan&lt;/i&gt;" in page
        assert "<b>Ga later" not in page


def test_a_street_goes_only_while_nobody_rang_there(team: Client, deel: Straatdeel) -> None:
    adres = url("straatdeel_remove", deel.ronde.lijst, deel.ronde_id, deel.pk)
    Straatdeel.objects.filter(pk=deel.pk).update(gebeld=1)
    assert "Hier is al aangebeld." in team.post(adres, follow=True).content.decode()
    Straatdeel.objects.filter(pk=deel.pk).update(gebeld=0)
    team.post(adres)
    assert not Straatdeel.objects.exists()


# ---- counting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uitkomst", "wanted"),
    [("gesproken", (1, 1, 0)), ("geen_gehoor", (1, 0, 1)), ("geen_tijd", (1, 0, 0))],
)
def test_one_tap_counts_one_door_and_can_be_taken_back_once(
    invoerder: Client, deel: Straatdeel, uitkomst: str, wanted: tuple[int, int, int]
) -> None:
    Straatdeel.objects.filter(pk=deel.pk).update(gebeld=0)
    first = tik(deel, uitkomst)
    for _time in range(2):  # a slow phone
        assert invoerder.post(tellen(deel), first).status_code == 303
    assert counts(deel) == wanted
    invoerder.post(tellen(deel), tik(deel, uitkomst))
    assert counts(deel)[0] == 2
    for _time in range(2):
        invoerder.post(tellen(deel), {**first, "terug": "ja"})
    assert counts(deel) == wanted


def test_taking_back_never_goes_below_nothing(deel: Straatdeel) -> None:
    for uitkomst in Uitkomst:
        assert uncount_door(deel=deel, uitkomst=uitkomst, sleutel=uuid.uuid4()) is False
    assert counts(deel) == (0, 0, 0)


def test_after_a_tap_the_page_offers_to_take_it_back_without_javascript(
    invoerder: Client, deel: Straatdeel
) -> None:
    sent = tik(deel, "geen_gehoor")
    page = invoerder.post(tellen(deel), sent, follow=True).content.decode()
    assert "Geteld: Niet thuis." in page
    assert page.count("Ongedaan maken") == 1
    assert f'value="{sent["sleutel"]}"' in page


def test_htmx_gets_the_street_anew_with_the_sums(invoerder: Client, deel: Straatdeel) -> None:
    make_straatdeel(deel.ronde, "Kerklaan", volgorde=1)
    answer = invoerder.post(tellen(deel), tik(deel), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="deel-{deel.pk}"' in page
    assert "Geteld: Gesproken." in page
    assert 'hx-swap-oob="true"' in page
    assert "Aan 1 deur gebeld, 1 gesproken, 0 niet thuis, 0 antwoorden." in page
    assert "Nog niet geweest:" in page
    assert "<html" not in page


@pytest.mark.django_db(transaction=True)
def test_two_phones_in_one_street_lose_no_door(deel: Straatdeel) -> None:
    def tap() -> bool:
        return count_door(deel=deel, uitkomst=Uitkomst.GESPROKEN, sleutel=uuid.uuid4())

    assert together(tap, tap, tap, tap) == [True] * 4
    assert counts(deel) == (4, 4, 0)


def test_a_round_that_is_done_counts_no_more_until_it_goes_on(team: Client, deel: Straatdeel) -> None:
    adres = url("deurronde_klaar", deel.ronde.lijst, deel.ronde_id)
    team.post(adres, {"klaar": "ja"})
    assert "Deze ronde is klaar." in team.post(tellen(deel), tik(deel), follow=True).content.decode()
    assert team.post(tellen(deel), tik(deel), headers={"HX-Request": "true"}).status_code == 409
    assert counts(deel) == (0, 0, 0)
    team.post(adres)
    team.post(tellen(deel), tik(deel))
    assert counts(deel) == (1, 1, 0)


def test_a_tap_does_not_keep_a_note_longer(deel: Straatdeel) -> None:
    old = today() - dt.timedelta(days=27)
    Straatdeel.objects.filter(pk=deel.pk).update(notitie="Ga 's avonds.", datum=old)
    count_door(deel=deel, uitkomst=Uitkomst.GESPROKEN, sleutel=uuid.uuid4())
    deel.refresh_from_db()
    assert deel.datum == old


# ---- what the counts say --------------------------------------------------------------------------


def test_the_sums_say_how_it_went_and_where_to_go(team: Client, ronde: Deurronde) -> None:
    make_straatdeel(ronde, "Kerklaan", gebeld=60, gesproken=29, geen_gehoor=22)
    make_straatdeel(ronde, "Vaart", gebeld=24, gesproken=2, geen_gehoor=18)
    make_straatdeel(ronde, "Brink")
    make_inzending(ronde.lijst, deurronde=ronde, kanaal="deur")
    make_inzending(ronde.lijst, kanaal="deur")  # of no round
    zin = "Aan 84 deuren gebeld, 31 gesproken (37%), 40 niet thuis, 13 geen tijd of geen zin, 1 antwoord."
    assert zin in team.get(url("deuren", ronde.lijst)).content.decode()
    page = " ".join(team.get(url("deurronde", ronde.lijst, ronde.pk)).content.decode().split())
    assert zin in page
    assert 'Nog niet geweest: <span dir="auto">Brink.</span>' in page
    assert 'avonds: <span dir="auto">Vaart.</span>' in page


def test_no_share_of_a_few_doors() -> None:
    assert "%" not in in_words(Telling(29, 10, 5), 3)
    assert "(33%)" in in_words(Telling(30, 10, 5), 3)
    assert in_words(Telling(), 0) == "Nog nergens aangebeld."


def test_as_many_queries_for_one_as_for_thirty(team: Client, ronde: Deurronde) -> None:
    def queries(adres: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert team.get(adres).status_code == 200
        return len(found)

    pages = [
        url("deuren", ronde.lijst),
        url("deurronde", ronde.lijst, ronde.pk),
        url("deurronde_lijst", ronde.lijst, ronde.pk),
    ]
    make_straatdeel(ronde)
    before = [queries(page) for page in pages]
    for number in range(30):
        make_straatdeel(ronde, f"Laan {number}", gebeld=3)
        make_straatdeel(make_deurronde(ronde.lijst, f"Ronde {number}"))
    assert [queries(page) for page in pages] == before


# ---- who may --------------------------------------------------------------------------------------


def test_who_types_in_may_count_but_not_plan(invoerder: Client, deel: Straatdeel) -> None:
    ronde = deel.ronde
    page = invoerder.get(url("deurronde", ronde.lijst, ronde.pk)).content.decode()
    assert "Zet er straten bij" not in page
    assert "Deze ronde is klaar" not in page
    assert invoerder.post(url("deurronde", ronde.lijst, ronde.pk), {"straten": "Laan"}).status_code == 403
    assert invoerder.post(url("deurronde_klaar", ronde.lijst, ronde.pk)).status_code == 403
    assert invoerder.post(url("deuren", ronde.lijst), {"naam": "x"}).status_code == 403
    assert (
        url("deuren", ronde.lijst)
        in invoerder.get(reverse("analyse:invoerlijsten", args=["dorp"])).content.decode()
    )


def test_another_wijk_and_another_list_find_nothing(
    team: Client, deel: Straatdeel, lijst: Vragenlijst
) -> None:
    elders = make_vragenlijst(make_wijk("elders"))
    other = make_straatdeel(make_deurronde(elders))
    ander = make_vragenlijst(lijst.wijk)
    for name, args in (
        ("deurronde", [other.ronde_id]),
        ("straatdeel", [deel.ronde_id, other.pk]),
        ("deur_vragen", [deel.ronde_id, other.pk]),
    ):
        assert team.get(url(name, lijst, *args)).status_code == 404
    assert team.get(url("deuren", elders)).status_code == 404
    assert team.get(url("deurronde", ander, deel.ronde_id)).status_code == 404
    assert team.post(url("deur_tellen", lijst, deel.ronde_id, other.pk), tik(other)).status_code == 404
    assert counts(other) == (0, 0, 0)


def test_closing_a_round_twice_is_once(ronde: Deurronde) -> None:
    set_klaar(ronde=ronde, klaar=True)
    set_klaar(ronde=ronde, klaar=True)
    ronde.refresh_from_db()
    assert (ronde.klaar_op, ronde.revisie) == (today(), 2)
