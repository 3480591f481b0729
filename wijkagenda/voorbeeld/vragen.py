"""What residents of the sample wijk ask of their team, and what a party is asked by mail.

The mail does not leave: nobody lives at the address. The demo account of the partner finds the questions.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from agenda.haalbaarheid.mail import drop_unsent
from agenda.haalbaarheid.services import answer_vraag, mail_verzoek
from agenda.keuzes import TeamAntwoord, VerzoekAntwoord
from agenda.models import Verzoek, Wijkagenda
from agenda.teamvraag.services import make_teamvraag, update_teamvraag
from gebruikers.models import Gebruiker
from kern.klok import today
from wijken.models import Gebeurtenis, Wijk

COMMANDO = Gebeurtenis.Herkomst.COMMANDO
Row = dict[str, Any]


def ask_team(agenda: Wijkagenda, rows: list[Row], *, door: Gebruiker) -> None:
    """What residents ask of their team, with its answers; before the agenda is adopted."""
    for row in rows:
        asked = {name: row[name] for name in ("tekst", "wie", "aantal")}
        vraag = make_teamvraag(agenda=agenda, **asked, door=door, herkomst=COMMANDO)
        update_teamvraag(
            vraag=vraag,
            revisie=vraag.revisie,
            **asked,
            antwoord=TeamAntwoord(row["antwoord"]),
            antwoord_tekst=row["antwoord_tekst"],
            antwoord_op=today() - dt.timedelta(days=row["dagen"]),
            door=door,
            herkomst=COMMANDO,
        )


def ask_partner(wijk: Wijk, rows: list[Row], *, partner: Gebruiker, door: Gebruiker) -> None:
    """Mail the demo account of the partner, and let it answer what has an answer; after the adoption."""
    for row in rows:
        verzoek = Verzoek.objects.select_related("wijk", "agendapunt__agenda__wijk").get(
            wijk=wijk, agendapunt__agenda__actief=True, tekst=row["tekst"]
        )
        mail_verzoek(
            verzoek=verzoek,
            email=partner.email,
            uiterlijk=today() + dt.timedelta(weeks=row["weken"]),
            sleutel=uuid.uuid4(),
            door=door,
            herkomst=COMMANDO,
        )
        drop_unsent(email=partner.email)
        if "antwoord" in row:
            verzoek.refresh_from_db()
            answer_vraag(
                vraag=verzoek.vraag,
                antwoord=VerzoekAntwoord(row["antwoord"]),
                tekst=row["antwoord_tekst"],
                namens=row["namens"],
                met_link=False,
                door=partner,
                herkomst=COMMANDO,
            )
