# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps of zones as other programs want them: each output holds the zones that went in."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import numpy as np
import pytest
from osgeo import gdal, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap import kmz
from hse_lcz.model.lczmap.convert import ConvertJob, convert_map
from hse_lcz.model.lczmap.smoothing import gaussian_filter
from hse_lcz.model.lczmap.zone_map import ZoneMap
from hse_lcz.model.tables import code_schemes, lcz

from ...driving import told

KML = "{http://www.opengis.net/kml/2.2}"


def patches(seed: int = 0, height: int = 26, width: int = 33) -> np.ndarray:
    """Patches of zones and of no data, with lone cells."""
    rng = np.random.default_rng(seed)
    blocks = np.kron(rng.integers(0, 18, (6, 6)), np.ones((6, 6), dtype=int))[:height, :width]
    return np.where(rng.random((height, width)) < 0.1, rng.integers(0, 18, (height, width)), blocks).astype(np.uint8)


@pytest.fixture
def write(write_raster, tmp_path):
    """Function that writes a map: bands (n, H, W), names -> path."""

    def make(bands: np.ndarray, names=("",), file="map.tif", **more) -> str:
        return write_raster(tmp_path / file, bands, names=list(names), **{"pixel": 100, **more})

    return make


def run(job: ConvertJob):
    return told(convert_map(job))


@pytest.mark.parametrize("source", code_schemes.SCHEMES)
@pytest.mark.parametrize("target", code_schemes.WRITTEN)
def test_every_scheme_becomes_every_other(write, tmp_path, source, target):
    source, target = code_schemes.SCHEMES[source], code_schemes.SCHEMES[target]
    stored = code_schemes.encode(patches(), source)
    out = str(tmp_path / "out.tif")
    run(ConvertJob(write(stored[None]), {"LCZ": out}, target))
    raster = gdal.Open(out)
    zones = code_schemes.decode(stored, source)
    np.testing.assert_array_equal(raster.ReadAsArray(), code_schemes.encode(zones, target))
    with ZoneMap(out) as again:
        assert again.scheme == target


@pytest.mark.parametrize("key", code_schemes.WRITTEN)
def test_colours_and_names_stand_at_the_codes(write, tmp_path, key):
    target = code_schemes.SCHEMES[key]
    out = str(tmp_path / "out.tif")
    run(ConvertJob(write(patches()[None]), {"LCZ": out}, target))
    raster = gdal.Open(out)
    band = raster.GetRasterBand(1)
    table, names = band.GetColorTable(), band.GetCategoryNames()
    for zone, code in zip(lcz.ZONES, target.codes):
        if code is not None:
            assert table.GetColorEntry(code) == (*zone.rgb, 255)
            assert names[code] == zone.title
            assert band.GetMetadataItem(f"CATEGORY_{code}") == zone.title
    assert table.GetColorEntry(0)[3] == 0
    assert sum(bool(name) for name in names) == sum(code is not None for code in target.codes)


def test_natural_zones_that_wrf_lacks_are_counted(write, tmp_path):
    zones = np.array([[[1, 11, 17], [15, 0, 14]]], dtype=np.uint8)
    summary, _ = run(ConvertJob(write(zones), {"LCZ": str(tmp_path / "o.tif")}, code_schemes.SCHEMES["wrf44"]))
    assert summary.dropped_cells == 3
    assert summary.zone_cells[10] == summary.zone_cells[16] == 1
    np.testing.assert_array_equal(gdal.Open(str(tmp_path / "o.tif")).ReadAsArray(), [[31, 0, 0], [41, 0, 0]])


def three_bands(path: str) -> np.ndarray:
    raster = gdal.Open(path)
    names = [raster.GetRasterBand(number).GetDescription() for number in (1, 2, 3)]
    assert names == ["lcz", "lczFilter", "lczProb"]
    assert raster.GetRasterBand(1).DataType == gdal.GDT_Byte
    return raster.ReadAsArray()


def test_the_generators_bands_are_map_filtered_map_and_confidence(write, tmp_path):
    zones = patches(3)
    sure = np.random.default_rng(1).integers(0, 101, zones.shape).astype(np.uint8)
    sure[5, 5] = 255
    confidence = write(sure[None], ("lczProb",), "confidence.tif", nodata=255)
    out = str(tmp_path / "out.tif")
    codes = code_schemes.encode(zones, code_schemes.SCHEMES["hundreds"])
    _, notes = run(ConvertJob(write(codes[None]), {"LCZ_GENERATOR": out}, confidence=confidence))
    bands = three_bands(out)
    np.testing.assert_array_equal(bands[0], zones)
    np.testing.assert_array_equal(bands[1], gaussian_filter(zones, 100))
    np.testing.assert_array_equal(bands[2], np.where((zones > 0) & (sure <= 100), sure, 0))
    assert "lczFilter the map after the Gaussian filter, lczProb the confidence." in notes[1]


def test_without_confidence_the_third_band_is_unknown(write, tmp_path):
    out = str(tmp_path / "out.tif")
    _, notes = run(ConvertJob(write(patches()[None]), {"LCZ_GENERATOR": out}))
    assert not three_bands(out)[2].any()
    assert "no confidence was given" in notes[1]


