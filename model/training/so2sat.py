# SPDX-License-Identifier: GPL-2.0-or-later
"""The So2Sat LCZ42 benchmark as a source to train on and to be scored on.

    python -m hse_lcz.model.training.so2sat --train training.h5 --validate validation.h5 --out mine.npz
    python -m hse_lcz.model.training.so2sat --train training.h5 --validate validation.h5 --out mine.npz --radar filtered
    python -m hse_lcz.model.training.so2sat --model a.npz --second b.npz --validate validation.h5 --test testing.h5

The files are described in `so2sat_patches`. With `--radar` the network reads Sentinel-1, too; one that begins with
optical weights answers as these do until it has learned. With `--second` the mean of two networks' probabilities is
scored, weighted as is best on the validation file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Optional

import numpy as np

from ..assessment import metrics, zone_groups
from ..errors import InputError, PluginError
from ..lczmap import decision_fusion
from ..network import weights
from ..network.weights import Weights
from ..tables import lcz
from ..version import software
from .so2sat_patches import Patches
from .so2sat_training import Trained, answers, confusion, score, train, with_radar

RADAR = {"filtered": "refined Lee", "unfiltered": "none"}
"""What `--radar` takes, and what the card then says of speckle."""


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.training.so2sat", description="Train and score on the files of So2Sat LCZ42."
    )
    parser.add_argument("--train", help="HDF5 file to train on; without it weights are scored alone")
    parser.add_argument("--validate", help="HDF5 file to choose the best step on, or the weight of --second")
    parser.add_argument("--test", help="HDF5 file to score on in the end")
    parser.add_argument("--model", help="weights to start from or to score; the bundled ones by default")
    parser.add_argument("--second", help="weights whose probabilities are averaged with those of --model")
    parser.add_argument("--out", type=Path, help="weights file to write")
    parser.add_argument(
        "--radar", choices=RADAR, help="read sen1: despeckled or not; by default what the card of the weights says"
    )
    parser.add_argument("--merged", action="store_true", help="also score groups of zones, see the table GROUPS")
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    chosen = parser.parse_args(arguments)
    if chosen.train and not (chosen.validate and chosen.out):
        parser.error("--train needs --validate and --out")
    if chosen.second and (chosen.train or not (chosen.validate and chosen.test)):
        parser.error("--second needs --validate and --test, and no --train")
    if not chosen.train and not chosen.test:
        parser.error("give --train or --test")
    try:
        _run(chosen)
    except PluginError as error:
        sys.exit(str(error))


def _run(chosen: argparse.Namespace) -> None:
    from ..engines.torch_engine import choose_device

    device = choose_device(chosen.device).type
    models = [_loaded(path) for path in (chosen.model, *([chosen.second] if chosen.second else ()))]
    speckle = _speckle(chosen.radar, models, bool(chosen.train))
    if chosen.second:
        _score_both(chosen, models, speckle, device)
        return
    model = models[0]
    if chosen.train:
        model = _trained(chosen, model, speckle, device)
    if chosen.test:
        with Patches(chosen.test, speckle) as test:
            _print(f"test, {len(test)} patches", score(_network(model, device), test), chosen.merged)


def _loaded(path: Optional[str]) -> Weights:
    model = weights.load(path)
    if "lcz" not in model.config.tasks:
        raise InputError(f"Expected weights that know LCZ, but {model.path} does not; choose others.")
    return model


def _speckle(asked: Optional[str], models: Sequence[Weights], trains: bool) -> Optional[str]:
    """Which radar is read, a key of `sentinel1.SPECKLE`; None where no network reads any.

    Raises:
        InputError: it was not said, it contradicts a card, or no network reads it.
    """
    with_radar = [model for model in models if model.config.radar_bands]
    said = {model.path: weights.speckle_filter(model.card) for model in with_radar}
    kinds = {RADAR[asked]} if asked else {kind for kind in said.values() if kind}
    if asked and not with_radar and not trains:
        raise InputError("Expected weights that read radar for --radar, found optical ones; leave --radar out.")
    if any(kind not in (None, *kinds) for kind in said.values()) or len(kinds) > 1 or (with_radar and not kinds):
        found = ", ".join(f"{path}: {kind or 'not said'}" for path, kind in said.items())
        raise InputError(
            f"Expected the same despeckling in --radar and in all cards of weights with radar, found {found}; choose "
            f"one of {', '.join(RADAR)} that fits the weights."
        )
    return next(iter(kinds), None)


def _trained(chosen: argparse.Namespace, model: Weights, speckle: Optional[str], device: str) -> Weights:
    """Trains, writes the best step's weights, and returns them."""
    best: Optional[Trained] = None
    with Patches(chosen.train, speckle) as training, Patches(chosen.validate, speckle) as validation:
        start = with_radar(model, training, chosen.seed) if speckle else model
        options = chosen.steps, chosen.batch, chosen.learning_rate, chosen.seed
        for now in train(start, training, validation, *options, device):
            print(f"step {now.step}/{chosen.steps}  {_words(now.scores)}", flush=True)
            if best is None or now.scores.overall_accuracy > best.scores.overall_accuracy:
                best = now
        if best is None:
            raise InputError("Expected at least one step, found none; choose more --steps.")
        found = start._replace(arrays=best.arrays)
        if chosen.merged:
            _print("validation", score(_network(found, device), validation), True)
    card = {
        "name": f"{chosen.out.stem}, trained on So2Sat LCZ42 with HSE & LCZ Mapper",
        "software": software(),
        "labels": "So2Sat LCZ42 (Zhu et al. 2020)",
        "training": {"start": model.card.get("name"), "steps": chosen.steps, "best_step": best.step},
        "metrics": {"validation": best.scores._asdict()},
        **({"radar": weights.radar_card(speckle)} if speckle else {}),
    }
    weights.save(chosen.out, found.config, found.arrays, card)
    return found


