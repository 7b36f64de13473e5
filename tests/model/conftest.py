# SPDX-License-Identifier: GPL-2.0-or-later
"""Weights that need no training and no file."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.network.weights import Weights


@pytest.fixture(scope="session")
def made_up():
    """Function that makes weights up: variant, seed -> weights."""

    def make(config: NetworkConfig, seed: int = 0) -> Weights:
        """Values neither vanish nor explode under them, and every bias and statistic counts."""
        rng = np.random.default_rng(seed)

        def values(name: str, shape: tuple[int, ...]) -> np.ndarray:
            if name.endswith("running_var") or name in ("reflectance_std", "radar_std"):
                return rng.uniform(0.3, 0.8, shape)
            if len(shape) > 1:  # a matrix or a kernel, its sums about as large as its inputs
                return rng.normal(0, (2 / np.prod(shape[1:])) ** 0.5, shape)
            return rng.normal(0.8 if name.endswith("2.weight") else 0.1, 0.2, shape)

        arrays = {name: values(name, shape).astype(np.float32) for name, shape in config.arrays.items()}
        return Weights(config, arrays, {}, "")

    return make
