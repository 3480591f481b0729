"""Telling how an action goes: by the team, by who makes it happen, with a photo; and the reminders."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from agenda.bijdragen.trekker import ZOEKT
from agenda.keuzes import ActieStatus, VaststelDoor
from agenda.melden.foto import clean_foto
from agenda.melden.herinneren import send_reminders
from agenda.melden.lopend import acties_of
from agenda.melden.services import ask_voortgang, renew_vraag, stop_trekker, tell_voortgang
from agenda.models import Actie, Voortgang, Voortgangsvraag, Wijkagenda
from agenda.nalezen import read_again
from agenda.ronde.selectors import look_ahead
from agenda.ronde.services import begin_ronde
from agenda.selectors import voortgang_of
from agenda.services.acties import note_voortgang
from agenda.services.vaststellen import vaststellen
from kern.foto import LANG
from kern.fouten import DomeinFout
from kern.klok import today
from kern.models import Bestand
from tests import factories as f
from tests.samen import make_voortgangsfoto, make_voortgangsvraag
from wijken.berichten import sweep_berichten
from wijken.links import find_link, is_open
from wijken.models import Bericht

pytestmark = pytest.mark.django_db
EMAIL = "tuin@voorbeeld.example"
DAG = dt.timedelta(days=1)


def picture(size: tuple[int, int] = (2400, 1200), **save: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "darkgreen").save(out, "JPEG", **save)
    return out.getvalue()


def upload(raw: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", raw, content_type="image/jpeg")


@pytest.fixture
def actie() -> Actie:
    return f.make_actie(f.make_plan(f.make_agenda(f.make_wijk("jubbega"))), "Bankjes bestellen")


@pytest.fixture
def team(actie: Actie) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=actie.wijk))
    return client


def page_of(actie: Actie) -> str:
    return f"/team/{actie.wijk.slug}/agenda/actie/{actie.uuid}/voortgang/"


def ask(actie: Actie, wie: str = "de tuinclub") -> tuple[Voortgangsvraag, str]:
    verse = ask_voortgang(agenda=actie.agendapunt.agenda, actie_uuid=actie.uuid, wie=wie, email=EMAIL)
    assert verse is not None
    return Voortgangsvraag.objects.get(link=verse.link), f"/link/{verse.token}/"


def told(**changes: Any) -> dict[str, Any]:
    return {"status": "loopt", "tekst": "De bankjes staan er.", "verzend_id": str(uuid.uuid4())} | changes


# ---- the team ------------------------------------------------------------------------------------


def test_a_photo_becomes_ours_and_is_seen_once_the_agenda_is_adopted(actie: Actie, team: Client) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kanarie-camera"
    exif.get_ifd(0x8825)[2] = (52.0, 57.0, 30.0)
    raw = picture(exif=exif)
    assert b"Kanarie" in raw
    data = told(foto=upload(raw), foto_tekst="Twee bankjes", foto_goed="on")
    assert team.post(page_of(actie), data).status_code == 303
    regel = Voortgang.objects.get()
    assert regel.foto is not None
    kept = bytes(regel.foto.inhoud)
    assert b"Kanarie" not in kept
    assert b"Exif" not in kept
    with Image.open(io.BytesIO(kept)) as seen:
        assert seen.size == (LANG, LANG // 2)

    address = f"/wijken/jubbega/agenda/foto/{regel.foto_id}/"
    assert Client().get(address).status_code == 404
    assert team.get(address).status_code == 200
    f.make_versie(actie.agendapunt.agenda)
    response = Client().get(address)
    assert (response.status_code, response["X-Content-Type-Options"]) == (200, "nosniff")
    assert "max-age=604800" in response["Cache-Control"]
    public = Client().get("/wijken/jubbega/agenda/").content.decode()
    assert address in public
    assert 'alt="Twee bankjes"' in public
    f.make_wijk("elders")
    assert Client().get(address.replace("jubbega", "elders")).status_code == 404

    assert team.post(f"/team/jubbega/voortgang/foto/{regel.foto_id}/weg/").status_code == 303
    assert Client().get(address).status_code == 404
    assert not Bestand.objects.exists()
    assert address not in Client().get("/wijken/jubbega/agenda/").content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"foto_tekst": ""}, "Schrijf op wat er op de foto staat."),
        ({"foto_goed": ""}, "Zet het vinkje"),
        ({"foto": upload(b"GIF89a" + bytes(50))}, "geen foto die wij kennen"),
    ],
)
def test_a_photo_that_misses_something_keeps_what_was_typed(
    actie: Actie, team: Client, changes: dict[str, Any], said: str
) -> None:
    data = told(foto=upload(picture((60, 40))), foto_tekst="Bankje", foto_goed="on") | changes
    response = team.post(page_of(actie), data)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "De bankjes staan er." in response.content.decode()
    assert not Voortgang.objects.exists()
    assert not Bestand.objects.exists()


def test_the_same_send_twice_is_one_line(actie: Actie, team: Client) -> None:
    data = told()
    for _ in range(2):
        photo = {"foto": upload(picture((60, 40))), "foto_tekst": "Bankje", "foto_goed": "on"}
        assert team.post(page_of(actie), data | photo).status_code == 303
    assert (Voortgang.objects.count(), Bestand.objects.count()) == (1, 1)


def test_asking_twice_is_one_mail_and_another_party_is_refused(actie: Actie, team: Client) -> None:
    address = f"{page_of(actie)}vraag/"
    for _ in range(2):
        assert team.post(address, {"wie": "de tuinclub", "email": EMAIL}).status_code == 303
    assert Bericht.objects.count() == 1
    refused = team.post(address, {"wie": "de school", "email": "school@voorbeeld.example"})
    assert refused.status_code == 422
    assert "vraagt u het al aan iemand" in refused.content.decode()
    wrong = team.post(address, {"wie": "<b>school", "email": "geen adres"})
    assert wrong.status_code == 422

    sweep_berichten()
    body = mail.outbox[0].body
    assert "Bankjes bestellen" in body
    assert "Ik stop hiermee" in body
    first = body.split("/link/")[1].split("/")[0]

    vraag = Voortgangsvraag.objects.get()
    for _ in range(2):
        team.post(f"/team/jubbega/voortgang/vraag/{vraag.pk}/link/", {"keer": "1"})
    sweep_berichten()
    assert len(mail.outbox) == 2
    second = mail.outbox[1].body.split("/link/")[1].split("/")[0]
    assert Client().get(f"/link/{first}/").status_code == 404
    assert Client().get(f"/link/{second}/").status_code == 200
    assert team.post(f"/team/jubbega/voortgang/vraag/{vraag.pk}/stop/").status_code == 303
    assert Client().get(f"/link/{second}/").status_code == 404
    assert renew_or_sentence(vraag) == "Deze vraag is gestopt. Vraag het opnieuw."


def renew_or_sentence(vraag: Voortgangsvraag) -> str:
    with pytest.raises(DomeinFout) as caught:
        renew_vraag(vraag=vraag, keer=2)
    return caught.value.zin


@pytest.mark.parametrize("rol", [f.Rol.INVOERDER, f.Rol.PARTNER])
def test_the_list_is_for_the_team(actie: Actie, rol: f.Rol) -> None:
    client = Client()
    client.force_login(f.make_gebruiker(rol, wijk=actie.wijk))
    assert client.get("/team/jubbega/voortgang/").status_code == 403


def test_the_list_tells_what_is_late_and_who_is_asked(actie: Actie, team: Client) -> None:
    ask(actie)
    Actie.objects.filter(pk=actie.pk).update(klaar_op=today() - DAG)
    other = f.make_actie(actie.agendapunt, "Planten <b>kiezen</b>")
    done = f.make_actie(actie.agendapunt, "Al klaar")
    note_voortgang(agenda=actie.agendapunt.agenda, actie_uuid=done.uuid, status=ActieStatus.KLAAR)
    html = team.get("/team/jubbega/voortgang/").content.decode()
    assert "te laat" in html
    assert "de tuinclub" in html
    assert "Planten &lt;b&gt;kiezen&lt;/b&gt;" in html
    assert "Al klaar" not in html
    late = team.get("/team/jubbega/voortgang/?toon=aandacht").content.decode()
    assert "Bankjes bestellen" in late
    assert str(other.uuid) not in late
    assert "Al klaar" in team.get("/team/jubbega/voortgang/?toon=af").content.decode()


def test_a_thousand_actions_cost_as_many_queries_as_one(
    actie: Actie, team: Client, django_assert_num_queries: Any
) -> None:
    ask(actie)
    make_voortgangsfoto(actie)
    with CaptureQueriesContext(connection) as one:
        team.get("/team/jubbega/voortgang/")
    plan = actie.agendapunt
    Actie.objects.bulk_create(
        Actie(wijk=plan.wijk, agendapunt=plan, wat=f"Actie {n}", volgorde=n) for n in range(1000)
    )
    with django_assert_num_queries(len(one)):
        html = team.get("/team/jubbega/voortgang/").content.decode()
    assert "Bladzijde 1 van 21" in html


# ---- who makes it happen -------------------------------------------------------------------------


def test_telling_by_link_is_read_on_the_agenda_and_mailed_to_the_asked_address(actie: Actie) -> None:
    _vraag, address = ask(actie)
    f.make_versie(actie.agendapunt.agenda)
    client = Client()
    page = client.get(address).content.decode()
    assert "Bankjes bestellen" in page
    data = told(tekst="Er staan <b>drie</b> bankjes.")
    for _ in range(2):
        assert client.post(address, data).status_code == 200
    regel = Voortgang.objects.get()
    assert (regel.status, regel.wie) == ("loopt", "de tuinclub")
    public = Client().get("/wijken/jubbega/agenda/").content.decode()
    assert "Er staan &lt;b&gt;drie&lt;/b&gt; bankjes." in public
    assert "de tuinclub" in public
    assert Bericht.objects.filter(sleutel__contains=":verteld:", aan=EMAIL).count() == 1
    assert Voortgangsvraag.objects.get().beantwoord_op == today()


def test_a_name_stops_it_once_and_a_number_of_a_person_always(actie: Actie) -> None:
    _vraag, address = ask(actie)
    data = told(tekst="Mevrouw Jansen heeft de sleutel.")
    stopped = Client().post(address, data)
    assert stopped.status_code == 422
    assert "Mevrouw Jansen heeft de sleutel." in stopped.content.decode()
    assert Client().post(address, data | {"toch": "ja"}).status_code == 200
    number = told(tekst="Rekening NL91ABNA0417164300 graag.", toch="ja")
    assert Client().post(address, number).status_code == 422
    assert Voortgang.objects.count() == 1
    assert Client().post(address, told(tekst="x" * 301)).status_code == 422
    assert Client().post(address, told(status="")).status_code == 422


def test_the_same_words_on_a_later_day_are_news(actie: Actie) -> None:
    vraag, _address = ask(actie)
    for number in (1, 2):
        tell_voortgang(vraag=vraag, status=ActieStatus.LOOPT, tekst="Gaat goed.", verzend_id=uuid.uuid4())
        assert Voortgang.objects.count() == number
        Voortgang.objects.update(datum=today() - DAG)


def test_who_stops_ends_the_question_and_people_read_that_somebody_is_wanted(actie: Actie) -> None:
    Actie.objects.filter(pk=actie.pk).update(trekker="de tuinclub")
    vraag, address = ask(actie)
    agenda = actie.agendapunt.agenda
    f.make_versie(agenda)
    note_voortgang(agenda=agenda, actie_uuid=actie.uuid, status=ActieStatus.LOOPT, tekst="Begonnen.")
    asked_again = Client().post(address, {"doe": "stop"})
    assert "Weet u zeker" in asked_again.content.decode()
    assert Voortgangsvraag.objects.get().gestopt_op is None
    key = str(uuid.uuid4())
    assert Client().post(address, {"doe": "stop", "zeker": "ja", "verzend_id": key}).status_code == 200
    vraag.refresh_from_db()
    actie.refresh_from_db()
    regel = voortgang_of(agenda)[actie.uuid]
    assert (vraag.gestopt_op, actie.trekker) == (today(), "")
    assert (regel.status, regel.tekst) == ("loopt", ZOEKT)
    assert acties_of(actie.wijk)[0].zoekt
    assert Client().get(address).status_code == 404
    stop_trekker(vraag=vraag, verzend_id=uuid.uuid4())
    assert Voortgang.objects.filter(tekst=ZOEKT).count() == 1


# ---- reminders -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("klaar_over", "gevraagd", "verteld", "herinnerd", "due"),
    [
        (10, 60, None, None, True),
        (10, 60, 40, None, True),
        (10, 60, 20, None, False),  # told something this month
        (10, 60, None, 2, False),  # reminded of this day already
        (10, 3, None, None, False),  # asked in these two weeks
        (40, 60, None, None, False),  # too early
        (None, 80, None, None, False),
        (None, 100, None, None, True),  # a quarter of silence
        (None, 300, 40, None, False),
        (None, 300, 200, 100, True),
        (-30, 100, None, None, True),
    ],
)
def test_when_a_reminder_goes_out(
    actie: Actie, klaar_over: int | None, gevraagd: int, verteld: int | None, herinnerd: int | None, due: bool
) -> None:
    if klaar_over is not None:
        Actie.objects.filter(pk=actie.pk).update(klaar_op=today() + klaar_over * DAG)
    vraag = make_voortgangsvraag(
        actie,
        gevraagd_op=today() - gevraagd * DAG,
        beantwoord_op=today() - verteld * DAG if verteld else None,
        herinnerd_op=today() - herinnerd * DAG if herinnerd else None,
    )
    assert send_reminders() == due
    assert send_reminders() == 0
    assert Bericht.objects.count() == due
    vraag.refresh_from_db()
    assert (vraag.herinnerd_op == today()) is due


@pytest.mark.parametrize("status", [ActieStatus.KLAAR, ActieStatus.GESTOPT])
def test_what_is_over_is_not_reminded_and_ends_after_a_while(actie: Actie, status: ActieStatus) -> None:
    vraag = make_voortgangsvraag(actie, gevraagd_op=today() - 200 * DAG)
    note_voortgang(agenda=actie.agendapunt.agenda, actie_uuid=actie.uuid, status=status)
    assert send_reminders() == 0
    vraag.refresh_from_db()
    assert vraag.gestopt_op is None
    Voortgang.objects.update(datum=today() - 91 * DAG)
    assert send_reminders() == 0
    vraag.refresh_from_db()
    assert vraag.gestopt_op == today()
    assert vraag.link is not None
    assert not is_open(vraag.link)


def test_a_reminder_repeats_the_link_and_the_old_mail_goes_on_working(actie: Actie) -> None:
    vraag, address = ask(actie)
    Voortgangsvraag.objects.update(gevraagd_op=today() - 100 * DAG)
    assert send_reminders() == 1
    reminder = Bericht.objects.get(sleutel__contains="herinnering")
    assert address in reminder.tekst
    found = find_link(address.split("/")[2])
    assert found is not None
    assert found.pk == vraag.link_id
    assert is_open(found)


# ---- a new round ---------------------------------------------------------------------------------


def test_after_a_new_round_the_question_follows_the_action_or_ends(actie: Actie) -> None:
    agenda = actie.agendapunt.agenda
    left = f.make_actie(f.make_plan(agenda, "Dit gaat niet mee"), "Blijft achter")
    vraag, address = ask(actie)
    other, other_address = ask(left)
    f.make_versie(agenda)
    merk = look_ahead(agenda).merk
    new = begin_ronde(agenda=agenda, van_jaar=2029, tot_jaar=2030, merk=merk, plannen=[actie.agendapunt.uuid])
    copy = Actie.objects.get(agendapunt__agenda=new)
    tell_voortgang(vraag=vraag, status=ActieStatus.LOOPT, tekst="Gaat door.", verzend_id=uuid.uuid4())
    assert {row.actie_uuid for row in Voortgang.objects.filter(tekst="Gaat door.")} == {actie.uuid, copy.uuid}

    adopt(new)
    vraag.refresh_from_db()
    other.refresh_from_db()
    assert (vraag.agenda_id, vraag.actie_uuid, vraag.gestopt_op) == (new.pk, copy.uuid, None)
    assert other.gestopt_op == today()
    assert Client().get(address).status_code == 200
    assert Client().get(other_address).status_code == 404


def adopt(agenda: Wijkagenda) -> None:
    vaststellen(
        agenda=agenda, door=VaststelDoor.BEWONERSAVOND, datum=today(), plaats="Dorpshuis", voor=4, van=4,
        nagelezen=True, merk=read_again(agenda).merk, reden="Omdat het zo is.",
    )  # fmt: skip


def test_clean_foto_refuses_too_many_bytes() -> None:
    with pytest.raises(DomeinFout, match="10 MB"):
        clean_foto(b"\xff\xd8" + bytes(10 * 1024 * 1024), "Bankje")
