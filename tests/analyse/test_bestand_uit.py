"""Answers leave the program for the coordinator alone, and the log says that they did."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from analyse.models import Vragenlijst
from tests.factories import make_gebruiker, make_wijk
from tests.vragen import make_antwoord, make_inzending, make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Lidmaatschap

pytestmark = pytest.mark.django_db
Rol = Lidmaatschap.Rol


@pytest.fixture
def lijst() -> Vragenlijst:
    lijst = make_vragenlijst(make_wijk("dorp"), slug="lijst")
    sent = make_inzending(lijst)
    make_antwoord(sent, make_vraag(lijst, "V04", "CIJFER"), getal=8)
    make_antwoord(sent, make_vraag(lijst, "V05"), tekst='=HYPERLINK("http://kwaad.example")')
    return lijst


@pytest.fixture
def coordinator(lijst: Vragenlijst) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=lijst.wijk))
    return client


def url(name: str) -> str:
    return reverse(f"analyse:{name}", args=["dorp", "lijst"])


def test_the_rows_as_csv_leave_words_out_unless_asked_for(coordinator: Client) -> None:
    bare = coordinator.post(url("bestand_rijen"), {"vorm": "csv"})
    assert bare["Content-Disposition"].startswith('attachment; filename="dorp-lijst-antwoorden-')
    assert bare["Cache-Control"] == "no-store"
    text = bare.content.decode("utf-8-sig")
    assert text.splitlines()[0] == "nummer;maand;kanaal;versie;V04"
    assert "HYPERLINK" not in text
    whole = coordinator.post(url("bestand_rijen"), {"vorm": "csv", "woorden": "ja"})
    assert "'=HYPERLINK" in whole.content.decode("utf-8-sig")


def test_the_rows_for_excel_hold_no_formula(coordinator: Client) -> None:
    answer = coordinator.post(url("bestand_rijen"), {"vorm": "xlsx", "woorden": "ja"})
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cell = sheet.cell(2, 6)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://kwaad.example")')
    assert sheet.cell(2, 5).value == 8


def test_the_log_says_how_many_rows_and_no_word_of_them(coordinator: Client) -> None:
    coordinator.post(url("bestand_rijen"), {"vorm": "csv", "woorden": "ja"})
    line = Gebeurtenis.objects.get(actie="antwoorden_uitgevoerd")
    assert line.resultaat == "1 rijen, met eigen woorden"


def test_another_kind_of_file_is_not_there(coordinator: Client) -> None:
    assert coordinator.post(url("bestand_rijen"), {"vorm": "exe"}).status_code == 404
    assert coordinator.get(url("bestand_rijen")).status_code == 405


def test_the_codes_are_explained_to_the_whole_team(lijst: Vragenlijst) -> None:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))
    text = client.get(url("bestand_legenda")).content.decode("utf-8-sig")
    assert "V04;;Vraag V04?" in text
    assert client.get(url("bestand")).status_code == 403


def test_without_answers_there_is_nothing_to_take_out(coordinator: Client, lijst: Vragenlijst) -> None:
    assert "Haal op als CSV" in coordinator.get(url("bestand")).content.decode()
    lijst.inzendingen.all().delete()
    assert "Er zijn nog geen antwoorden" in coordinator.get(url("bestand")).content.decode()
