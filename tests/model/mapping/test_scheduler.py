# SPDX-License-Identifier: GPL-2.0-or-later
"""From file to file with an engine that changes nothing: what goes in comes out, however it is cut."""

from __future__ import annotations

import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from osgeo import gdal, osr

from hse_lcz.model.engines import network_stream
from hse_lcz.model.engines.base import DeviceMemoryError
from hse_lcz.model.engines.select import choose_engine
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.errors import InputError
from hse_lcz.model.mapping import map_scene
from hse_lcz.model.mapping.map_scene import MapJob, map_city, strip_width_px
from hse_lcz.model.mapping.strip_pass import passes, read_chunks
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import CELL_PX, Maps
from hse_lcz.model.raster.gdal_cache import limited_gdal_cache
from hse_lcz.model.raster.windows import Tile, Window
from hse_lcz.model.scene.scene import Reading, Scene
from hse_lcz.model.system.background_threads import read_ahead, write_behind
from hse_lcz.model.tables import sentinel2

from ...driving import told
from ...window_engine import WindowEngine

FILL = 0.15
PLAIN = Reading(scale=1e-4, offset=0.0)


class Identity(WindowEngine):
    """HSE is the mean of the first band, in 2 x 2 pixels; the zone follows from it."""

    device = description = "cpu"

    def __init__(self, config):
        self.config = config
        self.windows = []

    def load(self, arrays):
        self.loaded = arrays

    def run(self, reflectance, inner):
        self.windows.append(reflectance.shape[1:])
        _, height, width = reflectance.shape
        mean = reflectance[0].reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3))
        mean = mean[inner.row : inner.row + inner.height, inner.col : inner.col + inner.width]
        zones = (np.arange(17)[:, None, None] == (mean * 40).astype(int) % 17).astype(np.float32)
        return Maps(mean, zones)


@pytest.fixture
def identity(small_weights, monkeypatch):
    """Puts the identity in place of every engine; the ones made."""
    made = []

    def choose(device, loaded):
        made[:] = [Identity(loaded.config)]
        return made[0]

    monkeypatch.setattr(map_scene, "choose_engine", choose)
    return made


def finish(job: MapJob):
    return told(map_city(job))


