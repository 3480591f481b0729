from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from agenda.concept.tekst import build_concept
from agenda.models import (
    Actie,
    Agendapunt,
    AgendaVersie,
    Naamtoestemming,
    Naamwissel,
    Reactieronde,
    Verzoek,
    Voortgang,
)
from agenda.nalezen import find_treffers
from agenda.namen.regels import (
    is_loop,
    newest_name,
    personal_names,
    replace_name,
    with_new_name,
)
from agenda.namen.services import make_wissel, withdraw_consent, withdraw_expired
from agenda.opbouw import build_inhoud
from agenda.selectors import show_version
from agenda.tasks import namen_voorbij
from kern.fouten import DomeinFout
from kern.klok import today
from rapportage import services as rapportage
from rapportage.models import Rapport
from rapportage.selectors import public_file
from tests.factories import (
    Rol,
    make_actie,
    make_agenda,
    make_gebruiker,
    make_plan,
    make_versie,
    make_verzoek,
    make_voortgang,
    make_wijk,
)
from tests.samen import (
    make_behoefte,
    make_groepslid,
    make_naamtoestemming,
    make_naamwissel,
    make_reactieronde,
    make_toezegging,
    make_voortgangsvraag,
)
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
MIA = "Mia de Vries"
YEAR = dt.timedelta(days=365)


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def adres(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/namen/"


def body(client: Client, adres: str) -> str:
    return " ".join(client.get(adres).content.decode().split())


# ---- the rules -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tekst",
    [
        "Mia de Vries",
        "mevrouw Bos",
        "Dorpshuis en Jan Jansen",
        "Fatma Yılmaz, met de school",
        "Anne-Marie van der Berg",
    ],
)
def test_what_looks_like_a_name(tekst: str) -> None:
    assert personal_names(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Buurtgroep Groen",
        "Gemeente, team groen",
        "Plaatselijk Belang",
        "Dorpshuis en vier bewoners",
        "De Wissel",
        "stichting Present Noord",
        "Wijkteam en kerken",
        "Caparis Heerenveen",
        "",
    ],
)
def test_what_is_no_name(tekst: str) -> None:
    assert not personal_names(tekst, plaatsen=["Heerenveen"])


def test_a_name_with_consent_is_no_find() -> None:
    assert not personal_names("Mia de Vries en buren", toegestaan=[MIA])
    assert not personal_names("mevrouw Mia de Vries", toegestaan=[MIA])
    assert personal_names("Mia de Vries en Jan Jansen", toegestaan=[MIA])


def test_a_name_is_replaced_as_whole_words_and_once() -> None:
    assert replace_name("mia  de vries en Miade", MIA, "een bewoner") == "een bewoner en Miade"
    assert (
        replace_name("Dorpshuis, MFA Dorpshuis", "Dorpshuis", "MFA Dorpshuis")
        == "MFA Dorpshuis, MFA Dorpshuis"
    )
    assert replace_name("Ann Bos (en Annie)", "Ann", "X") == "X Bos (en Annie)"


def test_chains_lead_to_the_newest_name_and_a_loop_is_seen() -> None:
    wissels = {"a": "B", "b": "C", "oud": "C"}
    assert newest_name(wissels, "A") == "C"
    assert newest_name(wissels, "Iets anders") == "Iets anders"
    assert is_loop(wissels, "C", "A")
    assert not is_loop(wissels, "C", "D")
    assert newest_name({"a": "B", "b": "A"}, "A") == "A", "a circle ends"
    assert with_new_name("A en A", wissels) == "A (heet nu C) en A"
    assert with_new_name("A en C", wissels) == "A en C"


# ---- consent ---------------------------------------------------------------------------------------------


def sent(**change: object) -> dict[str, object]:
    return {
        "naam": "Mia <de> Vries",
        "hoe": "in een gesprek",
        "gegeven_op": today().isoformat(),
        "tot": (today() + YEAR).isoformat(),
    } | change


