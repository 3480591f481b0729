"""Who works in a wijk: the pages, roles, ending, and never without a coordinator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from agenda.bewaartermijnen import apply_policy
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_uitnodiging, make_wijk
from tests.project.huis import make_huis
from tests.tegelijk import refusals
from wijken.mensen.services import change_rol, end_lidmaatschap, give_rol
from wijken.models import Aanspreekpunt, Bericht, Gebeurtenis, Lidmaatschap, Uitnodiging, Wijk

MENSEN = "/team/hier/instellingen/mensen/"


def member(wijk: Wijk, rol: Rol = Rol.COORDINATOR, naam: str = "") -> Lidmaatschap:
    return Lidmaatschap.objects.get(gebruiker=make_gebruiker(rol, wijk=wijk, naam=naam))


def signed_in(lid: Lidmaatschap) -> Client:
    client = Client()
    client.force_login(lid.gebruiker)
    return client


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.django_db
def test_the_page_says_who_works_here_since_when_and_who_was_asked() -> None:
    wijk = make_wijk("hier")
    anna = member(wijk, naam="Anna")
    bo = member(wijk, Rol.INVOERDER, naam="Bo")
    Uitnodiging.objects.filter(pk=make_uitnodiging(wijk, bo.gebruiker.email).pk).update(gebruikt_op=today())
    make_uitnodiging(wijk, "open@voorbeeld.example")
    make_uitnodiging(wijk, "laat@voorbeeld.example", dagen_geleden=15)
    page = text(signed_in(anna), MENSEN)
    for words in (
        "2 mensen werken hier",
        "Invoerder",
        "uitnodiging aangenomen op",
        "open@voorbeeld.example",
        "wacht op antwoord",
        "te laat",
    ):
        assert words in page
    assert f"{MENSEN}{bo.pk}/rol/" in page
    assert f"{MENSEN}{anna.pk}/rol/" not in page


@pytest.mark.django_db
def test_alone_one_is_asked_to_invite_someone() -> None:
    assert "U werkt hier nog alleen" in text(signed_in(member(make_wijk("hier"))), MENSEN)


@pytest.mark.django_db
def test_a_mail_that_never_arrived_is_told() -> None:
    client = signed_in(member(make_wijk("hier")))
    client.post(MENSEN, {"email": "mia@voorbeeld.example", "rol": "teamlid"})
    Bericht.objects.update(status=Bericht.Status.MISLUKT)
    assert "mail niet aangekomen" in text(client, MENSEN)


# ---- roles ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_another_role_counts_at_once_and_is_logged() -> None:
    wijk = make_wijk("hier")
    client, bo = signed_in(member(wijk)), member(wijk, Rol.PARTNER)
    theirs = signed_in(bo)
    assert theirs.get("/team/hier/inbreng/").status_code == 403
    for _ in range(2):
        assert client.post(f"{MENSEN}{bo.pk}/rol/", {"rol": "teamlid"}).status_code == 303
    assert theirs.get("/team/hier/inbreng/").status_code == 200
    assert Gebeurtenis.objects.filter(actie="rol_gegeven").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, {"rol": "beheerder"}, {"rol": ""}])
def test_no_role_that_does_not_exist(sent: dict[str, str]) -> None:
    wijk = make_wijk("hier")
    bo = member(wijk, Rol.TEAMLID)
    response = signed_in(member(wijk)).post(f"{MENSEN}{bo.pk}/rol/", sent)
    assert response.status_code == 422
    assert "Kies een rol." in response.content.decode()
    bo.refresh_from_db()
    assert bo.rol == Rol.TEAMLID


@pytest.mark.django_db
def test_nobody_changes_his_own_role() -> None:
    wijk = make_wijk("hier")
    anna = member(wijk)
    member(wijk)
    response = signed_in(anna).post(f"{MENSEN}{anna.pk}/rol/", {"rol": "partner"})
    assert response.status_code == 422
    assert "Uw eigen rol kunt u niet veranderen" in response.content.decode()
    anna.refresh_from_db()
    assert anna.rol == Rol.COORDINATOR


@pytest.mark.django_db
def test_the_last_coordinator_stays_and_a_closed_account_is_no_coordinator() -> None:
    wijk = make_wijk("hier")
    anna, bo = member(wijk), member(wijk)
    Gebruiker.objects.filter(pk=bo.gebruiker_id).update(is_active=False)
    page = signed_in(anna).post("/account/wijken/hier/verlaten/").content.decode()
    assert "U bent de laatste coördinator van deze wijk." in page
    with pytest.raises(DomeinFout, match="laatste coördinator"):
        give_rol(wijk=wijk, gebruiker=anna.gebruiker, rol=Rol.TEAMLID)
    with pytest.raises(DomeinFout, match="laatste coördinator"):
        end_lidmaatschap(lid=anna, door=None)
    assert Lidmaatschap.objects.filter(rol=Rol.COORDINATOR).count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["end", "lower", "leave"])
def test_two_coordinators_at_the_same_moment_never_leave_a_wijk_without(way: str) -> None:
    wijk = make_wijk("hier")
    anna, bo = member(wijk), member(wijk)
    acts: dict[str, list[Callable[[], object]]] = {
        "end": [
            lambda: end_lidmaatschap(lid=anna, door=bo.gebruiker),
            lambda: end_lidmaatschap(lid=bo, door=anna.gebruiker),
        ],
        "lower": [
            lambda: change_rol(lid=anna, rol=Rol.TEAMLID, door=bo.gebruiker),
            lambda: change_rol(lid=bo, rol=Rol.TEAMLID, door=anna.gebruiker),
        ],
        "leave": [
            lambda: end_lidmaatschap(lid=anna, door=anna.gebruiker),
            lambda: end_lidmaatschap(lid=bo, door=bo.gebruiker),
        ],
    }
    refused = refusals(*acts[way], of=DomeinFout)
    assert len(refused) == 1
    assert Lidmaatschap.objects.filter(wijk=wijk, rol=Rol.COORDINATOR).count() == 1


@pytest.mark.django_db
def test_who_is_no_coordinator_any_more_changes_nothing() -> None:
    """The page was let in just before; the service looks again under its lock."""
    wijk = make_wijk("hier")
    anna, bo, cor = member(wijk), member(wijk), member(wijk)
    end_lidmaatschap(lid=bo, door=anna.gebruiker)
    for act in (
        lambda: end_lidmaatschap(lid=cor, door=bo.gebruiker),
        lambda: change_rol(lid=cor, rol=Rol.PARTNER, door=bo.gebruiker),
    ):
        with pytest.raises(DomeinFout, match="geen coördinator meer"):
            act()


# ---- leaving ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_ending_says_what_happens_and_closes_the_door_at_once() -> None:
    wijk = make_wijk("hier")
    client, bo = signed_in(member(wijk)), member(wijk, Rol.TEAMLID, naam="Bo Bakker")
    theirs = signed_in(bo)
    assert theirs.get("/team/hier/inbreng/").status_code == 200
    asked = text(client, f"{MENSEN}{bo.pk}/einde/")
    assert "Werkt Bo Bakker hier niet meer?" in asked
    assert "Het werk blijft" in asked
    assert "na 90 dagen" in asked
    assert Lidmaatschap.objects.filter(pk=bo.pk).exists()
    assert client.post(f"{MENSEN}{bo.pk}/einde/").status_code == 303
    assert client.post(f"{MENSEN}{bo.pk}/einde/").status_code == 404
    assert theirs.get("/team/hier/inbreng/").status_code == 404
    assert theirs.post("/team/hier/inbreng/contact/wis/", {}).status_code == 404
    assert "U werkt nu in geen enkele wijk" in text(theirs, "/account/")


@pytest.mark.django_db
def test_who_stands_on_the_pages_of_residents_is_not_forgotten() -> None:
    wijk = make_wijk("hier")
    client, bo = signed_in(member(wijk)), member(wijk, Rol.TEAMLID)
    pages = (client, f"{MENSEN}{bo.pk}/einde/"), (signed_in(bo), "/account/wijken/hier/verlaten/")
    for reader, address in pages:
        assert "aanspreekpunt" not in text(reader, address)
    Aanspreekpunt.objects.create(
        wijk=wijk, voornaam="Bo", toestemming_op=today(), toestemming_tot=today() + timedelta(days=365)
    )
    for reader, address in pages:
        assert "Bewoners zien nu Bo als" in " ".join(text(reader, address).split())


@pytest.mark.django_db
def test_ending_takes_an_open_invitation_along_or_it_would_be_a_way_back() -> None:
    wijk = make_wijk("hier")
    anna, bo = member(wijk), member(wijk, Rol.TEAMLID)
    make_uitnodiging(wijk, bo.gebruiker.email, token="terug")
    theirs = signed_in(bo)
    end_lidmaatschap(lid=bo, door=anna.gebruiker)
    assert theirs.get("/uitnodiging/terug/").status_code == 404
    assert theirs.post("/uitnodiging/terug/").status_code == 404
    assert not Lidmaatschap.objects.filter(gebruiker=bo.gebruiker).exists()


@pytest.mark.django_db
def test_one_leaves_by_oneself_from_the_account() -> None:
    wijk = make_wijk("hier")
    member(wijk)
    bo = member(wijk, Rol.PARTNER)
    client = signed_in(bo)
    assert "/account/wijken/hier/verlaten/" in text(client, "/account/")
    assert "Uw werk blijft" in text(client, "/account/wijken/hier/verlaten/")
    assert client.post("/account/wijken/hier/verlaten/").status_code == 303
    assert client.get("/account/wijken/hier/verlaten/").status_code == 404
    assert Gebeurtenis.objects.get(actie="lidmaatschap_beeindigd").gebruiker == bo.gebruiker


@pytest.mark.django_db
def test_after_ninety_days_the_name_goes_and_the_work_stays() -> None:
    huis = make_huis("hier")
    anna = member(huis.wijk)
    bo = member(huis.wijk, naam="Bo Bakker")
    Gebeurtenis.objects.create(
        wijk=huis.wijk, wie="gebruiker", gebruiker=bo.gebruiker, actie="plan_gemaakt", datum=today()
    )
    theirs = signed_in(bo)
    end_lidmaatschap(lid=bo, door=anna.gebruiker)
    apply_policy()
    bo.gebruiker.refresh_from_db()
    assert bo.gebruiker.naam == "Bo Bakker"
    later(bo.gebruiker, days=91)
    apply_policy()
    bo.gebruiker.refresh_from_db()
    assert str(bo.gebruiker) == "oud-teamlid"
    assert not bo.gebruiker.is_active
    assert not bo.gebruiker.has_usable_password()
    row = str(Gebruiker.objects.filter(pk=bo.gebruiker_id).values().get())
    assert "Bakker" not in row
    assert "mens" not in row
    assert Gebeurtenis.objects.filter(gebruiker=bo.gebruiker, actie="plan_gemaakt").exists()
    assert theirs.get("/account/").status_code == 302
    anna.gebruiker.refresh_from_db()
    assert anna.gebruiker.naam.startswith("Mens")


@pytest.mark.django_db
def test_who_works_elsewhere_or_looks_after_the_installation_keeps_his_name() -> None:
    wijk, elders = make_wijk("hier"), make_wijk("elders")
    anna, bo = member(wijk), member(wijk, Rol.TEAMLID, naam="Bo")
    Lidmaatschap.objects.create(wijk=elders, gebruiker=bo.gebruiker, rol=Rol.TEAMLID)
    end_lidmaatschap(lid=bo, door=anna.gebruiker)
    beheer = make_gebruiker(is_beheerder=True, naam="Beheer")
    for each in (bo.gebruiker, beheer):
        later(each, days=400)
    apply_policy()
    assert Gebruiker.objects.filter(naam__in=["Bo", "Beheer"], is_active=True).count() == 2


@pytest.mark.django_db
def test_a_new_role_starts_the_ninety_days_anew() -> None:
    wijk = make_wijk("hier")
    anna, bo = member(wijk), make_gebruiker(naam="Bo")
    later(bo, days=400)
    give_rol(wijk=wijk, gebruiker=bo, rol=Rol.TEAMLID, door=anna.gebruiker)
    end_lidmaatschap(lid=Lidmaatschap.objects.get(gebruiker=bo), door=anna.gebruiker)
    apply_policy()
    bo.refresh_from_db()
    assert bo.naam == "Bo"


def later(gebruiker: Gebruiker, *, days: int) -> None:
    """As if the last change of a role was so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    Gebruiker.objects.filter(pk=gebruiker.pk).update(rol_gewijzigd_op=day)
