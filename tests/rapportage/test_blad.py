"""The sheet 'Uw wijk in 10 cijfers': what it shows, when it is made anew, and the PDF read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kern.fouten import DomeinFout
from rapportage import services
from rapportage.blad import Blad, read_blad, sheet_languages
from rapportage.models import Rapport
from rapportage.services import vegen
from rapportage.tasks import maak, ververs_bladen
from tests.factories import Rol, make_gebruiker, make_regio, make_waarde, make_wijk
from tests.rapportage.conftest import pages_of, read
from tests.rapportage.lezen import elements, root_of
from tests.wijken.cbs import SAMPLE
from wijken.gebeurtenissen import BLAD_GEZIEN
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import Gebeurtenis, Wijk
from wijken.services import open_wijk

pytestmark = pytest.mark.django_db
Status = Rapport.Status


@pytest.fixture
def jubbega() -> Wijk:
    """Just opened on the real figures, with the team's place."""
    import_kerncijfers(pad=SAMPLE)
    wijk = open_wijk(code="WK007404")
    wijk.inloop_plek, wijk.inloop_tijden, wijk.telefoon = (
        "het dorpshuis",
        "maandag van 9 tot 12",
        "0513 00 00 00",
    )
    wijk.save()
    return wijk


def make_all() -> None:
    """What the worker does with everything that waits."""
    for pk in Rapport.objects.filter(status=Status.WACHT).values_list("pk", flat=True):
        maak(str(pk))


# ---- what it shows ------------------------------------------------------------------------------
def test_ten_figures_each_with_a_sentence_and_a_source(jubbega: Wijk) -> None:
    blad = read_blad(jubbega, "nl")
    assert len(blad.kaarten) == 10
    assert blad.volledig
    shown = [f"{kaart.getal_tekst} {kaart.getal_bijschrift}" for kaart in blad.kaarten]
    assert shown[0].endswith("mensen wonen hier.")
    assert blad.kaarten[0].zin.startswith("In de hele gemeente wonen")
    assert all(kaart.bron.startswith("CBS") for kaart in blad.kaarten)
    assert len(set(shown)) == 10


def test_no_figure_points_at_people(jubbega: Wijk) -> None:
    words = " ".join(str(kaart) for kaart in read_blad(jubbega, "nl").kaarten).casefold()
    assert not any(word in words for word in ("armoede", "uitkering", "bijstand", "jeugdzorg", "wmo"))


def test_a_wijk_of_two_regions_has_ten_as_well() -> None:
    """Shares and averages cannot be added up; counts can."""
    import_kerncijfers(pad=SAMPLE)
    wijk = open_wijk(code="WK007404", erbij=["WK007406"], naam="Samen")
    blad = read_blad(wijk, "nl")
    assert blad.volledig
    assert all("optelling" in kaart.bron for kaart in blad.kaarten)


def test_with_few_figures_it_says_so(client: Client) -> None:
    wijk = make_wijk("heide")
    make_waarde(make_regio(wijk.wijkregios.get().regio_id), "inwoners", 500)
    assert [kaart.getal_tekst for kaart in read_blad(wijk, "nl").kaarten] == ["500"]
    page = client.get("/wijken/heide/tien-cijfers/").content.decode()
    assert "Meer cijfers weten wij nog niet van deze wijk." in page


def test_without_figures_the_page_asks(client: Client) -> None:
    make_wijk("heide")
    assert (
        "Wij hebben nog geen cijfers van deze wijk."
        in client.get("/wijken/heide/tien-cijfers/").content.decode()
    )


def test_the_address_is_short_enough_to_type(jubbega: Wijk) -> None:
    code = jubbega.kortelinks.get().code
    assert read_blad(jubbega, "nl").adres == f"testserver/d/{code}"


# ---- when it is made ----------------------------------------------------------------------------
def test_an_opened_wijk_gets_a_sheet_in_every_language_at_the_next_sweep(jubbega: Wijk) -> None:
    assert services.ask_for_bladen() == len(sheet_languages())
    assert services.ask_for_bladen() == 0
    asked = Rapport.objects.filter(wijk=jubbega, soort=Rapport.Soort.TIEN_CIJFERS)
    assert {rapport.taal for rapport in asked} == set(sheet_languages())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("naam", "Jobbegea"),
        ("telefoon", "0513 11 11 11"),
        ("inloop_plek", "de school"),
        ("ondertitel", "en meer"),
    ],
)
def test_a_change_asks_for_a_new_one(jubbega: Wijk, field: str, value: str) -> None:
    services.ask_for_bladen()
    assert services.renew_bladen() == 0
    setattr(jubbega, field, value)
    jubbega.save()
    assert services.renew_bladen() == len(sheet_languages())


