"""What should not stand in a text that others may read. Values only: nothing is stored, logged or changed.

`find_gegevens` finds contact details, addresses and numbers of persons; `over_een_persoon` finds words that
point at one person (for the moderator); `lijkt_hulpvraag` says that somebody seems to ask for help.
Every pattern is bounded, so the time grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import iban
from stdnum.nl import bsn

MAX_LENGTE: Final = 12_000  # beyond it nothing is looked at: forms allow far less
CONTEXT: Final = 40


class Gegeven(StrEnum):
    """What kind of thing was found."""

    TELEFOON = "telefoon"
    MAIL = "mail"
    BSN = "bsn"
    IBAN = "iban"
    ADRES = "adres"
    PERSOON = "persoon"
    GEZONDHEID = "gezondheid"
    CASUS = "casus"
    HULPVRAAG = "hulpvraag"


@dataclass(frozen=True, slots=True, order=True)
class Vondst:
    """One find: text[start:end]. Without `zeker` it only looks like it (a number that happens to fit)."""

    start: int
    end: int
    soort: Gegeven
    zeker: bool = True

    @property
    def moet_weg(self) -> bool:
        """Whether it may not stay, whoever wants it: numbers by which the law or a bank knows a person."""
        return self.zeker and self.soort in (Gegeven.BSN, Gegeven.IBAN)


@dataclass(frozen=True, slots=True)
class _Schoon:
    """The text as patterns read it: plain digits and spaces, nothing invisible. `plek` leads back."""

    tekst: str
    plek: tuple[int, ...]

    def vondst(self, soort: Gegeven, start: int, end: int, *, zeker: bool = True) -> Vondst:
        return Vondst(self.plek[start], self.plek[end - 1] + 1, soort, zeker)


def _clean(tekst: str) -> _Schoon:
    letters, places = [], []
    for place, letter in enumerate(tekst[:MAX_LENGTE]):
        category = unicodedata.category(letter)
        if category == "Cf":
            continue
        plain = {"Zs": " ", "Pd": "-"}.get(category, letter)
        letters.append(str(unicodedata.decimal(letter)) if category == "Nd" else plain)
        places.append(place)
    return _Schoon("".join(letters), tuple(places))


def is_leeg(tekst: str) -> bool:
    """Whether there is nothing to read: only spaces and invisible characters."""
    return all(unicodedata.category(letter)[0] in "ZC" for letter in tekst)


# ---- contact details, addresses, numbers of persons ------------------------------------------------------

_MAIL = re.compile(
    r"""(?<![\w.+-])[\w.+-]{1,64}
        (?:@|[ ]?(?:\(at\)|\[at\]|\bapenstaartje\b)[ ]?)
        (?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMMER_NL = re.compile(r"(?<![\d+])0[ ./-]{0,3}[1-9](?:[ ./-]{0,3}\d){8}(?!\d)")
_DIENST = re.compile(r"(?:0800|0900|0906|0909|14[ -]?0|112|113)")  # not the number of a person
_IBAN_BEGIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9])")
_IBAN_LENGTE: Final = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "LU": 20, "GB": 22, "IE": 22, "PL": 28, "TR": 26, "UA": 29,
    "ES": 24, "PT": 25, "IT": 27, "AT": 20, "CH": 21, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "EE": 20,
    "LV": 21, "LT": 20, "CZ": 24, "SK": 24, "HU": 28, "RO": 24, "BG": 22, "GR": 27, "HR": 21, "SI": 19,
    "MT": 31, "CY": 28, "MD": 24,
}  # fmt: skip
_NEGEN = re.compile(r"(?<!\d)(?<!\d[.,-])\d(?:[ .-]{0,2}\d){7,8}(?!\d)(?![.,-]\d)")
_BSN_WOORD = re.compile(r"\b(?:bsn|burger ?service|sofi)", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![\dA-Za-z])[1-9]\d{3}( ?)([A-Za-z]{2})(?![A-Za-z])")
_NUMMER_NA = re.compile(
    r"[ ,.;:/-]{0,3}(?:(?:huis)?(?:nummer|nr)\b|no\b|#)?[ .:]{0,2}\d{1,4}(?!\d)", re.IGNORECASE
)
_NUMMER_VOOR = re.compile(r"(?<!\d)\d{1,4}[ -]?[a-z]{0,2}[ ,;:/-]{1,3}(?:in )?$", re.IGNORECASE)
# Words of two letters that follow a year ('in 2024 op 3 mei') and are no postcode.
_GEEN_POSTCODE = re.compile(
    r"""(?:a[flns]|be|bv|c[am]|de|e[nrx]|g[ae]|h[aei]|i[ekns]|j[aer]|k[gm]|la|m[eglmn]|n[aloru]|o[fhkmpr]|pm
        |s[ads]|t[eov]|uw|va|w[eo]|z[eno])""",
    re.IGNORECASE | re.VERBOSE,
)


