# SPDX-License-Identifier: GPL-2.0-or-later
"""What the streaming network needs of a library: its layers, and the memory that they read and write.

Arrays hold rows first. Three kinds differ in what follows: features (rows, columns, channels); bordered features, which
may have a border of zero columns for the layers that look at neighbours; and maps, a few numbers for each cell, in the
library's own order of columns and numbers. Assignments, slices of rows and arithmetic are the same in all libraries.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Optional, Protocol

import numpy as np

from ..network.config import NetworkConfig

Array = Any
"""A tensor of PyTorch or an array of NumPy."""


class Layer(Protocol):
    """A layer with a 3x3 kernel, batch normalisation folded in, ReLU."""

    @property
    def channels(self) -> int:
        """Number of output channels."""

    def __call__(self, x: Array, out: Array) -> None:
        """Fills bordered features from their own rows, one more above and one below."""


class Head(Protocol):
    """A 1x1 convolution that gives maps."""

    bias: Array
    """Bias in the shape in which it is added to maps."""

    @property
    def count(self) -> int:
        """Number of outputs for each cell."""

    def __call__(self, x: Array) -> Array:
        """Maps of features, before any activation."""

    def linear(self, x: Array, out: Array) -> None:
        """Fills `out` with the convolution without its bias."""


class StreamLayers(ABC):
    """The layers of one network in one library.

    Attributes:
        first: the full 3x3 convolution that reads normalised pixels.
        fine, shared: the separable layers at 10 m and at 20 m; with radar the first one fuses it, see `radar_fusion`.
        zones_40m, zones_80m: those of the LCZ task.
        settlement: the head of the settlement extent; None without that task.
        heads: of the LCZ task.
        pixels_at_a_time: that go through the fine layers: few enough to stay near the processor, many enough that the
            calls do not count.
    """

    config: NetworkConfig
    first: Layer
    fine: Sequence[Layer]
    shared: Sequence[Layer]
    zones_40m: Layer
    zones_80m: Layer
    settlement: Optional[Head]
    heads: Mapping[str, Head]
    pixels_at_a_time: int

    @abstractmethod
    def features(self, rows: int, columns: int, channels: int) -> Array:
        """Memory for features."""

    @abstractmethod
    def bordered(self, rows: int, columns: int, channels: int) -> Array:
        """Memory for bordered features, its border zero."""

    @abstractmethod
    def inside(self, bordered: Array) -> Array:
        """The features within the border."""

    @abstractmethod
    def maps(self, rows: int, columns: int, count: int) -> Array:
        """Memory for maps in float32."""

    @abstractmethod
    def activations(self, rows: int, columns: int, count: int) -> Array:
        """Memory for maps in the number format of the layers."""

    @abstractmethod
    def as_activations(self, maps: Array) -> Array:
        """Maps in the number format of the layers."""

    @abstractmethod
    def joined(self, parts: Sequence[Array]) -> Array:
        """Maps one below the other."""

    @abstractmethod
    def answer(self, maps: Array) -> Array:
        """(count, rows, columns) of maps."""

    @abstractmethod
    def normalise(self, reflectance: Array, out: Array) -> None:
        """Fills features with the normalised reflectance (inputs, rows, columns) of pixels."""

    @abstractmethod
    def halve(self, x: Array, out: Array, gate: Optional[Array] = None) -> None:
        """Fills features of half the resolution and twice the channels, see `network.halve`.

        Args:
            x: (rows, columns, channels), even numbers of rows and columns.
            out: to fill.
            gate: maps of one number, by which `x` is multiplied first.
        """

    @abstractmethod
    def sigmoid(self, maps: Array) -> Array:
        """0..1 in float32."""

    @abstractmethod
    def probabilities(self, logits: Array) -> Array:
        """Softmax over the numbers of each cell, in float32."""

    @abstractmethod
    def enlarge(self, maps: Array, factor: int) -> Array:
        """Bilinear between cell centres; the first and last row only help: (rows - 2) * factor rows come out."""

    @abstractmethod
    def statistics(self, block: Array) -> tuple[Array, Array]:
        """Sum and maximum of each block of a row of blocks: (blocks, channels)."""

    @abstractmethod
    def contexts(self, statistics: Sequence[tuple[Array, Array]], cells: int) -> tuple[Array, Array]:
        """Mean and maximum (contexts, channels) of the contexts, from the statistics of their rows of blocks.

        Args:
            statistics: of as many rows of blocks as a context has.
            cells: of a context.
        """

    @abstractmethod
    def columns(self, left: np.ndarray, right: np.ndarray, share: np.ndarray) -> Any:
        """Positions of columns of cells between contexts, for `channel_gates`.

        Args:
            left: which context is to the left of each column.
            right: which one to the right.
            share: how much the right one counts, 0..1.
        """

    @abstractmethod
    def channel_gates(self, task: str, mean: Array, peak: Array, columns: Any) -> Array:
        """Gates (columns, channels) along a row of contexts."""

    @abstractmethod
    def gate_channels(
        self,
        block: Array,
        corners: Optional[tuple[Array, Array]],
        out: Array,
        summary: Array,
        head: Optional[Head],
        logits: Optional[Array],
    ) -> None:
        """Gates a row of blocks by its channels.

        Args:
            block: features (rows, columns, channels).
            corners: gates (columns, channels) at its upper and lower edge; None where nothing is gated.
            out: the gated features, to fill.
            summary: mean and maximum of their channels, to fill where they are gated.
            head: whose product with the gated features is wanted.
            logits: this product, to fill.
        """

    @abstractmethod
    def spatial_gate(self, task: str, summary: Array) -> Array:
        """Maps of one number from mean and maximum of the channels of the same rows and three more on either side."""
