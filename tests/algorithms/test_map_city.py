# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:mapcity` in real QGIS: console, batch, model, `qgis_process`, cancel."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from .conftest import files_in

KEYS = ("HSE", "LCZ", "LCZ_FILTERED", "CONFIDENCE", "LCZ_PROBABILITIES")


def paths(folder: Path, keys=KEYS) -> dict[str, str]:
    return {key: str(folder / f"{key.lower()}.tif") for key in keys}


def array(path: str) -> np.ndarray:
    return gdal.Open(path).ReadAsArray()


def assert_same(mine: str, other: str) -> None:
    """The same map: zones alike, percentages but for rounding, which goes with the number of threads."""
    first, second = array(mine), array(other)
    np.testing.assert_allclose(first, second, rtol=0, atol=0 if first.dtype == np.uint8 else 0.01)


@pytest.fixture(scope="module")
def mapped(mapcity, scene, tmp_path_factory):
    """All five maps of the scene, and what the run returned."""
    return mapcity(INPUT=scene, **paths(tmp_path_factory.mktemp("mapped")))


def test_every_map_that_was_asked_for_is_there(mapped):
    for key in KEYS:
        assert gdal.Open(mapped[key]) is not None, key


@pytest.mark.parametrize(
    ("key", "bands", "dtype", "nodata", "cell"),
    [
        ("HSE", ["HSE"], gdal.GDT_Float32, -9999, 20),
        ("LCZ", ["lcz"], gdal.GDT_Byte, 0, 100),
        ("LCZ_FILTERED", ["lczFilter"], gdal.GDT_Byte, 0, 100),
        ("CONFIDENCE", ["lczProb"], gdal.GDT_Byte, 255, 100),
        (
            "LCZ_PROBABILITIES",
            [f"LCZ {label}" for label in [*range(1, 11), *"ABCDEFG"]],
            gdal.GDT_Byte,
            255,
            100,
        ),
    ],
)
def test_type_nodata_names_and_grid(mapped, scene, key, bands, dtype, nodata, cell):
    source, raster = gdal.Open(scene), gdal.Open(mapped[key])
    left, _, _, top, _, _ = source.GetGeoTransform()
    assert raster.GetGeoTransform() == (left, cell, 0, top, 0, -cell)
    assert raster.GetProjection() == source.GetProjection()
    assert raster.RasterXSize == math.ceil(source.RasterXSize * 10 / cell)
    assert raster.RasterYSize == math.ceil(source.RasterYSize * 10 / cell)
    layers = [raster.GetRasterBand(number) for number in range(1, raster.RasterCount + 1)]
    assert [layer.GetDescription() for layer in layers] == bands
    assert {layer.DataType for layer in layers} == {dtype}
    assert {layer.GetNoDataValue() for layer in layers} == {nodata}


def test_values_lie_in_their_ranges_and_nodata_where_the_scene_has_none(mapped):
    hse, zones = array(mapped["HSE"]), array(mapped["LCZ"])
    empty = np.zeros(hse.shape, dtype=bool)
    empty[:20, :15] = True  # 40 x 30 pixels without data
    np.testing.assert_array_equal(hse == -9999, empty)
    assert 0 <= hse[~empty].min() <= hse[~empty].max() <= 100
    empty = np.zeros(zones.shape, dtype=bool)
    empty[:4, :3] = True
    np.testing.assert_array_equal(zones == 0, empty)
    assert zones.max() <= 17
    assert array(mapped["CONFIDENCE"])[~empty].max() <= 100


def test_maps_are_those_of_the_core(mapped, scene, tmp_path):
    from hse_lcz.model.mapping.map_scene import MapJob, map_city

    direct = paths(tmp_path)
    for _ in map_city(MapJob(source=scene, outputs=direct, device="cpu")):
        pass
    for key in KEYS:
        assert_same(mapped[key], direct[key])


def test_numbers_are_those_of_the_maps(mapped):
    hse, zones = array(mapped["HSE"]), array(mapped["LCZ"])
    assert mapped["MEAN_HSE"] == pytest.approx(hse[hse != -9999].mean(), abs=1e-3)
    assert mapped["BUILT_SHARE"] == pytest.approx(100 * (zones[zones > 0] <= 10).mean())
    assert mapped["SECONDS"] > 0
    assert mapped["DEVICE_USED"] == "cpu"


def test_one_map_alone(mapcity, scene, mapped, tmp_path):
    done = mapcity(INPUT=scene, LCZ=str(tmp_path / "zones.TIFF"))
    assert sorted(set(files_in(tmp_path)) - {"zones.TIFF.aux.xml"}) == ["zones.TIFF", "zones.qml"]
    assert "HSE" not in done
    assert_same(done["LCZ"], mapped["LCZ"])


