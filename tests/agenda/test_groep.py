"""The agendagroep as a member meets it: the personal link, choosing, voting, reacting, leaving."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from agenda.groep.doen import choose
from agenda.groep.mail import ask_to_go_on
from agenda.groep.stemming import read_stemming
from agenda.keuzes import Groepskeuzesoort
from agenda.models import Agendagroeplid, Agendapunt, Groepskeuze, Groepsstem, Reactie, Wijkagenda
from agenda.tasks import vraag_groep
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import (
    make_actie,
    make_agenda,
    make_bundel,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_versie,
    make_wijk,
)
from tests.samen import make_groepskeuze, make_groepslid, make_groepsstem
from wijken.links import hash_token
from wijken.models import Bericht, Gebeurtenis, Toegangslink, Wijk

pytestmark = pytest.mark.django_db
LINK = "/link/van-mia/"
THUIS = "/wijken/hier/agendagroep/"
STEM = f"{THUIS}stem/"
DAG = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    cache.clear()


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("hier", naam="Hierdorp")


@pytest.fixture
def agenda(wijk: Wijk) -> Wijkagenda:
    return make_agenda(wijk)


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    return make_plan(agenda, "Een bankje")


@pytest.fixture
def lid(wijk: Wijk) -> Agendagroeplid:
    return make_groepslid(wijk, "Mia", token="van-mia", email="mia@voorbeeld.example")


@pytest.fixture
def mia(lid: Agendagroeplid) -> Client:
    """Mia's phone, on which she opened her link."""
    client = Client()
    assert client.post(LINK).status_code == 303
    return client


def plan_url(plan: Agendapunt) -> str:
    return f"{THUIS}plan/{plan.uuid}/"


# ---- the link ------------------------------------------------------------------------------------


def test_looking_at_the_link_changes_nothing_and_one_press_lets_in(lid: Agendagroeplid) -> None:
    client = Client()
    page = client.get(LINK)
    assertContains(page, "Welkom bij de agendagroep van Hierdorp")
    assertNotContains(page, "Mia")
    assert page["Cache-Control"] == "no-store"
    assert settings.APPARAAT_COOKIE_NAME not in client.cookies
    assert client.get(THUIS).status_code == 404
    taken = client.post(LINK)
    assert (taken.status_code, taken["Location"]) == (303, THUIS)
    assertContains(client.get(THUIS), "De agendagroep")
    assert client.post(LINK)["Location"] == THUIS  # pressed twice
    assert Gebeurtenis.objects.filter(actie="groepslink_geopend").count() == 1
    assert client.get(LINK)["Location"] == THUIS


def test_a_forwarded_link_gives_nothing_and_mails_only_its_owner(mia: Client, lid: Agendagroeplid) -> None:
    """The owner used it; the receiver sees no plan and no address, and what he asks goes to the owner."""
    ander = Client()
    page = ander.get(LINK)
    assertContains(page, "Deze link is al op een ander toestel geopend")
    assertNotContains(page, "mia@voorbeeld")
    assert ander.post(LINK).status_code == 409
    assert ander.get(THUIS).status_code == 404
    assert mia.get(THUIS).status_code == 200
    for _ in range(2):  # the second press meets a link that is over
        sent = ander.post(LINK, {"doe": "nieuw", "keer": 1})
    assert sent.status_code == 404
    bericht = Bericht.objects.get()
    assert bericht.aan == "mia@voorbeeld.example"
    assert "van-mia" not in bericht.tekst


def test_the_owner_who_comes_second_gets_it_back(lid: Agendagroeplid) -> None:
    dief, mia = Client(), Client()
    assert dief.post(LINK).status_code == 303
    sent = mia.post(LINK, {"doe": "nieuw", "keer": 1})
    assertContains(sent, "m***@voorbeeld.example")
    assertNotContains(sent, "mia@")
    assert dief.get(THUIS).status_code == 404
    tekst = Bericht.objects.get().tekst
    nieuw = "/link/" + tekst.split("/link/")[1].split()[0]
    assert mia.post(nieuw).status_code == 303
    assert mia.get(THUIS).status_code == 200
    assert dief.get(LINK).status_code == 404
    assertContains(dief.get(nieuw), "al op een ander toestel")


def test_without_an_address_one_asks_the_team(wijk: Wijk) -> None:
    make_groepslid(wijk, token="op-papier")
    assert Client().post("/link/op-papier/").status_code == 303
    ander = Client()
    assertContains(ander.get("/link/op-papier/"), "Vraag het wijkteam dan om een nieuwe")
    assert ander.post("/link/op-papier/", {"doe": "nieuw", "keer": 1}).status_code == 422
    assert not Bericht.objects.exists()


