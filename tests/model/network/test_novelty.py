# SPDX-License-Identifier: GPL-2.0-or-later
"""The distance to the training cells is Mahalanobis' to the nearest zone, and its percentages are of unseen places."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.network import novelty
from hse_lcz.model.network.novelty import SHRINKAGE, STEPS, Novelty

CLASSES, CHANNELS = 5, 6


@pytest.fixture(scope="module")
def cells():
    """Cells of three of five zones: features, zones, weights."""
    rng = np.random.default_rng(0)
    zones = rng.choice([0, 2, 3], 900)
    centres = rng.normal(0, 2, (CLASSES, CHANNELS))
    features = np.exp(centres[zones] + 0.3 * rng.normal(size=(900, CHANNELS)) @ rng.normal(size=(CHANNELS, CHANNELS)))
    return features.astype(np.float32), zones, rng.uniform(0.5, 2, 900)


def test_distance_is_mahalanobis_to_the_nearest_zone(cells):
    features, zones, weights = cells
    found = novelty.fit(*cells, CLASSES)
    logs = np.log(features + 0.05)
    means = {zone: np.average(logs[zones == zone], axis=0, weights=weights[zones == zone]) for zone in (0, 2, 3)}
    residuals = logs - np.stack([means[zone] for zone in zones])
    covariance = (residuals * weights[:, None]).T @ residuals / weights.sum()
    covariance += SHRINKAGE * np.trace(covariance) / CHANNELS * np.eye(CHANNELS)
    inverse = np.linalg.inv(covariance)
    asked = np.random.default_rng(1).gamma(1.0, 3.0, (40, CHANNELS)).astype(np.float32)
    expected = [min((x - mean) @ inverse @ (x - mean) for mean in means.values()) for x in np.log(asked + 0.05)]
    np.testing.assert_allclose(found.distance(asked), expected, rtol=1e-3, atol=1e-3)


def test_a_zone_without_cells_attracts_nothing(cells):
    found = novelty.fit(*cells, CLASSES)
    assert np.isfinite(found.means).all()
    np.testing.assert_array_equal(found.means[[1, 4]], found.means[[0, 0]])


def test_percent_is_the_share_of_cells_that_are_less_far(cells):
    features, _, weights = cells
    found = novelty.fit(*cells, CLASSES)
    distances = found.distance(features)
    asked = features[:50]
    shares = [100 * weights[distances <= each].sum() / weights.sum() for each in found.distance(asked)]
    np.testing.assert_allclose(found.percent(asked), shares, atol=1.0)
    assert found.percent(asked * 1e6).tolist() == [100.0] * 50


def test_percentiles_count_by_weight():
    found = novelty.percentiles(np.array([3.0, 1.0, 2.0]), np.array([2.0, 1.0, 1.0]))
    assert found.shape == (STEPS,) and (np.diff(found) >= 0).all()
    assert found[50] == pytest.approx(2.0) and found[100] == 3.0


def test_many_cells_in_parts_are_as_few(cells, monkeypatch):
    found = novelty.fit(*cells, CLASSES)
    whole = found.distance(cells[0])
    monkeypatch.setattr(novelty, "_ROWS", 7)
    np.testing.assert_allclose(found.distance(cells[0]), whole, rtol=1e-4, atol=1e-4)


def test_shapes_are_those_of_the_fit(cells):
    from hse_lcz.model.network.config import NetworkConfig

    config = NetworkConfig(stem=4)
    channels = config.head_widths[novelty.HEAD]
    rng = np.random.default_rng(2)
    found = novelty.fit(rng.gamma(1.0, 1.0, (200, channels)), rng.integers(0, 17, 200) * 0, np.ones(200), config.zones)
    assert {name: values.shape for name, values in Novelty._asdict(found).items()} == novelty.shapes(config)
