"""The concept of the sample wijk: two weeks on the site before the adoption, and what people said of it."""

from __future__ import annotations

from typing import Any

from agenda.concept.modereren import moderate_reactie
from agenda.concept.reageren import set_steun, submit_reactie
from agenda.concept.services import open_ronde
from agenda.concept.tekst import read_concept
from agenda.models import Agendapunt, Reactie, Reactieronde, Wijkagenda
from agenda.services.plannen import move_plan, update_plan
from gebruikers.models import Gebruiker
from kern.volgorde import Richting
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijken.models import Gebeurtenis

COMMANDO = Gebeurtenis.Herkomst.COMMANDO
Row = dict[str, Any]


def ask_everyone(agenda: Wijkagenda, texts: Row, *, door: Gebruiker) -> None:
    """Put the plans on the site as they were worded first, take in reactions, and word them as now."""
    now = {key: _reword(agenda, key, words, door) for key, words in texts["eerst"].items()}
    _move(agenda, texts["plek"]["hoger"], Richting.OMHOOG, door)
    ronde = open_ronde(
        agenda=agenda,
        opent_op=days_ago(texts["open"]),
        sluit_op=days_ago(texts["sluit"]),
        inleiding=texts["inleiding"],
        nagelezen=True,
        merk=read_concept(agenda).merk,
        vandaag=days_ago(texts["open"]),
        door=door,
        herkomst=COMMANDO,
    )
    for row in texts["reactie"]:
        _react(ronde, row, door)
    for key, aantal in texts["steun"].items():
        for number in range(aantal):
            set_steun(
                ronde=ronde,
                plan=key_of(key),
                sleutel=f"voorbeeld-{number}",
                wel=True,
                vandaag=days_ago(texts["sluit"]),
            )
    _move(agenda, texts["plek"]["hoger"], Richting.OMLAAG, door)
    for key, words in now.items():
        _reword(agenda, key, words, door)


def _reword(agenda: Wijkagenda, key: str, words: Row, door: Gebruiker) -> Row:
    """Other words for a plan. Out: those it had."""
    plan = Agendapunt.objects.get(agenda=agenda, uuid=key_of(key))
    own = {name: getattr(plan, name) for name in ("titel", "waarom", "trekker", "onderwerp", "doelen")}
    update_plan(plan=plan, revisie=plan.revisie, door=door, herkomst=COMMANDO, **{**own, **words})
    return own


def _move(agenda: Wijkagenda, keys: list[str], richting: Richting, door: Gebruiker) -> None:
    for key in keys:
        plan = Agendapunt.objects.get(agenda=agenda, uuid=key_of(key))
        move_plan(plan=plan, richting=richting, door=door, herkomst=COMMANDO)


def _react(ronde: Reactieronde, row: Row, door: Gebruiker) -> None:
    """What somebody thought of a plan or of the whole, and what the team did with it."""
    day = days_ago(row["dagen"])
    reactie = submit_reactie(
        ronde=ronde,
        plan=key_of(row["plan"]) if "plan" in row else None,
        verzend_id=key_of(row["sleutel"]),
        tekst=row["tekst"],
        taal=row.get("taal", "nl"),
        vandaag=day,
    )
    refused = "reden" in row
    moderate_reactie(
        reactie=reactie,
        revisie=reactie.revisie,
        status=Reactie.Status.GEWEIGERD if refused else Reactie.Status.GEPUBLICEERD,
        reden=row.get("reden", ""),
        antwoord=row.get("antwoord", ""),
        vandaag=day,
        door=door,
        herkomst=COMMANDO,
    )
