"""The team's pages of the agenda: who may, what is saved, what is said when it is not."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import (
    Aanbieding,
    Actie,
    Agendapunt,
    AgendaVersie,
    Onderbouwing,
    Terugkoppeling,
    Verzoek,
    Voortgang,
    Wijkagenda,
)
from agenda.nalezen import read_again
from kern.klok import today
from tests import factories as f
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def agenda() -> Wijkagenda:
    return f.make_agenda(f.make_wijk(naam="Jubbega"))


def sign_in(wijk: Wijk, rol: f.Rol = f.Rol.COORDINATOR) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(rol, wijk=wijk))
    return client


def url(wijk: Wijk, name: str, *args: object) -> str:
    return reverse(f"agenda:{name}", args=[wijk.slug, *args])


def full_plan(agenda: Wijkagenda) -> Agendapunt:
    plan = f.make_plan(agenda)
    bundel = f.make_bundel(agenda.wijk, inbrengen=2)
    f.make_voortgang(f.make_actie(plan))
    f.make_verzoek(plan)
    f.make_onderbouwing(plan, bundel=bundel)
    f.make_onderbouwing(plan, inbreng=f.make_inbreng(agenda.wijk, "Ik mis een bankje."))
    return plan


def pages(agenda: Wijkagenda) -> dict[str, tuple[str, bool]]:
    """Every address with rows of its own: its path, and whether only a coordinator may."""
    wijk, plan = agenda.wijk, full_plan(agenda)
    actie, verzoek = plan.acties.get(), plan.verzoeken.get()
    bewijs = plan.onderbouwingen.first()
    bundel = wijk.bundels.get()
    versie = f.make_versie(agenda)
    assert bewijs is not None
    f_ = False
    return {
        "agenda_team": (url(wijk, "agenda_team"), f_),
        "waarom": (url(wijk, "waarom"), f_),
        "plan_new": (url(wijk, "plan_new"), f_),
        "plan_detail": (url(wijk, "plan_detail", plan.uuid), f_),
        "plan_remove": (url(wijk, "plan_remove", plan.uuid), f_),
        "bewijs_add": (url(wijk, "bewijs_add", plan.uuid), f_),
        "actie_edit": (url(wijk, "actie_edit", actie.uuid), f_),
        "actie_remove": (url(wijk, "actie_remove", actie.uuid), f_),
        "verzoek_edit": (url(wijk, "verzoek_edit", verzoek.pk), f_),
        "verzoek_remove": (url(wijk, "verzoek_remove", verzoek.pk), f_),
        "antwoorden": (url(wijk, "antwoorden"), f_),
        "antwoord": (url(wijk, "antwoord", bundel.pk), f_),
        "versie": (url(wijk, "versie", versie.pk), f_),
        "vaststellen": (url(wijk, "vaststellen"), True),
        "weghalen": (url(wijk, "weghalen", versie.pk), True),
    }


def test_each_page_for_each_role(agenda: Wijkagenda) -> None:
    addresses = pages(agenda)
    clients = {rol: sign_in(agenda.wijk, rol) for rol in f.Rol}
    stranger = sign_in(f.make_wijk())
    for name, (path, only_coordinator) in addresses.items():
        got = {rol.value: client.get(path).status_code for rol, client in clients.items()}
        assert got == {
            "coordinator": 200,
            "teamlid": 403 if only_coordinator else 200,
            "invoerder": 403,
            "partner": 403,
        }, name
        assert stranger.get(path).status_code == 404, name
        assert Client().get(path).status_code == 302, name


def test_ids_of_another_wijk_are_not_found(agenda: Wijkagenda) -> None:
    own = f.make_agenda(f.make_wijk())
    client = sign_in(own.wijk)
    for name, (path, _) in pages(agenda).items():
        mine = path.replace(f"/team/{agenda.wijk.slug}/", f"/team/{own.wijk.slug}/")
        has_id = name not in ("agenda_team", "waarom", "plan_new", "antwoorden", "vaststellen")
        assert client.get(mine).status_code == (404 if has_id else 200), name


POSTS = ("plan_move", "actie_new", "verzoek_new")


def test_what_only_takes_post(agenda: Wijkagenda) -> None:
    plan = full_plan(agenda)
    client, low = sign_in(agenda.wijk), sign_in(agenda.wijk, f.Rol.INVOERDER)
    stranger = sign_in(f.make_wijk())
    for name in POSTS:
        path = url(agenda.wijk, name, plan.uuid)
        assert client.get(path).status_code == 405
        assert low.post(path).status_code == 403
        assert stranger.post(path).status_code == 404
    versie = f.make_versie(agenda)
    teamlid = sign_in(agenda.wijk, f.Rol.TEAMLID)
    for name in ("aanbieden", "besluit", "weghalen"):
        assert teamlid.post(url(agenda.wijk, name, versie.pk)).status_code == 403
    assert teamlid.post(url(agenda.wijk, "vaststellen")).status_code == 403


def test_start_then_why_then_a_plan() -> None:
    wijk = f.make_wijk()
    client = sign_in(wijk, f.Rol.TEAMLID)
    assert "Begin uw sociale wijkagenda" in client.get(url(wijk, "agenda_team")).content.decode()
    for later in ("waarom", "plan_new"):
        assert client.get(url(wijk, later)).status_code == 303
    wrong = client.post(url(wijk, "agenda_start"), {"van_jaar": "2028", "tot_jaar": "2027"})
    assert wrong.status_code == 422
    assert "kan niet voor het eerste jaar liggen" in wrong.content.decode()
    for _ in range(2):
        done = client.post(url(wijk, "agenda_start"), {"van_jaar": "2027", "tot_jaar": "2028"})
        assert (done.status_code, done["Location"]) == (303, url(wijk, "waarom"))
    assert Wijkagenda.objects.count() == 1
    form = client.get(url(wijk, "plan_new")).content.decode()
    sleutel = re.search(r'name="sleutel" value="([^"]+)"', form)
    assert sleutel is not None
    data = {
        "sleutel": sleutel[1],
        "titel": "Samen eten",
        "waarom": "Veel mensen eten alleen.",
        "trekker": "De kookclub",
        "eerste_stap": "Een kok zoeken",
        "wanneer": "maart 2027",
    }
    for _ in range(2):
        assert client.post(url(wijk, "plan_new"), data).status_code == 303
    plan = Agendapunt.objects.get()
    assert plan.acties.get().wat == "Een kok zoeken"
    assert "Een kok zoeken" in client.get(url(wijk, "plan_detail", plan.uuid)).content.decode()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(agenda: Wijkagenda) -> None:
    client = sign_in(agenda.wijk)
    data = {"sleutel": str(uuid.uuid4()), "titel": "  ", "waarom": "<script>alert(1)</script>"}
    page = client.post(url(agenda.wijk, "plan_new"), data)
    text = page.content.decode()
    assert page.status_code == 422
    assert re.search(r"<title>\s*Fout:", text)
    assert "Schrijf in één zin wat u wilt." in text
    assert "Dit veld is verplicht" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    long = client.post(url(agenda.wijk, "plan_new"), {**data, "titel": "x" * 10_000})
    assert long.status_code == 422
    assert "Gebruik hooguit 160 tekens, nu zijn het er 10000." in long.content.decode()


def test_why_and_about_what_are_saved_apart(agenda: Wijkagenda) -> None:
    wijk, client = agenda.wijk, sign_in(agenda.wijk)
    path = url(wijk, "waarom")
    why = {"formulier": "waarom", "revisie": "1", "van_jaar": "2027", "tot_jaar": "2029", "droom": "Samen"}
    assert client.post(path, why).status_code == 303
    assert client.post(path, why).status_code == 409
    about = {"formulier": "speelruimte", "revisie": "1", "beslist_mee": "De volgorde."}
    assert client.post(path, about)["Location"] == f"{path}#ruimte"
    agenda.refresh_from_db()
    wijk.refresh_from_db()
    assert (agenda.droom, agenda.tot_jaar, wijk.beslist_mee) == ("Samen", 2029, "De volgorde.")
    assert (wijk.naam, wijk.telefoon) == ("Jubbega", "0513 00 00 00")


def test_two_people_at_one_plan_see_both_texts(agenda: Wijkagenda) -> None:
    plan, client = f.make_plan(agenda), sign_in(agenda.wijk)
    path = url(agenda.wijk, "plan_detail", plan.uuid)
    base = {"waarom": "", "trekker": "", "onderwerp": "", "doelen": ["D1"]}
    assert client.post(path, {**base, "revisie": "1", "titel": "Van Anna"}).status_code == 303
    late = client.post(path, {**base, "revisie": "1", "titel": "Van Bram", "doelen": ["D2", "D3"]})
    text = late.content.decode()
    assert late.status_code == 409
    assert "Van Anna" in text
    assert 'value="Van Bram"' in text
    assert 'name="revisie" value="2"' in text
    plan.refresh_from_db()
    assert plan.titel == "Van Anna"
    assert client.post(path, {**base, "revisie": "2", "titel": "Van Bram"}).status_code == 303
    plan.refresh_from_db()
    assert plan.titel == "Van Bram"


def test_a_plan_moves_with_and_without_htmx(agenda: Wijkagenda) -> None:
    plans = [f.make_plan(agenda, titel) for titel in ("Eerste", "Tweede")]
    client = sign_in(agenda.wijk)
    path = url(agenda.wijk, "plan_move", plans[0].uuid)
    fragment = client.post(path, {"richting": "omlaag"}, headers=HTMX)
    text = fragment.content.decode()
    assert fragment.status_code == 200
    assert "<html" not in text
    assert text.index("Tweede") < text.rindex("Eerste")
    assert "Eerste staat nu op plek 2." in text
    assert f'id="omlaag-{plans[0].uuid}"' in text
    plain = client.post(path, {"richting": "omhoog"})
    assert (plain.status_code, plain["Location"]) == (
        303,
        f"{url(agenda.wijk, 'agenda_team')}#plan-{plans[0].uuid}",
    )
    assert list(agenda.agendapunten.in_order().values_list("titel", flat=True)) == ["Eerste", "Tweede"]


def test_actions_and_how_they_go(agenda: Wijkagenda) -> None:
    plan, client = f.make_plan(agenda), sign_in(agenda.wijk)
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        made = client.post(
            url(agenda.wijk, "actie_new", plan.uuid),
            {"sleutel": sleutel, "wat": "Bellen", "klaar_op": "2027-05-01"},
        )
        assert made.status_code == 303
    actie = Actie.objects.get()
    assert actie.klaar_op == dt.date(2027, 5, 1)
    assert client.post(url(agenda.wijk, "actie_new", plan.uuid), {"sleutel": sleutel}).status_code == 422
    goes = url(agenda.wijk, "voortgang_new", actie.uuid)
    for status in ("loopt", "klaar", "klaar"):
        assert client.post(goes, {"status": status, "tekst": ""}).status_code == 303
    assert client.post(goes, {"status": "mooi"}).status_code == 422
    assert [regel.status for regel in Voortgang.objects.order_by("pk")] == ["loopt", "klaar"]
    edit = url(agenda.wijk, "actie_edit", actie.uuid)
    assert client.post(edit, {"revisie": "1", "wat": "Mailen"}).status_code == 303
    assert client.post(edit, {"revisie": "1", "wat": "Schrijven"}).status_code == 409
    remove = url(agenda.wijk, "actie_remove", actie.uuid)
    assert "Wilt u deze actie verwijderen?" in client.get(remove).content.decode()
    assert Actie.objects.exists()
    assert client.post(remove).status_code == 303
    assert client.post(remove).status_code == 404
    assert not Actie.objects.exists()


def test_what_is_asked_of_a_party(agenda: Wijkagenda) -> None:
    plan, client = f.make_plan(agenda), sign_in(agenda.wijk)
    ask = {"partij": "Gemeente", "soort": "geld", "tekst": "Voor bankjes", "aantal": "900"}
    assert client.post(url(agenda.wijk, "verzoek_new", plan.uuid), ask).status_code == 303
    assert client.post(url(agenda.wijk, "verzoek_new", plan.uuid), {**ask, "soort": ""}).status_code == 422
    verzoek = Verzoek.objects.get()
    path = url(agenda.wijk, "verzoek_edit", verzoek.pk)
    answer = {**ask, "revisie": "1", "antwoord": "toegezegd", "antwoord_tekst": "Ja, in maart."}
    assert client.post(path, answer).status_code == 303
    assert client.post(path, {**answer, "antwoord": "geweigerd"}).status_code == 409
    assert "Ja, in maart." in client.get(url(agenda.wijk, "plan_detail", plan.uuid)).content.decode()
    assert client.post(url(agenda.wijk, "verzoek_remove", verzoek.pk)).status_code == 303
    assert not Verzoek.objects.exists()


def test_evidence_offers_only_what_may_be_shown(agenda: Wijkagenda) -> None:
    wijk, plan, client = agenda.wijk, f.make_plan(agenda), sign_in(agenda.wijk)
    bundel = f.make_bundel(wijk)
    shown = f.make_inbreng(wijk, "Dit mag u lezen.")
    hidden = f.make_inbreng(wijk, "Dit is voor het team.", mag_delen=False)
    waarde = f.make_waarde(wijk.regios.get(), "inwoners", 9095)
    path = url(wijk, "bewijs_add", plan.uuid)
    text = client.get(path).content.decode()
    assert "Dit mag u lezen." in text
    assert "Dit is voor het team." not in text
    assert client.post(path, {}).status_code == 422
    assert client.post(path, {"citaten": [str(hidden.pk)]}).status_code == 422
    choice = {"bundels": [str(bundel.pk)], "citaten": [str(shown.pk)], "cijfers": [str(waarde.pk)]}
    assert client.post(path, choice).status_code == 303
    assert plan.onderbouwingen.count() == 3
    page = client.get(url(wijk, "plan_detail", plan.uuid)).content.decode()
    assert "9.095" in page
    bewijs = Onderbouwing.objects.get(inbreng=shown)
    for status in (303, 404):
        assert client.post(url(wijk, "bewijs_remove", bewijs.pk)).status_code == status


def test_a_bundle_gets_its_answer(agenda: Wijkagenda) -> None:
    client, bundel = sign_in(agenda.wijk), f.make_bundel(agenda.wijk, inbrengen=1)
    path = url(agenda.wijk, "antwoord", bundel.pk)
    data = {"revisie": "0", "wie": "niemand", "waarom": "Hier is geen plek voor."}
    assert client.post(path, {**data, "waarom": ""}).status_code == 422
    back = f"?terug={url(agenda.wijk, 'agenda_team')}"
    assert client.post(path + back, data)["Location"] == url(agenda.wijk, "agenda_team")
    assert client.post(path, {**data, "wie": "samen"}).status_code == 409
    evil = client.post(path + "?terug=https://evil.example/", data)
    assert evil["Location"] == url(agenda.wijk, "antwoorden")
    assert Terugkoppeling.objects.get().wie == "niemand"
    assert "Hier is geen plek voor." in client.get(url(agenda.wijk, "antwoorden")).content.decode()


def adoption(agenda: Wijkagenda, **changes: Any) -> dict[str, Any]:
    nalezing = read_again(agenda)
    values: dict[str, Any] = {
        "merk": nalezing.merk,
        "cijfers": nalezing.cijfers,
        "nagelezen": "on",
        "door": "bewonersavond",
        "datum": today().isoformat(),
        "plaats": "het dorpshuis",
        "van": "44",
        "voor": "41",
        "reden": "De bewoners wilden niet wachten.",
    }
    values.update(changes)
    return {key: value for key, value in values.items() if value is not None}


def test_adopting_needs_sign_off_and_four_digits(agenda: Wijkagenda) -> None:
    f.make_actie(f.make_plan(agenda), "Mevrouw de Vries helpen")
    client, path = sign_in(agenda.wijk), url(agenda.wijk, "vaststellen")
    shown = client.get(path).content.decode()
    assert re.search(r"<mark[^>]*>Mevrouw de Vries</mark> helpen", shown)
    refused: dict[str, dict[str, Any]] = {
        "Lees de teksten na en zet een vinkje.": {"nagelezen": None},
        "Dit zijn niet de vier cijfers.": {"cijfers": "99999"},
        "Schrijf op waarom u toch vaststelt.": {"reden": ""},
        "niet meer mensen voor zijn": {"voor": "45"},
        "Schrijf een heel getal": {"van": "veel"},
        "Kies een dag": {"datum": "gisteren"},
    }
    for zin, changes in refused.items():
        page = client.post(path, adoption(agenda, **changes))
        assert page.status_code == 422, zin
        assert zin in page.content.decode()
        (field,) = changes
        assert f'<a href="#id_{field}">' in page.content.decode(), zin
    assert not AgendaVersie.objects.exists()
    assert client.post(path, adoption(agenda)).status_code == 303
    assert AgendaVersie.objects.get().inhoud["plannen"][0]["acties"][0]["wat"] == "Mevrouw de Vries helpen"


def test_the_same_adoption_sent_twice_is_one_version(agenda: Wijkagenda) -> None:
    f.make_plan(agenda)
    client, path, sent = sign_in(agenda.wijk), url(agenda.wijk, "vaststellen"), adoption(agenda)
    addresses = {client.post(path, sent)["Location"] for _ in range(2)}
    versie = AgendaVersie.objects.get()
    assert addresses == {url(agenda.wijk, "versie", versie.pk)}
    assert versie.toch_reden == "De bewoners wilden niet wachten."
    assert "41 van de 44 mensen waren voor" in client.get(addresses.pop()).content.decode()


def test_a_text_that_changed_while_reading_is_read_again(agenda: Wijkagenda) -> None:
    plan = f.make_plan(agenda)
    client, path, sent = sign_in(agenda.wijk), url(agenda.wijk, "vaststellen"), adoption(agenda)
    f.make_actie(plan)
    page = client.post(path, sent)
    text = page.content.decode()
    assert page.status_code == 409
    assert "intussen veranderd" in text
    assert 'value="het dorpshuis"' in text
    assert "checked" not in re.search(r'<input[^>]*name="nagelezen"[^>]*>', text)[0]  # type: ignore[index]
    assert sent["merk"] not in text
    assert not AgendaVersie.objects.exists()


def test_offered_to_the_municipality_and_her_decision(agenda: Wijkagenda) -> None:
    versie, client = f.make_versie(agenda), sign_in(agenda.wijk)
    offer = {"aangeboden_op": today().isoformat()}
    assert client.post(url(agenda.wijk, "besluit", versie.pk), {}).status_code == 404
    for _ in range(2):
        assert client.post(url(agenda.wijk, "aanbieden", versie.pk), offer).status_code == 303
    late = {"aangeboden_op": (today() + dt.timedelta(days=1)).isoformat()}
    assert client.post(url(agenda.wijk, "aanbieden", versie.pk), late).status_code == 422
    decision = {"revisie": "1", "besluit": "deels", "besluit_tekst": "Niet alles."}
    assert client.post(url(agenda.wijk, "besluit", versie.pk), decision).status_code == 303
    assert client.post(url(agenda.wijk, "besluit", versie.pk), decision).status_code == 409
    assert Aanbieding.objects.get().besluit == "deels"


def test_the_coordinator_takes_a_passage_away(agenda: Wijkagenda) -> None:
    full_plan(agenda)
    versie, client = f.make_versie(agenda), sign_in(agenda.wijk)
    path = url(agenda.wijk, "weghalen", versie.pk)
    (key,) = versie.inhoud["citaten"]
    pad = f"citaten/{key}/tekst"
    ask = client.get(path, {"pad": pad}).content.decode()
    assert "Haalt u deze tekst weg?" in ask
    assert "Ik mis een bankje." in ask
    for _ in range(2):
        assert client.post(path, {"pad": pad}).status_code == 303
    versie.refresh_from_db()
    assert versie.redacties == 1
    text = client.get(path).content.decode()
    assert "[weggehaald]" in text
    assert "Ik mis een bankje." not in text
    assert client.post(path, {"pad": "plannen/0/uuid"}).status_code == 404


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_as_many_queries_for_thirty_rows_as_for_one() -> None:
    counts: dict[str, list[int]] = {}
    for number in (1, 30):
        agenda = f.make_agenda(f.make_wijk())
        plan = full_plan(agenda)
        for index in range(number - 1):
            f.make_actie(plan, f"Actie {index}")
            f.make_verzoek(plan, f"Partij {index}")
            bundel = f.make_bundel(agenda.wijk, f"Bundel {index}", inbrengen=1)
            f.make_onderbouwing(plan, bundel=bundel)
            f.make_terugkoppeling(bundel)
            f.make_onderbouwing(plan, inbreng=f.make_inbreng(agenda.wijk))
            f.make_bundel(agenda.wijk, f"Nog een {index}")
            f.make_plan(agenda, f"Plan {index}")
        client = sign_in(agenda.wijk)
        for name, args in (
            ("agenda_team", ()),
            ("plan_detail", (plan.uuid,)),
            ("bewijs_add", (plan.uuid,)),
            ("antwoorden", ()),
            ("vaststellen", ()),
        ):
            counts.setdefault(name, []).append(queries(client, url(agenda.wijk, name, *args)))
    assert {name: pair[0] for name, pair in counts.items()} == {
        name: pair[1] for name, pair in counts.items()
    }
