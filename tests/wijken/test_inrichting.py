"""Who residents may talk to, and who answers for their data: settings and what residents see of them."""

from __future__ import annotations

import datetime as dt
import html
import io
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from agenda.bewaartermijnen import apply_policy
from bewoners.models import Concept, Contactverzoek, Inbreng
from kern.bewaren import time_kept
from kern.fouten import DomeinFout
from kern.klok import today
from kern.models import MAX_BYTES as MAX_UPLOAD
from kern.models import Bestand
from tests.factories import Rol, make_aanspreekpunt, make_gebruiker, make_wijk
from wijken.inrichting.foto import MAX_BYTES, SIZE, make_photo
from wijken.models import Aanspreekpunt, Gebeurtenis, Privacyafspraak, Wijk

pytestmark = pytest.mark.django_db
MENS = "/team/hier/instellingen/aanspreekpunt/"
PRIVACY = "/team/hier/instellingen/privacy/"
BELOFTE = "Uw antwoord gaat niet naar uitkering, IND of jeugdzorg."
PAGES = ("", "cijfers/", "inbreng/", "contact/", "agenda/", "waar-terecht/", "privacy/")


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("hier")


@pytest.fixture
def coordinator(client: Client, wijk: Wijk) -> Client:
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    return client


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def picture(soort: str = "JPEG", size: tuple[int, int] = (900, 600), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if soort == "PNG" else "RGB", size, "teal").save(out, soort, **options)
    return out.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the telephone on its side
    exif[0x010F] = "Kanarie-camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 57.0, 30.0)
    return picture(exif=exif)


def person(**changes: Any) -> dict[str, Any]:
    tot = (today() + dt.timedelta(days=300)).isoformat()
    return {
        "revisie": 0, "voornaam": "Hinke", "rol": "opbouwwerker", "toestemming": "on", "toestemming_tot": tot,
    } | changes  # fmt: skip


def facts(**changes: Any) -> dict[str, Any]:
    return {
        "revisie": 0,
        "verantwoordelijke": "gemeente Heerenveen",
        "privacy_adres": "https://gemeente.example/privacy",
        "fg_contact": "fg@gemeente.example",
        "grondslag": "publieke_taak",
        "belofte_door": "",
        "belofte_op": "",
    } | changes


# ---- the photo ----------------------------------------------------------------------------------


def test_place_and_camera_do_not_travel_along() -> None:
    raw = with_place()
    assert b"Kanarie" in raw
    clean = make_photo(raw)
    assert b"Kanarie" not in clean
    assert b"Exif" not in clean
    with Image.open(io.BytesIO(clean)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (SIZE, SIZE), {})


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP"])
def test_every_kind_becomes_a_small_jpeg(soort: str) -> None:
    clean = make_photo(picture(soort, (3000, 200)))
    assert clean.startswith(b"\xff\xd8")
    assert len(clean) < 60_000


def bomb() -> bytes:
    """A tiny PNG that says it is 60,000 by 60,000."""
    small = picture("PNG", (8, 8))
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "geen foto die wij kennen"),
        (b"GIF89a" + bytes(50), "geen foto die wij kennen"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "geen foto die wij kennen"),
        (picture()[:400], "geen foto die wij kennen"),
        (picture("PNG", (8000, 5200)), "te veel beeldpunten"),
        (b"\xff\xd8" + bytes(MAX_BYTES), "te groot"),
    ],
    ids=["empty", "gif", "svg", "cut off", "too many pixels", "too large"],
)
def test_what_is_no_photo_for_us_gets_a_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(DomeinFout) as caught:
        make_photo(raw)
    assert said in caught.value.zin


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    with pytest.raises(DomeinFout, match="te veel beeldpunten"):
        make_photo(bomb())


# ---- who to talk to -----------------------------------------------------------------------------


def save(client: Client, **changes: Any) -> Any:
    return client.post(MENS, person(**changes))


def test_name_and_photo_stand_on_every_page_of_residents(coordinator: Client, wijk: Wijk) -> None:
    foto = SimpleUploadedFile("hinke.jpg", with_place(), "image/jpeg")
    assert save(coordinator, foto=foto).status_code == 303
    row = Aanspreekpunt.objects.get(wijk=wijk)
    adres = f"/wijken/hier/foto/{row.foto_id}/"
    resident = Client()
    for page in PAGES:
        seen = text(resident.get(f"/wijken/hier/{page}"))
        assert "Liever praten?" in seen, page
        assert "Hinke" in seen, page
        assert f'src="{adres}"' in seen, page
    response = resident.get(adres)
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"Kanarie" not in response.content
    assert resident.get(f"/wijken/{make_wijk('daar').slug}/foto/{row.foto_id}/").status_code == 404