def test_new_links_by_mail_are_limited(lid: Agendagroeplid) -> None:
    Client().post(LINK)
    for keer in range(1, 6):
        Toegangslink.objects.filter(groepslid=lid).update(token_hash=hash_token("van-mia"), apparaat="x" * 64)
        assert Client().post(LINK, {"doe": "nieuw", "keer": keer}).status_code == 200
    Toegangslink.objects.filter(groepslid=lid).update(token_hash=hash_token("van-mia"), apparaat="x" * 64)
    assert Client().post(LINK, {"doe": "nieuw", "keer": 6}).status_code == 429
    assert Bericht.objects.count() <= 5


def test_an_expired_link_of_a_member_can_be_renewed_and_of_nobody_else(lid: Agendagroeplid) -> None:
    Toegangslink.objects.update(verloopt_op=today() - DAG)
    assertContains(Client().get(LINK), "Deze link is te oud")
    assertContains(Client().post(LINK, {"doe": "nieuw", "keer": 1}), "Kijk in uw mail")
    assert Bericht.objects.count() == 1
    gone = make_groepslid(lid.wijk, "Jan", token="van-jan", email="jan@voorbeeld.example", tot=today() - DAG)
    Toegangslink.objects.filter(groepslid=gone).update(verloopt_op=today() - DAG)
    for method in ("get", "post"):
        page = getattr(Client(), method)("/link/van-jan/", {"doe": "nieuw", "keer": 1})
        assertContains(page, "Deze link werkt niet meer", status_code=404)
    assert Bericht.objects.count() == 1


def test_the_day_after_the_last_one_the_device_is_out(mia: Client, lid: Agendagroeplid) -> None:
    Agendagroeplid.objects.update(tot=today())
    assert mia.get(THUIS).status_code == 200
    Agendagroeplid.objects.update(tot=today() - DAG)
    assertContains(mia.get(THUIS), "Open de link uit uw mail", status_code=404)
    assert mia.get(STEM).status_code == 404


def test_a_member_of_one_wijk_is_nobody_in_another_and_may_be_in_both(mia: Client, wijk: Wijk) -> None:
    daar = make_wijk("daar")
    plan = make_plan(make_agenda(daar))
    assert mia.get("/wijken/daar/agendagroep/").status_code == 404
    assert mia.get(f"{THUIS}plan/{plan.uuid}/").status_code == 404
    make_groepslid(daar, token="van-mia-daar")
    assert mia.post("/link/van-mia-daar/").status_code == 303
    assert mia.get("/wijken/daar/agendagroep/").status_code == 200
    assert mia.get(THUIS).status_code == 200


# ---- choosing, voting, reacting ------------------------------------------------------------------


def test_the_home_says_what_is_asked(mia: Client, lid: Agendagroeplid, plan: Agendapunt) -> None:
    tweede = make_plan(plan.agenda, "Een <b>tuin</b>")
    make_groepskeuze(lid, plan)
    page = mia.get(THUIS)
    assertContains(page, "1 van 2 plannen gekozen")
    assertContains(page, "Een &lt;b&gt;tuin&lt;/b&gt;")
    assertContains(page, plan_url(tweede))
    assertContains(page, "Stem over de agenda")


def test_a_home_without_plans_says_so(mia: Client) -> None:
    assertContains(mia.get(THUIS), "Er is nu niets te kiezen.")
    assert mia.get(STEM).status_code == 303


def test_a_plan_shows_bundles_and_shared_quotes_alone(mia: Client, plan: Agendapunt, wijk: Wijk) -> None:
    make_actie(plan, "Bankjes bestellen")
    bundel = make_bundel(wijk, "Zitten", inbrengen=2, samenvatting="Mensen willen zitten.")
    make_onderbouwing(plan, bundel=bundel)
    make_onderbouwing(plan, inbreng=make_inbreng(wijk, "Dit mag iedereen lezen."))
    make_onderbouwing(plan, inbreng=make_inbreng(wijk, "Dit is geheim.", mag_delen=False))
    page = mia.get(plan_url(plan))
    for tekst in (
        "Bankjes bestellen",
        "Mensen willen zitten.",
        "2 verhalen gingen",
        "Dit mag iedereen lezen.",
    ):
        assertContains(page, tekst)
    assertNotContains(page, "Dit is geheim.")
    assertNotContains(page, "Zitten, verhaal 1.")


