"""Real files of CBS beside the checkout, and small ones that tests write themselves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from wijken.models import Indicatorwaarde

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cbs"
SAMPLE = Path(__file__).resolve().parents[2] / "wijken" / "data" / "kerncijfers_voorbeeld.csv"

STATLINE = "kwb2024_statline/Kerncijfers_wijken_en_buurten_2024_bevolking_9gemeenten.csv"
WITHOUT_CODES = "kwb2024_statline/Kerncijfers_wijken_en_buurten_2024_herkomst_9gemeenten.csv"
HEERENVEEN = "kwb2025_odata/86165NED_GM0074_heerenveen.csv"
FRIESLAND = "kwb2025_odata/86165NED_friesland_18gemeenten.csv"
NEDERLAND_JSON = "kwb2025_odata/86165NED_DATA_voorbeeld_NL00.json"
RIVM_18PLUS = "rivm_gezondheid_2020/RIVM_gezondheid2020_18plus_9gemeenten.xlsx"
RIVM_65PLUS = "rivm_gezondheid_2020/RIVM_gezondheid2020_65plus_9gemeenten.xlsx"
LAND_2024 = "full/Kerncijfers_wijken_en_buurten_2024_bevolking.csv.gz"
AMSTERDAM_2017 = "kwb2017_2019_amsterdam/Kerncijfers_wijken_en_buurten_2017.csv"
AMSTERDAM_2019 = "kwb2017_2019_amsterdam/Kerncijfers_wijken_en_buurten_2019.csv"

# one line of a StatLine file
JUBBEGA = '"Wijk 04 Jubbega";"Heerenveen     ";"WK007404  ";"1";9120;2175'


def real_file(name: str) -> Path:
    """A file of CBS; the test is skipped, with the reason, on a machine that does not have it."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"The files of CBS are not beside the checkout: {path}")
    return path


def figure(code: str, indicator: str, jaar: int) -> Indicatorwaarde:
    return Indicatorwaarde.objects.get(regio=code, indicator=indicator, jaar=jaar)


def statline(*lines: str, extra: str = "") -> str:
    """A StatLine file: BOM, `;`, quoted texts, padded codes, CRLF."""
    kop = (
        '"Wijken en buurten";"Regioaanduiding/Gemeentenaam (naam)";"Regioaanduiding/Codering (code)";'
        '"Regioaanduiding/Indelingswijziging gemeente, wijk, buurt (code)";'
        '"Bevolking/Aantal inwoners (aantal)";'
        f'"Bevolking/Leeftijdsgroepen/65 jaar of ouder (aantal)"{extra}'
    )
    return "\ufeff" + "\r\n".join([kop, *lines, ""])


def write(tmp_path: Path, text: str | bytes, name: str = "kwb_2024.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# The columns of CBS' Excel table as they are described: odd spaces, comma and point, a lone comma.
KWB_KOP = (
    "gwb_code_10",
    "gwb_code_8",
    "gwb_code",
    "regio",
    "gm_naam",
    "recs",
    "ind_wbi",
    "a_inw",
    "a_nb_won ",
    "p_won_m ",
    "g_hhgro ",
    "m_hh_ver",
    "p_geb",
    "g_gas_ap",
    "p_ink_li",
)
GM = "Heerenveen"
KWB_ROWS = (
    ("NL00", 0, 0, "Nederland", "Nederland", "Land", ".", 17942942, 1, 2, "2,1", 52.4, 9, ",", 40),
    ("GM0074", 74, 74, "Heerenveen", GM, "Gemeente", 1, 51787, 1, 2, " 2.1", "60,5", 8, ",", "39,4"),
    ("WK007404", 740400, 7404, " Wijk 04 Jubbega", GM, "Wijk", 1, "  9120", 1, 2, "2,3", "-4,1", 7, ",", "."),
    ("BU00740402", 740402, 740402, "Mildam", GM, "Buurt", 3, 665, None, None, 2.4, None, ".", ",", ","),
)  # fmt: skip


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """An Excel file with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def packed(**files: str | bytes) -> bytes:
    """A zip with these files; `__` in a name is a dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return target.getvalue()