def test_consent_is_recorded_once_and_shown(team: Client, adres: str) -> None:
    assert "Dat hoeft ook niet" in body(team, adres)
    for _ in range(2):
        assert team.post(f"{adres}nieuw/", sent()).status_code == 303
    assert Naamtoestemming.objects.count() == 1
    assert "Mia &lt;de&gt; Vries" in body(team, adres)
    again = team.post(f"{adres}nieuw/", sent(hoe="met een mail"))
    assert again.status_code == 422
    assert "Deze naam heeft al een toestemming." in again.content.decode()
    assert Gebeurtenis.objects.filter(actie="naamtoestemming_gemaakt").count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"naam": "Mi"}, "met ten minste drie letters"),
        ({"hoe": " "}, "Schrijf op hoe deze persoon toestemming gaf."),
        ({"gegeven_op": "2099-01-01", "tot": "2099-02-01"}, "Deze dag is nog niet geweest."),
        ({"tot": "2020-01-01"}, "Kies een laatste dag die nog komt."),
        ({"tot": (today() + 3 * YEAR).isoformat()}, "hooguit twee jaar"),
    ],
)
def test_bad_input_says_what_to_do(team: Client, adres: str, change: dict[str, object], said: str) -> None:
    response = team.post(f"{adres}nieuw/", sent(**change))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Naamtoestemming.objects.exists()


def test_lengthening_and_a_stale_form(team: Client, wijk: Wijk, adres: str) -> None:
    row = make_naamtoestemming(wijk, MIA)
    form = sent(revisie=1, hoe="opnieuw gevraagd")
    assert team.post(f"{adres}{row.pk}/", form).status_code == 303
    stale = team.post(f"{adres}{row.pk}/", form | {"hoe": "iets anders"})
    assert stale.status_code == 409
    row.refresh_from_db()
    assert row.hoe == "opnieuw gevraagd"


def test_what_is_of_another_wijk_does_not_exist(team: Client, adres: str) -> None:
    other = make_wijk()
    row, wissel = make_naamtoestemming(other), make_naamwissel(other)
    for page in (f"{row.pk}/", f"{row.pk}/intrekken/", f"organisatie/{wissel.pk}/verwijderen/"):
        assert team.get(adres + page).status_code == 404
        assert team.post(adres + page).status_code == 404
    row.refresh_from_db()
    assert row.ingetrokken_op is None


def test_the_look_before_adopting_says_of_a_name_that_consent_is_missing(wijk: Wijk) -> None:
    agenda = make_agenda(wijk)
    make_actie(make_plan(agenda, trekker=MIA), trekker="Buurtgroep Groen")
    inhoud = build_inhoud(agenda)
    found = find_treffers(inhoud)
    assert [(treffer.passage.pad, treffer.naam) for treffer in found] == [(("plannen", "0", "trekker"), True)]
    assert find_treffers(inhoud, [MIA]) == ()
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    page = body(client, f"/team/{wijk.slug}/agenda/vaststellen/")
    assert "Dit lijkt de naam van een persoon." in page
    make_naamtoestemming(wijk, MIA)
    assert "Dit lijkt de naam van een persoon." not in body(client, f"/team/{wijk.slug}/agenda/vaststellen/")


def named(wijk: Wijk) -> AgendaVersie:
    """An agenda in which a name stands in many places, adopted."""
    agenda = make_agenda(wijk)
    plan = make_plan(agenda, "Koffie", trekker=f"{MIA} en buren")
    actie = make_actie(plan, trekker=MIA)
    make_verzoek(plan, "Gemeente", tekst=f"Mag {MIA} de sleutel?")
    make_actie(plan, "Zonder naam", trekker="de kerk")
    make_voortgang(actie, tekst=f"{MIA} belde de gemeente.")
    make_toezegging(make_behoefte(actie), MIA)
    make_voortgangsvraag(actie, wie=MIA)
    make_reactieronde(agenda, inhoud=build_concept(agenda))
    return make_versie(agenda)


