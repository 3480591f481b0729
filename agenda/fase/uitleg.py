"""What happens in each phase, who does it and with which pages. Content of the method (domain, list A)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agenda.fases import Fase

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Gereedschap:
    """A page that helps in a phase: what one does there, and the name of its address."""

    tekst: Text
    doel: str


@dataclass(frozen=True, slots=True)
class Uitleg:
    """A phase in a few sentences."""

    wat: Text
    wie: Text
    gereedschap: tuple[Gereedschap, ...]
    tip: Text = ""


_INBOX: Final = Gereedschap(_("Verhalen lezen en bij elkaar leggen"), "bewoners:inbox")
_AGENDA: Final = Gereedschap(_("De plannen en acties"), "agenda:agenda_team")
_WAAROM: Final = Gereedschap(_("Waarom en waarover"), "agenda:waarom")
_ANTWOORDEN: Final = Gereedschap(_("Antwoord geven aan bewoners"), "agenda:antwoorden")
_ZELFSCAN: Final = Gereedschap(_("De zelfscan"), "agenda:zelfscan")
_GROEP: Final = Gereedschap(_("De agendagroep"), "agenda:groep_team")
_RAPPORTEN: Final = Gereedschap(_("De agenda als PDF"), "rapportage:rapport_list")

UITLEG: Final[dict[Fase, Uitleg]] = {
    Fase.AANLEIDING: Uitleg(
        _("U schrijft op waarom u begint, wie het vroeg en waarover bewoners meebeslissen."),
        _("De coördinator, met de gemeente en de eerste bewoners."),
        (
            _WAAROM,
            _GROEP,
            Gereedschap(_("Hoe wij werken: de werkafspraken"), "agenda:werkafspraken"),
            _ZELFSCAN,
        ),
        _("Vraag er vanaf de eerste dag minstens drie bewoners bij."),
    ),
    Fase.WAARDEN: Uitleg(
        _("Team en bewoners leren elkaar kennen. Samen kiest u drie tot vijf dingen die u belangrijk vindt."),
        _("Het team en bewoners samen."),
        (
            Gereedschap(_("Wat wij belangrijk vinden: de waarden"), "agenda:kernwaarden"),
            Gereedschap(_("Hoe wij werken: de werkafspraken"), "agenda:werkafspraken"),
        ),
        _("Doe dit aan tafel, met koffie. Schrijf op wat u met elkaar afspreekt."),
    ),
    Fase.CIJFERS: Uitleg(
        _("U legt de cijfers van de wijk klaar. Bewoners kijken mee: herkent u dit?"),
        _("De coördinator."),
        (
            Gereedschap(_("De wijk in cijfers"), "wijken:cijfers"),
            Gereedschap(_("Het blad met 10 cijfers voor op straat"), "rapportage:tien_cijfers_team"),
            Gereedschap(_("De sociale kaart"), "wijken:sociale_kaart"),
        ),
    ),
    Fase.VERHALEN: Uitleg(
        _("U haalt verhalen op: op straat, aan de deur, op papier, aan de telefoon en online."),
        _("Opbouwwerkers, vrijwilligers en bewoners."),
        (
            Gereedschap(_("Typen wat iemand vertelde"), "bewoners:typen"),
            _INBOX,
            Gereedschap(_("De bladzijde voor bewoners"), "bewoners:inbreng"),
        ),
        _("Ga naar de mensen die niet komen. Eén weg is niet genoeg."),
    ),
    Fase.DUIDEN: Uitleg(
        _("U legt cijfers en verhalen naast elkaar. Wat valt op? Waar is kracht, waar is een kans?"),
        _("Bewoners, het team en partners."),
        (
            Gereedschap(_("De wijk in cijfers"), "wijken:cijfers"),
            _INBOX,
            _AGENDA,
        ),
        _("Zet bij elk plan een verhaal en een cijfer."),
    ),
    Fase.KIEZEN: Uitleg(
        _("U maakt plannen van wat vaak terugkomt en kiest wat eerst kan. Elke bundel krijgt een antwoord."),
        _("Bewoners beslissen mee."),
        (
            _INBOX,
            Gereedschap(_("Een nieuw plan"), "agenda:plan_new"),
            Gereedschap(_("Vragen of een plan kan"), "agenda:kan_dit"),
            _GROEP,
            _ANTWOORDEN,
        ),
        _("Drie tot vijf plannen is genoeg. Zeg ook wat u niet doet, en waarom."),
    ),
    Fase.VASTSTELLEN: Uitleg(
        _("Elk plan krijgt mensen en een eerste stap. Daarna zeggen bewoners: dit is onze agenda."),
        _("Bewoners, het team en het bestuur."),
        (_AGENDA, _GROEP, Gereedschap(_("Vaststellen"), "agenda:vaststellen"), _RAPPORTEN),
    ),
    Fase.DOEN: Uitleg(
        _("U doet wat u beloofde en vertelt onderweg hoe het gaat."),
        _("Wie voor een actie zorgt, en bewoners die meedoen."),
        (_AGENDA, Gereedschap(_("Wat is nodig en wie doen mee"), "agenda:bijdragen")),
        _("Eén zin bij een actie is genoeg. Ook als het tegenzit."),
    ),
    Fase.TERUGKOPPELEN: Uitleg(
        _("Iedereen die iets vertelde, kan lezen wat ermee gebeurde."),
        _("De coördinator."),
        (
            _ANTWOORDEN,
            _RAPPORTEN,
            Gereedschap(_("Mensen die iets willen horen of meedoen"), "bewoners:contact_list"),
        ),
    ),
    Fase.BIJSTELLEN: Uitleg(
        _("Eén keer per jaar kijkt u samen terug: wat lukte, wat niet, wat moet anders?"),
        _("Bewoners oordelen mee."),
        (_ZELFSCAN, _AGENDA, Gereedschap(_("De rondes van deze wijk"), "agenda:ronde_list")),
        _("Daarna begint u een nieuwe ronde. Neem mee wat moet blijven."),
    ),
}
