"""How the team of the sample wijk works: its agreements, a skipped phase, and two years of self-scans."""

from __future__ import annotations

from typing import Any

from agenda.fase.services import choose_fase
from agenda.fases import Fase
from agenda.keuzes_team import AfspraakSoort, FasekeuzeSoort, Scankant, Scanpunt
from agenda.werkafspraken.services import adopt_voorstel, make_werkafspraak, update_werkafspraak
from agenda.zelfscan.services import save_zelfscan
from gebruikers.models import Gebruiker
from kern.klok import today
from wijken.models import Gebeurtenis, Wijk

COMMANDO = Gebeurtenis.Herkomst.COMMANDO


def set_course(wijk: Wijk, texts: dict[str, Any], *, door: Gebruiker) -> None:
    """Save what stands in koers.toml, through the services."""
    for afspraak in adopt_voorstel(wijk=wijk, door=door, herkomst=COMMANDO):
        if afspraak.tekst in texts["stand"]:
            stand, toelichting = texts["stand"][afspraak.tekst]
            afspraak.refresh_from_db()
            update_werkafspraak(
                afspraak=afspraak,
                revisie=afspraak.revisie,
                tekst=afspraak.tekst,
                stand=stand,
                toelichting=toelichting,
                door=door,
                herkomst=COMMANDO,
            )
    for soort, zinnen in texts["eigen"].items():
        for tekst in zinnen:
            make_werkafspraak(
                wijk=wijk, soort=AfspraakSoort(soort), tekst=tekst, door=door, herkomst=COMMANDO
            )
    for row in texts["fase"]:
        choose_fase(
            wijk=wijk,
            fase=Fase(row["fase"]),
            keuze=FasekeuzeSoort(row["keuze"]),
            reden=row["reden"],
            door=door,
            herkomst=COMMANDO,
        )
    for row in texts["zelfscan"]:
        save_zelfscan(
            wijk=wijk,
            jaar=today().year + row["jaar"],
            kant=Scankant(row["kant"]),
            mensen=row["mensen"],
            scores={Scanpunt(punt): score for punt, score in row["scores"].items()},
            toelichting=row["toelichting"],
            door=door,
            herkomst=COMMANDO,
        )
