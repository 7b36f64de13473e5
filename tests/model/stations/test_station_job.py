# SPDX-License-Identifier: GPL-2.0-or-later
"""The zones around stations against shapely, SciPy and brute force; references by every rule; notes and refusals."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from scipy.ndimage import distance_transform_edt

from hse_lcz.model.errors import InputError
from hse_lcz.model.stations.references import FAR_M, NEAR_M
from hse_lcz.model.stations.station_figures import Circle
from hse_lcz.model.stations.station_job import read_stations
from hse_lcz.model.stations.station_request import StationsJob

from ...driving import driven, told

shapely = pytest.importorskip("shapely")

X, Y = 500_000.0, 5_300_000.0
SIDE, CELL = 80, 100.0
UTM = osr.SpatialReference()
UTM.ImportFromEPSG(32631)
UTM = UTM.ExportToWkt()


def town(seed: int = 0) -> np.ndarray:
    """A town of 6 and 5 in fields of D with woods of A and B, a lake in the south and a corner without data."""
    rng = np.random.default_rng(seed)
    zones = np.full((SIDE, SIDE), 14)
    zones[:, 60:] = rng.choice([11, 12], (SIDE, 20))
    zones[5:20, 5:20] = 11
    row, col = np.indices(zones.shape)
    centre = np.hypot(row - 35, col - 35)
    zones[centre < 16] = 6
    zones[(centre < 16) & (rng.random(zones.shape) < 0.15)] = 5
    zones[66:72, 20:40] = 17
    zones[:4, :4] = 0
    return zones.astype(np.uint8)


@pytest.fixture
def write(write_raster, tmp_path):
    """Function that writes an array as a raster at the corner of the town: name, array -> path."""

    def make(name: str, array, **more) -> str:
        options = {"names": None, "pixel": CELL, "corner": (X, Y), **more}
        return write_raster(tmp_path / f"{name}.tif", np.asarray(array)[None], **options)

    return make


@pytest.fixture
def source(write) -> str:
    return write("lcz", town(), names=("lcz",), nodata=0)


def at(col: float, row: float) -> tuple[float, float]:
    """The place of a column and a row, fractions within cells."""
    return X + CELL * col, Y - CELL * row


def network(source: str, places, **more):
    names = more.pop("names", [f"s{number}" for number in range(len(places))])
    job = StationsJob(source, places, more.pop("crs_wkt", UTM), names, more.pop("outputs", {}), **more)
    return driven(read_stations(job))[0]


PLACES = [at(35.2, 35.7), at(22.4, 30.1), at(50.0, 50.0), at(2.5, 2.5), at(79.4, 40.0), at(30.0, 69.0)]


def test_shares_against_shapely(source):
    found = network(source, PLACES, radii_m=(90, 250, 1000), references=0)
    zones = town()
    for (x, y), station in zip(PLACES, found.stations):
        for circle in station.circles:
            # 7200 corners on a circle a little wider, so that the polygon has the circle's area.
            radius = circle.radius_m * math.sqrt(2 * math.pi / 7200 / math.sin(2 * math.pi / 7200))
            angle = 2 * np.pi * np.arange(7200) / 7200
            disc = shapely.Polygon(np.stack([x + radius * np.cos(angle), y + radius * np.sin(angle)], axis=1))
            wanted = np.zeros(18)
            reach = int(radius // CELL) + 2
            col, row = int((x - X) // CELL), int((Y - y) // CELL)
            for r in range(max(0, row - reach), min(SIDE, row + reach)):
                for c in range(max(0, col - reach), min(SIDE, col + reach)):
                    box = shapely.box(X + c * CELL, Y - (r + 1) * CELL, X + (c + 1) * CELL, Y - r * CELL)
                    wanted[zones[r, c]] += disc.intersection(box).area
            assert circle.zone_share == pytest.approx(wanted[1:] / disc.area, abs=2e-5)
            assert circle.covered == pytest.approx(wanted[1:].sum() / disc.area, abs=2e-5)


def test_edge_and_water_against_shapely_and_scipy(source):
    places = [at(col + 0.5, row + 0.5) for col, row in ((35, 35), (22, 40), (50, 50), (70, 10), (10, 10), (30, 60))]
    found = network(source, places, radii_m=(3000,), references=0)
    zones = town()
    to_water = distance_transform_edt(zones != 17, sampling=CELL)
    for (x, y), station in zip(places, found.stations):
        row, col = int((Y - y) // CELL), int((x - X) // CELL)
        assert station.zone == zones[row, col]
        assert station.water_m == pytest.approx(to_water[row, col])
        rows, cols = np.nonzero((zones > 0) & (zones != station.zone))
        boxes = shapely.box(X + cols * CELL, Y - (rows + 1) * CELL, X + (cols + 1) * CELL, Y - rows * CELL)
        assert station.edge_m == pytest.approx(shapely.distance(shapely.Point(x, y), boxes).min())


def test_no_other_zone_within_the_largest_radius_is_no_distance(write):
    zones = np.full((40, 40), 14, np.uint8)
    zones[0, 0] = 6
    found = network(write("plain", zones, names=("lcz",)), [at(20, 20), at(3, 3)], radii_m=(500,), references=0)
    far, near = found.stations
    assert math.isnan(far.edge_m)
    assert near.edge_m == pytest.approx(200 * math.sqrt(2))
    assert math.isnan(far.water_m) and "water" not in found.has


def test_hse_and_probabilities_by_area(source, write):
    rng = np.random.default_rng(3)
    hse = rng.uniform(0, 100, (SIDE * 5, SIDE * 5)).astype(np.float32)
    hse[:50] = -1
    sure = rng.integers(20, 101, (SIDE, SIDE)).astype(np.uint8)
    found = network(
        source, PLACES, hse=write("hse", hse, pixel=20, nodata=-1), probabilities=write("confidence", sure),
        references=0,
    )  # fmt: skip
    # By brute force: parts of 10 m, a part counts where its centre lies in the circle.
    fine_hse = np.kron(hse, np.ones((2, 2)))
    fine_sure, fine_zones = (np.kron(array, np.ones((10, 10))) for array in (sure / 100, town()))
    row, col = (np.indices(fine_zones.shape) + 0.5) * 10
    for (x, y), station in zip(PLACES, found.stations):
        inside = np.hypot(X + col - x, Y - row - y) <= 500
        circle = station.circle(500.0)
        known = inside & (fine_hse >= 0)
        if known.any():
            assert circle.hse_pct == pytest.approx(fine_hse[known].mean(), abs=0.3)
        dominant = inside & (fine_zones == circle.dominant.code)
        assert circle.probability == pytest.approx(fine_sure[dominant].mean(), abs=0.01)
        if station.zone:
            assert station.probability == sure[int((Y - y) // CELL), int((x - X) // CELL)] / 100


def test_seventeen_probabilities(source, write_raster, tmp_path):
    values = np.full((17, SIDE, SIDE), 4, np.uint8)
    values[(town().astype(int).clip(1) - 1, *np.indices((SIDE, SIDE)))] = 186
    path = write_raster(tmp_path / "p.tif", values, names=None, pixel=CELL, corner=(X, Y))
    raster = gdal.Open(path, gdal.GA_Update)
    for number in range(1, 18):
        raster.GetRasterBand(number).SetScale(0.004)
    raster = None
    station = network(source, [PLACES[0]], probabilities=path, references=0).stations[0]
    assert station.probability == pytest.approx(0.744)
    assert station.circle(500.0).probability == pytest.approx(0.744)


@pytest.mark.parametrize("epsg", [4326, 3857])
def test_stations_and_maps_in_other_crs(source, tmp_path, epsg):
    """The same places on the same map in degrees and in web Mercator, cells of about a fifth."""
    moved = str(tmp_path / "moved.tif")
    gdal.Warp(moved, source, dstSRS=f"EPSG:{epsg}", resampleAlg="near", width=600, height=600)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    own = osr.SpatialReference()
    own.ImportFromWkt(UTM)
    for one in (reference, degrees, own):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    points = np.array(osr.CoordinateTransformation(own, degrees).TransformPoints(PLACES[:3]))[:, :2].tolist()
    plain = network(source, PLACES[:3], dem="")
    other = network(moved, [tuple(point) for point in points], crs_wkt="EPSG:4326")
    for mine, theirs in zip(plain.stations, other.stations):
        assert mine.zone == theirs.zone
        assert mine.circle(1000.0).zone_share == pytest.approx(theirs.circle(1000.0).zone_share, abs=0.01)
        assert mine.water_m == pytest.approx(theirs.water_m, rel=0.01, abs=60)
        assert len(mine.references) == len(theirs.references)


def brute_force(station, zones, altitude, radius, share, farthest, rise):
    """Every cell of the lattice that fulfils all rules for a station, with its zone."""
    to_water = distance_transform_edt(zones != 17, sampling=CELL)
    found = {}
    step = int(radius / 2 // CELL)
    own_water = min(station.water_m, FAR_M) if math.isfinite(station.water_m) else FAR_M
    for row in range(0, SIDE, step):
        for col in range(0, SIDE, step):
            x, y = at(col + 0.5, row + 0.5)
            if zones[row, col] not in (11, 12, 14) or math.hypot(x - station.x, y - station.y) > farthest:
                continue
            if abs(to_water[row, col] - own_water) > max(NEAR_M, own_water / 2):
                continue
            if abs(altitude[row, col] - station.altitude_m) > rise:
                continue
            fine = (np.arange(-radius, radius, 5) + 2.5)[:, None], (np.arange(-radius, radius, 5) + 2.5)[None]
            inside = np.hypot(*fine) <= radius
            rows = np.floor((row + 0.5) + fine[0] / CELL).astype(int)
            cols = np.floor((col + 0.5) + fine[1] / CELL).astype(int)
            here = (rows >= 0) & (rows < SIDE) & (cols >= 0) & (cols < SIDE)
            same = here & (zones[rows.clip(0, SIDE - 1), cols.clip(0, SIDE - 1)] == zones[row, col])
            found[(x, y)] = (int(zones[row, col]), (same & inside).sum() / inside.sum())
    sure = {place for place, (_, part) in found.items() if part >= share + 0.005}
    possible = {place for place, (_, part) in found.items() if part >= share - 0.005}
    return found, sure, possible


def test_references_against_brute_force(source, write):
    altitude = np.tile(np.linspace(100, 260, SIDE, dtype=np.float32), (SIDE, 1))
    found = network(
        source, [at(35.5, 35.5), at(10.5, 50.5)], radii_m=(250,), deciding_m=400, references=50, farthest_km=3,
        altitude_m=40, dem=write("dem", altitude),
    )  # fmt: skip
    urban, rural = found.stations
    assert urban.altitude_m == pytest.approx(altitude[35, 35])
    assert rural.references == ()
    cells, sure, possible = brute_force(urban, town(), altitude, 400, 0.8, 3000, 40)
    places = [reference for reference in urban.references if not reference.name]
    assert places and {(one.x, one.y) for one in places} <= possible
    for one in places:
        assert one.zone == cells[(one.x, one.y)][0]
        assert one.share == pytest.approx(cells[(one.x, one.y)][1], abs=0.005)
        assert one.distance_m == pytest.approx(math.hypot(one.x - urban.x, one.y - urban.y))
    apart = [math.hypot(a.x - b.x, a.y - b.y) for i, a in enumerate(places) for b in places[:i]]
    assert min(apart, default=math.inf) >= 800
    # None was left out that is not too near to one of these.
    for x, y in sure:
        assert min(math.hypot(x - one.x, y - one.y) for one in places) < 800
    ranks = [("D", "B", "A").index({14: "D", 12: "B", 11: "A"}[one.zone]) for one in places]
    assert ranks == sorted(ranks)
    for rank in set(ranks):
        scores = [one.score for one, its in zip(places, ranks) if its == rank]
        assert scores == sorted(scores)


def test_rural_stations_come_first(source):
    """The wood lies 2.4 km farther from water than the town, more than half of the town's 3.1 km."""
    places = [at(35.5, 35.5), at(12.5, 12.5), at(10.5, 38.5)]
    found = network(source, places, names=("town", "wood", "field"))
    references = found.stations[0].references
    assert [one.name for one in references if one.name] == ["field"]
    assert references[0].name == "field"
    assert references[0].share == pytest.approx(max(found.stations[2].circle(500.0).zone_share))
    assert len(references) == 4


