# SPDX-License-Identifier: GPL-2.0-or-later
"""The comparison of Qiu et al. 2020, redone: what learning both tasks together is worth, and each part of the network.

    scripts/in_qgis.py python -m hse_lcz.bench.comparison --data ../shared/data --out build/comparison.json

Trains every variant with the same data, steps and seeds, and scores the averaged weights of the last step on the
validation places: the paper's variants, fixed weights by equal gradients at the start, and stems with a branch for each
group of bands, with and without a contrast between zones. A run that is in the file already is not trained again, so
that the command can be stopped.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import time
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network.config import NetworkConfig
from hse_lcz.model.network.model import Network
from hse_lcz.model.raster.outputs import staging
from hse_lcz.model.training import folder_dataset, validate
from hse_lcz.model.training.sampling import Sampler
from hse_lcz.model.training.train import Trainer, TrainOptions

EVERY = 10
"""Steps from one entry of the learned weights to the next."""
BALANCE = 0.25
"""Share of the crops centred on a zone drawn uniformly."""
CONTRAST = 0.1
"""Weight of the contrast between zones, beside losses of about 0.2 and 2."""
SIDE_PX = 1024
"""Of the scene on which the cost is measured."""

Figures = dict[str, Any]


class Variant(NamedTuple):
    """What is compared: a network, and how its tasks are weighted."""

    network: NetworkConfig
    learned_weights: bool = False
    equal_gradients: bool = False
    contrastive_weight: float = 0.0


def variants() -> dict[str, Variant]:
    """By name: the paper's, then further ones."""
    found = {}
    for attention in (True, False):
        without = "" if attention else ", no attention"
        for task in ("hse", "lcz"):
            config = NetworkConfig(tasks=(task,), attention=attention, prior=False)
            found[f"{task.upper()} alone{without}"] = Variant(config)
        for prior in (True, False):
            config = NetworkConfig(attention=attention, prior=prior)
            name = f"{without}{'' if prior else ', no prior'}"
            found[f"both, 1:1{name}"] = Variant(config)
            found[f"both, learned weights{name}"] = Variant(config, learned_weights=True)
    grouped = NetworkConfig(band_groups=True)
    found["both, equal gradients"] = Variant(NetworkConfig(), equal_gradients=True)
    found["both, 1:1, band groups"] = Variant(grouped)
    found["both, learned weights, band groups"] = Variant(grouped, learned_weights=True)
    found["both, equal gradients, band groups"] = Variant(grouped, equal_gradients=True)
    found["both, 1:1, band groups, contrast"] = Variant(grouped, contrastive_weight=CONTRAST)
    return found


class Bench:
    """One process's share of the work: the data in memory, a training at a time."""

    def __init__(self, data: Path) -> None:
        """Read the data."""
        torch.set_num_threads(1)
        places, self.validation, patches = folder_dataset.load_folder(data)
        self.sampler = Sampler(places, patches, BALANCE)

    def run(self, options: TrainOptions) -> Figures:
        """Train a variant and score it."""
        started = time.perf_counter()
        trainer = Trainer(options, self.sampler)
        losses, weights = [], []
        while trainer.step < options.steps:
            losses.append(trainer.advance())
            if trainer.step % EVERY == 0:
                weights.append([round(float(value), 4) for value in trainer.weighting.log_variance.detach()])
        scores = validate.score_engine(TorchEngine(options.network, trainer.average.arrays(), "cpu"), self.validation)
        return {
            "places": scores,
            "mean": validate.over(scores.values()),
            "last_losses": [float(value) for value in np.mean(losses[-25:], axis=0)],
            "task_log_variance": weights,
            "hse_factor": round(trainer.weighting.hse_factor, 4),
            "seconds": round(time.perf_counter() - started),
        }


_bench: Bench


def _prepare(data: Path) -> None:
    global _bench
    _bench = Bench(data)


def _run(options: TrainOptions) -> Figures:
    return _bench.run(options)


def cost(repetitions: int = 5) -> Figures:
    """Time and size of one network for both maps against one for each, in turns on the same pixels."""
    networks = {name: variants()[name].network for name in ("HSE alone", "LCZ alone", "both, learned weights")}
    engines = {name: TorchEngine(config, Network(config).arrays(), "cpu") for name, config in networks.items()}
    pixels = np.random.default_rng(1).random((10, SIDE_PX, SIDE_PX), dtype=np.float32)
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(repetitions):
        for name, engine in engines.items():
            started = time.perf_counter()
            validate.map_scene(engine, pixels)
            seconds[name].append(time.perf_counter() - started)
    times = {name: float(np.median(values)) for name, values in seconds.items()}
    parameters = {
        name: sum(int(np.prod(shape)) for shape in config.arrays.values()) for name, config in networks.items()
    }
    return {
        "seconds": times,
        "numbers": parameters,
        "time_ratio": times["both, learned weights"] / (times["HSE alone"] + times["LCZ alone"]),
        "size_ratio": parameters["both, learned weights"] / (parameters["HSE alone"] + parameters["LCZ alone"]),
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--out", type=Path, default=Path("build/comparison.json"))
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="runs at a time, a thread each")
    parser.add_argument("--variants", nargs="+", metavar="NAME", help="which to train, by name; all by default")
    parser.add_argument("--bfloat16", action="store_true", help="faster where the processor has it")
    chosen = parser.parse_args()
    unknown = set(chosen.variants or ()) - set(variants())
    if unknown:
        parser.error(f"no variant is called {', '.join(sorted(unknown))}; known are {'; '.join(variants())}")
    # A short run forgets its first steps sooner.
    common = TrainOptions(
        steps=chosen.steps, batch=4, patch_batch=8, balanced_share=BALANCE, ema_decay=0.98, bfloat16=chosen.bfloat16
    )
    about = {"options": dataclasses.asdict(common), "every": EVERY}
    found: dict[str, Any] = {"about": about, "runs": {}}
    if chosen.out.exists():
        found = json.loads(chosen.out.read_text(encoding="utf-8"))
        if found["about"] != json.loads(json.dumps(about)):
            parser.error(f"{chosen.out} was made with other options; choose another --out.")
    waiting: dict[Future, tuple[str, str]] = {}
    with ProcessPoolExecutor(chosen.jobs, get_context("spawn"), _prepare, (chosen.data,)) as pool:
        for seed in range(1, chosen.seeds + 1):
            for name, variant in variants().items():
                if name in (chosen.variants or variants()) and str(seed) not in found["runs"].get(name, {}):
                    options = dataclasses.replace(common, seed=seed, **variant._asdict())
                    waiting[pool.submit(_run, options)] = name, str(seed)
        for done in as_completed(waiting):
            name, seed = waiting[done]
            found["runs"].setdefault(name, {})[seed] = done.result()
            _write(chosen.out, found)
            mean = done.result()["mean"]
            print(f"{name}, seed {seed}: {done.result()['seconds']} s, agreement {mean['lcz_agreement']:.3f}, "
                  f"HSE R2 {mean['hse_r2']:.3f}", flush=True)  # fmt: skip
    found["cost"] = cost()
    _write(chosen.out, found)


def _write(path: Path, found: Figures) -> None:
    with staging([path]) as (part,):
        part.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
