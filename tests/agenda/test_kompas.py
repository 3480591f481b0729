from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.fases import Stand
from agenda.keuzes import ActieStatus
from agenda.kompas import STIL, stand_of, standen_of
from agenda.models import Terugkoppeling
from bewoners.models import Bundel, Inbreng
from kern.klok import today
from tests.factories import (
    Rol,
    make_actie,
    make_agenda,
    make_bundel,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_terugkoppeling,
    make_verzoek,
    make_voortgang,
    make_waarde,
    make_werkafspraak,
    make_wijk,
    make_zelfscan,
)
from wijken.models import Gebeurtenis, Lidmaatschap, Wijk

pytestmark = pytest.mark.django_db
Status = Inbreng.Status


def client_of(wijk: Wijk, rol: Rol) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client


def fill(wijk: Wijk, times: int = 1) -> None:
    """Everything that the kompas counts, `times` over."""
    agenda = make_agenda(wijk)
    cijfer = make_waarde(wijk.regios.all()[0], "inwoners", 4465)
    for number in range(times):
        make_inbreng(wijk, status=Status.ONTVANGEN, kanaal="papier")
        bundel = make_bundel(wijk, f"Bundel {number}", inbrengen=1)
        plan = make_plan(agenda, f"Plan {number}")
        make_onderbouwing(plan, bundel=bundel)
        make_onderbouwing(plan, cijfer=cijfer)
        make_voortgang(make_actie(plan))
        make_actie(plan, trekker="")


def test_an_empty_wijk_has_nothing_of_all() -> None:
    assert stand_of(make_wijk()) == Stand()


def test_everything_is_counted_once() -> None:
    wijk = make_wijk()
    wijk.denkt_mee = "De plekken."
    wijk.save()
    fill(wijk, 2)
    fill(make_wijk(), 1)  # another wijk counts for nothing here
    make_inbreng(wijk, status=Status.GEWEIGERD)
    make_inbreng(wijk, status=Status.AFGEHANDELD)
    plan = make_plan(wijk.agendas.get(), "Plan zonder mens", trekker="")
    for soort in ("haalbaar", "haalbaar", "geld"):
        make_verzoek(plan, soort=soort)
    make_verzoek(wijk.agendas.get().agendapunten.all()[0], soort="geld")
    Bundel.objects.filter(wijk=wijk).update(datum=today() - dt.timedelta(days=23))
    make_terugkoppeling(Bundel.objects.filter(wijk=wijk)[0])
    make_bundel(wijk, "Leeg")  # nobody waits for an answer
    assert stand_of(wijk) == Stand(
        agenda=True,
        aanleiding=True,
        opdracht=False,
        zeggenschap=True,
        cijfers=True,
        verhalen=4,
        nieuw=2,
        wegen=2,
        bundels=2,
        bundels_zonder_antwoord=1,
        oudste_bundel_dagen=23,
        plannen=3,
        plannen_zonder_trekker=1,
        plannen_zonder_actie=1,
        plannen_zonder_vraag=2,  # of the three plans one has such a question
        plannen_met_verhaal_en_cijfer=2,
        acties=4,
        acties_zonder_trekker=2,
        acties_gestart=2,
    )


def test_of_several_wijken_each_has_its_own() -> None:
    wijken = [make_wijk() for _ in range(3)]
    for times, wijk in enumerate(wijken):
        fill(wijk, times)
        make_zelfscan(wijk, today().year, "bewoners" if times else "team")
    standen = standen_of(wijken)
    assert standen == {wijk.pk: stand_of(wijk) for wijk in wijken}
    assert [standen[wijk.pk].plannen for wijk in wijken] == [0, 1, 2]
    assert [standen[wijk.pk].zelfscan_team for wijk in wijken] == [True, False, False]


def test_an_action_is_late_the_day_after_and_silent_after_three_months() -> None:
    wijk = make_wijk()
    plan = make_plan(make_agenda(wijk))
    make_actie(plan, klaar_op=today())
    make_actie(plan, klaar_op=today() - dt.timedelta(days=1))
    klaar = make_actie(plan, klaar_op=today() - dt.timedelta(days=1))
    make_voortgang(klaar, status=ActieStatus.KLAAR, datum=today() - STIL - dt.timedelta(days=9))
    for days in (0, 1):
        make_voortgang(make_actie(plan), datum=today() - STIL - dt.timedelta(days=days))
    stand = stand_of(wijk)
    assert (stand.acties_te_laat, stand.acties_stil) == (1, 1)


def test_preconditions_are_gone_through_when_each_says_how_far_it_is() -> None:
    wijk = make_wijk()
    make_werkafspraak(wijk)
    assert not stand_of(wijk).voorwaarden
    eerste = make_werkafspraak(wijk, "De gemeente staat achter ons.", soort="randvoorwaarde")
    make_werkafspraak(wijk, "Er is tijd.", soort="randvoorwaarde", stand="niet")
    assert not stand_of(wijk).voorwaarden
    eerste.stand = "geregeld"
    eerste.save()
    assert stand_of(wijk).voorwaarden


