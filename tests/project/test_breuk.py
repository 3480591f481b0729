"""Killed with -9 at every step of sending, adopting, reporting and mailing: nothing lost, nothing twice."""

from __future__ import annotations

import email
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any, cast

import pytest
from django.db.models import Q
from django.test import Client

from agenda.inhoud import Inhoud
from agenda.models import AgendaVersie
from agenda.nalezen import four_digits, read_again
from bewoners.models import Concept, Inbreng
from kern.klok import now, today
from kern.models import Bestand
from rapportage import services
from rapportage.models import Rapport
from tests.factories import Rol, make_agenda, make_gebruiker, make_plan, make_versie, make_wijk
from tests.project.breuk import Breker, Job, breker
from tests.project.huis import empty_inhoud
from wijken.berichten import queue_bericht
from wijken.models import Bericht, Gebeurtenis

WRITES = (b"INSERT", b"UPDATE", b"BEGIN", b"COMMIT")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proces() -> Iterator[Breker]:
    with breker() as made:
        yield made


def cookies_of(client: Client) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client.cookies.items()}


def events(actie: str) -> int:
    return Gebeurtenis.objects.filter(actie=actie).count()


def test_sending_killed_at_every_step_keeps_one_of_each(proces: Breker) -> None:
    """The web process dies; the resident goes back and presses 'Versturen' again."""
    make_wijk("de-brink")

    def half_filled(number: int) -> Job:
        client = Client()
        story = {"tekst": f"Verhaal {number}: ik mis een bankje."}
        answer = client.post("/wijken/de-brink/inbreng/", story)
        answer = client.post(answer["Location"], {"mag_delen": "ja"})
        return {"path": answer["Location"], "data": {}, "cookies": cookies_of(client)}

    died = 0
    for number, job in proces.each_death(half_filled):
        story = f"Verhaal {number}: ik mis een bankje."
        kept = Concept.objects.filter(gegevens__tekst=story).exists()
        assert kept or Inbreng.objects.filter(tekst=story).exists(), f"lost at step {number}"
        status, there = proces.run(job)
        assert (status, there.endswith("/bedankt/")) == (303, True), f"step {number}: {status} {there}"
        assert Inbreng.objects.filter(tekst=story).count() == 1, f"step {number}"
        died = number
    assert died > 10
    assert Inbreng.objects.count() == Inbreng.objects.values("volgcode").distinct().count() == died + 1
    assert events("inbreng_verzonden") == died + 1


def test_adopting_killed_at_every_step_makes_one_version_each(proces: Breker) -> None:
    """The web process dies; the coordinator presses again what still stands on the screen.

    A death between two reads changes nothing, so only what writes or begins and ends a transaction counts.
    """
    wijk = make_wijk("de-brink")
    agenda = make_agenda(wijk)
    make_plan(agenda)
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))

    def signed_off(_number: int) -> Job:
        merk = read_again(agenda).merk
        data: dict[str, Any] = {
            "merk": merk,
            "cijfers": four_digits(merk),
            "door": "bewonersavond",
            "datum": today().isoformat(),
            "plaats": "Dorpshuis",
            "van": 44,
            "voor": 41,
            "nagelezen": "on",
            "reden": "Wij willen beginnen.",
        }
        return {"path": "/team/de-brink/agenda/vaststellen/", "data": data, "cookies": cookies_of(client)}

    proces.proxy.counted = WRITES
    died = 0
    for number, job in proces.each_death(signed_off):
        status, there = proces.run(job)
        assert (status, "/versie/" in there) == (303, True), f"step {number}: {status} {there}"
        assert AgendaVersie.objects.count() == number, f"step {number}"
        died = number
    assert died >= 5
    numbers = sorted(AgendaVersie.objects.values_list("nummer", flat=True))
    assert numbers == list(range(1, died + 2))
    assert events("agenda_vastgesteld") == events("agenda_nagelezen") == died + 1


@pytest.mark.pdf
def test_reporting_killed_at_every_step_makes_one_file_each() -> None:
    """The worker dies; its lease runs out, the sweeper finds the row, another worker makes it.

    Each try makes a PDF, so only what differs afterwards counts: taking the row, storing the file and
    saying 'klaar'. In between the row is 'bezig' with a lease, whatever the step; see also test_worker.
    """
    agenda = make_agenda(make_wijk("de-brink"))

    def asked(number: int) -> Job:
        versie = make_versie(agenda, nummer=number, inhoud=cast(Inhoud, empty_inhoud(agenda.wijk)))
        rapport = services.request_rapport(agenda=agenda, versie=versie)
        return {"task": services.MAKE_TASK, "args": [str(rapport.pk)]}

    with breker(MET_PDF="1") as proces:
        proces.proxy.counted = (b"COMMIT", b'INSERT INTO "kern_bestand"')
        died = 0
        for number, job in proces.each_death(asked):
            row = Rapport.objects.filter(pk=job["args"][0])
            row.filter(lease_tot__isnull=False).update(lease_tot=now())
            services.sweep()
            assert proces.run(job) == "done"
            assert row.get().status == Rapport.Status.KLAAR, f"step {number}"
            assert proces.run(job) == "done"  # the message that was delivered late finds nothing to do
            died = number
    assert died >= 3
    ready = Rapport.objects.filter(status=Rapport.Status.KLAAR, bestand__isnull=False)
    assert ready.count() == Rapport.objects.count() == Bestand.objects.count() == died + 1
    assert events("rapport_gemaakt") == died + 1


class Postman(socketserver.StreamRequestHandler):
    """As much of SMTP as is needed to take a mail."""

    def handle(self) -> None:
        self.wfile.write(b"220 proef\r\n")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.wfile.write(b"354 ga door\r\n")
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.sent.append(email.message_from_bytes(body))  # type: ignore[attr-defined]
            self.wfile.write(b"221 dag\r\n" if word == b"QUIT" else b"250 goed\r\n")
            if word == b"QUIT":
                return


@contextmanager
def post_office() -> Iterator[tuple[str, list[Message]]]:
    """A mail server; its address, and what it took."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postman) as server:
        server.daemon_threads = True
        server.sent = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"smtp://127.0.0.1:{server.server_address[1]}", server.sent  # type: ignore[attr-defined]
        finally:
            server.shutdown()


def test_mailing_killed_at_every_step_loses_none_and_a_copy_has_the_same_message_id() -> None:
    """Exactly once cannot be had with mail: only a death between handing over and noting it gives a copy."""

    def written(number: int) -> Job:
        bericht = queue_bericht(
            sleutel=f"proef:{number}", aan=f"mia{number}@voorbeeld.example", onderwerp="Uw plan", tekst="Dag."
        )
        return {"task": "wijken.verstuur_bericht", "args": [bericht.pk]}

    with post_office() as (address, sent), breker(EMAIL_URL=address) as proces:
        died = 0
        for number, job in proces.each_death(written):
            Bericht.objects.filter(Q(pk=job["args"][0]), lease_tot__isnull=False).update(lease_tot=now())
            assert proces.run(job) == "done"
            assert Bericht.objects.get(pk=job["args"][0]).status == Bericht.Status.VERZONDEN, f"step {number}"
            died = number
    per_receiver = Counter(mail["To"] for mail in sent)
    assert len(per_receiver) == died + 1, "a mail was lost"
    assert len({(mail["To"], mail["Message-ID"]) for mail in sent}) == died + 1
    assert sum(count - 1 for count in per_receiver.values()) <= 2, "a copy where none is needed"
