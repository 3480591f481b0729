"""A first list of working agreements. A proposal, not the Kompas' own text: the team changes what it likes.

From what the sources carry (domain, 2.2 and 2.3), in our own words.
"""

from __future__ import annotations

from typing import Final

from agenda.keuzes_team import AfspraakSoort

VOORSTEL: Final[dict[AfspraakSoort, tuple[str, ...]]] = {
    AfspraakSoort.UITGANGSPUNT: (
        "Wij beginnen bij wat bewoners zelf willen en kunnen.",
        "Bewoners denken mee en beslissen mee, ook over hoe ons team werkt.",
        "Wij kijken eerst naar kansen, dan pas naar problemen.",
        "Wij bespreken hier geen mensen en geen gevallen.",
        "Wij helpen licht en vroeg.",
        "Wij zijn dichtbij: op straat, aan de deur en in het dorpshuis.",
        "Wat een bewoner kan telt even veel als wat een professional kan.",
        "Er is geen blauwdruk. Een stap overslaan of herhalen mag.",
    ),
    AfspraakSoort.RANDVOORWAARDE: (
        "De gemeente wil dit en staat achter ons.",
        "Ons team heeft de opdracht om actieve bewoners te helpen.",
        "In ons team zitten mensen die bewoners met elkaar verbinden.",
        "Hulp aan één mens en werk in de buurt zitten in één team.",
        "Er is tijd en geduld: dit groeit langzaam.",
        "Bewoners doen mee vanaf het begin.",
        "Vooraf is duidelijk waarover bewoners beslissen en wat er met hun woorden gebeurt.",
    ),
}
