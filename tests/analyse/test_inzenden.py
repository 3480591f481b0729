"""The one door for answers: whole, once, in the version that was shown, whatever happens to the list."""

from __future__ import annotations

import uuid

import pytest

from analyse.antwoorden import Gegeven
from analyse.inzenden import Weg, submit_inzending
from analyse.models import Antwoord, Inzending, Vraag
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import make_gebruiker, make_regio, make_wijk
from tests.tegelijk import together
from tests.vragen import make_drukronde, make_vraag, make_vragenlijst
from wijken.models import Gebeurtenis, Volgcode

pytestmark = pytest.mark.django_db
ACHT = {"V04": [Gegeven(getal=8)]}


def answers(inzending: Inzending) -> dict[str, object]:
    return {
        f"{row.vraag.code}{row.regel}": row.keuzes or row.getal or row.tekst or row.bijzonder
        for row in inzending.antwoorden.select_related("vraag")
    }


def test_a_filled_in_list_is_kept_whole_with_a_receipt_and_without_a_trace() -> None:
    lijst = make_vragenlijst(make_wijk())
    make_vraag(lijst, "V04", "CIJFER")
    make_vraag(lijst, "E1", "MEER")
    make_vraag(lijst, "E2")
    gegevens = {**ACHT, "E1": [Gegeven(keuzes=("a", "c"))], "E2": [Gegeven(tekst="Bel 0612345678.")]}
    sent = submit_inzending(lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens=gegevens, taal="ar")
    assert answers(sent) == {"V04": 8, "E1": ["a", "c"], "E2": "Bel 0612345678."}
    assert (sent.taal, sent.telt, sent.datum, sent.kanaal) == ("ar", "mee", today(), "online")
    assert sent.volgcode is not None
    assert Antwoord.objects.get(vraag__code="E2").signalen == ["telefoon"]
    line = Gebeurtenis.objects.get(actie="vragenlijst_ingevuld")
    assert (line.wie, line.sleutel) == ("bewoner", "")


def test_the_same_send_twice_is_one_also_at_the_same_moment() -> None:
    lijst = make_vragenlijst(make_wijk())
    make_vraag(lijst, "V04", "CIJFER")
    key = uuid.uuid4()
    first = submit_inzending(lijst=lijst, versie=1, verzend_id=key, gegevens=ACHT)
    other = submit_inzending(lijst=lijst, versie=1, verzend_id=key, gegevens={"V04": [Gegeven(getal=1)]})
    assert first == other
    assert answers(other) == {"V04": 8}


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_the_same_moment_are_one() -> None:
    lijst = make_vragenlijst(make_wijk())
    make_vraag(lijst, "V04", "CIJFER")
    key = uuid.uuid4()
    together(
        *[lambda: submit_inzending(lijst=lijst, versie=1, verzend_id=key, gegevens=ACHT) for _ in range(2)]
    )
    assert Inzending.objects.count() == Antwoord.objects.count() == Volgcode.objects.count() == 1


def test_nothing_filled_in_is_said_and_not_kept() -> None:
    lijst = make_vragenlijst(make_wijk())
    make_vraag(lijst, "E1")
    with pytest.raises(DomeinFout, match="minstens één vraag"):
        submit_inzending(
            lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens={"E1": [Gegeven(tekst=" ")]}
        )
    assert not Inzending.objects.exists()


def test_one_wrong_answer_keeps_nothing() -> None:
    lijst = make_vragenlijst(make_wijk())
    make_vraag(lijst, "V04", "CIJFER")
    make_vraag(lijst, "E1", "EEN")
    with pytest.raises(DomeinFout):
        submit_inzending(
            lijst=lijst,
            versie=1,
            verzend_id=uuid.uuid4(),
            gegevens={**ACHT, "E1": [Gegeven(keuzes=("z",))]},
        )
    assert not Antwoord.objects.exists()
    assert not Volgcode.objects.exists()


def test_a_question_that_was_removed_meanwhile_keeps_its_answer() -> None:
    lijst = make_vragenlijst(make_wijk(), versie=2)
    make_vraag(lijst, "E1", tot_versie=1)
    make_vraag(lijst, "E2")
    sent = submit_inzending(
        lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens={"E1": [Gegeven(tekst="Een bankje.")]}
    )
    assert answers(sent) == {"E1": "Een bankje."}
    with pytest.raises(DomeinFout, match="minstens één vraag"):
        submit_inzending(
            lijst=lijst, versie=2, verzend_id=uuid.uuid4(), gegevens={"E1": [Gegeven(tekst="Te laat.")]}
        )


