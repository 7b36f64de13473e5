# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job without QGIS: values, grids, nodata, tiles that do not show, and nothing left behind."""

from __future__ import annotations

import os
import re
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import torch
from osgeo import gdal

from hse_lcz.model import progress
from hse_lcz.model.engines import torch_engine
from hse_lcz.model.errors import InputError, OutputError, WeightsError
from hse_lcz.model.lczmap.smoothing import gaussian_filter
from hse_lcz.model.mapping import map_scene, map_writer
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network import weights
from hse_lcz.model.network.model import Network
from hse_lcz.model.raster import geotiff, windows
from hse_lcz.model.raster import outputs as publishing
from hse_lcz.model.raster.geotiff import RasterFile
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.tables import lcz, products

from ...driving import driven, told

KEYS = tuple(products.PRODUCTS)


def finish(job: MapJob):
    """Runs a job to its end; its summary and all progress."""
    return driven(map_city(job))


def outputs(folder: Path, keys=KEYS) -> dict[str, str]:
    return {key: str(folder / f"{key}.tif") for key in keys}


@pytest.fixture(scope="module")
def scene(write_raster, patchwork, tmp_path_factory) -> str:
    """1.47 x 1.33 km, a size that no cell divides, with a corner and a stripe without data."""
    bands = patchwork()
    bands[:, :40, :30] = 0
    bands[4, 60:67, 100:147] = 0  # one band lacks: the pixel lacks
    return write_raster(tmp_path_factory.mktemp("scene") / "scene.tif", bands, nodata=0)


@pytest.fixture(scope="module")
def mapped(scene, small_weights, tmp_path_factory):
    """All five maps of the scene: folder, summary, progress."""
    folder = tmp_path_factory.mktemp("maps")
    summary, seen = finish(MapJob(scene, outputs(folder), weights=small_weights, device="cpu"))
    return folder, summary, seen


def read(folder: Path, key: str) -> np.ndarray:
    return gdal.Open(str(folder / f"{key}.tif")).ReadAsArray()


