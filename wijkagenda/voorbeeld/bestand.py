"""The sample wijk has a file of answers from elsewhere that waits for a person's yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyse.bestand.invoer import blad_of, choose_columns, take_bestand
from analyse.bestand.koppelen import guess_columns
from analyse.inzenden import questions_of
from analyse.models import Vragenlijst
from bewoners.models import NEDERLANDS, Kanaal
from gebruikers.models import Gebruiker
from wijken.models import Gebeurtenis

COMMANDO = Gebeurtenis.Herkomst.COMMANDO


def wait_with_bestand(lijst: Vragenlijst, texts: Mapping[str, Any], *, door: Gebruiker) -> None:
    """Take the file in, and try it out as its titles say."""
    lijst.refresh_from_db()
    row = take_bestand(
        lijst=lijst,
        naam=texts["naam"],
        inhoud=texts["inhoud"].strip().encode(),
        door=door,
        herkomst=COMMANDO,
    )
    gokken = guess_columns(blad_of(row).kop, questions_of(lijst, lijst.versie))
    choose_columns(bestand=row, kolommen=[gok.doel for gok in gokken], kanaal=Kanaal.ONLINE, taal=NEDERLANDS)
