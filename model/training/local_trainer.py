# SPDX-License-Identifier: GPL-2.0-or-later
"""Trains all layers in this process's PyTorch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Optional

import numpy as np

from ..engines.torch_engine import choose_device, described
from ..network.config import NetworkConfig
from .finetune import FineTuner, score, untrained_arrays
from .places import Place, Tile
from .recipe import Recipe, Scores
from .trainer import Steps, Trainer


class LocalTrainer(Trainer):
    """A `FineTuner` and the tiles that score it."""

    def __init__(self, device: str) -> None:
        """Nothing is begun yet.

        Args:
            device: auto, cpu, cuda or mps.

        Raises:
            InputError: there is no such device here.
        """
        chosen = choose_device(device)
        self.device, self.description = chosen.type, described(chosen)

    def open(self) -> Steps[None]:
        yield

    def begin(
        self,
        config: NetworkConfig,
        start: Optional[Mapping[str, np.ndarray]],
        recipe: Recipe,
        chips: Sequence[Place],
        unlabelled: Sequence[Place],
        tiles: Sequence[Tile],
    ) -> Steps[None]:
        yield
        arrays = untrained_arrays(config, chips, recipe.seed) if start is None else start
        self._config, self._tiles = config, tiles
        self._tuner = FineTuner(config, arrays, recipe, chips, unlabelled, self.device)

    def advance(self) -> Steps[float]:
        yield
        return self._tuner.advance()

    def evaluate(self) -> Steps[Scores]:
        yield
        return score(self._config, self._tuner.arrays(), self._tiles, self.device)

    def arrays(self) -> Steps[dict[str, np.ndarray]]:
        yield
        return self._tuner.arrays()
