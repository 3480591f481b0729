"""The chapters 'Wat vragen wij van wie?' and 'Wat wij van ons wijkteam vragen', and what one plan asks."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import ngettext

from agenda.inhoud import Inhoud, TeamvraagDeel, VerzoekDeel
from agenda.keuzes import TeamAntwoord, VerzoekAntwoord, VerzoekSoort
from agenda.woorden import asked, euro, hours, thousands
from rapportage.hoofdstukken.vormen import Partij, Teamvraag, Vraag
from rapportage.woorden import day, label

_ANTWOORD = {
    VerzoekAntwoord.TOEGEZEGD: "klaar",
    VerzoekAntwoord.DEELS: "loopt",
    VerzoekAntwoord.GEWEIGERD: "vertraagd",
}
_TEAM = {TeamAntwoord.JA: "klaar", TeamAntwoord.DEELS: "loopt", TeamAntwoord.NEE: "vertraagd"}


def request(verzoek: VerzoekDeel, plan: str) -> Vraag:
    antwoord = verzoek["antwoord"]
    return Vraag(
        plan_nummer=verzoek["plan_nummer"],
        plan=plan,
        tekst=verzoek["tekst"],
        hoeveel=asked(verzoek["soort"], verzoek["aantal"]),
        antwoord=label(VerzoekAntwoord, antwoord).capitalize(),
        klas=_ANTWOORD.get(VerzoekAntwoord(antwoord), ""),
        toelichting=" · ".join(filter(None, [verzoek["antwoord_tekst"], day(verzoek["antwoord_op"])])),
    )


def parties(inhoud: Inhoud) -> tuple[Partij, ...]:
    """Per party, in alphabetical order, whatever the plan."""
    per_partij: dict[str, list[tuple[VerzoekDeel, str]]] = {}
    for plan in inhoud["plannen"]:
        for verzoek in plan["verzoeken"]:
            per_partij.setdefault(verzoek["partij"], []).append((verzoek, plan["titel"]))
    return tuple(_party(naam, per_partij[naam]) for naam in sorted(per_partij, key=str.casefold))


def _party(naam: str, vragen: Sequence[tuple[VerzoekDeel, str]]) -> Partij:
    def total(soort: VerzoekSoort) -> int:
        return sum(verzoek["aantal"] or 0 for verzoek, _plan in vragen if verzoek["soort"] == soort)

    def answered(antwoord: VerzoekAntwoord) -> int:
        return sum(verzoek["antwoord"] == antwoord for verzoek, _plan in vragen)

    besluiten = sum(verzoek["soort"] == VerzoekSoort.BESLUIT for verzoek, _plan in vragen)
    uren, geld = total(VerzoekSoort.UREN), total(VerzoekSoort.GELD)
    return Partij(
        naam=naam,
        besluiten=str(besluiten) if besluiten else "",
        uren=hours(uren) if uren else "",
        geld=euro(geld) if geld else "",
        ja=answered(VerzoekAntwoord.TOEGEZEGD),
        deels=answered(VerzoekAntwoord.DEELS),
        open=answered(VerzoekAntwoord.OPEN),
        nee=answered(VerzoekAntwoord.GEWEIGERD),
        vragen=tuple(request(verzoek, plan) for verzoek, plan in vragen),
    )


def team_questions(inhoud: Inhoud) -> tuple[Teamvraag, ...]:
    """What residents ask of their team, in the order of the agenda."""
    return tuple(_team_question(vraag) for vraag in inhoud.get("teamvragen", []))


def _team_question(vraag: TeamvraagDeel) -> Teamvraag:
    aantal = vraag["aantal"]
    return Teamvraag(
        wie=vraag["wie"],
        tekst=vraag["tekst"],
        mensen=ngettext("%(n)s mens", "%(n)s mensen", aantal) % {"n": thousands(aantal)} if aantal else "",
        antwoord=label(TeamAntwoord, vraag["antwoord"]).capitalize(),
        klas=_TEAM.get(TeamAntwoord(vraag["antwoord"]), ""),
        toelichting=" · ".join(filter(None, [vraag["antwoord_tekst"], day(vraag["antwoord_op"])])),
    )
