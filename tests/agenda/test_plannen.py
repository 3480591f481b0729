"""Plans, actions, requests, evidence and answers through their services."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from agenda.keuzes import ActieStatus, VerzoekAntwoord, VerzoekSoort, WieDoet
from agenda.models import Actie, Agendapunt, Onderbouwing, Terugkoppeling, Voortgang, Wijkagenda
from agenda.selectors import voortgang_of
from agenda.services.acties import (
    make_actie,
    make_verzoek,
    note_voortgang,
    remove_actie,
    update_actie,
    update_verzoek,
)
from agenda.services.merken import update_merken, update_vragen
from agenda.services.onderbouwing import add_onderbouwing, give_terugkoppeling, remove_onderbouwing
from agenda.services.plannen import make_plan, move_plan, remove_plan, update_plan
from agenda.services.waarom import start_agenda, update_waarom
from bewoners.models import Inbreng
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from kern.volgorde import Richting
from tests import factories as f
from tests.tegelijk import together
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda() -> Wijkagenda:
    return f.make_agenda(f.make_wijk())


def test_an_agenda_is_started_once() -> None:
    wijk = f.make_wijk()
    first = start_agenda(wijk=wijk, van_jaar=2027, tot_jaar=2028)
    assert start_agenda(wijk=wijk, van_jaar=2030, tot_jaar=2031) == first
    with pytest.raises(DomeinFout):
        start_agenda(wijk=f.make_wijk(), van_jaar=2028, tot_jaar=2027)
    with pytest.raises(DomeinFout):
        start_agenda(wijk=f.make_wijk(), van_jaar=2020, tot_jaar=2030)


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_once_get_the_same_agenda() -> None:
    wijk = f.make_wijk()

    def start() -> int:
        return start_agenda(wijk=Wijk.objects.get(pk=wijk.pk), van_jaar=2027, tot_jaar=2028).pk

    found = together(*[start] * 4)
    assert len(found) == 4
    assert len(set(found)) == 1


def test_the_first_step_becomes_the_first_action(agenda: Wijkagenda) -> None:
    plan = make_plan(
        agenda=agenda,
        titel=" Samen eten ",
        waarom="Veel mensen eten alleen.",
        trekker="De kookclub",
        eerste_stap="Een kok zoeken",
        wanneer="maart 2027",
    )
    actie = plan.acties.get()
    assert (plan.titel, actie.wat, actie.wanneer) == ("Samen eten", "Een kok zoeken", "maart 2027")
    assert not make_plan(agenda=agenda, titel="Later").acties.exists()
    with pytest.raises(DomeinFout):
        make_plan(agenda=agenda, titel="   ")


def test_the_same_form_sent_twice_is_one_row(agenda: Wijkagenda) -> None:
    sleutel = uuid.uuid4()
    plans = {
        make_plan(agenda=agenda, titel="Samen eten", eerste_stap="x", sleutel=sleutel).pk for _ in range(2)
    }
    assert len(plans) == 1
    plan = Agendapunt.objects.get()
    acties = {make_actie(plan=plan, wat="Bellen", sleutel=sleutel).pk for _ in range(2)}
    assert len(acties) == 1
    soort = VerzoekSoort.UREN
    assert (
        len({make_verzoek(plan=plan, partij="Corporatie", soort=soort, tekst="hulp").pk for _ in "ab"}) == 1
    )


def test_moving_swaps_with_the_neighbour_and_stops_at_the_ends(agenda: Wijkagenda) -> None:
    a, b, c = (f.make_plan(agenda, titel) for titel in "abc")

    def order() -> str:
        return "".join(agenda.agendapunten.in_order().values_list("titel", flat=True))

    assert move_plan(plan=c, richting=Richting.OMHOOG)
    assert order() == "acb"
    assert not move_plan(plan=a, richting=Richting.OMHOOG)
    assert not move_plan(plan=b, richting=Richting.OMLAAG)
    remove_plan(plan=c)
    assert move_plan(plan=a, richting=Richting.OMLAAG)
    assert order() == "ba"


def test_a_stale_form_overwrites_nothing(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    update_plan(plan=plan, revisie=1, titel="Van de eerste")
    with pytest.raises(VerouderdFout) as fout:
        update_plan(plan=plan, revisie=1, titel="Van de tweede")
    assert fout.value.huidig.titel == "Van de eerste"
    actie = f.make_actie(plan)
    update_actie(actie=actie, revisie=1, wat="Van de eerste")
    with pytest.raises(VerouderdFout):
        update_actie(actie=actie, revisie=1, wat="Van de tweede")
    update_waarom(agenda=agenda, revisie=1, van_jaar=2027, tot_jaar=2028, droom="Eerste")
    with pytest.raises(VerouderdFout):
        update_waarom(agenda=agenda, revisie=1, van_jaar=2027, tot_jaar=2028, droom="Tweede")
    assert Agendapunt.objects.get().titel == Actie.objects.get().wat == "Van de eerste"
    assert Wijkagenda.objects.get().droom == "Eerste"


def test_only_goals_and_subjects_of_the_list(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    update_plan(plan=plan, revisie=1, titel="t", onderwerp="T02", doelen=["D6", "D1", "D6"])
    assert Agendapunt.objects.get().doelen == ["D1", "D6"]
    wrongs: list[dict[str, Any]] = [{"doelen": ["D7"]}, {"onderwerp": "T99"}]
    for wrong in wrongs:
        with pytest.raises(DomeinFout):
            update_plan(plan=plan, revisie=2, titel="t", **wrong)


def test_a_plan_is_marked_with_what_stands_in_the_lists(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    region = agenda.wijk.regios.get()
    own, other = f.make_regio(f"BU{region.code[2:]}01"), f.make_regio("BU99999901")
    update_merken(
        plan=plan,
        revisie=1,
        leeftijden=["75+", "15-24", "75+"],
        aandacht=["dementie", "eenzaam"],
        buurten=[own.code],
    )
    row = Agendapunt.objects.get()
    assert (row.leeftijden, row.aandacht, row.buurten) == (
        ["15-24", "75+"],
        ["eenzaam", "dementie"],
        [own.code],
    )
    wrongs: list[dict[str, Any]] = [
        {"leeftijden": ["99"]},
        {"aandacht": ["voetbal"]},
        {"buurten": [own.code, other.code]},
        {"buurten": [region.code]},
    ]
    for wrong in wrongs:
        with pytest.raises(DomeinFout):
            update_merken(plan=plan, revisie=2, **wrong)
    with pytest.raises(VerouderdFout):
        update_merken(plan=plan, revisie=1)
    assert Agendapunt.objects.get().buurten == [own.code]
    update_merken(plan=plan, revisie=2)
    assert Agendapunt.objects.get().buurten == []


def test_the_kind_questions_leave_the_rest_of_the_plan_alone(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda, "Samen eten")
    update_merken(plan=plan, revisie=1, aandacht=["eenzaam"])
    update_vragen(plan=plan, revisie=2, kans=" Er is een keuken. ", eropaf="Maatjes bellen aan.")
    update_plan(plan=plan, revisie=3, titel="Samen koken")
    row = Agendapunt.objects.get()
    assert (row.titel, row.kans, row.eropaf, row.aandacht) == (
        "Samen koken",
        "Er is een keuken.",
        "Maatjes bellen aan.",
        ["eenzaam"],
    )
    with pytest.raises(VerouderdFout):
        update_vragen(plan=plan, revisie=3)
    rows = list(Gebeurtenis.objects.filter(wijk=agenda.wijk).values())
    assert len(rows) == 3
    assert "Maatjes" not in str(rows)


def test_progress_only_grows(agenda: Wijkagenda) -> None:
    actie = f.make_actie(f.make_plan(agenda))

    def note(status: ActieStatus, tekst: str = "") -> Voortgang:
        return note_voortgang(agenda=agenda, actie_uuid=actie.uuid, status=status, tekst=tekst)

    note(ActieStatus.LOOPT)
    note(ActieStatus.LOOPT)
    note(ActieStatus.KLAAR, "De bankjes staan er.")
    assert Voortgang.objects.count() == 2
    assert voortgang_of(agenda)[actie.uuid].tekst == "De bankjes staan er."
    remove_actie(actie=actie)
    assert Voortgang.objects.count() == 2


def test_a_party_answers(agenda: Wijkagenda) -> None:
    verzoek = make_verzoek(
        plan=f.make_plan(agenda), partij="Gemeente", soort=VerzoekSoort.BESLUIT, tekst="Mag dit?", aantal=5
    )
    assert verzoek.aantal is None
    verzoek = update_verzoek(
        verzoek=verzoek,
        revisie=1,
        partij="Gemeente",
        soort=VerzoekSoort.GELD,
        tekst="Geld voor bankjes",
        aantal=900,
        antwoord=VerzoekAntwoord.TOEGEZEGD,
        antwoord_tekst="Ja, in maart.",
    )
    assert (verzoek.aantal, verzoek.antwoord_op, verzoek.antwoord_tekst) == (900, today(), "Ja, in maart.")
    for missing in ({"partij": " "}, {"tekst": ""}, {"soort": "liefde"}):
        values: dict[str, Any] = {"partij": "Gemeente", "soort": VerzoekSoort.UREN, "tekst": "x", **missing}
        with pytest.raises(DomeinFout):
            make_verzoek(plan=f.make_plan(agenda), **values)


def test_evidence_is_added_once_and_taken_away(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    bundel, inbreng = f.make_bundel(agenda.wijk), f.make_inbreng(agenda.wijk)
    for expected in (2, 0):
        assert add_onderbouwing(plan=plan, bundels=[bundel.pk], inbrengen=[inbreng.pk]) == expected
    remove_onderbouwing(onderbouwing=Onderbouwing.objects.get(bundel=bundel))
    assert [rij.inbreng for rij in plan.onderbouwingen.all()] == [inbreng]


def test_evidence_must_be_shared_and_of_this_wijk(agenda: Wijkagenda) -> None:
    plan, other = f.make_plan(agenda), f.make_wijk()
    wrong: list[dict[str, Any]] = [
        {"inbrengen": [f.make_inbreng(agenda.wijk, mag_delen=False).pk]},
        {"inbrengen": [f.make_inbreng(agenda.wijk, status=Inbreng.Status.ONTVANGEN).pk]},
        {"inbrengen": [f.make_inbreng(other).pk]},
        {"bundels": [f.make_bundel(other).pk]},
    ]
    for keuze in wrong:
        with pytest.raises(DomeinFout):
            add_onderbouwing(plan=plan, **keuze)
    assert not Onderbouwing.objects.exists()


def test_the_database_keeps_evidence_inside_the_wijk(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    f.make_onderbouwing(plan, bundel=f.make_bundel(agenda.wijk))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic():
        f.make_onderbouwing(plan, bundel=f.make_bundel(f.make_wijk()))
    with pytest.raises(IntegrityError), transaction.atomic():
        f.make_onderbouwing(plan)


def test_each_bundle_gets_one_answer() -> None:
    bundel = f.make_bundel(f.make_wijk())
    answer = give_terugkoppeling(bundel=bundel, wie=WieDoet.SAMEN, waarom="Wij beginnen in mei.")
    assert give_terugkoppeling(bundel=bundel, wie=WieDoet.SAMEN, waarom="Wij beginnen in mei.") == answer
    with pytest.raises(VerouderdFout):
        give_terugkoppeling(bundel=bundel, wie=WieDoet.NIEMAND, waarom="Toch niet.")
    give_terugkoppeling(bundel=bundel, wie=WieDoet.NIEMAND, waarom="Toch niet.", revisie=1)
    with pytest.raises(VerouderdFout):
        give_terugkoppeling(bundel=bundel, wie=WieDoet.SAMEN, waarom="Of wel.", revisie=1)
    assert Terugkoppeling.objects.get().waarom == "Toch niet."
    with pytest.raises(DomeinFout):
        give_terugkoppeling(bundel=f.make_bundel(bundel.wijk), wie=WieDoet.SAMEN, waarom=" ")


def test_the_log_names_what_was_done_but_no_content(agenda: Wijkagenda) -> None:
    gebruiker = f.make_gebruiker()
    plan = make_plan(agenda=agenda, titel="Geheim plan", door=gebruiker)
    make_actie(plan=plan, wat="Geheime actie", door=gebruiker)
    rows = list(Gebeurtenis.objects.filter(gebruiker=gebruiker).values())
    assert {row["actie"] for row in rows} == {"plan_gemaakt", "actie_gemaakt"}
    assert "Gehei" not in str(rows)
