"""Things that happen in a server room, to every task and every row: nothing lost, nothing twice.

See also test_breuk (killed at every step), test_reservekopie, and in tests/e2e test_fouten and test_hangen.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import pytest
import redis
from celery import current_app
from django.conf import settings as project
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from agenda.bewaartermijnen import apply_policy
from agenda.inhoud import Inhoud
from agenda.models import (
    Agendagroeplid,
    Naamtoestemming,
    Reactieronde,
    Verzoekvraag,
    Volger,
    Voortgangsvraag,
)
from analyse.bestand.invoer import choose_columns, take_bestand
from analyse.models import Antwoordbestand
from bewoners.models import Aanbod, Concept, Inbreng
from kern.klok import now, today
from kern.limiet import allow, is_used_up
from kern.models import Bestand
from rapportage import services
from rapportage.models import Rapport
from rapportage.services.maken import MAX_POGINGEN
from rapportage.tasks import FOUT_VOL
from tests.e2e.site import environment_of_test_database
from tests.factories import Rol, make_agenda, make_gebruiker, make_versie, make_wijk
from tests.project.huis import Huis, empty_inhoud, make_huis
from tests.project.test_canaries import our_tasks
from tests.project.test_wall import our_models
from tests.tegelijk import together
from tests.uitslagen import everyone, fill_in
from tests.vragen import make_vraag
from wijken.berichten import queue_bericht, send_bericht
from wijken.models import Bericht, Gebeurtenis, Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = dt.timedelta(hours=1)
Args = Callable[[Huis], list[object]]


def nothing(wijk: Wijk) -> Inhoud:
    """An adopted agenda with nothing in it."""
    return cast(Inhoud, empty_inhoud(wijk))


def adopted(wijk: Wijk) -> Rapport:
    """A report that waits, of an adopted agenda with nothing in it."""
    agenda = make_agenda(wijk)
    versie = make_versie(agenda, inhoud=nothing(wijk))
    return services.request_rapport(agenda=agenda, versie=versie)


def waiting_file(huis: Huis) -> Antwoordbestand:
    """A file with answers to which somebody said yes, for the worker to keep."""
    row = take_bestand(lijst=huis.lijst, naam="uit.csv", inhoud=b"V04;E1\n;Een bankje\n", door=None)
    row = choose_columns(bestand=row, kolommen=["", "v:E1"], kanaal="online", taal="nl")
    row.verslag = {**row.verslag, "gevraagd_op": now().isoformat()}
    row.save(update_fields=["verslag"])
    return row


# ---- every task twice ------------------------------------------------------------------------------------

# What each task is given. A new task fails here until somebody has thought about its second delivery.
GIVEN: dict[str, Args] = {
    "agenda.bewaartermijnen": lambda _huis: [],
    "agenda.herinner_partijen": lambda _huis: [],
    "agenda.herinner_trekkers": lambda _huis: [],
    "agenda.namen_voorbij": lambda _huis: [],
    "agenda.stuur_nieuws": lambda _huis: [],
    "agenda.vraag_groep": lambda _huis: [],
    "analyse.bewaar_bestand": lambda huis: [str(waiting_file(huis).pk)],
    "analyse.veeg_bestanden": lambda _huis: [],
    "analyse.ververs_uitslagen": lambda _huis: [],
    "bewoners.vraag_aanbod": lambda _huis: [],
    "kern.hartslag": lambda _huis: [],
    "rapportage.maak": lambda huis: [str(Rapport.objects.get(wijk=huis.wijk, status="wacht").pk)],
    "rapportage.veeg": lambda _huis: [],
    "rapportage.ververs_bladen": lambda _huis: [],
    "wijken.lees_cijfers": lambda _huis: [str(uuid.uuid4())],  # of a file that is gone; see tests/wijken
    "wijken.veeg_berichten": lambda _huis: [],
    "wijken.veeg_cijfers": lambda _huis: [],
    "wijken.verstuur_bericht": lambda huis: [Bericht.objects.get(wijk=huis.wijk).pk],
}


# What these do is not in a row: a heartbeat is left out below, a file that is gone, a message to a worker.
LEAVE_NO_ROW = {"analyse.veeg_bestanden", "kern.hartslag", "wijken.lees_cijfers", "wijken.veeg_cijfers"}


def everything() -> dict[str, list[str]]:
    """Every row of every table, as text; but for the moment of the last heartbeat."""
    found = {}
    with connection.cursor() as cursor:
        for model in our_models():
            table = model._meta.db_table
            if table != "kern_levensteken":
                cursor.execute(f'SELECT rij::text FROM "{table}" AS rij ORDER BY 1')
                found[table] = [row[0] for row in cursor.fetchall()]
    return found


@pytest.fixture
def huis() -> Huis:
    """A wijk with something to do for every task."""
    huis = make_huis("hier")
    Rapport.objects.filter(pk=huis.rapport.pk).delete()
    services.request_rapport(
        agenda=huis.agenda, versie=make_versie(huis.agenda, nummer=3, inhoud=nothing(huis.wijk))
    )
    Concept.objects.update(datum=today() - dt.timedelta(days=5))
    Voortgangsvraag.objects.update(gevraagd_op=today() - dt.timedelta(days=100))
    Verzoekvraag.objects.update(
        gevraagd_op=today() - dt.timedelta(days=40), uiterlijk=today() - dt.timedelta(days=2)
    )
    Naamtoestemming.objects.update(
        gegeven_op=today() - dt.timedelta(days=40), tot=today() - dt.timedelta(days=1)
    )
    Agendagroeplid.objects.update(
        email="mia@voorbeeld.example",
        toestemming_op=today() - dt.timedelta(days=90),
        tot=today() + dt.timedelta(days=9),
    )
    Aanbod.objects.update(contact="bo@voorbeeld.example", tot=today() + dt.timedelta(days=9))
    Volger.objects.update(tot_en_met=today() - dt.timedelta(days=9))
    Reactieronde.objects.update(opent_op=today() - dt.timedelta(days=1))  # news for the follower
    gevraagd = make_vraag(huis.lijst, "E3", "EEN", openbaar=True)
    fill_in(huis.lijst, everyone(gevraagd, {"a": 20, "b": 20}))
    return huis


def test_somebody_thought_about_the_second_delivery_of_every_task() -> None:
    assert set(our_tasks()) == set(GIVEN)


@pytest.mark.pdf
@pytest.mark.parametrize("name", sorted(GIVEN))
def test_a_task_delivered_twice_does_its_work_once(name: str, huis: Huis) -> None:
    """Twice at the same moment, and once more when all is done."""
    task, args = current_app.tasks[name], GIVEN[name](huis)
    before = everything()
    together(*[lambda: task.apply(args=args, throw=True)] * 2)
    after = everything()
    task.apply(args=args, throw=True)
    assert everything() == after
    assert (after != before) is (name not in LEAVE_NO_ROW)
    receivers = [address for message in mail.outbox for address in message.to]
    assert len(receivers) == len(set(receivers)) <= 1
    assert not Rapport.objects.filter(poging__gt=1).exists()
    assert Gebeurtenis.objects.filter(actie="bewaartermijn verwijder").count() <= 1


def test_two_sweepers_at_once_lose_nothing_and_double_nothing() -> None:
    """Many rows, half of them abandoned by a worker that died; two sweeps of each kind at the same moment."""
    wijk = make_wijk()
    for number in range(12):
        bericht = queue_bericht(sleutel=f"k{number}", aan=f"m{number}@x.example", onderwerp="o", tekst="t")
        if number % 2:
            Bericht.objects.filter(pk=bericht.pk).update(status="bezig", poging=1, lease_tot=now())
    rapport = adopted(wijk)
    services.take_rapport(rapport_id=rapport.pk)
    Rapport.objects.update(lease_tot=now())
    mails, reports = current_app.tasks["wijken.veeg_berichten"], current_app.tasks["rapportage.veeg"]
    together(*[lambda: mails.apply(throw=True)] * 2, *[lambda: reports.apply(throw=True)] * 2)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(f"m{n}@x.example" for n in range(12))
    assert set(Bericht.objects.values_list("status", flat=True)) == {"verzonden"}
    row = Rapport.objects.get(pk=rapport.pk)
    assert (row.status, row.poging) == ("wacht", 1)


# ---- Valkey ----------------------------------------------------------------------------------------------


def waiting_messages() -> list[str]:
    """The tasks that lie on the queue of this run."""
    with redis.from_url(project.REDIS_URL) as client:
        name = f"{project.KEY_PREFIX}:{project.CELERY_TASK_DEFAULT_QUEUE}"
        return [json.loads(text)["headers"]["task"] for text in client.lrange(name, 0, -1)]


def empty_valkey() -> None:
    """Everything of this run, as after a restart of a server that keeps nothing."""
    with redis.from_url(project.REDIS_URL) as client:
        for key in client.scan_iter(match=f"{project.KEY_PREFIX}:*", count=1000):
            client.delete(key)


def test_an_emptied_valkey_loses_messages_and_counters_and_nothing_else(client: Client) -> None:
    """The sweeper puts every waiting row on the queue again; who is signed in or half-way stays so."""
    wijk = make_wijk("de-brink")
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    half_way = client.post("/wijken/de-brink/inbreng/", {"tekst": "Ik mis een bankje."})["Location"]
    rapport = adopted(wijk)
    for _ in range(3):
        allow("proef", "x", aantal=2, seconden=3600)
    assert is_used_up("proef", "x", aantal=2)
    empty_valkey()
    assert waiting_messages() == []
    assert not is_used_up("proef", "x", aantal=2)
    assert client.get("/team/de-brink/").status_code == 200
    overview = client.post(half_way, {"mag_delen": "ja"})["Location"]
    assert client.post(overview)["Location"].endswith("/bedankt/")
    assert Inbreng.objects.get().tekst == "Ik mis een bankje."
    services.sweep()
    assert waiting_messages() == ["rapportage.maak"]
    assert Rapport.objects.get(pk=rapport.pk).status == "wacht"
    empty_valkey()


def test_after_an_hour_without_valkey_all_that_was_asked_is_found_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nudges of that hour never came; the first sweep afterwards wakes a worker once for each row."""
    rapport = adopted(make_wijk("de-brink"))
    bericht = queue_bericht(sleutel="k", aan="mia@x.example", onderwerp="o", tekst="t")
    empty_valkey()
    with clock(HOUR, monkeypatch):
        waits = client.get("/readyz").json()["wachtrijen"]
        assert min(waits["rapporten"], waits["berichten"]) >= 3600
        services.sweep()
        assert waiting_messages() == ["rapportage.maak"]
        assert send_bericht(pk=bericht.pk)
        assert not send_bericht(pk=bericht.pk)
    assert services.take_rapport(rapport_id=rapport.pk) is not None
    assert services.take_rapport(rapport_id=rapport.pk) is None
    assert len(mail.outbox) == 1
    empty_valkey()