def test_dates_orientations_memory_and_resume_reach_the_core(mapcity, scene, mapped, write_raster, patchwork, tmp_path):
    """A second date changes the map, and the same date twice does not; nor do memory and resuming."""
    other = write_raster(tmp_path / "other.tif", patchwork(seed=9))
    plain = paths(tmp_path / "plain", ["HSE"])
    mapcity(INPUT=scene, DATES=[scene], MAX_MEMORY_MB=50, RESUME="yes", **plain)
    assert_same(plain["HSE"], mapped["HSE"])
    for name, options in (("dates", {"DATES": [other]}), ("turned", {"ORIENTATIONS": "4"})):
        changed = paths(tmp_path / name, ["HSE"])
        mapcity(INPUT=scene, **options, **changed)
        assert np.abs(array(changed["HSE"]) - array(mapped["HSE"])).max() > 0.1


def test_cell_size_and_tile_size_are_passed_on(mapcity, scene, mapped, tmp_path):
    done = mapcity(INPUT=scene, LCZ_CELL_SIZE=200, TILE_SIZE=64, **paths(tmp_path, ["HSE", "LCZ"]))
    assert gdal.Open(done["LCZ"]).GetGeoTransform()[1] == 200
    assert_same(done["HSE"], mapped["HSE"])


def test_weights_of_ones_own(mapcity, scene, mapped, tmp_path):
    import torch

    from hse_lcz.model.network import weights
    from hse_lcz.model.network.model import Network, NetworkConfig

    torch.manual_seed(5)
    untrained = Network(NetworkConfig())
    weights.save(tmp_path / "mine.npz", untrained.config, untrained.arrays(), {"name": "untrained"})
    done = mapcity(INPUT=scene, MODEL=str(tmp_path / "mine.npz"), **paths(tmp_path, ["HSE"]))
    assert "untrained" in gdal.Open(done["HSE"]).GetMetadataItem("WEIGHTS")
    assert not np.array_equal(array(done["HSE"]), array(mapped["HSE"]))


def test_extent_in_degrees_maps_the_part_that_it_covers(mapcity, scene, mapped, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRectangle

    left, _, _, top, _, _ = gdal.Open(scene).GetGeoTransform()
    part = QgsRectangle(left + 510, top - 790, left + 890, top - 410)
    degrees = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32631"),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsProject.instance(),
    ).transformBoundingBox(part)
    text = f"{degrees.xMinimum()},{degrees.xMaximum()},{degrees.yMinimum()},{degrees.yMaximum()} [EPSG:4326]"
    done = mapcity(INPUT=scene, EXTENT=text, **paths(tmp_path, ["LCZ"]))
    raster = gdal.Open(done["LCZ"])
    col = round((raster.GetGeoTransform()[0] - left) / 100)
    row = round((top - raster.GetGeoTransform()[3]) / 100)
    # The box around a reprojected box is a little larger, at most by the next cell.
    assert col in (4, 5)
    assert row in (3, 4)
    assert raster.RasterXSize in (4, 5, 6)
    assert raster.RasterYSize in (4, 5, 6)
    whole = array(mapped["LCZ"])[row : row + raster.RasterYSize, col : col + raster.RasterXSize]
    np.testing.assert_array_equal(array(done["LCZ"]), whole)


def test_a_layer_of_the_project_with_open_options_is_read_by_its_file(mapcity, scene, project, tmp_path):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(f"{scene}|option:NUM_THREADS=1", "town")
    assert layer.isValid()
    project.addMapLayer(layer)
    done = mapcity(INPUT=layer.id(), **paths(tmp_path, ["LCZ"]))
    assert gdal.Open(done["LCZ"]).GetMetadataItem("INPUT") == "patchwork.tif"


def test_the_log_tells_scene_network_and_zones(mapcity, scene, tmp_path):
    from qgis.core import QgsProcessingFeedback

    from hse_lcz.model.tables import lcz

    feedback = QgsProcessingFeedback()
    done = mapcity(feedback, INPUT=scene, **paths(tmp_path, ["LCZ"]))
    log = feedback.textLog()
    assert "147 x 133 px" in log
    assert "cpu (" in log
    assert "Mean HSE" in log
    present = set(np.unique(array(done["LCZ"]))) - {0}
    for zone in lcz.ZONES:
        assert (zone.title in log) == (zone.code in present)
    assert feedback.progress() == 100


def test_batch_of_three_in_background_threads(provider, write_raster, patchwork, tmp_path):
    """Three rows at once, as tasks: each writes its own maps, and they are those of its own scene."""
    from qgis.core import (
        QgsApplication,
        QgsProcessingAlgRunnerTask,
        QgsProcessingContext,
        QgsProcessingFeedback,
    )
    from qgis.PyQt.QtCore import QEventLoop, QTimer

    rows, results, loop = [], {}, QEventLoop()
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        source = write_raster(folder / "scene.tif", patchwork(seed=number, height=64, width=64))
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        task = QgsProcessingAlgRunnerTask(
            provider.algorithm("mapcity"),
            {"INPUT": source, "DEVICE": "cpu", **paths(folder, ["HSE", "LCZ"])},
            context,
            feedback,
        )

        def done(ok, outputs, number=number):
            results[number] = (ok, outputs)
            if len(results) == 3:
                loop.quit()

        task.executed.connect(done)
        rows.append((task, context, feedback))
    for task, _, _ in rows:
        QgsApplication.taskManager().addTask(task)
    QTimer.singleShot(120_000, loop.quit)
    if len(results) < 3:
        loop.exec() if hasattr(loop, "exec") else loop.exec_()
    assert sorted(results) == [0, 1, 2]
    assert all(ok for ok, _ in results.values())
    maps = [array(results[number][1]["HSE"]) for number in range(3)]
    assert {Path(results[number][1]["HSE"]).parent.name for number in range(3)} == {"0", "1", "2"}
    assert not np.array_equal(maps[0], maps[1])
    assert not np.array_equal(maps[1], maps[2])


