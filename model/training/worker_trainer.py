# SPDX-License-Identifier: GPL-2.0-or-later
"""Trains all layers in a process of the private environment's PyTorch, for a QGIS whose own Python has none.

That process has no GDAL: this one reads scenes and labels, sends chips and tiles as arrays, gets losses, scores and in
the end the weights back, and writes the files. When this trainer is closed the process is ended, whatever it does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Optional

import numpy as np

from ..assessment import metrics
from ..engines.protocol import Message, ProtocolError
from ..engines.worker_process import OPEN_LIMIT_S, WORKER, WorkerProcess, checked, no_answer_within
from ..errors import PluginError, WorkerError
from ..network.config import NetworkConfig
from .places import Place, Tile
from .recipe import Recipe, Scores
from .trainer import Steps, Trainer

_MODULE = "training.finetune_worker"
# No machine needs longer for a step or for eight tiles, however slow.
_LIMIT_S = 1800.0
# A cancel is noticed so soon.
_WAIT_S = 0.1


class WorkerTrainer(Trainer):
    """`finetune_worker` in another Python."""

    def __init__(self, device: str, python: Path) -> None:
        """Starts the process.

        Args:
            device: auto, cpu, cuda or mps.
            python: interpreter of the environment.
        """
        self._wanted, self._python = device, python
        self._process = WorkerProcess(python, WORKER, _MODULE)

    @property
    def process_id(self) -> int:
        """Number of the other process; 0 where it has ended."""
        return self._process.pid

    def open(self) -> Steps[None]:
        reply = yield from self._asked({"do": "open", "device": self._wanted}, limit_s=OPEN_LIMIT_S)
        with self._sense():
            self.device = str(reply.about["device"])
            self.description = f"{reply.about['description']}, in a process of the private environment"

    def begin(
        self,
        config: NetworkConfig,
        start: Optional[Mapping[str, np.ndarray]],
        recipe: Recipe,
        chips: Sequence[Place],
        unlabelled: Sequence[Place],
        tiles: Sequence[Tile],
    ) -> Steps[None]:
        for kind, places in (("chip", chips), ("unlabelled", unlabelled)):
            for place in places:
                arrays = {"scene": place.scenes[0], "zones": place.zones, "settlement": place.settlement}
                yield from self._asked({"do": kind, "name": place.name}, arrays)
        for tile in tiles:
            arrays = {"reflectance": tile.reflectance, "zones": tile.zones, "settlement": tile.settlement}
            yield from self._asked({"do": "tile", "inner": list(tile.inner)}, arrays)
        how = {"config": asdict(config), "recipe": asdict(recipe), "from_scratch": start is None}
        yield from self._asked({"do": "begin", **how}, start or {})
        self._shapes = config.arrays

    def advance(self) -> Steps[float]:
        reply = yield from self._asked({"do": "advance"})
        with self._sense():
            return float(reply.about["loss"])

    def evaluate(self) -> Steps[Scores]:
        reply = yield from self._asked({"do": "evaluate"})
        with self._sense():
            confusion = np.array(reply.about["confusion"], dtype=np.int64)
            *figures, count = reply.about["settlement"]
            settlement = metrics.SettlementScores(*map(float, figures), int(count))
            return Scores(confusion, metrics.zone_scores(confusion), settlement)

    def arrays(self) -> Steps[dict[str, np.ndarray]]:
        reply = yield from self._asked({"do": "arrays"})
        found = dict(reply.arrays)
        with self._sense():
            if {name: array.shape for name, array in found.items()} != dict(self._shapes):
                raise ProtocolError("weights of another network")
            if not all(np.isfinite(array).all() for array in found.values()):
                raise ProtocolError("weights that are no numbers")
        return found

    def close(self) -> None:
        self._process.stop()

    def _asked(
        self, about: dict[str, object], arrays: Optional[Mapping[str, np.ndarray]] = None, limit_s: float = 0.0
    ) -> Steps[Message]:
        """Sends a request; returns its answer.

        Raises:
            InputError: the other end refuses, with its sentence.
            WorkerError: the process fails.
        """
        limit_s = limit_s or _LIMIT_S
        with self._sense():
            future, started = self._process.ask(Message(about, arrays or {})), time.monotonic()
        while True:
            with self._sense():
                try:
                    return checked(future.result(_WAIT_S))
                except TookTooLong as error:
                    if time.monotonic() - started > limit_s:
                        raise no_answer_within(limit_s) from error
            yield

    @contextmanager
    def _sense(self) -> Iterator[None]:
        """Turns a broken pipe, and an answer that makes no sense, into one sentence."""
        try:
            yield
        except PluginError:
            raise
        except (OSError, LookupError, TypeError, ValueError) as error:
            raise WorkerError(
                f"Expected the private PyTorch to train in a process of {self._python}, but it failed "
                f"({self._process.reason(error)}); nothing was written. Close other programs, as memory may be short, "
                "and run this again; if it fails again, run hselcz:setuptorch, or choose METHOD heads."
            ) from error
