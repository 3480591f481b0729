"""Figure cards of a wijk: the number in people, compared, with one plain sentence, source and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kern.grafiek import Cijferkaart, Staaf
from wijken.cijfers import Cijfers, Gelezen, Plek, read_cijfers, reden_tekst
from wijken.indicatoren import Indicator, Soort, indicatoren
from wijken.models import Indicatorwaarde, Wijk
from wijken.regels import van_de_honderd
from wijken.selectors import namen_in, regiocodes
from wijken.vergelijking import Woorden, compare_sentence

TekstLater = str | Promise


@dataclass(frozen=True, slots=True)
class Kaartsoort:
    """One kind of card. With `noemer` it is a share: `teller` of every hundred."""

    teller: str
    groep: str
    pictogram: str
    bijschrift: TekstLater
    noemer: str = ""
    woorden: Woorden = Woorden.MEER
    kop: TekstLater = ""


MENSEN = gettext_lazy("van de 100 mensen")
HUIZEN = gettext_lazy("van de 100 huizen")
KILOMETER = gettext_lazy("kilometer")
VOLWASSENEN = gettext_lazy("van de 100 volwassenen")
OUDEREN = gettext_lazy("van de 100 mensen van 65 jaar of ouder")

GROEPEN: dict[str, TekstLater] = {
    "mensen": gettext_lazy("Wie wonen hier?"),
    "huizen": gettext_lazy("Onze huizen en auto's"),
    "dichtbij": gettext_lazy("Wat is dichtbij?"),
    "geld": gettext_lazy("Geld, werk en hulp"),
    "contact": gettext_lazy("Contact en gezondheid"),
}

KAARTEN = (
    Kaartsoort("inwoners", "mensen", "mensen", gettext_lazy("mensen")),
    Kaartsoort("leeftijd_65plus", "mensen", "mensen", MENSEN, "inwoners"),
    Kaartsoort("leeftijd_0_15", "mensen", "opgroeien", MENSEN, "inwoners"),
    Kaartsoort("leeftijd_15_25", "mensen", "opgroeien", MENSEN, "inwoners"),
    Kaartsoort("eenpersoonshuishoudens", "mensen", "huis", HUIZEN, "huishoudens"),
    Kaartsoort("hh_met_kinderen", "mensen", "huis", HUIZEN, "huishoudens"),
    Kaartsoort("pct_huurwoningen", "huizen", "wonen", HUIZEN),
    Kaartsoort("woz_gemiddeld", "huizen", "wonen", gettext_lazy("gemiddeld"), woorden=Woorden.HOGER),
    Kaartsoort("auto_per_hh", "huizen", "mensen", gettext_lazy("auto per huishouden"), woorden=Woorden.MEER),
    Kaartsoort("afstand_huisarts", "dichtbij", "gezond", KILOMETER, woorden=Woorden.VERDER),
    Kaartsoort("afstand_supermarkt", "dichtbij", "kaart", KILOMETER, woorden=Woorden.VERDER),
    Kaartsoort("afstand_school", "dichtbij", "werkenleren", KILOMETER, woorden=Woorden.VERDER),
    Kaartsoort("personen_armoede", "geld", "geld", MENSEN),
    Kaartsoort(
        "inkomen_per_inwoner", "geld", "geld", gettext_lazy("per inwoner per jaar"), woorden=Woorden.HOGER
    ),
    Kaartsoort(
        "arbeidsparticipatie", "geld", "werkenleren", gettext_lazy("van de 100 mensen van 15 tot 75 jaar")
    ),
    Kaartsoort("jeugdzorg_pct", "geld", "helpen", gettext_lazy("van de 100 jongeren")),
    Kaartsoort("wmo_per_1000", "geld", "helpen", gettext_lazy("van de 1.000 mensen")),
    Kaartsoort("moeite_rondkomen", "geld", "geld", VOLWASSENEN),
    Kaartsoort("eenzaam", "contact", "ontmoeten", VOLWASSENEN),
    Kaartsoort("eenzaam_65plus", "contact", "ontmoeten", OUDEREN),
    Kaartsoort("mantelzorger", "contact", "helpen", VOLWASSENEN),
    Kaartsoort("vrijwilligerswerk", "contact", "meedoen", VOLWASSENEN),
    Kaartsoort("gezond_goed", "contact", "gezond", VOLWASSENEN),
)


@dataclass(frozen=True, slots=True)
class Gemeten:
    """The number of one place as a card shows it: a share of a hundred, or the figure itself."""

    getal: Decimal | None
    tekst: str
    ontbreekt: str = ""
    gelezen: Gelezen | None = None


def cijferkaarten(wijk: Wijk) -> list[Cijferkaart]:
    """The cards of which the wijk or its municipality has a number, under their headings' order."""
    return [kaart for groep in kaarten_per_groep(read_cijfers(wijk)).values() for kaart in groep]


