"""The PDF read back: its words, its order, its tags, and what must not get into it."""

from __future__ import annotations

import http.server
import threading
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from pypdf import PdfReader

from agenda.inhoud import WEGGEHAALD, Inhoud
from kern.fouten import DomeinFout
from kern.qr import draw_qr
from rapportage.hoofdstukken import build_boek
from rapportage.samenstelling import OPENBAAR, Onderdeel, Samenstelling
from tests.rapportage.conftest import make, pages_of, planlinks_of, read
from tests.rapportage.lezen import elements, root_of
from tests.rapportage.stof import ARABISCH, OEKRAIENS, VERTALING, empty_inhoud, rich_inhoud

pytestmark = [pytest.mark.pdf, pytest.mark.usefixtures("pango")]


def outline(reader: PdfReader) -> list[tuple[str, int]]:
    """Chapters with the page they stand on (from 1)."""
    return [
        (item.title or "", (reader.get_destination_page_number(item) or 0) + 1)
        for item in reader.outline
        if not isinstance(item, list)
    ]


# ---- what it says ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "words",
    [
        "Iedereen kent hier minstens vijf mensen.",
        "Vastgesteld: bewonersavond, 14 januari 2027, het dorpshuis",
        "41 van de 44 mensen waren voor.",
        "VOORBEELD",
        "Gemeente Heerenveen – – € 37.500 3 0 0 0",  # three times 12,500, all agreed
        "Woningcorporatie – 240 uur – 0 0 3 0",
        "Hierover beslist u mee Waar de bankjes komen.",
        "Dit geeft een beeld, het is geen steekproef.",
        "Ik mis een bankje bij de winkel.",
        "Water geven in de zomer Nog niemand Nog niet bekend Gepland",
        "Stand op 14 januari 2027",
        "Dit doen we samen. Bewoners kiezen de plek.",
        "Dit doen we niet.",
        "Hierop is nog geen antwoord.",
        "Gemeente, afdeling verkeer: 14 verhalen",
        "testserver/d/km4t7h",
        "[weggehaald]",
        "nog niet bekend: te weinig mensen",
    ],
)
def test_says(rich_pages: list[str], words: str) -> None:
    assert words in " ".join(rich_pages)


def test_foreign_words_survive(rich_pages: list[str]) -> None:
    text = " ".join(rich_pages)
    assert OEKRAIENS in text
    assert all(word in text for word in ("القهوة", "بجيراني"))


def test_only_a_draft_says_so_on_every_page(rich_pages: list[str], empty_pages: list[str]) -> None:
    assert not any("Concept" in page for page in rich_pages)
    marked = ["Concept: nog niet vastgesteld" in page for page in empty_pages]
    assert marked == [True, False, *[True] * (len(marked) - 2)]  # the second is a poster without a head


def test_empty_chapters_say_that_they_are_empty(empty_pages: list[str]) -> None:
    text = " ".join(empty_pages)
    for words in (
        "Er zijn nog geen plannen.",
        "nog niets gevraagd",
        "nog geen cijfers gekozen",
        "nog geen verhalen",
        "nog geen antwoorden",
    ):
        assert words in text
    assert "0 verhalen" not in text


def test_contents_and_outline_name_the_page_of_each_chapter(rich: PdfReader, rich_pages: list[str]) -> None:
    chapters = dict(outline(rich))
    assert list(chapters)[:2] == ["In één oogopslag", "Wat vragen wij van wie?"]
    assert [title for title in chapters if title[0].isdigit()] == [
        "1. Elke week samen koffie",
        "2. Een groene plek om te zitten",
        "3. Samen eten, jong en oud",
    ]
    for title, page in chapters.items():
        name = f"Plan {title.replace('.', ':', 1)}" if title[0].isdigit() else title
        assert f"{name} {page}" in rich_pages[2]
        assert title.split(". ")[-1] in rich_pages[page - 1]


def test_running_head_and_page_number(rich: PdfReader, rich_pages: list[str]) -> None:
    page = dict(outline(rich))["2. Een groene plek om te zitten"]
    text = rich_pages[page - 1]
    assert "Plan 2" in text
    assert text.endswith(f"Sociale wijkagenda Jubbega 2027–2028 {page}")