def test_bands_that_are_there_already_are_kept(write, tmp_path):
    bands = np.stack([patches(1), patches(2), np.full((26, 33), 70, dtype=np.uint8)])
    out = str(tmp_path / "out.tif")
    run(ConvertJob(write(bands, ("lcz", "lczFilter", "lczProb"), epsg=4326, corner=(2.0, 47.0), pixel=0.001),
                   {"LCZ_GENERATOR": out}))  # fmt: skip
    np.testing.assert_array_equal(three_bands(out)[:2], bands[:2])


def to_degrees(raster: gdal.Dataset) -> osr.CoordinateTransformation:
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(osr.SpatialReference(raster.GetProjection()), degrees)


def picture(data: bytes) -> np.ndarray:
    """The zones of a picture by its palette."""
    gdal.FileFromMemBuffer("/vsimem/picture.png", data)
    raster = gdal.Open("/vsimem/picture.png")
    band = raster.GetRasterBand(1)
    table = band.GetColorTable()
    zone_of = {(*zone.rgb, 255): zone.code for zone in lcz.ZONES}
    lookup = [zone_of.get(table.GetColorEntry(index), 0) for index in range(table.GetCount())]
    return np.array(lookup, dtype=np.uint8)[band.ReadAsArray()]


def zone_at(archive: zipfile.ZipFile, lon: float, lat: float) -> int:
    """What Google Earth draws at a place: the last overlay of the highest order that covers it."""
    document = ElementTree.fromstring(archive.read("doc.kml"))
    shown = 0
    for overlay in sorted(
        document.iter(f"{KML}GroundOverlay"), key=lambda item: int(item.find(f"{KML}drawOrder").text)
    ):
        box = {side.tag.replace(KML, ""): float(side.text) for side in overlay.find(f"{KML}LatLonBox")}
        zones = picture(archive.read(overlay.find(f"{KML}Icon/{KML}href").text))
        row = int((box["north"] - lat) / (box["north"] - box["south"]) * zones.shape[0])
        col = int((lon - box["west"]) / (box["east"] - box["west"]) * zones.shape[1])
        if 0 <= row < zones.shape[0] and 0 <= col < zones.shape[1] and lat <= box["north"] and lon >= box["west"]:
            shown = zones[row, col] or shown
    return int(shown)


@pytest.mark.parametrize("pictures_px", [kmz.PICTURE_PX, 16])
def test_google_earth_draws_each_zone_where_it_is(write, tmp_path, monkeypatch, pictures_px):
    monkeypatch.setattr(kmz, "PICTURE_PX", pictures_px)
    monkeypatch.setattr(kmz, "_LARGEST_SINGLE_PX", 2 * pictures_px)
    # Where pictures are not finer than the map, cells at the edge of a zone may move by half a cell.
    zones = np.kron(patches(4, 10, 12), np.ones((6, 6), dtype=np.uint8)) if pictures_px == 16 else patches(4)
    source, out = write(zones[None]), tmp_path / "map.kmz"
    run(ConvertJob(source, {"KMZ": str(out)}, name="A & B", legend_png=b"picture"))
    raster = gdal.Open(source)
    left, dx, _, top, _, dy = raster.GetGeoTransform()
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert archive.read("legend.png") == b"picture"
        document = ElementTree.fromstring(archive.read("doc.kml"))
        assert document.find(f"{KML}Document/{KML}name").text == "A & B"
        assert "LCZ A: Dense trees" in document.find(f"{KML}Document/{KML}description").text
        assert sum(name.endswith(".png") for name in archive.namelist()) > (10 if pictures_px == 16 else 1)
        for row, col in ((2, 2), (3, 20), (20, 32), (14, 7), (20, 3), (8, 8)):
            place = to_degrees(raster).TransformPoint(left + (col + 0.5) * dx, top + (row + 0.5) * dy)
            assert zone_at(archive, *place[:2]) == zones[row, col], (row, col)


def test_gdal_opens_the_picture_at_its_place(write, tmp_path):
    """GDAL's own reader of ground overlays, which knows nothing of ours."""
    source, out = write(patches(5)[None]), str(tmp_path / "map.kmz")
    run(ConvertJob(source, {"KMZ": out}))
    opened = gdal.Open(out)
    if opened is None:
        pytest.skip("this GDAL reads no KMZ")
    size = {"width": 33, "height": 26, "outputBounds": gdal_bounds(source)}
    back = gdal.Warp("", opened, format="MEM", dstSRS="EPSG:32631", resampleAlg="near", **size)
    table = back.GetRasterBand(1).GetColorTable()
    shown = np.array([table.GetColorEntry(index) for index in range(table.GetCount())])[back.ReadAsArray()]
    zones = patches(5)
    colours = np.array([(255, 255, 255, 0), *((*zone.rgb, 255) for zone in lcz.ZONES)])
    np.testing.assert_array_equal(shown, colours[zones])


