"""Actions under a plan, how they go, and what is asked of parties."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction

from agenda.keuzes import ActieStatus, VerzoekAntwoord, VerzoekSoort
from agenda.melden.foto import Foto, store_foto
from agenda.models import Actie, Agendapunt, Verzoek, Voortgang, Wijkagenda
from agenda.ronde.samen import is_in_use, same_actie, same_verzoek
from agenda.selectors import adopted_acties, hold_agendas, versies_with_actie, voortgang_of
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
VOORBIJ = "Deze agenda geldt niet meer. Schrijf het antwoord bij de agenda van nu."
MET_AANTAL = (VerzoekSoort.UREN, VerzoekSoort.GELD)
AFGESLOTEN = "Deze ronde is intussen afgesloten. Schrijf het bij het plan in de nieuwe ronde."
NOG_NIET = "Deze dag is nog niet geweest."


@transaction.atomic
def make_actie(
    *,
    plan: Agendapunt,
    wat: str,
    trekker: str = "",
    wanneer: str = "",
    klaar_op: dt.date | None = None,
    sleutel: uuid.UUID | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Actie:
    """Add an action, last in its plan. `sleutel` is made with the form: the same send twice is one action."""
    _check_wat(wat)
    hold_plan(plan)
    sleutel = sleutel or uuid.uuid4()
    there = Actie.objects.filter(uuid=sleutel, agendapunt=plan).first()
    if there is not None:
        return there
    actie = Actie.objects.create(
        uuid=sleutel,
        wijk=plan.wijk,
        agendapunt=plan,
        wat=wat.strip(),
        trekker=trekker.strip(),
        wanneer=wanneer.strip(),
        klaar_op=klaar_op,
        volgorde=plan.acties.count() + 1,
    )
    log(wijk=plan.wijk, actie="actie_gemaakt", door=door, object=actie, herkomst=herkomst)
    return actie


@transaction.atomic
def update_actie(
    *,
    actie: Actie,
    revisie: int,
    wat: str,
    trekker: str = "",
    wanneer: str = "",
    klaar_op: dt.date | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Actie:
    """Save an action. Raises VerouderdFout on a stale form."""
    _check_wat(wat)
    row = lock_revisie(Actie.objects.filter(wijk=actie.wijk), pk=actie.pk, revisie=revisie)
    row.wat, row.trekker, row.wanneer = wat.strip(), trekker.strip(), wanneer.strip()
    row.klaar_op = klaar_op
    row.save()
    log(wijk=actie.wijk, actie="actie_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def remove_actie(*, actie: Actie, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB) -> None:
    """Remove an action from the draft. An adopted agenda keeps it, and says that it was stopped."""
    stop_adopted(agenda=actie.agendapunt.agenda, acties=[actie.uuid], door=door, herkomst=herkomst)
    log(wijk=actie.wijk, actie="actie_verwijderd", door=door, object=actie, herkomst=herkomst)
    actie.delete()


def stop_adopted(
    *,
    agenda: Wijkagenda,
    acties: Collection[uuid.UUID],
    door: Gebruiker | None,
    herkomst: Herkomst,
) -> None:
    """Say of actions that leave the draft that they stopped, where residents still read them.

    An action that is done or was stopped before keeps its last line.
    """
    voortgang = voortgang_of(agenda)
    af = {key for key, regel in voortgang.items() if regel.status in (ActieStatus.KLAAR, ActieStatus.GESTOPT)}
    for key in sorted(adopted_acties(agenda) & set(acties) - af):
        note_voortgang(
            agenda=agenda,
            actie_uuid=key,
            status=ActieStatus.GESTOPT,
            tekst="Dit staat niet meer op de agenda.",
            door=door,
            herkomst=herkomst,
        )


@transaction.atomic
def note_voortgang(
    *,
    agenda: Wijkagenda,
    actie_uuid: uuid.UUID,
    status: ActieStatus,
    tekst: str = "",
    datum: dt.date | None = None,
    wie: str = "",
    foto: Foto | None = None,
    verzend_id: uuid.UUID | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Voortgang:
    """Add a line on how an action goes. Lines are never changed; saying the same again adds nothing.

    `wie` is the party that tells it, '' for the team. With `verzend_id` the same send twice is one line, and
    the same words on a later day are news: it still goes that way.

    The action stands in the draft or in an adopted version of this agenda; raises DomeinFout for any other,
    and for an agenda that another one took the place of. An action that also stands in the agenda still in
    force, or in the round in the making, gets the line there too.
    """
    check_actie(agenda, actie_uuid)
    agenda = hold_agendas(agenda.wijk_id)[agenda.pk]
    if not is_in_use(agenda):
        raise DomeinFout("Dit is een eerdere agenda. Vertel bij de agenda van nu hoe het gaat.")
    tekst, datum = tekst.strip(), datum or today()
    there = _sent_before(agenda, actie_uuid, verzend_id)
    if there is not None:
        return there
    newest = Voortgang.objects.filter(agenda=agenda, actie_uuid=actie_uuid).order_by("-datum", "-pk").first()
    is_same = newest is not None and (newest.status, newest.tekst, newest.wie) == (status, tekst, wie)
    if newest is not None and is_same and foto is None and (verzend_id is None or newest.datum == datum):
        return newest
    if datum > today():
        raise DomeinFout(NOG_NIET)
    line = {"wijk": agenda.wijk, "status": status, "tekst": tekst, "datum": datum, "wie": wie}
    if foto is not None:
        line |= {"foto": store_foto(foto), "foto_tekst": foto.tekst}
    voortgang = Voortgang.objects.create(agenda=agenda, actie_uuid=actie_uuid, verzend_id=verzend_id, **line)
    same = same_actie(agenda, actie_uuid)
    if same is not None:
        Voortgang.objects.create(agenda=same[0], actie_uuid=same[1], **line)
    log(wijk=agenda.wijk, actie="voortgang_genoteerd", door=door, object=voortgang, herkomst=herkomst)
    return voortgang


def _sent_before(agenda: Wijkagenda, sleutel: uuid.UUID, verzend_id: uuid.UUID | None) -> Voortgang | None:
    there = Voortgang.objects.filter(verzend_id=verzend_id).first() if verzend_id else None
    if there is not None and (there.agenda_id, there.actie_uuid) != (agenda.pk, sleutel):
        raise DomeinFout("Dit formulier is al gebruikt. Open de bladzijde opnieuw.")
    return there


@transaction.atomic
def make_verzoek(
    *,
    plan: Agendapunt,
    partij: str,
    soort: VerzoekSoort,
    tekst: str,
    aantal: int | None = None,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Verzoek:
    """Ask a party for a decision, hours, money, or whether it can be done. The same twice is asking once."""
    partij, tekst = partij.strip(), tekst.strip()
    _check_verzoek(partij, soort, tekst)
    hold_plan(plan)
    verzoek, nieuw = Verzoek.objects.get_or_create(
        wijk=plan.wijk,
        agendapunt=plan,
        partij=partij,
        soort=soort,
        tekst=tekst,
        aantal=aantal if soort in MET_AANTAL else None,
    )
    if nieuw:
        log(wijk=plan.wijk, actie="verzoek_gemaakt", door=door, object=verzoek, herkomst=herkomst)
    return verzoek


@transaction.atomic
def update_verzoek(
    *,
    verzoek: Verzoek,
    revisie: int,
    partij: str,
    soort: VerzoekSoort,
    tekst: str,
    aantal: int | None = None,
    antwoord: VerzoekAntwoord = VerzoekAntwoord.OPEN,
    antwoord_op: dt.date | None = None,
    antwoord_tekst: str = "",
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Verzoek:
    """Save what is asked and what the party answered. Raises VerouderdFout on a stale form.

    Also in the agenda that is still in force while a new round is being made; in no older one.
    """
    partij, tekst = partij.strip(), tekst.strip()
    _check_verzoek(partij, soort, tekst)
    hold_in_use(verzoek)
    row = lock_revisie(Verzoek.objects.filter(wijk=verzoek.wijk), pk=verzoek.pk, revisie=revisie)
    row.partij, row.soort, row.tekst = partij, soort, tekst
    row.aantal = aantal if soort in MET_AANTAL else None
    row.antwoord = antwoord
    is_open = antwoord == VerzoekAntwoord.OPEN
    if not is_open and antwoord_op and antwoord_op > today():
        raise DomeinFout(NOG_NIET)
    row.antwoord_op = None if is_open else antwoord_op or row.antwoord_op or today()
    row.antwoord_tekst = "" if is_open else antwoord_tekst.strip()
    row.save()
    pass_answer_on(row)
    log(wijk=verzoek.wijk, actie="verzoek_bewaard", door=door, object=row, herkomst=herkomst)
    return row


def hold_in_use(verzoek: Verzoek) -> None:
    """Lock the agendas of the wijk. Raises DomeinFout when this request stands in one that is over."""
    agenda = hold_agendas(verzoek.wijk_id)[verzoek.agendapunt.agenda_id]
    if not is_in_use(agenda):
        raise DomeinFout(VOORBIJ)


def pass_answer_on(verzoek: Verzoek) -> None:
    """Write the answer in the other agenda as well, where this stands in two: residents read one of them."""
    same = same_verzoek(verzoek)
    if same is not None:
        same.antwoord, same.antwoord_op, same.antwoord_tekst = (
            verzoek.antwoord,
            verzoek.antwoord_op,
            verzoek.antwoord_tekst,
        )
        same.revisie += 1
        same.save()


@transaction.atomic
def remove_verzoek(
    *, verzoek: Verzoek, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take back what was asked of a party."""
    log(wijk=verzoek.wijk, actie="verzoek_verwijderd", door=door, object=verzoek, herkomst=herkomst)
    verzoek.delete()


