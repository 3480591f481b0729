"""Build the document of an agenda from its tables, in a fixed number of queries.

Used for the draft on screen and in the PDF, and copied into AgendaVersie by adopting. Labels are Dutch,
whatever the language of the screen that asks. Quotes are read afresh: only what may be shared now.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import translation

from agenda.antwoordlijsten import vragenlijsten_deel, weten_deel
from agenda.inhoud import (
    SCHEMA,
    ActieDeel,
    Antwoord,
    Bewijs,
    BuurtDeel,
    Citaat,
    Inhoud,
    KernwaardeDeel,
    PlanDeel,
    VerzoekDeel,
    WaaromDeel,
    WijkDeel,
)
from agenda.kernwaarden.document import kernwaarden_deel, marks_of
from agenda.keuzes import ActieStatus
from agenda.meegedaan import begin_of, deelname, doorgegeven, iso, told_in
from agenda.models import Actie, Agendapunt, Onderbouwing, Verzoek, Wijkagenda
from agenda.selectors import voortgang_of
from agenda.teamvraag.selectors import teamvragen_deel
from bewoners.models import Bundel, Inbreng
from kern import kaart
from kern.grafiek import to_json
from kern.klok import today
from wijken.buurtkaart import first_blad
from wijken.cijfers import Cijfers, read_cijfers
from wijken.kaarten import kaart_van, kaarten_per_groep
from wijken.models import Wijk
from wijken.selectors import gemeente_naam, namen_in


@dataclass(frozen=True, slots=True)
class _Stof:
    """What the parts are made of, read once."""

    statussen: dict[uuid.UUID, str]
    per_bundel: dict[uuid.UUID, set[uuid.UUID]]  # bundle: its counted inputs
    verse: set[uuid.UUID]  # bundles with an input of this round
    sinds: dt.date | None  # what was told before this day belongs to the round before
    wijk: Wijk
    cijfers: Cijfers | None  # None: the words of a figure without its card
    kernwaarden: list[KernwaardeDeel]
    namen: dict[str, str]  # of the regions of the wijk, and the buurten of its plans


def build_inhoud(agenda: Wijkagenda) -> Inhoud:
    """The whole agenda as it would be shown today, not yet adopted."""
    with translation.override("nl"):
        return _build(agenda)


def build_werklijst(agenda: Wijkagenda) -> Inhoud:
    """The plans and answers alone, for a list of the team: no figures, no quotes, not who took part."""
    with translation.override("nl"):
        plannen = load_plannen(agenda)
        codes = {code for plan in plannen for code in plan.buurten}
        stof = _read_stof(agenda, None, namen_in(agenda.wijk, codes) if codes else {})
        return _document(agenda, plannen, stof)


def _build(agenda: Wijkagenda) -> Inhoud:
    wijk = agenda.wijk
    plannen = load_plannen(agenda)
    cijfers = read_cijfers(wijk)
    namen = namen_in(wijk, {*cijfers.wijk.codes, *(code for plan in plannen for code in plan.buurten)})
    stof = _read_stof(agenda, cijfers, namen)
    inhoud = _document(agenda, plannen, stof)
    told = told_in(wijk, stof.sinds)
    kaarten = [to_json(each) for groep in kaarten_per_groep(cijfers).values() for each in groep]
    blad = first_blad(cijfers)
    return {
        **inhoud,
        "cijfers": kaarten,
        "kaartblad": kaart.to_json(blad) if blad else None,
        "deelname": deelname(wijk, told),
        "doorgegeven": doorgegeven(told),
        "vragenlijsten": vragenlijsten_deel(wijk, stof.sinds),
        "weten": weten_deel(wijk),
        "citaten": _citaten(plannen),
        "bronnen": _bronnen(kaarten, inhoud["plannen"], blad),
    }


def _read_stof(agenda: Wijkagenda, cijfers: Cijfers | None, namen: dict[str, str]) -> _Stof:
    sinds = begin_of(agenda)
    per_bundel: dict[uuid.UUID, set[uuid.UUID]] = {}
    verse: set[uuid.UUID] = set()
    rows = Inbreng.objects.for_wijk(agenda.wijk).counted().filter(bundel__isnull=False)
    for bundel, inbreng, datum in rows.values_list("bundel_id", "pk", "datum"):
        if bundel is not None:
            per_bundel.setdefault(bundel, set()).add(inbreng)
            if sinds is None or datum >= sinds:
                verse.add(bundel)
    return _Stof(
        statussen={key: regel.status for key, regel in voortgang_of(agenda).items()},
        per_bundel=per_bundel,
        verse=verse,
        sinds=sinds,
        wijk=agenda.wijk,
        cijfers=cijfers,
        kernwaarden=kernwaarden_deel(agenda),
        namen=namen,
    )


def _document(agenda: Wijkagenda, plannen: Sequence[Agendapunt], stof: _Stof) -> Inhoud:
    """What is read of plans and bundles; the rest is empty yet."""
    delen = [_plan(plan, nummer, stof) for nummer, plan in enumerate(plannen, start=1)]
    return {
        "schema": SCHEMA,
        "gemaakt_op": today().isoformat(),
        "wijk": _wijk(agenda.wijk),
        "waarom": _waarom(agenda, agenda.wijk),
        "vaststelling": None,
        "cijfers": [],
        "kaartblad": None,
        "deelname": {"aantal": 0, "van": "", "tot": "", "kanalen": [], "talen": [], "buurten": []},
        "kernwaarden": stof.kernwaarden,
        "plannen": delen,
        "teamvragen": teamvragen_deel(agenda),
        "antwoorden": _antwoorden(agenda.wijk, delen, stof),
        "doorgegeven": [],
        "citaten": {},
        "bronnen": [],
    }


def load_plannen(agenda: Wijkagenda) -> Sequence[Agendapunt]:
    """The plans in order with everything that hangs on them, in five queries."""
    bewijs = Onderbouwing.objects.select_related("bundel", "inbreng__vertaling", "cijfer")
    return list(
        agenda.agendapunten.in_order().prefetch_related(
            Prefetch("onderbouwingen", queryset=bewijs),
            Prefetch("acties", queryset=Actie.objects.order_by("volgorde", "pk")),
            Prefetch("verzoeken", queryset=Verzoek.objects.order_by("partij", "pk")),
        )
    )


def may_quote(inbreng: Inbreng) -> bool:
    """Whether these words may be shown to anyone: shared by the sender and cleared by the team."""
    return inbreng.mag_delen and inbreng.status == Inbreng.Status.GEPUBLICEERD


def _wijk(wijk: Wijk) -> WijkDeel:
    return {
        "naam": wijk.naam,
        "ondertitel": wijk.ondertitel,
        "gemeente": gemeente_naam(wijk),
        "slug": wijk.slug,
        "voorbeeld": wijk.voorbeeld,
        "telefoon": wijk.telefoon,
        "inloop_plek": wijk.inloop_plek,
        "inloop_tijden": wijk.inloop_tijden,
    }


def _waarom(agenda: Wijkagenda, wijk: Wijk) -> WaaromDeel:
    return {
        "van_jaar": agenda.van_jaar,
        "tot_jaar": agenda.tot_jaar,
        "droom": agenda.droom,
        "aanleiding": agenda.aanleiding,
        "opdracht": agenda.opdracht,
        "contact": agenda.contact,
        "beslist_mee": wijk.beslist_mee,
        "denkt_mee": wijk.denkt_mee,
        "ligt_vast": wijk.ligt_vast,
    }


def _plan(plan: Agendapunt, nummer: int, stof: _Stof) -> PlanDeel:
    bewijs = [deel for rij in plan.onderbouwingen.all() if (deel := _bewijs(rij, stof)) is not None]
    return {
        "uuid": str(plan.uuid),
        "nummer": nummer,
        "titel": plan.titel,
        "waarom": plan.waarom,
        "trekker": plan.trekker,
        "onderwerp": plan.onderwerp,
        "doelen": sorted(plan.doelen),
        "aantal": len(_stories(plan, stof)),
        "bewijs": bewijs,
        "acties": [_actie(actie, stof) for actie in plan.acties.all()],
        "verzoeken": [_verzoek(verzoek, nummer) for verzoek in plan.verzoeken.all()],
        "leeftijden": list(plan.leeftijden),
        "aandacht": list(plan.aandacht),
        "buurten": _buurten(plan.buurten, stof),
        "waarden": marks_of(plan.waarden, stof.kernwaarden),
    }


def _buurten(codes: Iterable[str], stof: _Stof) -> list[BuurtDeel]:
    """By name, as people call them."""
    delen: list[BuurtDeel] = [{"code": code, "naam": stof.namen.get(code, code)} for code in codes]
    return sorted(delen, key=lambda deel: (deel["naam"].casefold(), deel["code"]))


def _stories(plan: Agendapunt, stof: _Stof) -> set[uuid.UUID]:
    """The inputs behind a plan: those in its bundles and those quoted by themselves."""
    found: set[uuid.UUID] = set()
    for rij in plan.onderbouwingen.all():
        if rij.bundel_id is not None:
            found |= stof.per_bundel.get(rij.bundel_id, set())
        elif rij.inbreng is not None and may_quote(rij.inbreng):
            found.add(rij.inbreng.pk)
    return found


def _bewijs(rij: Onderbouwing, stof: _Stof) -> Bewijs | None:
    """One piece of evidence as it is shown, or None when it may not be shown (any more)."""
    if rij.bundel is not None:
        return {
            "soort": "bundel",
            "sleutel": str(rij.bundel.pk),
            "titel": rij.bundel.titel,
            "aantal": len(stof.per_bundel.get(rij.bundel.pk, ())),
            "kaart": None,
        }
    if rij.inbreng is not None:
        if not may_quote(rij.inbreng):
            return None
        return {"soort": "citaat", "sleutel": str(rij.inbreng.pk), "titel": "", "aantal": 0, "kaart": None}
    kaart = _kaart(rij, stof)
    return {"soort": "cijfer", "sleutel": "", "titel": rij.tekst, "aantal": 0, "kaart": kaart}


def _kaart(rij: Onderbouwing, stof: _Stof) -> dict[str, Any] | None:
    """The card of a figure; None when a newer file of CBS left it out: then its words alone are shown."""
    if stof.cijfers is None or rij.cijfer is None or rij.cijfer.waarde is None:
        return None
    try:
        return to_json(kaart_van(stof.wijk, rij.cijfer, stof.cijfers, stof.namen))
    except ValueError:
        return None


def _actie(actie: Actie, stof: _Stof) -> ActieDeel:
    return {
        "uuid": str(actie.uuid),
        "wat": actie.wat,
        "trekker": actie.trekker,
        "wanneer": actie.wanneer,
        "klaar_op": iso(actie.klaar_op),
        "status": stof.statussen.get(actie.uuid, ActieStatus.GEPLAND.value),
    }


def _verzoek(verzoek: Verzoek, plan_nummer: int) -> VerzoekDeel:
    return {
        "uuid": str(verzoek.uuid),
        "partij": verzoek.partij,
        "soort": verzoek.soort,
        "tekst": verzoek.tekst,
        "aantal": verzoek.aantal,
        "antwoord": verzoek.antwoord,
        "antwoord_op": iso(verzoek.antwoord_op),
        "antwoord_tekst": verzoek.antwoord_tekst,
        "plan_nummer": plan_nummer,
    }


def _citaten(plannen: Iterable[Agendapunt]) -> dict[str, Citaat]:
    """The quotes, once each, under the key of their input."""
    return {
        str(rij.inbreng.pk): _citaat(rij.inbreng)
        for plan in plannen
        for rij in plan.onderbouwingen.all()
        if rij.inbreng is not None and may_quote(rij.inbreng)
    }


def _citaat(inbreng: Inbreng) -> Citaat:
    """A resident's own words, and beside them what they say in Dutch."""
    citaat: Citaat = {"tekst": inbreng.tekst, "taal": inbreng.taal}
    if inbreng.taal_naam:
        citaat["taal_naam"] = inbreng.taal_naam
    if inbreng.nederlands:
        citaat["vertaling"] = inbreng.nederlands
    return citaat


