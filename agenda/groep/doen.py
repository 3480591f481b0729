"""What members of the agendagroep do: choose plan by plan, vote on the whole, react."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.groep.services import is_active
from agenda.keuzes import Groepskeuzesoort, Stem
from agenda.models import Agendagroeplid, Agendapunt, Groepskeuze, Groepsstem, Reactie, Wijkagenda
from bewoners.regels import check_lengte, check_nummers, clean_tekst
from kern.fouten import DomeinFout
from kern.klok import today
from kern.tekstcontrole import is_leeg
from wijken.gebeurtenissen import log_bewoner

MAX_WOORD: Final = 400  # beside a choice or a vote
MAX_REACTIE: Final = 600


@transaction.atomic
def choose(*, lid: Agendagroeplid, plan: Agendapunt, keuze: Groepskeuzesoort, tekst: str = "") -> Groepskeuze:
    """What a member wants with a plan; a later choice takes the place of this one. Raises DomeinFout."""
    if keuze not in Groepskeuzesoort.values:
        raise DomeinFout(_("Kies wat u met dit plan wilt."))
    tekst = _clean(tekst, MAX_WOORD)
    agenda = _lock_open(plan.agenda)
    _hold(lid)
    row = Groepskeuze.objects.filter(wijk=agenda.wijk, lid=lid, agendapunt=plan).first()
    if row is not None and (row.keuze, row.tekst) == (keuze, tekst):
        return row
    row = row or Groepskeuze(wijk=agenda.wijk, lid=lid, agendapunt=plan)
    row.keuze, row.tekst, row.datum = keuze, tekst, today()
    row.save()
    log_bewoner(wijk=agenda.wijk, actie="groep_koos", soort="groepskeuze")
    return row


@transaction.atomic
def vote(
    *, lid: Agendagroeplid, agenda: Wijkagenda, stem: Stem, tekst: str = "", mag_noemen: bool = False
) -> Groepsstem:
    """What a member says to the whole agenda; a later vote takes the place of this one. Raises DomeinFout.

    Its words are printed when `mag_noemen`, and only when the member is not in favour.
    """
    if stem not in Stem.values:
        raise DomeinFout(_("Kies of u voor of tegen bent."))
    tekst = _clean(tekst, MAX_WOORD)
    agenda = _lock_open(agenda)
    if not agenda.agendapunten.exists():
        raise DomeinFout(_("Er staan nog geen plannen in de agenda. Stem als die er zijn."))
    _hold(lid)
    row = Groepsstem.objects.filter(wijk=agenda.wijk, lid=lid, agenda=agenda).first()
    new = (stem, tekst, mag_noemen and bool(tekst), today())
    if row is not None and (row.stem, row.tekst, row.mag_noemen, row.datum) == new:
        return row
    row = row or Groepsstem(wijk=agenda.wijk, lid=lid, agenda=agenda)
    row.stem, row.tekst, row.mag_noemen, row.datum = new
    row.save()
    log_bewoner(wijk=agenda.wijk, actie="groep_stemde", soort="groepsstem")
    return row


@transaction.atomic
def react(
    *, lid: Agendagroeplid, over: Agendapunt | Wijkagenda, tekst: str, verzend_id: uuid.UUID
) -> Reactie:
    """Say something about a plan, or about the whole agenda, to the group and the team.

    The same send twice is one. Raises DomeinFout.
    """
    plan = over if isinstance(over, Agendapunt) else None
    tekst = clean_tekst(tekst)
    check_lengte(tekst, MAX_REACTIE)
    check_nummers(tekst)
    agenda = _lock_open(over.agenda if isinstance(over, Agendapunt) else over)
    _hold(lid)
    reactie, is_new = Reactie.objects.get_or_create(
        verzend_id=verzend_id,
        wijk=agenda.wijk,
        lid=lid,
        defaults={
            "agenda": agenda,
            "bron": Reactie.Bron.GROEP,
            "plan_uuid": plan.uuid if plan else None,
            "tekst": tekst,
            "status": Reactie.Status.GEPUBLICEERD,  # within the group: nobody waits for a moderator
            "datum": today(),
        },
    )
    if is_new:
        log_bewoner(wijk=agenda.wijk, actie="groep_reageerde", soort="reactie")
    return reactie


@transaction.atomic
def take_back(*, lid: Agendagroeplid, reactie: Reactie) -> None:
    """A member takes its own reaction back; gone already, it stays gone."""
    gone, _per_model = Reactie.objects.filter(
        wijk=lid.wijk_id, lid=lid, pk=reactie.pk, bron=Reactie.Bron.GROEP
    ).delete()
    if gone:
        log_bewoner(wijk=lid.wijk, actie="groepsreactie_weg", soort="reactie")


def _clean(tekst: str, hoogstens: int) -> str:
    tekst = clean_tekst(tekst)
    if is_leeg(tekst):
        return ""
    check_lengte(tekst, hoogstens)
    check_nummers(tekst)
    return tekst


def _lock_open(agenda: Wijkagenda) -> Wijkagenda:
    """The agenda, held; adopting waits for it and the other way round."""
    row = Wijkagenda.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=agenda.pk)
    if not row.actief:
        raise DomeinFout(_("Deze agenda is intussen af. Kijk op uw beginbladzijde wat er nu te doen is."))
    return row


def _hold(lid: Agendagroeplid) -> None:
    row = Agendagroeplid.objects.select_for_update(of=("self",)).get(wijk=lid.wijk_id, pk=lid.pk)
    if not is_active(row):
        raise DomeinFout(_("U zit niet meer in de groep. Vraag het wijkteam of u weer mee mag doen."))
