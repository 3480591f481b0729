"""What stands on the sheet 'Uw wijk in 10 cijfers': read once, for the page and the PDF, in one language."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation

from kern.grafiek import Cijferkaart
from kern.talen import shown_language
from wijken.cijfers import read_cijfers
from wijken.models import Kortelink, Wijk
from wijken.selectors import gemeente_naam
from wijken.tiencijfers import AANTAL, ten_figures

OPMAAK = 1  # one higher when the look of the sheet changes: then every sheet is made anew


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet. All texts are in `taal`; names are as people write them."""

    taal: str
    naam: str
    ondertitel: str
    gemeente: str
    voorbeeld: bool
    kaarten: tuple[Cijferkaart, ...]
    bronnen: tuple[str, ...]
    link: str
    plek: str
    tijden: str
    telefoon: str

    @property
    def adres(self) -> str:
        """The short address as people type it: without https://."""
        parts = urlsplit(self.link)
        return f"{parts.netloc}{parts.path}".removesuffix("/")

    @property
    def volledig(self) -> bool:
        """Whether there are ten."""
        return len(self.kaarten) == AANTAL

    @property
    def stempel(self) -> str:
        """A hash of all that the sheet shows."""
        shown = json.dumps([OPMAAK, asdict(self)], default=str, sort_keys=True)
        return hashlib.sha256(shown.encode()).hexdigest()


def sheet_languages() -> list[str]:
    """The languages in which there is a sheet: those of which we have the texts."""
    return [code for code, _name in settings.LANGUAGES if shown_language(code) == code]


def read_blad(wijk: Wijk, taal: str) -> Blad:
    """The sheet of this wijk as it should be now, in a fixed number of queries."""
    with translation.override(taal):
        kaarten = tuple(ten_figures(read_cijfers(wijk)))
        return Blad(
            taal=taal,
            naam=wijk.naam,
            ondertitel=wijk.ondertitel,
            gemeente=gemeente_naam(wijk),
            voorbeeld=wijk.voorbeeld,
            kaarten=kaarten,
            bronnen=tuple(dict.fromkeys(kaart.bron for kaart in kaarten)),
            link=in_language(short_link(wijk), taal),
            plek=wijk.inloop_plek,
            tijden=wijk.inloop_tijden,
            telefoon=wijk.telefoon,
        )


def in_language(link: str, taal: str) -> str:
    """The address that switches the language too: who scans the sheet goes on in its language."""
    return link if taal == settings.LANGUAGE_CODE else f"{link}?taal={taal}"


def short_link(wijk: Wijk) -> str:
    """Where the QR code leads: the short link to give input, else its full address."""
    code = (
        Kortelink.objects.filter(wijk=wijk, doel=Kortelink.Doel.INBRENG, actief=True)
        .values_list("code", flat=True)
        .first()
    )
    return f"{settings.SITE_URL}/d/{code}/" if code else f"{settings.SITE_URL}/wijken/{wijk.slug}/inbreng/"
