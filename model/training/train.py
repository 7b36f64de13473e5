# SPDX-License-Identifier: GPL-2.0-or-later
"""Train the network: one flat loop, resumable, the same for the same seed.

    python -m hse_lcz.model.training.train --data ../shared/data --out build/train

Step i draws its crops and its dropout from (seed, i) alone, so a run that was stopped goes on as if it had not been.
Validation uses the averaged weights on whole scenes of places that training never sees; the best epoch is kept.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from ..engines.torch_engine import TorchEngine
from ..errors import PluginError
from ..network import weights
from ..network.config import NetworkConfig
from ..network.model import Network, update_ema
from ..version import software
from . import folder_dataset, sampling, validate
from .folder_dataset import Place
from .losses import TaskWeighting, settlement_loss, zones_loss
from .muon import Muon, is_matrix
from .sampling import Batch, Sampler


@dataclass(frozen=True)
class TrainOptions:
    """How to train; the bundled weights' card holds the options that made them."""

    steps: int = 6000
    batch: int = 8
    patch_batch: int = 16
    patch_every: int = 3
    """Every so many steps a batch of Level-2A patches takes the place of scene crops."""
    learning_rate: float = 4e-3
    """At its highest, of all but the matrices (AdamW)."""
    matrix_rate: float = 2e-2
    """The same of the matrices (Muon); 0 = AdamW for these, too."""
    weight_decay: float = 2e-2
    warm_up: float = 0.1
    """Share of the steps in which the learning rate rises; then it falls along a cosine."""
    average: float = 0.999
    """Decay of the exponential moving average of the weights."""
    balance: float = 0.35
    """Share of the crops centred on a zone drawn uniformly, so that rare zones are seen."""
    mix: float = 0.2
    """Share of the crops that are blended with another."""
    learned_weights: bool = True
    """Whether the two losses are weighted by learned uncertainty, else 1:1."""
    seed: int = 1
    evaluate_every: int = 250
    bfloat16: bool = False
    """Whether convolutions run in bfloat16 (twice as fast where the processor has it)."""
    device: str = "cpu"
    start: str | None = None
    """Weights to start from, of the same network; None = from scratch."""
    network: NetworkConfig = field(default_factory=NetworkConfig)


class TrainProgress(NamedTuple):
    """Where a run stands."""

    step: int
    loss: float
    hse_loss: float
    lcz_loss: float
    scores: dict[str, dict[str, float]] | None
    """Per validation place and "mean", at the end of an epoch."""


class Trainer:
    """All that a run carries from step to step, and how to keep and restore it."""

    def __init__(self, options: TrainOptions, sampler: Sampler) -> None:
        torch.manual_seed(options.seed)
        self.options = options
        self.sampler = sampler
        if options.start is None:
            network = Network(options.network)
            mean, std = reflectance_statistics(sampler.places)
            network.reflectance_mean.copy_(torch.from_numpy(mean))
            network.reflectance_std.copy_(torch.from_numpy(std))
        else:
            network = Network.from_arrays(options.network, weights.load(options.start).arrays)
        self.network = network.to(options.device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network)
        self.weighting = TaskWeighting(options.learned_weights).to(options.device)
        self.optimizers = _optimizers(self.network, self.weighting, options)
        self.step = 0
        self.best = -math.inf
        self.best_scores: dict[str, dict[str, float]] = {}

    def advance(self) -> tuple[float, float, float]:
        """One step; its total, settlement and zones loss."""
        options = self.options
        torch.manual_seed(options.seed * 1_000_003 + self.step)
        rng = np.random.default_rng([options.seed, self.step])
        patches = self.sampler.patches is not None and self.step % options.patch_every == options.patch_every - 1
        batch = (
            self.sampler.patch_batch(rng, options.patch_batch) if patches else self.sampler.batch(rng, options.batch)
        )
        batch = sampling.mixup(rng, batch, options.mix)
        self.network.train()
        hse, lcz = self._losses(Batch(*(tensor.to(options.device) for tensor in batch)))
        loss = self.weighting(hse, lcz)
        for optimizer, rate in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
            for group in optimizer.param_groups:
                group["lr"] = rate * learning_rate_factor(self.step, options)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        for optimizer, _ in self.optimizers:
            optimizer.step()
        update_ema(self.average, self.network, options.average, self.step)
        self.step += 1
        return tuple(math.nan if value is None else float(value.detach()) for value in (loss, hse, lcz))

    def _losses(self, batch: Batch) -> tuple[Tensor | None, Tensor | None]:
        reflectance = batch.reflectance.contiguous(memory_format=torch.channels_last)
        device = reflectance.device.type
        with torch.autocast(device, dtype=torch.bfloat16, enabled=self.options.bfloat16):
            maps = self.network(reflectance)
        hse = None if maps.settlement is None else settlement_loss(maps.settlement, batch.settlement)
        # Zones are compared where their labels are: on cells of 40 m.
        lcz = None if maps.zones is None else zones_loss(F.avg_pool2d(maps.zones, 2), batch.zones)
        return hse, lcz

    def save(self, path: Path) -> None:
        """Keep the run's whole state; the file appears whole or not at all."""
        part = path.with_suffix(".part")
        torch.save(
            {
                "options": json.dumps(asdict(self.options)),
                "step": self.step,
                "best": self.best,
                "best_scores": self.best_scores,
                "network": self.network.state_dict(),
                "average": self.average.state_dict(),
                "weighting": self.weighting.state_dict(),
                "optimizers": [optimizer.state_dict() for optimizer, _ in self.optimizers],
            },
            part,
        )
        part.replace(path)

    def restore(self, path: Path) -> None:
        """Take up a run where `save` left it.

        Raises:
            ValueError: the run was made with other options.
        """
        state = torch.load(path, map_location=self.options.device, weights_only=True)
        if state["options"] != json.dumps(asdict(self.options)):
            raise ValueError(f"{path} was made with other options ({state['options']}); choose another --out")
        self.step, self.best, self.best_scores = state["step"], state["best"], state["best_scores"]
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.weighting.load_state_dict(state["weighting"])
        for (optimizer, _), kept in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(kept)


