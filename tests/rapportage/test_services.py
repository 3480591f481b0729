"""A report from question to file: who may take it, what is stored, what the sweeper finds."""

from __future__ import annotations

import datetime as dt
import sys
import uuid
from collections.abc import Callable, Mapping

import pytest
from django.db.models import QuerySet

from agenda.inhoud import Inhoud
from agenda.models import AgendaVersie, Wijkagenda
from agenda.opbouw import build_inhoud
from agenda.services.redactie import redact_passage
from bewoners.models import Inbreng
from kern.fouten import DomeinFout
from kern.klok import now
from kern.models import Bestand
from rapportage import services
from rapportage.blad import short_link
from rapportage.models import Rapport
from rapportage.services import Ingehaald, Opdracht
from rapportage.tasks import FOUT_PANGO, maak
from rapportage.werk import Agendawerk
from tests.factories import (
    make_agenda,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_versie,
    make_wijk,
)
from tests.tegelijk import together
from wijken.models import Gebeurtenis, Kortelink

pytestmark = pytest.mark.django_db
Status = Rapport.Status


def draft() -> Wijkagenda:
    """An agenda with one plan and one quote."""
    agenda = make_agenda(make_wijk())
    make_onderbouwing(make_plan(agenda), inbreng=make_inbreng(agenda.wijk, "Ik mis een bankje."))
    return agenda


def adopted() -> AgendaVersie:
    return make_versie(draft())


def take(rapport: Rapport) -> Opdracht:
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    return opdracht


def finish(opdracht: Opdracht, pdf: bytes = b"%PDF-1.7 proef") -> None:
    services.finish_rapport(opdracht=opdracht, pdf=pdf, bladzijden=12)


def expire(rapport: Rapport) -> None:
    """The worker that had it is gone: its lease is over."""
    Rapport.objects.filter(pk=rapport.pk).update(lease_tot=now() - dt.timedelta(seconds=1))


def fresh(rapport: Rapport) -> Rapport:
    return Rapport.objects.select_related("bestand").get(pk=rapport.pk)


# ---- asking ------------------------------------------------------------------------------------
def test_asking_twice_gives_one_row() -> None:
    agenda, gebruiker = draft(), make_gebruiker()
    first = services.request_rapport(agenda=agenda, door=gebruiker)
    assert services.request_rapport(agenda=agenda, door=gebruiker) == first
    versie = make_versie(agenda)
    report = services.request_rapport(agenda=agenda, versie=versie)
    assert services.request_rapport(agenda=agenda, versie=versie) == report
    assert Rapport.objects.count() == 2
    assert Gebeurtenis.objects.filter(actie="rapport_gevraagd").count() == 2


def test_a_new_draft_may_be_asked_for_when_the_last_is_ready() -> None:
    agenda = draft()
    first = services.request_rapport(agenda=agenda)
    finish(take(first))
    assert services.request_rapport(agenda=agenda) != first


def test_retry_is_only_for_what_failed() -> None:
    gebruiker, agenda = make_gebruiker(), draft()
    rapport = services.request_rapport(agenda=agenda)
    opdracht = take(rapport)
    assert services.retry_rapport(rapport=rapport, door=gebruiker).status == Status.BEZIG
    services.fail_rapport(opdracht=opdracht, zin="Het lukte niet.", definitief=True)
    assert (fresh(rapport).status, fresh(rapport).fout) == (Status.MISLUKT, "Het lukte niet.")
    again = services.retry_rapport(rapport=rapport, door=gebruiker)
    assert (again.status, again.poging, again.fout) == (Status.WACHT, 0, "")


def test_retry_of_an_old_draft_while_a_new_one_waits_is_refused() -> None:
    agenda = draft()
    old = services.request_rapport(agenda=agenda)
    services.fail_rapport(opdracht=take(old), zin="Het lukte niet.", definitief=True)
    services.request_rapport(agenda=agenda)
    with pytest.raises(DomeinFout, match="al een nieuwe PDF"):
        services.retry_rapport(rapport=old, door=make_gebruiker())
    assert fresh(old).status == Status.MISLUKT


