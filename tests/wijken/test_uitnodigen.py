"""Invitations: once, for one address, for two weeks; and telling an outsider nothing."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.logboek import mask
from tests.factories import WACHTWOORD, Rol, make_gebruiker, make_regio, make_uitnodiging, make_wijk
from tests.tegelijk import together
from wijken.berichten import sweep_berichten
from wijken.mensen.uitnodigen import PER_DAG, invite, resend, withdraw
from wijken.mensen.welkom import GRENS
from wijken.models import Bericht, Gebeurtenis, Lidmaatschap, Uitnodiging, Wijk

MENSEN = "/team/hier/instellingen/mensen/"
MIA = "mia@voorbeeld.example"
NIEUW = {"naam": "Mia Jansen", "wachtwoord": "vier gele fietsen op de dijk"}


@pytest.fixture(autouse=True)
def fresh_counters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong links of other tests do not count here."""
    monkeypatch.setattr("wijken.mensen.welkom.GRENS", replace(GRENS, samen=10**6))


@pytest.fixture
def wijk(db: None) -> Wijk:
    return make_wijk("hier", naam="Jubbega & Hoornsterzwaag")


@pytest.fixture
def anna(wijk: Wijk) -> Gebruiker:
    return make_gebruiker(Rol.COORDINATOR, wijk=wijk, naam="Anna <b>de Vries</b>")


@pytest.fixture
def coordinator(anna: Gebruiker) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def last_link() -> str:
    """The path in the mail that was queued last."""
    found = re.search(r"http://testserver(/uitnodiging/\S+)", Bericht.objects.latest("pk").tekst)
    assert found
    return found[1]


def ask(coordinator: Client, email: str = MIA, rol: str = "teamlid") -> str:
    assert coordinator.post(MENSEN, {"email": email, "rol": rol}).status_code == 303
    return last_link()


# ---- asking -----------------------------------------------------------------------------------------------


def test_the_table_keeps_no_token_and_the_mail_is_emptied_when_it_left(coordinator: Client) -> None:
    link = ask(coordinator, " Mia@Voorbeeld.example ")
    token = link.split("/")[2]
    uitnodiging = Uitnodiging.objects.get()
    assert uitnodiging.email == MIA
    assert token not in str(Uitnodiging.objects.values().get())
    assert uitnodiging.verloopt_op == today() + timedelta(days=14)
    sweep_berichten()
    assert link in mail.outbox[0].body
    assert (
        "Anna <b>de Vries</b> vraagt of u wilt meewerken in Jubbega & Hoornsterzwaag." in mail.outbox[0].body
    )
    assert mail.outbox[0].to == [MIA]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wijken_bericht AS rij WHERE rij::text LIKE %s", [f"%{token}%"])
        assert cursor.fetchone()[0] == 0


def test_an_address_that_works_here_or_was_asked_gets_a_plain_sentence(
    coordinator: Client, anna: Gebruiker
) -> None:
    ask(coordinator)
    for email, zin in ((MIA, "heeft al een uitnodiging"), (anna.email.upper(), "werkt al in de wijk")):
        response = coordinator.post(MENSEN, {"email": email, "rol": "partner"})
        assert response.status_code == 422
        assert zin in response.content.decode()
        assert email in response.content.decode()
    assert Uitnodiging.objects.count() == Bericht.objects.count() == 1


def test_asking_does_not_tell_whether_there_is_an_account(coordinator: Client) -> None:
    make_gebruiker(email="bekend@elders.example", naam="Bekende")
    answers = []
    for email in ("bekend@elders.example", "vreemd@elders.example"):
        response = coordinator.post(MENSEN, {"email": email, "rol": "teamlid"}, follow=True)
        noise = r'name="csrf\w+" value="\w+"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
        page = re.sub(noise, "", response.content.decode())
        answers.append(page.replace("bekend@", "x@").replace("vreemd@", "x@"))
        Uitnodiging.objects.all().delete()
    assert answers[0] == answers[1]
    assert "Bekende" not in answers[0]


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "x" * 250 + "@voorbeeld.example", "a\n@b.nl"])
def test_what_is_no_address_stays_in_its_field(coordinator: Client, email: str) -> None:
    response = coordinator.post(MENSEN, {"email": email, "rol": "teamlid"})
    assert response.status_code == 422
    assert not Uitnodiging.objects.exists()