# ---- for who listens ----------------------------------------------------------------------------
def test_is_tagged_pdf_ua_with_title_and_language(rich: PdfReader) -> None:
    root = root_of(rich)
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert rich.metadata is not None
    assert rich.metadata.title == "Sociale wijkagenda Jubbega 2027–2028"


def test_every_heading_cell_has_its_scope(rich: PdfReader) -> None:
    scopes = Counter(e["/A"].get("/Scope") for e in elements(rich) if e["/S"] == "/TH")
    assert set(scopes) == {"/Row", "/Column"}
    assert scopes["/Row"] > 20
    assert scopes["/Column"] > 10


def test_quotes_carry_their_language(rich: PdfReader) -> None:
    languages = [e["/Lang"] for e in elements(rich) if e["/S"] == "/BlockQuote"]
    # The second one is the translation of the Arabic; what was taken away is Dutch.
    assert languages == ["nl", "nl", "ar", "uk", "pl", "nl"]


def test_every_drawing_has_words_or_is_decoration(rich: PdfReader) -> None:
    alternatives = [e.get("/Alt") for e in elements(rich) if e["/S"] == "/Figure"]
    assert all(alternatives)
    assert "Jubbega: 24,6" in alternatives
    assert "25 van de 100 mensen zijn 65 of ouder" in alternatives
    assert any(str(alt).startswith("QR-code naar http://testserver/d/") for alt in alternatives)


def test_links_say_where_they_go(rich: PdfReader) -> None:
    said = [a.get_object()["/Contents"] for page in rich.pages for a in page.get("/Annots", [])]
    assert "Plan 1: Elke week samen koffie" in said
    assert "testserver/d/km4t7h" in said


def test_each_adopted_plan_has_the_code_of_its_own_page(rich: PdfReader, rich_pages: list[str]) -> None:
    inhoud = rich_inhoud()
    links = planlinks_of(inhoud)
    starts = dict(outline(rich))
    figures = [str(e.get("/Alt")) for e in elements(rich) if e["/S"] == "/Figure"]
    boek = build_boek(inhoud, link="", concept=False, planlinks=links)
    for plan, link in zip(boek.plannen, links.values(), strict=True):
        number = starts[f"{plan.nummer}. {plan.titel}"] - 1
        assert f"Hoe gaat het nu? Scan of ga naar {plan.adres}" in rich_pages[number]
        assert figures.count(f"QR-code naar {link}") == 1
        assert plan.qr == draw_qr(link)
        assert not rich.pages[number].images  # drawn, so sharp on any paper
    assert len({plan.qr for plan in boek.plannen}) == len(boek.plannen) == 3


def test_a_draft_or_a_choice_without_codes_has_none_at_its_plans(empty_pages: list[str]) -> None:
    assert "Hoe gaat het nu?" not in " ".join(empty_pages)
    inhoud = rich_inhoud()
    keuze = Samenstelling(toon=OPENBAAR - {Onderdeel.QR})
    without = build_boek(inhoud, link="", concept=False, keuze=keuze, planlinks=planlinks_of(inhoud))
    assert [plan.qr for plan in without.plannen] == ["", "", ""]
    assert "Hoe gaat het nu?" not in " ".join(pages_of(read(make(inhoud, concept=True))))


def test_letters_are_our_own_and_embedded(rich: PdfReader) -> None:
    names = set()
    for page in rich.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            kid = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in kid["/FontDescriptor"].get_object()
            names.add(str(kid["/BaseFont"]).split("+")[1])
    assert names == {
        "Atkinson-Hyperlegible-Next",
        "Atkinson-Hyperlegible-Next-Bold",
        "Noto-Sans",
        "Noto-Sans-Arabic",
        "Noto-Emoji",
    }


def test_same_agenda_gives_the_same_bytes(rich_pdf: bytes) -> None:
    assert make(rich_inhoud()) == rich_pdf