def _optimizers(
    network: Network, weighting: TaskWeighting, options: TrainOptions
) -> list[tuple[torch.optim.Optimizer, float]]:
    """What moves the parameters, each with its highest learning rate: AdamW, and Muon for the matrices."""
    named = dict(network.named_parameters())
    matrices = {
        name: parameter
        for name, parameter in named.items()
        if options.matrix_rate and is_matrix(parameter) and not name.startswith("attention")
    }
    shaped = [parameter for name, parameter in named.items() if parameter.ndim > 1 and name not in matrices]
    others = [parameter for parameter in named.values() if parameter.ndim <= 1] + list(weighting.parameters())
    decays = [{"params": shaped, "weight_decay": options.weight_decay}, {"params": others, "weight_decay": 0.0}]
    found: list[tuple[torch.optim.Optimizer, float]] = [(torch.optim.AdamW(decays), options.learning_rate)]
    return [*found, (Muon(matrices.values()), options.matrix_rate)] if matrices else found


def learning_rate_factor(step: int, options: TrainOptions) -> float:
    """Share of the highest learning rate, 0..1: up along a cosine, down along a longer one to a thousandth."""
    rise = max(1, round(options.steps * options.warm_up))
    if step < rise:
        return 0.04 + 0.96 * (1 - math.cos(math.pi * step / rise)) / 2
    share = (step - rise) / max(1, options.steps - rise)
    return 0.001 + 0.999 * (1 + math.cos(math.pi * min(1.0, share))) / 2


