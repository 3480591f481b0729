from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_gebruiker, make_regio, make_waarde, make_wijk
from tests.wijken.cbs import SAMPLE
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import Gebeurtenis, Indicatorwaarde, Lidmaatschap, RegioJaar, Wijk
from wijken.services import open_wijk

pytestmark = pytest.mark.django_db
Rol = Lidmaatschap.Rol
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def jubbega() -> Wijk:
    import_kerncijfers(pad=SAMPLE)
    return open_wijk(code="WK007404")


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200
    return len(context)


def test_addresses_are_those_on_paper() -> None:
    assert reverse("wijken:start") == "/"
    assert reverse("wijken:wijk_list") == "/wijken/"
    assert reverse("wijken:cijfers", args=["jubbega"]) == "/wijken/jubbega/cijfers/"
    assert reverse("wijken:instellingen", args=["jubbega"]) == "/team/jubbega/instellingen/"


# ---- start and list -----------------------------------------------------------------------------


def test_start_of_an_empty_installation(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Er is nog geen wijk open" in page
    assert 'name="zoek"' in page
    assert "?taal=ar" in page


@pytest.mark.parametrize("address", ["/", "/wijken/"])
def test_search_leads_to_the_wijk(client: Client, jubbega: Wijk, address: str) -> None:
    page = client.get(address, {"zoek": "8454"}).content.decode()
    assert "Waarschijnlijk is dit uw wijk" in page
    assert 'href="/wijken/jubbega/"' in page
    assert "Mildam" in page


@pytest.mark.usefixtures("jubbega")
def test_search_says_kindly_that_a_place_is_not_open(client: Client) -> None:
    page = client.get("/", {"zoek": "oranjewoud"}).content.decode()
    assert "Hier is nog geen wijkagenda." in page
    assert "Vertel het aan uw wijkteam of gemeente." in page
    assert 'href="/wijken/oranjewoud/"' not in page


def test_search_with_nothing_found_or_too_little_asked(client: Client) -> None:
    assert "Wij vinden dit niet" in client.get("/", {"zoek": "qqqq"}).content.decode()
    assert "Typ minstens twee letters" in client.get("/", {"zoek": "q"}).content.decode()
    assert "Wij vinden dit niet" in client.get("/wijken/", {"zoek": "9999"}).content.decode()


def test_nothing_that_people_type_or_teams_name_becomes_code(client: Client) -> None:
    wijk = make_wijk("kwaad", naam=SCRIPT)
    wijk.ondertitel = SCRIPT
    wijk.save()
    make_regio("WK009999", naam=SCRIPT)
    for address in ("/", "/wijken/", "/wijken/kwaad/cijfers/"):
        page = client.get(address, {"zoek": "script"}).content.decode()
        assert "alert(" in page  # it is there to leak
        assert "<script>alert" not in page
    assert "<script>alert" not in client.get("/", {"zoek": SCRIPT}).content.decode()


def test_the_list_goes_on_on_a_next_page(client: Client) -> None:
    for number in range(31):
        make_wijk(f"w{number}", naam=f"Wijk {number:02d}", code=f"WK01{number:04d}")
    first, second = (client.get("/wijken/", {"pagina": n}).content.decode() for n in (1, 2))
    assert "31 wijken" in first
    assert 'href="/wijken/w0/"' in first
    assert 'href="/wijken/w30/"' in second
    assert client.get("/wijken/", {"pagina": "veel"}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/?zoek=wijk", "/wijken/", "/wijken/?zoek=wijk"])
def test_one_or_thirty_wijken_cost_the_same(client: Client, address: str) -> None:
    make_wijk("w", naam="Wijk nul", code="WK010099")
    one = queries(client, address)
    for number in range(30):
        make_wijk(f"w{number}", naam=f"Wijk {number}", code=f"WK01{number:04d}")
    assert queries(client, address) == one


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("address", ["/", "/wijken/", "/wijken/jubbega/cijfers/"])
def test_public_pages_are_for_reading(client: Client, address: str, method: str) -> None:
    assert getattr(client, method)(address).status_code == 405


# ---- figures -------------------------------------------------------------------------------------


def test_figures_with_source_year_and_comparison(client: Client, jubbega: Wijk) -> None:
    page = client.get("/wijken/jubbega/cijfers/").content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "65 jaar of ouder 25 van de 100 mensen Dat is ongeveer gelijk aan de gemeente." in words
    assert "CBS, Kerncijfers wijken en buurten 2025 (voorlopig)" in page
    assert "Waar wonen de meeste ouderen?" in page
    assert "Dit weten wij nog niet" in page
    assert "het CBS heeft dit getal nog niet" in page
    assert 'href="/wijken/jubbega/inbreng/"' in page
    assert " style=" not in page


def test_no_figures_yet(client: Client) -> None:
    make_wijk("leeg")
    page = client.get("/wijken/leeg/cijfers/").content.decode()
    assert "Nog geen cijfers" in page
    assert "<table" not in page


def test_an_unknown_wijk_is_a_friendly_404(client: Client) -> None:
    response = client.get("/wijken/bestaat-niet/cijfers/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()


def test_one_or_thirty_villages_cost_the_same(client: Client) -> None:
    wijk = make_wijk("jubbega", code="WK007404")

    def add(number: int) -> None:
        regio = make_regio(f"BU007404{number:02d}", naam=f"Dorp {number}")
        for indicator in ("inwoners", "leeftijd_65plus", "afstand_huisarts"):
            make_waarde(regio, indicator, 500 + number)

    add(1)
    make_waarde(wijk.regios.get(), "inwoners", 500)
    one = queries(client, "/wijken/jubbega/cijfers/")
    for number in range(2, 32):
        add(number)
    assert queries(client, "/wijken/jubbega/cijfers/") == one <= 8


def test_other_figures_of_the_same_wijk_cost_the_same(client: Client, jubbega: Wijk) -> None:
    full = queries(client, "/wijken/jubbega/cijfers/")
    Indicatorwaarde.objects.exclude(indicator="inwoners").delete()
    assert queries(client, "/wijken/jubbega/cijfers/") == full


# ---- settings --------------------------------------------------------------------------------------


def posted(wijk: Wijk, **changes: object) -> dict[str, object]:
    return {
        "revisie": wijk.revisie,
        "naam": wijk.naam,
        "ondertitel": "",
        "inloop_plek": "het dorpshuis",
        "inloop_tijden": "maandag",
        "telefoon": "0513 12 34 56",
        "reactie_weken": 2,
        "hulpafspraak": "Bel het team.",
        "beslist_mee": "het plein",
        "denkt_mee": "de straat",
        "ligt_vast": "de weg",
    } | changes


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega")


@pytest.fixture
def coordinator(client: Client, wijk: Wijk) -> Client:
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    return client


ADDRESS = "/team/jubbega/instellingen/"


def test_the_coordinator_saves(coordinator: Client, wijk: Wijk) -> None:
    assert 'value="Jubbega"' in coordinator.get(ADDRESS).content.decode()
    response = coordinator.post(ADDRESS, posted(wijk, naam="De Kern", beslist_mee="regel 1\r\nregel 2"))
    assert (response.status_code, response["Location"]) == (303, ADDRESS)
    wijk.refresh_from_db()
    assert (wijk.naam, wijk.slug, wijk.revisie) == ("De Kern", "jubbega", 2)
    assert "De instellingen zijn bewaard." in coordinator.get(ADDRESS).content.decode()


def test_the_same_form_sent_twice_is_one_change(coordinator: Client, wijk: Wijk) -> None:
    data = posted(wijk, ondertitel="en zes dorpen")
    statuses = [coordinator.post(ADDRESS, data).status_code for _ in range(2)]
    assert statuses == [303, 409]
    assert Gebeurtenis.objects.filter(actie="instellingen_bewaard").count() == 1


def test_two_people_see_both_texts(coordinator: Client, wijk: Wijk) -> None:
    coordinator.post(ADDRESS, posted(wijk, beslist_mee="het plein van de ander", denkt_mee=SCRIPT))
    response = coordinator.post(ADDRESS, posted(wijk, beslist_mee="mijn speeltuin"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Iemand anders heeft dit net ook veranderd" in page
    assert page.count("mijn speeltuin") == 2  # beside the other text, and in the field
    assert page.count("het plein van de ander") == 1
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert 'name="revisie" value="2"' in page
    wijk.refresh_from_db()
    assert wijk.beslist_mee == "het plein van de ander"
    again = coordinator.post(ADDRESS, posted(wijk, beslist_mee="mijn speeltuin", revisie=2))
    assert again.status_code == 303
    wijk.refresh_from_db()
    assert (wijk.beslist_mee, wijk.revisie) == ("mijn speeltuin", 3)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("naam", "", "Schrijf hoe de wijk heet."),
        ("naam", "x" * 81, "Deze tekst is te lang."),
        ("telefoon", "bel maar", "Dit is geen telefoonnummer."),
        ("reactie_weken", "0", "Kies een aantal weken"),
        ("reactie_weken", "veel", "Kies een aantal weken"),
        ("beslist_mee", "x" * 10_000, "Deze tekst is te lang."),
    ],
)
def test_what_is_not_right_is_said_and_kept(
    coordinator: Client, wijk: Wijk, field: str, value: str, said: str
) -> None:
    response = coordinator.post(ADDRESS, posted(wijk, **{field: value, "denkt_mee": "blijft staan"}))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "blijft staan" in page
    assert 'name="revisie" value="1"' in page
    wijk.refresh_from_db()
    assert wijk.revisie == 1


def test_emoji_and_right_to_left_are_kept(coordinator: Client, wijk: Wijk) -> None:
    assert coordinator.post(ADDRESS, posted(wijk, beslist_mee="🌳 الحديقة")).status_code == 303
    wijk.refresh_from_db()
    assert wijk.beslist_mee == "🌳 الحديقة"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda wijk: make_gebruiker(Rol.TEAMLID, wijk=wijk), 403),
        (lambda wijk: make_gebruiker(Rol.INVOERDER, wijk=wijk), 403),
        (lambda wijk: make_gebruiker(Rol.PARTNER, wijk=wijk), 403),
        (lambda wijk: make_gebruiker(Rol.COORDINATOR, wijk=make_wijk()), 404),
        (lambda wijk: make_gebruiker(is_beheerder=True), 404),
    ],
)
def test_only_the_coordinator_of_this_wijk(
    client: Client, wijk: Wijk, who: Callable[[Wijk], object], status: int
) -> None:
    client.force_login(who(wijk))  # type: ignore[arg-type]
    assert client.get(ADDRESS).status_code == status
    assert client.post(ADDRESS, posted(wijk, naam="Gekaapt")).status_code == status
    wijk.refresh_from_db()
    assert wijk.naam == "Jubbega"


def test_without_signing_in(client: Client, wijk: Wijk) -> None:
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert response["Location"].startswith("/inloggen/")
    client.post(ADDRESS, posted(wijk, naam="Gekaapt"))
    wijk.refresh_from_db()
    assert wijk.naam == "Jubbega"


def test_renaming_a_region_does_not_rename_the_wijk(client: Client, jubbega: Wijk) -> None:
    RegioJaar.objects.filter(regio="WK007404").update(naam="Iets anders")
    page = client.get("/wijken/jubbega/cijfers/").content.decode()
    assert "<span>Jubbega</span>" in page
    assert "Iets anders" not in page
