"""A report with what the team chose: what may be chosen, what is made once, and what is never handed out."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agenda.models import Agendapunt, AgendaVersie, Wijkagenda
from agenda.opbouw import build_inhoud
from agenda.services.plannen import update_plan
from agenda.services.redactie import redact_passage
from kern.fouten import DomeinFout
from kern.klok import now
from kern.models import Bestand
from rapportage import services
from rapportage.models import Rapport
from rapportage.samenstelling import (
    OPENBAAR,
    STANDAARD,
    Hoofdstuk,
    Onderdeel,
    Papier,
    Samenstelling,
    read_samenstelling,
)
from rapportage.services import Opdracht
from rapportage.werk import Agendawerk
from tests.factories import (
    Rol,
    make_agenda,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_versie,
    make_wijk,
)

pytestmark = pytest.mark.django_db
Soort, Status = Rapport.Soort, Rapport.Status
KEUZE = Samenstelling(hoofdstukken=(Hoofdstuk.PLANNEN, Hoofdstuk.KOMPAS))
INTERN = Samenstelling(hoofdstukken=(Hoofdstuk.PLANNEN,), toon=OPENBAAR | {Onderdeel.NOTITIES})


def draft(slug: str = "jubbega") -> Wijkagenda:
    agenda = make_agenda(make_wijk(slug))
    plan = make_plan(agenda)
    make_onderbouwing(plan, inbreng=make_inbreng(agenda.wijk, "Ik mis een bankje."))
    Agendapunt.objects.update(notitie="Bel eerst de beheerder.")
    return agenda


def ask(agenda: Wijkagenda, keuze: Samenstelling = KEUZE, **kwargs: Any) -> Rapport:
    kwargs.setdefault("soort", Soort.AGENDA)
    return services.request_samengesteld(agenda=agenda, samenstelling=keuze, **kwargs)


def take(rapport: Rapport) -> Opdracht:
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    return opdracht


def finish(rapport: Rapport, pdf: bytes = b"%PDF-1.7 proef") -> Rapport:
    services.finish_rapport(opdracht=take(rapport), pdf=pdf, bladzijden=3)
    return Rapport.objects.get(pk=rapport.pk)


def redact(versie: AgendaVersie) -> AgendaVersie:
    sleutel = next(iter(versie.inhoud["citaten"]))
    return redact_passage(versie=versie, pad=["citaten", sleutel, "tekst"])


# ---- the shape ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("soort", "keuze"),
    [
        (Soort.AGENDA, KEUZE),
        (Soort.AGENDA, INTERN),
        (Soort.UITVOERINGSPLAN, Samenstelling()),
        (Soort.TERUGBLIK, Samenstelling(jaar=2026)),
        (Soort.POSTER, Samenstelling(bundels=(uuid.uuid4(), uuid.uuid4()), papier=Papier.A3)),
        (Soort.BRIEF, Samenstelling(inleiding="Wij komen graag langs.")),
    ],
)
def test_what_was_chosen_comes_back_out_of_the_column(soort: str, keuze: Samenstelling) -> None:
    column = json.loads(json.dumps(keuze.to_json(soort)))
    assert column["versie"] == 1
    assert read_samenstelling(soort, column) == keuze


def test_the_whole_agenda_is_an_empty_choice() -> None:
    assert Samenstelling().to_json(Soort.AGENDA) == {}
    assert read_samenstelling(Soort.AGENDA, {}).hoofdstukken == STANDAARD
    turned = Samenstelling(hoofdstukken=tuple(reversed(STANDAARD)))
    assert turned.to_json(Soort.AGENDA)["hoofdstukken"][0] == "bronnen"


GOED: dict[str, Any] = {"versie": 1, "hoofdstukken": ["plannen"], "toon": ["acties"]}


@pytest.mark.parametrize(
    ("soort", "column", "zin"),
    [
        (Soort.AGENDA, {**GOED, "versie": 2}, "kennen wij niet"),
        (Soort.AGENDA, {**GOED, "hoofdstukken": ["geheim"]}, "kennen wij niet"),
        (Soort.AGENDA, {**GOED, "toon": ["namen"]}, "kennen wij niet"),
        (Soort.AGENDA, {**GOED, "meer": 1}, "kennen wij niet"),
        (Soort.AGENDA, {"versie": 1, "toon": []}, "kennen wij niet"),
        (Soort.AGENDA, {**GOED, "hoofdstukken": []}, "minstens één hoofdstuk"),
        (Soort.AGENDA, {**GOED, "hoofdstukken": ["plannen", "plannen"]}, "twee keer"),
        (Soort.TERUGBLIK, {"versie": 1, "jaar": "2026"}, "kennen wij niet"),
        (Soort.TERUGBLIK, {"versie": 1, "jaar": 20260}, "kennen wij niet"),
        (Soort.POSTER, {"versie": 1, "bundels": ["een"], "papier": "A4"}, "kennen wij niet"),
        (Soort.POSTER, {"versie": 1, "bundels": [], "papier": "A0"}, "kennen wij niet"),
        (
            Soort.POSTER,
            {"versie": 1, "bundels": [str(uuid.uuid4()) for _ in range(7)], "papier": "A4"},
            "hooguit zes",
        ),
        (Soort.BRIEF, {"versie": 1, "inleiding": "x" * 1201}, "te lang"),
        (Soort.BRIEF, {"versie": 1, "inleiding": None}, "kennen wij niet"),
        (Soort.BRIEF, GOED, "kennen wij niet"),
    ],
)
def test_what_we_do_not_know_is_refused_with_a_sentence(soort: str, column: dict[str, Any], zin: str) -> None:
    with pytest.raises(DomeinFout, match=zin):
        read_samenstelling(soort, column)


def test_a_choice_of_another_version_fails_once_and_says_so() -> None:
    versie = make_versie(draft())
    rapport = ask(versie.agenda, versie=versie)
    Rapport.objects.filter(pk=rapport.pk).update(samenstelling={**GOED, "versie": 9})
    assert services.take_rapport(rapport_id=rapport.pk) is None
    row = Rapport.objects.get(pk=rapport.pk)
    assert row.status == Status.MISLUKT
    assert "Kies opnieuw" in row.fout


# ---- asking -------------------------------------------------------------------------------------
def test_the_same_choice_is_made_once_while_it_waits() -> None:
    versie = make_versie(draft())
    agenda = versie.agenda
    first = ask(agenda, versie=versie)
    assert ask(agenda, versie=versie) == first
    assert ask(agenda, INTERN, versie=versie) != first
    assert ask(agenda) != first  # of the draft
    poster = ask(agenda, Samenstelling(), soort=Soort.POSTER, versie=versie)
    assert ask(agenda, Samenstelling(), soort=Soort.POSTER, versie=versie, taal="en") != poster
    finish(first)
    assert ask(agenda, versie=versie) != first


def test_all_chapters_as_they_are_is_the_whole_agenda_itself() -> None:
    versie = make_versie(draft())
    whole = services.request_rapport(agenda=versie.agenda, versie=versie)
    assert ask(versie.agenda, Samenstelling(), versie=versie) == whole
    ask(versie.agenda, versie=versie)
    assert services.sweep().nieuw == 0


def test_a_choice_does_not_stand_for_the_whole() -> None:
    versie = make_versie(draft())
    ask(versie.agenda, versie=versie)
    assert services.sweep().nieuw == 1


@pytest.mark.parametrize("soort", [Soort.POSTER, Soort.BRIEF, Soort.TERUGBLIK])
def test_what_residents_get_is_only_made_of_an_adopted_agenda(soort: Rapport.Soort) -> None:
    with pytest.raises(DomeinFout, match="eerst vast"):
        ask(draft(), Samenstelling(jaar=2026), soort=soort)
    assert not Rapport.objects.exists()


def test_a_language_that_we_do_not_have_and_a_number_of_a_person_are_refused() -> None:
    versie = make_versie(draft())
    with pytest.raises(DomeinFout, match="taal"):
        ask(versie.agenda, Samenstelling(), soort=Soort.POSTER, versie=versie, taal="uk")
    keuze = Samenstelling(inleiding="Maak het over op NL91 ABNA 0417 1643 00.")
    with pytest.raises(DomeinFout, match="rekeningnummer"):
        ask(versie.agenda, keuze, soort=Soort.BRIEF, versie=versie)


def test_a_failed_one_is_not_tried_again_beside_the_same_that_waits() -> None:
    agenda = draft()
    old = ask(agenda)
    services.fail_rapport(opdracht=take(old), zin="Het lukte niet.", definitief=True)
    ask(agenda)
    with pytest.raises(DomeinFout, match="al opnieuw"):
        services.retry_rapport(rapport=old, door=make_gebruiker())


# ---- notes of the team --------------------------------------------------------------------------
def test_notes_are_in_no_document_and_only_in_a_report_that_asks_for_them() -> None:
    agenda = draft()
    assert "beheerder" not in json.dumps(build_inhoud(agenda))
    versie = make_versie(agenda)
    for keuze, expected in ((KEUZE, {}), (INTERN, {str(agenda.agendapunten.get().uuid)})):
        opdracht = take(ask(agenda, keuze, versie=versie))
        assert isinstance(opdracht.wat, Agendawerk)
        assert set(opdracht.wat.bijlage.notities) == set(expected)
        assert "beheerder" not in json.dumps(opdracht.wat.inhoud)


def test_a_note_is_kept_with_the_plan_and_stays_when_it_is_not_sent() -> None:
    plan = make_plan(make_agenda(make_wijk()))
    plan = update_plan(plan=plan, revisie=1, titel="Banken", notitie=" Bel eerst. ")
    assert plan.notitie == "Bel eerst."
    plan = update_plan(plan=plan, revisie=2, titel="Bankjes")
    assert plan.notitie == "Bel eerst."
    with pytest.raises(DomeinFout, match="BSN"):
        update_plan(plan=plan, revisie=3, titel="Bankjes", notitie="Zijn bsn is 111222333.")


# ---- handing out --------------------------------------------------------------------------------
def test_the_public_address_never_gives_a_choice(client: Client) -> None:
    versie = make_versie(draft())
    for keuze in (KEUZE, INTERN):
        finish(ask(versie.agenda, keuze, versie=versie), b"%PDF-1.7 intern")
    answer = client.get(reverse("rapportage:agenda_pdf", args=["jubbega"]))
    assert answer.status_code == 503
    finish(Rapport.objects.whole().get(), b"%PDF-1.7 heel")
    assert client.get(reverse("rapportage:agenda_pdf", args=["jubbega"])).content == b"%PDF-1.7 heel"


def test_a_download_is_the_stored_file_each_time(client: Client) -> None:
    versie = make_versie(draft())
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=versie.wijk))
    rapport = finish(ask(versie.agenda, INTERN, versie=versie))
    address = reverse("rapportage:rapport_download", args=["jubbega", rapport.pk])
    first = client.get(address)
    Agendapunt.objects.update(notitie="Intussen iets anders.")
    second = client.get(address)
    assert first.content == second.content == b"%PDF-1.7 proef"
    assert rapport.bestand is not None
    assert first["ETag"] == second["ETag"] == f'"{rapport.bestand.sha256}"'
    assert "keuze-alleen-team.pdf" in first["Content-Disposition"]


def test_after_a_redaction_everything_of_that_version_is_made_anew() -> None:
    versie = make_versie(draft())
    asked = [
        ask(versie.agenda, keuze, soort=soort, versie=versie)
        for soort, keuze in (
            (Soort.AGENDA, KEUZE),
            (Soort.UITVOERINGSPLAN, Samenstelling()),
            (Soort.TERUGBLIK, Samenstelling(jaar=2026)),
            (Soort.POSTER, Samenstelling()),
            (Soort.BRIEF, Samenstelling()),
        )
    ]
    done = [finish(rapport) for rapport in asked]
    redact(versie)
    for rapport in done:
        with pytest.raises(DomeinFout, match="weggehaald"):
            services.open_file(rapport=Rapport.objects.get(pk=rapport.pk), door=make_gebruiker())
    services.sweep()
    assert not Bestand.objects.exists()
    for rapport in Rapport.objects.filter(pk__in=[each.pk for each in done]):
        assert (rapport.status, rapport.redacties, rapport.poging) == (Status.WACHT, 1, 0)
    opdracht = take(done[0])
    assert isinstance(opdracht.wat, Agendawerk)
    assert "Ik mis een bankje." not in json.dumps(opdracht.wat.inhoud)
    assert services.sweep().weg == 0


def test_what_waits_during_a_redaction_is_made_from_after_it() -> None:
    versie = make_versie(draft())
    waiting = ask(versie.agenda, versie=versie)
    services.request_rapport(agenda=versie.agenda, versie=redact(versie))
    finish(waiting)
    assert Rapport.objects.get(pk=waiting.pk).redacties == 1


def test_drafts_of_every_kind_go_after_a_day_and_with_a_quote_that_was_taken_back() -> None:
    agenda = draft()
    plan = finish(ask(agenda, Samenstelling(), soort=Soort.UITVOERINGSPLAN))
    chosen = finish(ask(agenda))
    assert services.sweep().weg == 0
    Rapport.objects.filter(pk=plan.pk).update(gevraagd_op=now() - dt.timedelta(days=2))
    agenda.wijk.inbrengen.update(mag_delen=False)
    with pytest.raises(DomeinFout, match="veranderd of weggehaald"):
        services.open_file(rapport=chosen, door=make_gebruiker())
    assert services.sweep().weg == 1
    assert not Rapport.objects.exists()
