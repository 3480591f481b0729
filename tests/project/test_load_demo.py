"""The sample wijken: a whole cycle, made by the services, and made once."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from agenda.models import Aanbieding, AgendaVersie, Terugkoppeling, Voortgang
from agenda.selectors import newest_versie
from bewoners.models import Bundel, Inbreng, Kanaal
from gebruikers.models import Gebruiker
from kern.tekstcontrole import lijkt_hulpvraag
from tests.factories import make_wijk
from tests.project.test_wall import our_models
from wijkagenda.voorbeeld.laden import try_code
from wijken.models import Kortelink, Lidmaatschap, Wijk
from wijken.volgcodes import find_volgcode

pytestmark = pytest.mark.django_db
Status = Inbreng.Status


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def count_rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in our_models()}


def test_a_second_run_changes_nothing() -> None:
    assert "staan klaar" in load()
    before = count_rows()
    assert "stonden er al" in load()
    assert count_rows() == before


def test_a_whole_cycle_is_there() -> None:
    load()
    wijk = Wijk.objects.get(slug="jubbega")
    inbreng = Inbreng.objects.for_wijk(wijk)
    assert wijk.voorbeeld
    assert wijk.gemeente_id == "GM0074"
    assert inbreng.count() >= 40
    assert set(inbreng.values_list("taal", flat=True)) == {"nl", "en", "ar", "tr", "und"}
    assert set(inbreng.values_list("kanaal", flat=True)) == set(Kanaal.values)
    assert set(inbreng.values_list("status", flat=True)) == set(Status.values)
    assert inbreng.exclude(buurt=None).values("buurt").distinct().count() == 7
    assert Bundel.objects.for_wijk(wijk).count() == Terugkoppeling.objects.count() == 11
    versie = newest_versie(wijk)
    assert versie is not None
    assert (versie.voor, versie.van, versie.door) == (41, 44, "bewonersavond")
    assert len(versie.inhoud["plannen"]) == 5
    assert all(plan["bewijs"] and plan["acties"] for plan in versie.inhoud["plannen"])
    assert versie.inhoud["cijfers"]
    assert Aanbieding.objects.get(versie=versie).besluit == "deels"
    assert Voortgang.objects.filter(datum__gt=versie.datum).exists()


def test_the_round_before_is_closed_and_can_still_be_read() -> None:
    load()
    wijk = Wijk.objects.get(slug="jubbega")
    before, now_ = AgendaVersie.objects.filter(wijk=wijk).order_by("datum")
    assert before.agenda.actief is False
    assert now_.agenda.vorige_id == before.agenda_id
    assert before.agenda.afgesloten_op is not None
    assert before.datum < before.agenda.afgesloten_op <= now_.datum
    told = set(Voortgang.objects.filter(agenda=before.agenda).values_list("status", flat=True))
    assert told == {"klaar", "gestopt"}
    titles = {each["titel"] for each in now_.inhoud["antwoorden"]}
    assert len(titles) == 9
    assert titles.isdisjoint(each["titel"] for each in before.inhoud["antwoorden"])


def test_the_inbox_holds_what_a_team_must_look_at() -> None:
    load()
    new = Inbreng.objects.awaiting_moderation()
    assert new.count() == 6
    versie = AgendaVersie.objects.get(agenda__actief=True)
    assert all(inbreng.datum > versie.datum for inbreng in new)
    assert versie.inhoud["deelname"]["aantal"] + new.count() <= Inbreng.objects.count()
    assert [inbreng for inbreng in new if "telefoon" in inbreng.signalen]
    assert [inbreng for inbreng in new if lijkt_hulpvraag(inbreng.tekst)]
    assert new.filter(vertaling=None).exclude(taal="nl").count() == 2
    assert new.get(invoer__vel=12).namens_aantal == 8
    assert [citaat for citaat in versie.inhoud["citaten"].values() if citaat.get("vertaling")]


def test_nothing_of_a_masked_or_erased_text_is_left() -> None:
    load()
    assert not Inbreng.objects.filter(tekst__contains="Sietske").exists()
    assert Inbreng.objects.filter(tekst__contains="[naam]", gemaskeerd=True).count() == 1
    assert Inbreng.objects.get(status=Status.AFGEHANDELD).tekst == ""


def test_the_printed_code_leads_to_its_input() -> None:
    assert try_code() in load()
    volgcode = find_volgcode(try_code())
    assert volgcode is not None
    assert Inbreng.objects.get(volgcode=volgcode).tekst.startswith("Ik mis een bankje")


def test_the_second_wijk_is_open_and_empty() -> None:
    load()
    wijk = Wijk.objects.get(slug="oranjewoud")
    assert not Inbreng.objects.for_wijk(wijk).exists()
    assert Kortelink.objects.filter(wijk=wijk).count() == 1
    assert Lidmaatschap.objects.filter(wijk=wijk).count() == 4


def test_the_accounts_of_the_contract_can_sign_in_only_in_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    load()
    assert Gebruiker.objects.count() == 5
    assert not any(gebruiker.has_usable_password() for gebruiker in Gebruiker.objects.all())
    settings.DEMO = True
    load()
    for name in ("coordinator", "teamlid", "invoerder", "partner", "beheer"):
        gebruiker = Gebruiker.objects.get(email=f"{name}@demo.example")
        assert gebruiker.check_password("wijkagenda-demo")
        assert gebruiker.is_beheerder == (name == "beheer")
        roles = set(gebruiker.lidmaatschappen.values_list("rol", flat=True))
        assert roles == ({name} if name != "beheer" else set())


def test_a_real_wijk_of_that_name_is_left_alone() -> None:
    make_wijk("jubbega", naam="Jubbega")
    with pytest.raises(CommandError, match="al een echte wijk"):
        load()
    assert not Inbreng.objects.exists()


def test_there_is_no_table_without_a_word_in_this_test() -> None:
    """A table that comes later must be filled by the sample, or named here."""
    load()
    empty = {label for label, count in count_rows().items() if not count}
    later = {
        "gebruikers.Inlogpoging",
        "wijken.Bericht",
        "wijken.Kaartbestand",
        "wijken.Cijferbestand",
        "wijken.Grens",  # borders are not ours to give away
        "bewoners.Concept",
        "analyse.Invoeravond",
        "analyse.Lijstinvoer",
    }
    made_by_workers = {"rapportage.Rapport", "kern.Levensteken"}
    assert empty == later | made_by_workers