def test_a_row_that_fails_leaves_the_others_alone(provider, scene, tmp_path):
    """The batch dialog runs rows without the gate: the sentence must come all the same."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    (tmp_path / "note.txt").write_text("not a raster")
    outcomes = []
    for source in (str(tmp_path / "note.txt"), scene):
        feedback = QgsProcessingFeedback()
        _, ok = provider.algorithm("mapcity").run(
            {"INPUT": source, "DEVICE": "cpu", "LCZ": str(tmp_path / "zones.tif")},
            QgsProcessingContext(),
            feedback,
        )
        outcomes.append((ok, feedback.textLog()))
    assert [ok for ok, _ in outcomes] == [False, True]
    assert "(INPUT) should be a raster" in outcomes[0][1]


def test_a_step_of_a_model(provider, scene, mapped, tmp_path):
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterRasterLayer,
    )

    model = QgsProcessingModelAlgorithm("town", "tests")
    model.addModelParameter(QgsProcessingParameterRasterLayer("scene", "Scene"), QgsProcessingModelParameter("scene"))
    source = QgsProcessingModelChildParameterSource
    step = QgsProcessingModelChildAlgorithm("hselcz:mapcity")
    step.setChildId("map")
    step.addParameterSources("INPUT", [source.fromModelParameter("scene")])
    step.addParameterSources("DEVICE", [source.fromStaticValue("cpu")])
    zones = QgsProcessingModelOutput("zones", "Zones")
    zones.setChildId("map")
    zones.setChildOutputName("LCZ")
    step.setModelOutputs({"zones": zones})
    model.addChildAlgorithm(step)
    # A second step proves that the first one's map can be used within the model.
    after = QgsProcessingModelChildAlgorithm("native:rasterlayeruniquevaluesreport")
    after.setChildId("count")
    after.addParameterSources("INPUT", [source.fromChildOutput("map", "LCZ")])
    model.addChildAlgorithm(after)

    feedback = QgsProcessingFeedback()
    output = model.destinationParameterDefinitions()[0].name()  # "map:zones", in newer QGIS "zones"
    outputs, ok = model.run({"scene": scene, output: str(tmp_path / "zones.tif")}, QgsProcessingContext(), feedback)
    assert ok, feedback.textLog()
    assert_same(outputs[output], mapped["LCZ"])
    assert outputs["CHILD_RESULTS"]["count"]["TOTAL_PIXEL_COUNT"] > 0
    assert outputs["CHILD_RESULTS"]["map"]["MEAN_HSE"] == pytest.approx(mapped["MEAN_HSE"])


def test_qgis_process_maps_the_same(qgis_process, scene, mapped, tmp_path):
    done = qgis_process(
        "run", "hselcz:mapcity", "--", f"INPUT={scene}", "DEVICE=cpu",
        *(f"{key}={path}" for key, path in paths(tmp_path, ["HSE", "LCZ"]).items()),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "MEAN_HSE" in done.stdout
    for key, path in paths(tmp_path, ["HSE", "LCZ"]).items():
        assert_same(path, mapped[key])


@pytest.mark.parametrize("at", [0, 1, 50, 99])
def test_cancel_leaves_nothing(provider, scene, tmp_path, at):
    """Cancelled before the first tile, after it, half way and at the end."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    if at == 0:
        feedback.cancel()
    feedback.progressChanged.connect(lambda percent: feedback.cancel() if percent >= at else None)
    outputs, _ = provider.algorithm("mapcity").run(
        {"INPUT": scene, "DEVICE": "cpu", "TILE_SIZE": 40, **paths(tmp_path)},
        QgsProcessingContext(),
        feedback,
    )
    assert files_in(tmp_path) == []
    assert not set(outputs) & set(KEYS)
    assert "Cancelled" in feedback.textLog()


def test_cancel_keeps_the_older_maps(mapcity, provider, scene, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    mapcity(INPUT=scene, **paths(tmp_path, ["LCZ"]))
    before = {name: (tmp_path / name).read_bytes() for name in files_in(tmp_path)}
    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda percent: feedback.cancel())
    provider.algorithm("mapcity").run(
        {"INPUT": scene, "DEVICE": "cpu", "LCZ_CELL_SIZE": 200, **paths(tmp_path, ["LCZ"])},
        QgsProcessingContext(),
        feedback,
    )
    assert {name: (tmp_path / name).read_bytes() for name in files_in(tmp_path)} == before
