"""Residents leave no trail: not in the tables, not in the log, not in the lines the server writes."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse

from bewoners.models import Contactverzoek, Inbreng, Invoer, Vertaling
from kern.klok import now, today
from tests.factories import make_wijk
from tests.logboek import written_lines
from tests.project.huis import Huis, make_huis
from tests.project.pagina import Pagina
from tests.project.rechten_rij import Rij
from tests.project.rechten_tabel import TABEL
from tests.project.test_rechten import fill
from tests.project.test_wall import our_models
from wijken.gebeurtenissen import log_bewoner
from wijken.models import Gebeurtenis, Volgcode

CANARY = "kanariegeel huppelt voorbij"
ADDRESS = "203.0.113.77"
BROWSER = "Kanariebrowser/4.7"
# What the team adds beside a resident's row, with the name of a colleague for a while.
OF_THE_TEAM = {Vertaling, Invoer}
RESIDENTS = [m for m in apps.get_app_config("bewoners").get_models() if m not in OF_THE_TEAM] + [Volgcode]
FORBIDDEN = {"ip", "adres", "user_agent", "browser", "email", "telefoon", "voornaam", "achternaam", "sessie"}
PUBLIC_FORMS = [
    rij for rij in TABEL if rij.get[0] == "o" and rij.post[0] == "o" and rij.naam != "account_logout"
]
STEPS = 8


# ---- the tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize("model", RESIDENTS, ids=lambda model: model.__name__)
def test_a_residents_row_has_a_random_key_and_a_date_without_a_time(model: type[models.Model]) -> None:
    fields = model._meta.concrete_fields
    assert isinstance(model._meta.pk, models.UUIDField)
    assert model._meta.pk.default is uuid.uuid4
    assert any(type(item) is models.DateField for item in fields)
    timed = (models.DateTimeField, models.TimeField, models.GenericIPAddressField, models.AutoField)
    assert not [item.name for item in fields if isinstance(item, timed)]
    assert not {item.name for item in fields} & FORBIDDEN
    users = [item.name for item in fields if item.related_model is apps.get_model(settings.AUTH_USER_MODEL)]
    assert not users


def test_only_the_separate_table_knows_how_to_reach_someone() -> None:
    personal = {item.name for item in Contactverzoek._meta.concrete_fields} & {"naam", "contact"}
    assert personal == {"naam", "contact"}
    keys = {item.name for item in Contactverzoek._meta.concrete_fields if item.is_relation}
    assert keys == {"wijk"}
    pointing = [item for item in Contactverzoek._meta.get_fields() if item.auto_created and item.is_relation]
    assert not pointing
    assert not [item for item in Inbreng._meta.concrete_fields if item.related_model is Contactverzoek]


@pytest.mark.django_db
def test_the_log_refuses_a_time_or_an_object_of_a_resident() -> None:
    wijk = make_wijk()
    log_bewoner(wijk=wijk, actie="inbreng_verzonden", soort="inbreng")
    event = Gebeurtenis.objects.get()
    assert (event.tijdstip, event.gebruiker, event.sleutel) == (None, None, "")
    for trail in ({"tijdstip": now()}, {"sleutel": str(uuid.uuid4())}):
        row = Gebeurtenis(wijk=wijk, wie="bewoner", actie="x", datum=today(), **trail)
        with pytest.raises(IntegrityError, match="gebeurtenis_bewoner_geen_spoor"):
            save_apart(row)


def save_apart(row: models.Model) -> None:
    """Save inside a savepoint, so that a refusal does not end the test's transaction."""
    with transaction.atomic():
        row.save(force_insert=True)


# ---- the lines and the tables after a visit --------------------------------------------------------


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """Everything the site writes to its log, at the level of a nosy administrator."""
    with written_lines(level="DEBUG") as stream:
        yield stream


def visit(client: Client, address: str) -> list[str]:
    """Fill in form after form as a visitor would, typing CANARY wherever one can. Out: where it went."""
    path = []
    for _step in range(STEPS):
        response = client.get(address, follow=True)
        forms = [form for form in Pagina(response.content.decode()).forms if form.methode == "post"]
        if response.status_code != 200 or not forms:
            break
        here = response.redirect_chain[-1][0] if response.redirect_chain else address
        form = forms[0]
        path.append(form.adres or here)
        answer = client.post(form.adres or here, form.fill(CANARY))
        if answer.status_code not in (302, 303):
            break
        address = answer["Location"]
    return path


def rows_with(text: str) -> set[str]:
    """The tables in which any row holds `text`, in any column."""
    found = set()
    for model in our_models():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS rij WHERE rij::text LIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.add(model._meta.label)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("rij", PUBLIC_FORMS, ids=lambda rij: rij.naam)
def test_what_is_typed_stands_in_no_line_and_who_typed_it_nowhere(rij: Rij, lines: StringIO) -> None:
    huis = make_huis("hier")
    client = Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER, raise_request_exception=False)
    went = visit(client, reverse(rij.naam, kwargs=fill(rij, huis)))
    assert went, "there is no form to fill in"
    logging.getLogger("proef").warning("er staat iets in het logboek")
    written = lines.getvalue()
    assert "er staat iets in het logboek" in written
    for secret in (CANARY, CANARY.split(maxsplit=1)[0], ADDRESS, BROWSER, huis.volgcode):
        assert secret not in written
    assert not rows_with(ADDRESS)
    assert not rows_with(BROWSER)


@pytest.mark.django_db
def test_there_was_something_to_leak(lines: StringIO) -> None:
    """The walk above really sends an input: its words are in the table, and its code is known to nobody."""
    huis = make_huis("hier")
    before = Inbreng.objects.count()
    client = Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER)
    visit(client, reverse("bewoners:inbreng", args=["hier"]))
    assert Inbreng.objects.count() == before + 1
    assert rows_with(CANARY) == {"bewoners.Inbreng"}
    assert Inbreng.objects.get(tekst=CANARY).datum == today()
    assert huis.volgcode not in lines.getvalue()


@pytest.mark.django_db
def test_a_page_that_breaks_writes_no_words_either(
    lines: StringIO, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    """The worst case: an unexpected error with the words in its message, at an address with a code."""
    huis: Huis = make_huis("hier")

    def breaks(code: str) -> None:
        raise ValueError(f"{CANARY} {code}")

    monkeypatch.setattr("agenda.views.volg.find_by_code", breaks)
    client.raise_request_exception = False
    response = client.get(reverse("agenda:volg_code", args=[huis.volgcode]))
    assert response.status_code == 500
    written = lines.getvalue()
    assert "ValueError" in written
    assert "/volg/…" in written
    assert CANARY not in written
    assert huis.volgcode not in written
