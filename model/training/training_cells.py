# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of the training cells in a weights file, by which a map says how unlike its cells are.

    python -m hse_lcz.model.training.training_cells --data ../shared/data --crossvalidation bench/crossvalidation.json

writes them into the bundled weights. The percentiles of the distance are those of the cells of unseen places in the
cross-validation that are mapped as built.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional

import numpy as np

from ..engines.numpy_engine import NumpyEngine
from ..errors import InputError, PluginError
from ..mapping.novelty_pass import cell_features, with_margin
from ..network import novelty, weights
from ..network.novelty import Novelty
from ..raster import windows
from ..raster.io import RESOLUTION_M
from ..tables import lcz
from ..tables.sentinel2 import DN_PER_REFLECTANCE
from . import folder_dataset, validate
from .calibration import HeldOut
from .places import Place

CELL_PX = round(100 / RESOLUTION_M)


class Cells(NamedTuple):
    """Labelled cells of 100 m, all dates of a place."""

    features: np.ndarray
    """(n, channels) float32."""
    zones: np.ndarray
    """(n,) int, the label's likeliest zone, 0..16."""


def cells_of(engine: NumpyEngine, place: Place) -> Cells:
    """The labelled cells of a place, date after date."""
    truth = validate.reference(place).zones
    height, width = place.size_px
    window = windows.Window(0, 0, width, height)
    read = with_margin(window)
    rows = windows.mirrored(read.row, read.height, height)[:, None]
    cols = windows.mirrored(read.col, read.width, width)
    labelled = truth != lcz.NODATA
    found = []
    for scene in place.scenes:
        reflectance = scene[:, rows, cols].astype(np.float32) / np.float32(DN_PER_REFLECTANCE)
        valid = np.ones(reflectance.shape[1:], dtype=bool)
        features = cell_features(engine, reflectance, valid, (height, width), CELL_PX)
        found.append(features[:, labelled].T)
    return Cells(np.concatenate(found), np.tile(truth[labelled].astype(int) - 1, len(found)))


def fitted(model: weights.Weights, places: Iterable[Place]) -> Novelty:
    """The figures of the cells of places, each place counting by the square root of its cells, as training draws them.

    Args:
        model: the network that learned from them.
        places: with the labels that it learned from.
    """
    with NumpyEngine(model) as engine:
        parts = [cells_of(engine, place) for place in places]
    shares = [np.full(len(part.zones), len(part.zones) ** -0.5) for part in parts]
    return novelty.fit(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.zones for part in parts]),
        np.concatenate(shares),
        model.config.zones,
    )


class BuiltCells(NamedTuple):
    """Labelled cells of a place that are mapped as built, all dates; all (n,)."""

    distances: np.ndarray
    """To the training cells."""
    right: np.ndarray
    """Whether the map has the label's likeliest zone."""
    sure: np.ndarray
    """Whether the label is sure of it (`validate.CONFIDENCE`)."""


def built_cells(engine: NumpyEngine, known: Novelty, place: Place, zones: Sequence[np.ndarray]) -> BuiltCells:
    """The cells of a held-out place by which novelty is compared with error.

    Args:
        engine: of the network that has not seen the place.
        known: the figures of its training cells.
        place: with labels.
        zones: (h, w) uint8 map of each date in cells of 100 m.
    """
    truth = validate.reference(place)
    labelled = truth.zones != lcz.NODATA
    mapped = np.concatenate([each[labelled] for each in zones])
    built = lcz.is_built(mapped)
    sure = truth.confidence[labelled] >= validate.CONFIDENCE["sure"][0]
    return BuiltCells(
        known.distance(cells_of(engine, place).features[built]),
        (mapped == np.tile(truth.zones[labelled], len(zones)))[built],
        np.tile(sure, len(zones))[built],
    )


def novelty_figures(parts: Sequence[HeldOut], zones: Mapping[str, Sequence[np.ndarray]]) -> dict[str, Any]:
    """How novelty goes with error in the cells of held-out places that are mapped as built.

    Args:
        parts: networks with their held-out places and those that they have learned from.
        zones: name of each held-out place -> its maps, see `built_cells`.

    Returns:
        `distances`: percentiles for `Novelty.distances`, all places counting alike; `accuracy`: agreement in each fifth
        of the cells, from the least to the most unlike, and `accuracy_sure` where labels are sure; `places`: mean
        percentage and error of each place that has such cells; `spearman`: rank correlation of the two over places.
        Nothing where no cell is mapped as built.
    """
    from scipy.stats import spearmanr

    found: dict[str, BuiltCells] = {}
    for part in parts:
        known = fitted(part.network, part.training)
        with NumpyEngine(part.network) as engine:
            found.update((place.name, built_cells(engine, known, place, zones[place.name])) for place in part.places)
    found = {name: cells for name, cells in found.items() if len(cells.right)}
    if not found:
        return {}
    cells = BuiltCells(*map(np.concatenate, zip(*found.values())))
    alike = np.concatenate([np.full(len(each.right), 1 / len(each.right)) for each in found.values()])
    percentiles = novelty.percentiles(cells.distances, alike)

    def percent(distances: np.ndarray) -> np.ndarray:
        return np.interp(distances, percentiles, np.arange(novelty.STEPS))

    def accuracy(chosen: np.ndarray) -> list[float]:
        fifth = np.minimum(percent(cells.distances) // 20, 4)
        fifths = [chosen & (fifth == number) for number in range(5)]
        return [float(np.average(cells.right[each], weights=alike[each])) if each.any() else np.nan for each in fifths]

    places = {
        name: {"novelty_pct": float(percent(each.distances).mean()), "error": float(1 - each.right.mean())}
        for name, each in found.items()
    }
    return {
        "distances": [round(float(value), 3) for value in percentiles],
        "accuracy": accuracy(np.ones(len(cells.right), dtype=bool)),
        "accuracy_sure": accuracy(cells.sure),
        "places": places,
        "spearman": float(spearmanr(*zip(*(row.values() for row in places.values())))[0]),
    }


def main(arguments: Optional[Sequence[str]] = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hse_lcz.model.training.training_cells",
        description="Write the figures of the training cells into weights.",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with scenes/ and labels/")
    parser.add_argument("--weights", help="weights that all places of the folder have trained; bundled by default")
    parser.add_argument("--crossvalidation", type=Path, required=True, help="JSON file of the cross-validation")
    chosen = parser.parse_args(arguments)
    try:
        model = weights.load(chosen.weights)
        known = fitted(model, folder_dataset.load_folder(chosen.data, ()).training)
        measured = json.loads(chosen.crossvalidation.read_text(encoding="utf-8"))["novelty"]
        if not measured:
            raise InputError(
                "Expected cells that are mapped as built in the cross-validation, found none in "
                f"{chosen.crossvalidation}; train its folds longer."
            )
        known = known._replace(distances=np.array(measured["distances"], dtype=np.float32))
        weights.save(Path(model.path), model.config, model.arrays, model.card, known)
    except (PluginError, OSError, ValueError, KeyError) as error:
        sys.exit(str(error))
    print(f"written: {model.path}")


if __name__ == "__main__":
    main()