# ---- taking and finishing -----------------------------------------------------------------------
def test_taken_once_until_the_lease_is_over() -> None:
    rapport = services.request_rapport(agenda=draft())
    assert take(rapport).poging == 1
    assert services.take_rapport(rapport_id=rapport.pk) is None
    expire(rapport)
    assert take(rapport).poging == 2


def test_only_the_last_attempt_is_stored() -> None:
    rapport = services.request_rapport(agenda=draft())
    slow = take(rapport)
    expire(rapport)
    quick = take(rapport)
    finish(quick, b"%PDF-1.7 snel")
    with pytest.raises(Ingehaald):
        finish(slow, b"%PDF-1.7 traag")
    with pytest.raises(Ingehaald):
        services.enter_step(opdracht=slow, nummer=3)
    services.fail_rapport(opdracht=slow, zin="Te laat.", definitief=True)
    services.postpone_rapport(opdracht=slow, zin="Te laat.")
    stored = fresh(rapport)
    assert stored.status == Status.KLAAR
    assert stored.bestand is not None
    assert bytes(stored.bestand.inhoud) == b"%PDF-1.7 snel"
    assert Bestand.objects.count() == 1


def test_a_step_is_written_and_renews_the_lease() -> None:
    rapport = services.request_rapport(agenda=draft())
    opdracht = take(rapport)
    expire(rapport)
    services.enter_step(opdracht=opdracht, nummer=3)
    row = fresh(rapport)
    assert (row.stap, row.stap_nummer) == ("Opmaken", 3)
    assert row.lease_tot is not None
    assert row.lease_tot > now()


def test_the_qr_code_leads_to_the_short_link_when_there_is_one() -> None:
    wijk = make_wijk("heide")
    assert short_link(wijk) == "http://testserver/wijken/heide/inbreng/"
    Kortelink.objects.create(code="km4t7h", wijk=wijk, doel="inbreng", datum=now().date())
    assert short_link(wijk) == "http://testserver/d/km4t7h/"


def inhoud_of(opdracht: Opdracht) -> Inhoud:
    """What an agenda's PDF is made of."""
    assert isinstance(opdracht.wat, Agendawerk)
    return opdracht.wat.inhoud


def test_an_adopted_agenda_is_made_from_its_copy_alone() -> None:
    versie = adopted()
    versie.agenda.agendapunten.update(titel="Later veranderd")
    rapport = services.request_rapport(agenda=versie.agenda, versie=versie)
    opdracht = take(rapport)
    assert inhoud_of(opdracht)["plannen"][0]["titel"] == "Een groene plek om te zitten"
    assert isinstance(opdracht.wat, Agendawerk)
    assert not opdracht.wat.concept


def test_each_plan_of_an_adopted_agenda_gets_its_short_link_and_keeps_it() -> None:
    versie = adopted()
    wijk = versie.wijk

    def links() -> Mapping[uuid.UUID, str]:
        opdracht = take(services.request_rapport(agenda=versie.agenda, versie=versie))
        assert isinstance(opdracht.wat, Agendawerk)
        Rapport.objects.all().delete()
        return opdracht.wat.planlinks

    first = links()
    rows = Kortelink.objects.filter(wijk=wijk, doel="plan")
    assert first == {row.sleutel: f"http://testserver/d/{row.code}/" for row in rows}
    assert [str(key) for key in first] == [plan["uuid"] for plan in versie.inhoud["plannen"]]
    assert links() == first


def test_a_draft_has_no_pages_to_lead_to() -> None:
    opdracht = take(services.request_rapport(agenda=draft()))
    assert isinstance(opdracht.wat, Agendawerk)
    assert opdracht.wat.planlinks == {}
    assert not Kortelink.objects.filter(doel="plan").exists()


