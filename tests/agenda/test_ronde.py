"""A new round: what goes along, and the page on which it begins."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from agenda.keuzes import VaststelDoor
from agenda.models import Agendapunt, Voortgang, Wijkagenda
from agenda.nalezen import read_again
from agenda.ronde.selectors import look_ahead
from agenda.services.acties import make_actie
from agenda.services.plannen import make_plan
from agenda.services.vaststellen import vaststellen
from kern.fouten import DomeinFout
from kern.klok import today
from tests import factories as f
from tests.rondes import K, L, begin, full_plan, member, rows_of, sent
from tests.tegelijk import refusals, together
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda() -> Wijkagenda:
    return f.make_agenda(f.make_wijk("jubbega", naam="Jubbega"), van_jaar=2024, tot_jaar=2026)


# ---- what goes along -------------------------------------------------------------------------------


def test_a_plan_goes_along_with_all_that_is_not_done(agenda: Wijkagenda) -> None:
    first, plan = f.make_plan(agenda, "Blijft achter"), full_plan(agenda)
    new = begin(agenda, plan)
    copy = new.agendapunten.get()
    for name in ("titel", "waarom", "trekker", "onderwerp", "doelen", "leeftijden", "aandacht", "buurten"):
        assert getattr(copy, name) == getattr(plan, name), name
    assert (copy.beslist_mee, copy.eropaf, copy.volgorde) == ("De kookclub", "De vrijwilligers", 1)
    assert copy.overgenomen_van == plan.uuid != copy.uuid
    assert first.titel not in new.agendapunten.values_list("titel", flat=True)
    assert [actie.wat for actie in copy.acties.all()] == ["Zaal huren", "Vieren"]
    old = {actie.wat: actie for actie in plan.acties.all()}
    for actie in copy.acties.all():
        assert actie.overgenomen_van == old[actie.wat].uuid != actie.uuid
        assert actie.klaar_op == old[actie.wat].klaar_op
    line = Voortgang.objects.get(agenda=new)
    assert (line.actie_uuid, line.status) == (copy.acties.all()[0].uuid, L)
    assert (line.tekst, line.datum) == ("Zaal huren: loopt", dt.date(2026, 3, 1))
    evidence = [(rij.bundel_id, rij.inbreng_id, rij.tekst) for rij in copy.onderbouwingen.all()]
    assert evidence == [(rij.bundel_id, rij.inbreng_id, rij.tekst) for rij in plan.onderbouwingen.all()]
    asked = {row.partij: row for row in copy.verzoeken.all()}
    assert sorted(asked) == ["Corporatie", "Gemeente"]
    assert asked["Corporatie"].antwoord_tekst == "Corporatie zegt toegezegd"
    assert not {row.uuid for row in asked.values()} & {row.uuid for row in plan.verzoeken.all()}


def test_nothing_of_the_old_round_changes_but_that_it_is_closed(agenda: Wijkagenda) -> None:
    plan = full_plan(agenda)
    f.make_versie(agenda)
    before = rows_of(agenda)
    new = begin(agenda, plan)
    assert rows_of(agenda) == before
    agenda.refresh_from_db()
    assert (agenda.actief, agenda.afgesloten_op) == (False, today())
    assert (new.actief, new.gestart_op, new.vorige, new.van_jaar) == (True, today(), agenda, 2027)
    assert Gebeurtenis.objects.get(actie="ronde_begonnen").sleutel == str(new.pk)


def test_the_dream_the_reason_and_the_contact_go_along_when_chosen(agenda: Wijkagenda) -> None:
    agenda.opdracht, agenda.contact = "De gemeente vroeg het.", "0513 00 00 00"
    agenda.save()
    new = begin(agenda, neem_waarom=False)
    assert (new.droom, new.aanleiding, new.opdracht, new.contact) == (agenda.droom, "", "", "0513 00 00 00")
    next_one = begin(new, neem_droom=False, neem_contact=False)
    assert (next_one.droom, next_one.contact) == ("", "")


@pytest.mark.parametrize(("van", "tot"), [(2028, 2027), (2027, 2035)])
def test_the_years_must_make_an_agenda(agenda: Wijkagenda, van: int, tot: int) -> None:
    with pytest.raises(DomeinFout):
        begin(agenda, van_jaar=van, tot_jaar=tot)
    assert Wijkagenda.objects.get().actief


def test_a_plan_of_elsewhere_or_of_nobody_is_refused(agenda: Wijkagenda) -> None:
    elders = f.make_plan(f.make_agenda(f.make_wijk("elders")))
    for wrong in (elders, Agendapunt(uuid=uuid.uuid4())):
        with pytest.raises(DomeinFout):
            begin(agenda, wrong)
    agenda.refresh_from_db()
    assert agenda.actief


def test_a_plan_that_came_after_the_page_was_read_is_not_lost_sight_of(agenda: Wijkagenda) -> None:
    merk = look_ahead(agenda).merk
    f.make_plan(agenda, "Net bedacht")
    with pytest.raises(DomeinFout, match="veranderd"):
        begin(agenda, merk=merk)


def test_the_same_round_begun_twice_is_one(agenda: Wijkagenda) -> None:
    plan, merk = f.make_plan(agenda), look_ahead(agenda).merk
    made = {begin(agenda, plan, merk=merk).pk for _ in range(2)}
    assert len(made) == 1
    assert Agendapunt.objects.filter(overgenomen_van=plan.uuid).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_begin_one_round() -> None:
    agenda = f.make_agenda(f.make_wijk())
    plan, merk = f.make_plan(agenda), look_ahead(agenda).merk

    def start() -> int:
        return begin(Wijkagenda.objects.get(pk=agenda.pk), plan, merk=merk).pk

    found = together(*[start] * 4)
    assert len(found) == 4
    assert len(set(found)) == 1
    assert Agendapunt.objects.filter(overgenomen_van=plan.uuid).count() == 1


@pytest.mark.django_db(transaction=True)
def test_adding_while_a_round_begins_never_ends_in_the_closed_one() -> None:
    agenda = f.make_agenda(f.make_wijk())
    plan = f.make_plan(agenda)

    def add(number: int) -> None:
        make_actie(plan=Agendapunt.objects.select_related("wijk").get(pk=plan.pk), wat=f"Actie {number}")

    rounds: list[Wijkagenda] = []
    refused = refusals(
        lambda: rounds.append(begin(agenda, plan)), *[partial(add, n) for n in range(3)], of=DomeinFout
    )
    (new,) = rounds
    old_acties = set(plan.acties.values_list("wat", flat=True))
    assert len(old_acties) == 3 - len(refused)
    assert set(new.agendapunten.get().acties.values_list("wat", flat=True)) == old_acties


def test_a_closed_round_takes_nothing_new(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    merk = read_again(agenda).merk
    begin(agenda)
    with pytest.raises(DomeinFout, match="afgesloten"):
        make_plan(agenda=agenda, titel="Te laat")
    with pytest.raises(DomeinFout, match="afgesloten"):
        make_actie(plan=plan, wat="Te laat")
    with pytest.raises(DomeinFout, match="afgesloten"):
        vaststellen(
            agenda=agenda,
            door=VaststelDoor.BEWONERSAVOND,
            datum=today(),
            plaats="x",
            voor=1,
            van=1,
            nagelezen=True,
            merk=merk,
            reden="x",
        )


# ---- the page of the coordinator --------------------------------------------------------------------


def test_the_page_says_what_goes_along_and_proposes(client: Client, agenda: Wijkagenda) -> None:
    busy, done = full_plan(agenda), f.make_plan(agenda, "Alles af <b>")
    f.make_voortgang(f.make_actie(done), K)
    f.make_bundel(agenda.wijk, "Wacht nog", inbrengen=1)
    page = member(client, agenda.wijk).get(reverse("agenda:ronde_new", args=["jubbega"]))
    html = " ".join(page.content.decode().split())
    assert "1 klaar, 1 loopt, 1 nog niet begonnen, 1 gestopt" in html
    assert f'value="{busy.uuid}" id="id_plan_{busy.uuid}" checked' in html
    assert f'value="{done.uuid}" id="id_plan_{done.uuid}" >' in html
    assert "Alles af &lt;b&gt;" in html
    assert 'value="2027"' in html
    assert 'value="2029"' in html
    assert "Wacht nog" in html
    assert "Mogen de bankjes hier staan?" in html
    for zin in ("is niet vastgesteld", "Bij 1 actie staat nog niet hoe het ging", "nog niet samen terug"):
        assert zin in html, zin


def test_nothing_is_remarked_when_all_was_done(client: Client, agenda: Wijkagenda) -> None:
    f.make_voortgang(f.make_actie(f.make_plan(agenda)), L)
    f.make_versie(agenda)
    f.make_zelfscan(agenda.wijk, today().year)
    assert look_ahead(agenda).let_op == ()
    page = member(client, agenda.wijk).get(reverse("agenda:ronde_new", args=["jubbega"]))
    assertNotContains(page, "Denk hier nog aan")


def test_sending_it_twice_begins_one_round(client: Client, agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    member(client, agenda.wijk)
    address, data = reverse("agenda:ronde_new", args=["jubbega"]), sent(agenda, plan)
    for _ in range(2):
        assertRedirects(
            client.post(address, data), reverse("agenda:agenda_team", args=["jubbega"]), status_code=303
        )
    new = Wijkagenda.objects.get(actief=True)
    assert (Wijkagenda.objects.count(), new.agendapunten.count()) == (2, 1)
    assert (new.droom, new.aanleiding) == (agenda.droom, "")


def test_a_form_that_does_not_fit_keeps_what_was_chosen(client: Client, agenda: Wijkagenda) -> None:
    busy, other = f.make_plan(agenda, "Een"), f.make_plan(agenda, "Twee")
    member(client, agenda.wijk)
    address = reverse("agenda:ronde_new", args=["jubbega"])
    page = client.post(address, sent(agenda, other, tot_jaar="2020"))
    html = " ".join(page.content.decode().split())
    assert page.status_code == 422
    assert "Het laatste jaar kan niet voor het eerste jaar liggen." in html
    assert f'id="id_plan_{other.uuid}" checked' in html
    assert f'id="id_plan_{busy.uuid}" >' in html
    data = sent(agenda, other)
    f.make_plan(agenda, "Net bedacht")
    page = client.post(address, data)
    assert page.status_code == 422
    assertContains(page, "De plannen zijn intussen veranderd", status_code=422)
    assertContains(page, look_ahead(agenda).merk, status_code=422)
    assert Wijkagenda.objects.get().actief


def test_the_round_of_another_wijk_is_unknown(client: Client, agenda: Wijkagenda) -> None:
    elders = f.make_agenda(f.make_wijk("elders"))
    member(client, agenda.wijk)
    address = reverse("agenda:ronde_new", args=["jubbega"])
    assert client.post(address, sent(elders)).status_code == 404
    plan = f.make_plan(elders)
    assert client.post(address, sent(agenda, plan)).status_code == 422
    assert client.get(reverse("agenda:ronde_detail", args=["jubbega", elders.pk])).status_code == 404
    f.make_versie(elders)
    assert client.get(reverse("agenda:agenda_eerder", args=["jubbega", elders.pk])).status_code == 404
    assert client.get(reverse("rapportage:eerdere_pdf", args=["jubbega", elders.pk])).status_code == 404
    assert Wijkagenda.objects.filter(actief=True).count() == 2


def test_only_the_coordinator_is_offered_a_new_round(client: Client, agenda: Wijkagenda) -> None:
    address = reverse("agenda:ronde_new", args=["jubbega"])
    overview, rounds = (reverse(f"agenda:{name}", args=["jubbega"]) for name in ("agenda_team", "ronde_list"))
    member(client, agenda.wijk, "teamlid")
    assert client.post(address, sent(agenda)).status_code == 403
    for page in (overview, rounds):
        assertNotContains(client.get(page), address)
        assertContains(client.get(page), "De coördinator kan een nieuwe ronde beginnen.")
    member(client, agenda.wijk)
    for page in (overview, rounds):
        assertContains(client.get(page), address)
