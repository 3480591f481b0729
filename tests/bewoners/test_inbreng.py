from __future__ import annotations

import uuid

import pytest
from django.db import models

from bewoners.models import Concept, Contactverzoek, Inbreng
from bewoners.regels import clean_tekst
from bewoners.services.concept import (
    Formulier,
    find_concept,
    inbreng_of,
    new_sleutel,
    save_concept,
    send_contact,
    send_inbreng,
)
from bewoners.services.inbreng import change_inbreng, describe_inbreng, object_to_summary, submit_inbreng
from kern.fouten import DomeinFout, VerouderdFout
from tests.factories import make_bundel, make_inbreng, make_regio, make_wijk
from tests.tegelijk import together
from wijken.models import Gebeurtenis, Volgcode, Wijk
from wijken.volgcodes import code_for, codewoorden, find_volgcode

pytestmark = pytest.mark.django_db


def send(wijk: Wijk, tekst: str = "Ik mis een bankje.", verzend_id: uuid.UUID | None = None) -> Inbreng:
    return submit_inbreng(
        wijk=wijk, verzend_id=verzend_id or uuid.uuid4(), tekst=tekst, taal="nl", mag_delen=True
    )


# ---- handing in ---------------------------------------------------------------------------------


def test_an_input_gets_a_code_that_leads_to_it() -> None:
    inbreng = send(make_wijk(), "  Ik mis een bankje. \r\n\r\n\r\n\r\nBij de winkel.  ")
    assert inbreng.tekst == "Ik mis een bankje.\n\nBij de winkel."
    assert inbreng.status == Inbreng.Status.ONTVANGEN
    found = find_volgcode(code_for(inbreng.verzend_id))
    assert found is not None
    assert found.inbreng == inbreng


def test_a_code_does_not_mind_spaces_capitals_and_hyphens() -> None:
    inbreng = send(make_wijk())
    code = code_for(inbreng.verzend_id)
    for typed in (code.upper(), code.replace("-", " "), f"  {code.replace('-', '')}", code.replace("-", "–")):
        assert find_volgcode(typed) == inbreng.volgcode


def test_the_database_holds_no_readable_code() -> None:
    inbreng = send(make_wijk())
    code = code_for(inbreng.verzend_id)
    row = Volgcode.objects.values().get()
    assert not any(word in str(row) for word in code.split("-")[:3])


def test_the_code_words_are_plain_and_far_apart() -> None:
    words = codewoorden()
    assert all(word.isascii() and word.isalpha() and word.islower() and 2 < len(word) < 9 for word in words)
    assert list(words) == sorted(words)
    lookalikes = [set("ilj"), set("mn"), set("uv"), set("ce"), set("bd"), set("ft"), set("gq"), set("sz")]
    by_shape: dict[str, list[str]] = {}
    for word in words:
        for place in range(len(word)):
            by_shape.setdefault(f"{word[:place]}*{word[place + 1 :]}", []).append(word[place])
    for letters in by_shape.values():
        assert not any(len(group & set(letters)) > 1 for group in lookalikes)


def test_the_same_send_again_is_one_row() -> None:
    wijk, verzend_id = make_wijk(), uuid.uuid4()
    assert send(wijk, verzend_id=verzend_id) == send(wijk, "Iets anders", verzend_id)
    assert Inbreng.objects.get().tekst == "Ik mis een bankje."


@pytest.mark.django_db(transaction=True)
def test_five_sends_at_once_are_one_row() -> None:
    wijk, verzend_id = make_wijk(), uuid.uuid4()
    together(*[lambda: send(wijk, verzend_id=verzend_id)] * 5)
    assert Inbreng.objects.count() == 1
    assert Volgcode.objects.count() == 1


@pytest.mark.parametrize("tekst", ["", "  \n ", "\u200b\u200d", "\x00\x07"])
def test_nothing_to_read_is_refused(tekst: str) -> None:
    with pytest.raises(DomeinFout, match="één zin"):
        send(make_wijk(), tekst)


def test_too_long_says_how_much_must_go() -> None:
    with pytest.raises(DomeinFout, match="Haal 7000 letters weg"):
        send(make_wijk(), "a" * 10_000)
    assert send(make_wijk(), "a" * 3000).tekst == "a" * 3000


@pytest.mark.parametrize(
    "tekst",
    [
        "🙂👨‍👩‍👧 mooi dorp",
        "أتمنّى وجود مقعد قرب الدكّان.",
        "<script>alert(1)</script>",
        "می‌خواهم",
        "'; DROP TABLE bewoners_inbreng; --",
    ],
)
def test_any_text_is_kept_as_it_was_typed(tekst: str) -> None:
    assert Inbreng.objects.get(pk=send(make_wijk(), tekst).pk).tekst == tekst


def test_marks_that_turn_the_page_around_are_taken_out() -> None:
    assert clean_tekst("goed\u202egnoed\u0000") == "goedgnoed"


@pytest.mark.parametrize("tekst", ["Mijn BSN is 123456782", "Betaal op NL91 ABNA 0417 1643 00"])
def test_numbers_of_a_person_never_get_in(tekst: str) -> None:
    with pytest.raises(DomeinFout, match="alleen van u"):
        send(make_wijk(), tekst)
    assert not Inbreng.objects.exists()


