"""Consent for a name: give, lengthen, withdraw. And organisations that get another name."""

from __future__ import annotations

import datetime as dt
import functools
import operator
import uuid
from typing import Any, Final

from django.db import models, transaction
from django.db.models import F, Q

from agenda.inhoud import WEGGEHAALD
from agenda.models import AgendaVersie, Naamtoestemming, Naamwissel, Reactieronde
from agenda.namen.regels import (
    BEWONER,
    holds_name,
    is_loop,
    newest_name,
    personal_names,
    replace_name,
    titled_names,
)
from agenda.namen.selectors import allowed_names, as_mapping
from agenda.namen.velden import TEKSTEN, WIE
from agenda.passages import passages
from agenda.services.intrekken import hold_adopting
from agenda.services.redactie import redact_passage
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.models import MetRevisie
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Wijk
from wijken.selectors import gemeente_naam

Herkomst = Gebeurtenis.Herkomst
LANGST: Final = dt.timedelta(days=2 * 365)
KORTSTE_NAAM: Final = 3  # a shorter one would also hit other words


def check_wie(*, wijk: Wijk, wie: str, is_groep: bool = False) -> str:
    """Who does something, as we keep it: an organisation, a group or a role.

    Raises DomeinFout when it is empty, or looks like the name of a person without consent. `is_groep`: the
    team says that it is no person; that does not help for a name with a title.
    """
    wie = " ".join(wie.split())
    if not wie:
        raise DomeinFout("Schrijf op wie dit doet: een organisatie, een groep of een rol.")
    names = allowed_names(wijk)
    places = (wijk.naam, gemeente_naam(wijk))
    if titled_names(wie, toegestaan=names) or (
        not is_groep and personal_names(wie, toegestaan=names, plaatsen=places)
    ):
        raise DomeinFout(
            "Dit lijkt de naam van een persoon. Schrijf een organisatie, een groep of een rol op, "
            "bijvoorbeeld ‘een bewoner’. Mag de naam er staan? Leg dan eerst de toestemming vast bij Namen."
        )
    return wie


# ---- consent of a resident -------------------------------------------------------------------------------


