"""The chapter 'Wat zeiden de bewoners?': questionnaires as they stood on the site."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import ngettext

from agenda.inhoud import Inhoud, VragenlijstDeel
from agenda.woorden import thousands
from rapportage.hoofdstukken.vormen import Vragenlijst
from rapportage.woorden import day


def questionnaires(inhoud: Inhoud) -> tuple[Vragenlijst, ...]:
    """In the order of the document; an agenda of before the questionnaires has none."""
    slug = inhoud["wijk"]["slug"]
    return tuple(_questionnaire(deel, slug) for deel in inhoud.get("vragenlijsten", []))


def _questionnaire(deel: VragenlijstDeel, slug: str) -> Vragenlijst:
    zin = ngettext("%(n)s mens gaf antwoord", "%(n)s mensen gaven antwoord", deel["aantal"])
    return Vragenlijst(
        titel=deel["titel"],
        mensen=zin % {"n": thousands(deel["aantal"])},
        datum=day(deel["datum"]),
        vragen=tuple(deel["vragen"]),
        link=f"{settings.SITE_URL}/wijken/{slug}/vragenlijst/{deel['slug']}/uitslag/",
    )