def test_a_choice_is_kept_once_and_changed_later(mia: Client, plan: Agendapunt) -> None:
    tweede = make_plan(plan.agenda)
    sent = {"keuze": "eerst", "tekst": "Doe dit <snel>."}
    for _ in range(2):
        response = mia.post(plan_url(plan), sent)
        assert response.status_code == 303
    assert response["Location"].startswith(plan_url(tweede))
    assert Gebeurtenis.objects.filter(actie="groep_koos").count() == 1
    assertContains(mia.get(plan_url(plan)), "Doe dit &lt;snel&gt;.")
    assert mia.post(plan_url(tweede), {"keuze": "niet"})["Location"] == f"{THUIS}?gedaan=keuze"
    mia.post(plan_url(plan), {"keuze": "later"})
    assert list(Groepskeuze.objects.values_list("keuze", "tekst")) == [("later", ""), ("niet", "")]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"tekst": "Dit blijft staan."}, "Kies wat u met dit plan wilt."),
        ({"keuze": "nooit", "tekst": "Dit blijft staan."}, "Kies wat u met dit plan wilt."),
        (
            {"keuze": "eerst", "tekst": "Dit blijft staan. Bel 06 12 34 56 78."},
            "Haal het telefoonnummer weg.",
        ),
        ({"keuze": "eerst", "tekst": "Dit blijft staan." + "x" * 400}, "Uw tekst is te lang."),
    ],
)
def test_a_bad_choice_says_why_and_loses_nothing(
    mia: Client, plan: Agendapunt, sent: dict[str, str], said: str
) -> None:
    page = mia.post(plan_url(plan), sent)
    assertContains(page, said, status_code=422)
    assertContains(page, "Dit blijft staan.", status_code=422)
    assert not Groepskeuze.objects.exists()


def test_what_only_looks_like_a_number_may_stay_and_a_bank_account_never(
    mia: Client, plan: Agendapunt
) -> None:
    telefoon = {"keuze": "eerst", "tekst": "Het dorpshuis is 0513 12 34 56."}
    assertContains(mia.post(plan_url(plan), telefoon), "Het is goed zo", status_code=422)
    assert mia.post(plan_url(plan), {**telefoon, "toch": "ja"}).status_code == 303
    rekening = {"keuze": "later", "tekst": "NL91 ABNA 0417 1643 00", "toch": "ja"}
    assertContains(mia.post(plan_url(plan), rekening), "Haal het rekeningnummer weg", status_code=422)


def test_reactions_carry_no_name_of_a_resident(mia: Client, plan: Agendapunt, wijk: Wijk) -> None:
    verzend_id = uuid.uuid4()
    sent = {"reactie-tekst": "Mooi <plan>.", "reactie-verzend_id": str(verzend_id)}
    for _ in range(2):
        assert mia.post(f"{plan_url(plan)}reactie/", sent).status_code == 303
    reactie = Reactie.objects.get()
    assert (reactie.bron, reactie.plan_uuid) == ("groep", plan.uuid)
    assert not Reactie.objects.published().exists()
    assert not Reactie.objects.awaiting_moderation().exists()
    make_groepslid(wijk, "Karel Kaas", token="van-karel", soort="partner", organisatie="Dorpshuis Hier")
    karel = Client()
    karel.post("/link/van-karel/")
    karel.post(
        f"{plan_url(plan)}reactie/", {"reactie-tekst": "Wij helpen.", "reactie-verzend_id": uuid.uuid4()}
    )
    page = karel.get(plan_url(plan))
    assertContains(page, "Mooi &lt;plan&gt;.")
    assertContains(page, "Een bewoner")
    assertNotContains(page, "Mia")
    page = mia.get(plan_url(plan))
    assertContains(page, "Dorpshuis Hier")
    assertNotContains(page, "Karel")
    assert karel.post(f"{THUIS}reactie/{reactie.pk}/weg/").status_code == 404
    assert mia.post(f"{THUIS}reactie/{reactie.pk}/weg/").status_code == 303
    assert Reactie.objects.get().tekst == "Wij helpen."


def test_an_empty_reaction_is_refused(mia: Client, plan: Agendapunt) -> None:
    page = mia.post(f"{plan_url(plan)}reactie/", {"reactie-tekst": " ", "reactie-verzend_id": uuid.uuid4()})
    assertContains(page, "Schrijf in één zin", status_code=422)
    assert not Reactie.objects.exists()


