# SPDX-License-Identifier: GPL-2.0-or-later
"""What trains all layers in the process of the private environment; `worker_trainer` is its other end.

`engines/worker.py` loads this file in a Python that has neither GDAL nor QGIS. It reads and writes no file: chips,
tiles and weights come and go through the pipe.
"""

from __future__ import annotations

from typing import Any, Optional

import numpy as np

from ..network.config import NetworkConfig
from ..progress import finished
from ..raster.windows import Window
from .local_trainer import LocalTrainer
from .places import Place, Tile
from .recipe import Recipe

Arrays = dict[str, np.ndarray]


class Worker:
    """A trainer, and the chips and tiles that have arrived for it.

    "open" chooses the device; "chip", "unlabelled" and "tile" each bring one to learn from or to be scored; "begin"
    builds the network with them; "advance" makes a step, "evaluate" scores the tiles, "arrays" gives the weights.
    """

    def __init__(self, model: str) -> None:
        """Nothing has arrived yet.

        Args:
            model: name of the package of the core.
        """
        self._trainer: Optional[LocalTrainer] = None
        self._arrived: dict[str, list[Any]] = {}

    def answer(self, about: dict[str, Any], arrays: Arrays) -> tuple[dict[str, Any], Arrays]:
        """Does what a request asks for.

        Returns:
            What the answer says, as JSON can hold it, and its arrays by name.

        Raises:
            PluginError: it cannot be done.
        """
        what = about["do"]
        if what == "open":
            self._trainer = LocalTrainer(about["device"])
            return {"device": self._trainer.device, "description": self._trainer.description}, {}
        if what in ("chip", "unlabelled"):
            piece = Place(about["name"], (arrays["scene"],), arrays["zones"], arrays["settlement"])
            self._arrived.setdefault(what, []).append(piece)
            return {}, {}
        if what == "tile":
            tile = Tile(arrays["reflectance"], Window(*about["inner"]), arrays["zones"], arrays["settlement"])
            self._arrived.setdefault(what, []).append(tile)
            return {}, {}
        if what == "begin":
            self._begin(about, arrays)
            return {}, {}
        if what == "advance":
            return {"loss": finished(self._trainer.advance())}, {}
        if what == "evaluate":
            scores = finished(self._trainer.evaluate())
            *figures, count = scores.settlement
            return {"confusion": scores.confusion.tolist(), "settlement": [*map(float, figures), int(count)]}, {}
        return {}, finished(self._trainer.arrays())

    def _begin(self, about: dict[str, Any], arrays: Arrays) -> None:
        config = NetworkConfig.from_plain(about["config"])
        chips, unlabelled, tiles = (self._arrived.pop(kind, []) for kind in ("chip", "unlabelled", "tile"))
        start = None if about["from_scratch"] else arrays
        finished(self._trainer.begin(config, start, Recipe(**about["recipe"]), chips, unlabelled, tiles))
