"""What the team's list says of a report, and how its file is called."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import Wijkagenda
from kern.fouten import DomeinFout
from kern.talen import DUTCH_NAMES
from rapportage.models import Rapport
from rapportage.samenstelling import OPENBAAR, Onderdeel, Papier, Samenstelling, read_samenstelling
from rapportage.woorden import years

Soort = Rapport.Soort
NAMEN: Final = {
    Soort.AGENDA: "wijkagenda",
    Soort.UITVOERINGSPLAN: "wijkuitvoeringsplan",
    Soort.TERUGBLIK: "terugblik",
    Soort.POSTER: "poster",
    Soort.BRIEF: "brief",
    Soort.TIEN_CIJFERS: "10-cijfers",
    Soort.ANTWOORDEN: "wat-zeiden-de-bewoners",
}


def _keuze(rapport: Rapport) -> Samenstelling | None:
    """What was chosen; None for a choice of another version of this programme."""
    try:
        return read_samenstelling(rapport.soort, rapport.samenstelling)
    except DomeinFout:
        return None


def is_internal(rapport: Rapport) -> bool:
    """Whether only the team may read it."""
    keuze = _keuze(rapport)
    return keuze is not None and keuze.alleen_team


def title_of(rapport: Rapport) -> str:
    """'Vastgestelde agenda 2027–2028, versie 2', 'Poster in het Arabisch' …"""
    agenda, keuze = rapport.agenda, _keuze(rapport)
    if rapport.lijst is not None:
        return _("Wat zeiden de bewoners? %(lijst)s") % {"lijst": rapport.lijst.titel}
    jaren = _years(agenda)
    if rapport.soort == Soort.TERUGBLIK and keuze is not None and keuze.jaar:
        return _("Terugblik op %(jaar)d") % {"jaar": keuze.jaar}
    if rapport.soort in (Soort.POSTER, Soort.BRIEF):
        naam = _("Poster in het %(taal)s") if rapport.soort == Soort.POSTER else _("Brief in het %(taal)s")
        return naam % {"taal": DUTCH_NAMES.get(rapport.taal, rapport.taal)}
    if rapport.soort == Soort.UITVOERINGSPLAN:
        naam = (
            _("Wijkuitvoeringsplan %(jaren)s") if rapport.versie_id else _("Concept van het uitvoeringsplan")
        )
        return naam % {"jaren": jaren}
    if rapport.versie is None:
        naam = (
            _("Keuze uit het concept van de agenda") if rapport.samenstelling else _("Concept van de agenda")
        )
        return f"{naam} {jaren}"
    naam = _("Keuze uit de agenda") if rapport.samenstelling else _("Vastgestelde agenda")
    versie = _("versie %(nummer)d") % {"nummer": rapport.versie.nummer}
    return f"{naam} {jaren}, {versie}"


def _years(agenda: Wijkagenda | None) -> str:
    return years(agenda.van_jaar, agenda.tot_jaar) if agenda else ""


def holds(rapport: Rapport) -> str:
    """What is in it, in one sentence."""
    keuze = _keuze(rapport)
    if keuze is None:
        return ""
    if rapport.soort == Soort.AGENDA:
        return _chapters(keuze) if rapport.samenstelling else _("De hele agenda.")
    if rapport.soort == Soort.ANTWOORDEN:
        return _("Wie wij hoorden, wat op de site staat, citaten en wat u daarvan vindt.")
    if rapport.soort == Soort.UITVOERINGSPLAN:
        return _("De acties per kwartaal: wie, hoe het gaat en wat nog nodig is.")
    if rapport.soort == Soort.TERUGBLIK:
        return _("Beloofd, gedaan en wat bewoners ervan vinden.")
    if rapport.soort == Soort.POSTER:
        return _poster(keuze)
    return _("Met een eigen begin.") if keuze.inleiding else _("Met ons voorbeeld als begin.")


def _chapters(keuze: Samenstelling) -> str:
    chapters = ", ".join(str(each.label) for each in keuze.hoofdstukken)
    if keuze.toon == OPENBAAR:
        return f"{chapters}."
    labels = [str(each.label) for each in Onderdeel if each in keuze.toon]
    shown = ", ".join(f"{label[:1].lower()}{label[1:]}" for label in labels)
    if not shown:
        return _("%(hoofdstukken)s. Bij elk plan alleen waarom.") % {"hoofdstukken": chapters}
    return _("%(hoofdstukken)s. Bij elk plan: %(toon)s.") % {"hoofdstukken": chapters, "toon": shown}


def _poster(keuze: Samenstelling) -> str:
    maat = _("Op A3.") if keuze.papier is Papier.A3 else _("Op A4.")
    count = len(keuze.bundels)
    if not count:
        return _("De grootste onderwerpen.") + f" {maat}"
    chosen = ngettext("%(aantal)d gekozen onderwerp.", "%(aantal)d gekozen onderwerpen.", count)
    return f"{chosen % {'aantal': count}} {maat}"


def filename_of(slug: str, rapport: Rapport) -> str:
    """How the file is called when the team takes it along."""
    keuze, agenda = _keuze(rapport), rapport.agenda
    if rapport.lijst is not None:
        return f"{NAMEN[Soort.ANTWOORDEN]}-{slug}-{rapport.lijst.slug}.pdf"
    parts = [NAMEN[Soort(rapport.soort)], slug]
    if rapport.soort in (Soort.POSTER, Soort.BRIEF):
        parts.append(rapport.taal)
    elif rapport.soort == Soort.TERUGBLIK and keuze is not None and keuze.jaar:
        parts.append(str(keuze.jaar))
    elif agenda is not None:
        parts.append(f"{agenda.van_jaar}-{agenda.tot_jaar}")
    parts += ["keuze"] if rapport.soort == Soort.AGENDA and rapport.samenstelling else []
    parts += ["alleen-team"] if is_internal(rapport) else []
    parts += ["concept"] if rapport.versie_id is None else []
    return f"{'-'.join(parts)}.pdf"
