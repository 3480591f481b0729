from __future__ import annotations

import uuid
from typing import Any

import pytest

from bewoners.models import Inbreng
from bewoners.services.handeling import Handeling
from bewoners.services.moderatie import (
    keuze_of,
    mark_help,
    mask_words,
    pass_on,
    publish,
    refuse,
    reopen,
    settle_objection,
    undo,
)
from kern.fouten import DomeinFout, VerouderdFout
from tests.factories import Rol, make_bundel, make_gebruiker, make_inbreng, make_regio, make_wijk
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
Status = Inbreng.Status


def nieuw(wijk: Wijk, tekst: str = "Ik mis een bankje bij de winkel.", **velden: Any) -> Inbreng:
    return make_inbreng(wijk, tekst, status=Status.ONTVANGEN, **velden)


def test_publish_clears_all_chosen_inputs_and_logs_each_without_words() -> None:
    wijk = make_wijk()
    door = make_gebruiker(Rol.TEAMLID, wijk=wijk)
    rijen = [nieuw(wijk, f"Geheime woorden {n}") for n in range(3)]

    handeling = publish(wijk=wijk, keuze=keuze_of(*rijen), door=door)

    assert handeling.aantal == 3
    assert Inbreng.objects.filter(status=Status.GEPUBLICEERD).count() == 3
    regels = Gebeurtenis.objects.filter(actie="gepubliceerd", gebruiker=door)
    assert {r.sleutel for r in regels} == {str(r.pk) for r in rijen}
    assert not [r for r in regels if "Geheim" in f"{r.actie}{r.soort}{r.sleutel}{r.resultaat}"]


def test_the_same_publish_twice_changes_nothing_and_logs_nothing() -> None:
    wijk = make_wijk()
    rij = nieuw(wijk)
    publish(wijk=wijk, keuze=keuze_of(rij))
    assert publish(wijk=wijk, keuze=keuze_of(rij)).aantal == 0
    assert Gebeurtenis.objects.filter(actie="gepubliceerd").count() == 1


def test_a_text_that_the_resident_changed_meanwhile_is_not_published() -> None:
    wijk = make_wijk()
    rij = nieuw(wijk)
    gelezen = keuze_of(rij)
    Inbreng.objects.filter(pk=rij.pk).update(tekst="Heel andere woorden", revisie=rij.revisie + 1)

    handeling = publish(wijk=wijk, keuze=gelezen)

    assert (handeling.aantal, handeling.gewijzigd) == (0, 1)
    rij.refresh_from_db()
    assert rij.status == Status.ONTVANGEN


def test_inputs_of_another_wijk_are_not_touched() -> None:
    eigen, ander = make_wijk(), make_wijk()
    mijn, vreemd = nieuw(eigen), nieuw(ander)
    handeling = publish(wijk=eigen, keuze=keuze_of(mijn, vreemd))
    vreemd.refresh_from_db()
    assert vreemd.status == Status.ONTVANGEN
    assert (handeling.aantal, handeling.weg) == (1, 1)


def test_nothing_chosen_is_a_sentence() -> None:
    with pytest.raises(DomeinFout, match="Kies eerst een verhaal"):
        publish(wijk=make_wijk(), keuze={})


def test_refuse_asks_for_a_reason_and_takes_the_input_out_of_its_bundle() -> None:
    wijk = make_wijk()
    rij = nieuw(wijk, bundel=make_bundel(wijk))
    with pytest.raises(DomeinFout, match="Schrijf op waarom"):
        refuse(wijk=wijk, keuze=keuze_of(rij), reden="  ")
    refuse(wijk=wijk, keuze=keuze_of(rij), reden="Dit gaat over één persoon.")
    rij.refresh_from_db()
    assert (rij.status, rij.reden, rij.bundel) == (Status.GEWEIGERD, "Dit gaat over één persoon.", None)


def test_pass_on_notes_to_whom_and_keeps_the_bundle() -> None:
    wijk = make_wijk()
    bundel = make_bundel(wijk)
    rij = nieuw(wijk, bundel=bundel)
    with pytest.raises(DomeinFout, match="aan wie"):
        pass_on(wijk=wijk, keuze=keuze_of(rij), aan="")
    pass_on(wijk=wijk, keuze=keuze_of(rij), aan="de woningcorporatie")
    rij.refresh_from_db()
    assert (rij.status, rij.doorgegeven_aan, rij.bundel) == (
        Status.DOORGEGEVEN,
        "de woningcorporatie",
        bundel,
    )


def test_reopen_puts_a_refused_input_back_among_the_new_ones() -> None:
    wijk = make_wijk()
    rij = make_inbreng(wijk, status=Status.GEWEIGERD, reden="Reclame.")
    reopen(wijk=wijk, keuze=keuze_of(rij))
    rij.refresh_from_db()
    assert (rij.status, rij.reden) == (Status.ONTVANGEN, "")


@pytest.mark.parametrize("actie", ["publish", "refuse", "pass_on"])
def test_undo_puts_back_exactly_what_was_changed(actie: str) -> None:
    wijk = make_wijk()
    bundel = make_bundel(wijk)
    rijen = [nieuw(wijk, bundel=bundel), make_inbreng(wijk, status=Status.DOORGEGEVEN, doorgegeven_aan="B")]
    keuze = keuze_of(*rijen)
    handeling = {
        "publish": lambda: publish(wijk=wijk, keuze=keuze),
        "refuse": lambda: refuse(wijk=wijk, keuze=keuze, reden="Reclame."),
        "pass_on": lambda: pass_on(wijk=wijk, keuze=keuze, aan="de gemeente"),
    }[actie]()

    # as the session keeps it
    terug = undo(wijk=wijk, handeling=Handeling.from_json(handeling.to_json()))

    assert terug == 2
    for rij in rijen:
        nu = Inbreng.objects.get(pk=rij.pk)
        assert (nu.status, nu.reden, nu.doorgegeven_aan, nu.bundel_id) == (
            rij.status,
            rij.reden,
            rij.doorgegeven_aan,
            rij.bundel_id,
        )