@transaction.atomic
def give_consent(
    *,
    wijk: Wijk,
    naam: str,
    hoe: str,
    gegeven_op: dt.date,
    tot: dt.date,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Naamtoestemming:
    """Record that somebody agreed. The same twice is once; raises DomeinFout when it differs from before."""
    naam, hoe = " ".join(naam.split()), hoe.strip()
    if len(naam) < KORTSTE_NAAM:
        raise DomeinFout("Schrijf de naam precies zoals die op de agenda staat, met ten minste drie letters.")
    _check_consent(hoe, gegeven_op, tot)
    Wijk.objects.select_for_update(of=("self",), no_key=True).get(pk=wijk.pk)
    there = Naamtoestemming.objects.filter(wijk=wijk, naam__iexact=naam, ingetrokken_op__isnull=True).first()
    if there is not None:
        if (there.hoe, there.gegeven_op, there.tot) == (hoe, gegeven_op, tot):
            return there
        raise DomeinFout("Deze naam heeft al een toestemming. Verander die.")
    row = Naamtoestemming.objects.create(wijk=wijk, naam=naam, hoe=hoe, gegeven_op=gegeven_op, tot=tot)
    log(wijk=wijk, actie="naamtoestemming_gemaakt", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def update_consent(
    *,
    toestemming: Naamtoestemming,
    revisie: int,
    hoe: str,
    gegeven_op: dt.date,
    tot: dt.date,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Naamtoestemming:
    """Asked again, or until another day. Raises VerouderdFout, and DomeinFout once it was withdrawn."""
    _check_consent(hoe.strip(), gegeven_op, tot)
    rows = Naamtoestemming.objects.filter(wijk=toestemming.wijk_id)
    row = lock_revisie(rows, pk=toestemming.pk, revisie=revisie)
    if row.ingetrokken_op is not None:
        raise DomeinFout("Deze toestemming is voorbij. Leg een nieuwe vast.")
    row.hoe, row.gegeven_op, row.tot = hoe.strip(), gegeven_op, tot
    row.save()
    log(wijk=row.wijk, actie="naamtoestemming_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def withdraw_consent(
    *, toestemming: Naamtoestemming, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> int:
    """The name may be read no more: it goes from every text of the team and from every adopted agenda.

    Out: from how many adopted texts. Each passage that holds it becomes '[weggehaald]', by which the public
    file is made anew. Withdrawn already: nothing.
    """
    hold_adopting(toestemming.wijk_id)
    row = (
        Naamtoestemming.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=toestemming.pk)
    )
    if row.ingetrokken_op is not None:
        return 0
    row.ingetrokken_op = today()
    row.revisie += 1
    row.save()
    for model, fields in TEKSTEN:
        for text in _rows_with(model, fields, row.wijk, row.naam):
            _write(text, fields, row.naam, BEWONER, cut=True)
    for ronde in Reactieronde.objects.filter(wijk=row.wijk).select_for_update(of=("self",)):
        _clean_ronde(ronde, row.naam)
    gone = sum(
        _redact(versie, row.naam, door, herkomst) for versie in AgendaVersie.objects.filter(wijk=row.wijk)
    )
    log(wijk=row.wijk, actie="naamtoestemming_ingetrokken", door=door, object=row, herkomst=herkomst)
    return gone


def withdraw_expired() -> int:
    """Take away the names whose last day was before today. Out: how many. Safe to run twice, or late."""
    keys = list(
        Naamtoestemming.objects.filter(ingetrokken_op__isnull=True, tot__lt=today()).values_list(
            "pk", flat=True
        )
    )
    for pk in keys:
        _withdraw_if_expired(pk)
    return len(keys)


@transaction.atomic
def _withdraw_if_expired(pk: uuid.UUID) -> None:
    row = Naamtoestemming.objects.filter(pk=pk, ingetrokken_op__isnull=True, tot__lt=today()).first()
    if row is not None:  # it may have been lengthened meanwhile
        withdraw_consent(toestemming=row, herkomst=Herkomst.TAAK)


def _check_consent(hoe: str, gegeven_op: dt.date, tot: dt.date) -> None:
    if not hoe:
        raise DomeinFout("Schrijf op hoe deze persoon toestemming gaf.")
    if gegeven_op > today():
        raise DomeinFout("Deze dag is nog niet geweest. Schrijf op wanneer de toestemming gegeven is.")
    if tot < today():
        raise DomeinFout("Kies een laatste dag die nog komt.")
    if tot > gegeven_op + LANGST:
        raise DomeinFout("Een toestemming geldt hooguit twee jaar. Vraag het daarna opnieuw.")


def _redact(versie: AgendaVersie, naam: str, door: Gebruiker | None, herkomst: Herkomst) -> int:
    found = [p for p in passages(versie.inhoud) if p.tekst != WEGGEHAALD and holds_name(p.tekst, naam)]
    for passage in found:
        redact_passage(versie=versie, pad=passage.pad, door=door, herkomst=herkomst)
    return len(found)


def _clean_ronde(ronde: Reactieronde, naam: str) -> None:
    """What people read in a round of reactions is a copy too, but none that was adopted."""
    fresh = _clean_json(ronde.inhoud, naam)
    if fresh != ronde.inhoud:
        ronde.inhoud = fresh
        ronde.save(update_fields=["inhoud"])


def _clean_json(value: Any, naam: str) -> Any:
    if isinstance(value, str):
        return replace_name(value, naam, BEWONER)
    if isinstance(value, list):
        return [_clean_json(each, naam) for each in value]
    if isinstance(value, dict):
        return {key: _clean_json(each, naam) for key, each in value.items()}
    return value


# ---- organisations with another name ---------------------------------------------------------------------


@transaction.atomic
def make_wissel(
    *,
    wijk: Wijk,
    oud: str,
    nieuw: str,
    datum: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Naamwissel:
    """An organisation is called `nieuw` from now on: in the draft, and in brackets beside an adopted text.

    Of several that merge each gets the same new name. The same twice is once. Raises DomeinFout.
    """
    oud, nieuw = " ".join(oud.split()), " ".join(nieuw.split())
    if len(oud) < KORTSTE_NAAM or len(nieuw) < KORTSTE_NAAM:
        raise DomeinFout("Schrijf de oude en de nieuwe naam op, elk met ten minste drie letters.")
    if oud.casefold() == nieuw.casefold():
        raise DomeinFout("De nieuwe naam is dezelfde als de oude.")
    hold_adopting(wijk.pk)
    Wijk.objects.select_for_update(of=("self",), no_key=True).get(pk=wijk.pk)
    rows = list(Naamwissel.objects.filter(wijk=wijk))
    there = next((row for row in rows if row.oud.casefold() == oud.casefold()), None)
    if there is not None:
        if there.nieuw == nieuw:
            return there
        raise DomeinFout("Voor deze naam staat er al een nieuwe. Haal die eerst weg.")
    wissels = as_mapping(rows)
    if is_loop(wissels, oud, nieuw):
        raise DomeinFout("Zo komt u weer bij de oude naam uit. Haal eerst de andere wissel weg.")
    check_wie(wijk=wijk, wie=nieuw, is_groep=True)
    now_called = newest_name(wissels, nieuw)
    for model, fields in WIE:
        for row in _rows_with(model, fields, wijk, oud):
            _write(row, fields, oud, now_called, cut=False)
    made = Naamwissel.objects.create(wijk=wijk, oud=oud, nieuw=nieuw, datum=datum or today())
    log(wijk=wijk, actie="naamwissel_gemaakt", door=door, object=made, herkomst=herkomst)
    return made


@transaction.atomic
def remove_wissel(
    *, wissel: Naamwissel, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """A mistake: adopted texts say '(heet nu …)' no more. The draft stays as it is; gone already, nothing."""
    log(wijk=wissel.wijk, actie="naamwissel_verwijderd", door=door, object=wissel, herkomst=herkomst)
    Naamwissel.objects.filter(wijk=wissel.wijk, pk=wissel.pk).delete()


def _rows_with(
    model: type[models.Model], fields: tuple[str, ...], wijk: Wijk, naam: str
) -> list[models.Model]:
    """The rows of a wijk in which a name stands, locked in one order."""
    somewhere = functools.reduce(
        operator.or_, (Q(**{f"{field}__icontains": naam.split(maxsplit=1)[0]}) for field in fields)
    )
    rows = model._base_manager.filter(somewhere, wijk=wijk).order_by("pk").select_for_update(of=("self",))
    return [row for row in rows if any(holds_name(getattr(row, field), naam) for field in fields)]


def _write(row: models.Model, fields: tuple[str, ...], oud: str, nieuw: str, *, cut: bool) -> None:
    """Put another name in a row. A form that is open is stale then: it would bring the old name back."""
    changed: dict[str, Any] = {}
    for field in fields:
        before = getattr(row, field)
        after = replace_name(before, oud, nieuw) if holds_name(before, oud) else before
        room = row._meta.get_field(field).max_length  # type: ignore[union-attr]
        if room is not None and len(after) > room:
            if not cut:
                raise DomeinFout(f"De nieuwe naam past niet bij ‘{before}’. Maak die tekst eerst korter.")
            after = after[:room]
        if after != before:
            changed[field] = after
    if changed:
        if isinstance(row, MetRevisie):
            changed["revisie"] = F("revisie") + 1
        type(row)._base_manager.filter(pk=row.pk).update(**changed)
