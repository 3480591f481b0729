"""What each role may do, in plain words: for the coordinator who chooses, and for who is asked."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from wijken.models import Lidmaatschap

Rol = Lidmaatschap.Rol

ROL_NAAM: Final = {
    Rol.COORDINATOR.value: _("Coördinator"),
    Rol.TEAMLID.value: _("Teamlid"),
    Rol.INVOERDER.value: _("Invoerder"),
    Rol.PARTNER.value: _("Partner"),
}
ROL_UITLEG: Final = {
    Rol.COORDINATOR.value: _(
        "Mag alles: ook mensen uitnodigen, de agenda vaststellen en instellingen veranderen."
    ),
    Rol.TEAMLID.value: _("Leest verhalen, legt ze bij elkaar en maakt plannen. Stelt de agenda niet vast."),
    Rol.INVOERDER.value: _("Typt in wat mensen op papier of aan de deur vertellen. Ziet geen uitkomsten."),
    Rol.PARTNER.value: _("Werkt bij een organisatie die meedoet. Leest geen verhalen van bewoners."),
}
ROL_VOOR_U: Final = {
    Rol.COORDINATOR.value: _(
        "U mag alles: ook mensen uitnodigen, de agenda vaststellen en instellingen veranderen."
    ),
    Rol.TEAMLID.value: _("U leest verhalen van bewoners, legt ze bij elkaar en maakt plannen."),
    Rol.INVOERDER.value: _("U typt in wat mensen op papier of aan de deur vertellen."),
    Rol.PARTNER.value: _("Uw organisatie doet mee met de wijk. U leest geen verhalen van bewoners."),
}