def test_a_new_figure_asks_for_a_new_one(jubbega: Wijk) -> None:
    services.ask_for_bladen()
    make_waarde(make_regio("WK007404"), "inwoners", 4321, jaar=2026)
    ververs_bladen()
    assert Rapport.objects.bladen(jubbega, "nl").count() == 2


def test_what_changed_while_it_waited_is_in_it(jubbega: Wijk) -> None:
    rapport = services.request_blad(wijk=jubbega, blad=read_blad(jubbega, "nl"))
    Wijk.objects.filter(pk=jubbega.pk).update(naam="Jobbegea")
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    assert isinstance(opdracht.wat, Blad)
    assert opdracht.wat.naam == "Jobbegea"
    assert Rapport.objects.get(pk=rapport.pk).stempel == opdracht.wat.stempel


def test_what_is_asked_twice_is_made_once(jubbega: Wijk) -> None:
    """The older question goes when the newer sheet is asked for already."""
    old = services.request_blad(wijk=jubbega, blad=read_blad(jubbega, "nl"))
    Wijk.objects.filter(pk=jubbega.pk).update(naam="Jobbegea")
    jubbega.refresh_from_db()
    new = services.request_blad(wijk=jubbega, blad=read_blad(jubbega, "nl"))
    assert services.take_rapport(rapport_id=old.pk) is None
    assert list(Rapport.objects.bladen(jubbega, "nl")) == [new]


def test_the_older_sheet_goes_when_the_newer_is_ready(jubbega: Wijk) -> None:
    for naam in ("Jubbega", "Jobbegea"):
        Wijk.objects.filter(pk=jubbega.pk).update(naam=naam)
        jubbega.refresh_from_db()
        rapport = services.request_blad(wijk=jubbega, blad=read_blad(jubbega, "nl"))
        opdracht = services.take_rapport(rapport_id=rapport.pk)
        assert opdracht is not None
        services.finish_rapport(opdracht=opdracht, pdf=b"%PDF-1.7", bladzijden=1)
    assert [rapport.stempel for rapport in Rapport.objects.all()] == [read_blad(jubbega, "nl").stempel]


# ---- pages --------------------------------------------------------------------------------------
def test_the_page_says_kindly_that_it_is_being_made(client: Client, jubbega: Wijk) -> None:
    page = client.get(reverse("rapportage:tien_cijfers", args=[jubbega.slug]))
    assert "Wij maken het blad nu." in page.content.decode()
    answer = client.get(reverse("rapportage:tien_cijfers_pdf", args=[jubbega.slug]))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert f'href="/wijken/{jubbega.slug}/tien-cijfers.pdf"' in answer.content.decode()
    assert Rapport.objects.bladen(jubbega, "nl").count() == 1


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_the_worker_makes_it_and_everyone_may_have_it(client: Client, jubbega: Wijk) -> None:
    client.get(reverse("rapportage:tien_cijfers", args=[jubbega.slug]))
    make_all()
    page = client.get(reverse("rapportage:tien_cijfers", args=[jubbega.slug]))
    assert "Bekijk het blad (PDF)" in page.content.decode()
    answer = client.get(reverse("rapportage:tien_cijfers_pdf", args=[jubbega.slug]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "Jubbega" in pages_of(read(answer.content))[0]
    again = client.get(
        reverse("rapportage:tien_cijfers_pdf", args=[jubbega.slug]), headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_that_the_team_took_it_is_noted_once(client: Client, jubbega: Wijk) -> None:
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=jubbega))
    address = reverse("rapportage:tien_cijfers_download", args=[jubbega.slug])
    assert client.get(address).status_code == 503
    make_all()
    assert [client.get(address).status_code for _ in range(2)] == [200, 200]
    assert Gebeurtenis.objects.filter(wijk=jubbega, actie=BLAD_GEZIEN).count() == 1


def test_a_language_that_we_do_not_speak_has_no_sheet(client: Client, jubbega: Wijk) -> None:
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=jubbega))
    assert client.get(f"/team/{jubbega.slug}/tien-cijfers.pdf?blad=xx").status_code == 404


