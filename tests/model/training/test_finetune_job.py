# SPDX-License-Identifier: GPL-2.0-or-later
"""A city is learned from polygons or rasters, held-out labels do not train, and wrong inputs end with a sentence."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from driving import driven
from osgeo import ogr, osr

from hse_lcz.model.adaptation.labels import LabelFiles
from hse_lcz.model.errors import InputError, WeightsError
from hse_lcz.model.network import weights
from hse_lcz.model.scene import reflectance_ranges
from hse_lcz.model.training import chips, finetune_job, recipe
from hse_lcz.model.training.finetune_job import TrainingJob, train_network

CORNER, SIDE = (600000.0, 5200000.0), 400
DARK, BRIGHT = 300, 2500


@pytest.fixture(autouse=True)
def no_town(monkeypatch):
    """The simulated town takes seconds, and small batches do."""
    monkeypatch.setattr(finetune_job, "_simulated_town", lambda seed: [])
    small = dataclasses.replace(
        recipe.Recipe(), batch=2, distillation_elsewhere=0.05, distillation=0.05, l2_sp=1e-4, interpolation=1.0
    )
    monkeypatch.setattr(finetune_job, "Recipe", lambda: small)
    monkeypatch.setattr(finetune_job, "FROM_SCRATCH", dataclasses.replace(recipe.FROM_SCRATCH, batch=2))


@pytest.fixture(scope="module")
def scene(write_raster, tmp_path_factory) -> str:
    """4 km: dark water in the west, bright roofs in the east."""
    rng = np.random.default_rng(0)
    bands = np.broadcast_to(np.where(np.arange(SIDE) < SIDE // 2, DARK, BRIGHT), (10, SIDE, SIDE))
    bands = (bands + rng.integers(0, 80, bands.shape)).astype("uint16")
    return write_raster(tmp_path_factory.mktemp("scene") / "town.tif", bands, corner=CORNER)


def draw(path: Path, rectangles, field="lcz", kind=ogr.OFTString, epsg=32631, layer="areas") -> str:
    """Rectangles (zone, west, north, side in metres from the scene's corner) as a GeoPackage."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(32631)
    target = osr.SpatialReference()
    target.ImportFromEPSG(epsg)
    for one in (system, target):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    moved = osr.CoordinateTransformation(system, target)
    store = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    areas = store.CreateLayer(layer, target, ogr.wkbPolygon)
    areas.CreateField(ogr.FieldDefn(field, kind))
    for zone, west, north, side in rectangles:
        left, top = CORNER[0] + west, CORNER[1] - north
        ring = [(left, top), (left + side, top), (left + side, top - side), (left, top - side), (left, top)]
        geometry = ogr.CreateGeometryFromWkt(f"POLYGON (({', '.join(f'{x} {y}' for x, y in ring)}))")
        geometry.Transform(moved)
        feature = ogr.Feature(areas.GetLayerDefn())
        feature.SetField(field, zone)
        feature.SetGeometry(geometry)
        areas.CreateFeature(feature)
        del feature
    del areas, store
    return str(path)


# Four polygons of water in the west, four of large low-rise in the east.
GOOD = [("G", 300, 300 + 900 * i, 400) for i in range(4)] + [("8", 2600, 300 + 900 * i, 400) for i in range(4)]


def run(job: TrainingJob, stop_after: int = 10**9):
    """What a training returns, and its notes."""
    notes = []

    def react(step):
        notes.extend([step.note] if step.note else [])
        return len([note for note in notes if note.startswith("Step")]) >= stop_after or None

    return driven(train_network(job), react)[0], notes


@pytest.fixture
def job(scene, small_weights, tmp_path):
    """Function that makes a job with what differs from a good one."""

    def make(rectangles=GOOD, drawing=None, files=None, **more) -> TrainingJob:
        path = draw(tmp_path / "areas.gpkg", rectangles, **(drawing or {})) if rectangles is not None else ""
        labels = LabelFiles(**{"zones": path, "polygons": bool(path), **(files or {})})
        outputs = {"WEIGHTS": str(tmp_path / "out/mine.npz"), "REPORT": str(tmp_path / "out/mine.html")}
        options = {"scenes": [scene], "start": small_weights, "device": "cpu", "steps": 3, "outputs": outputs}
        return TrainingJob(labels=labels, **{**options, **more})

    return make


def test_polygons_teach_and_the_files_say_how(job, small_weights):
    made = job(steps=30, learning_rate=0.02)
    done, notes = run(made)
    assert done.data.units == 8 and len(done.data.tiles) >= 1
    assert done.best.scores.zones.overall_accuracy > done.before.zones.overall_accuracy
    loaded = weights.load(made.outputs["WEIGHTS"])
    assert loaded.card["training"]["scenes"] == ["town.tif"] and loaded.card["training"]["unit"] == "polygons"
    assert set(loaded.card["training"]["cells_20m"]) == {"8", "G"} == set(loaded.card["training"]["cells_20m_held_out"])
    assert loaded.card["training"]["start"]["name"] == "small, untrained"
    after = loaded.card["metrics"]["after"]["zones"]["overall_accuracy"]
    assert after == pytest.approx(done.best.scores.zones.overall_accuracy, abs=1e-6)
    assert reflectance_ranges.read_ranges(loaded.card) is not None
    # Without a settlement reference all that settlement hangs on stays as it was.
    before, after = weights.load(small_weights).arrays, loaded.arrays
    for name in before:
        if name.startswith(("backbone", "settlement", "attention.hse")) or "running" in name:
            np.testing.assert_array_equal(after[name], before[name], err_msg=name)
    assert not np.array_equal(after["heads.20m.weight"], before["heads.20m.weight"])
    page = Path(made.outputs["REPORT"]).read_text(encoding="utf-8")
    assert "8 polygons" in page and "Before and after" in page and "What is taken for what" in page
    assert any(note.startswith("Before: agreement") for note in notes)


def test_what_is_kept_aside_has_no_label_in_any_chip(job, monkeypatch):
    seen = []
    gather = chips.gather

    def watch(sources, config, fill, index, decided, seed):
        data = yield from gather(sources, config, fill, index, decided, seed)
        seen.append((decided, data))
        return data

    monkeypatch.setattr(chips, "gather", watch)
    run(job(steps=6, learning_rate=0.02))
    (decided, data), (nothing, everything) = seen
    assert len(decided.holdout) == 2  # one polygon of each zone
    assert data.holdout_cells[7] == data.holdout_cells[16] == 400  # 400 m x 400 m in cells of 20 m
    assert data.zone_cells[7] == data.zone_cells[16] == 1200
    # Each polygon may lie in several chips, but none with a label where the scored tiles have one.
    assert sum(int((tile.zones > 0).sum()) for tile in data.tiles) == 800
    # In the end all are learned from.
    assert nothing == chips.NO_HOLDOUT and not everything.tiles
    assert everything.zone_cells[7] == everything.zone_cells[16] == 1600


def test_in_the_end_all_polygons_are_learned_from(job, tmp_path):
    """The figures are of the first network; the weights of one that saw more, unless it was stopped or was not to."""
    made = job(steps=6, learning_rate=0.02)
    done, notes = run(made)
    assert done.retrained and "Now 6 steps with all polygons, those held out as well." in notes
    page = Path(made.outputs["REPORT"]).read_text(encoding="utf-8")
    assert "trained again for the same number of steps on all polygons" in page
    all_of_them = weights.load(made.outputs["WEIGHTS"])
    assert all_of_them.card["training"]["retrained_on_all"] is True

    steps, stop = train_network(made), None
    with pytest.raises(StopIteration) as end:
        while True:
            stop = steps.send(stop).note.startswith("Now") or None
    assert end.value.value.retrained is False and end.value.value.best.step == 6
    three_quarters = weights.load(made.outputs["WEIGHTS"])
    assert three_quarters.card["training"]["retrained_on_all"] is False
    assert not np.array_equal(three_quarters.arrays["heads.20m.weight"], all_of_them.arrays["heads.20m.weight"])


def test_a_settlement_raster_of_another_grid_and_crs_in_fractions_teaches_too(job, write_raster, tmp_path):
    fractions = np.zeros((1, 90, 90), dtype="float32")
    fractions[:, :, 45:] = 0.8
    path = write_raster(tmp_path / "hse.tif", fractions, names=None, corner=(599800, 5200200), pixel=50)
    done, notes = run(job(files={"settlement": path}, steps=9, learning_rate=0.01))
    assert any("fraction" in note for note in notes)
    assert done.best.scores.settlement.n > 1000
    known = np.concatenate([tile.settlement[np.isfinite(tile.settlement)] for tile in done.data.tiles])
    assert known.min() == 0 and known.max() == pytest.approx(0.8)


def test_a_raster_of_zones_and_one_of_probabilities_teach_too(job, write_raster, tmp_path):
    zones = np.full((1, 40, 40), 107, dtype="uint8")
    zones[:, :, 20:] = 8
    codes = write_raster(tmp_path / "zones.tif", zones, names=None, corner=CORNER, pixel=100)
    done, _ = run(job(None, files={"zones": codes}, steps=9, learning_rate=0.01))
    assert done.unit.startswith("squares of")
    probabilities = np.zeros((17, 100, 100), dtype="uint8")
    probabilities[16, :, :50] = probabilities[7, :, 50:] = 200
    soft = write_raster(tmp_path / "prob.tif", probabilities, names=None, corner=CORNER, pixel=40)
    done, _ = run(job(None, files={"zones": soft}))
    np.testing.assert_array_equal(np.flatnonzero(done.data.zone_cells), [7, 16])


def test_from_scratch_learns_only_what_there_are_labels_of(job):
    made = job(from_scratch=True, stem=4, steps=4)
    done, _ = run(made)
    assert done.before is None and not done.retrained
    assert weights.load(made.outputs["WEIGHTS"]).config.tasks == ("lcz",)


def test_places_may_be_kept_aside_whole(job, write_raster, scene, tmp_path):
    from osgeo import gdal

    east = str(tmp_path / "east.tif")
    gdal.Translate(east, scene, srcWin=[200, 0, 200, SIDE])
    west = str(tmp_path / "west.tif")
    gdal.Translate(west, scene, srcWin=[0, 0, 200, SIDE])
    done, _ = run(job([*GOOD, ("8", 1200, 300, 300)], scenes=[west], validation_scenes=[east]))
    assert done.data.zone_cells[7] == 225 and done.data.holdout_cells[7] == 1600
    assert done.data.holdout_cells[16] == 0


def test_stopped_early_the_best_so_far_is_kept_and_closed_early_nothing(job, tmp_path):
    made = job(steps=30)
    done, _ = run(made, stop_after=1)
    assert done.best.step == 10 and Path(made.outputs["WEIGHTS"]).exists()
    other = job(
        None,
        files={"zones": str(tmp_path / "areas.gpkg"), "polygons": True},
        outputs={"WEIGHTS": str(tmp_path / "b/x.npz")},
    )
    steps = train_network(other)
    for step in steps:
        if step.note.startswith("Before"):
            break
    steps.close()
    assert not (tmp_path / "b").exists()


# What is wrong, and the sentence it ends with.
REFUSED = {
    "outside the scene": ({"rectangles": [(z, w + 90000, n, s) for z, w, n, s in GOOD]}, "lie in one of the scenes"),
    "unknown class": (
        {"rectangles": [("forest?", 300, 300, 400), ("meadow?", 900, 300, 400)], "files": {"field": "lcz"}},
        "found only “forest[?]”, “meadow[?]”",
    ),
    "no such field": ({"files": {"field": "klass"}}, "Expected a field “klass”"),
    "no field with zones": ({"drawing": {"field": "remark"}}, "Expected a field with the zones"),
    "one class only": ({"rectangles": GOOD[:4]}, "at least two zones, found only LCZ G: Water"),
    "empty layer": ({"rectangles": []}, "Expected polygons or points that say their zone, found none"),
    "one polygon of each": ({"rectangles": [GOOD[0], GOOD[4]]}, "at least two polygons of a zone"),
    "too small": ({"rectangles": [(z, w + 3, n + 3, 6) for z, w, n, _ in GOOD]}, "centre of a cell of 20 m"),
    "nothing to learn": ({"rectangles": None}, "found neither; choose LABELS or HSE"),
    "no such file": ({"rectangles": None, "files": {"zones": "/none.gpkg", "polygons": True}}, "that OGR can open"),
    "no scene": ({"scenes": []}, "Expected a scene to train on"),
    "scene that does not open": ({"scenes": ["/none.tif"]}, "/none.tif"),
    "scene held out as well": ({"validation_scenes": "SCENE"}, "found none besides those held out"),
    "output over the start": ({"outputs": "START"}, "which is an input"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_wrong_inputs_are_refused_with_a_sentence(job, scene, small_weights, tmp_path, wrong):
    more, sentence = dict(REFUSED[wrong][0]), REFUSED[wrong][1]
    if more.get("validation_scenes") == "SCENE":
        more["validation_scenes"] = [scene]
    if more.get("outputs") == "START":
        more["outputs"] = {"WEIGHTS": small_weights}
    made = job(**more)
    with pytest.raises(InputError, match=sentence):
        run(made)
    assert not (tmp_path / "out").exists()


def test_a_start_that_lacks_the_task_or_is_no_weights_file_is_refused(job, tmp_path):
    from hse_lcz.model.network.model import Network, NetworkConfig

    alone = Network(NetworkConfig(stem=4, tasks=("hse",), prior=False))
    weights.save(tmp_path / "hse.npz", alone.config, alone.arrays(), {})
    with pytest.raises(InputError, match="know LCZ, but .* knows only HSE"):
        run(job(start=str(tmp_path / "hse.npz")))
    (tmp_path / "note.npz").write_text("no weights")
    with pytest.raises(WeightsError, match="or is damaged"):
        run(
            job(None, files={"zones": str(tmp_path / "areas.gpkg"), "polygons": True}, start=str(tmp_path / "note.npz"))
        )


# What is odd but can be mended, and the note that says so.
MENDED = {
    "another CRS": ({"drawing": {"epsg": 4326}}, "8 polygons of"),
    "one polygon of a zone": ({"rectangles": [*GOOD, ("A", 1100, 300, 400)]}, "Only one training area each of LCZ A"),
    "of no known zone": ({"rectangles": [*GOOD, ("forest?", 1100, 300, 400)]}, "are left out: “forest?”"),
    "without a zone": ({"rectangles": [*GOOD, (None, 1100, 300, 400)]}, "name no zone and are left out"),
    "a scene twice": ({"scenes": "TWICE"}, "given twice"),
    "a scene elsewhere": ({"scenes": "ELSEWHERE"}, "shows none of the labels; it adds nothing"),
    "quarrelling polygons": ({"rectangles": [*GOOD, ("8", 500, 300, 400)]}, "polygons of two zones and are left out"),
}


@pytest.mark.parametrize("odd", MENDED)
def test_odd_inputs_are_mended_with_a_note(job, scene, write_raster, patchwork, tmp_path, odd):
    more, note = dict(MENDED[odd][0]), MENDED[odd][1]
    if more.get("scenes") == "TWICE":
        more["scenes"] = [scene, scene]
    if more.get("scenes") == "ELSEWHERE":
        more["scenes"] = [
            scene,
            write_raster(tmp_path / "far.tif", patchwork(height=160, width=160), corner=(400000, 4e6)),
        ]
    done, notes = run(job(**more, steps=1))
    assert any(note in said for said in notes), notes
    assert done.data.zone_cells[7] >= 800


def test_the_card_is_plain_json(job):
    made = job(steps=1)
    run(made)
    json.dumps(weights.load(made.outputs["WEIGHTS"]).card)