def test_a_dem_that_forbids_all(source, write):
    altitude = np.where(town() == 14, 900, 100).astype(np.float32)
    station = network(source, [at(35.5, 35.5)], dem=write("dem", altitude), farthest_km=2.6).stations[0]
    assert all(reference.zone != 14 for reference in station.references)


def test_a_dem_that_does_not_reach_the_stations_is_told(source, write):
    altitude = np.full(town().shape, -9999, dtype=np.float32)
    with pytest.raises(InputError, match="found only no data there in .*none.tif"):
        network(source, [at(35.5, 35.5)], dem=write("none", altitude))
    altitude[30:40, 30:40] = 120
    places = [at(35.5, 35.5), at(12.5, 12.5)]
    notes = network(source, places, names=("town", "wood"), dem=write("some", altitude)).notes
    assert [note for note in notes if "1 of 2 stations lie where the DEM has no altitude" in note]


def test_verdicts():
    def circle(**shares):
        parts = [0.0] * 17
        for zone, share in shares.items():
            parts[int(zone[1:]) - 1] = share
        return Circle(500.0, tuple(parts))

    assert circle(z6=0.8, z5=0.2).verdict(0.8) == "suitable"
    assert circle(z6=0.79, z5=0.21).verdict(0.8) == "mixed"
    assert circle(z6=0.7).verdict(0.8) == "partly mapped"
    assert circle(z6=0.4, z5=0.4).verdict(0.8) == "mixed"  # even if the rest were of one of them
    assert circle().verdict(0.8) == "outside"
    assert circle(z6=0.3, z5=0.3).diversity == pytest.approx(math.log(2))


