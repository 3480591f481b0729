"""Answers of another program: chosen, tied, tried out, kept once, and taken away again."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from analyse.bestand import invoer
from analyse.bestand.invoer import Status
from analyse.inzenden import submit_bestand
from analyse.lezen.verhalen import make_stories
from analyse.models import Antwoord, Antwoordbestand, Inzending, Vragenlijst
from bewoners.models import Inbreng
from kern.klok import now, today
from kern.models import Bestand
from tests.factories import make_gebruiker, make_wijk
from tests.vragen import make_antwoordbestand, make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Lidmaatschap

pytestmark = pytest.mark.django_db
Rol = Lidmaatschap.Rol

EXPORT = (
    "Tijdstempel;Naam;E-mail;V04;Ik ken mijn buren.;Waar ontmoet u anderen?;Opmerking;Datum\r\n"
    "3-11-2026 10:02:11;Mia Voorbeeld;mia@voorbeeld.nl;8;Mee eens;Winkel;Het groen\nen de rust;3-11-2026\r\n"
    "4-11-2026 11:00:00;Jan Voorbeeld;jan@voorbeeld.nl;zes;Helemaal mee eens;winkel;;4-11-2026\r\n"
    "5-11-2026 11:00:00;Leeg;;;;;;5-11-2026\r\n"
).replace("Het groen\nen de rust", '"Het groen\nen de rust"')


@pytest.fixture
def lijst() -> Vragenlijst:
    lijst = make_vragenlijst(make_wijk("dorp"), slug="lijst")
    make_vraag(lijst, "V04", "CIJFER")
    make_vraag(lijst, "V08", "SMILEY5", tekst={"nl": "Ik ken mijn buren."})
    make_vraag(
        lijst,
        "V13",
        "MEER",
        tekst={"nl": "Waar ontmoet u anderen?"},
        antwoorden=[
            {"code": "winkel", "tekst": {"nl": "Winkel", "en": "Shop"}},
            {"code": "kerk", "tekst": {"nl": "Kerk, moskee of tempel"}},
            {"code": "anders", "tekst": {"nl": "Anders"}},
        ],
    )
    make_vraag(lijst, "V05", tekst={"nl": "Wat vindt u fijn?"})
    return lijst


@pytest.fixture
def coordinator(lijst: Vragenlijst) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=lijst.wijk))
    return client


def url(name: str = "bestand_in", *more: object) -> str:
    return reverse(f"analyse:{name}", args=["dorp", "lijst", *more])


def send(client: Client, inhoud: bytes | str, naam: str = "export.csv", **more: str):  # type: ignore[no-untyped-def]
    body = inhoud.encode() if isinstance(inhoud, str) else inhoud
    return client.post(url(), {"bestand": SimpleUploadedFile(naam, body), **more})


def tie(client: Client, row: Antwoordbestand, *kolommen: str, **more: str):  # type: ignore[no-untyped-def]
    data = {f"kolom-{place}": doel for place, doel in enumerate(kolommen)}
    return client.post(
        url("bestand_doe", row.pk), {"doe": "kolommen", "kanaal": "online", "taal": "nl", **data, **more}
    )


def say_yes(client: Client, row: Antwoordbestand):  # type: ignore[no-untyped-def]
    row.refresh_from_db()
    return client.post(url("bestand_doe", row.pk), {"doe": "bewaren", "stand": invoer.stand_of(row)})


def test_a_file_goes_from_chosen_to_kept_and_nothing_is_kept_before_the_yes(coordinator: Client) -> None:
    assert send(coordinator, EXPORT).status_code == 303
    row = Antwoordbestand.objects.get()
    page = coordinator.get(url("bestand_lezen", row.pk)).content.decode()
    assert "Dit lijkt te vertellen wie iemand is" in page
    assert "Mia" not in page
    assert "mia@" not in page
    assert tie(coordinator, row, "", "", "", "v:V04", "v:V08", "v:V13", "v:V05", "datum").status_code == 303
    row.refresh_from_db()
    assert (row.status, row.verslag["rijen"], row.verslag["bruikbaar"]) == (Status.GELEZEN, 3, 2)
    assert (row.verslag["leeg"], row.verslag["onbekend"]) == (1, 1)
    assert not Inzending.objects.exists()
    assert say_yes(coordinator, row).status_code == 303
    row.refresh_from_db()
    assert row.status == Status.BEWAARD
    assert not Bestand.objects.exists()
    first, second = Inzending.objects.order_by("datum")
    assert (first.datum, first.bestand, first.volgcode, first.kanaal) == (
        dt.date(2026, 11, 3),
        row,
        None,
        "online",
    )
    given = {answer.vraag.code: answer for answer in first.antwoorden.select_related("vraag")}
    assert (given["V04"].getal, given["V08"].getal, given["V13"].keuzes) == (8, 4, ["winkel"])
    assert given["V05"].tekst == "Het groen\nen de rust"
    assert {answer.vraag.code for answer in second.antwoorden.select_related("vraag")} == {"V08", "V13"}


def test_the_columns_are_guessed_from_codes_and_words(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    form = coordinator.get(url("bestand_lezen", row.pk)).context["form"]
    assert [veld.initial for veld in form.velden] == ["", "", "", "v:V04", "v:V08", "v:V13", "", "datum"]


def test_a_value_that_we_do_not_know_is_tied_by_a_person(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "", "", "", "v:V04", "", "", "", "")
    row.refresh_from_db()
    page = coordinator.get(url("bestand_lezen", row.pk))
    name = next(name for name in page.context["form"].fields if name.startswith("w-V04-"))
    data = {"doe": "waarden", "stand": invoer.stand_of(row), name: "6"}
    assert coordinator.post(url("bestand_doe", row.pk), data).status_code == 303
    row.refresh_from_db()
    assert row.verslag["onbekend"] == 0
    assert "zes" not in str(row.koppeling) + str(row.verslag)
    say_yes(coordinator, row)
    assert set(Antwoord.objects.values_list("getal", flat=True)) == {6, 8}


def test_yes_to_what_was_changed_since_is_no_yes(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "", "", "", "v:V04", "", "", "", "")
    row.refresh_from_db()
    old = invoer.stand_of(row)
    tie(coordinator, row, "", "", "", "", "v:V08", "", "", "")
    coordinator.post(url("bestand_doe", row.pk), {"doe": "bewaren", "stand": old})
    assert not Inzending.objects.exists()


def test_yes_twice_keeps_once(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "", "", "", "v:V04", "v:V08", "", "", "")
    say_yes(coordinator, row)
    say_yes(coordinator, row)
    assert Inzending.objects.count() == 2


def test_the_same_file_sent_twice_is_one_and_a_kept_one_is_warned_for(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "", "", "", "v:V04", "v:V08", "", "", "")
    say_yes(coordinator, row)
    again = send(coordinator, EXPORT)
    assert "Dit bestand is al ingelezen op" in coordinator.get(again["Location"]).content.decode()


def test_two_columns_for_one_question_are_refused_and_the_choice_stays(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    answer = tie(coordinator, row, "", "", "", "v:V04", "v:V04", "v:V13", "", "datum")
    assert answer.status_code == 422
    assert "allebei" in answer.content.decode()
    assert [veld.value() for veld in answer.context["form"].velden][3:6] == ["v:V04", "v:V04", "v:V13"]


def test_a_file_without_a_question_is_refused(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    answer = tie(coordinator, Antwoordbestand.objects.get(), *[""] * 8)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf\r\n", "leeg"),
        (b"V04\r\n", "Onder de titels staat niets"),
        (b"%PDF-1.7", "Dit is geen tabel"),
        (b"V04\r\n" + b"8\r\n" * 5001, "meer dan 5000 rijen"),
        (";".join(f"k{n}" for n in range(201)).encode() + b"\r\n1\r\n", "meer dan 200 kolommen"),
        (b"PK\x03\x04 broken", "geen tabel"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(coordinator: Client, inhoud: bytes, zin: str) -> None:
    answer = send(coordinator, inhoud)
    assert answer.status_code == 422
    assert zin in answer.content.decode()
    assert not Antwoordbestand.objects.exists()


def test_a_too_large_file_is_refused(coordinator: Client) -> None:
    answer = send(coordinator, b"V04\n" + b"8" * (5 * 1024 * 1024))
    assert answer.status_code == 422
    assert "Het mag 5 MB zijn" in answer.content.decode()


def test_five_thousand_rows_are_read(coordinator: Client) -> None:
    assert send(coordinator, b"V04\r\n" + b"8\r\n" * 5000).status_code == 303


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_separator_and_encoding_reads_alike(lijst: Vragenlijst, mark: str, encoding: str) -> None:
    text = mark.join(("V04", "Café")) + "\r\n" + mark.join(("8", "één")) + "\r\n"
    row = invoer.take_bestand(lijst=lijst, naam="a.csv", inhoud=text.encode(encoding), door=None)
    blad = invoer.blad_of(row)
    assert (blad.kop, blad.rijen) == (("V04", "Café"), ((2, ["8", "één"]),))


def make_book() -> bytes:
    book = Workbook()
    book.worksheets[0].title = "Leeg"
    hidden = book.create_sheet("Verborgen")
    hidden.append(["V04"])
    hidden.append([3])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Antwoorden")
    sheet.append(["V04", "Datum", "V05"])
    sheet.append([8, dt.datetime(2026, 11, 2, 14, 30), "=1+1"])  # noqa: DTZ001 - Excel knows no zones
    sheet.append([7.0, 46328, "Rust"])
    book.create_sheet("Uitleg").append(["Niets"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_of_a_workbook_the_first_visible_sheet_with_something_is_read(lijst: Vragenlijst) -> None:
    row = invoer.take_bestand(lijst=lijst, naam="a.xlsx", inhoud=make_book(), door=None)
    blad = invoer.blad_of(row)
    assert blad.kop == ("V04", "Datum", "V05")
    assert [cells for _regel, cells in blad.rijen] == [["8", "2026-11-02", ""], ["7", "46328", "Rust"]]
    assert (row.verslag["blad"], row.verslag["andere"]) == ("Antwoorden", ["Leeg", "Uitleg"])


def test_another_sheet_can_be_chosen(coordinator: Client) -> None:
    answer = send(coordinator, make_book(), "a.xlsx", blad="Bestaat niet")
    assert answer.status_code == 422
    assert "Antwoorden" in answer.content.decode()
    assert send(coordinator, make_book(), "a.xlsx", blad="Antwoorden").status_code == 303


def test_text_like_a_formula_stays_text_and_is_guarded_on_the_way_out(coordinator: Client) -> None:
    send(coordinator, "V05\r\n=1+1\r\n")
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "v:V05")
    say_yes(coordinator, row)
    assert Antwoord.objects.get().tekst == "=1+1"
    out = coordinator.post(url("bestand_rijen"), {"vorm": "csv", "woorden": "ja"})
    assert "'=1+1" in out.content.decode("utf-8-sig")


def test_what_does_not_fit_is_told_by_line_without_its_words(coordinator: Client) -> None:
    lang, oud, later = "lang" * 100, today() - dt.timedelta(days=1600), today() + dt.timedelta(days=9)
    send(coordinator, f"V04;V05;Datum\r\n8;{lang};\r\n7;Oud;{oud}\r\n6;;{later}\r\n;{lang};\r\n")
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "v:V04", "v:V05", "datum")
    row.refresh_from_db()
    assert (row.verslag["bruikbaar"], row.verslag["mis"]) == (2, 2)
    assert [regel for regel, _zin in row.verslag["redenen"]] == [2, 3, 4, 5, 5]
    assert "langlang" not in str(row.verslag)
    say_yes(coordinator, row)
    assert set(Inzending.objects.values_list("datum", flat=True)) == {today()}


def test_many_rows_are_kept_by_a_worker_once(
    lijst: Vragenlijst, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invoer, "METEEN", 1)
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "", "", "", "v:V04", "v:V08", "", "", "")
    say_yes(coordinator, row)
    assert "Wij bewaren 2 ingevulde lijsten" in coordinator.get(url("bestand_lezen", row.pk)).content.decode()
    assert not Inzending.objects.exists()
    assert invoer.keep_bestand(pk=row.pk)
    assert not invoer.keep_bestand(pk=row.pk)
    assert Inzending.objects.count() == 2


def test_a_worker_that_dies_three_times_leaves_nothing_and_says_so(
    lijst: Vragenlijst, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_antwoordbestand(
        lijst,
        status="gelezen",
        koppeling={"kolommen": ["v:V04"]},
        verslag={"versie": 1, "gevraagd_op": (now() - dt.timedelta(hours=1)).isoformat()},
    )

    def die(*_args: object, **_kwargs: object) -> int:
        raise MemoryError

    whole = submit_bestand
    monkeypatch.setattr(invoer, "submit_bestand", lambda **each: (whole(**each), die()))
    for _time in range(3):
        with pytest.raises(MemoryError):
            invoer.keep_bestand(pk=row.pk)
        assert not Inzending.objects.exists()
    assert not invoer.keep_bestand(pk=row.pk)
    row.refresh_from_db()
    assert (row.status, row.bestand) == (Status.GEWEIGERD, None)
    assert "niets bewaard" in row.verslag["zin"]


def test_the_sweeper_wakes_a_worker_for_what_waits(lijst: Vragenlijst) -> None:
    asked = {"versie": 1, "bruikbaar": 1}
    long_ago, just = now() - dt.timedelta(minutes=2), now()
    for moment in (long_ago, just):
        make_antwoordbestand(lijst, status="gelezen", verslag={**asked, "gevraagd_op": moment.isoformat()})
    make_antwoordbestand(lijst, status="gelezen", verslag=asked)
    assert invoer.sweep_bestanden() == 1


def test_the_answers_of_one_file_go_again_and_no_others(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    send(coordinator, "V04\r\n5\r\n", "ander.csv")
    for row in Antwoordbestand.objects.all():
        breed = 8 if row.naam == "export.csv" else 1
        tie(
            coordinator,
            row,
            *["v:V04" if place in (0, 3) and (breed, place) != (8, 0) else "" for place in range(breed)],
        )
        say_yes(coordinator, row)
    assert Inzending.objects.count() == 2
    row = Antwoordbestand.objects.get(naam="export.csv")
    for _time in range(2):
        coordinator.post(url("bestand_doe", row.pk), {"doe": "terug"})
    assert list(Antwoord.objects.values_list("getal", flat=True)) == [5]
    assert Gebeurtenis.objects.filter(actie="bestand_teruggedraaid").count() == 1


def test_stories_made_of_its_answers_go_along(coordinator: Client, lijst: Vragenlijst) -> None:
    send(coordinator, "V05\r\nDe oude linde\r\n")
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "v:V05")
    say_yes(coordinator, row)
    make_stories(lijst=lijst, antwoorden=[Antwoord.objects.get().pk], door=make_gebruiker())
    assert Inbreng.objects.filter(tekst="De oude linde").exists()
    coordinator.post(url("bestand_doe", row.pk), {"doe": "terug"})
    assert not Inbreng.objects.filter(tekst__contains="linde").exists()


def test_a_file_that_waits_can_be_thrown_away(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    coordinator.post(url("bestand_doe", row.pk), {"doe": "weg"})
    assert not Antwoordbestand.objects.exists()
    assert not Bestand.objects.exists()


def test_nothing_is_read_into_a_list_that_never_opened(coordinator: Client, lijst: Vragenlijst) -> None:
    Vragenlijst.objects.filter(pk=lijst.pk).update(status="concept", open_sinds=None)
    assert "nog niet open" in coordinator.get(url()).content.decode()
    assert send(coordinator, EXPORT).status_code == 422


def test_only_the_coordinator_of_this_wijk_comes_here(lijst: Vragenlijst) -> None:
    row = make_antwoordbestand(lijst)
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))
    assert client.get(url("bestand_lezen", row.pk)).status_code == 403
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=make_wijk("elders")))
    assert client.get(url("bestand_lezen", row.pk)).status_code == 404


def test_the_log_has_no_word_of_the_file(coordinator: Client) -> None:
    send(coordinator, EXPORT)
    row = Antwoordbestand.objects.get()
    tie(coordinator, row, "", "", "", "v:V04", "", "", "v:V05", "")
    say_yes(coordinator, row)
    done = Gebeurtenis.objects.get(actie="bestand_ingelezen")
    assert done.resultaat == "1 lijsten"