# ---- sweeping -----------------------------------------------------------------------------------
def test_sweep_brings_back_what_a_worker_left_three_times() -> None:
    rapport = services.request_rapport(agenda=draft())
    for poging in (1, 2):
        assert take(rapport).poging == poging
        assert services.sweep().terug == 0  # the lease is not over
        expire(rapport)
        assert services.sweep().terug == 1
        assert fresh(rapport).status == Status.WACHT
    take(rapport)
    expire(rapport)
    assert services.take_rapport(rapport_id=rapport.pk) is None
    assert services.sweep().mislukt == 1
    assert fresh(rapport).status == Status.MISLUKT
    assert "Probeer het opnieuw" in fresh(rapport).fout
    assert Gebeurtenis.objects.filter(actie="rapport_gemaakt", resultaat="mislukt").count() == 1


def test_sweep_asks_for_adopted_agendas_once() -> None:
    versie = adopted()
    assert services.sweep().nieuw == 1
    assert services.sweep().nieuw == 0
    assert Rapport.objects.get().versie == versie


def test_after_a_redaction_the_old_file_goes_and_a_new_one_is_made() -> None:
    versie = adopted()
    old = services.request_rapport(agenda=versie.agenda, versie=versie)
    finish(take(old))
    sleutel = next(iter(versie.inhoud["citaten"]))
    versie = redact_passage(versie=versie, pad=["citaten", sleutel, "tekst"])
    with pytest.raises(DomeinFout, match="weggehaald"):
        services.open_file(rapport=Rapport.objects.get(pk=old.pk), door=make_gebruiker())
    veging = services.sweep()
    assert (veging.weg, veging.nieuw) == (1, 1)
    new = Rapport.objects.get()
    assert new.redacties == 1
    assert not Bestand.objects.exists()
    assert inhoud_of(take(new))["citaten"][sleutel]["tekst"] == "[weggehaald]"


def test_a_report_asked_for_before_a_redaction_is_made_from_after_it() -> None:
    versie = adopted()
    waiting = services.request_rapport(agenda=versie.agenda, versie=versie)
    sleutel = next(iter(versie.inhoud["citaten"]))
    redact_passage(versie=versie, pad=["citaten", sleutel, "tekst"])
    opdracht = take(waiting)
    assert inhoud_of(opdracht)["citaten"][sleutel]["tekst"] == "[weggehaald]"
    assert fresh(waiting).redacties == 1
    finish(opdracht)
    assert services.sweep().nieuw == 0


def test_an_overtaken_waiting_report_disappears() -> None:
    versie = adopted()
    waiting = services.request_rapport(agenda=versie.agenda, versie=versie)
    sleutel = next(iter(versie.inhoud["citaten"]))
    versie = redact_passage(versie=versie, pad=["citaten", sleutel, "tekst"])
    newer = services.request_rapport(agenda=versie.agenda, versie=versie)
    assert newer != waiting
    assert services.take_rapport(rapport_id=waiting.pk) is None
    assert Rapport.objects.get() == newer


def hide(inbreng: QuerySet[Inbreng]) -> None:
    inbreng.update(mag_delen=False)


def mask(inbreng: QuerySet[Inbreng]) -> None:
    inbreng.update(tekst="Ik mis een […].")


def unpublish(inbreng: QuerySet[Inbreng]) -> None:
    inbreng.update(status=Inbreng.Status.ONTVANGEN)


@pytest.mark.parametrize("change", [hide, mask, unpublish])
def test_a_draft_with_a_quote_that_changed_is_not_handed_out(
    change: Callable[[QuerySet[Inbreng]], None],
) -> None:
    agenda, gebruiker = draft(), make_gebruiker()
    rapport = services.request_rapport(agenda=agenda)
    finish(take(rapport))
    assert services.open_file(rapport=fresh(rapport), door=gebruiker).sha256
    change(Inbreng.objects.all())
    with pytest.raises(DomeinFout, match="veranderd of weggehaald"):
        services.open_file(rapport=fresh(rapport), door=gebruiker)
    assert not Rapport.objects.exists()
    assert not Bestand.objects.exists()


