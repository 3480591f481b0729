"""What may stand on the sociale kaart. Values only: the form and the file go by the same rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from urllib.parse import urlsplit

from django.db import models

from kern.fouten import DomeinFout
from kern.tekstcontrole import Gegeven, over_een_persoon
from wijken.models import Voorziening
from wijken.themas import Thema

Soort = Voorziening.Soort
_DIGITS = re.compile(r"\+?[0-9]{3,15}")
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_SIGNS = str.maketrans({"(": " ", ")": " ", ".": " ", "–": "-", "/": "-"})
_MOBIEL = re.compile(r"(?:0|\+31|0031)6")
_FORMULA = ("=", "+", "-", "@", "|", "%")


@dataclass(frozen=True, slots=True)
class Gegevens:
    """What the team writes of one organisation."""

    naam: str
    soort: str = Soort.ORGANISATIE
    wat: str = ""
    onderwerp: str = ""
    plek: str = ""
    telefoon: str = ""
    tijden: str = ""
    website: str = ""
    talen: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


VELDEN = tuple(each.name for each in fields(Gegevens))
_LENGTHS = {
    column.name: column.max_length or 0
    for column in Voorziening._meta.concrete_fields
    if isinstance(column, models.CharField)
}
LENGTE: dict[str, int] = {naam: _LENGTHS[naam] for naam in VELDEN}


def tidy(text: str) -> str:
    """One line without invisible characters and double spaces."""
    plain = "".join(" " if unicodedata.category(letter)[0] in "ZC" else letter for letter in text)
    return " ".join(plain.split())


def sleutel_van(naam: str, plek: str) -> str:
    """By what an organisation is known again: name and place, without capitals, accents and signs."""
    parts = [re.sub(r"[^\w]+", " ", _plain(each)).strip() for each in (naam, plek)]
    return "|".join(parts)[:290]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def clean_text(veld: str, text: str) -> str:
    """One line that fits its column; raises DomeinFout."""
    text = tidy(text)
    if len(text) > LENGTE[veld]:
        raise DomeinFout(f"Deze tekst is te lang. Gebruik hooguit {LENGTE[veld]} tekens.")
    return text


def clean_naam(text: str) -> str:
    naam = clean_text("naam", text)
    if not any(letter.isalnum() for letter in naam):
        raise DomeinFout("Schrijf hoe de organisatie heet.")
    return naam


def clean_telefoon(text: str) -> str:
    """A number as people write it. Excel drops the zero in front; nine digits get it back."""
    telefoon = tidy(text).replace("(0)", "").translate(_SIGNS).strip(" -")
    digits = re.sub(r"[ -]", "", telefoon)
    if not digits:
        return ""
    if not _DIGITS.fullmatch(digits):
        raise DomeinFout("Dit is geen telefoonnummer. Een voorbeeld: 0513 12 34 56")
    if re.fullmatch(r"[1-9][0-9]{8}", digits):
        return f"0{digits}"
    return " ".join(telefoon.split())[:20] if len(telefoon) <= LENGTE["telefoon"] else digits


def clean_website(text: str) -> str:
    """An address that begins with https://; without a beginning, or with http://, it gets that one."""
    text = tidy(text)
    if not text:
        return ""
    address = re.sub(r"^http://", "https://", text, flags=re.IGNORECASE)
    if "://" not in address:
        address = f"https://{address}"
    wrong = DomeinFout("Dit is geen adres van een website. Een voorbeeld: https://www.voorbeeld.nl")
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise wrong from error
    if parts.scheme.lower() != "https" or not _HOST.fullmatch(host) or "@" in parts.netloc or " " in address:
        raise wrong
    if len(address) > LENGTE["website"]:
        raise DomeinFout(f"Dit adres is te lang. Gebruik hooguit {LENGTE['website']} tekens.")
    return address


def clean_onderwerp(text: str) -> str:
    """The code of a subject, from its code or its words; raises DomeinFout when it is neither."""
    wanted = sleutel_van(text, "")
    for thema in Thema:
        if wanted in (sleutel_van(thema.value, ""), sleutel_van(str(thema.label), "")):
            return str(thema.value)
    if not tidy(text):
        return ""
    raise DomeinFout("Dit onderwerp kennen wij niet.")


def clean_soort(text: str) -> str:
    """The kind of row, from its code or the beginning of its words."""
    wanted = _plain(tidy(text))
    if not wanted:
        return Soort.ORGANISATIE
    for soort in Soort:
        if wanted == soort.value or _plain(str(soort.label)).startswith(wanted):
            return soort
    raise DomeinFout("Deze soort kennen wij niet.")


CHECKS: Mapping[str, Callable[[str], str]] = {
    "naam": clean_naam,
    "soort": clean_soort,
    "wat": lambda text: clean_text("wat", text),
    "onderwerp": clean_onderwerp,
    "plek": lambda text: clean_text("plek", text),
    "telefoon": clean_telefoon,
    "tijden": lambda text: clean_text("tijden", text),
    "website": clean_website,
    "talen": lambda text: clean_text("talen", text),
}


def check_reachable(gegevens: Gegevens) -> tuple[str, str] | None:
    """Field and sentence when a help number has no number, or a platform no address."""
    if gegevens.soort == Soort.HULPNUMMER and not gegevens.telefoon:
        return "telefoon", "Schrijf het nummer op. Bewoners bellen het."
    if gegevens.soort == Soort.BUREN and not gegevens.website:
        return "website", "Schrijf het adres van de website op. Bewoners gaan ernaartoe."
    return None


def personal(gegevens: Gegevens) -> list[tuple[str, str]]:
    """Field and kind question for what may belong to one person instead of an organisation."""
    found = [
        (veld, "Dit lijkt de naam van een persoon. Hier staan alleen organisaties. Klopt het zo?")
        for veld in ("naam", "wat")
        if any(each.soort == Gegeven.PERSOON for each in over_een_persoon(getattr(gegevens, veld)))
    ]
    if _MOBIEL.match(re.sub(r"[ -]", "", gegevens.telefoon)):
        found.append(
            ("telefoon", "Dit is een mobiel nummer. Is het van de organisatie, en niet van één persoon?")
        )
    return found


def without_guard(text: str) -> str:
    """A cell as it was before a spreadsheet or our own export put a ' in front of a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text
