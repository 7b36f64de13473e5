# SPDX-License-Identifier: GPL-2.0-or-later
"""The variant whose stem has one branch for each physical group of bands, for the engines.

A branch sees the bands of its group alone, through a 3x3 convolution and a separable layer; the branches' channels then
stand side by side, and the rest of the network is the paper's. Such branches are the paper's layers with zeros wherever
two groups would mix: engines that put the zeros in need nothing else, and stream as ever.

Source: the idea of branches by physical group, of Lan et al. (2024), arXiv:2412.18235, and Thomas and
Sreevalsan-Nair (2026), arXiv:2603.04562.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..tables import sentinel2
from .config import BRANCHES, NetworkConfig


def group_bands() -> dict[str, list[int]]:
    """Name of each group -> places of its bands among the ten."""
    return {name: [sentinel2.NAMES.index(band) for band in bands] for name, bands in sentinel2.GROUPS.items()}


def joined_branches(config: NetworkConfig, arrays: Mapping[str, np.ndarray]) -> Mapping[str, np.ndarray]:
    """The arrays of the network without branches that answers the same; as they are where there are none.

    Args:
        config: of the arrays.
        arrays: those of `config.arrays`.
    """
    if not config.band_groups:
        return arrays
    joined = {name: array for name, array in arrays.items() if not name.startswith(BRANCHES)}
    first = np.zeros((config.stem, config.bands, 3, 3), np.float32)
    mixing = np.zeros((config.stem, config.stem, 1, 1), np.float32)
    for number, (name, bands) in enumerate(group_bands().items()):
        rows = slice(number * config.branch, (number + 1) * config.branch)
        first[rows, bands] = arrays[f"{BRANCHES}.{name}.0.weight"]
        mixing[rows, rows] = arrays[f"{BRANCHES}.{name}.3.1.weight"]
    joined["backbone_10m.0.weight"], joined["backbone_10m.3.1.weight"] = first, mixing
    side_by_side = ["3.0.weight"]
    side_by_side += [
        f"{layer}.{part}" for layer in ("1", "3.2") for part in ("weight", "bias", "running_mean", "running_var")
    ]
    for part in side_by_side:
        joined[f"backbone_10m.{part}"] = np.concatenate(
            [arrays[f"{BRANCHES}.{name}.{part}"] for name in sentinel2.GROUPS]
        )
    return joined