def test_again_makes_a_new_link_once_per_press_and_ends_the_old(coordinator: Client) -> None:
    old = ask(coordinator)
    row = Uitnodiging.objects.get()
    for _ in range(2):  # a double press
        coordinator.post(f"{MENSEN}uitnodiging/{row.pk}/opnieuw/", {"keer": "1"})
    assert Bericht.objects.count() == 1  # the unsent one made way
    new = last_link()
    assert new != old
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_an_invitation_that_is_too_old_can_be_sent_again(wijk: Wijk, coordinator: Client) -> None:
    row = make_uitnodiging(wijk, MIA, token="oud", dagen_geleden=15)
    assert Client().get("/uitnodiging/oud/").status_code == 404
    assert coordinator.post(MENSEN, {"email": MIA, "rol": "partner"}).status_code == 303
    row.refresh_from_db()
    assert (row.rol, row.keer) == ("partner", 2)
    assert Client().get(last_link()).status_code == 200


def test_withdrawn_it_works_no_more_and_the_mail_stays_home(coordinator: Client) -> None:
    link = ask(coordinator)
    row = Uitnodiging.objects.get()
    for _ in range(2):
        assert coordinator.post(f"{MENSEN}uitnodiging/{row.pk}/intrekken/").status_code == 303
    assert Client().get(link).status_code == 404
    assert Client().post(link, NIEUW).status_code == 404
    assert not Bericht.objects.exists()
    assert not Gebruiker.objects.filter(email=MIA).exists()
    coordinator.get(MENSEN)  # shows what just happened
    assert MIA not in coordinator.get(MENSEN).content.decode()


def test_a_used_one_is_neither_sent_nor_withdrawn(wijk: Wijk, anna: Gebruiker) -> None:
    row = make_uitnodiging(wijk, MIA)
    Uitnodiging.objects.filter(pk=row.pk).update(gebruikt_op=today())
    with pytest.raises(DomeinFout, match="al gebruikt"):
        resend(uitnodiging=row, keer=1, door=anna)
    with pytest.raises(DomeinFout, match="net aangenomen"):
        withdraw(uitnodiging=row, door=anna)


def test_a_wijk_does_not_become_a_mail_cannon(wijk: Wijk, anna: Gebruiker) -> None:
    for number in range(PER_DAG):
        invite(wijk=wijk, email=f"m{number}@voorbeeld.example", rol=Rol.TEAMLID, door=anna)
    with pytest.raises(DomeinFout, match="Ga morgen verder"):
        invite(wijk=wijk, email="m@voorbeeld.example", rol=Rol.TEAMLID, door=anna)


# ---- accepting --------------------------------------------------------------------------------------------


def test_a_new_person_chooses_name_and_password_and_is_in(coordinator: Client) -> None:
    link, client = ask(coordinator, rol="invoerder"), Client()
    page = client.get(link)
    assert "Doet u mee in Jubbega &amp; Hoornsterzwaag?" in page.content.decode()
    assert MIA in page.content.decode()
    response = client.post(link, NIEUW)
    assert (response.status_code, response["Location"]) == (303, "/team/hier/")
    assert client.get("/team/hier/").status_code == 200
    mia = Gebruiker.objects.get(email=MIA)
    assert (mia.naam, mia.lidmaatschappen.get().rol) == ("Mia Jansen", "invoerder")
    assert client.login(email=MIA, password=NIEUW["wachtwoord"])
    assert Gebeurtenis.objects.filter(actie="uitnodiging_aangenomen", gebruiker=mia).count() == 1
    # the link is used up, but its owner who clicks it again comes home
    assert client.get(link)["Location"] == "/team/hier/"
    assert Client().get(link).status_code == 404
    assert "aangenomen" in coordinator.get(MENSEN).content.decode()