def test_what_beat_sends_often_expires_so_that_an_hour_makes_no_flood() -> None:
    for name, entry in project.CELERY_BEAT_SCHEDULE.items():
        often = float(entry["schedule"]) <= 3600
        assert not often or 0 < entry["options"]["expires"] <= float(entry["schedule"]), name


# ---- the clock -------------------------------------------------------------------------------------------


@contextmanager
def clock(turn: dt.timedelta, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of this machine is turned; the rows were written before."""
    real = timezone.now
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: real() + turn)
        yield


@pytest.mark.parametrize("turn", [HOUR, -HOUR], ids=["vooruit", "achteruit"])
def test_a_turned_clock_makes_no_report_twice_and_lets_none_wait(
    turn: dt.timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that lives while the clock turns is overtaken, a worker that died is followed up at once."""
    rapport = adopted(make_wijk())
    first = services.take_rapport(rapport_id=rapport.pk)
    assert first is not None
    with clock(turn, monkeypatch):
        assert services.sweep().terug == 1
        second = services.take_rapport(rapport_id=rapport.pk)
        assert second is not None
        assert second.poging == 2
        services.finish_rapport(opdracht=second, pdf=b"%PDF-1.7 tweede", bladzijden=1)
        with pytest.raises(services.Ingehaald):
            services.finish_rapport(opdracht=first, pdf=b"%PDF-1.7 eerste", bladzijden=1)
    assert bytes(Bestand.objects.get().inhoud) == b"%PDF-1.7 tweede"


@pytest.mark.parametrize("turn", [HOUR, -HOUR], ids=["vooruit", "achteruit"])
def test_a_turned_clock_sends_no_mail_twice_and_lets_none_wait(
    turn: dt.timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    bericht = queue_bericht(sleutel="k", aan="mia@x.example", onderwerp="o", tekst="t")
    lease = now() + dt.timedelta(minutes=2)
    Bericht.objects.filter(pk=bericht.pk).update(status="bezig", poging=1, lease_tot=lease)
    with clock(turn, monkeypatch):
        assert send_bericht(pk=bericht.pk)
    assert not send_bericht(pk=bericht.pk)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("turn", [HOUR, -HOUR], ids=["vooruit", "achteruit"])
def test_a_turned_clock_ends_no_session_no_form_and_no_code(
    turn: dt.timedelta, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    """An hour may also be another day: a half-filled form lives at least until the end of the next."""
    huis = make_huis("hier")
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=huis.wijk))
    overview = client.post("/wijken/hier/inbreng/", {"tekst": "Ik mis een bankje."})["Location"]
    overview = client.post(overview, {"mag_delen": "ja"})["Location"]
    with clock(turn, monkeypatch):
        apply_policy()
        assert client.get("/team/hier/").status_code == 200
        assert client.get(f"/volg/{huis.volgcode}/").status_code == 200
        assert client.post(overview).status_code == 303
    sent = Inbreng.objects.get(tekst="Ik mis een bankje.", bundel=None)
    assert client.get(f"/volg/{code_for(sent.verzend_id)}/").status_code == 200
    assert client.post(overview).status_code == 303
    assert Inbreng.objects.filter(tekst="Ik mis een bankje.", bundel=None).count() == 1


# ---- a full disk -----------------------------------------------------------------------------------------


@contextmanager
def full(table: str) -> Iterator[None]:
    """The database refuses to write in this table, with PostgreSQL's own error for a full disk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION schijf_vol() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$"
        )
        cursor.execute(
            f"CREATE TRIGGER schijf_vol BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION schijf_vol()"
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER schijf_vol ON {table}; DROP FUNCTION schijf_vol()")


def test_a_full_disk_under_the_database_keeps_what_a_resident_typed(client: Client) -> None:
    make_wijk("de-brink")
    client.raise_request_exception = False
    story = {"tekst": "Ik mis een bankje & schaduw."}
    with full("bewoners_concept"):
        answer = client.post("/wijken/de-brink/inbreng/", story)
    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert "Wij zijn er zo weer" in answer.content.decode()
    assert "Ik mis een bankje &amp; schaduw." in answer.content.decode()
    overview = client.post(client.post("/wijken/de-brink/inbreng/", story)["Location"], {"mag_delen": "ja"})
    with full("bewoners_inbreng"):
        assert client.post(overview["Location"]).status_code == 503
    assert Inbreng.objects.count() == 0
    assert Concept.objects.get().gegevens["tekst"] == story["tekst"]
    assert client.post(overview["Location"]).status_code == 303
    assert Inbreng.objects.get().tekst == story["tekst"]


@pytest.mark.pdf
def test_a_full_disk_lets_a_report_wait_with_a_sentence_and_costs_no_attempt() -> None:
    rapport = adopted(make_wijk())
    make = current_app.tasks["rapportage.maak"]
    with full("kern_bestand"):
        for _ in range(MAX_POGINGEN + 1):
            make.apply(args=[str(rapport.pk)], throw=True)
    row = Rapport.objects.get(pk=rapport.pk)
    assert (row.status, row.poging, row.fout, row.bestand) == ("wacht", 0, FOUT_VOL, None)
    make.apply(args=[str(rapport.pk)], throw=True)
    row = Rapport.objects.get(pk=rapport.pk)
    assert (row.status, row.fout, Bestand.objects.count()) == ("klaar", "", 1)


NO_ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
import django
django.setup()
from celery import current_app
current_app.loader.import_default_modules()
current_app.tasks["rapportage.maak"].apply(args=[sys.argv[1]], throw=True)
"""


@pytest.mark.pdf
def test_a_worker_that_can_write_no_file_at_all_lets_the_report_wait() -> None:
    """A full temporary folder, met by a real process that may not write one byte to a file."""
    rapport = adopted(make_wijk())
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NO_ROOM, str(rapport.pk)],
        cwd=project.BASE_DIR,
        env={**os.environ, **environment_of_test_database(), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    row = Rapport.objects.get(pk=rapport.pk)
    assert (row.status, row.poging, row.fout) == ("wacht", 0, FOUT_VOL), done.stderr