def test_withdrawing_takes_the_name_away_everywhere_and_makes_the_pdf_anew(
    team: Client, wijk: Wijk, adres: str
) -> None:
    row = make_naamtoestemming(wijk, MIA)
    versie = named(wijk)
    old = rapportage.request_rapport(agenda=versie.agenda, versie=versie)
    opdracht = rapportage.take_rapport(rapport_id=old.pk)
    assert opdracht is not None
    rapportage.finish_rapport(opdracht=opdracht, pdf=b"%PDF-1.7 Mia", bladzijden=1)
    assert public_file(versie) is not None
    assert MIA in Client().get(f"/wijken/{wijk.slug}/agenda/").content.decode()
    assert MIA in body(team, f"{adres}{row.pk}/intrekken/")
    for _ in range(2):
        assert team.post(f"{adres}{row.pk}/intrekken/").status_code == 303
    versie.refresh_from_db()
    assert (versie.redacties, Gebeurtenis.objects.filter(actie="passage_weggehaald").count()) == (3, 3)
    assert MIA not in str(versie.inhoud)
    plan = versie.inhoud["plannen"][0]
    assert (plan["trekker"], plan["acties"][0]["trekker"]) == ("[weggehaald]", "[weggehaald]")
    assert plan["acties"][1]["trekker"] == "de kerk", "what has no name stays"
    assert Agendapunt.objects.get().trekker == "een bewoner en buren"
    assert Actie.objects.get(wat="Bankjes bestellen").trekker == "een bewoner"
    assert Verzoek.objects.get().tekst == "Mag een bewoner de sleutel?"
    for place in (
        f"/wijken/{wijk.slug}/agenda/",
        f"/team/{wijk.slug}/bijdragen/",
        f"/team/{wijk.slug}/agenda/",
    ):
        assert MIA not in team.get(place).content.decode()
    assert MIA not in str(Reactieronde.objects.get().inhoud)
    # the old file is served no more, and the sweeper asks for a new one, made of what is left
    assert public_file(versie) is None
    assert rapportage.sweep().nieuw == 1
    new = Rapport.objects.get()
    again = rapportage.take_rapport(rapport_id=new.pk)
    assert again is not None
    assert MIA not in str(again.wat)
    assert "[weggehaald]" in str(again.wat)


def test_an_open_form_with_the_old_name_is_stale_after_withdrawing(wijk: Wijk, team: Client) -> None:
    row = make_naamtoestemming(wijk, MIA)
    actie = make_actie(make_plan(make_agenda(wijk)), trekker=MIA)
    withdraw_consent(toestemming=row)
    form = {"revisie": 1, "wat": actie.wat, "trekker": MIA, "wanneer": "", "klaar_op": ""}
    assert team.post(f"/team/{wijk.slug}/agenda/actie/{actie.uuid}/", form).status_code == 409
    actie.refresh_from_db()
    assert actie.trekker == "een bewoner"


def test_names_in_another_wijk_stay(wijk: Wijk) -> None:
    other = named(make_wijk())
    withdraw_consent(toestemming=make_naamtoestemming(wijk, MIA))
    other.refresh_from_db()
    assert other.redacties == 0
    assert Actie.objects.get(wat="Bankjes bestellen").trekker == MIA


def test_every_night_what_is_over_goes_once(wijk: Wijk) -> None:
    versie = named(wijk)
    long_ago = {"gegeven_op": today() - YEAR, "tot": today() - dt.timedelta(days=1)}
    over = make_naamtoestemming(wijk, MIA, **long_ago)
    last_day = make_naamtoestemming(wijk, "Jan Jansen", gegeven_op=today() - YEAR, tot=today())
    namen_voorbij()
    assert withdraw_expired() == 0
    over.refresh_from_db()
    last_day.refresh_from_db()
    versie.refresh_from_db()
    assert (over.ingetrokken_op, last_day.ingetrokken_op) == (today(), None)
    assert versie.redacties == 3


# ---- another name of an organisation ---------------------------------------------------------------------


