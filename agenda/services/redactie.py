"""Take a passage away from an adopted agenda: the one change that the database lets through."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DataError, connection, transaction

from agenda.concept.weghalen import forget_passages
from agenda.models import AgendaVersie
from agenda.passages import passages
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis

Herkomst = Gebeurtenis.Herkomst


@transaction.atomic
def redact_passage(
    *,
    versie: AgendaVersie,
    pad: Sequence[str],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> AgendaVersie:
    """Replace the text at `pad` by '[weggehaald]'; taken away already, nothing happens.

    A resident's words and their translation say the same: taking one away takes both. The same words go out
    of the concepts that people could react to.
    Out: the version as it is now. Raises DomeinFout when there is no passage at this place: numbers, dates
    and keys cannot be taken away.
    """
    pad = [str(part) for part in pad]
    fresh = AgendaVersie.objects.select_for_update(of=("self",)).get(pk=versie.pk)
    there = {passage.pad for passage in passages(fresh.inhoud)}
    if tuple(pad) not in there:
        raise DomeinFout("Deze tekst staat niet in de agenda.")
    together = [list(one) for one in there if pad[0] == "citaten" and one[:2] == tuple(pad[:2])] or [pad]
    before = fresh.redacties
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for one in together:
                cursor.execute("SELECT agenda_redigeer(%s, %s)", [fresh.pk, one])
    except DataError as error:
        raise DomeinFout("Deze tekst staat niet in de agenda.") from error
    forget_passages(wijk_id=fresh.wijk_id, inhoud=fresh.inhoud, paden={tuple(one) for one in together})
    fresh.refresh_from_db()
    if fresh.redacties != before:
        log(wijk=fresh.wijk, actie="passage_weggehaald", door=door, object=fresh, herkomst=herkomst)
    return fresh