def test_the_block_falls_back_to_what_there_is(client: Client, wijk: Wijk) -> None:
    assert "Vraag naar" not in text(client.get("/wijken/hier/"))
    Wijk.objects.update(telefoon="", inloop_plek="", inloop_tijden="")
    assert "Spreek iemand van het wijkteam aan." in text(client.get("/wijken/hier/"))


def test_the_block_costs_no_query_more(client: Client, wijk: Wijk) -> None:
    client.get("/wijken/hier/inbreng/")
    with CaptureQueriesContext(connection) as without:
        client.get("/wijken/hier/inbreng/")
    make_aanspreekpunt(wijk)
    with CaptureQueriesContext(connection) as with_photo:
        assert "Hinke" in text(client.get("/wijken/hier/inbreng/"))
    assert len(with_photo) == len(without)


def test_after_the_agreed_day_nobody_sees_it_and_the_night_takes_it_away(
    client: Client, wijk: Wijk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_aanspreekpunt(wijk, dagen=3)
    adres = f"/wijken/hier/foto/{row.foto_id}/"
    assert client.get(adres).status_code == 200
    later = dt.datetime.combine(row.toestemming_tot + dt.timedelta(days=1), dt.time(12), tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert client.get(adres).status_code == 404
    assert "Hinke" not in text(client.get("/wijken/hier/"))
    apply_policy()
    assert not Aanspreekpunt.objects.exists()
    assert not Bestand.objects.exists()


def test_consent_taken_back_is_carried_out_at_once(coordinator: Client, wijk: Wijk) -> None:
    row = make_aanspreekpunt(wijk)
    assert coordinator.post(f"{MENS}weg/").status_code == 303
    assert not Aanspreekpunt.objects.exists()
    assert not Bestand.objects.exists()
    assert Client().get(f"/wijken/hier/foto/{row.foto_id}/").status_code == 404
    assert coordinator.post(f"{MENS}weg/").status_code == 303
    assert Gebeurtenis.objects.filter(actie="aanspreekpunt_weg").count() == 1


def test_a_new_photo_takes_the_place_of_the_old_one(coordinator: Client, wijk: Wijk) -> None:
    old = make_aanspreekpunt(wijk)
    foto = SimpleUploadedFile("nieuw.png", picture("PNG"), "image/png")
    assert save(coordinator, revisie=1, foto=foto).status_code == 303
    row = Aanspreekpunt.objects.get()
    assert row.foto_id != old.foto_id
    assert Bestand.objects.count() == 1
    assert save(coordinator, revisie=2).status_code == 303  # without a file it stays
    assert Aanspreekpunt.objects.get().foto_id == row.foto_id
    assert save(coordinator, revisie=3, foto_weg="on").status_code == 303
    assert not Bestand.objects.exists()


def test_consent_is_dated_anew_only_when_it_is_given_anew(coordinator: Client, wijk: Wijk) -> None:
    row = make_aanspreekpunt(wijk)
    same = {"voornaam": row.voornaam, "toestemming_tot": row.toestemming_tot.isoformat()}
    save(coordinator, revisie=1, rol="anders", **same)
    assert Aanspreekpunt.objects.get().toestemming_op == row.toestemming_op
    save(coordinator, revisie=2, voornaam="Jelle")
    assert Aanspreekpunt.objects.get().toestemming_op == today()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"toestemming": ""}, "Vraag eerst of uw collega dit goedvindt."),
        ({"voornaam": " "}, "Schrijf de voornaam op."),
        ({"voornaam": "x" * 41}, "Gebruik hooguit 40 tekens."),
        ({"toestemming_tot": "2020-01-01"}, "Kies een dag vanaf vandaag"),
        ({"toestemming_tot": "2099-01-01"}, "hooguit twee jaar vooruit"),
        ({"toestemming_tot": "morgen"}, "Kies een dag, bijvoorbeeld"),
    ],
)
def test_without_consent_or_with_a_wrong_day_nothing_is_shown(
    coordinator: Client, changes: dict[str, str], said: str
) -> None:
    response = save(coordinator, **{"rol": "dorpswerker"} | changes)
    assert response.status_code == 422
    assert said in text(response)
    assert "dorpswerker" in text(response)
    assert not Aanspreekpunt.objects.exists()


def test_a_file_that_is_no_photo_keeps_the_form(coordinator: Client) -> None:
    response = save(coordinator, foto=SimpleUploadedFile("foto.jpg", b"geen foto", "image/jpeg"))
    assert response.status_code == 422
    assert "Dit is geen foto die wij kennen." in text(response)
    assert 'value="Hinke"' in text(response)
    assert not Bestand.objects.exists()


def test_a_huge_photo_keeps_what_was_typed(coordinator: Client) -> None:
    foto = SimpleUploadedFile("foto.jpg", bytes(MAX_UPLOAD + 1), "image/jpeg")
    response = save(coordinator, foto=foto)
    assert response.status_code == 422
    assert "Deze foto is te groot." in text(response)
    assert 'value="Hinke"' in text(response)
    assert not Aanspreekpunt.objects.exists()


