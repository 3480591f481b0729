"""Every file that lies in ../shared/cbs: it is read right, or refused with a sentence. None is forgotten."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal

import pytest

from kern.fouten import DomeinFout
from tests.wijken.cbs import (
    AMSTERDAM_2017,
    AMSTERDAM_2019,
    FRIESLAND,
    HEERENVEEN,
    LAND_2024,
    NEDERLAND_JSON,
    RIVM_18PLUS,
    RIVM_65PLUS,
    SHARED,
    STATLINE,
    WITHOUT_CODES,
    figure,
    real_file,
)
from wijken.indicatoren import BRON_CBS, BRON_RIVM, indicatoren
from wijken.kerncijfers.herkennen import normalize
from wijken.kerncijfers.inlezen import import_kerncijfers, read_bestand
from wijken.kerncijfers.waarden import Vorm
from wijken.models import Indicatorwaarde, Regio, RegioJaar
from wijken.selectors import buurtcodes

D = Decimal
BORDERS = "kaart met grenzen"
UNKNOWN = "herkennen dit bestand niet"
NO_CODES = "geen CBS-codes"
COLUMNS = "beschrijft de kolommen"
LARGE = {"full/RIVM_gezondheid2020_18plus_nederland.xlsx"}  # ten seconds; the benchmark reads it


@dataclass(frozen=True)
class Goed:
    """What a file is: its form, what it came in, its year, its regions and its known columns."""

    vorm: Vorm
    drager: str
    jaar: int
    regios: int
    indicatoren: int


READ = {
    STATLINE: Goed(Vorm.STATLINE, "CSV", 2024, 816, 8),
    LAND_2024: Goed(Vorm.STATLINE, "CSV", 2024, 18310, 8),
    HEERENVEEN: Goed(Vorm.ODATA, "CSV", 2025, 39, 52),
    FRIESLAND: Goed(Vorm.ODATA, "CSV", 2025, 1200, 52),
    NEDERLAND_JSON: Goed(Vorm.ODATA, "JSON", 2025, 1, 52),
    AMSTERDAM_2017: Goed(Vorm.R, "CSV", 2017, 580, 44),
    AMSTERDAM_2019: Goed(Vorm.R, "CSV", 2019, 580, 51),
    RIVM_18PLUS: Goed(Vorm.ODATA_TEKST, "Excel", 2020, 780, 35),
    RIVM_65PLUS: Goed(Vorm.ODATA_TEKST, "Excel", 2020, 780, 35),
}
REFUSED = {
    WITHOUT_CODES: NO_CODES,
    "full/Kerncijfers_wijken_en_buurten_2024_herkomst.csv.gz": NO_CODES,
    "full/wijk_2022_nederland.geojson.gz": BORDERS,
    "grenzen/buurt_2024_heerenveen_nijmegen.geojson": BORDERS,
    "grenzen/gemeente_2022_9gemeenten.geojson": BORDERS,
    "grenzen/wijk_2022_9gemeenten.geojson": BORDERS,
    "grenzen/wijk_2022_amsterdam.geojson": BORDERS,
    "kwb2025_odata/86165NED_DataProperties.csv": COLUMNS,
    "kwb2025_odata/86165NED_METADATA.json": COLUMNS,
    "kolommen_mapping.csv": UNKNOWN,
    "README.md": "leeg",
    "full/SOURCE.md": UNKNOWN,
    "grenzen/SOURCE.md": UNKNOWN,
    "kwb2017_2019_amsterdam/SOURCE.md": UNKNOWN,
    "kwb2024_statline/SOURCE.md": UNKNOWN,
    "kwb2025_odata/SOURCE.md": UNKNOWN,
    "rivm_gezondheid_2020/SOURCE.md": UNKNOWN,
}


def test_no_file_is_forgotten() -> None:
    real_file(STATLINE)
    found = {str(path.relative_to(SHARED)) for path in SHARED.rglob("*") if path.is_file()}
    assert found == set(READ) | set(REFUSED) | LARGE


@pytest.mark.parametrize("name", READ)
def test_a_good_file_is_recognised_by_itself(name: str) -> None:
    verslag = read_bestand(pad=real_file(name))
    found = Goed(verslag.vorm, verslag.drager, verslag.jaren[0], verslag.regios, verslag.indicatoren)
    assert (found, len(verslag.jaren)) == (READ[name], 1)
    assert verslag.overgeslagen == []
    assert verslag.cijfers == verslag.regios * verslag.indicatoren
    assert verslag.voorbeelden


@pytest.mark.parametrize("name", REFUSED)
def test_another_file_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(DomeinFout, match=REFUSED[name]) as refused:
        read_bestand(pad=real_file(name))
    assert refused.value.zin.endswith(".")


# ---- the mapping of 59 indicators -----------------------------------------------------------------


def read_mapping() -> list[dict[str, str]]:
    with real_file("kolommen_mapping.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_our_table_has_every_name_of_the_mapping() -> None:
    """Each indicator, with its key in OData 2025 and its short names."""
    rows = read_mapping()
    assert len(rows) == 59
    for row in rows:
        ours = indicatoren()[row["indicator"]]
        key = re.sub(r"_\d+$", "", row["odata3_key_2025_86165NED"])
        assert not key or key in ours.odata, row["indicator"]
        short = re.findall(r"\b(?:[apgm]_\w+|bev_dich|ste_\w+)", row["kwb_xlsx_kolom"])
        assert set(short) <= set(ours.kwb), row["indicator"]


def test_every_column_of_the_mapping_is_found_in_the_files_of_amsterdam() -> None:
    rows = read_mapping()
    for name, here in ((AMSTERDAM_2017, "in_2017"), (AMSTERDAM_2019, "in_2019")):
        verslag = read_bestand(pad=real_file(name))
        found = {kolom.sleutel: normalize(kolom.kolom) for kolom in verslag.kolommen}
        wanted = {
            row["indicator"]: normalize(row["kolom_in_bestand_2017_2019"])
            for row in rows
            if row[here] == "ja"
        }
        assert found == wanted


# ---- the same place through the years ---------------------------------------------------------------

HEERENVEEN_TREND = [
    ("GM0074", "inwoners", 51787, 51863),
    ("GM0074", "leeftijd_0_15", 7701, 7613),
    ("GM0074", "leeftijd_15_25", 5936, 5919),
    ("GM0074", "leeftijd_25_45", 11433, 11614),
    ("GM0074", "leeftijd_45_65", 14613, 14445),
    ("GM0074", "leeftijd_65plus", 12104, 12272),
    ("GM0074", "mannen", 25803, 25889),
    ("WK007404", "inwoners", 9120, 9095),
    ("WK007404", "leeftijd_0_15", 1295, 1280),
    ("WK007404", "leeftijd_65plus", 2175, 2235),
    ("WK007406", "inwoners", 1580, 1580),
    ("WK007406", "leeftijd_0_15", 250, 245),
]
AMSTERDAM_TREND = [
    ("NL00", "inwoners", "17081507", "17282163"),
    ("GM0363", "inwoners", "844947", "862965"),
    ("GM0363", "woz_gemiddeld", "290", "375"),
    ("GM0363", "inkomen_per_inwoner", "28.9", "31.3"),
    ("GM0363", "bijstand", "42610", "40340"),
    ("GM0363", "hh_sociaal_minimum", "13.1", "12.4"),
    ("GM0363", "afstand_huisarts", "0.5", "0.5"),
    ("GM0363", "migratie_westers", "147614", "161884"),
    ("WK036300", "inwoners", "4245", "4295"),
    ("WK036300", "woz_gemiddeld", "341", "436"),
    ("WK036300", "bijstand", "100", "80"),
    ("WK036379", "gem_huishoudensgrootte", "2.3", "2.4"),
    ("WK036379", "pct_koopwoningen", "47", "50"),
    ("BU03630000", "hh_sociaal_minimum", "11.0", "13.9"),
    ("BU03630001", "afstand_supermarkt", "0.3", "0.3"),
]


@pytest.mark.django_db
def test_heerenveen_from_2024_to_2025() -> None:
    import_kerncijfers(pad=real_file(STATLINE))
    import_kerncijfers(pad=real_file(HEERENVEEN))
    for code, key, first, last in HEERENVEEN_TREND:
        before, after = figure(code, key, 2024), figure(code, key, 2025)
        assert (before.waarde, after.waarde) == (D(first), D(last)), (code, key)
        assert (before.voorlopig, after.voorlopig) == (False, True)


@pytest.mark.django_db
def test_amsterdam_from_2017_to_2019() -> None:
    import_kerncijfers(pad=real_file(AMSTERDAM_2017))
    import_kerncijfers(pad=real_file(AMSTERDAM_2019))
    for code, key, first, last in AMSTERDAM_TREND:
        values = (figure(code, key, 2017).waarde, figure(code, key, 2019).waarde)
        assert values == (D(first), D(last)), (code, key)
    assert figure("WK036392", "vermogen_mediaan", 2019).waarde == D("-4.1")  # real, below zero
    assert figure("GM0363", "diefstal_woning", 2017).waarde == 6
    assert figure("NL00", "diefstal_woning", 2017).reden == "onbekend"
    assert not Indicatorwaarde.objects.filter(indicator="diefstal_woning", jaar=2019).exists()
    assert figure("GM0363", "wmo_per_1000", 2019).waarde == 81
    assert not Indicatorwaarde.objects.filter(indicator="wmo_per_1000", jaar=2017).exists()


@pytest.mark.django_db
def test_changed_codes_and_moved_borders_are_kept() -> None:
    import_kerncijfers(pad=real_file(STATLINE))
    changes = RegioJaar.objects.filter(jaar=2024)
    assert changes.filter(indelingswijziging="3").count() == 52
    assert changes.filter(indelingswijziging="2").count() == 1
    assert RegioJaar.objects.get(regio="WK173401", jaar=2024).indelingswijziging == "3"


# ---- RIVM -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_health_of_adults_and_of_old_people_stand_beside_each_other() -> None:
    import_kerncijfers(pad=real_file(RIVM_18PLUS))
    import_kerncijfers(pad=real_file(RIVM_65PLUS))
    lonely = figure("WK007404", "eenzaam", 2020)
    assert (lonely.waarde, lonely.bron, lonely.voorlopig) == (D("40.1"), BRON_RIVM, False)
    assert figure("WK007404", "eenzaam_65plus", 2020).waarde == D("42.5")
    assert figure("BU00740402", "moeite_rondkomen", 2020).waarde == D("7.4")
    assert figure("GM0074", "mantelzorger_65plus", 2020).waarde == D("12.9")
    assert figure("WK051801", "eenzaam_65plus", 2020).reden == "onbekend"
    assert figure("GM0074", "lopen_werk", 2020).reden == "nvt"
    assert figure("NL00", "eenzaam", 2020).waarde == 47  # RIVM calls the country NL01
    assert not Regio.objects.filter(code="NL01").exists()


@pytest.mark.django_db
def test_estimates_of_rivm_and_counts_of_cbs_each_keep_their_source() -> None:
    import_kerncijfers(pad=real_file(HEERENVEEN))
    verslag = import_kerncijfers(pad=real_file(RIVM_18PLUS)).gelezen
    assert (verslag.schatting, verslag.bronnen) == (True, (BRON_RIVM,))
    assert any("NL01" in opmerking for opmerking in verslag.opmerkingen)
    assert figure("WK007404", "inwoners", 2025).bron == BRON_CBS


@pytest.mark.django_db
def test_regions_that_only_rivm_has_are_not_offered_as_buurten() -> None:
    """Hollands Kroon had 48 buurten in 2020 and 67 in 2024, with 19 codes in common."""
    import_kerncijfers(pad=real_file(STATLINE))
    before = buurtcodes(["GM1911"])
    import_kerncijfers(pad=real_file(RIVM_18PLUS))
    assert buurtcodes(["GM1911"]) == before
    assert len(before) == 67
    assert Regio.objects.filter(code__startswith="BU1911").count() == 67 + 48 - 19
    assert not RegioJaar.objects.filter(jaar=2020).exists()