def cells_by_hand(scene: str, cell: int) -> np.ndarray:
    """Which cells have at most half of their pixels nodata, pixel by pixel."""
    bands = gdal.Open(scene).ReadAsArray()
    valid = (bands != 0).all(axis=0)
    rows, cols = -(-valid.shape[0] // cell), -(-valid.shape[1] // cell)
    blocks = [[valid[r * cell : (r + 1) * cell, c * cell : (c + 1) * cell] for c in range(cols)] for r in range(rows)]
    return np.array([[block.mean() >= 0.5 for block in row] for row in blocks])


@pytest.mark.parametrize("key", KEYS)
def test_a_map_has_its_grid_type_nodata_names_and_tags(mapped, scene, key):
    product, file = products.PRODUCTS[key], gdal.Open(str(mapped[0] / f"{key}.tif"))
    source = gdal.Open(scene)
    left, dx, _, top, _, dy = source.GetGeoTransform()
    cell = 2 if product.grid == "hse" else 10
    assert file.GetGeoTransform() == (left, dx * cell, 0, top, 0, dy * cell)
    assert (file.RasterXSize, file.RasterYSize) == (-(-147 // cell), -(-133 // cell))
    assert file.GetProjection() == source.GetProjection()
    assert file.RasterCount == len(product.band_names)
    for number, name in enumerate(product.band_names, start=1):
        band = file.GetRasterBand(number)
        assert band.GetDescription() == name
        assert gdal.GetDataTypeName(band.DataType) == product.dtype
        assert band.GetNoDataValue() == product.nodata
        assert (band.GetScale() or 1.0, band.GetOffset() or 0.0) == (product.scale, product.offset)
        assert band.GetBlockSize() == [256, 256]
        assert band.GetOverviewCount() >= 1
    assert file.GetMetadata("IMAGE_STRUCTURE")["COMPRESSION"] == "DEFLATE"
    tags = file.GetMetadata()
    assert tags["TIFFTAG_SOFTWARE"].startswith("HSE & LCZ Mapper ")
    assert tags["INPUT"] == "scene.tif" and "small, untrained" in tags["WEIGHTS"]
    assert "LCZ_CELL_SIZE=100" in tags["OPTIONS"]


@pytest.mark.parametrize("key", ["LCZ", "LCZ_FILTERED"])
def test_a_zone_map_carries_colours_and_names(mapped, key):
    file = gdal.Open(str(mapped[0] / f"{key}.tif"))  # GDAL's bands die with their file
    band = file.GetRasterBand(1)
    table, names = band.GetColorTable(), band.GetCategoryNames()
    for zone in lcz.ZONES:
        assert table.GetColorEntry(zone.code)[:3] == zone.rgb
        assert names[zone.code] == zone.title
        assert band.GetMetadata()[f"CATEGORY_{zone.code}"] == zone.title
    assert set(np.unique(band.GetOverview(0).ReadAsArray())) <= set(range(18))


def test_nodata_stands_where_more_than_half_of_a_cell_lacks_a_band(mapped, scene):
    np.testing.assert_array_equal(read(mapped[0], "HSE") != -9999, cells_by_hand(scene, 2))
    answered = cells_by_hand(scene, 10)
    np.testing.assert_array_equal(read(mapped[0], "LCZ") != 0, answered)
    np.testing.assert_array_equal(read(mapped[0], "CONFIDENCE") != 255, answered)
    np.testing.assert_array_equal((read(mapped[0], "LCZ_PROBABILITIES") != 255).all(axis=0), answered)
    assert not answered.all() and answered.any()


COST = (
    r"Took \d+\.\d s, \d+ % of it waiting for the scene to be read; "
    r"this process has held at most \d+\.\d\d GB of memory\."
)


def test_the_log_begins_at_once_and_ends_with_the_cost(scene, small_weights, tmp_path, monkeypatch):
    steps = map_city(MapJob(scene, outputs(tmp_path, ["LCZ"]), weights=small_weights, device="cpu", tile_px=30))
    monkeypatch.setattr(map_scene, "choose_engine", lambda *_: pytest.fail("the first line came after the engine"))
    assert next(steps).note == "Mapping scene.tif."
    monkeypatch.undo()
    notes = [step.note for step in driven(steps)[1] if step.note]
    assert re.fullmatch(COST, notes[-1])


def test_no_part_of_a_run_is_silent(scene, small_weights, tmp_path, monkeypatch):
    """Every slow part takes two seconds here, and a line is due every fifth of one."""
    monkeypatch.setattr(map_scene, "INTERVAL_S", 0.2)
    monkeypatch.setattr(progress, "INTERVAL_S", 0.2)
    monkeypatch.setattr(map_scene, "_POLL_S", 0.05)

    def slow(place, name, seconds=2.0):
        real = getattr(place, name)

        def slowly(*arguments, **options):
            if getattr(arguments[0], "_dataset", place):  # a file that is closed already has nothing left to do
                time.sleep(seconds)
            return real(*arguments, **options)

        monkeypatch.setattr(place, name, slowly)

    slow(map_scene, "choose_engine")
    slow(torch_engine.TorchEngine, "stream")
    slow(map_writer, "gaussian_filter", 0.3)  # between two blocks
    slow(RasterFile, "finish")
    monkeypatch.setattr(map_writer, "_FILTER_BYTES", 2 * map_writer._FILTER_BYTES_PER_CELL * 15 * 15)
    spoken, times = [], []
    job = MapJob(
        scene, outputs(tmp_path, ("LCZ", "LCZ_FILTERED")), weights=small_weights, device="cpu", orientations=2,
        dates=(scene,),
    )  # fmt: skip
    for step in map_city(job):
        if step.note:
            spoken.append(step.note)
            times.append(time.monotonic())
    assert max(np.diff(times)) < 1.5, list(zip(np.diff(times).round(1), spoken))
    assert len([note for note in spoken if "% done" in note]) >= 4


def test_the_filtered_zones_are_those_of_the_whole_map_whatever_the_blocks(write_raster, tmp_path, monkeypatch):
    """Block by block, within the memory, and a cancel acts between two blocks."""
    rng = np.random.default_rng(5)
    zones = rng.integers(0, 18, (83, 61)).astype(np.uint8)
    zones[40:60, 20:45] = 6
    window = windows.Window(0, 0, 610, 830)
    expected = {cell_m: gaussian_filter(zones, cell_m) for cell_m in (20.0, 100.0)}
    for cell_m in expected:
        for most_bytes in (1, 61 * 64 * 30, 1 << 30):
            written, sizes = np.full_like(zones, 99), []

            class File:
                def write(self, array, col, row, written=written):
                    written[row : row + array.shape[0], col : col + array.shape[1]] = array

            monkeypatch.setattr(
                map_writer,
                "gaussian_filter",
                lambda part, size, sizes=sizes: sizes.append(len(part)) or gaussian_filter(part, size),
            )
            writer = map_writer.MapWriter({"LCZ_FILTERED": File()}, window, 2, 10)
            writer.write_stored(map_writer.StoredPiece(window, 0.0, 0, {"LCZ": zones}))
            shares = list(writer.filter_zones(cell_m, most_bytes))
            np.testing.assert_array_equal(written, expected[cell_m])
            assert shares == sorted(shares) and shares[-1] == 1
            reach = int(500 // cell_m) + 1
            assert max(sizes) <= max(3 * reach, most_bytes // (61 * 64))
            assert len(shares) > 1 or most_bytes > 1 << 29


def test_values_are_what_the_network_answers(mapped, scene, small_weights):
    loaded = weights.load(small_weights)
    network = Network.from_arrays(loaded.config, loaded.arrays).eval()
    with Scene(scene) as opened:
        frame = windows.frame(147, 133, 32, 128)
        reflectance, valid = opened.read(frame)
    reflectance[:, ~valid] = 0.15  # the mean that these weights know
    with torch.inference_mode():
        answers = network(torch.from_numpy(reflectance)[None])
    settlement, zones = (answer[0, :, 16:83, 16:90].numpy() for answer in answers)
    hse, answered = read(mapped[0], "HSE"), cells_by_hand(scene, 2)
    np.testing.assert_allclose(hse[answered], 100 * settlement[0][answered], atol=1e-3)
    # LCZ: probabilities of the 20 m cells, averaged over the valid pixels of a 100 m cell (here one without nodata).
    by_hand = zones[:, 40:45, 20:25].mean(axis=(1, 2))
    assert read(mapped[0], "LCZ")[8, 4] == by_hand.argmax() + 1
    assert read(mapped[0], "CONFIDENCE")[8, 4] == np.rint(100 * by_hand.max())
    np.testing.assert_array_equal(read(mapped[0], "LCZ_PROBABILITIES")[:, 8, 4], np.rint(by_hand * 250))
    filtered = gaussian_filter(read(mapped[0], "LCZ"), 100)
    np.testing.assert_array_equal(read(mapped[0], "LCZ_FILTERED"), filtered)


def test_the_summary_is_that_of_the_files(mapped):
    folder, summary, seen = mapped
    hse, zones = read(folder, "HSE"), read(folder, "LCZ")
    assert summary.mean_hse_pct == pytest.approx(hse[hse != -9999].mean(), abs=1e-3)
    assert summary.zone_cells == tuple((zones == code).sum() for code in range(1, 18))
    assert summary.built_share_pct == pytest.approx(100 * (zones[zones > 0] <= 10).mean())
    assert summary.pixels == 147 * 133 and summary.device == "cpu" and summary.seconds > 0
    shares = [step.share for step in seen]
    assert shares == sorted(shares) and shares[-1] == 1
    assert any("B2 = band 1" in step.note for step in seen)


@pytest.mark.parametrize("tile_px", [10, 30, 70, 100000])
def test_the_maps_do_not_depend_on_the_tiles(mapped, scene, small_weights, tmp_path, tile_px):
    finish(MapJob(scene, outputs(tmp_path), weights=small_weights, device="cpu", tile_px=tile_px))
    assert np.abs(read(tmp_path, "HSE") - read(mapped[0], "HSE")).max() <= 0.01
    for key in ("LCZ", "LCZ_FILTERED"):
        np.testing.assert_array_equal(read(tmp_path, key), read(mapped[0], key))


def test_a_part_maps_as_it_does_in_the_whole(mapped, scene, small_weights, tmp_path):
    left, dx, _, top, _, dy = gdal.Open(scene).GetGeoTransform()
    # From pixel (32, 51) to (88, 96): cells (3, 5) to (8, 9) of 100 m are touched.
    extent = (left + 32 * dx, top + 96 * dy, left + 88 * dx, top + 51 * dy)
    finish(MapJob(scene, outputs(tmp_path, ("HSE", "LCZ")), extent=extent, weights=small_weights, device="cpu"))
    zones = gdal.Open(str(tmp_path / "LCZ.tif"))
    assert zones.GetGeoTransform() == (left + 300, 100, 0, top - 500, 0, -100)
    np.testing.assert_array_equal(zones.ReadAsArray(), read(mapped[0], "LCZ")[5:10, 3:9])
    np.testing.assert_allclose(read(tmp_path, "HSE"), read(mapped[0], "HSE")[25:50, 15:45], atol=0.01)


@pytest.mark.parametrize("cell_m", [20, 60, 200])
def test_other_cell_sizes(scene, small_weights, tmp_path, cell_m):
    finish(MapJob(scene, outputs(tmp_path, ("LCZ",)), weights=small_weights, device="cpu", lcz_cell_size_m=cell_m))
    zones = gdal.Open(str(tmp_path / "LCZ.tif"))
    assert zones.GetGeoTransform()[1] == cell_m
    np.testing.assert_array_equal(zones.ReadAsArray() != 0, cells_by_hand(scene, cell_m // 10))


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (11, 9)])
def test_scenes_of_a_few_pixels(write_raster, patchwork, small_weights, tmp_path, size):
    scene = write_raster(tmp_path / "tiny.tif", patchwork(height=size[0], width=size[1]))
    summary, _ = finish(MapJob(scene, outputs(tmp_path), weights=small_weights, device="cpu"))
    assert sum(summary.zone_cells) == -(-size[0] // 10) * -(-size[1] // 10)
    assert read(tmp_path, "HSE").shape == (-(-size[0] // 2), -(-size[1] // 2))


@pytest.mark.parametrize("steps", [1, 4, 6])
def test_a_job_that_is_stopped_leaves_nothing_and_keeps_the_old(scene, small_weights, tmp_path, steps):
    (tmp_path / "HSE.tif").write_bytes(b"the old map")
    with closing(map_city(MapJob(scene, outputs(tmp_path), weights=small_weights, device="cpu", tile_px=30))) as job:
        for _ in range(steps):
            next(job)
    assert [path.name for path in tmp_path.iterdir()] == ["HSE.tif"]
    assert (tmp_path / "HSE.tif").read_bytes() == b"the old map"


def test_old_maps_and_their_sidecars_are_replaced(scene, small_weights, tmp_path):
    for name in ("LCZ.tif", "LCZ.tif.ovr", "HSE.tif.aux.xml"):
        (tmp_path / name).write_text("old")
    finish(MapJob(scene, outputs(tmp_path, ("HSE", "LCZ")), weights=small_weights, device="cpu"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["HSE.tif", "LCZ.tif", "LCZ.tif.aux.xml"]


def test_when_one_map_cannot_be_put_in_place_none_is(scene, small_weights, tmp_path, monkeypatch):
    (tmp_path / "HSE.tif").write_bytes(b"the old map")
    (tmp_path / "LCZ.tif").write_bytes(b"the old zones")
    real = os.replace

    def locked(source, target):
        """Windows does this where a program has the file open."""
        if Path(source).name == "LCZ.tif" and Path(target).parent == tmp_path:
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        real(source, target)

    monkeypatch.setattr(publishing.os, "replace", locked)
    with pytest.raises(OutputError, match="LCZ.tif cannot be replaced .Permission denied.: another program"):
        finish(MapJob(scene, outputs(tmp_path, ("HSE", "LCZ")), weights=small_weights, device="cpu"))
    assert (tmp_path / "HSE.tif").read_bytes() == b"the old map"
    assert (tmp_path / "LCZ.tif").read_bytes() == b"the old zones"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["HSE.tif", "LCZ.tif"]


def test_a_folder_of_that_name_is_not_replaced(scene, small_weights, tmp_path):
    (tmp_path / "HSE.tif").mkdir()
    (tmp_path / "HSE.tif" / "precious").touch()
    with pytest.raises(OutputError, match="found .*HSE.tif, which is a folder"):
        finish(MapJob(scene, outputs(tmp_path, ("HSE",)), weights=small_weights, device="cpu"))
    assert [path.name for path in tmp_path.rglob("*")] == ["HSE.tif", "precious"]


@pytest.fixture
def gdal_raises():
    """GDAL as another plugin may have left it: raising exceptions."""
    before = gdal.GetUseExceptions()
    gdal.UseExceptions()
    yield
    if not before:
        gdal.DontUseExceptions()


def test_mistakes_are_sentences_where_gdal_raises(gdal_raises, scene, small_weights, tmp_path, monkeypatch):
    with pytest.raises(InputError, match="Expected a raster that GDAL can open"):
        finish(MapJob(str(tmp_path / "nowhere.tif"), outputs(tmp_path), weights=small_weights, device="cpu"))
    monkeypatch.setattr(geotiff, "_OPTIONS", ("TILED=YES", "BLOCKXSIZE=255"))
    with pytest.raises(OutputError, match="could not be written"):
        finish(MapJob(scene, outputs(tmp_path, ("HSE",)), weights=small_weights, device="cpu"))
    assert not list(tmp_path.iterdir())


def test_names_with_spaces_and_letters_of_any_alphabet(write_raster, patchwork, small_weights, tmp_path):
    folder = tmp_path / "Świętokrzyskie, São Paulo 东京"
    folder.mkdir()
    scene = write_raster(folder / "scène 1.tif", patchwork(height=30, width=30))
    finish(MapJob(scene, outputs(folder, ("HSE", "LCZ")), weights=small_weights, device="cpu"))
    assert read(folder, "LCZ").shape == (3, 3)
    assert gdal.Open(str(folder / "LCZ.tif")).GetMetadataItem("INPUT") == "scène 1.tif"


def test_a_folder_that_cannot_be_made_is_said(scene, small_weights, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written .* choose another folder"):
        finish(MapJob(scene, outputs(tmp_path / "file", ("HSE",)), weights=small_weights, device="cpu"))


def test_a_full_disk_is_said_and_leaves_nothing(scene, small_weights, tmp_path, monkeypatch):
    real = RasterFile.write

    def full(self, array, col, row):
        real(self, array, col, row)
        with self._reporting():
            gdal.Error(gdal.CE_Failure, gdal.CPLE_FileIO, "No space left on device")

    # As GDAL reports it: an error state that nobody returns.
    monkeypatch.setattr(RasterFile, "write", full)
    with pytest.raises(OutputError, match="No space left on device.*free some disk space"):
        finish(MapJob(scene, outputs(tmp_path, ("HSE",)), weights=small_weights, device="cpu"))
    assert not list(tmp_path.iterdir())


class TestRefusals:
    """Each wrong input gets its sentence and leaves no file."""

    @pytest.fixture
    def refused(self, small_weights, tmp_path):
        def check(source, match, error=InputError, keys=("HSE", "LCZ"), **options):
            folder = tmp_path / "maps"
            with pytest.raises(error, match=match) as caught:
                finish(
                    MapJob(str(source), outputs(folder, keys), **{"weights": small_weights, "device": "cpu", **options})
                )
            assert not folder.exists() or not any(folder.iterdir())
            assert str(caught.value).endswith((".", ")")) and "\n" not in str(caught.value)

        return check

    def test_three_bands(self, refused, write_raster, patchwork, tmp_path):
        refused(write_raster(tmp_path / "a.tif", patchwork()[:3], names=None), "found a raster of 3 bands")

    def test_no_crs(self, refused, write_raster, patchwork, tmp_path):
        refused(write_raster(tmp_path / "a.tif", patchwork(), epsg=None), "gdal_edit.py -a_srs")

    def test_text_file(self, refused, tmp_path):
        (tmp_path / "a.txt").write_text("no raster")
        refused(tmp_path / "a.txt", "Expected a raster that GDAL can open")

    def test_missing_file(self, refused, tmp_path):
        refused(tmp_path / "nowhere.tif", "Expected a raster that GDAL can open")

    def test_all_nodata(self, refused, write_raster, patchwork, tmp_path):
        refused(write_raster(tmp_path / "a.tif", patchwork() * 0, nodata=0), "found only nodata")

    def test_unknown_count_without_descriptions(self, refused, write_raster, patchwork, tmp_path):
        bands = np.concatenate([patchwork(), patchwork()[:1]])
        refused(write_raster(tmp_path / "a.tif", bands, names=None), "found 11 bands without any")

    def test_eight_bit_picture(self, refused, write_raster, patchwork, tmp_path):
        refused(write_raster(tmp_path / "a.tif", (patchwork() // 40).astype(np.uint8)), "8-bit picture")

    def test_pixels_of_60_m(self, refused, write_raster, patchwork, tmp_path):
        refused(write_raster(tmp_path / "a.tif", patchwork(), pixel=60), "of 10 or 20 m, found 60 x 60 m")

    def test_an_infinite_extent(self, refused, scene):
        refused(scene, "Expected an extent of four numbers", extent=(0, 0, float("inf"), 1))

    def test_extent_elsewhere(self, refused, scene):
        refused(scene, "Expected an extent that overlaps the scene", extent=(0, 0, 1000, 1000))

    def test_cell_size_between(self, refused, scene):
        refused(scene, "found 50 m; use 40 m", lcz_cell_size_m=50)
        refused(scene, "at most 1000 m, found 100000 m; use 1000 m", lcz_cell_size_m=100_000)
        refused(scene, "found nan m", lcz_cell_size_m=float("nan"))

    def test_unknown_device(self, refused, scene):
        refused(scene, "found 'tpu'; choose auto or cpu", device="tpu")

    def test_unknown_output(self, refused, scene):
        refused(scene, "found NDVI", keys=("HSE", "NDVI"))

    def test_no_output(self, refused, scene):
        refused(scene, "found none; choose at least one", keys=())

    def test_weights_that_are_none(self, refused, scene, tmp_path):
        (tmp_path / "w.npz").write_text("no weights")
        refused(scene, "is no zip of arrays or is damaged", error=WeightsError, weights=str(tmp_path / "w.npz"))

    def test_the_scene_as_output(self, scene, small_weights):
        before = Path(scene).read_bytes()
        with pytest.raises(InputError, match="a file of its own"):
            finish(MapJob(scene, {"HSE": scene}, weights=small_weights, device="cpu"))
        assert Path(scene).read_bytes() == before


def test_real_scene_does_not_depend_on_the_bands(data, tmp_path):
    """The bundled network on a real city of 768 x 896 px, whose zones are many."""
    from hse_lcz.model.scene import vrt_stack
    from hse_lcz.model.training import folder_dataset

    scene = vrt_stack.stack(folder_dataset.scene_files(data, "beihai")[0], str(tmp_path / "beihai.vrt"))
    maps = []
    for tile_px in (100000, 256, 384, 512):
        folder = tmp_path / str(tile_px)
        finish(MapJob(scene, outputs(folder, ("HSE", "LCZ")), device="cpu", tile_px=tile_px))
        maps.append((read(folder, "HSE"), read(folder, "LCZ")))
    for hse, zones in maps[1:]:
        assert np.abs(hse - maps[0][0]).max() <= 0.01
        np.testing.assert_array_equal(zones, maps[0][1])
    assert len(np.unique(maps[0][1])) >= 5


def test_a_further_scene_that_adds_nothing_is_named(write_raster, patchwork, small_weights, tmp_path):
    first = write_raster(tmp_path / "first.tif", patchwork(height=60, width=60))
    more = {
        "beside.tif": {"corner": (642307.123456 + 2000, 5210711.654321)},
        "zone.tif": {"epsg": 32655},
        "near.tif": {"corner": (642307.123456 + 300, 5210711.654321)},
    }
    paths = [write_raster(tmp_path / name, patchwork(height=60, width=60), **where) for name, where in more.items()]
    job = MapJob(
        first, {"LCZ": str(tmp_path / "lcz.tif")}, weights=small_weights, dates=(*paths, paths[-1]), device="cpu"
    )
    notes = told(map_city(job))[1]
    said = [note for note in notes if "adds nothing" in note or "given twice" in note]
    assert said == [
        f"Warning: {paths[2]} is given twice; it counts twice in the mean of the scenes.",
        f"Warning: {paths[0]} lies elsewhere; it adds nothing to the maps.",
        f"Warning: {paths[1]} lies elsewhere; it adds nothing to the maps.",
    ]
