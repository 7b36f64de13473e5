# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of training cells are of the features that a map is compared by, and stand in the weights file."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.mapping.novelty_pass import NoveltyPass
from hse_lcz.model.network import weights
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene.scene import Scene
from hse_lcz.model.scene.vrt_stack import stack
from hse_lcz.model.training import folder_dataset, training_cells, validate
from hse_lcz.model.training.calibration import HeldOut


@pytest.fixture(scope="module")
def model(small_weights):
    return weights.load(small_weights)


def test_cells_of_a_place_have_the_features_by_which_its_map_is_compared(folder, model, tmp_path):
    place = folder_dataset.load_place(folder, "left")
    with NumpyEngine(model) as engine:
        cells = training_cells.cells_of(engine, place)
    assert cells.features.shape == (16 * 16, 16) and set(cells.zones) == {7, 16}
    source = stack(folder_dataset.scene_files(folder, "left")[0], str(tmp_path / "left.vrt"))
    with Scene(source) as scene:
        mapped = NoveltyPass(scene, model, model.novelty, 10).percent(Window(0, 0, 160, 160))
    # The scene on disk is opened at 10 m by the same bilinear rule, so that the percentages agree.
    np.testing.assert_allclose(model.novelty.percent(cells.features).reshape(16, 16), mapped, atol=1.0)


def test_the_cells_of_training_are_near_and_others_far(folder, model):
    places = [folder_dataset.load_place(folder, name) for name in ("left", "right")]
    known = training_cells.fitted(model, places)
    with NumpyEngine(model) as engine:
        features = training_cells.cells_of(engine, places[0]).features
    assert 30 < known.percent(features).mean() < 70
    assert known.percent(3 * features + 5).min() > 99


def test_figures_of_the_cross_validation_give_every_place_the_same_weight(folder, model):
    places = [folder_dataset.load_place(folder, name) for name in ("left", "right", "bordeaux")]
    only_built = np.where(np.arange(17) < 10, 0.0, -1000.0).astype(np.float32)
    heads = [name for name in model.arrays if name.startswith("heads") and "bias" in name]
    built = model._replace(arrays={**model.arrays, **{name: model.arrays[name] + only_built for name in heads}})
    part = HeldOut(built, places[1:], np.full(17, 1 / 17), places[:1])
    engine = TorchEngine(built.config, built.arrays, "cpu")
    zones = {
        place.name: [validate.zones_at_100m(maps.zones) for maps in validate.map_dates(engine, place)]
        for place in part.places
    }
    found = training_cells.novelty_figures([part], zones)
    assert len(found["distances"]) == 101 and (np.diff(found["distances"]) >= 0).all()
    assert set(found["places"]) == {"right", "bordeaux"}
    assert np.mean([row["novelty_pct"] for row in found["places"].values()]) == pytest.approx(50, abs=3)


def test_the_command_writes_them_into_the_weights(folder, small_weights, tmp_path, capsys):
    path = tmp_path / "mine.npz"
    shutil.copy(small_weights, path)
    distances = np.linspace(1, 9, 101).tolist()
    (tmp_path / "figures.json").write_text(json.dumps({"novelty": {"distances": distances}}), encoding="utf-8")
    command = ["--data", str(folder), "--weights", str(path), "--crossvalidation", str(tmp_path / "figures.json")]
    training_cells.main(command)
    assert str(path) in capsys.readouterr().out
    before, after = weights.load(small_weights), weights.load(str(path))
    np.testing.assert_allclose(after.novelty.distances, distances, rtol=1e-6)
    assert np.abs(after.novelty.means - before.novelty.means).max() > 0.01
    for name, values in before.arrays.items():
        np.testing.assert_array_equal(after.arrays[name], values)
    with pytest.raises(SystemExit):
        training_cells.main([*command[:-1], str(tmp_path / "none.json")])
