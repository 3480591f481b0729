"""What is stuck in a wijk, each in a sentence. Values only, no database.

No reproach and no alarm: it says what waits long, so that the team can choose to do something about it.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import ngettext

from agenda.fases import Stand
from agenda.volgende import Taak

BUNDEL_DAGEN: Final = 30  # a bundle that waits longer for an answer


def stokt_of(stand: Stand, *, reactie_weken: int) -> list[Taak]:
    """What waits too long, the promise to residents first. `reactie_weken` is what the wijk promised."""
    taken = [
        Taak(
            stand.nieuw if stand.oudste_nieuw_dagen > reactie_weken * 7 else 0,
            ngettext(
                "nieuw verhaal. Het oudste wacht %(dagen)d dagen. U beloofde %(weken)d weken.",
                "nieuwe verhalen. Het oudste wacht %(dagen)d dagen. U beloofde %(weken)d weken.",
                stand.nieuw,
            )
            % {"dagen": stand.oudste_nieuw_dagen, "weken": reactie_weken},
            "bewoners:inbox",
        ),
        Taak(
            stand.bundels_zonder_antwoord if stand.oudste_bundel_dagen > BUNDEL_DAGEN else 0,
            ngettext(
                "bundel zonder antwoord. De oudste wacht %(dagen)d dagen.",
                "bundels zonder antwoord. De oudste wacht %(dagen)d dagen.",
                stand.bundels_zonder_antwoord,
            )
            % {"dagen": stand.oudste_bundel_dagen},
            "agenda:antwoorden",
        ),
        Taak(
            stand.vragen_te_laat,
            ngettext(
                "vraag aan een organisatie heeft geen antwoord op de dag die u vroeg.",
                "vragen aan organisaties hebben geen antwoord op de dag die u vroeg.",
                stand.vragen_te_laat,
            ),
            "agenda:kan_dit",
        ),
        Taak(
            stand.vragen_terug,
            ngettext(
                "vraag kwam terug: de organisatie gaat er niet over. Vraag het iemand anders.",
                "vragen kwamen terug: de organisatie gaat er niet over. Vraag het iemand anders.",
                stand.vragen_terug,
            ),
            "agenda:kan_dit",
        ),
        Taak(
            stand.acties_te_laat,
            ngettext(
                "actie is niet klaar op de dag die er staat.",
                "acties zijn niet klaar op de dag die er staat.",
                stand.acties_te_laat,
            ),
            "agenda:voortgang_list",
        ),
        Taak(
            stand.zoekt_trekker,
            ngettext(
                "actie zoekt iemand: wie dit trok, is gestopt.",
                "acties zoeken iemand: wie dit trok, is gestopt.",
                stand.zoekt_trekker,
            ),
            "agenda:bijdragen",
        ),
        Taak(
            stand.zoekt_iemand,
            ngettext(
                "keer stopte iemand die ja zei. Dat zoekt weer iemand.",
                "keer stopte iemand die ja zei. Dat zoekt weer iemand.",
                stand.zoekt_iemand,
            ),
            "agenda:bijdragen",
        ),
        Taak(
            stand.acties_stil,
            ngettext(
                "actie loopt, maar niemand vertelde er drie maanden iets over.",
                "acties lopen, maar niemand vertelde er drie maanden iets over.",
                stand.acties_stil,
            ),
            "agenda:voortgang_list",
        ),
    ]
    return [taak for taak in taken if taak.aantal]
