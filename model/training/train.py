# SPDX-License-Identifier: GPL-2.0-or-later
"""Train the network: one flat loop, resumable, the same for the same seed.

    python -m hse_lcz.model.training.train --data ../shared/data --out build/train

Step i draws its crops and its dropout from (seed, i) alone, so a run that is resumed gives the weights of one that was
never stopped.
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
from ..tables.sentinel2 import DN_PER_REFLECTANCE
from ..version import software
from . import folder_dataset, sampling, validate
from .losses import (
    TaskWeighting,
    contrastive_loss,
    equal_gradient_factor,
    pooled_groups,
    same_class,
    settlement_loss,
    zones_loss,
)
from .muon import Muon, is_matrix
from .places import NO_SETTLEMENT, Place
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
    ema_decay: float = 0.999
    """Decay of the exponential moving average of the weights."""
    balanced_share: float = 0.35
    """Share of the crops centred on a zone drawn uniformly, so that rare zones are seen."""
    mixup_share: float = 0.2
    """Share of the crops that are blended with another."""
    exchange_share: float = 0.7
    """Share of the crops whose band statistics are moved towards those of another (`sampling.exchange_statistics`)."""
    exchange_strength: float = 0.8
    """How far at most, 0..1."""
    holdout: tuple[str, ...] = folder_dataset.VALIDATION_PLACES
    """Places that do not train and are evaluated; none = every place trains, and the last step is kept."""
    learned_weights: bool = True
    """Whether the two losses are weighted by learned uncertainty, else by a fixed factor."""
    equal_gradients: bool = False
    """Whether that factor makes the gradients of both losses equal at the start (`losses.equal_gradient_factor`), else
    1:1."""
    contrastive_weight: float = 0.0
    """Of the contrast between crops of different zones on the features of the band groups; 0 = none."""
    seed: int = 1
    evaluate_every: int = 250
    bfloat16: bool = False
    """Whether convolutions run in bfloat16 (twice as fast where the processor has it)."""
    device: str = "cpu"
    start: str | None = None
    """Weights to start from, of the same network; None = from scratch."""
    network: NetworkConfig = field(default_factory=NetworkConfig)

    def __post_init__(self) -> None:
        if self.contrastive_weight and not self.network.band_groups:
            raise ValueError("contrastive_weight needs a network with band_groups; set band_groups=True")


# Options that are numbers on the command line.
_NUMBERS = (
    "steps", "batch", "learning_rate", "matrix_rate", "ema_decay", "balanced_share", "mixup_share", "exchange_share",
    "exchange_strength", "contrastive_weight", "seed", "evaluate_every",
)  # fmt: skip


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
        factor = hse_factor(sampler.places, options.network) if options.equal_gradients else 1.0
        self.weighting = TaskWeighting(options.learned_weights, factor).to(options.device)
        self.optimizers = _optimizers(self.network, self.weighting, options)
        self.step = 0
        self.best = -math.inf
        self.best_scores: dict[str, dict[str, float]] = {}

    def advance(self) -> tuple[float, float, float]:
        """One step; its total, settlement and zones loss."""
        options = self.options
        torch.manual_seed(options.seed * 1_000_003 + self.step)
        batch = draw_batch(self.sampler, options, self.step)
        self.network.train()
        hse, lcz, contrast = self._losses(Batch(*(tensor.to(options.device) for tensor in batch)))
        loss = self.weighting(hse, lcz)
        if contrast is not None:
            loss = loss + options.contrastive_weight * contrast
        for optimizer, rate in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
            for group in optimizer.param_groups:
                group["lr"] = rate * learning_rate_factor(self.step, options)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        for optimizer, _ in self.optimizers:
            optimizer.step()
        update_ema(self.average, self.network, options.ema_decay, self.step)
        self.step += 1
        return tuple(math.nan if value is None else float(value.detach()) for value in (loss, hse, lcz))

    def _losses(self, batch: Batch) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
        """Of settlement, of zones, and of the contrast; None for what the network or the options leave out."""
        reflectance = batch.reflectance.contiguous(memory_format=torch.channels_last)
        device = reflectance.device.type
        with torch.autocast(device, dtype=torch.bfloat16, enabled=self.options.bfloat16):
            branches = self.network.branches(reflectance)
            maps = self.network.answer(self.network.pooled(branches))
        hse = None if maps.settlement is None else settlement_loss(maps.settlement, batch.settlement)
        # Zones are compared where their labels are: on cells of 40 m.
        lcz = None if maps.zones is None else zones_loss(F.avg_pool2d(maps.zones, 2), batch.zones)
        if not self.options.contrastive_weight:
            return hse, lcz, None
        groups = pooled_groups(branches, len(self.network.group_bands))
        return hse, lcz, contrastive_loss(groups, same_class(batch.zones))

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
        if _complete(json.loads(state["options"])) != json.loads(json.dumps(asdict(self.options))):
            raise ValueError(f"{path} was made with other options ({state['options']}); choose another --out")
        self.step, self.best, self.best_scores = state["step"], state["best"], state["best_scores"]
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.weighting.load_state_dict(state["weighting"])
        for (optimizer, _), kept in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(kept)


def _complete(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a run, those that did not exist when it began at their defaults."""
    default = asdict(TrainOptions())
    return {**default, **options, "network": {**default["network"], **options["network"]}}


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