def reflectance_statistics(places: Sequence[Place]) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation per band over all scenes, each (10,) float32."""
    scenes = [
        scene.reshape(len(scene), -1)[:, ::7] / folder_dataset.DN_PER_REFLECTANCE
        for place in places
        for scene in place.scenes
    ]
    pixels = np.concatenate(scenes, axis=1)
    return pixels.mean(axis=1).astype(np.float32), pixels.std(axis=1).astype(np.float32)


def train(
    options: TrainOptions, data: Path, out: Path, about: Mapping[str, Any] | None = None
) -> Iterator[TrainProgress]:
    """Train on every place of a folder but the validation places; `out` gets `best.npz` and what a resume needs.

    Args:
        options: how to train.
        data: the folder, see `dataset`.
        out: where the run lives.
        about: what the weights' card shall say beyond what the run knows: name, labels, licence.

    Yields:
        One TrainProgress a step, with scores where an epoch ends.

    Raises:
        InputError: the folder does not hold what `dataset` describes.
        ValueError: `out` holds a run with other options.
    """
    places, validation, patches = folder_dataset.load_folder(data)
    sampler = Sampler(places, patches, options.balance)
    trainer = Trainer(options, sampler)
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.restore(checkpoint)
    while trainer.step < options.steps:
        loss, hse, lcz = trainer.advance()
        scores = None
        if trainer.step % options.evaluate_every == 0 or trainer.step == options.steps:
            network = TorchEngine(options.network, trainer.average.arrays(), options.device)
            scores = validate.score_engine(network, validation)
            scores["mean"] = validate.over(scores.values())
            merit = np.nansum([scores["mean"]["lcz_agreement"], scores["mean"]["hse_r2"] / 2])
            if merit > trainer.best:
                trainer.best, trainer.best_scores = float(merit), scores
                weights.save(
                    out / "best.npz",
                    trainer.average.config,
                    trainer.average.arrays(),
                    card(trainer, [p.name for p in places], [p.name for p in validation], about or {}),
                )
            trainer.save(checkpoint)
        yield TrainProgress(trainer.step, loss, hse, lcz, scores)


def card(trainer: Trainer, trained_on: list[str], validated_on: list[str], about: Mapping[str, Any]) -> dict[str, Any]:
    """What the weights should say of their making: what the run knows, and what its owner adds."""
    patches = trainer.sampler.patches
    return {
        "name": "network trained with HSE & LCZ Mapper",
        "software": software(),
        "architecture": "Qiu et al. 2020, arXiv:2011.11452",
        **about,
        "training": {
            "places": trained_on,
            "level_2a_patches": 0 if patches is None else len(patches.zones),
            "best_step": trainer.step,
            "task_log_variance": [round(float(value), 4) for value in trainer.weighting.log_variance.detach()],
            "options": {**asdict(trainer.options), "start": _named(trainer.options.start)},
        },
        "metrics": {"validation_places": validated_on, **trainer.best_scores},
    }


def _named(path: str | None) -> str | None:
    """Weights by folder and file: where the folder lay says nothing to others."""
    return path and "/".join(Path(path).parts[-2:])


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m hse_lcz.model.training.train", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; an unfinished run in it goes on")
    default = TrainOptions()
    for name in ("steps", "batch", "learning_rate", "matrix_rate", "mix", "seed", "evaluate_every"):
        value = getattr(default, name)
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help=f"default {value}")
    parser.add_argument("--start", help="weights of the same network to start from; from scratch by default")
    parser.add_argument("--device", default=default.device, help="cpu, cuda or mps")
    parser.add_argument("--bfloat16", action="store_true", help="faster where the processor has it")
    parser.add_argument("--equal-weights", action="store_true", help="weight the two losses 1:1 instead of learning it")
    parser.add_argument("--tasks", nargs="+", choices=("hse", "lcz"), default=["hse", "lcz"])
    parser.add_argument("--no-attention", action="store_true")
    parser.add_argument("--no-prior", action="store_true")
    parser.add_argument("--about", type=Path, help="JSON file with what the card shall say: name, labels, licence")
    chosen = parser.parse_args(arguments)
    options = TrainOptions(
        steps=chosen.steps,
        batch=chosen.batch,
        learning_rate=chosen.learning_rate,
        matrix_rate=chosen.matrix_rate,
        mix=chosen.mix,
        seed=chosen.seed,
        evaluate_every=chosen.evaluate_every,
        learned_weights=not chosen.equal_weights,
        bfloat16=chosen.bfloat16,
        start=chosen.start,
        device=chosen.device,
        network=NetworkConfig(
            tasks=tuple(chosen.tasks),
            attention=not chosen.no_attention,
            prior=not chosen.no_prior and len(chosen.tasks) == 2,
        ),
    )
    try:
        about = json.loads(chosen.about.read_text(encoding="utf-8")) if chosen.about else {}
        report(train(options, chosen.data, chosen.out, about), options.steps, chosen.out / "log.jsonl")
    except (PluginError, ValueError, OSError) as error:
        sys.exit(str(error))


def report(run: Iterator[TrainProgress], steps: int, log: Path) -> None:
    """Print progress and keep the validation figures as lines of JSON."""
    started, first = time.monotonic(), None
    for progress in run:
        first = progress.step if first is None else first
        if progress.step % 25 == 0:
            left = (time.monotonic() - started) / (progress.step - first + 1) * (steps - progress.step)
            print(
                f"step {progress.step}/{steps}  loss {progress.loss:.3f}  HSE {progress.hse_loss:.3f}  "
                f"LCZ {progress.lcz_loss:.3f}  {left / 60:.0f} min left",
                flush=True,
            )
        if progress.scores:
            line = json.dumps({"step": progress.step, "scores": progress.scores})
            with log.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            print("validation  " + "  ".join(f"{k} {v:.3f}" for k, v in progress.scores["mean"].items()), flush=True)


if __name__ == "__main__":
    main()
