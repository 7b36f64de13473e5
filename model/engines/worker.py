# SPDX-License-Identifier: GPL-2.0-or-later
"""The process of the private environment; `worker_process` is its other end.

    python -I -B worker.py           runs the network, answering requests from standard input until it ends
    python -I -B worker.py MODULE    has another module of the core answer them, which has a class `Worker`, too

It is started by its path, in a Python that has neither QGIS nor this plugin, and loads only the files that need PyTorch
and what those import: no GDAL, no QGIS.
"""

from __future__ import annotations

import importlib
import os
import sys
import types
from pathlib import Path
from typing import Any, BinaryIO


def main() -> None:
    """Serves until the other end closes the pipe."""
    # What a library prints must not get between the messages: standard output now goes to standard error.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, *sys.argv[1:])


def serve(requests: BinaryIO, answers: BinaryIO, module: str = "") -> None:
    """Answers requests until they end; `Worker` lists them.

    Args:
        requests: where they come from.
        answers: where the answers go.
        module: the one whose `Worker` answers, such as "training.finetune_worker"; "" for this one.
    """
    model = _package()
    protocol = importlib.import_module(f"{model}.engines.protocol")
    errors = importlib.import_module(f"{model}.errors")
    worker = (importlib.import_module(f"{model}.{module}").Worker if module else Worker)(model)
    while True:
        request = protocol.read(requests)
        if request is None:
            return
        try:
            about, arrays = worker.answer(request.about, request.arrays)
        except errors.PluginError as error:
            lacks = isinstance(error, importlib.import_module(f"{model}.engines.base").DeviceMemoryError)
            about, arrays = {"refused": str(error), "lacks_memory": lacks}, {}
        protocol.write(answers, protocol.Message(about, arrays))


class Worker:
    """The network, and the stream of rows of one window through it.

    "open" builds the network, "load" replaces its weights, "use_fast_precision" shortens its numbers, "run" maps one
    window; "stream" begins a window that is mapped row by row, "push" takes its next rows, "finish" gives the rows that
    are left.
    """

    def __init__(self, model: str) -> None:
        """Nothing is built yet.

        Args:
            model: name of the package that has the engine.
        """
        self._model = model
        self._engine: Any = None
        self._stream: Any = None

    def answer(self, about: dict[str, Any], arrays: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Executes a request.

        Returns:
            What the answer says, as JSON can hold it, and its arrays by name.

        Raises:
            PluginError: it cannot be done.
        """
        request = about["do"]
        if request == "open":
            return self._open(about, arrays), {}
        if request == "load":
            self._engine.load(arrays)
            return {}, {}
        if request == "use_fast_precision":
            return {"note": self._engine.use_fast_precision(), **self._described()}, {}
        if request == "stream":
            self._stream = None  # its memory is free for the new one
            self._stream = self._engine.stream(about["width_px"])
            return {}, {}
        if request == "push":
            return {}, _arrays(self._stream.push(arrays["reflectance"]))
        if request == "finish":
            stream, self._stream = self._stream, None
            return {}, _arrays(stream.finish())
        windows = importlib.import_module(f"{self._model}.raster.windows")
        return {}, _arrays(self._engine.run(arrays["reflectance"], windows.Window(*about["inner"])))

    def _open(self, about: dict[str, Any], arrays: dict[str, Any]) -> dict[str, Any]:
        network_config = importlib.import_module(f"{self._model}.network.config")
        torch_engine = importlib.import_module(f"{self._model}.engines.torch_engine")
        config = network_config.NetworkConfig.from_plain(about["config"])
        self._engine = torch_engine.TorchEngine(config, arrays, about["device"])
        return self._described()

    def _described(self) -> dict[str, Any]:
        engine = self._engine
        return {
            "device": engine.device,
            "description": engine.description,
            "number_format": engine.number_format,
            "bytes_per_column": engine.bytes_per_column(),
            "working_bytes": engine.working_bytes(),
        }


def _arrays(maps: Any) -> dict[str, Any]:
    return {name: array for name, array in maps._asdict().items() if array is not None}


def _package() -> str:
    """Makes `model/` importable under the plugin's name, whatever its folders are called; returns that name."""
    model = Path(__file__).resolve().parents[1]
    for name, folder in (("hse_lcz", model.parent), ("hse_lcz.model", model)):
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]  # type: ignore[attr-defined]
        sys.modules[name] = package
    return "hse_lcz.model"


if __name__ == "__main__":
    main()