def test_undo_twice_and_undo_after_someone_else_changed_it_do_nothing() -> None:
    wijk = make_wijk()
    een, twee = nieuw(wijk), nieuw(wijk)
    handeling = publish(wijk=wijk, keuze=keuze_of(een, twee))
    refuse(wijk=wijk, keuze={twee.pk: None}, reden="Reclame.")
    assert undo(wijk=wijk, handeling=handeling) == 1
    assert undo(wijk=wijk, handeling=handeling) == 0
    twee.refresh_from_db()
    assert twee.status == Status.GEWEIGERD


def test_undo_cannot_reach_into_another_wijk() -> None:
    eigen, ander = make_wijk(), make_wijk()
    rij = nieuw(ander)
    handeling = publish(wijk=ander, keuze=keuze_of(rij))
    assert undo(wijk=eigen, handeling=handeling) == 0


def test_mask_overwrites_the_words_for_good() -> None:
    wijk = make_wijk()
    rij = nieuw(wijk, "Buurman Jan Visser parkeert altijd op de stoep.")
    begin = rij.tekst.index("Jan")
    mask_words(
        wijk=wijk,
        inbreng=rij.pk,
        revisie=rij.revisie,
        passages=[(begin, begin + 3), (begin + 4, begin + 10)],
        vervanging="[naam]",
    )
    nu = Inbreng.objects.get(pk=rij.pk)
    assert nu.tekst == "Buurman [naam] parkeert altijd op de stoep."
    assert nu.gemaskeerd
    assert nu.revisie == rij.revisie + 1  # an old form of the resident cannot bring the words back
    assert not Gebeurtenis.objects.filter(resultaat__contains="Visser").exists()


def test_mask_refuses_an_old_text_other_words_and_no_words() -> None:
    wijk = make_wijk()
    rij = nieuw(wijk, "Jan doet dat.")
    masker: dict[str, Any] = {"wijk": wijk, "inbreng": rij.pk, "revisie": rij.revisie}
    with pytest.raises(VerouderdFout):
        mask_words(**{**masker, "revisie": 9}, passages=[(0, 3)], vervanging="[naam]")
    with pytest.raises(DomeinFout, match="staan niet in de tekst"):
        mask_words(**masker, passages=[(0, 300)], vervanging="[naam]")
    with pytest.raises(DomeinFout, match="Kies eerst welke woorden"):
        mask_words(**masker, passages=[], vervanging="[naam]")
    with pytest.raises(DomeinFout, match="lege plek"):
        mask_words(**masker, passages=[(0, 3)], vervanging="Piet")
    assert Inbreng.objects.get(pk=rij.pk).tekst == "Jan doet dat."


def test_a_question_for_help_leaves_no_words_and_no_description() -> None:
    wijk = make_wijk()
    rij = nieuw(
        wijk,
        "Ik kom niet meer rond en weet niet wie ik moet bellen.",
        soort="beter",
        onderwerp="T03",
        taal="ar",
        buurt=make_regio("BU00740401"),
        bundel=make_bundel(wijk),
        met_code=True,
    )
    Inbreng.objects.filter(pk=rij.pk).update(signalen=["hulp"], niet_zo_bedoeld_tekst="Ik bedoel mijn schuld")
    for _ in range(2):  # a repeat is harmless
        mark_help(wijk=wijk, inbreng=rij.pk, revisie=rij.revisie)
    nu = Inbreng.objects.get(pk=rij.pk)
    assert nu.status == Status.AFGEHANDELD
    assert (nu.tekst, nu.soort, nu.onderwerp, nu.buurt, nu.bundel, nu.taal) == ("", "", "", None, None, "nl")
    assert (nu.signalen, nu.niet_zo_bedoeld_tekst) == ([], "")
    assert nu.volgcode == rij.volgcode
    assert Gebeurtenis.objects.filter(actie="tekst_gewist").count() == 1


def test_a_wiped_input_cannot_be_moderated_any_more() -> None:
    wijk = make_wijk()
    rij = nieuw(wijk)
    mark_help(wijk=wijk, inbreng=rij.pk, revisie=rij.revisie)
    assert publish(wijk=wijk, keuze={rij.pk: None}).weg == 1
    assert Inbreng.objects.get(pk=rij.pk).status == Status.AFGEHANDELD


def test_a_settled_objection_takes_its_words_along() -> None:
    wijk = make_wijk()
    rij = nieuw(wijk)
    Inbreng.objects.filter(pk=rij.pk).update(niet_zo_bedoeld=True, niet_zo_bedoeld_tekst="Zo niet")
    settle_objection(wijk=wijk, inbreng=rij.pk)
    nu = Inbreng.objects.get(pk=rij.pk)
    assert (nu.niet_zo_bedoeld, nu.niet_zo_bedoeld_tekst) == (False, "")
    with pytest.raises(DomeinFout):
        settle_objection(wijk=make_wijk(), inbreng=rij.pk)


def test_an_unknown_input_is_counted_as_gone() -> None:
    handeling = publish(wijk=make_wijk(), keuze={uuid.uuid4(): None})
    assert (handeling.aantal, handeling.weg) == (0, 1)
