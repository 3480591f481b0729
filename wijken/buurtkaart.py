"""The map of a wijk: its buurten with one figure, the same numbers as a table, and what has no border.

Only figures of which nobody needs to be ashamed are coloured per buurt: no origin, money, benefits, help or
crime. Counts are shown as a share, for a large buurt always has more of everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kern.kaart import (
    Gebied,
    Kaart,
    Kaartblad,
    Lijst,
    Rij,
    Venster,
    draw_kaart,
    find_trede,
    make_treden,
    make_venster,
    name_treden,
)
from wijken.cijfers import Cijfers, Plek, reden_kort
from wijken.indicatoren import Soort, indicatoren
from wijken.kaarten import KAARTEN, Kaartsoort
from wijken.models import Grens
from wijken.regels import MIN_MENSEN, van_de_honderd

VRAGEN: dict[str, Promise] = {
    "leeftijd_65plus": gettext_lazy("Waar wonen de meeste ouderen?"),
    "leeftijd_0_15": gettext_lazy("Waar wonen de meeste kinderen?"),
    "leeftijd_15_25": gettext_lazy("Waar wonen de meeste jongeren?"),
    "eenpersoonshuishoudens": gettext_lazy("Waar wonen de meeste mensen alleen?"),
    "hh_met_kinderen": gettext_lazy("Waar wonen de meeste gezinnen met kinderen?"),
    "pct_huurwoningen": gettext_lazy("Waar staan de meeste huurhuizen?"),
    "afstand_huisarts": gettext_lazy("Waar is de huisarts het verst weg?"),
    "afstand_supermarkt": gettext_lazy("Waar is de supermarkt het verst weg?"),
    "afstand_school": gettext_lazy("Waar is de basisschool het verst weg?"),
}
SOORTEN = {soort.teller: soort for soort in KAARTEN if soort.teller in VRAGEN}
# What has to be read of the buurten for all of these maps.
VOOR_KAART = tuple(
    sorted({"inwoners", *SOORTEN, *(soort.noemer for soort in SOORTEN.values() if soort.noemer)})
)
FIJN_TOT, MIDDEN_TOT = 8, 40  # metres per unit of the drawing


@dataclass(frozen=True, slots=True)
class Waarde:
    """A figure of one buurt: what is compared, what stands on the map and what in the table."""

    getal: Decimal | None
    kort: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Grenzen:
    """The borders of the buurten on the newest map that has most of them, as fine as the paper asks."""

    jaar: int
    venster: Venster
    lijsten: dict[str, Lijst]
    punten: dict[str, tuple[float, float]]
    ruimten: dict[str, float]


def map_choices(cijfers: Cijfers) -> dict[str, str]:
    """Key and name of the figures of which at least two buurten have a number; none in a single buurt."""
    return {
        key: indicatoren()[key].label
        for key, soort in SOORTEN.items()
        if sum(_years(cijfers, soort, buurt) is not None for buurt in cijfers.buurten) > 1
    }


def _years(cijfers: Cijfers, soort: Kaartsoort, buurt: Plek) -> int | None:
    return cijfers.newest_year(buurt, soort.teller, *filter(None, [soort.noemer]))


def read_grenzen(codes: Sequence[str], dichtbij: str = "") -> Grenzen | None:
    """The borders of these regions in one query; None when there is none. `dichtbij`: look at one."""
    rows = list(Grens.objects.filter(regio__in=codes).order_by("regio_id"))
    if not rows:
        return None
    years = [row.jaar for row in rows]
    jaar = max(set(years), key=lambda year: (years.count(year), year))
    of_year = {row.regio_id: row for row in rows if row.jaar == jaar}
    close = of_year[dichtbij].grof if dichtbij in of_year else None
    venster = make_venster([row.grof for row in of_year.values()], close)
    level = _level(venster.metres_per_unit)
    return Grenzen(
        jaar=jaar,
        venster=venster,
        lijsten={code: getattr(row, level) for code, row in of_year.items()},
        punten={code: (row.punt[0], row.punt[1]) for code, row in of_year.items()},
        ruimten={code: row.ruimte for code, row in of_year.items()},
    )


def _level(metres_per_unit: float) -> str:
    if metres_per_unit < FIJN_TOT:
        return "fijn"
    return "midden" if metres_per_unit < MIDDEN_TOT else "grof"


def build_blad(
    cijfers: Cijfers, sleutel: str, grenzen: Grenzen | None, *, dichtbij: str = ""
) -> Kaartblad | None:
    """The map and the table of one figure (a key of `map_choices`); None when no buurt has a number."""
    soort = SOORTEN[sleutel]
    years = [year for buurt in cijfers.buurten if (year := _years(cijfers, soort, buurt)) is not None]
    if not years:
        return None
    jaar = max(years)
    waarden = {buurt.codes[0]: _value(cijfers, soort, buurt, jaar) for buurt in cijfers.buurten}
    known = grenzen.lijsten if grenzen else {}
    rijen = tuple(
        _row(cijfers, buurt, waarden[buurt.codes[0]], jaar, buurt.codes[0] in known)
        for buurt in _ordered(cijfers, waarden)
    )
    return Kaartblad(
        vraag=str(VRAGEN[sleutel]),
        kolom=indicatoren()[sleutel].label,
        eenheid=_("in kilometers") if indicatoren()[sleutel].eenheid == "km" else str(soort.bijschrift),
        kolom_extra=_("Inwoners"),
        rijen=rijen,
        kaart=_draw(cijfers, soort, waarden, rijen, grenzen, dichtbij) if grenzen else None,
        zonder_grens=tuple(rij.naam for rij in rijen if not rij.op_kaart) if grenzen else (),
        bron=_source(cijfers, soort, jaar),
        bron_grenzen=_("Kadaster / Centraal Bureau voor de Statistiek, %(jaar)s") % {"jaar": grenzen.jaar}
        if grenzen
        else "",
    )


def first_blad(cijfers: Cijfers) -> Kaartblad | None:
    """The map that stands in the agenda: of the first figure that can be shown; None in a single buurt."""
    grenzen = read_grenzen([buurt.codes[0] for buurt in cijfers.buurten])
    keuzes = map_choices(cijfers)
    return build_blad(cijfers, next(iter(keuzes)), grenzen) if keuzes else None


def _value(cijfers: Cijfers, soort: Kaartsoort, buurt: Plek, jaar: int) -> Waarde:
    read = cijfers.read(buurt, soort.teller, jaar)
    if read is None or read.waarde is None:
        return Waarde(None, "", reden_kort(read.reden) if read else _("nog niet bekend"))
    indicator = indicatoren()[soort.teller]
    if not soort.noemer and indicator.soort is not Soort.PERCENTAGE:
        rounded = round(read.waarde, indicator.decimalen)
        return Waarde(rounded, _number(rounded, indicator.decimalen), indicator.getal(rounded))
    share = _share(cijfers, soort, buurt, jaar, read.waarde)
    if share is None:
        return Waarde(None, "", _("te weinig mensen"))
    return Waarde(Decimal(share), str(share), f"{share} {soort.bijschrift}")


def _share(cijfers: Cijfers, soort: Kaartsoort, buurt: Plek, jaar: int, waarde: Decimal) -> int | None:
    """How many of a hundred; None where too few people live to say so."""
    whole = cijfers.read(buurt, soort.noemer or "inwoners", jaar)
    if whole is None or whole.waarde is None:
        return None
    if soort.noemer:
        return van_de_honderd(waarde, whole.waarde)
    return int(waarde.quantize(Decimal(1), ROUND_HALF_UP)) if whole.waarde >= MIN_MENSEN else None


def _number(waarde: Decimal, decimalen: int) -> str:
    return str(number_format(waarde, decimal_pos=decimalen, use_l10n=True, force_grouping=True))


def _ordered(cijfers: Cijfers, waarden: dict[str, Waarde]) -> list[Plek]:
    """The highest number first, buurten without a number last."""

    def rank(buurt: Plek) -> tuple[bool, Decimal, str, str]:
        getal = waarden[buurt.codes[0]].getal
        return getal is None, -(getal or Decimal(0)), buurt.naam.casefold(), buurt.codes[0]

    return sorted(cijfers.buurten, key=rank)


def _row(cijfers: Cijfers, buurt: Plek, waarde: Waarde, jaar: int, op_kaart: bool) -> Rij:
    people = cijfers.read(buurt, "inwoners", jaar)
    extra = "–" if people is None or people.waarde is None else indicatoren()["inwoners"].getal(people.waarde)
    return Rij(
        sleutel=buurt.codes[0],
        naam=buurt.naam,
        tekst=waarde.tekst,
        extra=extra,
        bekend=waarde.getal is not None,
        op_kaart=op_kaart,
        onder=buurt.cbs,
    )


def _source(cijfers: Cijfers, soort: Kaartsoort, jaar: int) -> str:
    reads = [read for buurt in cijfers.buurten if (read := cijfers.read(buurt, soort.teller, jaar))]
    provisional = any(read.voorlopig for read in reads)
    return f"{_(reads[0].bron)} {jaar}" + (f" ({_('voorlopig')})" if provisional else "")


def _draw(
    cijfers: Cijfers,
    soort: Kaartsoort,
    waarden: dict[str, Waarde],
    rijen: Sequence[Rij],
    grenzen: Grenzen,
    dichtbij: str,
) -> Kaart:
    limits = make_treden([waarde.getal for waarde in waarden.values() if waarde.getal is not None])
    indicator = indicatoren()[soort.teller]
    is_share = bool(soort.noemer) or indicator.soort is Soort.PERCENTAGE
    gebieden = [
        _area(buurt, waarden[buurt.codes[0]], limits, grenzen)
        for buurt in cijfers.buurten
        if buurt.codes[0] in grenzen.lijsten
    ]
    return draw_kaart(
        gebieden,
        titel=_("Kaart van %(plek)s: %(wat)s") % {"plek": cijfers.wijk.naam, "wat": indicator.label},
        zin=_in_words(rijen),
        treden=name_treden(
            limits,
            lambda limit: _number(limit, 0) if is_share else indicator.getal(limit),
            minder=_("minder dan %(a)s"),
            van_tot=_("%(a)s tot %(b)s"),
            meer=_("%(a)s of meer"),
        ),
        venster=grenzen.venster,
        gekozen=dichtbij,
    )


def _area(buurt: Plek, waarde: Waarde, limits: Sequence[Decimal], grenzen: Grenzen) -> Gebied:
    code = buurt.codes[0]
    return Gebied(
        sleutel=code,
        naam=buurt.naam,
        grens=grenzen.lijsten[code],
        punt=grenzen.punten[code],
        ruimte=grenzen.ruimten[code],
        kort=waarde.kort,
        tekst=waarde.tekst,
        trede=None if waarde.getal is None else find_trede(waarde.getal, limits),
    )


def _in_words(rijen: Sequence[Rij]) -> str:
    known = [rij for rij in rijen if rij.bekend]
    if not known:
        return _("Van deze buurten is nog geen getal bekend.")
    return _(
        "Het hoogste getal heeft %(meest)s: %(hoog)s. Het laagste getal heeft %(minst)s: %(laag)s. "
        "In de tabel staan alle getallen."
    ) % {"meest": known[0].naam, "hoog": known[0].tekst, "minst": known[-1].naam, "laag": known[-1].tekst}