def test_nothing_is_silently_partial(source):
    found = network(source, [at(35, 35), at(79.9, 20), at(200, 200)], names=("in", "edge", "out"), radii_m=(500,))
    inside, edge, outside = found.stations
    assert inside.circle(500.0).covered == pytest.approx(1)
    assert 0.45 < edge.circle(500.0).covered < 0.55
    assert found.explain(edge).startswith(("the map has a zone on 5", "mixed"))
    assert (outside.zone, found.verdict(outside)) == (0, "outside")


def test_outputs_and_notes(source, tmp_path):
    out = {key: str(tmp_path / "out" / name) for key, name in
           (("REPORT", "r.html"), ("TABLE", "t.csv"), ("FIGURES", "f.json"))}  # fmt: skip
    places = [at(35.5, 35.5), at(35.5, 35.5), None, at(50, 50)]
    job = StationsJob(source, places, UTM, ("a", "a", "b", "<c>"), out, radii_m=(50, 1000))
    found, notes = told(read_stations(job))
    text = "\n".join(notes)
    assert "1 of 4 stations have no coordinates" in text
    assert "1 names occur more than once: a (2 times)" in text
    assert "2 stations share their coordinates" in text
    assert "cells of 100 m, wider than the smallest radius" in text
    assert "1 of 4 stations lie where the map has no zone" in text
    assert [station.name for station in found.stations] == ["a", "a (2)", "b", "<c>"]
    assert found.radii_m == (50.0, 500.0, 1000.0)
    with open(out["TABLE"], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["zone"] for row in rows] == ["6", "6", "", "6"] or rows[0]["zone"] in ("5", "6")
    shares = [float(rows[0][f"r500_lcz{label}"]) for label in [*range(1, 11), *"ABCDEFG"]]
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert rows[2]["verdict"] == "outside" and rows[2]["r500_hse_pct"] == ""
    figures = json.loads(Path(out["FIGURES"]).read_text(encoding="utf-8"))
    assert figures["stations"][0]["circles"][1]["covered"] == pytest.approx(1)
    page = Path(out["REPORT"]).read_text(encoding="utf-8")
    assert "&lt;c&gt;" in page and "<c>" not in page
    for words in ("Which stations stand for one zone", "Each radius", "Rural references of the urban stations"):
        assert words in page


