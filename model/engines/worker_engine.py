# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine that runs PyTorch in a process of its own, so that a broken PyTorch cannot crash QGIS.

If that process does not start, dies, hangs or answers nonsense, one sentence in the log says so and a substitute engine
continues: with the window at hand, or with what is left of a strip that was on its way, which may have to become
narrower for it. The map comes out complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Optional

import numpy as np

from ..errors import InputError
from ..network.config import CELL_PX, Maps
from ..network.weights import Weights
from ..raster.windows import Window
from .base import Engine, EngineReplacedError, RowStream
from .protocol import Message, ProtocolError
from .worker_process import OPEN_LIMIT_S, WORKER, WorkerProcess

# No machine needs longer for a window, however slow: a minute, and a second for each thousand pixels.
_RUN_LIMIT_S = 60.0
_RUN_LIMIT_S_PER_PX = 1e-3
# Rounding may carry a probability this far beyond 0..1.
_ROUNDING = 1e-3
# For each pixel of a stream's width: two chunks of rows in the pipe, in both processes.
_PIPE_BYTES_PER_COLUMN = 10_000


class WorkerEngine(Engine):
    """The network in the private environment's PyTorch, with a substitute engine should that fail."""

    def __init__(self, weights: Weights, device: str, python: Path, substitute: Callable[[], Engine]) -> None:
        """Starts the process and sends it the network.

        Args:
            weights: which network.
            device: auto, cpu, cuda or mps.
            python: interpreter of the environment.
            substitute: makes the engine that continues if the process fails, with the same weights.

        Raises:
            InputError: there is no such device in that environment.
        """
        self.config = weights.config
        self._make_substitute = substitute
        self._substitute: Optional[Engine] = None
        self._arrays: Optional[Mapping[str, np.ndarray]] = None  # those loaded since the process was opened
        self._notes: list[str] = []
        self._bytes_per_column = self._working_bytes = 0
        self._latest: Optional[WorkerStream] = None
        self._substitute_is_known = False  # to whoever chose the width of the windows
        self._process = WorkerProcess(python, WORKER)
        try:
            request = Message({"do": "open", "device": device, "config": asdict(weights.config)}, weights.arrays)
            self._take_description(self._process.exchange(request, OPEN_LIMIT_S))
        except (OSError, ProtocolError) as error:
            self._switch_to_substitute(error)
            self._substitute_is_known = True
        except InputError:
            self.close()
            raise

    def run(self, reflectance: np.ndarray, inner: Window) -> Maps:
        if self._substitute is None:
            heights = range(inner.height, inner.height + 1)
            pixels = reflectance.shape[1] * reflectance.shape[2]
            try:
                request = Message({"do": "run", "inner": list(inner)}, {"reflectance": reflectance})
                return self._requested_maps(request, inner.width, heights, pixels)
            except (OSError, ProtocolError) as error:
                self._switch_to_substitute(error)
        return self._substitute.run(reflectance, inner)

    def stream(self, width_px: int) -> RowStream:
        if self._substitute is None:
            try:
                self._process.exchange(Message({"do": "stream", "width_px": width_px}, {}), OPEN_LIMIT_S)
                self._latest = WorkerStream(self, width_px)
                return self._latest
            except (OSError, ProtocolError) as error:
                self._switch_to_substitute(error)
        if not self._substitute_is_known:
            self._substitute_is_known = True
            raise EngineReplacedError("the substitute may need narrower windows")
        return self._substitute.stream(width_px)

    def streamed(self, stream: WorkerStream, request: Message, width: int, heights: range) -> Maps:
        """Sends a request of a stream; gives the maps of the answer.

        Args:
            stream: the one that was begun last.
            request: what the other process is to do.
            width: of the maps, in cells.
            heights: how many rows of the maps may come.

        Raises:
            DeviceMemoryError: the device has too little memory.
            EngineReplacedError: the process has failed; the substitute computes from now on.
        """
        if stream is not self._latest:
            raise RuntimeError("a bug: the other process holds the stream that was begun last, and no other")
        if self._substitute is not None:
            raise EngineReplacedError("the substitute may need narrower windows")
        try:
            return self._requested_maps(request, width, heights, heights.stop * width * CELL_PX**2)
        except (OSError, ProtocolError) as error:
            self._switch_to_substitute(error)
            self._substitute_is_known = True
            raise EngineReplacedError("the substitute may need narrower windows") from error

    @property
    def has_failed(self) -> bool:
        """Whether the process has failed, so that the substitute engine computes."""
        return self._substitute is not None

    @property
    def process_id(self) -> int:
        """Number of the other process; 0 where the substitute computes."""
        return self._process.pid

    def load(self, arrays: Mapping[str, np.ndarray]) -> None:
        self._arrays = arrays
        if self._substitute is None:
            try:
                self._process.exchange(Message({"do": "load"}, arrays), OPEN_LIMIT_S)
                return
            except (OSError, ProtocolError) as error:
                self._switch_to_substitute(error)
        self._substitute.load(arrays)

    def use_fast_precision(self) -> str:
        if self._substitute is None:
            try:
                reply = self._process.exchange(Message({"do": "use_fast_precision"}, {}), OPEN_LIMIT_S)
                self._take_description(reply)
                return str(reply.about["note"])
            except (OSError, KeyError, ProtocolError) as error:
                self._switch_to_substitute(error)
        note = self._substitute.use_fast_precision()
        self.number_format, self.description = self._substitute.number_format, self._substitute.description
        return note

    def bytes_per_column(self) -> int:
        return self._bytes_per_column if self._substitute is None else self._substitute.bytes_per_column()

    def working_bytes(self) -> int:
        return self._working_bytes if self._substitute is None else self._substitute.working_bytes()

    def notes(self) -> list[str]:
        taken, self._notes = self._notes, []
        return taken if self._substitute is None else taken + self._substitute.notes()

    def close(self) -> None:
        self._process.stop()
        if self._substitute is not None:
            self._substitute.close()

    def _take_description(self, reply: Message) -> None:
        """Stores the description of the other process's engine.

        Raises:
            ProtocolError: something is missing, or is no number.
        """
        about = reply.about
        try:
            column_bytes, self._working_bytes = int(about["bytes_per_column"]), int(about["working_bytes"])
            self.device, self.number_format = str(about["device"]), str(about["number_format"])
            self.description = f"{about['description']}, in a process of its own"
        except (KeyError, TypeError, ValueError) as error:
            raise ProtocolError(f"no description of an engine ({error})") from error
        in_pipe = _PIPE_BYTES_PER_COLUMN * self.config.inputs // self.config.bands
        self._bytes_per_column = column_bytes + in_pipe

    def _requested_maps(self, request: Message, width: int, heights: range, pixels: int) -> Maps:
        """The maps of the answer to a request, once they are checked to be maps of that width and one of those heights.

        Raises:
            InputError, ProtocolError, OSError: as `WorkerProcess.exchange`.
        """
        reply = self._process.exchange(request, _RUN_LIMIT_S + _RUN_LIMIT_S_PER_PX * pixels)
        height = next((array.shape[-2] for array in reply.arrays.values() if array.ndim > 1), -1)
        wanted = {"settlement": (height, width)} if "hse" in self.config.tasks else {}
        if "lcz" in self.config.tasks:
            wanted["zones"] = (self.config.zones, height, width)
        shapes = {name: array.shape for name, array in reply.arrays.items()}
        if shapes != wanted or height not in heights:
            raise ProtocolError(
                f"maps of {shapes} instead of {width} columns, {heights.start} to {heights.stop - 1} rows"
            )
        for name, array in reply.arrays.items():
            # Written so that a nan fails, too.
            if array.size and not (array.min() >= -_ROUNDING and array.max() <= 1 + _ROUNDING):
                raise ProtocolError(f"{name} beyond 0..1")
        return Maps(reply.arrays.get("settlement"), reply.arrays.get("zones"))

    def _switch_to_substitute(self, error: Exception) -> None:
        """Ends the process, notes the reason in one sentence, and lets the substitute continue."""
        reason = self._process.reason(error)
        self._process.stop()
        self._substitute = self._make_substitute()
        if self._arrays is not None:
            self._substitute.load(self._arrays)
        if self.number_format != "float32":
            self._notes.append(self._substitute.use_fast_precision())
        self.number_format = self._substitute.number_format
        self.device = self._substitute.device
        self.description = self._substitute.description
        self._notes.append(
            f"The process of the private PyTorch failed ({reason}); {self.description} continues, with the same result "
            "but for rounding. Run hselcz:setuptorch again for details."
        )


class WorkerStream(RowStream):
    """A stream of rows of one window through the other process."""

    def __init__(self, engine: WorkerEngine, width_px: int) -> None:
        """Start above the first row; the other process has begun it, too."""
        self._engine, self._width = engine, width_px // CELL_PX
        self._due = 0  # rows of the maps that are still to come

    def push(self, reflectance: np.ndarray) -> Maps:
        self._due += reflectance.shape[1] // CELL_PX
        return self._answer(Message({"do": "push"}, {"reflectance": reflectance}), range(self._due + 1))

    def finish(self) -> Maps:
        return self._answer(Message({"do": "finish"}, {}), range(self._due, self._due + 1))

    def _answer(self, request: Message, heights: range) -> Maps:
        maps = self._engine.streamed(self, request, self._width, heights)
        self._due -= next(rows.shape[-2] for rows in maps if rows is not None)
        return maps
