# SPDX-License-Identifier: GPL-2.0-or-later
"""The maps are bit for bit those of one process, for any number of workers and any split."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz import cluster
from hse_lcz.cluster import merging, results
from hse_lcz.cluster.running import Rules
from hse_lcz.cluster.tasks import TAG, Settings
from hse_lcz.model.errors import OutputError
from hse_lcz.model.network.weights import BUNDLED
from hse_lcz.model.tables import lcz, products

STRIP_PX = 320
KEYS = ("HSE", "LCZ", "LCZ_FILTERED", "LCZ_PROBABILITIES")


@pytest.fixture(scope="module")
def mosaic(write_raster, patchwork, tmp_path_factory) -> Path:
    """A scene of three strips, with a stripe of nodata that windows begin, end and lie in; and two small ones."""
    folder = tmp_path_factory.mktemp("mosaic")
    bands = patchwork(5, 703, 657)
    bands[:, 300:650, :460] = 0
    bands[:, 310:330, 240:300] = 700
    write_raster(folder / "large.tif", bands, nodata=0)
    for number in range(2):
        write_raster(folder / f"small{number}.tif", patchwork(number, 90, 80))
    return folder


def settings(weights: str) -> Settings:
    return Settings(products=KEYS, weights=weights, strip_px=STRIP_PX)


def values(path: str | Path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


@pytest.fixture
def one_process(mosaic, tmp_path_factory, command):
    """Function that maps whole scenes, each by `hse-lcz map` in one process: weights -> scene, product -> values."""

    def map_all(weights: str) -> dict[tuple[str, str], np.ndarray]:
        folder, found = tmp_path_factory.mktemp("one"), {}
        for scene in sorted(mosaic.glob("*.tif")):
            paths = {key: folder / f"{scene.stem}_{key}.tif" for key in KEYS}
            options = [f"--{key.lower().replace('_', '-')}={path}" for key, path in paths.items()]
            done = command("map", scene, *options, "--weights", weights, "--strip-px", STRIP_PX)
            assert done.returncode == 0, done.stderr
            found.update({(scene.stem, key): values(path) for key, path in paths.items()})
        return found

    return map_all


def by_workers(mosaic: Path, weights: str, folder: Path, count: int, rows_px: int) -> dict[tuple[str, str], np.ndarray]:
    """The same by workers, merged."""
    from hse_lcz.cluster.dask_pool import local_workers

    tasks = cluster.plan(mosaic, folder / "maps", settings(weights), rows_px=rows_px)
    assert len({task.window.col for task in tasks if task.city == "large"}) == 3
    table = folder / "tasks.parquet"
    with local_workers(count) as (_, client):
        outcomes = cluster.run(client, tasks, Rules(retries=0), table)
    assert {outcome.status for outcome in outcomes.values()} <= {"done", "empty"}, outcomes
    assert len({outcome.worker for outcome in outcomes.values()}) == count
    assert rows_px > 320 or outcomes["large@0_320"].status == "empty"
    merged = list(merging.merge(tasks, results.read(table), folder))
    assert {city.city: city.verb for city in merged} == {"large": "merged", "small0": "kept", "small1": "kept"}
    assert [city.verb for city in merging.merge(tasks, results.read(table), folder)] == ["kept"] * 3
    cities = ("large", "small0", "small1")
    return {(city, key): values(folder / "maps" / city / f"{key.lower()}.tif") for city in cities for key in KEYS}


@pytest.mark.parametrize(("count", "rows_px"), [(2, 320), (3, 640)])
def test_any_number_of_workers_and_any_split_give_the_maps_of_one_process(
    mosaic, one_process, tmp_path, monkeypatch, count, rows_px
):
    monkeypatch.setenv("HSE_LCZ_TEST_TORCH", "1")
    expected = one_process(str(BUNDLED))
    found = by_workers(mosaic, str(BUNDLED), tmp_path, count, rows_px)
    for which, array in expected.items():
        assert found[which].dtype == array.dtype
        np.testing.assert_array_equal(found[which], array, err_msg=f"{which}")
    # The maps differ from place to place, so that a window in a wrong place would show.
    assert np.unique(expected["large", "HSE"]).size > 10_000
    assert np.unique(expected["large", "LCZ_FILTERED"]).size > 3

    merged = gdal.Open(str(tmp_path / "maps" / "large" / "lcz.tif"))
    band = merged.GetRasterBand(1)
    assert band.GetColorTable() is not None and band.GetOverviewCount() > 0
    assert merged.GetMetadataItem(TAG) and "EXTENT=(" in merged.GetMetadataItem("OPTIONS")


@pytest.mark.parametrize("kernel", ["", "Haswell"])
def test_numpy_gives_the_same_maps_too(mosaic, one_process, tmp_path, monkeypatch, kernel):
    """With the matrix products of this processor, and with those that OpenBLAS takes on older ones, where it is it."""
    if kernel:
        monkeypatch.setenv("OPENBLAS_CORETYPE", kernel)
    expected = one_process(str(BUNDLED))
    found = by_workers(mosaic, str(BUNDLED), tmp_path, 2, 320)
    for which, array in expected.items():
        np.testing.assert_array_equal(found[which], array, err_msg=f"{which}")


def test_the_mosaic_and_the_class_areas_are_those_of_the_maps(mosaic, small_weights, tmp_path):
    import csv

    from hse_lcz.cluster.pools import SerialPool
    from hse_lcz.cluster.running import steps

    tasks = cluster.plan(mosaic, tmp_path / "maps", settings(small_weights))
    tasks = [task for task in tasks if task.city.startswith("small")]
    table = tmp_path / "tasks.parquet"
    from hse_lcz.cluster.decisions import decide

    with SerialPool("hse_lcz.cluster.map_work:MapWork", 1) as pool, results.ResultsFile(table, "run") as file:
        list(steps(pool, decide(tasks, {}), file, Rules()))
    list(merging.merge(tasks, results.read(table), tmp_path))
    with open(tmp_path / merging.AREAS_FILE, encoding="utf-8") as file:
        shown = {row["city"]: row for row in csv.DictReader(file)}
    assert set(shown) == {"small0", "small1"}
    for city, row in shown.items():
        codes, hse = (values(tmp_path / "maps" / city / name) for name in ("lcz.tif", "hse.tif"))
        for zone in lcz.ZONES:
            assert float(row[f"lcz_{zone.label}_km2"]) == pytest.approx((codes == zone.code).sum() * 0.01)
        assert float(row["mean_hse_pct"]) == pytest.approx(hse[hse != products.HSE.nodata].mean(), abs=0.006)
    # Both lie on one place, the later one above.
    np.testing.assert_array_equal(values(tmp_path / "lcz_EPSG_32631.vrt"), values(tmp_path / "maps/small1/lcz.tif"))


@pytest.mark.parametrize("raises", [False, True])
def test_a_mosaic_that_cannot_be_written_leaves_the_old_one_and_nothing_else(
    write_raster, tmp_path, monkeypatch, raises
):
    """The disk is full: GDAL has written a part of the file."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "out").mkdir()
    path = write_raster(tmp_path / "maps/h.tif", np.ones((1, 4, 4), np.uint8), None)
    city = SimpleNamespace(city_outputs={"HSE": path})
    merging._write_mosaics([city], tmp_path / "out")
    (mosaic,) = (tmp_path / "out").iterdir()
    old = mosaic.read_bytes()

    def full(path: str, _files: list[str]) -> None:
        Path(path).write_text("<VRTDataset", encoding="utf-8")
        if raises:
            raise RuntimeError("No space left on device")
        gdal.Error(gdal.CE_Failure, gdal.CPLE_FileIO, "No space left on device")

    monkeypatch.setattr(gdal, "BuildVRT", full)
    with pytest.raises(OutputError, match="The mosaic .* cannot be written .No space left on device.; choose another"):
        merging._write_mosaics([city], tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == [mosaic] and mosaic.read_bytes() == old
