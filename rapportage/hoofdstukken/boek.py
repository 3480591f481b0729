"""All chapters of one agenda together, and what stands on the cover."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.inhoud import Inhoud
from agenda.kernwaarden.document import show_waarden
from agenda.keuzes import Stem
from kern.grafiek import from_json
from kern.kaart import from_json as kaartblad_from_json
from rapportage.hoofdstukken.bewoners import questionnaires
from rapportage.hoofdstukken.bijlage import Bijlage
from rapportage.hoofdstukken.deelname import answers, bars
from rapportage.hoofdstukken.plannen import read_plan
from rapportage.hoofdstukken.verzoeken import parties, team_questions
from rapportage.hoofdstukken.vormen import Boek, Deel, Toont
from rapportage.samenstelling import Hoofdstuk, Onderdeel, Samenstelling
from rapportage.tekens import without_controls
from rapportage.woorden import bare_address, day, stories, years

HOUSES, IN_ROW = 6, 3  # plans that 'In één oogopslag' draws, and how many beside each other


def build_boek(
    inhoud: Inhoud,
    *,
    link: str,
    concept: bool,
    keuze: Samenstelling | None = None,
    bijlage: Bijlage | None = None,
    planlinks: Mapping[uuid.UUID, str] | None = None,
) -> Boek:
    """The chosen chapters of this agenda; all of it when nothing was chosen.

    `link` is where the QR code leads, `planlinks` where those of the plans do; a draft, and what is only for
    the team, is marked on every page.
    """
    keuze, bijlage = keuze or Samenstelling(), bijlage or Bijlage()
    inhoud = cast(Inhoud, without_controls(inhoud))
    vooraan, delen = _chapters(keuze, inhoud)
    notities = without_controls(dict(bijlage.notities))
    wijk, waarom, deelname = inhoud["wijk"], inhoud["waarom"], inhoud["deelname"]
    jaren = years(waarom["van_jaar"], waarom["tot_jaar"])
    links = {str(key): each for key, each in (planlinks or {}).items()} if Onderdeel.QR in keuze.toon else {}
    plannen = tuple(
        read_plan(plan, inhoud, notities.get(plan["uuid"], ""), links.get(plan["uuid"], ""))
        for plan in inhoud["plannen"]
    )
    vastgesteld, stemmen = _adopted(inhoud)
    return Boek(
        titel=_title(keuze) % {"wijk": wijk["naam"], "jaren": jaren},
        keuze=not keuze.is_standaard,
        alleen_team=keuze.alleen_team,
        vooraan=vooraan,
        delen=delen,
        toont=Toont(**{each.value: each in keuze.toon for each in Onderdeel}),
        kompas=bijlage.kompas,
        zelfscan=bijlage.zelfscan,
        wijk=wijk["naam"],
        ondertitel=wijk["ondertitel"],
        gemeente=wijk["gemeente"],
        voorbeeld=wijk["voorbeeld"],
        concept=concept,
        bordmaat=_sign_size(wijk["naam"]),
        jaren=jaren,
        droom=waarom["droom"],
        gemaakt_op=day(inhoud["gemaakt_op"]),
        vastgesteld=vastgesteld,
        stemmen=stemmen,
        gezegd=_said(inhoud),
        verhalen=stories(deelname["aantal"]) if deelname["aantal"] else "",
        telefoon=wijk["telefoon"],
        inloop=", ".join(filter(None, [wijk["inloop_plek"], wijk["inloop_tijden"]])),
        contact=waarom["contact"],
        aanleiding=waarom["aanleiding"],
        opdracht=waarom["opdracht"],
        beslist_mee=waarom["beslist_mee"],
        denkt_mee=waarom["denkt_mee"],
        ligt_vast=waarom["ligt_vast"],
        waarden=show_waarden(inhoud),
        plannen=plannen,
        huizen=tuple(plannen[i : i + IN_ROW] for i in range(0, min(len(plannen), HOUSES), IN_ROW)),
        meer_plannen=max(len(plannen) - HOUSES, 0),
        onderwerpen=tuple(dict.fromkeys(plan.onderwerp for plan in plannen[:HOUSES] if plan.onderwerp)),
        partijen=parties(inhoud),
        teamvragen=team_questions(inhoud),
        kaarten=tuple(from_json(kaart) for kaart in inhoud["cijfers"]),
        blad=kaartblad_from_json(blad) if (blad := inhoud.get("kaartblad")) else None,
        periode=_period(deelname["van"], deelname["tot"]),
        kanalen=bars(deelname["kanalen"]),
        talen=bars(deelname["talen"]),
        buurten=bars(deelname["buurten"]),
        antwoorden=answers(inhoud),
        vragenlijsten=questionnaires(inhoud),
        weten=tuple((deel["vraag"], deel["tekst"]) for deel in inhoud.get("weten", [])),
        doorgegeven=tuple(f"{deel['aan']}: {stories(deel['aantal'])}" for deel in inhoud["doorgegeven"]),
        bronnen=tuple(inhoud["bronnen"]),
        link=link,
        adres=bare_address(link),
    )


def _title(keuze: Samenstelling) -> str:
    if keuze.is_standaard:
        return _("Sociale wijkagenda %(wijk)s %(jaren)s")
    return _("Keuze uit de sociale wijkagenda %(wijk)s %(jaren)s")


def _chapters(keuze: Samenstelling, inhoud: Inhoud) -> tuple[tuple[Deel, ...], tuple[Deel, ...]]:
    """What stands before the list of contents ('In één oogopslag', when it is the first), and what after.

    An agenda without values has no chapter on them, unless somebody chose it: then it says so. The same holds
    for what residents answered.
    """
    lacks = {
        Hoofdstuk.WAARDEN: not inhoud.get("kernwaarden"),
        Hoofdstuk.BEWONERS: not inhoud.get("vragenlijsten"),
    }
    there = [each for each in keuze.hoofdstukken if not (keuze.is_standaard and lacks.get(each))]
    delen = tuple(Deel(each.value, str(each.label)) for each in there)
    at = 1 if keuze.hoofdstukken[0] is Hoofdstuk.OOGOPSLAG else 0
    return delen[:at], delen[at:]


# ---- the cover ---------------------------------------------------------------------------------
def _period(van: str, tot: str) -> str:
    if not van or van == tot:
        return day(van)
    return _("van %(van)s tot en met %(tot)s") % {"van": day(van), "tot": day(tot)}


def _sign_size(naam: str) -> str:
    return "s" if len(naam) > 32 else "m" if len(naam) > 14 else "l"


def _adopted(inhoud: Inhoud) -> tuple[str, str]:
    vast = inhoud["vaststelling"]
    if vast is None:
        return "", ""
    waar = ", ".join(filter(None, [vast["door"], day(vast["datum"]), vast["plaats"]]))
    stemmen = _("%(voor)s van de %(van)s mensen waren voor.") % {"voor": vast["voor"], "van": vast["van"]}
    if onthouden := vast.get("onthouden", 0):
        zin = ngettext("%(n)s mens koos niet.", "%(n)s mensen kozen niet.", onthouden)
        stemmen = f"{stemmen} {zin % {'n': onthouden}}"
    return waar, stemmen if vast["van"] else ""


def _said(inhoud: Inhoud) -> tuple[str, ...]:
    """What members of the agendagroep said who were not in favour, with what they voted."""
    vast = inhoud["vaststelling"]
    woorden = {Stem.TEGEN.value: _("was tegen"), Stem.ONTHOUDEN.value: _("koos niet")}
    found = vast.get("gezegd", []) if vast else []
    return tuple(f"“{deel['tekst']}” ({woorden.get(deel['stem'], '')})" for deel in found)
