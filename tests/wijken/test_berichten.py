"""No mail is lost and none goes out twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import pytest
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django.fixtures import Settings

from kern.klok import now
from tests.tegelijk import together
from wijken.berichten import PAUSES, oldest_waiting, queue_bericht, send_bericht, sweep_berichten
from wijken.models import Bericht

Status = Bericht.Status


class BrokenBackend(BaseEmailBackend):
    """A mail server that refuses every connection."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError


def queue(sleutel: str = "proef:1") -> Bericht:
    return queue_bericht(
        sleutel=sleutel, aan="team@voorbeeld.example", onderwerp="Er is nieuws", tekst="Kijk eens."
    )


@pytest.mark.django_db
def test_the_same_key_is_one_mail_and_leaves_once() -> None:
    first, second = queue(), queue()
    assert first.pk == second.pk
    assert send_bericht(pk=first.pk)
    assert not send_bericht(pk=first.pk)
    assert sweep_berichten() == 0
    assert [item.subject for item in mail.outbox] == ["Er is nieuws"]
    assert queue().status == Status.VERZONDEN


@pytest.mark.django_db
def test_the_text_is_gone_once_it_has_left() -> None:
    bericht = queue()
    send_bericht(pk=bericht.pk)
    bericht.refresh_from_db()
    assert bericht.tekst == ""
    assert bericht.verzonden_op is not None
    assert mail.outbox[0].body == "Kijk eens."


@pytest.mark.django_db
def test_a_worker_that_died_is_followed_up_after_its_lease_with_the_same_message_id() -> None:
    bericht = queue()
    Bericht.objects.filter(pk=bericht.pk).update(
        status=Status.BEZIG, poging=1, lease_tot=now() + dt.timedelta(seconds=30)
    )
    assert sweep_berichten() == 0
    Bericht.objects.filter(pk=bericht.pk).update(lease_tot=now() - dt.timedelta(seconds=1))
    assert sweep_berichten() == 1
    Bericht.objects.filter(pk=bericht.pk).update(status=Status.WACHT)
    assert sweep_berichten() == 1
    ids = {item.extra_headers["Message-ID"] for item in mail.outbox}
    assert len(mail.outbox) == 2
    assert len(ids) == 1


@pytest.mark.django_db
def test_an_absent_mail_server_is_tried_again_with_pauses_and_then_given_up(settings: Settings) -> None:
    settings.EMAIL_DELIVERY_BACKEND = f"{__name__}.BrokenBackend"
    bericht = queue()
    for poging in range(1, len(PAUSES) + 1):
        assert not send_bericht(pk=bericht.pk)
        bericht.refresh_from_db()
        assert (bericht.status, bericht.poging) == (Status.WACHT, poging)
        assert bericht.lease_tot is not None
        assert bericht.lease_tot > now()
        assert not send_bericht(pk=bericht.pk)
        Bericht.objects.filter(pk=bericht.pk).update(lease_tot=now() - dt.timedelta(seconds=1))
    send_bericht(pk=bericht.pk)
    bericht.refresh_from_db()
    assert bericht.status == Status.MISLUKT
    assert bericht.tekst


@pytest.mark.django_db
def test_a_server_that_refuses_for_a_day_loses_nothing_and_doubles_nothing(settings: Settings) -> None:
    """The clock goes on by moving what a row waits for back: real rows, the real sweep, minute by minute."""
    settings.EMAIL_DELIVERY_BACKEND = f"{__name__}.BrokenBackend"
    keys = {queue(f"nieuws:{number}").pk for number in range(3)}
    refused = 0
    while refused < 24 * 60:
        assert sweep_berichten() == 0
        waits = Bericht.objects.filter(status=Status.WACHT, pk__in=keys).order_by("lease_tot")
        first = waits.values_list("lease_tot", flat=True).first()
        assert first is not None, "given up within a day"
        step = max(int((first - now()).total_seconds() // 60), 0) + 1
        refused += step
        for row in waits:
            assert row.lease_tot is not None
            Bericht.objects.filter(pk=row.pk).update(lease_tot=row.lease_tot - dt.timedelta(minutes=step))
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for _ in range(2):
        sweep_berichten()
        Bericht.objects.filter(status=Status.WACHT).update(lease_tot=now() - dt.timedelta(seconds=1))
    assert set(Bericht.objects.filter(status=Status.VERZONDEN).values_list("pk", flat=True)) == keys
    assert len(mail.outbox) == len({item.extra_headers["Message-ID"] for item in mail.outbox}) == 3


@pytest.mark.django_db
def test_a_mail_that_can_be_stopped_says_so_to_the_mail_program() -> None:
    afmeldadres = "https://wijk.example/link/abc/af/"
    bericht = queue_bericht(
        sleutel="nieuws:1", aan="mia@voorbeeld.example", onderwerp="x", tekst="y", afmeldadres=afmeldadres
    )
    assert send_bericht(pk=bericht.pk)
    assert mail.outbox[0].extra_headers["List-Unsubscribe"] == f"<{afmeldadres}>"
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    bericht.refresh_from_db()
    assert bericht.afmeldadres == ""
    assert send_bericht(pk=queue().pk)
    assert "List-Unsubscribe" not in mail.outbox[1].extra_headers


@pytest.mark.django_db(transaction=True)
def test_five_workers_at_once_send_one_mail() -> None:
    pk = queue().pk
    sent = together(*[partial(send_bericht, pk=pk)] * 5)
    assert sorted(sent) == [False, False, False, False, True]
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_mail_of_django_goes_through_the_outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "wijken.berichten.OutboxBackend"
    send_mail(
        "Nieuw wachtwoord", "Klik hier.", None, ["Mia <mia@voorbeeld.example>", "jan@voorbeeld.example"]
    )
    assert not mail.outbox
    assert oldest_waiting() is not None
    assert sweep_berichten() == 2
    assert sorted(item.to[0] for item in mail.outbox) == ["jan@voorbeeld.example", "mia@voorbeeld.example"]
    assert oldest_waiting() is None
