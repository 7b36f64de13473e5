# SPDX-License-Identifier: GPL-2.0-or-later
"""A composite of real scenes from a STAC server on the loopback equals the median that NumPy and SciPy give."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from osgeo import gdal
from scipy.ndimage import binary_dilation, map_coordinates

from hse_lcz.model.catalogue.fetch_job import FetchJob, fetch_scene
from hse_lcz.model.raster import crs

from ...driving import told
from ...stac_server import (
    BANDS,
    COARSE,
    COPERNICUS,
    FINE,
    PLANETARY_COMPUTER,
    Shot,
    publish,
    serving,
    wkt,
    write_static,
)  # fmt: skip

# Of Beirut, on the blocks of its files of 10 m: 768 x 768 pixels of 10 m from column and row 256 on.
BLOCK, COL, ROW, SIDE = 256, 256, 256, 768
ZONE, NEIGHBOUR = 32636, 32637
MASKED = (1, 3, 8, 9, 10, 11)


def read(path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def at_20m(codes_10m: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(codes_10m[::2, ::2])


def doubled(coarse: np.ndarray) -> np.ndarray:
    """Cells of 20 m at 10 m, bilinearly between their centres, edges repeated."""
    found = coarse.astype(float)
    for axis in (-2, -1):
        before = np.concatenate([np.take(found, [0], axis), np.take(found, range(found.shape[axis] - 1), axis)], axis)
        after = np.concatenate([np.take(found, range(1, found.shape[axis]), axis), np.take(found, [-1], axis)], axis)
        pairs = np.stack([0.75 * found + 0.25 * before, 0.75 * found + 0.25 * after], axis=axis if axis == -1 else -2)
        if axis == -1:
            found = pairs.reshape(*found.shape[:-1], -1)
        else:
            found = pairs.reshape(*found.shape[:-2], -1, found.shape[-1])
    return found


class City:
    """Beirut on two real dates, and what is derived of them."""

    def __init__(self, data) -> None:
        scenes = data / "scenes"
        self.dates = [
            (read(scenes / f"beirut_{day}_10m.tif"), read(scenes / f"beirut_{day}_20m.tif"))
            for day in ("20150820", "20171003")
        ]
        transform = gdal.Open(str(scenes / "beirut_20150820_10m.tif")).GetGeoTransform()
        self.corner = transform[0], transform[3]
        self.height, self.width = self.dates[0][0].shape[1:]

    def classes(self, seed: int, kinds=(8, 9, 10, 3, 11, 1)) -> np.ndarray:
        """Scene classification with clouds of several kinds, (H / 2, W / 2)."""
        rng = np.random.default_rng(seed)
        codes = np.full((self.height // 2, self.width // 2), 5, dtype=np.uint8)
        for kind in kinds:
            row, col = rng.integers(0, self.height // 2 - 90), rng.integers(0, self.width // 2 - 90)
            codes[row : row + rng.integers(20, 90), col : col + rng.integers(20, 90)] = kind
        return codes

    def shot(self, name: str, when: str, date: int, seed: int, gain: float = 1.0, **more) -> Shot:
        fine, coarse = ((array * gain).astype(np.uint16) for array in self.dates[date])
        return Shot(name, when, fine, coarse, self.classes(seed), self.corner, ZONE, **more)


@pytest.fixture(scope="module")
def city(data) -> City:
    return City(data)


@pytest.fixture(scope="module")
def shots(city) -> dict[str, Shot]:
    """Scenes of every kind that a catalogue may hold."""
    applied = {"s2:processing_baseline": "05.09", "earthsearch:boa_offset_applied": True}
    early = {"s2:processing_baseline": "02.09", "earthsearch:boa_offset_applied": False}
    carries = {"s2:processing_baseline": "05.09"}
    stated = {"scale": 0.0001, "offset": -0.1}
    made = [
        city.shot("S2A_36SYC_20220601_0_L2A", "2022-06-01T08:21:00Z", 0, 1, properties=early),
        city.shot("S2B_36SYC_20220611_0_L2A", "2022-06-11T08:21:00Z", 1, 2, carried_dn=1000, properties=carries,
                  keys=PLANETARY_COMPUTER),
        # What the bands declare is the product's; here it is taken off, as the item says elsewhere.
        city.shot("S2A_36SYC_20220621_0_L2A", "2022-06-21T08:21:00Z", 0, 3, gain=0.97, properties=applied,
                  raster_bands=stated),
        city.shot("S2B_36SYC_20220701_0_L2A", "2022-07-01T08:21:00Z", 1, 4, gain=1.04, carried_dn=1000,
                  properties=carries, raster_bands=stated, keys=COPERNICUS),
        city.shot("S2A_36SYC_20220711_0_L2A", "2022-07-11T08:21:00Z", 0, 5, gain=1.5, properties=early),  # broken
        city.shot("S2A_36SYC_20220721_0_L2A", "2022-07-21T08:21:00Z", 0, 6, cloud_pct=80.0, properties=early),
    ]  # fmt: skip
    return {shot.id: shot for shot in made}


@pytest.fixture(scope="module")
def neighbour(city) -> Shot:
    """A scene of the neighbouring UTM zone, of two tiles' overlap."""
    fine, coarse = ((array * 1.1).astype(np.uint16) for array in city.dates[0])
    codes = city.classes(7)

    def warped(array, pixel, method):
        count = array.shape[0] if array.ndim == 3 else 1
        raster = gdal.GetDriverByName("MEM").Create("", array.shape[-1], array.shape[-2], count, gdal.GDT_UInt16)
        raster.SetGeoTransform((city.corner[0], pixel, 0, city.corner[1], 0, -pixel))
        raster.SetProjection(wkt(ZONE))
        for number, band in enumerate(array.reshape(count, *array.shape[-2:]), start=1):
            raster.GetRasterBand(number).WriteArray(band)
        box = crs.reprojected(
            (city.corner[0], city.corner[1] - city.height * 10, city.corner[0] + city.width * 10, city.corner[1]),
            f"EPSG:{ZONE}", f"EPSG:{NEIGHBOUR}",
        )  # fmt: skip
        box = [
            np.floor(box[0] / 20) * 20,
            np.floor(box[1] / 20) * 20,
            np.ceil(box[2] / 20) * 20,
            np.ceil(box[3] / 20) * 20,
        ]
        out = gdal.Warp("", raster, format="MEM", dstSRS=wkt(NEIGHBOUR), outputBounds=box, xRes=pixel, yRes=pixel,
                        srcNodata=0, dstNodata=0, resampleAlg=method)  # fmt: skip
        return out.ReadAsArray(), (box[0], box[3])

    fine_there, corner = warped(fine, 10, "bilinear")
    coarse_there, _ = warped(coarse, 20, "bilinear")
    codes_there, _ = warped(codes, 20, "near")
    return Shot(
        "S2B_37SBT_20220731_0_L2A", "2022-07-31T08:11:00Z", fine_there.astype(np.uint16),
        coarse_there.astype(np.uint16), codes_there.astype(np.uint8), corner, NEIGHBOUR, carried_dn=1000,
        properties={"s2:processing_baseline": "05.09"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def server(shots, neighbour, tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogue")
    with serving(folder / "files") as running:
        for shot in (*shots.values(), neighbour):
            running.items.append(publish(shot, running.folder, running.href, BLOCK))
        yield running


@pytest.fixture
def fresh(server):
    """The server without faults and with an empty log; nothing that GDAL remembers of it."""
    return server.reset()


def box_of(city: City) -> tuple[float, float, float, float]:
    x, y = city.corner
    return x + COL * 10, y - (ROW + SIDE) * 10, x + (COL + SIDE) * 10, y - ROW * 10


def expected_date(shot: Shot) -> np.ndarray:
    """10000 x reflectance of one scene of the area's zone, (10, SIDE, SIDE), nan where it is not clear."""
    area = (slice(ROW, ROW + SIDE), slice(COL, COL + SIDE))
    bands = {**dict(zip(FINE, shot.fine)), **dict(zip(COARSE, doubled(shot.coarse)))}
    array = np.stack([bands[name][area].astype(float) for name in BANDS])
    codes = np.kron(shot.classes, np.ones((2, 2), dtype=np.uint8))
    bad = binary_dilation(np.isin(codes, MASKED), np.ones((5, 5), dtype=bool)) | (codes == 0)
    array[:, bad[area]] = np.nan
    array[:, (array == 0).any(axis=0)] = np.nan
    return array


def expected_neighbour(shot: Shot, city: City) -> np.ndarray:
    """The same of the scene in the other zone: SciPy interpolates at the places that PROJ gives."""
    x, y, right, top = *box_of(city)[:2], *box_of(city)[2:]
    xs, ys = np.arange(x - 15, right + 20, 10), np.arange(top + 15, y - 20, -10)  # centres, two pixels beyond
    points = crs.transformed(np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2).tolist(), wkt(ZONE), wkt(NEIGHBOUR))
    shape = len(ys), len(xs)

    def places(pixel: int) -> np.ndarray:
        rows, cols = (shot.corner[1] - points[:, 1]) / pixel, (points[:, 0] - shot.corner[0]) / pixel
        return np.stack([rows.reshape(shape), cols.reshape(shape)])

    bands = {name: (array, 10) for name, array in zip(FINE, shot.fine)}
    bands.update({name: (array, 20) for name, array in zip(COARSE, shot.coarse)})
    array = np.stack(
        [map_coordinates(bands[name][0].astype(float), places(bands[name][1]) - 0.5, order=1) for name in BANDS]
    )
    rows, cols = np.floor(places(20)).astype(int)
    codes = shot.classes[rows, cols]
    bad = binary_dilation(np.isin(codes, MASKED), np.ones((5, 5), dtype=bool)) | (codes == 0)
    array[:, bad] = np.nan
    return array[:, 2:-2, 2:-2]


def median(dates: list[np.ndarray]) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pixels that no date shows clear
        return np.nanmedian(np.stack(dates), axis=0)


def job_for(city: City, source: str, target, **more) -> FetchJob:
    plain = {"start": "2022-06-01", "end": "2022-08-31", "extent": box_of(city), "extent_crs": f"EPSG:{ZONE}"}
    return FetchJob(target=str(target), catalogue=source, **{**plain, **more})


def assert_equal_to_1_dn(path, expected: np.ndarray) -> None:
    raster = gdal.Open(str(path))
    found = raster.ReadAsArray().astype(float)
    assert found.shape == expected.shape
    nothing = np.isnan(expected)
    assert (found[nothing] == 0).all()
    assert (found[~nothing] > 0).all()
    # 1 DN, and what as_dn does to the darkest: nodata is no reflectance.
    assert np.abs(found - np.maximum(expected, 1))[~nothing].max() <= 1


BROKEN = "S2A_36SYC_20220711_0_L2A"
SLOW = "S2A_36SYC_20220601_0_L2A"
BUSY = "S2A_36SYC_20220621_0_L2A"
CLOUDY = "S2A_36SYC_20220721_0_L2A"


@pytest.fixture(scope="module")
def fetched(city, server, tmp_path_factory):
    """A run with every fault: path, what the job returned, its log, and what the server sent."""
    gdal.VSICurlClearCache()
    server.log.clear()
    server.faults.missing.add(f"/files/{BROKEN}/rededge1.tif")
    server.faults.busy[f"/files/{BUSY}/swir16.tif"] = 2
    server.faults.busy["/search"] = -1
    server.faults.slow_s[f"/files/{SLOW}/green.tif"] = 1.5
    target = tmp_path_factory.mktemp("out") / "scene.tif"
    result, notes = told(fetch_scene(job_for(city, server.url, target)))
    return target, result, notes, list(server.log)


def test_every_pixel_is_the_median_of_the_clear_ones(city, shots, neighbour, fetched):
    dates = [expected_date(shot) for shot in shots.values() if shot.id not in (BROKEN, CLOUDY)]
    dates.append(expected_neighbour(neighbour, city))
    assert_equal_to_1_dn(fetched[0], median(dates))


def test_what_failed_is_named_and_what_recovered_is_used(fetched, shots, neighbour):
    _, result, notes, log = fetched
    status = {scene.item.id: scene.status for scene in result.scenes}
    used = {*shots, neighbour.id} - {BROKEN, CLOUDY}
    assert {name for name, text in status.items() if text == "used"} == used
    assert status[BROKEN].startswith("cannot be used: B5 cannot be read")
    assert "404" in status[BROKEN]
    assert any(note.startswith(f"Warning: {BROKEN} is left out") for note in notes)
    assert CLOUDY not in status  # the server was asked for scenes with fewer clouds
    assert sum(sent.status == 503 for sent in log) == 2
    assert any("429" in note and "repeated" in note for note in notes)
    assert all(0 < scene.clear_pct <= 100 for scene in result.scenes)


def test_the_scene_says_what_it_is(city, fetched):
    target, result, notes, _ = fetched
    raster = gdal.Open(str(target))
    box = box_of(city)
    assert raster.GetGeoTransform() == (box[0], 10, 0, box[3], 0, -10)
    assert crs.parsed(raster.GetProjection()).IsSame(crs.parsed(f"EPSG:{ZONE}"))
    bands = [raster.GetRasterBand(number) for number in range(1, 11)]
    assert tuple(band.GetDescription() for band in bands) == BANDS
    assert {(band.GetScale(), band.GetOffset(), band.GetNoDataValue()) for band in bands} == {(0.0001, 0.0, 0.0)}
    tags = raster.GetMetadata()
    assert tags["SENSING_DATES"].split() == ["2022-06-01", "2022-06-11", "2022-06-21", "2022-07-01", "2022-07-31"]
    assert tags["SENSING_DATE"] == result.day == "2022-06-21"
    assert tags["PLACE"] == result.place == "T36SYC"
    assert len(tags["SOURCES"].split()) == 5
    assert BROKEN not in tags["SOURCES"]
    assert tags["BOA_ADD_OFFSET"] == "0"
    assert "PROCESSING_BASELINE" not in tags
    assert tags["ATTRIBUTION"] == "Contains modified Copernicus Sentinel data 2022"
    assert tags["LICENSE"] == "https://sentinels.copernicus.eu/terms"
    assert any("terms: https://sentinels.copernicus.eu/terms" in note for note in notes)
    assert any("of pixels will be read" in note for note in notes)


def share_of_the_area(server, shot: Shot) -> int:
    """Bytes of the blocks of the full resolution under the area, of all files of a scene."""
    count = 0
    for path in sorted((server.folder / shot.id).glob("*.tif")):
        raster = gdal.Open(str(path))
        side = BLOCK * int(raster.GetGeoTransform()[1]) // 10
        cols, rows = (range(start // side, -(-(start + SIDE) // side)) for start in (COL, ROW))
        band = raster.GetRasterBand(1)
        sizes = [band.GetMetadataItem(f"BLOCK_SIZE_{x}_{y}", "TIFF") for x in cols for y in rows]
        count += sum(int(size or 0) for size in sizes)
    return count


def test_only_the_areas_bytes_are_read(city, shots, neighbour, fresh, tmp_path):
    """Of the scenes whose blocks the area's edges follow: what the server sent, against the area's share."""
    fresh_items = fresh.items
    kept = [item for item in fresh_items if item["id"] not in (neighbour.id, BROKEN)]
    fresh.items = kept
    try:
        told(fetch_scene(job_for(city, fresh.url, tmp_path / "scene.tif")))
    finally:
        fresh.items = fresh_items
    share = sum(share_of_the_area(fresh, shots[item["id"]]) for item in kept if item["id"] != CLOUDY)
    print(f"{fresh.file_bytes()} bytes sent, {fresh.file_bytes() / share:.3f} of the area's share")
    assert fresh.file_bytes() <= 1.3 * share


def test_a_static_catalogue_gives_the_same(city, shots, neighbour, server, fetched, tmp_path):
    items = [item for item in server.items if item["id"] != BROKEN]
    catalogue = write_static(server.folder.parent, items, elsewhere=4)
    result, _ = told(fetch_scene(job_for(city, str(catalogue), tmp_path / "scene.tif")))
    assert (read(tmp_path / "scene.tif") == read(fetched[0])).all()
    status = {scene.item.id: scene.status for scene in result.scenes}
    assert status[CLOUDY] == "clouds 80 %"


def test_blocks_leave_no_trace(city, server, fetched, tmp_path):
    items = [item for item in server.items if item["id"] != BROKEN]
    catalogue = write_static(server.folder.parent, items)
    told(fetch_scene(job_for(city, str(catalogue), tmp_path / "scene.tif", block_px=200)))
    assert (read(tmp_path / "scene.tif") == read(fetched[0])).all()
