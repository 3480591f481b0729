"""The round before: in force until the new agenda is adopted, and readable ever after."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from agenda.keuzes import VerzoekAntwoord
from agenda.models import Actie, Agendapunt, Verzoek, Wijkagenda
from agenda.ronde.selectors import look_ahead
from agenda.selectors import newest_versie, show_version, voortgang_of
from agenda.services.acties import note_voortgang, update_verzoek
from agenda.volgen import load_volgstand
from kern.fouten import DomeinFout
from tests import factories as f
from tests.rondes import K, L, adopt, begin, full_plan, member
from wijken.models import Lidmaatschap

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda() -> Wijkagenda:
    return f.make_agenda(f.make_wijk("jubbega", naam="Jubbega"), van_jaar=2024, tot_jaar=2026)


# ---- while the new one is being made ----------------------------------------------------------------


def test_residents_read_the_old_agenda_until_the_new_one_is_adopted(
    client: Client, agenda: Wijkagenda
) -> None:
    plan = f.make_plan(agenda, "Samen eten")
    f.make_actie(plan, "Zaal huren")
    f.make_versie(agenda)
    page, home = (reverse(f"agenda:{name}", args=["jubbega"]) for name in ("agenda_publiek", "wijk_home"))
    new = begin(agenda, plan)
    Agendapunt.objects.filter(agenda=new).update(titel="Samen koken")
    for address in (page, home):
        assertContains(client.get(address), "Samen eten")
        assertNotContains(client.get(address), "Samen koken")
    assertNotContains(client.get(page), "Eerdere agenda")
    versie = adopt(new)
    assert newest_versie(agenda.wijk) == versie
    assertContains(client.get(page), "Samen koken")
    assertContains(client.get(page), reverse("agenda:agenda_eerder", args=["jubbega", agenda.pk]))


def test_what_is_told_in_one_agenda_shows_in_both_until_the_new_one_is_adopted(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    old = f.make_actie(plan)
    f.make_voortgang(old, L, tekst="Begonnen")
    versie = f.make_versie(agenda)
    made = begin(agenda, plan)
    new = Actie.objects.get(overgenomen_van=old.uuid)
    agenda.refresh_from_db()
    note_voortgang(agenda=agenda, actie_uuid=old.uuid, status=L, tekst="Bij de oude verteld")  # type: ignore[arg-type]
    assert voortgang_of(made)[new.uuid].tekst == "Bij de oude verteld"
    note_voortgang(agenda=made, actie_uuid=new.uuid, status=K, tekst="Bij de nieuwe verteld")  # type: ignore[arg-type]
    assert show_version(versie).plannen[0].acties[0].tekst == "Bij de nieuwe verteld"
    adopted = adopt(made)
    assert show_version(adopted).plannen[0].acties[0].tekst == "Bij de nieuwe verteld"
    note_voortgang(agenda=made, actie_uuid=new.uuid, status=K, tekst="Later")  # type: ignore[arg-type]
    assert show_version(adopted).plannen[0].acties[0].tekst == "Later"
    assert voortgang_of(agenda)[old.uuid].tekst == "Bij de nieuwe verteld"  # the old one is as it was left
    with pytest.raises(DomeinFout, match="eerdere agenda"):
        note_voortgang(agenda=agenda, actie_uuid=old.uuid, status=L, tekst="Te laat")  # type: ignore[arg-type]


def test_a_line_reaches_the_agenda_in_force_past_a_round_that_was_never_adopted(agenda: Wijkagenda) -> None:
    old = f.make_actie(f.make_plan(agenda))
    versie = f.make_versie(agenda)
    second = begin(agenda, old.agendapunt)
    third = begin(second, second.agendapunten.get(), van_jaar=2029, tot_jaar=2030)
    newest = Actie.objects.get(agendapunt__agenda=third)
    note_voortgang(agenda=third, actie_uuid=newest.uuid, status=K, tekst="Gelukt")  # type: ignore[arg-type]
    assert show_version(versie).plannen[0].acties[0].tekst == "Gelukt"
    note_voortgang(agenda=agenda, actie_uuid=old.uuid, status=K, tekst="En gevierd")  # type: ignore[arg-type]
    assert voortgang_of(third)[newest.uuid].tekst == "En gevierd"


def test_the_answer_of_a_party_is_read_at_once(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    f.make_verzoek(plan, "Gemeente")
    other = f.make_verzoek(plan, "Corporatie")
    versie = f.make_versie(agenda)
    new = Verzoek.objects.get(agendapunt__agenda=begin(agenda, plan), partij="Gemeente")
    update_verzoek(
        verzoek=new,
        revisie=1,
        partij="De gemeente",
        soort=new.soort,  # type: ignore[arg-type]
        tekst="Mogen ze hier staan?",
        antwoord=VerzoekAntwoord.TOEGEZEGD,
        antwoord_tekst="Ja, in mei.",
    )
    shown = {partij.naam: partij.verzoeken[0] for partij in show_version(versie).partijen}
    assert (shown["Gemeente"].stand, shown["Gemeente"].toelichting) == ("toegezegd", "Ja, in mei.")
    other.refresh_from_db()
    assert other.antwoord == "open"


def test_the_team_tells_how_it_goes_from_the_version_in_force(client: Client, agenda: Wijkagenda) -> None:
    actie = f.make_actie(f.make_plan(agenda), "Zaal huren")
    versie = f.make_versie(agenda)
    begin(agenda)
    member(client, agenda.wijk, "teamlid")
    page = reverse("agenda:versie", args=["jubbega", versie.pk])
    tell = reverse("agenda:voortgang_new", args=["jubbega", actie.uuid])
    assertContains(client.get(page), f"{tell}?versie={versie.pk}")
    assertRedirects(
        client.post(f"{tell}?versie={versie.pk}", {"status": L, "tekst": "Gehuurd"}),
        f"{page}#acties",
        status_code=303,
    )
    assertRedirects(
        client.post(tell, {"status": K, "tekst": "Klaar"}),
        reverse("agenda:ronde_detail", args=["jubbega", agenda.pk]) + f"#plan-{actie.agendapunt.uuid}",
        status_code=303,
    )
    adopt(Wijkagenda.objects.get(actief=True))
    assertNotContains(client.get(page), tell)
    assertContains(client.get(page), reverse("agenda:agenda_eerder", args=["jubbega", agenda.pk]))


def test_the_overview_says_which_agenda_is_in_force(client: Client, agenda: Wijkagenda) -> None:
    versie = f.make_versie(agenda)
    begin(agenda)
    html = member(client, agenda.wijk).get(reverse("agenda:agenda_team", args=["jubbega"])).content.decode()
    assert "Concept, nog niet vastgesteld" in html
    assert "geldt die van 2024–2026" in " ".join(html.split())
    assert reverse("agenda:versie", args=["jubbega", versie.pk]) in html


def test_words_that_led_to_a_plan_in_an_earlier_agenda_keep_their_plan(
    client: Client, agenda: Wijkagenda
) -> None:
    inbreng = f.make_inbreng(agenda.wijk, "Ik eet graag samen.", met_code=True)
    f.make_onderbouwing(f.make_plan(agenda, "Samen eten"), inbreng=inbreng)
    f.make_versie(agenda)
    new = begin(agenda)
    now_plan = load_volgstand(inbreng).plan
    assert now_plan is not None
    assert (now_plan.titel, now_plan.ronde) == ("Samen eten", 0)
    adopt(new)
    stand = load_volgstand(inbreng)
    assert stand.plan is not None
    assert (stand.plan.titel, stand.plan.ronde, stand.plan.jaren) == ("Samen eten", agenda.pk, "2024–2026")
    page = client.get(reverse("agenda:volg_code", args=[stand.code]))
    assertContains(page, reverse("agenda:agenda_eerder", args=["jubbega", agenda.pk]))


# ---- the rounds that were ---------------------------------------------------------------------------


def test_the_list_of_rounds_tells_how_each_went(client: Client, agenda: Wijkagenda) -> None:
    full_plan(agenda)
    f.make_versie(agenda)
    begin(agenda)
    html = member(client, agenda.wijk).get(reverse("agenda:ronde_list", args=["jubbega"])).content.decode()
    plain = " ".join(html.split())
    assert "41 van de 44 mensen waren voor" in plain
    assert "1 plan, 1 van 4 acties klaar" in plain
    assert plain.index("2027–2028") < plain.index("2024–2026")
    assert "Geldt nu" in plain
    assert "In de maak" in plain


def test_an_old_round_is_read_and_points_both_ways(client: Client, agenda: Wijkagenda) -> None:
    plan = full_plan(agenda)
    versie = f.make_versie(agenda)
    copy = begin(agenda, plan).agendapunten.get()
    member(client, agenda.wijk, "teamlid")
    address = reverse("agenda:ronde_detail", args=["jubbega", agenda.pk])
    page = client.get(address)
    for each in (
        "Kok zoeken: klaar",
        "School",
        reverse("agenda:plan_detail", args=["jubbega", copy.uuid]),
        reverse("agenda:versie", args=["jubbega", versie.pk]),
        reverse("rapportage:versie_pdf", args=["jubbega", versie.pk]),
    ):
        assertContains(page, each)
    assertNotContains(page, '<form method="post" action="/team/jubbega/agenda')
    new_page = client.get(reverse("agenda:plan_detail", args=["jubbega", copy.uuid]))
    assertContains(new_page, f"{address}#plan-{plan.uuid}")
    assertContains(new_page, "ronde 2024–2026")
    here = client.get(reverse("agenda:ronde_detail", args=["jubbega", copy.agenda_id]))
    assertRedirects(here, reverse("agenda:agenda_team", args=["jubbega"]), status_code=303)


def test_the_page_of_a_plan_of_a_closed_round_leads_to_that_round(client: Client, agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    begin(agenda, plan)
    member(client, agenda.wijk)
    address = reverse("agenda:plan_detail", args=["jubbega", plan.uuid])
    old = reverse("agenda:ronde_detail", args=["jubbega", agenda.pk])
    assertRedirects(client.get(address), f"{old}#plan-{plan.uuid}", status_code=303)
    page = client.post(address, {"formulier": "plan", "revisie": "1", "titel": "Nog net getypt"})
    assertContains(page, "Nog net getypt", status_code=409)
    assertContains(page, "Deze ronde is afgesloten", status_code=409)
    plan.refresh_from_db()
    assert plan.titel != "Nog net getypt"


def test_residents_read_an_earlier_agenda_as_it_was_left(client: Client, agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda, "Samen eten")
    f.make_voortgang(f.make_actie(plan, "Zaal huren"), K, tekst="Dat lukte")
    f.make_versie(agenda)
    address = reverse("agenda:agenda_eerder", args=["jubbega", agenda.pk])
    now_page = reverse("agenda:agenda_publiek", args=["jubbega"])
    assertRedirects(client.get(address), now_page)  # it is in force
    new = begin(agenda)
    Agendapunt.objects.filter(pk=plan.pk).update(titel="Later veranderd")
    Wijkagenda.objects.filter(pk=agenda.pk).update(van_jaar=1999)
    assert client.get(reverse("agenda:agenda_eerder", args=["jubbega", new.pk])).status_code == 404
    adopt(new)
    page = client.get(address)
    for each in (
        "Eerdere agenda",
        "2024–2026",
        "Samen eten",
        "Dat lukte",
        "Bekijk de agenda van nu",
        now_page,
    ):
        assertContains(page, each)
    for each in ("Later veranderd", "Ik doe mee", "1999", reverse("rapportage:agenda_pdf", args=["jubbega"])):
        assertNotContains(page, each)
    assertContains(page, reverse("rapportage:eerdere_pdf", args=["jubbega", agenda.pk]))
    assertContains(client.get(now_page), "2024–2026")


@pytest.mark.parametrize(("taal", "zin"), [("en", "Earlier neighbourhood plan"), ("ar", "خطة سابقة للحي")])
def test_an_earlier_agenda_speaks_the_language_of_the_visitor(
    client: Client, agenda: Wijkagenda, taal: str, zin: str
) -> None:
    f.make_versie(agenda)
    adopt(begin(agenda))
    address = reverse("agenda:agenda_eerder", args=["jubbega", agenda.pk])
    assertContains(client.get(address, {"taal": taal}, follow=True), zin)


def test_thirty_plans_take_as_many_queries_as_one(client: Client, agenda: Wijkagenda) -> None:
    member(client, agenda.wijk)
    full_plan(agenda)
    pages = [reverse(f"agenda:{name}", args=["jubbega"]) for name in ("ronde_new", "ronde_list")]

    def count() -> list[int]:
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            found.append(len(queries))
        return found

    one = count()
    for _ in range(29):
        full_plan(agenda)
    assert count() == one
    few = f.make_agenda(f.make_wijk())
    small = [full_plan(few)]
    counts = []
    for each, plans in ((few, small), (agenda, list(agenda.agendapunten.all()))):
        merk = look_ahead(each).merk
        with CaptureQueriesContext(connection) as queries:
            begin(each, *plans, merk=merk)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    Lidmaatschap.objects.create(wijk=few.wijk, gebruiker=Lidmaatschap.objects.get().gebruiker, rol="teamlid")
    old = []
    for each in (few, agenda):
        page = reverse("agenda:ronde_detail", args=[each.wijk.slug, each.pk])
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        old.append(len(queries))
    assert old[0] == old[1]
