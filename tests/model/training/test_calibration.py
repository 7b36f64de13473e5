# SPDX-License-Identifier: GPL-2.0-or-later
"""A temperature makes probabilities mean what they say, and leaves the rest of the network alone."""

from __future__ import annotations

import json
import zipfile

import numpy as np
import pytest

from hse_lcz.model.assessment import metrics
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.errors import InputError
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import NetworkConfig
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


def test_the_best_temperature_is_the_lowest_of_the_curve():
    assert calibration.fit_temperature({t: (t - 0.84) ** 2 for t in calibration.TEMPERATURES}) == pytest.approx(0.84)
    # Where it falls to the end, the end; no parabola is followed out of what was tried.
    assert calibration.fit_temperature({t: -t for t in calibration.TEMPERATURES}) in calibration.TEMPERATURES[-2:]
    assert calibration.fit_temperature({t: -(t**2) for t in calibration.TEMPERATURES}) in calibration.TEMPERATURES[-2:]


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
    sure = {name: 6 * values if name.startswith("heads.") else values for name, values in start.arrays.items()}
    start = start._replace(arrays=sure)
    held_out = calibration.HeldOut(start, [place(start, sharpen=1 / 0.6)], np.full(17, 1 / 17))
    figures = calibration.calibrate([held_out], evenness=0.0)
    after = held_out.corrected(figures["temperature"], 0.0)
    assert figures["temperature"] < 0.95  # labels of 40 m do not fit cells of 100 m, so it is not 0.6
    assert figures["ece_after"] < figures["ece_before"]
    np.testing.assert_allclose(after.arrays["heads.20m.bias"], sure["heads.20m.bias"] / figures["temperature"], 1e-5)


def test_the_command_writes_weights_with_their_calibration(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(folder_dataset, "VALIDATION_PLACES", ("rio",))
    monkeypatch.setattr(calibration, "TEMPERATURES", (0.9, 1.0, 1.1))
    calibration.main(["--data", str(data), "--out", str(tmp_path / "mine.npz")])
    with zipfile.ZipFile(tmp_path / "mine.npz") as file:
        card = json.loads(file.read(weights.CARD))
    assert set(card["calibration"]) == {"evenness", "temperature", "ece_before", "ece_after", "ece_left_out"}
    found = weights.load(str(tmp_path / "mine.npz"))
    rio = folder_dataset.load_place(data, "rio")
    scores = validate.score_engine(TorchEngine(found.config, found.arrays, "cpu"), [rio])["rio"]
    assert card["metrics"]["validation_places"] == ["rio"]
    assert card["metrics"]["mean"]["lcz_agreement"] == pytest.approx(scores["lcz_agreement"], abs=0.005)
    assert "temperature" in capsys.readouterr().out
    other = ["--all-places", str(weights.BUNDLED), "--all-places-out", str(tmp_path / "all.npz")]
    calibration.main(["--data", str(data), "--out", str(tmp_path / "mine.npz"), *other])
    final, start = weights.load(str(tmp_path / "all.npz")), weights.load()
    assert final.card["calibration"] == card["calibration"]
    assert final.card["metrics"]["mean"] == card["metrics"]["mean"]
    assert final.card["metrics"]["their_training"] == start.card["training"]
    scaled = start.arrays["heads.80m.weight"] / card["calibration"]["temperature"]
    np.testing.assert_allclose(final.arrays["heads.80m.weight"], scaled, rtol=2e-3, atol=1e-6)
    with pytest.raises(SystemExit, match="found none"):
        calibration.main(["--data", str(data), "--weights", str(tmp_path / "none.npz"), "--out", "x.npz"])