def find_gegevens(tekst: str) -> list[Vondst]:
    """Phone numbers, mail addresses, BSN, IBAN and postcodes with a house number, in the order of the text.

    Finds do not overlap; where two fit, the more certain one stays.
    """
    schoon = _clean(tekst)
    taken: list[Vondst] = []
    finders: tuple[Callable[[_Schoon], Iterator[Vondst]], ...] = (
        _ibans,
        _mails,
        _bsns_zeker,
        _phones,
        _adressen,
        _bsns,
    )
    for find in finders:
        for found in find(schoon):
            if not any(found.start < other.end and other.start < found.end for other in taken):
                taken.append(found)
    return sorted(taken)


def _ibans(schoon: _Schoon) -> Iterator[Vondst]:
    for match in _IBAN_BEGIN.finditer(schoon.tekst):
        wanted = _IBAN_LENGTE.get(match.group()[:2].upper(), 0)
        end = _skip(schoon.tekst, match.start(), wanted)
        if end and iban.is_valid(schoon.tekst[match.start() : end]):
            yield schoon.vondst(Gegeven.IBAN, match.start(), end)


def _skip(tekst: str, start: int, wanted: int) -> int:
    """The place after `wanted` letters and digits, single spaces and hyphens not counted; 0 when none."""
    count, gap = 0, 0
    for place in range(start, min(len(tekst), start + 2 * wanted)):
        if tekst[place] in " -.":
            gap += 1
            if gap > 1:
                return 0
            continue
        if not tekst[place].isalnum():
            return 0
        gap = 0
        count += 1
        if count == wanted:
            rest = tekst[place + 1 : place + 2]
            return 0 if rest.isalnum() else place + 1
    return 0


def _mails(schoon: _Schoon) -> Iterator[Vondst]:
    for match in _MAIL.finditer(schoon.tekst):
        yield schoon.vondst(Gegeven.MAIL, match.start(), match.end())


def _phones(schoon: _Schoon) -> Iterator[Vondst]:
    for match in _NUMMER_NL.finditer(schoon.tekst):
        if not _DIENST.match(match.group()):
            yield schoon.vondst(Gegeven.TELEFOON, match.start(), match.end())
    for found in PhoneNumberMatcher(schoon.tekst, "NL", leniency=Leniency.VALID):
        if not _DIENST.match(found.raw_string):
            yield schoon.vondst(Gegeven.TELEFOON, found.start, found.end)


def _bsns_zeker(schoon: _Schoon) -> Iterator[Vondst]:
    """Numbers of eight or nine digits that pass the elfproef, near a word that says so."""
    for match in _NEGEN.finditer(schoon.tekst):
        near = schoon.tekst[max(0, match.start() - CONTEXT) : match.end() + CONTEXT]
        if _passes(match.group()) and _BSN_WOORD.search(near):
            yield schoon.vondst(Gegeven.BSN, match.start(), match.end())


def _bsns(schoon: _Schoon) -> Iterator[Vondst]:
    """Nine digits, together or in groups, that pass the elfproef: one in eleven other numbers does so too."""
    for match in _NEGEN.finditer(schoon.tekst):
        groups = re.split(r"[ .-]", match.group())
        if sum(map(len, groups)) == 9 and min(map(len, groups)) > 1 and _passes(match.group()):
            yield schoon.vondst(Gegeven.BSN, match.start(), match.end(), zeker=False)


