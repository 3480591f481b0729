"""Borders from GeoJSON: the files of CBS' maps, what is mended, and what is refused whole."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from collections.abc import Iterable
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyproj
import pytest
import shapely
from django.core.management import CommandError, call_command

from kern.fouten import DomeinFout
from tests.factories import make_regio
from tests.wijken.cbs import real_file, write
from wijken.grenzen import bestand
from wijken.grenzen.inlezen import import_grenzen
from wijken.grenzen.vormen import Stelsel
from wijken.models import Gebeurtenis, Grens, Regio
from wijken.regels import soort_van

pytestmark = pytest.mark.django_db
LEVELS = ("fijn", "midden", "grof")
Points = list[list[float]]


def square(x: float, y: float, size: float = 0.01) -> Points:
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def feature(code: str, ring: Points | None, **properties: object) -> dict[str, Any]:
    geometry = None if ring is None else {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"statcode": code} | properties, "geometry": geometry}


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def geojson(tmp_path: Path, *features: object, name: str = "buurt_2024.geojson") -> Path:
    return write(tmp_path, collection(*features), name)


def know(*codes: str) -> None:
    for code in codes:
        make_regio(code)


def know_all(path: Path, key: str) -> None:
    """As if the figures of every region in this file, and of those around them, had been read."""
    data = json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
    codes = {each["properties"][key] for each in data["features"]}
    Regio.objects.bulk_create(Regio(code=code, soort=soort_van(code)) for code in sorted(codes))


def area(lijst: list[Any]) -> shapely.Geometry:
    return shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in lijst])


def edges(lijsten: Iterable[list[Any]]) -> list[frozenset[tuple[float, ...]]]:
    """Every line between two points, whatever its direction."""
    return [
        frozenset((tuple(a), tuple(b)))
        for lijst in lijsten
        for rings in lijst
        for ring in rings
        for a, b in pairwise(ring)
    ]


# ---- real files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key", "jaar", "aantal"),
    [
        ("grenzen/buurt_2024_heerenveen_nijmegen.geojson", "statcode", 2024, 75),
        ("grenzen/gemeente_2022_9gemeenten.geojson", "code", 2022, 9),
        ("grenzen/wijk_2022_9gemeenten.geojson", "code", 2022, 155),
        ("grenzen/wijk_2022_amsterdam.geojson", "code", 2022, 99),
        ("full/wijk_2022_nederland.geojson.gz", "code", 2022, 3340),
    ],
)
def test_real_borders(name: str, key: str, jaar: int, aantal: int) -> None:
    path = real_file(name)
    know_all(path, key)
    verslag = import_grenzen(pad=path)
    assert (verslag.jaar, verslag.kolom, verslag.stelsel) == (jaar, key, Stelsel.GRADEN)
    assert (verslag.nieuw, verslag.vernieuwd, verslag.overgeslagen, verslag.onbekend) == (aantal, 0, [], [])
    assert Grens.objects.filter(jaar=jaar).count() == aantal
    sample = random.Random(1).sample(list(Grens.objects.order_by("regio_id")), min(aantal, 40))
    for grens in sample:
        whole = area(grens.fijn)
        assert whole.contains(shapely.Point(grens.punt)), grens
        assert 0 < grens.ruimte < 30_000
        assert area(grens.grof).intersection(whole).area / whole.area > 0.6, grens


def test_shared_borders_stay_shared() -> None:
    """Between two buurten every line is drawn twice or it is the outside: no slits, no overlap."""
    path = real_file("grenzen/buurt_2024_heerenveen_nijmegen.geojson")
    know_all(path, "statcode")
    import_grenzen(pad=path)
    heerenveen = list(Grens.objects.filter(regio__code__startswith="BU0074"))
    assert len(heerenveen) == 31
    for level in LEVELS:
        lijsten = [getattr(grens, level) for grens in heerenveen]
        together = shapely.union_all([area(lijst) for lijst in lijsten])
        outside = shapely.boundary(together).length
        lines = edges(lijsten)
        alone = sum(
            shapely.LineString(sorted(line)).length
            for line in set(lines)
            if lines.count(line) == 1 and len(line) == 2
        )
        assert alone == pytest.approx(outside, rel=0.01), level
        assert sum(area(lijst).area for lijst in lijsten) == pytest.approx(together.area, rel=1e-6)


def test_regions_newer_than_the_map_are_named() -> None:
    path = real_file("grenzen/wijk_2022_9gemeenten.geojson")
    know_all(path, "code")
    know("WK044118", "WK173419", "BU04411801", "WK999901")
    assert import_grenzen(pad=path).gemist == ["WK044118", "WK173419"]


# ---- simplifying -----------------------------------------------------------------------------------


def test_each_zoom_has_fewer_points(tmp_path: Path) -> None:
    """A wavy line between two squares, a point each ten metres or so."""
    wave = random.Random(7)
    line = [[5.02 + wave.uniform(-0.0006, 0.0006), 52.0 + step * 0.0001] for step in range(201)]
    left = [[5.0, 52.0], *line, [5.0, 52.02], [5.0, 52.0]]
    right = [[5.04, 52.0], *line, [5.04, 52.02], [5.04, 52.0]]
    know("BU00740401", "BU00740402")
    import_grenzen(pad=geojson(tmp_path, feature("BU00740401", left), feature("BU00740402", right)))
    one, two = Grens.objects.order_by("regio_id")
    counts = [len(getattr(one, level)[0][0]) for level in LEVELS]
    assert 200 > counts[0] > counts[1] > counts[2] >= 5
    for level in LEVELS:
        shared = set(edges([getattr(one, level)])) & set(edges([getattr(two, level)]))
        assert len(shared) == len(getattr(one, level)[0][0]) - 4, level  # all but its three straight sides


def test_a_hole_and_an_island_are_kept(tmp_path: Path) -> None:
    know("BU00740401", "BU00740402")
    lake, island = square(5.004, 52.004, 0.003), square(5.1, 52.0, 0.002)
    ring_and_island = {
        "type": "Feature",
        "properties": {"BU_CODE": "BU00740401"},
        "geometry": {"type": "MultiPolygon", "coordinates": [[square(5.0, 52.0), lake], [island]]},
    }
    inside = feature("-", lake, BU_CODE="BU00740402")
    import_grenzen(pad=geojson(tmp_path, ring_and_island, inside))
    grens = Grens.objects.get(regio="BU00740401")
    assert [len(rings) for rings in grens.grof] == [2, 1]
    assert not area(grens.fijn).contains(shapely.Point(5.0055, 52.0055))
    assert area(grens.fijn).contains(shapely.Point(grens.punt))  # beside the lake


# ---- what files look like ------------------------------------------------------------------------


def in_rd(ring: Points) -> Points:
    convert = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    return [list(convert.transform(x, y)) for x, y in ring]


@pytest.mark.parametrize("stelsel", list(Stelsel), ids=lambda each: each.name)
def test_degrees_turned_degrees_and_metres_give_the_same(tmp_path: Path, stelsel: Stelsel) -> None:
    know("WK007404")
    ring = square(6.0, 52.9)
    turned = {
        Stelsel.GRADEN: ring,
        Stelsel.OMGEKEERD: [[y, x] for x, y in ring],
        Stelsel.RD: in_rd(ring),
    }[stelsel]
    verslag = import_grenzen(pad=geojson(tmp_path, feature("WK007404", turned)))
    assert verslag.stelsel is stelsel
    assert area(Grens.objects.get().fijn).equals_exact(area([[ring]]), 2e-5, normalize=True)


@pytest.mark.parametrize("column", ["statcode", "WK_CODE", "wijkcode", "gwb_code", "gwb_code_10 ", "CODE"])
def test_the_column_with_codes_is_found(tmp_path: Path, column: str) -> None:
    know("WK007404")
    row = feature("", square(6.0, 52.9)) | {"properties": {"naam": "WK", column: " wk007404 "}}
    assert import_grenzen(pad=geojson(tmp_path, row)).nieuw == 1


def test_a_buurt_of_pdok_names_its_wijk_as_well(tmp_path: Path) -> None:
    know("BU00740401", "WK007404", "GM0074")
    row = feature("", square(6.0, 52.9), gemeentecode="GM0074", wijkcode="WK007404", buurtcode="BU00740401")
    water = feature("", square(6.1, 52.9), buurtcode="BU00740401", water="JA")
    verslag = import_grenzen(pad=geojson(tmp_path, row, water))
    assert [str(grens) for grens in Grens.objects.all()] == ["BU00740401 (2024)"]
    assert verslag.overgeslagen == ["BU00740401: alleen water"]


@pytest.mark.parametrize("packed", ["gz", "zip"])
def test_packed_files(tmp_path: Path, packed: str) -> None:
    know("WK007404")
    text = collection(feature("WK007404", square(6.0, 52.9))).encode()
    data = BytesIO()
    if packed == "gz":
        data.write(gzip.compress(text))
    else:
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("map/lees.txt", "hallo")
            archive.writestr("map/wijk.geojson", text)
    assert import_grenzen(pad=write(tmp_path, data.getvalue(), f"wijk_2024.{packed}")).nieuw == 1


def test_the_year_of_the_map(tmp_path: Path) -> None:
    know("WK007404")
    row = feature("WK007404", square(6.0, 52.9), jrstatcode="2023WK007404")
    assert import_grenzen(pad=geojson(tmp_path, row)).jaar == 2023  # the file itself goes before its name
    with pytest.raises(DomeinFout, match="In het bestand staat 2023, en u schrijft 2024"):
        import_grenzen(pad=geojson(tmp_path, row), jaar=2024)
    bare = feature("WK007404", square(6.0, 52.9))
    with pytest.raises(DomeinFout, match="Van welk jaar is deze kaart"):
        import_grenzen(pad=geojson(tmp_path, bare, name="kaart.geojson"))
    assert import_grenzen(pad=geojson(tmp_path, bare, name="kaart.geojson"), jaar=2022).jaar == 2022
    assert list(Grens.objects.order_by("jaar").values_list("jaar", flat=True)) == [2022, 2023]


def test_again_is_an_update(tmp_path: Path) -> None:
    know("WK007404")
    import_grenzen(pad=geojson(tmp_path, feature("WK007404", square(6.0, 52.9))))
    verslag = import_grenzen(pad=geojson(tmp_path, feature("WK007404", square(6.0, 52.9, 0.02))))
    assert (verslag.nieuw, verslag.vernieuwd) == (0, 1)
    assert area(Grens.objects.get().fijn).area == pytest.approx(0.0004, rel=0.01)
    assert Gebeurtenis.objects.filter(actie="grenzen_ingelezen", wijk=None).count() == 2


# ---- what is not right -----------------------------------------------------------------------------


def test_crossing_lines_are_mended_and_said(tmp_path: Path) -> None:
    know("BU00740401", "BU00740402", "BU00740403", "BU00740404")
    bow = [[6.0, 52.9], [6.01, 52.91], [6.01, 52.9], [6.0, 52.91], [6.0, 52.9]]
    flat = [[6.0, 52.9], [6.01, 52.9], [6.02, 52.9], [6.0, 52.9]]
    path = geojson(
        tmp_path,
        feature("BU00740401", bow),
        feature("BU00740402", square(6.1, 52.9)),
        feature("BU00740403", flat),
        feature("BU00740404", None),
        feature("BU00740405", square(6.2, 52.9)),
        feature("geen", square(6.2, 52.9)),
    )
    out = StringIO()
    call_command("import_grenzen", str(path), stdout=out)
    assert shapely.is_valid(area(Grens.objects.get(regio="BU00740401").fijn))
    assert set(Grens.objects.values_list("regio_id", flat=True)) == {"BU00740401", "BU00740402"}
    said = out.getvalue()
    assert "Lijnen kruisten elkaar, hersteld: 1." in said
    assert "BU00740403: de lijnen sluiten geen vlak in" in said
    assert "BU00740404: geen vlak met een grens" in said
    assert "gebied 6: geen CBS-code" in said
    assert "Geen cijfers van, dus overgeslagen: 1.\n  BU00740405" in said
    assert "Wel bekend, maar zonder grens in dit bestand: 2.\n  BU00740403" in said
    assert "Kadaster / Centraal Bureau voor de Statistiek, 2024" in said


HERE = square(6.0, 52.9)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "beschadigd, of het is geen GeoJSON"),
        ("code;naam\nWK007404;Jubbega\n", "beschadigd, of het is geen GeoJSON"),
        (collection(feature("WK007404", HERE))[:-40], "beschadigd"),
        ('{"features": [{"properties": {"statcode": 1' + "0" * 9000 + "}}]}", "beschadigd"),
        ("\x00\x01\x02", "beschadigd"),
        ("[]", "geen gebieden"),
        ('{"type": "Topology", "objects": {}}', "geen gebieden"),
        (collection(), "geen gebieden"),
        (collection("x", 7, None), "bij geen enkel gebied een CBS-code"),
        (collection({"type": "Feature", "properties": {"naam": "Jubbega"}}), "bij geen enkel gebied"),
        (collection(feature("WK007404", None)), "Geen van de gebieden in dit bestand heeft een grens"),
        (collection(feature("WK007404", [[1, 2]])), "Geen van de gebieden"),
        (collection(feature("WK007404", HERE)).replace("6.0,", '"zes",'), "Geen van de gebieden"),
        (collection(feature("WK007404", [[6, 52], [6.1, 52], [6.2, 52], [6, 52]])), "een vlak insluit"),
        (collection(feature("WK007404", HERE), feature("WK007404", HERE)), "staat twee keer"),
        (collection(feature("WK007405", HERE)), "Van geen van de gebieden in dit bestand hebben wij cijfers"),
        (collection(feature("WK007404", square(-70.0, 12.0))), "liggen niet in Nederland"),
        (collection(feature("WK007404", square(650_000, 6_800_000, 900))), "liggen niet in Nederland"),
    ],
    ids=[
        "empty", "csv", "cut", "digits", "binary", "list", "topojson", "nothing in it", "no features",
        "no code", "no geometry", "too short", "no numbers", "flat", "twice", "no figures",
        "aruba", "web mercator",
    ],
)  # fmt: skip
def test_a_file_is_refused_whole_with_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    know("WK007404")
    path = write(tmp_path, text, "wijk_2024.geojson")
    with pytest.raises(CommandError, match=said) as error:
        call_command("import_grenzen", str(path))
    assert str(error.value).endswith("Er is niets bewaard.")
    assert not Grens.objects.exists()
    assert not Gebeurtenis.objects.exists()


@pytest.mark.parametrize(
    "row",
    [feature("WK007404", square(4.3, 50.0, 1.0)), feature("WK007404", HERE, jaar=1850)],
    ids=["partly outside", "no year"],
)
def test_what_is_only_odd_is_read(tmp_path: Path, row: dict[str, Any]) -> None:
    know("WK007404")
    verslag = import_grenzen(pad=geojson(tmp_path, row))
    assert (verslag.nieuw, verslag.jaar) == (1, 2024)


def test_files_that_are_not_what_we_need(tmp_path: Path) -> None:
    know("WK007404")

    def with_files(*names: str) -> Path:
        data = BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name in names:
                archive.writestr(name, "{}")
        return write(tmp_path, data.getvalue(), "wijk_2024.zip")

    with pytest.raises(DomeinFout, match="zit geen GeoJSON"):
        import_grenzen(pad=with_files("wijk.shp", "wijk.dbf"))
    with pytest.raises(DomeinFout, match="meer dan één GeoJSON"):
        import_grenzen(pad=with_files("a.geojson", "b.json"))
    with pytest.raises(DomeinFout, match="beschadigd"):
        import_grenzen(pad=write(tmp_path, b"PK\x03\x04" + b"x" * 50, "kapot.zip"))
    with pytest.raises(DomeinFout, match="beschadigd"):
        import_grenzen(pad=write(tmp_path, gzip.compress(b"{}" * 500)[:-20], "kapot.gz"))
    with pytest.raises(DomeinFout, match="is er niet"):
        import_grenzen(pad=tmp_path / "weg.geojson")
    with pytest.raises(DomeinFout, match="kunnen wij niet openen"):
        import_grenzen(pad=tmp_path)


def zipped(tmp_path: Path, text: str) -> Path:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("wijk.geojson", text)
    return write(tmp_path, data.getvalue(), "wijk_2024.zip")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"features":[' + "[" * 14_000_000, "geen GeoJSON met grenzen"),
        ('{"features":[{"properties":{"statcode":"' + "x" * 14_000_000, "te groot is om te kunnen kloppen"),
        ('{"features":[' + "[0]," * 100_000, "meer dan 25000 gebieden"),
        ('{"features":[{"a":[' + "[0]," * 4_000_000, "te groot is om te kunnen kloppen"),
    ],
    ids=["deep", "one word", "many", "one large"],
)
def test_a_bomb_stops_early(tmp_path: Path, text: str, said: str) -> None:
    """Fourteen megabytes in a small zip: refused long before it is all in memory."""
    know("WK007404")
    path = zipped(tmp_path, text)
    assert path.stat().st_size < 200_000
    with pytest.raises(DomeinFout, match=said):
        import_grenzen(pad=path)


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    know("WK007404")
    monkeypatch.setattr(bestand, "MAX_BYTES", 100_000)
    many = collection(*(feature(f"BU0074{number:04d}", HERE) for number in range(2000)))
    with pytest.raises(DomeinFout, match="is te groot"):
        import_grenzen(pad=write(tmp_path, gzip.compress(many.encode()), "wijk_2024.gz"))


def test_no_region_is_made_of_a_border(tmp_path: Path) -> None:
    """A region without figures could be opened as a wijk without a name."""
    know("WK007404")
    import_grenzen(pad=geojson(tmp_path, feature("WK007404", HERE), feature("WK007409", square(6.2, 52.9))))
    assert list(Regio.objects.values_list("code", flat=True)) == ["WK007404"]
