# SPDX-License-Identifier: GPL-2.0-or-later
"""The variant with Sentinel-1 as a further input, for the engines, and how it begins with an optical one's weights.

Radar goes through a branch of its own, as wide and as deep as what the optical bands go through before the widths
change: a 3x3 convolution and a separable layer. The features of both stand side by side, with their element-wise
product behind them, and the shared backbone continues from these. Up to the product both branches together are the
paper's layers, twice as wide, with zeros wherever optical bands and radar would mix: engines that put the zeros in need
the product and nothing else, and stream as ever.

Source: joining by concatenation and by element-wise product, the hybrid fusion of features (FM1) of Thomas and
Sreevalsan-Nair (2026), arXiv:2603.04562.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .band_groups import joined_branches
from .config import RADAR, NetworkConfig

_NORMALISATION = ("weight", "bias", "running_mean", "running_var")


def joined_inputs(config: NetworkConfig, arrays: Mapping[str, np.ndarray]) -> Mapping[str, np.ndarray]:
    """The arrays of the network without branches that answers the same; as they are where there are none.

    With radar `reflectance_mean` and `reflectance_std` have the figures of all inputs, and what the first separable
    layer answers are the optical features, then those of radar: the layer behind reads them and their product.

    Args:
        config: of the arrays.
        arrays: those of `config.arrays`.
    """
    arrays = joined_branches(config, arrays)
    if not config.radar_bands:
        return arrays
    joined = {name: array for name, array in arrays.items() if not name.startswith("radar_")}
    for name in ("mean", "std"):
        joined[f"reflectance_{name}"] = np.concatenate((arrays[f"reflectance_{name}"], arrays[f"radar_{name}"]))
    for part in ("0.weight", "3.1.weight"):  # full convolutions
        joined[f"backbone_10m.{part}"] = _block_diagonal(arrays[f"backbone_10m.{part}"], arrays[f"{RADAR}.{part}"])
    for part in ("3.0.weight", *(f"{layer}.{name}" for layer in ("1", "3.2") for name in _NORMALISATION)):
        joined[f"backbone_10m.{part}"] = np.concatenate((arrays[f"backbone_10m.{part}"], arrays[f"{RADAR}.{part}"]))
    return joined


def input_means(arrays: Mapping[str, np.ndarray]) -> np.ndarray:
    """(inputs,) float32: the mean of each band of the training set, radar last, which replaces missing pixels.

    Args:
        arrays: those of `NetworkConfig.arrays`.
    """
    names = [name for name in ("reflectance_mean", "radar_mean") if name in arrays]
    return np.concatenate([arrays[name] for name in names]).astype(np.float32)


def with_optical_weights(
    config: NetworkConfig, fresh: Mapping[str, np.ndarray], optical: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Weights of a network with radar that answers, until it is trained, what an optical one does.

    What the optical network has is taken over; the layer that reads both gives no weight to radar and to the product.

    Args:
        config: of the network with radar.
        fresh: its arrays as they are drawn by chance.
        optical: those of the same network without radar.
    """
    combined = {**fresh, **optical}
    for part in ("4.0.weight", "4.1.weight"):
        combined[f"backbone_10m.{part}"] = fresh[f"backbone_10m.{part}"].copy()
    combined["backbone_10m.4.0.weight"][: config.stem] = optical["backbone_10m.4.0.weight"]
    combined["backbone_10m.4.1.weight"][:, : config.stem] = optical["backbone_10m.4.1.weight"]
    combined["backbone_10m.4.1.weight"][:, config.stem :] = 0
    return combined


def _block_diagonal(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Block-diagonal weights of two convolutions, (out + out, in + in, h, w): each reads its own channels alone."""
    out, channels = len(first), first.shape[1]
    weights = np.zeros((out + len(second), channels + second.shape[1], *first.shape[2:]), np.float32)
    weights[:out, :channels], weights[out:, channels:] = first, second
    return weights