def test_two_people_at_the_photo(coordinator: Client, wijk: Wijk) -> None:
    make_aanspreekpunt(wijk, "Van de ander")
    response = save(coordinator, revisie=0, voornaam="Van mij")
    assert response.status_code == 409
    assert "Van de ander" in text(response)
    assert "Van mij" in text(response)
    assert save(coordinator, revisie=1, voornaam="Van mij").status_code == 303


# ---- privacy ------------------------------------------------------------------------------------


def test_facts_stand_at_the_forms_and_on_the_page_of_the_wijk(coordinator: Client) -> None:
    assert coordinator.post(PRIVACY, facts()).status_code == 303
    resident = Client()
    for page in ("inbreng/", "contact/"):
        seen = text(resident.get(f"/wijken/hier/{page}"))
        assert "Gemeente Heerenveen zorgt voor uw gegevens." in seen
        assert "Dat is een taak van de gemeente." in seen
        assert 'href="/wijken/hier/privacy/"' in seen
    seen = text(resident.get("/wijken/hier/privacy/"))
    for said in (
        "Gemeente Heerenveen zorgt voor uw gegevens.",
        "artikel 6, lid 1, onder e",
        "fg@gemeente.example",
        "https://gemeente.example/privacy",
        "Autoriteit Persoonsgegevens",
        "Hoe lang bewaren wij iets?",
    ):
        assert said in seen
    assert BELOFTE not in seen


def test_without_facts_the_page_says_so_kindly(client: Client, wijk: Wijk) -> None:
    seen = text(client.get("/wijken/hier/privacy/"))
    assert "Het wijkteam zorgt voor uw gegevens." in seen
    assert "Vraag het wijkteam op welke regel van de wet dit steunt." in seen


def test_the_promise_is_shown_only_when_it_was_confirmed(coordinator: Client) -> None:
    day = today().isoformat()
    assert (
        coordinator.post(PRIVACY, facts(belofte="on", belofte_door="directeur", belofte_op=day)).status_code
        == 303
    )
    for page in ("inbreng/", "privacy/"):
        assert BELOFTE in text(Client().get(f"/wijken/hier/{page}"))
    assert BELOFTE not in text(Client().get("/wijken/hier/contact/"))
    assert coordinator.post(PRIVACY, facts(revisie=1)).status_code == 303
    assert BELOFTE not in text(Client().get("/wijken/hier/inbreng/"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"belofte": "on"}, "Schrijf op wie het bevestigde"),
        ({"belofte": "on", "belofte_door": "directeur"}, "Kies de dag waarop dit is bevestigd"),
        (
            {"belofte": "on", "belofte_door": "directeur", "belofte_op": "2099-01-01"},
            "Kies de dag waarop dit is bevestigd",
        ),
        ({"belofte_door": "directeur"}, "Zet het vinkje"),
        ({"privacy_adres": "http:/x"}, "Dit is geen adres van een website."),
        ({"grondslag": "zomaar"}, "Kies één van deze grondslagen."),
        ({"verantwoordelijke": "x" * 121}, "Gebruik hooguit 120 tekens."),
    ],
)
def test_half_a_promise_or_a_wrong_address_gets_a_sentence(
    coordinator: Client, changes: dict[str, str], said: str
) -> None:
    response = coordinator.post(PRIVACY, facts(fg_contact="fg@elders.example") | changes)
    assert response.status_code == 422
    assert said in text(response)
    assert "fg@elders.example" in text(response)
    assert not Privacyafspraak.objects.exists()


def test_the_database_knows_no_half_promise(wijk: Wijk) -> None:
    with pytest.raises(IntegrityError, match="belofte_heel"):
        Privacyafspraak.objects.create(wijk=wijk, belofte_door="directeur")


def test_two_people_at_privacy(coordinator: Client, wijk: Wijk) -> None:
    coordinator.post(PRIVACY, facts(fg_contact="van de ander"))
    response = coordinator.post(PRIVACY, facts(fg_contact="van mij"))
    assert response.status_code == 409
    assert "van de ander" in text(response)
    assert "van mij" in text(response)
    assert coordinator.post(PRIVACY, facts(fg_contact="van mij", revisie=1)).status_code == 303


def test_the_periods_on_the_page_are_those_of_the_policy(client: Client, wijk: Wijk) -> None:
    seen = text(client.get("/wijken/hier/privacy/"))
    said = {Concept: (1, "één dag"), Inbreng: (1826, "vijf jaar"), Contactverzoek: (365, "één jaar")}
    for model, (days, words) in said.items():
        assert time_kept(model).days == days
        assert words in seen


def test_the_footer_leads_to_the_page_of_the_wijk(client: Client, wijk: Wijk) -> None:
    assert 'href="/wijken/hier/privacy/"' in client.get("/wijken/hier/").content.decode()
    assert 'href="/privacy/"' in client.get("/").content.decode()
