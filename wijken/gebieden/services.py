"""Every change to what a wijk is made of and called: regions, everyday names, streets, its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.text import slugify

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from kern.revisie import lock_revisie
from wijken.gebeurtenissen import log
from wijken.gebieden.regels import MAX_NAAM, StraatRegel
from wijken.models import Gebeurtenis, OudAdres, Regio, Roepnaam, Straat, Wijk, WijkRegio
from wijken.regels import gemeente_van, valt_in, vouw
from wijken.selectors import buurtcodes, namen_van, regiocodes
from wijken.services import check_together, clean_code, lock_regions, lock_slugs, slug_taken

MAX_SLUG = 50
MAX_REGIOS = 60
Herkomst = Gebeurtenis.Herkomst


def _lock(wijk: Wijk) -> Wijk:
    return Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)


@transaction.atomic
def add_regio(
    *, wijk: Wijk, code: str, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Let a CBS region belong to the wijk as well. The same one again changes nothing.

    Raises DomeinFout on an unknown code, a region that overlaps one that is there (its people would count
    twice), and one in which another team works.
    """
    row = _lock(wijk)
    code = clean_code(code)
    codes = regiocodes(row)
    if code in codes:
        return
    if len(codes) >= MAX_REGIOS:
        raise DomeinFout(f"Een wijk heeft hooguit {MAX_REGIOS} gebieden.")
    check_together([*codes, code])
    lock_regions([code])
    other = WijkRegio.objects.filter(regio=code).select_related("wijk").first()
    if other is not None:
        raise DomeinFout(f"In dit gebied werkt al een team: {other.wijk.naam}.")
    made = WijkRegio.objects.create(wijk=row, regio_id=code)
    log(wijk=row, actie="gebied_erbij", door=door, object=made, herkomst=herkomst)


@transaction.atomic
def remove_regio(
    *, wijk: Wijk, code: str, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Take a region off the wijk, with the everyday names in it. Stories stay. Never the last region."""
    row = _lock(wijk)
    codes = regiocodes(row)
    if code not in codes:
        return
    if len(codes) == 1:
        raise DomeinFout("Dit is het enige gebied van de wijk. Zet er eerst een ander gebied bij.")
    rest = [each for each in codes if each != code]
    for naam in Roepnaam.objects.filter(wijk=row):
        if valt_in(naam.regio_id, code):
            naam.delete()
    Straat.objects.filter(wijk=row, buurt__in=buurtcodes([code])).update(buurt=None)
    WijkRegio.objects.filter(wijk=row, regio=code).delete()
    if row.gemeente_id not in {gemeente_van(each) for each in rest}:
        row.gemeente, _made = Regio.objects.get_or_create(
            code=gemeente_van(rest[0]), defaults={"soort": Regio.Soort.GEMEENTE}
        )
        row.save(update_fields=["gemeente"])
    log(wijk=row, actie="gebied_eraf", door=door, object=row, herkomst=herkomst)


@transaction.atomic
def save_names(
    *,
    wijk: Wijk,
    revisie: int,
    namen: Mapping[str, str],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """What people call each buurt (code → name). Empty, or the same as CBS: no everyday name.

    Raises DomeinFout on a buurt outside the wijk and on one name for two; VerouderdFout on a stale form.
    """
    row = lock_revisie(Wijk.objects.all(), pk=wijk.pk, revisie=revisie)
    row.save(update_fields=["revisie"])
    inside = {*regiocodes(row), *buurtcodes(regiocodes(row))}
    if not set(namen) <= inside:
        raise DomeinFout("Een van deze buurten hoort niet bij de wijk. Laad de bladzijde opnieuw.")
    cbs = namen_van(namen)
    wanted = {code: " ".join(naam.split()) for code, naam in namen.items()}
    wanted = {code: naam for code, naam in wanted.items() if naam and naam != cbs.get(code)}
    _refuse_doubles({**{code: cbs.get(code, code) for code in namen}, **wanted})
    Roepnaam.objects.filter(wijk=row, regio__in=namen).delete()
    Roepnaam.objects.bulk_create(
        Roepnaam(wijk=row, regio_id=code, naam=naam[:80], zoeknaam=vouw(naam)[:80])
        for code, naam in wanted.items()
    )
    log(wijk=row, actie="roepnamen_bewaard", door=door, object=row, herkomst=herkomst)


def _refuse_doubles(namen: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for code, naam in namen.items():
        other = seen.setdefault(vouw(naam), code)
        if other != code and other[:2] == code[:2]:
            raise DomeinFout(f"Twee buurten heten nu ‘{naam}’. Geef ze elk een eigen naam.")


@transaction.atomic
def save_straten(
    *,
    wijk: Wijk,
    revisie: int,
    straten: Sequence[StraatRegel],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> None:
    """The streets of the wijk are these, and no others. Raises VerouderdFout on a stale form."""
    row = lock_revisie(Wijk.objects.all(), pk=wijk.pk, revisie=revisie)
    row.save(update_fields=["revisie"])
    Straat.objects.filter(wijk=row).delete()
    Straat.objects.bulk_create(
        Straat(
            wijk=row,
            naam=straat.naam,
            zoeknaam=straat.zoeknaam[:80],
            buurt_id=straat.buurt or None,
            postcode=straat.postcode,
        )
        for straat in straten
    )
    log(wijk=row, actie="straten_bewaard", door=door, object=row, herkomst=herkomst)


@transaction.atomic
def change_naam(
    *, wijk: Wijk, naam: str, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Wijk:
    """Call the wijk otherwise. Its address stays."""
    naam = " ".join(naam.split())
    if not naam or len(naam) > MAX_NAAM:
        raise DomeinFout(f"Schrijf hoe de wijk heet, in hooguit {MAX_NAAM} letters.")
    row = _lock(wijk)
    row.naam = naam
    row.revisie += 1
    row.save(update_fields=["naam", "revisie"])
    log(wijk=row, actie="naam_veranderd", door=door, object=row, herkomst=herkomst)
    return row


@transaction.atomic
def change_adres(
    *, wijk: Wijk, slug: str, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Wijk:
    """Give the wijk another address. The old one stays its own and leads on.

    Raises DomeinFout when nothing is left of what was typed, and when another wijk has or had the address.
    """
    new = slugify(slug)[:MAX_SLUG].strip("-")
    if not new:
        raise DomeinFout("Schrijf een adres met letters of cijfers. Bijvoorbeeld: jubbega")
    lock_slugs()
    row = _lock(wijk)
    if new == row.slug:
        return row
    if slug_taken(new, except_for=row):
        raise DomeinFout(f"Het adres ‘{new}’ is of was van een andere wijk. Kies een ander adres.")
    OudAdres.objects.filter(wijk=row, slug=new).delete()
    OudAdres.objects.get_or_create(slug=row.slug, defaults={"wijk": row, "sinds": today()})
    row.slug = new
    row.save(update_fields=["slug"])
    log(wijk=row, actie="adres_veranderd", door=door, object=row, herkomst=herkomst)
    return row
