# SPDX-License-Identifier: GPL-2.0-or-later
"""One network from several runs of training that started from the same weights.

    python -m hse_lcz.model.training.average_runs --data ../shared/data --weights a.npz b.npz --out averaged.npz

Runs that differ in their seed alone end at networks whose errors differ. The mean of their weights has less of these
errors, at the price of one network. Its layers answer with less spread than those of either run, so that the statistics
that batch normalisation keeps no longer fit: they are measured again, on crops drawn as in training.

Sources: Wortsman et al. 2022, "Model soups: averaging weights of multiple fine-tuned models improves accuracy without
increasing inference time"; the statistics after Izmailov et al. 2018, "Averaging weights leads to wider optima and
better generalization".
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ..errors import InputError, PluginError
from ..network import weights
from ..network.config import NetworkConfig
from ..network.model import Network
from ..network.weights import Weights
from . import folder_dataset
from .sampling import Batch, Sampler
from .train import TrainOptions, draw_batch

BATCHES = 120
"""On so many, of 16 crops each, the statistics are measured."""
_SEED = 77


def average_runs(runs: Sequence[Weights], folder: folder_dataset.Folder, batches: int = BATCHES) -> Weights:
    """The mean of the weights of several runs, with batch statistics of its own.

    Args:
        runs: of one network on the same places, from the same start.
        folder: those places.
        batches: on how many the statistics are measured.

    Returns:
        The network, with the card of the first run, in which all are named.

    Raises:
        InputError: the runs differ in their network or their places, or have learned from others than the folder's.
    """
    places = [place.name for place in folder.training]
    for run in runs:
        if run.config != runs[0].config or run.card.get("training", {}).get("places") != places:
            raise InputError(
                f"Expected runs of one network on {', '.join(places)}, found another network or other places in "
                f"{run.path}; average runs of one recipe."
            )
    mean = {name: np.mean([run.arrays[name] for run in runs], axis=0) for name in runs[0].arrays}
    options = TrainOptions(seed=_SEED, batch=16)
    sampler = Sampler(folder.training, folder.patches, options.balanced_share)
    arrays = batch_statistics(runs[0].config, mean, (draw_batch(sampler, options, step) for step in range(batches)))
    recipes = [run.card["training"]["options"] for run in runs]
    averaged = [{name: recipe[name] for name in ("seed", "steps", "start")} for recipe in recipes]
    return runs[0]._replace(arrays=arrays, card={**runs[0].card, "averaged_runs": averaged})


def batch_statistics(
    config: NetworkConfig, arrays: Mapping[str, np.ndarray], batches: Iterable[Batch]
) -> dict[str, np.ndarray]:
    """The weights with the statistics of batch normalisation that the batches have, each counting alike."""
    network = Network.from_arrays(config, arrays).to(memory_format=torch.channels_last).train()
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm2d):
            layer.reset_running_stats()
            layer.momentum = None  # the mean over all batches, not a running one
    torch.manual_seed(_SEED)  # of dropout
    with torch.no_grad():
        for batch in batches:
            network(batch.reflectance.contiguous(memory_format=torch.channels_last))
    return network.arrays()


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.training.average_runs", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--weights", nargs="+", required=True, help="of each run, as training left them")
    parser.add_argument("--out", type=Path, required=True, help="weights file to write")
    chosen = parser.parse_args(arguments)
    try:
        runs = [weights.load(path) for path in chosen.weights]
        known = runs[0].card.get("training", {}).get("places", ())
        holdout = [name for name in folder_dataset.place_names(chosen.data) if name not in known]
        average = average_runs(runs, folder_dataset.load_folder(chosen.data, holdout))
        weights.save(chosen.out, average.config, average.arrays, average.card)
    except PluginError as error:
        sys.exit(str(error))
    print(f"written: {chosen.out}")


if __name__ == "__main__":
    main()