def test_an_answer_goes_to_the_question_as_it_was_asked() -> None:
    lijst = make_vragenlijst(make_wijk(), versie=2)
    old = make_vraag(lijst, "E1", "EEN", tot_versie=1)
    new = Vraag.objects.create(
        wijk=lijst.wijk,
        lijst=lijst,
        code="E1",
        van_versie=2,
        soort="EEN",
        tekst={"nl": "Anders"},
        antwoorden=old.antwoorden,
    )
    for versie, vraag in ((1, old), (2, new)):
        sent = submit_inzending(
            lijst=lijst, versie=versie, verzend_id=uuid.uuid4(), gegevens={"E1": [Gegeven(keuzes=("a",))]}
        )
        assert sent.antwoorden.get().vraag == vraag


@pytest.mark.parametrize("versie", [0, 3])
def test_a_version_that_never_was_is_said(versie: int) -> None:
    lijst = make_vragenlijst(make_wijk(), versie=2)
    with pytest.raises(DomeinFout, match="veranderd"):
        submit_inzending(lijst=lijst, versie=versie, verzend_id=uuid.uuid4(), gegevens=ACHT)


@pytest.mark.parametrize(("laat", "telt"), [("mee", "mee"), ("apart", "laat")])
def test_who_was_still_filling_in_when_it_closed_counts_as_the_team_chose(laat: str, telt: str) -> None:
    lijst = make_vragenlijst(make_wijk(), status="gesloten", gesloten_op=today(), laat=laat)
    make_vraag(lijst, "V04", "CIJFER")
    sent = submit_inzending(lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens=ACHT)
    assert sent.telt == telt
    assert sent.volgcode is None  # the receipt is cut from the answers when a list closes


def test_paper_that_comes_after_the_close_counts() -> None:
    lijst = make_vragenlijst(make_wijk(), status="gesloten", gesloten_op=today(), laat="apart")
    make_vraag(lijst, "V04", "CIJFER")
    weg = Weg(kanaal="papier", door_team=True, drukronde=make_drukronde(lijst), blad=3)
    sent = submit_inzending(
        lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens=ACHT, weg=weg, door=make_gebruiker()
    )
    assert (sent.telt, sent.kanaal, sent.blad) == ("mee", "papier", 3)


def test_a_list_that_never_opened_takes_nothing() -> None:
    lijst = make_vragenlijst(make_wijk(), status="concept", open_sinds=None)
    make_vraag(lijst, "V04", "CIJFER")
    with pytest.raises(DomeinFout, match="nog niet open"):
        submit_inzending(lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens=ACHT)


def test_a_sheet_is_typed_in_once() -> None:
    lijst, other = (make_vragenlijst(wijk) for wijk in [make_wijk()] * 2)
    for each in (lijst, other):
        make_vraag(each, "V04", "CIJFER")
    weg = Weg(kanaal="papier", door_team=True, blad=7)
    submit_inzending(lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens=ACHT, weg=weg)
    with pytest.raises(DomeinFout, match="Blad 7 is al ingevoerd"):
        submit_inzending(lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens=ACHT, weg=weg)
    submit_inzending(lijst=other, versie=1, verzend_id=uuid.uuid4(), gegevens=ACHT, weg=weg)
    assert Inzending.objects.filter(blad=7).count() == 2


def test_where_somebody_lives_is_a_buurt_of_the_wijk_or_nothing() -> None:
    wijk, code = make_wijk(code="WK007404"), "BU00740401"
    make_regio(code)
    lijst = make_vragenlijst(wijk)
    make_vraag(lijst, "V01", "EEN", kiezen=(code, "elders"))
    for keuze, found in ((code, code), ("elders", None)):
        sent = submit_inzending(
            lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens={"V01": [Gegeven(keuzes=(keuze,))]}
        )
        assert sent.buurt_id == found


def test_many_from_one_place_are_kept_to_be_looked_at() -> None:
    lijst = make_vragenlijst(make_wijk())
    make_vraag(lijst, "V04", "CIJFER")
    sent = submit_inzending(
        lijst=lijst, versie=1, verzend_id=uuid.uuid4(), gegevens=ACHT, weg=Weg(nakijken=True)
    )
    assert sent.telt == "nakijken"
    assert not Inzending.objects.counted().exists()
