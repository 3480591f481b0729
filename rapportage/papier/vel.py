"""What stands on a sheet of a pile: the questions of the version that is printed, in one language.

The words of the questions, their hints and the order of their boxes come from the forms that a resident meets
on a phone; who types a sheet in types the number of a box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from analyse.antwoorden import ANDERS
from analyse.invullen.forms import VORMEN, RegelVraag, VraagForm
from analyse.invullen.woorden import GEZICHT_PICTOGRAM, GEZICHT_TEKST, JA_NEE_TEKST, in_taal
from analyse.inzenden import questions_of
from analyse.keuzes import Lijstsoort, Vraagsoort
from analyse.models import Drukronde, Vraag, Vragenlijst
from analyse.papier.bladen import on_paper, receipt_code
from rapportage.blad import in_language
from rapportage.tekens import without_controls
from rapportage.woorden import bare_address
from wijken.inrichting.privacy import Privacytekst, read_privacy
from wijken.kortelinks import address_of
from wijken.models import Kortelink

KOLOMMEN: Final = ((3, 14), (2, 30))  # so many answers beside each other when none has more letters
Bladen = tuple[tuple[int, str], ...]  # number and receipt code of each sheet
Vorm = str  # open | cijfer | smiley | keuze | rang | tabel


@dataclass(frozen=True, slots=True)
class Hokje:
    """A box to tick. `nummer` is what is typed for it; with `schrijf` there is a line beside it."""

    nummer: int
    tekst: str
    pictogram: str = ""
    schrijf: bool = False


@dataclass(frozen=True, slots=True)
class Vraagblok:
    """One question as it is printed. `bij` says for whom it is, when it is not for everyone."""

    code: str
    vorm: Vorm
    tekst: str
    uitleg: str
    bij: str
    hokjes: tuple[Hokje, ...]
    regels: tuple[str, ...]
    kolommen: int


@dataclass(frozen=True, slots=True)
class Vel:
    """The sheet, alike for the whole pile."""

    taal: str
    naam: str
    ondertitel: str
    voorbeeld: bool
    titel: str
    inleiding: str
    eerst: tuple[Vraagblok, ...]
    daarna: tuple[Vraagblok, ...]
    vraagt_delen: bool
    vraagt_organisatie: bool
    privacy: Privacytekst
    link: str
    volg: str
    plek: str
    tijden: str
    telefoon: str

    @property
    def adres(self) -> str:
        """The address as people type it."""
        return bare_address(self.link.partition("?")[0])


@dataclass(frozen=True, slots=True)
class Stapel:
    """A pile: one sheet, and number and receipt code of each copy."""

    vel: Vel
    bladen: Bladen


def read_stapel(drukronde: Drukronde) -> Stapel:
    """The pile as it should be printed."""
    numbers = range(drukronde.van_blad, drukronde.tot_blad + 1)
    return Stapel(
        vel=read_vel(drukronde.lijst, drukronde.versie, drukronde.taal),
        bladen=tuple((number, receipt_code(drukronde.lijst, number)) for number in numbers),
    )


def read_vel(lijst: Vragenlijst, versie: int, taal: str) -> Vel:
    """The sheet of this version of a list. Raises DomeinFout for a version that never was."""
    wijk = lijst.wijk
    vragen = on_paper(questions_of(lijst, versie))
    with translation.override(taal):
        by_code = {vraag.code: vraag for vraag in vragen}
        blokken = [(vraag.daarna, _block(vraag, by_code, taal)) for vraag in vragen]
        return Vel(
            taal=taal,
            naam=without_controls(wijk.naam),
            ondertitel=without_controls(wijk.ondertitel),
            voorbeeld=wijk.voorbeeld,
            titel=without_controls(lijst.titel),
            inleiding=without_controls(lijst.inleiding),
            eerst=tuple(blok for daarna, blok in blokken if not daarna),
            daarna=tuple(blok for daarna, blok in blokken if daarna),
            vraagt_delen=any(
                blok.vorm == "open" or any(hokje.schrijf for hokje in blok.hokjes) for _d, blok in blokken
            ),
            vraagt_organisatie=lijst.soort == Lijstsoort.PARTNERS,
            privacy=read_privacy(wijk),
            link=in_language(_address(lijst), taal),
            volg=bare_address(f"{settings.SITE_URL}{reverse('agenda:volg')}"),
            plek=without_controls(wijk.inloop_plek),
            tijden=without_controls(wijk.inloop_tijden),
            telefoon=without_controls(wijk.telefoon),
        )


def _address(lijst: Vragenlijst) -> str:
    """Where the same list stands online: its short link, else its full address."""
    links = Kortelink.objects.filter(wijk=lijst.wijk, doel=Kortelink.Doel.VRAGENLIJST, sleutel=lijst.pk)
    code = links.filter(actief=True).values_list("code", flat=True).first()
    page = reverse("analyse:vragenlijst", args=[lijst.wijk.slug, lijst.slug])
    return address_of(code) if code else f"{settings.SITE_URL}{page}"


def _block(vraag: Vraag, by_code: Mapping[str, Vraag], taal: str) -> Vraagblok:
    clean_question(vraag)
    form = _form(vraag, taal)
    hokjes = _boxes(vraag, form)
    longest = max((len(hokje.tekst) for hokje in hokjes), default=0)
    return Vraagblok(
        code=vraag.code,
        vorm=_shape(vraag),
        tekst=form.kop,
        uitleg=_explain(vraag, form),
        bij=_for_whom(vraag, by_code, taal),
        hokjes=hokjes,
        regels=tuple(in_taal(regel["tekst"], taal) for regel in vraag.regels),
        kolommen=_columns(len(hokjes), longest),
    )


def _columns(aantal: int, longest: int) -> int:
    """Three short answers stand in one row, many short ones in two columns; else each has its own line."""
    if aantal <= KOLOMMEN[0][0]:
        return KOLOMMEN[0][0] if longest <= KOLOMMEN[0][1] else 1
    return KOLOMMEN[1][0] if longest <= KOLOMMEN[1][1] else 1


def clean_question(vraag: Vraag) -> None:
    """Leave out what no typeface can draw; the row is not saved."""
    vraag.tekst, vraag.uitleg = without_controls(vraag.tekst), without_controls(vraag.uitleg)
    vraag.antwoorden, vraag.regels = without_controls(vraag.antwoorden), without_controls(vraag.regels)


def _form(vraag: Vraag, taal: str) -> VraagForm:
    vorm = RegelVraag if vraag.regels else VORMEN[vraag.soort]
    return vorm(vraag, taal=taal, regels=vraag.regels)


def _shape(vraag: Vraag) -> Vorm:
    if vraag.regels:
        return "tabel"
    special = {
        Vraagsoort.OPEN: "open",
        Vraagsoort.CIJFER: "cijfer",
        Vraagsoort.SMILEY5: "smiley",
        Vraagsoort.RANG: "rang",
    }
    return special.get(Vraagsoort(vraag.soort), "keuze")


def _boxes(vraag: Vraag, form: VraagForm) -> tuple[Hokje, ...]:
    keuzes: Sequence[tuple[str, str]] = (
        getattr(form, "keuzes", list)() if vraag.soort != Vraagsoort.OPEN else ()
    )
    faces: Mapping[str, Any] = GEZICHT_PICTOGRAM if vraag.soort == Vraagsoort.SMILEY5 else {}
    return tuple(
        Hokje(
            nummer=number,
            tekst=tekst,
            pictogram=faces.get(code, ""),
            schrijf=code == ANDERS and form.met_anders and not vraag.regels,
        )
        for number, (code, tekst) in enumerate(keuzes, 1)
    )


def _explain(vraag: Vraag, form: VraagForm) -> str:
    """What the question means and how to answer it with a pen."""
    if vraag.soort == Vraagsoort.OPEN:
        hint = ""  # said once, at the top of the sheet
    elif vraag.soort == Vraagsoort.RANG:
        places = min(vraag.hoogstens or len(vraag.antwoorden), len(vraag.antwoorden))
        hint = _("Schrijf 1 bij het belangrijkste, en zo verder tot en met %(aantal)d.") % {"aantal": places}
    else:
        hint = form.hint
    return format_html("{} {}", form.uitleg, hint) if form.uitleg and hint else form.uitleg or hint


def _for_whom(vraag: Vraag, by_code: Mapping[str, Vraag], taal: str) -> str:
    """'Koos u bij V18 ‘Ja’ of ‘Misschien’? Dan graag ook:'; '' for a question for everyone."""
    bron = by_code.get(vraag.toon_als.get("vraag", ""))
    if bron is None:
        return ""
    wanted = vraag.toon_als.get("antwoorden", [])
    if not wanted:
        return _("Alleen voor wat u koos bij vraag %(code)s:") % {"code": bron.code}
    said = format_html_join(" / ", "‘{}’", [(_answer(bron, code, taal),) for code in wanted])
    sentence = _("Koos u bij vraag %(code)s: %(antwoorden)s? Dan graag ook:")
    return format_html(sentence.replace("%(code)s", "{0}").replace("%(antwoorden)s", "{1}"), bron.code, said)


def _answer(bron: Vraag, code: str, taal: str) -> str | SafeString:
    if bron.soort == Vraagsoort.SMILEY5:
        return str(GEZICHT_TEKST.get(code, code))
    if bron.soort == Vraagsoort.JN:
        return str(JA_NEE_TEKST.get(code, code))
    known = {keuze["code"]: keuze["tekst"] for keuze in bron.antwoorden}
    return in_taal(without_controls(known[code]), taal) if code in known else code
