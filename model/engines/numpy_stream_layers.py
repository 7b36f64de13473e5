# SPDX-License-Identifier: GPL-2.0-or-later
"""The network's layers in NumPy on runs of rows; `network_stream` puts them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

import numpy as np

from ..network.config import BLOCKS_PER_CONTEXT, NetworkConfig
from ..network.radar_fusion import joined_inputs
from . import numpy_maps
from .numpy_attention import Attention
from .numpy_bordered import BorderedFirst, BorderedFusion, BorderedSeparable, bordered
from .numpy_maps import MapHead
from .numpy_workspace import Workspace
from .stream_layers import Head, StreamLayers

_PIXELS_AT_A_TIME = 65536


class Columns(NamedTuple):
    """Positions of columns of cells between contexts, see `StreamLayers.columns`."""

    left: np.ndarray
    right: np.ndarray
    share: np.ndarray
    """(columns, 1)"""


class NumpyLayers(StreamLayers):
    """The weights of a network, folded."""

    def __init__(self, work: Workspace, config: NetworkConfig, arrays: Mapping[str, np.ndarray]) -> None:
        """Fold.

        Args:
            work: threads, and memory that is used again.
            config: which variant.
            arrays: those of `config.arrays`.
        """
        self.config, self._work = config, work
        arrays = joined_inputs(config, arrays)

        def separable(name: str) -> BorderedSeparable:
            return BorderedSeparable(work, arrays, name)

        self.first = BorderedFirst(work, arrays, "backbone_10m.0", "backbone_10m.1")
        self._mean, self._std = arrays["reflectance_mean"], arrays["reflectance_std"]
        self.fine = [separable(f"backbone_10m.{n}") for n in range(3, 3 + len(config.fine_widths))]
        if config.radar_bands:
            self.fine[0] = BorderedFusion(work, arrays, "backbone_10m.3")
        self.shared = [separable(f"backbone_20m.{n}") for n in range(len(config.shared_widths))]
        self._attention = {
            task: Attention(work, arrays, f"attention.{task}") for task in config.tasks if config.attention
        }
        self.settlement = MapHead(work, arrays, "settlement.1") if "hse" in config.tasks else None
        if "lcz" in config.tasks:
            self.zones_40m, self.zones_80m = (separable(f"zones_{name}.1") for name in ("40m", "80m"))
            self.heads = {name: MapHead(work, arrays, f"heads.{name}") for name in config.head_widths}

    @property
    def pixels_at_a_time(self) -> int:
        return _PIXELS_AT_A_TIME

    def features(self, rows: int, columns: int, channels: int) -> np.ndarray:
        return np.empty((rows, columns, channels), np.float32)

    def bordered(self, rows: int, columns: int, channels: int) -> np.ndarray:
        return bordered(rows, columns, channels)

    def inside(self, bordered: np.ndarray) -> np.ndarray:
        return bordered[:, 1:-1]

    def maps(self, rows: int, columns: int, count: int) -> np.ndarray:
        return np.empty((rows, count, columns), np.float32)

    activations = maps

    def as_activations(self, maps: np.ndarray) -> np.ndarray:
        return maps

    def joined(self, parts: Sequence[np.ndarray]) -> np.ndarray:
        return np.concatenate(parts)

    def answer(self, maps: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(maps.swapaxes(0, 1))

    def normalise(self, reflectance: np.ndarray, out: np.ndarray) -> None:
        def group(first: int, last: int) -> None:
            rows = out[first:last]
            np.subtract(np.moveaxis(reflectance[:, first:last], 0, -1), self._mean, out=rows)
            np.divide(rows, self._std, out=rows)

        self._work.row_groups(len(out), out.shape[1] * out.shape[2], group)

    def halve(self, x: np.ndarray, out: np.ndarray, gate: Optional[np.ndarray] = None) -> None:
        width, channels = x.shape[1:]

        def group(first: int, last: int) -> None:
            rows = x[first:last]
            if gate is not None:
                gated = self._work.scratch("taken", last - first, width, channels)
                rows = np.multiply(rows, gate[first:last, 0, :, None], out=gated)
            upper, lower = rows[0::2], rows[1::2]
            target = out[first // 2 : last // 2]
            pair = self._work.scratch("pair", len(upper), width, channels)
            np.maximum(upper, lower, out=pair)
            np.maximum(pair[:, 0::2], pair[:, 1::2], out=target[..., :channels])
            np.add(upper, lower, out=pair)
            np.multiply(pair, np.float32(0.25), out=pair)
            np.add(pair[:, 0::2], pair[:, 1::2], out=target[..., channels:])

        self._work.row_groups(len(x), width * channels, group, even=True)

    def sigmoid(self, maps: np.ndarray) -> np.ndarray:
        return numpy_maps.sigmoid(maps)

    def probabilities(self, logits: np.ndarray) -> np.ndarray:
        return numpy_maps.softmax(logits)

    def enlarge(self, maps: np.ndarray, factor: int) -> np.ndarray:
        return numpy_maps.enlarge(maps, factor)

    def statistics(self, block: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        rows, width, channels = block.shape
        result = np.empty((2, width // rows, channels), np.float32)

        def reduce(first: int, last: int) -> None:
            for number in range(first, last):
                ufunc = (np.add, np.maximum)[number]
                ufunc.reduce(ufunc.reduce(block).reshape(-1, rows, channels), axis=1, out=result[number])

        self._work.row_groups(2, block.size, reduce)
        return result[0], result[1]

    def contexts(
        self, statistics: Sequence[tuple[np.ndarray, np.ndarray]], cells: int
    ) -> tuple[np.ndarray, np.ndarray]:
        totals, peaks = (np.stack(rows) for rows in zip(*statistics))
        count = totals.shape[1] - BLOCKS_PER_CONTEXT + 1
        shifts = range(BLOCKS_PER_CONTEXT)
        mean = sum(totals.sum(axis=0)[n : n + count] for n in shifts) / np.float32(cells)
        return mean, np.max([peaks.max(axis=0)[n : n + count] for n in shifts], axis=0)

    def columns(self, left: np.ndarray, right: np.ndarray, share: np.ndarray) -> Columns:
        return Columns(left, right, share[:, None])

    def channel_gates(self, task: str, mean: np.ndarray, peak: np.ndarray, columns: Columns) -> np.ndarray:
        gates = self._attention[task].channel_gate(mean, peak)
        left = gates[columns.left]
        return left + (gates[columns.right] - left) * columns.share

    def gate_channels(
        self,
        block: np.ndarray,
        corners: Optional[tuple[np.ndarray, np.ndarray]],
        out: np.ndarray,
        summary: np.ndarray,
        head: Optional[Head],
        logits: Optional[np.ndarray],
    ) -> None:
        rows, width, channels = block.shape
        down = ((np.arange(rows, dtype=np.float32) + np.float32(0.5)) / rows)[:, None]
        shares = np.concatenate((1 - down, down), axis=1)
        gates = None if corners is None else np.stack(corners).reshape(2, -1)
        mean = np.full((channels, 1), 1 / channels, np.float32)

        def group(first: int, last: int) -> None:
            x = out[first:last]
            if gates is None:
                x[...] = block[first:last]
            else:
                self._work.multiply(shares[first:last], gates, x.reshape(last - first, -1))
                np.multiply(x, block[first:last], out=x)
                for row in range(first, last):
                    self._work.multiply(mean.T, out[row].T, summary[row, :1])
                np.amax(x, axis=-1, out=summary[first:last, 1])
            if head is not None:
                head.linear(x, logits[first:last])

        self._work.row_groups(rows, width * channels, group)

    def spatial_gate(self, task: str, summary: np.ndarray) -> np.ndarray:
        return self._attention[task].spatial_gate(summary)
