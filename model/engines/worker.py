# SPDX-License-Identifier: GPL-2.0-or-later
"""The process that runs the network in the private environment; `worker_engine` is its other end.

    python -I -B worker.py    answers requests from standard input until it ends

It is started by its path, by a Python that knows neither QGIS nor this plugin, and loads only the files that are made
of PyTorch and what those need: no GDAL, no QGIS.
"""

from __future__ import annotations

import importlib
import os
import sys
import types
from pathlib import Path
from typing import Any, BinaryIO


def main() -> None:
    """Serves until the other end hangs up."""
    # What a library prints must not get between the frames: the pipe is ours, its place goes to standard error.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers until the requests end: "open" builds the network, "run" maps one window."""
    model = _package()
    frames = importlib.import_module(f"{model}.engines.protocol")
    errors = importlib.import_module(f"{model}.errors")
    engine = None
    while True:
        request = frames.read(requests)
        if request is None:
            return
        try:
            if request.about["do"] == "open":
                engine = _open(model, request)
                reply = frames.Message({"device": engine.device, "description": engine.description}, {})
            else:
                reply = _run(model, engine, request)
        except errors.PluginError as error:
            lacks = isinstance(error, importlib.import_module(f"{model}.engines.base").DeviceMemoryError)
            reply = frames.Message({"refused": str(error), "lacks_memory": lacks}, {})
        frames.write(answers, reply)


def _open(model: str, request: Any) -> Any:
    architecture = importlib.import_module(f"{model}.network.config")
    torch_engine = importlib.import_module(f"{model}.engines.torch_engine")
    fields = request.about["config"]
    config = architecture.NetworkConfig(**{**fields, "tasks": tuple(fields["tasks"])})
    return torch_engine.TorchEngine(config, request.arrays, request.about["device"])


def _run(model: str, engine: Any, request: Any) -> Any:
    frames = importlib.import_module(f"{model}.engines.protocol")
    tiles = importlib.import_module(f"{model}.raster.windows")
    maps = engine.run(request.arrays["reflectance"], tiles.Window(*request.about["inner"]))
    return frames.Message({}, {name: array for name, array in maps._asdict().items() if array is not None})


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