def test_sweep_drops_old_drafts_and_drafts_with_a_quote_that_was_taken_back() -> None:
    kept, quoted, old = (services.request_rapport(agenda=draft()) for _ in range(3))
    for rapport in (kept, quoted, old):
        finish(take(rapport))
    assert services.sweep().weg == 0
    Inbreng.objects.filter(pk__in=fresh(quoted).citaten).update(mag_delen=False)
    Rapport.objects.filter(pk=old.pk).update(gevraagd_op=now() - dt.timedelta(days=2))
    assert services.sweep().weg == 2
    assert Rapport.objects.get() == kept
    assert Bestand.objects.count() == 1


def test_no_quote_stands_in_the_row() -> None:
    rapport = services.request_rapport(agenda=draft())
    take(rapport)
    assert len(fresh(rapport).citaten) == 1
    assert "bankje" not in str(fresh(rapport).citaten)


# ---- the task -----------------------------------------------------------------------------------
@pytest.mark.pdf
def test_task_run_twice_makes_one_report(pango: None) -> None:
    rapport = services.request_rapport(agenda=draft())
    maak(str(rapport.pk))
    first = fresh(rapport)
    assert first.status == Status.KLAAR, first.fout
    assert first.bestand is not None
    assert first.bladzijden is not None
    assert bytes(first.bestand.inhoud).startswith(b"%PDF-1.7")
    assert first.stap == "Bewaren"
    maak(str(rapport.pk))
    maak(str(uuid.uuid4()))
    assert fresh(rapport).bestand_id == first.bestand_id
    assert Bestand.objects.count() == 1


@pytest.mark.pdf
def test_an_agenda_that_is_too_long_fails_with_its_sentence(pango: None) -> None:
    agenda = draft()
    for number in range(251):
        make_plan(agenda, f"Plan {number}", volgorde=number)
    rapport = services.request_rapport(agenda=agenda)
    maak(str(rapport.pk))
    row = fresh(rapport)
    assert (row.status, row.poging) == (Status.MISLUKT, 1)
    assert row.fout == "Deze agenda is te lang voor een PDF. Maak de teksten korter."


def test_without_pango_it_waits_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapportage.opmaak", None)  # as if its import failed
    rapport = services.request_rapport(agenda=draft())
    for _ in range(4):
        maak(str(rapport.pk))
    row = fresh(rapport)
    assert (row.status, row.poging, row.fout) == (Status.WACHT, 0, FOUT_PANGO)


@pytest.mark.pdf
def test_a_document_that_cannot_be_made_fails_after_three_attempts(pango: None) -> None:
    agenda = draft()
    inhoud = build_inhoud(agenda)
    del inhoud["waarom"]  # type: ignore[misc] # a document of a schema that this programme does not know
    versie = make_versie(agenda, inhoud=inhoud)
    rapport = services.request_rapport(agenda=agenda, versie=versie)
    for poging in (1, 2, 3):
        maak(str(rapport.pk))
        assert fresh(rapport).poging == poging
    assert fresh(rapport).status == Status.MISLUKT
    assert fresh(rapport).fout == "Het maken van de PDF lukte niet. Probeer het opnieuw."


# ---- at the same time ---------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_five_at_once_ask_for_one_draft() -> None:
    agenda = draft()
    found = together(*[lambda: services.request_rapport(agenda=agenda).pk] * 5)
    assert len(found) == 5
    assert len(set(found)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_take_it_once() -> None:
    rapport = services.request_rapport(agenda=draft())
    taken = together(*[lambda: services.take_rapport(rapport_id=rapport.pk)] * 4)
    assert sum(opdracht is not None for opdracht in taken) == 1
    assert fresh(rapport).poging == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once() -> None:
    versie = adopted()
    lost = services.request_rapport(agenda=draft())
    take(lost)
    expire(lost)
    together(services.sweep, services.sweep, services.sweep)
    assert Rapport.objects.filter(versie=versie).count() == 1
    assert fresh(lost).status == Status.WACHT
    assert Rapport.objects.count() == 2
