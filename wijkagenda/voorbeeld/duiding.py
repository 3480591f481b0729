"""The sample team reads the answers: it writes down what it knows by now, and two of them choose quotes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from analyse.duiding.services import save_duiding
from analyse.keuzes import Hoofdvraag
from analyse.lezen.citaten import agree_quote, needs_look, propose_quote, quotable
from analyse.models import Vragenlijst
from bewoners.signalen import read_tekst
from gebruikers.models import Gebruiker
from wijken.models import Gebeurtenis

COMMANDO: Final = Gebeurtenis.Herkomst.COMMANDO
CITATEN: Final = 3


def make_sense(lijst: Vragenlijst, texts: Mapping[str, Any], *, door: Gebruiker, collega: Gebruiker) -> None:
    """Answers to guiding questions, and quotes of which nobody needs to ask who said it."""
    for each in texts["duiding"]:
        save_duiding(
            wijk=lijst.wijk,
            hoofdvraag=Hoofdvraag(each["hoofdvraag"]),
            revisie=0,
            tekst=each["tekst"],
            klaar=each["klaar"],
            door=door,
            herkomst=COMMANDO,
        )
    there: set[str] = set()
    for row in quotable(lijst).order_by("inzending__verzend_id", "vraag__volgorde"):
        if len(there) < CITATEN and row.tekst not in there and not needs_look(read_tekst(row.tekst)):
            there.add(row.tekst)
            propose_quote(lijst=lijst, antwoord=row.pk, door=door, herkomst=COMMANDO)
            agree_quote(lijst=lijst, antwoord=row.pk, door=collega, herkomst=COMMANDO)
