"""The questionnaire on paper: what stands on the sheets, whose they are, and the page that prints them."""

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
from pypdf import PdfReader

from agenda.bewaartermijnen import apply_policy
from analyse.antwoorden import ANDERS, Gegeven
from analyse.invoer.services import Typist, number_sheet, type_vel
from analyse.invoer.services import Vel as Getypt
from analyse.invoer.toetsen import boxes
from analyse.keuzes import Vraagsoort
from analyse.lijst.services import close_lijst, make_lijst, open_lijst
from analyse.lijst.vragen import remove_vraag
from analyse.models import Drukronde, Vraag, Vragenlijst
from analyse.papier.services import make_drukronde
from kern.fouten import DomeinFout
from kern.klok import now
from kern.models import Bestand
from rapportage import services
from rapportage.models import Rapport
from rapportage.papier.services import request_stapel
from rapportage.papier.vel import read_stapel, read_vel
from tests import vragen
from tests.factories import make_gebruiker, make_wijk
from tests.rapportage.conftest import pages_of, read
from tests.rapportage.lezen import check_accessible, elements
from wijken.models import Gebeurtenis, Lidmaatschap, Wijk

pytestmark = pytest.mark.django_db
Rol = Lidmaatschap.Rol
HTMX = {"HX-Request": "true"}
CODE = re.compile(r"\b[a-z]+-[a-z]+-[a-z]+-\d\d\b")


@pytest.fixture
def wijk() -> Wijk:
    wijk = make_wijk("jubbega", naam="Jubbega")
    wijk.inloop_plek, wijk.telefoon = "het dorpshuis", "0513 00 00 00"
    wijk.save()
    return wijk


def new(wijk: Wijk, soort: str = "deur", **fields: Any) -> Vragenlijst:
    """A list of this kind, open."""
    lijst = make_lijst(
        wijk=wijk, sleutel=uuid.uuid4(), soort=soort, titel="Hoe woont u hier?", talen=["en", "ar"], **fields
    )
    open_lijst(lijst=lijst)
    lijst.refresh_from_db()
    return lijst


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    return new(wijk)


def pile(lijst: Vragenlijst, aantal: int = 2, **fields: Any) -> Drukronde:
    return make_drukronde(lijst=lijst, sleutel=uuid.uuid4(), aantal=aantal, **fields)


def printed(drukronde: Drukronde) -> PdfReader:
    from rapportage.opmaak import make_stapel  # noqa: PLC0415 - needs Pango

    gemaakt = make_stapel(read_stapel(drukronde))
    reader = read(gemaakt.pdf)
    assert len(reader.pages) == gemaakt.bladzijden
    return reader


def sheets(reader: PdfReader, aantal: int) -> list[list[str]]:
    """The pages of each sheet: as many for each, and whole leaves."""
    pages = pages_of(reader)
    each = len(pages) // aantal
    assert len(pages) == each * aantal
    assert each % 2 == 0
    return [pages[i : i + each] for i in range(0, len(pages), each)]


# ---- what stands on a sheet ----------------------------------------------------------------------
@pytest.mark.parametrize("soort", [each for each in Vraagsoort.values if each not in ("OPEN", "CIJFER")])
def test_the_number_beside_a_box_is_the_key_that_is_typed(wijk: Wijk, soort: str) -> None:
    lijst = vragen.make_vragenlijst(wijk)
    kiezen = ("a", "b", ANDERS) if soort in ("EEN", "MEER", "RANG") else ()
    vraag = vragen.make_vraag(lijst, soort=soort, kiezen=kiezen)
    (blok,) = read_vel(lijst, 1, "nl").eerst
    assert [(hokje.nummer, hokje.tekst) for hokje in blok.hokjes] == [
        (number, tekst) for number, (_code, tekst) in enumerate(boxes(vraag), 1)
    ]
    assert len(blok.hokjes) > 1


def test_a_figure_stands_in_its_own_box(wijk: Wijk) -> None:
    lijst = vragen.make_vragenlijst(wijk)
    vragen.make_vraag(lijst, soort="CIJFER")
    (blok,) = read_vel(lijst, 1, "nl").eerst
    assert [hokje.tekst for hokje in blok.hokjes] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("taal", ["nl", "en", "ar"])
