"""Figures of one municipality from the open data service of CBS (OData v3), page by page.

Source: https://opendata.cbs.nl, tables 'Kerncijfers wijken en buurten' (CC BY 4.0). What comes back is put
together as one file and then read by the importer, so that there is one way in for all figures.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

import urllib3
from django.conf import settings

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from wijken.kerncijfers.inlezen import import_kerncijfers
from wijken.kerncijfers.jaren import kwb_jaren
from wijken.kerncijfers.verslag import Verslag
from wijken.models import Gebeurtenis

FIRST_YEAR: Final = 2014  # the table of 2013 names its regions in another way
MAX_PAGES: Final = 40
MAX_BYTES: Final = 30 * 1024 * 1024  # of one page; a municipality with all columns is some 300 KB
TIMEOUT: Final = urllib3.Timeout(connect=5, read=30)
RETRY: Final = urllib3.Retry(
    total=2,
    redirect=0,
    backoff_factor=0.2,
    status_forcelist=(429, 500, 502, 503, 504),
    raise_on_status=False,
    respect_retry_after_header=False,
)
_GEMEENTE: Final = re.compile(r"GM[0-9]{4}")
_ZELF: Final = "U kunt het bestand ook zelf ophalen en inlezen met import_kerncijfers."
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opgehaald:
    """All records of a municipality as one file, with a name that says which table it is."""

    naam: str
    bestand: io.BytesIO
    regios: int


def fetch_gemeente(
    *, gemeente: str, jaar: int, voortgang: Callable[[str], None] = lambda _zin: None
) -> Opgehaald:
    """The figures of a municipality, its wijken and buurten, and of the country, in one year.

    `voortgang` hears a sentence after each page. Raises DomeinFout when CBS does not answer, has another
    table under this number, or has nothing for this municipality. Writes nothing.
    """
    tabel = _tabel(gemeente, jaar)
    with urllib3.PoolManager(retries=RETRY, timeout=TIMEOUT, headers={"Accept": "application/json"}) as pool:
        feed = _Feed(pool, tabel)
        feed.check_title(jaar)
        names = {
            str(row["Key"]).strip(): str(row.get("Title") or "").strip()
            for row in feed.rows("WijkenEnBuurten", _filter("Key", gemeente))
            if "Key" in row
        }
        records: list[Record] = []
        for record in feed.rows("TypedDataSet", _filter("WijkenEnBuurten", gemeente)):
            code = str(record.get("WijkenEnBuurten") or "").strip()
            records.append({**record, "Naam_gebied": names.get(code, "")})
            if len(records) % 100 == 0:
                voortgang(f"{len(records)} gebieden opgehaald …")
    if not any(str(record.get("WijkenEnBuurten")).startswith(gemeente) for record in records):
        raise DomeinFout(f"Het CBS heeft geen cijfers van {gemeente} in {jaar}. Kijk of de code klopt.")
    text = json.dumps({"value": records}, ensure_ascii=False)
    return Opgehaald(f"{tabel}_{gemeente}.json", io.BytesIO(text.encode()), len(records))


def _tabel(gemeente: str, jaar: int) -> str:
    if not _GEMEENTE.fullmatch(gemeente):
        raise DomeinFout(
            f"{gemeente} is geen code van een gemeente. Zo'n code is GM met vier cijfers: GM0074."
        )
    known = {row.jaar: row.tabel for row in kwb_jaren().values() if row.jaar >= FIRST_YEAR}
    if jaar not in known:
        raise DomeinFout(
            f"Van {jaar} kennen wij geen tabel. Kies een jaar van {min(known)} tot en met {max(known)}."
        )
    return known[jaar]


def _filter(field: str, gemeente: str) -> str:
    """The municipality and all that begins with its number; codes of CBS are padded to ten."""
    begins = [f"startswith({field},'{kind}{gemeente[2:]}')" for kind in ("GM", "WK", "BU")]
    return " or ".join([*begins, f"{field} eq '{'NL00':<10}'"])


class _Feed:
    """One table of the service. Follows links to its own next pages only."""

    def __init__(self, pool: urllib3.PoolManager, tabel: str) -> None:
        self.pool = pool
        self.tabel = tabel
        self.base = f"{settings.CBS_ODATA_URL.rstrip('/')}/{tabel}/"

    def check_title(self, jaar: int) -> None:
        """A table number may be wrong or used again; its title says of which year it is."""
        query = urlencode({"$format": "json"}, quote_via=quote)
        titles = [str(row.get("Title", "")) for row in self._page(f"{self.base}TableInfos?{query}")[0]]
        if not any(
            "kerncijfers wijken en buurten" in title.casefold() and str(jaar) in title for title in titles
        ):
            raise DomeinFout(f"Tabel {self.tabel} van het CBS heeft niet de wijkcijfers van {jaar}. {_ZELF}")

    def rows(self, part: str, where: str) -> Iterator[Record]:
        query = urlencode({"$filter": where, "$format": "json"}, quote_via=quote)
        address = f"{self.base}{part}?{query}"
        for _number in range(MAX_PAGES):
            records, following = self._page(address)
            yield from records
            if not following:
                return
            if not following.startswith(f"{self.base}{part}?"):
                raise DomeinFout(f"Het antwoord van het CBS verwijst naar een ander adres. {_ZELF}")
            address = following
        raise DomeinFout(f"Het antwoord van het CBS houdt niet op. {_ZELF}")

    def _page(self, address: str) -> tuple[list[Record], str]:
        """The records of one page, and the address of the next ('' when this was the last)."""
        try:
            with self.pool.request("GET", address, preload_content=False, redirect=False) as answer:
                status, body = answer.status, answer.read(MAX_BYTES + 1)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise DomeinFout(
                f"Het CBS geeft nu geen antwoord. Probeer het later nog eens. {_ZELF}"
            ) from error
        if status == 404:
            raise DomeinFout(f"Het CBS kent tabel {self.tabel} niet (meer). {_ZELF}")
        if status != 200 or len(body) > MAX_BYTES:
            raise DomeinFout(f"Het CBS geeft een antwoord dat wij niet kunnen lezen ({status}). {_ZELF}")
        try:
            data = json.loads(body, parse_float=str)
            return list(data["value"]), str(data.get("odata.nextLink") or "")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DomeinFout(f"Het CBS geeft een antwoord dat wij niet kunnen lezen. {_ZELF}") from error


def haal_kerncijfers(
    *,
    gemeente: str,
    jaar: int,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.COMMANDO,
    voortgang: Callable[[str], None] = lambda _zin: None,
) -> Verslag:
    """Get the figures of a municipality and keep them, through the importer. Raises DomeinFout as both do."""
    found = fetch_gemeente(gemeente=gemeente, jaar=jaar, voortgang=voortgang)
    return import_kerncijfers(pad=found.bestand, naam=found.naam, jaar=jaar, door=door, herkomst=herkomst)
