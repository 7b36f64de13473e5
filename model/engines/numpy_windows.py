# SPDX-License-Identifier: GPL-2.0-or-later
"""What the network's heads read in whole windows, in NumPy, by the layers of the streams that make the maps."""

from __future__ import annotations

import numpy as np

from ..network.config import ALIGN_PX, BLOCKS_PER_CONTEXT, CELL_PX
from ..raster.windows import Window, surround
from .numpy_stream_layers import NumpyLayers
from .row_buffers import RowSpan
from .stream_backbone import Backbone
from .stream_tasks import Gates

# Cells of 20 m along one of the coarsest feature map.
_COARSE_CELLS = ALIGN_PX // CELL_PX
# How far, in cells of 20 m, a task's layers look: spatial attention, two separable layers, upsampling.
_REACH_CELLS = 4 * _COARSE_CELLS


def head_inputs(layers: NumpyLayers, reflectance: np.ndarray, inner: Window) -> tuple[Window, dict[str, np.ndarray]]:
    """The arrays that the heads read, for the inner cells of a window and what lies up to `_REACH_CELLS` around.

    Only there are the tasks' own layers computed, as if nothing were beyond.

    Args:
        layers: of the network.
        reflectance: see `base.Engine.run`.
        inner: in cells of 20 m.

    Returns:
        The region in cells of 20 m, on whole coarse cells; and by name of the head, "settlement" for that of the
        settlement extent, (h, w, channels) float32 at the head's own resolution (20, 40 or 80 m).
    """
    fine, shared = _features(layers, reflectance)
    region = surround(inner, _REACH_CELLS, _COARSE_CELLS, Window(0, 0, shared.shape[1], shared.shape[0]))
    contexts = _contexts(layers, shared) if layers.config.attention else []
    inputs, settlement = {}, None
    if "hse" in layers.config.tasks:
        inputs["settlement"] = _attended(layers, "hse", shared, contexts, region)
        settlement = layers.sigmoid(layers.settlement(inputs["settlement"]))
    if "lcz" in layers.config.tasks:
        x = _attended(layers, "lcz", shared, contexts, region)
        inputs["20m"] = fine[_rows(region), _columns(region)].copy()
        if layers.config.prior:
            inputs["prior"] = x * settlement[:, 0, :, None]
        half, deep = _halved(layers, x), _bordered_like(layers, x, 2)
        layers.zones_40m(half, deep)
        quarter, deeper = _halved(layers, layers.inside(deep)), _bordered_like(layers, x, 4)
        layers.zones_80m(quarter, deeper)
        inputs["40m"], inputs["80m"] = (layers.inside(level)[1:-1] for level in (half, quarter))
        inputs["80m_deep"] = layers.inside(deeper)
    return region, inputs


def fine_features(layers: NumpyLayers, reflectance: np.ndarray) -> np.ndarray:
    """Input of the 20 m head, (H/2, W/2, 64), from a window (inputs, H, W) with even numbers of pixels."""
    return _through_backbone(layers, reflectance, has_shared=False)[0]


def _features(layers: NumpyLayers, reflectance: np.ndarray) -> list[np.ndarray]:
    """Fine features (H/2, W/2, 64) and those that both tasks read (H/2, W/2, 256)."""
    return _through_backbone(layers, reflectance, has_shared=True)


def _through_backbone(layers: NumpyLayers, reflectance: np.ndarray, has_shared: bool) -> list[np.ndarray]:
    height, width = (length // CELL_PX for length in reflectance.shape[1:])
    widths = [2 * layers.fine[-1].channels, *([layers.config.shared] if has_shared else [])]
    outputs = [np.empty((height, width, channels), np.float32) for channels in widths]
    backbone = Backbone(layers, reflectance.shape[2])

    def put(spans: list[RowSpan]) -> None:
        for features, span in zip(outputs, spans):
            inside = span.inside(height)
            features[inside.first : inside.first + len(inside.rows)] = inside.rows

    steps = [backbone.next_fine, *([backbone.next_shared] if has_shared else [])]
    for pixels in backbone.pieces(reflectance):
        backbone.push(pixels)
        put([step() for step in steps])
    backbone.finish()
    put([step() for step in steps])
    return outputs


def _contexts(layers: NumpyLayers, shared: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Mean and maximum (contexts, channels) of each row of contexts."""
    block = layers.config.block_px // CELL_PX
    statistics = [layers.statistics(shared[row : row + block]) for row in range(0, len(shared), block)]
    last = len(statistics) - BLOCKS_PER_CONTEXT
    cells = (BLOCKS_PER_CONTEXT * block) ** 2
    return [layers.contexts(statistics[row : row + BLOCKS_PER_CONTEXT], cells) for row in range(last + 1)]


def _attended(
    layers: NumpyLayers,
    task: str,
    shared: np.ndarray,
    contexts: list[tuple[np.ndarray, np.ndarray]],
    region: Window,
) -> np.ndarray:
    """Features of a region, (h, w, channels), multiplied by both gates of a task; as they are without contexts."""
    columns = _columns(region)
    if not contexts:
        return shared[_rows(region), columns]
    gates, block = Gates(layers, task, shared.shape[1]), layers.config.block_px // CELL_PX
    for row, context in enumerate(contexts):
        gates.gather(row, *context)
    first, end = region.row // block, -(-(region.row + region.height) // block)
    attended = layers.features((end - first) * block, region.width, shared.shape[2])
    summary = np.zeros((len(attended) + 6, 2, region.width), np.float32)  # three rows more on either side
    for number in range(first, end):
        start = (number - first) * block
        corners = tuple(rows[columns] for rows in gates.around(number, len(contexts) - 1))
        layers.gate_channels(
            shared[number * block : (number + 1) * block, columns],
            corners,
            attended[start : start + block],
            summary[3 + start : 3 + start + block],
            None,
            None,
        )
    attended *= layers.spatial_gate(task, summary)[:, 0, :, None]
    return attended[region.row - first * block :][: region.height]


def _halved(layers: NumpyLayers, x: np.ndarray) -> np.ndarray:
    """Features of half the resolution with a border of zeros on all sides."""
    height, width, channels = x.shape
    out = layers.bordered(height // 2 + 2, width // 2, 2 * channels)
    layers.halve(x, layers.inside(out)[1:-1])
    return out


def _bordered_like(layers: NumpyLayers, x: np.ndarray, factor: int) -> np.ndarray:
    """Memory for what a layer answers at a coarser resolution, with as many more channels."""
    height, width, channels = x.shape
    return layers.bordered(height // factor, width // factor, factor * channels)


def _rows(window: Window) -> slice:
    return slice(window.row, window.row + window.height)


def _columns(window: Window) -> slice:
    return slice(window.col, window.col + window.width)