def _score_both(chosen: argparse.Namespace, models: Sequence[Weights], speckle: Optional[str], device: str) -> None:
    """Learns the weight of two networks on the validation file, and scores each and both on the test file."""
    networks = [_network(model, device) for model in models]

    def said(path: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        with Patches(path, speckle) as patches:
            (first, codes), (second, _) = (map(np.concatenate, zip(*answers(network, patches))) for network in networks)
        return first, second, codes

    share = decision_fusion.best_share(*said(chosen.validate))
    print(f"weight of --model {share:.3f}, of --second {1 - share:.3f}, learned on {chosen.validate}")
    first, second, codes = said(chosen.test)
    both = decision_fusion.weighted_mean(first, second, share)
    for name, probabilities in (("--model", first), ("--second", second), ("both", both)):
        _print(f"test, {len(codes)} patches, {name}", confusion(probabilities, codes), chosen.merged)


def _network(model: Weights, device: str) -> Any:
    from ..network.model import Network

    return Network.from_arrays(model.config, model.arrays).to(device)


def _print(what: str, counts: np.ndarray, merged: bool) -> None:
    """The figures of the seventeen zones, and beside them, never instead, those of groups of zones."""
    print(f"{what}  {_words(metrics.zone_scores(counts))}")
    if merged:
        found = zone_groups.group_scores(counts)
        print(
            f"{what}, zones merged to {len(lcz.GROUPS)} groups  OA {found.overall_accuracy:.3f}  "
            f"AA {found.average_accuracy:.3f}  kappa {found.kappa:.3f}"
        )


def _words(scores: metrics.ZoneScores) -> str:
    return (
        f"OA {scores.overall_accuracy:.3f}  AA {scores.average_accuracy:.3f}  kappa {scores.kappa:.3f}  "
        f"OA_w {scores.oa_weighted:.3f}"
    )


if __name__ == "__main__":
    main()
