"""Every table and every text column has a policy, and every rule does what the file says on the right day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import models

from agenda.bewaartermijnen import apply_policy, expired
from agenda.models import Steun
from agenda.tasks import bewaartermijnen as nightly_task
from bewoners.models import Concept, Contactverzoek, Inbreng, Vertaling
from gebruikers.models import Gebruiker, Inlogpoging
from kern import klok
from kern.bewaren import Beleid, Regel, read_policy
from kern.models import Bestand
from kern.opslag import store_bestand
from rapportage.models import Rapport
from tests.factories import (
    make_actie,
    make_agenda,
    make_cijferbestand,
    make_fasekeuze,
    make_gebruiker,
    make_inbreng,
    make_invoer,
    make_onderbouwing,
    make_plan,
    make_versie,
    make_vertaling,
    make_verzoek,
    make_wijk,
)
from tests.samen import (
    make_aanbod,
    make_behoefte,
    make_groepslid,
    make_naamtoestemming,
    make_reactie,
    make_reactieronde,
    make_steun,
    make_toegangslink,
    make_toezegging,
    make_verzoekvraag,
    make_volger,
    make_voortgangsvraag,
)
from tests.vragen import (
    make_antwoordbestand,
    make_deurronde,
    make_drukronde,
    make_invoeravond,
    make_inzending,
    make_lijstinvoer,
    make_straatdeel,
    make_vragenlijst,
)
from wijken.models import Aanspreekpunt, Bericht, Gebeurtenis, Kaartbestand, Uitnodiging, Volgcode

POLICY = {beleid.model: beleid for beleid in read_policy()}
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, ArrayField)
TODAY = dt.date(2031, 5, 14)
RULES = [
    pytest.param(beleid, regel, id=f"{label}-{regel.actie}-{regel.dagen}")
    for label, beleid in POLICY.items()
    for regel in beleid.regels
]


def test_every_model_has_a_policy() -> None:
    assert set(POLICY) == {model._meta.label for model in apps.get_models()}


@pytest.mark.parametrize("label", sorted(POLICY))
def test_every_text_column_has_a_policy(label: str) -> None:
    fields = apps.get_model(label)._meta.concrete_fields
    assert set(POLICY[label].velden) == {item.name for item in fields if isinstance(item, TEXT)}


@pytest.mark.parametrize("label", sorted(POLICY))
def test_residents_words_and_persons_do_not_stay_without_a_reason(label: str) -> None:
    beleid = POLICY[label]
    assert beleid.wat
    assert beleid.bewaren
    assert beleid.reden


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = dt.datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def make_concept(day: dt.date) -> models.Model:
    return Concept.objects.create(
        sleutel=uuid.uuid4().hex, wijk=make_wijk(), formulier="inbreng", gegevens={"tekst": "x"}, datum=day
    )


def make_old_inbreng(day: dt.date, status: str = Inbreng.Status.GEPUBLICEERD) -> models.Model:
    return make_inbreng(make_wijk(), status=status, datum=day)


def make_old_vertaling(day: dt.date) -> models.Model:
    vertaling = make_vertaling(make_inbreng(make_wijk(), taal="ar"), door=make_gebruiker())
    Vertaling.objects.filter(pk=vertaling.pk).update(datum=day)
    return vertaling


def make_contact(day: dt.date) -> models.Model:
    return Contactverzoek.objects.create(
        wijk=make_wijk(), verzend_id=uuid.uuid4(), doel="horen", contact="mia@voorbeeld.example", datum=day
    )


def make_bericht(day: dt.date, status: str) -> models.Model:
    bericht = Bericht.objects.create(
        sleutel=str(uuid.uuid4()),
        aan="mia@voorbeeld.example",
        onderwerp="x",
        tekst="y",
        afmeldadres="https://voorbeeld.example/af",
        status=status,
    )
    Bericht.objects.filter(pk=bericht.pk).update(gemaakt_op=at_noon(day))
    return bericht


def make_rapport(day: dt.date) -> models.Model:
    agenda = make_agenda(make_wijk())
    return Rapport.objects.create(wijk=agenda.wijk, agenda=agenda, gevraagd_op=at_noon(day))


def make_keuze(day: dt.date, **samenstelling: Any) -> models.Model:
    """A choice out of an adopted agenda."""
    versie = make_versie(make_agenda(make_wijk()))
    return Rapport.objects.create(
        wijk=versie.wijk,
        agenda=versie.agenda,
        versie=versie,
        samenstelling={"versie": 1, "hoofdstukken": ["plannen"], **samenstelling},
        gevraagd_op=at_noon(day),
    )


def make_printed(day: dt.date) -> models.Model:
    """A pile of questionnaires."""
    drukronde = make_drukronde(make_vragenlijst(make_wijk()))
    return Rapport.objects.create(
        wijk=drukronde.wijk, soort="vragenlijst", drukronde=drukronde, gevraagd_op=at_noon(day)
    )


def make_bestand(day: dt.date) -> models.Model:
    bestand = store_bestand(naam=f"{uuid.uuid4()}.pdf", inhoud=b"%PDF")
    Bestand.objects.filter(pk=bestand.pk).update(gemaakt_op=at_noon(day))
    return bestand


def make_aanspreekpunt(day: dt.date) -> models.Model:
    return Aanspreekpunt.objects.create(
        wijk=make_wijk(), voornaam="Mia", toestemming_op=day - dt.timedelta(days=9), toestemming_tot=day
    )


def make_old_cijferbestand(day: dt.date) -> models.Model:
    return make_cijferbestand(make_wijk(), gevraagd_op=at_noon(day))


def make_kaartbestand(day: dt.date) -> models.Model:
    return Kaartbestand.objects.create(
        wijk=make_wijk(), gebruiker=make_gebruiker(), naam="lijst.csv", inhoud=[], datum=day
    )


def make_event(day: dt.date) -> models.Model:
    return Gebeurtenis.objects.create(wie="systeem", actie="proef", datum=day)


def make_old_steun(day: dt.date) -> models.Model:
    steun = make_steun(make_plan(make_agenda(make_wijk())))
    Steun.objects.filter(pk=steun.pk).update(datum=day)
    return steun


def make_orphan_code(day: dt.date) -> models.Model:
    return Volgcode.objects.create(wijk=make_wijk(), hmac=uuid.uuid4().hex, datum=day)


def make_session(day: dt.date) -> models.Model:
    return Session.objects.create(session_key=uuid.uuid4().hex, session_data="x", expire_date=at_noon(day))


def make_attempt(day: dt.date) -> models.Model:
    return Inlogpoging.objects.create(sleutel=uuid.uuid4().hex, begin=at_noon(day), aantal=3)


def at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)


def make_confirmation(day: dt.date) -> models.Model:
    address = apps.get_model("account.EmailAddress").objects.create(
        user=make_gebruiker(), email="mia@voorbeeld.example"
    )
    row: models.Model = apps.get_model("account.EmailConfirmation").objects.create(
        email_address=address, created=at_noon(day), key=uuid.uuid4().hex
    )
    return row


def make_left(day: dt.date) -> models.Model:
    gebruiker = make_gebruiker()
    Gebruiker.objects.filter(pk=gebruiker.pk).update(rol_gewijzigd_op=day)
    return gebruiker


def make_invitation(day: dt.date) -> models.Model:
    return Uitnodiging.objects.create(
        wijk=make_wijk(),
        email="mia@voorbeeld.example",
        rol="teamlid",
        token_hash=uuid.uuid4().hex,
        verstuurd_op=day,
        verloopt_op=day,
    )


# One row that the rule is about, made on a given day. A rule without a maker fails the test below.
MAKERS: dict[tuple[str, str, int], Callable[[dt.date], models.Model]] = {
    ("bewoners.Concept", "verwijder", 1): make_concept,
    ("bewoners.Inbreng", "verwijder", 90): lambda day: make_old_inbreng(day, Inbreng.Status.GEWEIGERD),
    ("bewoners.Inbreng", "verwijder", 1826): make_old_inbreng,
    ("bewoners.Contactverzoek", "verwijder", 365): make_contact,
    ("bewoners.Vertaling", "wis", 90): make_old_vertaling,
    ("bewoners.Invoer", "verwijder", 30): lambda day: make_invoer(make_inbreng(make_wijk()), datum=day),
    ("agenda.Fasekeuze", "wis", 365): lambda day: make_fasekeuze(
        make_agenda(make_wijk()), datum=day, door=make_gebruiker()
    ),
    ("bewoners.Aanbod", "verwijder", 0): lambda day: make_aanbod(make_wijk(), toestemming_op=day, tot=day),
    ("agenda.Agendagroeplid", "verwijder", 30): lambda day: make_groepslid(make_wijk(), gestopt_op=day),
    ("agenda.Agendagroeplid", "verwijder", 90): lambda day: make_groepslid(make_wijk(), tot=day),
    ("agenda.Reactie", "verwijder", 90): lambda day: make_reactie(
        make_reactieronde(make_agenda(make_wijk())),
        status="geweigerd",
        reden="Dit gaat over één persoon.",
        datum=day,
    ),
    ("agenda.Reactie", "verwijder", 730): lambda day: make_reactie(
        make_reactieronde(make_agenda(make_wijk())), datum=day
    ),
    ("agenda.Steun", "verwijder", 730): make_old_steun,
    ("agenda.Toezegging", "wis", 90): lambda day: make_toezegging(
        make_behoefte(make_actie(make_plan(make_agenda(make_wijk())))),
        email="doet@voorbeeld.example",
        status_op=day,
    ),
    ("agenda.Naamtoestemming", "verwijder", 30): lambda day: make_naamtoestemming(
        make_wijk(), ingetrokken_op=day
    ),
    ("agenda.Verzoekvraag", "wis", 90): lambda day: make_verzoekvraag(
        make_verzoek(make_plan(make_agenda(make_wijk()))), beantwoord_op=day
    ),
    ("agenda.Voortgangsvraag", "verwijder", 30): lambda day: make_voortgangsvraag(
        make_actie(make_plan(make_agenda(make_wijk()))), gestopt_op=day
    ),
    ("agenda.Volger", "verwijder", 7): lambda day: make_volger(
        make_wijk(), gevraagd_op=day, bevestigd_op=None
    ),
    ("analyse.Inzending", "verwijder", 90): lambda day: make_inzending(
        make_vragenlijst(make_wijk()), telt="niet", datum=day
    ),
    ("analyse.Inzending", "verwijder", 1461): lambda day: make_inzending(
        make_vragenlijst(make_wijk()), datum=day
    ),
    ("analyse.Lijstinvoer", "verwijder", 30): lambda day: make_lijstinvoer(
        make_inzending(make_vragenlijst(make_wijk())), datum=day
    ),
    ("analyse.Invoeravond", "verwijder", 30): lambda day: make_invoeravond(
        make_vragenlijst(make_wijk()), datum=day
    ),
    ("analyse.Straatdeel", "wis", 28): lambda day: make_straatdeel(
        make_deurronde(make_vragenlijst(make_wijk())), notitie="Bel na zes uur.", datum=day
    ),
    ("analyse.Antwoordbestand", "verwijder", 7): lambda day: make_antwoordbestand(
        make_vragenlijst(make_wijk()), datum=day
    ),
    ("analyse.Antwoordbestand", "verwijder", 30): lambda day: make_antwoordbestand(
        make_vragenlijst(make_wijk()), status="bewaard", datum=day
    ),
    ("wijken.Toegangslink", "verwijder", 30): lambda day: make_toegangslink(make_wijk(), verloopt_op=day),
    ("wijken.Volgcode", "verwijder", 1): make_orphan_code,
    ("rapportage.Rapport", "verwijder", 1): make_rapport,
    ("rapportage.Rapport", "verwijder", 7): lambda day: make_keuze(day, toon=["acties", "notities"]),
    ("rapportage.Rapport", "verwijder", 30): make_printed,
    ("rapportage.Rapport", "verwijder", 365): lambda day: make_keuze(day, toon=["acties"]),
    ("kern.Bestand", "verwijder", 1): make_bestand,
    ("wijken.Aanspreekpunt", "verwijder", 0): make_aanspreekpunt,
    ("wijken.Kaartbestand", "verwijder", 1): make_kaartbestand,
    ("wijken.Cijferbestand", "verwijder", 30): make_old_cijferbestand,
    ("gebruikers.Inlogpoging", "verwijder", 1): make_attempt,
    ("gebruikers.Gebruiker", "sluit", 90): make_left,
    ("wijken.Uitnodiging", "verwijder", 30): make_invitation,
    ("wijken.Gebeurtenis", "verwijder", 730): make_event,
    ("wijken.Bericht", "wis", 7): lambda day: make_bericht(day, Bericht.Status.MISLUKT),
    ("wijken.Bericht", "verwijder", 30): lambda day: make_bericht(day, Bericht.Status.VERZONDEN),
    ("wijken.Bericht", "verwijder", 90): lambda day: make_bericht(day, Bericht.Status.MISLUKT),
    ("sessions.Session", "verwijder", 0): make_session,
    ("account.EmailConfirmation", "verwijder", 7): make_confirmation,
}


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(("beleid", "regel"), RULES)
def test_a_rule_waits_for_its_day_and_then_acts(beleid: Beleid, regel: Regel) -> None:
    make = MAKERS[beleid.model, regel.actie, regel.dagen]
    last_day = TODAY - dt.timedelta(days=regel.dagen)
    young, old = make(last_day), make(last_day - dt.timedelta(days=1))
    assert klok.today() == TODAY
    assert [row.pk for row in expired(beleid, regel)] == [old.pk]
    table = type(old)._base_manager
    assert all(getattr(table.get(pk=old.pk), name) for name in regel.velden)
    apply_policy()
    assert table.filter(pk=young.pk).exists()
    if regel.actie == "verwijder":
        assert not table.filter(pk=old.pk).exists()
    elif regel.actie == "sluit":
        assert "mens" not in str(table.filter(pk=old.pk).values().get())
    else:
        kept = table.get(pk=old.pk)
        assert not [name for name in regel.velden if getattr(kept, name)]
    assert apply_policy() == [outcome for outcome in apply_policy() if outcome.aantal == 0]


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen")
def test_an_old_input_takes_its_code_and_its_place_as_evidence_along() -> None:
    wijk = make_wijk()
    old = make_inbreng(wijk, datum=TODAY - dt.timedelta(days=1900), met_code=True)
    Volgcode.objects.update(datum=old.datum)
    plan = make_plan(make_agenda(wijk))
    make_onderbouwing(plan, inbreng=old)
    apply_policy()
    assert not Volgcode.objects.exists()
    assert plan.onderbouwingen.count() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen")
def test_dry_run_tells_and_leaves_all_in_place() -> None:
    make_concept(TODAY - dt.timedelta(days=30))
    out = StringIO()
    call_command("bewaartermijnen", "--dry-run", stdout=out)
    assert "bewoners.Concept: 1 rijen zouden worden verwijderd" in out.getvalue()
    assert Concept.objects.count() == 1
    assert not Gebeurtenis.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen")
def test_command_and_task_act_and_write_the_log_without_content() -> None:
    make_concept(TODAY - dt.timedelta(days=30))
    out = StringIO()
    call_command("bewaartermijnen", stdout=out)
    assert "bewoners.Concept: 1 rijen verwijderd" in out.getvalue()
    event = Gebeurtenis.objects.get()
    assert (event.actie, event.resultaat, event.herkomst) == ("bewaartermijn verwijder", "1", "commando")
    make_contact(TODAY - dt.timedelta(days=400))
    nightly_task()
    assert not Contactverzoek.objects.exists()
    out = StringIO()
    call_command("bewaartermijnen", stdout=out)
    assert "Niets is over zijn termijn." in out.getvalue()
