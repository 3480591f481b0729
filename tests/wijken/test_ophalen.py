"""Figures from the open data service of CBS: a server of our own answers in its forms, over real HTTP."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kern.fouten import DomeinFout
from tests.wijken.cbs import HEERENVEEN, figure, real_file
from wijken.kerncijfers.ophalen import fetch_gemeente
from wijken.models import Indicatorwaarde, RegioJaar

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

PER_PAGE = 2
RECORDS: list[dict[str, Any]] = [
    {"WijkenEnBuurten": "NL00      ", "Codering_3": "NL00      ", "AantalInwoners_5": 18044027},
    {"WijkenEnBuurten": "GM0074    ", "Codering_3": "GM0074    ", "AantalInwoners_5": 51863},
    {"WijkenEnBuurten": "WK007404  ", "Codering_3": "WK007404  ", "GemiddeldeWOZWaardeVanWoningen_39": 373.5},
    {"WijkenEnBuurten": "BU00740401", "Codering_3": "BU00740401", "GemiddeldeWOZWaardeVanWoningen_39": None},
]


@dataclass
class Feed:
    """What the server answers, and what it was asked. `trouble` gives the answers that go before."""

    address: str = ""
    title: str = "Kerncijfers wijken en buurten 2025"
    records: list[dict[str, Any]] = field(default_factory=lambda: list(RECORDS))
    trouble: list[tuple[int, bytes]] = field(default_factory=list)
    next_host: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked.append(path)
        if self.trouble:
            return self.trouble.pop(0)
        parts = urlsplit(path)
        query = parse_qs(parts.query)
        match parts.path.removeprefix("/ODataFeed/odata/86165NED/"):
            case "TableInfos":
                return self._page([{"ID": 0, "Title": self.title}])
            case "WijkenEnBuurten":
                return self._page([{"Key": "WK007404  ", "Title": "Wijk 04 Jubbega"}])
            case "TypedDataSet":
                begin = int(query.get("$skiptoken", ["0"])[0])
                following = begin + PER_PAGE if begin + PER_PAGE < len(self.records) else None
                return self._page(self.records[begin : begin + PER_PAGE], following, query["$filter"][0])
        return 404, b""

    def _page(
        self, records: list[dict[str, Any]], following: int | None = None, where: str = ""
    ) -> tuple[int, bytes]:
        data: dict[str, Any] = {"odata.metadata": f"{self.address}/86165NED/$metadata", "value": records}
        if following is not None:
            home = self.next_host or self.address
            data["odata.nextLink"] = (
                f"{home}/86165NED/TypedDataSet?$filter={quote(where)}&$format=json&$skiptoken={following}"
            )
        return 200, json.dumps(data).encode()


@pytest.fixture
def feed(settings: Settings) -> Iterator[Feed]:
    state = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = state.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.address = f"http://127.0.0.1:{server.server_port}/ODataFeed/odata"
    settings.CBS_ODATA_URL = state.address
    yield state
    server.shutdown()
    server.server_close()


def read(found: Any) -> list[dict[str, Any]]:
    return list(json.load(found.bestand)["value"])


def test_all_pages_come_together_with_names(feed: Feed) -> None:
    found = fetch_gemeente(gemeente="GM0074", jaar=2025)
    records = read(found)
    assert [record["Codering_3"].strip() for record in records] == [
        "NL00",
        "GM0074",
        "WK007404",
        "BU00740401",
    ]
    assert records[2]["Naam_gebied"] == "Wijk 04 Jubbega"
    assert records[2]["GemiddeldeWOZWaardeVanWoningen_39"] == "373.5"
    assert found.naam == "86165NED_GM0074.json"
    assert found.regios == 4


def test_only_this_municipality_and_the_country_are_asked(feed: Feed) -> None:
    fetch_gemeente(gemeente="GM0074", jaar=2025)
    where = next(
        parse_qs(urlsplit(path).query)["$filter"][0] for path in feed.asked if "TypedDataSet" in path
    )
    assert where == (
        "startswith(WijkenEnBuurten,'GM0074') or startswith(WijkenEnBuurten,'WK0074') "
        "or startswith(WijkenEnBuurten,'BU0074') or WijkenEnBuurten eq 'NL00      '"
    )


def test_a_short_failure_is_tried_again(feed: Feed) -> None:
    feed.trouble = [(503, b"busy"), (500, b"")]
    assert fetch_gemeente(gemeente="GM0074", jaar=2025).regios == 4


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ([(503, b"")] * 9, "niet kunnen lezen \\(503\\)"),
        ([(404, b"")], "kent tabel 86165NED niet"),
        ([(200, b"<html>storing</html>")], "niet kunnen lezen"),
        ([(200, b'{"fout": 1}')], "niet kunnen lezen"),
        ([(302, b"")], "niet kunnen lezen \\(302\\)"),
    ],
    ids=["busy", "gone", "html", "other-json", "redirect"],
)
def test_trouble_gets_a_sentence_that_names_the_other_way(
    feed: Feed, trouble: list[tuple[int, bytes]], words: str
) -> None:
    feed.trouble = list(trouble)
    with pytest.raises(DomeinFout, match=words) as caught:
        fetch_gemeente(gemeente="GM0074", jaar=2025)
    assert "import_kerncijfers" in caught.value.zin


def test_a_service_that_is_away(settings: Settings) -> None:
    settings.CBS_ODATA_URL = "http://127.0.0.1:9/ODataFeed/odata"
    with pytest.raises(DomeinFout, match="geeft nu geen antwoord"):
        fetch_gemeente(gemeente="GM0074", jaar=2025)


def test_a_table_of_another_year_is_refused(feed: Feed) -> None:
    feed.title = "Kerncijfers wijken en buurten 2024"
    with pytest.raises(DomeinFout, match="niet de wijkcijfers van 2025"):
        fetch_gemeente(gemeente="GM0074", jaar=2025)


def test_a_next_page_on_another_host_is_not_followed(feed: Feed) -> None:
    feed.next_host = "http://elders.example/ODataFeed/odata"
    with pytest.raises(DomeinFout, match="ander adres"):
        fetch_gemeente(gemeente="GM0074", jaar=2025)


def test_an_unknown_municipality(feed: Feed) -> None:
    feed.records = feed.records[:1]
    with pytest.raises(DomeinFout, match="geen cijfers van GM9999"):
        fetch_gemeente(gemeente="GM9999", jaar=2025)


@pytest.mark.parametrize(
    ("gemeente", "jaar", "words"),
    [
        ("WK007404", 2025, "geen code van een gemeente"),
        ("GM74", 2025, "geen code van een gemeente"),
        ("GM0074", 2013, "Van 2013 kennen wij geen tabel"),
        ("GM0074", 2099, "Van 2099 kennen wij geen tabel"),
    ],
)
def test_what_cannot_be_asked(feed: Feed, gemeente: str, jaar: int, words: str) -> None:
    with pytest.raises(DomeinFout, match=words):
        fetch_gemeente(gemeente=gemeente, jaar=jaar)
    assert feed.asked == []


@pytest.mark.django_db
def test_the_command_keeps_what_cbs_gives_and_says_so(feed: Feed) -> None:
    """The rows of the real file of Heerenveen, served as the service does."""
    with real_file(HEERENVEEN).open(encoding="utf-8", newline="") as file:
        rows = [
            {key: value or None for key, value in row.items() if key != "Naam_gebied"}
            for row in csv.DictReader(file)
        ]
    feed.records = [RECORDS[0], *rows]
    said = io.StringIO()
    call_command(
        "haal_kerncijfers", "--gemeente", "gm0074", "--jaar", "2025", stdout=said, stderr=io.StringIO()
    )
    assert "40 gebieden" in said.getvalue()
    assert figure("GM0074", "inwoners", 2025).waarde == 51863
    assert figure("WK007404", "inwoners", 2025).waarde == 9095
    assert figure("NL00", "inwoners", 2025).voorlopig
    assert RegioJaar.objects.get(regio="WK007404", jaar=2025).naam == "Wijk 04 Jubbega"


@pytest.mark.django_db
def test_the_command_keeps_nothing_of_half_an_answer(feed: Feed) -> None:
    feed.trouble = [feed.answer("/ODataFeed/odata/86165NED/TableInfos"), (200, b"{")]
    with pytest.raises(CommandError, match="Er is niets bewaard"):
        call_command("haal_kerncijfers", "--gemeente", "GM0074", "--jaar", "2025", stderr=io.StringIO())
    assert not Indicatorwaarde.objects.exists()
