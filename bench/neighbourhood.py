# SPDX-License-Identifier: GPL-2.0-or-later
"""What a map of zones gains and loses by averaging the probabilities over a neighbourhood.

    scripts/in_qgis.py python -m hse_lcz.bench.neighbourhood --data ../shared/data \
        --crossvalidated build/crossvalidate_last --out bench/neighbourhood.json

Scores the networks of a cross-validation on the places that they have not seen, with squares of several sizes. "Inside"
are the cells whose eight neighbours have the same label, as most cells of an area that somebody draws by hand.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy import ndimage

from hse_lcz.model.assessment import metrics
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network.config import CELL_PX, NEIGHBOURHOOD
from hse_lcz.model.training import crossvalidate, validate
from hse_lcz.model.training.places import Place

SIDES = (1, 3, 5, 7, 9, 11, 13)
_CELL_M = 10 * CELL_PX


def scored(engine: TorchEngine, place: Place) -> Iterator[dict[str, float]]:
    """Figures of each date of a place."""
    truth = validate.reference(place)
    inside = ndimage.minimum_filter(truth.zones, 3) == ndimage.maximum_filter(truth.zones, 3)
    for maps in validate.map_dates(engine, place):
        zones = validate.zones_at_100m(maps.zones)
        every, inner = (
            metrics.zone_scores(metrics.confusion_matrix(*validate.common(labels, zones)))
            for labels in (truth.zones, np.where(inside, truth.zones, 0))
        )
        yield {
            "lcz_agreement": every.overall_accuracy,
            "oa_w": every.oa_weighted,
            "average_accuracy": every.average_accuracy,
            "agreement_inside": inner.overall_accuracy,
            "oa_w_inside": inner.oa_weighted,
            "average_accuracy_inside": inner.average_accuracy,
        }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--crossvalidated", type=Path, required=True, help="folder of `crossvalidate --plan last`")
    parser.add_argument("--out", type=Path, default=Path("bench/neighbourhood.json"))
    chosen = parser.parse_args()
    how = json.loads(Path("bench/crossvalidation.json").read_text(encoding="utf-8"))["calibration"]
    parts = crossvalidate.held_out(crossvalidate.PLANS["last"], chosen.data, chosen.crossvalidated)
    tried = {}
    for side in SIDES:
        places = []
        for part in parts:
            network = part.corrected(how["temperature"], how["evenness"])
            engine = TorchEngine(replace(network.config, neighbourhood=side), network.arrays, "cpu")
            places += [validate.over(scored(engine, place)) for place in part.places]
        tried[str(side * _CELL_M)] = validate.over(places)
        print(side, tried[str(side * _CELL_M)], flush=True)
    found = {"bundled": str(NEIGHBOURHOOD * _CELL_M), "tried": tried}
    chosen.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