@pytest.mark.parametrize(
    ("sent", "zin"),
    [
        ({"naam": ""}, "Typ uw naam."),
        ({"wachtwoord": ""}, "Kies een wachtwoord."),
        ({"wachtwoord": "kort"}, "Gebruik minstens 12 tekens."),
        ({"wachtwoord": "password1234"}, "Veel mensen gebruiken dit wachtwoord."),
        ({"wachtwoord": "miajansen mia"}, "lijkt te veel op uw naam of e-mailadres"),
        ({"wachtwoord": MIA}, "lijkt te veel op uw naam of e-mailadres"),
        ({"wachtwoord": "w" * 201}, "Gebruik hooguit 200 tekens."),
    ],
)
def test_a_password_that_cannot_be_leaves_the_link_whole(
    coordinator: Client, sent: dict[str, str], zin: str
) -> None:
    link = ask(coordinator)
    response = Client().post(link, NIEUW | sent)
    assert response.status_code == 422
    assert zin in response.content.decode()
    assert "vier gele fietsen" not in response.content.decode()
    assert not Gebruiker.objects.filter(email=MIA).exists()
    assert Client().post(link, NIEUW).status_code == 303


def test_who_has_an_account_signs_in_first_and_keeps_name_and_password(coordinator: Client) -> None:
    mia = make_gebruiker(email=MIA, naam="Mia zelf")
    link, client = ask(coordinator), Client()
    assert f"/inloggen/?next={link}" in client.get(link).content.decode()
    assert client.post(link, NIEUW).status_code == 409
    response = client.post("/inloggen/", {"login": MIA, "password": WACHTWOORD, "next": link})
    assert response["Location"] == link
    assert "Ja, ik doe mee" in client.get(link).content.decode()
    assert not mia.lidmaatschappen.exists()
    assert client.post(link)["Location"] == "/team/hier/"
    mia.refresh_from_db()
    assert mia.naam == "Mia zelf"
    assert mia.check_password(WACHTWOORD)
    assert mia.lidmaatschappen.get().rol == "teamlid"


def test_somebody_else_who_is_signed_in_gets_nothing_and_hears_nothing(coordinator: Client) -> None:
    link, other = ask(coordinator), Client()
    bo = make_gebruiker()
    other.force_login(bo)
    for account in (False, True):
        if account:
            make_gebruiker(email=MIA)
        page = other.get(link).content.decode()
        assert "voor een ander e-mailadres" in page
        assert MIA not in page
        assert other.post(link).status_code == 409
    assert not bo.lidmaatschappen.exists()
    assert Uitnodiging.objects.get().gebruikt_op is None
    assert other.post("/uitloggen/", {"next": link})["Location"] == link


def test_a_role_one_has_already_is_not_lowered(wijk: Wijk) -> None:
    make_uitnodiging(wijk, MIA, rol=Rol.PARTNER, token="laag")
    mia = make_gebruiker(Rol.COORDINATOR, wijk=wijk, email=MIA)
    client = Client()
    client.force_login(mia)
    assert client.post("/uitnodiging/laag/").status_code == 303
    assert mia.lidmaatschappen.get().rol == "coordinator"


def test_a_closed_account_is_not_opened_by_an_invitation(wijk: Wijk) -> None:
    make_uitnodiging(wijk, MIA, token="dicht")
    mia = make_gebruiker(email=MIA)
    mia.set_unusable_password()
    mia.is_active = False
    mia.save()
    assert "is gesloten" in Client().get("/uitnodiging/dicht/").content.decode()
    assert Client().post("/uitnodiging/dicht/", NIEUW).status_code == 409
    mia.refresh_from_db()
    assert not mia.is_active
    assert not mia.has_usable_password()


