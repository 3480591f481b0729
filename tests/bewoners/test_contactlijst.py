"""Who wants to hear from the team: read, reached, and wiped. Apart from the words."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.bewaartermijnen import apply_policy
from agenda.kompas import stand_of
from agenda.volgende import taken_of
from bewoners.contactlijst import PER_BLADZIJDE, Deel, delen_of
from bewoners.models import Contactverzoek
from bewoners.services.contact import delete_contactverzoek, submit_contact
from kern.bewaren import read_policy, time_kept
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_inbreng, make_wijk
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
Doel = Contactverzoek.Doel
LIJST = "/team/jubbega/inbreng/contact/"
WIS = f"{LIJST}wis/"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def client(wijk: Wijk) -> Client:
    return client_of(wijk, Rol.TEAMLID)


def client_of(wijk: Wijk, rol: Rol) -> Client:
    client = Client()
    client.force_login(make_gebruiker(rol, wijk=wijk))
    return client


def vraag(
    wijk: Wijk, contact: str = "0513 00 00 21", *, doel: Doel = Doel.HOREN, naam: str = "", dagen: int = 0
) -> Contactverzoek:
    return Contactverzoek.objects.create(
        wijk=wijk,
        verzend_id=uuid.uuid4(),
        doel=doel,
        naam=naam,
        contact=contact,
        datum=today() - dt.timedelta(days=dagen),
    )


def flat(response: HttpResponseBase) -> str:
    """The page without the line breaks of the template."""
    assert isinstance(response, HttpResponse)
    text = re.sub(r"\s+", " ", response.content.decode())
    return re.sub(r" (?=>)|(?<=<a) (?= )", "", text)


def read(client: Client, query: str = "") -> str:
    response = client.get(LIJST + query)
    assert response.status_code == 200
    return flat(response)


def wipe(client: Client, verzoek: object, **velden: str) -> HttpResponseBase:
    return client.post(WIS, {"verzoek": str(verzoek), **velden})


# ---- who may come in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [Rol.TEAMLID, Rol.COORDINATOR])
def test_who_works_in_the_wijk_reads_the_list(wijk: Wijk, rol: Rol) -> None:
    vraag(wijk)
    assert "0513 00 00 21" in read(client_of(wijk, rol))


@pytest.mark.parametrize("rol", [Rol.INVOERDER, Rol.PARTNER])
def test_who_may_not_gets_403_and_wipes_nothing(wijk: Wijk, rol: Rol) -> None:
    verzoek = vraag(wijk)
    client = client_of(wijk, rol)
    page = client.get(LIJST)
    assert page.status_code == 403
    assert "0513" not in page.content.decode().replace(wijk.telefoon, "")
    assert wipe(client, verzoek.pk).status_code == 403
    assert Contactverzoek.objects.exists()


def test_another_wijk_is_unknown_and_its_rows_are_out_of_reach(wijk: Wijk, client: Client) -> None:
    verzoek = vraag(wijk, naam="Sietske")
    elsewhere = client_of(make_wijk("elders"), Rol.COORDINATOR)
    assert elsewhere.get(LIJST).status_code == 404
    assert wipe(elsewhere, verzoek.pk).status_code == 404
    answer = elsewhere.post("/team/elders/inbreng/contact/wis/", {"verzoek": str(verzoek.pk)}, follow=True)
    assert "al gewist" in answer.content.decode()
    assert "Sietske" not in answer.content.decode()
    assert "Sietske" in read(client)


def test_wiping_asks_for_a_post(wijk: Wijk, client: Client) -> None:
    vraag(wijk)
    assert client.get(WIS).status_code == 405
    assert Contactverzoek.objects.exists()


# ---- what stands on the page -------------------------------------------------------------------------------


def test_a_request_shows_who_what_how_since_when_and_until_when(
    wijk: Wijk, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = dt.datetime(2031, 5, 14, 12, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    vraag(wijk, doel=Doel.MEEDOEN, naam="Hinke <b>", dagen=3)
    vraag(wijk, "hinke@voorbeeld.example", doel=Doel.HOREN)
    page = read(client_of(wijk, Rol.TEAMLID))
    assert "2 mensen willen iets horen of meedoen" in page
    assert "Hinke &lt;b&gt;" in page
    assert "Zonder naam" in page
    assert "wil meedoen" in page
    assert "wil horen wat ermee gebeurt" in page
    assert "Gevraagd: 3 dagen geleden." in page
    assert "Gevraagd: vandaag." in page
    assert "Wij bewaren dit tot en met 10 mei 2032." in page  # a leap year lies between
    assert '<bdi dir="ltr"><a href="tel:0513000021">0513 00 00 21</a></bdi>' in page
    assert '<a href="mailto:hinke@voorbeeld.example">hinke@voorbeeld.example</a>' in page
    assert "met opzet los van de verhalen" in page


def test_the_list_shows_no_words_and_names_no_key_in_an_address(wijk: Wijk, client: Client) -> None:
    verzoek = vraag(wijk)
    make_inbreng(wijk, "Ik mis een bankje.")
    page = read(client)
    assert "bankje" not in page
    assert page.count(str(verzoek.pk)) == 1
    assert f'name="verzoek" value="{verzoek.pk}"' in page


def test_who_waits_longest_comes_first(wijk: Wijk, client: Client) -> None:
    for naam, dagen in (("Nieuw", 1), ("Oudst", 40), ("Midden", 9)):
        vraag(wijk, naam=naam, dagen=dagen)
    page = read(client)
    assert page.index("Oudst") < page.index("Midden") < page.index("Nieuw")


def test_the_page_is_kept_by_no_cache(wijk: Wijk, client: Client) -> None:
    assert client.get(LIJST)["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("contact", "delen"),
    [
        ("0513 00 00 21", (Deel("0513 00 00 21", "tel:0513000021"),)),
        ("06-12345678", (Deel("06-12345678", "tel:0612345678"),)),
        ("+31 6 12345678", (Deel("+31 6 12345678", "tel:+31612345678"),)),
        ("+32 470 12 34 56", (Deel("+32 470 12 34 56", "tel:+32470123456"),)),
        ("٠٦١٢٣٤٥٦٧٨", (Deel("٠٦١٢٣٤٥٦٧٨", "tel:0612345678"),)),
        ("mia@voorbeeld.example", (Deel("mia@voorbeeld.example", "mailto:mia@voorbeeld.example"),)),
        (
            "06 12345678 of mia@voorbeeld.example",
            (
                Deel("06 12345678", "tel:0612345678"),
                Deel(" of "),
                Deel("mia@voorbeeld.example", "mailto:mia@voorbeeld.example"),
            ),
        ),
        ("na 18 uur: 06 12345678", (Deel("na 18 uur: "), Deel("06 12345678", "tel:0612345678"))),
        ("bij de buren", (Deel("bij de buren"),)),
        ("javascript:alert(1)", (Deel("javascript:alert(1)"),)),
    ],
)
def test_numbers_and_addresses_can_be_pressed(contact: str, delen: tuple[Deel, ...]) -> None:
    assert delen_of(contact) == delen


def test_a_mail_address_adds_nothing_to_the_mail() -> None:
    parts = delen_of("mia@voorbeeld.example?bcc=allen@voorbeeld.example&body=x")
    assert "".join(deel.tekst for deel in parts) == (
        "mia@voorbeeld.example?bcc=allen@voorbeeld.example&body=x"
    )
    assert all("?" not in deel.adres and "&" not in deel.adres for deel in parts)


# ---- filter, pages, empty ----------------------------------------------------------------------------------


def test_the_filter_shows_one_purpose_and_counts_both(wijk: Wijk, client: Client) -> None:
    vraag(wijk, naam="Hoort", doel=Doel.HOREN)
    vraag(wijk, naam="Helpt", doel=Doel.MEEDOEN)
    vraag(wijk, naam="Doet", doel=Doel.MEEDOEN)
    vraag(make_wijk("elders"), naam="Vreemd")
    page = read(client, "?doel=meedoen")
    assert "Helpt" in page
    assert "Doet" in page
    assert "Hoort" not in page
    assert "Iedereen <span>3</span>" in page
    assert "Wil horen wat ermee gebeurt <span>1</span>" in page
    assert "Wil meedoen <span>2</span>" in page
    assert page.count('aria-current="true"') == 1
    assert "Vreemd" not in read(client)


@pytest.mark.parametrize("query", ["?doel=onzin", "?pagina=0", "?pagina=-3", "?pagina=veel", "?pagina=99"])
def test_an_odd_address_shows_the_list(wijk: Wijk, client: Client, query: str) -> None:
    vraag(wijk, naam="Hinke")
    assert "Hinke" in read(client, query)


def test_pages_keep_the_filter(wijk: Wijk, client: Client) -> None:
    for number in range(PER_BLADZIJDE + 1):
        vraag(wijk, naam=f"Mens {number:02}", doel=Doel.MEEDOEN, dagen=100 - number)
    first, second = read(client, "?doel=meedoen"), read(client, "?doel=meedoen&pagina=2")
    assert 'href="?doel=meedoen&amp;pagina=2"' in first
    assert first.count('<li class="wa-card">') == PER_BLADZIJDE
    assert second.count('<li class="wa-card">') == 1
    assert f"Mens {PER_BLADZIJDE:02}" in second
    assert f"{PER_BLADZIJDE + 1} mensen willen" in second


def test_an_empty_list_says_what_to_do(wijk: Wijk, client: Client) -> None:
    page = read(client)
    assert "Niemand wacht op bericht" in page
    assert 'href="/wijken/jubbega/contact/"' in page
    assert "wa-filters" not in page


def test_an_empty_choice_leads_back_to_everyone(wijk: Wijk, client: Client) -> None:
    vraag(wijk, doel=Doel.HOREN)
    page = read(client, "?doel=meedoen")
    assert "Niemand past bij deze keuze" in page
    assert "Wil meedoen <span>0</span>" in page
    assert f'href="{LIJST}">Iedereen tonen' in page


def test_as_many_queries_for_one_row_as_for_thirty(wijk: Wijk, client: Client) -> None:
    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = (LIJST, f"{LIJST}?doel=horen", "/team/jubbega/inbreng/", "/team/jubbega/")
    vraag(wijk)
    one = [count(address) for address in addresses]
    for number in range(29):
        vraag(wijk, dagen=number)
    assert [count(address) for address in addresses] == one


# ---- wiping ------------------------------------------------------------------------------------------------


def test_wiping_takes_one_row_for_good_and_asks_first(wijk: Wijk, client: Client) -> None:
    done, other = vraag(wijk, naam="Sietske"), vraag(wijk, naam="Wacht")
    page = read(client)
    question = page[page.index("<details") : page.index("</details>")]
    assert "Afgehandeld: wis deze gegevens" in question
    assert "voor altijd weg" in question
    assert f'action="{WIS}"' in question
    response = client.post(WIS, {"verzoek": str(done.pk)}, follow=True)
    assert response.redirect_chain == [(LIJST, 303)]
    page = flat(response)
    assert "De gegevens zijn gewist." in page
    assert "Sietske" not in page
    assert "Wacht" in page
    assert list(Contactverzoek.objects.all()) == [other]


def test_the_same_post_twice_does_no_harm(wijk: Wijk, client: Client) -> None:
    done = vraag(wijk)
    vraag(wijk, naam="Wacht")
    wipe(client, done.pk)
    again = client.post(WIS, {"verzoek": str(done.pk)}, follow=True)
    assert again.status_code == 200
    assert "Deze gegevens waren al gewist." in flat(again)
    assert Contactverzoek.objects.get().naam == "Wacht"
    assert Gebeurtenis.objects.filter(actie="contact_afgehandeld").count() == 1


@pytest.mark.parametrize("verzoek", ["", "onzin", "0", "2c902db4-536a-41e5-bde2-3837e4b72274"])
def test_an_unknown_key_wipes_nothing(wijk: Wijk, client: Client, verzoek: str) -> None:
    vraag(wijk)
    assert wipe(client, verzoek).status_code == 303
    assert Contactverzoek.objects.count() == 1
    assert not Gebeurtenis.objects.filter(actie="contact_afgehandeld").exists()


def test_one_comes_back_to_the_same_place(wijk: Wijk, client: Client) -> None:
    address = wipe(client, vraag(wijk).pk, doel="meedoen", pagina="2")["Location"]
    assert address == f"{LIJST}?doel=meedoen&pagina=2"
    assert wipe(client, "", doel="//kwaad.example", pagina="1&x=1")["Location"] == LIJST


def test_wiping_needs_the_token_of_the_form(wijk: Wijk) -> None:
    verzoek = vraag(wijk)
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    assert wipe(client, verzoek.pk).status_code == 403
    assert Contactverzoek.objects.exists()


def test_the_log_says_who_did_it_and_nothing_of_the_person(wijk: Wijk) -> None:
    verzoek = submit_contact(
        wijk=wijk, verzend_id=uuid.uuid4(), doel=Doel.HOREN, naam="Sietske", contact="0513 00 00 21"
    )
    door = make_gebruiker(Rol.TEAMLID, wijk=wijk)
    assert delete_contactverzoek(wijk=wijk, verzoek=verzoek.pk, door=door)
    assert not delete_contactverzoek(wijk=wijk, verzoek=verzoek.pk, door=door)
    line = Gebeurtenis.objects.get(actie="contact_afgehandeld")
    assert (line.wijk, line.gebruiker, line.sleutel) == (wijk, door, "")
    for row in Gebeurtenis.objects.values():
        text = " ".join(str(value) for value in row.values())
        for secret in ("Sietske", "0513", str(verzoek.pk), str(verzoek.verzend_id)):
            assert secret not in text


def test_what_the_page_promises_is_what_the_policy_does(wijk: Wijk) -> None:
    """On the last day that is named a row still stands; the day after it is gone."""
    [policy] = [beleid for beleid in read_policy() if beleid.model == "bewoners.Contactverzoek"]
    kept = time_kept(Contactverzoek)
    assert kept.days == policy.regels[0].dagen
    last_day = vraag(wijk, dagen=kept.days)
    vraag(wijk, dagen=kept.days + 1)
    apply_policy()
    assert list(Contactverzoek.objects.all()) == [last_day]


def test_a_model_without_a_limit_promises_nothing() -> None:
    with pytest.raises(LookupError, match=r"wijken\.Wijk"):
        time_kept(Wijk)


# ---- the way to it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aantal", "zin"),
    [
        (0, "Wie iets wil horen of meedoen"),
        (1, "1 mens wil iets horen of meedoen"),
        (2, "2 mensen willen iets horen of meedoen"),
    ],
)
def test_the_inbox_leads_to_it_with_the_count(wijk: Wijk, client: Client, aantal: int, zin: str) -> None:
    for _number in range(aantal):
        vraag(wijk)
    vraag(make_wijk("elders"))
    page = flat(client.get("/team/jubbega/inbreng/"))
    assert f'href="{LIJST}"' in page
    assert zin in page


def test_the_kompas_names_it_as_something_that_waits(wijk: Wijk, client: Client) -> None:
    assert "bewoners:contact_list" not in {taak.doel for taak in taken_of(stand_of(wijk))}
    vraag(wijk)
    vraag(make_wijk("elders"))
    [taak] = [taak for taak in taken_of(stand_of(wijk)) if taak.doel == "bewoners:contact_list"]
    assert (taak.aantal, taak.tekst) == (1, "mens wil iets horen of meedoen")
    vraag(wijk)
    page = flat(client.get("/team/jubbega/"))
    assert f'href="{LIJST}"' in page
    assert "mensen willen iets horen of meedoen" in page


def test_from_the_form_of_a_resident_to_the_list(wijk: Wijk, client: Client) -> None:
    visitor = Client()
    visitor.post(
        "/wijken/jubbega/contact/",
        {"doel": "meedoen", "contact": "06 12345678", "naam": "Hinke", "website": ""},
    )
    page = read(client)
    assert "Hinke" in page
    assert 'href="tel:0612345678"' in page
