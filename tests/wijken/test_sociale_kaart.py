"""The sociale kaart: what residents see, how the team keeps it up, and a list in one go."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.models import MAX_BYTES
from tests.factories import Rol, make_gebruiker, make_voorziening, make_wijk
from wijken.models import Gebeurtenis, Kaartbestand, Voorziening, Wijk
from wijken.sociale_kaart.lezen import read_csv
from wijken.sociale_kaart.regels import Gegevens
from wijken.sociale_kaart.services import keep_kaartbestand, load_kaartbestand
from wijken.sociale_kaart.services import make_voorziening as make

pytestmark = pytest.mark.django_db
Soort = Voorziening.Soort
PUBLIEK = "/wijken/hier/waar-terecht/"
TEAM = "/team/hier/sociale-kaart/"
INLEZEN = f"{TEAM}inlezen/"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("hier")


@pytest.fixture
def teamlid(wijk: Wijk) -> Gebruiker:
    return make_gebruiker(Rol.TEAMLID, wijk=wijk)


@pytest.fixture
def team(client: Client, teamlid: Gebruiker) -> Client:
    client.force_login(teamlid)
    return client


def text(response: object) -> str:
    return html.unescape(response.content.decode())  # type: ignore[attr-defined]


def typed(**changes: str) -> dict[str, str]:
    return {"soort": "organisatie", "naam": "Dorpshuis", "wat": "Koffie", "plek": "Jubbega"} | changes


# ---- where can you go -----------------------------------------------------------------------------


def test_residents_find_walk_in_numbers_platform_and_organisations(client: Client, wijk: Wijk) -> None:
    make_voorziening(wijk, "113", soort=Soort.HULPNUMMER, telefoon="113", onderwerp="")
    make_voorziening(wijk, "Voor elkaar", soort=Soort.BUREN, website="https://buren.example")
    make_voorziening(
        wijk,
        "Geldloket",
        onderwerp="T03",
        telefoon="0513 12 34 56",
        talen="Arabisch",
        website="https://geld.example",
    )
    make_voorziening(make_wijk("daar"), "Elders")
    page = text(client.get(PUBLIEK))
    order = [
        "Loop binnen bij het wijkteam",
        "Nummers die helpen",
        "Buren helpen elkaar",
        "Rondkomen en geldzorgen",
    ]
    assert sorted(order, key=page.index) == order
    assert 'href="tel:0513123456"' in page
    assert 'href="https://buren.example"' in page
    assert page.count('rel="noopener nofollow"') == 2
    assert "Dit opent een andere website" in page
    assert "Elders" not in page
    assert PUBLIEK in client.get("/wijken/hier/").content.decode()


def test_an_empty_kaart_says_what_to_do(client: Client, wijk: Wijk) -> None:
    page = text(client.get(PUBLIEK))
    assert "Hier staan nog geen organisaties" in page
    assert 'id="zoek"' not in page


def test_search_and_subject_go_together(client: Client, wijk: Wijk) -> None:
    make_voorziening(wijk, "Taalhuis", onderwerp="T07", talen="Turks")
    make_voorziening(wijk, "Geldloket", onderwerp="T03", talen="Turks")
    assert "Taalhuis" in text(client.get(PUBLIEK, {"zoek": "turks", "onderwerp": "T07"}))
    page = text(client.get(PUBLIEK, {"zoek": "turks", "onderwerp": "T03"}))
    assert "1 plek gevonden" in page
    assert "Taalhuis" not in page
    assert "Wij vinden dit niet" in text(client.get(PUBLIEK, {"zoek": "xyz", "onderwerp": "<b>"}))


def test_three_thousand_organisations_come_a_page_at_a_time(client: Client, wijk: Wijk) -> None:
    Voorziening.objects.bulk_create(
        Voorziening(wijk=wijk, naam=f"Plek {n}", sleutel=f"plek {n}", nagekeken_op=today())
        for n in range(3000)
    )
    with CaptureQueriesContext(connection) as captured:
        page = client.get(PUBLIEK, {"pagina": "150"})
    assert "Bladzijde 150 van 150" in text(page)
    assert len(captured) <= 6
    assert len(page.content) < 60_000
    assert text(client.get(PUBLIEK, {"alles": "ja"})).count("<h4") == 1000


# ---- one at a time --------------------------------------------------------------------------------


def test_the_team_adds_changes_and_removes(team: Client, wijk: Wijk) -> None:
    assert team.post(f"{TEAM}nieuw/", typed(website="dorpshuis.example")).status_code == 303
    row = Voorziening.objects.get(wijk=wijk)
    assert (row.website, row.nagekeken_op) == ("https://dorpshuis.example", today())
    changed = team.post(f"{TEAM}{row.pk}/", typed(naam="Dorpshuis Nij", revisie="1"))
    assert changed.status_code == 303
    row.refresh_from_db()
    assert (row.naam, row.revisie) == ("Dorpshuis Nij", 2)
    assert "Ja, haal weg" in text(team.get(f"{TEAM}{row.pk}/weg/"))
    assert team.post(f"{TEAM}{row.pk}/weg/").status_code == 303
    assert not Voorziening.objects.exists()
    acties = ["voorziening_gemaakt", "voorziening_veranderd", "voorziening_weg"]
    assert list(Gebeurtenis.objects.order_by("tijdstip").values_list("actie", flat=True)) == acties


def test_two_people_at_one_organisation_see_both_texts(team: Client, wijk: Wijk) -> None:
    row = make_voorziening(wijk, "Dorpshuis", wat="van de ander")
    Voorziening.objects.update(revisie=2)
    response = team.post(f"{TEAM}{row.pk}/", typed(wat="van mij", revisie="1"))
    assert response.status_code == 409
    assert "van de ander" in text(response)
    assert "van mij" in text(response)
    assert team.post(f"{TEAM}{row.pk}/", typed(wat="van mij", revisie="2")).status_code == 303


def test_a_double_is_refused_with_what_was_typed(team: Client, wijk: Wijk) -> None:
    team.post(f"{TEAM}nieuw/", typed())
    response = team.post(f"{TEAM}nieuw/", typed(naam="DORPSHUIS", wat="Iets anders"))
    assert response.status_code == 422
    assert "Deze organisatie staat al op de kaart" in text(response)
    assert "Iets anders" in text(response)
    with pytest.raises(IntegrityError):
        Voorziening.objects.create(wijk=wijk, naam="x", sleutel="dorpshuis|jubbega", nagekeken_op=today())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"naam": ""}, "Schrijf hoe de organisatie heet."),
        ({"naam": "-- !"}, "Schrijf hoe de organisatie heet."),
        ({"naam": "x" * 121}, "Gebruik hooguit 120 tekens."),
        ({"website": "javascript:alert(1)"}, "Dit is geen adres van een website."),
        ({"telefoon": "bel maar"}, "Dit is geen telefoonnummer."),
        ({"soort": "hulpnummer"}, "Schrijf het nummer op."),
        ({"soort": "buren"}, "Schrijf het adres van de website op."),
        ({"soort": "vreemd"}, "Kies één van deze soorten."),
        ({"onderwerp": "T99"}, "Kies één van deze onderwerpen."),
    ],
)
def test_what_does_not_fit_gets_a_sentence(team: Client, changes: dict[str, str], said: str) -> None:
    response = team.post(f"{TEAM}nieuw/", typed(talen="Fries", **changes))
    assert response.status_code == 422
    assert said in text(response)
    assert "Fries" in text(response)
    assert not Voorziening.objects.exists()


def test_a_private_number_is_asked_about_once(team: Client) -> None:
    data = typed(telefoon="06 12 34 56 78")
    response = team.post(f"{TEAM}nieuw/", data)
    assert response.status_code == 422
    assert "Dit is een mobiel nummer." in text(response)
    assert 'name="toch"' in text(response)
    assert team.post(f"{TEAM}nieuw/", data | {"toch": "ja"}).status_code == 303


def test_after_a_year_the_team_is_asked_whether_it_is_still_right(team: Client, wijk: Wijk) -> None:
    old = make_voorziening(wijk, "Oud", nagekeken_op=today() - dt.timedelta(days=366))
    make_voorziening(wijk, "Nieuw", nagekeken_op=today() - dt.timedelta(days=365))
    assert "1 regel is langer dan een jaar niet nagekeken" in text(team.get(TEAM))
    page = text(team.get(TEAM, {"toon": "nakijken"}))
    assert "Klopt nog" in page
    assert "Nieuw" not in page
    assert team.post(f"{TEAM}{old.pk}/nagekeken/", {"staat": "nakijken"}).status_code == 303
    old.refresh_from_db()
    assert (old.nagekeken_op, old.revisie) == (today(), 1)
    assert "langer dan een jaar" not in text(team.get(TEAM))


def test_the_national_numbers_come_once_and_are_the_teams_own(team: Client, wijk: Wijk) -> None:
    for _ in range(2):
        assert team.post(f"{TEAM}hulpnummers/").status_code == 303
    numbers = Voorziening.objects.filter(wijk=wijk, soort=Soort.HULPNUMMER)
    assert set(numbers.values_list("telefoon", flat=True)) == {"112", "113", "0900 8844", "0800 2000"}
    assert team.post(f"{TEAM}{numbers[0].pk}/weg/").status_code == 303


# ---- a list in one go -----------------------------------------------------------------------------


def upload(client: Client, inhoud: str | bytes, naam: str = "lijst.csv") -> object:
    raw = inhoud if isinstance(inhoud, bytes) else inhoud.encode()
    return client.post(INLEZEN, {"bestand": SimpleUploadedFile(naam, raw)})


def confirm(client: Client) -> object:
    return client.post(INLEZEN, {"actie": "bewaren", "sleutel": str(Kaartbestand.objects.get().pk)})


def test_a_file_is_looked_at_first_and_then_put_on_the_kaart(team: Client, wijk: Wijk) -> None:
    make_voorziening(wijk, "Dorpshuis", plek="Jubbega", wat="Thee", talen="Fries", onderwerp="T01")
    make_voorziening(wijk, "Gelijk", wat="Blijft")
    rows = ("DORPSHUIS;Jubbega;Koffie;;x", "Taalhuis;Gorredijk;;;", "Gelijk;;Blijft;;", ";x;;;")
    inhoud = "\n".join(["Naam;Plaats;Wat;Talen;Vreemd", *rows])
    assert upload(team, inhoud).status_code == 303  # type: ignore[attr-defined]
    page = " ".join(text(team.get(INLEZEN)).split())
    for said in ("<strong>1</strong> nieuw", "<strong>1</strong> veranderd", "<strong>1</strong> al gelijk"):
        assert said in page
    assert "Regel 5" in page
    assert "Vreemd" in page
    assert Voorziening.objects.count() == 2
    assert confirm(team).status_code == 303  # type: ignore[attr-defined]
    row = Voorziening.objects.get(sleutel="dorpshuis|jubbega")
    assert (row.naam, row.wat, row.talen, row.onderwerp, row.revisie) == (
        "DORPSHUIS",
        "Koffie",
        "Fries",
        "T01",
        2,
    )
    assert Voorziening.objects.count() == 3
    assert not Kaartbestand.objects.exists()
    assert Gebeurtenis.objects.get(actie="kaart_ingelezen").resultaat == "1 nieuw, 1 veranderd"


def test_the_same_file_again_makes_no_doubles(team: Client) -> None:
    for _ in range(2):
        upload(team, "Naam;Plaats\nDorpshuis;Jubbega\n")
        page = text(team.get(INLEZEN))
        confirm(team)
    assert "zet dit op de kaart" not in page
    assert Voorziening.objects.count() == 1


def test_the_waiting_rows_belong_to_one_user_in_one_wijk(
    team: Client, teamlid: Gebruiker, wijk: Wijk
) -> None:
    lezing = read_csv(b"Naam\nVan een ander\n")
    other = make_gebruiker(Rol.TEAMLID, wijk=wijk)
    bestand = keep_kaartbestand(wijk=wijk, gebruiker=other, naam="x.csv", lezing=lezing)
    elsewhere = keep_kaartbestand(wijk=make_wijk("daar"), gebruiker=teamlid, naam="y.csv", lezing=lezing)
    assert "Van een ander" not in text(team.get(INLEZEN))
    for pk in (bestand.pk, elsewhere.pk):
        response = team.post(INLEZEN, {"actie": "bewaren", "sleutel": str(pk)})
        assert response.status_code == 422
        assert "wacht niet meer" in text(response)
    assert not Voorziening.objects.exists()


def test_another_file_takes_the_place_of_the_first_and_no_throws_it_away(team: Client) -> None:
    upload(team, "Naam\nEerste\n")
    first = Kaartbestand.objects.get().pk
    upload(team, "Naam\nTweede\n")
    assert "Tweede" in text(team.get(INLEZEN))
    assert team.post(INLEZEN, {"actie": "bewaren", "sleutel": str(first)}).status_code == 422
    assert team.post(INLEZEN, {"actie": "weg"}).status_code == 303
    assert not Kaartbestand.objects.exists()
    assert not Voorziening.objects.exists()


def test_what_changed_since_the_look_is_compared_anew(teamlid: Gebruiker, wijk: Wijk) -> None:
    bestand = keep_kaartbestand(
        wijk=wijk, gebruiker=teamlid, naam="x", lezing=read_csv(b"Naam;Wat\nDorpshuis;Koffie\n")
    )
    make(wijk=wijk, door=None, gegevens=Gegevens("Dorpshuis", wat="Thee"))
    load_kaartbestand(wijk=wijk, gebruiker=teamlid, sleutel=str(bestand.pk))
    assert Voorziening.objects.get().wat == "Koffie"
    with pytest.raises(DomeinFout, match="wacht niet meer"):
        load_kaartbestand(wijk=wijk, gebruiker=teamlid, sleutel=str(bestand.pk))


def test_three_thousand_rows_of_excel_in_a_few_queries(team: Client, wijk: Wijk) -> None:
    rows = "".join(f"Organisatie {n};Dorp {n % 40};0513 {n:06};Café é {n}\r\n" for n in range(3000))
    inhoud = f"Naam;Plaats;Telefoon;Wat\r\n{rows}".encode("cp1252")
    assert upload(team, inhoud).status_code == 303  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as captured:
        assert "<strong>3000</strong>" in text(team.get(INLEZEN))
    assert len(captured) < 10
    with CaptureQueriesContext(connection) as captured:
        assert confirm(team).status_code == 303  # type: ignore[attr-defined]
    assert len(captured) < 40
    assert Voorziening.objects.filter(wijk=wijk).count() == 3000
    upload(team, inhoud.replace(b"Caf", b"Kaf"))
    with CaptureQueriesContext(connection) as captured:
        assert confirm(team).status_code == 303  # type: ignore[attr-defined]
    assert len(captured) < 40
    assert Voorziening.objects.filter(wijk=wijk, wat__startswith="Kafé", revisie=2).count() == 3000


@pytest.mark.parametrize(
    ("inhoud", "said"),
    [
        (b"PK\x03\x04 een tabel", "Kies Bestand, Opslaan als"),
        (b"", "Dit bestand is leeg."),
        (b"Organisator\nx\n", "Wij zien geen kolom met de naam."),
        (b"Naam\n" + b"x" * 2_100_000, "Het mag 2 MB zijn."),
    ],
)
def test_a_wrong_file_gets_a_sentence(team: Client, inhoud: bytes, said: str) -> None:
    response = upload(team, inhoud, "lijst.xlsx")
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert said in text(response)
    assert "Kies eerst een bestand" in text(team.post(INLEZEN, {}))
    assert not Kaartbestand.objects.exists()


def test_a_huge_file_is_stopped_and_gets_the_same_sentence(team: Client) -> None:
    response = upload(team, b"Naam\n" + b"x" * (MAX_BYTES + 1))
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "Het mag 2 MB zijn." in text(response)


def test_the_file_that_leaves_has_no_formulas_and_comes_back_the_same(team: Client, wijk: Wijk) -> None:
    make_voorziening(
        wijk, "=2+3", wat="@mij", telefoon="+31 513 123456", onderwerp="T03", plek="Jubbega; noord"
    )
    response = team.get(f"{TEAM}lijst.csv")
    raw = response.content
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="sociale-kaart-hier.csv"' in response["Content-Disposition"]
    assert raw.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";") for cell in row]
    assert {"'=2+3", "'@mij", "'+31 513 123456"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]
    assert read_csv(raw).onbekend == ()
    [rij] = read_csv(raw).rijen
    assert rij.gegevens == Gegevens(
        "=2+3", wat="@mij", telefoon="+31 513 123456", onderwerp="T03", plek="Jubbega; noord"
    )
    upload(team, raw)
    confirm(team)
    assert Voorziening.objects.get().revisie == 1
