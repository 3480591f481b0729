from __future__ import annotations

import uuid

import pytest

from agenda.models import Terugkoppeling
from bewoners.models import Bundel, Inbreng
from bewoners.services.bundels import (
    add_to_bundel,
    delete_bundel,
    make_bundel,
    remove_from_bundel,
    update_bundel,
)
from bewoners.services.moderatie import undo
from kern.fouten import DomeinFout, VerouderdFout
from tests import factories
from tests.factories import make_inbreng, make_terugkoppeling, make_wijk
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


def drie(wijk: Wijk) -> list[Inbreng]:
    return [make_inbreng(wijk, f"Verhaal {n}", status=Inbreng.Status.ONTVANGEN) for n in range(3)]


def test_a_bundle_holds_the_originals_as_they_are() -> None:
    wijk = make_wijk()
    rijen = drie(wijk)
    bundel, handeling = make_bundel(
        wijk=wijk, titel=" Plekken  om te zitten ", onderwerp="T01", inbrengen=[r.pk for r in rijen]
    )
    assert bundel.titel == "Plekken om te zitten"
    assert handeling.aantal == 3
    assert sorted(bundel.inbrengen.values_list("tekst", flat=True)) == ["Verhaal 0", "Verhaal 1", "Verhaal 2"]
    assert set(bundel.inbrengen.values_list("status", flat=True)) == {Inbreng.Status.ONTVANGEN}


def test_the_same_form_sent_twice_is_one_bundle() -> None:
    wijk = make_wijk()
    pks = [r.pk for r in drie(wijk)]
    sleutel = uuid.uuid4()
    eerste = make_bundel(wijk=wijk, titel="Zitten", inbrengen=pks, sleutel=sleutel)
    tweede = make_bundel(wijk=wijk, titel="Zitten", inbrengen=pks, sleutel=sleutel)
    assert (Bundel.objects.count(), tweede.bundel.pk, tweede.handeling.aantal) == (1, eerste.bundel.pk, 0)


def test_a_key_of_another_wijk_opens_nothing() -> None:
    ander = factories.make_bundel(make_wijk())
    wijk = make_wijk()
    pks = [r.pk for r in drie(wijk)]
    with pytest.raises(DomeinFout):
        make_bundel(wijk=wijk, titel="Zitten", inbrengen=pks, sleutel=ander.pk)
    with pytest.raises(DomeinFout):
        add_to_bundel(wijk=wijk, bundel=ander.pk, inbrengen=pks)
    assert ander.inbrengen.count() == 0


@pytest.mark.parametrize(("titel", "onderwerp"), [("  ", ""), ("Zitten", "T99")])
def test_a_bundle_needs_a_name_and_a_known_subject(titel: str, onderwerp: str) -> None:
    wijk = make_wijk()
    with pytest.raises(DomeinFout):
        make_bundel(wijk=wijk, titel=titel, onderwerp=onderwerp, inbrengen=[r.pk for r in drie(wijk)])
    assert not Bundel.objects.exists()


def test_a_bundle_of_refused_inputs_only_is_not_made() -> None:
    wijk = make_wijk()
    rij = make_inbreng(wijk, status=Inbreng.Status.GEWEIGERD)
    with pytest.raises(DomeinFout):
        make_bundel(wijk=wijk, titel="Zitten", inbrengen=[rij.pk])
    assert not Bundel.objects.exists()


def test_adding_moves_an_input_from_its_old_bundle_and_undo_brings_it_back() -> None:
    wijk = make_wijk()
    oud, nieuw = factories.make_bundel(wijk, "Oud", inbrengen=1), factories.make_bundel(wijk, "Nieuw")
    rij = oud.inbrengen.get()
    handeling = add_to_bundel(wijk=wijk, bundel=nieuw.pk, inbrengen=[rij.pk]).handeling
    assert nieuw.inbrengen.get() == rij
    assert add_to_bundel(wijk=wijk, bundel=nieuw.pk, inbrengen=[rij.pk]).handeling.aantal == 0
    undo(wijk=wijk, handeling=handeling)
    assert oud.inbrengen.get() == rij


def test_undo_of_a_new_bundle_takes_it_away_unless_something_hangs_on_it() -> None:
    wijk = make_wijk()
    weg = make_bundel(wijk=wijk, titel="Weg", inbrengen=[drie(wijk)[0].pk])
    blijft = make_bundel(wijk=wijk, titel="Blijft", inbrengen=[drie(wijk)[0].pk])
    make_terugkoppeling(blijft.bundel)
    for gebundeld in (weg, blijft):
        assert undo(wijk=wijk, handeling=gebundeld.handeling) == 1
    assert list(Bundel.objects.values_list("titel", flat=True)) == ["Blijft"]
    assert Terugkoppeling.objects.count() == 1


def test_undo_when_the_old_bundle_is_gone_leaves_the_input_loose() -> None:
    wijk = make_wijk()
    oud, nieuw = factories.make_bundel(wijk, "Oud", inbrengen=1), factories.make_bundel(wijk, "Nieuw")
    rij = oud.inbrengen.get()
    handeling = add_to_bundel(wijk=wijk, bundel=nieuw.pk, inbrengen=[rij.pk]).handeling
    delete_bundel(wijk=wijk, bundel=oud.pk)
    assert undo(wijk=wijk, handeling=handeling) == 1
    rij.refresh_from_db()
    assert rij.bundel is None


def test_taking_one_out_leaves_the_others_and_strangers_alone() -> None:
    wijk = make_wijk()
    bundel, ander = (
        factories.make_bundel(wijk, inbrengen=2),
        factories.make_bundel(wijk, "Ander", inbrengen=1),
    )
    eruit, vreemd = bundel.inbrengen.all()[0], ander.inbrengen.get()
    handeling = remove_from_bundel(wijk=wijk, bundel=bundel.pk, inbrengen=[eruit.pk, vreemd.pk]).handeling
    assert (bundel.inbrengen.count(), ander.inbrengen.count(), handeling.aantal) == (1, 1, 1)


def test_a_stale_edit_keeps_both_texts_and_a_repeat_is_no_conflict() -> None:
    wijk = make_wijk()
    bundel = factories.make_bundel(wijk)
    for _ in range(2):
        update_bundel(wijk=wijk, bundel=bundel.pk, revisie=1, titel="Bankjes", samenvatting="Meer bankjes.")
    with pytest.raises(VerouderdFout) as fout:
        update_bundel(wijk=wijk, bundel=bundel.pk, revisie=1, titel="Stoelen", samenvatting="")
    assert fout.value.huidig.titel == "Bankjes"
    assert Bundel.objects.get(pk=bundel.pk).revisie == 2


def test_only_an_unused_bundle_can_be_deleted() -> None:
    wijk = make_wijk()
    vol, leeg = factories.make_bundel(wijk, inbrengen=1), factories.make_bundel(wijk, "Leeg")
    with pytest.raises(DomeinFout, match="nog in gebruik"):
        delete_bundel(wijk=wijk, bundel=vol.pk)
    for _ in range(2):
        delete_bundel(wijk=wijk, bundel=leeg.pk)
    assert list(Bundel.objects.all()) == [vol]
