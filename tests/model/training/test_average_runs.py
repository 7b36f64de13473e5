# SPDX-License-Identifier: GPL-2.0-or-later
"""The mean of several runs is one network whose batch statistics are those of its own layers."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.errors import InputError
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.network.model import Network
from hse_lcz.model.training import average_runs, folder_dataset, train
from hse_lcz.model.training.sampling import Sampler

CONFIG = NetworkConfig(stem=4)
OPTIONS = {"seed": 3, "steps": 5, "start": "build/second.npz"}
STATISTICS = ("running_mean", "running_var")


@pytest.fixture
def batches(folder):
    sampler = Sampler(folder_dataset.load_folder(folder).training)
    return [sampler.batch(np.random.default_rng(number), 3) for number in range(4)]


def test_the_statistics_are_those_of_what_each_layer_receives(made_up, batches):
    start = made_up(CONFIG)
    arrays = average_runs.batch_statistics(CONFIG, start.arrays, batches)
    network = Network.from_arrays(CONFIG, start.arrays)
    means, variances = [], []
    for batch in batches:
        values = network.backbone_10m[0](network.branches(batch.reflectance)).detach()
        means.append(values.mean(dim=(0, 2, 3)).numpy())
        variances.append(values.var(dim=(0, 2, 3)).numpy())
    np.testing.assert_allclose(arrays["backbone_10m.1.running_mean"], np.mean(means, axis=0), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(arrays["backbone_10m.1.running_var"], np.mean(variances, axis=0), rtol=1e-4)


def test_the_answer_no_longer_depends_on_the_statistics_before(made_up, batches):
    start = made_up(CONFIG)
    spoilt = {name: values + 1 if name.endswith(STATISTICS) else values for name, values in start.arrays.items()}
    first = average_runs.batch_statistics(CONFIG, start.arrays, batches)
    second = average_runs.batch_statistics(CONFIG, spoilt, batches)
    for name, values in start.arrays.items():
        np.testing.assert_array_equal(first[name], second[name])
        if not name.endswith(STATISTICS):
            np.testing.assert_array_equal(first[name], values)


def test_the_command_averages_runs_that_differ_in_their_seed(folder, tmp_path, capsys):
    paths = []
    for seed in (1, 2):
        options = train.TrainOptions(
            steps=2, batch=2, seed=seed, evaluate_every=2, network=CONFIG, holdout=("bordeaux",)
        )
        for _ in train.train(options, folder, tmp_path / str(seed)):
            pass
        paths.append(str(tmp_path / str(seed) / "best.npz"))
    average_runs.main(["--data", str(folder), "--weights", *paths, "--out", str(tmp_path / "averaged.npz")])
    assert "written" in capsys.readouterr().out
    first, second, average = (weights.load(path) for path in (*paths, str(tmp_path / "averaged.npz")))
    assert average.card["averaged_runs"] == [{"seed": seed, "steps": 2, "start": None} for seed in (1, 2)]
    assert average.card["training"]["places"] == ["left", "right"]
    name = "backbone_10m.0.weight"
    assert not np.array_equal(first.arrays[name], second.arrays[name])
    np.testing.assert_allclose(average.arrays[name], (first.arrays[name] + second.arrays[name]) / 2, atol=1e-3)


@pytest.mark.parametrize("other", [{"places": ["left"]}, {"stem": 8}])
def test_runs_of_another_network_or_on_other_places_are_refused(made_up, folder, other):
    places = folder_dataset.load_folder(folder)
    known = {"training": {"places": ["left", "right"], "options": OPTIONS}}
    one = made_up(CONFIG)._replace(card=known)
    config = NetworkConfig(stem=other.get("stem", 4))
    training = {**known["training"], "places": other.get("places", ["left", "right"])}
    two = made_up(config)._replace(card={"training": training}, path="two.npz")
    with pytest.raises(InputError, match=r"one network on left, right, found .* in two\.npz"):
        average_runs.average_runs([one, two], places, batches=1)


def test_a_network_averaged_with_itself_keeps_its_weights(made_up, folder):
    places = folder_dataset.load_folder(folder)
    card = {"training": {"places": ["left", "right"], "options": OPTIONS}}
    one = made_up(CONFIG)._replace(card=card)
    average = average_runs.average_runs([one, one], places, batches=2)
    for name, values in one.arrays.items():
        if not name.endswith(STATISTICS):
            np.testing.assert_array_equal(average.arrays[name], values)
    assert average.card["averaged_runs"] == [OPTIONS, OPTIONS]
