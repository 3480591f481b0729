"""The chapters 'Wie deden mee?' and 'U zei, dit doen we samen'."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.inhoud import Antwoord, Inhoud, Telling
from agenda.keuzes import WieDoet
from kern.grafiek import Staaf
from rapportage.hoofdstukken.vormen import AntwoordGroep, AntwoordRij
from rapportage.woorden import day, stories

_WIE = {
    WieDoet.BEWONERS: gettext_lazy("Dit doen bewoners zelf."),
    WieDoet.SAMEN: gettext_lazy("Dit doen we samen."),
    WieDoet.WIJKTEAM: gettext_lazy("Dit doet het wijkteam."),
    WieDoet.GEMEENTE: gettext_lazy("Dit doet de gemeente."),
    WieDoet.NIEMAND: gettext_lazy("Dit doen we niet."),
}


def bars(tellingen: Sequence[Telling]) -> tuple[Staaf, ...]:
    return tuple(
        Staaf(label=deel["label"], waarde=Decimal(deel["aantal"]), tekst=str(deel["aantal"]), is_wijk=True)
        for deel in tellingen
    )


def answers(inhoud: Inhoud) -> tuple[AntwoordGroep, ...]:
    titels = {plan["nummer"]: plan["titel"] for plan in inhoud["plannen"]}
    groups: dict[int, list[AntwoordRij]] = {}
    for antwoord in inhoud["antwoorden"]:
        nummer = antwoord["plan_nummer"] if antwoord["plan_nummer"] in titels else 0
        groups.setdefault(nummer, []).append(_answer(antwoord))
    order = sorted(groups, key=lambda nummer: (nummer == 0, nummer))
    return tuple(AntwoordGroep(nummer, titels.get(nummer, ""), tuple(groups[nummer])) for nummer in order)


def _answer(antwoord: Antwoord) -> AntwoordRij:
    wie = antwoord["wie"]
    return AntwoordRij(
        titel=antwoord["titel"],
        verhalen=stories(antwoord["aantal"]),
        samenvatting=antwoord["samenvatting"],
        wie=str(_WIE[WieDoet(wie)]) if wie in WieDoet.values else _("Hierop is nog geen antwoord."),
        waarom=antwoord["waarom"],
        datum=day(antwoord["datum"]),
    )
