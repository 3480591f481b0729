"""Adopted means adopted: what the database itself refuses and lets through."""

from __future__ import annotations

import hashlib
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from agenda.inhoud import WEGGEHAALD
from agenda.keuzes import VaststelDoor
from agenda.models import AgendaVersie, Wijkagenda
from agenda.nalezen import read_again
from agenda.services.redactie import redact_passage
from agenda.services.vaststellen import vaststellen
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import (
    make_actie,
    make_agenda,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_versie,
    make_wijk,
)
from tests.tegelijk import refusals
from wijken.models import Gebeurtenis


def full_versie() -> AgendaVersie:
    wijk = make_wijk()
    agenda = make_agenda(wijk)
    plan = make_plan(agenda)
    make_actie(plan)
    make_onderbouwing(plan, inbreng=make_inbreng(wijk, "Ik mis een bankje."))
    return make_versie(agenda, door=make_gebruiker())


def refuses(statement: str, *params: int | str) -> bool:
    """Whether the database refuses this statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
    except DatabaseError:
        return True
    return False


@pytest.mark.django_db
def test_orm_cannot_change_or_delete() -> None:
    versie = full_versie()
    versie.inhoud["waarom"]["droom"] = "Iets anders."
    with pytest.raises(DatabaseError), transaction.atomic():
        versie.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        AgendaVersie.objects.filter(pk=versie.pk).update(plaats="elders")
    with pytest.raises(DatabaseError), transaction.atomic():
        versie.delete()
    fresh = AgendaVersie.objects.get(pk=versie.pk)
    assert fresh.inhoud["waarom"]["droom"] == "Iedereen kent hier minstens vijf mensen."
    assert fresh.plaats == "het dorpshuis"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agenda_agendaversie SET inhoud = '{}'::jsonb WHERE id = %s",
        "UPDATE agenda_agendaversie SET redacties = 5 WHERE id = %s",
        "UPDATE agenda_agendaversie SET sha256 = '' WHERE id = %s",
        "UPDATE agenda_agendaversie SET toch_reden = 'x' WHERE id = %s",
        "DELETE FROM agenda_agendaversie WHERE id = %s",
    ],
)
def test_sql_cannot_change_or_delete(statement: str) -> None:
    assert refuses(statement, full_versie().pk)


@pytest.mark.django_db
def test_a_function_of_that_name_elsewhere_opens_nothing() -> None:
    versie = full_versie()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.agenda_redigeer_nep(v bigint) RETURNS void LANGUAGE plpgsql AS "
            "$$ BEGIN UPDATE agenda_agendaversie SET plaats = 'x' WHERE id = v; END $$"
        )
    assert refuses("SELECT pg_temp.agenda_redigeer_nep(%s)", versie.pk)


@pytest.mark.django_db
def test_removed_account_leaves_the_version() -> None:
    versie = full_versie()
    assert versie.vastgelegd_door is not None
    versie.vastgelegd_door.delete()
    fresh = AgendaVersie.objects.get(pk=versie.pk)
    assert fresh.vastgelegd_door is None
    assert fresh.sha256 == versie.sha256


@pytest.mark.django_db
def test_sha256_fits_the_stored_document() -> None:
    versie = full_versie()
    assert versie.sha256 == stored_hash(versie)
    redacted = redact_passage(versie=versie, pad=["waarom", "droom"])
    assert redacted.sha256 == stored_hash(versie) != versie.sha256


def stored_hash(versie: AgendaVersie) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud::text FROM agenda_agendaversie WHERE id = %s", [versie.pk])
        row = cursor.fetchone()
    assert row is not None
    return hashlib.sha256(row[0].encode()).hexdigest()


@pytest.mark.django_db
def test_redaction_replaces_one_quote_everywhere_it_is_shown() -> None:
    versie = full_versie()
    (key,) = versie.inhoud["citaten"]
    gebruiker = make_gebruiker()
    redacted = redact_passage(versie=versie, pad=["citaten", key, "tekst"], door=gebruiker)
    assert redacted.inhoud["citaten"][key]["tekst"] == WEGGEHAALD
    assert "Ik mis een bankje" not in str(redacted.inhoud)
    assert redacted.redacties == 1
    log = Gebeurtenis.objects.get(actie="passage_weggehaald")
    assert log.gebruiker == gebruiker
    assert "bankje" not in str(log.__dict__)


@pytest.mark.django_db
def test_redacting_twice_counts_once() -> None:
    versie = full_versie()
    redact_passage(versie=versie, pad=["waarom", "droom"])
    again = redact_passage(versie=versie, pad=["waarom", "droom"])
    assert again.redacties == 1
    assert Gebeurtenis.objects.filter(actie="passage_weggehaald").count() == 1
    third = redact_passage(versie=versie, pad=["plannen", "0", "acties", "0", "trekker"])
    assert third.redacties == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pad",
    [
        ["plannen"],
        ["plannen", "0"],
        ["waarom", "van_jaar"],
        ["plannen", "0", "uuid"],
        ["plannen", "0", "acties", "0", "status"],
        ["plannen", "7", "titel"],
        ["niets"],
        [],
    ],
)
def test_only_a_passage_can_be_taken_away(pad: list[str]) -> None:
    versie = full_versie()
    with pytest.raises(DomeinFout):
        redact_passage(versie=versie, pad=pad)
    fresh = AgendaVersie.objects.get(pk=versie.pk)
    assert (fresh.inhoud, fresh.redacties) == (versie.inhoud, 0)


@pytest.mark.django_db
def test_the_function_itself_takes_only_strings() -> None:
    versie = full_versie()
    for path in ("{plannen}", "{plannen,0}", "{waarom,van_jaar}", "{vaststelling,voor}", "{niets}", "{}"):
        assert refuses("SELECT agenda_redigeer(%s, %s::text[])", versie.pk, path)
    assert not refuses("SELECT agenda_redigeer(%s, %s::text[])", versie.pk, "{waarom,droom}")


def adopt(agenda_pk: int, merk: str, plaats: str) -> AgendaVersie:
    return vaststellen(
        agenda=Wijkagenda.objects.get(pk=agenda_pk),
        door=VaststelDoor.BEWONERSAVOND,
        datum=today(),
        plaats=plaats,
        voor=41,
        van=44,
        nagelezen=True,
        merk=merk,
        reden="Het antwoord volgt.",
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("plaatsen", [["school"] * 4, ["school", "kerk", "cafe", "dorpshuis"]])
def test_adopters_at_once_make_one_version(plaatsen: list[str]) -> None:
    agenda = make_agenda(make_wijk())
    make_plan(agenda)
    merk = read_again(agenda).merk
    refused = refusals(*[partial(adopt, agenda.pk, merk, plaats) for plaats in plaatsen], of=DomeinFout)
    assert AgendaVersie.objects.filter(agenda=agenda).count() == 1
    assert len(refused) == (0 if len(set(plaatsen)) == 1 else 3)