def test_refusals(source, write):
    good = [at(35, 35)]
    for change, words in (
        ({"places": []}, "without any; choose the points"),
        ({"places": [at(500, 500)]}, "found none of 1 where"),
        ({"places": [(y, x) for x, y in PLACES]}, "found none of 6 there, but 6 with x and y exchanged"),
        ({"crs_wkt": ""}, "Expected stations with a coordinate reference system"),
        ({"radii_m": (0,)}, "Expected radii between 0 and 20000 m, found 0"),
        ({"deciding_m": 30000}, "found 30000"),
        ({"least_share_pct": 40}, "over 50 and up to 100 %, found 40"),
        ({"source": write("bare", town(), epsg=None)}, "Expected a map with a coordinate reference system"),
        ({"hse": source}, "Expected the HSE map"),
        ({"dem": source}, "Expected altitudes in metres"),
        ({"probabilities": write("fine", np.ones((160, 160), np.uint8), pixel=50)}, "on the cells of the map"),
        ({"dem": write("away", town(), corner=(X + 1e5, Y))}, "do not overlap"),
    ):
        values = {"source": source, "places": good, **change}
        with pytest.raises(InputError) as caught:
            network(values.pop("source"), values.pop("places"), **values)
        assert words in str(caught.value), change


def test_a_cancel_leaves_nothing(source, tmp_path):
    job = StationsJob(source, [at(35, 35)], UTM, ("a",), {"REPORT": str(tmp_path / "out" / "r.html")})
    steps = read_stations(job)
    for step in steps:
        if step.share > 0.4:
            break
    steps.close()
    assert not (tmp_path / "out").exists()
