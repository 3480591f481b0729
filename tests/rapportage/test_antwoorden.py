"""'Wat zeiden de bewoners?': only what is on the site, never too few, and gone when a quote goes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from analyse.lezen.citaten import withdraw_quote
from analyse.models import Antwoord, Vraag, Vragenlijst
from analyse.uitslag.publiceren import publish_lijst, publish_vraag
from kern.fouten import DomeinFout
from kern.klok import today
from kern.models import Bestand
from rapportage import services
from rapportage.antwoorden import Antwoorden, read_antwoorden
from rapportage.models import Rapport
from rapportage.tasks import maak, ververs_bladen
from tests.factories import Rol, make_gebruiker, make_regio, make_waarde, make_wijk
from tests.rapportage.conftest import pages_of, read
from tests.rapportage.lezen import elements, root_of
from tests.uitslagen import everyone, fill_in
from tests.vragen import make_antwoord, make_duiding, make_inzending, make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
Status = Rapport.Status
CITAAT = "Hier groet iedereen elkaar op straat."


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega", code="WK007401")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    """Forty people: two questions on the site, one not, and what some wrote."""
    lijst = make_vragenlijst(wijk, "Hoe woont u hier?", slug="lijst")
    op_de_site = make_vraag(lijst, "E1", "EEN", tekst={"nl": "Wat mist u het meest?"}, openbaar=True)
    cijfer = make_vraag(lijst, "E2", "CIJFER", tekst={"nl": "Welk cijfer geeft u?"}, openbaar=True)
    geheim = make_vraag(lijst, "E3", "EEN", tekst={"nl": "Niet voor op de site?"})
    given = [{op_de_site: keuze, cijfer: 8, geheim: "c"} for keuze in ["a"] * 25 + ["b"] * 11 + ["c"] * 4]
    fill_in(lijst, given[:30], kanaal="online")
    fill_in(lijst, given[30:35], kanaal="deur")
    fill_in(lijst, given[35:], kanaal="straat", taal="ar")
    publish_lijst(lijst=lijst, openbaar=True)
    lijst.refresh_from_db()
    return lijst


@pytest.fixture
def citaat(lijst: Vragenlijst) -> Antwoord:
    vraag = make_vraag(lijst, "E4", "OPEN", tekst={"nl": "Wat vindt u fijn?"})
    return make_antwoord(make_inzending(lijst, mag_delen=True), vraag, tekst=CITAAT, citaat_sinds=today())


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def ask(lijst: Vragenlijst) -> str:
    return f"/team/{lijst.wijk.slug}/rapporten/antwoorden/{lijst.slug}/"


def make_all() -> None:
    """What the worker does with everything that waits."""
    for pk in Rapport.objects.filter(status=Status.WACHT).values_list("pk", flat=True):
        maak(str(pk))


def made(lijst: Vragenlijst) -> PdfReader:
    services.request_antwoorden(lijst=lijst)
    make_all()
    rapport = Rapport.objects.get(lijst=lijst, status=Status.KLAAR)
    assert rapport.bestand is not None
    return read(bytes(rapport.bestand.inhoud))


def words(beeld: Antwoorden) -> str:
    return str(beeld)


# ---- what it shows -------------------------------------------------------------------------------


def test_only_questions_on_the_site(lijst: Vragenlijst) -> None:
    beeld = read_antwoorden(lijst)
    assert [vraag["code"] for vraag in beeld.vragen] == ["E1", "E2"]
    assert "Niet voor op de site?" not in words(beeld)
    publish_vraag(vraag=lijst.vragen.get(code="E2"), openbaar=False)
    assert [vraag["code"] for vraag in read_antwoorden(lijst).vragen] == ["E1"]


def test_a_small_number_is_not_in_it(lijst: Vragenlijst) -> None:
    [balken] = [blok["balken"] for blok in read_antwoorden(lijst).vragen[0]["blokken"]]
    assert [balk["tekst"] for balk in balken] == [
        "25 (63%)",
        "",
        "",
    ]  # 4, and the next one that gives it away
    assert [balk["bekend"] for balk in balken] == [True, False, False]


def test_it_shows_the_copy_and_not_what_came_in_since(lijst: Vragenlijst) -> None:
    fill_in(lijst, everyone(lijst.vragen.get(code="E1"), {"a": 5}))
    beeld = read_antwoorden(lijst)
    assert "25 van de 40 mensen kozen ‘A’." in words(beeld)
    assert beeld.aantal == 45


def test_small_ways_and_languages_go_together(lijst: Vragenlijst) -> None:
    beeld = read_antwoorden(lijst)
    assert beeld.kanalen == (("online", 30), ("op straat en aan de deur", 10))
    assert beeld.talen == ()  # five in Arabic: that row would tell


def test_who_was_heard_beside_cbs_and_nobody_of_too_few(lijst: Vragenlijst) -> None:
    vraag = make_vraag(lijst, "V39", "EEN", kiezen=("15-24", "25-44", "45-64", "65-74", "75+"))
    fill_in(lijst, everyone(vraag, {"15-24": 3, "25-44": 20, "45-64": 15, "65-74": 12}))
    regio = make_regio("WK007401")
    ages = {"leeftijd_0_15": 100, "leeftijd_15_25": 100, "leeftijd_25_45": 300, "leeftijd_45_65": 300}
    for sleutel, waarde in {"inwoners": 1000, **ages, "leeftijd_65plus": 200}.items():
        make_waarde(regio, sleutel, waarde)
    [deel] = read_antwoorden(lijst).vergelijkingen
    assert [(groep.deel, groep.wijk) for groep in deel.groepen] == [
        (None, 11),
        (40, 33),
        (30, 33),
        (None, 22),
    ]
    assert [bool(groep.oordeel) for groep in deel.groepen] == [False, True, True, False]
    assert deel.bron.startswith("CBS, Kerncijfers wijken en buurten")


def test_what_the_team_makes_of_it(lijst: Vragenlijst) -> None:
    make_duiding(lijst.wijk, "H1", tekst="Er is geen plek om te zitten.", klaar=True)
    make_duiding(lijst.wijk, "H7", tekst="")
    make_duiding(make_wijk(), "H2", tekst="Van een andere wijk.")
    [deel] = read_antwoorden(lijst).weten
    assert (deel.vraag, deel.tekst, deel.klaar) == (
        "Wat speelt er in de wijk?",
        "Er is geen plek om te zitten.",
        True,
    )


def test_a_fixed_number_of_queries(lijst: Vragenlijst, citaat: Antwoord) -> None:
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as seen:
            read_antwoorden(lijst)
        counts.append(len(seen))
        for number in range(20):
            vraag = make_vraag(lijst, f"F{turn}{number}", "EEN", openbaar=True)
            fill_in(lijst, everyone(vraag, {"a": 30}))
            make_antwoord(
                make_inzending(lijst, mag_delen=True), citaat.vraag, tekst="x", citaat_sinds=today()
            )
        publish_lijst(lijst=lijst, openbaar=False)
        publish_lijst(lijst=lijst, openbaar=True)
    assert counts[0] == counts[1] <= 16


# ---- asking for it -------------------------------------------------------------------------------


def test_with_nothing_on_the_site_it_says_what_to_do(team: Client, wijk: Wijk) -> None:
    lijst = make_vragenlijst(wijk, slug="leeg")
    response = team.post(ask(lijst))
    assert response.status_code == 422
    assert "Zet eerst resultaten van deze lijst op de site." in response.content.decode()
    assert not Rapport.objects.exists()


def test_asking_twice_is_one_report(team: Client, lijst: Vragenlijst) -> None:
    for _each in range(2):
        response = team.post(ask(lijst))
        assert response.status_code == 303
    rapport = Rapport.objects.get()
    assert response["Location"].endswith(f"/rapporten/#rapport-{rapport.pk}")
    assert (rapport.soort, rapport.lijst, rapport.wijk) == ("antwoorden", lijst, lijst.wijk)
    assert Gebeurtenis.objects.filter(actie="rapport_gevraagd").count() == 1
    page = re.sub(r"\s+", " ", team.get(f"/team/{lijst.wijk.slug}/rapporten/").content.decode())
    assert "Wat zeiden de bewoners? Hoe woont u hier?" in page
    assert "Maak een PDF: Hoe woont u hier?" in page


def test_a_failed_one_is_tried_again(team: Client, lijst: Vragenlijst) -> None:
    team.post(ask(lijst))
    Rapport.objects.update(status=Status.MISLUKT, poging=3)
    assert team.post(ask(lijst)).status_code == 303
    assert Rapport.objects.get().status == Status.WACHT


def test_who_may(lijst: Vragenlijst, team: Client) -> None:
    partner = Client()
    partner.force_login(make_gebruiker(Rol.PARTNER, wijk=lijst.wijk))
    assert partner.post(ask(lijst)).status_code == 403
    assert team.get(ask(lijst)).status_code == 405
    foreign = make_vragenlijst(make_wijk(), slug="ander")
    assert team.post(f"/team/{lijst.wijk.slug}/rapporten/antwoorden/{foreign.slug}/").status_code == 404
    stranger = Client()
    stranger.force_login(make_gebruiker(Rol.TEAMLID, wijk=foreign.wijk))
    assert stranger.post(ask(lijst)).status_code in (403, 404)
    assert not Rapport.objects.exists()


def test_what_changed_while_it_waited(lijst: Vragenlijst) -> None:
    rapport = services.request_antwoorden(lijst=lijst)
    publish_lijst(lijst=lijst, openbaar=False)
    assert services.take_rapport(rapport_id=rapport.pk) is None
    rapport.refresh_from_db()
    assert rapport.status == Status.MISLUKT
    assert rapport.fout.startswith("Zet eerst resultaten")


def test_an_older_question_goes_when_the_newer_is_asked_already(lijst: Vragenlijst) -> None:
    old = services.request_antwoorden(lijst=lijst)
    make_duiding(lijst.wijk, "H1")
    new = services.request_antwoorden(lijst=lijst)
    assert new.stempel != old.stempel
    assert services.take_rapport(rapport_id=old.pk) is None
    assert list(Rapport.objects.all()) == [new]


# ---- when a quote goes ---------------------------------------------------------------------------


def is_kept(rapport: Rapport) -> bool:
    return bool(rapport.bestand_id) and Bestand.objects.filter(pk=str(rapport.bestand_id)).exists()


def finish(lijst: Vragenlijst) -> Rapport:
    """As the worker would, without its PDF."""
    rapport = services.request_antwoorden(lijst=lijst)
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    services.finish_rapport(opdracht=opdracht, pdf=b"%PDF-1.7", bladzijden=1)
    return Rapport.objects.get(pk=rapport.pk)


@pytest.fixture(params=["quote", "question"])
def taken_away(request: pytest.FixtureRequest, lijst: Vragenlijst, citaat: Antwoord) -> Callable[[], None]:
    def take() -> None:
        if request.param == "quote":
            withdraw_quote(lijst=lijst, antwoord=citaat.pk, door=make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))
        else:
            publish_vraag(vraag=Vraag.objects.get(lijst=lijst, code="E2"), openbaar=False)

    return take


def test_the_file_goes_and_a_new_one_is_asked_for(lijst: Vragenlijst, taken_away: Callable[[], None]) -> None:
    old = finish(lijst)
    assert CITAAT not in str(old.citaten)
    assert services.renew_antwoorden() == 0
    taken_away()
    ververs_bladen()
    new = Rapport.objects.get(soort=Rapport.Soort.ANTWOORDEN)
    assert new.pk != old.pk
    assert new.stempel != old.stempel
    assert new.status == Status.WACHT
    assert not is_kept(old)


def test_nobody_gets_it_before_that(lijst: Vragenlijst, team: Client, taken_away: Callable[[], None]) -> None:
    old = finish(lijst)
    adres = f"/team/{lijst.wijk.slug}/rapporten/{old.pk}/download/"
    assert team.get(adres).status_code == 200
    fill_in(lijst, [{}])  # more answers take nothing away
    assert team.get(adres).status_code == 200
    taken_away()
    response = team.get(adres)
    assert response.status_code == 409
    assert "Maak een nieuwe PDF." in response.content.decode()
    assert not is_kept(old)


def test_with_nothing_left_on_the_site_no_new_one_is_asked_for(lijst: Vragenlijst) -> None:
    finish(lijst)
    publish_lijst(lijst=lijst, openbaar=False)
    assert services.renew_antwoorden() == 1
    assert not Rapport.objects.exists()


def test_the_older_file_goes_when_the_newer_is_ready(lijst: Vragenlijst) -> None:
    old = finish(lijst)
    make_duiding(lijst.wijk, "H1")
    new = finish(lijst)
    assert list(Rapport.objects.all()) == [new]
    assert not is_kept(old)


def test_the_team_withdraws_nothing_of_another_list(lijst: Vragenlijst) -> None:
    finish(lijst)
    with pytest.raises(DomeinFout):
        read_antwoorden(make_vragenlijst(lijst.wijk))
    assert Rapport.objects.count() == 1


# ---- the PDF read back ---------------------------------------------------------------------------


@pytest.mark.pdf
@pytest.mark.usefixtures("pango", "citaat")
def test_the_pdf_read_back(lijst: Vragenlijst) -> None:
    make_duiding(lijst.wijk, "H1", tekst="Er is <geen> plek om te zitten.")
    vraag = lijst.vragen.get(code="E4")
    arabisch = "الجيران طيبون."
    make_antwoord(
        make_inzending(lijst, mag_delen=True, taal="ar"), vraag, tekst=arabisch, citaat_sinds=today()
    )
    reader = made(lijst)
    text = " ".join(pages_of(reader))
    for part in (
        "Wat zeiden de bewoners?",
        "Hoe woont u hier?",
        "42 lijsten ingevuld",
        "online 32",
        "geen steekproef",
        "Wat mist u het meest?",
        "25 van de 40 mensen kozen",
        "25 (63%)",
        "laten wij niet zien",
        "Vraag E1, bekijk hem op de site",
        CITAAT,
        "Er is <geen> plek om te zitten.",
        "testserver/wijken/jubbega/vragenlijst/lijst/uitslag",
    ):
        assert part in text
    assert "Niet voor op de site?" not in text
    assert "11 (28%)" not in text  # the next smallest: it would give the four away
    root = root_of(reader)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nl", True)
    kinds = {element["/S"] for element in elements(reader)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/Link"} <= kinds
    links = {
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }
    assert "http://testserver/wijken/jubbega/vragenlijst/lijst/uitslag/#vraag-E1" in links


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_each_number_can_be_found_on_the_site(lijst: Vragenlijst) -> None:
    page = Client().get("/wijken/jubbega/vragenlijst/lijst/uitslag/").content.decode()
    for vraag in read_antwoorden(lijst).vragen:
        assert f'id="{vraag["anker"]}"' in page
