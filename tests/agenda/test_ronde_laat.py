"""Forms that were opened before a new round began and are sent after it: nothing lost, nothing mixed up."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agenda.keuzes import ActieStatus
from agenda.models import Agendapunt, Teamvraag, Voortgang, Wijkagenda
from agenda.ronde.selectors import look_ahead
from agenda.ronde.services import begin_ronde
from agenda.services.acties import note_voortgang
from agenda.services.onderbouwing import add_onderbouwing
from agenda.werkafspraken.services import adopt_voorstel
from kern.fouten import DomeinFout
from tests import factories as f
from tests import rondes
from tests.samen import make_groepslid, make_kernwaarde, make_teamvraag
from tests.tegelijk import together

pytestmark = pytest.mark.django_db
AFGESLOTEN = "Deze ronde is intussen afgesloten."


@pytest.fixture
def plan() -> Agendapunt:
    return f.make_plan(f.make_agenda(f.make_wijk("jubbega"), van_jaar=2024, tot_jaar=2026))


def begin(plan: Agendapunt) -> Wijkagenda:
    agenda = plan.agenda
    return begin_ronde(
        agenda=agenda,
        van_jaar=2027,
        tot_jaar=2029,
        merk=look_ahead(agenda).merk,
        plannen=[plan.uuid],
    )


def sign_in(plan: Agendapunt) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=plan.wijk))
    return client


def test_why_of_the_old_round_does_not_overwrite_that_of_the_new_one(plan: Agendapunt) -> None:
    client, revisie = sign_in(plan), plan.agenda.revisie
    new = begin(plan)
    late = {"formulier": "waarom", "revisie": revisie, "van_jaar": 2024, "tot_jaar": 2026, "droom": "Laat"}
    page = client.post("/team/jubbega/agenda/waarom/", late)
    assert page.status_code == 409
    assert "Laat" in page.content.decode()
    new.refresh_from_db()
    assert (new.van_jaar, new.tot_jaar, new.droom) == (2027, 2029, plan.agenda.droom)


@pytest.mark.parametrize(
    ("waar", "getypt"),
    [
        ("actie", {"wat": "Te laat getypt", "sleutel": str(uuid.uuid4())}),
        ("vraag", {"partij": "Gemeente", "soort": "besluit", "tekst": "Te laat getypt"}),
    ],
)
def test_what_is_added_to_a_plan_of_the_old_round_stays_typed(
    plan: Agendapunt, waar: str, getypt: dict[str, Any]
) -> None:
    client = sign_in(plan)
    begin(plan)
    page = client.post(f"/team/jubbega/agenda/plan/{plan.uuid}/{waar}/", getypt)
    html = page.content.decode()
    assert page.status_code == 409
    assert "Deze ronde is afgesloten" in html
    assert "Te laat getypt" in html
    assert not plan.acties.exists()
    assert not plan.verzoeken.exists()


def test_evidence_is_not_added_to_a_closed_round(plan: Agendapunt) -> None:
    bundel = f.make_bundel(plan.wijk)
    begin(plan)
    with pytest.raises(DomeinFout, match=AFGESLOTEN):
        add_onderbouwing(plan=plan, bundels=[bundel.pk])
    assert not plan.onderbouwingen.exists()


# ---- the page that says so ---------------------------------------------------------------------------
TYPED = "Te <laat> getypt"


def old_address(plan: Agendapunt, waar: str) -> str:
    """An address of something of the round that is closed."""
    actie, verzoek, wijk = plan.acties.get(), plan.verzoeken.get(), "/team/jubbega"
    return {
        "plan": f"{wijk}/agenda/plan/{plan.uuid}/",
        "plan weg": f"{wijk}/agenda/plan/{plan.uuid}/verwijderen/",
        "plan plek": f"{wijk}/agenda/plan/{plan.uuid}/plek/",
        "trekker": f"{wijk}/agenda/plan/{plan.uuid}/trekker-stopt/",
        "bewijs": f"{wijk}/agenda/plan/{plan.uuid}/bewijs/",
        "bewijs weg": f"{wijk}/agenda/bewijs/{plan.onderbouwingen.get().pk}/weg/",
        "verhaal": f"{wijk}/succes/plan/{plan.uuid}/",
        "actie": f"{wijk}/agenda/actie/{actie.uuid}/",
        "actie weg": f"{wijk}/agenda/actie/{actie.uuid}/verwijderen/",
        "ander plan": f"{wijk}/agenda/actie/{actie.uuid}/ander-plan/",
        "voortgang": f"{wijk}/agenda/actie/{actie.uuid}/voortgang/",
        "vraag voortgang": f"{wijk}/agenda/actie/{actie.uuid}/voortgang/vraag/",
        "oordeel": f"{wijk}/oordeel/{actie.uuid}/",
        "verzoek": f"{wijk}/agenda/vraag/{verzoek.pk}/",
        "verzoek mail": f"{wijk}/agenda/vraag/{verzoek.pk}/mailen/",
        "verzoek weg": f"{wijk}/agenda/vraag/{verzoek.pk}/verwijderen/",
        "waarde": f"{wijk}/kernwaarden/{plan.agenda.kernwaarden.get().pk}/",
        "teamvraag": f"{wijk}/agenda/teamvragen/{plan.agenda.teamvragen.get().pk}/",
    }[waar]


@pytest.fixture
def vol(plan: Agendapunt) -> Agendapunt:
    """The same plan with something of everything under it."""
    f.make_actie(plan, "Zaal huren")
    f.make_verzoek(plan)
    f.make_onderbouwing(plan, bundel=f.make_bundel(plan.wijk, inbrengen=1))
    make_kernwaarde(plan.agenda, "Samen")
    make_teamvraag(plan.agenda)
    return plan


@pytest.mark.parametrize("mee", [True, False])
@pytest.mark.parametrize(
    ("waar", "get", "post"),
    [
        ("plan", 303, 409),
        ("plan weg", 410, 409),
        ("plan plek", 405, 409),
        ("trekker", 410, 409),
        ("bewijs", 410, 409),
        ("bewijs weg", 405, 409),
        ("actie", 410, 409),
        ("actie weg", 410, 409),
        ("ander plan", 410, 409),
        ("voortgang", 200, 409),  # the old lines and photos stay to be read, and photos to be removed
        ("vraag voortgang", 405, 409),
        ("verzoek", 410, 409),
        ("verzoek mail", 410, 409),
        ("verzoek weg", 410, 409),
        ("waarde", 410, 409),
        ("teamvraag", 410, 409),
    ],
)
def test_a_closed_round_says_so_keeps_what_was_typed_and_changes_nothing(
    vol: Agendapunt, waar: str, get: int, post: int, mee: bool
) -> None:
    client, address = sign_in(vol), old_address(vol, waar)
    new = begin(vol) if mee else rondes.begin(vol.agenda, neem_waarden=False)
    Teamvraag.objects.filter(agenda=new).delete() if not mee else None
    before = rondes.rows_of(vol.agenda), rondes.rows_of(new)
    assert client.get(address).status_code == get
    page = client.post(address, {"revisie": 1, "wat": TYPED, "tekst": TYPED, "sleutel": str(uuid.uuid4())})
    html = page.content.decode()
    assert page.status_code == post
    assert "Deze ronde is afgesloten" in html
    assert "Wat u verstuurde, is niet bewaard." in html
    assert html.count("Te &lt;laat&gt; getypt") == 2
    assert ("gaat verder in de nieuwe ronde" in html) is mee
    assert ("ging niet mee naar de nieuwe ronde" in html) is not mee
    assert f"/team/jubbega/agenda/rondes/{vol.agenda_id}/" in html
    assert (rondes.rows_of(vol.agenda), rondes.rows_of(new)) == before


def test_the_page_leads_to_the_copy(vol: Agendapunt) -> None:
    client, actie = sign_in(vol), vol.acties.get()
    new = begin(vol)
    copy = new.agendapunten.get()
    actie_copy, kern = copy.acties.get(), "/team/jubbega"
    Agendapunt.objects.filter(pk=copy.pk).update(titel="Samen <koken>")
    for waar, doel in {
        "plan weg": f"{kern}/agenda/plan/{copy.uuid}/",
        "bewijs weg": f"{kern}/agenda/plan/{copy.uuid}/",
        "actie": f"{kern}/agenda/actie/{actie_copy.uuid}/",
        "voortgang": f"{kern}/agenda/actie/{actie_copy.uuid}/voortgang/",
        "verzoek": f"{kern}/agenda/vraag/{copy.verzoeken.get().pk}/",
        "waarde": f"{kern}/kernwaarden/{new.kernwaarden.get().pk}/",
        "teamvraag": f"{kern}/agenda/teamvragen/{new.teamvragen.get().pk}/",
    }.items():
        assert f'href="{doel}"' in client.post(old_address(vol, waar), {}).content.decode()
    assert "als ‘Samen &lt;koken&gt;’" in client.post(old_address(vol, "plan weg")).content.decode()
    third = rondes.begin(new, copy, van_jaar=2029, tot_jaar=2030)
    newest = third.agendapunten.get()
    for waar, doel in {
        "actie": f"{kern}/agenda/actie/{newest.acties.get().uuid}/",
        "verzoek": f"{kern}/agenda/vraag/{newest.verzoeken.get().pk}/",
        "voortgang": f"{kern}/agenda/actie/{newest.acties.get().uuid}/voortgang/",
    }.items():
        assert f'href="{doel}"' in client.post(old_address(vol, waar), {}).content.decode()
    assert actie.uuid != newest.acties.get().uuid


def test_in_force_and_closed_it_still_takes_what_it_took(vol: Agendapunt) -> None:
    f.make_versie(vol.agenda)
    client = sign_in(vol)
    begin(vol)
    assert client.get(old_address(vol, "oordeel")).status_code == 200
    sent = {"status": ActieStatus.LOOPT, "tekst": "Begonnen"}
    assert client.post(old_address(vol, "voortgang"), sent).status_code == 303
    assert client.get(old_address(vol, "verzoek")).status_code == 200


def test_a_photo_that_came_too_late_is_asked_for_again(vol: Agendapunt) -> None:
    client, address = sign_in(vol), old_address(vol, "voortgang")
    begin(vol)
    sent = {"tekst": "Klaar", "foto": SimpleUploadedFile("f.jpg", b"x", content_type="image/jpeg")}
    html = client.post(address, sent).content.decode()
    assert "De foto konden wij niet bewaren." in html
    assert not Voortgang.objects.exists()


@pytest.mark.parametrize("waar", ["oordeel", "verhaal"])
def test_what_is_told_at_the_agenda_in_force_leads_on_after_the_next_adoption(
    vol: Agendapunt, waar: str
) -> None:
    f.make_versie(vol.agenda)
    client = sign_in(vol)
    new = begin(vol)
    f.make_versie(new)
    assert client.post(old_address(vol, waar), {"tekst": TYPED}).status_code == 409
    page = client.get(old_address(vol, waar))
    assert page.status_code == 410
    assert "gaat verder in de nieuwe ronde" in page.content.decode()
    assert "niet bewaard" not in page.content.decode()


def test_who_may_not_and_what_never_was_stay_as_they_were(vol: Agendapunt) -> None:
    begin(vol)
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=f.make_wijk("elders")))
    assert client.post(old_address(vol, "actie"), {"wat": TYPED}).status_code == 404
    assert client.post(old_address(vol, "actie").replace("jubbega", "elders"), {}).status_code == 404
    partner = Client()
    partner.force_login(f.make_gebruiker(f.Rol.PARTNER, wijk=vol.wijk))
    assert partner.post(old_address(vol, "actie"), {"wat": TYPED}).status_code == 403
    for path in ("actie", "plan"):
        address = f"/team/jubbega/agenda/{path}/{uuid.uuid4()}/verwijderen/"
        assert sign_in(vol).post(address).status_code == 404


def test_a_member_of_the_group_never_sees_the_page_of_the_team(vol: Agendapunt) -> None:
    make_groepslid(vol.wijk, "Mia", token="van-mia")
    mia = Client()
    mia.post("/link/van-mia/")
    begin(vol)
    page = mia.get(f"/wijken/jubbega/agendagroep/plan/{vol.uuid}/")
    assert page.status_code == 404
    assert "Deze ronde is afgesloten" not in page.content.decode()


def test_htmx_gets_the_whole_page_in_its_place(vol: Agendapunt) -> None:
    client = sign_in(vol)
    begin(vol)
    sent = {"richting": "omhoog"}
    page = client.post(old_address(vol, "plan plek"), sent, headers={"HX-Request": "true"})
    assert page.status_code == 409
    assert page["HX-Retarget"] == "#inhoud"
    assert "omhoog" not in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_round_begins_while_residents_tell_and_the_team_agrees() -> None:
    """Nobody waits for another in a circle: each holds what the other needs next."""
    agenda = f.make_agenda(f.make_wijk())
    actie = f.make_actie(f.make_plan(agenda))
    f.make_versie(agenda)
    plan = actie.agendapunt

    def tell(number: int) -> object:
        return note_voortgang(
            agenda=agenda, actie_uuid=actie.uuid, status=ActieStatus.LOOPT, tekst=f"Dag {number}"
        )

    together(
        lambda: tell(1),
        lambda: begin(plan),
        lambda: tell(2),
        lambda: adopt_voorstel(wijk=agenda.wijk),
        lambda: begin(plan),
        lambda: tell(3),
    )
    new = Wijkagenda.objects.get(vorige=agenda)
    copy = new.agendapunten.get().acties.get()
    newest = [
        Voortgang.objects.filter(agenda=each, actie_uuid=key).order_by("-datum", "-pk")[0].tekst
        for each, key in ((agenda, actie.uuid), (new, copy.uuid))
    ]
    assert newest[0] == newest[1]
