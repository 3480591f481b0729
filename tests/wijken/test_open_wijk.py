from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout, VerouderdFout
from tests.factories import make_gebruiker, make_regio, make_wijk
from tests.tegelijk import together
from tests.wijken.cbs import SAMPLE
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import Gebeurtenis, Kortelink, Lidmaatschap, Wijk
from wijken.selectors import buurten_of, gemeente_naam, regiocodes
from wijken.services import open_wijk, update_instellingen


@pytest.fixture
def cijfers(db: None) -> None:
    import_kerncijfers(pad=SAMPLE)


@pytest.mark.usefixtures("cijfers")
def test_opening_the_sample_wijk() -> None:
    door = make_gebruiker()
    wijk = open_wijk(code="wk007404 ", door=door)
    assert (wijk.slug, wijk.naam, wijk.gemeente_id) == ("jubbega", "Jubbega", "GM0074")
    assert gemeente_naam(wijk) == "Heerenveen"
    assert regiocodes(wijk) == ["WK007404"]
    link = Kortelink.objects.get(wijk=wijk)
    assert (link.doel, link.actief, len(link.code)) == ("inbreng", True, 6)
    line = Gebeurtenis.objects.get(wijk=wijk)
    assert (line.actie, line.gebruiker, line.resultaat) == ("wijk_geopend", door, "gelukt")


@pytest.mark.usefixtures("cijfers")
def test_opening_twice_is_one_wijk() -> None:
    assert open_wijk(code="WK007404").pk == open_wijk(code="WK007404", naam="Anders").pk
    assert Wijk.objects.count() == Kortelink.objects.count() == 1


@pytest.mark.usefixtures("cijfers")
def test_villages_of_a_wijk_by_name() -> None:
    namen = [naam for _, naam in buurten_of(open_wijk(code="WK007404"))]
    assert namen == [
        "Hoornsterzwaag",
        "Jubbega",
        "Katlijk",
        "Mildam",
        "Nieuwehorne",
        "Oudehorne",
        "Oudeschoot",
    ]
    assert buurten_of(open_wijk(code="BU00740601")) == [("BU00740601", "Oranjewoud")]


@pytest.mark.usefixtures("cijfers")
def test_several_regions_are_one_wijk() -> None:
    wijk = open_wijk(code="BU00740402", erbij=["BU00740403"], naam="Mildam en Katlijk")
    assert (wijk.slug, regiocodes(wijk)) == ("mildam-en-katlijk", ["BU00740402", "BU00740403"])
    assert [naam for _, naam in buurten_of(wijk)] == ["Katlijk", "Mildam"]
    assert open_wijk(code="BU00740403", erbij=["BU00740402"]).pk == wijk.pk
    with pytest.raises(DomeinFout, match="werkt al een team: Mildam en Katlijk"):
        open_wijk(code="BU00740402")


@pytest.mark.usefixtures("cijfers")
@pytest.mark.parametrize(
    ("code", "erbij", "reason"),
    [
        ("WK999999", [], "kennen wij niet"),
        ("NL00", [], "geen code van een gemeente"),
        ("Jubbega", [], "geen code van een gemeente"),
        ("WK007404", ["BU00740401"], "vallen samen"),
        ("WK007404", ["WK007404"], "vallen samen"),
        ("GM0074", ["WK007404"], "telt iemand dubbel"),
    ],
)
def test_what_cannot_be_opened(code: str, erbij: list[str], reason: str) -> None:
    with pytest.raises(DomeinFout, match=reason):
        open_wijk(code=code, erbij=erbij)
    assert not Wijk.objects.exists()


@pytest.mark.django_db
def test_two_villages_of_one_name_get_two_addresses() -> None:
    for code, naam in (("BU00740101", "Centrum"), ("BU03630101", "Centrum"), ("BU03630102", "Centrum")):
        make_regio(code, naam=naam)
    make_regio("GM0363", naam="Amsterdam")
    slugs = [open_wijk(code=code).slug for code in ("BU00740101", "BU03630101", "BU03630102")]
    assert slugs == ["centrum", "centrum-amsterdam", "centrum-2"]


@pytest.mark.django_db
def test_a_name_without_letters_still_gets_an_address() -> None:
    make_regio("WK007409", naam="العربية")
    assert open_wijk(code="WK007409").slug == "wijk"


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_open_one_wijk() -> None:
    make_regio("GM0074")
    make_regio("WK007404", naam="Wijk 04 Jubbega")
    opened = together(*[lambda: open_wijk(code="WK007404").pk] * 4)
    assert len(set(opened)) == 1
    assert Wijk.objects.count() == 1


@pytest.mark.usefixtures("cijfers")
def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("open_wijk", "WK007406")
    said = capsys.readouterr().out
    assert "Oranjewoud is open." in said
    assert "/wijken/oranjewoud/" in said
    assert Gebeurtenis.objects.get(actie="wijk_geopend").herkomst == "commando"
    with pytest.raises(CommandError, match="import_kerncijfers"):
        call_command("open_wijk", "WK123456")


def save(wijk: Wijk, *, revisie: int = 1, naam: str = "Jubbega", weken: int = 3) -> Wijk:
    return update_instellingen(
        wijk=wijk,
        revisie=revisie,
        door=Gebruiker.objects.first(),
        naam=naam,
        ondertitel="en zes dorpen",
        telefoon="0513 00 00 00",
        inloop_plek="het dorpshuis",
        inloop_tijden="maandag",
        reactie_weken=weken,
        hulpafspraak="Bel het team.",
        beslist_mee="het plein",
        denkt_mee="de straat",
        ligt_vast="de weg",
    )


@pytest.mark.django_db
def test_saving_the_settings_keeps_the_address() -> None:
    wijk = make_wijk("jubbega", naam="Jubbega")
    door = make_gebruiker(Lidmaatschap.Rol.COORDINATOR, wijk=wijk)
    saved = save(wijk, naam=" De Kern ")
    assert (saved.naam, saved.slug, saved.reactie_weken, saved.revisie) == ("De Kern", "jubbega", 3, 2)
    line = Gebeurtenis.objects.get(wijk=wijk)
    assert (line.actie, line.gebruiker) == ("instellingen_bewaard", door)


@pytest.mark.django_db
def test_a_stale_form_overwrites_nothing() -> None:
    wijk = make_wijk(naam="Jubbega")
    save(wijk)
    with pytest.raises(VerouderdFout) as error:
        save(wijk, weken=9)
    assert error.value.huidig.reactie_weken == 3
    wijk.refresh_from_db()
    assert wijk.reactie_weken == 3


@pytest.mark.django_db
def test_a_wijk_has_a_name() -> None:
    wijk = make_wijk()
    with pytest.raises(DomeinFout, match="hoe de wijk heet"):
        save(wijk, naam="  ")
