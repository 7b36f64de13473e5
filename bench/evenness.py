# SPDX-License-Identifier: GPL-2.0-or-later
"""What it costs common zones, and gives rare ones, to make up for how rare a zone is in the training labels.

    scripts/in_qgis.py python -m hse_lcz.bench.evenness --data ../shared/data --out bench/evenness.json

Scores the bundled weights on the validation places with more or less of it (see `calibration.evened`): by area, as
`make validate` does, and where labels are sure with every zone counting alike, all places and dates together.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from hse_lcz.model.assessment import metrics
from hse_lcz.model.engines.torch_engine import TorchEngine
from hse_lcz.model.network import weights
from hse_lcz.model.tables import lcz
from hse_lcz.model.training import calibration, folder_dataset, validate
from hse_lcz.model.training.places import Place

TRIED = (0.0, 0.25, 0.5, 0.75, 1.0)


def scored(engine: TorchEngine, places: list[Place]) -> dict[str, Any]:
    """The figures over all places."""
    each, sure = [], np.zeros((len(lcz.ZONES),) * 2, dtype=np.int64)
    for place in places:
        truth = validate.reference(place)
        dates = list(validate.map_dates(engine, place))
        each.append(validate.over(validate.score_maps(maps, truth) for maps in dates))
        for maps in dates:
            sure += metrics.confusion_matrix(truth.zones_that_are("sure"), validate.zones_at_100m(maps.zones))
    mean = validate.over(each)
    found = metrics.class_scores(sure).producers
    return {
        **{name: mean[name] for name in ("lcz_agreement", "lcz_agreement_sure", "oa_w")},
        "average_accuracy_sure": float(np.nanmean(found)),
        "found": {zone.label: round(float(share), 3) for zone, share in zip(lcz.ZONES, found) if share == share},
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of real scenes and labels")
    parser.add_argument("--out", type=Path, default=Path("bench/evenness.json"))
    chosen = parser.parse_args()
    network = weights.load()
    folder = folder_dataset.load_folder(chosen.data)
    shares = calibration.zone_shares(folder.training)
    has = network.card["calibration"]["evenness"]
    tried = {}
    for evenness in TRIED:
        arrays = calibration.adjust_for_priors(network.arrays, shares, evenness - has)
        tried[f"{evenness:g}"] = scored(TorchEngine(network.config, arrays, "cpu"), folder.validation)
        print(evenness, tried[f"{evenness:g}"], flush=True)
    chosen.out.write_text(json.dumps({"bundled": has, "tried": tried}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