def test_all_questions_of_the_library_have_the_boxes_and_lines_that_are_typed(wijk: Wijk, taal: str) -> None:
    lijst = new(wijk, "lang")
    vel = read_vel(lijst, lijst.versie, taal)
    blokken = {blok.code: blok for blok in (*vel.eerst, *vel.daarna)}
    rows = {vraag.code: vraag for vraag in Vraag.objects.filter(lijst=lijst)}
    assert set(blokken) == set(rows)
    for code, vraag in rows.items():
        if vraag.soort not in ("OPEN", "CIJFER"):
            assert len(blokken[code].hokjes) == len(boxes(vraag)), code
        if vraag.regels:
            assert len(blokken[code].regels) == len(vraag.regels), code


def test_what_is_asked_of_some_says_of_whom(wijk: Wijk) -> None:
    vel = read_vel(new(wijk, "lang"), 1, "nl")
    bij = {blok.code: blok.bij for blok in (*vel.eerst, *vel.daarna) if blok.bij}
    assert bij["V38"] == "Alleen voor wat u koos bij vraag V37:"


# ---- the pile ------------------------------------------------------------------------------------
@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize(("taal", "blad"), [("nl", "Blad"), ("ar", "ورقة")])
def test_every_page_has_its_number_and_every_sheet_its_own_code(wijk: Wijk, taal: str, blad: str) -> None:
    lijst = new(wijk, "kort")
    pile(lijst, 7)
    drukronde = pile(lijst, 3, taal=taal)
    reader = printed(drukronde)
    check_accessible(reader, taal)
    assert "/H1" in {e["/S"] for e in elements(reader)}
    found = sheets(reader, 3)
    codes = [CODE.findall(" ".join(pages)) for pages in found]
    assert codes == [[code] for _number, code in read_stapel(drukronde).bladen]
    assert len({code for (code,) in codes}) == 3
    for number, pages in enumerate(found, 8):
        assert all(re.search(rf"{blad} {number}\b", page) for page in pages)
        assert CODE.search(pages[-1])
        order = [code for page in pages for code in re.findall(r"\bV\d\d\b", page)]
        assert order[:3] == ["V04", "V05", "V06"]
        assert sorted(order) == sorted(Vraag.objects.filter(lijst=lijst).values_list("code", flat=True))
    assert "1 / " in found[1][0]  # pages are counted for each sheet
    assert "0513 00 00 00" in " ".join(found[0])
    assert f"/wijken/jubbega/vragenlijst/{lijst.slug}/" in str(
        [e.get("/Alt") for e in elements(reader) if e["/S"] == "/Figure"]
    )


@pytest.mark.usefixtures("pango")
def test_a_sheet_for_partners_asks_for_whom_they_speak(wijk: Wijk) -> None:
    text = " ".join(sheets(printed(pile(new(wijk, "partners"), 1)), 1)[0])
    assert "Namens welke organisatie?" in text
    assert all(f"P{number} " in text for number in range(1, 9))


@pytest.mark.usefixtures("pango")
def test_a_question_taken_out_later_stays_on_the_sheets_that_have_it(wijk: Wijk) -> None:
    lijst = vragen.make_vragenlijst(wijk, titel="<b>Hoi</b> & welkom")
    vragen.make_vraag(lijst, "E1", tekst={"nl": "Is 2 < 3 & <i>waar</i>?\x07"})
    away = vragen.make_vraag(lijst, "E2", tekst={"nl": "Wat mist u hier?"})
    before = pile(lijst, 1)
    remove_vraag(vraag=away)
    after = pile(lijst, 1)
    old, young = (" ".join(pages_of(printed(each))) for each in (before, after))
    assert "Wat mist u hier?" in old
    assert "Wat mist u hier?" not in young
    assert "Is 2 < 3 & <i>waar</i>?" in young
    assert "<b>Hoi</b> & welkom" in young


@pytest.mark.usefixtures("pango")
def test_a_list_of_endless_length_says_so(wijk: Wijk) -> None:
    lijst = vragen.make_vragenlijst(wijk)
    for number in range(1, 130):
        vragen.make_vraag(lijst, f"E{number}")
    with pytest.raises(DomeinFout, match="te lang voor papier"):
        printed(pile(lijst, 1))


