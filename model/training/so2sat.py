# SPDX-License-Identifier: GPL-2.0-or-later
"""The So2Sat LCZ42 benchmark as a source to train on and to be scored on.

    python -m hse_lcz.model.training.so2sat --train training.h5 --validate validation.h5 --out mine.npz

Its HDF5 files hold patches of 320 m: `sen2` (n, 32, 32, 10), reflectance in the network's order of bands, and `label`
(n, 17), one-hot. They are read piece by piece; h5py has to be installed.

Source: Zhu et al. 2020, "So2Sat LCZ42", IEEE Geoscience and Remote Sensing Magazine.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Optional

import numpy as np

from ..assessment import metrics
from ..errors import DependencyError, InputError, PluginError
from ..network import weights
from ..tables import lcz
from ..version import software

SIDE_PX = 32
_BLOCK = 512


class Patches:
    """One file, open for reading; a context manager. `len()` is the number of patches."""

    def __init__(self, path: str) -> None:
        """Open a file.

        Raises:
            DependencyError: h5py is not installed.
            InputError: it does not open, or does not hold what it should.
        """
        if importlib.util.find_spec("h5py") is None:
            raise DependencyError("Reading So2Sat needs the Python package h5py, which is not here; install it by pip.")
        h5py = importlib.import_module("h5py")
        self.path = path
        try:
            self._file = h5py.File(path, "r")
        except OSError as error:
            raise InputError(f"Expected an HDF5 file of So2Sat, found {path}; check the path ({error}).") from error
        try:
            self._pixels, self._labels = self._file["sen2"], self._file["label"]
        except KeyError as error:
            raise InputError(
                f"Expected “sen2” and “label” in {path}, found {', '.join(self._file) or 'nothing'}; "
                "choose a file of So2Sat LCZ42."
            ) from error
        found = self._pixels.shape[1:], self._labels.shape[1:], len(self._pixels) == len(self._labels)
        if found != ((SIDE_PX, SIDE_PX, 10), (len(lcz.ZONES),), True) or not len(self._pixels):
            raise InputError(
                f"Expected sen2 (n, {SIDE_PX}, {SIDE_PX}, 10) and label (n, {len(lcz.ZONES)}) in {path}, found "
                f"{self._pixels.shape} and {self._labels.shape}; choose a file of So2Sat LCZ42."
            )

    def __len__(self) -> int:
        return len(self._pixels)

    def __enter__(self) -> Patches:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._file.close()

    def read(self, start: int, stop: int) -> tuple[np.ndarray, np.ndarray]:
        """Patches in their order: reflectance (n, 10, 32, 32) float32 and codes (n,) uint8, 1..17.

        Raises:
            InputError: a label is not one-hot.
        """
        pixels = np.moveaxis(self._pixels[start:stop].astype(np.float32), -1, 1)
        labels = np.asarray(self._labels[start:stop])
        if not ((labels > 0.5).sum(axis=1) == 1).all():
            raise InputError(f"Expected one zone for each patch in {self.path}, found some with none or several.")
        return np.clip(pixels, 0, 3), (labels.argmax(axis=1) + 1).astype(np.uint8)

    def blocks(self, size: int = _BLOCK) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """All of them, so many at a time."""
        for start in range(0, len(self), size):
            yield self.read(start, min(len(self), start + size))

    def batch(self, rng: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        """So many patches from a few places of the file, turned and mirrored; runs are read, as files lie on disks."""
        run = max(1, min(len(self), size // 8 or 1))
        starts = rng.integers(0, len(self) - run + 1, -(-size // run))
        pieces = [self.read(int(start), int(start) + run) for start in starts]
        pixels, codes = (np.concatenate(parts)[:size] for parts in zip(*pieces))
        turned = [
            np.rot90(patch[..., :: 1 if rng.random() < 0.5 else -1], rng.integers(4), (-2, -1)) for patch in pixels
        ]
        gain = (
            1 + 0.1 * rng.standard_normal((len(pixels), 1, 1, 1)) + 0.04 * rng.standard_normal((len(pixels), 10, 1, 1))
        )
        return (np.stack(turned) * gain).astype(np.float32), codes


class Trained(NamedTuple):
    """Weights and what they are worth."""

    arrays: dict[str, np.ndarray]
    step: int
    scores: metrics.ZoneScores


def score(network: Any, patches: Patches) -> np.ndarray:
    """(17, 17) confusion of a network on a file: rows labels, columns its answers.

    Args:
        network: a `network.Network` with the LCZ task.
        patches: to be scored on.
    """
    import torch

    device = next(network.parameters()).device
    confusion = np.zeros((len(lcz.ZONES),) * 2, dtype=np.int64)
    network.eval()
    with torch.inference_mode():
        for pixels, codes in patches.blocks():
            zones = network(torch.from_numpy(pixels).to(device)).zones.mean(dim=(2, 3)).argmax(dim=1) + 1
            confusion += metrics.confusion_matrix(codes, zones.cpu().numpy())
    return confusion


def train(
    start: weights.Weights, training: Patches, validation: Patches, steps: int, batch: int, rate: float, seed: int,
    device: str,
) -> Iterator[Trained]:  # fmt: skip
    """Train on a file, from weights; yields at every tenth of the steps what the averaged weights are worth."""
    import copy
    import math

    import torch
    from torch import nn

    from ..network.model import Network

    torch.manual_seed(seed)
    network = Network.from_arrays(start.config, start.arrays).to(device)
    average = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=2e-2)
    for step in range(1, steps + 1):
        pixels, codes = training.batch(np.random.default_rng([seed, step]), batch)
        for group in optimizer.param_groups:
            group["lr"] = (
                rate * min(1.0, 10 * step / steps) * (0.01 + 0.99 * (1 + math.cos(math.pi * step / steps)) / 2)
            )
        network.train()
        mean = network(torch.from_numpy(pixels).to(device)).zones.mean(dim=(2, 3))
        loss = nn.functional.nll_loss(
            mean.clamp_min(1e-6).log(), torch.from_numpy(codes.astype(np.int64) - 1).to(device)
        )
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        with torch.no_grad():
            for kept, value in zip(average.state_dict().values(), network.state_dict().values()):
                if kept.is_floating_point():
                    kept.lerp_(value, 1 - min(0.998, (1 + step) / (10 + step)))
        if step % max(1, steps // 10) == 0 or step == steps:
            yield Trained(average.arrays(), step, metrics.zone_scores(score(average, validation)))


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.training.so2sat", description="Train and score on the files of So2Sat LCZ42."
    )
    parser.add_argument("--train", help="HDF5 file to train on; without it weights are scored alone")
    parser.add_argument("--validate", help="HDF5 file to choose the best step on")
    parser.add_argument("--test", help="HDF5 file to score on in the end")
    parser.add_argument("--model", help="weights to start from or to score; the bundled ones by default")
    parser.add_argument("--out", type=Path, help="weights file to write")
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    chosen = parser.parse_args(arguments)
    if chosen.train and not (chosen.validate and chosen.out):
        parser.error("--train needs --validate and --out")
    if not chosen.train and not chosen.test:
        parser.error("give --train or --test")
    try:
        _run(chosen)
    except PluginError as error:
        sys.exit(str(error))


def _run(chosen: argparse.Namespace) -> None:
    from ..engines.torch_engine import choose_device
    from ..network.model import Network

    model, device = weights.load(chosen.model), choose_device(chosen.device).type
    if "lcz" not in model.config.tasks:
        raise InputError(f"Expected weights that know LCZ, but {model.path} does not; choose others.")
    arrays = model.arrays
    if chosen.train:
        best: Optional[Trained] = None
        with Patches(chosen.train) as training, Patches(chosen.validate) as validation:
            options = chosen.steps, chosen.batch, chosen.learning_rate, chosen.seed
            for now in train(model, training, validation, *options, device):
                print(f"step {now.step}/{chosen.steps}  {_words(now.scores)}", flush=True)
                if best is None or now.scores.overall_accuracy > best.scores.overall_accuracy:
                    best = now
        if best is None:
            raise InputError("Expected at least one step, found none; choose more --steps.")
        arrays = best.arrays
        card = {
            "name": f"{chosen.out.stem}, trained on So2Sat LCZ42 with HSE & LCZ Mapper",
            "software": software(),
            "labels": "So2Sat LCZ42 (Zhu et al. 2020)",
            "training": {"start": model.card.get("name"), "steps": chosen.steps, "best_step": best.step},
            "metrics": {"validation": best.scores._asdict()},
        }
        weights.save(chosen.out, model.config, arrays, card)
    if chosen.test:
        network = Network.from_arrays(model.config, arrays).to(device)
        with Patches(chosen.test) as test:
            confusion = score(network, test)
        print(f"test, {confusion.sum()} patches  {_words(metrics.zone_scores(confusion))}")


def _words(scores: metrics.ZoneScores) -> str:
    return (
        f"OA {scores.overall_accuracy:.3f}  AA {scores.average_accuracy:.3f}  kappa {scores.kappa:.3f}  "
        f"OA_w {scores.oa_weighted:.3f}"
    )


if __name__ == "__main__":
    main()