def test_wrong_used_withdrawn_and_old_get_one_page(wijk: Wijk) -> None:
    used, gone = make_uitnodiging(wijk, token="gebruikt"), make_uitnodiging(wijk, token="weg")
    make_uitnodiging(wijk, token="oud", dagen_geleden=15)
    Uitnodiging.objects.filter(pk=used.pk).update(gebruikt_op=today())
    Uitnodiging.objects.filter(pk=gone.pk).update(ingetrokken_op=today())
    pages = set()
    for token in ("gebruikt", "weg", "oud", "nooit", "%00", "%F0%9F%91%A9", "x" * 3000):
        response = Client().get(f"/uitnodiging/{token}/")
        assert response.status_code == 404
        pages.add(re.sub(r'name="csrf\w+" value="\w+"', "", response.content.decode()))
    assert len(pages) == 1
    assert "Vraag wie u uitnodigde" in pages.pop()


def test_the_last_day_counts(wijk: Wijk) -> None:
    make_uitnodiging(wijk, token="vandaag", dagen_geleden=14)
    assert Client().get("/uitnodiging/vandaag/").status_code == 200


def test_no_cache_no_address_to_others_and_no_token_in_the_log(wijk: Wijk) -> None:
    make_uitnodiging(wijk, token="geheim")
    response = Client().get("/uitnodiging/geheim/")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert "geheim" not in mask("GET /uitnodiging/geheim/ 200")
    assert "geheim" not in mask("GET /inloggen/?next=/uitnodiging/geheim/ 200")


@pytest.mark.django_db
def test_who_guesses_must_wait() -> None:
    client = Client()
    own = uuid.uuid4().hex
    client.cookies["csrf"] = own
    for _ in range(GRENS.per_browser):
        assert client.get("/uitnodiging/geraden/").status_code == 404
    response = client.get("/uitnodiging/geraden/")
    assert (response.status_code, response["Retry-After"]) == (429, "600")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_account", [False, True])
def test_five_at_the_same_moment_are_one_member(has_account: bool) -> None:
    wijk = make_wijk("hier")
    make_uitnodiging(wijk, MIA, token="vijf")
    clients = [Client() for _ in range(5)]
    if has_account:
        mia = make_gebruiker(email=MIA)
        for client in clients:
            client.force_login(mia)
    answers = together(
        *[lambda own=client: own.post("/uitnodiging/vijf/", NIEUW).status_code for client in clients]
    )
    assert Lidmaatschap.objects.filter(wijk=wijk).count() == 1
    assert Gebruiker.objects.filter(email=MIA).count() == 1
    assert Gebeurtenis.objects.filter(actie="uitnodiging_aangenomen").count() == 1
    assert set(answers) <= {303, 404, 409}
    assert 303 in answers


# ---- commands ---------------------------------------------------------------------------------------------


def printed(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_first_coordinator_of_a_fresh_installation_comes_in_by_the_printed_link() -> None:
    make_regio("WK007404", naam="Jubbega", ouder=make_regio("GM0074"))
    out = printed("open_wijk", "WK007404", "--coordinator", "Eerste@voorbeeld.example")
    link = re.search(r"http://testserver(/uitnodiging/\S+)", out)
    assert link
    client = Client()
    assert client.post(link[1], NIEUW)["Location"] == "/team/jubbega/"
    assert client.get("/team/jubbega/instellingen/mensen/").status_code == 200


def test_invited_again_by_command_only_the_new_link_works(wijk: Wijk) -> None:
    links = []
    for _ in range(2):
        found = re.search(r"http://testserver(/\S+)", printed("nodig_uit", "hier", MIA, "partner"))
        assert found
        links.append(found[1])
    assert [Client().get(link).status_code for link in links] == [404, 200]


def test_the_command_says_what_is_wrong(wijk: Wijk) -> None:
    lid = make_gebruiker(Rol.TEAMLID, wijk=wijk)
    for words, zin in (
        (("nodig_uit", "nergens", MIA, "teamlid"), "geen wijk met het adres"),
        (("nodig_uit", "hier", "geen adres", "teamlid"), "is geen e-mailadres"),
        (("nodig_uit", "hier", lid.email, "teamlid"), "werkt al in de wijk"),
        (("nodig_uit", "hier", MIA, "beheerder"), "invalid choice"),
    ):
        with pytest.raises(CommandError, match=zin):
            printed(*words)
    assert not Uitnodiging.objects.exists()
