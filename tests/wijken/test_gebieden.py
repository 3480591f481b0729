"""Wijken as people know them: several regions, everyday names, streets, and an address that may change."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from kern.fouten import DomeinFout, VerouderdFout
from tests.factories import Rol, make_gebruiker, make_inbreng, make_regio, make_waarde, make_wijk
from tests.wijken.cbs import SAMPLE
from wijken.cijfers import read_cijfers
from wijken.gebieden import services
from wijken.gebieden.regels import MAX_STRATEN, StraatRegel, read_straten, write_straten
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.models import Gebeurtenis, OudAdres, Regio, Roepnaam, Straat, Wijk, WijkRegio
from wijken.selectors import buurten_of, buurtkeuzes, namen_in, regiocodes
from wijken.services import open_wijk
from wijken.tabellen import all_numbers

pytestmark = pytest.mark.django_db

MILDAM, KATLIJK = "BU00740402", "BU00740403"


@pytest.fixture
def wijk() -> Wijk:
    import_kerncijfers(pad=SAMPLE)
    return open_wijk(code="WK007404")


@pytest.fixture
def coordinator(client: Client, wijk: Wijk) -> Client:
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    return client


def address(naam: str, wijk: Wijk) -> str:
    return reverse(f"wijken:{naam}", args=[wijk.slug])


# ---- regions ------------------------------------------------------------------------------------
def test_a_region_of_another_municipality_may_belong_to_it(wijk: Wijk) -> None:
    make_waarde(make_regio("GM0085", naam="Ooststellingwerf"), "inwoners", 25_000, jaar=2025)
    make_waarde(make_regio("WK008501", naam="Wijk 01 Donkerbroek"), "inwoners", 1_000, jaar=2025)
    services.add_regio(wijk=wijk, code="wk008501")
    assert regiocodes(wijk) == ["WK007404", "WK008501"]
    cijfers = read_cijfers(wijk)
    assert cijfers.gemeente is not None
    assert cijfers.gemeente.naam == "Heerenveen en Ooststellingwerf"
    people = cijfers.newest(cijfers.wijk, "inwoners")
    alone = cijfers.read(cijfers.wijk, "inwoners", 2024)
    assert people is not None
    assert (people.jaar, people.opgeteld) == (2025, True)
    assert alone is None  # of one of the two there is no row for that year


def test_opening_on_two_municipalities(wijk: Wijk) -> None:
    make_regio("WK008501", naam="Donkerbroek")
    both = open_wijk(code="WK007406", erbij=["WK008501"], naam="Aan de Tjonger")
    assert (both.gemeente_id, both.slug) == ("GM0074", "aan-de-tjonger")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (MILDAM, "telt iemand dubbel"),
        ("GM0074", "telt iemand dubbel"),
        ("WK999999", "kennen wij niet"),
        ("NL00", "geen code"),
        ("", "geen code"),
    ],
)
def test_what_cannot_be_put_beside_it(wijk: Wijk, code: str, reason: str) -> None:
    with pytest.raises(DomeinFout, match=reason):
        services.add_regio(wijk=wijk, code=code)
    assert regiocodes(wijk) == ["WK007404"]


def test_a_region_of_another_team_stays_theirs(wijk: Wijk) -> None:
    open_wijk(code="WK007406")
    with pytest.raises(DomeinFout, match="werkt al een team: Oranjewoud"):
        services.add_regio(wijk=wijk, code="WK007406")


def test_the_same_region_twice_changes_nothing(wijk: Wijk) -> None:
    for _ in range(2):
        services.add_regio(wijk=wijk, code="WK007406")
    assert Gebeurtenis.objects.filter(wijk=wijk, actie="gebied_erbij").count() == 1


def test_a_region_goes_with_its_names_and_stories_stay(wijk: Wijk) -> None:
    services.add_regio(wijk=wijk, code="WK007406")
    inbreng = make_inbreng(wijk, buurt=Regio.objects.get(code="BU00740601"))
    services.save_names(wijk=wijk, revisie=wijk.revisie, namen={"WK007406": "It Bosk", MILDAM: "Mildaam"})
    services.remove_regio(wijk=wijk, code="WK007406")
    services.remove_regio(wijk=wijk, code="WK007406")
    assert regiocodes(wijk) == ["WK007404"]
    assert [naam.naam for naam in Roepnaam.objects.filter(wijk=wijk)] == ["Mildaam"]
    inbreng.refresh_from_db()
    assert inbreng.buurt_id == "BU00740601"


def test_the_last_region_stays(wijk: Wijk) -> None:
    with pytest.raises(DomeinFout, match="het enige gebied"):
        services.remove_regio(wijk=wijk, code="WK007404")


def test_when_its_municipality_is_left_the_wijk_is_compared_with_the_other(wijk: Wijk) -> None:
    make_regio("WK008501", naam="Donkerbroek")
    services.add_regio(wijk=wijk, code="WK008501")
    services.remove_regio(wijk=wijk, code="WK007404")
    wijk.refresh_from_db()
    assert wijk.gemeente_id == "GM0085"


# ---- names --------------------------------------------------------------------------------------
def test_an_everyday_name_is_first_and_that_of_cbs_beside_it(wijk: Wijk, client: Client) -> None:
    services.save_names(wijk=wijk, revisie=wijk.revisie, namen={MILDAM: " Mildaam ", KATLIJK: "Katlijk"})
    assert dict(buurten_of(wijk))[MILDAM] == "Mildaam"
    assert dict(buurtkeuzes(wijk))[MILDAM] == "Mildaam (Mildam)"
    assert dict(buurtkeuzes(wijk))[KATLIJK] == "Katlijk"  # what is the same as CBS is no everyday name
    assert namen_in(wijk, [MILDAM, "WK007406"]) == {MILDAM: "Mildaam", "WK007406": "Wijk 06 Oranjewoud"}
    assert {plek.naam: plek.cbs for plek in read_cijfers(wijk).buurten}["Mildaam"] == "Mildam"
    assert "Mildaam" in client.get(f"/wijken/{wijk.slug}/cijfers/").content.decode()


def test_a_name_of_one_wijk_says_nothing_in_another(wijk: Wijk) -> None:
    other = make_wijk("elders")
    WijkRegio.objects.create(wijk=other, regio_id="WK007404")
    services.save_names(wijk=wijk, revisie=wijk.revisie, namen={MILDAM: "Mildaam"})
    assert dict(buurten_of(other))[MILDAM] == "Mildam"


def test_an_empty_name_gives_that_of_cbs_back(wijk: Wijk) -> None:
    services.save_names(wijk=wijk, revisie=1, namen={MILDAM: "Mildaam"})
    services.save_names(wijk=wijk, revisie=2, namen={MILDAM: ""})
    assert not Roepnaam.objects.exists()


def test_two_buurten_of_one_name_are_refused(wijk: Wijk) -> None:
    with pytest.raises(DomeinFout, match="Twee buurten heten nu"):
        services.save_names(wijk=wijk, revisie=1, namen={MILDAM: "Katlijk", KATLIJK: ""})


def test_a_buurt_of_another_wijk_cannot_be_named(wijk: Wijk) -> None:
    with pytest.raises(DomeinFout, match="hoort niet bij de wijk"):
        services.save_names(wijk=wijk, revisie=1, namen={"BU00740601": "Hier"})


def test_who_saves_second_loses_nothing(coordinator: Client, wijk: Wijk) -> None:
    services.save_names(wijk=wijk, revisie=1, namen={MILDAM: "Mildaam"})
    with pytest.raises(VerouderdFout):
        services.save_names(wijk=wijk, revisie=1, namen={MILDAM: "Anders"})
    page = coordinator.post(address("namen", wijk), {"revisie": "1", f"naam_{MILDAM}": "Anders"})
    assert page.status_code == 409
    assert 'value="Anders"' in page.content.decode()
    assert 'name="revisie" value="2"' in page.content.decode()
    again = coordinator.post(address("namen", wijk), {"revisie": "2", f"naam_{MILDAM}": "Anders"})
    assert again.status_code == 303
    assert Roepnaam.objects.get().naam == "Anders"


# ---- streets ------------------------------------------------------------------------------------
BUURTEN = {"hoornsterzwaag": "BU1", "jubbega": "BU2"}


@pytest.mark.parametrize(
    ("line", "straat"),
    [
        ("Schoterlandseweg", StraatRegel("Schoterlandseweg")),
        ("Schoterlandseweg; Hoornsterzwaag; 8412", StraatRegel("Schoterlandseweg", "BU1", "8412")),
        ("Kerkstraat\tJubbega\t8411 AB", StraatRegel("Kerkstraat", "BU2", "8411")),
        ("Kerkstraat 8411AB", StraatRegel("Kerkstraat", "", "8411")),
        ("Kerkstraat; 8411; jubbega", StraatRegel("Kerkstraat", "BU2", "8411")),
        ("  't   Hof |  | ", StraatRegel("'t Hof")),
        ("2e Compagnonsweg", StraatRegel("2e Compagnonsweg")),
    ],
)
def test_a_line_of_the_list(line: str, straat: StraatRegel) -> None:
    gelezen = read_straten(line, BUURTEN)
    assert (gelezen.straten, gelezen.fouten) == ((straat,), ())


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        ("Kerkstraat\nDorpsstraat; Verweg", "Regel 2: de buurt ‘Verweg’ kennen wij niet"),
        ("; 8411", "Regel 1: hier staat geen straat"),
        ("x" * 81, "Regel 1: deze naam is te lang"),
        ("a; b; c; d", "Regel 1: schrijf hooguit"),
        ("\n".join(f"Straat {'x' * (n % 7)} no{n}" for n in range(MAX_STRATEN + 1)), "meer dan 2000 straten"),
    ],
)
def test_what_cannot_be_read_is_said_by_line(tekst: str, fout: str) -> None:
    assert fout in read_straten(tekst, BUURTEN).fouten[0]


def test_a_street_is_kept_once_and_written_back() -> None:
    gelezen = read_straten("Kerkstraat\n\nkerkstraat \nKerkstraat; Jubbega", BUURTEN)
    assert write_straten(gelezen.straten, {"BU2": "Jubbega"}) == "Kerkstraat\nKerkstraat; Jubbega"


def test_the_page_keeps_the_list(coordinator: Client, wijk: Wijk) -> None:
    services.save_names(wijk=wijk, revisie=1, namen={MILDAM: "Mildaam"})
    typed = "Schoterlandseweg; Mildaam; 8454\nKerkstraat; mildam"
    answer = coordinator.post(address("straten", wijk), {"revisie": "2", "straten": typed})
    assert answer.status_code == 303
    assert list(Straat.objects.values_list("naam", "buurt", "postcode")) == [
        ("Kerkstraat", MILDAM, ""),
        ("Schoterlandseweg", MILDAM, "8454"),
    ]
    assert "Kerkstraat; Mildaam" in coordinator.get(address("straten", wijk)).content.decode()
    assert coordinator.post(address("straten", wijk), {"revisie": "3", "straten": ""}).status_code == 303
    assert not Straat.objects.exists()


def test_a_list_that_cannot_be_read_stays_on_the_page(coordinator: Client, wijk: Wijk) -> None:
    page = coordinator.post(address("straten", wijk), {"revisie": "1", "straten": "Kerkstraat; Verweg"})
    assert page.status_code == 422
    assert "Kerkstraat; Verweg</textarea>" in page.content.decode()
    assert "‘Verweg’ kennen wij niet" in page.content.decode()


# ---- the page -----------------------------------------------------------------------------------
def test_find_a_region_and_put_it_beside(coordinator: Client, wijk: Wijk) -> None:
    page = coordinator.get(address("gebieden", wijk), {"zoek": "oranjewoud"}).content.decode()
    assert 'name="erbij" value="WK007406"' in page
    assert coordinator.post(address("gebieden", wijk), {"erbij": "WK007406"}).status_code == 303
    page = coordinator.get(address("gebieden", wijk), {"zoek": "oranjewoud"}).content.decode()
    assert 'name="eraf" value="WK007406"' in page
    assert "Valt samen met een gebied van de wijk" in page  # the buurt inside it
    assert coordinator.post(address("gebieden", wijk), {"eraf": "WK007406"}).status_code == 303
    assert regiocodes(wijk) == ["WK007404"]


def test_what_cannot_be_is_said_on_the_page(coordinator: Client, wijk: Wijk) -> None:
    page = coordinator.post(address("gebieden", wijk), {"eraf": "WK007404"})
    assert page.status_code == 422
    assert "Dit is het enige gebied van de wijk" in page.content.decode()


# ---- the address --------------------------------------------------------------------------------
def test_under_the_old_address_everything_is_still_found(coordinator: Client, wijk: Wijk) -> None:
    answer = coordinator.post(address("adres", wijk), {"adres": "Jobbegea e.o."})
    assert answer["Location"] == "/team/jobbegea-eo/instellingen/gebieden/"
    for old, new in (
        ("/wijken/jubbega/?x=1&y=ja", "/wijken/jobbegea-eo/?x=1&y=ja"),
        ("/wijken/jubbega/cijfers/", "/wijken/jobbegea-eo/cijfers/"),
        ("/wijken/jubbega/tien-cijfers.pdf", "/wijken/jobbegea-eo/tien-cijfers.pdf"),
        ("/team/jubbega/inbreng/?status=nieuw", "/team/jobbegea-eo/inbreng/?status=nieuw"),
    ):
        answer = coordinator.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)
        assert answer["Cache-Control"] == "no-cache"


def test_what_was_typed_goes_along(client: Client, wijk: Wijk) -> None:
    services.change_adres(wijk=wijk, slug="jobbegea")
    answer = client.post("/wijken/jubbega/inbreng/", {"tekst": "Ik mis een bankje."})
    assert (answer.status_code, answer["Location"]) == (308, "/wijken/jobbegea/inbreng/")


def test_an_old_address_gives_no_more_rights(client: Client, wijk: Wijk) -> None:
    services.change_adres(wijk=wijk, slug="jobbegea")
    assert client.get("/team/jubbega/instellingen/")["Location"].startswith("/inloggen/")
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=make_wijk("elders")))
    assert client.get("/team/jubbega/instellingen/", follow=True).status_code == 404
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    assert client.get("/team/jubbega/instellingen/", follow=True).status_code == 403


def test_an_address_that_never_was_is_not_found(client: Client, wijk: Wijk) -> None:
    services.change_adres(wijk=wijk, slug="jobbegea")
    assert client.get("/wijken/nooit-geweest/").status_code == 404


def test_back_to_the_first_address(client: Client, wijk: Wijk) -> None:
    for slug in ("jobbegea", "jubbega", "jubbega"):
        wijk = services.change_adres(wijk=wijk, slug=slug)
    assert list(OudAdres.objects.values_list("slug", flat=True)) == ["jobbegea"]
    assert client.get("/wijken/jubbega/").status_code == 200
    assert client.get("/wijken/jobbegea/")["Location"] == "/wijken/jubbega/"


@pytest.mark.parametrize("slug", ["elders", "Elders!", "vroeger"])
def test_an_address_that_another_wijk_has_or_had_is_taken(wijk: Wijk, slug: str) -> None:
    services.change_adres(wijk=make_wijk("vroeger"), slug="elders")
    with pytest.raises(DomeinFout, match="van een andere wijk"):
        services.change_adres(wijk=wijk, slug=slug)


def test_a_new_wijk_does_not_get_a_former_address(wijk: Wijk) -> None:
    services.change_adres(wijk=wijk, slug="jobbegea")
    assert open_wijk(code="WK007406", naam="Jubbega").slug == "jubbega-heerenveen"


@pytest.mark.parametrize("slug", ["", "  ", "!!!", "القاهرة"])
def test_an_address_needs_letters(coordinator: Client, wijk: Wijk, slug: str) -> None:
    page = coordinator.post(address("adres", wijk), {"adres": slug})
    assert page.status_code == 422
    wijk.refresh_from_db()
    assert wijk.slug == "jubbega"


def test_the_name_and_address_by_command(wijk: Wijk) -> None:
    call_command("hernoem_wijk", "jubbega", naam="Jobbegea", adres="jobbegea")
    wijk.refresh_from_db()
    assert (wijk.naam, wijk.slug) == ("Jobbegea", "jobbegea")
    with pytest.raises(CommandError, match="geen wijk"):
        call_command("hernoem_wijk", "bestaat-niet", naam="x")


def test_several_regions_show_sums_only(wijk: Wijk) -> None:
    """A figure that cannot be added up is said to be missing, not guessed."""
    services.add_regio(wijk=wijk, code="WK007406")
    shown = {
        regel.label: regel.vakken[0] for blok in all_numbers(read_cijfers(wijk)) for regel in blok.regels
    }
    assert shown["Mensen die hier wonen"].bekend
    assert not shown["Waarde van een woning"].bekend