def test_what_waits_long_stands_on_the_kompas_and_on_my_wijken() -> None:
    wijk = make_wijk()
    make_actie(make_plan(make_agenda(wijk)), klaar_op=today() - dt.timedelta(days=1))
    client = client_of(wijk, Rol.COORDINATOR)
    assert "actie is niet klaar op de dag die er staat." in client.get(f"/team/{wijk.slug}/").content.decode()
    page = client.get("/team/").content.decode()
    assert "1 ding wacht al lang" in page
    assert "0 van 1 actie klaar of gestopt" in page


def test_as_many_queries_for_one_as_for_thirty() -> None:
    counts = []
    for times in (1, 30):
        wijk = make_wijk()
        fill(wijk, times)
        client = client_of(wijk, Rol.COORDINATOR)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/team/{wijk.slug}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.TEAMLID])
def test_the_team_sees_kompas_one_next_step_and_what_waits(rol: Rol) -> None:
    wijk = make_wijk()
    fill(wijk)
    page = client_of(wijk, rol).get(f"/team/{wijk.slug}/").content.decode()
    assert page.count("wa-card--volgende") == 1
    assert 'role="img"' in page
    assert "nieuw verhaal om te lezen" in page
    assert "bundel zonder antwoord" in page
    assert page.count('id="fase-') == 10


@pytest.mark.parametrize("rol", [Rol.INVOERDER, Rol.PARTNER])
def test_who_may_not_read_sees_a_kind_sentence_and_no_numbers(rol: Rol) -> None:
    wijk = make_wijk()
    fill(wijk)
    page = client_of(wijk, rol).get(f"/team/{wijk.slug}/").content.decode()
    assert "Fijn dat u" in page
    for secret in (
        "wa-kompas",
        "verhalen om te lezen",
        f'"/team/{wijk.slug}/inbreng/"',
        f"/team/{wijk.slug}/agenda/",
    ):
        assert secret not in page
    assert (f'"/team/{wijk.slug}/inbreng/typen/"' in page) is (rol == Rol.INVOERDER)


def test_another_wijk_does_not_exist_for_us() -> None:
    client = client_of(make_wijk(), Rol.COORDINATOR)
    assert client.get(f"/team/{make_wijk().slug}/").status_code == 404
    assert client.get("/team/nergens/").status_code == 404
    assert Client().get(f"/team/{make_wijk().slug}/").status_code == 302


def test_the_kompas_is_only_read() -> None:
    wijk = make_wijk()
    assert client_of(wijk, Rol.COORDINATOR).post(f"/team/{wijk.slug}/").status_code == 405


def test_my_wijken_with_my_role_and_only_mine() -> None:
    mijn, ander = make_wijk(naam="Oudeschoot"), make_wijk(naam="Verweggistan")
    make_inbreng(mijn, status=Status.ONTVANGEN)
    client = client_of(mijn, Rol.TEAMLID)
    page = client.get("/team/").content.decode()
    assert "Oudeschoot" in page
    assert "U bent hier teamlid." in page
    assert "1 nieuw verhaal om te lezen" in page
    assert ander.naam not in page


def test_a_partner_does_not_see_how_much_is_new() -> None:
    wijk = make_wijk()
    make_inbreng(wijk, status=Status.ONTVANGEN)
    page = client_of(wijk, Rol.PARTNER).get("/team/").content.decode()
    assert "om te lezen" not in page
    assert "gelezen" not in page


def test_without_a_wijk_one_reads_whom_to_ask() -> None:
    client = Client()
    client.force_login(make_gebruiker())
    assert "U werkt nog niet in een wijk" in client.get("/team/").content.decode()


def test_as_many_queries_for_one_wijk_as_for_thirty() -> None:
    counts = []
    for times in (1, 30):
        gebruiker = make_gebruiker()
        for _ in range(times):
            wijk = make_wijk()
            fill(wijk)
            Lidmaatschap.objects.create(wijk=wijk, gebruiker=gebruiker, rol=Rol.TEAMLID)
        client = Client()
        client.force_login(gebruiker)
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/team/").content.decode()
        assert page.count("wa-fasebalk") == times
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_happened_is_counted_by_day_without_names() -> None:
    wijk = make_wijk()
    for _ in range(3):
        Gebeurtenis.objects.create(wijk=wijk, wie="bewoner", actie="inbreng_verzonden", datum=today())
    Gebeurtenis.objects.create(wijk=make_wijk(), wie="systeem", actie="agenda_vastgesteld", datum=today())
    page = client_of(wijk, Rol.TEAMLID).get(f"/team/{wijk.slug}/").content.decode()
    assert "3 verhalen kwamen binnen" in page
    assert "vastgesteld" not in page.split("Dit gebeurde er")[1]


def test_answers_make_bundles_leave_the_list() -> None:
    wijk = make_wijk()
    fill(wijk)
    assert stand_of(wijk).bundels_zonder_antwoord == 1
    make_terugkoppeling(Bundel.objects.get(wijk=wijk))
    assert stand_of(wijk).bundels_zonder_antwoord == 0
    assert Terugkoppeling.objects.count() == 1
