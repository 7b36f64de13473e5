# SPDX-License-Identifier: GPL-2.0-or-later
"""The weight of two networks is the one under which the labels are likeliest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hse_lcz.model.errors import InputError
from hse_lcz.model.lczmap.decision_fusion import best_share, weighted_mean


def drawn(rng: np.random.Generator, count: int, sharpness: float, codes: np.ndarray) -> np.ndarray:
    """Probabilities of a network that knows the label the better, the sharper."""
    logits = rng.normal(0, 1, (count, 17))
    logits[np.arange(count), codes - 1] += sharpness
    found = np.exp(logits)
    return found / found.sum(axis=1, keepdims=True)


def likelihood(first: np.ndarray, second: np.ndarray, codes: np.ndarray, share: float) -> float:
    both = weighted_mean(first, second, share)
    return float(np.log(both[np.arange(len(codes)), codes - 1]).mean())


@given(seed=st.integers(0, 10_000), first=st.floats(0, 4), second=st.floats(0, 4))
def test_no_other_weight_is_better(seed, first, second):
    rng = np.random.default_rng(seed)
    codes = rng.integers(1, 18, 200).astype(np.uint8)
    a, b = drawn(rng, 200, first, codes), drawn(rng, 200, second, codes)
    share = best_share(a, b, codes)
    best = likelihood(a, b, codes, share)
    assert 0 <= share <= 1
    assert all(likelihood(a, b, codes, other) <= best + 1e-9 for other in np.linspace(0, 1, 21))
    assert best_share(b, a, codes) == pytest.approx(1 - share, abs=1e-6)


def test_networks_that_know_different_zones_are_better_together():
    rng = np.random.default_rng(0)
    codes = rng.integers(1, 18, 4000)
    knows = codes <= 9
    a, b = (drawn(rng, 4000, 4 * known, codes) for known in (knows, ~knows))
    share = best_share(a, b, codes)
    assert 0.3 < share < 0.7
    assert likelihood(a, b, codes, share) > max(likelihood(a, b, codes, 0), likelihood(a, b, codes, 1)) + 0.3


def test_a_network_that_is_always_better_decides_alone():
    codes = np.array([3, 5, 7])
    a, b = np.full((3, 17), 0.01), np.full((3, 17), 1 / 17)
    a[np.arange(3), codes - 1] = 0.84
    assert best_share(a, b, codes) == 1 and best_share(b, a, codes) == 0


def test_a_label_that_one_network_excludes_is_no_infinity():
    a, b = np.eye(17)[[0, 1]], np.full((2, 17), 1 / 17)
    share = best_share(a, b, np.array([1, 3]))
    assert 0 < share < 1 and np.isfinite(likelihood(a, b, np.array([1, 3]), share))


def test_other_cells_are_refused():
    for codes in (np.array([1, 2]), np.array([], int)):
        with pytest.raises(InputError, match="labels for the same cells"):
            best_share(np.full((3, 17), 1 / 17), np.full((3, 17), 1 / 17), codes)
