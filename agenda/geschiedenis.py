"""What happened lately in a wijk, in words. From the log: counts per day, never who or what was said."""

from __future__ import annotations

from typing import Final

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import ngettext_lazy

from kern.tijdlijn import Stand, Stap
from wijken.models import Gebeurtenis, Wijk

AANTAL: Final = 6
ZINNEN: Final = {
    "inbreng_verzonden": ngettext_lazy("%d verhaal kwam binnen", "%d verhalen kwamen binnen"),
    "inbreng_ingevoerd": ngettext_lazy("%d verhaal ingetypt", "%d verhalen ingetypt"),
    "vertaald": ngettext_lazy("%d verhaal vertaald", "%d verhalen vertaald"),
    "gepubliceerd": ngettext_lazy("%d verhaal gepubliceerd", "%d verhalen gepubliceerd"),
    "bundel_gemaakt": ngettext_lazy("%d bundel gemaakt", "%d bundels gemaakt"),
    "plan_gemaakt": ngettext_lazy("%d plan gemaakt", "%d plannen gemaakt"),
    "antwoord_gegeven": ngettext_lazy("%d bundel beantwoord", "%d bundels beantwoord"),
    "agenda_gestart": ngettext_lazy("%d ronde gestart", "%d rondes gestart"),
    "ronde_begonnen": ngettext_lazy("%d nieuwe ronde begonnen", "%d nieuwe rondes begonnen"),
    "agenda_vastgesteld": ngettext_lazy("%d agenda vastgesteld", "%d agenda's vastgesteld"),
    "agenda_aangeboden": ngettext_lazy("%d agenda aangeboden", "%d agenda's aangeboden"),
    "besluit_genoteerd": ngettext_lazy("%d besluit van de gemeente", "%d besluiten van de gemeente"),
    "voortgang_genoteerd": ngettext_lazy("%d keer verteld hoe het gaat", "%d keer verteld hoe het gaat"),
}


def recent_of(wijk: Wijk) -> list[Stap]:
    """The newest days of the log, one line for each kind of thing. One query."""
    rows = (
        Gebeurtenis.objects.filter(wijk=wijk, actie__in=list(ZINNEN))
        .values("datum", "actie")
        .annotate(aantal=Count("pk"))
        .order_by("-datum", "actie")[:AANTAL]
    )
    return [
        Stap(ZINNEN[row["actie"]] % row["aantal"], Stand.KLAAR, date_format(row["datum"], "j F Y"))
        for row in rows
    ]