def kaarten_per_groep(cijfers: Cijfers) -> dict[str, list[Cijferkaart]]:
    """The same cards under their headings; a heading without cards is left out."""
    found: dict[str, list[Cijferkaart]] = {}
    for soort in KAARTEN:
        kaart = _card(cijfers, soort, cijfers.wijk)
        if kaart is not None:
            found.setdefault(soort.groep, []).append(kaart)
    for kaarten in found.values():
        kaarten.sort(key=lambda kaart: not kaart.bekend)
    return {groep: found[groep] for groep in GROEPEN if groep in found}


def known_cards(cijfers: Cijfers, soorten: Sequence[Kaartsoort]) -> list[Cijferkaart]:
    """The cards of these kinds of which the wijk itself has the number, in this order."""
    kaarten = (_card(cijfers, soort, cijfers.wijk) for soort in soorten)
    return [kaart for kaart in kaarten if kaart is not None and kaart.bekend]


def onbekende_cijfers(cijfers: Cijfers) -> list[tuple[str, str]]:
    """(label, reason) of the figures that belong on a card and are not known anywhere near."""
    found = []
    for soort in KAARTEN:
        read = cijfers.newest(cijfers.wijk, soort.teller)
        if read is not None and read.waarde is None and _card(cijfers, soort, cijfers.wijk) is None:
            found.append((indicatoren()[soort.teller].label, reden_tekst(read.reden)))
    return found


def cijferkeuzes(wijk: Wijk) -> list[tuple[Indicatorwaarde, str]]:
    """Figures that may serve as evidence: the newest value of each indicator, for each region of the wijk."""
    codes = regiocodes(wijk)
    rows: dict[tuple[str, str], Indicatorwaarde] = {}
    known = Indicatorwaarde.objects.filter(regio__in=codes, waarde__isnull=False).order_by("jaar")
    for row in known:
        rows[row.regio_id, row.indicator] = row
    namen = namen_in(wijk, codes) if len(codes) > 1 else {}
    choices = [rows[code, key] for code in codes for key in indicatoren() if (code, key) in rows]
    return [(row, _choice_label(row, rows, namen.get(row.regio_id, ""))) for row in choices]


def kaart_van(
    wijk: Wijk, waarde: Indicatorwaarde, cijfers: Cijfers | None = None, namen: dict[str, str] | None = None
) -> Cijferkaart:
    """The card of one chosen figure, in its own year: what evidence is drawn with.

    Give `cijfers` and `namen` (of the regions) where they are read already: then it costs no query.
    """
    cijfers = cijfers or read_cijfers(wijk)
    naam = wijk.naam
    if len(cijfers.wijk.codes) > 1:
        naam = (namen_in(wijk, [waarde.regio_id]) if namen is None else namen).get(waarde.regio_id, wijk.naam)
    plek = Plek(naam, (waarde.regio_id,))
    soort = next((s for s in KAARTEN if s.teller == waarde.indicator), None) or _plain_kind(waarde.indicator)
    for kind in (soort, replace(soort, noemer="")):
        kaart = _card(cijfers, kind, plek, jaar=waarde.jaar)
        if kaart is not None and kaart.bekend:
            return kaart
    raise ValueError(f"{waarde} has no value to draw.")


