"""Asking for a PDF, trying a failed one again, and handing out a finished one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction

from agenda.inhoud import Citaat
from agenda.models import AgendaVersie, Wijkagenda
from agenda.opbouw import build_inhoud
from bewoners.models import NEDERLANDS
from bewoners.regels import check_nummers
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import now
from kern.models import Bestand
from kern.wakker import wake
from rapportage.antwoorden import still_stands
from rapportage.blad import Blad, sheet_languages
from rapportage.models import Rapport, RapportQuerySet
from rapportage.samenstelling import Samenstelling, read_samenstelling
from wijken.gebeurtenissen import BLAD_GEZIEN, log
from wijken.models import Gebeurtenis, Wijk

MAKE_TASK = "rapportage.maak"
Status = Rapport.Status
Soort = Rapport.Soort
TAAK = Gebeurtenis.Herkomst.TAAK
OPEN = (Status.WACHT, Status.BEZIG)
WHOLE: Final[dict[str, Any]] = {"soort": Soort.AGENDA, "samenstelling": {}}  # the agenda as everyone reads it
VASTGESTELD = frozenset({Soort.TERUGBLIK, Soort.POSTER, Soort.BRIEF})  # only of an adopted agenda
IN_LANGUAGES = frozenset({Soort.POSTER, Soort.BRIEF})


@transaction.atomic
def request_rapport(
    *,
    agenda: Wijkagenda,
    versie: AgendaVersie | None = None,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
) -> Rapport:
    """The report of an adopted version, or of the draft when there is no version.

    Asking twice gives the same row: one per version, and one at a time for a draft. A failed report of a
    version is tried again when a person asks for it.
    """
    waarden = {"gevraagd_door": door, "gevraagd_op": now(), "wijk_id": agenda.wijk_id}
    if versie is None:
        rapport, nieuw = Rapport.objects.get_or_create(
            **WHOLE, agenda=agenda, versie=None, status__in=OPEN, defaults=waarden
        )
    else:
        rapport, nieuw = Rapport.objects.get_or_create(
            **WHOLE, versie=versie, redacties=versie.redacties, defaults={**waarden, "agenda": agenda}
        )
    if nieuw:
        log(wijk=agenda.wijk, actie="rapport_gevraagd", door=door, object=rapport, herkomst=herkomst)
    elif door and rapport.status == Status.MISLUKT:
        return retry_rapport(rapport=rapport, door=door)
    if rapport.status == Status.WACHT:
        wake(MAKE_TASK, str(rapport.pk))
    return rapport


@transaction.atomic
def request_samengesteld(
    *,
    soort: Rapport.Soort,
    agenda: Wijkagenda,
    samenstelling: Samenstelling,
    versie: AgendaVersie | None = None,
    taal: str = NEDERLANDS,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
) -> Rapport:
    """A report with what the team chose, of an adopted version or of the draft when there is no version.

    The same choice while one waits or is made gives that row. Raises DomeinFout for a choice that makes no
    report, and for a kind that only an adopted agenda has.
    """
    column = samenstelling.to_json(soort)
    keuze = read_samenstelling(soort, column)
    if soort == Soort.AGENDA and not column:
        return request_rapport(agenda=agenda, versie=versie, door=door, herkomst=herkomst)
    if versie is None and soort in VASTGESTELD:
        raise DomeinFout(
            "Dit maakt u van een vastgestelde agenda. Stel de agenda eerst vast. Daarna kan het."
        )
    if taal not in (sheet_languages() if soort in IN_LANGUAGES else [NEDERLANDS]):
        raise DomeinFout("Kies een taal uit de lijst.")
    check_nummers(keuze.inleiding)
    Wijkagenda.objects.select_for_update(of=("self",)).get(pk=agenda.pk)  # two at once make one
    rapport = Rapport(
        wijk_id=agenda.wijk_id,
        soort=soort,
        agenda=agenda,
        versie=versie,
        redacties=versie.redacties if versie else 0,
        taal=taal,
        samenstelling=column,
        gevraagd_door=door,
        gevraagd_op=now(),
    )
    there = _same_open(rapport).first()
    if there is None:
        rapport.save(force_insert=True)
        log(wijk=agenda.wijk, actie="rapport_gevraagd", door=door, object=rapport, herkomst=herkomst)
        there = rapport
    if there.status == Status.WACHT:
        wake(MAKE_TASK, str(there.pk))
    return there


def _same_open(rapport: Rapport) -> RapportQuerySet:
    """The same choice, asked for already and not made yet."""
    return Rapport.objects.filter(
        soort=rapport.soort,
        agenda=rapport.agenda_id,
        versie=rapport.versie_id,
        taal=rapport.taal,
        samenstelling=rapport.samenstelling,
        status__in=OPEN,
    ).exclude(pk=rapport.pk)


@transaction.atomic
def request_blad(*, wijk: Wijk, blad: Blad, herkomst: Gebeurtenis.Herkomst = TAAK) -> Rapport:
    """The PDF of this sheet as it should be now. Asking twice gives the same row."""
    rapport, nieuw = Rapport.objects.get_or_create(
        soort=Soort.TIEN_CIJFERS,
        wijk=wijk,
        taal=blad.taal,
        stempel=blad.stempel,
        defaults={"gevraagd_op": now()},
    )
    if nieuw:
        log(wijk=wijk, actie="blad_gevraagd", object=rapport, herkomst=herkomst)
    if rapport.status == Status.WACHT:
        wake(MAKE_TASK, str(rapport.pk))
    return rapport


@transaction.atomic
def retry_bladen(*, wijk: Wijk, door: Gebruiker) -> None:
    """Sheets of this wijk that failed wait again."""
    for rapport in Rapport.objects.filter(wijk=wijk, soort=Soort.TIEN_CIJFERS, status=Status.MISLUKT):
        retry_rapport(rapport=rapport, door=door)


@transaction.atomic
def note_blad_seen(*, wijk: Wijk, door: Gebruiker) -> None:
    """The team looked at the sheet: a first step of a new wijk. Written once."""
    if not Gebeurtenis.objects.filter(wijk=wijk, actie=BLAD_GEZIEN).exists():
        log(wijk=wijk, actie=BLAD_GEZIEN, door=door)


@transaction.atomic
def retry_rapport(*, rapport: Rapport, door: Gebruiker) -> Rapport:
    """A failed report waits again, with three new attempts. Any other report stays as it is."""
    rapport = Rapport.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=rapport.pk)
    if rapport.status != Status.MISLUKT:
        return rapport
    if rapport.samenstelling and _same_open(rapport).exists():
        raise DomeinFout("Wij maken deze PDF al opnieuw. Kijk in de lijst.")
    rapport.status, rapport.poging, rapport.fout = Status.WACHT, 0, ""
    rapport.stap, rapport.stap_nummer = "", 0
    try:
        with transaction.atomic():
            rapport.save(update_fields=["status", "poging", "fout", "stap", "stap_nummer"])
    except IntegrityError as error:
        raise DomeinFout("Wij maken al een nieuwe PDF van dit concept.") from error
    log(wijk=rapport.wijk, actie="rapport_opnieuw", door=door, object=rapport)
    wake(MAKE_TASK, str(rapport.pk))
    return rapport


def open_file(*, rapport: Rapport, door: Gebruiker) -> Bestand:
    """The file of a finished report, for the team. Raises DomeinFout when it may no longer be read."""
    if rapport.bestand is None:
        raise DomeinFout("Deze PDF is nog niet klaar.")
    if rapport.versie is not None and rapport.versie.redacties != rapport.redacties:
        raise DomeinFout("In deze PDF stond iets dat is weggehaald. Wij maken een nieuwe.")
    if rapport.lijst is not None and not still_stands(rapport.lijst, rapport.citaten):
        delete_rapport(rapport=rapport)
        raise DomeinFout("In deze PDF stond iets dat is weggehaald. Maak een nieuwe PDF.")
    if (
        rapport.agenda
        and not rapport.versie
        and rapport.citaten
        and not _quotes_stand(rapport, rapport.agenda)
    ):
        delete_rapport(rapport=rapport)
        raise DomeinFout("Een verhaal in deze PDF is veranderd of weggehaald. Maak een nieuwe PDF.")
    log(wijk=rapport.wijk, actie="rapport_opgehaald", door=door, object=rapport)
    return rapport.bestand


def _quotes_stand(rapport: Rapport, agenda: Wijkagenda) -> bool:
    current = fingerprints(build_inhoud(agenda)["citaten"])
    return all(current.get(sleutel) == hash_ for sleutel, hash_ in rapport.citaten.items())


def fingerprints(citaten: Mapping[str, Citaat]) -> dict[str, str]:
    """Key and hash of each quote: enough to see that one changed, without keeping its text."""
    return {k: hashlib.sha256(c["tekst"].encode()).hexdigest() for k, c in citaten.items()}


@transaction.atomic
def delete_rapport(*, rapport: Rapport) -> None:
    """Remove a report and its file."""
    bestand = rapport.bestand_id
    Rapport.objects.filter(pk=rapport.pk).delete()
    if bestand is not None:
        Bestand.objects.filter(pk=bestand).delete()