def read(path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def laid_out(scene: str, layout: str, folder: Path) -> str:
    if layout == "strips":
        return scene
    path = str(folder / f"{layout}.{'vrt' if layout == 'VRT' else 'tif'}")
    how = {
        "tiles": ["-co", "TILED=YES", "-co", "BLOCKXSIZE=64", "-co", "BLOCKYSIZE=16", "-co", "COMPRESS=DEFLATE"],
        "pixels": ["-co", "INTERLEAVE=PIXEL"],
        "VRT": ["-of", "VRT"],
    }[layout]
    gdal.Translate(path, scene, options=how)
    return path


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.tuples(st.integers(1, 230), st.integers(1, 230)),
    layout=st.sampled_from(["strips", "tiles", "pixels", "VRT"]),
    holes=st.lists(st.tuples(st.integers(0, 229), st.integers(0, 229), st.integers(1, 200)), max_size=3),
    crop=st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
    tile_px=st.sampled_from([0, 1, 50, 120]),
)
def test_what_goes_in_comes_out(identity, write_raster, small_weights, size, layout, holes, crop, tile_px):
    rng = np.random.default_rng(1)
    bands = rng.integers(1, 9000, (10, *size)).astype(np.uint16)
    for row, col, side in holes:
        bands[:, row : row + side, col : col + side] = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene = laid_out(write_raster(folder / "scene.tif", bands, nodata=0), layout, folder)
        left, dx, _, top, _, dy = gdal.Open(scene).GetGeoTransform()
        rows, cols = (sorted(int(share * length) for share in pair) for pair, length in zip((crop[:2], crop[2:]), size))
        extent = (left + cols[0] * dx, top + (rows[1] + 1) * dy, left + (cols[1] + 1) * dx, top + rows[0] * dy)
        # The cells of 100 m that the extent touches.
        first = rows[0] // 10 * 10, cols[0] // 10 * 10
        if rows[0] >= size[0] or cols[0] >= size[1]:
            return
        last = min(size[0], rows[1] // 10 * 10 + 10), min(size[1], cols[1] // 10 * 10 + 10)
        seen = bands[:, first[0] : last[0], first[1] : last[1]]
        job = MapJob(
            scene, {"HSE": str(folder / "h.tif")}, extent=extent, weights=small_weights, tile_px=tile_px, device="cpu",
            reading=PLAIN,
        )  # fmt: skip
        if not seen.any():
            with pytest.raises(InputError, match="found only nodata"):
                finish(job)
            return
        finish(job)
        found = read(folder / "h.tif")
    padded = np.pad(seen[0], [(0, length % 2) for length in seen.shape[1:]], mode="symmetric")
    # A part cell at an edge inside the scene sees the pixel beyond it; mirrored here, so left out.
    cells = np.where(padded == 0, FILL, padded / 1e4).astype(np.float32)
    expected = 100 * cells.reshape(cells.shape[0] // 2, 2, cells.shape[1] // 2, 2).mean(axis=(1, 3))
    counts = np.add.reduceat(np.add.reduceat(seen[0] > 0, range(0, seen.shape[1], 2)), range(0, seen.shape[2], 2), 1)
    pixels = np.add.reduceat(np.add.reduceat(seen[0] >= 0, range(0, seen.shape[1], 2)), range(0, seen.shape[2], 2), 1)
    answered = (counts > 0) & (2 * counts >= pixels)
    assert found.shape == expected.shape
    np.testing.assert_array_equal(found != -9999, answered)
    np.testing.assert_allclose(found[answered], expected[answered], atol=2e-3)


def test_nodata_costs_nothing(identity, write_raster, patchwork, small_weights, tmp_path):
    bands = patchwork(height=3000, width=140)
    bands[:, 300:2700] = 0
    scene = write_raster(tmp_path / "scene.tif", bands, nodata=0)
    finish(MapJob(scene, {"HSE": str(tmp_path / "h.tif")}, weights=small_weights, device="cpu"))
    answered = sum(height for height, _ in identity[0].windows)
    assert answered < 300 + 160 + 160 + 300 + 300  # the rows with data, and what is seen of the others
    hse = read(tmp_path / "h.tif")
    assert (hse[150:1350] == -9999).all() and (hse[:150] != -9999).all() and (hse[1350:] != -9999).all()


def test_dates_count_by_their_valid_pixels(identity, write_raster, small_weights, tmp_path):
    first, second = (np.full((10, 60, 60), value, dtype=np.uint16) for value in (1000, 3000))
    first[:, :20] = 0
    second[:, 40:] = 0
    first[:, 20:22, :2] = [[0, 1000], [1000, 1000]]  # three pixels of one cell
    scenes = [write_raster(tmp_path / f"{i}.tif", bands, nodata=0) for i, bands in enumerate((first, second))]
    outputs = {"HSE": str(tmp_path / "h.tif")}
    job = MapJob(scenes[0], outputs, weights=small_weights, dates=(scenes[1],), device="cpu", reading=PLAIN)
    finish(job)
    hse = read(tmp_path / "h.tif")
    np.testing.assert_allclose(hse[:10], 30, atol=1e-3)
    np.testing.assert_allclose(hse[10:20, 1:], 20, atol=1e-3)
    np.testing.assert_allclose(hse[20:], 10, atol=1e-3)
    assert hse[10, 0] == pytest.approx((3 * (3 * 10 + 15) / 4 + 4 * 30) / 7, abs=1e-3)


def test_a_date_on_another_grid_is_brought_to_the_first(identity, write_raster, small_weights, tmp_path):
    first, second = (np.full((10, 60, 60), value, dtype=np.uint16) for value in (1000, 3000))
    scene = write_raster(tmp_path / "a.tif", first, nodata=0)
    left, _, _, top, *_ = gdal.Open(scene).GetGeoTransform()
    other = write_raster(tmp_path / "b.tif", second, nodata=0, corner=(left + 203, top + 107))
    outputs = {"HSE": str(tmp_path / "h.tif")}
    job = MapJob(scene, outputs, weights=small_weights, dates=(other,), device="cpu", reading=PLAIN)
    finish(job)
    hse = read(tmp_path / "h.tif")
    assert hse.shape == (30, 30)
    np.testing.assert_allclose(hse[:20, 12:], 20, atol=0.01)
    np.testing.assert_allclose(hse[:, :9], 10, atol=0.01)
    np.testing.assert_allclose(hse[26:], 10, atol=0.01)


def test_orientations_are_averaged(write_raster, patchwork, small_weights, tmp_path):
    scene = write_raster(tmp_path / "scene.tif", patchwork())
    maps = {}
    for count in (1, 2, 8):
        out = str(tmp_path / f"{count}.tif")
        finish(MapJob(scene, {"HSE": out}, weights=small_weights, device="cpu", orientations=count))
        maps[count] = read(out)
    assert 0 < np.abs(maps[1] - maps[2]).max() < 60
    with pytest.raises(InputError, match="1, 2, 4 or 8 orientations, found 3"):
        finish(MapJob(scene, {"HSE": out}, weights=small_weights, device="cpu", orientations=3))
    # The mean over all eight does not know which way is north.
    turned = write_raster(tmp_path / "turned.tif", np.rot90(patchwork(height=128, width=128), axes=(1, 2)).copy())
    square = write_raster(tmp_path / "square.tif", patchwork(height=128, width=128))
    for source, key in ((turned, "turned"), (square, "square")):
        out = str(tmp_path / "out.tif")
        finish(MapJob(source, {"HSE": out}, weights=small_weights, device="cpu", orientations=8))
        maps[key] = read(out)
    np.testing.assert_allclose(maps["turned"], np.rot90(maps["square"]), atol=1e-2)


class TestAveraging:
    """Dates and orientations, one after the other."""

    @pytest.fixture
    def dates(self, write_raster, patchwork, tmp_path) -> list[str]:
        """Two dates; the second lacks a part that cuts through cells."""
        first, second = patchwork(1, 260, 300), patchwork(2, 260, 300)
        second[:, 33:118, 47:201] = 0
        return [
            write_raster(tmp_path / f"{n}.tif", bands, nodata=0) for n, bands in enumerate((first, second), start=1)
        ]

    def mapped(self, folder: Path, scene: str, small_weights: str, **options) -> dict[str, np.ndarray]:
        folder.mkdir()
        outputs = {key: str(folder / f"{key}.tif") for key in ("HSE", "LCZ_PROBABILITIES")}
        finish(MapJob(scene, outputs, weights=small_weights, device="cpu", **options))
        return {key: read(path) for key, path in outputs.items()}

    def test_one_stream_at_a_time_and_as_many_as_there_are_passes(self, dates, small_weights, tmp_path, monkeypatch):
        """Sixteen engines at once took the memory of sixteen, and the strips were narrowed to their minimum."""
        real, under_way, most = TorchEngine.stream, [], []

        def stream(self, width_px):
            under_way.append(real(self, width_px))
            last = under_way[-1]
            finish_it = last.finish
            monkeypatch.setattr(last, "finish", lambda: (under_way.remove(last), finish_it())[1])
            most.append(len(under_way))
            return last

        monkeypatch.setattr(TorchEngine, "stream", stream)
        made, choose = [], map_scene.choose_engine
        monkeypatch.setattr(map_scene, "choose_engine", lambda *given: made.append(given) or choose(*given))
        self.mapped(tmp_path / "a", dates[0], small_weights, dates=(dates[1],), orientations=8)
        assert len(most) == 16 and max(most) == 1 and len(made) == 1

    def test_each_date_counts_by_its_valid_pixels_in_each_cell_of_20_m(self, dates, small_weights, tmp_path):
        """Of both maps, the LCZ map's cells of 100 m made of those of 20 m by hand."""
        alone = [
            self.mapped(tmp_path / f"fine{n}", date, small_weights, orientations=2, lcz_cell_size_m=20)
            for n, date in enumerate(dates)
        ]
        both = self.mapped(tmp_path / "both", dates[0], small_weights, dates=(dates[1],), orientations=2)
        valid = [(gdal.Open(date).ReadAsArray() > 0).all(axis=0) for date in dates]
        counts = [part.reshape(130, 2, 150, 2).sum(axis=(1, 3)) for part in valid]
        fine = [np.where(part["LCZ_PROBABILITIES"] == 255, 0, part["LCZ_PROBABILITIES"]) / 250 for part in alone]
        hse = [np.where(part["HSE"] == -9999, 0, part["HSE"]) for part in alone]
        # A single date's map has no value where most of a cell is missing; leave those cells of 20 m out.
        full = [count in (0, 4) for count in counts[1].ravel()]
        total = np.maximum(counts[0] + counts[1], 1)
        expected = (counts[0] * hse[0] + counts[1] * hse[1]) / total
        same = np.reshape(full, counts[1].shape)
        np.testing.assert_allclose(both["HSE"][same], expected[same], atol=2e-3)
        zones = (counts[0] * fine[0] + counts[1] * fine[1]) / total
        zones = zones.reshape(17, 26, 5, 30, 5).mean(axis=(2, 4))
        whole = same.reshape(26, 5, 30, 5).all(axis=(1, 3))
        assert whole.sum() > 600 and (counts[1] == 0).any()
        np.testing.assert_allclose(both["LCZ_PROBABILITIES"][:, whole] / 250, zones[:, whole], atol=0.005)

    def test_strips_and_chunks_do_not_show(self, dates, small_weights, tmp_path):
        options = {"dates": (dates[1],), "orientations": 2}
        whole = self.mapped(tmp_path / "whole", dates[0], small_weights, **options)
        cut = self.mapped(tmp_path / "cut", dates[0], small_weights, tile_px=70, **options)
        np.testing.assert_allclose(cut["HSE"], whole["HSE"], atol=0.01)
        difference = np.abs(cut["LCZ_PROBABILITIES"].astype(int) - whole["LCZ_PROBABILITIES"])
        assert difference.max() <= 1


class TestTooLittleMemory:
    @pytest.fixture
    def scene(self, write_raster, patchwork, tmp_path):
        return write_raster(tmp_path / "scene.tif", patchwork(height=400, width=900))

    def test_strips_are_halved_and_the_map_is_the_same(self, scene, small_weights, tmp_path, monkeypatch):
        finish(MapJob(scene, {"HSE": str(tmp_path / "whole.tif")}, weights=small_weights, device="cpu"))
        real, calls = network_stream.NetworkStream.push, []

        def push(self, reflectance):
            calls.append(self._width_px)
            if self._width_px > 800 and len(calls) > 5:
                raise torch.cuda.OutOfMemoryError("no memory left")
            return real(self, reflectance)

        monkeypatch.setattr(network_stream.NetworkStream, "push", push)
        _, notes = finish(MapJob(scene, {"HSE": str(tmp_path / "cut.tif")}, weights=small_weights, device="cpu"))
        assert "The memory of cpu is too small: strips of 450 px from here on." in notes
        assert calls[0] > 800 > calls[-1]
        np.testing.assert_allclose(read(tmp_path / "cut.tif"), read(tmp_path / "whole.tif"), atol=0.01)

    def test_where_no_strip_fits_the_processor_goes_on(self, scene, small_weights, tmp_path, monkeypatch):
        class Card(Identity):
            device = "cuda"

            def run(self, reflectance, inner):
                raise DeviceMemoryError("Expected more memory.")

        loaded = weights.load(small_weights)
        monkeypatch.setattr(
            map_scene, "choose_engine", lambda device, _: (Identity if device == "cpu" else Card)(loaded.config)
        )
        job = MapJob(scene, {"HSE": str(tmp_path / "h.tif")}, weights=small_weights, device="cuda")
        summary, notes = finish(job)
        assert summary.device == "cpu"
        assert "The memory of cuda is too small for any strip: the processor computes from here on." in notes
        assert (read(tmp_path / "h.tif") >= 0).all()

    def test_on_the_processor_it_is_said(self, scene, small_weights, tmp_path, identity, monkeypatch):
        def run(self, reflectance, inner):
            raise DeviceMemoryError("Expected more memory.")

        monkeypatch.setattr(Identity, "run", run)
        with pytest.raises(InputError, match="Expected more memory"):
            finish(MapJob(scene, {"HSE": str(tmp_path / "h.tif")}, weights=small_weights, device="cpu"))
        assert not (tmp_path / "h.tif").exists()


class TestThreads:
    def test_items_come_in_order_and_not_far_ahead(self):
        made = []

        def make():
            for number in range(50):
                made.append(number)
                yield number

        with read_ahead(make(), depth=2) as items:
            for number in items:
                assert number == len([n for n in made if n <= number]) - 1
                assert len(made) <= number + 5
        assert made == list(range(50))

    def test_an_error_comes_out_where_the_item_is_asked_for(self):
        def make():
            yield 1
            raise InputError("Expected better.")

        with pytest.raises(InputError, match="Expected better"), read_ahead(make(), depth=4) as items:
            assert next(items) == 1
            next(items)

        def work(item):
            raise InputError("Expected to write.")

        with pytest.raises(InputError, match="Expected to write"), write_behind(work, depth=1) as thread:
            for number in range(100):
                thread.send(number)
                time.sleep(0.01)
        with pytest.raises(InputError, match="Expected to write"), write_behind(work, depth=1) as thread:
            thread.send(1)

    def test_leaving_early_ends_the_threads(self, identity, write_raster, patchwork, small_weights, tmp_path):
        scene = write_raster(tmp_path / "scene.tif", patchwork(height=2000, width=300))
        job = MapJob(scene, {"HSE": str(tmp_path / "h.tif")}, weights=small_weights, device="cpu", tile_px=50)
        with closing(map_city(job)) as steps:
            while next(steps).share == 0:
                pass
            assert [thread for thread in threading.enumerate() if thread.name.startswith("hse-lcz")]
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("hse-lcz")]
        assert [path.name for path in tmp_path.iterdir()] == ["scene.tif"]

    def test_an_unreadable_block_is_said(self, identity, write_raster, patchwork, small_weights, tmp_path):
        scene = write_raster(tmp_path / "scene.tif", patchwork(height=1500, width=100))
        with open(scene, "r+b") as file:
            file.truncate(Path(scene).stat().st_size // 2)
        (tmp_path / "h.tif").write_bytes(b"the old map")
        with pytest.raises(InputError, match=r"Expected to read rows \d+ to \d+ .* the file is damaged or was moved"):
            finish(MapJob(scene, {"HSE": str(tmp_path / "h.tif")}, weights=small_weights, device="cpu"))
        assert (tmp_path / "h.tif").read_bytes() == b"the old map"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["h.tif", "scene.tif"]


def read_bytes() -> int:
    """What this process has read so far."""
    return int(Path("/proc/self/io").read_text().split()[1])


def write_random(path: Path, size: tuple[int, int], options: list[str]) -> Path:
    """A GeoTIFF of ten bands, height and width as given, of numbers that hardly compress."""
    height, width = size
    raster = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 10, gdal.GDT_UInt16, options=options)
    raster.SetGeoTransform((642300, 10, 0, 5210700, 0, -10))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32631)
    raster.SetProjection(reference.ExportToWkt())
    raster.WriteArray(np.random.default_rng(3).integers(1, 9000, (10, height, width)).astype(np.uint16))
    for number, name in enumerate(sentinel2.NAMES, start=1):
        raster.GetRasterBand(number).SetDescription(name)
    return path


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="this system does not count what a process reads")
@pytest.mark.parametrize("interleave", ["BAND", "PIXEL"])
def test_blocks_taller_than_a_chunk_are_read_once(tmp_path, interleave):
    """The cache holds hardly more than a row of blocks; each row of them has eight chunks."""
    path, (height, width) = tmp_path / "scene.tif", (3072, 512)
    options = ["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "COMPRESS=DEFLATE", f"INTERLEAVE={interleave}"]
    write_random(path, (height, width), options)
    window = Window(-32, -32, width + 64, height + 64)
    with Scene(str(path), PLAIN) as scene, limited_gdal_cache(7 << 20):
        before = read_bytes()
        step = passes(1, 1)[0]
        chunks = list(read_chunks([scene], [(Tile(window, window), step)], 64, np.zeros(10, np.float32)))
        assert 1 <= (read_bytes() - before) / path.stat().st_size < 1.1
    assert sum(chunk.window.height for chunk in chunks) == window.height


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="this system does not count what a process reads")
def test_a_scene_whose_blocks_are_whole_rows_is_read_once(identity, tmp_path, small_weights, monkeypatch):
    """In one strip where the memory is there; a limit that the user sets holds, and costs a pass for each strip."""
    from hse_lcz.model.system.memory import Memory

    path = write_random(tmp_path / "scene.tif", (256, 1600), ["BLOCKYSIZE=1", "COMPRESS=DEFLATE"])
    free = [64 << 30]
    monkeypatch.setattr(map_scene, "memory", lambda: Memory(free[0], free[0]))
    monkeypatch.setattr(map_scene, "AUTOMATIC_MEMORY_MB", 8)

    def times_read(**options) -> float:
        outputs = {"HSE": str(tmp_path / "h.tif")}
        before = read_bytes()
        finish(MapJob(str(path), outputs, weights=small_weights, device="cpu", reading=PLAIN, **options))
        return (read_bytes() - before) / path.stat().st_size

    once, several = times_read(), times_read(max_memory_mb=8)
    assert several - once > 2  # four strips and more, of 256 px
    free[0] = 1 << 30  # a quarter of it is too little for the whole width
    assert abs(times_read() - several) < 0.5


