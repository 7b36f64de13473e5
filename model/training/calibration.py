# SPDX-License-Identifier: GPL-2.0-or-later
"""Zone probabilities that mean what they say, and rare zones not forgotten.

    python -m hse_lcz.model.training.calibration --data ../shared/data --weights best.npz --out calibrated.npz

Training leaves scores that each LCZ head gives to the zones. Zones that fill little of the training labels get more,
those that fill much get less: a network learns how common a zone is where it was taught, but the cities of others have
other shares. The scores are divided by one temperature. As the heads are linear, both are done in their weights. What
the five heads say together is still too modest where they agree, so that the map's probabilities are raised to a power,
`NetworkConfig.sharpness`, fitted on places that the network has not seen; no zone changes by it.

Sources: Guo, Pleiss, Sun, Weinberger 2017, "On calibration of modern neural networks"; Menon, Jayasumana, Rawat, Jain,
Veit, Kumar 2021, "Long-tail learning via logit adjustment".
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, Optional

import numpy as np

from ..assessment import metrics
from ..engines.torch_engine import TorchEngine
from ..errors import PluginError
from ..mapping.neighbourhood import sharpened
from ..network import weights
from ..network.config import NEIGHBOURHOOD
from ..network.weights import Weights
from ..tables import lcz
from . import folder_dataset, validate
from .places import Place

TEMPERATURE = 0.36
"""Of the heads: least mean -log of the right zone's probability on five places that the network had not seen."""
SHARPNESSES = tuple(round(0.5 + 0.05 * step, 2) for step in range(51))
EVENNESS = 0.5
"""How much of a zone's rarity is made up for: 0 = nothing, 1 = all of it. Chosen by trial (`docs/results.md`)."""
_RAREST = 1e-4


class Predictions(NamedTuple):
    """What a network says of the labelled cells of 100 m of a place, and what they are."""

    probabilities: np.ndarray
    """(17, n), 0..1."""
    zones: np.ndarray
    """(n,) the labels' likeliest, from 0."""

    def error(self, sharpness: float) -> float:
        """The expected calibration error, 0..1, of the likeliest zone when the probabilities are so sharpened."""
        said = sharpened(self.probabilities, sharpness)
        return metrics.calibration_error(said.max(axis=0), said.argmax(axis=0) == self.zones)


def scale_temperature(arrays: Mapping[str, np.ndarray], temperature: float) -> dict[str, np.ndarray]:
    """The weights with the temperature in the LCZ heads; above 1 the probabilities come closer to each other."""
    return {
        name: (values / np.float32(temperature) if name.startswith("heads.") else values)
        for name, values in arrays.items()
    }


def adjust_for_priors(arrays: Mapping[str, np.ndarray], shares: np.ndarray, evenness: float) -> dict[str, np.ndarray]:
    """The weights with each zone's probability, in every LCZ head, divided by a power of its share of the labels.

    Args:
        arrays: of the network.
        shares: (17,) of the zones in what it learned from, 0..1.
        evenness: the power.
    """
    more = (-evenness * np.log(shares + _RAREST)).astype(np.float32)
    return {
        name: values + more if name.startswith("heads.") and name.endswith(".bias") else values
        for name, values in arrays.items()
    }


def zone_shares(places: Sequence[Place]) -> np.ndarray:
    """(17,) shares of the zones in the labels of places, each place counting by the square root of its area.

    As training draws them (`dataset.Sampler`), but for the crops that are centred on rare zones.
    """
    sums = sum(place.zones.sum(axis=(1, 2), dtype=float) / np.sqrt(np.prod(place.size_px)) for place in places)
    return sums / sums.sum()


class HeldOut(NamedTuple):
    """A network and places that it has not learned from."""

    network: Weights
    """As training left it."""
    places: Sequence[Place]
    shares: np.ndarray
    """(17,) of the zones in what it learned from, 0..1."""
    training: Sequence[Place] = ()
    """What it learned from, where that is needed."""

    def corrected(self, temperature: float, evenness: float, sharpness: float = 1.0) -> Weights:
        """The network with all corrections, see `corrected`."""
        return corrected(self.network, temperature, self.shares, evenness, sharpness)


def predictions(found: Weights, places: Sequence[Place]) -> list[Predictions]:
    """What the network says of each place, all its dates together."""
    engine = TorchEngine(found.config, found.arrays, "cpu")
    result = []
    for place in places:
        truth = validate.reference(place)
        dates = [
            _predictions(validate.probabilities_at_100m(maps.zones), truth.zones)
            for maps in validate.map_dates(engine, place)
        ]
        result.append(Predictions(*(np.concatenate(values, axis=-1) for values in zip(*dates))))
    return result


def _predictions(probabilities: np.ndarray, zones: np.ndarray) -> Predictions:
    labelled = zones != lcz.NODATA
    return Predictions(probabilities[:, labelled], zones[labelled].astype(int) - 1)


