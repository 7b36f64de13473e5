# SPDX-License-Identifier: GPL-2.0-or-later
"""Other ways to map the same pixels with the same weights, written from their descriptions.

Each function gives seconds per pixel of the scene.
"""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Sequence

import numpy as np
import torch

from hse_lcz.model.network import weights
from hse_lcz.model.network.config import Maps, NetworkConfig
from hse_lcz.model.network.model import Network

from . import machine

PATCH_PX, SHIFTS_PX, BATCH = 128, (0, 32, 64, 96), 8
SMALL_PATCH_PX, STEP_PX, SMALL_BATCH = 32, 10, 64
TILE_PX, OVERLAP = 512, 0.15


def network() -> Network:
    """As PyTorch runs it, without the plugin's own layers."""
    loaded = weights.load()
    return Network.from_arrays(loaded.config, loaded.arrays).to(memory_format=torch.channels_last)


@torch.inference_mode()
def four_passes(reflectance: np.ndarray, net: Network) -> float:
    """The procedure of Qiu et al. (2020): windows of 128 px, four passes shifted by a quarter, averaged."""
    scene = torch.from_numpy(reflectance)
    _, height, width = scene.shape
    started = time.perf_counter()
    total = torch.zeros(17, height // 2, width // 2)
    settlement = torch.zeros(1, height // 2, width // 2)
    for shift in SHIFTS_PX:
        corners = [
            (row, col)
            for row in range(shift, height - PATCH_PX + 1, PATCH_PX)
            for col in range(shift, width - PATCH_PX + 1, PATCH_PX)
        ]
        for first in range(0, len(corners), BATCH):
            chosen = corners[first : first + BATCH]
            batch = torch.stack([scene[:, r : r + PATCH_PX, c : c + PATCH_PX] for r, c in chosen])
            maps = net(batch.contiguous(memory_format=torch.channels_last))
            for number, (row, col) in enumerate(chosen):
                there = (slice(row // 2, (row + PATCH_PX) // 2), slice(col // 2, (col + PATCH_PX) // 2))
                total[(slice(None), *there)] += maps.zones[number]
                settlement[(slice(None), *there)] += maps.settlement[number]
    torch.nn.functional.avg_pool2d(total[None], 5).argmax(dim=1)
    return (time.perf_counter() - started) / (height * width)


@torch.inference_mode()
def patches(reflectance: np.ndarray, net: Network, sample: int = 512) -> float:
    """The procedure of the So2Sat map: a window of 32 px for every 10 px; extrapolated from a sample."""
    scene = torch.from_numpy(reflectance)
    across = (scene.shape[2] - SMALL_PATCH_PX) // STEP_PX
    corners = [(STEP_PX * (i // across), STEP_PX * (i % across)) for i in range(sample)]
    started = time.perf_counter()
    for first in range(0, sample, SMALL_BATCH):
        batch = torch.stack(
            [scene[:, r : r + SMALL_PATCH_PX, c : c + SMALL_PATCH_PX] for r, c in corners[first : first + SMALL_BATCH]]
        )
        net(batch.contiguous(memory_format=torch.channels_last)).zones.mean(dim=(2, 3)).argmax(dim=1)
    return (time.perf_counter() - started) / (sample * STEP_PX**2)


class Onnx:
    """The network in ONNX Runtime, in tiles of 512 px that overlap by 15 %, as QGIS's deep-learning plugins do."""

    def __init__(self, net: Network, thread_counts: Sequence[int]) -> None:
        """Export the network, and open the session that takes the least time for a tile.

        Args:
            net: the network.
            thread_counts: of the sessions that are tried; 0 leaves the number to ONNX Runtime.
        """
        import onnxruntime

        file = io.BytesIO()
        example = torch.zeros(1, net.config.bands, TILE_PX, TILE_PX)
        with warnings.catch_warnings():  # on shapes that are fixed here, and on the exporter's age
            warnings.simplefilter("ignore")
            torch.onnx.export(net, (example,), file, input_names=["x"], output_names=list(Maps._fields), dynamo=False)

        def session(threads: int) -> onnxruntime.InferenceSession:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
            return onnxruntime.InferenceSession(file.getvalue(), options, providers=["CPUExecutionProvider"])

        sessions, pixels = {threads: session(threads) for threads in thread_counts}, {"x": example.numpy()}

        def seconds(threads: int) -> float:
            return machine.best_seconds(lambda: sessions[threads].run(None, pixels), repeats=3)

        fastest = min(sessions, key=seconds)
        self._session = sessions[fastest]
        self.about = f"{onnxruntime.__version__}, {fastest or 'its own number of'} threads"
        """Version and settings, for the results."""

    def tiles(self, reflectance: np.ndarray, count: int = 4) -> float:
        """A few tiles of the scene; each answers for what it does not share."""
        tiles = [
            np.ascontiguousarray(reflectance[None, :, row : row + TILE_PX, col : col + TILE_PX])
            for row in (0, TILE_PX)
            for col in (0, TILE_PX)
        ][:count]
        started = time.perf_counter()
        for tile in tiles:
            _, zones = self._session.run(None, {"x": tile})
            zones.argmax(axis=1)
        answered_px = (TILE_PX * (1 - OVERLAP)) ** 2
        return (time.perf_counter() - started) / (count * answered_px)

    def answers(self, tile: np.ndarray) -> list[np.ndarray]:
        """Settlement and zones of one tile (10, 512, 512)."""
        return self._session.run(None, {"x": tile[None]})


def macs_per_pixel(config: NetworkConfig) -> float:
    """Multiplications with additions that the network needs for each 10 m pixel, from its layers' sizes."""
    total = 9 * config.bands * config.stem
    total += sum(9 * width + width * out for width, out in config.fine_widths)
    total += sum(9 * width + width * out for width, out in config.shared_widths) / 4
    for width, share in ((2 * config.shared, 16), (4 * config.shared, 64)):
        total += (9 * width + width * width) / share
    shares = {"20m": 4, "40m": 16, "80m": 64, "80m_deep": 64, "prior": 4}
    total += sum(width * config.zones / shares[name] for name, width in config.head_widths.items())
    return total + (config.shared + len(config.tasks) * 2 * 49) / 4
