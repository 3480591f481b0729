"""Success stories: written by the team, read again, and then under their plan."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from agenda.bewaartermijnen import apply_policy
from agenda.models import Agendapunt, Succesverhaal, Wijkagenda
from kern.klok import now
from kern.models import Bestand
from kern.opslag import store_bestand
from tests import factories as f
from tests.samen import make_succesverhaal
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
LIJST = "/team/jubbega/succes/"


@pytest.fixture
def agenda() -> Wijkagenda:
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    f.make_actie(f.make_plan(agenda))
    f.make_versie(agenda)
    return agenda


@pytest.fixture
def wijk(agenda: Wijkagenda) -> Wijk:
    return agenda.wijk


@pytest.fixture
def plan(agenda: Wijkagenda) -> Agendapunt:
    return agenda.agendapunten.get()


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=wijk))
    return client


def public() -> str:
    return Client().get("/wijken/jubbega/agenda/").content.decode()


def typed(**more: object) -> dict[str, object]:
    return {"titel": "Het <bankje> staat", "tekst": "Drie buren bouwden het.", "factoren": ["SF3"], **more}


def test_a_story_is_made_once_and_nobody_else_reads_it(team: Client, plan: Agendapunt) -> None:
    sent = typed(sleutel=str(uuid.uuid4()))
    for _ in range(2):
        assert team.post(f"{LIJST}plan/{plan.uuid}/", sent).status_code == 303
    row = Succesverhaal.objects.get()
    assert (row.plan_uuid, row.agenda, row.factoren, row.openbaar) == (plan.uuid, plan.agenda, ["SF3"], False)
    assert Gebeurtenis.objects.filter(actie="succesverhaal_gemaakt").count() == 1
    assert "Dit lukte" not in public()
    assert "Het &lt;bankje&gt; staat" in team.get(LIJST).content.decode()


def test_on_the_site_it_stands_under_its_plan_with_what_helped(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan, "Het <bankje> staat", factoren=["SF3"])
    assert team.post(f"{LIJST}{row.uuid}/site/", {"revisie": row.revisie}).status_code == 303
    page = public()
    assert "Dit lukte" in page
    assert "Het &lt;bankje&gt; staat" in page
    assert "Iemand bracht mensen bij elkaar." in page
    assert team.post(f"{LIJST}{row.uuid}/site/", {"doe": "weg"}).status_code == 303
    assert "Dit lukte" not in public()


@pytest.mark.parametrize("tekst", ["Bel ons op 06 12 34 56 78.", "Mail naar mens@voorbeeld.nl"])
def test_contact_details_never_come_on_the_site(team: Client, plan: Agendapunt, tekst: str) -> None:
    row = make_succesverhaal(plan, tekst=tekst)
    answer = team.post(f"{LIJST}{row.uuid}/site/", {"revisie": row.revisie, "nagelezen": "on"})
    assert answer.status_code == 422
    assert "Haal dat eerst weg" in answer.content.decode()
    row.refresh_from_db()
    assert not row.openbaar


def test_what_may_be_about_one_person_needs_a_sign_off(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan, tekst="Mevrouw Jansen kwam ook.")
    sent = {"revisie": row.revisie}
    assert team.post(f"{LIJST}{row.uuid}/site/", sent).status_code == 422
    assert team.post(f"{LIJST}{row.uuid}/site/", {**sent, "nagelezen": "on"}).status_code == 303
    row.refresh_from_db()
    assert row.openbaar


def test_a_story_that_changed_since_it_was_read_does_not_go_on_the_site(
    team: Client, plan: Agendapunt
) -> None:
    row = make_succesverhaal(plan)
    assert team.post(f"{LIJST}{row.uuid}/", typed(revisie=row.revisie)).status_code == 303
    assert team.post(f"{LIJST}{row.uuid}/site/", {"revisie": row.revisie}).status_code == 409
    assert "Dit lukte" not in public()


def test_other_words_go_off_the_site_until_they_are_read_again(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan, openbaar=True)
    same = {"titel": row.titel, "tekst": row.tekst, "factoren": ["SF1"], "revisie": row.revisie}
    assert team.post(f"{LIJST}{row.uuid}/", same).status_code == 303
    row.refresh_from_db()
    assert row.openbaar
    assert team.post(f"{LIJST}{row.uuid}/", typed(revisie=row.revisie)).status_code == 303
    row.refresh_from_db()
    assert not row.openbaar


def test_a_stale_form_shows_both(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan)
    sent = typed(revisie=row.revisie)
    assert team.post(f"{LIJST}{row.uuid}/", sent).status_code == 303
    answer = team.post(f"{LIJST}{row.uuid}/", typed(revisie=row.revisie, titel="Mijn titel"))
    assert answer.status_code == 409
    assert "Mijn titel" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"titel": ""}, {"tekst": ""}, {"factoren": ["SF9"]}, {"titel": "a" * 121}])
def test_what_is_wrong_stays_on_the_page(team: Client, plan: Agendapunt, wrong: dict[str, object]) -> None:
    sent = typed(sleutel=str(uuid.uuid4())) | wrong
    answer = team.post(f"{LIJST}plan/{plan.uuid}/", sent)
    assert answer.status_code == 422
    assert "Drie buren bouwden het." in answer.content.decode() or not sent["tekst"]
    assert not Succesverhaal.objects.exists()


def test_it_is_removed_after_a_question(team: Client, plan: Agendapunt) -> None:
    row = make_succesverhaal(plan)
    assert row.titel in team.get(f"{LIJST}{row.uuid}/weg/").content.decode()
    assert Succesverhaal.objects.exists()
    assert team.post(f"{LIJST}{row.uuid}/weg/").status_code == 303
    assert not Succesverhaal.objects.exists()


def test_of_another_wijk_there_is_nothing(team: Client, plan: Agendapunt) -> None:
    elders = f.make_plan(f.make_agenda(f.make_wijk("elders")))
    row = make_succesverhaal(elders)
    assert team.get(f"{LIJST}{row.uuid}/").status_code == 404
    assert team.get(f"{LIJST}plan/{elders.uuid}/").status_code == 404


def test_the_list_asks_no_more_for_more(team: Client, agenda: Wijkagenda) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert team.get(LIJST).status_code == 200
        return len(queries)

    few = asked()
    for number in range(30):
        make_succesverhaal(f.make_plan(agenda, f"Plan {number}"))
    assert asked() == few


# ---- its photo ------------------------------------------------------------------------------------------


def picture(color: str = "darkgreen", size: tuple[int, int] = (60, 40), **save: Any) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG", **save)
    return SimpleUploadedFile("foto.jpg", out.getvalue(), content_type="image/jpeg")


def with_photo(**more: object) -> dict[str, object]:
    return typed(**{"foto": picture(), "foto_tekst": "Een bankje", "foto_goed": "on", **more})


def photo_of(row: Succesverhaal) -> str:
    row.refresh_from_db()
    assert row.foto_id is not None
    return f"/wijken/jubbega/agenda/foto/{row.foto_id}/"


@pytest.fixture
def told(team: Client, plan: Agendapunt) -> Succesverhaal:
    """A story with a photo, not on the site yet."""
    assert team.post(f"{LIJST}plan/{plan.uuid}/", with_photo(sleutel=str(uuid.uuid4()))).status_code == 303
    return Succesverhaal.objects.get()


def publish(team: Client, row: Succesverhaal) -> None:
    row.refresh_from_db()
    assert team.post(f"{LIJST}{row.uuid}/site/", {"revisie": row.revisie}).status_code == 303


def test_a_photo_is_made_ours_and_sent_twice_it_is_one(team: Client, plan: Agendapunt) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kanarie-camera"
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        sent = with_photo(sleutel=sleutel, foto=picture(exif=exif))
        assert team.post(f"{LIJST}plan/{plan.uuid}/", sent).status_code == 303
    row = Succesverhaal.objects.get()
    assert row.foto is not None
    assert (row.foto_tekst, row.foto.type, Bestand.objects.count()) == ("Een bankje", "image/jpeg", 1)
    assert b"Kanarie" not in bytes(row.foto.inhoud)


def test_everyone_sees_the_photo_once_the_story_is_on_the_site(team: Client, told: Succesverhaal) -> None:
    address = photo_of(told)
    assert Client().get(address).status_code == 404
    assert team.get(address).status_code == 200
    assert address in team.get(LIJST).content.decode()
    assert address in team.get(f"{LIJST}{told.uuid}/").content.decode()
    publish(team, told)
    assert Client().get(address)["Content-Type"] == "image/jpeg"
    for page in (public(), Client().get(f"/wijken/jubbega/agenda/plan/{told.plan_uuid}/").content.decode()):
        assert address in page
        assert 'alt="Een bankje"' in page
    f.make_wijk("elders")
    assert Client().get(address.replace("jubbega", "elders")).status_code == 404
    assert team.post(f"{LIJST}{told.uuid}/site/", {"doe": "weg"}).status_code == 303
    assert Client().get(address).status_code == 404


def test_a_photo_at_a_plan_that_was_never_adopted_is_for_the_team(team: Client, agenda: Wijkagenda) -> None:
    later = f.make_plan(agenda, "Later bedacht")
    sent = with_photo(sleutel=str(uuid.uuid4()))
    assert team.post(f"{LIJST}plan/{later.uuid}/", sent).status_code == 303
    row = Succesverhaal.objects.get()
    publish(team, row)
    assert Client().get(photo_of(row)).status_code == 404
    assert team.get(photo_of(row)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"foto_tekst": ""}, "Schrijf op wat er op de foto staat."),
        ({"foto_goed": ""}, "Zet het vinkje"),
        ({"titel": ""}, "Kies de foto nog een keer."),
        ({"foto": SimpleUploadedFile("a.gif", b"GIF89a" + bytes(50))}, "geen foto die wij kennen"),
        ({"foto": picture(size=(9000, 5000))}, "te veel beeldpunten"),
    ],
)
def test_a_photo_that_misses_something_keeps_the_words(
    team: Client, plan: Agendapunt, changes: dict[str, object], said: str
) -> None:
    for field in changes.values():
        if isinstance(field, SimpleUploadedFile):
            field.seek(0)
    answer = team.post(f"{LIJST}plan/{plan.uuid}/", with_photo(sleutel=str(uuid.uuid4()), **changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Drie buren bouwden het." in page
    assert not Succesverhaal.objects.exists()
    assert not Bestand.objects.exists()


def test_another_photo_takes_its_place_and_is_read_again(team: Client, told: Succesverhaal) -> None:
    publish(team, told)
    first = photo_of(told)
    sent = with_photo(foto=picture("darkred"), foto_tekst="Een rood bankje", revisie=told.revisie)
    assert team.post(f"{LIJST}{told.uuid}/", sent).status_code == 303
    assert photo_of(told) != first
    assert (told.openbaar, told.foto_tekst, Bestand.objects.count()) == (False, "Een rood bankje", 1)
    assert team.get(first).status_code == 404


def test_a_saved_story_keeps_its_photo_and_needs_words_for_it(team: Client, told: Succesverhaal) -> None:
    publish(team, told)
    before = photo_of(told)
    same = typed(foto_tekst="Een bankje", factoren=["SF1"], revisie=told.revisie)
    assert team.post(f"{LIJST}{told.uuid}/", same).status_code == 303
    assert (photo_of(told), told.openbaar) == (before, True)
    without = team.post(f"{LIJST}{told.uuid}/", typed(revisie=told.revisie))
    assert without.status_code == 422
    assert "Schrijf op wat er op de foto staat." in without.content.decode()
    other = typed(foto_tekst="Een bankje van hout", revisie=told.revisie)
    assert team.post(f"{LIJST}{told.uuid}/", other).status_code == 303
    assert (photo_of(told), told.openbaar, told.foto_tekst) == (before, False, "Een bankje van hout")


def test_a_photo_that_is_taken_off_leaves_no_file_and_the_story_stays(
    team: Client, told: Succesverhaal
) -> None:
    publish(team, told)
    address = photo_of(told)
    assert team.post(f"{LIJST}{told.uuid}/", typed(foto_weg="on", revisie=told.revisie)).status_code == 303
    told.refresh_from_db()
    assert (told.foto_id, told.foto_tekst, told.openbaar) == (None, "", True)
    assert not Bestand.objects.exists()
    assert team.get(address).status_code == 404


def test_a_story_that_goes_takes_its_photo_along(team: Client, told: Succesverhaal) -> None:
    assert team.post(f"{LIJST}{told.uuid}/weg/").status_code == 303
    assert not Bestand.objects.exists()


def test_a_stale_form_with_a_photo_keeps_the_one_that_is_there(team: Client, told: Succesverhaal) -> None:
    before = photo_of(told)
    sent = with_photo(foto=picture("darkred"), titel="Mijn titel", revisie=told.revisie + 1)
    answer = team.post(f"{LIJST}{told.uuid}/", sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Kies de foto nog een keer." in page
    assert "succesverhaal-" not in page  # the name of the file means nothing to anybody
    assert (photo_of(told), Bestand.objects.count()) == (before, 1)


def test_words_at_a_photo_are_looked_through_as_well(team: Client, told: Succesverhaal) -> None:
    told.foto_tekst = "Mevrouw Jansen op een bankje"
    told.save()
    sent = {"revisie": told.revisie}
    assert team.post(f"{LIJST}{told.uuid}/site/", sent).status_code == 422
    assert team.post(f"{LIJST}{told.uuid}/site/", {**sent, "nagelezen": "on"}).status_code == 303


def test_the_policy_keeps_the_photo_of_a_story_and_no_other(told: Succesverhaal) -> None:
    lost = store_bestand(naam="los.jpg", inhoud=b"los", mediatype="image/jpeg")
    Bestand.objects.update(gemaakt_op=now() - dt.timedelta(days=3))
    apply_policy()
    assert [row.pk for row in Bestand.objects.all()] == [told.foto_id]
    assert lost.pk != told.foto_id
