"""Every change to a wijk: opening one, its settings. Its people: see wijken.mensen."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.text import slugify

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.kortelinks import create_kortelink
from wijken.models import Gebeurtenis, Kortelink, OudAdres, Regio, Wijk, WijkRegio
from wijken.regels import alledaagse_naam, gemeente_van, is_code, valt_in
from wijken.selectors import namen_van


@transaction.atomic
def open_wijk(
    *,
    code: str,
    naam: str = "",
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
    erbij: Sequence[str] = (),
    slug: str = "",
) -> Wijk:
    """Open a wijk on one CBS region, or on several (`erbij`), of one municipality or more.

    The municipality of the first is named beside the wijk. Opening the same regions again gives the wijk
    that is there. Raises DomeinFout on an unknown code, on a region inside another, and where
    a team already works in it.
    """
    codes = [clean_code(code), *(clean_code(extra) for extra in erbij)]
    check_together(codes)
    lock_regions(codes)
    there = _opened_on(codes)
    if there is not None:
        return there
    names = namen_van([codes[0], gemeente_van(codes[0])])
    naam = naam.strip() or alledaagse_naam(names.get(codes[0], codes[0]))
    gemeente, _made = Regio.objects.get_or_create(
        code=gemeente_van(codes[0]), defaults={"soort": Regio.Soort.GEMEENTE}
    )
    wijk = Wijk.objects.create(
        naam=naam[:80],
        slug=_free_slug(slug or naam, names.get(gemeente.code, "")),
        gemeente=gemeente,
        geopend_op=today(),
    )
    WijkRegio.objects.bulk_create(WijkRegio(wijk=wijk, regio_id=each) for each in codes)
    create_kortelink(wijk, Kortelink.Doel.INBRENG)
    log(wijk=wijk, actie="wijk_geopend", door=door, object=wijk, herkomst=herkomst)
    return wijk


def clean_code(code: str) -> str:
    """The code as CBS writes it. Raises DomeinFout when it is none of a municipality, wijk or buurt."""
    code = code.strip().upper()
    if not is_code(code) or not gemeente_van(code):
        raise DomeinFout(
            "Dit is geen code van een gemeente, wijk of buurt. "
            "Zo'n code ziet er zo uit: GM0074, WK007404 of BU00740406."
        )
    return code


def check_together(codes: Sequence[str]) -> None:
    """Raises DomeinFout where one region lies in another: its people would count twice."""
    for index, code in enumerate(codes):
        for other in codes[index + 1 :]:
            if valt_in(code, other) or valt_in(other, code):
                raise DomeinFout(
                    f"{code} en {other} vallen samen: dan telt iemand dubbel. Kies er één van de twee."
                )


def lock_regions(codes: Sequence[str]) -> None:
    """Two people who open the same region at once get one wijk."""
    found = set(
        Regio.objects.select_for_update()
        .filter(code__in=codes)
        .order_by("code")
        .values_list("code", flat=True)
    )
    unknown = [code for code in codes if code not in found]
    if unknown:
        raise DomeinFout(
            f"{', '.join(unknown)} kennen wij niet. "
            "Lees eerst de cijfers van dit gebied in met import_kerncijfers."
        )


def _opened_on(codes: Sequence[str]) -> Wijk | None:
    """The wijk that has exactly these regions; DomeinFout when another wijk has one of them."""
    taken: dict[int, set[str]] = {}
    for wijk_id, code in WijkRegio.objects.filter(regio__in=codes).values_list("wijk_id", "regio_id"):
        taken.setdefault(wijk_id, set()).add(code)
    for wijk_id in taken:
        wijk = Wijk.objects.get(pk=wijk_id)
        if set(wijk.wijkregios.values_list("regio_id", flat=True)) == set(codes):
            return wijk
        raise DomeinFout(f"In dit gebied werkt al een team: {wijk.naam}.")
    return None


def _free_slug(naam: str, gemeente: str) -> str:
    """A slug that no wijk has or had: the name, else with the municipality, else with a number."""
    lock_slugs()
    base = slugify(naam)[:50] or "wijk"
    tries = [base, slugify(f"{naam[:30]} {gemeente}")[:56]] + [f"{base}-{number}" for number in range(2, 100)]
    used = set(Wijk.objects.filter(slug__in=tries).values_list("slug", flat=True))
    used |= set(OudAdres.objects.filter(slug__in=tries).values_list("slug", flat=True))
    return next(slug for slug in tries if slug not in used)


def lock_slugs() -> None:
    """Two people who choose the same address at once: the second waits here until the first is done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wijken.slug'))")


def slug_taken(slug: str, *, except_for: Wijk) -> bool:
    """Whether another wijk has this address, or had it: it may stand on a poster."""
    return (
        Wijk.objects.filter(slug=slug).exclude(pk=except_for.pk).exists()
        or OudAdres.objects.filter(slug=slug).exclude(wijk=except_for).exists()
    )


@transaction.atomic
def update_instellingen(
    *,
    wijk: Wijk,
    revisie: int,
    door: Gebruiker | None,
    naam: str,
    ondertitel: str,
    telefoon: str,
    inloop_plek: str,
    inloop_tijden: str,
    reactie_weken: int,
    hulpafspraak: str,
    beslist_mee: str,
    denkt_mee: str,
    ligt_vast: str,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
) -> Wijk:
    """Save the settings of a wijk. The slug stays: people print it. Raises VerouderdFout on a stale form."""
    if not naam.strip():
        raise DomeinFout("Schrijf hoe de wijk heet.")
    row = lock_revisie(Wijk.objects.all(), pk=wijk.pk, revisie=revisie)
    row.naam = naam.strip()
    row.ondertitel = ondertitel.strip()
    row.telefoon = telefoon.strip()
    row.inloop_plek = inloop_plek.strip()
    row.inloop_tijden = inloop_tijden.strip()
    row.reactie_weken = reactie_weken
    row.hulpafspraak = hulpafspraak.strip()
    row.beslist_mee = beslist_mee.strip()
    row.denkt_mee = denkt_mee.strip()
    row.ligt_vast = ligt_vast.strip()
    row.save()
    log(wijk=row, actie="instellingen_bewaard", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def mark_voorbeeld(*, wijk: Wijk, herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.COMMANDO) -> Wijk:
    """Mark a wijk as invented: every page of it says VOORBEELD."""
    wijk.voorbeeld = True
    wijk.save(update_fields=["voorbeeld"])
    log(wijk=wijk, actie="voorbeeld_gemerkt", object=wijk, herkomst=herkomst)
    return wijk