def _antwoorden(wijk: Wijk, plannen: Iterable[PlanDeel], stof: _Stof) -> list[Antwoord]:
    """What became of each bundle; those that belong to a plan first, in its order."""
    plan_van: dict[str, int] = {}
    for plan in plannen:
        for bewijs in plan["bewijs"]:
            if bewijs["soort"] == "bundel":
                plan_van.setdefault(bewijs["sleutel"], plan["nummer"])
    antwoorden = [
        _antwoord(bundel, len(stof.per_bundel.get(bundel.pk, ())), plan_van.get(str(bundel.pk), 0))
        for bundel in Bundel.objects.for_wijk(wijk).select_related("terugkoppeling").order_by("titel", "pk")
    ]
    shown = [deel for deel in antwoorden if (deel["aantal"] or deel["wie"]) and _is_of_now(deel, stof)]
    return sorted(shown, key=lambda deel: (deel["plan_nummer"] == 0, deel["plan_nummer"]))


def _is_of_now(deel: Antwoord, stof: _Stof) -> bool:
    """Not what was told and answered in the round before, and is in no plan of this one."""
    if stof.sinds is None or deel["plan_nummer"] or not deel["wie"]:
        return True
    return deel["datum"] >= iso(stof.sinds) or uuid.UUID(deel["bundel"]) in stof.verse


def _antwoord(bundel: Bundel, aantal: int, plan_nummer: int) -> Antwoord:
    terugkoppeling = getattr(bundel, "terugkoppeling", None)
    return {
        "bundel": str(bundel.pk),
        "titel": bundel.titel,
        "samenvatting": bundel.samenvatting,
        "aantal": aantal,
        "wie": terugkoppeling.wie if terugkoppeling else "",
        "waarom": terugkoppeling.waarom if terugkoppeling else "",
        "datum": iso(terugkoppeling.datum) if terugkoppeling else "",
        "plan_nummer": plan_nummer,
    }


def _bronnen(
    kaarten: Iterable[dict[str, Any]], plannen: Iterable[PlanDeel], blad: kaart.Kaartblad | None
) -> list[str]:
    """Each source of a figure or border that is shown, once, in order."""
    shown = [*kaarten, *(bewijs["kaart"] for plan in plannen for bewijs in plan["bewijs"] if bewijs["kaart"])]
    sources = {str(each["bron"]) for each in shown}
    if blad is not None:
        sources |= {blad.bron}
    if blad is not None and blad.kaart is not None:
        sources |= {f"Grenzen op de kaart: {blad.bron_grenzen}"}
    return sorted(sources)