def _plain_kind(sleutel: str) -> Kaartsoort:
    """A card for an indicator that has none of its own."""
    return Kaartsoort(sleutel, "", "cijfers", _unit(sleutel), woorden=Woorden.HOGER)


def _unit(sleutel: str) -> str:
    match indicatoren()[sleutel].eenheid:
        case "procent":
            return _("van de 100")
        case "per_duizend":
            return _("van de 1.000")
        case "huishoudens":
            return _("huishoudens")
        case "woningen":
            return _("woningen")
        case "mensen":
            return _("mensen")
        case "km":
            return _("kilometer")
        case _:
            return ""


def _choice_label(row: Indicatorwaarde, rows: dict[tuple[str, str], Indicatorwaarde], regio: str) -> str:
    indicator = indicatoren()[row.indicator]
    soort = next((s for s in KAARTEN if s.teller == row.indicator and s.noemer), None)
    whole = rows.get((row.regio_id, soort.noemer)) if soort else None
    tekst = f"{indicator.getal(row.waarde or Decimal(0))} {_unit(row.indicator)}".removesuffix(
        " kilometer"
    ).strip()
    if soort and whole and whole.jaar == row.jaar:
        share = van_de_honderd(row.waarde or Decimal(0), whole.waarde or Decimal(0))
        tekst = f"{share} {soort.bijschrift}" if share is not None else tekst
    place = f"{regio}, " if regio else ""
    jaar = f"{row.jaar}, {_('schatting')}" if indicator.schatting else str(row.jaar)
    return f"{place}{indicator.label}: {tekst} ({jaar})"


# ---- one card -----------------------------------------------------------------------------------


def _card(cijfers: Cijfers, soort: Kaartsoort, plek: Plek, jaar: int | None = None) -> Cijferkaart | None:
    """The card in the newest year in which the wijk, or else its municipality, has a number; or None."""
    keys = [soort.teller, soort.noemer] if soort.noemer else [soort.teller]
    places = [place for place in (plek, cijfers.gemeente, cijfers.land) if place is not None]
    near = [place for place in (plek, cijfers.gemeente) if place is not None]
    jaar = jaar or next((y for place in near if (y := cijfers.newest_year(place, *keys)) is not None), None)
    if jaar is None or not cijfers.any_row(plek, soort.teller):
        return None
    measured = {place: measure(cijfers, soort, place, jaar) for place in places}
    here = measured[plek]
    if not any(one.getal is not None for one in measured.values()):
        return None
    indicator = indicatoren()[soort.teller]
    is_count = indicator.soort is Soort.AANTAL and not soort.noemer
    is_share = bool(soort.noemer) or indicator.soort is Soort.PERCENTAGE
    return Cijferkaart(
        kop=str(soort.kop) or indicator.label,
        getal_tekst=headline(here, indicator),
        getal_bijschrift=str(soort.bijschrift),
        zin=_sentence(cijfers, soort, measured, plek),
        staven=() if is_count else tuple(_bar(place, one, place is plek) for place, one in measured.items()),
        bron=_source(indicator, next(one for one in measured.values() if one.getal is not None), jaar, here),
        honderd=int(here.getal.to_integral_value(ROUND_HALF_UP))
        if is_share and here.getal is not None
        else None,
        ontbreekt=here.ontbreekt,
        pictogram=soort.pictogram,
    )


def headline(here: Gemeten, indicator: Indicator) -> str:
    """The large number without the unit that stands beside it: '2,0' kilometer."""
    if here.getal is None or indicator.eenheid != "km":
        return here.tekst
    return number_format(here.getal, decimal_pos=indicator.decimalen, use_l10n=True, force_grouping=True)


