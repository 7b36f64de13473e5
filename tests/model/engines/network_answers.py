# SPDX-License-Identifier: GPL-2.0-or-later
"""What the network answers for a whole window, by PyTorch's module: what every engine is compared with."""

from __future__ import annotations

import numpy as np

from hse_lcz.model.network.weights import Weights
from hse_lcz.model.raster.windows import Window


def answers(kept: Weights, reflectance: np.ndarray, inner: Window) -> list:
    """Settlement and zones of the inner cells, None for a task that the network lacks."""
    import torch

    from hse_lcz.model.network.model import Network

    rows, cols = slice(inner.row, inner.row + inner.height), slice(inner.col, inner.col + inner.width)
    with torch.inference_mode():
        truth = Network.from_arrays(kept.config, kept.arrays)(torch.from_numpy(reflectance)[None])
    truth = [None if maps is None else maps[0, :, rows, cols].numpy() for maps in truth]
    if truth[0] is not None:
        truth[0] = truth[0][0]
    return truth
