"""The other PDFs read back: a choice out of the agenda, the quarters, the year review, poster and letter."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader

from agenda.models import Agendapunt, AgendaVersie, Succesverhaal
from kern.fouten import DomeinFout
from kern.klok import today
from kern.opslag import store_bestand
from rapportage.hoofdstukken import build_boek
from rapportage.hoofdstukken.bijlage import Bijlage
from rapportage.models import Rapport
from rapportage.samenstelling import OPENBAAR, Hoofdstuk, Onderdeel, Papier, Samenstelling
from rapportage.terugblik import read_terugblik, years_to_review
from rapportage.uitvoering import read_uitvoering
from rapportage.werk import read_werk
from tests.factories import (
    make_actie,
    make_agenda,
    make_bundel,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_terugkoppeling,
    make_versie,
    make_verzoek,
    make_voortgang,
    make_wijk,
    make_zelfscan,
)
from tests.rapportage.conftest import pages_of, read
from tests.rapportage.lezen import check_accessible, elements
from tests.rapportage.stof import LINK, rich_inhoud
from tests.samen import make_actieoordeel, make_behoefte, make_succesverhaal

pytestmark = [pytest.mark.pdf, pytest.mark.usefixtures("pango"), pytest.mark.django_db]
Soort = Rapport.Soort
JAAR = 2027
TEAM = "ALLEEN VOOR HET TEAM"
ALLES = Samenstelling(hoofdstukken=tuple(Hoofdstuk), toon=frozenset(Onderdeel))


def adopt() -> AgendaVersie:
    """Two plans with five actions, each at another point."""
    wijk = make_wijk("jubbega", naam="Jubbega")
    wijk.inloop_plek, wijk.inloop_tijden = "het dorpshuis", "maandag van 9 tot 12 uur"
    wijk.save()
    agenda = make_agenda(wijk)
    agenda.van_jaar, agenda.tot_jaar, agenda.droom = JAAR, JAAR + 1, "Iedereen kent vijf mensen."
    agenda.save()
    eerste = make_plan(agenda, "Meer plekken om te zitten", volgorde=1)
    eerste.doelen, eerste.notitie = ["D1"], "Bel eerst de beheerder."
    eerste.save()
    tweede = make_plan(agenda, "Samen eten", volgorde=2)
    tweede.doelen = ["D2"]
    tweede.save()
    bundel = make_bundel(wijk, "Nergens zitten")
    make_inbreng(wijk, "Ik mis een bankje.", bundel=bundel)
    make_onderbouwing(eerste, bundel=bundel)
    make_terugkoppeling(bundel)
    acties = {
        wat: make_actie(plan, wat, klaar_op=klaar_op)
        for plan, wat, klaar_op in (
            (eerste, "Bankjes kiezen", dt.date(JAAR, 2, 1)),
            (eerste, "Bankjes plaatsen", dt.date(JAAR, 11, 1)),
            (eerste, "Een schommel", None),
            (tweede, "Een kok zoeken", dt.date(JAAR, 1, 15)),
        )
    }
    make_verzoek(tweede, partij="Gemeente")
    versie = make_versie(agenda, datum=dt.date(JAAR, 1, 10))
    for wat, status in (
        ("Bankjes kiezen", "klaar"),
        ("Bankjes plaatsen", "loopt"),
        ("Een schommel", "gestopt"),
    ):
        told = f"Zo ging het: {wat}."
        make_voortgang(acties[wat], status=status, tekst=told, datum=dt.date(JAAR, 6, 1))
    chosen = acties["Bankjes kiezen"]
    for oordeel, aantal, jaar in (("gelukt", 12, JAAR), ("deels", 4, JAAR), ("niet", 9, JAAR + 1)):
        make_actieoordeel(chosen, oordeel, weg="bijeenkomst", aantal=aantal, datum=dt.date(jaar, 6, 2))
    make_behoefte(acties["Bankjes plaatsen"], "Drie mensen met een schep")
    make_succesverhaal(eerste, "De bank staat er", openbaar=True, datum=dt.date(JAAR, 7, 1))
    make_succesverhaal(eerste, "Nog niet verteld", openbaar=False, datum=dt.date(JAAR, 7, 1))
    make_zelfscan(wijk, jaar=JAAR)
    return versie


def pdf_of(
    versie: AgendaVersie,
    soort: Rapport.Soort,
    keuze: Samenstelling | None = None,
    taal: str = "nl",
    *,
    concept: bool = False,
) -> PdfReader:
    """The report as a worker makes it."""
    from rapportage.opmaak import make_werk  # noqa: PLC0415 - needs Pango

    rapport = Rapport(
        wijk=versie.wijk,
        soort=soort,
        agenda=versie.agenda,
        versie=None if concept else versie,
        taal=taal,
        samenstelling=(keuze or Samenstelling()).to_json(soort),
    )
    werk = read_werk(rapport)
    first, second = make_werk(werk).pdf, make_werk(werk).pdf
    assert first == second
    return read(first)


def titles(reader: PdfReader) -> list[str]:
    return [item.title or "" for item in reader.outline if not isinstance(item, list)]


# ---- a choice out of the agenda -----------------------------------------------------------------
def test_every_chapter_comes_in_the_chosen_order() -> None:
    keuze = Samenstelling(hoofdstukken=tuple(reversed(Hoofdstuk)))
    reader = pdf_of(adopt(), Soort.AGENDA, keuze)
    check_accessible(reader)
    chapters = [str(each.label) for each in keuze.hoofdstukken if each is not Hoofdstuk.PLANNEN]
    assert [title for title in titles(reader) if not title[0].isdigit()] == chapters
    pages = pages_of(reader)
    assert all(f"{title} " in pages[1] for title in chapters)
    assert reader.metadata is not None
    assert reader.metadata.title == "Keuze uit de sociale wijkagenda Jubbega 2027–2028"


def test_what_was_not_chosen_is_not_there() -> None:
    keuze = Samenstelling(hoofdstukken=(Hoofdstuk.PLANNEN,), toon=frozenset())
    reader = pdf_of(adopt(), Soort.AGENDA, keuze)
    text = " ".join(pages_of(reader))
    assert titles(reader) == ["1. Meer plekken om te zitten", "2. Samen eten"]
    for words in ("Bankjes kiezen", "Wie zorgt dat het gebeurt?", "Nergens zitten", "beheerder", TEAM):
        assert words not in text


def test_notes_mark_every_page_and_leave_the_standard_alone() -> None:
    versie = adopt()
    intern = pages_of(pdf_of(versie, Soort.AGENDA, ALLES))
    assert any("Bel eerst de beheerder." in page for page in intern)
    assert all(TEAM in page for page in intern)
    concept = pages_of(pdf_of(versie, Soort.AGENDA, ALLES, concept=True))
    assert all(TEAM in page and "Concept" in page for page in concept)
    whole = " ".join(pages_of(pdf_of(versie, Soort.AGENDA)))
    assert "beheerder" not in whole
    assert TEAM not in whole


def test_the_kompas_says_in_words_what_it_draws() -> None:
    reader = pdf_of(adopt(), Soort.AGENDA, Samenstelling(hoofdstukken=(Hoofdstuk.KOMPAS, Hoofdstuk.ZELFSCAN)))
    alternatives = [str(e.get("/Alt")) for e in elements(reader) if e["/S"] == "/Figure"]
    assert sum(alt.startswith("Kompas met tien fasen.") for alt in alternatives) == 1
    text = " ".join(pages_of(reader))
    assert "Terugkijken en bijstellen:" in text
    assert "van 4" in text  # the self-scan: a number beside the bar
    assert "Niet ingevuld" in text


def test_the_whole_agenda_is_as_it_was() -> None:
    inhoud = rich_inhoud()
    keuze = Samenstelling(toon=OPENBAAR | {Onderdeel.NOTITIES})
    notities = {inhoud["plannen"][0]["uuid"]: "Bel \u0007eerst."}
    plain = build_boek(inhoud, link=LINK, concept=False, bijlage=Bijlage(notities={}))
    noted = build_boek(inhoud, link=LINK, concept=False, keuze=keuze, bijlage=Bijlage(notities=notities))
    assert plain == build_boek(inhoud, link=LINK, concept=False)
    assert not plain.keuze
    assert [plan.notitie for plan in noted.plannen] == ["Bel eerst.", "", ""]


# ---- the quarters -------------------------------------------------------------------------------
def test_actions_stand_in_their_quarter_with_what_they_lack() -> None:
    versie = adopt()
    plan = read_uitvoering(versie.agenda, versie)
    assert [(each.naam, [regel.wat for regel in each.regels]) for each in plan.kwartalen] == [
        ("Januari, februari en maart 2027", ["Een kok zoeken", "Bankjes kiezen"]),
        ("Oktober, november en december 2027", ["Bankjes plaatsen"]),
        ("Zonder datum", ["Een schommel"]),
    ]
    regel = plan.kwartalen[1].regels[0]
    assert (regel.status, regel.nodig) == ("Loopt", ("Drie mensen met een schep",))
    assert [vraag.partij for vraag in plan.vragen] == ["Gemeente"]
    reader = pdf_of(versie, Soort.UITVOERINGSPLAN)
    check_accessible(reader)
    box = reader.pages[0].mediabox
    assert box.width > box.height
    text = " ".join(pages_of(reader))
    assert "Hierop wachten wij nog" in text
    assert "CONCEPT" not in text


def test_a_plan_of_the_draft_says_so_on_every_page() -> None:
    versie = adopt()
    make_actie(Agendapunt.objects.get(titel="Samen eten"), "Later bedacht")
    pages = pages_of(pdf_of(versie, Soort.UITVOERINGSPLAN, concept=True))
    assert all("CONCEPT" in page for page in pages)
    assert "Later bedacht" in " ".join(pages)
    assert "Later bedacht" not in " ".join(pages_of(pdf_of(versie, Soort.UITVOERINGSPLAN)))


# ---- the year review ----------------------------------------------------------------------------
def test_a_review_counts_what_was_promised_done_and_said_that_year() -> None:
    blik = read_terugblik(adopt(), JAAR)
    assert (blik.alles.totaal, blik.alles.klaar, blik.alles.loopt, blik.alles.gestopt) == (4, 1, 2, 1)
    assert [doel.totaal for doel in blik.doelen][:2] == [3, 1]
    done = blik.plannen[0].beloften[0]
    assert done.oordeel == ("Een bijeenkomst: 12 gelukt, 4 voor een deel gelukt",)
    assert [rest.wat for rest in blik.gestopt] == ["Een schommel"]
    assert [rest.wat for rest in blik.mee] == ["Bankjes plaatsen", "Een kok zoeken"]
    assert [verhaal.titel for verhaal in blik.verhalen] == ["De bank staat er"]


def test_a_review_of_the_year_before_knows_nothing_of_later() -> None:
    blik = read_terugblik(adopt(), JAAR - 1)
    assert blik.alles.klaar == 0
    assert not blik.verhalen
    assert not any(actie.oordeel for plan in blik.plannen for actie in plan.beloften)


def test_the_review_as_pdf() -> None:
    reader = pdf_of(adopt(), Soort.TERUGBLIK, Samenstelling(jaar=JAAR))
    check_accessible(reader)
    text = " ".join(pages_of(reader))
    for words in ("Terugblik op 2027", "Zo ging het: Bankjes kiezen.", "12 gelukt", "Dit stopte, en waarom"):
        assert words in text
    assert "Nog niet verteld" not in text


def test_the_review_shows_the_photo_of_a_story_with_its_words() -> None:
    versie = adopt()
    before = len(pdf_of(versie, Soort.TERUGBLIK, Samenstelling(jaar=JAAR)).pages)
    out = io.BytesIO()
    Image.new("RGB", (1600, 1200), "darkgreen").save(out, "JPEG")
    for titel in ("De bank staat er", "Nog niet verteld"):
        row = Succesverhaal.objects.get(titel=titel)
        row.foto = store_bestand(naam=f"{titel}.jpg", inhoud=out.getvalue(), mediatype="image/jpeg")
        row.foto_tekst = f"Foto bij: {titel}"
        row.save()
    reader = pdf_of(versie, Soort.TERUGBLIK, Samenstelling(jaar=JAAR))
    check_accessible(reader)
    figures = [e.get("/Alt") for e in elements(reader) if e["/S"] == "/Figure"]
    assert figures == ["Foto bij: De bank staat er"]
    sizes = {image.image.size for page in reader.pages for image in page.images if image.image}
    assert sizes == {(1000, 750)}
    assert len(reader.pages) <= before + 1


def test_a_photo_that_is_none_any_more_stops_no_review() -> None:
    versie = adopt()
    row = Succesverhaal.objects.get(titel="De bank staat er")
    row.foto = store_bestand(naam="stuk.jpg", inhoud=b"geen foto", mediatype="image/jpeg")
    row.foto_tekst = "Een bankje"
    row.save()
    text = " ".join(pages_of(pdf_of(versie, Soort.TERUGBLIK, Samenstelling(jaar=JAAR))))
    assert "De bank staat er" in text


def test_a_review_of_endless_length_says_so() -> None:
    from rapportage.opmaak import make_werk  # noqa: PLC0415 - needs Pango

    verslag = read_terugblik(adopt(), JAAR)
    lang = replace(verslag.verhalen[0], tekst="woord " * 60_000)
    with pytest.raises(DomeinFout, match="te lang voor een PDF"):
        make_werk(replace(verslag, verhalen=(lang,)))


def test_years_to_review_are_those_that_began() -> None:
    versie = adopt()
    versie.datum = dt.date(today().year - 1, 12, 1)
    versie.agenda.van_jaar, versie.agenda.tot_jaar = today().year, today().year + 3
    assert [each.jaar for each in years_to_review([versie])] == [today().year, today().year - 1]


# ---- poster and letter --------------------------------------------------------------------------
@pytest.mark.parametrize("taal", ["nl", "en", "ar"])
def test_a_poster_in_each_language_is_one_page_with_the_words_of_the_team_marked(taal: str) -> None:
    reader = pdf_of(adopt(), Soort.POSTER, taal=taal)
    check_accessible(reader, taal)
    assert len(reader.pages) == 1
    text = pages_of(reader)[0]
    assert "Nergens zitten" in text
    assert "jubbega/terugkoppeling" in text.replace(" ", "")
    languages = Counter(e.get("/Lang") for e in elements(reader) if e["/S"] != "/Document")
    assert languages["nl"] >= 5
    suffix = "" if taal == "nl" else f"?taal={taal}"
    assert any(str(e.get("/Alt")).endswith(f"/terugkoppeling/{suffix}") for e in elements(reader))


def test_a3_is_twice_the_paper() -> None:
    versie = adopt()
    small = pdf_of(versie, Soort.POSTER).pages[0].mediabox
    large = pdf_of(versie, Soort.POSTER, Samenstelling(papier=Papier.A3)).pages[0].mediabox
    assert round(float(large.width * large.height) / float(small.width * small.height), 2) == 2.0
    assert large.height > large.width


def test_a_poster_with_six_long_texts_still_is_one_page_and_more_says_so() -> None:
    from rapportage.opmaak import make_poster  # noqa: PLC0415 - needs Pango
    from rapportage.poster import Poster, UZei, Voet  # noqa: PLC0415 - beside the other

    voet = Voet("http://x/", "x", "het dorpshuis aan de lange vaart " * 3, "elke dag", "0513 00 00 00")
    regel = UZei(
        "Te weinig plekken om te zitten onderweg naar de winkel en de dokter toe …", "w " * 45, "wij"
    )
    poster = Poster("nl", Papier.A4, "J" * 30, "", True, "Een droom " * 15, (regel,) * 6, 0, voet)
    assert make_poster(poster).bladzijden == 1
    lang = UZei("x " * 900, "y " * 900, "wij")
    with pytest.raises(DomeinFout, match="minder onderwerpen"):
        make_poster(Poster("nl", Papier.A4, "J", "", True, "", (lang,) * 6, 0, voet))


def test_a_letter_holds_our_words_or_those_of_the_team() -> None:
    versie = adopt()
    ours = pdf_of(versie, Soort.BRIEF)
    check_accessible(ours)
    assert "Wij kregen 1 verhaal." in pages_of(ours)[0]
    assert "Samen eten" in pages_of(ours)[0]
    own = pdf_of(versie, Soort.BRIEF, Samenstelling(inleiding="Lieve buren, <i>dank</i>."), "ar")
    check_accessible(own, "ar")
    text = pages_of(own)[0]
    assert "<i>dank</i>" in text
    assert "Wij kregen" not in text
    long = Samenstelling(inleiding="Dit is nog een regel. " * 54)
    assert len(pdf_of(versie, Soort.BRIEF, long).pages) <= 2
    with pytest.raises(DomeinFout, match="twee bladzijden"):
        pdf_of(versie, Soort.BRIEF, Samenstelling(inleiding="Nog een.\n\n" * 100))