def test_waiting_for_the_scene_is_counted_and_computing_is_not(
    identity, write_raster, patchwork, small_weights, tmp_path, monkeypatch
):
    """By a clock that moves on by ten seconds while a chunk is awaited, and by a thousand while it is mapped."""
    from hse_lcz.model.mapping import scheduler as module

    clock, made = [0.0], []
    monkeypatch.setattr(module.time, "perf_counter", lambda: clock[0])
    real_next, real_take = module.Scheduler._awaited, module.StripPass.take

    def awaited(self, chunks):
        def arriving():
            for chunk in chunks:
                clock[0] += 10
                made.append(self)
                yield chunk

        return real_next(self, arriving())

    def take(self, chunk):
        clock[0] += 1000
        yield from real_take(self, chunk)

    monkeypatch.setattr(module.Scheduler, "_awaited", awaited)
    monkeypatch.setattr(module.StripPass, "take", take)
    scene = write_raster(tmp_path / "scene.tif", patchwork(height=300, width=140))
    _, notes = finish(MapJob(scene, {"HSE": str(tmp_path / "h.tif")}, weights=small_weights, device="cpu"))
    assert len(made) > 3 and made[0].waited_s == 10 * len(made)
    assert " % of it waiting for the scene to be read" in notes[-1]


def test_more_memory_makes_wider_strips(small_weights, monkeypatch):
    loaded = weights.load(small_weights)
    with choose_engine("cpu", loaded) as one:

        def width(**options):
            return strip_width_px(MapJob("", {}, **options), one, 10, 2000)

        assert width(tile_px=77) == 77
        assert width(max_memory_mb=1) == 256
        assert 256 < width(max_memory_mb=200) < width(max_memory_mb=400) < 2500
        # Sums over several passes take a part of it, however many passes there are.
        averaged = width(max_memory_mb=400, orientations=8, dates=("a",))
        assert 0.8 * width(max_memory_mb=400) < averaged < width(max_memory_mb=400)
        assert averaged == width(max_memory_mb=400, orientations=2, dates=("a",))
    assert CELL_PX == 2
