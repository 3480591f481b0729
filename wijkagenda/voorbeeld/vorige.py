"""The round before the present one of the sample wijk: adopted, done, closed, and still to be read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from agenda.keuzes import ActieStatus, VaststelDoor
from agenda.models import Wijkagenda
from agenda.nalezen import read_again
from agenda.ronde.selectors import look_ahead
from agenda.ronde.services import begin_ronde
from agenda.services.acties import make_actie, note_voortgang
from agenda.services.onderbouwing import add_onderbouwing
from agenda.services.plannen import make_plan, update_plan
from agenda.services.vaststellen import vaststellen
from agenda.services.waarom import default_jaren, next_jaren, start_agenda, update_waarom
from kern.klok import today
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijkagenda.voorbeeld.waarden import choose_values
from wijken.models import Gebeurtenis

if TYPE_CHECKING:
    from wijkagenda.voorbeeld.laden import Sample

COMMANDO = Gebeurtenis.Herkomst.COMMANDO
Row = dict[str, Any]


def play_round_before(sample: Sample, texts: Row, waarden: list[Row]) -> None:
    """Play a whole round in the past. After it the wijk has an empty agenda in the making."""
    for row in texts["inbreng"]:
        sample.submit(row)
    for row in texts["bundel"]:
        sample.bundle(row, [each for each in texts["inbreng"] if each["bundel"] == row["sleutel"]])
    agenda = _start(sample, texts["agenda"])
    choose_values(agenda, waarden, door=sample.team)
    for row in texts["plan"]:
        _plan(sample, agenda, row)
    _adopt(sample, agenda, texts["vaststellen"])
    for row in texts["plan"]:
        _tell(sample, agenda, row)
    van_jaar, tot_jaar = next_jaren(agenda)
    begin_ronde(
        agenda=agenda,
        van_jaar=van_jaar,
        tot_jaar=tot_jaar,
        merk=look_ahead(agenda).merk,
        op=days_ago(texts["afsluiten"]["dagen"]),
        door=sample.coordinator,
        herkomst=COMMANDO,
    )


def _start(sample: Sample, texts: Row) -> Wijkagenda:
    first, _last = default_jaren(today())
    agenda = start_agenda(
        wijk=sample.wijk,
        van_jaar=first - 2,
        tot_jaar=first - 1,
        op=days_ago(texts["dagen"]),
        door=sample.coordinator,
        herkomst=COMMANDO,
    )
    return update_waarom(
        agenda=agenda,
        revisie=agenda.revisie,
        van_jaar=agenda.van_jaar,
        tot_jaar=agenda.tot_jaar,
        door=sample.coordinator,
        herkomst=COMMANDO,
        **{name: texts[name] for name in ("droom", "aanleiding", "opdracht", "contact")},
    )


def _plan(sample: Sample, agenda: Wijkagenda, row: Row) -> None:
    one: Row = {"door": sample.team, "herkomst": COMMANDO}
    plan = make_plan(agenda=agenda, titel=row["titel"], sleutel=key_of(row["sleutel"]), **one)
    texts = {name: row[name] for name in ("titel", "waarom", "trekker", "onderwerp", "doelen")}
    update_plan(plan=plan, revisie=plan.revisie, **texts, **one)
    add_onderbouwing(plan=plan, bundels=[sample.bundels[name].pk for name in row["bundels"]], **one)
    for each in row["actie"]:
        texts = {name: each[name] for name in ("wat", "trekker", "wanneer")}
        make_actie(plan=plan, sleutel=key_of(each["sleutel"]), **texts, **one)


def _adopt(sample: Sample, agenda: Wijkagenda, texts: Row) -> None:
    day = days_ago(texts["dagen"])
    vaststellen(
        agenda=agenda,
        door=VaststelDoor.BEWONERSAVOND,
        datum=day,
        plaats=texts["plaats"],
        voor=texts["voor"],
        van=texts["van"],
        nagelezen=True,
        merk=read_again(agenda).merk,
        vastgelegd_op=timezone.make_aware(dt.datetime.combine(day, dt.time(21))),
        gebruiker=sample.coordinator,
        herkomst=COMMANDO,
    )


def _tell(sample: Sample, agenda: Wijkagenda, row: Row) -> None:
    for each in row["actie"]:
        note_voortgang(
            agenda=agenda,
            actie_uuid=key_of(each["sleutel"]),
            status=ActieStatus(each["status"]),
            tekst=each["tekst"],
            datum=days_ago(each["dagen"]),
            door=sample.team,
            herkomst=COMMANDO,
        )
