"""Adopt an agenda: everything shown is copied once and guarded by the database from then on."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import translation

from agenda.groep.stemming import Gestemd, copied, read_stemming
from agenda.inhoud import SCHEMA, Inhoud, Vaststelling
from agenda.keuzes import VaststelDoor
from agenda.melden.overgang import follow_round
from agenda.models import Aanbieding, AgendaVersie, Wijkagenda
from agenda.nalezen import merk_van, read_again
from agenda.planlink.services import link_plannen
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import now, today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
_VERANDERD = "De agenda is intussen veranderd. Lees hem nog een keer na."


@transaction.atomic
def vaststellen(
    *,
    agenda: Wijkagenda,
    door: VaststelDoor,
    datum: dt.date,
    plaats: str,
    voor: int,
    van: int,
    nagelezen: bool,
    merk: str,
    groepmerk: str = "",
    reden: str = "",
    vastgelegd_op: dt.datetime | None = None,
    gebruiker: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> AgendaVersie:
    """Adopt the agenda as it was read: `merk` is that of agenda.nalezen.read_again.

    `door` is who adopted it (a meeting, a group), `gebruiker` who records it here. `nagelezen` is the
    sign-off that no text is about one person; without it nothing is adopted. `reden` says why it is adopted
    although something is missing. `groepmerk` is the mark of the votes that were read, when the agendagroep
    adopts (agenda.groep.stemming). `vastgelegd_op` is when it was recorded, if not now. The same send twice
    gives the same version. Raises DomeinFout.
    """
    _check(door, datum, plaats, voor, van, nagelezen)
    agenda = Wijkagenda.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=agenda.pk)
    nalezing = read_again(agenda)
    if merk != nalezing.merk:
        there = _same_send(agenda, merk=merk, door=door, datum=datum, plaats=plaats, voor=voor, van=van)
        if there is not None:
            return there
        raise DomeinFout(_VERANDERD)
    if not agenda.actief:
        raise DomeinFout("Deze ronde is intussen afgesloten. Stel de agenda van de nieuwe ronde vast.")
    if nalezing.mist and not reden.strip():
        raise DomeinFout("Er mist nog iets. Schrijf op waarom u toch vaststelt.")
    with translation.override("nl"):
        door_label = str(VaststelDoor(door).label)
    vaststelling: Vaststelling = {
        "door": door_label,
        "datum": datum.isoformat(),
        "plaats": plaats.strip(),
        "voor": voor,
        "van": van,
    }
    if door == VaststelDoor.AGENDAGROEP:
        vaststelling = {**vaststelling, **_gestemd(agenda, groepmerk, voor=voor, van=van)}
    inhoud: Inhoud = {**nalezing.inhoud, "vaststelling": vaststelling}
    versie = AgendaVersie.objects.create(
        wijk=agenda.wijk,
        agenda=agenda,
        nummer=nalezing.nummer,
        schema=SCHEMA,
        inhoud=inhoud,
        door=door,
        datum=datum,
        plaats=plaats.strip(),
        voor=voor,
        van=van,
        toch_reden=reden.strip() if nalezing.mist else "",
        vastgelegd_door=gebruiker,
        vastgelegd_op=vastgelegd_op or now(),
    )
    log(wijk=agenda.wijk, actie="agenda_nagelezen", door=gebruiker, object=versie, herkomst=herkomst)
    log(wijk=agenda.wijk, actie="agenda_vastgesteld", door=gebruiker, object=versie, herkomst=herkomst)
    follow_round(agenda)
    link_plannen(versie=versie, door=gebruiker, herkomst=herkomst)
    versie.refresh_from_db()  # the database filled in sha256
    return versie


def _gestemd(agenda: Wijkagenda, groepmerk: str, *, voor: int, van: int) -> Gestemd:
    """What the group said, as the coordinator read it. Raises DomeinFout when it votes meanwhile."""
    stemming = read_stemming(agenda)
    if stemming.van and stemming.merk != groepmerk:
        raise DomeinFout("De agendagroep heeft intussen gestemd. Kijk nog een keer naar de stemmen.")
    return copied(stemming, voor=voor, van=van)


def _check(door: VaststelDoor, datum: dt.date, plaats: str, voor: int, van: int, nagelezen: bool) -> None:
    if not nagelezen:
        raise DomeinFout("Lees de teksten eerst na. Een agenda gaat nooit over één persoon.")
    if door not in VaststelDoor.values:
        raise DomeinFout("Kies door wie de agenda is vastgesteld.")
    if datum > today():
        raise DomeinFout("Deze dag is nog niet geweest.")
    if not plaats.strip():
        raise DomeinFout("Schrijf op waar dit was.")
    if van < 1 or voor < 0:
        raise DomeinFout("Schrijf op hoeveel mensen er waren.")
    if voor > van:
        raise DomeinFout("Er kunnen niet meer mensen voor zijn dan er waren.")


def _same_send(
    agenda: Wijkagenda, *, merk: str, door: VaststelDoor, datum: dt.date, plaats: str, voor: int, van: int
) -> AgendaVersie | None:
    """The newest version, when this very send made it."""
    last = AgendaVersie.objects.filter(agenda=agenda).order_by("-nummer").first()
    if last is None or merk_van(last.inhoud, last.nummer) != merk:
        return None
    same = (last.door, last.datum, last.plaats, last.voor, last.van) == (
        door,
        datum,
        plaats.strip(),
        voor,
        van,
    )
    return last if same else None


@transaction.atomic
def offer_aanbieding(
    *,
    versie: AgendaVersie,
    aangeboden_op: dt.date,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Aanbieding:
    """Note that a version was offered to the municipality. Offering it twice is offering it once."""
    if not versie.datum <= aangeboden_op <= today():
        raise DomeinFout("Kies een dag tussen het vaststellen en vandaag.")
    aanbieding, nieuw = Aanbieding.objects.get_or_create(
        versie=versie, defaults={"wijk": versie.wijk, "aangeboden_op": aangeboden_op}
    )
    if nieuw:
        log(wijk=versie.wijk, actie="agenda_aangeboden", door=door, object=aanbieding, herkomst=herkomst)
    return aanbieding


@transaction.atomic
def record_besluit(
    *,
    aanbieding: Aanbieding,
    revisie: int,
    besluit: Aanbieding.Besluit,
    besluit_op: dt.date | None = None,
    besluit_tekst: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Aanbieding:
    """Note what the municipality decided. Raises VerouderdFout on a stale form."""
    is_open = besluit == Aanbieding.Besluit.OPEN
    besluit_op = None if is_open else besluit_op or today()
    if besluit_op and not aanbieding.aangeboden_op <= besluit_op <= today():
        raise DomeinFout("Kies een dag tussen het aanbieden en vandaag.")
    row = lock_revisie(Aanbieding.objects.filter(wijk=aanbieding.wijk), pk=aanbieding.pk, revisie=revisie)
    row.besluit, row.besluit_op = besluit, besluit_op
    row.besluit_tekst = "" if is_open else besluit_tekst.strip()
    row.save()
    log(wijk=aanbieding.wijk, actie="besluit_genoteerd", door=door, object=row, herkomst=herkomst)
    return row