def test_the_code_of_the_strip_shows_the_answers_that_were_typed(lijst: Vragenlijst, wijk: Wijk) -> None:
    ((_first, _code), (number, code)) = read_stapel(pile(lijst, 2)).bladen
    follow = reverse("agenda:volg_code", args=[code])
    assert "Een plek om te zitten" not in Client().get(follow).text
    type_vel(
        lijst=lijst,
        blad=number,
        sleutel=uuid.uuid4(),
        vel=Getypt(gegevens={"V06": [Gegeven(tekst="Een plek om te zitten.")]}),
        typist=Typist(door=make_gebruiker(Rol.INVOERDER, wijk=wijk)),
    )
    page = Client().get(follow)
    assert page.status_code == 200
    assert "Een plek om te zitten." in page.text


# ---- the page ------------------------------------------------------------------------------------
def at(lijst: Vragenlijst, name: str = "papier", *more: object) -> str:
    return reverse(f"rapportage:{name}", args=[lijst.wijk.slug, lijst.slug, *more])


@pytest.fixture
def team(wijk: Wijk) -> Client:
    return someone(wijk, Rol.TEAMLID)


def someone(wijk: Wijk, rol: Rol) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client


def send(client: Client, lijst: Vragenlijst, **fields: Any) -> Any:
    form = {"sleutel": uuid.uuid4(), "aantal": 10, "taal": "nl", "naam": "De markt", **fields}
    return client.post(at(lijst), form)


def finish(rapport: Rapport) -> None:
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    services.finish_rapport(opdracht=opdracht, pdf=b"%PDF-1.7 bladen", bladzijden=20)


def test_a_pile_is_asked_for_made_and_fetched(team: Client, lijst: Vragenlijst) -> None:
    sleutel = uuid.uuid4()
    answers = [send(team, lijst, sleutel=sleutel, taal="ar") for _ in range(2)]
    assert [(each.status_code, each["Location"]) for each in answers] == [
        (303, f"{at(lijst)}#stapel-{sleutel}")
    ] * 2
    rapport = Rapport.objects.get()
    assert rapport.drukronde == Drukronde.objects.get(pk=sleutel)
    row = at(lijst, "papier_stapel", sleutel)
    waiting = team.get(row, headers=HTMX).text
    stand = re.search(r"\?stand=([^\"]+)", waiting)
    assert stand is not None
    assert team.get(row, {"stand": stand[1]}, headers=HTMX).status_code == 204
    pdf = at(lijst, "papier_pdf", sleutel)
    assert pdf not in waiting
    assert team.get(pdf).status_code == 303  # not ready: back to the page, that says so
    finish(rapport)
    assert pdf in team.get(row, {"stand": stand[1]}, headers=HTMX).text
    page = team.get(at(lijst)).text
    assert "Blad 1 tot en met 10" in page
    assert "Arabisch" in page
    assert "De markt" in page
    answer = team.get(pdf)
    assert answer.content == b"%PDF-1.7 bladen"
    assert f"vragenlijst-{lijst.slug}-1-10-ar.pdf" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    assert Gebeurtenis.objects.filter(actie="rapport_opgehaald").count() == 1


@pytest.mark.parametrize("fields", [{"aantal": "99"}, {"aantal": "tien"}, {"aantal": ""}, {"taal": "tr"}])
def test_what_does_not_fit_keeps_what_was_typed(
    team: Client, lijst: Vragenlijst, fields: dict[str, str]
) -> None:
    answer = send(team, lijst, naam="Voor <b>school</b>", **fields)
    assert answer.status_code == 422
    assert "Voor &lt;b&gt;school&lt;/b&gt;" in answer.text
    assert not Rapport.objects.exists()
    assert not Drukronde.objects.exists()