# ---- layout -------------------------------------------------------------------------------------
def test_no_row_and_no_note_is_cut() -> None:
    inhoud = rich_inhoud(1, acties=0)
    plan = inhoud["plannen"][0]
    tekst = " ".join(["Een lange actie met veel woorden die samen moeten blijven."] * 3)
    plan["acties"] = [
        {
            "uuid": str(i),
            "wat": f"Begin{i} {tekst} Eind{i}",
            "trekker": "",
            "wanneer": "",
            "klaar_op": "",
            "status": "gepland",
        }
        for i in range(40)
    ]
    sleutels = [f"q{i}" for i in range(30)]
    inhoud["citaten"] = {
        s: {"tekst": f"Start{s} " + "Ik mis een bankje bij de winkel. " * 8 + f"Slot{s}", "taal": "nl"}
        for s in sleutels
    }
    plan["bewijs"] = [
        {"soort": "citaat", "sleutel": s, "titel": "", "aantal": 0, "kaart": None} for s in sleutels
    ]
    pages = [f"{page} " for page in pages_of(read(make(inhoud)))]
    pairs = [(f"Begin{i} ", f"Eind{i} ") for i in range(40)] + [(f"Start{s} ", f"Slot{s} ") for s in sleutels]
    for start, end in pairs:
        assert [start in page for page in pages] == [end in page for page in pages]
    assert sum("Wie zorgt dat het gebeurt? Wanneer" in page for page in pages) > 2  # the head is repeated


def test_long_dutch_words_are_hyphenated_in_running_text_alone() -> None:
    inhoud = rich_inhoud(1)
    inhoud["waarom"]["aanleiding"] = "Verantwoordelijkheidsgevoel vraagt ontmoetingsplekken. " * 30
    inhoud["plannen"][0]["titel"] = "Verantwoordelijkheidsgevoel " * 5
    reader = read(make(inhoud))
    chapters = dict(outline(reader))
    assert "\u2010\n" in reader.pages[chapters["Waarom en waarover"] - 1].extract_text()
    page = next(page for title, page in outline(reader) if title.startswith("1. "))
    assert reader.pages[page - 1].extract_text().count("Verantwoordelijkheidsgevoel") == 5


def test_a_translation_stands_with_the_words_themselves_and_goes_with_them() -> None:
    inhoud = rich_inhoud()
    boek = build_boek(inhoud, link="", concept=False)
    said = {uitspraak.tekst: uitspraak for plan in boek.plannen for uitspraak in plan.uitspraken}
    assert (said[ARABISCH].vertaling, said[ARABISCH].taalnaam) == (VERTALING, "Arabisch")
    assert WEGGEHAALD in said
    assert all(not uitspraak.vertaling for tekst, uitspraak in said.items() if tekst != ARABISCH)
    text = " ".join(pages_of(read(make(inhoud))))
    assert VERTALING in text
    assert "Vertaald uit het Arabisch. De eigen woorden:" in text


def test_one_glance_stays_on_one_page() -> None:
    inhoud = rich_inhoud(9)
    for plan in inhoud["plannen"]:
        plan["titel"] = f"{plan['nummer']} " + "Heel lange titel van een plan waarin veel staat " * 3
    reader = read(make(inhoud))
    assert dict(outline(reader))["In één oogopslag"] == 2
    assert "En nog 3 plannen." in reader.pages[1].extract_text()
    assert reader.pages[2].extract_text().strip().startswith("Inhoud")