def hold_plan(plan: Agendapunt) -> None:
    """One at a time adds to a plan. Raises DomeinFout when its round was closed meanwhile."""
    Agendapunt.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not Wijkagenda.objects.filter(pk=plan.agenda_id, actief=True).exists():
        raise DomeinFout(AFGESLOTEN)


def check_actie(agenda: Wijkagenda, sleutel: uuid.UUID) -> None:
    """Raises DomeinFout when the action stands neither in the draft nor in an adopted version."""
    drafted = Actie.objects.filter(agendapunt__agenda=agenda, uuid=sleutel).exists()
    if not drafted and not versies_with_actie(agenda.wijk, sleutel).filter(agenda=agenda).exists():
        raise DomeinFout("Deze actie staat niet in de agenda.")


def _check_wat(wat: str) -> None:
    if not wat.strip():
        raise DomeinFout("Schrijf op wat er gaat gebeuren.")


def _check_verzoek(partij: str, soort: VerzoekSoort, tekst: str) -> None:
    if not partij:
        raise DomeinFout("Schrijf op aan wie u dit vraagt.")
    if soort not in VerzoekSoort.values:
        raise DomeinFout("Kies wat u vraagt: een besluit, uren, geld, of zeggen of dit kan.")
    if not tekst:
        raise DomeinFout("Schrijf op wat u precies vraagt.")
