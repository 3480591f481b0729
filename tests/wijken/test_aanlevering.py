"""A team brings a file of figures in: read first, kept after a yes, by the worker."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kern.fouten import DomeinFout
from kern.klok import now
from kern.models import MAX_BYTES, Bestand
from tests.factories import Rol, make_cijferbestand, make_gebruiker, make_wijk
from tests.wijken.cbs import SAMPLE, figure, statline
from wijken.aanlevering.services import (
    AFGEBROKEN,
    MAX_OPEN,
    Opdracht,
    confirm_cijferbestand,
    drop_cijferbestand,
    submit_cijferbestand,
    sweep_cijferbestanden,
    take_cijferbestand,
    work_on,
)
from wijken.models import Cijferbestand, Gebeurtenis, Indicatorwaarde, Wijk
from wijken.tasks import lees_cijfers

pytestmark = pytest.mark.django_db
Status = Cijferbestand.Status
MET_ANDEREN = statline(
    '"Nederland";"Nederland";"NL00      ";".";18044027;3755679',
    '"Heerenveen";"Heerenveen";"GM0074    ";"1";51863;12300',
    '"Wijk 04 Jubbega";"Heerenveen";"WK007404  ";"1";9095;2235',
    '"Nijmegen";"Nijmegen";"GM0268    ";"1";189020;31000',
)


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", code="WK007404")


@pytest.fixture
def team(wijk: Wijk, client: Client) -> Client:
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    return client


def send(team: Client, inhoud: str | bytes, naam: str = "kwb_2024.csv", **velden: Any) -> Any:
    inhoud = inhoud if isinstance(inhoud, bytes) else inhoud.encode()
    return team.post(
        "/team/jubbega/instellingen/cijfers/", {"bestand": SimpleUploadedFile(naam, inhoud), **velden}
    )


def taken(row: Cijferbestand) -> Opdracht:
    opdracht = take_cijferbestand(pk=row.pk)
    assert opdracht is not None
    return opdracht


# ---- the whole way ----------------------------------------------------------------------------------------


def test_a_file_is_read_then_looked_at_then_kept(team: Client, wijk: Wijk) -> None:
    assert send(team, MET_ANDEREN).status_code == 303
    row = Cijferbestand.objects.get()
    lees_cijfers(str(row.pk))
    page = team.get("/team/jubbega/instellingen/cijfers/").content.decode()
    assert "StatLine" in page
    assert "Heerenveen, 2024: Hier wonen 51.863 mensen." in page
    assert not Indicatorwaarde.objects.exists()
    team.post(f"/team/jubbega/instellingen/cijfers/{row.pk}/doe/", {"doe": "bewaren"})
    lees_cijfers(str(row.pk))
    row.refresh_from_db()
    assert (row.status, row.bestand) == (Status.BEWAARD, None)
    assert figure("WK007404", "inwoners", 2024).waarde == 9095
    assert not Bestand.objects.exists()


def test_only_rows_of_the_own_municipality_and_the_country_are_kept(team: Client, wijk: Wijk) -> None:
    row = make_cijferbestand(wijk, inhoud=MET_ANDEREN.encode(), naam="kwb_2024.csv", status=Status.BEWAREN)
    lees_cijfers(str(row.pk))
    codes = set(Indicatorwaarde.objects.values_list("regio_id", flat=True))
    assert codes == {"NL00", "GM0074", "WK007404"}
    row.refresh_from_db()
    assert "1 regel gaat over andere gemeenten" in row.verslag["opmerkingen"][0]


def test_a_file_about_elsewhere_is_refused(wijk: Wijk) -> None:
    other = statline('"Nijmegen";"Nijmegen";"GM0268    ";"1";189020;31000')
    row = make_cijferbestand(wijk, inhoud=other.encode(), naam="kwb_2024.csv")
    lees_cijfers(str(row.pk))
    row.refresh_from_db()
    assert (row.status, row.bestand) == (Status.GEWEIGERD, None)
    assert "niets over uw gemeente" in row.fout


def test_an_empty_file_is_refused_at_once(team: Client) -> None:
    response = send(team, b"")
    assert response.status_code == 422
    assert "Dit bestand is leeg." in response.content.decode()
    assert not Cijferbestand.objects.exists()


@pytest.mark.parametrize(
    ("inhoud", "said"),
    [(b"%PDF-1.7 geen tabel", "een pdf"), (b"Wijk;Mensen\nJubbega;9095\n", "herkennen dit bestand niet")],
    ids=["pdf", "no-codes"],
)
def test_what_cannot_be_read_gets_a_sentence(team: Client, inhoud: bytes, said: str) -> None:
    send(team, inhoud)
    row = Cijferbestand.objects.get()
    lees_cijfers(str(row.pk))
    row.refresh_from_db()
    assert row.status == Status.GEWEIGERD
    assert said in row.fout
    page = team.get("/team/jubbega/instellingen/cijfers/").content.decode()
    assert row.fout in page
    assert "Er is niets veranderd." in page


def test_a_file_of_more_than_twenty_megabytes_is_stopped_on_the_way(team: Client) -> None:
    response = send(team, b"x" * (MAX_BYTES + 70_000), jaar="2024")
    assert response.status_code == 422
    assert "Het mag 20 MB zijn" in response.content.decode()
    assert not Cijferbestand.objects.exists()


def test_without_a_file_the_year_stays(team: Client) -> None:
    response = team.post("/team/jubbega/instellingen/cijfers/", {"jaar": "2024"})
    assert response.status_code == 422
    assert "Kies een bestand op uw computer." in response.content.decode()
    assert 'value="2024"' in response.content.decode()


def test_five_open_files_are_enough(wijk: Wijk) -> None:
    door = make_gebruiker(Rol.COORDINATOR, wijk=wijk)
    for _ in range(MAX_OPEN):
        submit_cijferbestand(wijk=wijk, naam="a.csv", inhoud=b"x", jaar=None, door=door)
    with pytest.raises(DomeinFout, match="al vijf bestanden"):
        submit_cijferbestand(wijk=wijk, naam="a.csv", inhoud=b"x", jaar=None, door=door)


# ---- twice, too late, killed ------------------------------------------------------------------------------


def test_a_task_that_comes_twice_does_the_work_once(wijk: Wijk) -> None:
    row = make_cijferbestand(wijk, inhoud=SAMPLE.read_bytes(), naam="voorbeeld.csv", status=Status.BEWAREN)
    for _ in range(2):
        lees_cijfers(str(row.pk))
    row.refresh_from_db()
    assert row.status == Status.BEWAARD
    assert Gebeurtenis.objects.filter(actie="kerncijfers_ingelezen").count() == 1


def test_saying_yes_twice_is_saying_it_once(wijk: Wijk) -> None:
    door = make_gebruiker(Rol.COORDINATOR, wijk=wijk)
    row = make_cijferbestand(wijk, status=Status.GELEZEN)
    confirm_cijferbestand(cijferbestand=row, door=door)
    opdracht = taken(row)
    assert confirm_cijferbestand(cijferbestand=row, door=door).poging == opdracht.poging


def test_thrown_away_while_the_worker_keeps_it_keeps_nothing(wijk: Wijk) -> None:
    door = make_gebruiker(Rol.COORDINATOR, wijk=wijk)
    row = make_cijferbestand(wijk, inhoud=SAMPLE.read_bytes(), naam="voorbeeld.csv", status=Status.BEWAREN)
    opdracht = taken(row)
    drop_cijferbestand(cijferbestand=row, door=door)
    work_on(opdracht=opdracht)
    assert not Indicatorwaarde.objects.exists()
    assert not Bestand.objects.exists()


def test_an_abandoned_file_is_taken_again_and_at_last_refused(wijk: Wijk) -> None:
    row = make_cijferbestand(wijk, inhoud=SAMPLE.read_bytes(), naam="voorbeeld.csv")
    for _ in range(3):
        taken(row)
        assert sweep_cijferbestanden() == 0  # a worker has it
        Cijferbestand.objects.update(lease_tot=now() - dt.timedelta(seconds=1))
        assert sweep_cijferbestanden() == 1
    assert take_cijferbestand(pk=row.pk) is None
    row.refresh_from_db()
    assert (row.status, row.fout, row.bestand) == (Status.GEWEIGERD, AFGEBROKEN, None)


def test_a_lease_of_before_the_clock_was_put_back_is_no_lease(wijk: Wijk) -> None:
    row = make_cijferbestand(wijk, lease_tot=now() + dt.timedelta(hours=1), poging=1)
    assert taken(row).poging == 2


def test_an_overtaken_worker_writes_nothing(wijk: Wijk) -> None:
    row = make_cijferbestand(wijk, inhoud=SAMPLE.read_bytes(), naam="voorbeeld.csv")
    late = taken(row)
    Cijferbestand.objects.update(lease_tot=now() - dt.timedelta(seconds=1))
    work_on(opdracht=taken(row))
    Cijferbestand.objects.update(verslag={"van": "de ander"})
    work_on(opdracht=late)
    row.refresh_from_db()
    assert row.verslag == {"van": "de ander"}


# ---- the page ---------------------------------------------------------------------------------------------


def test_the_row_answers_only_when_something_changed(team: Client, wijk: Wijk) -> None:
    row = make_cijferbestand(wijk)
    address = f"/team/jubbega/instellingen/cijfers/{row.pk}/"
    htmx = {"HX-Request": "true"}
    assert team.get(f"{address}?stand=wacht", headers=htmx).status_code == 204
    part = team.get(f"{address}?stand=iets", headers=htmx)
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert team.get(address).status_code == 302


def test_the_page_needs_as_many_queries_for_many_files(team: Client, wijk: Wijk) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            team.get("/team/jubbega/instellingen/cijfers/")
        return len(queries)

    make_cijferbestand(wijk)
    count()
    few = count()
    for _ in range(12):
        make_cijferbestand(wijk, status=Status.GEWEIGERD, fout="Nee.")
    assert count() == few