# ---- what must not happen -----------------------------------------------------------------------
class Listener(http.server.BaseHTTPRequestHandler):
    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that remembers what it was asked."""
    heard: list[str] = []
    handler = type("Heard", (Listener,), {"heard": heard})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", heard
    server.shutdown()
    server.server_close()


def fill_texts(value: Any, payload: str, *, key: str = "") -> Any:
    """The document with the payload in each text that a person wrote."""
    fixed = {"uuid", "soort", "status", "antwoord", "wie", "doelen", "onderwerp", "taal", "sleutel", "kaart"}
    if key in fixed or key.endswith("_op") or key in {"datum", "van", "tot", "cijfers"}:
        return value
    if isinstance(value, str):
        return payload
    if isinstance(value, dict):
        return {k: fill_texts(v, payload, key=k) for k, v in value.items()}
    return [fill_texts(v, payload) for v in value] if isinstance(value, list) else value


def fill_cards(inhoud: Inhoud, payload: str) -> None:
    for kaart in inhoud["cijfers"]:
        for key in ("kop", "getal_bijschrift", "zin", "bron"):
            kaart[key] = payload
        for staaf in kaart["staven"]:
            staaf["label"] = payload


PAYLOADS = [
    '<img src="{url}/img"><img src="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/passwd"><link rel="stylesheet" href="{url}/css">',
    '"><style>@import "{url}/import"; body {{ background: url({url}/bg) }}</style>',
    "<svg><image href='{url}/svg'/><use href='file:///etc/passwd#x'/></svg><script src='{url}/js'></script>",
    "</p></section></main><iframe src='{url}/f'></iframe><object data='file:///etc/hostname'></object>",
    "{{% include 'settings.py' %}}{{{{ boek.link }}}} url({url}/css) \\\" \\27 }} @page {{",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_people_stays_text(listener: tuple[str, list[str]], payload: str) -> None:
    url, heard = listener
    words = payload.format(url=url)
    inhoud: Inhoud = fill_texts(rich_inhoud(1), words)
    fill_cards(inhoud, words)
    pdf = make(inhoud)
    reader = read(pdf)
    assert heard == []
    assert reader.attachments == {}
    assert b"root:x:" not in pdf
    shown = "".join("".join(pages_of(reader)).split())
    assert "".join(words.split())[:24] in shown.replace("\u2010", "").replace("\u00ad", "")
    assert not any("javascript" in str(page.get("/AA", "")) for page in reader.pages)


def test_the_fetcher_opens_nothing_of_others(listener: tuple[str, list[str]]) -> None:
    from weasyprint.urls import FatalURLFetchingError, fetch  # noqa: PLC0415 - needs Pango

    from rapportage.opmaak import OwnFilesOnly  # noqa: PLC0415 - needs Pango

    url, heard = listener
    for address in (url, "file:///etc/passwd", "ftp://127.0.0.1/x", "letter:../../../wijkagenda/settings.py"):
        with pytest.raises(FatalURLFetchingError), fetch(OwnFilesOnly(), address):
            pass
    assert heard == []
    with fetch(OwnFilesOnly(), "letter:NotoSans-Regular.ttf") as answer:
        assert answer.read(4) == b"\x00\x01\x00\x00"


@pytest.mark.parametrize(
    "tekst",
    [
        "woord " * 1666,
        "x" * 10_000,
        "😀👩‍👩‍👧‍👦🇳🇱 " * 300,
        f"{ARABISCH} (Jubbega) 12 " * 60,
        "\u202eomgekeerd\u202c \u0001\u0007 <b>vet</b> \u200d\ufeff",
    ],
    ids=["10,000 letters", "one word", "emoji", "right to left", "control letters"],
)
def test_odd_and_long_texts(tekst: str) -> None:
    inhoud = rich_inhoud(2)
    inhoud["citaten"]["een"]["tekst"] = tekst
    inhoud["waarom"]["aanleiding"] = tekst
    inhoud["plannen"][0]["waarom"] = tekst
    inhoud["plannen"][0]["acties"][0]["wat"] = tekst[:200]
    reader = read(make(inhoud))
    assert "2. Een groene plek om te zitten" in dict(outline(reader))
    assert "U zei, dit doen we samen" in reader.pages[-2].extract_text() + reader.pages[-1].extract_text()


def test_too_much_is_refused_with_a_sentence() -> None:
    inhoud = deepcopy(empty_inhoud())
    inhoud["bronnen"] = ["x" * 100_000] * 7
    with pytest.raises(DomeinFout, match="te lang voor een PDF"):
        make(inhoud)
    with pytest.raises(DomeinFout, match="te lang voor een PDF"):
        make(rich_inhoud(251, acties=0))