def corrected(
    start: Weights, temperature: float, shares: np.ndarray, evenness: float, sharpness: float = 1.0
) -> Weights:
    """The weights with all that is done after training.

    Args:
        start: as training left them.
        temperature: see `scale_temperature`.
        shares: see `adjust_for_priors`.
        evenness: see `adjust_for_priors`.
        sharpness: see `NetworkConfig`.
    """
    config = replace(start.config, neighbourhood=NEIGHBOURHOOD, sharpness=sharpness)
    arrays = adjust_for_priors(scale_temperature(start.arrays, temperature), shares, evenness)
    return start._replace(config=config, arrays=arrays)


def calibrate(held_out: Sequence[HeldOut], evenness: float = EVENNESS) -> dict[str, Any]:
    """The best sharpness for the held-out places of one or several networks, and what it does there.

    Each place's error after calibration is also given with the sharpness of the other places, as a place that no
    network has ever seen will find it (`ece_left_out`).

    Args:
        held_out: networks of one recipe, each with places to fit the sharpness on.
        evenness: see `adjust_for_priors`.

    Returns:
        evenness, temperature, sharpness; ece_before, ece_after, ece_left_out: means over the places, 0..1; ece_places:
        name -> error after.
    """
    names, errors = [], []
    for part in held_out:
        names += [place.name for place in part.places]
        for each in predictions(part.corrected(TEMPERATURE, evenness), part.places):
            errors.append([each.error(sharpness) for sharpness in SHARPNESSES])
    table = np.array(errors)
    best = int(table.mean(axis=0).argmin())
    left_out = []
    for number in range(len(table)):
        others = np.delete(table, number, axis=0) if len(table) > 1 else table
        left_out.append(table[number, others.mean(axis=0).argmin()])
    return {
        "evenness": evenness,
        "temperature": TEMPERATURE,
        "sharpness": SHARPNESSES[best],
        "ece_before": float(table[:, SHARPNESSES.index(1.0)].mean()),
        "ece_after": float(table[:, best].mean()),
        "ece_left_out": float(np.mean(left_out)),
        "ece_places": dict(zip(names, table[:, best].tolist())),
    }


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.training.calibration",
        description="Make the zone probabilities mean what they say.",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--weights", help="weights that have not seen the validation places; bundled by default")
    parser.add_argument("--out", type=Path, required=True, help="weights file to write")
    parser.add_argument(
        "--figures",
        type=Path,
        help="what a cross-validation of the recipe has written, for weights that have seen every place: its sharpness "
        "is taken and its figures go into the card",
    )
    parser.add_argument("--evenness", type=float, default=EVENNESS, help=f"0 to 1, default {EVENNESS}")
    chosen = parser.parse_args(arguments)
    try:
        start = weights.load(chosen.weights)
        if chosen.figures:
            after, card = _seen_everywhere(start, chosen.data, chosen.figures)
        else:
            after, card = _fitted(start, chosen.data, chosen.evenness)
        weights.save(chosen.out, after.config, after.arrays, {**after.card, **card}, after.novelty)
    except PluginError as error:
        sys.exit(str(error))
    print("  ".join(f"{name} {value:.3f}" for name, value in card["calibration"].items() if name != "ece_places"))


def _fitted(start: Weights, data: Path, evenness: float) -> tuple[Weights, dict[str, Any]]:
    """Weights that have not seen the validation places, corrected by them, and what the card says of it."""
    folder = folder_dataset.load_folder(data, folder_dataset.VALIDATION_PLACES)
    held_out = HeldOut(start, folder.validation, zone_shares(folder.training))
    figures = calibrate([held_out], evenness)
    after = held_out.corrected(figures["temperature"], evenness, figures["sharpness"])
    # What training measured was of the weights before.
    scores = validate.score_engine(TorchEngine(after.config, after.arrays, "cpu"), folder.validation)
    measured = {"validation_places": list(scores), **scores, "mean": validate.over(scores.values())}
    return after, {"metrics": measured, "calibration": figures}


def _seen_everywhere(start: Weights, data: Path, figures: Path) -> tuple[Weights, dict[str, Any]]:
    """Weights that have seen every place, corrected by the cross-validation of their recipe."""
    found = json.loads(figures.read_text(encoding="utf-8"))
    how = found["calibration"]
    shares = zone_shares(folder_dataset.load_folder(data, ()).training)
    after = corrected(start, how["temperature"], shares, how["evenness"], how["sharpness"])
    kept = ("plan", "stages", "folds", "places", "mean", "median", "spread")
    measured = {"measured_on": "other weights of the same recipe, each on places that it has not seen"}
    return after, {"metrics": {**measured, **{name: found[name] for name in kept}}, "calibration": how}


if __name__ == "__main__":
    main()