def test_a_list_that_is_not_open_is_not_printed(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    concept = make_lijst(wijk=wijk, sleutel=uuid.uuid4(), soort="deur", titel="Later")
    page = team.get(at(concept)).text
    assert "Deze lijst is nog niet open" in page
    assert 'name="aantal"' not in page
    answer = send(team, concept)
    assert answer.status_code == 422
    drukronde = pile(lijst)
    close_lijst(lijst=lijst)
    page = team.get(at(lijst)).text
    assert "Deze lijst is gesloten" in page
    assert at(lijst, "papier_stapel", drukronde.pk) in page  # what is printed can be printed again


def test_sheets_numbered_by_hand_are_no_pile(team: Client, lijst: Vragenlijst, wijk: Wijk) -> None:
    number_sheet(lijst=lijst, typist=Typist(door=make_gebruiker(Rol.TEAMLID, wijk=wijk)))
    drukronde = Drukronde.objects.get()
    assert "Er is nog geen stapel gedrukt" in team.get(at(lijst)).text
    assert team.post(at(lijst, "papier_stapel", drukronde.pk)).status_code == 404
    with pytest.raises(DomeinFout, match="met de hand"):
        request_stapel(drukronde=drukronde, door=make_gebruiker(Rol.TEAMLID, wijk=wijk))


@pytest.mark.parametrize("rol", [Rol.INVOERDER, Rol.PARTNER])
def test_who_only_types_prints_nothing(lijst: Vragenlijst, wijk: Wijk, rol: Rol) -> None:
    drukronde = pile(lijst)
    finish(request_stapel(drukronde=drukronde, door=make_gebruiker(Rol.TEAMLID, wijk=wijk)))
    other = someone(wijk, rol)
    names = (("papier",), ("papier_stapel", drukronde.pk), ("papier_pdf", drukronde.pk))
    assert [other.get(at(lijst, *map(str, name))).status_code for name in names] == [403] * 3
    assert send(other, lijst).status_code == 403
    typing = other.get(reverse("analyse:invoerlijsten", args=[wijk.slug])).text
    assert at(lijst) not in typing
    assert Drukronde.objects.count() == 1


def test_a_pile_of_another_list_or_wijk_is_not_found(team: Client, lijst: Vragenlijst, wijk: Wijk) -> None:
    drukronde = pile(lijst)
    other = new(wijk, "kort")
    elsewhere = new(make_wijk("nij-beets", naam="Nij Beets"))
    for name in ("papier_stapel", "papier_pdf"):
        assert team.get(at(other, name, drukronde.pk)).status_code == 404
        assert team.get(at(elsewhere, name, drukronde.pk)).status_code in (403, 404)
    assert send(team, elsewhere).status_code in (403, 404)
    assert Drukronde.objects.count() == 1


def test_a_failed_pdf_is_tried_again(team: Client, lijst: Vragenlijst, wijk: Wijk) -> None:
    drukronde = pile(lijst)
    rapport = request_stapel(drukronde=drukronde, door=make_gebruiker(Rol.TEAMLID, wijk=wijk))
    opdracht = services.take_rapport(rapport_id=rapport.pk)
    assert opdracht is not None
    services.fail_rapport(opdracht=opdracht, zin="Het lukte niet.", definitief=True)
    assert "Het lukte niet." in team.get(at(lijst)).text
    assert team.post(at(lijst, "papier_stapel", drukronde.pk)).status_code == 303
    rapport.refresh_from_db()
    assert rapport.status == Rapport.Status.WACHT
    assert Rapport.objects.count() == 1


def test_how_many_piles_costs_no_queries(team: Client, lijst: Vragenlijst, wijk: Wijk) -> None:
    door = make_gebruiker(Rol.TEAMLID, wijk=wijk)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert team.get(at(lijst)).status_code == 200
        return len(captured)

    finish(request_stapel(drukronde=pile(lijst), door=door))
    few = count()
    for _ in range(29):
        finish(request_stapel(drukronde=pile(lijst), door=door))
    assert count() == few


def test_the_file_goes_after_a_month_and_the_same_can_be_made_again(
    team: Client, lijst: Vragenlijst, wijk: Wijk
) -> None:
    drukronde = pile(lijst)
    finish(request_stapel(drukronde=drukronde, door=make_gebruiker(Rol.TEAMLID, wijk=wijk)))
    apply_policy()
    assert Rapport.objects.exists()
    Rapport.objects.update(gevraagd_op=now() - dt.timedelta(days=31))
    Bestand.objects.update(gemaakt_op=now() - dt.timedelta(days=31))
    apply_policy()
    assert not Rapport.objects.exists()
    assert not Bestand.objects.exists()
    assert Drukronde.objects.exists()
    assert "Maak de PDF weer" in team.get(at(lijst)).text
    assert team.get(at(lijst, "papier_pdf", drukronde.pk)).status_code == 404
    assert team.post(at(lijst, "papier_stapel", drukronde.pk)).status_code == 303
    assert Rapport.objects.get().drukronde == drukronde
