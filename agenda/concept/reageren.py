"""What anyone may do with a concept: say that a plan matters, what one thinks. Without a name."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agenda.concept.regels import is_open
from agenda.concept.selectors import is_adopted
from agenda.models import Reactie, Reactieronde, Steun
from bewoners.models import NEDERLANDS
from bewoners.regels import check_lengte, check_nummers, clean_tekst, signalen_of
from kern.fouten import DomeinFout
from kern.klok import today
from kern.talen import LANGUAGES_BY_CODE
from wijken.apparaat import mark_for
from wijken.gebeurtenissen import log_bewoner

MAX_REACTIE = 600


@transaction.atomic
def set_steun(
    *, ronde: Reactieronde, plan: uuid.UUID, sleutel: str, wel: bool, vandaag: dt.date | None = None
) -> None:
    """'Dit vind ik ook belangrijk' of the device with this key, or that taken back. Twice is once.

    Raises DomeinFout when nobody can react any more, or the plan is not in the concept.
    """
    day = vandaag or today()
    _check_open(ronde, plan, day)
    mark = mark_for(sleutel, steun_ding(plan))
    rows = Steun.objects.filter(wijk=ronde.wijk_id, plan_uuid=plan, apparaat=mark)
    if wel:
        _, changed = Steun.objects.get_or_create(
            plan_uuid=plan, apparaat=mark, defaults={"wijk": ronde.wijk, "agenda": ronde.agenda, "datum": day}
        )
    else:
        changed = bool(rows.delete()[0])
    if changed:
        actie = "steun_gegeven" if wel else "steun_teruggenomen"
        log_bewoner(wijk=ronde.wijk, actie=actie, soort="steun")


def has_steun(*, ronde: Reactieronde, plan: uuid.UUID, sleutel: str) -> bool:
    """Whether the device with this key supports this plan."""
    mark = mark_for(sleutel, steun_ding(plan))
    return bool(sleutel) and Steun.objects.filter(wijk=ronde.wijk_id, plan_uuid=plan, apparaat=mark).exists()


def steun_ding(plan: uuid.UUID) -> str:
    """What a mark of support is made for."""
    return f"steun:{plan}"


@transaction.atomic
def submit_reactie(
    *,
    ronde: Reactieronde,
    plan: uuid.UUID | None,
    verzend_id: uuid.UUID,
    tekst: str,
    taal: str,
    vandaag: dt.date | None = None,
) -> Reactie:
    """Keep what somebody thinks of a plan, or with None of the whole; the team reads it first.

    The same `verzend_id` again is one row.
    Raises DomeinFout when nobody can react any more, the plan is not in the concept, or for a text that is
    empty, too long, or holds a BSN or a bank account.
    """
    there = Reactie.objects.filter(verzend_id=verzend_id).first()
    if there is not None:
        return there
    day = vandaag or today()
    _check_open(ronde, plan, day)
    tekst = clean_tekst(tekst)
    check_lengte(tekst, MAX_REACTIE)
    check_nummers(tekst)
    try:
        with transaction.atomic():
            reactie = Reactie.objects.create(
                wijk=ronde.wijk,
                agenda=ronde.agenda,
                ronde=ronde,
                bron=Reactie.Bron.OPENBAAR,
                plan_uuid=plan,
                verzend_id=verzend_id,
                tekst=tekst,
                taal=taal if taal in LANGUAGES_BY_CODE else NEDERLANDS,
                signalen=signalen_of(tekst),
                datum=day,
            )
    except IntegrityError:
        return Reactie.objects.get(verzend_id=verzend_id)  # another request sent it just before us
    log_bewoner(wijk=ronde.wijk, actie="reactie_verzonden", soort="reactie")
    return reactie


def _check_open(ronde: Reactieronde, plan: uuid.UUID | None, day: dt.date) -> None:
    if not is_open(ronde, day) or not ronde.agenda.actief or is_adopted(ronde):
        raise DomeinFout(_("U kunt niet meer reageren. Lezen kan nog wel."))
    if plan is not None and str(plan) not in {each["uuid"] for each in ronde.inhoud.get("plannen", [])}:
        raise DomeinFout(_("Dit plan staat er niet meer in."))