def test_what_was_found_is_noted_by_kind_only() -> None:
    inbreng = send(make_wijk(), "Bel 0612345678. Mevrouw de Vries is dementerend. Kunt u mij helpen?")
    assert inbreng.signalen == ["gezondheid", "hulpvraag", "persoon", "telefoon"]


def test_a_resident_leaves_a_date_and_nothing_that_leads_back() -> None:
    inbreng = send(make_wijk())
    line = Gebeurtenis.objects.get(actie="inbreng_verzonden")
    assert (line.wie, line.tijdstip, line.sleutel, line.gebruiker) == ("bewoner", None, "", None)
    assert str(inbreng.pk) not in str(Gebeurtenis.objects.filter(pk=line.pk).values().get())


@pytest.mark.parametrize("model", [Inbreng, Concept, Contactverzoek, Volgcode])
def test_residents_tables_hold_no_time_address_or_device(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        assert not isinstance(field, models.DateTimeField | models.GenericIPAddressField | models.TimeField)
        assert not any(word in field.name for word in ("ip", "agent", "tijdstip", "adres", "gemaakt"))
    assert isinstance(model._meta.pk, models.UUIDField)
    assert model._meta.pk.default is uuid.uuid4


def test_contact_has_no_key_to_words() -> None:
    related = {field.related_model for field in Contactverzoek._meta.get_fields() if field.is_relation}
    assert related == {Wijk}


# ---- the half-filled form ------------------------------------------------------------------------


def make_concept(
    wijk: Wijk, sleutel: str, tekst: str = "Ik mis een bankje.", pk: uuid.UUID | None = None
) -> Concept:
    return save_concept(
        wijk=wijk,
        formulier=Formulier.INBRENG,
        sleutel=sleutel,
        pk=pk or uuid.uuid4(),
        gegevens={"tekst": tekst, "mag_delen": "ja"},
    )


def test_only_the_same_browser_and_wijk_find_it() -> None:
    wijk, sleutel = make_wijk(), new_sleutel()
    pk = make_concept(wijk, sleutel).pk
    assert find_concept(wijk=wijk, formulier=Formulier.INBRENG, sleutel=sleutel, pk=pk) is not None
    for key, other, form in (
        (new_sleutel(), wijk, Formulier.INBRENG),
        ("", wijk, Formulier.INBRENG),
        (sleutel, make_wijk(), Formulier.INBRENG),
        (sleutel, wijk, Formulier.CONTACT),
    ):
        assert find_concept(wijk=other, formulier=form, sleutel=key, pk=pk) is None


def test_the_cookie_itself_is_not_kept() -> None:
    sleutel = new_sleutel()
    concept = make_concept(make_wijk(), sleutel)
    assert sleutel not in str(Concept.objects.filter(pk=concept.pk).values().get())


def test_two_tabs_do_not_mix() -> None:
    wijk, sleutel = make_wijk(), new_sleutel()
    left, right = make_concept(wijk, sleutel, "Links."), make_concept(wijk, sleutel, "Rechts.")
    for concept in (right, left):
        send_inbreng(concept=concept, taal="nl")
    found = [inbreng_of(Concept.objects.get(pk=pk)) for pk in (left.pk, right.pk)]
    assert [inbreng.tekst for inbreng in found if inbreng] == ["Links.", "Rechts."]


@pytest.mark.django_db(transaction=True)
def test_five_presses_on_send_are_one_input() -> None:
    concept = make_concept(make_wijk(), new_sleutel())
    together(*[lambda: send_inbreng(concept=concept, taal="ar")] * 5)
    inbreng = Inbreng.objects.get()
    assert (inbreng.taal, inbreng.mag_delen) == ("ar", True)
    assert Volgcode.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_five_first_pages_at_once_are_one_form() -> None:
    wijk, sleutel, pk = make_wijk(), new_sleutel(), uuid.uuid4()
    together(*[lambda: make_concept(wijk, sleutel, pk=pk)] * 5)
    assert Concept.objects.count() == 1


def test_sent_words_leave_the_form() -> None:
    concept = make_concept(make_wijk(), new_sleutel(), "Een geheim.")
    send_inbreng(concept=concept, taal="nl")
    assert "geheim" not in str(Concept.objects.values().get())


def test_the_first_page_again_after_sending_is_the_same_input() -> None:
    wijk, sleutel = make_wijk(), new_sleutel()
    concept = make_concept(wijk, sleutel)
    send_inbreng(concept=concept, taal="nl")
    assert make_concept(wijk, sleutel, pk=concept.pk).verzend_id == concept.verzend_id
    other = make_concept(wijk, sleutel, "Nog iets anders.", pk=concept.pk)
    assert other.verzend_id != concept.verzend_id
    assert not other.verzonden


def test_nobody_can_write_in_the_form_of_another_browser() -> None:
    wijk = make_wijk()
    mine = make_concept(wijk, new_sleutel(), "Van mij.")
    other = make_concept(wijk, new_sleutel(), "Van een ander.", pk=mine.pk)
    assert other.pk != mine.pk
    mine.refresh_from_db()
    assert mine.gegevens["tekst"] == "Van mij."


def save_contact(wijk: Wijk, sleutel: str, pk: uuid.UUID, contact: str = "06 12345678") -> Concept:
    gegevens = {"doel": "meedoen", "naam": "Ank", "contact": contact}
    return save_concept(wijk=wijk, formulier=Formulier.CONTACT, sleutel=sleutel, pk=pk, gegevens=gegevens)


@pytest.mark.django_db(transaction=True)
def test_five_contact_forms_at_once_are_one_row() -> None:
    wijk, sleutel, pk = make_wijk(), new_sleutel(), uuid.uuid4()
    together(*[lambda: send_contact(concept=save_contact(wijk, sleutel, pk))] * 5)
    assert Contactverzoek.objects.get().contact == "06 12345678"
    assert Concept.objects.get().gegevens == {}


def test_a_corrected_contact_form_is_not_lost_and_not_doubled() -> None:
    wijk, sleutel, pk = make_wijk(), new_sleutel(), uuid.uuid4()
    for contact in ("06 12345678", "06 12345678", "06 87654321", "06 87654321"):
        send_contact(concept=save_contact(wijk, sleutel, pk, contact))
    assert set(Contactverzoek.objects.values_list("contact", flat=True)) == {"06 12345678", "06 87654321"}
    assert Contactverzoek.objects.count() == 2


# ---- afterwards ----------------------------------------------------------------------------------


def test_more_about_an_input() -> None:
    wijk = make_wijk(code="WK007404")
    buurt, elders = make_regio("BU00740401", naam="Jubbega"), make_regio("BU00750101", naam="Elders")
    inbreng = send(wijk)
    row = describe_inbreng(inbreng=inbreng, soort="idee", onderwerp="T01", buurt=buurt)
    assert (row.soort, row.onderwerp, row.buurt) == ("idee", "T01", buurt)
    with pytest.raises(DomeinFout, match="buurt uit de lijst"):
        describe_inbreng(inbreng=inbreng, buurt=elders)
    with pytest.raises(DomeinFout, match="uit de lijst"):
        describe_inbreng(inbreng=inbreng, soort="klacht")


@pytest.mark.parametrize("status", ["gepubliceerd", "geweigerd", "doorgegeven"])
def test_changed_words_are_read_again(status: str) -> None:
    inbreng = make_inbreng(
        make_wijk(), status=status, doorgegeven_aan="de gemeente" if status == "doorgegeven" else ""
    )
    row = change_inbreng(inbreng=inbreng, revisie=inbreng.revisie, tekst="Bel 0612345678", mag_delen=True)
    assert (row.status, row.reden, row.doorgegeven_aan) == ("ontvangen", "", "")
    assert row.signalen == ["telefoon"]


def test_unchanged_words_stay_read_and_fewer_readers_need_no_reading() -> None:
    inbreng = make_inbreng(make_wijk())
    same = change_inbreng(inbreng=inbreng, revisie=inbreng.revisie, tekst=inbreng.tekst, mag_delen=True)
    assert same.status == "gepubliceerd"
    inbreng.refresh_from_db()
    fewer = change_inbreng(inbreng=inbreng, revisie=inbreng.revisie, tekst=inbreng.tekst, mag_delen=False)
    assert (fewer.status, fewer.mag_delen) == ("gepubliceerd", False)
    more = change_inbreng(inbreng=fewer, revisie=fewer.revisie, tekst=inbreng.tekst, mag_delen=True)
    assert more.status == "ontvangen"


def test_a_stale_change_overwrites_nothing() -> None:
    inbreng = make_inbreng(make_wijk())
    change_inbreng(inbreng=inbreng, revisie=1, tekst="Nieuw.", mag_delen=True)
    with pytest.raises(VerouderdFout):
        change_inbreng(inbreng=inbreng, revisie=1, tekst="Ouder.", mag_delen=True)
    assert Inbreng.objects.get().tekst == "Nieuw."


def test_words_that_were_wiped_stay_wiped() -> None:
    inbreng = make_inbreng(make_wijk(), "", status="afgehandeld")
    with pytest.raises(DomeinFout, match="gewist"):
        change_inbreng(inbreng=inbreng, revisie=inbreng.revisie, tekst="Toch weer.", mag_delen=True)


def test_an_objection_is_kept_once_and_needs_a_summary() -> None:
    wijk = make_wijk()
    with pytest.raises(DomeinFout, match="nog niet samengevat"):
        object_to_summary(inbreng=make_inbreng(wijk))
    inbreng = make_inbreng(wijk, bundel=make_bundel(wijk))
    for _ in range(2):
        object_to_summary(inbreng=inbreng, tekst="Ik bedoelde een bankje in de zon.")
    inbreng.refresh_from_db()
    assert inbreng.niet_zo_bedoeld
    assert Gebeurtenis.objects.filter(actie="niet_zo_bedoeld").count() == 1
    with pytest.raises(DomeinFout, match="te lang"):
        object_to_summary(inbreng=inbreng, tekst="a" * 601)