def draw_batch(sampler: Sampler, options: TrainOptions, step: int) -> Batch:
    """The varied crops of a step, or Level-2A patches, by the seed of the options and the step alone."""
    rng = np.random.default_rng([options.seed, step])
    patches = sampler.patches is not None and step % options.patch_every == options.patch_every - 1
    batch = sampler.patch_batch(rng, options.patch_batch) if patches else sampler.batch(rng, options.batch)
    batch = sampling.exchange_statistics(rng, batch, options.exchange_share, options.exchange_strength)
    return sampling.mixup(rng, batch, options.mixup_share)


def learning_rate_factor(step: int, options: TrainOptions) -> float:
    """Share of the highest learning rate, 0..1: up along a cosine, down along a longer one to a thousandth."""
    rise = max(1, round(options.steps * options.warm_up))
    if step < rise:
        return 0.04 + 0.96 * (1 - math.cos(math.pi * step / rise)) / 2
    share = (step - rise) / max(1, options.steps - rise)
    return 0.001 + 0.999 * (1 + math.cos(math.pi * min(1.0, share))) / 2


def reflectance_statistics(places: Sequence[Place]) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation per band over all scenes, each (10,) float32."""
    scenes = [scene.reshape(len(scene), -1)[:, ::7] / DN_PER_REFLECTANCE for place in places for scene in place.scenes]
    pixels = np.concatenate(scenes, axis=1)
    return pixels.mean(axis=1).astype(np.float32), pixels.std(axis=1).astype(np.float32)


def hse_factor(places: Sequence[Place], network: NetworkConfig) -> float:
    """The factor of the settlement loss with which both gradients are equal at the start, for the labels of places."""
    percent = np.concatenate([place.settlement[::3, ::3].ravel() for place in places])
    zones = np.concatenate([place.zones[:, ::3, ::3].reshape(len(place.zones), -1) for place in places], axis=1)
    known = zones.sum(axis=0) > 0
    shares = zones[:, known] / zones[:, known].sum(axis=0, dtype=np.float64)
    fractions = percent[percent != NO_SETTLEMENT] / 100
    return equal_gradient_factor(torch.from_numpy(fractions), torch.from_numpy(shares.T), len(network.head_widths))


def train(
    options: TrainOptions, data: Path, out: Path, about: Mapping[str, Any] | None = None
) -> Iterator[TrainProgress]:
    """Train on the places of a folder; `out` gets `best.npz` and the checkpoint from which a killed run is resumed.

    With held-out places the step with the best figures there is kept, without any the last one.

    Args:
        options: how to train.
        data: the folder, see `dataset`.
        out: folder of the run.
        about: what the card of the weights says beyond what the run knows: name, labels, licence.

    Yields:
        One TrainProgress a step, with scores where an epoch ends.

    Raises:
        InputError: the folder does not hold what `dataset` describes.
        ValueError: `out` holds a run with other options.
    """
    places, validation, patches = folder_dataset.load_folder(data, options.holdout)
    sampler = Sampler(places, patches, options.balanced_share)
    trainer = Trainer(options, sampler)
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.restore(checkpoint)
    while trainer.step < options.steps:
        loss, hse, lcz = trainer.advance()
        scores = None
        if trainer.step % options.evaluate_every == 0 or trainer.step == options.steps:
            scores = _evaluate(trainer, validation)
            if not scores or _merit(scores) > trainer.best:
                trainer.best, trainer.best_scores = _merit(scores), scores
                weights.save(
                    out / "best.npz",
                    trainer.average.config,
                    trainer.average.arrays(),
                    card(trainer, [p.name for p in places], [p.name for p in validation], about or {}),
                )
            trainer.save(checkpoint)
        yield TrainProgress(trainer.step, loss, hse, lcz, scores)


def _evaluate(trainer: Trainer, places: Sequence[Place]) -> dict[str, dict[str, float]]:
    """Figures of the averaged weights for each place and their mean; empty without places."""
    if not places:
        return {}
    engine = TorchEngine(trainer.options.network, trainer.average.arrays(), trainer.options.device)
    scores = validate.score_engine(engine, places)
    return {**scores, "mean": validate.over(scores.values())}


def _merit(scores: Mapping[str, Mapping[str, float]]) -> float:
    """One number by which the best step is chosen, larger is better; nan without scores."""
    if not scores:
        return math.nan
    return float(np.nansum([scores["mean"]["lcz_agreement"], scores["mean"]["hse_r2"] / 2]))


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
    """The last folder and the file name of a path: the rest of it means nothing on another computer."""
    return path and "/".join(Path(path).parts[-2:])


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m hse_lcz.model.training.train", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; an unfinished run is resumed")
    default = TrainOptions()
    for name in _NUMBERS:
        value = getattr(default, name)
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help=f"default {value}")
    parser.add_argument("--holdout", nargs="*", default=default.holdout, help="places to evaluate on; none: all train")
    parser.add_argument("--start", help="weights of the same network to start from; from scratch by default")
    parser.add_argument("--device", default=default.device, help="cpu, cuda or mps")
    parser.add_argument("--bfloat16", action="store_true", help="faster where the processor has it")
    parser.add_argument("--equal-weights", action="store_true", help="weight the two losses 1:1 instead of learning it")
    parser.add_argument("--equal-gradients", action="store_true", help="weight them so that both start alike")
    parser.add_argument("--tasks", nargs="+", choices=("hse", "lcz"), default=["hse", "lcz"])
    parser.add_argument("--no-attention", action="store_true")
    parser.add_argument("--no-prior", action="store_true")
    parser.add_argument("--band-groups", action="store_true", help="a branch of the stem for each group of bands")
    parser.add_argument("--about", type=Path, help="JSON file with what the card shall say: name, labels, licence")
    chosen = parser.parse_args(arguments)
    options = TrainOptions(
        **{name: getattr(chosen, name) for name in _NUMBERS},
        holdout=tuple(chosen.holdout),
        learned_weights=not (chosen.equal_weights or chosen.equal_gradients),
        equal_gradients=chosen.equal_gradients,
        bfloat16=chosen.bfloat16,
        start=chosen.start,
        device=chosen.device,
        network=NetworkConfig(
            tasks=tuple(chosen.tasks),
            attention=not chosen.no_attention,
            prior=not chosen.no_prior and len(chosen.tasks) == 2,
            band_groups=chosen.band_groups,
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
