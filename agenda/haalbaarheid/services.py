"""Ask parties by mail whether a plan can be done, take a question back, and write down what they answer."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.haalbaarheid.mail import GEMAILD, mail_answered, mail_vragen
from agenda.haalbaarheid.vraag import NA_AFLOOP, is_taken_back, may_answer
from agenda.keuzes import VerzoekAntwoord, VerzoekSoort
from agenda.models import Agendapunt, Verzoek, Verzoekvraag
from agenda.services.acties import hold_in_use, make_verzoek, pass_answer_on
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.links import VerseLink, is_open, make_link, renew_link, repeat_link, revoke_link
from wijken.models import Bericht, Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst
MAX_REDEN, MAX_NAMENS = 200, 80
AL_BEANTWOORD = "Hier is al een antwoord op. U hoeft het niet meer te vragen."
GESLOTEN = gettext_lazy("Deze vraag is gesloten. Wilt u nog iets zeggen? Vertel het aan het wijkteam.")


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """A question that was just made or renewed, with the token that goes into the mail."""

    vraag: Verzoekvraag
    token: str


@transaction.atomic
def mail_verzoek(
    *,
    verzoek: Verzoek,
    email: str,
    uiterlijk: dt.date,
    sleutel: uuid.UUID,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """Ask one party by mail. Again at the same address is the same link once more; elsewhere a new one.

    `sleutel` is made with the form: the same send twice is one mail. Raises DomeinFout.
    """
    _check(email, uiterlijk)
    hold_in_use(verzoek)
    if _is_sent(sleutel):
        return
    asked = _ask(verzoek, email, uiterlijk, door, herkomst)
    mail_vragen(wijk=verzoek.wijk, email=email, vragen=[(asked.vraag, asked.token)], sleutel=_key(sleutel))


@transaction.atomic
def ask_plannen(
    *,
    wijk: Wijk,
    plannen: Collection[Agendapunt],
    partij: str,
    tekst: str,
    email: str = "",
    uiterlijk: dt.date | None = None,
    sleutel: uuid.UUID,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> int:
    """Ask one party of several plans whether they can be done; with an address in one mail. Out: how many.

    What is answered already is not asked again. The same send twice is once. Raises DomeinFout.
    """
    if not plannen:
        raise DomeinFout("Kies bij welke plannen u dit vraagt.")
    if email:
        _check(email, uiterlijk)
    Wijk.objects.select_for_update(of=("self",), no_key=True).get(pk=wijk.pk)
    rows = [
        make_verzoek(
            plan=plan, partij=partij, soort=VerzoekSoort.HAALBAAR, tekst=tekst, door=door, herkomst=herkomst
        )
        for plan in plannen
    ]
    if email and uiterlijk and not _is_sent(sleutel):
        wanted = [row for row in rows if row.antwoord == VerzoekAntwoord.OPEN]
        asked = [_ask(row, email, uiterlijk, door, herkomst) for row in wanted]
        if asked:
            vragen = [(each.vraag, each.token) for each in asked]
            mail_vragen(wijk=wijk, email=email, vragen=vragen, sleutel=_key(sleutel))
    return len(rows)


def _ask(
    verzoek: Verzoek, email: str, uiterlijk: dt.date, door: Gebruiker | None, herkomst: Herkomst
) -> Gevraagd:
    row = (
        Verzoek.objects.select_for_update(of=("self",))
        .select_related("agendapunt", "wijk")
        .get(pk=verzoek.pk)
    )
    if row.antwoord != VerzoekAntwoord.OPEN:
        raise DomeinFout(AL_BEANTWOORD)
    vraag = Verzoekvraag.objects.select_related("link").filter(verzoek=row).first()
    vers = _link_for(row, vraag, email, uiterlijk - today() + NA_AFLOOP)
    vraag = vraag or Verzoekvraag(wijk=row.wijk, verzoek=row)
    vraag.link, vraag.email, vraag.gevraagd_op, vraag.uiterlijk = vers.link, email, today(), uiterlijk
    vraag.herinnerd_op, vraag.herinneringen = None, 0
    vraag.beantwoord_op, vraag.beantwoord_door = None, ""
    vraag.save()
    log(wijk=row.wijk, actie="verzoek_gemaild", door=door, object=row, herkomst=herkomst)
    return Gevraagd(vraag, vers.token)


def _link_for(verzoek: Verzoek, vraag: Verzoekvraag | None, email: str, geldig: dt.timedelta) -> VerseLink:
    """Who was asked before keeps the link; one that ended, or that another address has, works no more."""
    if vraag is None or vraag.link is None:
        return make_link(wijk=verzoek.wijk, geldig=geldig)
    is_same = vraag.email.casefold() == email.casefold()
    again = repeat_link if is_same and is_open(vraag.link) else renew_link
    return again(link=vraag.link, geldig=geldig)


@transaction.atomic
def take_back(
    *, vraag: Verzoekvraag, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """End the link of a question. Without an answer it is then as if it was never sent. Twice is once."""
    row = _hold(vraag)
    if row is None or (is_taken_back(row) and row.beantwoord_op):
        return
    if row.link is not None:
        revoke_link(link=row.link)
    if row.beantwoord_op is None:
        row.delete()
    log(wijk=vraag.wijk, actie="verzoek_teruggenomen", door=door, object=vraag.verzoek, herkomst=herkomst)


@transaction.atomic
def cannot_answer(*, vraag: Verzoekvraag, herkomst: Herkomst = Herkomst.WEB) -> None:
    """'I cannot answer this, ask somebody else': the link ends, no reminder goes out. Twice is once."""
    row = _hold(vraag)
    if row is None or is_taken_back(row):
        return
    if row.beantwoord_op is not None or row.verzoek.antwoord != VerzoekAntwoord.OPEN:
        raise DomeinFout(_("Hier is al een antwoord op. U kunt het antwoord nog veranderen."))
    if row.link is not None:
        revoke_link(link=row.link)
    log(wijk=vraag.wijk, actie="verzoek_teruggegeven", object=row.verzoek, herkomst=herkomst)


@transaction.atomic
def answer_vraag(
    *,
    vraag: Verzoekvraag,
    antwoord: VerzoekAntwoord,
    tekst: str,
    namens: str,
    met_link: bool,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Verzoek:
    """Write down what a party answered, today. The same twice is once.

    `met_link`: without an account; then the asked address hears of it, for a link may have been passed on.
    Raises DomeinFout when something misses or when it is too late.
    """
    tekst, namens = tekst.strip(), namens.strip()
    _check_antwoord(antwoord, tekst, namens)
    hold_in_use_or_closed(vraag)
    row = _hold(vraag)
    if row is None or is_taken_back(row) or not may_answer(row):
        raise DomeinFout(str(GESLOTEN))
    verzoek = row.verzoek
    said = (verzoek.antwoord, verzoek.antwoord_tekst, row.beantwoord_door)
    if row.beantwoord_op is not None and said == (antwoord, tekst, namens):
        return verzoek
    verzoek.antwoord, verzoek.antwoord_tekst, verzoek.antwoord_op = antwoord, tekst, today()
    verzoek.revisie += 1  # a form of the team that is open shows both
    verzoek.save()
    row.beantwoord_op, row.beantwoord_door = today(), namens
    row.save(update_fields=["beantwoord_op", "beantwoord_door"])
    pass_answer_on(verzoek)
    log(wijk=row.wijk, actie="verzoek_beantwoord", door=door, object=verzoek, herkomst=herkomst)
    if met_link and row.email:
        mail_answered(row)
    return verzoek


def hold_in_use_or_closed(vraag: Verzoekvraag) -> None:
    """Lock the agendas of the wijk. Raises DomeinFout, for a party, when this one is over."""
    try:
        hold_in_use(vraag.verzoek)
    except DomeinFout as fout:
        raise DomeinFout(str(GESLOTEN)) from fout


def _hold(vraag: Verzoekvraag) -> Verzoekvraag | None:
    """The row as it is now, its request locked first; None when it is gone."""
    found = Verzoekvraag.objects.filter(pk=vraag.pk).values_list("verzoek_id", flat=True).first()
    if found is None:
        return None
    Verzoek.objects.select_for_update(of=("self",)).get(pk=found)
    return (
        Verzoekvraag.objects.select_for_update(of=("self",))
        .select_related("verzoek__agendapunt__agenda__wijk", "link", "wijk")
        .filter(pk=vraag.pk)
        .first()
    )


def _key(sleutel: uuid.UUID) -> str:
    return f"{GEMAILD}{sleutel}"


def _is_sent(sleutel: uuid.UUID) -> bool:
    return Bericht.objects.filter(sleutel=_key(sleutel)).exists()


def _check(email: str, uiterlijk: dt.date | None) -> None:
    if not email:
        raise DomeinFout("Schrijf op naar welk e-mailadres de vraag gaat.")
    if uiterlijk is None or uiterlijk <= today():
        raise DomeinFout("Kies een dag na vandaag.")
    if uiterlijk > today() + dt.timedelta(days=366):
        raise DomeinFout("Kies een dag binnen een jaar.")


def _check_antwoord(antwoord: VerzoekAntwoord, tekst: str, namens: str) -> None:
    if antwoord not in VerzoekAntwoord.values or antwoord == VerzoekAntwoord.OPEN:
        raise DomeinFout(_("Kies uw antwoord."))
    if antwoord == VerzoekAntwoord.DEELS and not tekst:
        raise DomeinFout(_("Schrijf op wat er moet veranderen."))
    if antwoord == VerzoekAntwoord.GEWEIGERD and not tekst:
        raise DomeinFout(_("Schrijf op waarom het niet kan. Bewoners lezen dit."))
    if not namens:
        raise DomeinFout(_("Schrijf op namens welke organisatie u antwoordt."))
    if len(tekst) > MAX_REDEN or len(namens) > MAX_NAMENS:
        raise DomeinFout(
            _("Dit is te lang. Gebruik hooguit %(reden)s tekens, en %(namens)s voor namens wie.")
            % {"reden": MAX_REDEN, "namens": MAX_NAMENS}
        )