def _passes(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return len(set(digits)) > 1 and bsn.is_valid(digits.zfill(9))


def _adressen(schoon: _Schoon) -> Iterator[Vondst]:
    for match in _POSTCODE.finditer(schoon.tekst):
        if match.group(1) and _GEEN_POSTCODE.fullmatch(match.group(2)):
            continue
        after = _NUMMER_NA.match(schoon.tekst, match.end())
        begin = max(0, match.start() - 16)
        before = _NUMMER_VOOR.search(schoon.tekst[begin : match.start()])
        if after:
            yield schoon.vondst(Gegeven.ADRES, match.start(), after.end())
        elif before:
            yield schoon.vondst(Gegeven.ADRES, begin + before.start(), match.end())


# ---- words about one person ------------------------------------------------------------------------------

_NAAM = re.compile(
    r"""\b(?:[Mm](?:evrouw|eneer|ijnheer|evr\.?|w\.?)|[Dd]hr\.?|[Ff]am(?:ilie|\.)|[Zz]uster|[Dd]okter
        |[Oo]om|[Tt]ante|[Bb]uur(?:man|vrouw)|[Jj]uf|[Mm]eester)
        [ ](?:(?:van|de|der|den|ter|ten|te|el|al|in|'t)[ ]){0,3}[A-Z][\w'’-]{1,30}""",
    re.VERBOSE,
)
_OP_NUMMER = re.compile(
    r"""\b(?:buur(?:vrouw|man|jongen|meisje)|buren|bewo(?:ner|onster)|man|vrouw|jongen|meisje|gezin|familie
        |mevrouw|meneer)
        [ ](?:die[ ]woont[ ])?(?:op|van|in|bij)[ ](?:huis)?(?:nummer|nr\.?|no\.?)[ ]?\d{1,4}\b""",
    re.IGNORECASE | re.VERBOSE,
)
_GEZONDHEID = re.compile(
    r"""\b(?:diagnose|dement\w{0,8}|alzheimer|parkinson|psychose\w{0,2}|psychotische?|schizofre\w{1,6}
        |borderline|depressie\w{0,2}|depressief|autis\w{1,6}|adhd|(?:drugs)?verslaafd\w{0,2}|verslaving
        |alcoholist\w{0,2}|alcoholisme|junk(?:ie)?s?|kanker|hiv|aids|epilepsie|su[iï]cid\w{1,8}
        |zelfmoord\w{0,6}|verstandelijk[ ]beperkte?|zwakbegaafde?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CASUS = re.compile(
    r"""\b(?:mishandel\w{1,6}|misbruik\w{0,4}|huiselijk[ ]geweld|uithuis(?:plaats|zett)ing\w{0,2}
        |ondertoezichtstelling|schuldsanering|deurwaarders?|(?:bijstands|uitkerings)fraude|strafblad
        |veroordeeld|gedetineerd\w{0,2}|asielzoekers?|cli[eë]nt\w{0,2}|casus(?:sen)?|dossiers?
        |indicatie(?:stelling)?|veilig[ ]thuis|jeugdzorg|voogd\w{0,2}|illegaal)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def over_een_persoon(tekst: str) -> list[Vondst]:
    """Words that may point at one person: a name with a title, 'de buurvrouw op nummer 12', illness, cases.

    For the moderator and for the look before adopting: a reason to read again, never to refuse by itself.
    """
    schoon = _clean(tekst)
    found: list[Vondst] = []
    for soort, pattern in (
        (Gegeven.PERSOON, _NAAM),
        (Gegeven.PERSOON, _OP_NUMMER),
        (Gegeven.GEZONDHEID, _GEZONDHEID),
        (Gegeven.CASUS, _CASUS),
    ):
        for match in pattern.finditer(schoon.tekst):
            vondst = schoon.vondst(soort, match.start(), match.end())
            if not any(vondst.start < other.end and other.start < vondst.end for other in found):
                found.append(vondst)
    return sorted(found)


# ---- somebody asks for help ------------------------------------------------------------------------------

_HULP = re.compile(
    r"""\b(?:
    help[ ](?:mij|me)\b
    |(?:kunt|kan|kunnen|wilt?)[ ](?:u|je|jullie|iemand)[ ](?:mij|me|ons)[ ](?:[\w'’]{1,15}[ ]){0,4}helpen
    |wie[ ](?:kan|wil)[ ](?:mij|me|ons)[ ](?:[\w'’]{1,15}[ ]){0,3}helpen
    |(?:ik|wij|we)[ ](?:
        (?:heb|hebben|zoek|zoeken|vraag|wil)[ ]
            (?:(?:dringend|snel|echt|graag|zelf|thuis|wat|veel|ook)[ ]){0,3}hulp
        |(?:kan|kunnen|red|redden)[ ](?:het|dit)[ ](?:(?:zelf|alleen|thuis)[ ])?niet
        |(?:weet|weten)[ ](?:(?:het|mij|me|ons)[ ])?(?:echt[ ])?(?:niet|geen)[ ](?:meer|raad)
        |(?:zie|zien)[ ]het[ ]niet[ ]meer[ ]zitten
        |(?:heb|hebben)[ ](?:(?:zelf|veel|hoge|grote)[ ]){0,2}schulden
        |(?:kom|komen)[ ](?:niet|amper|moeilijk)[ ](?:meer[ ])?rond\b
        |(?:kan|kunnen)[ ](?:(?:de|onze|mijn)[ ])?(?:huur|boodschappen|rekening|rekeningen|eten|energie)
            [ ](?:\w{1,12}[ ]){0,2}niet
        |(?:heb|hebben)[ ]geen[ ](?:geld|eten|huis|slaapplek|dak)
        |word(?:en)?[ ](?:\w{1,15}[ ]){0,4}(?:geslagen|bedreigd|mishandeld|gestalkt|uitgezet)
        |moet(?:en)?[ ](?:mijn|ons)[ ]huis[ ]uit
        |(?:durf|kan)[ ]niet[ ](?:meer[ ])?naar[ ]huis
        |wil[ ](?:niet[ ]meer[ ]leven|dood|eruit[ ]stappen))
    |ik[ ](?:voel|ben)[ ](?:(?:mij|me)[ ])?(?:(?:heel|erg|zo|zeer|vaak|altijd|vreselijk)[ ]){0,2}
        (?:eenzaam|wanhopig|radeloos|somber)
    |ik[ ]voel[ ](?:mij|me)[ ](?:(?:heel|erg|zo|zeer|vaak|altijd|vreselijk)[ ]){0,2}alleen
    |uit[ ](?:mijn|ons)[ ]huis[ ]gezet
    |weet[ ]niet[ ]wie[ ]ik[ ](?:kan|moet)[ ]bellen
    |i[ ]need[ ]help|please[ ]help[ ](?:me|us)
    |potrzebuję[ ]pomocy|yardıma[ ]ihtiyacım|мені[ ]потрібна[ ]допомога)""",
    re.IGNORECASE | re.VERBOSE,
)
_HULP_AR: Final = ("أحتاج إلى مساعدة", "أحتاج مساعدة", "ساعدوني")


def lijkt_hulpvraag(tekst: str) -> bool:
    """Whether the writer seems to ask for help for themselves: a reason to read this one first."""
    plain = " ".join(_clean(tekst).tekst.replace("\n", " ").split())
    return bool(_HULP.search(plain)) or any(zin in plain for zin in _HULP_AR)


# ---- help for one person ---------------------------------------------------------------------------------

_NAASTE: Final = r"""(?:moeder|vader|ouders|oma|opa|grootouders|zus|broer|dochter|zoon|kind|vrouw|man|partner
        |vriend(?:in)?|tante|oom|nicht|neef|buurvrouw|buurman|buurmeisje|buurjongen)"""
_VOOR_EEN = re.compile(
    rf"""\b(?:
    (?:ik|wij|we)[ ](?:zoek|zoeken|vraag|vragen)[ ]
        (?:[\w'’]{{1,15}}[ ]){{0,6}}(?:mij|me|mijn|ons|onze|mezelf)\b
    |wie[ ](?:kan|wil)[ ](?:[\w'’]{{1,15}}[ ]){{0,3}}(?:mij|me|mijn|ons|onze)\b
    |(?:voor|help|helpen|hulp|zorg|zorgen|oppas|oppassen|bezoek|boodschappen)[ ]
        (?:[\w'’]{{1,15}}[ ]){{0,3}}(?:mijn|onze)[ ](?:[\w'’]{{1,12}}[ ]){{0,2}}{_NAASTE}\b
    |(?:mijn|onze)[ ](?:[\w'’]{{1,12}}[ ]){{0,2}}{_NAASTE}[ ](?:[\w'’]{{1,15}}[ ]){{0,5}}
        (?:helpen|hulp|nodig|oppassen|verzorgen|zoekt|vraagt)\b
    |(?:looking[ ]for|need|want)[ ](?:[\w'’]{{1,15}}[ ]){{0,6}}(?:for|help|with)[ ]my\b
    |szukam[ ](?:\w{{1,15}}[ ]){{0,5}}dla[ ]mo(?:jej|jego|ich)\b
    |(?:annem|babam|eşim|komşum|çocuğum)[ ]için\b
    |шукаю[ ](?:\w{{1,15}}[ ]){{0,5}}для[ ]мо(?:єї|го|їх)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_VOOR_EEN_AR: Final = ("لأمي", "لأبي", "لوالدتي", "لوالدي", "لجارتي", "لجاري")


def gaat_over_een(tekst: str) -> bool:
    """Whether it seems to ask or offer help for one person: that belongs elsewhere, and is not kept."""
    plain = " ".join(_clean(tekst).tekst.replace("\n", " ").split())
    return (
        bool(_VOOR_EEN.search(plain)) or any(word in plain for word in _VOOR_EEN_AR) or lijkt_hulpvraag(tekst)
    )
