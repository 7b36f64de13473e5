# SPDX-License-Identifier: GPL-2.0-or-later
"""Batch normalisation folded into the convolution before it, for the engines that map."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

# What batch normalisation adds to the variance: PyTorch's default, with which the weights were trained.
EPSILON = np.float32(1e-5)


def fold_batchnorm(arrays: Mapping[str, np.ndarray], name: str, normalised: str) -> tuple[np.ndarray, np.ndarray]:
    """Weight (out, in, height, width) and bias (out,), float32, of a convolution without a bias and its normalisation.

    Args:
        arrays: those of `NetworkConfig.arrays`.
        name: of the convolution.
        normalised: of the batch normalisation that follows it.
    """
    gain, bias, mean, variance = (
        arrays[f"{normalised}.{part}"] for part in ("weight", "bias", "running_mean", "running_var")
    )
    scale = gain / np.sqrt(variance + EPSILON)
    return arrays[f"{name}.weight"] * scale[:, None, None, None], bias - mean * scale
