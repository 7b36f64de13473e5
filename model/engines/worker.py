# SPDX-License-Identifier: GPL-2.0-or-later
"""The process that runs the network in the private environment; `worker_engine` is its other end.

    python -I -B worker.py    answers requests from standard input until it ends

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
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers until the requests end: "open" builds the network, "load" replaces its weights, "run" maps one window."""
    model = _package()
    protocol = importlib.import_module(f"{model}.engines.protocol")
    errors = importlib.import_module(f"{model}.errors")
    engine = None
    while True:
        request = protocol.read(requests)
        if request is None:
            return
        try:
            if request.about["do"] == "open":
                engine = _open(model, request)
                reply = protocol.Message({"device": engine.device, "description": engine.description}, {})
            elif request.about["do"] == "load":
                engine.load(request.arrays)
                reply = protocol.Message({}, {})
            else:
                reply = _run(model, engine, request)
        except errors.PluginError as error:
            lacks = isinstance(error, importlib.import_module(f"{model}.engines.base").DeviceMemoryError)
            reply = protocol.Message({"refused": str(error), "lacks_memory": lacks}, {})
        protocol.write(answers, reply)


def _open(model: str, request: Any) -> Any:
    network_config = importlib.import_module(f"{model}.network.config")
    torch_engine = importlib.import_module(f"{model}.engines.torch_engine")
    fields = request.about["config"]
    config = network_config.NetworkConfig(**{**fields, "tasks": tuple(fields["tasks"])})
    return torch_engine.TorchEngine(config, request.arrays, request.about["device"])


def _run(model: str, engine: Any, request: Any) -> Any:
    protocol = importlib.import_module(f"{model}.engines.protocol")
    windows = importlib.import_module(f"{model}.raster.windows")
    maps = engine.run(request.arrays["reflectance"], windows.Window(*request.about["inner"]))
    return protocol.Message({}, {name: array for name, array in maps._asdict().items() if array is not None})


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