def gdal_bounds(path: str) -> tuple[float, float, float, float]:
    raster = gdal.Open(path)
    left, dx, _, top, _, dy = raster.GetGeoTransform()
    return left, top + dy * raster.RasterYSize, left + dx * raster.RasterXSize, top


def test_all_outputs_at_once_and_their_tags(write, tmp_path):
    outputs = {key: str(tmp_path / "out" / name) for key, name in
               [("LCZ", "a.tif"), ("LCZ_GENERATOR", "b.tif"), ("KMZ", "c.kmz")]}  # fmt: skip
    run(ConvertJob(write(patches()[None]), outputs, code_schemes.SCHEMES["wrf45"]))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "a.tif", "a.tif.aux.xml", "b.tif", "b.tif.aux.xml", "c.kmz",
    ]  # fmt: skip
    assert gdal.Open(outputs["LCZ"]).GetMetadataItem(code_schemes.TAG) == "wrf45"
    assert zipfile.is_zipfile(io.BytesIO((tmp_path / "out" / "c.kmz").read_bytes()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outputs": {}}, "^Expected outputs among LCZ, LCZ_GENERATOR, KMZ, found none"),
        ({"outputs": {"HSE": "x.tif"}}, "found HSE"),
        ({"outputs": {"LCZ": "{source}"}}, "^Expected a file of its own"),
        ({"outputs": {"LCZ": "{out}.tif", "LCZ_GENERATOR": "{out}.tif"}}, "^Expected a file of its own"),
        ({"confidence": "{source}"}, "found 1 to 17|Expected the confidence"),
        ({"scheme": code_schemes.SCHEMES["wrf45"]}, "^Expected the codes 51 to 61"),
    ],
)
def test_wrong_jobs_leave_no_file(write, tmp_path, change, words):
    names = {"source": write(patches()[None] * 1), "out": str(tmp_path / "out")}
    job = {"source": "{source}", "outputs": {"LCZ_GENERATOR": "{out}.tif"}, **change}
    job = {key: {k: v.format(**names) for k, v in value.items()} if isinstance(value, dict)
           else value.format(**names) if isinstance(value, str) else value for key, value in job.items()}  # fmt: skip
    if "confidence" in change:
        job["confidence"] = write(np.full((1, 5, 5), 70, dtype=np.uint8), file="other.tif")
    with pytest.raises(InputError, match=words):
        run(ConvertJob(**job))
    assert {path.name for path in tmp_path.iterdir()} <= {"map.tif", "other.tif"}


def test_maps_in_degrees_go_every_way(write, tmp_path):
    source = write(patches()[None], epsg=4326, corner=(2.0, 47.0), pixel=0.001)
    outputs = {"LCZ": "a.tif", "LCZ_GENERATOR": "b.tif", "KMZ": "c.kmz"}
    run(ConvertJob(source, {key: str(tmp_path / name) for key, name in outputs.items()}))
    with ZoneMap(source) as zone_map:
        smooth = gaussian_filter(patches(), zone_map.cell_sizes_m(0, 26))
    np.testing.assert_array_equal(three_bands(str(tmp_path / "b.tif"))[1], smooth)


def test_no_crs_and_the_date_line_are_told(write, tmp_path):
    with pytest.raises(InputError, match="coordinate reference system, found none"):
        run(ConvertJob(write(patches()[None], epsg=None), {"KMZ": str(tmp_path / "b.kmz")}))
    with pytest.raises(InputError, match="one side of the date line"):
        run(ConvertJob(write(patches()[None], epsg=3832, corner=(3_339_000, 0), pixel=1000),
                       {"KMZ": str(tmp_path / "b.kmz")}))  # fmt: skip
    assert not (tmp_path / "b.kmz").exists()


def test_a_closed_job_leaves_no_file(write, tmp_path):
    outputs = {"LCZ": str(tmp_path / "a.tif"), "KMZ": str(tmp_path / "b.kmz")}
    steps = convert_map(ConvertJob(write(patches()[None]), outputs))
    for step in steps:
        if step.share > 0.9:
            break
    steps.close()
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]


@pytest.mark.parametrize(("key", "file"), [("LCZ", "o.tif"), ("LCZ_GENERATOR", "o.tif"), ("KMZ", "o.kmz")])
def test_a_map_without_zones_is_told(key, file, write, tmp_path):
    source = write(np.zeros((1, 8, 8), np.uint8), ("lcz",), nodata=0)
    _, notes = run(ConvertJob(source, {key: str(tmp_path / file)}))
    assert [note for note in notes if note.startswith("Warning: the map has no cell with a zone")]


def test_cells_without_a_confidence_are_told(write, tmp_path):
    unknown = write(np.full((1, 8, 8), 255, np.uint8), ("lczProb",), "confidence.tif", nodata=255)
    source = write(np.full((1, 8, 8), 6, np.uint8), ("lcz",))
    _, notes = run(ConvertJob(source, {"LCZ_GENERATOR": str(tmp_path / "o.tif")}, confidence=unknown))
    assert [note for note in notes if "64 of 64 cells have a zone without a confidence" in note]
