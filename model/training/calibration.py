# SPDX-License-Identifier: GPL-2.0-or-later
"""Zone probabilities that mean what they say, and rare zones not forgotten.

    python -m hse_lcz.model.training.calibration --data ../shared/data --weights best.npz --out calibrated.npz

Two corrections of the scores that each LCZ head gives to the zones, before they become probabilities. They are divided
by one temperature, fitted on the validation places. And zones that fill little of the training labels get more, those
that fill much get less: a network learns how common a zone is where it was taught, but the cities of others have other
shares. As the heads are linear, both are done in their weights, and nothing that runs the network need know of them.

Sources: Guo, Pleiss, Sun, Weinberger 2017, "On calibration of modern neural networks"; Menon, Jayasumana, Rawat, Jain,
Veit, Kumar 2021, "Long-tail learning via logit adjustment".
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np

from ..assessment import metrics
from ..engines.torch_engine import TorchEngine
from ..errors import PluginError
from ..network import weights
from ..network.weights import Weights
from ..tables import lcz
from . import folder_dataset, label_corrections, validate
from .places import Place

TEMPERATURES = (0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2)
EVENNESS = 0.5
"""How much of a zone's rarity is made up for: 0 = nothing, 1 = all of it. Chosen by trial (`docs/results.md`)."""
_RAREST = 1e-4


class Predictions(NamedTuple):
    """What a network says of the cells of a place, and whether it is so; all (n,), cells of 100 m."""

    confidence: np.ndarray
    """Probability of the likeliest zone, 0..1."""
    right: np.ndarray
    """Whether that is the label's likeliest."""
    nll: np.ndarray
    """Minus the logarithm of the probability of the label's likeliest zone."""


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

    def corrected(self, temperature: float, evenness: float) -> Weights:
        """The network with both corrections in its LCZ heads."""
        return corrected(self.network, temperature, self.shares, evenness)


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
        result.append(Predictions(*(np.concatenate(values) for values in zip(*dates))))
    return result


def _predictions(probabilities: np.ndarray, zones: np.ndarray) -> Predictions:
    labelled = zones != lcz.NODATA
    cells, truth = probabilities[:, labelled], zones[labelled].astype(int) - 1
    said = np.take_along_axis(cells, truth[None], axis=0)[0]
    return Predictions(cells.max(axis=0), cells.argmax(axis=0) == truth, -np.log(np.maximum(said, 1e-6)))


def fit_temperature(nll: Mapping[float, float]) -> float:
    """The temperature at which the mean nll is least: the lowest of a parabola through the best three.

    Args:
        nll: temperature -> mean nll, at least three.
    """
    tried = sorted(nll)
    best = min(max(tried.index(min(tried, key=lambda t: nll[t])), 1), len(tried) - 2)
    near = tried[best - 1 : best + 2]
    square, slope, _ = np.polyfit(near, [nll[t] for t in near], 2)
    return round(float(np.clip(-slope / (2 * square), near[0], near[-1])), 3) if square > 0 else tried[best]


def corrected(start: Weights, temperature: float, shares: np.ndarray, evenness: float) -> Weights:
    """The weights with both corrections in their LCZ heads, see `scale_temperature` and `adjust_for_priors`."""
    return start._replace(arrays=adjust_for_priors(scale_temperature(start.arrays, temperature), shares, evenness))


def calibrate(held_out: Sequence[HeldOut], evenness: float = EVENNESS) -> dict[str, float]:
    """The best temperature for the held-out places of one or several networks, and what it does there.

    Each place's error after calibration is also given with the temperature of the other places, as a place that
    no network has ever seen will find it (`ece_left_out`).

    Args:
        held_out: networks of one recipe, each with places to fit the temperature on.
        evenness: see `adjust_for_priors`.

    Returns:
        evenness, temperature, ece_before, ece_after, ece_left_out (mean over the places, 0..1).
    """

    def at(temperature: float) -> list[Predictions]:
        return [each for part in held_out for each in predictions(part.corrected(temperature, evenness), part.places)]

    said = {temperature: at(temperature) for temperature in TEMPERATURES}

    def best_for(chosen: Sequence[int]) -> float:
        return fit_temperature({t: float(np.mean([each[i].nll.mean() for i in chosen])) for t, each in said.items()})

    def error(each: Predictions) -> float:
        return metrics.calibration_error(each.confidence, each.right)

    everywhere = range(sum(len(part.places) for part in held_out))
    temperature = best_for(everywhere)
    left_out = []
    for number in everywhere:
        others = best_for([i for i in everywhere if i != number] or [number])
        nearest = min(TEMPERATURES, key=lambda t: abs(t - others))
        left_out.append(error(said[nearest][number]))
    before = [each for part in held_out for each in predictions(part.network, part.places)]
    return {
        "evenness": evenness,
        "temperature": temperature,
        "ece_before": float(np.mean([error(each) for each in before])),
        "ece_after": float(np.mean([error(each) for each in at(temperature)])),
        "ece_left_out": float(np.mean(left_out)),
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
    parser.add_argument("--all-places", help="weights of the same recipe trained on every place: corrected likewise")
    parser.add_argument("--all-places-out", type=Path, help="weights file to write from these")
    parser.add_argument("--evenness", type=float, default=EVENNESS, help=f"0 to 1, default {EVENNESS}")
    chosen = parser.parse_args(arguments)
    try:
        start = weights.load(chosen.weights)
        folder = folder_dataset.load_folder(chosen.data, folder_dataset.VALIDATION_PLACES)
        held_out = HeldOut(start, folder.validation, zone_shares(folder.training))
        figures = calibrate([held_out], chosen.evenness)
        after = held_out.corrected(figures["temperature"], chosen.evenness)
        # What training measured was of the weights before.
        scores = validate.score_engine(TorchEngine(after.config, after.arrays, "cpu"), folder.validation)
        measured = {"validation_places": list(scores), **scores, "mean": validate.over(scores.values())}
        card = {**after.card, "metrics": measured, "calibration": figures}
        weights.save(chosen.out, after.config, after.arrays, card, after.novelty)
        if chosen.all_places:
            # No place is left to measure these weights on: temperature and figures are those of the others.
            final = weights.load(chosen.all_places)
            everywhere = zone_shares([*folder.training, *map(label_corrections.corrected, folder.validation)])
            final = corrected(final, figures["temperature"], everywhere, chosen.evenness)
            metrics_of = {"measured_on": "weights of the same recipe that did not see the validation places",
                          "their_training": start.card.get("training", {}), **measured}  # fmt: skip
            card = {**final.card, "metrics": metrics_of, "calibration": figures}
            weights.save(chosen.all_places_out, final.config, final.arrays, card, final.novelty)
    except PluginError as error:
        sys.exit(str(error))
    print("  ".join(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
