# SPDX-License-Identifier: GPL-2.0-or-later
"""Probabilities mean what they say, and the rest of the network is left alone."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from hse_lcz.model.assessment import metrics
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.errors import InputError
from hse_lcz.model.mapping.neighbourhood import sharpened
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import NEIGHBOURHOOD, NetworkConfig
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.training import calibration, folder_dataset, validate
from hse_lcz.model.training.places import Place

CONFIG = NetworkConfig(stem=4)


def test_the_error_is_that_worked_out_by_hand():
    # Two bins: 0.30 (one of two right, 0.2 off) and 0.95 (three of three right, 0.05 off).
    confidence, right = np.array([0.30, 0.30, 0.95, 0.95, 0.95]), np.array([True, False, True, True, True])
    assert metrics.calibration_error(confidence, right, bins=10) == pytest.approx((2 * 0.2 + 3 * 0.05) / 5)
    assert metrics.calibration_error(np.array([1.0, 1.0]), np.array([True, True])) == 0
    assert np.isnan(metrics.calibration_error(np.array([]), np.array([], dtype=bool)))
    with pytest.raises(InputError, match="one shape"):
        metrics.calibration_error(np.ones(2), np.ones(3, dtype=bool))


def test_confidence_that_is_honest_has_hardly_an_error():
    rng = np.random.default_rng(0)
    confidence = rng.uniform(0.1, 1.0, 50_000)
    honest = rng.random(50_000) < confidence
    assert metrics.calibration_error(confidence, honest) < 0.01
    boastful = rng.random(50_000) < confidence - 0.1
    assert metrics.calibration_error(confidence, boastful) == pytest.approx(0.1, abs=0.01)


def test_heads_alone_are_tempered(made_up):
    start = made_up(CONFIG)
    after = calibration.scale_temperature(start.arrays, 2.0)
    for name, values in start.arrays.items():
        np.testing.assert_allclose(after[name], values / (2.0 if name.startswith("heads.") else 1.0))
    pixels = np.random.default_rng(1).uniform(0, 0.5, (10, 128, 128)).astype(np.float32)
    inner = Window(0, 0, 64, 64)
    before, now = (NumpyEngine(start._replace(arrays=arrays)).run(pixels, inner) for arrays in (start.arrays, after))
    np.testing.assert_array_equal(now.settlement, before.settlement)
    assert now.zones.max(axis=0).mean() < before.zones.max(axis=0).mean()


def test_rare_zones_get_more_in_every_head_by_what_their_share_says(made_up):
    start = made_up(CONFIG)
    shares = np.full(17, 0.05)
    shares[4], shares[13] = 0.01, 0.24
    after = calibration.adjust_for_priors(start.arrays, shares, 0.5)
    for name, values in start.arrays.items():
        if not (name.startswith("heads.") and name.endswith(".bias")):
            np.testing.assert_array_equal(after[name], values)
            continue
        odds = np.exp(after[name] - values)
        assert odds[4] / odds[0] == pytest.approx(np.sqrt(5), rel=0.01)
        assert odds[13] / odds[0] == pytest.approx(np.sqrt(5 / 24), rel=0.01)
    for name, values in calibration.adjust_for_priors(start.arrays, shares, 0.0).items():
        np.testing.assert_array_equal(values, start.arrays[name])


def test_shares_are_of_labels_and_a_large_place_counts_less_than_its_area():
    def plain(side: int, zone: int) -> Place:
        zones = np.zeros((17, side, side), dtype=np.uint8)
        zones[zone] = 255
        return Place("", (np.zeros((10, 4 * side, 4 * side), np.uint16),), zones, np.zeros((2 * side,) * 2, np.uint8))

    shares = calibration.zone_shares([plain(30, 2), plain(90, 16)])
    assert shares.sum() == pytest.approx(1)
    assert shares[16] / shares[2] == pytest.approx(3)


def place(found: weights.Weights, sharpen: float) -> Place:
    """A place whose labels are what the network says, more or less sure of itself."""
    rng = np.random.default_rng(3)
    scene = rng.integers(200, 4000, (10, 320, 320)).astype(np.uint16)
    surer = found._replace(arrays=calibration.scale_temperature(found.arrays, 1 / sharpen))
    maps = NumpyEngine(surer).run(scene.astype(np.float32) / 10_000, Window(0, 0, 160, 160))
    # Each 100 m cell gets one zone, drawn with the probabilities.
    mean = maps.zones.reshape(17, 32, 5, 32, 5).mean(axis=(2, 4))
    drawn = (rng.random((1, 32, 32)) > mean.cumsum(axis=0)).sum(axis=0).clip(0, 16)
    zones = np.zeros((17, 80, 80), dtype=np.uint8)
    at_40_m = drawn.repeat(5, axis=0).repeat(5, axis=1)[::2, ::2]
    np.put_along_axis(zones, at_40_m[None], 255, axis=0)
    return Place("there", (scene,), zones, np.zeros((160, 160), dtype=np.uint8))


def test_a_network_too_shy_is_made_surer(made_up):
    start = made_up(CONFIG)
    sure = {name: 2 * values if name.startswith("heads.") else values for name, values in start.arrays.items()}
    start = start._replace(arrays=sure)
    asked = calibration.corrected(start, calibration.TEMPERATURE, np.full(17, 1 / 17), 0.0)
    places = [place(asked, sharpen=4), replace(place(asked, sharpen=4), name="elsewhere")]
    figures = calibration.calibrate([calibration.HeldOut(start, places, np.full(17, 1 / 17))], evenness=0.0)
    assert 1.2 < figures["sharpness"] < 4  # labels of 40 m do not fit cells of 100 m, so it is not 4
    assert figures["ece_after"] < figures["ece_before"]
    assert set(figures["ece_places"]) == {"there", "elsewhere"}
    assert np.mean(list(figures["ece_places"].values())) == pytest.approx(figures["ece_after"])


def test_sharper_probabilities_sum_to_the_same_and_no_zone_overtakes_another():
    rng = np.random.default_rng(2)
    said = rng.dirichlet(np.ones(17), 40).T
    said[:, :3] = 0
    for power in (0.5, 1.5, 3.0):
        after = sharpened(said, power)
        np.testing.assert_allclose(after.sum(axis=0), said.sum(axis=0), atol=1e-6)
        np.testing.assert_array_equal(after[:, 3:].argsort(axis=0), said[:, 3:].argsort(axis=0))
        assert (after[:, 3:].max(axis=0) > said[:, 3:].max(axis=0)).all() == (power > 1)
    assert sharpened(said, 1.0) is said


def test_the_command_writes_weights_with_their_calibration(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(folder_dataset, "VALIDATION_PLACES", ("rio",))
    calibration.main(["--data", str(data), "--out", str(tmp_path / "mine.npz")])
    with zipfile.ZipFile(tmp_path / "mine.npz") as file:
        card = json.loads(file.read(weights.CARD))
    assert card["calibration"]["temperature"] == calibration.TEMPERATURE
    assert set(card["calibration"]["ece_places"]) == {"rio"}
    found, start = weights.load(str(tmp_path / "mine.npz")), weights.load()
    assert found.config.sharpness == card["calibration"]["sharpness"] == card["network"]["sharpness"]
    assert found.config.neighbourhood == NEIGHBOURHOOD
    rio = folder_dataset.load_place(data, "rio")
    scores = validate.score_engine(TorchEngine(found.config, found.arrays, "cpu"), [rio])["rio"]
    assert card["metrics"]["validation_places"] == ["rio"]
    assert card["metrics"]["mean"]["lcz_agreement"] == pytest.approx(scores["lcz_agreement"], abs=0.005)
    assert "sharpness" in capsys.readouterr().out
    scaled = start.arrays["heads.80m.weight"] / calibration.TEMPERATURE
    np.testing.assert_allclose(found.arrays["heads.80m.weight"], scaled, rtol=2e-3, atol=1e-6)
    with pytest.raises(SystemExit, match="found none"):
        calibration.main(["--data", str(data), "--weights", str(tmp_path / "none.npz"), "--out", "x.npz"])


def test_weights_that_have_seen_every_place_are_corrected_by_the_cross_validation(data, tmp_path):
    how = {"evenness": 0.0, "temperature": 0.5, "sharpness": 1.4, "ece_after": 0.1, "ece_places": {"rio": 0.1}}
    kept = {name: name for name in ("plan", "stages", "folds", "places", "mean", "median", "spread")}
    (tmp_path / "figures.json").write_text(json.dumps({"calibration": how, **kept, "novelty": 1}))
    out = tmp_path / "mine.npz"
    calibration.main(["--data", str(data), "--out", str(out), "--figures", str(tmp_path / "figures.json")])
    found, start = weights.load(str(out)), weights.load()
    assert (found.config.sharpness, found.config.neighbourhood) == (1.4, NEIGHBOURHOOD)
    assert found.card["calibration"] == how and found.card["metrics"]["mean"] == "mean"
    assert found.card["training"] == start.card["training"] and "novelty" not in found.card["metrics"]
    np.testing.assert_allclose(found.arrays["heads.80m.weight"], 2 * start.arrays["heads.80m.weight"], rtol=2e-3)
