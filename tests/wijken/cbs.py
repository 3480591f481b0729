"""Real files of CBS beside the checkout, and small ones that tests write themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

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
