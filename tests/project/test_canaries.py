"""Canary values through every address and every task, valid, invalid and crashing: none stands in any log.

What the team and residents send in the ordinary way is also walked through by test_no_trail and
test_no_content_in_log; here every door gets everything at once, with the log as it is in production.
"""

from __future__ import annotations

import json
import logging
import smtplib
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import StringIO
from typing import Any

import pytest
from celery import current_app
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from kern.klok import now
from rapportage.models import Rapport
from tests.factories import Rol, make_gebruiker, make_inbreng
from tests.logboek import written_lines
from tests.project.huis import Huis, make_huis
from tests.project.rechten_rij import VISITORS, Rij
from tests.project.rechten_tabel import TABEL
from tests.project.test_rechten import fill
from tests.project.test_slechte_invoer import Plek, undone
from wijken.models import Bericht

pytestmark = pytest.mark.django_db
COORDINATOR = VISITORS.index("coordinator")
NAME, MAIL, PHONE = "Kanarina Zangvogel", "kanarina@zangvogel.example", "06 47 11 81 47"
STORY = "Kanariegeel huppelt het bankje voorbij"
ADDRESS, BROWSER, COMES_FROM = "203.0.113.77", "Kanariebrowser/4.7", "https://elders.example/zangzaad"
TYPED = f"{STORY} {NAME} {MAIL} {PHONE}"
SECRETS = (STORY, "huppelt", "Zangvogel", MAIL, PHONE, ADDRESS, BROWSER, "zangzaad")


class Crash:
    """The worst bug one can think of: every view breaks with all that it was sent in the message."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: Any) -> None:
        """Before the view, with everything that a message could hold."""
        raise ValueError(
            f"{request.META} {request.COOKIES} {request.POST} {request.get_full_path()} {kwargs}"
        )


class BrokenMail(BaseEmailBackend):
    """A mail server that repeats the address and the words in its refusal."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        words = " ".join(f"{mail.to} {mail.subject} {mail.body}" for mail in email_messages)
        raise smtplib.SMTPResponseException(550, words.encode())


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """The log as in production, at the level of a nosy administrator."""
    with written_lines(level="DEBUG", formatter="json") as stream:
        yield stream


@pytest.fixture
def huis() -> Huis:
    """A wijk in which the canaries already live."""
    huis = make_huis("hier", tekst=f"{STORY} zei {NAME}.")
    make_inbreng(huis.wijk, TYPED, status="ontvangen")
    Bericht.objects.filter(wijk=huis.wijk).update(aan=MAIL, onderwerp=NAME, tekst=TYPED)
    Rapport.objects.filter(pk=huis.rapport.pk).update(
        status=Rapport.Status.WACHT, bestand=None, klaar_op=None
    )
    return huis


def visitor(huis: Huis, *, signed_in: bool) -> Client:
    client = Client(
        raise_request_exception=False,
        REMOTE_ADDR=ADDRESS,
        HTTP_USER_AGENT=BROWSER,
        HTTP_REFERER=COMES_FROM,
        HTTP_X_FORWARDED_FOR=ADDRESS,
    )
    if signed_in:
        client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=huis.wijk, email=MAIL))
    return client


def must_be_clean(written: str, huis: Huis, client: Client | None = None) -> None:
    """No canary, no code and no token in what was written; each line is one object."""
    tokens = [cookie.value for cookie in client.cookies.values() if len(cookie.value) > 8] if client else []
    for secret in (*SECRETS, huis.volgcode, *tokens):
        assert secret not in written, next(line for line in written.splitlines() if secret in line)
    for line in written.splitlines():
        assert {"tijd", "niveau", "tekst"} <= set(json.loads(line))


def events_with_a_canary() -> int:
    """In the log of what people did; asked before it is undone."""
    words = [f"%{secret}%" for secret in SECRETS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wijken_gebeurtenis AS rij WHERE rij::text LIKE ANY(%s)", [words])
        return int(cursor.fetchone()[0])


def ways(plek: Plek, rij: Rij) -> Iterator[Callable[[], Any]]:
    """Everything that can be sent to one address: a question, nonsense, each form filled in."""
    client, address = plek.client, plek.adres
    query = {"zoek": STORY, "q": MAIL, "next": f"/{STORY}/"}
    yield lambda: client.get(address, query)
    if set(rij.post) == {"-"}:
        return
    for adres, form in plek.forms():
        if form.methode == "post":
            for sent in (form.fill(TYPED), dict.fromkeys(form.velden, TYPED)):
                yield partial(client.post, adres, sent)
    yield lambda: client.post(address, {"tekst": TYPED, "email": MAIL, "login": MAIL, "password": STORY})


@pytest.mark.parametrize("crashing", [False, True], ids=["gewoon", "stuk"])
@pytest.mark.parametrize("signed_in", [True, False], ids=["team", "bewoner"])
def test_no_address_writes_a_canary(
    huis: Huis, lines: StringIO, settings: Settings, signed_in: bool, crashing: bool
) -> None:
    if crashing:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Crash"]
    client = visitor(huis, signed_in=signed_in)
    tried = 0
    for rij in TABEL:
        if rij.naam == "account_logout" or (not signed_in and rij.get[0] == "i"):
            continue
        for send in ways(Plek(client, reverse(rij.naam, kwargs=fill(rij, huis)), huis), rij):
            with undone(client):
                send()
                assert not events_with_a_canary(), rij.naam
            tried += 1
        must_be_clean(lines.getvalue(), huis, client)
        lines.seek(0)
        lines.truncate()
    assert tried > len(TABEL) / 3
    assert ("_auth_user_id" in client.session) is signed_in, "signed out on the way"


def test_there_was_something_to_leak(huis: Huis, lines: StringIO, settings: Settings) -> None:
    """The crash does happen, is written, and names the place."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Crash"]
    answer = visitor(huis, signed_in=False).post("/wijken/hier/inbreng/", {"tekst": TYPED})
    assert answer.status_code == 500
    assert STORY in answer.content.decode()
    wrong = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert any("ValueError" in line.get("fout", "") and "process_view" in line["fout"] for line in wrong)


def our_tasks() -> list[str]:
    current_app.loader.import_default_modules()
    return sorted(name for name in current_app.tasks if not name.startswith("celery."))


@pytest.mark.parametrize("name", our_tasks())
def test_no_task_writes_a_canary(name: str, huis: Huis, lines: StringIO, settings: Settings) -> None:
    """With rows full of canaries, a mail server that repeats them, and arguments that are nonsense."""
    settings.EMAIL_DELIVERY_BACKEND = f"{__name__}.BrokenMail"
    task = current_app.tasks[name]
    bericht = Bericht.objects.get(wijk=huis.wijk)
    for args in ([], [STORY], [bericht.pk], [str(huis.rapport.pk)], [str(uuid.uuid4())], [STORY, MAIL]):
        with transaction.atomic():
            task.apply(args=args)
            assert not events_with_a_canary()
            transaction.set_rollback(True)
    logging.getLogger("proef").warning("er staat iets in het logboek op %s", now().date())
    assert "er staat iets in het logboek" in lines.getvalue()
    must_be_clean(lines.getvalue(), huis)
