# SPDX-License-Identifier: GPL-2.0-or-later
"""The comparison of the paper: every variant once, each run kept, a stopped command goes on."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest

from hse_lcz.bench import comparison
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.training.places import Place
from hse_lcz.model.training.sampling import Sampler
from hse_lcz.model.training.train import TrainOptions


def test_every_variant_of_the_paper_is_there_once():
    papers = [
        variant for variant in comparison.variants().values()
        if not (variant.network.band_groups or variant.equal_gradients)
    ]  # fmt: skip
    found = [
        (variant.network.tasks, variant.network.attention, variant.network.prior, variant.learned_weights)
        for variant in papers
    ]
    assert len(set(found)) == len(found) == 12
    both = [variant for variant in found if len(variant[0]) == 2]
    assert len(both) == 8  # 1:1 and learned, each with and without attention, with and without the prior
    assert {variant[0] for variant in found} == {("hse",), ("lcz",), ("hse", "lcz")}


def test_further_variants_differ_from_the_papers_full_network_in_what_they_are_named_for():
    variants = comparison.variants()
    assert len(set(variants.values())) == len(variants) == 17
    full, groups = NetworkConfig(), NetworkConfig(band_groups=True)
    assert variants["both, equal gradients"] == (full, False, True, 0.0)
    assert variants["both, 1:1, band groups"] == (groups, False, False, 0.0)
    assert variants["both, learned weights, band groups"] == (groups, True, False, 0.0)
    assert variants["both, equal gradients, band groups"] == (groups, False, True, 0.0)
    assert variants["both, 1:1, band groups, contrast"] == (groups, False, False, comparison.CONTRAST)


def place(name: str) -> Place:
    rng = np.random.default_rng(len(name))
    zones = np.zeros((17, 40, 40), dtype=np.uint8)
    zones[16, :, :20], zones[7, :, 20:] = 255, 255
    scene = np.where(np.arange(160) < 80, 300, 2500) + rng.integers(0, 60, (10, 160, 160))
    built = np.broadcast_to(np.where(np.arange(80) < 40, 0, 90), (80, 80)).astype(np.uint8)
    return Place(name, (scene.astype(np.uint16),), zones, built)


class Small(comparison.Bench):
    """The bench with two places of its own."""

    def __init__(self):
        self.validation, self.sampler = [place("there")], Sampler([place("here")])


@pytest.mark.parametrize("learned", [False, True])
def test_a_run_is_scored_and_says_how_the_weights_went(learned):
    options = TrainOptions(steps=20, batch=2, ema_decay=0.5, learned_weights=learned, network=NetworkConfig(stem=4))
    found = json.loads(json.dumps(Small().run(options)))
    assert found["places"]["there"] == found["mean"] and 0 <= found["mean"]["lcz_agreement"] <= 1
    course = np.array(found["task_log_variance"])
    assert course.shape == (20 // comparison.EVERY, 2)
    assert (np.abs(course[-1]) > 0).all() == learned


def test_a_run_with_band_groups_contrast_and_equal_gradients_is_scored():
    network = NetworkConfig(stem=4, band_groups=True)
    more = {"learned_weights": False, "equal_gradients": True, "contrastive_weight": 0.1}
    found = Small().run(TrainOptions(steps=10, batch=2, ema_decay=0.5, network=network, **more))
    assert np.isfinite(found["last_losses"]).all() and 0 < found["hse_factor"] != 1
    assert found["last_losses"][0] > found["last_losses"][1] * found["hse_factor"] + found["last_losses"][2]


def test_what_is_in_the_file_is_not_trained_again(tmp_path, monkeypatch):
    """A pool that runs here and now stands in for the processes."""
    done = []

    class Pool:
        def __init__(self, *ignored):
            pass

        __enter__ = lambda self: self  # noqa: E731
        __exit__ = lambda self, *error: None  # noqa: E731

        def submit(self, function, options):
            future = comparison.Future()
            done.append((options.seed, options.network.tasks, options.network.attention))
            figures = {"places": {}, "mean": {"lcz_agreement": 0.5, "hse_r2": 0.5}, "seconds": 1}
            future.set_result(figures)
            return future

    monkeypatch.setattr(comparison, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(comparison, "cost", lambda: {"time_ratio": 0.5})
    out = tmp_path / "comparison.json"
    monkeypatch.setattr(sys, "argv", ["comparison", "--out", str(out), "--seeds", "2", "--jobs", "1"])
    comparison.main()
    assert len(done) == 2 * len(comparison.variants())
    kept = json.loads(out.read_text())
    assert set(kept["runs"]) == set(comparison.variants()) and kept["cost"] == {"time_ratio": 0.5}
    del kept["runs"]["HSE alone"]["2"]
    out.write_text(json.dumps(kept))
    done.clear()
    comparison.main()
    assert done == [(2, ("hse",), True)]
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--steps", "7"])
    with pytest.raises(SystemExit):
        comparison.main()
