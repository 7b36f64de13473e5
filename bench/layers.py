# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the forward pass spends its processor time, in PyTorch and in NumPy, on one thread: by layer and by function.

    OMP_NUM_THREADS=1 python -m hse_lcz.bench.layers --data ../shared/data

Processor time, so that what else the machine does matters little; one thread, so that all of it belongs to the layers.
Of each layer the table says which part of the time it takes, and how fast it computes beside one large matrix product:
the multiplications of all layers at that rate are the roofline.
"""

from __future__ import annotations

import argparse
import cProfile
import functools
import pstats
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from hse_lcz.model.engines.base import Engine
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import NetworkConfig

from . import machine, ours, rivals, scene

# What the layers do beside those with weights of their own.
STEPS = (
    "normalise", "halve", "statistics", "contexts", "channel_gates", "gate_channels", "spatial_gate", "sigmoid",
    "probabilities", "enlarge", "joined", "answer",
)  # fmt: skip


class TimedLayer:
    """A layer whose processor time is counted."""

    def __init__(self, layer: Any, clock: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        """Take a layer, and what counts the time of a function."""
        self._layer, self._call = layer, clock(layer)

    def __call__(self, *given: Any) -> Any:
        return self._call(*given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._layer, name)


def by_layer(engine: Engine, pixels: np.ndarray) -> dict[str, float]:
    """Processor seconds of each layer and of each step between them; "rest" for what is in none."""
    layers, used = engine._layers, {}

    def clock(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **more: Any) -> Any:
            began = time.process_time()
            answer = function(*given, **more)
            used[name] = used.get(name, 0.0) + time.process_time() - began
            return answer

        return timed

    def timed(name: str, layer: Any) -> TimedLayer:
        return TimedLayer(layer, functools.partial(clock, name))

    layers.first = timed("first", layers.first)
    layers.fine = [timed(f"fine {number}", layer) for number, layer in enumerate(layers.fine, start=1)]
    layers.shared = [timed(f"shared {number}", layer) for number, layer in enumerate(layers.shared, start=1)]
    layers.zones_40m, layers.zones_80m = timed("zones 40 m", layers.zones_40m), timed("zones 80 m", layers.zones_80m)
    layers.heads = {name: timed(f"head {name}", head) for name, head in layers.heads.items()}
    for name in STEPS:
        setattr(layers, name, clock(name, getattr(layers, name)))
    began = time.process_time()
    ours.stream(engine, pixels)
    return {**used, "rest": time.process_time() - began - sum(used.values())}


def macs(config: NetworkConfig) -> dict[str, float]:
    """Multiplications with additions of each layer, for each pixel of 10 m; 0 for what has no weights."""
    sizes = {f"fine {number}": (*widths, 1) for number, widths in enumerate(config.fine_widths, start=1)}
    sizes.update({f"shared {number}": (*widths, 4) for number, widths in enumerate(config.shared_widths, start=1)})
    sizes.update({"zones 40 m": (2 * config.shared,) * 2 + (16,), "zones 80 m": (4 * config.shared,) * 2 + (64,)})
    found = {name: (9 * wide + wide * out) / pixels for name, (wide, out, pixels) in sizes.items()}
    shares = {"20m": 4, "40m": 16, "80m": 64, "80m_deep": 64}  # that of the prior is within gate_channels
    heads = {f"head {name}": config.head_widths[name] * config.zones / share for name, share in shares.items()}
    gated = config.shared * (config.zones + 1) / 4
    return {**found, **heads, "first": 9 * config.bands * config.stem, "gate_channels": gated}


def by_function(engine: Engine, pixels: np.ndarray) -> list[tuple[str, float, int]]:
    """Functions, their share of the processor time and how often they were called, the most expensive first."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(ours.stream, engine, pixels)
    found = pstats.Stats(profile).stats
    total = sum(own for _, _, own, _, _ in found.values())
    rows = [
        (f"{Path(file).stem} {name}" if line else name, own / total, calls)
        for (file, line, name), (_, calls, own, _, _) in found.items()
    ]
    return sorted(rows, key=lambda row: -row[1])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes")
    parser.add_argument("--side", type=int, default=1024, help="of the scene, in pixels")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    loaded = weights.load()
    with tempfile.TemporaryDirectory() as name:
        pixels = scene.reflectance(scene.square(chosen.data, Path(name)), chosen.side, Path(name))
    engines = {
        "PyTorch": lambda: TorchEngine(loaded.config, loaded.arrays, "cpu"),
        "NumPy": lambda: NumpyEngine(loaded),
    }
    wanted = macs(loaded.config)
    for library, make in engines.items():
        with make() as engine:
            ours.stream(engine, pixels[:, : chosen.side // 2])  # warms up
            functions = by_function(engine, pixels)
            rate = machine.multiply_gmacs(clock=time.process_time) * 1e9
            seconds = by_layer(engine, pixels)
        total = sum(seconds.values())
        roof = rivals.macs_per_pixel(loaded.config) * chosen.side**2 / rate
        print(f"{library}: {total:.2f} s, {roof / total:.2f} of the roofline")
        for layer, used in sorted(seconds.items(), key=lambda row: -row[1]):
            speed = wanted.get(layer, 0) * chosen.side**2 / rate / used if used else 0
            print(f"{100 * used / total:6.1f} %  {layer:<16}" + (f"{speed:5.2f} of the rate" if speed else ""))
        for function, share, calls in functions[:12]:
            print(f"{100 * share:6.1f} %  {calls:6d} x  {function}")


if __name__ == "__main__":
    main()
