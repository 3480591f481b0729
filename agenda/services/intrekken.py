"""A resident changes or takes back words that higher floors may have copied."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.inhoud import WEGGEHAALD
from agenda.models import AgendaVersie, Onderbouwing
from agenda.selectors import hold_agendas
from agenda.services.redactie import redact_passage
from bewoners.models import Inbreng
from bewoners.services import inbreng as eronder
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout


def versies_with(inbreng: Inbreng) -> list[AgendaVersie]:
    """The adopted agendas that quote these words."""
    quoting = AgendaVersie.objects.filter(wijk=inbreng.wijk_id, inhoud__citaten__has_key=str(inbreng.pk))
    return [versie for versie in quoting if versie.inhoud["citaten"][str(inbreng.pk)]["tekst"] != WEGGEHAALD]


def hold_adopting(wijk_id: int) -> None:
    """Wait for an adoption or new round that is going on, and let the next one wait for us.

    It must not copy old words.
    """
    hold_agendas(wijk_id)


@transaction.atomic
def change_inbreng(*, inbreng: Inbreng, revisie: int, tekst: str, mag_delen: bool) -> Inbreng:
    """Change the words or who may read them, as long as no adopted agenda quotes them.

    The draft's own copy of the words changes along; it is not shown before the team has read them again.
    Raises DomeinFout and VerouderdFout as bewoners.services.inbreng.change_inbreng does.
    """
    hold_adopting(inbreng.wijk_id)
    if versies_with(inbreng):
        raise DomeinFout(_("Uw woorden staan al in een plan. Veranderen kan niet meer. Weghalen kan wel."))
    row = eronder.change_inbreng(inbreng=inbreng, revisie=revisie, tekst=tekst, mag_delen=mag_delen)
    Onderbouwing.objects.filter(wijk=row.wijk, inbreng=row).update(tekst=row.tekst)
    return row


@transaction.atomic
def withdraw_inbreng(*, inbreng: Inbreng, door: Gebruiker | None = None) -> None:
    """Take words back: the row, its receipt code and the evidence made of it go.

    In an adopted agenda the quote becomes '[weggehaald]'. Taken back already, nothing happens. `door` is who
    of the team takes back what they made a story of; a resident leaves it out.
    """
    hold_adopting(inbreng.wijk_id)
    for versie in versies_with(inbreng):
        redact_passage(versie=versie, pad=["citaten", str(inbreng.pk), "tekst"], door=door)
    Onderbouwing.objects.filter(wijk=inbreng.wijk_id, inbreng=inbreng.pk).delete()
    eronder.delete_inbreng(inbreng=inbreng, door=door)