def measure(cijfers: Cijfers, soort: Kaartsoort, plek: Plek, jaar: int) -> Gemeten:
    """The number of a place in one year, as a card shows it."""
    read = cijfers.read(plek, soort.teller, jaar)
    if read is None or read.waarde is None:
        return Gemeten(None, "", _missing(cijfers, soort, plek, read), read)
    if not soort.noemer:
        return Gemeten(read.waarde, _as_people(indicatoren()[soort.teller], read.waarde), gelezen=read)
    whole = cijfers.read(plek, soort.noemer, jaar)
    if whole is None or whole.waarde is None:
        return Gemeten(None, "", _missing(cijfers, soort, plek, whole), read)
    share = van_de_honderd(read.waarde, whole.waarde)
    if share is None:
        return Gemeten(None, "", _("hier wonen te weinig mensen"), read)
    return Gemeten(Decimal(share), str(share), gelezen=read)


def _as_people(indicator: Indicator, waarde: Decimal) -> str:
    """A percentage as a whole number of people; other figures as they are."""
    if indicator.soort is not Soort.PERCENTAGE:
        return indicator.getal(waarde)
    if 0 < waarde < Decimal("0.5"):
        return _("minder dan 1")
    return str(waarde.to_integral_value(ROUND_HALF_UP))


def _missing(cijfers: Cijfers, soort: Kaartsoort, plek: Plek, read: Gelezen | None) -> str:
    if len(plek.codes) > 1 and not indicatoren()[soort.teller].optelbaar:
        return _("dit getal kunnen wij niet optellen")
    return reden_tekst(read.reden) if read else _("nog niet bekend")


def _bar(plek: Plek, one: Gemeten, is_wijk: bool) -> Staaf:
    why = one.ontbreekt if one.ontbreekt not in (_("nog niet bekend"), reden_tekst("nog_niet")) else ""
    return Staaf(plek.naam, one.getal, one.tekst, is_wijk=is_wijk, ontbreekt=why if one.getal is None else "")


def _source(indicator: Indicator, known: Gemeten, jaar: int, here: Gemeten) -> str:
    read = here.gelezen if here.getal is not None else known.gelezen
    if read is None:
        return str(jaar)
    parts = [f"{_(read.bron)} {jaar}"]
    if indicator.schatting:
        parts.append(_("schatting"))
    if read.voorlopig:
        parts.append(_("voorlopig"))
    if read.opgeteld:
        parts.append(_("optelling, afgerond"))
    return parts[0] + (f" ({', '.join(parts[1:])})" if parts[1:] else "")


def _sentence(cijfers: Cijfers, soort: Kaartsoort, measured: dict[Plek, Gemeten], plek: Plek) -> str:
    here = measured[plek]
    if here.getal is None:
        return ""
    gemeente = measured.get(cijfers.gemeente) if cijfers.gemeente else None
    if indicatoren()[soort.teller].soort is Soort.AANTAL and not soort.noemer:
        return _count_sentence(soort, cijfers, gemeente, here)
    return compare_sentence(
        here.getal,
        gemeente=gemeente.getal if gemeente else None,
        land=measured[cijfers.land].getal,
        is_share=bool(soort.noemer) or indicatoren()[soort.teller].soort is Soort.PERCENTAGE,
        woorden=soort.woorden,
    )


def _count_sentence(soort: Kaartsoort, cijfers: Cijfers, gemeente: Gemeten | None, here: Gemeten) -> str:
    """Counts of places of different size are not compared; people do want to know how large the whole is."""
    if soort.teller == "inwoners" and gemeente and gemeente.getal is not None and cijfers.gemeente:
        number = number_format(gemeente.getal, decimal_pos=0, use_l10n=True, force_grouping=True)
        return _("In de hele gemeente wonen %(aantal)s mensen.") % {"aantal": number}
    return indicatoren()[soort.teller].zin(here.getal) if here.getal is not None else ""
