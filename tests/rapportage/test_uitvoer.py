"""The adopted agenda as CSV, Excel, calendar and JSON: read back as other programmes do."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from openpyxl import load_workbook

from agenda.keuzes import ActieStatus, VerzoekAntwoord
from agenda.models import Actie, Agendapunt, Wijkagenda
from agenda.services.redactie import redact_passage
from kern.klok import today
from rapportage.uitvoer.rijen import KOPPEN
from tests import factories as f

pytestmark = pytest.mark.django_db
SOORTEN = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "atom": "application/atom+xml; charset=utf-8",
}
FORMULE = '=HYPERLINK("http://elders.example";"klik")'
KLAAR_OP = dt.date(2027, 5, 31)


def get(ext: str, query: str = "", **headers: str) -> Any:
    return Client().get(f"/wijken/jubbega/agenda.{ext}{query}", headers=headers)


def table(query: str = "") -> list[list[str]]:
    text = get("csv", query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def sheet(query: str = "") -> Any:
    return load_workbook(io.BytesIO(get("xlsx", query).content)).active


def events(query: str = "") -> list[Any]:
    return list(Calendar.from_ical(get("ics", query).content).walk("VEVENT"))


def document(query: str = "") -> Any:
    return json.loads(get("json", query).content)


@pytest.fixture
def agenda() -> Wijkagenda:
    """Two plans: one with an action that has a last day and one that has none, one without actions."""
    agenda = f.make_agenda(f.make_wijk("jubbega", naam="Jubbega", code="WK007404"))
    plan = f.make_plan(agenda, "Een groene plek; om te zitten", onderwerp="T01")
    dated = f.make_actie(plan, "Bankjes bestellen", trekker="Gemeente")
    dated.klaar_op = KLAAR_OP
    dated.save()
    f.make_voortgang(dated, ActieStatus.LOOPT, tekst="De bankjes, en de rest, zijn besteld.")
    f.make_actie(plan, FORMULE, trekker="", wanneer="-1 dag")
    f.make_verzoek(plan, "Gemeente")
    f.make_plan(agenda, "Samen eten", onderwerp="T10")
    f.make_versie(agenda)
    return agenda


@pytest.mark.parametrize("ext", SOORTEN)
def test_nothing_before_anything_is_adopted(ext: str) -> None:
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    f.make_actie(f.make_plan(agenda, "Geheim concept"))
    answer = get(ext)
    assert answer.status_code == 404
    assert "Geheim" not in answer.content.decode()
    assert Client().get(f"/wijken/nergens/agenda.{ext}").status_code == 404


@pytest.mark.parametrize("ext", SOORTEN)
def test_a_draft_that_goes_on_does_not_leak(ext: str, agenda: Wijkagenda) -> None:
    before = get(ext)
    Agendapunt.objects.update(titel="Geheim concept", leeftijden=["75+"], aandacht=["dementie"])
    Actie.objects.update(wat="Geheime actie", klaar_op=dt.date(2028, 1, 1))
    f.make_actie(f.make_plan(agenda, "Nog een geheim"))
    after = get(ext)
    assert after["ETag"] == before["ETag"]
    if ext not in ("xlsx", "docx"):  # whose bytes hold the moment of making
        assert after.content == before.content


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize("ext", SOORTEN)
def test_each_file_says_what_it_is_and_whether_it_changed(ext: str) -> None:
    answer = get(ext)
    assert answer["Content-Type"] == SOORTEN[ext]
    assert f'filename="wijkagenda-jubbega-2027-2028.{ext}"' in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies
    assert get(ext, **{"If-None-Match": answer["ETag"]}).status_code == 304
    assert f"-keuze.{ext}" in get(ext, "?onderwerp=T10")["Content-Disposition"]
    assert Client().head(f"/wijken/jubbega/agenda.{ext}").status_code == 200
    assert Client().post(f"/wijken/jubbega/agenda.{ext}").status_code == 405


def test_new_progress_is_a_new_file(agenda: Wijkagenda) -> None:
    before = {ext: get(ext)["ETag"] for ext in SOORTEN}
    actie = Actie.objects.get(wat="Bankjes bestellen")
    f.make_voortgang(actie, ActieStatus.KLAAR, tekst="Ze staan er.")
    assert agenda.versies.count() == 1
    assert all(get(ext)["ETag"] != before[ext] for ext in SOORTEN)


@pytest.mark.usefixtures("agenda")
def test_csv_has_a_row_per_action_and_one_for_a_plan_without() -> None:
    assert get("csv").content.startswith(b"\xef\xbb\xbf")
    kop, *rows = table()
    assert kop == list(KOPPEN)
    day = today().isoformat()
    assert rows[0] == [
        "1",
        "Een groene plek; om te zitten",
        "Elkaar ontmoeten en kennen",
        "Bankjes bestellen",
        "Gemeente",
        "maart tot mei 2027",
        "2027-05-31",
        "Loopt",
        "De bankjes, en de rest, zijn besteld.",
        day,
        "",
        "",
    ]
    assert rows[1][3] == f"'{FORMULE}"
    assert rows[1][5] == "'-1 dag"
    assert rows[2] == ["2", "Samen eten", "Meedoen, cultuur en zingeving", *[""] * 9]
    assert len(rows) == 3


@pytest.mark.usefixtures("agenda")
def test_excel_has_dates_numbers_and_text_that_never_calculates() -> None:
    page = sheet()
    rows = list(page.iter_rows())
    assert [cell.value for cell in rows[0]] == list(KOPPEN)
    assert page.freeze_panes == "A2"
    assert (rows[1][0].value, rows[1][6].value, rows[1][6].is_date) == (
        1,
        dt.datetime(2027, 5, 31),  # noqa: DTZ001 - a day of a sheet has no zone
        True,
    )
    assert (rows[2][3].value, rows[2][3].data_type) == (FORMULE, "s")
    assert not any(cell.data_type == "f" for row in rows for cell in row)
    assert [cell.value for cell in rows[3][:4]] == [2, "Samen eten", "Meedoen, cultuur en zingeving", None]


def test_the_calendar_has_a_day_per_action_that_has_one(agenda: Wijkagenda) -> None:
    actie = Actie.objects.get(wat="Bankjes bestellen")
    plan = actie.agendapunt
    (event,) = events()
    assert event["DTSTART"].dt == KLAAR_OP
    assert event["DTEND"].dt == KLAAR_OP + dt.timedelta(days=1)
    assert event["UID"] == f"{actie.uuid}@{settings.SITE_URL.partition('//')[2].partition(':')[0]}"
    assert event["SUMMARY"] == "Klaar: Bankjes bestellen"
    assert "Wie: Gemeente" in event["DESCRIPTION"]
    assert "Hoe gaat het: Loopt" in event["DESCRIPTION"]
    assert event["URL"] == f"{settings.SITE_URL}/wijken/jubbega/agenda/#plan-{plan.uuid}"
    assert event["CATEGORIES"].cats == ["Wijkagenda", "Elkaar ontmoeten en kennen"]
    assert event["DTSTAMP"].dt.date() == agenda.versies.get().vastgelegd_op.date()
    assert get("ics").content == get("ics").content
    f.make_voortgang(actie, ActieStatus.GESTOPT)
    assert events()[0]["STATUS"] == "CANCELLED"
    f.make_versie(agenda, nummer=2)
    assert events()[0]["UID"] == event["UID"]


def test_json_is_the_document_with_how_it_goes_today(agenda: Wijkagenda) -> None:
    verzoek = Agendapunt.objects.first().verzoeken.get()  # type: ignore[union-attr]
    verzoek.antwoord, verzoek.antwoord_tekst = VerzoekAntwoord.TOEGEZEGD, "Ja, in maart."
    verzoek.save()
    answer = document()
    versie = agenda.versies.get()
    assert answer["agenda"] == versie.inhoud
    assert (answer["schema"], answer["versie"]["sha256"], answer["keuze"]) == (1, versie.sha256, {})
    assert [each["status"] for each in answer["voortgang"]] == ["loopt", "gepland"]
    assert answer["antwoorden_van_partijen"][0]["tekst"] == "Ja, in maart."


@pytest.mark.usefixtures("agenda")
def test_all_files_follow_the_choice() -> None:
    query = "?onderwerp=T10&leeftijd=onzin"
    assert [row[1] for row in table(query)[1:]] == ["Samen eten"]
    assert [row[1].value for row in sheet(query).iter_rows(min_row=2)] == ["Samen eten"]
    assert events(query) == []
    answer = document(query)
    assert answer["keuze"] == {"onderwerp": "T10"}
    assert [plan["titel"] for plan in answer["agenda"]["plannen"]] == ["Samen eten"]
    assert answer["voortgang"] == answer["antwoorden_van_partijen"] == []
    assert len(table("?onderwerp=T99")) == 4


def test_what_was_taken_away_is_gone_from_every_file(agenda: Wijkagenda) -> None:
    before = {ext: get(ext)["ETag"] for ext in SOORTEN}
    redact_passage(versie=agenda.versies.get(), pad=("plannen", "0", "acties", "0", "wat"))
    for ext in ("csv", "ics", "json"):
        text = get(ext).content.decode()
        assert "Bankjes bestellen" not in text
        assert "[weggehaald]" in text
    assert "[weggehaald]" in [row[3].value for row in sheet().iter_rows()]
    assert all(get(ext)["ETag"] != before[ext] for ext in SOORTEN)


def test_a_version_of_before_the_marks_is_read_too() -> None:
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    f.make_actie(f.make_plan(agenda))
    old = f.make_versie(agenda).inhoud
    for plan in old["plannen"]:
        for key in ("leeftijden", "aandacht", "buurten"):
            del plan[key]
    f.make_versie(agenda, nummer=2, inhoud=old)
    for ext in SOORTEN:
        assert get(ext, "?buurt=BU00740401").status_code == 200
    assert len(table()) == 2


@pytest.mark.usefixtures("agenda")
def test_the_files_are_dutch_and_the_sample_says_so() -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    answer = client.get("/wijken/jubbega/agenda.csv")
    assert answer["Content-Language"] == "nl"
    assert "Hoe gaat het" in answer.content.decode("utf-8-sig")
    assert "VOORBEELD" not in get("ics").content.decode()
    agenda = Wijkagenda.objects.get()
    agenda.wijk.voorbeeld = True
    agenda.wijk.save()
    f.make_versie(agenda, nummer=2)
    assert "(VOORBEELD)" in get("ics").content.decode()
    assert all("VOORBEELD" in get(ext)["Content-Disposition"] for ext in SOORTEN)


def test_as_many_queries_for_thirty_plans_as_for_one() -> None:
    counts = []
    for number in (1, 30):
        agenda = f.make_agenda(f.make_wijk())
        for index in range(number):
            f.make_voortgang(f.make_actie(f.make_plan(agenda, f"Plan {index}")))
        f.make_versie(agenda)
        for ext in SOORTEN:
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(f"/wijken/{agenda.wijk.slug}/agenda.{ext}").status_code == 200
            counts.append(len(captured))
    assert counts[: len(SOORTEN)] == counts[len(SOORTEN) :]
