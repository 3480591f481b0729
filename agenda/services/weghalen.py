"""Words of a resident that go for good: from the input, the answer it came from, and copies in an agenda.

The team's views come here and not to bewoners.services.moderatie, which cannot know of copies on this floor.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction

from agenda.models import Onderbouwing
from agenda.services.intrekken import hold_adopting, versies_with
from agenda.services.redactie import redact_passage
from analyse.lezen.services import follow_inbreng
from bewoners.models import Inbreng
from bewoners.services import moderatie
from bewoners.woorden import Passage
from gebruikers.models import Gebruiker
from wijken.models import Gebeurtenis, Wijk

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def mask_words(
    *,
    wijk: Wijk,
    inbreng: uuid.UUID,
    revisie: int,
    passages: Sequence[Passage],
    vervanging: str,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inbreng:
    """Replace words in an input and in the evidence that quotes it; an adopted quote goes as a whole."""
    hold_adopting(wijk.pk)
    row = moderatie.mask_words(
        wijk=wijk,
        inbreng=inbreng,
        revisie=revisie,
        passages=passages,
        vervanging=vervanging,
        door=door,
        herkomst=herkomst,
    )
    Onderbouwing.objects.filter(wijk=wijk, inbreng=row).update(tekst=row.tekst)
    follow_inbreng(inbreng=row)
    _redact_citaat(row, door, herkomst)
    return row


@transaction.atomic
def wipe_tekst(
    *,
    wijk: Wijk,
    inbreng: uuid.UUID,
    revisie: int,
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Inbreng:
    """A question for help was dealt with: wipe the input and every copy of its words."""
    hold_adopting(wijk.pk)
    row = moderatie.mark_help(wijk=wijk, inbreng=inbreng, revisie=revisie, door=door, herkomst=herkomst)
    Onderbouwing.objects.filter(wijk=wijk, inbreng=row).delete()
    follow_inbreng(inbreng=row)
    _redact_citaat(row, door, herkomst)
    return row


def _redact_citaat(inbreng: Inbreng, door: Gebruiker | None, herkomst: Herkomst) -> None:
    """Take the quote out of every adopted agenda that shows it."""
    for versie in versies_with(inbreng):
        redact_passage(versie=versie, pad=["citaten", str(inbreng.pk), "tekst"], door=door, herkomst=herkomst)