def test_a_new_name_goes_into_the_draft_and_stands_beside_the_adopted_one(
    team: Client, wijk: Wijk, adres: str
) -> None:
    agenda = make_agenda(wijk)
    plan = make_plan(agenda, trekker="Stichting Oud en bewoners")
    actie = make_actie(plan, trekker="Stichting Oud")
    make_verzoek(plan, "Stichting Oud")
    make_groepslid(wijk, soort="partner", organisatie="Stichting Oud")
    make_voortgangsvraag(actie, wie="Stichting Oud")
    promise = make_toezegging(make_behoefte(actie), "Stichting Oud")
    versie = make_versie(agenda)
    line = make_voortgang(actie)
    Voortgang.objects.filter(pk=line.pk).update(wie="Stichting Oud")
    for _ in range(2):
        response = team.post(f"{adres}organisatie/", {"oud": "stichting oud", "nieuw": "Stichting Nieuw"})
        assert response.status_code == 303
    for row in (plan, actie, promise):
        row.refresh_from_db()
    assert (plan.trekker, actie.trekker) == ("Stichting Nieuw en bewoners", "Stichting Nieuw")
    assert promise.wie == "Stichting Nieuw"
    assert Verzoek.objects.get().partij == "Stichting Nieuw"
    assert wijk.agendagroep.get().organisatie == "Stichting Nieuw"
    assert agenda.voortgangsvragen.get().wie == "Stichting Nieuw"
    sha = versie.sha256
    versie.refresh_from_db()
    assert (versie.redacties, versie.sha256) == (0, sha)
    make_wissel(wijk=wijk, oud="Stichting Nieuw", nieuw="De Brug")
    beeld = show_version(versie)
    assert beeld.plannen[0].trekker == "Stichting Oud (heet nu De Brug) en bewoners"
    assert beeld.plannen[0].acties[0].trekker == "Stichting Oud (heet nu De Brug)"
    assert beeld.plannen[0].acties[0].wie == "Stichting Oud (heet nu De Brug)"
    assert beeld.partijen[0].naam == "Stichting Oud (heet nu De Brug)"
    assert "(heet nu De Brug)" in Client().get(f"/wijken/{wijk.slug}/agenda/").content.decode()
    actie.refresh_from_db()
    assert actie.trekker == "De Brug"
    assert "De Brug" in body(team, adres)


def test_two_that_merge_and_a_loop_that_is_refused(team: Client, wijk: Wijk, adres: str) -> None:
    make_wissel(wijk=wijk, oud="Club Een", nieuw="De Clubs")
    make_wissel(wijk=wijk, oud="Club Twee", nieuw="De Clubs")
    loop = team.post(f"{adres}organisatie/", {"oud": "De Clubs", "nieuw": "Club Een"})
    assert loop.status_code == 422
    assert "weer bij de oude naam" in loop.content.decode()
    other = team.post(f"{adres}organisatie/", {"oud": "Club Een", "nieuw": "Iets Anders"})
    assert "staat er al een nieuwe" in other.content.decode()
    assert Naamwissel.objects.count() == 2


def test_a_name_that_does_not_fit_changes_nothing(wijk: Wijk) -> None:
    plan = make_plan(make_agenda(wijk), trekker="Oud. " + "x" * 114)
    with pytest.raises(DomeinFout, match="past niet"):
        make_wissel(wijk=wijk, oud="Oud", nieuw="Een veel langere naam")
    plan.refresh_from_db()
    assert plan.trekker.startswith("Oud. ")
    assert not Naamwissel.objects.exists()


def test_a_wrong_change_of_name_is_taken_back(team: Client, wijk: Wijk, adres: str) -> None:
    row = make_naamwissel(wijk)
    assert "Stichting Oud" in body(team, f"{adres}organisatie/{row.pk}/verwijderen/")
    for _ in range(2):
        team.post(f"{adres}organisatie/{row.pk}/verwijderen/")
    assert not Naamwissel.objects.exists()