def test_a_failed_sheet_can_be_tried_again(client: Client, jubbega: Wijk) -> None:
    services.request_blad(wijk=jubbega, blad=read_blad(jubbega, "nl"))
    Rapport.objects.update(status=Status.MISLUKT, poging=3)
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=jubbega))
    address = reverse("rapportage:tien_cijfers_team", args=[jubbega.slug])
    assert "lukte niet" in client.get(address).content.decode()
    assert client.post(address).status_code == 303
    assert Rapport.objects.get().status == Status.WACHT


def test_sheets_do_not_stand_between_the_reports_of_the_agenda(client: Client, jubbega: Wijk) -> None:
    rapport = services.request_blad(wijk=jubbega, blad=read_blad(jubbega, "nl"))
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=jubbega))
    page = client.get(reverse("rapportage:rapport_list", args=[jubbega.slug])).content.decode()
    assert str(rapport.pk) not in page
    assert client.get(f"/team/{jubbega.slug}/rapporten/{rapport.pk}/download/").status_code == 404


# ---- the PDF ------------------------------------------------------------------------------------
def pdf_of(blad: Blad) -> PdfReader:
    from rapportage.opmaak import make_blad  # noqa: PLC0415 - needs Pango

    return read(make_blad(blad).pdf)


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("taal", ["nl", "en", "ar"])
def test_one_tagged_page_in_each_language(jubbega: Wijk, taal: str) -> None:
    blad = read_blad(jubbega, taal)
    reader = pdf_of(blad)
    (page,) = pages_of(reader)
    assert float(reader.pages[0].mediabox.height) == pytest.approx(841.9, abs=1)
    root = root_of(reader)
    assert root["/Lang"] == taal
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    kinds = [element["/S"] for element in elements(reader)]
    assert kinds.count("/LI") == 10
    assert kinds.count("/H1") == 1
    figures = [element for element in elements(reader) if element["/S"] == "/Figure"]
    assert [
        f"testserver/d/{jubbega.kortelinks.get().code}" in str(figure.get("/Alt")) for figure in figures
    ] == [True]
    assert all(kaart.getal_tekst in page for kaart in blad.kaarten)
    assert "0513 00 00 00" in page
    assert f"testserver/d/{jubbega.kortelinks.get().code}" in page


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_it_says_what_a_street_conversation_needs(jubbega: Wijk) -> None:
    (page,) = pages_of(pdf_of(read_blad(jubbega, "nl")))
    for words in (
        "Uw wijk in 10 cijfers",
        "Herkent u dit? Wat missen de cijfers?",
        "Liever praten?",
        "het dorpshuis, maandag van 9 tot 12",
        "CBS, Kerncijfers wijken en buurten 202",
        "van de 100 mensen zijn 65 jaar of ouder.",
    ):
        assert words in page


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_long_names_stay_on_one_page(jubbega: Wijk) -> None:
    blad = replace(
        read_blad(jubbega, "nl"),
        naam="Wijk " * 16,
        ondertitel="en de dorpen " * 6,
        plek="dorpshuis " * 12,
        tijden="9 uur " * 26,
    )
    assert len(pdf_of(blad).pages) == 1


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_what_can_never_fit_is_refused_in_plain_words(jubbega: Wijk) -> None:
    with pytest.raises(DomeinFout, match="te lang voor één bladzijde"):
        pdf_of(replace(read_blad(jubbega, "nl"), plek="dorpshuis " * 1500))


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_words_of_people_are_only_text(jubbega: Wijk) -> None:
    blad = replace(read_blad(jubbega, "nl"), naam="<img src=http://127.0.0.1:9/x>", plek="<b>hier</b>")
    (page,) = pages_of(pdf_of(blad))
    assert "<b>hier</b>" in page


def test_many_wijken_at_once_get_their_sheets_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade a sweep does not stand still at hundreds of wijken."""
    monkeypatch.setattr(vegen, "BLADEN_AT_ONCE", 2)
    for _ in range(3):
        make_wijk()
    asked = [services.ask_for_bladen() for _ in range(3)]
    assert asked == [2 * len(sheet_languages()), len(sheet_languages()), 0]


def test_who_scans_the_sheet_goes_on_in_its_language(client: Client, jubbega: Wijk) -> None:
    dutch, arabic = read_blad(jubbega, "nl"), read_blad(jubbega, "ar")
    assert arabic.link == f"{dutch.link}?taal=ar"
    assert arabic.adres == dutch.adres  # typed over, the address stays short
    page = client.get(arabic.link.removeprefix("http://testserver"), follow=True)
    assert page.redirect_chain[-1][0] == f"/wijken/{jubbega.slug}/inbreng/"
    assert page["Content-Language"] == "ar"
