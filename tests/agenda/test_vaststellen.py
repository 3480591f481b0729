"""The service that adopts: what it copies, what it refuses, what it asks a reason for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from agenda.keuzes import VaststelDoor
from agenda.models import Aanbieding, AgendaVersie, Wijkagenda
from agenda.nalezen import cut, find_treffers, merged, read_again
from agenda.services.plannen import update_plan
from agenda.services.vaststellen import offer_aanbieding, record_besluit, vaststellen
from kern.fouten import DomeinFout, VerouderdFout
from kern.klok import today
from tests.factories import (
    make_actie,
    make_agenda,
    make_bundel,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_terugkoppeling,
    make_versie,
    make_wijk,
)
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db


def complete_agenda() -> Wijkagenda:
    """An agenda in which nothing is missing."""
    wijk = make_wijk()
    agenda = make_agenda(wijk)
    plan = make_plan(agenda)
    make_actie(plan)
    bundel = make_bundel(wijk, inbrengen=2)
    make_onderbouwing(plan, bundel=bundel)
    make_terugkoppeling(bundel)
    return agenda


def adopt(agenda: Wijkagenda, **changes: Any) -> AgendaVersie:
    values: dict[str, Any] = {
        "door": VaststelDoor.BEWONERSAVOND,
        "datum": today(),
        "plaats": "het dorpshuis",
        "voor": 41,
        "van": 44,
        "nagelezen": True,
        "merk": read_again(agenda).merk,
    }
    return vaststellen(agenda=agenda, **{**values, **changes})


def test_records_who_when_where_and_the_votes() -> None:
    agenda, gebruiker = complete_agenda(), make_gebruiker()
    versie = adopt(agenda, gebruiker=gebruiker)
    assert (versie.nummer, versie.voor, versie.van, versie.vastgelegd_door) == (1, 41, 44, gebruiker)
    assert versie.inhoud["vaststelling"] == {
        "door": "bewonersavond",
        "datum": today().isoformat(),
        "plaats": "het dorpshuis",
        "voor": 41,
        "van": 44,
    }
    assert len(versie.sha256) == 64
    acts = set(Gebeurtenis.objects.filter(gebruiker=gebruiker).values_list("actie", flat=True))
    assert acts == {"agenda_nagelezen", "agenda_vastgesteld", "kortelinks_gemaakt"}


def test_later_changes_do_not_reach_the_version() -> None:
    agenda = complete_agenda()
    versie = adopt(agenda)
    plan = agenda.agendapunten.get()
    update_plan(plan=plan, revisie=1, titel="Iets heel anders")
    plan.acties.all().delete()
    versie.refresh_from_db()
    assert versie.inhoud["plannen"][0]["titel"] == "Een groene plek om te zitten"
    assert versie.inhoud["plannen"][0]["acties"][0]["wat"] == "Bankjes bestellen"


def test_versions_are_numbered() -> None:
    agenda = complete_agenda()
    assert adopt(agenda).nummer == 1
    make_actie(agenda.agendapunten.get(), "Nog iets")
    assert adopt(agenda).nummer == 2


def test_the_same_send_twice_is_one_version() -> None:
    agenda = complete_agenda()
    merk = read_again(agenda).merk
    first = adopt(agenda, merk=merk)
    second = adopt(agenda, merk=merk)
    assert first.pk == second.pk
    assert AgendaVersie.objects.count() == 1


def test_refused_when_the_text_changed_after_reading() -> None:
    agenda = complete_agenda()
    merk = read_again(agenda).merk
    make_actie(agenda.agendapunten.get(), "Meneer Jansen helpen")
    with pytest.raises(DomeinFout, match="intussen veranderd"):
        adopt(agenda, merk=merk)
    assert not AgendaVersie.objects.exists()


def test_refused_without_the_sign_off() -> None:
    with pytest.raises(DomeinFout, match="Lees de teksten eerst na"):
        adopt(complete_agenda(), nagelezen=False)
    assert not AgendaVersie.objects.exists()


@pytest.mark.parametrize(
    ("changes", "zin"),
    [
        ({"voor": 45}, "niet meer mensen voor"),
        ({"van": 0, "voor": 0}, "hoeveel mensen"),
        ({"voor": -1}, "hoeveel mensen"),
        ({"plaats": "  "}, "waar dit was"),
        ({"datum": dt.date(2999, 1, 1)}, "nog niet geweest"),
        ({"door": "koning"}, "door wie"),
    ],
)
def test_refuses_impossible_records(changes: dict[str, Any], zin: str) -> None:
    with pytest.raises(DomeinFout, match=zin):
        adopt(complete_agenda(), **changes)
    assert not AgendaVersie.objects.exists()


def test_what_is_missing_asks_a_reason_but_blocks_nothing() -> None:
    agenda = make_agenda(make_wijk())
    make_bundel(agenda.wijk, inbrengen=1)
    make_actie(make_plan(agenda), trekker="")
    zinnen = [check.zin for check in read_again(agenda).mist]
    assert zinnen == [
        "1 bundel wacht op antwoord",
        "1 actie heeft nog niemand",
        "Bij 1 plan staat niet waar het vandaan komt",
    ]
    with pytest.raises(DomeinFout, match="waarom u toch vaststelt"):
        adopt(agenda, reden=" ")
    assert (
        adopt(agenda, reden="De bewoners wilden niet wachten.").toch_reden
        == "De bewoners wilden niet wachten."
    )


def test_an_empty_agenda_says_so_and_a_complete_one_misses_nothing() -> None:
    assert [c.zin for c in read_again(make_agenda(make_wijk())).mist] == ["Er staan nog geen plannen in"]
    nalezing = read_again(complete_agenda())
    assert nalezing.mist == ()
    assert len(nalezing.checks) == 4
    assert adopt(complete_agenda(), reden="niet nodig").toch_reden == ""


def test_reading_again_shows_texts_about_one_person() -> None:
    agenda = complete_agenda()
    plan = agenda.agendapunten.get()
    make_onderbouwing(plan, inbreng=make_inbreng(agenda.wijk, "Mevrouw de Vries zit altijd alleen thuis."))
    make_actie(plan, "Bel 06 12 34 56 78 voor hulp")
    agenda.contact = "Bel het wijkteam: 0513 12 34 56"
    agenda.save()
    treffers = find_treffers(read_again(agenda).inhoud)
    marked = {"".join(d.tekst for d in t.delen if d.gemarkeerd) for t in treffers}
    assert any("de Vries" in text for text in marked)
    assert any("06 12 34 56 78" in text for text in marked)
    assert len(treffers) == 2, "the telephone of the team is no hit"
    for treffer in treffers:
        assert "".join(deel.tekst for deel in treffer.delen) == treffer.passage.tekst


def test_cutting_keeps_every_character() -> None:
    assert merged([(5, 8), (0, 2), (7, 9), (2, 3)]) == [(0, 3), (5, 9)]
    delen = cut("abcdefghij", [(5, 8), (0, 2)])
    assert [(d.tekst, d.gemarkeerd) for d in delen] == [
        ("ab", True),
        ("cde", False),
        ("fgh", True),
        ("ij", False),
    ]


def test_offered_once_and_decided_on() -> None:
    versie = make_versie(complete_agenda())
    aanbieding = offer_aanbieding(versie=versie, aangeboden_op=today())
    assert offer_aanbieding(versie=versie, aangeboden_op=today()) == aanbieding
    besluit = Aanbieding.Besluit.DEELS
    record_besluit(aanbieding=aanbieding, revisie=1, besluit=besluit, besluit_tekst="Niet alles kan.")
    aanbieding.refresh_from_db()
    assert (aanbieding.besluit, aanbieding.besluit_op, aanbieding.besluit_tekst) == (
        "deels",
        today(),
        "Niet alles kan.",
    )
    with pytest.raises(VerouderdFout):
        record_besluit(aanbieding=aanbieding, revisie=1, besluit=Aanbieding.Besluit.NIET)
    assert versie.sha256 == AgendaVersie.objects.get().sha256


def test_cannot_be_offered_before_it_was_adopted() -> None:
    versie = make_versie(complete_agenda())
    with pytest.raises(DomeinFout):
        offer_aanbieding(versie=versie, aangeboden_op=today() - dt.timedelta(days=1))
    with pytest.raises(DomeinFout):
        offer_aanbieding(versie=versie, aangeboden_op=today() + dt.timedelta(days=1))