def test_a_vote_counts_once_and_may_be_changed(mia: Client, plan: Agendapunt, agenda: Wijkagenda) -> None:
    assertContains(mia.post(STEM, {"tekst": "Blijft."}), "Kies of u voor of tegen bent.", status_code=422)
    sent = {"stem": "tegen", "tekst": "Te weinig voor jongeren.", "mag_noemen": "on"}
    for _ in range(2):
        assert mia.post(STEM, sent).status_code == 303
    stemming = read_stemming(agenda)
    assert (stemming.voor, stemming.tegen, stemming.onthouden, stemming.van) == (0, 1, 0, 1)
    assert stemming.gezegd == ({"stem": "tegen", "tekst": "Te weinig voor jongeren."},)
    mia.post(STEM, {"stem": "voor", "tekst": "Toch goed.", "mag_noemen": "on"})
    stemming = read_stemming(agenda)
    assert (stemming.voor, stemming.van, stemming.gezegd) == (1, 1, ())
    assert Groepsstem.objects.count() == 1


def test_votes_of_who_left_and_on_the_version_before_do_not_count(
    lid: Agendagroeplid, agenda: Wijkagenda
) -> None:
    make_plan(agenda)
    make_groepsstem(lid, agenda, datum=today() - DAG)
    weg = make_groepslid(lid.wijk, "Jan", gestopt_op=today())
    make_groepsstem(weg, agenda)
    assert read_stemming(agenda).van == 1
    make_versie(agenda)
    assert read_stemming(agenda).van == 0


def test_an_agenda_that_was_closed_takes_no_choice(lid: Agendagroeplid, plan: Agendapunt) -> None:
    Wijkagenda.objects.update(actief=False)
    with pytest.raises(DomeinFout, match="intussen af"):
        choose(lid=lid, plan=plan, keuze=Groepskeuzesoort.EERST)


@pytest.mark.parametrize("adres", [THUIS, "plan"])
def test_as_many_queries_for_one_as_for_thirty(
    mia: Client, plan: Agendapunt, lid: Agendagroeplid, adres: str
) -> None:
    address = THUIS if adres == THUIS else plan_url(plan)
    counts = []
    for times in (1, 30):
        for number in range(times):
            make_onderbouwing(make_plan(plan.agenda, f"Plan {times}-{number}"), bundel=make_bundel(lid.wijk))
            ander = make_groepslid(lid.wijk, f"Lid {times}-{number}")
            make_groepskeuze(ander, plan)
            Reactie.objects.create(
                wijk=lid.wijk, agenda=plan.agenda, lid=ander, bron="groep", plan_uuid=plan.uuid,
                tekst=f"Reactie {number}", verzend_id=uuid.uuid4(), datum=today(),
            )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert mia.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ---- going on and leaving ------------------------------------------------------------------------


def test_a_member_leaves_by_one_button(mia: Client, lid: Agendagroeplid) -> None:
    assertContains(mia.get(f"{THUIS}stoppen/"), "Wilt u stoppen")
    response = mia.post(f"{THUIS}stoppen/")
    assert response.status_code == 303
    assertContains(mia.get(response["Location"]), "Bedankt voor het meedoen")
    assert mia.get(THUIS).status_code == 404
    assert mia.post(f"{THUIS}stoppen/").status_code == 404
    assert Client().get(LINK).status_code == 404
    lid.refresh_from_db()
    assert lid.gestopt_op == today()


def test_two_weeks_before_the_end_one_mail_asks_to_go_on(mia: Client, lid: Agendagroeplid) -> None:
    lang = today() - dt.timedelta(days=300)
    Agendagroeplid.objects.update(toestemming_op=lang, tot=today() + 15 * DAG)
    make_groepslid(lid.wijk, "Jan", toestemming_op=lang, tot=today() + 5 * DAG)  # has no address
    vraag_groep()
    assert not Bericht.objects.exists()
    assertNotContains(mia.get(THUIS), "nog een jaar door")
    Agendagroeplid.objects.filter(pk=lid.pk).update(tot=today() + 14 * DAG)
    for _ in range(2):
        vraag_groep()
    bericht = Bericht.objects.get()
    assert bericht.aan == "mia@voorbeeld.example"
    assert THUIS in bericht.tekst
    assertContains(mia.get(THUIS), "Ja, ik ga nog een jaar door")
    for _ in range(2):
        assert mia.post(f"{THUIS}doorgaan/").status_code == 303
    lid.refresh_from_db()
    assert (lid.tot, lid.toestemming_op) == (today() + 365 * DAG, today())
    assert Gebeurtenis.objects.filter(actie="groepslid_gaat_door").count() == 1
    assert ask_to_go_on() == 0
