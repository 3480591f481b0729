"""Reading open answers: mark, label, hide, and undo. Stories are made in verhalen, quotes in citaten."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from analyse.intrekken import withdraw_story
from analyse.keuzes import Leesstatus, Telt
from analyse.lezen.zet import Stap, Zet, snapshot
from analyse.models import Antwoord, Vragenlijst
from bewoners.models import Inbreng
from bewoners.regels import check_nummers, clean_tekst
from bewoners.services import moderatie
from bewoners.services.handeling import MAX_KEUZE
from bewoners.services.handeling import snapshot as snapshot_inbreng
from bewoners.woorden import WEGGEHAALD
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst
MAX_LABEL: Final = 30
MAX_LABELS: Final = 10  # of one answer


def lock_answers(lijst: Vragenlijst, antwoorden: Collection[uuid.UUID]) -> list[Antwoord]:
    """The chosen open answers of this list that can be read, locked in one order.

    Raises DomeinFout for an empty or too large choice. Answers that are hidden, or of a filled-in list that
    does not count, are left out.
    """
    if not antwoorden:
        raise DomeinFout(_("Kies eerst een antwoord."))
    if len(antwoorden) > MAX_KEUZE:
        raise DomeinFout(
            _("Dit zijn te veel antwoorden tegelijk. Kies er hoogstens %(aantal)d.") % {"aantal": MAX_KEUZE}
        )
    return list(
        readable(lijst)
        .exclude(status=Leesstatus.VERBORGEN)
        .filter(pk__in=antwoorden)
        .select_related("inzending__buurt", "vraag", "inbreng")
        .select_for_update(of=("self",))
        .order_by("pk")
    )


def readable(lijst: Vragenlijst) -> QuerySet[Antwoord]:
    """The answers in words of a list, also the hidden ones; not those of lists that do not count."""
    rows = Antwoord.objects.filter(wijk=lijst.wijk_id, inzending__lijst=lijst)
    return rows.exclude(tekst="").exclude(inzending__telt=Telt.NIET)


@transaction.atomic
def mark_read(
    *,
    lijst: Vragenlijst,
    antwoorden: Collection[uuid.UUID],
    gelezen: bool = True,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Zet:
    """Mark answers as read, or as new again. What already is so stays untouched."""

    def mark(antwoord: Antwoord) -> None:
        antwoord.status = Leesstatus.GELEZEN if gelezen else Leesstatus.NIEUW

    return _change(lijst, antwoorden, mark, "gelezen" if gelezen else "ongelezen", door, herkomst)


@transaction.atomic
def add_labels(
    *,
    lijst: Vragenlijst,
    antwoorden: Collection[uuid.UUID],
    labels: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Zet:
    """Put labels on answers, several with a comma between them; who labels has read.

    A label that the list has already in other capitals is that label. Raises DomeinFout without a label, for
    one that is too long or holds a number of a person, and when an answer would get more than MAX_LABELS.
    """
    wanted = _known(lijst, _clean_labels(labels))

    def put_on(antwoord: Antwoord) -> None:
        antwoord.labels = list(dict.fromkeys([*antwoord.labels, *wanted]))
        if len(antwoord.labels) > MAX_LABELS:
            raise DomeinFout(
                _("Een antwoord krijgt hoogstens %(aantal)d labels. Haal er eerst een weg.")
                % {"aantal": MAX_LABELS}
            )
        antwoord.status = Leesstatus.GELEZEN

    return _change(lijst, antwoorden, put_on, "label", door, herkomst)


@transaction.atomic
def remove_label(
    *,
    lijst: Vragenlijst,
    antwoorden: Collection[uuid.UUID],
    label: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Zet:
    """Take one label off answers; where it is not, nothing happens."""

    def take_off(antwoord: Antwoord) -> None:
        antwoord.labels = [each for each in antwoord.labels if each != label]

    return _change(lijst, antwoorden, take_off, "label_weg", door, herkomst)


def hide(
    *,
    lijst: Vragenlijst,
    antwoorden: Collection[uuid.UUID],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Zet:
    """Overwrite answers that are about one person. There is no way back; the story made of one goes too."""
    with transaction.atomic():
        _withdraw_of(lijst, antwoorden, door)  # first: who adopts an agenda locks in this order
        rows = lock_answers(lijst, antwoorden)
        if any(row.inbreng_id for row in rows):
            raise DomeinFout(_("Iemand anders maakte hier net een verhaal van. Probeer het nog een keer."))
        for row in rows:
            wipe(row)
            log(wijk=lijst.wijk, actie="antwoord_verborgen", door=door, object=row, herkomst=herkomst)
    return Zet("verborgen", aantal=len(rows), weg=len(set(antwoorden)) - len(rows))


def wipe(antwoord: Antwoord) -> None:
    """Overwrite the words of an answer and all that was said about them."""
    antwoord.tekst, antwoord.signalen, antwoord.labels = WEGGEHAALD, [], []
    antwoord.status = Leesstatus.VERBORGEN
    antwoord.citaat_voorgesteld_door = antwoord.citaat_goed_door = antwoord.citaat_sinds = None
    antwoord.save()


@transaction.atomic
def follow_inbreng(*, inbreng: Inbreng) -> None:
    """The words of a story changed for good in the inbox: the answer that it was made of follows.

    Words that were masked there are masked here too; a text that was wiped is wiped. A quote of it lapses.
    """
    row = Antwoord.objects.select_for_update().filter(inbreng=inbreng, wijk=inbreng.wijk_id).first()
    if row is None:
        return
    if inbreng.status == Inbreng.Status.AFGEHANDELD:
        wipe(row)
        return
    row.tekst, row.signalen = inbreng.tekst, inbreng.signalen
    row.citaat_voorgesteld_door = row.citaat_goed_door = row.citaat_sinds = None
    row.save()


@transaction.atomic
def undo(
    *, lijst: Vragenlijst, zet: Zet, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> int:
    """Put back what an act changed, and say at how many answers.

    An answer that somebody changed since stays as it is, and so does a story that is in use by now.
    """
    touched: set[uuid.UUID] = set()
    for inbreng in _unused(lijst, dict(zet.gemaakt)):
        touched.add(inbreng.uit_antwoord.pk)
        withdraw_story(inbreng, door)
    if zet.handeling is not None:
        moved = [stap.inbreng for stap in zet.handeling.stappen]
        touched |= set(readable(lijst).filter(inbreng__in=moved).values_list("pk", flat=True))
        moderatie.undo(wijk=lijst.wijk, handeling=zet.handeling, door=door, herkomst=herkomst)
    steps = {stap.antwoord: stap for stap in zet.stappen}
    rows = lock_answers(lijst, list(steps)) if steps else []
    for row in rows:
        stap = steps[row.pk]
        if snapshot(row) == stap.na and not (zet.gemaakt and row.inbreng_id):
            row.status, row.labels = stap.voor["status"], stap.voor["labels"]
            row.save(update_fields=["status", "labels"])
            touched.add(row.pk)
    if touched:
        log(
            wijk=lijst.wijk,
            actie="antwoorden_ongedaan",
            door=door,
            object=lijst,
            resultaat=zet.soort,
            herkomst=herkomst,
        )
    return len(touched)


def _change(
    lijst: Vragenlijst,
    antwoorden: Collection[uuid.UUID],
    change: Callable[[Antwoord], None],
    soort: str,
    door: Gebruiker | None,
    herkomst: Herkomst,
) -> Zet:
    rows = lock_answers(lijst, antwoorden)
    steps = []
    for row in rows:
        voor = snapshot(row)
        change(row)
        if (na := snapshot(row)) != voor:
            row.save(update_fields=["status", "labels"])
            steps.append(Stap(row.pk, voor, na))
    if steps:
        log(wijk=lijst.wijk, actie=f"antwoorden_{soort}", door=door, object=lijst, herkomst=herkomst)
    return Zet(soort, aantal=len(steps), weg=len(set(antwoorden)) - len(rows), stappen=tuple(steps))


def _clean_labels(labels: str) -> list[str]:
    found = [" ".join(clean_tekst(each).split()) for each in labels.split(",")]
    found = [each for each in found if each]
    if not found:
        raise DomeinFout(_("Typ een label. Eén of twee woorden is genoeg."))
    for each in found:
        if len(each) > MAX_LABEL:
            raise DomeinFout(
                _("Het label ‘%(label)s’ is te lang. Gebruik hoogstens %(aantal)d tekens.")
                % {"label": each, "aantal": MAX_LABEL}
            )
        check_nummers(each)
    return found


def _known(lijst: Vragenlijst, labels: Iterable[str]) -> list[str]:
    """These labels, spelled as the list has them already."""
    rows = readable(lijst).exclude(labels=[]).values_list("labels", flat=True)
    there = {label.casefold(): label for row in rows for label in row}
    return [there.get(label.casefold(), label) for label in labels]


def _withdraw_of(lijst: Vragenlijst, antwoorden: Collection[uuid.UUID], door: Gebruiker | None) -> None:
    rows = readable(lijst).filter(pk__in=antwoorden, inbreng__isnull=False).select_related("inbreng__wijk")
    for row in rows.order_by("inbreng_id"):
        if row.inbreng is not None:
            withdraw_story(row.inbreng, door)


def _unused(lijst: Vragenlijst, made: dict[uuid.UUID, dict[str, str]]) -> list[Inbreng]:
    """The stories that an act made and that are still as it left them: no plan or translation uses them.

    Not locked: taking words back waits for an adoption first, and locks after that.
    """
    rows = Inbreng.objects.for_wijk(lijst.wijk).filter(pk__in=made, uit_antwoord__isnull=False)
    others = [each for each in Inbreng._meta.related_objects if each.related_model is not Antwoord]
    return [
        row
        for row in rows.select_related("wijk", "uit_antwoord").order_by("pk")
        if snapshot_inbreng(row) == made[row.pk]
        and not any(
            each.related_model._base_manager.filter(**{each.field.name: row}).exists() for each in others
        )
    ]
